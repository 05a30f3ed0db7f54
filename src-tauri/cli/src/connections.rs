//! Connections from a terminal: how they stand, reading them with progress, stopping a first reading, what is chosen, and signing out.

use crate::show::{self, Output};
use api::*;
use clap::Args;
use engine::Engine;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

#[derive(Debug, Args)]
pub struct SyncArguments {
    #[arg(long, value_name = "N")]
    connection: Option<i64>,
    /// Stop a first reading instead, of one connection or of all: what was read stays, and `sync --connection N` reads on.
    #[arg(long)]
    cancel: bool,
}

#[derive(Debug, Args)]
pub struct DisconnectArguments {
    #[arg(value_name = "N")]
    connection: i64,
    /// Have Slack forget a token that you pasted, wherever else it is used.
    #[arg(long)]
    revoke: bool,
    /// Ask nothing, also where another connection goes with it.
    #[arg(long)]
    yes: bool,
}

/// What is left out stays as it is; an empty value is as usual.
#[derive(Debug, Args)]
pub struct OptionsArguments {
    #[arg(value_name = "N")]
    connection: i64,
    /// How far back the first reading goes, 1 to 3650 days; else 90.
    #[arg(long, value_name = "N", value_parser = number)]
    depth_days: Option<Chosen>,
    /// How often it is read, 1 to 60 minutes; else 5.
    #[arg(long, value_name = "N", value_parser = number)]
    every_minutes: Option<Chosen>,
    /// Quota units that the service allows in a minute; else 6000.
    #[arg(long, value_name = "N", value_parser = number)]
    quota_per_minute: Option<Chosen>,
    /// Only mail with one of these labels.
    #[arg(long, value_name = "A,…")]
    only_labels: Option<String>,
    /// No mail with one of these labels.
    #[arg(long, value_name = "A,…")]
    without_labels: Option<String>,
    /// Only mail from and to these domains.
    #[arg(long, value_name = "A,…")]
    only_domains: Option<String>,
    /// No mail from or to these domains.
    #[arg(long, value_name = "A,…")]
    without_domains: Option<String>,
    /// Calendars by their ids, as `casey call list_calendars` names them; else the main one.
    #[arg(long, value_name = "A,…")]
    calendars: Option<String>,
    /// Slack channels by name; else all that the token may see.
    #[arg(long, value_name = "A,…")]
    channels: Option<String>,
}

/// A number, or none for what is usual.
#[derive(Clone, Copy, Debug)]
struct Chosen(Option<u32>);

fn number(typed: &str) -> std::result::Result<Chosen, String> {
    match typed.trim() {
        "" => Ok(Chosen(None)),
        typed => typed.parse().map(|n| Chosen(Some(n))).map_err(|_| text::not_a_number(typed)),
    }
}

