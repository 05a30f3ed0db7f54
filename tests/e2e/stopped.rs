//! When nothing can be stored: another program holds the workspace, or the disk is full. The window says so, keeps what was
//! typed, and goes on by itself.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Context as _, Result, ensure};
use api::{ItemId, ItemState, ListQueue, ShowItem, text};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;
use thirtyfour::Key;

const TYPED: &str = "Typed while nothing could be stored";

/// Two items with their drafts: from then on, nothing moves by itself.
async fn fill(mailbox: &Mailbox, workspace: &Workspace) -> Result<()> {
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.import(&mailbox.conversation("omar", "Omar Haddad", "Renewal for the second year")?).await?;
    workspace.status_with(2).await?;
    eventually("both drafts", async || {
        let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(2), after: None }).await?;
        ensure!(queue.items.iter().all(|item| item.state == ItemState::Review), "one is not in review yet");
        Ok(())
    })
    .await
}

/// Whether the draft that is shown holds what was typed.
async fn holds_typed(page: &Page, expected: bool) -> Result<()> {
    const HOLDS: &str = "return document.querySelector('#draft-body')?.value.includes(arguments[0]) ? 1 : 0";
    eventually("the draft", async || {
        let holds = page.number(HOLDS, &[TYPED.into()]).await? > 0.0;
        ensure!(holds == expected, "what was typed is {}", if holds { "there" } else { "gone" });
        Ok(())
    })
    .await
}

/// Types into the first draft, and looks at the second meanwhile. Answers with `words` said, on the first again.
async fn types_in_vain(page: &Page, words: &str) -> Result<()> {
    page.shows("#queue-count", &text::n_items(2)).await?;
    page.says("#version", &text::version(1, api::Author::Agent)).await?;
    page.press("i").await?;
    page.focused("draft-body").await?;
    page.press(Key::Control + "a").await?;
    page.press(TYPED).await?;
    page.says(".said.refusal", words).await?;
    holds_typed(page, true).await?;
    page.press(Key::Escape + "").await?;
    page.press("j").await?;
    holds_typed(page, false).await?;
    page.press("go").await?;
    page.says("#outbox-title", &text::screen_outbox()).await?;
    page.press("gq").await?;
    page.shows("#queue-count", &text::n_items(2)).await?;
    // Whoever comes back stands where they were.
    holds_typed(page, false).await?;
    page.press("k").await?;
    holds_typed(page, true).await?;
    page.says(".said.refusal", words).await?;
    page.shows("#version", &text::typed_not_stored()).await
}

/// Waits until the engine has what was typed, by itself.
async fn is_kept(workspace: &Workspace) -> Result<ItemId> {
    eventually("the engine to have it", async || {
        let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(2), after: None }).await?;
        for item in queue.items {
            let detail = workspace.ask(ShowItem { item: item.id }).await?;
            let kept = detail.kept.map(|kept| kept.body).into_iter().chain(detail.draft.map(|draft| draft.body));
            if kept.into_iter().any(|body| body.contains(TYPED)) {
                return Ok(item.id);
            }
        }
        anyhow::bail!("no item has it")
    })
    .await
}

#[tokio::test]
async fn while_another_program_holds_the_workspace_nothing_typed_is_lost() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    fill(&mailbox, &workspace).await?;
    in_window("busy", workspace.folder(), async |page| {
        page.says("#version", &text::version(1, api::Author::Agent)).await?;
        let mut other = SqliteConnectOptions::new().filename(workspace.folder().join("casey.db")).connect().await?;
        sqlx::query("begin immediate").execute(&mut other).await.context("Hold the workspace")?;
        types_in_vain(page, &text::busy()).await?;
        page.picture("busy").await?;

        sqlx::query("rollback").execute(&mut other).await.context("Let go of the workspace")?;
        is_kept(&workspace).await?;
        page.is_gone(".said.refusal").await?;
        holds_typed(page, true).await?;
        page.has_no_faults().await
    })
    .await
}

/// A disk that is soon full, until it is dropped.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// None where nobody may mount one here.
    fn mount() -> Result<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join("disk");
        std::fs::create_dir(&place)?;
        let is_mounted = as_root(&["mount", "-t", "tmpfs", "-o", "size=24m,mode=0777", "tmpfs"], &place)?;
        Ok(is_mounted.then_some(Self { folder }))
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// Something else takes all the room that is left.
    fn fill(&self) -> Result<()> {
        use std::io::Write as _;
        let mut file = std::fs::File::create(self.place().join("something-else"))?;
        // To the last byte: first in large pieces, then in small ones.
        for piece in [vec![7_u8; 65_536], vec![7_u8; 512]] {
            while file.write_all(&piece).is_ok() {}
        }
        Ok(())
    }

    fn make_room(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.place().join("something-else"))?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        if !matches!(as_root(&["umount", "--lazy"], &self.place()), Ok(true)) {
            eprintln!("{} may still be mounted", self.place().display());
        }
    }
}

/// Runs a command as it is, or else by sudo where that asks for no password. Answers whether it went.
fn as_root(command: &[&str], place: &Path) -> Result<bool> {
    let run = |words: &[&str]| {
        let [program, arguments @ ..] = words else { return Ok(false) };
        let mut command = Command::new(program);
        command.args(arguments).arg(place).stdout(Stdio::null()).stderr(Stdio::null());
        match command.status() {
            Ok(ended) => Ok(ended.success()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).context("Start a command"),
        }
    };
    Ok(run(command)? || run(&[&["sudo", "-n"], command].concat())?)
}

#[tokio::test]
async fn on_a_full_disk_nothing_typed_is_lost_and_work_goes_on_once_there_is_room() -> Result<()> {
    let Some(disk) = SmallDisk::mount()? else {
        eprintln!("Not run: nobody may mount a small disk here, neither as this user nor by sudo");
        return Ok(());
    };
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::at(&disk.place()).await?;
    fill(&mailbox, &workspace).await?;
    in_window("disk-full", workspace.folder(), async |page| {
        page.says("#version", &text::version(1, api::Author::Agent)).await?;
        disk.fill()?;
        types_in_vain(page, &text::disk_full()).await?;
        page.picture("disk-full").await?;

        disk.make_room()?;
        is_kept(&workspace).await?;
        page.is_gone(".said.refusal").await?;
        holds_typed(page, true).await?;
        // And it can be approved.
        page.press("y").await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.has_no_faults().await
    })
    .await
}
