//! Mails as they come off the disk, in batches: a blocking thread reads and parses, the engine stores.
//!
//! The channel between the two holds few batches, so that memory does not grow with the mailbox.

use super::ReadReport;
use crate::cx::Cx;
use crate::mail::{self, Mbox, maildir};
use crate::settings::Settings;
use crate::signals::ingest::{self, Arrived, Taken};
use crate::store::connections as store;
use anyhow::Context as _;
use api::{ConnectionId, text};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// A batch is one transaction. The more mails, the fewer times is each page of an index written.
const MAILS_PER_BATCH: usize = 250;
/// Bytes of mail in a batch, after which it is full whatever the number: memory does not grow with the mails' size,
/// and others who want to write do not wait for long.
const BYTES_PER_BATCH: usize = 4 << 20;
const BATCHES_AHEAD: usize = 1;
/// Bytes of an mbox that are read at once.
const BYTES_AT_ONCE: usize = 256 << 10;

/// One mail, or why it could not be read.
#[derive(Debug)]
pub struct Read {
    /// Its name within the source; none where the source has no names of its own.
    pub name: Option<String>,
    /// What to call it to the operator.
    pub shown: String,
    pub mail: Result<Arrived, String>,
    /// It lay in a folder for sent mail.
    pub is_sent: bool,
    n_bytes: usize,
}

impl Read {
    fn of(name: Option<String>, shown: String, is_sent: bool, raw: &[u8]) -> Self {
        let mail = Arrived::read(raw).map_err(|fault| fault.to_string());
        Self { name, shown, mail, is_sent, n_bytes: raw.len() }
    }

    fn failed(shown: String, is_sent: bool, fault: String) -> Self {
        Self { name: None, shown, mail: Err(fault), is_sent, n_bytes: 0 }
    }
}

/// What is to be read.
#[derive(Clone, Debug)]
pub enum Source {
    /// One mail in a file.
    File(PathBuf),
    Mbox(PathBuf),
    /// A Maildir with its folders, but for the files of these names.
    Maildir(PathBuf, HashSet<String>),
}

/// Begins to read in two threads of their own, one for the bytes and one for the words. The receiver gets batches until the
/// source ends; dropping it stops both.
pub fn begin(source: Source) -> mpsc::Receiver<Vec<Read>> {
    let (sender, mut parsed) = mpsc::channel::<Vec<Read>>(BATCHES_AHEAD);
    let (prepared, receiver) = mpsc::channel(BATCHES_AHEAD);
    tokio::task::spawn_blocking(move || {
        while let Some(batch) = parsed.blocking_recv() {
            batch.iter().filter_map(|read| read.mail.as_ref().ok()).for_each(Arrived::prepare);
            if prepared.blocking_send(batch).is_err() {
                return;
            }
        }
    });
    tokio::task::spawn_blocking(move || {
        let mut batches = Batches { sender, batch: Vec::new(), n_bytes: 0 };
        // A receiver that is gone wants no more.
        drop(match source {
            Source::File(path) => read_file(&path, &mut batches),
            Source::Mbox(path) => read_mbox(&path, &mut batches),
            Source::Maildir(path, known) => read_maildir(&path, &known, &mut batches),
        });
        drop(batches.flush());
    });
    receiver
}

struct Batches {
    sender: mpsc::Sender<Vec<Read>>,
    batch: Vec<Read>,
    n_bytes: usize,
}

/// The receiver is gone.
struct Gone;

