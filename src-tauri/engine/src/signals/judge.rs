//! Judges threads: which mails are signals, and what work a thread calls for as it now stands.
//!
//! A thread is judged as a whole from what is stored, never mail by mail as they happen to arrive: so the order of arrival, a
//! crash between two mails, or reading the same folder again all lead to the same queue.

use super::sequence;
use crate::cx::Cx;
use crate::mail::asks;
use crate::queue::{self, Unanswered};
use crate::settings::Settings;
use crate::store::messages::{Direction, Row};
use crate::store::signals::Observed;
use crate::store::{Write, messages, threads};
use api::{ContactId, MessageId, Play, SignalKind, ThreadId, Time};

/// The longest thread that is looked at, in mails from its end.
const MAILS_PER_THREAD: i64 = 200;
/// Unanswered mail older than this is history, not work.
const WORK_WITHIN_MS: i64 = 14 * 24 * 3_600_000;
/// How many threads are judged in one transaction.
const THREADS_PER_WRITE: i64 = 200;
const EXCERPT_CHARS: usize = 200;

/// Judges every thread that changed since it was last judged. Answers how many items were opened.
pub async fn judge_changed(cx: &Cx) -> anyhow::Result<u64> {
    let mut n_opened = 0;
    loop {
        let settings = cx.settings().await?;
        let mut write = cx.write().await?;
        let changed = threads::unjudged(write.conn(), THREADS_PER_WRITE).await?;
        if changed.is_empty() {
            return Ok(n_opened);
        }
        let mut unanswered = Vec::new();
        for thread in changed {
            unanswered.extend(judge(&mut write, &settings, thread, cx.now()).await?);
            threads::judged(&mut write, thread).await?;
        }
        n_opened += queue::take_in(cx, &mut write, &settings, &unanswered).await?;
        write.commit().await?;
        cx.work.notify_one();
    }
}

/// Judges one thread. Answers what waits in it.
async fn judge(write: &mut Write, settings: &Settings, thread: ThreadId, now: Time) -> anyhow::Result<Option<Unanswered>> {
    // Whose mail is whose is not known yet: the mails are judged once it is.
    if settings.own.is_empty() {
        return Ok(None);
    }
    let mut mails = messages::of_thread(write.conn(), thread, MAILS_PER_THREAD).await?;
    let names = messages::references_in_thread(write.conn(), thread).await?;
    sequence::sort(&mut mails, &names);
    let human: Vec<&Row> = mails.iter().filter(|mail| mail.direction == Direction::Out || mail.is_human_inbound()).collect();
    let last_own = human.iter().rposition(|mail| mail.direction == Direction::Out);
    let unanswered = match last_own {
        Some(position) => human.get(position + 1..).unwrap_or_default(),
        // Nobody answers where the operator never wrote: that is a new conversation, another kind of signal.
        None => &[],
    };
    if unanswered.is_empty() {
        let answered_at = last_own.and_then(|position| human.get(position)).map(|mail| Time(mail.sent_at));
        queue::answered_elsewhere(write, thread, answered_at, now).await?;
        return Ok(None);
    }
    if let Some(own) = last_own.and_then(|position| human.get(position)) {
        let waiting: Vec<MessageId> = unanswered.iter().map(|mail| mail.id()).collect();
        queue::end_answered(write, thread, Time(own.sent_at), &waiting, now).await?;
    }
    let fresh = unanswered.iter().filter(|mail| now.ms_since(Time(mail.sent_at)) <= WORK_WITHIN_MS);
    let observed: Vec<Observed> = fresh.map(|mail| email_reply(mail)).collect();
    let subject = unanswered.last().map_or_else(String::new, |mail| mail.subject.clone());
    Ok(Some(Unanswered { thread, subject, observed }))
}

/// A reply as a signal: one that asks calls for an answer, any other for a reply.
fn email_reply(mail: &Row) -> Observed {
    let asked = asks(&mail.own_text);
    let play = if asked.is_some() { Play::Answer } else { Play::Reply };
    let excerpt = asked.unwrap_or_else(|| mail.own_text.split_whitespace().collect::<Vec<_>>().join(" "));
    Observed {
        connection: api::ConnectionId(mail.connection_id),
        source_id: mail.source_id.clone(),
        kind: SignalKind::EmailReply,
        play,
        contact: mail.contact_id.map(ContactId),
        thread: Some(ThreadId(mail.thread_id)),
        message: Some(mail.id()),
        excerpt: excerpt.chars().take(EXCERPT_CHARS).collect(),
        occurred_at: Time(mail.sent_at),
    }
}
