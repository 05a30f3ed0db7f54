//! Judges threads: reads what is stored about each, has the verdict made, and hands it on to the queue.
//!
//! A thread is judged as a whole from what is stored, never mail by mail as they happen to arrive: so the order of arrival, a
//! crash between two mails, or reading the same folder again all lead to the same queue.

mod chats;
mod records;

use super::meetings::Judgement;
use super::sequence;
use super::verdict::{Letter, Thread};
use crate::connectors;
use crate::cx::Cx;
use crate::mail::{self, Kind};
use crate::queue::{self, About, Judged, Opened};
use crate::settings::Settings;
use crate::store::meetings::{self, Attendee, Meeting};
use crate::store::people::Standing;
use crate::store::{Write, bounces, chat, connections, messages, people, provider_mails, threads};
use api::{ContactId, ThreadId, Time};
use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

/// The longest thread that is looked at, in mails from its end.
const MAILS_PER_THREAD: i64 = 200;
/// How many threads are judged in one transaction.
const THREADS_PER_WRITE: i64 = 200;
/// How much text is, in bytes, but for the thread that goes over it: others wait to write meanwhile.
const TEXT_PER_WRITE: usize = 1 << 20;
/// How long others get after so much. SQLite has them ask again each 100 ms.
const TURN_OF_OTHERS: Duration = Duration::from_millis(120);
/// How much of one mail is read, in bytes. Who writes more than this says what they want before it.
const TEXT_PER_MAIL: usize = 64 << 10;
/// How many mails of an older version are told apart in one transaction.
const MAILS_PER_WRITE: i64 = 500;

/// Judges every thread that changed since it was last judged. Answers what was opened.
pub async fn judge_changed(cx: &Cx) -> anyhow::Result<Opened> {
    tell_apart(cx).await?;
    let mut opened = Opened::default();
    loop {
        let settings = cx.settings().await?;
        let mut write = cx.write().await?;
        let changed = threads::unjudged(write.conn(), THREADS_PER_WRITE).await?;
        if changed.is_empty() {
            return Ok(opened);
        }
        let first_read = first_read(&mut write).await?;
        let meetings = meetings::of_threads(write.conn(), &changed).await?;
        let mut records = records::read(&mut write, &settings, &changed).await?;
        let chats = chat::among(write.conn(), &changed).await?;
        let (mut judged, mut standings, mut n_bytes) = (Vec::new(), HashMap::new(), 0);
        for thread in changed {
            let (verdict, look_at, n_read) = match (meetings.get(&thread), records.remove(&thread)) {
                (Some(meeting), _) => {
                    judge_meeting(&mut write, &settings, &first_read, meeting, &mut standings, cx.now()).await?
                }
                (None, Some(record)) => record.judge(&mut write, &mut standings, cx.now()).await?,
                (None, None) if chats.contains(&thread) => {
                    chats::judge(&mut write, &settings, thread, &mut standings, cx.now()).await?
                }
                (None, None) => Box::pin(judge(&mut write, &settings, &first_read, thread, &mut standings, cx.now())).await?,
            };
            judged.extend(verdict);
            threads::judged(&mut write, thread, look_at).await?;
            n_bytes += n_read;
            if n_bytes > TEXT_PER_WRITE {
                break;
            }
        }
        opened += Box::pin(queue::take_in(cx, &mut write, &settings, &judged, &standings)).await?;
        write.commit().await?;
        cx.work.notify_one();
        if n_bytes > TEXT_PER_WRITE {
            tokio::time::sleep(TURN_OF_OTHERS).await;
        }
    }
}

/// When each connection was first read to its end; none for imported files, each of which is read once.
async fn first_read(write: &mut Write) -> anyhow::Result<HashMap<i64, Option<Time>>> {
    let all = connections::all(write.conn()).await?;
    let first = |row: &connections::Row| row.first_read_at.map(Time).filter(|_| row.kind != connectors::IMPORT);
    Ok(all.iter().map(|row| (row.connection_id, first(row))).collect())
}

