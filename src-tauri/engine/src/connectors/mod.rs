//! Where signals come from. Each connector reads one kind of source; reading again what was read changes nothing.

mod calendar;
mod disconnect;
mod gmail;
mod guess;
mod halt;
mod hubspot;
pub mod import;
pub mod local;
mod maildir;
mod oauth;
mod options;
pub mod outgoing;
mod quotas;
mod read;
pub mod readings;
pub mod sign_in;
mod slack;
mod smtp;
mod stopping;
pub mod tokens;
pub mod web;
pub mod webhook;

pub use calendar::{busy, list_calendars};
pub use disconnect::disconnect;
pub use hubspot::{connect as connect_hubspot, folder as portal_folder};
pub use options::set_options;
pub use outgoing::{Delivery, Effect, Outgoing, SentMail};
pub use quotas::Quotas;
pub use slack::{connect as connect_slack, keep_open as keep_chats_open};
pub use smtp::connect as connect_smtp;
pub use stopping::stop;

use crate::calendar::start_of_day;
use crate::cx::Cx;
use crate::jobs::Again;
use crate::signals::judge;
use crate::store::connections::{self as store, Row};
use crate::store::{Conn, chat, crm, meetings, messages, sign_ins};
use anyhow::Context as _;
use api::{Action, ConnectionId, ConnectionState, ConnectionView, Progress, Sends, Time, text};
use async_trait::async_trait;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// The kind of a watched Maildir.
pub const MAILDIR: &str = "maildir";
/// The kind of the one connection that stands for imported files.
pub const IMPORT: &str = "import";

/// The kind of a mailbox at Gmail.
pub const GMAIL: &str = "gmail";
/// The kind of the calendars of a Google account.
pub const CALENDAR: &str = "calendar";
/// The kind of a server that takes mail and is never read.
pub const SMTP: &str = "smtp";
/// The kind of a HubSpot portal.
pub const HUBSPOT: &str = "hubspot";

/// The kind of a source that posts by itself. It is never read.
pub const WEBHOOK: &str = "webhook";

/// The kind of a Slack workspace.
pub const SLACK: &str = "slack";

/// The kind of the one connection that stands for the deals, tasks and notes that are kept here.
pub const LOCAL: &str = crate::store::crm::lists::LOCAL;

/// A kind of source, of destination, or of both.
#[async_trait]
pub trait Connector: Send + Sync {
    fn kind(&self) -> &'static str;
    /// How often it is read, in seconds; none where there is nothing to read.
    fn every_seconds(&self, connection: &Row) -> Option<i64>;
    /// Reads what is new and stores it. What is stored stays, also where a later part fails.
    ///
    /// Errors: the whole source cannot be read, as a [`web::Fault`] or in words for the operator. Single mails that cannot be are in
    /// the report.
    async fn read(&self, cx: &Cx, connection: &Row) -> anyhow::Result<ReadReport>;
    /// Whether such an action is carried out through it.
    fn does(&self, _connection: &Row, _sign_in: Option<&sign_ins::Row>, _action: Action) -> Sends {
        Sends::Never
    }
    /// Where a browser shows one of its records.
    fn page_of(&self, _sign_in: &sign_ins::Row, _of: RecordOf, _source_id: &str) -> Option<String> {
        None
    }
    /// Brings a mail to where it goes, at most once whatever happens in between. Only `outbox/send.rs` calls it.
    ///
    /// Errors: faults on this machine, after which the same is tried again.
    async fn deliver(&self, _cx: &Cx, _connection: &Row, _mail: &Outgoing) -> anyhow::Result<Delivery> {
        Ok(Delivery::NotThere(text::nothing_can_do(Action::SendEmail)))
    }
    /// Whether a mail that was sent is kept there as well, as the operator chose.
    fn logs_mail(&self, _connection: &Row, _sign_in: Option<&sign_ins::Row>) -> bool {
        false
    }
    /// Keeps a mail that was sent, at most once whatever happens in between. Only `outbox/log.rs` calls it.
    ///
    /// Errors: faults on this machine, after which the same is tried again.
    async fn log_mail(&self, _cx: &Cx, _connection: &Row, _sent: &SentMail) -> anyhow::Result<Delivery> {
        Ok(Delivery::NotThere(text::nothing_can_do(Action::LogNote)))
    }
    /// Carries out an action that is no mail, at most once whatever happens in between. Only `outbox/send.rs` calls it.
    ///
    /// Errors: faults on this machine, after which the same is tried again.
    async fn carry_out(&self, _cx: &Cx, _connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
        Ok(Delivery::NotThere(text::nothing_can_do(effect.content.action)))
    }
}

