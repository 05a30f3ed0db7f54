//! Answers as an operator reads them in a terminal, and as JSON.

#![allow(clippy::print_stdout, reason = "showing answers is what this module is for")]

use api::*;
use serde::Serialize;
use std::io::Write as _;
use std::sync::OnceLock;

/// How answers are shown.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    pub json: bool,
}

impl Output {
    /// Shows an answer: one JSON document, or the lines that `words` makes of it.
    ///
    /// Errors: `internal` where it cannot be written. A reader that closed the pipe has seen enough, which is none.
    pub fn give<T: Serialize>(self, answer: &T, words: impl FnOnce(&T) -> Vec<String>) -> Result<()> {
        let text = if self.json {
            serde_json::to_string_pretty(answer).unwrap_or_else(|error| text::unwritable_answer(&error.to_string()))
        } else {
            words(answer).join("\n")
        };
        let mut out = std::io::stdout().lock();
        written(writeln!(out, "{text}").and_then(|()| out.flush()))
    }
}

/// What came of writing to standard output.
pub fn written(result: std::io::Result<()>) -> Result<()> {
    match result {
        Err(fault) if fault.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(ApiError::new(Code::Internal, text::unwritten_output(&fault.to_string())))
        }
        _ => Ok(()),
    }
}

/// Shows an error on standard error, in the form that was asked for.
pub fn error(error: &ApiError, json: bool) {
    match serde_json::to_string(error) {
        Ok(document) if json => eprintln!("{document}"),
        _ => eprintln!("{error}"),
    }
}

/// What `run --until-idle` answers.
#[derive(Debug, Serialize)]
pub struct Idle {
    /// The next work, and when it is due.
    next: Option<Next>,
}

#[derive(Debug, Serialize)]
struct Next {
    kind: String,
    due_at: Time,
}

impl Idle {
    pub fn of(next: Option<(String, Time)>) -> Self {
        Self { next: next.map(|(kind, due_at)| Next { kind, due_at }) }
    }
}

pub fn idle(idle: &Idle) -> Vec<String> {
    vec![match &idle.next {
        Some(next) => text::idle_until(&when(next.due_at), &next.kind),
        None => text::idle(),
    }]
}

/// The operator's zone, set once before anything is shown.
static ZONE: OnceLock<String> = OnceLock::new();

/// Shows moments in this zone from now on; empty for the machine's.
pub fn use_zone(name: String) {
    // It is set once per process; a second call would be the same zone.
    drop(ZONE.set(name));
}

fn when(at: Time) -> String {
    engine::clock::show_in(at, ZONE.get().map_or("", String::as_str))
}

pub fn line(item: &ItemView) -> Vec<String> {
    vec![row(item)]
}

fn row(item: &ItemView) -> String {
    let who = match (&item.contact, &item.company) {
        (Some(contact), Some(company)) => format!("{} · {}", contact.called(), company.name),
        (Some(contact), None) => contact.called(),
        (None, Some(company)) => company.name.clone(),
        (None, None) => item.who.clone(),
    };
    let until = item.snoozed_until.map(|at| format!(" until {}", when(at))).unwrap_or_default();
    format!(
        "{:>5}  {:>3.0} {:<4}  {}\n              {}\n              {} · due {} · {}{until}",
        item.id.0,
        item.score,
        item.band.as_str(),
        who,
        item.what,
        item.why,
        when(item.due_at),
        item.state,
    )
}

/// `nothing` is what to say where there is none.
pub fn queue(items: &[ItemView], nothing: String) -> Vec<String> {
    if items.is_empty() { vec![nothing] } else { items.iter().map(row).collect() }
}

pub fn item(detail: &ItemDetail) -> Vec<String> {
    let mut lines = vec![row(&detail.item), String::new(), "Score".to_owned()];
    for part in &detail.components {
        // Effort lowers the score: it counts what is left of it.
        let factor = if part.name == "effort" { format!("(1 − {:.2})", part.value) } else { format!("{:.2}", part.value) };
        lines.push(format!("  {:<10} {:>6.2}   {factor} × {:.2}", part.name, part.points, part.weight));
    }
    lines.push(format!("  {:<10} {:>6.2}", "outcomes", detail.adjustment));
    if detail.limit != 0.0 {
        lines.push(format!("  {:<10} {:>6.2}", "limit", detail.limit));
    }
    lines.extend([String::new(), "Evidence".to_owned()]);
    lines.extend(detail.evidence.iter().map(|evidence| format!("  {}: {}", evidence.words, evidence.excerpt)));
    if let Some(mail) = detail.thread.last() {
        lines.extend([String::new(), text::newest_mail(&mail.from_name, &mail.from_address, &when(mail.sent_at))]);
        lines.extend(mail.text.trim().lines().map(|line| format!("  {line}").trim_end().to_owned()));
    }
    if let Some(chat) = &detail.chat {
        lines.extend([String::new(), text::chat_title(&chat.place)]);
        lines.extend(chat.lines.iter().flat_map(said));
    }
    if let Some(draft) = &detail.draft {
        lines.extend(draft_lines(draft, detail.item.action));
    }
    if !detail.gates.is_empty() {
        lines.extend([String::new(), "Gates".to_owned()]);
        lines.extend(detail.gates.iter().map(gate));
    } else if let Some(sent) = &detail.outbox {
        lines.extend([String::new(), "Outbox".to_owned()]);
        lines.extend(action(sent));
    }
    lines
}

