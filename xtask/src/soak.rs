//! `cargo xtask soak`: what takes long, in release mode, and is no part of the tests.
//!
//! Must never fault anything that the tests do not: it runs them, many times over.

use std::process::ExitCode;

use anyhow::Result;

use crate::project::Project;
use crate::{process, setup};

/// Runs the crash tests of the command line many times: they read how often from `CASEY_SOAK`, and once is usual.
pub(crate) fn soak(project: &Project, rounds: u32) -> Result<ExitCode> {
    // Some of them kill it while it talks to an emulator.
    setup::npm::peers(project)?;
    println!("Killing the command line at every fault point, {rounds} times each");
    let mut command = project.cargo("test");
    command.args(["--release", "--package", "casey", "--test", "casey", "crash", "--", "--nocapture"]);
    process::hand_over(command.env("CASEY_SOAK", rounds.to_string()))
}