/// What a record of a CRM is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordOf {
    Contact,
    Company,
    Deal,
}

/// What one reading brought.
#[derive(Clone, Debug, Default)]
pub struct ReadReport {
    pub n_new: u64,
    pub n_known: u64,
    /// What could not be read: its path and why.
    pub unreadable: Vec<(String, String)>,
    /// What was read and may not be whole, in words.
    pub cut: Vec<String>,
    /// When to read on, where that is before its usual time: a long reading goes in steps, so that other work has its turn.
    pub more_at: Option<Time>,
}

/// Every connector. Imported files are none: they are read once.
pub const ALL: &[&dyn Connector] =
    &[&maildir::Maildir, &gmail::Gmail, &calendar::Calendar, &smtp::Smtp, &hubspot::HubSpot, &slack::Slack, &local::Local];

/// Reads a connection, judges what it brought, and says when to read it again. A source that cannot be read is on record with
/// its reason and is tried again like any other. Waits for whoever is reading the same one.
pub async fn sync(cx: &Cx, id: ConnectionId) -> anyhow::Result<Again> {
    let _turn = cx.readings.turn(id).await;
    sync_in_turn(cx, id).await
}

/// Reads a connection unless that was done this short a time ago. Answers whether somebody else is at it: then it is read soon,
/// and to wait for that would hold up whoever asks.
pub async fn freshen(cx: &Cx, id: ConnectionId, fresh_ms: i64) -> anyhow::Result<Freshened> {
    let Some(_turn) = cx.readings.turn_if_free(id) else { return Ok(Freshened::BeingRead) };
    let row = store::one(&mut *cx.read().await?, id).await?;
    let read_at = row.and_then(|row| row.last_success_at);
    if read_at.is_none_or(|at| cx.now().ms_since(Time(at)) > fresh_ms) {
        sync_in_turn(cx, id).await?;
    }
    Ok(Freshened::Done)
}

/// What came of looking after a connection's freshness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshened {
    /// It was read, now or shortly before, or is on record with the reason why it cannot be.
    Done,
    BeingRead,
}

async fn sync_in_turn(cx: &Cx, id: ConnectionId) -> anyhow::Result<Again> {
    let Some(connection) = store::one(&mut *cx.read().await?, id).await? else { return Ok(None) };
    let Some(connector) = outgoing::connector_of(&connection).filter(|_| connection.disconnected_at.is_none()) else {
        return Ok(None);
    };
    let Some(every) = connector.every_seconds(&connection).filter(|_| connection.stopped_at.is_none()) else { return Ok(None) };
    // Whoever asks for a reading: a source that wants to be left alone is.
    if let Some(until) = cx.readings.rests_until(id, cx.now()) {
        return Ok(Some(until));
    }
    let every = spread(cx, &connection, hastened(cx, &connection, every))?;
    let result = connector.read(cx, &connection).await;
    // What did arrive is judged before the reading counts as done, so that a crash in between reads again.
    judge::judge_changed(cx).await?;
    let now = cx.now();
    let mut write = cx.write().await?;
    let again = match result {
        // A reading in steps counts once its last step is done.
        Ok(ReadReport { more_at: Some(more_at), .. }) => {
            store::recovered(&mut write, id).await?;
            more_at
        }
        Ok(_) => {
            store::succeeded(&mut write, id, now).await?;
            now.plus_seconds(every)
        }
        Err(error) => {
            let again = match error.downcast_ref::<web::Fault>() {
                Some(web::Fault::Busy(until)) => {
                    cx.readings.rest(id, *until);
                    now.plus_seconds(every).max(*until)
                }
                _ => now.plus_seconds(every),
            };
            store::failed(&mut write, id, &format!("{error:#}")).await?;
            again
        }
    };
    // Whoever stopped it meanwhile wants no next step.
    let is_stopped = store::one(write.conn(), id).await?.is_none_or(|row| row.stopped_at.is_some());
    write.commit().await?;
    Ok((!is_stopped).then_some(again))
}

/// How often a service is read while the operator has the window before them, in seconds.
const IN_FRONT_SECONDS: i64 = 60;

