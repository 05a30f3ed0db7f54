//! Everything that thinks. It knows nothing of windows: hosts speak to it through `api::Api`.
//!
//! ```text
//! signals in ─▶ connectors ─▶ signals ─▶ plays + scoring ─▶ queue ─▶ jarvis + agents ─▶ drafts
//!                                                                                        │
//! actions out ◀─ outbox: send ◀─ gates ◀─ approvals ◀──────────────── operator ◀─────────┘
//! ```

mod agents;
mod api;
mod booking;
pub mod calendar;
mod canonical;
mod chats;
pub mod clock;
mod connectors;
pub mod cx;
mod deals;
pub mod demo;
mod desk;
mod drafts;
mod error;
pub mod fault;
mod first_touch;
mod free_slots;
pub mod http;
mod jobs;
mod ledger;
pub mod mail;
mod meetings;
mod messages;
mod monitor;
mod notifications;
mod outbox;
mod owner;
mod page;
mod people;
mod queue;
pub mod random;
pub mod scoring;
mod senders;
pub mod sensitive;
pub mod settings;
mod signals;
pub mod store;
#[cfg(feature = "testkit")]
pub mod testkit;
mod undo;
pub mod vault;
mod write_back;

use crate::clock::{Clock, SystemClock, WorkspaceClock};
use crate::cx::Cx;
use crate::http::Http;
use crate::owner::Owner;
use crate::random::{Random, SystemRandom};
use crate::sensitive::Sensitive;
use crate::store::Store;
use crate::vault::{Keychain, SystemKeychain, Vault};
use ::api::{ApiError, Code, Event, Tag, Time, text};
use anyhow::Context as _;
use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, RwLock, broadcast};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

const FILE: &str = "casey.db";
/// Locked by the process that is just opening the workspace.
const OPENING: &str = "opening.lock";
/// How often a process looks whether another one wrote.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Events that a slow listener may fall behind by; it asks again for everything when it lost some.
const EVENTS_KEPT: usize = 256;

/// How a workspace is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub data: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub http: Http,
    pub keychain: Arc<dyn Keychain>,
    /// What seals the tokens where there is no keychain.
    pub passphrase: Option<Sensitive>,
}

impl Options {
    /// The workspace in this folder, with the machine's clock, chance and keychain, the open internet, and the passphrase of
    /// `CASEY_VAULT_PASSPHRASE` where it is set.
    pub fn at(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            http: Http::default(),
            keychain: Arc::new(SystemKeychain),
            passphrase: std::env::var("CASEY_VAULT_PASSPHRASE").ok().map(Sensitive::new),
        }
    }
}

/// Where the workspace lies when nobody says: `CASEY_DATA`, else the platform's folder for data of programs.
///
/// Errors: `unavailable` where the system names no such folder.
pub fn default_data_folder() -> Result<PathBuf, ApiError> {
    if let Some(data) = std::env::var_os("CASEY_DATA").filter(|data| !data.is_empty()) {
        return Ok(PathBuf::from(data));
    }
    dirs::data_dir().map(|folder| folder.join("CaseyOS")).ok_or_else(|| ApiError::new(Code::Unavailable, text::no_data_folder()))
}

/// A request that is being answered.
type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;

/// An open workspace. Cheap to clone; all clones are the same one.
#[derive(Clone, Debug)]
pub struct Engine {
    cx: Cx,
    tasks: TaskTracker,
    cancel: CancellationToken,
}

impl Engine {
    /// Opens the workspace, made where there is none.
    ///
    /// Errors: `unavailable`, in words, for a newer version, a missing permission, a full disk.
    pub async fn open(options: Options) -> Result<Self, ApiError> {
        let shown = options.data.display().to_string();
        Self::try_open(options).await.map_err(|error| error::told_of_opening(&shown, error))
    }

