//! One step of reading a portal: all records of each kind, page by page, until they are read; then what changed since.
//!
//! A step ends after some seconds, or when the limits are used up, and the next one goes on where it stopped.

use super::cursor::{Cursor, Listing, Mark};
use super::keep::{Links, Read};
use super::kinds::Kind;
use super::portal::{PER_SEARCH, Portal, SEARCHED_AT_MOST};
use crate::connectors::ReadReport;
use crate::connectors::halt::Halt;
use crate::connectors::web::Fault;
use crate::cx::Cx;
use crate::settings::Settings;
use crate::store::connections::Row;
use crate::store::sign_ins;
use api::{ConnectionId, Time};

/// How long one step reads before others have their turn.
const STEP_MS: i64 = 5_000;
/// What a problem with a record is filed under.
pub const AREA: &str = "hubspot";

pub struct Reading<'a> {
    pub cx: &'a Cx,
    pub portal: Portal,
    pub connection: ConnectionId,
    pub name: String,
    pub settings: Settings,
    /// Nothing of this portal was ever read to its end: what it tells is no news.
    pub is_first: bool,
    pub cursor: Cursor,
    /// The cursor as it is stored.
    pub stored: Option<String>,
    /// How many records this step stored.
    pub n_stored: usize,
    /// Pipelines and owners were read in this step.
    pub lists_are_read: bool,
    /// What the token needs for what is being asked.
    pub asking: &'static str,
    /// The end of this step.
    ends_at: Time,
    pub report: ReadReport,
}