fn said(line: &ChatLine) -> Vec<String> {
    let words = if line.is_gone { text::chat_line_gone() } else { line.text.clone() };
    let mut lines = vec![format!("  {}, {}", line.who, when(line.sent_at))];
    lines.extend(words.lines().map(|line| format!("    {line}").trim_end().to_owned()));
    lines
}

fn draft_lines(draft: &Draft, action: Action) -> Vec<String> {
    let list =
        |recipients: &[Recipient]| recipients.iter().map(|recipient| recipient.address.clone()).collect::<Vec<_>>().join(", ");
    let mut lines = vec![String::new(), format!("Draft, revision {}, by {}", draft.revision, draft.author)];
    // A task goes from nobody to nobody.
    if action == Action::SendEmail {
        lines.push(format!("  From     {}", draft.from.as_deref().unwrap_or_default()));
        lines.push(format!("  To       {}", list(&draft.to)));
    }
    if let Some(meeting) = draft.details.as_ref().and_then(Details::meeting) {
        lines.push(format!("  When     {}, {}", when(meeting.starts_at), text::minutes_long(meeting.minutes())));
        lines.push(format!("  Where    {}", meeting.place).trim_end().to_owned());
        lines.push(format!("  Called by {}", draft.from.as_deref().unwrap_or_default()).trim_end().to_owned());
        lines.push(format!("  With     {}", list(&draft.to)));
    }
    match &draft.details {
        Some(Details::Stage(stage)) => {
            lines.push(format!("  Stage    {}", text::stage_line(&stage.seen_name, &stage.stage_name)))
        }
        Some(Details::Done(done)) => lines.push(format!("  Task     {} {}", done.task_title, text::marks_done(done.is_done))),
        Some(Details::Task(task)) => {
            lines.extend(task.due_at.map(|at| format!("  Due      {}", when(at))));
            lines.push(format!("  With     {}", text::belongs_line(&task.belongs)).trim_end().to_owned());
        }
        Some(Details::Note(note)) => {
            lines.push(format!("  With     {}", text::belongs_line(&note.belongs)).trim_end().to_owned())
        }
        Some(Details::Chat(chat)) => {
            lines.push(format!("  In       {}, {}", text::chat_place(chat), text::chat_posts_as(chat.as_bot)))
        }
        Some(Details::Gone(_)) => lines.push(format!("  {}", text::takes_away_lines())),
        Some(Details::Meeting(_)) | None => {}
    }
    if !draft.cc.is_empty() {
        lines.push(format!("  Cc       {}", list(&draft.cc)));
    }
    if !draft.bcc.is_empty() {
        lines.push(format!("  Bcc      {}", list(&draft.bcc)));
    }
    if action != Action::PostMessage {
        lines.push(format!("  Subject  {}", draft.subject));
    }
    lines.push(String::new());
    lines.extend(draft.body.lines().map(|line| format!("  {line}").trim_end().to_owned()));
    if !draft.signature.is_empty() {
        lines.push("  -- ".to_owned());
        lines.extend(draft.signature.lines().map(|line| format!("  {line}")));
    }
    lines.push(String::new());
    lines.extend(draft.quoted.lines().map(|line| format!("  {line}")));
    lines.push(String::new());
    for claim in &draft.claims {
        let source = claim.source.as_ref().map_or_else(text::no_source, |source| format!("{} {}", source.kind, source.id));
        lines.push(format!("  claim {}  {}  ({source})", claim.id, claim.text));
    }
    lines.extend(draft.holds.iter().map(|hold| format!("  holds    {}", hold.words)));
    if let Some(offered) = draft.offered_revision {
        lines.push(format!("  {}", text::offered_revision(offered)));
    }
    lines
}

fn gate(gate: &Gate) -> String {
    let mark = if gate.passes { "pass" } else { "hold" };
    let not_before = gate.not_before.map(|at| format!("  (not before {})", when(at))).unwrap_or_default();
    format!("  {mark}  {:<13} {}{not_before}", gate.name.as_str(), gate.words)
}

