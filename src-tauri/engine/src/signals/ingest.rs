//! Stores what was read: mails into threads, with their people. A mail that is known is left alone, whatever the order.
//!
//! Mails come in batches, because each trip to the database has its price. What they mean to each other is worked out here, so
//! that a batch leaves what the same mails leave one by one.

mod batch;

use crate::cx::Cx;
use crate::mail::{self, Kind, Mailbox, ParsedMail, Parts, Unreadable, subject};
use crate::people;
use crate::settings::Settings;
use crate::store::arrivals::{self, Question, Surroundings};
use crate::store::messages::Direction;
use crate::store::{Write, people as stored_people, threads};
use api::{ConnectionId, ContactId, Time};
use batch::Batch;
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// An answer without headers joins a thread by its subject only within this time.
const SUBJECT_JOINS_WITHIN_MS: i64 = 30 * 24 * 3_600_000;
/// A clock may be ahead by this; a later date is none, or the mail would be the newest for ever.
const AHEAD_AT_MOST_MS: i64 = 24 * 3_600_000;
/// Threads whose mails are all older than this are not judged for work.
const HISTORY_AFTER_MS: i64 = 60 * 24 * 3_600_000;
/// Longer subjects are cut where they name a thread.
const SUBJECT_KEY_CHARS: usize = 500;

/// Whether a mail was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    New,
    Known,
}

/// A mail as it was read, and what can be told from itself, once it is asked for.
#[derive(Debug)]
pub struct Arrived {
    pub mail: ParsedMail,
    /// Its file ended in the middle of a line.
    pub may_be_cut: bool,
    /// A name for a mail that has no Message-ID of its own: SHA-256 in hexadecimal, of its bytes, or, where it does have one and
    /// another mail may stand under it, of what tells the two apart.
    hash: String,
    parts: OnceLock<Parts>,
    is_opt_out: OnceLock<bool>,
}

impl Arrived {
    /// Reads a mail. Takes some tenths of a millisecond for most: not for a thread that others wait for.
    ///
    /// Errors: why the bytes are no mail.
    pub fn read(raw: &[u8]) -> Result<Self, Unreadable> {
        let mail = mail::parse(raw)?;
        let hash = match &mail.message_id {
            None => Sha256::digest(raw),
            // Documents that are attached take most of the bytes, and most of the time.
            Some(_) => Sha256::new().chain_update(&mail.raw_headers).chain_update(&mail.text).finalize(),
        };
        Ok(Self { mail, may_be_cut: false, hash: crate::hex(&hash), parts: OnceLock::new(), is_opt_out: OnceLock::new() })
    }

    /// Works out what will be asked for, which takes as long as reading it.
    pub fn prepare(&self) {
        self.parts();
        // What only a list marks as bulk may be a person's mail to the operator's own group.
        if self.mail.kind == Kind::Person || !self.mail.lists.is_empty() {
            self.is_opt_out();
        }
    }

    fn parts(&self) -> &Parts {
        self.parts.get_or_init(|| mail::split(&self.mail.text))
    }

    fn is_opt_out(&self) -> bool {
        *self.is_opt_out.get_or_init(|| mail::opts_out(&self.mail.subject, &self.parts().own).is_some())
    }
}

/// A mail with what follows from itself alone.
#[derive(Debug)]
struct Letter<'a> {
    arrived: &'a Arrived,
    mail: &'a ParsedMail,
    from_name: &'a str,
    from: &'a str,
    by_bytes: String,
    by_id: String,
    /// Its own date, where it has one that can be believed.
    dated: Option<Time>,
    sent_at: Time,
    direction: Direction,
    /// What it is to the operator.
    kind: Kind,
    /// The people outside who stand on it, as (address, name).
    people: Vec<(&'a str, &'a str)>,
    addresses: Vec<&'a str>,
    /// The mails that it names: what it answers, and what came back where it is a bounce.
    references: Vec<&'a str>,
    /// By what it joins a thread where its headers name none.
    subject: String,
    is_worth_judging: bool,
}