impl<'a> Reading<'a> {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn begin(cx: &'a Cx, row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            cx,
            portal: Portal::of(cx, row).await?,
            connection: row.id(),
            name: row.name.clone(),
            settings: cx.settings().await?,
            is_first: row.first_read_at.is_none(),
            cursor: Cursor::read(row.cursor.as_deref()),
            stored: row.cursor.clone(),
            n_stored: 0,
            lists_are_read: false,
            asking: "",
            ends_at: cx.now().plus_ms(STEP_MS),
            report: ReadReport::default(),
        })
    }

    /// Whether this step stored records of a reading that has more to go.
    pub fn is_getting_on(&self) -> bool {
        self.n_stored > 0
    }

    fn kinds(&self) -> Vec<Kind> {
        Kind::ALL.into_iter().filter(|kind| self.portal.may_read(*kind)).collect()
    }

    /// Ends the step once its time is over. Errors: that it is.
    pub fn go_on_or_stop(&self) -> Result<(), Halt> {
        let now = self.cx.now();
        if now >= self.ends_at { Err(Halt::Until(now)) } else { Ok(()) }
    }

    /// Reads on to the end of what there is. Errors: why it stops before.
    pub async fn go_on(&mut self) -> Result<(), Halt> {
        loop {
            match self.read_on().await {
                // What the token may not do is left out from now on, and said; the rest is read.
                Err(Halt::Fault(Fault::Forbidden(words))) => self.narrow(words).await?,
                done => return done,
            }
        }
    }

    async fn narrow(&mut self, words: String) -> Result<(), Halt> {
        if !self.portal.may(self.asking) {
            return Err(Halt::Fault(Fault::Forbidden(words)));
        }
        let Some(sign_in) = self.portal.sign_in() else { return Err(Halt::Fault(Fault::Forbidden(words))) };
        let left = self.portal.loses(self.asking);
        let mut write = self.begin_write().await?;
        sign_ins::set_scopes(&mut write, sign_in, &left).await?;
        Ok(write.commit().await?)
    }

    async fn read_on(&mut self) -> Result<(), Halt> {
        if self.cursor == Cursor::default() {
            self.begin_first().await?;
        }
        while let Some(listing) = self.next_list() {
            self.page(listing).await?;
            self.go_on_or_stop()?;
        }
        for kind in self.kinds() {
            self.follow(kind).await?;
        }
        self.sweep().await
    }

    /// Before the first page: how much there is, and what deals name.
    async fn begin_first(&mut self) -> Result<(), Halt> {
        let mut n_expected = Some(0);
        for kind in self.kinds() {
            self.asking = kind.scope();
            let n = self.portal.count(kind).await?;
            n_expected = n_expected.zip(n).map(|(all, n)| all + n);
        }
        self.read_lists().await?;
        let next = Cursor { n_expected, swept_at: self.cx.now(), ..Cursor::default() };
        let write = self.begin_write().await?;
        self.commit(write, next).await
    }

    /// The list that is read next; none once all are.
    fn next_list(&self) -> Option<Listing> {
        let kinds = self.kinds();
        let going = self.cursor.listing.clone().filter(|listing| kinds.contains(&listing.kind));
        going.or_else(|| {
            let kind = kinds.into_iter().find(|kind| !self.cursor.marks.contains_key(kind))?;
            Some(Listing::begin(kind, self.cx.now()))
        })
    }

    /// Reads one page of a list.
    async fn page(&mut self, listing: Listing) -> Result<(), Halt> {
        self.asking = listing.kind.scope();
        let page = match self.portal.list(listing.kind, listing.after.as_deref()).await {
            Ok(page) => page,
            // The name of a page is not good for ever: the list is gone through from its beginning, past what is known.
            Err(Halt::Fault(Fault::Refused { status: 400, .. } | Fault::Gone(_))) if listing.after.is_some() => {
                let first = Listing { after: None, ..listing };
                let next = Cursor { listing: Some(first), ..self.cursor.clone() };
                let write = self.begin_write().await?;
                return self.commit(write, next).await;
            }
            Err(halt) => return Err(halt),
        };
        let read = Read::of(listing.kind, &page);
        let listing = Listing { newest: listing.newest.max(read.newest), ..listing };
        let mut next = self.cursor.clone();
        next.n_done += i64::try_from(page.results.len()).unwrap_or_default();
        match page.next() {
            Some(after) => next.listing = Some(Listing { after: Some(after), ..listing }),
            None => {
                next.listing = None;
                next.marks.insert(listing.kind, listing.mark(self.cx.now()));
            }
        }
        self.store(listing.kind, read, Links::Told, next).await.map(drop)
    }

    /// Reads what changed of a kind since it was last read: one request where nothing did.
    async fn follow(&mut self, kind: Kind) -> Result<(), Halt> {
        self.asking = kind.scope();
        let Some(mark) = self.cursor.marks.get(&kind).copied() else { return Ok(()) };
        let (mut since, mut after, mut newest) = (mark.since(), "0".to_owned(), mark.at);
        let (mut n_pages, mut n_searched, mut n_fresh) = (0, 0, 0);
        loop {
            let page = self.portal.changed(kind, since, &after).await?;
            let mut read = Read::of(kind, &page);
            let mut next = self.cursor.clone();
            let further = page.next();
            let is_further = read.newest.is_some_and(|seen| seen > newest);
            match read.newest.filter(|_| is_further) {
                Some(seen) => {
                    newest = seen;
                    // Results come in the order of their changes, so a step that is cut off goes on from here.
                    let is_cut = further.is_some();
                    next.marks.insert(kind, Mark { at: seen, moved_at: self.cx.now(), is_narrow: false, is_cut });
                }
                // What is odd about it was told when it was first seen.
                None => read.odd.clear(),
            }
            n_fresh += self.store(kind, read, Links::ToAsk, next).await?;
            n_pages += 1;
            n_searched += PER_SEARCH;
            let Some(further) = further else { break };
            after = further;
            // No search goes further; what changed later is another search. Its first results are known by then.
            if n_searched + PER_SEARCH > SEARCHED_AT_MOST {
                since = if newest > since { newest } else { since.plus_ms(1) };
                (after, n_searched) = ("0".to_owned(), 0);
            }
            // A step that brought nothing would only be repeated.
            if is_further {
                self.go_on_or_stop()?;
            }
        }
        let is_standing = n_pages > 1 && n_fresh == 0 && newest == mark.at && mark.is_settled(self.cx.now());
        let Some(last) = self.cursor.marks.get(&kind).copied() else { return Ok(()) };
        let end = Mark { is_narrow: last.is_narrow || is_standing, is_cut: false, ..last };
        if end != last {
            let mut next = self.cursor.clone();
            next.marks.insert(kind, end);
            let write = self.begin_write().await?;
            self.commit(write, next).await?;
        }
        Ok(())
    }
}
