//! The yardstick: the smallest Tauri application that shows a window of the same size, built with the same settings.
//!
//! Its sources lie in `xtask/empty-window` and are copied to the target folder: a package of the workspace it must never be, and
//! Cargo takes whatever lies below a workspace for one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;

const SOURCES: &str = "xtask/empty-window";
/// Cargo would not look at a manifest under its own name below the workspace's root without calling it a stray.
const FILES: &[(&str, &str)] = &[
    ("package.toml", "Cargo.toml"),
    ("build.rs", "build.rs"),
    ("main.rs", "src/main.rs"),
    ("tauri.conf.json", "tauri.conf.json"),
    ("index.html", "page/index.html"),
];

/// Builds it in the same target folder, so that what both have in common is built once. Answers the program.
pub(super) fn build(project: &Project, place: &Path) -> Result<PathBuf> {
    let folder = place.join("empty-window");
    for (from, to) in FILES {
        copy(&project.root.join(SOURCES).join(from), &folder.join(to))?;
    }
    copy(&project.root.join("icons/icon.png"), &folder.join("icons/icon.png"))?;
    // The same versions of everything; what it does not need Cargo strikes out.
    copy(&project.root.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    let mut command = project.program("cargo");
    command.current_dir(&folder).args(["build", "--release", "--quiet", "--target-dir"]).arg(&project.target);
    process::run(&mut command).context("Build the empty window")?;
    Ok(project.built("release", "empty-window"))
}

/// Copies a file where it differs: Cargo builds again what is younger than its program.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let content = fs::read(from).with_context(|| format!("Read {}", from.display()))?;
    if fs::read(to).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let folder = to.parent().context("Find the folder of a file")?;
    fs::create_dir_all(folder).with_context(|| format!("Make {}", folder.display()))?;
    fs::write(to, content).with_context(|| format!("Write {}", to.display()))
}
