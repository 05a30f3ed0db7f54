//! One step of reading a mailbox: what was there, newest first, until that is read; then what changed since.
//!
//! A step ends after some seconds, or when the quota is used up, and the next one goes on where it stopped.

use super::changes;
use super::cursor::{self, Cursor, Listing, Phase};
use super::fetch::Came;
use super::keep::Batch;
use super::mailbox::Mailbox;
use super::quota;
use super::wanted::{self, Wanted};
use super::wire::{History, LabelList, Message, MessageList, Profile};
use crate::connectors::ReadReport;
use crate::connectors::halt::Halt;
use crate::connectors::options::{self, Chosen};
use crate::connectors::web::Fault;
use crate::cx::Cx;
use crate::settings::Settings;
use crate::store::connections::Row;
use crate::store::provider_mails as store;
use api::{ConnectionId, Time, text};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::pin::Pin;
use std::time::Duration;
use tokio::time::Sleep;
use tokio_util::sync::CancellationToken;

/// How long one step reads before others have their turn.
const STEP: Duration = Duration::from_millis(STEP_MS);
const STEP_MS: u64 = 5_000;
/// Mails on one page, the most that Gmail gives. A page that was begun and not finished is asked for again.
const MAILS_PER_PAGE: u32 = 500;
/// How many such pages are counted at most; of a larger mailbox it is not said how much there is in all.
const COUNTED_PAGES: usize = 40;
const CHANGES_PER_PAGE: u32 = 500;
/// How far before the last success a reading begins whose history is gone.
const OVERLAP_MS: i64 = DAY_MS;
const DAY_MS: i64 = 24 * 3_600_000;

pub struct Reading<'a> {
    pub cx: &'a Cx,
    pub mailbox: Mailbox,
    pub connection: ConnectionId,
    pub name: String,
    pub settings: Settings,
    chosen: Chosen,
    last_success_at: Option<Time>,
    /// Where it goes on; none before it was begun, or where what was chosen has changed.
    pub cursor: Option<Cursor>,
    /// The cursor as it is stored.
    pub stored: Option<String>,
    pub n_done: i64,
    pub n_expected: Option<i64>,
    /// How many mails this step stored.
    pub n_stored: usize,
    /// This step began to list: a history that is gone again then is a fault of the service, not its age.
    is_begun: bool,
    /// The end of this step, for what waits for mails; and by the clock, as a sleep that nobody waits for does not tell.
    pub over: Pin<Box<Sleep>>,
    ends_at: Time,
    /// The operator wants no more of it.
    pub stopped: CancellationToken,
    pub report: ReadReport,
}

