//! Imports what the operator points at: `.eml` files, mbox files, folders of them, and Maildirs, which are watched from then on.

use super::guess::Guess;
use super::read::{self, Source};
use super::{IMPORT, MAILDIR, ReadReport};
use crate::cx::Cx;
use crate::demo;
use crate::jobs;
use crate::mail::{MAIL_LIMIT, is_mbox, is_mbox_without_start, maildir};
use crate::people::exchange;
use crate::settings::{self, Settings};
use crate::signals::judge;
use crate::store::{connections as store, jobs as work, ledger, settings as stored_settings};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ConnectionId, ImportReport, UnreadableFile, text};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

/// How many mails are looked at to guess the operator's address.
const GUESS_FROM: u64 = 5000;
/// How deep folders of files are looked through.
const FOLDERS_DEEP: usize = 8;
const MBOX_START: usize = 512;

/// Imports all of `paths`. What cannot be read is in the report with its reason; the rest goes on.
///
/// Errors: `invalid` where there is no path at all.
pub async fn import(cx: &Cx, paths: &[String]) -> anyhow::Result<ImportReport> {
    if paths.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::nothing_to_import()).on("paths").into());
    }
    if demo::is_demo(&mut *cx.read().await?).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_reads_no_mail()).into());
    }
    let (contacts, mails): (Vec<String>, Vec<String>) = paths.iter().cloned().partition(|path| exchange::is_csv(path));
    let data = cx.data.clone();
    let (sources, refused) =
        tokio::task::spawn_blocking(move || sources_of(&data, &mails)).await.context("Look at what to import")?;
    let mut report = ImportReport { unreadable: refused, ..ImportReport::default() };
    for path in contacts {
        read_contacts(cx, path, &mut report).await?;
    }
    let settings = cx.settings().await?;
    if settings.own.is_empty() && !sources.is_empty() {
        guess_operator(cx, &settings, &sources, &mut report).await?;
    }
    let settings = cx.settings().await?;
    for source in sources {
        let read = read_source(cx, &settings, source).await?;
        report.n_new += read.n_new;
        report.n_known += read.n_known;
        report.notes.extend(read.cut);
        report.unreadable.extend(read.unreadable.into_iter().map(|(path, reason)| UnreadableFile { path, reason }));
    }
    let opened = judge::judge_changed(cx).await?;
    (report.n_items, report.n_senders) = (opened.n_items, opened.n_senders);
    Ok(report)
}

/// Reads a file of contacts. What is wrong with it, or with some of its rows, is in the report; the rest goes on.
async fn read_contacts(cx: &Cx, path: String, report: &mut ImportReport) -> anyhow::Result<()> {
    match exchange::import(cx, &path).await {
        Ok(read) => {
            report.notes.push(text::contacts_read(&read));
            report.contacts.push(read);
        }
        Err(fault) => match fault.downcast::<ApiError>() {
            Ok(fault) => report.unreadable.push(UnreadableFile { path, reason: fault.message }),
            Err(fault) => return Err(fault),
        },
    }
    Ok(())
}

async fn read_source(cx: &Cx, settings: &Settings, source: Source) -> anyhow::Result<ReadReport> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let connection = match &source {
        Source::Maildir(path, _) => store::ensure(&mut write, MAILDIR, &name_of(path), &path.to_string_lossy(), now).await?,
        Source::File(_) | Source::Mbox(_) => store::ensure(&mut write, IMPORT, &text::imported_files(), "", now).await?,
    };
    let is_watched = matches!(source, Source::Maildir(..));
    if is_watched {
        // Asked for before anything is read: a crash in between leaves a connection that the next run reads.
        work::ask(&mut write, jobs::SYNC, connection.0, now, now).await?;
    }
    write.commit().await?;
    let source = match source {
        Source::Maildir(path, _) => Source::Maildir(path, read_before(cx, connection).await?),
        other => other,
    };
    let report = read::store_all(cx, settings, connection, read::begin(source)).await?;
    let mut write = cx.write().await?;
    store::succeeded(&mut write, connection, now).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "imported",
        subject: &format!("connection:{connection}"),
        detail: &format!("new:{} known:{} unreadable:{}", report.n_new, report.n_known, report.unreadable.len()),
        content_hash: "",
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(report)
}

