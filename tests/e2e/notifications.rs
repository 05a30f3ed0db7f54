//! What comes in hot while the window is not in front: the desktop tells it, a click opens it, its button puts it aside.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::screen;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Context as _, Result, bail, ensure};
use api::{Import, ItemId, ItemState, SetSetting, ShowItem, text};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The desktop's notifications, as far as dunst shows them, until it is dropped.
struct Dunst(Child);

impl Dunst {
    /// Its menu of actions, which a person would choose from, takes the line that snoozes.
    async fn start(folder: &Path) -> Result<Self> {
        let (settings, menu) = (folder.join("dunstrc"), folder.join("menu"));
        std::fs::write(&menu, format!("grep -m 1 -F '{}'\n", text::snooze_from_notification()))?;
        std::fs::write(&settings, format!("[global]\nmonitor = 0\ndmenu = /bin/sh {}\n", menu.display()))?;
        let mut dunst = Self(spawn(&settings)?);
        eventually("dunst to answer", async || {
            // The bus may have started one by itself, which has no screen, and whose name ours could not take.
            if dunst.0.try_wait()?.is_some() {
                dunst.0 = spawn(&settings)?;
            }
            dunst.ask(&["count", "displayed"])
        })
        .await?;
        if let Some(ended) = dunst.0.try_wait()? {
            bail!("another program shows the notifications of this session, so dunst ended: {ended}");
        }
        Ok(dunst)
    }

    fn ask(&self, what: &[&str]) -> Result<String> {
        let answer = Command::new("dunstctl").args(what).output().context("Ask dunst")?;
        ensure!(answer.status.success(), "dunst refuses: {}", String::from_utf8_lossy(&answer.stderr));
        Ok(String::from_utf8(answer.stdout)?.trim().to_owned())
    }

    async fn shows(&self, n_expected: u64) -> Result<()> {
        eventually(&format!("{n_expected} notifications"), async || {
            let n_shown = self.ask(&["count", "displayed"])?;
            ensure!(n_shown == n_expected.to_string(), "dunst shows {n_shown}");
            Ok(())
        })
        .await
    }
}

fn spawn(settings: &Path) -> Result<Child> {
    let process = Command::new("dunst").arg("-conf").arg(settings).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    process.context("Start dunst (apt-get install dunst)")
}

impl Drop for Dunst {
    fn drop(&mut self) {
        if self.0.kill().and_then(|()| self.0.wait()).is_err() {
            eprintln!("dunst {} may still be running", self.0.id());
        }
    }
}

/// A Maildir that the workspace watches. What is there at first is history; what comes in later is news.
struct Watched {
    folder: PathBuf,
    answer: PathBuf,
}

impl Watched {
    async fn start(mailbox: &Mailbox, workspace: &Workspace) -> Result<Self> {
        let mails = mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?;
        let [sent, answer] = mails.as_slice() else { bail!("a conversation is two mails") };
        let folder = mailbox.folder().join("watched");
        for part in ["cur", "new", "tmp"] {
            std::fs::create_dir_all(folder.join(part))?;
        }
        std::fs::copy(sent, folder.join("cur/1.sent:2,S"))?;
        workspace.ask(Import { paths: vec![folder.display().to_string()] }).await?;
        Ok(Self { folder, answer: answer.clone() })
    }

    /// The answer comes in.
    fn deliver(&self) -> Result<()> {
        let half = self.folder.join("tmp/2.answer");
        std::fs::copy(&self.answer, &half)?;
        Ok(std::fs::rename(half, self.folder.join("new/2.answer"))?)
    }
}

/// The window shows another screen, the operator looks elsewhere, an answer comes in, and the desktop tells of it.
async fn told(name: &str, steps: impl AsyncFnOnce(&Page, &Dunst, &Workspace) -> Result<()>) -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    // The test is run at any hour.
    let hours = SetSetting { key: "notify.hours".to_owned(), value: "mon-sun 00:00-24:00".to_owned() };
    workspace.ask(hours).await?;
    let watched = Watched::start(&mailbox, &workspace).await?;
    let dunst = Dunst::start(mailbox.folder()).await?;
    in_window(name, workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(0)).await?;
        page.press("go").await?;
        page.says("#outbox-title", &text::screen_outbox()).await?;
        screen::point_elsewhere()?;
        watched.deliver()?;
        dunst.shows(1).await?;
        steps(page, &dunst, &workspace).await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn what_becomes_hot_is_notified_and_a_click_opens_it() -> Result<()> {
    told("notification", async |page, dunst, _workspace| {
        // Two clicks, as fast as a hand makes them.
        dunst.ask(&["action", "0"])?;
        // The first may have taken it away by now.
        drop(dunst.ask(&["action", "0"]));
        page.says(".row.current .who", "Inês Duarte").await?;
        page.says("#heading", "Inês Duarte").await?;
        page.picture("notification-opened").await?;
        // It asks for nothing any more, and is not told again.
        dunst.shows(0).await
    })
    .await
}

#[tokio::test]
async fn a_click_opens_it_also_where_the_desktop_has_begun_to_show_notifications_anew() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    let hours = SetSetting { key: "notify.hours".to_owned(), value: "mon-sun 00:00-24:00".to_owned() };
    workspace.ask(hours).await?;
    let watched = Watched::start(&mailbox, &workspace).await?;
    let first = Dunst::start(mailbox.folder()).await?;
    in_window("notification-anew", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(0)).await?;
        page.press("go").await?;
        page.says("#outbox-title", &text::screen_outbox()).await?;
        drop(first);
        let dunst = Dunst::start(mailbox.folder()).await?;
        screen::point_elsewhere()?;
        watched.deliver()?;
        dunst.shows(1).await?;
        dunst.ask(&["action", "0"])?;
        page.says("#heading", "Inês Duarte").await?;
        dunst.shows(0).await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn the_button_of_a_notification_snoozes_its_item_and_the_window_says_so() -> Result<()> {
    told("notification-snoozed", async |page, dunst, workspace| {
        dunst.ask(&["context"])?;
        // The moment, in the window's own words for it.
        page.says(".said", "09:00: Inês Duarte").await?;
        page.picture("notification-snoozed").await?;
        dunst.shows(0).await?;
        let item = workspace.ask(ShowItem { item: ItemId(1) }).await?.item;
        ensure!(item.state == ItemState::Snoozed, "the item is {:?}", item.state);
        // The operator was not called away from where they were.
        page.says("#outbox-title", &text::screen_outbox()).await
    })
    .await
}
