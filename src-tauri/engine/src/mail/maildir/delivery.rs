//! One mail into a Maildir, once, whatever happens on the way.
//!
//! The name is the key: it is made from the mail's marker (ARCHITECTURE.md, exactly once). The file is written under `tmp`,
//! brought to the disk, and only then moved to `new`, so a reader never sees half a mail. After a crash at any moment the
//! same call either finds the mail and says so, or writes it anew over what was left.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::split_name;
use crate::fault;

/// What became of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivered {
    /// The mail is there now, under this path.
    Now(PathBuf),
    /// It was there already, under this path; nothing was written.
    Already(PathBuf),
}

/// Delivers a mail under a name. Makes the Maildir where there is none. Calling it again with the same name, from this or
/// another process, at once or after a crash, leaves exactly one file.
///
/// # Errors
/// `InvalidInput` where the name cannot be a file name in a Maildir; else what the disk says. After an error nothing is in
/// `new`, or the mail is there whole and the next call finds it.
pub fn deliver(maildir: &Path, name: &str, bytes: &[u8]) -> io::Result<Delivered> {
    check_name(name)?;
    make_maildir(maildir)?;
    let (waiting, delivered) = (maildir.join("tmp").join(name), maildir.join("new").join(name));
    if let Some(found) = find(maildir, name)? {
        sync_directory(&found)?;
        return Ok(Delivered::Already(found));
    }
    let mut file = open(&waiting)?;
    // Two processes may have come here with the same name. The second waits, and then finds what the first delivered;
    // without the lock it would empty the very file that the first is about to move.
    match file.lock() {
        // A file system without locks is one that nobody shares; the rest holds without them.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        other => other?,
    }
    if let Some(found) = find(maildir, name)? {
        remove_if_there(&waiting)?;
        sync_directory(&found)?;
        return Ok(Delivered::Already(found));
    }
    fault::point("deliver_before_write");
    if let Err(error) = write(&mut file, bytes) {
        // A disk that is full should at least get this room back; the first error is the one to report.
        remove_if_there(&waiting).ok();
        return Err(error);
    }
    fault::point("deliver_after_write");
    fs::rename(&waiting, &delivered)?;
    fault::point("deliver_after_rename");
    sync_directory(&delivered)?;
    Ok(Delivered::Now(delivered))
}

/// Where the mail of that name is, in `new` or `cur`, whatever its flags.
///
/// # Errors
/// Where a directory cannot be listed. A Maildir that is not there has no mail.
pub fn find(maildir: &Path, name: &str) -> io::Result<Option<PathBuf>> {
    // Readers move mail from `new` to `cur`; looking in that order cannot miss it between the two.
    for place in ["new", "cur"] {
        let directory = maildir.join(place);
        let exact = directory.join(name);
        if exact.try_exists()? {
            return Ok(Some(exact));
        }
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(|file_name| split_name(file_name).0 == name) {
                return Ok(Some(entry.path()));
            }
        }
    }
    Ok(None)
}

/// A name that is one file in one directory, has no flags, and does not hide.
fn check_name(name: &str) -> io::Result<()> {
    const NAME_LIMIT: usize = 200;
    let is_refused = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | ';');
    if name.is_empty() || name.len() > NAME_LIMIT || name.starts_with('.') || name.contains(is_refused) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name for a mail in a Maildir"));
    }
    Ok(())
}

/// Opens without emptying: until the lock is held, the file may be another process's.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.set_len(0)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn make_maildir(maildir: &Path) -> io::Result<()> {
    let places = ["tmp", "new", "cur"].map(|place| maildir.join(place));
    if places.iter().all(|place| place.is_dir()) {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    for place in &places {
        builder.create(place)?;
        sync_directory(place)?;
    }
    sync_directory(maildir)
}

/// Brings the renaming itself to the disk, without which a power cut could take back a mail that counts as sent.
/// Windows does this by itself and lets no directory be opened as a file.
fn sync_directory(file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(directory) if cfg!(unix) => File::open(directory)?.sync_all(),
        _ => Ok(()),
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
