//! What comes from the npm registry, as lock files name it: the emulators that tests talk to, and the tools of a release.
//!
//! Must never resolve versions: `npm ci` takes a lock file as it is, or fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;

const TOOLS: &str = "xtask/tools";

/// The emulators of `tests/peers`.
pub(crate) fn peers(project: &Project) -> Result<()> {
    install(project, "tests/peers", "the emulators")
}

/// What a release is made with: `xtask/tools`.
pub(crate) fn tools(project: &Project) -> Result<()> {
    install(project, TOOLS, "the tools of a release")
}

/// A file of an installed tool, for example `binaryen/bin/wasm-opt`: a program for Node.
pub(crate) fn tool(project: &Project, file: &str) -> PathBuf {
    project.root.join(TOOLS).join("node_modules").join(file)
}

fn install(project: &Project, folder: &str, what: &str) -> Result<()> {
    let place = project.root.join(folder);
    let lock = changed_at(&place.join("package-lock.json"));
    let installed = changed_at(&place.join("node_modules/.package-lock.json"));
    // Where there is no lock file, nothing is needed yet.
    if lock.is_none() || installed >= lock {
        return Ok(());
    }
    println!("Set-up: installing {what} of {folder} with npm");
    let mut command = process::node_tool("npm");
    command.current_dir(&place).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(&mut command).with_context(|| format!("Install {what} (they need Node 20 with npm)"))
}

fn changed_at(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
}