pub fn action(action: &OutboxView) -> Vec<String> {
    let all: Vec<String> = action.to.iter().map(Recipient::written).collect();
    let to = if all.is_empty() { String::new() } else { format!("  to {}", all.join(", ")) };
    let mut lines = vec![format!("{:>5}  {:<9} item {}  {}{to}", action.id.0, action.state, action.item, action.subject)];
    lines.push(format!("         {} · {}", action.destination, action_when(action)));
    lines.extend(action.gates.iter().filter(|gate| !gate.passes).map(|held| format!("       {}", gate(held))));
    lines
}

fn action_when(action: &OutboxView) -> String {
    match (action.state, action.sent_at, &action.reason) {
        (OutboxState::Sent, Some(at), _) => text::sent_at(&when(at)),
        (_, _, Some(reason)) => reason.clone(),
        (OutboxState::Held, ..) => match action.not_before {
            Some(at) => text::not_before(&when(at)),
            None => text::held(),
        },
        _ => action.state.as_str().to_owned(),
    }
}

pub fn outbox(actions: &[OutboxView]) -> Vec<String> {
    if actions.is_empty() { vec![text::empty_outbox()] } else { actions.iter().flat_map(action).collect() }
}

pub fn kill_switch(switch: &KillSwitch) -> Vec<String> {
    let since = switch.since.map(|at| format!(" since {}", when(at))).unwrap_or_default();
    vec![text::kill_switch(switch.position.as_str(), &since, switch.n_waiting)]
}

pub fn settings(all: &[Setting]) -> Vec<String> {
    all.iter().map(|setting| format!("{:<24} {:<24} {}", setting.key, setting.value, setting.words)).collect()
}

pub fn demo(folder: &str, report: &ImportReport, now: Time) -> Vec<String> {
    let shown = engine::clock::show_in(now, engine::demo::ZONE);
    vec![text::demo_made(folder, report.n_new, report.n_items, report.n_senders, &shown)]
}

pub fn senders(all: &[Sender]) -> Vec<String> {
    if all.is_empty() {
        return vec![text::no_senders()];
    }
    let line = |sender: &Sender| {
        let company = sender.company.as_ref().map_or_else(String::new, |company| format!(" · {}", company.name));
        format!(
            "{:>5}  {:>3.0}  {} <{}>{company}\n            {}  {}\n            {}",
            sender.item.0,
            sender.score,
            sender.contact.name,
            sender.contact.address,
            when(sender.wrote_at),
            sender.subject,
            sender.excerpt
        )
    };
    all.iter().map(line).collect()
}

pub fn suppressions(all: &[Suppression]) -> Vec<String> {
    if all.is_empty() {
        return vec![text::no_suppressions()];
    }
    all.iter().map(|entry| format!("{:<40} {}  {}", entry.what, when(entry.since), entry.reason).trim_end().to_owned()).collect()
}

pub fn connections(all: &[ConnectionView]) -> Vec<String> {
    if all.is_empty() {
        return vec![text::no_connections()];
    }
    let line = |connection: &ConnectionView| {
        let read = connection.read_up_to.map_or_else(String::new, |at| format!(", up to {}", when(at)));
        let words = connection.error.as_deref().or(connection.narrowed.as_deref());
        let error = words.map_or_else(String::new, |words| format!("  {words}"));
        format!(
            "{:>5}  {:<8} {:<8} {}  {}{read}{error}",
            connection.id.0,
            connection.kind,
            connection.state,
            connection.name,
            text::connection_figures(connection)
        )
    };
    all.iter().map(line).collect()
}

pub fn findings(all: &[Finding]) -> Vec<String> {
    all.iter().map(|finding| format!("{:<5} {:<20} {}", finding.level, finding.subject, finding.words)).collect()
}

pub fn import(report: &ImportReport) -> Vec<String> {
    let has_mail = report.n_new + report.n_known > 0 || report.contacts.is_empty();
    let mails = || text::imported(report.n_new, report.n_known, report.n_items, report.n_senders);
    let mut lines: Vec<String> = has_mail.then(mails).into_iter().collect();
    lines.extend(report.notes.iter().cloned());
    lines
}

pub fn people(all: &[PersonLine]) -> Vec<String> {
    if all.is_empty() {
        return vec![text::nobody_there()];
    }
    let line = |line: &PersonLine| {
        let company = line.company.as_ref().map_or_else(String::new, |company| format!(" · {}", company.called()));
        let mail = line.last_mail_at.map_or_else(text::no_mail_with_them, when);
        let held = if line.suppressed { format!(" · {}", text::is_suppressed()) } else { String::new() };
        format!("{:>5}  {}{company}\n       {}  {mail}{held}", line.contact.id, line.contact.called(), line.contact.address)
    };
    all.iter().map(line).collect()
}