fn hastened(cx: &Cx, connection: &Row, every: i64) -> i64 {
    let is_service = connection.sign_in_id.is_some();
    if is_service && cx.in_front.load(Ordering::Relaxed) { every.min(IN_FRONT_SECONDS) } else { every }
}

/// Notes whether the operator has the window before them. What was not read for a while is read soon once they have.
pub async fn set_in_front(cx: &Cx, in_front: bool) -> anyhow::Result<()> {
    if cx.in_front.swap(in_front, Ordering::Relaxed) || !in_front {
        return Ok(());
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    let ids = read_by_themselves(write.conn()).await?;
    for row in store::all(write.conn()).await?.into_iter().filter(|row| row.sign_in_id.is_some()) {
        // A first reading goes on by itself.
        if let (true, Some(read_at)) = (ids.contains(&row.connection_id), row.last_success_at) {
            let soon = Time(read_at).plus_seconds(IN_FRONT_SECONDS).max(now);
            crate::store::jobs::ask(&mut write, crate::jobs::SYNC, row.connection_id, soon, now).await?;
        }
    }
    write.commit().await?;
    cx.work.notify_one();
    Ok(())
}

/// A tenth more or less, where a service is asked: what was begun together does not come back together for ever.
fn spread(cx: &Cx, connection: &Row, every: i64) -> anyhow::Result<i64> {
    if connection.sign_in_id.is_none() {
        return Ok(every);
    }
    let mut byte = [0; 1];
    cx.random.fill(&mut byte)?;
    let part = byte.first().map_or(0, |byte| i64::from(*byte) - 128);
    Ok((every + every * part / 1280).max(1))
}

/// The ids of the connections that are read by themselves.
pub async fn read_by_themselves(conn: &mut Conn) -> anyhow::Result<Vec<i64>> {
    let is_read = |row: &Row| {
        row.disconnected_at.is_none()
            && row.stopped_at.is_none()
            && outgoing::connector_of(row).is_some_and(|connector| connector.every_seconds(row).is_some())
    };
    Ok(store::all(conn).await?.into_iter().filter(is_read).map(|row| row.connection_id).collect())
}

/// Whether news of a conversation may come through a connection after it was read. Imported files do not change.
pub fn has_news(row: &Row) -> bool {
    [MAILDIR, GMAIL, SLACK].contains(&row.kind.as_str()) && row.disconnected_at.is_none()
}

/// The connections as hosts show them.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<ConnectionView>> {
    let zone = cx.settings().await?.zone;
    let mut conn = cx.read().await?;
    let today = start_of_day(cx.now(), &zone);
    let first_today = messages::first_since(&mut conn, today).await?;
    let mut views = Vec::new();
    // What the operator asks for and keeps themselves is no source that could be read, and nothing to sign out of. What posts by
    // itself stands in a list of its own.
    let is_outside = |row: &Row| ![crate::first_touch::OPERATOR, LOCAL, WEBHOOK].contains(&row.kind.as_str());
    for row in store::all(&mut conn).await?.into_iter().filter(is_outside) {
        let sign_in = match row.sign_in() {
            Some(id) => sign_ins::one(&mut conn, id).await?,
            None => None,
        };
        let state = state_of(&row, sign_in.as_ref());
        let (is_calendar, is_portal) = (row.kind == CALENDAR, row.kind == HUBSPOT);
        views.push(ConnectionView {
            id: row.id(),
            sign_in: row.sign_in(),
            sends: outgoing::sends(&mut conn, &row).await?,
            n_sent_today: crate::store::outbox::n_sent_through(&mut conn, &outgoing::destination(row.id()), today).await?,
            progress: matches!(state, ConnectionState::Reading | ConnectionState::Stopped).then(|| progress_of(&row)),
            options: options::said(&row),
            narrowed: match row.kind.as_str() {
                HUBSPOT => sign_in.as_ref().and_then(hubspot::narrowed),
                SLACK => sign_in.as_ref().and_then(slack::narrowed),
                _ => None,
            },
            access: match sign_in.as_ref().filter(|_| row.kind == SLACK && state != ConnectionState::Disconnected) {
                Some(sign_in) => Some(slack::access(&mut conn, sign_in).await?),
                None => None,
            },
            n_messages: match row.kind.as_str() {
                CALENDAR => meetings::count_of(&mut conn, row.id()).await?,
                HUBSPOT => crm::records::count_of(&mut conn, row.id()).await?,
                SLACK => chat::count_of(&mut conn, row.id()).await?,
                _ => messages::count_of(&mut conn, row.id()).await?,
            },
            n_today: match first_today {
                _ if is_calendar => meetings::count_since(&mut conn, row.id(), today).await?,
                _ if row.kind == SLACK => chat::count_since(&mut conn, row.id(), today).await?,
                Some(first) => messages::count_from(&mut conn, row.id(), first).await?,
                None => 0,
            },
            name: row.name,
            kind: row.kind,
            state,
            read_up_to: row.read_up_to_at.map(Time),
            last_success_at: row.last_success_at.map(Time),
            error: match sign_in.filter(|_| state == ConnectionState::SignInAgain) {
                // What was pasted is pasted again.
                Some(sign_in) if is_portal => sign_in.error.or_else(|| Some(text::pasted_token_is_over())),
                Some(sign_in) => Some(text::sign_in_again_because(sign_in.error.as_deref().unwrap_or_default())),
                None => row.error,
            },
        });
    }
    Ok(views)
}

