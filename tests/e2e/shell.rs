//! What happens around the window: a second start, links, closing, and notifications.

use crate::driver::{eventually, in_window, program};
use crate::page::Page;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Context as _, Result, ensure};
use api::{ItemId, ListQueue, SetSetting, text};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

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

/// Two items, the last of them with who wrote it: the one that the window does not show at first.
async fn two_items(mailbox: &Mailbox, workspace: &Workspace) -> Result<(ItemId, String)> {
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.import(&mailbox.conversation("omar", "Omar Haddad", "Renewal for the second year")?).await?;
    workspace.status_with(2).await?;
    let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(5), after: None }).await?;
    let last = queue.items.last().context("The queue is empty")?;
    Ok((last.id, last.contact.as_ref().map(api::ContactRef::called).unwrap_or_default()))
}

#[tokio::test]
async fn a_second_start_ends_at_once_and_its_link_is_followed_in_the_first_window() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    let (item, who) = two_items(&mailbox, &workspace).await?;
    in_window("second-start", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(2)).await?;
        ensure!(shown(page).await? != who, "{who} is shown at once, so that nothing can be seen of the link");

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

/// The desktop's notifications, as far as dunst shows them, until it is dropped.
struct Dunst(Child);

impl Dunst {
    async fn start(folder: &Path) -> Result<Self> {
        let settings = folder.join("dunstrc");
        std::fs::write(&settings, "[global]\nmonitor = 0\n")?;
        let process = Command::new("dunst").arg("-conf").arg(&settings).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let dunst = Self(process.context("Start dunst (apt-get install dunst)")?);
        eventually("dunst to answer", async || dunst.ask(&["count", "displayed"])).await?;
        Ok(dunst)
    }

    fn ask(&self, what: &[&str]) -> Result<String> {
        let answer = Command::new("dunstctl").args(what).output().context("Ask dunst")?;
        ensure!(answer.status.success(), "dunst refuses: {}", String::from_utf8_lossy(&answer.stderr));
        Ok(String::from_utf8(answer.stdout)?.trim().to_owned())
    }
}

impl Drop for Dunst {
    fn drop(&mut self) {
        if self.0.kill().and_then(|()| self.0.wait()).is_err() {
            eprintln!("dunst {} may still be running", self.0.id());
        }
    }
}

#[tokio::test]
async fn what_becomes_hot_is_notified_and_a_click_opens_it() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    let set = async |key: &str, value: &str| {
        workspace.ask(SetSetting { key: key.to_owned(), value: value.to_owned() }).await.map(|_| ())
    };
    // The test is run at any hour. Without urgency nothing is hot; with nothing else, what waits is.
    set("notify.hours", "mon-sun 00:00-24:00").await?;
    set("scoring.weights", "0 0 0 1").await?;
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.status_with(1).await?;
    let dunst = Dunst::start(mailbox.folder()).await?;
    in_window("notification", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.press("g").await?;
        page.press("o").await?;
        eventually("the outbox", async || {
            ensure!(page.texts(".row").await?.is_empty(), "the queue is still shown");
            Ok(())
        })
        .await?;

        set("scoring.weights", "0 1 0 0").await?;

        eventually("a notification", async || {
            let n_shown = dunst.ask(&["count", "displayed"])?;
            ensure!(n_shown == "1", "dunst shows {n_shown}");
            Ok(())
        })
        .await?;
        dunst.ask(&["action", "0"])?;
        comes_to_show(page, "Inês Duarte").await?;
        page.has_no_faults().await
    })
    .await
}