    async fn try_open(options: Options) -> anyhow::Result<Self> {
        make_private(&options.data)?;
        // One process opens at a time: two that migrate, or take a name and sweep, would step on each other.
        let _opening = wait_for_turn(options.data.join(OPENING)).await?;
        let running = cx::owners(&options.data);
        let owner = Owner::enter(&running, random::marker(&*options.random)?)?;
        owner::sweep(&running)?;
        let store = Store::open(&options.data.join(FILE)).await?;
        let (events, _) = broadcast::channel(EVENTS_KEPT);
        let workspace_clock = Arc::new(WorkspaceClock::new(options.clock));
        if let Some(shift) = demo::shift(&mut *store.reader().await?).await? {
            workspace_clock.shift(shift);
        }
        let cx = Cx {
            store,
            clock: workspace_clock.clone(),
            workspace_clock,
            random: options.random,
            http: options.http,
            vault: Arc::new(Vault::new(options.keychain, options.passphrase)),
            sign_ins: Arc::default(),
            webhooks: Arc::default(),
            quotas: Arc::default(),
            refreshing: Arc::default(),
            readings: Arc::default(),
            data: options.data,
            owner: Arc::new(owner),
            events,
            work: Arc::new(Notify::new()),
            in_front: Arc::default(),
            at_work: Arc::new(RwLock::new(())),
        };
        demo::remove_left_over(&cx).await?;
        Ok(Self { cx, tasks: TaskTracker::new(), cancel: CancellationToken::new() })
    }

    /// Starts to work in the background: jobs as they become due, and word of what other processes write.
    pub fn start(&self) {
        let cx = self.cx.clone();
        let cancel = self.cancel.clone();
        self.tasks.spawn(async move {
            if let Err(error) = ask_for_regular_work(&cx).await {
                tracing::error!(error = format!("{error:#}"), "regular work could not be asked for");
            }
            jobs::work(cx, cancel).await;
        });
        self.tasks.spawn(connectors::keep_chats_open(self.cx.clone(), self.cancel.clone()));
        self.tasks.spawn(watch_others(self.cx.clone(), self.cancel.clone()));
        self.tasks.spawn(connectors::webhook::follow(self.cx.clone(), self.cancel.clone()));
    }

    /// Does what is due now and what becomes due by that, reading every source once; never waits. Answers what is due next.
    pub async fn run_until_idle(&self) -> Result<Option<(String, Time)>, ApiError> {
        self.answer(async {
            ask_for_regular_work(&self.cx).await?;
            jobs::run_until_idle(&self.cx).await
        })
        .await
    }

    /// Listens for posts on this port of the loopback until the engine stops, whatever the settings say. Answers the port, which is a
    /// free one for 0. Errors: `unavailable` where it is taken.
    pub async fn listen_for_posts(&self, port: u16) -> Result<u16, ApiError> {
        let (port, serving) = self.answer(connectors::webhook::listen(&self.cx, port, self.cancel.clone())).await?;
        self.tasks.spawn(serving);
        Ok(port)
    }

    /// Notes whether the operator has the window before them. While they do, services are read more often.
    pub async fn set_in_front(&self, in_front: bool) -> Result<(), ApiError> {
        self.answer(connectors::set_in_front(&self.cx, in_front)).await
    }

    /// Ends the background work and waits for it, then closes the file.
    pub async fn stop(&self) {
        self.cancel.cancel();
        self.cx.sign_ins.stop().await;
        self.tasks.close();
        self.tasks.wait().await;
        self.cx.store.close().await;
    }

    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.cx.events.subscribe()
    }

    /// What the engine works with, for tests and benches.
    pub fn cx(&self) -> &Cx {
        &self.cx
    }

    /// The answer to a request, from the heap: a host's future holds all requests, and would take a stack for each of their futures.
    fn answer<'a, T>(&'a self, work: impl Future<Output = anyhow::Result<T>> + Send + 'a) -> Answer<'a, T> {
        let work = Box::pin(work);
        Box::pin(async move {
            let _at_work = self.cx.at_work.read().await;
            work.await.map_err(error::told)
        })
    }

    /// The answer to a request beside which nothing else in this process may be at work.
    fn answer_alone<'a, T>(&'a self, work: impl Future<Output = anyhow::Result<T>> + Send + 'a) -> Answer<'a, T> {
        let work = Box::pin(work);
        Box::pin(async move {
            let _alone = self.cx.at_work.write().await;
            work.await.map_err(error::told)
        })
    }

    /// An item's line after it was changed.
    async fn line(
        &self,
        work: impl Future<Output = anyhow::Result<store::items::Row>> + Send,
    ) -> Result<::api::ItemView, ApiError> {
        let work = Box::pin(work);
        self.answer(async {
            let row = work.await?;
            queue::view(&mut *self.cx.read().await?, &row).await
        })
        .await
    }
}

