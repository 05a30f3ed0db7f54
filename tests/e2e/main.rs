//! The real window, driven as a person would: the built program, the real page, a real workspace.
//!
//! Needs a display, a D-Bus session, CASEYOS_BINARY and a tauri-driver; `cargo xtask test` provides them. Must never wait a
//! fixed time: each step waits for what it expects, and fails with words where that does not come.

// A whole test in one window is one deep future.
#![recursion_limit = "256"]

mod booking;
mod deals;
mod demo;
mod driver;
mod first_reading;
#[cfg(target_os = "linux")]
mod forms;
mod google;
mod hubspot;
mod import;
#[cfg(target_os = "linux")]
mod leaving;
#[cfg(target_os = "linux")]
mod notifications;
mod page;
#[path = "../flows/peers.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "it is shared with the tests of the engine, which use all of it"
)]
mod peers;
mod people;
mod pictures;
mod queue;
#[cfg(target_os = "linux")]
mod screen;
mod settings;
mod shell;
mod sight;
mod slack;
#[path = "../flows/slack_peer.rs"]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "it is shared with the tests of the engine")]
mod slack_peer;
mod snoozed;
#[cfg(target_os = "linux")]
mod stopped;
#[cfg(target_os = "linux")]
mod tray;
mod triage;
mod workspace;

use anyhow::{Result, ensure};
use api::{ListQueue, Position, SetKillSwitch, text};
use driver::in_window;
use engine::testkit::DEMO_ITEMS;
use workspace::{Mailbox, Workspace};

#[tokio::test]
async fn the_window_shows_what_the_engine_says_and_follows_it() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.import(&mailbox.conversation("omar", "Omar Haddad", "Renewal for the second year")?).await?;
    let status = workspace.status_with(2).await?;

    in_window("queue-two", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(status.n_open)).await?;
        page.shows("#practice", &text::practice_line(status.practice)).await?;
        let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(5), after: None }).await?;
        let listed = page.texts("#items .what").await?;
        let expected: Vec<String> = queue.items.iter().map(|item| item.what.clone()).collect();
        ensure!(listed == expected, "the window lists {listed:?}, the engine {expected:?}");
        page.picture("queue-two").await?;

        // Another process works on the same workspace; nobody touches the window.
        workspace.import(&mailbox.conversation("li", "李文", "A very long subject ".repeat(30).trim())?).await?;
        let status = workspace.status_with(3).await?;
        page.shows("#queue-count", &text::n_items(status.n_open)).await?;

        let switch = workspace.ask(SetKillSwitch { position: Position::On }).await?;
        page.shows("#kill-switch", &text::kill_switch_line(&switch, switch.since.unwrap_or_default())).await?;

        page.resize(800, 600).await?;
        page.fits_its_width().await?;
        page.picture("queue-small").await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn a_new_workspace_offers_a_made_up_company_and_shows_it() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("first-choice", folder.path(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.picture("first-choice").await?;
        page.click("#try-demo").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        page.shows("#tab-new_senders b", "5").await?;
        page.shows("#demo", &text::demo_line(false)).await?;
        page.says("#version", &text::version(1, api::Author::Agent)).await?;
        page.picture("demo").await?;
        page.fits_its_width().await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn a_workspace_that_cannot_be_opened_is_explained_until_it_can() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let place = folder.path().join("workspace");
    std::fs::write(&place, "a file, where a folder should be")?;
    in_window("failed", &place, async |page| {
        page.shows("h1", &text::workspace_not_shown()).await?;
        let failure = page.texts("#failure").await?.concat();
        ensure!(failure.contains("workspace"), "the failure says {failure:?}");
        page.picture("failed").await?;

        std::fs::remove_file(&place)?;
        page.click("main button").await?;
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.has_no_faults().await
    })
    .await
}
