//! Signing in from a terminal: the address to open, then waiting for the browser.

use crate::show::{self, Output};
use crate::{connect_hubspot, connect_slack, connect_smtp};
use api::*;
use clap::{Args, Subcommand, ValueEnum};
use engine::Engine;
use std::io::{Read as _, Write as _};

#[derive(Debug, Subcommand)]
pub enum ConnectCommand {
    /// A Google account: its mail and its calendar.
    Google(Google),
    /// A server that takes your mail, for sending beside a Maildir.
    Smtp(connect_smtp::Arguments),
    /// A HubSpot portal: its contacts, companies, deals and tasks.
    Hubspot(connect_hubspot::Arguments),
    /// A Slack workspace: direct messages, and where you are named.
    Slack(connect_slack::Arguments),
}

#[derive(Debug, Args)]
pub struct Google {
    /// The client id that Google gave you, of the type "Desktop app"; needed the first time.
    #[arg(long, value_name = "ID", default_value = "")]
    client_id: String,
    /// Read the client secret from standard input.
    #[arg(long)]
    client_secret_stdin: bool,
    /// What to ask for: to read, to send mail, to book meetings.
    #[arg(long, value_name = "read,send,book", value_delimiter = ',', default_value = "read")]
    scopes: Vec<ScopeArgument>,
    /// Where the service is, where that is not Google's own place.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The port of this machine for the browser's answer; else one that is free.
    #[arg(long, value_name = "PORT")]
    redirect_port: Option<u16>,
    /// Sign in again to this connection, or allow it more.
    #[arg(long, value_name = "N")]
    connection: Option<i64>,
    /// With --connection: another mailbox than before is meant.
    #[arg(long, requires = "connection")]
    other_mailbox: bool,
    /// How far back the first reading goes, 1 to 3650 days; else 90.
    #[arg(long, value_name = "N")]
    depth_days: Option<u32>,
    /// Open no browser; only print the address.
    #[arg(long)]
    no_browser: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ScopeArgument {
    Read,
    Send,
    Book,
}

/// How long one request waits for the browser, in seconds.
const WAIT_SECONDS: u32 = 20;
/// The longest secret that is read, in bytes.
const SECRET_LIMIT: u64 = 4096;

pub async fn run(engine: &Engine, command: ConnectCommand, out: Output) -> Result<()> {
    let google = match command {
        ConnectCommand::Google(google) => google,
        ConnectCommand::Smtp(arguments) => return connect_smtp::run(engine, arguments, out).await,
        ConnectCommand::Hubspot(arguments) => return connect_hubspot::run(engine, arguments, out).await,
        ConnectCommand::Slack(arguments) => return connect_slack::run(engine, arguments, out).await,
    };
    let client_secret = if google.client_secret_stdin { secret_from_stdin("client_secret")? } else { Secret::default() };
    let grants = google.scopes.iter().map(|scope| match scope {
        ScopeArgument::Read => Grant::Read,
        ScopeArgument::Send => Grant::Send,
        ScopeArgument::Book => Grant::Book,
    });
    let started = engine
        .connect_google(ConnectGoogle {
            client_id: google.client_id,
            client_secret,
            grants: grants.collect(),
            base_url: google.base_url,
            redirect_port: google.redirect_port,
            connection: google.connection.map(ConnectionId),
            other_mailbox: google.other_mailbox,
            depth_days: google.depth_days,
        })
        .await?;
    tell(&started.address, out)?;
    if !google.no_browser && opener::open_browser(&started.address).is_err() {
        eprintln!("{}", text::no_browser());
    }
    loop {
        let request = AwaitSignIn { attempt: started.attempt.clone(), wait_seconds: WAIT_SECONDS };
        match engine.sign_in(request).await? {
            SignInOutcome::Waiting => {}
            SignInOutcome::Failed { words, .. } => return Err(ApiError::new(Code::Unavailable, words)),
            SignInOutcome::Done { connections, .. } => {
                let all = engine.list_connections(ListConnections {}).await?;
                let made: Vec<ConnectionView> = all.into_iter().filter(|one| connections.contains(&one.id)).collect();
                out.give(&made, |made| show::connections(made))?;
                return Ok(());
            }
        }
    }
}

/// The address on a line of its own; on standard error where standard output is for one JSON document.
fn tell(address: &str, out: Output) -> Result<()> {
    eprintln!("{}", text::open_this_address());
    if out.json {
        eprintln!("{address}");
        return Ok(());
    }
    let mut stdout = std::io::stdout();
    show::written(writeln!(stdout, "{address}").and_then(|()| stdout.flush()))
}

/// All of standard input but the end of its line, so that a secret stands in no list of processes and no history of a shell.
pub fn secret_from_stdin(field: &str) -> Result<Secret> {
    let mut read = String::new();
    std::io::stdin()
        .lock()
        .take(SECRET_LIMIT)
        .read_to_string(&mut read)
        .map_err(|error| ApiError::new(Code::Invalid, text::unreadable_file("standard input", &error.to_string())).on(field))?;
    let secret = read.strip_suffix('\n').map_or(read.as_str(), |line| line.strip_suffix('\r').unwrap_or(line));
    if secret.trim().is_empty() {
        return Err(ApiError::new(Code::Invalid, text::no_secret_came()).on(field));
    }
    Ok(Secret(secret.to_owned()))
}
