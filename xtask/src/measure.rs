//! `cargo xtask bench` and `cargo xtask soak`: what takes long, in release mode, and is no test.
//!
//! Must never decide what a figure means: the measuring program prints its own table, targets included.

use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::project::Project;

/// Runs the engine's measuring program; it writes its figures to `bench.json` in the target folder as well.
pub(crate) fn bench(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let mut command = project.cargo("run");
    command.args(["--release", "--package", "engine", "--features", "testkit", "--example", "bench", "--"]);
    process::hand_over(command.args(arguments).env("CARGO_TARGET_DIR", &project.target))
}

/// Runs the crash tests of the command line many times: they read how often from `CASEY_SOAK`, and once is usual.
pub(crate) fn soak(project: &Project, rounds: u32) -> Result<ExitCode> {
    println!("Killing the command line at every fault point, {rounds} times each");
    let mut command = project.cargo("test");
    command.args(["--release", "--package", "casey", "--test", "casey", "crash", "--", "--nocapture"]);
    process::hand_over(command.env("CASEY_SOAK", rounds.to_string()))
}