pub fn deals<'a>(all: impl Iterator<Item = &'a DealLine>) -> Vec<String> {
    let lines: Vec<String> = all.map(deal_line).collect();
    if lines.is_empty() { vec![text::no_deals()] } else { lines }
}

fn deal_line(deal: &DealLine) -> String {
    let company = deal.company.as_ref().map_or_else(String::new, |company| format!(" · {}", company.called()));
    let amount = deal.amount_cents.map_or_else(String::new, |cents| format!(" · {}", text::money(cents, &deal.currency)));
    let closes = deal.closes_at.map_or_else(String::new, |at| format!(" · closes {}", when(at)));
    format!("{:>5}  {}{company}\n       {} · {}{amount}{closes}", deal.id, deal.name, deal.stage, deal.pipeline)
}

pub fn task(task: &TaskView) -> String {
    let done = if task.done_at.is_some() { "done" } else { "open" };
    let due = task.due_at.map_or_else(String::new, |at| format!("  due {}", when(at)));
    format!("  {:>5}  {done}  {}{due}", task.id, task.title)
}

pub fn note(note: &NoteView) -> String {
    format!("  {}  {}", when(note.written_at), note.body)
}

pub fn deal(view: &DealView) -> Vec<String> {
    let mut lines = vec![deal_line(&view.deal)];
    lines.extend(view.deal.contacts.iter().map(|contact| format!("       {} <{}>", contact.name, contact.address)));
    if !view.tasks.is_empty() {
        lines.extend([String::new(), "Tasks".to_owned()]);
        lines.extend(view.tasks.iter().map(task));
    }
    if !view.notes.is_empty() {
        lines.extend([String::new(), "Notes".to_owned()]);
        lines.extend(view.notes.iter().map(note));
    }
    if !view.history.is_empty() {
        lines.extend([String::new(), "History".to_owned()]);
        lines.extend(view.history.iter().map(|change| format!("  {}  {}", when(change.at), change.words)));
    }
    lines
}

pub fn previews(all: &[CsvReport]) -> Vec<String> {
    let column = |column: &CsvColumn| {
        let means = column.means.map_or_else(text::column_left_out, |means| means.as_str().replace('_', " "));
        format!("  {:<32} {means}", column.header)
    };
    let shown = |report: &CsvReport| {
        let mut lines = vec![text::contacts_read(report)];
        lines.extend(report.columns.iter().map(column));
        lines
    };
    all.iter().flat_map(shown).collect()
}

/// What was left out of files of contacts, line by line.
pub fn csv_problems(report: &CsvReport) {
    report.problems.iter().for_each(|problem| eprintln!("{}", text::csv_problem(problem.line, &problem.words)));
    let n_more = report.n_problems.saturating_sub(report.problems.len() as u64);
    if n_more > 0 {
        eprintln!("{}", text::csv_more_problems(n_more));
    }
}

/// The listener, and each source with what it posted.
pub fn webhooks(all: &Webhooks) -> Vec<String> {
    let mut lines = vec![all.words.clone()];
    lines.extend(all.refusals.iter().map(|refusal| text::refusal_line(&refusal.words, refusal.n, refusal.n_today)));
    if all.sources.is_empty() {
        lines.push(text::no_webhooks_yet());
    }
    lines.extend(all.sources.iter().flat_map(webhook_lines));
    lines
}

pub fn webhook_lines(source: &WebhookView) -> Vec<String> {
    let state = if source.is_on { "on" } else { "off" };
    let mut lines = vec![
        format!("{:<20} {state:<4} {:<8} {}", source.name, source.proof, source.address),
        format!("  {}", text::webhook_line(source.n_posts, source.n_today, source.n_unmapped)),
    ];
    lines.extend(source.unmapped_words.iter().map(|words| format!("  {words}")));
    let refusals = source.refusals.iter();
    lines.extend(refusals.map(|refusal| format!("  {}", text::refusal_line(&refusal.words, refusal.n, refusal.n_today))));
    lines.extend(source.made_secret.iter().map(|secret| text::made_secret(&secret.0)));
    lines
}

/// What a sample becomes, field by field.
pub fn tried(tried: &TriedPost) -> Vec<String> {
    let mut lines = vec![tried.words.clone()];
    let line = |name: &str, value: &str| (!value.is_empty()).then(|| format!("  {name:<12} {value}"));
    lines.extend(tried.id.as_ref().and_then(|id| line("id", id)));
    if let Some(form) = &tried.form {
        let known = [("kind", &form.kind), ("email", &form.email), ("name", &form.name), ("company", &form.company)];
        lines.extend(known.iter().filter_map(|(name, value)| line(name, value)));
        lines.extend(form.fields.iter().filter_map(|field| line(&field.name, &field.value)));
        lines.extend(line("text", &form.text));
    }
    lines
}
