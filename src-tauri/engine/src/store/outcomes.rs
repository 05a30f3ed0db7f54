//! What came of the operator's mails, meetings, deals and tasks, measured: each row once, whatever is read again.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use crate::scoring::{Outcome, OutcomeOf};
use anyhow::Context as _;
use api::{ContactId, MeetingId, MessageId, TaskId, ThreadId, Time};
use sqlx::{QueryBuilder, Sqlite};
use std::collections::HashMap;

/// What an outcome was, with its impact as in the table of domain rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    EmailReplied,
    /// A reply that says no.
    EmailDeclined,
    NoResponse,
    EmailBounced,
    OptedOut,
    /// Somebody said yes to a meeting, or called it.
    MeetingBooked,
    MeetingHeld,
    /// It was put to another time.
    MeetingMoved,
    MeetingNoShow,
    DealWon,
    DealLost,
    /// It went on to a later stage of its pipeline.
    DealAdvanced,
    DealRegressed,
    TaskCompleted,
    /// It was not done when it was due.
    TaskOverdue,
}

impl OutcomeKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::EmailReplied | Self::EmailDeclined => "email_replied",
            Self::NoResponse => "no_response",
            Self::EmailBounced => "email_bounced",
            Self::OptedOut => "opted_out",
            Self::MeetingBooked => "meeting_booked",
            Self::MeetingHeld => "meeting_held",
            Self::MeetingMoved => "meeting_moved",
            Self::MeetingNoShow => "meeting_no_show",
            Self::DealWon => "deal_won",
            Self::DealLost => "deal_lost",
            Self::DealAdvanced => "deal_advanced",
            Self::DealRegressed => "deal_regressed",
            Self::TaskCompleted => "task_completed",
            Self::TaskOverdue => "task_overdue",
        }
    }

    const fn impact(self) -> f64 {
        match self {
            Self::EmailReplied => 8.0,
            Self::EmailDeclined => -6.0,
            Self::NoResponse => -1.0,
            Self::EmailBounced => -5.0,
            Self::OptedOut => -8.0,
            Self::MeetingBooked => 10.0,
            Self::MeetingHeld => 9.0,
            Self::MeetingMoved => 1.0,
            Self::MeetingNoShow => -4.0,
            Self::DealWon => 10.0,
            Self::DealLost => -7.0,
            Self::DealAdvanced => 7.0,
            Self::DealRegressed => -5.0,
            Self::TaskCompleted => 3.0,
            Self::TaskOverdue => -2.0,
        }
    }

    /// How sure its detector is: a no is found by its words, everything else by what happened.
    const fn confidence(self) -> f64 {
        match self {
            Self::EmailDeclined => 0.8,
            _ => 1.0,
        }
    }
}

/// What shows an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownBy {
    Mail(MessageId),
    Meeting(MeetingId),
    /// A change of a deal, by its number.
    DealChange(i64),
    Task(TaskId),
}

/// The ids of a mail, a meeting, a change of a deal and a task, of which there is one.
type Ids = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

impl ShownBy {
    const fn ids(self) -> Ids {
        match self {
            Self::Mail(id) => (Some(id.0), None, None, None),
            Self::Meeting(id) => (None, Some(id.0), None, None),
            Self::DealChange(id) => (None, None, Some(id), None),
            Self::Task(id) => (None, None, None, Some(id.0)),
        }
    }
}

/// An outcome to be stored. Its identity is the kind, what shows it, and the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutcome {
    pub kind: OutcomeKind,
    pub contact: ContactId,
    pub shown_by: ShownBy,
    pub happened_at: Time,
}

/// An outcome that is stored.
#[derive(sqlx::FromRow)]
struct Known {
    outcome_id: i64,
    kind: String,
    message_id: Option<i64>,
    meeting_id: Option<i64>,
    deal_change_id: Option<i64>,
    task_id: Option<i64>,
    contact_id: i64,
}

/// Has exactly these outcomes stand of all that the mails, meetings, deals and tasks of `threads` show. Known ones stay as they were, unless they
/// happened at another time.
pub async fn replace(write: &mut Write, threads: &[ThreadId], outcomes: &[NewOutcome], now: Time) -> anyhow::Result<()> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let before: Vec<Known> =
        sqlx::query_as(OF_THREADS).bind(list).fetch_all(write.conn()).await.context("Read the outcomes of threads")?;
    for known in before {
        let ids = (known.message_id, known.meeting_id, known.deal_change_id, known.task_id);
        let stays =
            |new: &NewOutcome| new.kind.as_str() == known.kind && new.shown_by.ids() == ids && new.contact.0 == known.contact_id;
        if !outcomes.iter().any(stays) {
            sqlx::query("delete from outcomes where outcome_id = ?")
                .bind(known.outcome_id)
                .execute(write.conn())
                .await
                .context("Take an outcome back")?;
        }
    }
    for chunk in outcomes.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new(
            "insert into outcomes (kind, contact_id, message_id, meeting_id, deal_change_id, task_id, impact, confidence, happened_at,
                 stored_at) ",
        )
        .push_values(chunk, |mut row, outcome| {
            let (message, meeting, deal_change, task) = outcome.shown_by.ids();
            row.push_bind(outcome.kind.as_str())
                .push_bind(outcome.contact.0)
                .push_bind(message)
                .push_bind(meeting)
                .push_bind(deal_change)
                .push_bind(task)
                .push_bind(outcome.kind.impact())
                .push_bind(outcome.kind.confidence())
                .push_bind(outcome.happened_at.0)
                .push_bind(now.0);
        })
        // A meeting may be moved, and held, once more, and a task be done; a mail and a change are what they are.
        .push(
            " on conflict (meeting_id, kind, contact_id) do update set happened_at = excluded.happened_at
              where happened_at <> excluded.happened_at
              on conflict (task_id, kind, contact_id) do update set happened_at = excluded.happened_at
              where happened_at <> excluded.happened_at
              on conflict do nothing",
        )
        .build()
        .persistent(chunk.len() == 1)
        .execute(write.conn())
        .await
        .context("Store outcomes")?;
    }
    Ok(())
}

