//! Stores records, a page in a transaction: those that are new or changed, what is odd about them, and where the reading goes on.

use super::cursor::Cursor;
use super::kinds::Kind;
use super::portal::PER_PAGE;
use super::reading::{AREA, Reading};
use super::records::{self as told, Known};
use super::wire::{Object, Page};
use crate::connectors::halt::Halt;
use crate::fault;
use crate::store::crm::changes::Field;
use crate::store::crm::{deals, pipelines, records, tasks, writes};
use crate::store::{Write, connections, problems};
use anyhow::Context as _;
use api::{Time, text};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What was read, and what could not be: its name there, and why.
#[derive(Debug, Default)]
pub struct Read {
    pub objects: Vec<Object>,
    pub odd: Vec<(String, String)>,
    /// The newest change in it.
    pub newest: Option<Time>,
}

impl Read {
    pub fn of(kind: Kind, page: &Page) -> Self {
        let mut read = Self::default();
        for value in &page.results {
            let changed = value.get("properties").and_then(|all| all.get(kind.changed())).and_then(super::wire::said);
            read.newest = read.newest.max(changed.and_then(|changed| super::wire::moment(&changed)));
            match Object::read(value, kind.changed()) {
                Ok(object) => read.objects.push(object),
                Err(why) => {
                    let id = value.get("id").and_then(super::wire::said).unwrap_or_else(|| "?".to_owned());
                    read.odd.push((id, why));
                }
            }
        }
        read
    }
}

/// Whether what a record belongs to was told with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    Told,
    ToAsk,
}