/// Stores mails of a connection. Answers for each whether it was new; one of which only a part was known counts as new.
///
/// A mail without a usable date counts as written now. Only what a machine wrote comes without a sender, often a report that a
/// mail did not arrive: it is nobody's, and counts all the same.
pub async fn take(
    cx: &Cx,
    write: &mut Write,
    settings: &Settings,
    connection: ConnectionId,
    mails: &[&Arrived],
) -> anyhow::Result<Vec<Taken>> {
    let now = cx.now();
    let letters: Vec<Letter<'_>> = mails.iter().map(|arrived| Letter::of(settings, arrived, now)).collect();
    let questions: Vec<Question<'_>> = letters.iter().map(Letter::question).collect();
    let stored = arrivals::surroundings(write.conn(), connection, &questions).await?;
    let named = names(&letters, &stored);
    let new: Vec<(&Letter<'_>, &Surroundings, &str)> =
        letters.iter().zip(&stored).zip(&named).filter_map(|((letter, stored), name)| Some((letter, stored, (*name)?))).collect();
    if !new.is_empty() {
        let people = contacts(write, &new, now).await?;
        let mut batch = Batch::begin(write.conn(), connection, now).await?;
        for (letter, stored, source_id) in &new {
            let contact = letter.addresses.first().and_then(|address| people.get(address)).copied();
            batch.add(write, letter, stored, source_id, contact).await?;
        }
        batch.end(write).await?;
        note_written(write, &new, &people, now).await?;
    }
    let mut taken = Vec::with_capacity(letters.len());
    for ((letter, stored), name) in letters.iter().zip(&stored).zip(&named) {
        let cut = stored.cut.filter(|_| name.is_none() && !letter.arrived.may_be_cut);
        if let Some(id) = cut {
            arrivals::complete(write, id, letter.kind, letter.mail, letter.arrived.parts()).await?;
        }
        taken.push(if name.is_some() || cut.is_some() { Taken::New } else { Taken::Known });
    }
    Ok(taken)
}

impl<'a> Letter<'a> {
    fn of(settings: &Settings, arrived: &'a Arrived, now: Time) -> Self {
        let mail = &arrived.mail;
        let (from_name, from) = mail.from.as_ref().map_or(("", ""), |from| (&from.name, &from.address));
        let dated = mail.date_ms.map(Time).filter(|at| at.ms_since(now) <= AHEAD_AT_MOST_MS);
        let sent_at = dated.unwrap_or(now);
        let by_bytes = format!("hash:{}", arrived.hash);
        let direction = if settings.is_own(from) { Direction::Out } else { Direction::In };
        let people = people_on(settings, direction, mail);
        let kind = mail.kind_for(|host| settings.owns(host));
        Self {
            arrived,
            mail,
            from_name,
            from,
            by_id: mail.message_id.as_ref().map_or_else(|| by_bytes.clone(), |id| format!("mid:{id}")),
            by_bytes,
            dated,
            sent_at,
            direction,
            kind,
            addresses: people.iter().map(|(address, _)| *address).collect(),
            people,
            references: references_of(mail),
            subject: subject::key(&mail.subject).chars().take(SUBJECT_KEY_CHARS).collect(),
            is_worth_judging: is_worth_judging(arrived, kind, sent_at, now),
        }
    }

    fn question(&self) -> Question<'_> {
        Question {
            by_bytes: &self.by_bytes,
            by_id: &self.by_id,
            rfc_message_id: self.mail.message_id.as_deref(),
            from: self.from,
            dated: self.dated,
            references: &self.references,
            addresses: &self.addresses,
            answered: (self.sent_at, self.sent_at.plus_ms(SUBJECT_JOINS_WITHIN_MS)),
            subject: &self.subject,
        }
    }

    /// An answer whose headers do not say to what.
    fn is_loose(&self) -> bool {
        self.mail.references.is_empty() && self.mail.in_reply_to.is_empty() && subject::is_marked(&self.mail.subject)
    }
}

/// The mails that a mail names: what it answers, and what came back where it is a bounce.
fn references_of(mail: &ParsedMail) -> Vec<&str> {
    let bounced = mail.bounce.as_ref().and_then(|bounce| bounce.original_id.as_ref());
    let mut all: Vec<&str> = Vec::new();
    for reference in mail.references.iter().chain(&mail.in_reply_to).chain(bounced) {
        if !all.contains(&reference.as_str()) && Some(reference) != mail.message_id.as_ref() {
            all.push(reference);
        }
    }
    all
}

/// Whether a mail can mean anything for the queue: news, or a wish and a failure that hold however old they are. The rest is
/// history, of which most mailboxes have a great deal.
fn is_worth_judging(arrived: &Arrived, kind: Kind, sent_at: Time, now: Time) -> bool {
    now.ms_since(sent_at) <= HISTORY_AFTER_MS
        || matches!(kind, Kind::Bounce | Kind::AutoReply)
        || kind == Kind::Person && arrived.is_opt_out()
}

