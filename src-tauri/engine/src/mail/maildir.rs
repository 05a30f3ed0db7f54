//! Maildir folders: finding mail in them, and delivering one mail exactly once.
//!
//! A Maildir is a directory with `cur`, `new` and `tmp` (<https://cr.yp.to/proto/maildir.html>). Others work in it at the
//! same time: they rename files, and files vanish between being listed and being read. Both are normal here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

mod delivery;
mod names;

pub use delivery::{Delivered, deliver, find};
pub use names::{is_draft_or_trash_folder, is_sent_folder};

/// A folder of mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// `INBOX` for the Maildir itself, else its name as people see it: without the leading dot of Maildir++, decoded.
    pub name: String,
    pub path: PathBuf,
    pub is_sent: bool,
    /// Also true for junk: nothing in it is work.
    pub is_draft_or_trash: bool,
}

/// One mail in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of the folder.
    pub folder: String,
    /// The file name without its flags, which stays the same while the mail is read, flagged and moved.
    pub name_base: String,
    pub path: PathBuf,
    pub is_sent: bool,
    /// By its folder or by its flags `D` and `T`.
    pub is_draft_or_trash: bool,
}

/// Whether this is a Maildir: it has `cur` and `new`. `tmp` is missing in many copies.
pub fn is_maildir(path: &Path) -> bool {
    path.join("cur").is_dir() && path.join("new").is_dir()
}

/// The Maildir itself, its Maildir++ folders (`.Sent`, `.INBOX.Sent`) and Maildirs one level below, by name.
///
/// # Errors
/// Where the directory cannot be listed.
pub fn folders(path: &Path) -> io::Result<Vec<Folder>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let Some(entry) = present(entry)? else {
            continue;
        };
        let raw = entry.file_name().to_string_lossy().into_owned();
        let is_own = matches!(raw.as_str(), "cur" | "new" | "tmp");
        if !is_own && is_maildir(&entry.path()) {
            let name = names::shown(raw.strip_prefix('.').unwrap_or(&raw));
            found.push(folder(name, entry.path()));
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    if is_maildir(path) {
        let own_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let own_name = names::shown(own_name.strip_prefix('.').unwrap_or(&own_name));
        // Somebody may import only their Sent folder; it is that, whatever the rest is called.
        let is_special = is_sent_folder(&own_name) || is_draft_or_trash_folder(&own_name);
        found.insert(0, folder(if is_special { own_name } else { "INBOX".to_owned() }, path.to_owned()));
    }
    Ok(found)
}

fn folder(name: String, path: PathBuf) -> Folder {
    let (is_sent, is_draft_or_trash) = (is_sent_folder(&name), is_draft_or_trash_folder(&name));
    Folder { name, path, is_sent, is_draft_or_trash }
}

/// All mails of all folders, by folder and name.
///
/// # Errors
/// Where a folder cannot be listed. To go on with the others, use `folders` and `list_folder`.
pub fn list(path: &Path) -> io::Result<Vec<Entry>> {
    let mut all = Vec::new();
    for folder in folders(path)? {
        all.extend(list_folder(&folder)?);
    }
    Ok(all)
}

/// The mails of one folder, by name. Hidden files, directories, links and other special files are none.
///
/// # Errors
/// Where the folder cannot be listed, with its path. A folder that is gone has no mails.
pub fn list_folder(folder: &Folder) -> io::Result<Vec<Entry>> {
    let mut found = BTreeMap::new();
    // `new` comes first: a mail that is moved to `cur` meanwhile is seen twice and not missed, and the later place counts.
    for place in ["new", "cur"] {
        let directory = folder.path.join(place);
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(io::Error::new(error.kind(), format!("{}: {error}", directory.display()))),
        };
        for entry in entries {
            let Some(entry) = present(entry)? else {
                continue;
            };
            let is_file = match entry.file_type() {
                Ok(kind) => kind.is_file(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => false,
                Err(error) => return Err(error),
            };
            let name = entry.file_name().to_string_lossy().into_owned();
            if !is_file || name.starts_with('.') {
                continue;
            }
            let (base, flags) = split_name(&name);
            let mail = Entry {
                folder: folder.name.clone(),
                name_base: base.to_owned(),
                path: entry.path(),
                is_sent: folder.is_sent,
                is_draft_or_trash: folder.is_draft_or_trash || flags.contains(['D', 'T']),
            };
            found.insert(base.to_owned(), mail);
        }
    }
    Ok(found.into_values().collect())
}

/// An entry of a directory, or None where it vanished while it was read.
fn present(entry: io::Result<fs::DirEntry>) -> io::Result<Option<fs::DirEntry>> {
    match entry {
        Ok(entry) => Ok(Some(entry)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The name and the flags of a file: `name:2,FLAGS`, with `;` where a file system takes no colon.
fn split_name(name: &str) -> (&str, &str) {
    name.rsplit_once(":2,").or_else(|| name.rsplit_once(";2,")).unwrap_or((name, ""))
}

#[cfg(test)]
mod tests;
