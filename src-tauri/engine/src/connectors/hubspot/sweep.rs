//! What no search tells: what was put away, and how pipelines and owners stand. Looked after each hour.

use super::cursor::{Cursor, Listing};
use super::keep::Read;
use super::kinds::Kind;
use super::reading::Reading;
use super::{records as told, scopes};
use crate::connectors::halt::Halt;
use crate::connectors::web::Fault;
use crate::store::crm::records::{self, RecordKind};
use crate::store::crm::{deals, pipelines, tasks};

/// How often.
const EVERY_MS: i64 = 3_600_000;

impl Reading<'_> {
    /// Looks through the archives, where that was not done within the hour.
    pub async fn sweep(&mut self) -> Result<(), Halt> {
        if self.cx.now().ms_since(self.cursor.swept_at) < EVERY_MS {
            return self.close_gaps().await;
        }
        if self.cursor.sweep.is_none() {
            self.read_lists().await?;
        }
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| self.portal.may_read(*kind)).collect();
        let begin = |kind: Kind| Listing::begin(kind, self.cx.now());
        let mut going = self.cursor.sweep.clone().filter(|sweep| kinds.contains(&sweep.kind));
        if going.is_none() {
            going = kinds.first().copied().map(begin);
        }
        while let Some(listing) = going {
            let kind = listing.kind;
            self.asking = kind.scope();
            let page = match self.portal.archived(kind, listing.after.as_deref()).await {
                Err(Halt::Fault(Fault::Refused { status: 400, .. } | Fault::Gone(_))) if listing.after.is_some() => {
                    going = Some(Listing::begin(kind, self.cx.now()));
                    continue;
                }
                done => done?,
            };
            let next = match page.next() {
                Some(after) => Some(Listing { after: Some(after), ..listing }),
                None => kinds.iter().copied().find(|next| *next > kind).map(|kind| Listing::begin(kind, self.cx.now())),
            };
            self.put_away(kind, &Read::of(kind, &page), next.clone()).await?;
            going = next;
            if going.is_some() {
                self.go_on_or_stop()?;
            }
        }
        self.count_gaps().await?;
        self.close_gaps().await
    }

    /// Notes what was put away, and where the look goes on. Of a page without news only its end is written.
    async fn put_away(&mut self, kind: Kind, read: &Read, sweep: Option<Listing>) -> Result<(), Halt> {
        let ids: Vec<&str> = read.objects.iter().filter(|object| object.is_archived).map(|object| object.id.as_str()).collect();
        let mut next = Cursor { sweep, ..self.cursor.clone() };
        if next.sweep.is_none() {
            next.swept_at = self.cx.now();
        }
        self.archive(kind, &ids, next).await
    }

    /// Puts these away here.
    pub async fn archive(&mut self, kind: Kind, ids: &[&str], next: Cursor) -> Result<(), Halt> {
        let mut write = self.begin_write().await?;
        let now = self.cx.now();
        let n_gone = match kind {
            _ if ids.is_empty() => 0,
            Kind::Companies => records::archive(&mut write, self.connection, RecordKind::Company, ids, now).await?,
            Kind::Contacts => records::archive(&mut write, self.connection, RecordKind::Contact, ids, now).await?,
            Kind::Deals => deals::archive(&mut write, self.connection, ids, now).await?,
            Kind::Tasks => tasks::archive(&mut write, self.connection, ids, now).await?,
        };
        self.report.n_new += n_gone;
        self.commit(write, next).await
    }

    /// Reads pipelines and owners, as far as they may be read.
    pub async fn read_lists(&mut self) -> Result<(), Halt> {
        self.lists_are_read = true;
        let mut owners = None;
        if self.portal.may(scopes::READ_OWNERS) {
            self.asking = scopes::READ_OWNERS;
            owners = Some(self.portal.owners().await?.into_iter().map(told::owner).collect::<Vec<_>>());
        }
        let mut told = None;
        if self.portal.may_read(Kind::Deals) {
            self.asking = scopes::READ_DEALS;
            told = Some(told::pipelines(self.portal.pipelines().await?));
        }
        let mut write = self.begin_write().await?;
        if let Some(owners) = owners {
            pipelines::put_owners(&mut write, self.connection, &owners, self.cx.now()).await?;
        }
        if let Some(told) = told {
            pipelines::put(&mut write, self.connection, &told, self.cx.now()).await?;
        }
        Ok(write.commit().await?)
    }
}
