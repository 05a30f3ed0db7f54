//! The demo workspace: two months of a made-up company's mail, its pipeline, and a clock that starts on a Tuesday afternoon and then
//! runs.
//!
//! The mail lies in `demo/` as source files. It is unpacked into a Maildir of the workspace and goes through the same connector
//! and the same rules as anybody's, and so does its pipeline (`crm`); nothing here says what comes of them. A demo reads no mail but its own.

mod crm;
mod leave;

pub use leave::{leave, remove_left_over, restart};

use crate::cx::Cx;
use crate::fault;
use crate::mail::{self, Mbox};
use crate::settings::{self, Settings};
use crate::store::{Conn, Write, connections, hot, items, jobs as work, ledger, settings as stored};
use crate::{FILE, OPENING, connectors, jobs, owner, queue};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, Demo, ImportReport, ItemId, Tab, Time, text};
use std::fs;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/demo_mail.rs"));

/// What the clock shows when a demo is made: Tuesday, 24 November 2026, 15:12 in Lisbon.
pub const STARTS_AT: Time = Time(1_795_533_120_000);
/// When the mailbox is first read, two weeks before: what came later is news.
const FIRST_READ_AT: Time = Time(STARTS_AT.0 - 14 * DAY_MS);
const DAY_MS: i64 = 24 * 3_600_000;

/// The operator's zone in a demo.
pub const ZONE: &str = "Europe/Lisbon";

/// The key under which a demo notes when it was made, by the host's clock.
const MADE_AT: &str = "demo.made_at";
/// The key under which the process that makes a demo stands until it is made.
const MADE_BY: &str = "demo.made_by";
const FOLDER: &str = "demo-mail";
/// What a finding about the demo is about.
pub const SUBJECT: &str = "demo";
const RUNNING: &str = "running";

/// Who the operator is.
const OPERATOR: &[(&str, &str)] = &[
    (settings::EMAIL, "dana@northwind.example"),
    (settings::NAME, "Dana Reed"),
    (settings::TIME_ZONE, ZONE),
    (settings::SIGNATURE, "Dana Reed\nAccount Executive, Northwind\nLisbon · northwind.example"),
    (settings::POSTAL_ADDRESS, "Northwind, Rua do Farol 12, 1200-109 Lisboa, Portugal"),
];

/// How far a demo's clock is from the host's; none in a workspace that is no demo.
pub async fn shift(conn: &mut Conn) -> anyhow::Result<Option<i64>> {
    Ok(made_at(conn).await?.map(|made| STARTS_AT.ms_since(made)))
}

pub async fn is_demo(conn: &mut Conn) -> anyhow::Result<bool> {
    Ok(made_at(conn).await?.is_some())
}

/// Whether the making of the demo was cut off: whoever made it runs no more and did not come to the end.
pub async fn is_unfinished(cx: &Cx, conn: &mut Conn) -> anyhow::Result<bool> {
    let made_by = stored::value(conn, MADE_BY).await?.unwrap_or_default();
    Ok(!made_by.is_empty() && !owner::is_alive(&cx.owners(), &made_by))
}

async fn made_at(conn: &mut Conn) -> anyhow::Result<Option<Time>> {
    let value = stored::value(conn, MADE_AT).await?;
    Ok(value.and_then(|ms| ms.parse().ok()).map(Time))
}

/// What hosts show of a demo.
pub async fn status(cx: &Cx, conn: &mut Conn) -> anyhow::Result<Option<Demo>> {
    let Some(made) = made_at(conn).await? else { return Ok(None) };
    Ok(Some(Demo {
        now: cx.now(),
        is_old: cx.workspace_clock.is_shifted() && cx.workspace_clock.of_host().ms_since(made) > DAY_MS,
    }))
}

/// Makes a demo of a workspace that has not been used. Errors: `conflict` for one that has.
pub async fn start(cx: &Cx) -> anyhow::Result<ImportReport> {
    let mut write = cx.write().await?;
    let folder = cx.data.display().to_string();
    if is_unfinished(cx, write.conn()).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_unfinished(&folder)).into());
    }
    if is_demo(write.conn()).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_in_use(&folder)).into());
    }
    if ledger::n_rows_of_use(write.conn()).await? > 0 || holds_other_files(&cx.data)? {
        return Err(ApiError::new(Code::Conflict, text::folder_in_use(&folder)).into());
    }
    fill(cx, write).await
}

/// Makes a demo of a workspace that is new, as whoever began to write has seen.
async fn fill(cx: &Cx, mut write: Write) -> anyhow::Result<ImportReport> {
    let made_at = cx.workspace_clock.of_host();
    let made = [(MADE_AT, made_at.0.to_string()), (MADE_BY, cx.owner.name().to_owned())];
    for (key, value) in OPERATOR.iter().copied().chain(made.iter().map(|(key, value)| (*key, value.as_str()))) {
        stored::set(&mut write, key, value, FIRST_READ_AT).await?;
    }
    note(&mut write).await?;
    fault::point("demo_before_start_commit");
    write.commit().await?;
    fault::point("demo_after_start_commit");
    cx.workspace_clock.shift(STARTS_AT.ms_since(made_at));
    // Where this is cut off half of a demo is left, which counts as one: it can be started over.
    read(cx).await
}

