//! What is done at each path, once the request is known to fit.

use super::links;
use super::paths::{Named, Op, Route};
use super::portal::{Key, Object, Portal, Refusal};
use super::properties::{self, Kind, written};
use super::search::Search;
use super::wire::Request;
use api::Time;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A request that fits its path.
#[derive(Debug)]
pub struct Asked<'a> {
    pub route: &'a Route,
    pub named: Named,
    pub request: &'a Request,
    pub body: Value,
    pub now: Time,
    /// A search does not see yet what changed within so many milliseconds.
    pub lag_ms: i64,
}

/// The status and the body.
pub type Done = Result<(u16, Value), Refusal>;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    list(value, name).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn values(value: &Value) -> BTreeMap<String, String> {
    let given = value.get("properties").and_then(Value::as_object).into_iter().flatten();
    given.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

fn kind(name: &str) -> Result<Kind, Refusal> {
    Kind::of(name).ok_or_else(|| Refusal::invalid(format!("Unable to infer object type from: {name}")))
}

/// A batch as it is answered; what is missing is named beside what is there.
fn batch(status: u16, results: Vec<Value>, missing: Vec<Value>, now: Time) -> (u16, Value) {
    let at = written(now);
    let mut answer = json!({ "status": "COMPLETE", "results": results, "startedAt": at, "completedAt": at });
    if missing.is_empty() {
        return (status, answer);
    }
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("numErrors".to_owned(), json!(missing.len()));
        fields.insert("errors".to_owned(), Value::Array(missing));
    }
    (207, answer)
}

fn fault(refusal: &Refusal) -> Value {
    json!({
        "status": "error", "category": refusal.category, "message": refusal.words, "context": {}, "errors": [], "links": {},
    })
}

