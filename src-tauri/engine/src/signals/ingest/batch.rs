//! The mails of one batch that are being stored: which threads they make and join among themselves and with what is stored.
//!
//! Rows wait in memory until the batch ends, or until a question about all mails is asked; what names what is kept here, so that
//! a mail finds those before it as if they were stored.

use super::{Letter, SUBJECT_JOINS_WITHIN_MS};
use crate::mail::{Bounce, subject};
use crate::queue;
use crate::store::arrivals::{self, NewMessage, Surroundings};
use crate::store::{Conn, Write, bounces, connections, messages, threads};
use api::{ConnectionId, ContactId, MessageId, ThreadId, Time};
use std::collections::{BTreeSet, HashMap, HashSet};

pub struct Batch<'a> {
    connection: ConnectionId,
    now: Time,
    newest_message: i64,
    newest_thread: i64,
    /// Not stored yet.
    threads: Vec<(ThreadId, &'a str)>,
    mails: Vec<NewMessage<'a>>,
    bounces: Vec<(MessageId, &'a Bounce)>,
    /// The threads of the mails of this batch, by their Message-ID, and by the mails that they name.
    standing: HashMap<&'a str, Vec<ThreadId>>,
    naming: HashMap<&'a str, Vec<ThreadId>>,
    /// With whom and under which subjects there are answers of this batch without headers.
    loose: HashSet<(ContactId, &'a str)>,
    /// What has got a mail.
    grew: HashSet<ThreadId>,
    /// What was joined into what.
    joined: HashMap<ThreadId, ThreadId>,
    /// What is to be judged.
    news: BTreeSet<ThreadId>,
}

impl<'a> Batch<'a> {
    pub async fn begin(conn: &mut Conn, connection: ConnectionId, now: Time) -> anyhow::Result<Self> {
        let (message, thread) = arrivals::newest_ids(conn).await?;
        Ok(Self {
            connection,
            now,
            newest_message: message.0,
            newest_thread: thread.0,
            threads: Vec::new(),
            mails: Vec::new(),
            bounces: Vec::new(),
            standing: HashMap::new(),
            naming: HashMap::new(),
            loose: HashSet::new(),
            grew: HashSet::new(),
            joined: HashMap::new(),
            news: BTreeSet::new(),
        })
    }

    /// Adds a new mail, under the name by which it is known at its source.
    pub async fn add(
        &mut self,
        write: &mut Write,
        letter: &'a Letter<'a>,
        stored: &Surroundings,
        source_id: &'a str,
        contact: Option<ContactId>,
    ) -> anyhow::Result<()> {
        let thread = self.thread(write, letter, stored, contact).await?;
        self.newest_message += 1;
        let id = MessageId(self.newest_message);
        self.grew.insert(thread);
        if let Some(rfc_id) = &letter.mail.message_id {
            self.standing.entry(rfc_id).or_default().push(thread);
        }
        for reference in &letter.references {
            self.naming.entry(reference).or_default().push(thread);
        }
        if let Some(contact) = contact.filter(|_| letter.is_loose() && !letter.subject.is_empty()) {
            self.loose.insert((contact, &letter.subject));
        }
        if letter.is_worth_judging {
            self.news.insert(thread);
        }
        self.bounces.extend(letter.mail.bounce.as_ref().map(|bounce| (id, bounce)));
        self.mails.push(NewMessage {
            id,
            source_id,
            thread,
            contact,
            direction: letter.direction,
            kind: letter.kind,
            mail: letter.mail,
            parts: letter.arrived.parts(),
            may_be_cut: letter.arrived.may_be_cut,
            references: &letter.references,
            from_name: letter.from_name,
            from_address: letter.from,
            sent_at: letter.sent_at,
        });
        Ok(())
    }

    /// Stores what waits and has judged what is news.
    pub async fn end(mut self, write: &mut Write) -> anyhow::Result<()> {
        self.store(write).await?;
        if self.news.is_empty() {
            return Ok(());
        }
        threads::mark(write, std::mem::take(&mut self.news)).await
    }

    async fn store(&mut self, write: &mut Write) -> anyhow::Result<()> {
        arrivals::insert(write, self.connection, &self.threads, &self.mails, self.now).await?;
        if let Some(newest) = self.mails.iter().map(|mail| mail.sent_at).max() {
            connections::read_up_to(write, self.connection, newest).await?;
        }
        for (message, bounce) in self.bounces.drain(..) {
            bounces::insert(write, message, bounce).await?;
        }
        self.threads.clear();
        self.mails.clear();
        Ok(())
    }

    /// The thread of a mail: by its headers in both directions, by its subject where it has none, else a new one.
    async fn thread(
        &mut self,
        write: &mut Write,
        letter: &'a Letter<'a>,
        stored: &Surroundings,
        contact: Option<ContactId>,
    ) -> anyhow::Result<ThreadId> {
        let mut found = self.by_headers(letter, stored);
        if let Some(contact) = contact.filter(|_| !letter.subject.is_empty()) {
            for thread in self.by_subject(write, letter, stored, contact).await? {
                let thread = self.now_in(thread);
                if !found.contains(&thread) {
                    found.push(thread);
                }
            }
        }
        let Some((&into, rest)) = found.split_first() else {
            self.newest_thread += 1;
            let new = ThreadId(self.newest_thread);
            self.threads.push((new, &letter.subject));
            return Ok(new);
        };
        if !rest.is_empty() {
            self.store(write).await?;
        }
        for &from in rest {
            queue::join_threads(write, from, into, self.now).await?;
            self.joined.insert(from, into);
        }
        Ok(into)
    }

    /// The threads of the mails that it names and of those that name it, the oldest first.
    fn by_headers(&self, letter: &Letter<'_>, stored: &Surroundings) -> Vec<ThreadId> {
        let named = letter.references.iter().filter_map(|reference| self.standing.get(reference));
        let naming = letter.mail.message_id.iter().filter_map(|id| self.naming.get(id.as_str()));
        let here = named.chain(naming).flatten();
        let found: BTreeSet<ThreadId> = stored.threads.iter().chain(here).map(|thread| self.now_in(*thread)).collect();
        found.into_iter().collect()
    }

    /// The threads that belong together by their subject alone: what an answer without headers answers, and such answers that
    /// were read before what they answer.
    async fn by_subject(
        &mut self,
        write: &mut Write,
        letter: &Letter<'_>,
        stored: &Surroundings,
        contact: ContactId,
    ) -> anyhow::Result<Vec<ThreadId>> {
        let (subject, sent_at) = (letter.subject.as_str(), letter.sent_at);
        let mut found = Vec::new();
        if letter.is_loose() {
            self.store(write).await?;
            let since = sent_at.plus_ms(-SUBJECT_JOINS_WITHIN_MS);
            found.extend(messages::thread_by_subject(write.conn(), contact, subject, since, sent_at).await?);
        }
        let is_stale = self.loose.contains(&(contact, subject)) || stored.loose.iter().any(|(one, _)| self.grew.contains(one));
        let again = if is_stale {
            self.store(write).await?;
            arrivals::surroundings(write.conn(), self.connection, &[letter.question()]).await?
        } else {
            Vec::new()
        };
        let loose = again.first().unwrap_or(stored).loose.iter();
        found.extend(loose.filter(|(_, subject)| subject::is_marked(subject)).map(|(thread, _)| *thread));
        Ok(found)
    }

    /// Where the mails of a thread lie by now.
    fn now_in(&self, mut thread: ThreadId) -> ThreadId {
        while let Some(into) = self.joined.get(&thread) {
            thread = *into;
        }
        thread
    }
}
