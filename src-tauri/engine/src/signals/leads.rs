//! What a lead and a task of a CRM mean, decided from what is stored and nothing else.

use super::verdict::{Fact, Pile, Verdict};
use crate::store::crm::records::Lead;
use crate::store::crm::tasks::Task;
use crate::store::outcomes::{NewOutcome, OutcomeKind, ShownBy};
use crate::store::signals::Observed;
use api::{ConnectionId, ContactId, Play, SignalKind, ThreadId, Time};

const DAY_MS: i64 = 24 * 3_600_000;
/// A lead with whom nobody was in touch for so long is cold, and for longer than the other forgotten.
const COLD_MS: i64 = 14 * DAY_MS;
const FORGOTTEN_MS: i64 = 90 * DAY_MS;
/// A task that was to be done longer ago than this is forgotten.
const LONG_OVERDUE_MS: i64 = 30 * DAY_MS;

/// What a lead comes to. With a deal, that says what is to be done.
pub fn judge_lead(lead: &Lead, now: Time) -> Verdict {
    let mut verdict = Verdict::default();
    if lead.touched_at <= 0 || lead.has_deal {
        return verdict;
    }
    let touched_at = Time(lead.touched_at);
    let cold_at = touched_at.plus_ms(COLD_MS);
    if cold_at > now {
        verdict.look_at = Some(cold_at);
    } else if now.ms_since(touched_at) <= FORGOTTEN_MS {
        let contact = ContactId(lead.contact_id);
        verdict.facts.push(Fact {
            observed: Observed {
                connection: ConnectionId(lead.connection_id),
                source_id: format!("contact:{} since {}", lead.source_id, lead.touched_at),
                kind: SignalKind::LeadCold,
                play: Some(Play::CheckIn),
                contact: Some(contact),
                thread: Some(ThreadId(lead.thread_id)),
                message: None,
                excerpt: String::new(),
                occurred_at: cold_at,
            },
            calls_for: Some(Pile::Of(contact)),
            effect: None,
        });
    }
    verdict
}

/// What a task comes to. What colleagues are to do is their work.
pub fn judge_task(task: &Task, is_ours: bool, now: Time) -> Verdict {
    let mut verdict = Verdict { outcomes: outcomes(task, now), ..Verdict::default() };
    let Some(due_at) = task.told.due_at.map(Time).filter(|_| task.archived_at.is_none() && task.told.done_at.is_none()) else {
        return verdict;
    };
    if due_at > now {
        verdict.look_at = Some(due_at);
        return verdict;
    }
    if now.ms_since(due_at) > LONG_OVERDUE_MS {
        return verdict;
    }
    let contact = task.told.contact_id.map(ContactId);
    verdict.facts.push(Fact {
        observed: Observed {
            connection: task.connection,
            source_id: format!("task:{} due {}", task.told.source_id, due_at.0),
            kind: SignalKind::TaskOverdue,
            play: Some(Play::DoTask),
            contact,
            thread: Some(task.thread),
            message: None,
            excerpt: task.told.title.clone(),
            occurred_at: due_at,
        },
        calls_for: is_ours.then_some(contact.map_or(Pile::OfItself, Pile::Of)),
        effect: None,
    });
    verdict
}

/// What came of a task for whom it is about: that it was done, and that it was not done when it was due.
fn outcomes(task: &Task, now: Time) -> Vec<NewOutcome> {
    let Some(contact) = task.told.contact_id.map(ContactId).filter(|_| task.archived_at.is_none()) else { return Vec::new() };
    let came = |kind, at| NewOutcome { kind, contact, shown_by: ShownBy::Task(task.id), happened_at: Time(at) };
    let until = task.told.done_at.unwrap_or(now.0);
    let done = task.told.done_at.map(|at| came(OutcomeKind::TaskCompleted, at));
    let overdue = task.told.due_at.filter(|due_at| *due_at < until).map(|at| came(OutcomeKind::TaskOverdue, at));
    done.into_iter().chain(overdue).collect()
}
