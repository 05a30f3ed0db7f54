//! What is about the workspace as a whole: its status, settings, suppressions, and the doctor.

use crate::cx::Cx;
use crate::settings::{self, ALL, Settings};
use crate::store::{
    self, Write, items, jobs as work, outbox as stored_outbox, problems, suppression_decisions, suppressions as stored,
};
use crate::{connectors, demo, jobs, ledger, mail, monitor, outbox, people, queue, signals};
use api::{
    Actor, ApiError, Code, ContactId, Finding, KillSwitch, Level, Listening, Position, Setting, Status, Suppression, Time,
    UndoView, text,
};

const PROBLEMS_SHOWN: i64 = 20;

pub async fn status(cx: &Cx) -> anyhow::Result<Status> {
    let settings = cx.settings().await?;
    let connections = connectors::list(cx).await?;
    let mut conn = cx.read().await?;
    let counts = items::counts(&mut conn).await?;
    let is_new = |count: &&(String, i64, i64, i64)| count.0 == api::Tab::NewSenders.as_str();
    let sum = |of: fn(&(String, i64, i64, i64)) -> i64, new: bool| {
        let counted = counts.iter().filter(|count| is_new(count) == new).map(of);
        u64::try_from(counted.sum::<i64>()).unwrap_or_default()
    };
    Ok(Status {
        n_open: sum(|count| count.1, false),
        n_hot: sum(|count| count.3, false),
        n_new_senders: sum(|count| count.1, true),
        demo: demo::status(cx, &mut conn).await?,
        n_waiting: stored_outbox::n_waiting(&mut conn).await?,
        practice: if settings.practice { Position::On } else { Position::Off },
        kill_switch: outbox::kill_switch(&mut conn).await?,
        paused_until: settings.pause(cx.now()),
        problems: problems_of(cx, &mut conn).await?,
        noticed: noticed(cx, &settings, &mut conn).await?,
        n_webhooks: store::webhooks::all(&mut conn).await?.len() as u64,
        connections,
    })
}

/// What the monitor noticed, and that nobody can post.
async fn noticed(cx: &Cx, settings: &Settings, conn: &mut store::Conn) -> anyhow::Result<Vec<Finding>> {
    let (listening, words) = cx.webhooks.told(settings);
    let taken = Finding { level: Level::Bad, subject: settings::WEBHOOK_PORT.to_owned(), words };
    let taken = Some(taken).filter(|_| listening == Listening::PortTaken);
    Ok(taken.into_iter().chain(monitor::lines(conn).await?).collect())
}

async fn problems_of(cx: &Cx, conn: &mut store::Conn) -> anyhow::Result<Vec<Finding>> {
    let unfinished = if demo::is_unfinished(cx, conn).await? {
        let words = text::demo_unfinished(&cx.data.display().to_string());
        Some(Finding { level: Level::Bad, subject: demo::SUBJECT.to_owned(), words })
    } else {
        None
    };
    let rows = problems::newest(conn, PROBLEMS_SHOWN).await?;
    let finding = |row: problems::Row| {
        // A file that could not be read is for the operator to look at; nothing of the workspace is wrong.
        let level = if row.area == problems::IMPORT { Level::Note } else { Level::Bad };
        Finding { level, subject: row.area, words: text::problem(&row.words, row.n_times) }
    };
    Ok(unfinished.into_iter().chain(rows.into_iter().map(finding)).collect())
}

pub async fn kill_switch(cx: &Cx) -> anyhow::Result<KillSwitch> {
    outbox::kill_switch(&mut *cx.read().await?).await
}

/// One setting; a key that is unset, or that this version does not know, is empty.
pub async fn setting(cx: &Cx, key: &str) -> anyhow::Result<Setting> {
    let known = settings::key(key);
    let stored = store::settings::value(&mut *cx.read().await?, key).await?;
    Ok(Setting {
        key: key.to_owned(),
        value: stored.unwrap_or_else(|| known.map_or("", |known| known.first).to_owned()),
        words: known.map_or("", |known| known.words).to_owned(),
        shipped: known.map_or("", |known| known.first).to_owned(),
    })
}

pub async fn settings(cx: &Cx) -> anyhow::Result<Vec<Setting>> {
    let mut all = Vec::with_capacity(ALL.len());
    for key in ALL {
        all.push(setting(cx, key.name).await?);
    }
    Ok(all)
}

