//! A portal that lies in a folder, as HubSpot would answer: a file of records for each kind, one of pipelines and one of owners.
//!
//! It is read like any portal and never written to. A demo has its pipeline in one.

use super::kinds::Kind;
use super::wire::{Object, Owner, Page, Pipeline, PipelineList, moment, said};
use crate::connectors::halt::Halt;
use anyhow::Context as _;
use api::Time;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What the files beside those of the kinds are called, without their ending.
pub const PIPELINES: &str = "pipelines";
pub const OWNERS: &str = "owners";

#[derive(Clone, Debug)]
pub(super) struct Folder {
    place: PathBuf,
}

/// What the files of records are called, each with the property that holds when one last changed.
pub fn kinds() -> [(&'static str, &'static str); 4] {
    Kind::ALL.map(|kind| (kind.name(), kind.changed()))
}

/// The file in which what is called so lies.
pub fn file(place: &Path, name: &str) -> PathBuf {
    place.join(format!("{name}.json"))
}

fn changed_at(kind: Kind, record: &Value) -> Option<Time> {
    record.get("properties")?.get(kind.changed()).and_then(said).and_then(|changed| moment(&changed))
}

impl Folder {
    /// None where no folder is there.
    pub fn at(place: &str) -> Option<Self> {
        let place = PathBuf::from(place);
        place.is_dir().then_some(Self { place })
    }

    async fn read<T: DeserializeOwned + Send + 'static>(&self, name: &str) -> Result<T, Halt> {
        let file = file(&self.place, name);
        let read = move || -> anyhow::Result<T> {
            let shown = file.display();
            let bytes = std::fs::read(&file).with_context(|| format!("Read {shown}"))?;
            serde_json::from_slice(&bytes).with_context(|| format!("Read {shown}"))
        };
        Ok(tokio::task::spawn_blocking(read).await.context("Read a portal's folder")??)
    }

    async fn records(&self, kind: Kind, is_wanted: impl Fn(&Value) -> bool) -> Result<Vec<Value>, Halt> {
        let mut page: Page = self.read(kind.name()).await?;
        page.results.retain(is_wanted);
        Ok(page.results)
    }

    /// All records of a kind, with what they belong to.
    pub async fn list(&self, kind: Kind) -> Result<Page, Halt> {
        Ok(Page { results: self.records(kind, |_| true).await?, ..Page::default() })
    }

    /// What changed at that moment or later, oldest change first.
    pub async fn changed(&self, kind: Kind, since: Time) -> Result<Page, Halt> {
        let mut results = self.records(kind, |record| changed_at(kind, record) >= Some(since)).await?;
        results.sort_by_key(|record| changed_at(kind, record));
        Ok(Page { results, ..Page::default() })
    }

    pub async fn count(&self, kind: Kind) -> Result<Option<i64>, Halt> {
        Ok(i64::try_from(self.records(kind, |_| true).await?.len()).ok())
    }

    /// These records, as far as they are there.
    pub async fn some(&self, kind: Kind, ids: &[String]) -> Result<Page, Halt> {
        let is_one = |record: &Value| record.get("id").and_then(said).is_some_and(|id| ids.contains(&id));
        Ok(Page { results: self.records(kind, is_one).await?, ..Page::default() })
    }

    /// To which records of a kind these belong.
    pub async fn links(&self, from: Kind, to: Kind, ids: &[String]) -> Result<HashMap<String, Vec<String>>, Halt> {
        let page = self.some(from, ids).await?;
        let all = page.results.iter().filter_map(|record| Object::read(record, from.changed()).ok());
        Ok(all.map(|object| (object.id.clone(), object.linked(to.name()).to_vec())).collect())
    }

    pub async fn pipelines(&self) -> Result<Vec<Pipeline>, Halt> {
        Ok(self.read::<PipelineList>(PIPELINES).await?.results)
    }

    pub async fn owners(&self) -> Result<Vec<Owner>, Halt> {
        let page: Page = self.read(OWNERS).await?;
        Ok(page.results.into_iter().filter_map(|owner| serde_json::from_value(owner).ok()).collect())
    }
}