/// Judges one thread. Answers what was found in it, when to look again although nothing came in, and how many bytes of text were
/// read for it.
async fn judge(
    write: &mut Write,
    settings: &Settings,
    first_read: &HashMap<i64, Option<Time>>,
    thread: ThreadId,
    standings: &mut HashMap<ContactId, Standing>,
    now: Time,
) -> anyhow::Result<(Option<Judged>, Option<Time>, usize)> {
    // Whose mail is whose is not known yet: the mails are judged once it is.
    if settings.own.is_empty() {
        return Ok((None, None, 0));
    }
    let letters = letters(write, thread).await?;
    let bounced = letters.iter().flat_map(|letter| letter.bounced.iter().map(|bounced| bounced.contact));
    let people: BTreeSet<ContactId> =
        letters.iter().filter_map(|letter| letter.row.contact_id.map(ContactId)).chain(bounced).collect();
    look_up(write, standings, &people).await?;
    let mut verdict = Thread { settings, letters: &letters, people: standings, first_read, now }.judge();
    // What the operator put away where it was read waits for nothing; what it said stays true.
    if provider_mails::is_put_away(write.conn(), thread).await? {
        verdict.look_at = None;
        verdict.facts.iter_mut().for_each(|fact| fact.calls_for = None);
    }
    let judged = Judged {
        thread,
        about: About::Mails,
        facts: verdict.facts,
        outcomes: verdict.outcomes,
        touches: people.into_iter().collect(),
    };
    let n_read = letters.iter().map(|letter| letter.row.own_text.len()).sum();
    Ok((Some(judged), verdict.look_at, n_read))
}

/// Judges a meeting, by the conversation that it has for that. Answers as for one of mails.
async fn judge_meeting(
    write: &mut Write,
    settings: &Settings,
    first_read: &HashMap<i64, Option<Time>>,
    meeting: &Meeting,
    standings: &mut HashMap<ContactId, Standing>,
    now: Time,
) -> anyhow::Result<(Option<Judged>, Option<Time>, usize)> {
    let Some(thread) = meeting.thread.filter(|_| !settings.own.is_empty()) else { return Ok((None, None, 0)) };
    let people: BTreeSet<ContactId> = meeting.attendees.iter().filter_map(Attendee::contact).collect();
    look_up(write, standings, &people).await?;
    let judgement = Judgement {
        settings,
        meeting,
        people: standings,
        first_read: first_read.get(&meeting.connection.0).copied().flatten(),
        is_copy: meetings::is_copy(write.conn(), meeting).await?,
        now,
    };
    let verdict = judgement.judge();
    let touches = people.into_iter().collect();
    let judged = Judged { thread, about: About::Meeting(meeting.id), facts: verdict.facts, outcomes: verdict.outcomes, touches };
    Ok((Some(judged), verdict.look_at, 0))
}

/// Looks up how the operator stands to these people, where that is not known yet.
async fn look_up(
    write: &mut Write,
    standings: &mut HashMap<ContactId, Standing>,
    people: &BTreeSet<ContactId>,
) -> anyhow::Result<()> {
    let unknown: Vec<ContactId> = people.iter().copied().filter(|id| !standings.contains_key(id)).collect();
    standings.extend(people::standings(write.conn(), &unknown).await?);
    Ok(())
}

async fn letters(write: &mut Write, thread: ThreadId) -> anyhow::Result<Vec<Letter>> {
    let mut rows = messages::of_thread(write.conn(), thread, MAILS_PER_THREAD).await?;
    if rows.len() > 1 {
        let names = messages::references_in_thread(write.conn(), thread).await?;
        sequence::sort(&mut rows, &names);
    }
    let mut recipients: HashMap<i64, (Vec<String>, Vec<String>)> = HashMap::new();
    for (message, address, is_to) in messages::recipients_in_thread(write.conn(), thread).await? {
        let (all, to) = recipients.entry(message).or_default();
        if is_to {
            to.push(address.clone());
        }
        all.push(address);
    }
    let mut bounced: HashMap<i64, Vec<bounces::Bounced>> = HashMap::new();
    if rows.iter().any(|row| row.kind == Kind::Bounce) {
        for (message, one) in bounces::of_thread(write.conn(), thread).await? {
            bounced.entry(message).or_default().push(one);
        }
    }
    let letter = |mut row: messages::Row| {
        row.own_text.truncate(row.own_text.floor_char_boundary(TEXT_PER_MAIL));
        let (recipients, to) = recipients.remove(&row.message_id).unwrap_or_default();
        Letter { recipients, to, bounced: bounced.remove(&row.message_id).unwrap_or_default(), row }
    };
    Ok(rows.into_iter().map(letter).collect())
}

/// Says of mails that a version before this one stored what they are.
async fn tell_apart(cx: &Cx) -> anyhow::Result<()> {
    loop {
        let mails = messages::untold(&mut *cx.read().await?, MAILS_PER_WRITE).await?;
        if mails.is_empty() {
            return Ok(());
        }
        let settings = cx.settings().await?;
        let mut write = cx.write().await?;
        for mail in mails {
            let kind = mail::kind_of_stored(&mail.raw_headers, &mail.own_text, mail.has_calendar, |host| settings.owns(host));
            messages::tell(&mut write, mail.message_id, kind).await?;
        }
        write.commit().await?;
    }
}
