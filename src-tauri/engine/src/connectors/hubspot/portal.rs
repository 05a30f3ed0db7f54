//! A portal to be asked, within its limits. What reads waits for them; a short wait is waited for, a longer one ends the step.

use super::folder::Folder;
use super::kinds::Kind;
use super::wire::{LinksOfMany, Owner, Page, Pipeline, PipelineList};
use super::{PLACE, VERSION};
use crate::connectors::halt::Halt;
use crate::connectors::quotas::Pace;
use crate::connectors::web::{Ask, BURST, Fault, Service};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use anyhow::Context as _;
use api::{SignInId, Time, text};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;

/// Records on one page of a list, and in one batch.
pub const PER_PAGE: usize = 100;
/// Results on one page of a search, and how far one goes.
pub const PER_SEARCH: usize = 200;
pub const SEARCHED_AT_MOST: usize = 10_000;
/// What the smallest portal may ask; a larger one says so in its answers.
const REQUESTS: Pace = Pace { name: BURST, n_times: 100, within_ms: 10_000 };
/// Searches count apart.
const SEARCHES: Pace = Pace { name: "search", n_times: 4, within_ms: 1_000 };
/// What reading leaves to what is written meanwhile.
const SPARE: usize = 5;
/// A wait up to this is waited for within the step.
const SHORT_WAIT_MS: i64 = 1_500;

#[derive(Clone, Debug)]
pub struct Portal {
    cx: Cx,
    place: Place,
}

/// Where a portal is.
#[derive(Clone, Debug)]
enum Place {
    Service(Box<SignedIn>),
    Folder(Folder),
}

#[derive(Clone, Debug)]
struct SignedIn {
    service: Service,
    row: sign_ins::Row,
}

impl Portal {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn of(cx: &Cx, connection: &Row) -> anyhow::Result<Self> {
        if connection.sign_in().is_none()
            && let Some(folder) = Folder::at(&connection.location)
        {
            return Ok(Self { cx: cx.clone(), place: Place::Folder(folder) });
        }
        let service = Service::of(cx, connection, PLACE, "").await?;
        let row = sign_ins::one(&mut *cx.read().await?, service.sign_in()).await?;
        let row = row.with_context(|| text::sign_in_again_because(""))?;
        Ok(Self { cx: cx.clone(), place: Place::Service(Box::new(SignedIn { service, row })) })
    }

    /// None of a portal that lies in a folder.
    pub fn sign_in(&self) -> Option<SignInId> {
        match &self.place {
            Place::Service(signed_in) => Some(signed_in.service.sign_in()),
            Place::Folder(_) => None,
        }
    }

    pub fn may_read(&self, kind: Kind) -> bool {
        self.may(kind.scope())
    }

    pub fn may(&self, scope: &str) -> bool {
        match &self.place {
            Place::Service(signed_in) => signed_in.row.allows(scope),
            Place::Folder(_) => true,
        }
    }

    /// Takes a scope off what the token is known to be allowed. Answers the rest.
    pub fn loses(&mut self, scope: &str) -> String {
        let Place::Service(signed_in) = &mut self.place else { return String::new() };
        let left: Vec<&str> = signed_in.row.scopes.split_whitespace().filter(|one| *one != scope).collect();
        signed_in.row.scopes = left.join(" ");
        signed_in.row.scopes.clone()
    }

    /// The service, where it can be asked. Errors: it is a folder, in which nothing is written.
    fn service(&self) -> Result<&Service, Fault> {
        match &self.place {
            Place::Service(signed_in) => Ok(&signed_in.service),
            Place::Folder(_) => Err(Fault::Forbidden(text::portal_is_only_read())),
        }
    }

    async fn pass(&self, pace: Pace, spare: usize) -> Result<(), Halt> {
        let Some(sign_in) = self.sign_in() else { return Ok(()) };
        let ask = |now: Time| self.cx.quotas.ask(sign_in, pace, spare, now);
        let Err(at) = ask(self.cx.now()) else { return Ok(()) };
        let wait = at.ms_since(self.cx.now());
        if wait > SHORT_WAIT_MS {
            return Err(Halt::Until(at));
        }
        tokio::time::sleep(self.cx.clock.wait_for(Duration::from_millis(wait.max(0).unsigned_abs()))).await;
        // A clock that stands still does not know that this was waited for.
        ask(at.max(self.cx.now())).map_err(Halt::Until)
    }

