//! A HubSpot portal in the real window: a token pasted, its deals on the board, one moved by approval, once and without an echo; a
//! note kept there; and another token pasted where the first is refused.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use api::{ListSignals, ReadNow, SetSetting, text};
use engine::clock::SystemClock;
use engine::testkit::hubspot::{HubSpot, Kind, PORTAL_DOMAIN, STAGES, TOKEN};
use std::sync::Arc;
use thirtyfour::Key;

const OTHER_TOKEN: &str = "pat-test-00000000-0000-0000-0000-000000000002";

/// A portal with two deals. Answers the id of the first.
fn portal() -> (HubSpot, String) {
    let hubspot = HubSpot::start(Arc::new(SystemClock));
    let company = hubspot.company("Brightloom", "brightloom.example");
    let contact = hubspot.contact("ines@brightloom.example", "Inês", "Duarte");
    hubspot.link((Kind::Contacts, &contact), (Kind::Companies, &company));
    let deal = hubspot.deal("Pilot with 40 seats", STAGES[1], "48000");
    let other = hubspot.deal("Second workshop", STAGES[0], "");
    for deal in [&deal, &other] {
        hubspot.link((Kind::Deals, deal), (Kind::Companies, &company));
        hubspot.link((Kind::Deals, deal), (Kind::Contacts, &contact));
    }
    (hubspot, deal)
}

async fn paste(page: &Page, token: &str) -> Result<()> {
    page.focused("hubspot-token").await?;
    page.press(Key::Control + "a").await?;
    page.press(token).await
}

/// Approves what stands in the queue, and waits until nothing does.
async fn approve(page: &Page) -> Result<()> {
    page.press("gq").await?;
    page.shows("#queue-count", &text::n_items(1)).await?;
    page.says("#version", &text::version(1, api::Author::Operator)).await?;
    page.picture("hubspot-item").await?;
    page.press("y").await?;
    page.shows("#queue-count", &text::n_items(0)).await
}

#[tokio::test]
async fn a_token_is_pasted_a_deal_moved_once_by_approval_and_a_note_kept_with_it() -> Result<()> {
    let (hubspot, deal) = portal();
    let workspace = Workspace::new().await?;
    for (key, value) in [("sending.practice", "false"), ("sending.undo_seconds", "0")] {
        workspace.ask(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
    }
    in_window("hubspot", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.press("gc").await?;
        page.shows("#hubspot-title", &text::hubspot_title()).await?;
        page.click("#hubspot-open").await?;
        paste(page, "pat-wrong").await?;
        page.click("#hubspot-place").await?;
        page.press(hubspot.base.as_str()).await?;
        page.picture("hubspot-form").await?;
        page.click("#hubspot-connect").await?;
        page.shows("#hubspot-token-fault", &text::hubspot_knows_no_such_token()).await?;
        page.click("#hubspot-token").await?;
        paste(page, TOKEN).await?;
        page.press(Key::Enter + "").await?;
        page.says(".said", PORTAL_DOMAIN).await?;
        page.says(".connection .fresh", "Read up to").await?;
        page.fits_its_width().await?;
        page.picture("hubspot-connected").await?;

        // On the board, moved by keyboard: it stays where it is until that is approved.
        page.press("gd").await?;
        page.press("B").await?;
        page.says(".board", "Second workshop").await?;
        page.picture("hubspot-board").await?;
        page.press("B").await?;
        page.press("/").await?;
        page.focused("people-filter").await?;
        page.press("pilot" + Key::Enter).await?;
        page.says("#card h2", "Pilot with 40 seats").await?;
        page.says("#kept", PORTAL_DOMAIN).await?;
        page.says(".to-crm", &text::open_in_crm()).await?;
        page.picture("hubspot-deal").await?;
        page.press(">").await?;
        page.says(".said", STAGES[2]).await?;
        approve(page).await?;
        eventually("the deal to be moved there", async || {
            let stage = hubspot.value(Kind::Deals, &deal, "dealstage");
            ensure!(stage.as_deref() == Some(STAGES[2]), "it stands in {stage:?}");
            Ok(())
        })
        .await?;

        // Read back it is no news, and nothing was written twice.
        workspace.ask(ReadNow { connection: None }).await?;
        let written = hubspot.requests().into_iter().filter(|line| line.starts_with("PATCH")).count();
        ensure!(written == 1, "it was written {written} times");
        let signals = workspace.ask(ListSignals { kind: None, after: None, limit: None }).await?.signals;
        let echoes: Vec<_> = signals.iter().filter(|signal| signal.kind != api::SignalKind::Manual).collect();
        ensure!(echoes.is_empty(), "it came back as {echoes:?}");
        page.press("gd").await?;
        page.says("#steps .now", STAGES[2]).await?;

        // A note about it is kept there too, once it is approved.
        page.click("#add-note").await?;
        page.focused("note-body").await?;
        page.press("They want forty seats by spring.").await?;
        page.click("#note-add").await?;
        page.says(".said", &text::said_note_to_be_made()).await?;
        approve(page).await?;
        eventually("the note to stand there", async || {
            let n = hubspot.ids(Kind::Notes).len();
            ensure!(n == 1, "{n} notes stand there");
            Ok(())
        })
        .await?;

        // The person and the company say where they are known.
        page.press("gp").await?;
        page.click("#tab-people").await?;
        page.says("#card h2", "Inês Duarte").await?;
        page.says("#in-crm", PORTAL_DOMAIN).await?;
        page.picture("hubspot-person").await?;

        // Once the token is replaced there, another one is pasted in the same form.
        hubspot.rotate(OTHER_TOKEN);
        workspace.ask(ReadNow { connection: None }).await?;
        page.press("gc").await?;
        page.says(".connection .wrong", &text::pasted_token_is_over()).await?;
        page.picture("hubspot-refused").await?;
        page.click("#paste-again").await?;
        paste(page, OTHER_TOKEN).await?;
        page.click("#hubspot-place").await?;
        page.press(hubspot.base.as_str()).await?;
        page.click("#hubspot-connect").await?;
        page.says(".connection .fresh", "Read up to").await?;
        ensure!(page.texts(".connection .led.fresh").await?.len() == 1, "one portal stands there");
        ensure!(hubspot.refused().is_empty(), "not allowed: {:?}", hubspot.refused());
        page.has_no_faults().await
    })
    .await
}
