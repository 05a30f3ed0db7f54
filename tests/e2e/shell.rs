//! What happens around the window: a second start, links, and notifications.

use crate::driver::{eventually, in_window, program};
use crate::page::Page;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Context as _, Result, ensure};
use api::{ContactRef, ItemId, ItemView, ListQueue, text};
use std::path::Path;
use std::process::{Command, ExitStatus};

/// Starts the program once more on the same workspace, and waits until it has ended.
async fn start_again(folder: &Path, arguments: &[&str]) -> Result<ExitStatus> {
    let mut second = Command::new(program()?).arg("--data").arg(folder).args(arguments).spawn().context("Start it again")?;
    let ended = eventually("the second start to end", async || second.try_wait()?.context("it runs on")).await;
    if ended.is_err() {
        second.kill().context("End the second one")?;
    }
    ended
}

/// The item that the page shows, by the words of its row.
async fn shown(page: &Page) -> Result<String> {
    page.texts(".row.current .who").await?.pop().context("No row is the current one")
}

async fn comes_to_show(page: &Page, who: &str) -> Result<()> {
    eventually(&format!("{who} to be shown"), async || {
        let now = shown(page).await?;
        ensure!(now == who, "{now} is shown");
        Ok(())
    })
    .await
}

/// Two open items.
async fn two_items(mailbox: &Mailbox, workspace: &Workspace) -> Result<()> {
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.import(&mailbox.conversation("omar", "Omar Haddad", "Renewal for the second year")?).await?;
    workspace.status_with(2).await?;
    Ok(())
}

/// An item that is not the one that is shown, with who wrote it. The order of two that are worth the same changes as drafts get
/// ready, so the window is asked which it shows.
async fn another(page: &Page, workspace: &Workspace) -> Result<(ItemId, String)> {
    let now = shown(page).await?;
    let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(5), after: None }).await?;
    let who = |item: &ItemView| item.contact.as_ref().map(ContactRef::called).unwrap_or_default();
    let other = queue.items.iter().rev().find(|item| who(item) != now).context("There is no other item")?;
    Ok((other.id, who(other)))
}

#[tokio::test]
async fn a_second_start_ends_at_once_and_its_link_is_followed_in_the_first_window() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    two_items(&mailbox, &workspace).await?;
    in_window("second-start", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(2)).await?;
        let (item, who) = another(page, &workspace).await?;

        ensure!(start_again(workspace.folder(), &[]).await?.success(), "the second start failed");

        // From another screen, too.
        page.press("g").await?;
        page.press("o").await?;
        ensure!(start_again(workspace.folder(), &[&format!("caseyos://item/{item}")]).await?.success(), "the link was refused");
        comes_to_show(page, &who).await?;

        ensure!(start_again(workspace.folder(), &["caseyos://approve/1"]).await?.success(), "the bad link ended badly");
        page.says(".spoken", &text::bad_link()).await?;
        page.picture("bad-link").await?;
        page.has_no_faults().await
    })
    .await
}