    fn leave_alone(&self, pace: Pace, fault: &Fault) {
        if let (Fault::Busy(until), Some(sign_in)) = (fault, self.sign_in()) {
            self.cx.quotas.leave_alone(sign_in, pace.name, *until);
        }
    }

    fn told(&self, pace: Pace, fault: Fault) -> Halt {
        self.leave_alone(pace, &fault);
        fault.into()
    }

    async fn get<T: DeserializeOwned>(&self, path: &[&str], query: Vec<(&str, String)>) -> Result<T, Halt> {
        self.pass(REQUESTS, SPARE).await?;
        self.service()?.get(path, query).await.map_err(|fault| self.told(REQUESTS, fault))
    }

    /// Asks with a body for something that changes nothing.
    async fn ask<T: DeserializeOwned>(&self, pace: Pace, spare: usize, path: &[&str], body: Value) -> Result<T, Halt> {
        self.pass(pace, spare).await?;
        let ask = Ask { query: Vec::new(), body: Some(body) };
        self.service()?.patiently(Method::POST, path, ask).await.map_err(|fault| self.told(pace, fault))
    }

    /// One page of all records of a kind, with what they belong to.
    pub async fn list(&self, kind: Kind, after: Option<&str>) -> Result<Page, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.list(kind).await;
        }
        let mut query = vec![("limit", PER_PAGE.to_string()), ("properties", kind.properties().join(","))];
        if !kind.belongs_to().is_empty() {
            query.push(("associations", kind.belongs_to().iter().map(|kind| kind.name()).collect::<Vec<_>>().join(",")));
        }
        query.extend(after.map(|after| ("after", after.to_owned())));
        self.get(&kind.path(), query).await
    }

    /// One page of what was put away.
    pub async fn archived(&self, kind: Kind, after: Option<&str>) -> Result<Page, Halt> {
        if let Place::Folder(_) = self.place {
            return Ok(Page::default());
        }
        let mut query =
            vec![("limit", PER_PAGE.to_string()), ("archived", "true".to_owned()), ("properties", kind.changed().to_owned())];
        query.extend(after.map(|after| ("after", after.to_owned())));
        self.get(&kind.path(), query).await
    }

    /// One page of what changed at that moment or later, oldest change first.
    pub async fn changed(&self, kind: Kind, since: Time, after: &str) -> Result<Page, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.changed(kind, since).await;
        }
        let filter = json!({ "propertyName": kind.changed(), "operator": "GTE", "value": since.0.to_string() });
        let body = json!({
            "filterGroups": [{ "filters": [filter] }], "sorts": [kind.changed()], "properties": kind.properties(),
            "limit": PER_SEARCH, "after": after,
        });
        self.search(kind, body).await
    }

    /// How many records of a kind there are.
    pub async fn count(&self, kind: Kind) -> Result<Option<i64>, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.count(kind).await;
        }
        let body = json!({ "filterGroups": [], "sorts": [], "properties": [], "limit": 1, "after": "0" });
        Ok(self.search(kind, body).await?.total)
    }

    async fn search(&self, kind: Kind, body: Value) -> Result<Page, Halt> {
        let mut path = kind.path().to_vec();
        path.push("search");
        self.ask(SEARCHES, 0, &path, body).await
    }

    /// These records, as far as they are there.
    pub async fn some(&self, kind: Kind, ids: &[String]) -> Result<Page, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.some(kind, ids).await;
        }
        let inputs: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        let body = json!({ "inputs": inputs, "properties": kind.properties(), "propertiesWithHistory": [] });
        let mut path = kind.path().to_vec();
        path.extend(["batch", "read"]);
        self.ask(REQUESTS, SPARE, &path, body).await
    }

    /// To which records of a kind these belong, the main one of each first.
    pub async fn links(&self, from: Kind, to: Kind, ids: &[String]) -> Result<HashMap<String, Vec<String>>, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.links(from, to, ids).await;
        }
        let mut all = HashMap::new();
        for some in ids.chunks(PER_PAGE) {
            let inputs: Vec<Value> = some.iter().map(|id| json!({ "id": id })).collect();
            let path = ["crm", "associations", VERSION, from.name(), to.name(), "batch", "read"];
            let links: LinksOfMany = self.ask(REQUESTS, SPARE, &path, json!({ "inputs": inputs })).await?;
            all.extend(links.results.iter().filter_map(|one| one.read()));
        }
        Ok(all)
    }

    /// Passes the limits for something that is written, or for a look at it: reading leaves some for that.
    async fn pass_for_writing(&self) -> Result<(), Fault> {
        self.pass(REQUESTS, 0).await.map_err(|halt| match halt {
            Halt::Until(at) | Halt::Busy(at) => Fault::Busy(at),
            Halt::Fault(fault) => fault,
            Halt::Overtaken => Fault::Busy(self.cx.now().plus_seconds(1)),
            Halt::Failed(error) => Fault::Here(format!("{error:#}")),
        })
    }

    fn noted<T>(&self, done: Result<T, Fault>) -> Result<T, Fault> {
        done.inspect_err(|fault| self.leave_alone(REQUESTS, fault))
    }

    /// One record as it is now.
    pub async fn one(&self, kind: Kind, id: &str, properties: &[&str]) -> Result<Value, Fault> {
        self.pass_for_writing().await?;
        let mut path = kind.path().to_vec();
        path.push(id);
        let query = vec![("properties", [properties, &[kind.changed()]].concat().join(","))];
        self.noted(self.service()?.get(&path, query).await)
    }

    /// Changes values of a record, once.
    pub async fn change(&self, kind: Kind, id: &str, properties: Value) -> Result<Value, Fault> {
        self.pass_for_writing().await?;
        let mut path = kind.path().to_vec();
        path.push(id);
        let ask = Ask { query: Vec::new(), body: Some(json!({ "properties": properties })) };
        self.noted(self.service()?.once(Method::PATCH, &path, &ask).await)
    }

    /// Makes a record of what is called so, once.
    pub async fn make(&self, name: &str, body: Value) -> Result<Value, Fault> {
        self.pass_for_writing().await?;
        let ask = Ask { query: Vec::new(), body: Some(body) };
        self.noted(self.service()?.once(Method::POST, &["crm", "objects", VERSION, name], &ask).await)
    }

    /// Puts a record of what is called so into the bin, once.
    pub async fn put_away(&self, name: &str, id: &str) -> Result<(), Fault> {
        self.pass_for_writing().await?;
        let path = ["crm", "objects", VERSION, name, id];
        let done: Result<Option<Value>, Fault> = self.service()?.once(Method::DELETE, &path, &Ask::default()).await;
        self.noted(done).map(drop)
    }

    /// The records of what is called so that belong to another one.
    pub async fn beside(&self, of: Kind, name: &str, id: &str) -> Result<Vec<String>, Fault> {
        self.pass_for_writing().await?;
        let ask = Ask { query: Vec::new(), body: Some(json!({ "inputs": [{ "id": id }] })) };
        let path = ["crm", "associations", VERSION, of.name(), name, "batch", "read"];
        let links: LinksOfMany = self.noted(self.service()?.patiently(Method::POST, &path, ask).await)?;
        Ok(links.results.iter().filter_map(|one| one.read()).flat_map(|(_, all)| all).collect())
    }

    /// These records of what is called so, as far as they are there, with one of their values.
    pub async fn these(&self, name: &str, ids: &[String], property: &str) -> Result<Page, Fault> {
        self.pass_for_writing().await?;
        let inputs: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        let body = json!({ "inputs": inputs, "properties": [property], "propertiesWithHistory": [] });
        let ask = Ask { query: Vec::new(), body: Some(body) };
        self.noted(self.service()?.patiently(Method::POST, &["crm", "objects", VERSION, name, "batch", "read"], ask).await)
    }

    pub async fn pipelines(&self) -> Result<Vec<Pipeline>, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.pipelines().await;
        }
        let list: PipelineList = self.get(&["crm", "pipelines", VERSION, "deals"], Vec::new()).await?;
        Ok(list.results)
    }

    pub async fn owners(&self) -> Result<Vec<Owner>, Halt> {
        if let Place::Folder(folder) = &self.place {
            return folder.owners().await;
        }
        let mut owners = Vec::new();
        let mut after = None;
        loop {
            let mut query = vec![("limit", PER_PAGE.to_string())];
            query.extend(after.map(|after| ("after", after)));
            let page: Page = self.get(&["crm", "owners", VERSION], query).await?;
            after = page.next();
            // Somebody who cannot be read owns what nobody owns.
            owners.extend(page.results.into_iter().filter_map(|owner| serde_json::from_value::<Owner>(owner).ok()));
            if after.is_none() {
                return Ok(owners);
            }
        }
    }
}
