//! A workspace on disk with made-up mail in it, prepared through the contract as any other host would.
//!
//! Must never write into the workspace by itself: what the engine would not store, the window will never show.

use crate::driver::eventually;
use crate::page::Page;
use anyhow::{Context as _, Result, ensure};
use api::{Author, GetStatus, Import, ItemState, ListQueue, Request, SetSetting, StartDemo, Status, text};
use engine::sensitive::Sensitive;
use engine::testkit::DEMO_ITEMS;
use engine::{Engine, Options};
use jiff::{SignedDuration, Zoned, fmt::rfc2822};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const OWN: &str = "dana@example.com";
/// Seals what both processes read, so that no test touches the keychain of whoever runs it.
pub const PASSPHRASE: &str = "for tests only";

fn options(folder: &Path) -> Options {
    Options { passphrase: Some(Sensitive::new(PASSPHRASE)), ..Options::at(folder.to_owned()) }
}

/// A second process over the workspace that the window shows.
pub struct Workspace {
    folder: PathBuf,
    engine: Engine,
    /// Goes with the workspace, where it was made for it.
    _made: Option<TempDir>,
}

impl Workspace {
    /// One where the operator is known.
    pub async fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let workspace = Self::at(folder.path()).await?;
        Ok(Self { _made: Some(folder), ..workspace })
    }

    /// The same in a folder that somebody else looks after.
    pub async fn at(folder: &Path) -> Result<Self> {
        let workspace = Self::opened(folder).await?;
        let own = SetSetting { key: "operator.email".to_owned(), value: OWN.to_owned() };
        workspace.ask(own).await?;
        Ok(workspace)
    }

    /// The made-up company with its items.
    pub async fn demo() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let engine = Engine::open(options(folder.path())).await?;
        let workspace = Self { folder: folder.path().to_owned(), engine, _made: Some(folder) };
        workspace.ask(StartDemo {}).await?;
        // All drafts are there before a window shows the list, so that nothing in it moves by itself.
        workspace.engine.run_until_idle().await?;
        workspace.engine.start();
        Ok(workspace)
    }

    /// Waits until every draft is written: from then on nothing in the list moves by itself.
    async fn settles(&self) -> Result<()> {
        eventually("all drafts to be written", async || {
            let all = self.ask(ListQueue { tab: None, band: None, limit: Some(1000), after: None }).await?.items;
            let n_open = all.iter().filter(|item| matches!(item.state, ItemState::New | ItemState::Drafting)).count();
            ensure!(n_open == 0 && !all.is_empty(), "{n_open} of {} are not", all.len());
            Ok(())
        })
        .await
    }

    async fn opened(folder: &Path) -> Result<Self> {
        let engine = Engine::open(options(folder)).await?;
        engine.start();
        Ok(Self { folder: folder.to_owned(), engine, _made: None })
    }

    /// This process has it open no more.
    pub async fn close(self) {
        self.engine.stop().await;
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub async fn ask<R: Request>(&self, request: R) -> Result<R::Answer> {
        let answer = api::dispatch(&self.engine, R::NAME, serde_json::to_value(request)?).await;
        let answer = answer.with_context(|| format!("Ask the engine for {}", R::NAME))?;
        Ok(serde_json::from_value(answer)?)
    }

    pub async fn import(&self, mails: &[PathBuf]) -> Result<()> {
        let paths = mails.iter().map(|mail| mail.display().to_string()).collect();
        let report = self.ask(Import { paths }).await?;
        ensure!(
            report.n_new == mails.len() as u64 && report.unreadable.is_empty(),
            "the import did not take all mails: {report:?}"
        );
        Ok(())
    }

    /// How things stand once so many items are open.
    pub async fn status_with(&self, n_open: u64) -> Result<Status> {
        eventually("the engine to make the items", async || {
            let status = self.ask(GetStatus {}).await?;
            ensure!(status.n_open == n_open, "it has {} open items: {status:?}", status.n_open);
            Ok(status)
        })
        .await
    }
}

/// Chooses the made-up company in a window that was just opened, and waits until nothing in its list moves by itself.
pub async fn choose_demo(page: &Page, folder: &Path) -> Result<()> {
    page.shows("#choose", &text::what_to_look_at()).await?;
    page.click("#try-demo").await?;
    page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
    let beside = Workspace::opened(folder).await?;
    let settled = beside.settles().await;
    beside.close().await;
    settled?;
    page.says("#version", &text::version(1, Author::Agent)).await
}

/// Mails that never were, as files.
pub struct Mailbox {
    folder: TempDir,
}

impl Mailbox {
    pub fn new() -> Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The operator wrote yesterday, and the other one answered with a question an hour ago.
    pub fn conversation(&self, other: &str, name: &str, subject: &str) -> Result<Vec<PathBuf>> {
        let address = format!("{other}@{other}.example.com");
        let first = self.write(&format!(
            "From: Dana <{OWN}>\r\nTo: {name} <{address}>\r\nSubject: {subject}\r\nDate: {}\r\nMessage-ID: <{other}-1@example.com>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello, happy to set this up for you.\r\n",
            hours_ago(24)?,
        ))?;
        let answer = self.write(&format!(
            "From: {name} <{address}>\r\nTo: Dana <{OWN}>\r\nSubject: Re: {subject}\r\nDate: {}\r\nMessage-ID: <{other}-2@{other}.example.com>\r\n\
             In-Reply-To: <{other}-1@example.com>\r\nReferences: <{other}-1@example.com>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nCould you send me the pricing for 40 seats?\r\n",
            hours_ago(1)?,
        ))?;
        Ok(vec![first, answer])
    }

    /// The same, and the answer came as HTML alone.
    pub fn conversation_in_html(&self, other: &str, name: &str, subject: &str, html: &str) -> Result<Vec<PathBuf>> {
        let mails = self.conversation(other, name, subject)?;
        if let Some(answer) = mails.last() {
            let mail = std::fs::read_to_string(answer)?.replace("text/plain", "text/html");
            let head = mail.split_once("\r\n\r\n").map_or(mail.as_str(), |(head, _)| head);
            std::fs::write(answer, format!("{head}\r\n\r\n{html}\r\n"))?;
        }
        Ok(mails)
    }

    /// A file that lies beside the mails.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.folder.path().join(name);
        std::fs::write(&file, bytes)?;
        Ok(file)
    }

    fn write(&self, mail: &str) -> Result<PathBuf> {
        let n_written = std::fs::read_dir(self.folder.path())?.count();
        let file = self.folder.path().join(format!("{n_written}.eml"));
        std::fs::write(&file, mail)?;
        Ok(file)
    }
}

#[expect(clippy::disallowed_methods, reason = "the program under test reads the real clock, so its mail must be recent")]
fn hours_ago(hours: i64) -> Result<String> {
    let then = Zoned::now().checked_sub(SignedDuration::from_hours(hours))?;
    Ok(rfc2822::to_string(&then)?)
}
