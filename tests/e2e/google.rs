//! A mailbox at Google in the real window: signed in to, read, answered in its conversation, and signed in to again.
//!
//! The test is the operator and their browser; the service is one that others wrote (`tests/peers`).

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::peers::{self, Google};
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Context as _, Result, ensure};
use api::{ListQueue, ReadNow, SetSetting, text};
use serde_json::json;
use thirtyfour::Key;

const OWN: &str = "dana@example.com";

/// Answers the sign-in that the window waits for, as the browser would.
async fn sign_in(page: &Page) -> Result<()> {
    let address = eventually("the address to sign in at", async || {
        let value = page.value("#sign-in-address").await?;
        url::Url::parse(&value).with_context(|| format!("the field holds {value:?}"))
    })
    .await?;
    page.picture("sign-in").await?;
    peers::allow(&address, OWN).await;
    Ok(())
}

#[tokio::test]
async fn a_mailbox_is_connected_read_answered_and_signed_in_to_again() -> Result<()> {
    let mails = Mailbox::new()?;
    let users = json!([{ "email": OWN, "name": "Dana Reed" }]);
    let google = Google::start(json!({ "users": users, "messages": [] })).await;
    for (mail, label) in mails.conversation("ines", "Inês Duarte", "Seats for the pilot")?.iter().zip(["SENT", "INBOX"]) {
        google.deliver(&std::fs::read_to_string(mail)?, &[label]).await;
    }
    let workspace = Workspace::new().await?;
    for (key, value) in [("sending.practice", "false"), ("sending.undo_seconds", "0")] {
        workspace.ask(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
    }

    in_window("google", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.press("gc").await?;
        page.shows("#google-title", &text::google_title()).await?;
        page.click("#google-open").await?;
        page.focused("google-client-id").await?;
        page.press("two words" + Key::Tab).await?;
        page.click("#google-connect").await?;
        page.shows("#google-client-id-fault", &text::no_client("client_id")).await?;
        page.picture("connect-google").await?;
        page.fits_its_width().await?;
        page.holds("#google-client-id", "two words").await?;

        page.click("#google-client-id").await?;
        page.press(Key::Control + "a").await?;
        page.press("client.example").await?;
        page.click("#google-client-secret").await?;
        page.press("not-confidential").await?;
        page.click("#google-send").await?;
        page.click("#google-more").await?;
        page.click("#google-base-url").await?;
        page.press(google.base.as_str()).await?;
        page.click("#google-connect").await?;
        sign_in(page).await?;
        page.says(".said", OWN).await?;
        page.says(".connection .fresh", "Read up to").await?;
        page.picture("connections-google").await?;

        page.press("gq").await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.says("#version", &text::version(1, api::Author::Agent)).await?;
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press(Key::Control + "a").await?;
        page.press("Hi Inês,\n\n40 seats are 12 euros each a month.\n\nDana").await?;
        page.press(Key::Control + Key::Enter).await?;
        let sent = eventually("the mail to stand in the conversation", async || {
            let sent = google.sent().await;
            ensure!(sent.len() == 2, "{} mails were sent", sent.len());
            sent.into_iter().find(|mail| mail.raw.contains("12 euros")).context("the answer is not among them")
        })
        .await?;
        ensure!(sent.raw.contains("In-Reply-To: <ines-2@ines.example.com>"), "{}", sent.raw);
        page.shows("#queue-count", &text::n_items(0)).await?;

        google.revoke().await;
        google.fail("GET /gmail/", 0, 99, peers::Fault::Answer(401, "", ""));
        page.press("gc").await?;
        // The window may have met it by itself: the copy of what was sent is read soon after.
        workspace.ask(ReadNow { connection: None }).await?;
        page.says(".connection .wrong", "Sign in again").await?;
        page.picture("sign-in-again").await?;
        google.heal();
        page.click(".connection footer .go").await?;
        sign_in(page).await?;
        page.says(".connection .fresh", "Read up to").await?;
        let left = workspace.ask(ListQueue { tab: None, band: None, limit: None, after: None }).await?.items;
        ensure!(left.is_empty(), "nothing came twice: {left:?}");
        page.has_no_faults().await
    })
    .await
}
