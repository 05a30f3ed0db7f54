//! What a portal holds, and what changes in it. Nothing here knows how it is asked.

use super::properties::{Holds, Kind, holds, moment, written};
use api::Time;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An object of a portal.
#[derive(Clone, Debug)]
pub struct Object {
    pub properties: BTreeMap<String, String>,
    pub made_at: Time,
    pub changed_at: Time,
    pub archived_at: Option<Time>,
    /// Into which it was merged.
    pub merged_into: Option<u64>,
}

/// Why something cannot be done: the status, the category, and the words.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: u16,
    pub category: &'static str,
    pub words: String,
}

impl Refusal {
    pub fn invalid(words: impl Into<String>) -> Self {
        Self { status: 400, category: "VALIDATION_ERROR", words: words.into() }
    }

    pub fn missing(kind: Kind, id: &str) -> Self {
        let words = format!("Object not found.  objectId are usually numeric. {} {id}", kind.names().0);
        Self { status: 404, category: "OBJECT_NOT_FOUND", words }
    }
}

/// A stage of a pipeline.
#[derive(Clone, Debug)]
pub struct Stage {
    pub id: String,
    pub label: String,
    /// 0 to 1; the last two are 1.0 and 0.0 and closed.
    pub probability: String,
    pub is_closed: bool,
}

#[derive(Clone, Debug)]
pub struct Pipeline {
    pub id: String,
    pub label: String,
    pub stages: Vec<Stage>,
}

#[derive(Clone, Debug)]
pub struct Owner {
    pub id: String,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
}

/// An object by its kind and its id.
pub type Key = (Kind, u64);

#[derive(Debug, Default)]
pub struct Portal {
    objects: BTreeMap<Kind, BTreeMap<u64, Object>>,
    /// In the order in which they were made: the first is the main one of its kind.
    links: BTreeMap<Key, Vec<Key>>,
    /// Which contact had an address last.
    addresses: BTreeMap<String, u64>,
    pub pipelines: Vec<Pipeline>,
    pub owners: Vec<Owner>,
    /// Properties that only this portal has.
    pub own_properties: BTreeSet<(Kind, String)>,
    newest: u64,
}

impl Portal {
    pub fn new(pipelines: Vec<Pipeline>, owners: Vec<Owner>) -> Self {
        Self { pipelines, owners, ..Self::default() }
    }

    pub fn objects(&self, kind: Kind) -> impl Iterator<Item = (u64, &Object)> {
        self.objects.get(&kind).into_iter().flatten().map(|(id, object)| (*id, object))
    }

    /// Those after an id, in the order of their ids.
    pub fn after(&self, kind: Kind, id: u64) -> impl Iterator<Item = (u64, &Object)> {
        self.objects.get(&kind).into_iter().flat_map(move |all| all.range(id + 1..)).map(|(id, object)| (*id, object))
    }

    /// The object of this name, or the one that it was merged into.
    pub fn find(&self, kind: Kind, name: &str) -> Option<(u64, &Object)> {
        let mut id = name.parse::<u64>().ok()?;
        let all = self.objects.get(&kind)?;
        while let Some(into) = all.get(&id)?.merged_into {
            id = into;
        }
        all.get(&id).map(|object| (id, object))
    }

    /// The one that is not archived and holds this value.
    pub fn by(&self, kind: Kind, property: &str, value: &str) -> Option<u64> {
        let is_it = |(_, object): &(u64, &Object)| {
            object.archived_at.is_none() && object.properties.get(property).is_some_and(|known| known == value)
        };
        if (kind, property) == (Kind::Contacts, "email") {
            let id = *self.addresses.get(value)?;
            return self.objects.get(&kind)?.get(&id).filter(|object| is_it(&(id, object))).map(|_| id);
        }
        self.objects(kind).find(is_it).map(|(id, _)| id)
    }

    pub fn holds(&self, kind: Kind, name: &str) -> Option<Holds> {
        let own = || self.own_properties.contains(&(kind, name.to_owned())).then_some(Holds::Text);
        holds(kind, name).or_else(own)
    }