fn names(typed: &str) -> Vec<String> {
    typed.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

pub async fn list(engine: &Engine, out: Output) -> Result<()> {
    out.give(&engine.list_connections(ListConnections {}).await?, |all| show::connections(all))
}

/// Reads now, or stops first readings. Fails where what was to be read could not be.
pub async fn sync(engine: &Engine, wanted: SyncArguments, out: Output) -> Result<ExitCode> {
    let connection = wanted.connection.map(ConnectionId);
    let all = if wanted.cancel {
        cancel(engine, connection).await?
    } else {
        watched(engine, engine.sync(ReadNow { connection })).await?
    };
    out.give(&all, |all| show::connections(all))?;
    let is_bad = !wanted.cancel && all.iter().any(|one| one.error.is_some() && connection.is_none_or(|id| id == one.id));
    Ok(if is_bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn cancel(engine: &Engine, connection: Option<ConnectionId>) -> Result<Vec<ConnectionView>> {
    let all = engine.list_connections(ListConnections {}).await?;
    let is_reading = |one: &&ConnectionView| matches!(one.state, ConnectionState::Reading | ConnectionState::Waiting);
    let meant: Vec<ConnectionId> = match connection {
        Some(id) => vec![id],
        None => all.iter().filter(is_reading).map(|one| one.id).collect(),
    };
    if meant.is_empty() {
        return Err(ApiError::new(Code::Conflict, text::nothing_to_stop()));
    }
    let mut left = all;
    for id in meant {
        left = engine.stop_reading(StopReading { connection: id }).await?;
    }
    Ok(left)
}

/// How often it is looked how far a reading is.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Takes the line off that a terminal shows.
const CLEAR: &str = "\r\x1b[2K";

/// Does something, and says meanwhile on a terminal's standard error how far first readings are.
pub async fn watched<T>(engine: &Engine, work: impl Future<Output = T>) -> T {
    if !std::io::stderr().is_terminal() {
        return work.await;
    }
    let mut work = pin!(work);
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    let mut said = String::new();
    loop {
        tokio::select! {
            done = &mut work => {
                tell(&mut said, String::new());
                return done;
            }
            _ = ticks.tick() => {
                // What cannot be looked up now is looked up at the next tick.
                let all = engine.list_connections(ListConnections {}).await.unwrap_or_default();
                tell(&mut said, progress(&all));
            }
        }
    }
}

fn progress(all: &[ConnectionView]) -> String {
    let line = |one: &ConnectionView| format!("{}: {}", one.name, text::first_reading(&one.kind, one.progress.as_ref()));
    all.iter().filter(|one| one.state == ConnectionState::Reading).map(line).collect::<Vec<_>>().join("; ")
}

fn tell(said: &mut String, line: String) {
    if *said != line {
        // Progress is not worth failing for.
        drop(write!(std::io::stderr(), "{CLEAR}{line}").and_then(|()| std::io::stderr().flush()));
        *said = line;
    }
}

/// Shows what is chosen for a connection, after changing what is given.
pub async fn options(engine: &Engine, wanted: OptionsArguments, out: Output) -> Result<()> {
    let id = ConnectionId(wanted.connection);
    let missing = || ApiError::new(Code::NotFound, text::no_such_connection(id.0)).on("connection");
    let all = engine.list_connections(ListConnections {}).await?;
    let before = all.into_iter().find(|one| one.id == id).ok_or_else(missing)?.options;
    let options = changed(before.clone(), &wanted);
    let now = if options == before {
        before
    } else {
        engine.set_connection_options(SetConnectionOptions { connection: id, options }).await?.options
    };
    out.give(&now, text::options_lines)
}

fn changed(before: ConnectionOptions, wanted: &OptionsArguments) -> ConnectionOptions {
    let number = |given: Option<Chosen>, before| given.map_or(before, |Chosen(n)| n);
    let list = |given: &Option<String>, before| given.as_deref().map_or(before, names);
    ConnectionOptions {
        depth_days: number(wanted.depth_days, before.depth_days),
        every_minutes: number(wanted.every_minutes, before.every_minutes),
        quota_per_minute: number(wanted.quota_per_minute, before.quota_per_minute),
        only_labels: list(&wanted.only_labels, before.only_labels),
        without_labels: list(&wanted.without_labels, before.without_labels),
        only_domains: list(&wanted.only_domains, before.only_domains),
        without_domains: list(&wanted.without_domains, before.without_domains),
        calendars: list(&wanted.calendars, before.calendars),
        channels: list(&wanted.channels, before.channels),
        logs_mail: before.logs_mail,
    }
}

/// Signs out. What goes with it is said before; where somebody sits at the terminal, they are asked.
pub async fn disconnect(engine: &Engine, wanted: DisconnectArguments, out: Output) -> Result<()> {
    let id = ConnectionId(wanted.connection);
    let all = engine.list_connections(ListConnections {}).await?;
    let sign_in = all.iter().find(|one| one.id == id).and_then(|one| one.sign_in);
    let is_beside = |one: &&ConnectionView| {
        one.id != id && one.sign_in.is_some() && one.sign_in == sign_in && one.state != ConnectionState::Disconnected
    };
    if let Some(also) = all.iter().find(is_beside) {
        eprintln!("{}", text::goes_with_it(&also.name));
        if !wanted.yes && std::io::stdin().is_terminal() && !is_yes()? {
            return Err(ApiError::new(Code::Conflict, text::nothing_disconnected()));
        }
    }
    let request = Disconnect { connection: id, revoke: wanted.revoke };
    out.give(&engine.disconnect(request).await?, |all| show::connections(all))
}

fn is_yes() -> Result<bool> {
    eprint!("{} ", text::go_on_question());
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| ApiError::new(Code::Invalid, text::unreadable_file("standard input", &error.to_string())))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
