//! Stores what a page told, in one transaction with where the reading goes on. What is known as it is told is not written.

use super::cursor::Place;
use super::events::{Became, Read};
use super::reading::Reading;
use crate::connectors::halt::Halt;
use crate::fault;
use crate::people;
use crate::signals::GUESTS_AT_MOST;
use crate::store::meetings::{self as store, Attendee, Meeting};
use crate::store::{Write, connections, problems, threads};
use anyhow::Context as _;
use api::{ThreadId, Time};
use std::collections::{HashMap, HashSet};

/// What one page told.
pub struct Page<'a> {
    pub calendar: &'a str,
    pub told: Vec<Became>,
    /// On the last page.
    pub end: Option<&'a End>,
    /// The names of all events of this list so far.
    pub seen: &'a HashSet<String>,
}

/// What follows once the last page is stored.
pub struct End {
    /// From where the next reading goes on.
    pub token: Option<String>,
    /// What ends after then and was not on the list is gone.
    pub lacking_since: Option<Time>,
}

/// What of a page is news.
struct News<'a> {
    changed: Vec<(&'a Read, Option<&'a Meeting>)>,
    gone: Vec<String>,
}

impl Reading<'_> {
    /// Forgets the calendars that are no longer chosen: nothing in them stands any more.
    pub async fn leave_out(&mut self) -> Result<(), Halt> {
        let read = store::calendars(&mut *self.cx.read().await?, self.connection).await?;
        let known = read.iter().chain(self.cursor.calendars.keys());
        let left: Vec<String> = known.filter(|calendar| !self.calendars.contains(calendar)).cloned().collect();
        if left.is_empty() {
            return Ok(());
        }
        let mut write = self.begin_write().await?;
        for calendar in left {
            let events = store::standing(write.conn(), self.connection, &calendar, Time(i64::MIN)).await?;
            self.cancel(&mut write, &calendar, &events).await?;
            self.cursor.calendars.remove(&calendar);
        }
        self.commit(write).await
    }

    /// Stores a page.
    pub async fn store(&mut self, page: Page<'_>) -> Result<(), Halt> {
        let ids: Vec<&str> = page.told.iter().map(name).collect();
        let mut conn = self.cx.read().await?;
        let known = store::of_events(&mut conn, self.connection, page.calendar, &ids).await?;
        let lacking = match page.end.and_then(|end| end.lacking_since) {
            Some(since) => {
                let standing = store::standing(&mut conn, self.connection, page.calendar, since).await?;
                standing.into_iter().filter(|event| !page.seen.contains(event)).collect()
            }
            None => Vec::new(),
        };
        drop(conn);
        let news = news(&page.told, &known, lacking);
        let next = page.end.map(|end| Place { sync_token: end.token.clone() });
        let is_further = next.as_ref().is_some_and(|next| self.cursor.calendars.get(page.calendar) != Some(next));
        if news.changed.is_empty() && news.gone.is_empty() && !is_further {
            self.report.n_known += page.told.len() as u64;
            return Ok(());
        }
        let mut write = self.begin_write().await?;
        for (read, before) in &news.changed {
            self.keep(&mut write, page.calendar, read, *before).await?;
        }
        self.cancel(&mut write, page.calendar, &news.gone).await?;
        for (shown, problem) in &self.report.unreadable {
            problems::record(&mut write, problems::IMPORT, shown, problem, self.cx.now()).await?;
        }
        if let Some(newest) = news.changed.iter().map(|(read, _)| read.told.updated_at).max() {
            connections::read_up_to(&mut write, self.connection, Time(newest)).await?;
        }
        if let Some(next) = next {
            self.cursor.calendars.insert(page.calendar.to_owned(), next);
        }
        self.report.n_new += (news.changed.len() + news.gone.len()) as u64;
        self.commit(write).await
    }

    /// Begins to write, unless somebody else read on meanwhile or the calendars were disconnected.
    async fn begin_write(&self) -> Result<Write, Halt> {
        let mut write = self.cx.write().await?;
        let row = connections::one(write.conn(), self.connection).await?;
        if row.is_none_or(|row| row.disconnected_at.is_some() || row.cursor != self.stored) {
            return Err(Halt::Overtaken);
        }
        Ok(write)
    }

    async fn commit(&mut self, mut write: Write) -> Result<(), Halt> {
        let text = serde_json::to_string(&self.cursor).context("Write where to read on")?;
        if self.stored.as_ref() != Some(&text) {
            connections::set_cursor(&mut write, self.connection, Some(&text)).await?;
        }
        fault::point("calendar_before_commit");
        write.commit().await?;
        fault::point("calendar_after_commit");
        self.stored = Some(text);
        Ok(())
    }

    /// Stores a meeting with its people. Who is outside becomes a contact, as whoever writes does; of a meeting of very many
    /// nobody does, because it is with nobody in particular.
    async fn keep(&self, write: &mut Write, calendar: &str, read: &Read, before: Option<&Meeting>) -> anyhow::Result<()> {
        let now = self.cx.now();
        let mut attendees = read.attendees.clone();
        let is_with_some = !read.outside.is_empty() && read.outside.len() <= GUESTS_AT_MOST;
        for (place, attendee) in attendees.iter_mut().enumerate() {
            let known = before.and_then(|before| before.attendees.iter().find(|known| known.address == attendee.address));
            if let Some(known) = known.filter(|known| known.response == attendee.response) {
                attendee.responded_at = known.responded_at;
            }
            if is_with_some && read.outside.contains(&place) {
                attendee.contact_id = Some(people::ensure(write, &attendee.address, &attendee.name, now).await?.0);
            }
        }
        let thread = match before.and_then(|before| before.thread) {
            Some(thread) => {
                threads::rename(write, thread, &read.told.title).await?;
                Some(thread)
            }
            None if is_with_some => Some(threads::make(write, &read.told.title, now).await?),
            None => None,
        };
        let id = store::put(write, self.connection, calendar, &read.told, thread, now).await?;
        store::set_attendees(write, id, &attendees).await?;
        threads::mark(write, thread).await
    }

    async fn cancel(&self, write: &mut Write, calendar: &str, events: &[String]) -> anyhow::Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        let cancelled = store::cancel(write, self.connection, calendar, &events).await?;
        threads::mark(write, cancelled.into_iter().flatten().map(ThreadId)).await
    }
}

fn name(told: &Became) -> &str {
    match told {
        Became::Stands(read) => &read.told.event_id,
        Became::Cancelled(id) => id,
    }
}

/// What of the events is not known as it is told. An event that was cancelled before it was ever read is nobody's.
fn news<'a>(told: &'a [Became], known: &'a HashMap<String, Meeting>, lacking: Vec<String>) -> News<'a> {
    let mut news = News { changed: Vec::new(), gone: lacking };
    for one in told {
        let before = known.get(name(one));
        match one {
            Became::Stands(read) if !before.is_some_and(|before| is_same(read, before)) => news.changed.push((read, before)),
            Became::Stands(_) => {}
            Became::Cancelled(id) => news.gone.extend(before.is_some().then(|| id.clone())),
        }
    }
    news
}

/// When somebody responded is not told, and who they are follows from the rest.
fn is_same(read: &Read, before: &Meeting) -> bool {
    let same = |(told, known): (&Attendee, &Attendee)| {
        (&told.address, &told.name, told.response) == (&known.address, &known.name, known.response)
    };
    read.told == before.told
        && read.attendees.len() == before.attendees.len()
        && read.attendees.iter().zip(&before.attendees).all(same)
}