async fn read_before(cx: &Cx, connection: ConnectionId) -> anyhow::Result<HashSet<String>> {
    Ok(store::read_files(&mut *cx.read().await?, connection).await?.into_iter().collect())
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// What stands behind each path, and what cannot be used.
fn sources_of(data: &Path, paths: &[String]) -> (Vec<Source>, Vec<UnreadableFile>) {
    let (mut sources, mut refused) = (Vec::new(), Vec::new());
    for given in paths {
        let refuse = |reason: String| UnreadableFile { path: given.clone(), reason };
        match std::fs::canonicalize(given) {
            Ok(path) if data.canonicalize().is_ok_and(|data| path.starts_with(data)) => {
                refused.push(refuse(text::own_folder(given)))
            }
            Ok(path) => look_at(&path, given, 0, &mut sources, &mut refused),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => refused.push(refuse(text::no_such_file(given))),
            Err(fault) if fault.kind() == std::io::ErrorKind::PermissionDenied => {
                refused.push(refuse(text::not_allowed_to_read(given)))
            }
            Err(fault) => refused.push(refuse(text::unreadable_file(given, &fault.to_string()))),
        }
    }
    (sources, refused)
}

/// Finds out what `path` is; in a folder that is no Maildir, what its files are.
fn look_at(path: &Path, shown: &str, depth: usize, sources: &mut Vec<Source>, refused: &mut Vec<UnreadableFile>) {
    let refuse = |reason: String| UnreadableFile { path: shown.to_owned(), reason };
    if path.is_dir() {
        let listed = match std::fs::read_dir(path) {
            Ok(listed) => listed,
            Err(_) => return refused.push(refuse(text::not_allowed_to_read(shown))),
        };
        if maildir::is_maildir(path) {
            return sources.push(Source::Maildir(path.to_owned(), HashSet::new()));
        }
        let mut inside: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
        inside.sort();
        let n_before = sources.len() + refused.len();
        for entry in inside {
            let is_hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !is_hidden && (entry.is_file() || depth < FOLDERS_DEEP) {
                look_at(&entry, &entry.display().to_string(), depth + 1, sources, refused);
            }
        }
        if depth == 0 && sources.len() + refused.len() == n_before {
            refused.push(refuse(text::not_mail(shown)));
        }
        return;
    }
    if !path.is_file() {
        // Opening a pipe or a device could wait for ever.
        return refused.push(refuse(text::not_mail(shown)));
    }
    let mut start = Vec::new();
    match File::open(path).and_then(|file| file.take(MBOX_START as u64).read_to_end(&mut start)) {
        Err(fault) if fault.kind() == std::io::ErrorKind::PermissionDenied => {
            refused.push(refuse(text::not_allowed_to_read(shown)))
        }
        Err(fault) => refused.push(refuse(text::unreadable_file(shown, &fault.to_string()))),
        Ok(_) if is_mbox(&start) || has_mails_within(path, &start) => sources.push(Source::Mbox(path.to_owned())),
        Ok(_) => sources.push(Source::File(path.to_owned())),
    }
}

/// Whether a file of text that does not begin like an mbox is one all the same.
fn has_mails_within(path: &Path, start: &[u8]) -> bool {
    let is_text = !start.is_empty() && !start.contains(&0);
    is_text && File::open(path).is_ok_and(|file| is_mbox_without_start(BufReader::new(file.take(MAIL_LIMIT as u64))))
}

/// Guesses the operator's addresses before anything is stored, so that each mail is known as sent or received at once.
async fn guess_operator(cx: &Cx, settings: &Settings, sources: &[Source], report: &mut ImportReport) -> anyhow::Result<()> {
    let (mut guess, mut n_seen) = (Guess::default(), 0);
    'sources: for source in sources {
        let mut batches = read::begin(source.clone());
        while let Some(batch) = batches.recv().await {
            for read in &batch {
                if let Ok(arrived) = &read.mail {
                    guess.add(&arrived.mail, read.is_sent);
                    n_seen += 1;
                }
            }
            if n_seen >= GUESS_FROM {
                break 'sources;
            }
        }
    }
    let Some((addresses, name)) = guess.result() else {
        if n_seen > 0 {
            report.notes.push(text::operator_not_guessed());
        }
        return Ok(());
    };
    let now = cx.now();
    let list = addresses.join(", ");
    let mut write = cx.write().await?;
    stored_settings::set(&mut write, settings::EMAIL, &list, now).await?;
    if settings.name.is_empty() && !name.is_empty() {
        stored_settings::set(&mut write, settings::NAME, &name, now).await?;
    }
    crate::signals::attribute(&mut write, &addresses, now).await?;
    write.commit().await?;
    report.notes.push(text::operator_guessed(&list));
    Ok(())
}
