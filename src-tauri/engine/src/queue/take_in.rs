//! Takes in what was judged: facts are stored, what follows from them at once is done, and the piles that changed are settled.

use super::adopt::adopt;
use super::settle::{Opened, settle};
use crate::cx::Cx;
use crate::settings::Settings;
use crate::signals::plays::{self, KeyOf, PlayRow};
use crate::signals::{Fact, Pile, effects};
use crate::store::outcomes::{self, NewOutcome};
use crate::store::people::Standing;
use crate::store::signals::{self as store, Observed};
use crate::store::waiting::{self, Call};
use crate::store::{Write, ledger, threads};
use api::{Action, Actor, ContactId, DealId, MeetingId, SignalId, TaskId, ThreadId, Time};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a conversation is about: most are of mails, others have none and are there to be judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    #[default]
    Mails,
    Meeting(MeetingId),
    Deal(DealId),
    Task(TaskId),
}

/// What was found in one thread.
#[derive(Clone, Debug)]
pub struct Judged {
    pub thread: ThreadId,
    /// What the conversation is about.
    pub about: About,
    pub facts: Vec<Fact>,
    pub outcomes: Vec<NewOutcome>,
    /// Whose piles may look different now, whether anything waits on them or not.
    pub touches: Vec<ContactId>,
}

/// Stores what was found in some threads, each thread once, and opens, changes or ends the items that follow from it. Answers
/// what was opened.
///
/// Many threads at once, because each statement has its price however few rows it writes.
pub async fn take_in(
    cx: &Cx,
    write: &mut Write,
    settings: &Settings,
    judged: &[Judged],
    people: &HashMap<ContactId, Standing>,
) -> anyhow::Result<Opened> {
    let now = cx.now();
    adopt(write, now).await?;
    let facts: Vec<(&Judged, &Fact)> =
        judged.iter().flat_map(|thread| thread.facts.iter().map(move |fact| (thread, fact))).collect();
    let observed: Vec<&Observed> = facts.iter().map(|(_, fact)| &fact.observed).collect();
    let stored = store::store(write, &observed, now).await?;
    let outcomes: Vec<NewOutcome> = judged.iter().flat_map(|thread| thread.outcomes.iter().cloned()).collect();
    let threads: Vec<ThreadId> = judged.iter().map(|thread| thread.thread).collect();
    outcomes::replace(write, &threads, &outcomes, now).await?;
    let mut calls = Vec::new();
    for ((thread, fact), (signal, is_new)) in facts.iter().zip(stored) {
        if let (true, Some(effect)) = (is_new, &fact.effect) {
            effects::carry_out(write, settings, effect, now).await?;
        }
        calls.extend(call(thread, fact, signal, people)?);
    }
    let gone = waiting::replace(write, &threads, &calls).await?;
    let touched = judged.iter().flat_map(|thread| &thread.touches).map(|contact| mail_pile(*contact));
    let piles: BTreeSet<String> =
        calls.iter().map(|call| call.pile.clone()).chain(gone.iter().map(|gone| gone.pile.clone())).chain(touched).collect();
    let gone: HashSet<SignalId> = gone.iter().map(|gone| SignalId(gone.signal_id)).collect();
    settle(cx, write, settings, &piles.iter().map(String::as_str).collect::<Vec<_>>(), &gone).await
}

/// All mail to one contact is one pile.
pub fn mail_pile(contact: ContactId) -> String {
    format!("mail:{contact}")
}

fn call(judged: &Judged, fact: &Fact, signal: SignalId, people: &HashMap<ContactId, Standing>) -> anyhow::Result<Option<Call>> {
    let (Some(whose), Some(play)) = (fact.calls_for, fact.observed.play) else { return Ok(None) };
    let row = plays::row(fact.observed.kind, play)?;
    let contact = match whose {
        Pile::Of(contact) => Some(contact),
        Pile::OfItself => None,
    };
    let company = contact.and_then(|contact| people.get(&contact)).and_then(|standing| standing.company);
    let thread = judged.thread;
    let subject = match (row.key, judged.about, company, contact) {
        (KeyOf::Itself, ..) => format!("signal:{signal}"),
        (KeyOf::Meeting, About::Meeting(meeting), ..) => format!("meeting:{meeting}"),
        (KeyOf::Deal, About::Deal(deal), ..) => format!("deal:{deal}"),
        (KeyOf::Task, About::Task(task), ..) => format!("task:{task}"),
        (KeyOf::Company, _, Some(company), _) => format!("company:{company}"),
        (KeyOf::Contact | KeyOf::Company, _, _, Some(contact)) => format!("contact:{contact}"),
        _ => format!("thread:{thread}"),
    };
    let (pile, key) = pile_and_key(row, contact, subject);
    Ok(Some(Call { signal, thread, contact, pile, key, play }))
}

/// A task, a note and a mail about the same contact are different pieces of work.
fn pile_and_key(row: &PlayRow, contact: Option<ContactId>, subject: String) -> (String, String) {
    let beside = match (row.action, contact) {
        (Action::SendEmail, Some(contact)) => return (mail_pile(contact), subject),
        (Action::SendEmail, None) => "mail",
        (Action::CreateTask, _) => "task",
        (Action::CompleteTask, _) => "done",
        (Action::LogNote, _) => "note",
        (Action::UpdateDealStage, _) => "stage",
        (Action::BookMeeting, _) => "booking",
        (Action::PostMessage, _) => "chat",
    };
    let both = format!("{beside}:{subject}");
    (both.clone(), both)
}

/// Joins two halves of one conversation. Both are judged again, and their work comes to lie on one pile.
pub async fn join_threads(write: &mut Write, from: ThreadId, into: ThreadId, now: Time) -> anyhow::Result<()> {
    let entry = ledger::Entry {
        actor: Actor::Engine,
        event: "threads_joined",
        subject: &format!("thread:{into}"),
        detail: &format!("thread:{from}"),
        content_hash: "",
    };
    ledger::append(write, entry, now).await?;
    threads::merge(write, from, into).await
}
