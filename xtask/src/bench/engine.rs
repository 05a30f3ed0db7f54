//! The engine's own measuring program: it prints each figure as a line of JSON.
//!
//! Must never decide what a figure of it means: target and verdict come with it.

use std::process::Command;

use anyhow::{Result, bail};

use super::table::{Figure, Table};
use crate::process;
use crate::project::Project;

/// `cargo run` of the program, up to its arguments.
pub(super) fn program(project: &Project) -> Command {
    let mut command = project.cargo("run");
    command.args(["--quiet", "--release", "--package", "engine", "--features", "testkit", "--example", "bench", "--"]);
    command
}

pub(super) fn measure(project: &Project, scale: u32, ids: &[&str], table: &mut Table) -> Result<()> {
    let mut command = program(project);
    command.args(["--scale", &scale.to_string()]).args(ids);
    let status = process::run_silently_reading(&mut command, |line| {
        if let Some((id, measured)) = Figure::read(line) {
            table.take(&id, measured);
        }
    })?;
    // What it could not measure it has said, unless it died.
    if !status.success() && !table.has_failures() {
        bail!("`{}` failed: {status}", process::shown(&command));
    }
    Ok(())
}
