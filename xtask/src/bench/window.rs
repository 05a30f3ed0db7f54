//! A program that shows a window, from its start to its end.
//!
//! Must never leave one running: whatever happens, the program is ended with the value that stands for it.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::display::Display;
use crate::process;

const TIME_TO_END: Duration = Duration::from_secs(10);

pub(super) struct Window {
    child: Child,
    pub(super) started: Instant,
}

impl Window {
    /// Starts a program; `workspace` is for the one that has one.
    pub(super) fn start(display: &Display, program: &Path, workspace: &Path) -> Result<Self> {
        let mut command = display.command(program);
        command.env("CASEY_DATA", workspace);
        let started = Instant::now();
        let child = command.spawn().with_context(|| format!("Start {}", program.display()))?;
        Ok(Self { child, started })
    }

    /// Fails where the program has ended by itself.
    pub(super) fn is_running(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("the window's program ended by itself: {status}"),
            None => Ok(()),
        }
    }

    /// The memory of this program and of all that it started, in bytes: what several share is counted in parts.
    pub(super) fn memory(&self) -> Result<u64> {
        let parents = parents()?;
        let is_ours = |process: u32| {
            let line = std::iter::successors(Some(process), |process| parents.get(process).copied());
            line.take(64).any(|process| process == self.child.id())
        };
        let ours: Vec<u32> = parents.keys().copied().filter(|process| is_ours(*process)).collect();
        ours.into_iter().map(proportional_bytes).sum()
    }

    /// Ends it as the system does at log-out, and waits until it is gone.
    pub(super) fn end(mut self) -> Result<()> {
        self.ask_to_end()
    }

    fn ask_to_end(&mut self) -> Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        process::run(Command::new("kill").arg(self.child.id().to_string()))?;
        let asked = Instant::now();
        while asked.elapsed() < TIME_TO_END {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            sleep(Duration::from_millis(20));
        }
        process::stop(&mut self.child)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Err(error) = self.ask_to_end() {
            eprintln!("a window may still be open: {error:#}");
        }
    }
}

/// Every process with the one that started it.
fn parents() -> Result<HashMap<u32, u32>> {
    let mut parents = HashMap::new();
    for entry in fs::read_dir("/proc").context("List the processes")? {
        let entry = entry?;
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // One that ends meanwhile is none of ours.
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        if let Some(parent) = parent(&stat) {
            parents.insert(process, parent);
        }
    }
    Ok(parents)
}

/// The fourth field; the second is a name in brackets that may hold spaces and brackets itself.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

fn proportional_bytes(process: u32) -> Result<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).context("Read the memory of a process")?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("Find the memory of a process")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().context("Read the memory of a process")?;
    Ok(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_is_found_behind_an_odd_name() {
        assert_eq!(parent("42 (a) b (c) S 7 42 42 0"), Some(7));
        assert_eq!(parent(""), None);
    }
}
