//! The emulators that tests talk to, from the npm registry, as the lock file in `tests/peers/` names them.
//!
//! Must never resolve versions: `npm ci` takes the lock file as it is, or fails.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;

pub(crate) fn install(project: &Project) -> Result<()> {
    let folder = project.root.join("tests/peers");
    let lock = changed_at(&folder.join("package-lock.json"));
    let installed = changed_at(&folder.join("node_modules/.package-lock.json"));
    // Without a lock file no test has a peer yet.
    if lock.is_none() || installed >= lock {
        return Ok(());
    }
    println!("Set-up: installing the emulators of tests/peers with npm");
    let mut command = process::node_tool("npm");
    command.current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]);
    process::run(&mut command).context("Install the emulators (they need Node 20 with npm)")
}

fn changed_at(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
}
