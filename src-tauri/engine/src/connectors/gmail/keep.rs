//! Stores what came, a batch in a transaction: the mails, what the provider calls them, how far the reading is, and where it goes on.

use super::changes::is_put_away;
use super::cursor::{Cursor, Phase};
use super::fetch::{Came, Fetched, Fetching};
use super::reading::Reading;
use super::wanted::Wanted;
use crate::connectors::halt::Halt;
use crate::fault;
use crate::signals::ingest::{self, Arrived, Taken};
use crate::store::provider_mails::{self as store, LEFT_OUT, NARROWED, ProviderMail};
use crate::store::{Write, connections, problems};
use anyhow::Context as _;
use api::text;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// A batch is one transaction: few enough that the first items show soon, and that others who write do not wait.
const MAILS_PER_BATCH: usize = 100;
/// From a slow service fewer are stored together, so that it shows how far it is, and that it was stopped elsewhere is met soon.
const BATCH_AT_MOST: Duration = Duration::from_secs(1);

/// What is stored together.
#[derive(Debug, Default)]
pub struct Batch {
    pub came: Vec<Came>,
    /// Known mails that changed, as they are now.
    pub changed: Vec<ProviderMail>,
    /// Where the reading goes on once this is stored; where it was, without.
    pub next: Option<Cursor>,
}