impl Asked<'_> {
    fn query(&self, name: &str) -> Option<&str> {
        self.request.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn names(&self, name: &str) -> Vec<String> {
        let all = self.request.query.iter().filter(|(known, _)| known == name);
        all.flat_map(|(_, value)| value.split(',')).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    }

    fn number(&self, name: &str, usual: usize) -> usize {
        self.query(name).and_then(|value| value.parse().ok()).unwrap_or(usual)
    }

    fn kind(&self) -> Result<Kind, Refusal> {
        kind(&self.named.kind)
    }

    pub fn carry_out(&self, portal: &mut Portal) -> Done {
        match self.route.op {
            Op::List => self.list(portal),
            Op::Create => self.create(portal, &self.body).map(|told| (201, told)),
            Op::Read => self.read(portal),
            Op::Update => self.update(portal, &self.named.id, &self.body).map(|told| (200, told)),
            Op::Archive => self.archive(portal),
            Op::BatchArchive => self.archive_many(portal),
            Op::BatchCreate => self.many(portal, 201, |portal, input| self.create(portal, input)),
            Op::BatchRead => self.read_many(portal),
            Op::BatchUpdate => self.many(portal, 200, |portal, input| self.update(portal, text(input, "id"), input)),
            Op::BatchUpsert => self.many(portal, 200, |portal, input| self.upsert(portal, input)),
            Op::GdprDelete => self.forget(portal),
            Op::Merge => {
                let (first, second) = (text(&self.body, "primaryObjectId"), text(&self.body, "objectIdToMerge"));
                let id = portal.merge(self.kind()?, first, second, self.now)?;
                self.told(portal, id, &[]).map(|told| (200, told))
            }
            Op::Search => self.search(portal),
            Op::ReadLinks => self.read_links(portal),
            Op::Link | Op::LinkDefault => self.link(portal),
            Op::Unlink => self.unlink(portal),
            Op::ReadLinksOfMany => self.read_links_of_many(portal),
            Op::LinkMany | Op::LinkManyDefault => self.link_many(portal),
            Op::UnlinkMany | Op::UnlinkLabels => self.unlink_many(portal),
            Op::ListOwners => self.owners(portal),
            Op::ReadOwner => match portal.owners.iter().find(|owner| owner.id == self.named.id) {
                Some(owner) => Ok((200, Portal::told_owner(owner))),
                None => Err(self.not_there()),
            },
            Op::ListPipelines => match self.kind()? {
                Kind::Deals => {
                    let told: Vec<Value> = portal.pipelines.iter().map(Portal::told_pipeline).collect();
                    Ok((200, json!({ "results": told })))
                }
                _ => Ok((200, json!({ "results": [] }))),
            },
            Op::ReadPipeline => Ok((200, self.pipeline(portal)?)),
            Op::ListStages => {
                let pipeline = self.pipeline(portal)?;
                Ok((200, json!({ "results": pipeline.get("stages") })))
            }
            Op::ListProperties => {
                let kind = self.kind()?;
                let told: Vec<Value> = properties::defined(kind).map(|(name, holds)| properties::told(name, holds)).collect();
                Ok((200, json!({ "results": told })))
            }
            Op::ReadProperty => match portal.holds(self.kind()?, &self.named.id) {
                Some(holds) => Ok((200, properties::told(&self.named.id, holds))),
                None => Err(self.not_there()),
            },
            // It is answered before anything is asked of the portal.
            Op::Introspect => Err(self.not_there()),
        }
    }

    fn not_there(&self) -> Refusal {
        Refusal { status: 404, category: "OBJECT_NOT_FOUND", words: "resource not found".to_owned() }
    }

    fn pipeline(&self, portal: &Portal) -> Result<Value, Refusal> {
        let found = portal.pipelines.iter().find(|pipeline| pipeline.id == self.named.id);
        found.map(Portal::told_pipeline).ok_or_else(|| self.not_there())
    }

    /// An object with what was asked of it; what it does not hold is null, what no object has is left out.
    fn with(&self, portal: &Portal, kind: Kind, id: u64, object: &Object, wanted: &[String]) -> Value {
        let mut told = serde_json::Map::new();
        for name in ["hs_object_id", kind.made(), kind.changed()] {
            told.insert(name.to_owned(), json!(object.properties.get(name)));
        }
        for name in wanted.iter().filter(|name| portal.holds(kind, name).is_some()) {
            told.insert(name.clone(), json!(object.properties.get(name)));
        }
        let mut whole = json!({
            "id": id.to_string(), "properties": told, "createdAt": written(object.made_at),
            "updatedAt": written(object.changed_at), "archived": object.archived_at.is_some(),
            "url": format!("https://app.hubspot.example/contacts/{}/record/{}/{id}", super::PORTAL_ID, kind.names().1),
        });
        if let (Some(at), Some(fields)) = (object.archived_at, whole.as_object_mut()) {
            fields.insert("archivedAt".to_owned(), json!(written(at)));
        }
        whole
    }

    fn told(&self, portal: &Portal, id: u64, wanted: &[String]) -> Result<Value, Refusal> {
        let kind = self.kind()?;
        let (id, object) = portal.find(kind, &id.to_string()).ok_or_else(|| self.not_there())?;
        Ok(self.with(portal, kind, id, object, wanted))
    }

    fn with_links(&self, portal: &Portal, key: Key, mut told: Value) -> Value {
        let mut beside = serde_json::Map::new();
        for (name, kind) in self.names("associations").into_iter().filter_map(|name| Some((name.clone(), Kind::of(&name)?))) {
            if !portal.linked(key, kind).is_empty() {
                beside.insert(name, links::beside(portal, key, kind));
            }
        }
        if let Some(fields) = told.as_object_mut().filter(|_| !beside.is_empty()) {
            fields.insert("associations".to_owned(), Value::Object(beside));
        }
        told
    }

    fn list(&self, portal: &Portal) -> Done {
        let (kind, limit) = (self.kind()?, self.number("limit", 10));
        let after = match self.query("after") {
            Some(after) => after.parse().map_err(|_| Refusal::invalid(format!("{after:?} is no place in this list")))?,
            None => 0,
        };
        let is_archived = self.query("archived") == Some("true");
        let wanted = self.names("properties");
        // Whatever was merged into another is gone, not archived.
        let is_wanted =
            |(_, object): &(u64, &Object)| object.archived_at.is_some() == is_archived && object.merged_into.is_none();
        let mut found = portal.after(kind, after).filter(is_wanted);
        let page: Vec<(u64, &Object)> = found.by_ref().take(limit).collect();
        let results: Vec<Value> = page
            .iter()
            .map(|(id, object)| self.with_links(portal, (kind, *id), self.with(portal, kind, *id, object, &wanted)))
            .collect();
        let mut answer = json!({ "results": results });
        if let (Some((last, _)), Some(_), Some(fields)) = (page.last(), found.next(), answer.as_object_mut()) {
            fields.insert("paging".to_owned(), json!({ "next": { "after": last.to_string() } }));
        }
        Ok((200, answer))
    }

    fn read(&self, portal: &Portal) -> Done {
        let kind = self.kind()?;
        let name = match self.query("idProperty") {
            Some(property) => portal.by(kind, property, &self.named.id).map(|id| id.to_string()),
            None => Some(self.named.id.clone()),
        };
        let is_archived = self.query("archived") == Some("true");
        let found = name.and_then(|name| portal.find(kind, &name));
        let found = found.filter(|(_, object)| object.archived_at.is_some() == is_archived);
        let (id, object) = found.ok_or_else(|| Refusal::missing(kind, &self.named.id))?;
        let told = self.with(portal, kind, id, object, &self.names("properties"));
        Ok((200, self.with_links(portal, (kind, id), told)))
    }

    fn read_many(&self, portal: &Portal) -> Done {
        let (kind, wanted) = (self.kind()?, texts(&self.body, "properties"));
        let property = text(&self.body, "idProperty");
        let is_archived = self.query("archived") == Some("true");
        let (mut results, mut missing) = (Vec::new(), Vec::new());
        for input in list(&self.body, "inputs") {
            let name = text(input, "id");
            let id = if property.is_empty() {
                Some(name.to_owned())
            } else {
                portal.by(kind, property, name).map(|id| id.to_string())
            };
            let found = id.and_then(|id| portal.find(kind, &id));
            match found.filter(|(_, object)| object.archived_at.is_some() == is_archived) {
                Some((id, object)) => results.push(self.with(portal, kind, id, object, &wanted)),
                None => missing.push(fault(&Refusal::missing(kind, name))),
            }
        }
        Ok(batch(200, results, missing, self.now))
    }

    fn create(&self, portal: &mut Portal, input: &Value) -> Result<Value, Refusal> {
        let kind = self.kind()?;
        let mut with = Vec::new();
        for linked in list(input, "associations") {
            let to = text(linked.get("to").unwrap_or(&Value::Null), "id");
            for spec in list(linked, "types") {
                let number = spec.get("associationTypeId").and_then(Value::as_u64).unwrap_or_default();
                let other = links::kind_of(kind, number)
                    .ok_or_else(|| Refusal::invalid(format!("Invalid association type {number} of {}", kind.names().0)))?;
                let (id, _) = portal.find(other, to).ok_or_else(|| Refusal::missing(other, to))?;
                with.push((other, id));
            }
        }
        let id = portal.make(kind, &values(input), self.now)?;
        for other in with {
            portal.link((kind, id), other);
        }
        let names: Vec<String> = values(input).into_keys().collect();
        self.told(portal, id, &names)
    }

    fn update(&self, portal: &mut Portal, name: &str, input: &Value) -> Result<Value, Refusal> {
        let kind = self.kind()?;
        let property = self.query("idProperty").unwrap_or_else(|| text(input, "idProperty"));
        let found = if property.is_empty() { None } else { portal.by(kind, property, name).map(|id| id.to_string()) };
        let id = portal.change(kind, found.as_deref().unwrap_or(name), &values(input), self.now)?;
        let names: Vec<String> = values(input).into_keys().collect();
        self.told(portal, id, &names)
    }

    fn upsert(&self, portal: &mut Portal, input: &Value) -> Result<Value, Refusal> {
        let (kind, property) = (self.kind()?, text(input, "idProperty"));
        match portal.by(kind, property, text(input, "id")) {
            Some(_) => self.update(portal, text(input, "id"), input),
            None => {
                let mut with = input.clone();
                if let Some(given) = with.get_mut("properties").and_then(Value::as_object_mut) {
                    given.insert(property.to_owned(), json!(text(input, "id")));
                }
                self.create(portal, &with)
            }
        }
    }

    /// All or nothing, as a batch of one fault is refused.
    fn many(&self, portal: &mut Portal, status: u16, each: impl Fn(&mut Portal, &Value) -> Result<Value, Refusal>) -> Done {
        let (mut results, mut missing) = (Vec::new(), Vec::new());
        for input in list(&self.body, "inputs") {
            match each(portal, input) {
                Ok(told) => results.push(told),
                Err(refusal) if refusal.status == 404 => missing.push(fault(&refusal)),
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(batch(status, results, missing, self.now))
    }

    /// Archiving again, and what is not there, is no fault.
    fn archive(&self, portal: &mut Portal) -> Done {
        let kind = self.kind()?;
        if let Some((id, _)) = portal.find(kind, &self.named.id) {
            portal.archive(kind, id, self.now);
        }
        Ok((204, Value::Null))
    }

    fn archive_many(&self, portal: &mut Portal) -> Done {
        let kind = self.kind()?;
        for input in list(&self.body, "inputs") {
            if let Some((id, _)) = portal.find(kind, text(input, "id")) {
                portal.archive(kind, id, self.now);
            }
        }
        Ok((204, Value::Null))
    }

    fn forget(&self, portal: &mut Portal) -> Done {
        let kind = self.kind()?;
        let (property, name) = (text(&self.body, "idProperty"), text(&self.body, "objectId"));
        let id = if property.is_empty() { name.parse().ok() } else { portal.by(kind, property, name) };
        if let Some(id) = id {
            portal.forget(kind, id, self.now);
        }
        Ok((204, Value::Null))
    }

    fn search(&self, portal: &Portal) -> Done {
        let kind = self.kind()?;
        let search = Search::read(portal, kind, &self.body)?;
        let wanted = texts(&self.body, "properties");
        let is_seen =
            |(_, object): &(u64, &Object)| object.archived_at.is_none() && self.now.ms_since(object.changed_at) >= self.lag_ms;
        let found = search.find(portal.objects(kind).filter(is_seen));
        let page = found.iter().skip(search.offset).take(search.limit);
        let results: Vec<Value> = page.map(|(id, object)| self.with(portal, kind, *id, object, &wanted)).collect();
        let next = search.offset + results.len();
        let mut answer = json!({ "total": found.len(), "results": results });
        if let Some(fields) = answer.as_object_mut().filter(|_| next < found.len()) {
            fields.insert("paging".to_owned(), json!({ "next": { "after": next.to_string() } }));
        }
        Ok((200, answer))
    }

    fn ends(&self, portal: &Portal) -> Result<(Key, Kind), Refusal> {
        let (of, with) = (self.kind()?, kind(&self.named.to)?);
        links::numbers(of, with).ok_or_else(|| Refusal::invalid("There are no associations between these"))?;
        let found = if self.named.id.is_empty() { Some(0) } else { portal.find(of, &self.named.id).map(|(id, _)| id) };
        Ok(((of, found.ok_or_else(|| Refusal::missing(of, &self.named.id))?), with))
    }

    fn read_links(&self, portal: &Portal) -> Done {
        let (of, with) = self.ends(portal)?;
        let (skip, limit) = (self.number("after", 0), self.number("limit", 500));
        let all = links::told(portal, of, with);
        let results: Vec<&Value> = all.iter().skip(skip).take(limit).collect();
        let next = skip + results.len();
        let mut answer = json!({ "results": results });
        if let Some(fields) = answer.as_object_mut().filter(|_| next < all.len()) {
            fields.insert("paging".to_owned(), json!({ "next": { "after": next.to_string() } }));
        }
        Ok((200, answer))
    }

    fn link(&self, portal: &mut Portal) -> Done {
        let (of, with) = self.ends(portal)?;
        let (to, _) = portal.find(with, &self.named.to_id).ok_or_else(|| Refusal::missing(with, &self.named.to_id))?;
        portal.link(of, (with, to));
        portal.touch(of.0, of.1, self.now);
        if self.route.op == Op::LinkDefault {
            return Ok(batch(200, vec![links::made(of, (with, to))], Vec::new(), self.now));
        }
        Ok((
            201,
            json!({
                "fromObjectId": of.1.to_string(), "fromObjectTypeId": of.0.names().1, "labels": [],
                "toObjectId": to.to_string(), "toObjectTypeId": with.names().1,
            }),
        ))
    }

    fn unlink(&self, portal: &mut Portal) -> Done {
        let (of, with) = self.ends(portal)?;
        if let Some((to, _)) = portal.find(with, &self.named.to_id) {
            portal.unlink(of, (with, to));
        }
        Ok((204, Value::Null))
    }

    fn read_links_of_many(&self, portal: &Portal) -> Done {
        let ((of, _), with) = self.ends(portal)?;
        let (mut results, mut missing) = (Vec::new(), Vec::new());
        for input in list(&self.body, "inputs") {
            let name = text(input, "id");
            let told = portal.find(of, name).map(|(id, _)| links::told(portal, (of, id), with)).unwrap_or_default();
            if told.is_empty() {
                let words = format!("No {} is associated with {} {name}.", with.names().0, of.names().0);
                missing.push(fault(&Refusal { status: 404, category: "OBJECT_NOT_FOUND", words }));
            } else {
                results.push(json!({ "from": { "id": name }, "to": told }));
            }
        }
        Ok(batch(200, results, missing, self.now))
    }

    fn link_many(&self, portal: &mut Portal) -> Done {
        let ((of, _), with) = self.ends(portal)?;
        let (mut results, mut missing) = (Vec::new(), Vec::new());
        for input in list(&self.body, "inputs") {
            let end = |name: &str| text(input.get(name).unwrap_or(&Value::Null), "id").to_owned();
            match (portal.find(of, &end("from")).map(|(id, _)| id), portal.find(with, &end("to")).map(|(id, _)| id)) {
                (Some(from), Some(to)) => {
                    portal.link((of, from), (with, to));
                    results.push(links::made((of, from), (with, to)));
                }
                (None, _) => missing.push(fault(&Refusal::missing(of, &end("from")))),
                (_, None) => missing.push(fault(&Refusal::missing(with, &end("to")))),
            }
        }
        let status = if self.route.op == Op::LinkMany { 201 } else { 200 };
        Ok(batch(status, results, missing, self.now))
    }

    fn unlink_many(&self, portal: &mut Portal) -> Done {
        let ((of, _), with) = self.ends(portal)?;
        for input in list(&self.body, "inputs") {
            let Some((from, _)) = portal.find(of, text(input.get("from").unwrap_or(&Value::Null), "id")) else { continue };
            let to = input.get("to").unwrap_or(&Value::Null);
            let all: Vec<&Value> = to.as_array().map_or_else(|| vec![to], |all| all.iter().collect());
            for one in all {
                if let Some((to, _)) = portal.find(with, text(one, "id")) {
                    portal.unlink((of, from), (with, to));
                }
            }
        }
        Ok(batch(200, Vec::new(), Vec::new(), self.now))
    }

    fn owners(&self, portal: &Portal) -> Done {
        if self.query("archived") == Some("true") {
            return Ok((200, json!({ "results": [] })));
        }
        let (skip, limit) = (self.number("after", 0), self.number("limit", 100));
        let fits = |owner: &&super::portal::Owner| self.query("email").is_none_or(|email| owner.email == email);
        let all: Vec<Value> = portal.owners.iter().filter(fits).map(Portal::told_owner).collect();
        let results: Vec<&Value> = all.iter().skip(skip).take(limit).collect();
        let next = skip + results.len();
        let mut answer = json!({ "results": results });
        if let Some(fields) = answer.as_object_mut().filter(|_| next < all.len()) {
            fields.insert("paging".to_owned(), json!({ "next": { "after": next.to_string() } }));
        }
        Ok((200, answer))
    }
}