/// Asks for one reading of each source, one look at what time does, one at the tokens and one at everything, now.
async fn ask_for_regular_work(cx: &Cx) -> anyhow::Result<()> {
    let now = cx.now();
    let mut write = cx.write().await?;
    for connection in connectors::read_by_themselves(write.conn()).await? {
        store::jobs::ask(&mut write, jobs::SYNC, connection, now, now).await?;
    }
    store::jobs::ask(&mut write, jobs::TICK, 0, now, now).await?;
    store::jobs::ask(&mut write, jobs::TOKENS, 0, now, now).await?;
    store::jobs::ask(&mut write, jobs::MONITOR, 0, now, now).await?;
    // What was held by something that has changed since must not wait for ever.
    outbox::look_again(&mut write, now).await?;
    write.commit().await
}

/// Tells the host when another process wrote, and looks for work that it may have left.
async fn watch_others(cx: Cx, cancel: CancellationToken) {
    let mut seen = None;
    loop {
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        match cx.store.data_version().await {
            Ok(version) => {
                if seen != Some(version)
                    && let Err(error) = follow_demo(&cx).await
                {
                    tracing::warn!(error = format!("{error:#}"), "cannot look at the clock of the workspace");
                }
                if seen.is_some_and(|seen| seen != version) {
                    // An error means that nobody listens.
                    drop(cx.events.send(Event::Changed(Tag::Everything)));
                    cx.work.notify_one();
                }
                seen = Some(version);
            }
            Err(error) => tracing::warn!(error = format!("{error:#}"), "cannot look for what others wrote"),
        }
    }
}

/// Shows the time that the workspace shows: another process may have made a demo of it. Before anybody hears that something
/// changed, so that no work is done at the old time.
async fn follow_demo(cx: &Cx) -> anyhow::Result<()> {
    // What was read must still be so when the clock is set by it.
    let _at_work = cx.at_work.read().await;
    if let Some(shift) = demo::shift(&mut *cx.read().await?).await? {
        cx.workspace_clock.shift(shift);
    }
    Ok(())
}

/// Waits until no other process is opening the workspace; the turn lasts as long as the file is held.
async fn wait_for_turn(path: PathBuf) -> anyhow::Result<File> {
    let wait = move || {
        let file = File::create(path)?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    };
    tokio::task::spawn_blocking(wait).await.context("Wait for the workspace")?.context("Wait for the workspace")
}

/// Makes the folder of a workspace, for its owner only.
fn make_private(data: &Path) -> anyhow::Result<()> {
    let is_new = !data.exists();
    if !is_new && !data.is_dir() {
        return Err(ApiError::new(Code::Unavailable, text::not_a_folder(&data.display().to_string())).into());
    }
    std::fs::create_dir_all(data).with_context(|| format!("Make the folder {}", data.display()))?;
    #[cfg(unix)]
    if is_new {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(data, std::fs::Permissions::from_mode(0o700)).context("Restrict the folder to its owner")?;
    }
    #[cfg(not(unix))]
    let _ = is_new;
    Ok(())
}

/// Bytes in hexadecimal, lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A moment as the operator reads it: `Fri 20 Nov 2026 14:00`.
pub(crate) fn moment(at: Time, zone: &TimeZone) -> String {
    show(at, zone, "%a %-d %b %Y %H:%M")
}

/// A day as the operator reads it: `Fri 20 Nov 2026`.
pub(crate) fn day(at: Time, zone: &TimeZone) -> String {
    show(at, zone, "%a %-d %b %Y")
}

pub(crate) fn moment_with_seconds(at: Time, zone: &TimeZone) -> String {
    show(at, zone, "%H:%M:%S")
}

fn show(at: Time, zone: &TimeZone, format: &str) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map_or_else(|_| String::new(), |at| at.to_zoned(zone.clone()).strftime(format).to_string())
}