/// Outcomes older than this weigh less than a thousandth: ten half-lives.
const WITHIN_MS: i64 = 140 * 24 * 3_600_000;

/// Outcomes of some contacts and their companies, each as scoring takes it.
#[derive(Debug, Default)]
pub struct History {
    by_contact: HashMap<i64, Vec<Told>>,
    by_company: HashMap<i64, Vec<Told>>,
    company_of: HashMap<i64, i64>,
}

#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Told {
    contact_id: i64,
    company_id: Option<i64>,
    impact: f64,
    confidence: f64,
    happened_at: i64,
}

impl History {
    /// Everything that still counts.
    pub async fn all(conn: &mut Conn, now: Time) -> anyhow::Result<Self> {
        let rows = sqlx::query_as(ALL).bind(now.plus_ms(-WITHIN_MS).0).fetch_all(conn).await.context("Read the outcomes")?;
        Ok(Self::of(rows))
    }

    /// What counts for these contacts.
    pub async fn of_contacts(conn: &mut Conn, contacts: &[ContactId], now: Time) -> anyhow::Result<Self> {
        let list = serde_json::to_string(contacts).context("List the contacts")?;
        let rows: Vec<Told> = sqlx::query_as(OF_CONTACTS)
            .bind(&list)
            .bind(now.plus_ms(-WITHIN_MS).0)
            .fetch_all(&mut *conn)
            .await
            .context("Read the outcomes of contacts")?;
        let mut history = Self::of(rows);
        if !history.by_contact.is_empty() {
            let companies: Vec<(i64, i64)> =
                sqlx::query_as(COMPANIES).bind(list).fetch_all(conn).await.context("Read where contacts work")?;
            history.company_of.extend(companies);
        }
        Ok(history)
    }

    fn of(rows: Vec<Told>) -> Self {
        let mut history = Self::default();
        for told in rows {
            history.by_contact.entry(told.contact_id).or_default().push(told);
            if let Some(company) = told.company_id {
                history.by_company.entry(company).or_default().push(told);
                history.company_of.insert(told.contact_id, company);
            }
        }
        history
    }

    /// The outcomes that count for an item of this contact, who works at this company.
    pub fn of_contact(&self, contact: Option<ContactId>, company: Option<i64>) -> Vec<Outcome> {
        let Some(contact) = contact else { return Vec::new() };
        let company = company.or_else(|| self.company_of.get(&contact.0).copied());
        let own = self.by_contact.get(&contact.0).into_iter().flatten().map(|told| (told, OutcomeOf::Contact));
        let rest = company.and_then(|company| self.by_company.get(&company)).into_iter().flatten();
        let rest = rest.filter(|told| told.contact_id != contact.0).map(|told| (told, OutcomeOf::Company));
        own.chain(rest)
            .map(|(told, of)| Outcome {
                impact: told.impact,
                confidence: told.confidence,
                happened_at: Time(told.happened_at),
                of,
            })
            .collect()
    }
}

/// The columns of [`Known`], in one place.
macro_rules! known {
    ($rest:literal) => {
        concat!(
            "select outcomes.outcome_id, outcomes.kind, outcomes.message_id, outcomes.meeting_id, outcomes.deal_change_id,
                 outcomes.task_id, outcomes.contact_id from ",
            $rest,
            ".thread_id in (select value from json_each(?1)) "
        )
    };
}

pub const OF_THREADS: &str = concat!(
    known!("messages join outcomes on outcomes.message_id = messages.message_id where messages"),
    "union all ",
    known!("meetings join outcomes on outcomes.meeting_id = meetings.meeting_id where meetings"),
    "union all ",
    known!(
        "deals join deal_changes on deal_changes.deal_id = deals.deal_id
         join outcomes on outcomes.deal_change_id = deal_changes.change_id where deals"
    ),
    "union all ",
    known!("tasks join outcomes on outcomes.task_id = tasks.task_id where tasks")
);

pub const ALL: &str =
    "select outcomes.contact_id, contacts.company_id, outcomes.impact, outcomes.confidence, outcomes.happened_at
     from outcomes join contacts on contacts.contact_id = outcomes.contact_id
     where outcomes.happened_at >= ? order by outcomes.happened_at, outcomes.kind, outcomes.contact_id";

pub const COMPANIES: &str = "select contact_id, company_id from contacts
     where contact_id in (select value from json_each(?)) and company_id is not null";

/// The contacts and everybody at their companies.
pub const OF_CONTACTS: &str = "with wanted (contact_id) as (
         select value from json_each(?1)
         union
         select peer.contact_id from json_each(?1)
         join contacts on contacts.contact_id = json_each.value
         join contacts as peer on peer.company_id = contacts.company_id)
     select outcomes.contact_id, contacts.company_id, outcomes.impact, outcomes.confidence, outcomes.happened_at
     from wanted
     join outcomes on outcomes.contact_id = wanted.contact_id
     join contacts on contacts.contact_id = outcomes.contact_id
     where outcomes.happened_at >= ?2 order by outcomes.happened_at, outcomes.kind, outcomes.contact_id";
