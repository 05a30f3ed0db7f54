//! `tauri-driver`, which passes WebDriver commands on to the window's web view. Only the end-to-end tests need it.
//!
//! Must never be taken from PATH: the tests run with the version that they were written for.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;

const VERSION: &str = "2.1.0";

pub(crate) fn path(project: &Project) -> PathBuf {
    folder(project).join("bin/tauri-driver")
}

/// Builds it once into a folder of its own inside the target folder.
pub(crate) fn install(project: &Project) -> Result<()> {
    // Cargo's own record of what it put there; it names the version.
    let record = fs::read_to_string(folder(project).join(".crates.toml")).unwrap_or_default();
    if path(project).exists() && is_recorded(&record) {
        return Ok(());
    }
    println!("Set-up: building tauri-driver {VERSION}, which drives the window in the end-to-end tests");
    let mut command = project.program("cargo");
    command.args(["install", "tauri-driver", "--version", VERSION, "--locked", "--force", "--root"]);
    process::run(command.arg(folder(project))).context("Install tauri-driver")
}

fn folder(project: &Project) -> PathBuf {
    project.target.join("tools")
}

fn is_recorded(record: &str) -> bool {
    record.contains(&format!("\"tauri-driver {VERSION} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_ours() {
        assert!(is_recorded("[v1]\n\"tauri-driver 2.1.0 (registry)\" = [\"tauri-driver\"]\n"));
        assert!(!is_recorded("[v1]\n\"tauri-driver 2.1.00 (registry)\" = [\"tauri-driver\"]\n"));
        assert!(!is_recorded(""));
    }
}