/// Changes a setting, with all that follows from it.
///
/// Errors: `not_found` for an unknown key, `invalid` for a value that does not fit.
pub async fn set_setting(cx: &Cx, key: &str, value: &str) -> anyhow::Result<()> {
    let Some(known) = settings::key(key) else {
        return Err(ApiError::new(Code::NotFound, text::unknown_setting(key)).on("key").into());
    };
    let value = known.accept(value).map_err(anyhow::Error::from)?;
    if key == settings::KILL_SWITCH {
        let position = Position::from_wire(&value).unwrap_or(Position::On);
        return outbox::set_kill_switch(cx, position).await;
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    let stored = store::settings::value(write.conn(), key).await?;
    let before = stored.unwrap_or_else(|| known.first.to_owned());
    store::settings::set(&mut write, key, &value, now).await?;
    let entry = store::ledger::Entry {
        actor: Actor::Operator,
        event: "setting_changed",
        subject: key,
        detail: "",
        content_hash: &crate::sha256(value.as_bytes()),
    };
    store::ledger::append(&mut write, entry, now).await?;
    if before != value {
        match key {
            settings::PRACTICE => outbox::switch_practice(&mut write, now).await?,
            settings::EMAIL => {
                let addresses: Vec<String> = value.split(", ").filter(|part| !part.is_empty()).map(str::to_owned).collect();
                signals::attribute(&mut write, &addresses, now).await?;
            }
            settings::WORKING_HOURS | settings::TIME_ZONE => queue::renew_windows(&mut write, now).await?,
            settings::PAUSED_UNTIL => {
                // Each looks for itself whether it may read now.
                for connection in connectors::read_by_themselves(write.conn()).await? {
                    work::ask(&mut write, jobs::SYNC, connection, now, now).await?;
                }
            }
            settings::WEIGHTS | settings::TYPICAL_DEAL => work::ask(&mut write, jobs::TICK, 0, now, now).await?,
            _ => {}
        }
        outbox::look_again(&mut write, now).await?;
    }
    write.commit().await?;
    if key == settings::EMAIL {
        signals::judge::judge_changed(cx).await?;
    }
    cx.work.notify_one();
    Ok(())
}

/// Reads no connection by itself until then, or goes on at once. Errors: `invalid` for words that name no time to come.
pub async fn pause_reading(cx: &Cx, until: Option<&str>) -> anyhow::Result<Status> {
    let value = match until {
        Some(words) => settings::written(queue::until_of(words, &cx.settings().await?, cx.now())?),
        None => String::new(),
    };
    set_setting(cx, settings::PAUSED_UNTIL, &value).await?;
    status(cx).await
}

pub async fn suppressions(cx: &Cx) -> anyhow::Result<Vec<Suppression>> {
    stored::all(&mut *cx.read().await?).await
}

/// An address or a domain, in the form in which they are compared. Errors: `invalid`.
fn suppressible(what: &str) -> Result<String, ApiError> {
    // "*@x.example" and "@x.example" are the domain.
    let what = what.trim();
    let what = what.strip_prefix('*').filter(|rest| rest.starts_with('@')).unwrap_or(what);
    let what = what.strip_prefix('@').unwrap_or(what);
    let address = if what.contains('@') { what.to_owned() } else { format!("x@{what}") };
    match mail::sendable_address(&address).filter(|address| !address.starts_with('*')) {
        Some(address) if what.contains('@') => Ok(address),
        Some(domain) if what.contains('.') => Ok(domain.trim_start_matches("x@").to_owned()),
        _ => Err(ApiError::new(Code::Invalid, text::neither_address_nor_domain(what)).on("what")),
    }
}

/// Whom it would be wrong to suppress: the operator, and everybody at a provider. Errors: `invalid`.
fn spare(what: &str, settings: &Settings) -> Result<(), ApiError> {
    let words = if people::is_free_mail(what) {
        text::suppresses_free_mail(what)
    } else if settings.own.iter().any(|own| own == what || people::company_domain(own) == Some(what)) {
        text::suppresses_self(what)
    } else {
        return Ok(());
    };
    Err(ApiError::new(Code::Invalid, words).on("what"))
}

pub async fn suppress(cx: &Cx, what: &str, reason: &str) -> anyhow::Result<Vec<Suppression>> {
    let (what, reason, now) = (suppressible(what)?, reason.trim(), cx.now());
    spare(&what, &cx.settings().await?)?;
    let mut write = cx.write().await?;
    match stored::reason(write.conn(), &what).await? {
        None => {
            suppression_decisions::record(&mut write, &what, now).await?;
            stored::add(&mut write, &what, reason, now).await?;
            signals::effects::record(&mut write, Actor::Operator, "suppressed", &what, now).await?;
        }
        Some(before) if !reason.is_empty() && reason != before => {
            suppression_decisions::record(&mut write, &what, now).await?;
            stored::set_reason(&mut write, &what, reason).await?;
            signals::effects::record(&mut write, Actor::Operator, "suppression_reason_changed", &what, now).await?;
        }
        Some(_) => {}
    }
    if let Some(contact) = store::people::contact_of(write.conn(), &what).await? {
        // Nobody follows up with them any more.
        store::threads::mark_of_contacts(&mut write, &[contact]).await?;
    }
    write.commit().await?;
    signals::judge::judge_changed(cx).await?;
    suppressions(cx).await
}

pub async fn unsuppress(cx: &Cx, what: &str) -> anyhow::Result<Vec<Suppression>> {
    let what = suppressible(what)?;
    let now = cx.now();
    let mut write = cx.write().await?;
    suppression_decisions::record(&mut write, &what, now).await?;
    if !stored::remove(&mut write, &what).await? {
        return Err(ApiError::new(Code::NotFound, text::not_suppressed(&what)).on("what").into());
    }
    signals::effects::record(&mut write, Actor::Operator, "unsuppressed", &what, now).await?;
    outbox::look_again(&mut write, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    suppressions(cx).await
}

/// Takes back what the operator suppressed or no longer did: the list says of it what it said before.
///
/// Errors: `conflict` where they have asked not to be written to, which the list stands for by now.
pub async fn undo_suppression(cx: &Cx, mut write: Write, decided: &suppression_decisions::Row) -> anyhow::Result<UndoView> {
    let (what, now) = (decided.what.as_str(), cx.now());
    let contacts: Vec<ContactId> = store::people::contact_of(write.conn(), what).await?.into_iter().collect();
    let standing = store::people::standings(write.conn(), &contacts).await?;
    suppression_decisions::mark_undone(&mut write, decided.decision_id, now).await?;
    if decided.reason_before.is_none() && standing.values().any(|standing| standing.opted_out_at.is_some()) {
        write.commit().await?;
        return Err(ApiError::new(Code::Conflict, text::opted_out_since(what)).into());
    }
    let stood = stored::remove(&mut write, what).await?;
    if let (Some(reason), Some(since)) = (&decided.reason_before, decided.since_before) {
        stored::add(&mut write, what, reason, Time(since)).await?;
    }
    signals::effects::record(&mut write, Actor::Operator, "suppression_decision_undone", what, now).await?;
    outbox::look_again(&mut write, now).await?;
    store::threads::mark_of_contacts(&mut write, &contacts).await?;
    write.commit().await?;
    signals::judge::judge_changed(cx).await?;
    cx.work.notify_one();
    let words = match (stood, &decided.reason_before) {
        (true, Some(_)) => text::undid_reason_of_suppression(what),
        (_, Some(_)) => text::undid_unsuppressing(what),
        (_, None) => text::undid_suppressing(what),
    };
    Ok(UndoView { item: None, state: None, words })
}

/// Looks the workspace over: the file, the ledger, what the operator has yet to say, and what fails.
pub async fn doctor(cx: &Cx) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut say =
        |level: Level, subject: &str, words: String| findings.push(Finding { level, subject: subject.to_owned(), words });
    match cx.store.first_fault().await? {
        None => say(Level::Good, "workspace", text::file_sound(&cx.store.path().display().to_string())),
        Some(fault) => say(Level::Bad, "workspace", text::file_damaged(&fault)),
    }
    let Finding { level, subject, words } = ledger::verify(cx).await?;
    say(level, &subject, words);
    let settings = cx.settings().await?;
    if settings.own.is_empty() {
        say(Level::Note, settings::EMAIL, text::no_sender());
    }
    if settings.name.is_empty() {
        say(Level::Note, settings::NAME, text::no_operator_name());
    }
    if settings.kill_switch {
        say(Level::Note, settings::KILL_SWITCH, text::kill_switch_is_on());
    }
    say(Level::Good, settings::PRACTICE, if settings.practice { text::practice_on() } else { text::practice_off() });
    for connection in connectors::list(cx).await? {
        match &connection.error {
            Some(error) => say(Level::Bad, &connection.name, error.clone()),
            None => say(Level::Good, &connection.name, text::connection_read(&connection.kind, connection.n_messages)),
        }
    }
    let mut conn = cx.read().await?;
    for (kind, error) in work::failing(&mut conn).await? {
        say(Level::Bad, &kind, text::job_failing(&error));
    }
    findings.extend(problems_of(cx, &mut conn).await?);
    findings.extend(noticed(cx, &settings, &mut conn).await?);
    Ok(findings)
}