fn state_of(row: &Row, sign_in: Option<&sign_ins::Row>) -> ConnectionState {
    if row.disconnected_at.is_some() {
        return ConnectionState::Disconnected;
    }
    if sign_in.is_some_and(|sign_in| sign_in.state != sign_ins::GOOD) {
        return ConnectionState::SignInAgain;
    }
    if row.stopped_at.is_some() {
        return ConnectionState::Stopped;
    }
    let is_read = outgoing::connector_of(row).is_none_or(|connector| connector.every_seconds(row).is_some());
    match (&row.error, row.last_success_at) {
        (Some(_), _) => ConnectionState::Failing,
        (None, Some(_)) => ConnectionState::Fresh,
        // What is only sent through is never read.
        (None, None) if !is_read => ConnectionState::Fresh,
        (None, None) if row.cursor.is_some() => ConnectionState::Reading,
        (None, None) => ConnectionState::Waiting,
    }
}

fn progress_of(row: &Row) -> Progress {
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    Progress { n_done: count(row.n_done), n_expected: row.n_expected.map(count) }
}

/// Whether a reading in steps has more steps to go and nothing in its way.
async fn is_underway(cx: &Cx, id: ConnectionId) -> anyhow::Result<bool> {
    let row = store::one(&mut *cx.read().await?, id).await?;
    Ok(row.is_some_and(|row| {
        row.last_success_at.is_none() && row.error.is_none() && row.disconnected_at.is_none() && row.stopped_at.is_none()
    }))
}

/// Whether a mailbox is read for the first time, and nothing is in the way of that.
pub async fn is_reading_mail_first(cx: &Cx) -> anyhow::Result<bool> {
    let all = store::all(&mut *cx.read().await?).await?;
    Ok(all.iter().any(|row| {
        row.kind != SLACK && has_news(row) && row.first_read_at.is_none() && row.stopped_at.is_none() && row.error.is_none()
    }))
}

/// Reads one connection now, or all that are read by themselves; a first reading that was stopped goes on where it is named. Errors:
/// `not_found`.
pub async fn sync_now(cx: &Cx, id: Option<ConnectionId>) -> anyhow::Result<Vec<ConnectionView>> {
    let rows = store::all(&mut *cx.read().await?).await?;
    if let Some(id) = id.filter(|id| !rows.iter().any(|row| row.id() == *id)) {
        return Err(api::ApiError::new(api::Code::NotFound, text::no_such_connection(id.0)).on("connection").into());
    }
    if let Some(row) = rows.iter().find(|row| id == Some(row.id()) && row.stopped_at.is_some()) {
        stopping::resume(cx, row.id()).await?;
    }
    for row in rows.iter().filter(|row| id.is_none_or(|id| id == row.id())) {
        let mut then = cx.clone();
        while let Some(more_at) = sync(&then, row.id()).await.with_context(|| format!("Read {}", row.name))? {
            let wait = cx.clock.wait_for(Duration::from_millis(more_at.ms_since(then.now()).max(0).unsigned_abs()));
            if !stopping::wait(cx, row.id(), wait).await? {
                break;
            }
            // A clock that stands still does not know that this was waited for.
            then = if cx.now() < more_at { cx.at(more_at) } else { cx.clone() };
        }
    }
    list(cx).await
}
