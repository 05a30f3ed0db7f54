//! A first reading in the real window: stopped on its card or by its key, and gone on with; and another mailbox than before, asked about.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::peers::{self, Google};
use crate::workspace::Workspace;
use anyhow::{Context as _, Result, ensure};
use api::{ListConnections, text};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::Key;

const OWN: &str = "dana@example.com";
const OTHER: &str = "sales@example.com";
const N_MAILS: u64 = 60;
/// On the card of the mailbox; the calendar's is another.
const FRESH: &str = "section[aria-labelledby=connection-1] .fresh";
const READ_ON: &str = "section[aria-labelledby=connection-1] .go:not(:disabled)";
const ALLOW: &str = "section[aria-labelledby=connection-1] footer button:first-child";

fn mail(n: u64) -> Value {
    json!({
        "id": format!("m{n:04}"), "thread_id": format!("t{n:04}"), "from": format!("Pat <pat@c{n}.example>"), "to": OWN,
        "subject": format!("Question {n}"), "body_text": "Could you call me on Monday?", "label_ids": ["INBOX"],
        "message_id": format!("<m{n}@c{n}.example>"), "date": "2026-11-20T10:00:00Z",
    })
}

async fn sign_in(page: &Page, who: &str) -> Result<()> {
    let address = eventually("the address to sign in at", async || {
        let value = page.value("#sign-in-address").await?;
        url::Url::parse(&value).with_context(|| format!("the field holds {value:?}"))
    })
    .await?;
    peers::allow(&address, who).await;
    Ok(())
}

#[tokio::test]
async fn a_first_reading_is_stopped_and_gone_on_with_and_another_mailbox_is_asked_about() -> Result<()> {
    let users = json!([{ "email": OWN, "name": "Dana Reed" }, { "email": OTHER, "name": "Sales" }]);
    let mails: Vec<Value> = (1..=N_MAILS).map(mail).collect();
    let google = Google::start(json!({ "users": users, "messages": mails })).await;
    let workspace = Workspace::new().await?;
    in_window("first-reading", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.press("gc").await?;
        page.click("#google-open").await?;
        page.focused("google-client-id").await?;
        page.press("client.example").await?;
        page.click("#google-depth").await?;
        page.press("3000").await?;
        page.click("#google-more").await?;
        page.click("#google-base-url").await?;
        page.press(google.base.as_str()).await?;
        page.click("#google-connect").await?;
        google.be_slow(Duration::from_millis(300));
        sign_in(page, OWN).await?;
        page.says(".connection .stop", &text::stop_reading_label()).await?;
        page.says(FRESH, "of about").await?;
        page.picture("first-reading").await?;
        page.click(".connection .stop").await?;
        page.says(FRESH, "Stopped at").await?;
        page.says(".connection .stopped", &text::stopped_words()).await?;
        page.picture("first-reading-stopped").await?;
        page.fits_its_width().await?;

        page.click(READ_ON).await?;
        page.says(FRESH, "First reading").await?;
        page.press(Key::Control + ".").await?;
        page.says(FRESH, "Stopped at").await?;
        google.be_slow(Duration::ZERO);
        page.click(READ_ON).await?;
        page.says(FRESH, "Read up to").await?;
        let all = workspace.ask(ListConnections {}).await?;
        let mailbox = all.iter().find(|one| one.kind == "gmail").context("a mailbox")?;
        ensure!(mailbox.n_messages == N_MAILS, "each mail came once: {}", mailbox.n_messages);

        // Sending is allowed by somebody else than before.
        page.click(ALLOW).await?;
        sign_in(page, OTHER).await?;
        page.shows("#dialog-title", &text::other_mailbox_question(OTHER)).await?;
        page.picture("other-mailbox").await?;
        page.click("#other-mailbox").await?;
        sign_in(page, OTHER).await?;
        eventually("the other mailbox beside it", async || {
            let all = workspace.ask(ListConnections {}).await?;
            ensure!(all.iter().filter(|one| one.kind == "gmail").count() == 2, "{all:?}");
            Ok(())
        })
        .await?;
        page.has_no_faults().await
    })
    .await
}