impl<'a> Reading<'a> {
    pub async fn begin(cx: &'a Cx, row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            cx,
            mailbox: Mailbox::of(cx, row).await?,
            connection: row.id(),
            name: row.name.clone(),
            settings: cx.settings().await?,
            chosen: options::chosen(row),
            last_success_at: row.last_success_at.map(Time),
            cursor: Cursor::read(row.cursor.as_deref()),
            stored: row.cursor.clone(),
            n_done: 0,
            n_expected: None,
            n_stored: 0,
            is_begun: false,
            over: Box::pin(tokio::time::sleep(STEP)),
            ends_at: cx.now().plus_ms(STEP_MS.cast_signed()),
            stopped: cx.readings.stopping(row.id()),
            report: ReadReport::default(),
        })
    }

    /// Whether this step stored mails of a reading that has more to go.
    pub fn is_getting_on(&self) -> bool {
        self.n_stored > 0 && self.cursor.as_ref().is_some_and(|cursor| cursor.phase != Phase::Following)
    }

    pub fn wanted(&self) -> Wanted<'_> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        Wanted { said: &self.chosen.said, labels: self.cursor.as_ref().map_or(&NONE, |cursor| &cursor.labels) }
    }

    /// Reads on to the end of what there is. Errors: why it stops before.
    pub async fn go_on(&mut self) -> Result<(), Halt> {
        let chosen = cursor::chosen(self.chosen.depth_days, &self.chosen.said);
        match self.cursor.take() {
            Some(cursor) if cursor.chosen == chosen => {
                let is_listing = cursor.phase != Phase::Following;
                self.cursor = Some(cursor);
                // A first reading may take an hour; what comes in meanwhile does not wait for its end.
                while is_listing && !self.catch_up().await? {}
            }
            // What changed since then is still followed, because what is known already is not fetched again.
            Some(cursor) => self.begin_listing(chosen, Some(cursor.history_id), None).await?,
            None => self.begin_listing(chosen, None, None).await?,
        }
        loop {
            let Some(cursor) = self.cursor.clone() else { return Ok(()) };
            let is_read = match &cursor.phase {
                Phase::Listing(listing) => self.page(&cursor, listing).await?,
                Phase::Following => self.follow(&cursor).await?,
            };
            if is_read {
                return Ok(());
            }
            let is_over = self.over.is_elapsed() || self.cx.now() >= self.ends_at;
            if is_over || self.stopped.is_cancelled() {
                return Err(Halt::Until(self.cx.now()));
            }
        }
    }

    /// Begins to read what there is, back to `since`, else as far as was chosen.
    async fn begin_listing(&mut self, chosen: String, history_id: Option<String>, since: Option<Time>) -> Result<(), Halt> {
        let labels = if Wanted::needs_labels(&self.chosen.said) { self.labels().await? } else { BTreeMap::new() };
        let history_id = match history_id {
            Some(history_id) => history_id,
            None => self.newest_history_id().await?,
        };
        self.is_begun = true;
        let deepest = self.cx.now().plus_ms(-i64::from(self.chosen.depth_days) * DAY_MS);
        let after = since.map_or(deepest, |since| since.max(deepest));
        let listing = Listing { after_seconds: after.0 / 1000, ..Listing::default() };
        let next = Cursor { phase: Phase::Listing(listing), history_id, chosen, labels };
        self.store(Batch { next: Some(next), ..Batch::default() }).await
    }

    /// The provider's names of all labels, by their names as they are compared. Errors: a chosen one is not there.
    async fn labels(&self) -> Result<BTreeMap<String, String>, Halt> {
        let list: LabelList = self.mailbox.get(quota::LIST_LABELS, &["labels"], Vec::new()).await?;
        let all: BTreeMap<String, String> = list.labels.into_iter().map(|label| (wanted::key(&label.name), label.id)).collect();
        let said = &self.chosen.said;
        match said.only_labels.iter().chain(&said.without_labels).find(|name| !all.contains_key(&wanted::key(name))) {
            Some(name) => Err(Halt::Failed(anyhow::anyhow!(text::no_such_label(name)))),
            None => Ok(all),
        }
    }

    async fn newest_history_id(&self) -> Result<String, Halt> {
        match self.mailbox.get::<Profile>(quota::GET_PROFILE, &["profile"], Vec::new()).await {
            Ok(profile) => return Ok(profile.history_id),
            // Not every service that speaks Gmail's language has profiles.
            Err(Halt::Fault(Fault::Gone(_))) => {}
            Err(halt) => return Err(halt),
        }
        let query = vec![("maxResults", "1".to_owned()), ("includeSpamTrash", "true".to_owned())];
        let list: MessageList = self.mailbox.get(quota::LIST_MESSAGES, &["messages"], query).await?;
        let newest = match list.messages.first() {
            Some(newest) => {
                let query = vec![("format", "minimal".to_owned())];
                self.mailbox.get::<Message>(quota::GET_MESSAGE, &["messages", &newest.id], query).await?.history_id
            }
            None => "0".to_owned(),
        };
        // What changed last need not be the newest mail.
        let query = vec![("startHistoryId", newest.clone()), ("maxResults", "1".to_owned())];
        match self.mailbox.get::<History>(quota::LIST_HISTORY, &["history"], query).await {
            Ok(history) => Ok(Some(history.history_id).filter(|id| !id.is_empty()).unwrap_or(newest)),
            Err(Halt::Fault(Fault::Gone(_))) => Ok(newest),
            Err(halt) => Err(halt),
        }
    }

    async fn list(&self, listing: &Listing, page: Option<&str>) -> Result<MessageList, Halt> {
        let wanted = self.wanted();
        let mut query = vec![("q", wanted.query(listing.after_seconds)), ("maxResults", MAILS_PER_PAGE.to_string())];
        query.extend(wanted.lists().into_iter().nth(listing.list).flatten().map(|label| ("labelIds", label)));
        query.extend(page.map(|page| ("pageToken", page.to_owned())));
        self.mailbox.get(quota::LIST_MESSAGES, &["messages"], query).await
    }

    /// Reads one page of what there is. Answers whether all is read, which it is not before what changed meanwhile is.
    async fn page(&mut self, cursor: &Cursor, listing: &Listing) -> Result<bool, Halt> {
        let list = match self.list(listing, listing.page.as_deref()).await {
            Ok(list) => list,
            // The name of a page is not good for ever: the list is gone through from its beginning, past what is known.
            Err(Halt::Fault(Fault::Refused { status: 400, .. } | Fault::Gone(_))) if listing.page.is_some() => {
                let first = Listing { page: None, n_before: 0, ..listing.clone() };
                self.store(Batch { next: Some(Cursor { phase: Phase::Listing(first), ..cursor.clone() }), ..Batch::default() })
                    .await?;
                return Ok(false);
            }
            Err(halt) => return Err(halt),
        };
        let n_mails = i64::try_from(list.messages.len()).unwrap_or_default();
        if listing.page.is_none() && !listing.is_counted && self.wanted().lists().len() == 1 {
            let n_expected = match &list.next_page_token {
                Some(page) => self.count(listing, page).await.map(|n_more| n_mails + n_more),
                None => Some(n_mails),
            };
            let counted = Listing { n_expected, is_counted: true, ..listing.clone() };
            self.store(Batch { next: Some(Cursor { phase: Phase::Listing(counted), ..cursor.clone() }), ..Batch::default() })
                .await?;
            return Ok(false);
        }
        let ids: Vec<&str> = list.messages.iter().map(|message| message.id.as_str()).collect();
        let known: HashSet<String> =
            store::known(&mut *self.cx.read().await?, self.connection, &ids).await?.into_iter().collect();
        let unknown: Vec<String> = ids.into_iter().filter(|id| !known.contains(*id)).map(str::to_owned).collect();
        self.n_done = listing.n_before + n_mails - i64::try_from(unknown.len()).unwrap_or_default();
        self.n_expected = listing.n_expected;
        let came = self.fetch(unknown).await?;
        let n_before = listing.n_before + n_mails;
        let next = match list.next_page_token {
            Some(page) => Phase::Listing(Listing { page: Some(page), n_before, ..listing.clone() }),
            None if listing.list + 1 < self.wanted().lists().len() => {
                Phase::Listing(Listing { list: listing.list + 1, page: None, n_before, ..listing.clone() })
            }
            None => {
                self.n_expected = Some(n_before);
                Phase::Following
            }
        };
        self.store(Batch { came, next: Some(Cursor { phase: next, ..cursor.clone() }), ..Batch::default() }).await?;
        Ok(false)
    }

    /// How many mails are on this page and those after it; none where that takes too long.
    async fn count(&self, listing: &Listing, page: &str) -> Option<i64> {
        let (mut page, mut n_mails) = (page.to_owned(), 0);
        for _ in 0..COUNTED_PAGES {
            // What fails here fails again where it matters.
            let list = self.list(listing, Some(&page)).await.ok()?;
            n_mails += i64::try_from(list.messages.len()).unwrap_or_default();
            match list.next_page_token {
                Some(next) => page = next,
                None => return Some(n_mails),
            }
        }
        None
    }

    /// Reads one page of what changed, in whatever phase. Answers whether that was all.
    async fn catch_up(&mut self) -> Result<bool, Halt> {
        match self.cursor.clone() {
            Some(cursor) => self.follow(&cursor).await,
            None => Ok(true),
        }
    }

    /// Reads one page of what changed. Answers whether that was all.
    async fn follow(&mut self, cursor: &Cursor) -> Result<bool, Halt> {
        let query = vec![("startHistoryId", cursor.history_id.clone()), ("maxResults", CHANGES_PER_PAGE.to_string())];
        let history: History = match self.mailbox.get(quota::LIST_HISTORY, &["history"], query).await {
            Ok(history) => history,
            // It goes back no further than some days: what lies since the last success is read again, past what is known.
            Err(Halt::Fault(Fault::Gone(_))) if !self.is_begun => {
                let since = self.last_success_at.map(|at| at.plus_ms(-OVERLAP_MS));
                self.begin_listing(cursor.chosen.clone(), None, since).await?;
                return Ok(false);
            }
            Err(halt) => return Err(halt),
        };
        let is_last = history.next_page_token.is_none();
        let last = history.history.last().map(|record| record.id.clone()).filter(|id| !id.is_empty());
        let history_id = if is_last { Some(history.history_id).filter(|id| !id.is_empty()).or(last) } else { last };
        let Some(history_id) = history_id.filter(|id| *id != cursor.history_id) else { return Ok(true) };
        let changes = changes::of_records(history.history);
        let ids: Vec<&str> = changes.iter().map(|change| change.id.as_str()).collect();
        let known = store::some(&mut *self.cx.read().await?, self.connection, &ids).await?;
        let known: HashMap<&str, &store::ProviderMail> = known.iter().map(|mail| (mail.provider_id.as_str(), mail)).collect();
        let wanted = self.wanted();
        let (fetched, rest): (Vec<&changes::Change>, Vec<&changes::Change>) =
            changes.iter().partition(|change| change.asks_for(&wanted, known.get(change.id.as_str()).copied()));
        let changed = rest.iter().filter_map(|change| change.of_known(known.get(change.id.as_str())?)).collect();
        let fetched = fetched.into_iter().map(|change| change.id.clone()).collect();
        let came: Vec<Came> = self.fetch(fetched).await?;
        self.store(Batch { came, changed, next: Some(Cursor { history_id, ..cursor.clone() }) }).await?;
        Ok(is_last)
    }
}