impl Reading<'_> {
    /// Stores what is new or changed of a page. Answers how much that was.
    pub async fn store(&mut self, kind: Kind, read: Read, links: Links, next: Cursor) -> Result<usize, Halt> {
        let Read { objects, odd, .. } = read;
        let n_read = objects.len();
        let mut fresh = self.unknown(kind, objects).await?;
        if fresh.is_empty() && odd.is_empty() && next == self.cursor {
            self.report.n_known += n_read as u64;
            return Ok(0);
        }
        if links == Links::ToAsk {
            self.ask_links(kind, &mut fresh).await?;
        }
        self.fetch_missing(kind, &fresh).await?;
        if kind == Kind::Deals {
            self.know_stages_and_owners(&fresh).await?;
        }
        let mut write = self.begin_write().await?;
        let mut odd = odd;
        match kind {
            Kind::Companies => {
                let told: Vec<_> = fresh.iter().map(told::organisation).collect();
                self.keep_companies(&mut write, &told).await?;
            }
            Kind::Contacts => {
                let told: Vec<_> = fresh.iter().map(told::person).collect();
                self.keep_people(&mut write, &told).await?;
            }
            Kind::Deals => {
                let known = self.known(&mut write, &fresh).await?;
                let mut all = Vec::with_capacity(fresh.len());
                for object in &fresh {
                    let (mut deal, is_odd) = told::deal(object, &known);
                    deal.own = self.own_changes(&mut write, &deal).await?;
                    all.push(deal);
                    odd.extend(is_odd.map(|why| (object.id.clone(), why)));
                }
                deals::put(&mut write, self.connection, &all, self.is_first, self.cx.now()).await?;
                self.put_away_merged(&mut write, &fresh).await?;
            }
            Kind::Tasks => {
                let known = self.known(&mut write, &fresh).await?;
                let all: Vec<_> = fresh.iter().map(|object| told::task(object, &known)).collect();
                tasks::put(&mut write, self.connection, &all, self.cx.now()).await?;
            }
        }
        for (id, why) in odd {
            let shown = self.subject(kind, &id);
            let problem = text::unreadable_file(&shown, &why);
            problems::record(&mut write, AREA, &shown, &problem, self.cx.now()).await?;
            self.report.unreadable.push((shown, problem));
        }
        if let Some(newest) = fresh.iter().map(|object| object.changed_at).max() {
            connections::read_up_to(&mut write, self.connection, newest).await?;
        }
        self.report.n_new += fresh.len() as u64;
        self.report.n_known += (n_read - fresh.len()) as u64;
        self.commit(write, next).await?;
        self.n_stored += fresh.len();
        Ok(fresh.len())
    }

    /// Begins to write, unless somebody else read on meanwhile or the portal was disconnected.
    pub async fn begin_write(&self) -> Result<Write, Halt> {
        let mut write = self.cx.write().await?;
        let row = connections::one(write.conn(), self.connection).await?;
        if row.is_none_or(|row| row.disconnected_at.is_some() || row.cursor != self.stored) {
            return Err(Halt::Overtaken);
        }
        Ok(write)
    }

    /// Commits, with where the reading goes on.
    pub async fn commit(&mut self, mut write: Write, next: Cursor) -> Result<(), Halt> {
        let text = serde_json::to_string(&next).context("Write where to read on")?;
        if self.stored.as_ref() != Some(&text) {
            connections::set_cursor(&mut write, self.connection, Some(&text)).await?;
        }
        if (next.n_done, next.n_expected) != (self.cursor.n_done, self.cursor.n_expected) {
            connections::progress(&mut write, self.connection, next.n_done, next.n_expected).await?;
        }
        fault::point("read_before_commit");
        write.commit().await?;
        fault::point("read_after_commit");
        self.stored = Some(text);
        self.cursor = next;
        Ok(())
    }

    /// Those of a page that are not stored as they are told.
    async fn unknown(&self, kind: Kind, mut objects: Vec<Object>) -> Result<Vec<Object>, Halt> {
        // A contact who is the operator is nobody outside.
        if kind == Kind::Contacts {
            objects.retain(|object| !told::person(object).addresses.iter().any(|address| self.settings.is_own(address)));
        }
        let ids: Vec<&str> = objects.iter().map(|object| object.id.as_str()).collect();
        let mut conn = self.cx.read().await?;
        let stored: HashMap<String, Time> = match kind {
            Kind::Companies => standing(records::companies(&mut conn, self.connection, &ids).await?),
            Kind::Contacts => standing(records::contacts(&mut conn, self.connection, &ids).await?),
            Kind::Deals => {
                // Money and stages are compared by themselves: two changes within a millisecond, or a stage that became known.
                let known = Known {
                    stages: stages(&mut conn, self).await?,
                    owners: pipelines::owners(&mut conn, self.connection).await?,
                    ..Known::default()
                };
                let mut stored = deals::of_sources(&mut conn, self.connection, &ids).await?;
                let is_as_told = |object: &Object| {
                    let Some(deal) = stored.get(&object.id).filter(|deal| deal.archived_at.is_none()) else { return false };
                    let told = told::deal(object, &known).0.facts;
                    deal.facts == deals::Facts { company_id: deal.facts.company_id, ..told }
                };
                let same: HashSet<String> =
                    objects.iter().filter(|object| is_as_told(object)).map(|object| object.id.clone()).collect();
                stored.retain(|id, _| same.contains(id));
                stored.into_iter().map(|(id, deal)| (id, Time(deal.facts.modified_at))).collect()
            }
            Kind::Tasks => tasks::of_sources(&mut conn, self.connection, &ids)
                .await?
                .into_iter()
                .filter(|(_, task)| task.archived_at.is_none())
                .map(|(id, task)| (id, Time(task.told.modified_at)))
                .collect(),
        };
        objects.retain(|object| stored.get(&object.id) != Some(&object.changed_at));
        Ok(objects)
    }

    /// Asks for what these belong to, one request for each kind that may be read.
    async fn ask_links(&self, kind: Kind, fresh: &mut [Object]) -> Result<(), Halt> {
        let ids: Vec<String> = fresh.iter().map(|object| object.id.clone()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        for to in kind.belongs_to().iter().filter(|to| self.portal.may_read(**to)) {
            let mut links = self.portal.links(kind, *to, &ids).await?;
            for object in &mut *fresh {
                object.links.insert(to.name().to_owned(), links.remove(&object.id).unwrap_or_default());
            }
        }
        Ok(())
    }

    /// Reads what these belong to and nobody has read yet, because it was made meanwhile.
    async fn fetch_missing(&mut self, kind: Kind, fresh: &[Object]) -> Result<(), Halt> {
        for of in kind.belongs_to().iter().copied().filter(|of| self.portal.may_read(*of)).collect::<Vec<_>>() {
            let named: BTreeSet<&String> = fresh.iter().flat_map(|object| object.linked(of.name())).collect();
            if named.is_empty() {
                continue;
            }
            let ids: Vec<&str> = named.iter().map(|id| id.as_str()).collect();
            let mut conn = self.cx.read().await?;
            let known: HashSet<String> = match of {
                Kind::Companies => records::companies(&mut conn, self.connection, &ids).await?.into_keys().collect(),
                Kind::Contacts => records::contacts(&mut conn, self.connection, &ids).await?.into_keys().collect(),
                Kind::Deals => deals::of_sources(&mut conn, self.connection, &ids).await?.into_keys().collect(),
                Kind::Tasks => HashSet::new(),
            };
            drop(conn);
            let missing: Vec<String> = named.into_iter().filter(|id| !known.contains(*id)).cloned().collect();
            for some in missing.chunks(PER_PAGE) {
                self.asking = of.scope();
                let page = self.portal.some(of, some).await?;
                let read = Read { odd: Vec::new(), ..Read::of(of, &page) };
                let stays = self.cursor.clone();
                Box::pin(self.store(of, read, Links::ToAsk, stays)).await?;
                self.asking = kind.scope();
            }
        }
        Ok(())
    }

    /// Reads pipelines and owners again, once, where a deal names one that is not known.
    async fn know_stages_and_owners(&mut self, fresh: &[Object]) -> Result<(), Halt> {
        let mut conn = self.cx.read().await?;
        let stages = stages(&mut conn, self).await?;
        let owners = pipelines::owners(&mut conn, self.connection).await?;
        drop(conn);
        let is_unheard = |object: &Object| {
            let stage = (object.text("pipeline").to_owned(), object.text("dealstage").to_owned());
            let owner = object.text("hubspot_owner_id");
            !stages.contains_key(&stage) && !stage.1.is_empty() || !owner.is_empty() && !owners.contains_key(owner)
        };
        if !self.lists_are_read && fresh.iter().any(is_unheard) {
            self.read_lists().await?;
        }
        Ok(())
    }

    /// What is called here what these name.
    async fn known(&self, write: &mut Write, fresh: &[Object]) -> anyhow::Result<Known> {
        let named = |kind: Kind| fresh.iter().flat_map(move |object| object.linked(kind.name()));
        let companies: Vec<&str> = named(Kind::Companies).map(String::as_str).collect();
        let of_deals: Vec<&str> = named(Kind::Deals).map(String::as_str).collect();
        let companies = records::companies(write.conn(), self.connection, &companies).await?;
        let found = deals::of_sources(write.conn(), self.connection, &of_deals).await?;
        Ok(Known {
            stages: stages(write.conn(), self).await?,
            owners: pipelines::owners(write.conn(), self.connection).await?,
            companies: companies.into_iter().map(|(source, record)| (source, record.id)).collect(),
            contacts: super::people::ids_of(write.conn(), self.connection, named(Kind::Contacts)).await?,
            deals: found.into_iter().map(|(source, deal)| (source, deal.id)).collect(),
        })
    }

    /// What of a deal we are writing just now, or may have written: no news, however soon it is read.
    async fn own_changes(&self, write: &mut Write, deal: &deals::Told) -> anyhow::Result<Vec<Field>> {
        let (source_id, at) = (deal.facts.source_id.as_str(), Time(deal.facts.modified_at));
        let stage = writes::stage(deal.facts.stage_id.map(api::StageId));
        let value = (writes::Field::Stage, stage.as_str());
        let is_ours = writes::is_ours(write, self.connection, writes::Kind::Deal, source_id, value, at).await?;
        Ok(is_ours.then_some(Field::Stage).into_iter().collect())
    }

    /// Deals that became other deals are no deals of their own any more.
    async fn put_away_merged(&self, write: &mut Write, fresh: &[Object]) -> anyhow::Result<()> {
        let merged: Vec<&str> =
            fresh.iter().flat_map(|object| object.list("hs_merged_object_ids").filter(|id| *id != object.id)).collect();
        if !merged.is_empty() {
            deals::archive(write, self.connection, &merged, self.cx.now()).await?;
        }
        Ok(())
    }
}

fn standing<T>(known: HashMap<String, records::Known<T>>) -> HashMap<String, Time> {
    known.into_iter().filter(|(_, record)| !record.is_archived).map(|(id, record)| (id, record.modified_at)).collect()
}

async fn stages(conn: &mut crate::store::Conn, reading: &Reading<'_>) -> anyhow::Result<HashMap<(String, String), api::StageId>> {
    let all = pipelines::of_connection(conn, reading.connection).await?;
    Ok(all.into_iter().map(|stage| ((stage.pipeline_source_id, stage.source_id), stage.id)).collect())
}