    /// Values as they are kept. Errors: what a property does not take.
    fn kept(&self, kind: Kind, given: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Refusal> {
        let mut kept = BTreeMap::new();
        for (name, value) in given {
            let Some(holds) = self.holds(kind, name) else {
                return Err(Refusal::invalid(format!("Property values were not valid: Property \"{name}\" does not exist")));
            };
            let fits = match holds {
                _ if value.is_empty() => holds != Holds::Own,
                Holds::Text => true,
                Holds::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
                Holds::Moment => moment(value).is_some(),
                Holds::OneOf(names) => names.contains(&value.as_str()),
                Holds::Owner => self.owners.iter().any(|owner| owner.id == *value),
                Holds::Pipeline => self.pipelines.iter().any(|pipeline| pipeline.id == *value),
                Holds::Stage => self.stage(value).is_some(),
                Holds::Own => false,
            };
            if !fits {
                let words = format!("Property values were not valid: {value:?} was not a valid value for {name}");
                return Err(Refusal::invalid(words));
            }
            let value = match (holds, moment(value)) {
                (Holds::Moment, Some(at)) => written(at),
                _ => value.clone(),
            };
            kept.insert(name.clone(), value);
        }
        Ok(kept)
    }

    fn stage(&self, id: &str) -> Option<(&Pipeline, &Stage)> {
        self.pipelines.iter().find_map(|pipeline| Some((pipeline, pipeline.stages.iter().find(|stage| stage.id == id)?)))
    }

    /// Makes an object. Errors: values that do not fit, an address that another contact has.
    pub fn make(&mut self, kind: Kind, given: &BTreeMap<String, String>, now: Time) -> Result<u64, Refusal> {
        let mut properties = self.kept(kind, given)?;
        if kind == Kind::Contacts
            && let Some(address) = properties.get("email")
            && let Some(known) = self.by(kind, "email", address)
        {
            let words = format!("Contact already exists. Existing ID: {known}");
            return Err(Refusal { status: 409, category: "CONFLICT", words });
        }
        if kind == Kind::Deals && !properties.contains_key("pipeline") {
            properties.extend(self.pipelines.first().map(|first| ("pipeline".to_owned(), first.id.clone())));
        }
        self.newest += 1;
        let id = self.newest;
        properties.insert("hs_object_id".to_owned(), id.to_string());
        properties.insert(kind.made().to_owned(), written(now));
        let object = Object { properties, made_at: now, changed_at: now, archived_at: None, merged_into: None };
        self.objects.entry(kind).or_default().insert(id, object);
        self.touch(kind, id, now);
        self.check_stage(kind, id).inspect_err(|_| drop(self.objects.entry(kind).or_default().remove(&id)))?;
        Ok(id)
    }

    /// Changes an object. Errors: it is not there or archived, values that do not fit.
    pub fn change(&mut self, kind: Kind, name: &str, given: &BTreeMap<String, String>, now: Time) -> Result<u64, Refusal> {
        let kept = self.kept(kind, given)?;
        let found = self.find(kind, name).filter(|(_, object)| object.archived_at.is_none());
        let (id, before) = found.map(|(id, object)| (id, object.clone())).ok_or_else(|| Refusal::missing(kind, name))?;
        if let Some(object) = self.objects.get_mut(&kind).and_then(|all| all.get_mut(&id)) {
            object.properties.extend(kept);
            object.properties.retain(|_, value| !value.is_empty());
        }
        if let Err(refusal) = self.check_stage(kind, id) {
            self.objects.entry(kind).or_default().insert(id, before);
            return Err(refusal);
        }
        self.touch(kind, id, now);
        Ok(id)
    }

    /// A stage belongs to the pipeline of its deal.
    fn check_stage(&self, kind: Kind, id: u64) -> Result<(), Refusal> {
        let Some(object) = self.objects.get(&kind).and_then(|all| all.get(&id)) else { return Ok(()) };
        let (Some(stage), Some(pipeline)) = (object.properties.get("dealstage"), object.properties.get("pipeline")) else {
            return Ok(());
        };
        match self.stage(stage) {
            Some((of, _)) if of.id == *pipeline => Ok(()),
            _ => Err(Refusal::invalid(format!("{stage} is not a valid stage of the pipeline {pipeline}"))),
        }
    }

    /// Notes that an object changed, with what follows from its values.
    pub fn touch(&mut self, kind: Kind, id: u64, now: Time) {
        let stage = self.objects.get(&kind).and_then(|all| all.get(&id)?.properties.get("dealstage").cloned());
        let closed = stage.and_then(|stage| self.stage(&stage).map(|(_, stage)| (stage.is_closed, stage.probability == "1.0")));
        let Some(object) = self.objects.get_mut(&kind).and_then(|all| all.get_mut(&id)) else { return };
        if let Some(address) = object.properties.get("email").filter(|_| kind == Kind::Contacts) {
            self.addresses.insert(address.clone(), id);
        }
        object.changed_at = now;
        object.properties.insert(kind.changed().to_owned(), written(now));
        if let Some((is_closed, is_won)) = closed {
            object.properties.insert("hs_is_closed".to_owned(), is_closed.to_string());
            object.properties.insert("hs_is_closed_won".to_owned(), (is_closed && is_won).to_string());
        }
    }

    /// Sets what only HubSpot sets. For tests.
    pub fn put(&mut self, kind: Kind, id: u64, name: &str, value: &str) {
        if let Some(object) = self.objects.get_mut(&kind).and_then(|all| all.get_mut(&id)) {
            object.properties.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Puts an object into the archive, where it is there.
    pub fn archive(&mut self, kind: Kind, id: u64, now: Time) {
        if let Some(object) = self.objects.get_mut(&kind).and_then(|all| all.get_mut(&id)) {
            object.archived_at.get_or_insert(now);
        }
        for other in self.links.remove(&(kind, id)).unwrap_or_default() {
            self.links.entry(other).or_default().retain(|one| *one != (kind, id));
        }
    }

    /// Takes an object out of the portal, as if it had never been there.
    pub fn forget(&mut self, kind: Kind, id: u64, now: Time) {
        self.archive(kind, id, now);
        self.objects.entry(kind).or_default().remove(&id);
    }

    /// Merges the second into the first, whose id and values stay.
    pub fn merge(&mut self, kind: Kind, first: &str, second: &str, now: Time) -> Result<u64, Refusal> {
        let live = |name: &str| {
            let found = self.find(kind, name).filter(|(_, object)| object.archived_at.is_none());
            found.map(|(id, object)| (id, object.clone())).ok_or_else(|| Refusal::missing(kind, name))
        };
        let ((id, mut kept), (gone, lost)) = (live(first)?, live(second)?);
        if id == gone {
            return Err(Refusal::invalid("An object cannot be merged with itself"));
        }
        for (name, value) in &lost.properties {
            kept.properties.entry(name.clone()).or_insert_with(|| value.clone());
        }
        let append = |kept: &mut BTreeMap<String, String>, name: &str, more: &[&str]| {
            let before = kept.get(name).cloned().unwrap_or_default();
            let mut all: Vec<&str> = before.split(';').filter(|one| !one.is_empty()).collect();
            for one in more.iter().flat_map(|more| more.split(';')).filter(|one| !one.is_empty()) {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
            kept.insert(name.to_owned(), all.join(";"));
        };
        let text = |name: &str| lost.properties.get(name).map(String::as_str).unwrap_or_default();
        append(&mut kept.properties, "hs_merged_object_ids", &[text("hs_merged_object_ids"), &gone.to_string()]);
        if kind == Kind::Contacts {
            let own = kept.properties.get("email").cloned().unwrap_or_default();
            let more: Vec<&str> = [text("email"), text("hs_additional_emails")].into_iter().filter(|one| *one != own).collect();
            append(&mut kept.properties, "hs_additional_emails", &more);
            kept.properties.retain(|_, value| !value.is_empty());
        }
        for other in self.links.get(&(kind, gone)).cloned().unwrap_or_default() {
            self.link((kind, id), other);
        }
        self.archive(kind, gone, now);
        let all = self.objects.entry(kind).or_default();
        all.insert(id, kept);
        if let Some(lost) = all.get_mut(&gone) {
            lost.merged_into = Some(id);
        }
        self.touch(kind, id, now);
        Ok(id)
    }

    pub fn link(&mut self, one: Key, other: Key) {
        for (from, to) in [(one, other), (other, one)] {
            let all = self.links.entry(from).or_default();
            if !all.contains(&to) {
                all.push(to);
            }
        }
    }

    pub fn unlink(&mut self, one: Key, other: Key) {
        for (from, to) in [(one, other), (other, one)] {
            self.links.entry(from).or_default().retain(|known| *known != to);
        }
    }

    /// The objects of a kind that belong to this one.
    pub fn linked(&self, one: Key, kind: Kind) -> Vec<u64> {
        self.links.get(&one).into_iter().flatten().filter(|(of, _)| *of == kind).map(|(_, id)| *id).collect()
    }

    pub fn told_pipeline(pipeline: &Pipeline) -> Value {
        let at = written(Time(0));
        let stage = |(n, stage): (usize, &Stage)| {
            json!({
                "id": stage.id, "label": stage.label, "displayOrder": n, "archived": false, "createdAt": at, "updatedAt": at,
                "metadata": { "probability": stage.probability, "isClosed": stage.is_closed.to_string() },
                "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
            })
        };
        let stages: Vec<Value> = pipeline.stages.iter().enumerate().map(stage).collect();
        json!({
            "id": pipeline.id, "label": pipeline.label, "displayOrder": 0, "archived": false, "createdAt": at, "updatedAt": at,
            "stages": stages,
        })
    }

    pub fn told_owner(owner: &Owner) -> Value {
        let at = written(Time(0));
        json!({
            "id": owner.id, "email": owner.email, "firstName": owner.first_name, "lastName": owner.last_name, "type": "PERSON",
            "userId": owner.id.parse::<i64>().unwrap_or_default(), "archived": false, "createdAt": at, "updatedAt": at,
        })
    }
}