/// The people outside who stand on a mail: who wrote, or to whom the operator wrote. Colleagues are none.
fn people_on<'a>(settings: &Settings, direction: Direction, mail: &'a ParsedMail) -> Vec<(&'a str, &'a str)> {
    let is_outside = |mailbox: &&Mailbox| {
        !mailbox.address.is_empty() && !settings.is_own(&mailbox.address) && !settings.is_colleague(&mailbox.address)
    };
    let both = |mailbox: &'a Mailbox| (mailbox.address.as_str(), mailbox.name.as_str());
    match direction {
        Direction::In => mail.from.iter().filter(is_outside).map(both).collect(),
        Direction::Out => mail.to.iter().chain(&mail.cc).chain(&mail.bcc).filter(is_outside).map(both).collect(),
    }
}

/// Under which name each mail is stored; none for one that is known, from before or from earlier in the batch.
fn names<'a>(letters: &'a [Letter<'_>], stored: &[Surroundings]) -> Vec<Option<&'a str>> {
    let mut taken: HashSet<&str> = HashSet::new();
    let mut sent: HashMap<&str, Vec<(&str, Time)>> = HashMap::new();
    let mut name = |(letter, stored): (&'a Letter<'_>, &Surroundings)| {
        let is_same = |(from, at): &(&str, Time)| *from == letter.from && letter.dated.is_none_or(|dated| dated == *at);
        let id = letter.mail.message_id.as_deref();
        let is_twin = id.and_then(|id| sent.get(id)).is_some_and(|twins| twins.iter().any(is_same));
        if stored.is_known || taken.contains(letter.by_bytes.as_str()) || is_twin {
            return None;
        }
        // Another mail stands under this Message-ID, as happens with broken senders: the bytes tell them apart.
        let is_taken = stored.is_taken || taken.contains(letter.by_id.as_str());
        let name = if is_taken { letter.by_bytes.as_str() } else { letter.by_id.as_str() };
        taken.insert(name);
        if let Some(id) = id {
            sent.entry(id).or_default().push((letter.from, letter.sent_at));
        }
        Some(name)
    };
    letters.iter().zip(stored).map(&mut name).collect()
}

/// The contacts behind all addresses of new mails. Who is new is made, who is nameless takes the first name that a mail gives.
async fn contacts<'a>(
    write: &mut Write,
    new: &[(&'a Letter<'a>, &Surroundings, &str)],
    now: Time,
) -> anyhow::Result<HashMap<&'a str, ContactId>> {
    let known: HashMap<&str, (ContactId, bool)> = new
        .iter()
        .flat_map(|(_, stored, _)| &stored.people)
        .map(|person| (person.address.as_str(), (person.id, person.is_named)))
        .collect();
    let (mut order, mut given): (Vec<&str>, HashMap<&str, &str>) = (Vec::new(), HashMap::new());
    for (address, name) in new.iter().flat_map(|(letter, ..)| &letter.people) {
        let first = given.entry(address).or_insert_with(|| {
            order.push(address);
            ""
        });
        if first.is_empty() {
            *first = name;
        }
    }
    let mut people = HashMap::new();
    let mut made = Vec::new();
    for address in order {
        let name = given.get(address).copied().unwrap_or_default();
        match known.get(address) {
            Some((id, is_named)) => {
                if !is_named && !name.is_empty() {
                    stored_people::name(write, *id, name).await?;
                }
                people.insert(address, *id);
            }
            None => made.push(people::new_contact(address, name)),
        }
    }
    let ids = stored_people::make_contacts(write, &made, now).await?;
    people.extend(made.iter().map(|contact| contact.address).zip(ids));
    Ok(people)
}

/// Notes to whom the operator wrote. Those to whom it was for the first time are known now: what they wrote before, in whatever
/// conversation, reads differently.
async fn note_written(
    write: &mut Write,
    new: &[(&Letter<'_>, &Surroundings, &str)],
    people: &HashMap<&str, ContactId>,
    now: Time,
) -> anyhow::Result<()> {
    let (mut seen, mut written, mut all) = (HashSet::new(), Vec::new(), Vec::new());
    for (letter, stored, _) in new.iter().filter(|(letter, ..)| letter.direction == Direction::Out) {
        for address in &letter.addresses {
            all.extend(people.get(address));
            let is_written = stored.people.iter().any(|person| person.address == *address && person.is_written);
            if let Some(id) = people.get(address).filter(|id| !is_written && seen.insert(**id)) {
                written.push((*id, letter.sent_at));
            }
        }
    }
    if !written.is_empty() {
        let first = stored_people::written_to(write, &written).await?;
        threads::mark_of_newly_written(write, &first, now.plus_ms(-HISTORY_AFTER_MS)).await?;
    }
    // A report that was read before proves itself by the mail that it is about.
    if all.is_empty() { Ok(()) } else { threads::mark_bounced(write, &all).await }
}