impl Batches {
    fn push(&mut self, read: Read) -> Result<(), Gone> {
        self.n_bytes += read.n_bytes;
        self.batch.push(read);
        if self.batch.len() >= MAILS_PER_BATCH || self.n_bytes >= BYTES_PER_BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Gone> {
        if self.batch.is_empty() {
            return Ok(());
        }
        self.n_bytes = 0;
        self.sender.blocking_send(std::mem::take(&mut self.batch)).map_err(|_| Gone)
    }
}

fn read_file(path: &Path, batches: &mut Batches) -> Result<(), Gone> {
    let shown = path.display().to_string();
    let read = match read_whole(path) {
        Ok(raw) => Read::of(None, shown, false, &raw),
        Err(fault) => Read::failed(shown, false, fault),
    };
    batches.push(read)
}

/// The bytes of one mail, up to one more than the parser takes.
fn read_whole(path: &Path) -> Result<Vec<u8>, String> {
    let mut raw = Vec::new();
    let limit = mail::MAIL_LIMIT as u64 + 1;
    File::open(path).and_then(|file| file.take(limit).read_to_end(&mut raw)).map_err(|fault| fault.to_string())?;
    Ok(raw)
}

fn read_mbox(path: &Path, batches: &mut Batches) -> Result<(), Gone> {
    let shown = path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(fault) => {
            return batches.push(Read::failed(shown, false, fault.to_string()));
        }
    };
    let is_sent = path.file_stem().is_some_and(|name| maildir::is_sent_folder(&name.to_string_lossy()));
    let mut entries = (1..).zip(Mbox::new(BufReader::with_capacity(BYTES_AT_ONCE, file))).peekable();
    while let Some((number, entry)) = entries.next() {
        let shown = format!("{shown}, mail {number}");
        let read = match entry {
            Ok(entry) => {
                let mut read = Read::of(None, shown, is_sent, &entry.raw);
                if let Ok(arrived) = &mut read.mail {
                    arrived.may_be_cut = entries.peek().is_none() && !entry.raw.ends_with(b"\n");
                }
                read
            }
            Err(fault) => Read::failed(shown, is_sent, fault.to_string()),
        };
        batches.push(read)?;
    }
    Ok(())
}

fn read_maildir(path: &Path, known: &HashSet<String>, batches: &mut Batches) -> Result<(), Gone> {
    let failed = |path: &Path, fault: &std::io::Error| Read::failed(path.display().to_string(), false, fault.to_string());
    let folders = match maildir::folders(path) {
        Ok(folders) => folders,
        Err(fault) => return batches.push(failed(path, &fault)),
    };
    for folder in folders.iter().filter(|folder| !folder.is_draft_or_trash) {
        match maildir::list_folder(folder) {
            Ok(entries) => read_entries(entries, known, batches)?,
            // One folder that cannot be read does not keep the others from being read.
            Err(fault) => batches.push(failed(&folder.path, &fault))?,
        }
    }
    Ok(())
}

fn read_entries(entries: Vec<maildir::Entry>, known: &HashSet<String>, batches: &mut Batches) -> Result<(), Gone> {
    for entry in entries {
        let name = format!("{}/{}", entry.folder, entry.name_base);
        if entry.is_draft_or_trash || known.contains(&name) {
            continue;
        }
        let shown = entry.path.display().to_string();
        match read_whole(&entry.path) {
            Ok(raw) => batches.push(Read::of(Some(name), shown, entry.is_sent, &raw))?,
            // A file that a mail program moved meanwhile is found under its new name the next time.
            Err(_) if !entry.path.exists() => {}
            Err(fault) => batches.push(Read::failed(shown, entry.is_sent, fault))?,
        }
    }
    Ok(())
}

/// Stores all that a source gives, a batch in a transaction.
pub async fn store_all(
    cx: &Cx,
    settings: &Settings,
    connection: ConnectionId,
    mut batches: mpsc::Receiver<Vec<Read>>,
) -> anyhow::Result<ReadReport> {
    let mut report = ReadReport::default();
    while let Some(batch) = batches.recv().await {
        let now = cx.now();
        let mut write = cx.write().await?;
        let mails: Vec<&Arrived> = batch.iter().filter_map(|read| read.mail.as_ref().ok()).collect();
        for taken in ingest::take(cx, &mut write, settings, connection, &mails).await.context("Store mails")? {
            match taken {
                Taken::New => report.n_new += 1,
                Taken::Known => report.n_known += 1,
            }
        }
        let mut files = Vec::new();
        for read in batch {
            if read.mail.as_ref().is_ok_and(|arrived| arrived.may_be_cut) {
                report.cut.push(text::may_be_cut(&read.shown));
            }
            let problem = read.mail.err().map(|fault| text::unreadable_file(&read.shown, &fault));
            files.extend(read.name.map(|name| (name, problem.clone())));
            if let Some(problem) = problem {
                crate::store::problems::record(&mut write, crate::store::problems::IMPORT, &read.shown, &problem, now).await?;
                report.unreadable.push((read.shown, problem));
            }
        }
        store::files_read(&mut write, connection, &files, now).await?;
        write.commit().await?;
    }
    Ok(report)
}
