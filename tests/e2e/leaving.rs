//! Closing and quitting: into the tray only where there is one and the operator wants it, and never silently past approved work.

use crate::driver::{eventually, until_it_quits};
use crate::page::Page;
use crate::screen;
use crate::tray::Tray;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Result, ensure};
use api::{Approve, EditDraft, GetSetting, ItemState, ListQueue, SetSetting, text};

/// A workspace with one item in review, and whoever wrote it.
async fn one_item(mailbox: &Mailbox) -> Result<Workspace> {
    let workspace = Workspace::new().await?;
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.status_with(1).await?;
    Ok(workspace)
}

/// Approves the one item, with a long time to take it back.
async fn approve(workspace: &Workspace) -> Result<()> {
    let undo = SetSetting { key: "sending.undo_seconds".to_owned(), value: "120".to_owned() };
    workspace.ask(undo).await?;
    eventually("the draft to be approved", async || {
        let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(1), after: None }).await?;
        let item = queue.items.first().filter(|item| item.state == ItemState::Review).map(|item| item.id);
        let item = item.ok_or_else(|| anyhow::anyhow!("nothing is in review"))?;
        // What the agent leaves to be filled in would hold it.
        let body = Some("Yes, gladly.".to_owned());
        workspace.ask(EditDraft { item, subject: None, body, to: None, cc: None, bcc: None, details: None }).await?;
        workspace.ask(Approve { item, revision: None, waivers: Vec::new() }).await?;
        Ok(())
    })
    .await
}

async fn is_shown(page: &Page, n_items: u64) -> Result<()> {
    page.shows("#queue-count", &text::n_items(n_items)).await
}

#[tokio::test]
async fn without_a_tray_closing_the_window_quits() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = one_item(&mailbox).await?;
    until_it_quits("close-without-tray", workspace.folder(), async |page| {
        is_shown(page, 1).await?;
        screen::close_window(workspace.folder())
    })
    .await
}

#[tokio::test]
async fn closing_hides_into_the_tray_once_the_operator_was_told() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = one_item(&mailbox).await?;
    let tray = Tray::start().await?;
    let folder = workspace.folder();
    until_it_quits("close-into-tray", folder, async |page| {
        is_shown(page, 1).await?;
        tray.menu().await?;

        // The first time it asks, and stays until it is answered.
        screen::close_window(folder)?;
        page.shows("#leaving", &text::close_words()).await?;
        page.picture("close-asked").await?;
        page.shows("#leaving-yes", &text::keep_running()).await?;
        page.click("#leaving-yes").await?;
        screen::is_seen(folder, false).await?;
        ensure!(screen::runs(folder)?, "it does not run on");
        let chosen = workspace.ask(GetSetting { key: "window.close".to_owned() }).await?.value;
        ensure!(chosen == "hide", "{chosen:?} was chosen");

        // From the tray it comes back as it was; the second time it goes without a word.
        tray.choose(&text::tray_open()).await?;
        screen::is_seen(folder, true).await?;
        is_shown(page, 1).await?;
        screen::close_window(folder)?;
        screen::is_seen(folder, false).await?;

        tray.choose(&text::tray_quit()).await
    })
    .await
}

#[tokio::test]
async fn who_quits_while_approved_work_waits_is_told_and_can_stay() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = one_item(&mailbox).await?;
    approve(&workspace).await?;
    let folder = workspace.folder();
    until_it_quits("quit-with-work", folder, async |page| {
        is_shown(page, 0).await?;
        screen::close_window(folder)?;
        page.says("h1, h2", &text::quit_title()).await?;
        page.says("#leaving", "1 approved action still waits. It would go in").await?;
        page.picture("quit-asked").await?;
        page.click("#leaving-yes").await?;
        page.is_gone("#leaving").await?;
        ensure!(screen::runs(folder)?, "it did not stay");

        screen::close_window(folder)?;
        page.shows("#leaving-no", &text::quit_anyway()).await?;
        // A moment later, so that the driver has its answer before the window is gone.
        page.run("setTimeout(() => document.querySelector('#leaving-no').click(), 100)", vec![]).await
    })
    .await
}

#[tokio::test]
async fn a_tray_that_went_away_does_not_swallow_the_window() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = one_item(&mailbox).await?;
    let chosen = SetSetting { key: "window.close".to_owned(), value: "hide".to_owned() };
    workspace.ask(chosen).await?;
    let tray = Tray::start().await?;
    let folder = workspace.folder();
    until_it_quits("tray-gone", folder, async |page| {
        is_shown(page, 1).await?;
        tray.menu().await?;
        screen::close_window(folder)?;
        screen::is_seen(folder, false).await?;

        // Nothing is left from which a hidden window could be brought back: it comes by itself, and is not hidden again.
        tray.end().await?;
        screen::is_seen(folder, true).await?;
        screen::close_window(folder)
    })
    .await
}
