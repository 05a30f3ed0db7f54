//! Which process works on what, and whether it still lives.
//!
//! Each process holds a lock on a file of its own name in the workspace for as long as it runs; the operating system lets go of
//! it however the process ends. Work in the hands of a process whose lock is free is taken over at once, without waiting for
//! its lease.

use anyhow::Context as _;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// This process' name in the workspace, for as long as the value lives.
#[derive(Debug)]
pub struct Owner {
    name: String,
    path: PathBuf,
    _lock: File,
}

impl Owner {
    /// Takes the name and its lock, and removes the files of processes that are no more.
    pub fn enter(folder: &Path, name: String) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).context("Make the folder of running processes")?;
        let path = folder.join(&name);
        let file = File::create(&path).context("Name this process")?;
        file.lock().context("Lock this process' name")?;
        Ok(Self { name, path, _lock: file })
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::debug!(%error, "the name of this process stays behind; the next start removes it");
        }
    }
}

/// Whether the process of this name still runs. A file that is gone belongs to a process that ended well.
pub fn is_alive(folder: &Path, name: &str) -> bool {
    let Ok(file) = File::open(folder.join(name)) else { return false };
    match file.try_lock() {
        Ok(()) => false,
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(error)) => {
            // Better to wait for the lease than to do one thing twice.
            tracing::warn!(%error, "cannot tell whether a process still runs");
            true
        }
    }
}

/// A marker: 128 bits in hexadecimal.
fn is_name(name: &str) -> bool {
    name.len() == 32 && name.chars().all(|c| c.is_ascii_hexdigit())
}

/// The names of the processes that run.
pub fn alive(folder: &Path) -> Vec<String> {
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = listed.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    names.filter(|name| is_alive(folder, name)).collect()
}

/// Removes the names of processes that are no more.
pub fn sweep(folder: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).context("List the running processes")? {
        let entry = entry.context("List the running processes")?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // What is no name of a process was put there by somebody else.
        if is_name(&name)
            && !is_alive(folder, &name)
            && let Err(error) = std::fs::remove_file(entry.path())
        {
            tracing::debug!(%error, "a name that is no longer used stays behind");
        }
    }
    Ok(())
}
