//! The command line: a thin host over the same contract as the window.
//!
//! With `--json`, standard output is exactly one JSON document or nothing; words and errors go to standard error. An error
//! ends with an exit code that is not zero.

mod commands;
mod connect;
mod connect_hubspot;
mod connect_slack;
mod connect_smtp;
mod connections;
mod records;
mod show;
mod webhook;
mod write_back;

use api::{Api as _, ApiError, Code, GetSetting, GetStatus};
use clap::Parser;
use commands::Command;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Watches your mail, ranks the work it calls for, and sends nothing without you.
#[derive(Debug, Parser)]
#[command(name = "casey", version, disable_help_subcommand = true)]
struct Arguments {
    /// The folder of the workspace; else CASEY_DATA, else the platform's data folder.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Answer with one JSON document on standard output.
    #[arg(long, global = true)]
    json: bool,
    /// Take this moment for now, like 2026-11-20T14:00:00Z.
    #[arg(long, global = true, value_name = "TIME", value_parser = moment)]
    now: Option<api::Time>,
    #[command(subcommand)]
    command: Command,
}

fn moment(words: &str) -> Result<api::Time, String> {
    engine::clock::parse_time(words).ok_or_else(|| api::text::unknown_command_time(words))
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("CASEY_LOG").unwrap_or_else(|_| "error".into()))
        .with_writer(std::io::stderr)
        .init();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(fault) => return unreadable(&fault),
    };
    let json = arguments.json;
    match run(arguments).await {
        Ok(done) => done,
        Err(error) => {
            show::error(&error, json);
            exit_code(&error)
        }
    }
}

/// A command that cannot be read, or a call for help.
fn unreadable(fault: &clap::Error) -> ExitCode {
    if fault.use_stderr() && std::env::args().any(|argument| argument == "--json") {
        show::error(&ApiError::new(Code::Invalid, fault.to_string().trim()), true);
    } else if let Err(error) = show::written(fault.print().and_then(|()| std::io::stdout().flush())) {
        show::error(&error, false);
        return exit_code(&error);
    }
    ExitCode::from(u8::try_from(fault.exit_code()).unwrap_or(2))
}

async fn run(arguments: Arguments) -> Result<ExitCode, ApiError> {
    let data = arguments.data.map_or_else(engine::default_data_folder, Ok)?;
    let mut command = arguments.command;
    if let Command::Demo { reset, leave } = &mut command {
        let is_there = engine::demo::check_folder(&data)?;
        if *leave && !is_there {
            return Err(ApiError::new(Code::Conflict, api::text::not_a_demo(&data.display().to_string())));
        }
        // Where nothing is, there is nothing to start over.
        *reset &= is_there;
    }
    let mut options = engine::Options::at(data);
    if let Some(now) = arguments.now {
        options.clock = Arc::new(engine::clock::FixedClock(now));
    }
    let engine = engine::Engine::open(options).await?;
    if !matches!(command, Command::Demo { .. }) {
        warn_of_demo(&engine).await?;
    }
    show::use_zone(engine.get_setting(GetSetting { key: "operator.time_zone".to_owned() }).await?.value);
    let done = commands::run(&engine, command, show::Output { json: arguments.json }).await;
    engine.stop().await;
    done
}

/// A demo's mail grows old while its clock runs; one whose making was cut off lacks some of it.
async fn warn_of_demo(engine: &engine::Engine) -> Result<(), ApiError> {
    let status = engine.status(GetStatus {}).await?;
    if let Some(unfinished) = status.problems.iter().find(|finding| finding.subject == engine::demo::SUBJECT) {
        eprintln!("{}", unfinished.words);
    } else if status.demo.is_some_and(|demo| demo.is_old) {
        eprintln!("{}", api::text::demo_is_old());
    }
    Ok(())
}

/// 2 is clap's for a command that cannot be read; ours tell apart what a script may act on.
fn exit_code(error: &ApiError) -> ExitCode {
    ExitCode::from(match error.code {
        Code::Invalid => 2,
        Code::NotFound => 3,
        Code::Conflict => 4,
        Code::Held => 5,
        Code::Unavailable => 6,
        Code::Internal => 1,
    })
}