impl Reading<'_> {
    /// Fetches these mails and stores all full batches. Answers the rest, which is not stored yet.
    ///
    /// Errors: why not all came; what did come is stored.
    pub async fn fetch(&mut self, ids: Vec<String>) -> Result<Vec<Came>, Halt> {
        let enough = CancellationToken::new();
        let mut fetching = Fetching::begin(&self.mailbox, ids, enough.clone());
        let mut came = Vec::new();
        let mut late = Box::pin(tokio::time::sleep(BATCH_AT_MOST));
        loop {
            let mut is_late = false;
            tokio::select! {
                one = fetching.mails.recv() => match one {
                    Some(one) => came.push(one),
                    None => break,
                },
                () = &mut late => is_late = true,
                () = &mut self.over, if !enough.is_cancelled() => enough.cancel(),
                () = self.stopped.cancelled(), if !enough.is_cancelled() => enough.cancel(),
            }
            if came.len() >= MAILS_PER_BATCH || is_late {
                self.store(Batch { came: std::mem::take(&mut came), ..Batch::default() }).await?;
                late.set(tokio::time::sleep(BATCH_AT_MOST));
            }
        }
        if let Err(halt) = fetching.end().await {
            self.store(Batch { came, ..Batch::default() }).await?;
            return Err(halt);
        }
        Ok(came)
    }

    /// Stores a batch, unless somebody else read on meanwhile or the mailbox was disconnected.
    pub async fn store(&mut self, batch: Batch) -> Result<(), Halt> {
        if batch.came.is_empty() && batch.changed.is_empty() && batch.next.is_none() {
            return Ok(());
        }
        let mut write = self.cx.write().await?;
        let row = connections::one(write.conn(), self.connection).await?;
        let row = row.filter(|row| row.disconnected_at.is_none() && row.cursor == self.stored).ok_or(Halt::Overtaken)?;
        // Whoever stopped it may be another process. What came is stored all the same.
        if row.stopped_at.is_some() {
            self.stopped.cancel();
        }
        self.take(&mut write, &batch.came).await?;
        self.note(&mut write, &batch.changed).await?;
        let stored = match &batch.next {
            None => self.stored.clone(),
            Some(next) => {
                if next.chosen != self.cursor.as_ref().map_or("", |cursor| &cursor.chosen) {
                    store::forget_left_out(&mut write, self.connection).await?;
                    self.narrow(&mut write, next).await?;
                }
                let text = serde_json::to_string(next).context("Write where to read on")?;
                connections::set_cursor(&mut write, self.connection, Some(&text)).await?;
                Some(text)
            }
        };
        self.mailbox.note_quota(&mut write).await?;
        let n_came = batch.came.len();
        if let Some(Phase::Listing(_)) = self.cursor.as_ref().map(|cursor| &cursor.phase) {
            self.n_done += i64::try_from(n_came).unwrap_or_default();
            connections::progress(&mut write, self.connection, self.n_done, self.n_expected).await?;
        }
        fault::point("read_before_commit");
        write.commit().await?;
        fault::point("read_after_commit");
        self.n_stored += n_came;
        self.stored = stored;
        if batch.next.is_some() {
            self.cursor = batch.next;
        }
        Ok(())
    }

    /// Stores the mails that are wanted, and notes all.
    async fn take(&mut self, write: &mut Write, came: &[Came]) -> anyhow::Result<()> {
        let fetched: Vec<&Fetched> = came
            .iter()
            .filter_map(|came| match came {
                Came::Mail(fetched) => Some(&**fetched),
                Came::Gone => None,
            })
            .collect();
        let (mut wanted, mut notes): (Vec<&Arrived>, Vec<ProviderMail>) = (Vec::new(), Vec::new());
        for one in fetched {
            let mut labels: Vec<&str> = one.labels.iter().map(String::as_str).collect();
            let mut rfc_message_id = None;
            match &one.mail {
                Ok(arrived) if self.wanted().by_labels(&one.labels) && self.wanted().by_domains(&arrived.mail) => {
                    rfc_message_id = arrived.mail.message_id.clone();
                    wanted.push(arrived);
                }
                Ok(_) => labels.push(LEFT_OUT),
                Err(fault) => {
                    let shown = text::mail_at(&self.name, &one.id);
                    let problem = text::unreadable_file(&shown, fault);
                    problems::record(write, problems::IMPORT, &shown, &problem, self.cx.now()).await?;
                    self.report.unreadable.push((shown, problem));
                }
            }
            notes.push(ProviderMail {
                provider_id: one.id.clone(),
                provider_thread: one.thread.clone(),
                rfc_message_id,
                labels: store::labels(labels),
            });
        }
        for taken in ingest::take(self.cx, write, &self.settings, self.connection, &wanted).await.context("Store mails")? {
            match taken {
                Taken::New => self.report.n_new += 1,
                Taken::Known => self.report.n_known += 1,
            }
        }
        store::note(write, self.connection, &notes).await
    }

    /// Takes off what was read and would not be by what is chosen now, and takes back what would.
    async fn narrow(&self, write: &mut Write, next: &Cursor) -> anyhow::Result<()> {
        let wanted = Wanted { said: self.wanted().said, labels: &next.labels };
        let mut after = String::new();
        loop {
            let page = store::kept(write.conn(), self.connection, &after).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.mail.provider_id);
            let mut turned = Vec::new();
            for kept in &page {
                let addresses = kept.addresses()?;
                let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
                let names: Vec<String> = kept.mail.names().filter(|name| *name != NARROWED).map(str::to_owned).collect();
                let is_out = !(wanted.by_chosen_labels(&names) && wanted.by_addresses(&addresses));
                if is_out != kept.mail.has(NARROWED) {
                    let labels = store::labels(names.iter().map(String::as_str).chain(is_out.then_some(NARROWED)));
                    turned.push(ProviderMail { labels, ..kept.mail.clone() });
                }
            }
            store::note(write, self.connection, &turned).await?;
            let ids: Vec<&str> = turned.iter().filter_map(|mail| mail.rfc_message_id.as_deref()).collect();
            store::mark_threads(write, self.connection, &ids).await?;
        }
    }

    /// Notes what changed of known mails. What was put away, or taken back, changes what waits in its conversation.
    async fn note(&self, write: &mut Write, changed: &[ProviderMail]) -> anyhow::Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = changed.iter().map(|mail| mail.provider_id.as_str()).collect();
        let before = store::some(write.conn(), self.connection, &ids).await?;
        store::note(write, self.connection, changed).await?;
        let turned = changed.iter().filter(|mail| {
            let known = before.iter().find(|known| known.provider_id == mail.provider_id);
            known.is_some_and(|known| is_put_away(known) != is_put_away(mail))
        });
        let turned: Vec<&str> = turned.filter_map(|mail| mail.rfc_message_id.as_deref()).collect();
        if turned.is_empty() { Ok(()) } else { store::mark_threads(write, self.connection, &turned).await }
    }
}
