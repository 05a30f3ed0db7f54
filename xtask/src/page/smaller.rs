//! wasm-opt, which makes the page's module smaller by an eighth.
//!
//! Must never fail a build: the page works without it. Must never be taken from PATH: what a system brings is often older than
//! what the compiler emits.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;
use crate::setup::npm;

/// Rewrites the module in place, and says what it did. Tells whether it could.
pub(super) fn make(project: &Project, module: &Path) -> Result<bool> {
    if let Err(error) = npm::tools(project) {
        println!("wasm-opt did not run, so the page stays larger than it could be: {error:#}");
        return Ok(false);
    }
    let before = size(module)?;
    let smaller = module.with_extension("smaller");
    let mut command = Command::new("node");
    // The module itself names the features that it uses; it gets no others, which an older web view may not know.
    command.arg(npm::tool(project, "binaryen/bin/wasm-opt")).arg("-Oz").arg(module).arg("--output").arg(&smaller);
    if let Err(error) = process::output(&mut command) {
        println!("wasm-opt did not run, so the page stays larger than it could be: {error:#}");
        return Ok(false);
    }
    fs::rename(&smaller, module).context("Put the smaller module in its place")?;
    println!("wasm-opt made the page's module smaller: {before} KB to {} KB", size(module)?);
    Ok(true)
}

/// In whole kilobytes.
fn size(module: &Path) -> Result<u64> {
    Ok(fs::metadata(module).with_context(|| format!("Weigh {}", module.display()))?.len() / 1000)
}
