//! What HubSpot answers, as far as it is read. Each record is taken by itself, so that one that is odd spoils no page.

use api::Time;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// A page of a list or of a search.
#[derive(Debug, Default, Deserialize)]
pub struct Page {
    #[serde(default)]
    pub results: Vec<Value>,
    #[serde(default)]
    pub paging: Option<Paging>,
    #[serde(default)]
    pub total: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    #[serde(default)]
    pub next: Option<Next>,
}

#[derive(Debug, Deserialize)]
pub struct Next {
    pub after: Value,
}

impl Page {
    /// From where the next page is asked for; none after the last.
    pub fn next(&self) -> Option<String> {
        said(&self.paging.as_ref()?.next.as_ref()?.after)
    }
}

/// A value as text; numbers are ids as well.
pub fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// A record, whatever its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    pub id: String,
    properties: HashMap<String, String>,
    pub changed_at: Time,
    pub is_archived: bool,
    /// The records of each kind that it belongs to, the main one first. A kind that was not told is not here.
    pub links: HashMap<String, Vec<String>>,
}

impl Object {
    /// Errors: what is wrong with it, in words.
    pub fn read(value: &Value, changed: &str) -> Result<Self, String> {
        let id = value.get("id").and_then(said).filter(|id| !id.is_empty()).ok_or("it has no id")?;
        let given = value.get("properties").and_then(Value::as_object).ok_or("it has no properties")?;
        let properties: HashMap<String, String> =
            given.iter().filter_map(|(name, value)| Some((name.clone(), said(value)?))).collect();
        let changed_at = properties.get(changed).and_then(|value| moment(value));
        let changed_at = changed_at.or_else(|| moment(value.get("updatedAt")?.as_str()?));
        let changed_at = changed_at.ok_or("nothing tells when it last changed")?;
        let is_archived = value.get("archived").and_then(Value::as_bool).unwrap_or_default();
        let beside = value.get("associations").and_then(Value::as_object).into_iter().flatten();
        let links = beside.map(|(kind, list)| (kind.clone(), linked(list))).collect();
        Ok(Self { id, properties, changed_at, is_archived, links })
    }

    /// A value in one line; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.properties.get(name).map(|value| value.trim()).unwrap_or_default()
    }

    /// Several values in one, which HubSpot writes with semicolons between.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.text(name).split(';').map(str::trim).filter(|one| !one.is_empty())
    }

    pub fn moment(&self, name: &str) -> Option<i64> {
        moment(self.text(name)).map(|at| at.0)
    }

    /// The records of a kind that it belongs to, as far as they were told.
    pub fn linked(&self, kind: &str) -> &[String] {
        self.links.get(kind).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A moment: milliseconds of Unix, a day, or a day with a time.
pub fn moment(value: &str) -> Option<Time> {
    if let Ok(ms) = value.parse::<i64>() {
        return Some(Time(ms));
    }
    if let Ok(at) = value.parse::<jiff::Timestamp>() {
        return Some(Time(at.as_millisecond()));
    }
    let day = value.parse::<jiff::civil::Date>().ok()?;
    Some(Time(day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond()))
}

/// The ids beside a record, each once. The kind of association that is called after nothing else is that of the main one.
fn linked(list: &Value) -> Vec<String> {
    let all: Vec<(String, bool)> = list
        .get("results")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|one| {
            let usual = one.get("type").and_then(Value::as_str).is_some_and(|name| name.ends_with("_unlabeled"));
            Some((said(one.get("id")?)?, !usual))
        })
        .collect();
    main_first(all)
}

fn main_first(all: Vec<(String, bool)>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (id, _) in all.iter().filter(|(_, is_main)| *is_main).chain(&all) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// The associations of many records at once.
#[derive(Debug, Default, Deserialize)]
pub struct LinksOfMany {
    #[serde(default)]
    pub results: Vec<LinksOfOne>,
}

#[derive(Debug, Deserialize)]
pub struct LinksOfOne {
    from: Value,
    #[serde(default)]
    to: Vec<Value>,
}

impl LinksOfOne {
    /// Of which record, and to which, the main one first.
    pub fn read(&self) -> Option<(String, Vec<String>)> {
        let from = said(self.from.get("id")?)?;
        let all = self.to.iter().filter_map(|one| {
            let types = one.get("associationTypes").and_then(Value::as_array).into_iter().flatten();
            let is_main = |kind: &Value| kind.get("label").and_then(Value::as_str).is_some_and(|label| label == "Primary");
            Some((said(one.get("toObjectId")?)?, types.into_iter().any(is_main)))
        });
        Some((from, main_first(all.collect())))
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct PipelineList {
    #[serde(default)]
    pub results: Vec<Pipeline>,
}

#[derive(Debug, Deserialize)]
pub struct Pipeline {
    pub id: String,
    #[serde(default)]
    pub label: String,
    #[serde(default, rename = "displayOrder")]
    pub order: i64,
    #[serde(default)]
    pub archived: bool,
    #[serde(default)]
    pub stages: Vec<Stage>,
}

#[derive(Debug, Deserialize)]
pub struct Stage {
    pub id: String,
    #[serde(default)]
    pub label: String,
    #[serde(default, rename = "displayOrder")]
    pub order: i64,
    #[serde(default)]
    pub archived: bool,
    #[serde(default)]
    pub metadata: HashMap<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Owner {
    pub id: String,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub first_name: Option<String>,
    #[serde(default)]
    pub last_name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_is_read_as_far_as_it_can_be() {
        let value = json!({
            "id": 7, "properties": { "dealname": " Pilot ", "amount": 1200.5, "closedate": null, "odd": {} },
            "updatedAt": "2026-11-20T15:00:00.250Z",
            "associations": { "companies": { "results": [
                { "id": "2", "type": "deal_to_company_unlabeled" }, { "id": "1", "type": "deal_to_company" },
                { "id": "1", "type": "deal_to_company_unlabeled" },
            ] } },
        });
        let object = Object::read(&value, "hs_lastmodifieddate").unwrap();
        assert_eq!((object.id.as_str(), object.text("dealname"), object.text("amount")), ("7", "Pilot", "1200.5"));
        assert_eq!((object.moment("closedate"), object.changed_at), (None, Time(1_795_186_800_250)));
        assert_eq!(
            (object.linked("companies"), object.linked("contacts")),
            (["1".to_owned(), "2".to_owned()].as_slice(), [].as_slice())
        );
        for (odd, words) in [
            (json!({ "properties": {} }), "it has no id"),
            (json!({ "id": "7" }), "it has no properties"),
            (json!({ "id": "7", "properties": { "hs_lastmodifieddate": "soon" } }), "nothing tells when it last changed"),
            (json!("7"), "it has no id"),
        ] {
            assert_eq!(Object::read(&odd, "hs_lastmodifieddate"), Err(words.to_owned()));
        }
    }

    #[test]
    fn a_moment_is_milliseconds_a_time_or_a_day() {
        for (value, at) in
            [("1795186800000", 1_795_186_800_000), ("2026-11-20T15:00:00Z", 1_795_186_800_000), ("2026-11-20", 1_795_132_800_000)]
        {
            assert_eq!(moment(value), Some(Time(at)), "{value}");
        }
        assert_eq!(moment("next week"), None);
    }
}