/// Refuses a folder without a workspace in which other files lie, before anything is made there. Answers whether there is a
/// workspace.
///
/// Errors: `conflict`.
pub fn check_folder(data: &Path) -> Result<bool, ApiError> {
    let is_there = data.join(FILE).exists();
    // What cannot be looked at is told of by opening it.
    if is_there || !holds_other_files(data).unwrap_or(false) {
        return Ok(is_there);
    }
    Err(ApiError::new(Code::Conflict, text::folder_in_use(&data.display().to_string())))
}

/// Whether anything lies in the folder that a new workspace does not put there.
fn holds_other_files(data: &Path) -> anyhow::Result<bool> {
    for entry in fs::read_dir(data).context("Look at the folder")? {
        let name = entry.context("Look at the folder")?.file_name().to_string_lossy().into_owned();
        if !is_file_of_database(&name) && name != OPENING && name != RUNNING {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The file of the workspace, what SQLite puts beside it, and copies from before a migration.
fn is_file_of_database(name: &str) -> bool {
    let beside = name.strip_prefix(FILE);
    beside.is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal") || rest.starts_with(".before-"))
}

async fn note(write: &mut Write) -> anyhow::Result<()> {
    let entry = ledger::Entry { actor: Actor::Operator, event: "demo_started", subject: "", detail: "", content_hash: "" };
    ledger::append(write, entry, FIRST_READ_AT).await
}

/// Reads the mailbox and the pipeline twice, as if the program had run for two weeks: what came in the meantime is news.
async fn read(cx: &Cx) -> anyhow::Result<ImportReport> {
    let folder = cx.data.join(FOLDER);
    let location = folder.display().to_string();
    let mut write = cx.write().await?;
    let name = text::demo_name();
    let mailbox = connections::ensure(&mut write, connectors::MAILDIR, &name, &location, FIRST_READ_AT).await?;
    let pipeline = cx.data.join(crm::FOLDER);
    let (name, location) = (text::demo_pipeline_name(), pipeline.display().to_string());
    let portal = connections::ensure(&mut write, connectors::HUBSPOT, &name, &location, FIRST_READ_AT).await?;
    write.commit().await?;
    let mut report = ImportReport::default();
    let spans = [(Time(i64::MIN), FIRST_READ_AT), (FIRST_READ_AT, STARTS_AT)];
    for (after, until) in spans {
        if until == STARTS_AT {
            fault::point("demo_between_readings");
        }
        let (folder, pipeline) = (folder.clone(), pipeline.clone());
        let unpack = tokio::task::spawn_blocking(move || {
            crm::unpack(&pipeline, until)?;
            unpack(&folder, after, until)
        });
        report.n_new += unpack.await.context("Unpack the demo")??;
        for connection in [mailbox, portal] {
            connectors::sync(&cx.at(until), connection).await?;
        }
        queue::tick(&cx.at(until)).await?;
    }
    let mut write = cx.write().await?;
    for connection in [mailbox, portal] {
        let row = connections::one(write.conn(), connection).await?.context("What the demo is read from is gone")?;
        if let Some(fault) = row.error {
            anyhow::bail!(fault);
        }
        work::ask(&mut write, jobs::SYNC, connection.0, cx.now(), cx.now()).await?;
    }
    stored::set(&mut write, MADE_BY, "", FIRST_READ_AT).await?;
    // Nothing of it happened while anybody could have been told.
    let told: Vec<ItemId> = hot::waiting(write.conn()).await?.iter().map(hot::Waiting::id).collect();
    hot::settle(&mut write, &told, hot::Settled::Passed, STARTS_AT).await?;
    let settings = Settings::load(write.conn()).await?;
    let open: Vec<ItemId> = items::open_after(write.conn(), 0, i64::MAX).await?.iter().map(items::Row::id).collect();
    queue::pass_over(&mut write, &settings, &open, STARTS_AT).await?;
    fault::point("demo_before_end_commit");
    write.commit().await?;
    cx.work.notify_one();
    let counts = items::counts(&mut *cx.read().await?).await?;
    let n_open = |is_new: bool| {
        let open = counts.iter().filter(|(tab, ..)| (tab == Tab::NewSenders.as_str()) == is_new).map(|(_, n_open, ..)| n_open);
        u64::try_from(open.sum::<i64>()).unwrap_or_default()
    };
    (report.n_items, report.n_senders) = (n_open(false), n_open(true));
    Ok(report)
}

/// Writes the mail of a span of time into the Maildir. Answers how many.
fn unpack(folder: &Path, after: Time, until: Time) -> anyhow::Result<u64> {
    for place in ["cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"] {
        fs::create_dir_all(folder.join(place)).context("Make the demo's mailbox")?;
    }
    let mut n_written = 0;
    for (conversation, bytes) in MAIL.iter().enumerate() {
        for (number, entry) in Mbox::new(*bytes).enumerate() {
            let raw = entry.context("Read the demo's mail")?.raw;
            let mail = mail::parse(&raw).context("Read a mail of the demo")?;
            let sent_at = Time(mail.date_ms.context("A mail of the demo has no date")?);
            if sent_at <= after || sent_at > until {
                continue;
            }
            let is_own = mail.from.as_ref().is_some_and(|from| OPERATOR.iter().any(|(_, value)| *value == from.address));
            let place = if is_own { ".Sent/cur" } else { "cur" };
            let name = format!("{}.{conversation:03}-{number:02}.demo:2,S", sent_at.0 / 1000);
            fs::write(folder.join(place).join(name), &raw).context("Write the demo's mail")?;
            n_written += 1;
        }
    }
    Ok(n_written)
}
