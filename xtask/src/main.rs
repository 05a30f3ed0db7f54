//! `cargo xtask`: set-up, run, test, bench and bundle, with one program to look at instead of scripts.
//!
//! The table of contents. It must never do work of its own, and nothing in this package is part of what we ship.

#![allow(clippy::print_stdout, reason = "this program talks to the person who typed the command")]
#![allow(clippy::disallowed_methods, reason = "time-outs and durations of real commands; there is no Cx here to take time from")]

mod bench;
mod bundle;
mod dev;
mod page;
mod process;
mod project;
mod rules;
mod run;
#[cfg(test)]
mod scratch;
mod setup;
mod soak;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::page::Size;
use crate::project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set-up, run, test, bench and bundle CaseyOS")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Start the application, after setting up what is missing. With no display: the command line
    Run {
        /// Passed on to the application or the command line
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Set up what is missing, then run every check and every test. The last line counts them
    Test,
    /// The fast part of `test`: format, lints, rules, and the tests of api, engine and casey
    Check,
    /// Build the window's page into ui/dist
    Ui {
        /// As people get it: smaller, which takes longer
        #[arg(long)]
        release: bool,
    },
    /// Start the application, and build and start it again whenever a source file changes
    Dev {
        /// Passed on to the application
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure in release mode and print one table, for example: bench --scale 1 start ingest
    Bench {
        /// The sizes, in percent
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100))]
        scale: u32,
        /// Of the window: start memory triage scroll size. Of the engine: ingest rescore item-open import queue-page ranking
        ids: Vec<String>,
    },
    /// Kill the command line at every fault point, many times over, in release mode
    Soak {
        /// How often each fault point is tried
        #[arg(long, default_value_t = 25)]
        rounds: u32,
    },
    /// Make the installable package for this system
    Bundle,
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\ncargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Result<ExitCode> {
    let project = Project::find()?;
    match task {
        Task::Run { arguments } => run::run(&project, &arguments),
        Task::Test => Ok(test::everything(&project)),
        Task::Check => Ok(test::fast_part(&project)),
        Task::Ui { release } => {
            page::build(&project, if release { Size::Small } else { Size::Quick }).map(|()| ExitCode::SUCCESS)
        }
        Task::Dev { arguments } => dev::run(&project, &arguments),
        Task::Bench { scale, ids } => bench::bench(&project, scale, &ids),
        Task::Soak { rounds } => soak::soak(&project, rounds),
        Task::Bundle => bundle::bundle(&project),
    }
}
