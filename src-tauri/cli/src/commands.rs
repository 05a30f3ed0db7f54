//! The commands, and the request behind each.

use crate::connect::{self, ConnectCommand};
use crate::connections::{self, DisconnectArguments, OptionsArguments, SyncArguments};
use crate::records::{self, DealCommand, DealsArguments, ExportCommand, PeopleCommand};
use crate::show::{self, Output};
use crate::webhook::{self, WebhookCommand};
use crate::write_back::{self, NoteCommand, TaskCommand};
use api::*;
use clap::{Subcommand, ValueEnum};
use engine::Engine;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read mails, mbox files and Maildir folders; and files of contacts (.csv).
    Import {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Only say what files of contacts would do.
        #[arg(long)]
        preview: bool,
    },
    /// Write what is kept here to a file.
    Export {
        #[command(subcommand)]
        what: ExportCommand,
    },
    /// Make a demo workspace: two months of a made-up company's mail.
    Demo {
        /// Start a demo over that is there already.
        #[arg(long)]
        reset: bool,
        /// Leave a demo that is there: the workspace is empty again.
        #[arg(long, conflicts_with = "reset")]
        leave: bool,
    },
    /// Do the background work.
    Run {
        /// Return once nothing is due, instead of going on.
        #[arg(long)]
        until_idle: bool,
    },
    /// The ranked queue, best first.
    Queue {
        /// How many lines, 1 to 1000; else 50.
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
        /// One tab of it: all, replies, meetings, follow_ups, new_senders, snoozed.
        #[arg(long, value_parser = tab)]
        tab: Option<Tab>,
    },
    /// One item with its reasons, draft and gates.
    Show {
        #[arg(value_name = "ITEM")]
        item: i64,
    },
    /// Change a draft. What is left out stays.
    Edit {
        #[arg(value_name = "ITEM")]
        item: i64,
        #[arg(long)]
        subject: Option<String>,
        /// A file with the text; - for standard input.
        #[arg(long, value_name = "F")]
        body_file: Option<PathBuf>,
        /// Addresses as in a mail header, with commas between: '"Doe, John" <john@example.com>, ines@example.com'.
        #[arg(long, value_name = "A,…")]
        to: Option<String>,
        /// Addresses, in the same form.
        #[arg(long, value_name = "A,…")]
        cc: Option<String>,
    },
    /// Approve the draft of an item.
    Approve {
        #[arg(value_name = "ITEM")]
        item: i64,
        /// The revision that was read; refused if the draft changed since.
        #[arg(long, value_name = "N")]
        revision: Option<u32>,
        /// A claim without a source that may stay.
        #[arg(long, value_name = "CLAIM")]
        waive: Vec<i64>,
        /// Why it may stay.
        #[arg(long, value_name = "R", requires = "waive")]
        reason: Option<String>,
    },
    /// Put an item aside for good.
    Dismiss {
        #[arg(value_name = "ITEM")]
        item: i64,
        #[arg(long)]
        reason: String,
    },
    /// Mark an item as dealt with by hand.
    Done {
        #[arg(value_name = "ITEM")]
        item: i64,
    },
    /// Put an item aside until a time: "tomorrow 9:00", "mon 9", "3d", "18:00".
    Snooze {
        #[arg(value_name = "ITEM")]
        item: i64,
        #[arg(allow_hyphen_values = true)]
        until: String,
    },
    /// Book a meeting with whom an item is about: "tue 10:00"; without a time the first that is free. It is an item of its own, to be
    /// approved.
    Book {
        #[arg(value_name = "ITEM")]
        item: i64,
        when: Option<String>,
        /// How long it is, 10 to 480 minutes; else 30.
        #[arg(long, value_name = "N")]
        minutes: Option<u32>,
    },
    /// Add something to do: here at once; where a CRM keeps the deal or the contact, as an item to be approved.
    Task {
        #[command(subcommand)]
        what: TaskCommand,
    },
    /// Note something with a contact or a deal: here at once; where a CRM keeps them, as an item to be approved.
    Note {
        #[command(subcommand)]
        what: NoteCommand,
    },
    /// Bring a snoozed item back to the queue now.
    Wake {
        #[arg(value_name = "ITEM")]
        item: i64,
    },
    /// Bring an expired, superseded or practised item back to review.
    Reopen {
        #[arg(value_name = "ITEM")]
        item: i64,
    },
    /// Have a failed item drafted again.
    Retry {
        #[arg(value_name = "ITEM")]
        item: i64,
    },
    /// Take back the last decision, about an item or a sender.
    Undo,
    /// Approved actions.
    Outbox {
        #[command(subcommand)]
        what: Option<OutboxCommand>,
    },
    /// Stop everything that leaves.
    KillSwitch { position: SwitchCommand },
    /// Read and change settings.
    Settings {
        #[command(subcommand)]
        what: SettingsCommand,
    },
    /// People who wrote for the first time.
    Senders {
        #[command(subcommand)]
        what: Option<SendersCommand>,
    },
    /// Write to somebody for the first time.
    Write {
        /// As in a mail header: "Ines Duarte <ines@example.com>".
        #[arg(value_name = "ADDRESS")]
        to: String,
        /// Why you write, in a sentence.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// People with whom there was mail, and who were added by hand.
    People {
        #[command(subcommand)]
        what: PeopleCommand,
    },
    /// All deals, those that changed last first.
    Deals(DealsArguments),
    /// Look at one deal, make one of your own, or move one to another stage.
    Deal {
        #[command(subcommand)]
        what: DealCommand,
    },
    /// Addresses and domains to which nothing may go.
    Suppress {
        #[command(subcommand)]
        what: SuppressCommand,
    },
    /// Connect a service, or a server that takes mail.
    Connect {
        #[command(subcommand)]
        what: ConnectCommand,
    },
    /// Sign out of a connection and forget its tokens; what was read stays. A mailbox and a calendar of one sign-in go together.
    Disconnect(DisconnectArguments),
    /// What is read, and how fresh it is.
    Connections,
    /// Read the sources now.
    Sync(SyncArguments),
    /// What is read of a connection, and how often; with options, changed first.
    Options(OptionsArguments),
    /// Forms and other sources that post by themselves.
    Webhook {
        #[command(subcommand)]
        what: WebhookCommand,
    },
    /// Look the workspace over.
    Doctor,
    /// Make any request of the contract.
    Call {
        /// Its name, as `--list` gives it.
        #[arg(value_name = "NAME", required_unless_present = "list")]
        name: Option<String>,
        /// Its fields.
        #[arg(value_name = "JSON")]
        fields: Option<String>,
        /// Name all requests.
        #[arg(long)]
        list: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    /// Take an action out before it goes.
    Cancel { action: i64 },
    /// Say what became of an action that is unsure.
    Resolve { action: i64, verdict: VerdictArgument },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum VerdictArgument {
    Sent,
    Send,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SwitchCommand {
    On,
    Off,
    Status,
}

#[derive(Debug, Subcommand)]
pub enum SettingsCommand {
    /// The value of a setting; empty where it is unset.
    Get { key: String },
    /// Change a setting.
    Set { key: String, value: String },
    /// All settings.
    List,
}

#[derive(Debug, Subcommand)]
pub enum SendersCommand {
    /// Let somebody in: their mail is work.
    Allow { address: String },
    /// Keep somebody out: their mail is none.
    Screen { address: String },
}

#[derive(Debug, Subcommand)]
pub enum SuppressCommand {
    /// Let nothing go to an address, or to any address of a domain. Added again, it gets the newer reason.
    Add {
        /// An address or a domain; not your own, and no domain of a free-mail provider.
        #[arg(value_name = "ADDRESS|DOMAIN")]
        what: String,
        /// Why, in your own words; it is shown in the list.
        #[arg(long, value_name = "R", default_value = "")]
        reason: String,
    },
    /// Take an address or a domain off the list: mail may go there again.
    Remove {
        /// As the list shows it.
        #[arg(value_name = "ADDRESS|DOMAIN")]
        what: String,
    },
    /// Who is suppressed, since when, and why.
    List,
}

fn tab(name: &str) -> Result<Tab, String> {
    Tab::from_wire(name).ok_or_else(|| {
        let all: Vec<&str> = Tab::ALL.iter().map(|tab| tab.as_str()).collect();
        format!("one of {}", all.join(", "))
    })
}

/// Does what was asked and shows the answer.
pub async fn run(engine: &Engine, command: Command, out: Output) -> Result<ExitCode> {
    match command {
        Command::Import { paths, preview: true } => records::preview(engine, &paths, out).await?,
        Command::Export { what } => records::export(engine, what, out).await?,
        Command::Import { paths, preview: false } => {
            let paths = paths.into_iter().map(|path| path.to_string_lossy().into_owned()).collect();
            let report = engine.import(Import { paths }).await?;
            out.give(&report, show::import)?;
            report.contacts.iter().for_each(show::csv_problems);
            report.unreadable.iter().for_each(|file| eprintln!("{}", file.reason));
            // Nothing is lost, but a script should notice that something was left out.
            return Ok(if report.unreadable.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Demo { leave: true, .. } => out.give(&engine.leave_demo(LeaveDemo {}).await?, |_| vec![text::demo_is_left()])?,
        Command::Demo { reset, .. } => {
            let report = if reset { engine.restart_demo(RestartDemo {}).await? } else { engine.start_demo(StartDemo {}).await? };
            let now = engine.status(GetStatus {}).await?.demo.map_or_else(Time::default, |demo| demo.now);
            let folder = engine.cx().data.display().to_string();
            out.give(&report, |report| show::demo(&folder, report, now))?;
        }
        Command::Run { until_idle: true } => {
            let next = connections::watched(engine, engine.run_until_idle()).await?;
            out.give(&show::Idle::of(next), show::idle)?;
        }
        Command::Run { until_idle: false } => {
            engine.start();
            eprintln!("{}", text::running());
            connections::watched(engine, asked_to_end())
                .await
                .map_err(|error| ApiError::new(Code::Internal, text::internal(&error.to_string())))?;
            let n_waiting = engine.status(GetStatus {}).await?.n_waiting;
            if n_waiting > 0 {
                eprintln!("{}", text::still_waiting(n_waiting));
            }
        }
        Command::Queue { limit, tab } => {
            let page = engine.list_queue(ListQueue { tab, band: None, limit, after: None }).await?;
            let is_whole = tab.is_none_or(|tab| tab == Tab::All);
            let nothing = if page.items.is_empty() { nothing_waits(engine, is_whole).await? } else { String::new() };
            out.give(&page.items, |items| show::queue(items, nothing))?;
        }
        Command::Show { item } => out.give(&engine.show_item(ShowItem { item: ItemId(item) }).await?, show::item)?,
        Command::Edit { item, subject, body_file, to, cc } => {
            let body = body_file.map(|path| read_body(&path)).transpose()?;
            let (to, cc) = (addresses(to.as_deref(), "to")?, addresses(cc.as_deref(), "cc")?);
            let request = EditDraft { item: ItemId(item), subject, body, to, cc, bcc: None, details: None };
            out.give(&engine.edit_draft(request).await?, show::item)?;
        }
        Command::Approve { item, revision, waive, reason } => {
            let reason = reason.unwrap_or_default();
            let waivers = waive.into_iter().map(|claim| Waiver { claim: ClaimId(claim), reason: reason.clone() }).collect();
            out.give(&engine.approve(Approve { item: ItemId(item), revision, waivers }).await?, show::action)?;
        }
        Command::Dismiss { item, reason } => {
            out.give(&engine.dismiss(Dismiss { item: ItemId(item), reason }).await?, show::line)?
        }
        Command::Done { item } => out.give(&engine.finish(Finish { item: ItemId(item) }).await?, show::line)?,
        Command::Snooze { item, until } => out.give(&engine.snooze(Snooze { item: ItemId(item), until }).await?, show::line)?,
        Command::Task { what } => write_back::task(engine, what, out).await?,
        Command::Note { what } => write_back::note(engine, what, out).await?,
        Command::Book { item, when, minutes } => book(engine, ItemId(item), when, minutes, out).await?,
        Command::Wake { item } => out.give(&engine.wake(Wake { item: ItemId(item) }).await?, show::line)?,
        Command::Reopen { item } => out.give(&engine.reopen(Reopen { item: ItemId(item) }).await?, show::line)?,
        Command::Retry { item } => out.give(&engine.retry(Retry { item: ItemId(item) }).await?, show::line)?,
        Command::Undo => out.give(&engine.undo(Undo {}).await?, |undone| vec![undone.words.clone()])?,
        Command::Outbox { what } => outbox(engine, what, out).await?,
        Command::KillSwitch { position } => {
            let switch = match position {
                SwitchCommand::On => engine.set_kill_switch(SetKillSwitch { position: Position::On }).await?,
                SwitchCommand::Off => engine.set_kill_switch(SetKillSwitch { position: Position::Off }).await?,
                SwitchCommand::Status => engine.kill_switch(GetKillSwitch {}).await?,
            };
            out.give(&switch, show::kill_switch)?;
        }
        Command::Settings { what } => settings(engine, what, out).await?,
        Command::Senders { what } => {
            let list = match what {
                None => engine.list_senders(ListSenders {}).await?,
                Some(SendersCommand::Allow { address }) => engine.allow_sender(AllowSender { address }).await?,
                Some(SendersCommand::Screen { address }) => engine.screen_sender(ScreenSender { address }).await?,
            };
            out.give(&list, |all| show::senders(all))?;
        }
        Command::Write { to, note } => out.give(&engine.write_to(WriteTo { to, note }).await?, show::line)?,
        Command::People { what } => records::people(engine, what, out).await?,
        Command::Deals(wanted) => records::deals(engine, wanted, out).await?,
        Command::Deal { what } => records::deal(engine, what, out).await?,
        Command::Suppress { what } => suppress(engine, what, out).await?,
        Command::Connect { what } => connect::run(engine, what, out).await?,
        Command::Webhook { what } => webhook::run(engine, what, out).await?,
        Command::Disconnect(wanted) => connections::disconnect(engine, wanted, out).await?,
        Command::Connections => connections::list(engine, out).await?,
        Command::Sync(wanted) => return connections::sync(engine, wanted, out).await,
        Command::Options(wanted) => connections::options(engine, wanted, out).await?,
        Command::Doctor => {
            let findings = engine.doctor(Doctor {}).await?;
            out.give(&findings, |all| show::findings(all))?;
            let is_bad = findings.iter().any(|finding| finding.level == Level::Bad);
            return Ok(if is_bad { ExitCode::FAILURE } else { ExitCode::SUCCESS });
        }
        Command::Call { list: true, .. } => out.give(&REQUESTS, |names| names.iter().map(|name| (*name).to_owned()).collect())?,
        Command::Call { name, fields, .. } => {
            let name = name.unwrap_or_default();
            let fields = fields.as_deref().map_or(Ok(serde_json::Value::Null), serde_json::from_str);
            let fields =
                fields.map_err(|error| ApiError::new(Code::Invalid, text::unreadable_request(&name, &error.to_string())))?;
            let answer = dispatch(engine, &name, fields).await?;
            // The answer is JSON whether it was asked for or not: it has no other form.
            Output { json: true }.give(&answer, |_| Vec::new())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What to say of a queue, or a tab of it, in which nothing stands.
async fn nothing_waits(engine: &Engine, is_whole: bool) -> Result<String> {
    if !is_whole {
        return Ok(text::empty_tab());
    }
    let status = engine.status(GetStatus {}).await?;
    Ok(if status.demo.is_some() { text::empty_demo_queue(status.n_new_senders) } else { text::empty_queue() })
}

/// Opens a booking and shows it as it stands.
async fn book(engine: &Engine, item: ItemId, when: Option<String>, minutes: Option<u32>, out: Output) -> Result<()> {
    let booking = engine.book_meeting(BookMeeting { item, when, starts_at: None, minutes }).await?;
    out.give(&engine.show_item(ShowItem { item: booking.id }).await?, show::item)
}

async fn outbox(engine: &Engine, what: Option<OutboxCommand>, out: Output) -> Result<()> {
    match what {
        None => out.give(&engine.list_outbox(ListOutbox {}).await?, |all| show::outbox(all))?,
        Some(OutboxCommand::Cancel { action }) => {
            out.give(&engine.cancel_action(CancelAction { action: OutboxId(action) }).await?, show::action)?;
        }
        Some(OutboxCommand::Resolve { action, verdict }) => {
            let verdict = match verdict {
                VerdictArgument::Sent => Verdict::Sent,
                VerdictArgument::Send => Verdict::Send,
            };
            out.give(&engine.resolve_action(ResolveAction { action: OutboxId(action), verdict }).await?, show::action)?;
        }
    }
    Ok(())
}

async fn settings(engine: &Engine, what: SettingsCommand, out: Output) -> Result<()> {
    match what {
        SettingsCommand::Get { key } => {
            out.give(&engine.get_setting(GetSetting { key }).await?, |setting| vec![setting.value.clone()])?;
        }
        SettingsCommand::Set { key, value } => {
            out.give(&engine.set_setting(SetSetting { key, value }).await?, |setting| {
                vec![format!("{} = {}", setting.key, setting.value)]
            })?;
        }
        SettingsCommand::List => out.give(&engine.list_settings(ListSettings {}).await?, |all| show::settings(all))?,
    }
    Ok(())
}

async fn suppress(engine: &Engine, what: SuppressCommand, out: Output) -> Result<()> {
    let list = match what {
        SuppressCommand::Add { what, reason } => engine.suppress(Suppress { what, reason }).await?,
        SuppressCommand::Remove { what } => engine.unsuppress(Unsuppress { what }).await?,
        SuppressCommand::List => engine.list_suppressions(ListSuppressions {}).await?,
    };
    out.give(&list, |all| show::suppressions(all))?;
    Ok(())
}

/// Waits for Ctrl+C, or for whoever ends services.
pub async fn asked_to_end() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            interrupted = tokio::signal::ctrl_c() => interrupted,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// The addresses of a list. An empty one is how one takes everybody out.
fn addresses(list: Option<&str>, field: &str) -> Result<Option<Vec<String>>> {
    let Some(list) = list else { return Ok(None) };
    match engine::mail::split_list(list) {
        Some(entries) => Ok(Some(entries.into_iter().map(str::to_owned).collect())),
        None => Err(ApiError::new(Code::Invalid, text::bad_address_list(list)).on(field)),
    }
}

fn read_body(path: &std::path::Path) -> Result<String> {
    let read = if path.as_os_str() == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    read.map_err(|error| {
        ApiError::new(Code::Invalid, text::unreadable_file(&path.display().to_string(), &error.to_string())).on("body_file")
    })
}
