//! The pipeline of the demo: source files in `demo/crm/`, each record with what it was at first and what changed when.
//!
//! They are laid into a folder of the workspace as they stood at a moment, in the form in which HubSpot answers, and read from there
//! by its connector. Nothing here says what comes of them.

use crate::connectors::portal_folder::{self, OWNERS, PIPELINES};
use anyhow::Context as _;
use api::Time;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub const FOLDER: &str = "demo-crm";

/// By the name of the kind.
const RECORDS: &[(&str, &str)] = &[
    ("companies", include_str!("../../demo/crm/companies.json")),
    ("contacts", include_str!("../../demo/crm/contacts.json")),
    ("deals", include_str!("../../demo/crm/deals.json")),
    ("tasks", include_str!("../../demo/crm/tasks.json")),
];
const LISTS: &[(&str, &str)] =
    &[(PIPELINES, include_str!("../../demo/crm/pipelines.json")), (OWNERS, include_str!("../../demo/crm/owners.json"))];

/// A record as a source file tells of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    at: String,
    properties: Map<String, Value>,
    #[serde(default)]
    associations: BTreeMap<String, Vec<String>>,
    /// Oldest first.
    #[serde(default)]
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    at: String,
    properties: Map<String, Value>,
}

/// Lays the pipeline into the folder as it stood at a moment.
pub fn unpack(folder: &Path, until: Time) -> anyhow::Result<()> {
    fs::create_dir_all(folder).context("Make the demo's pipeline")?;
    let keep = |name: &str, results: Vec<Value>| {
        let bytes = serde_json::to_vec(&json!({ "results": results })).context("Write the demo's pipeline")?;
        fs::write(portal_folder::file(folder, name), bytes).context("Write the demo's pipeline")
    };
    for (name, source) in LISTS {
        keep(name, serde_json::from_str(source).with_context(|| format!("Read the demo's {name}"))?)?;
    }
    for (name, changed) in portal_folder::kinds() {
        let source = RECORDS.iter().find(|(kind, _)| *kind == name).with_context(|| format!("The demo has no {name}"))?.1;
        let all: Vec<Source> = serde_json::from_str(source).with_context(|| format!("Read the demo's {name}"))?;
        let mut results = Vec::with_capacity(all.len());
        for record in all {
            results.extend(standing(record, changed, until).with_context(|| format!("Read the demo's {name}"))?);
        }
        keep(name, results)?;
    }
    Ok(())
}

fn moment(text: &str) -> anyhow::Result<Time> {
    let at: jiff::Timestamp = text.parse().with_context(|| format!("Read the time {text}"))?;
    Ok(Time(at.as_millisecond()))
}

/// A record as HubSpot tells of it at that moment; none where it was made later.
fn standing(record: Source, changed: &str, until: Time) -> anyhow::Result<Option<Value>> {
    if moment(&record.at)? > until {
        return Ok(None);
    }
    let (mut at, mut properties) = (record.at, record.properties);
    for change in record.changes {
        if moment(&change.at)? <= until {
            properties.extend(change.properties);
            at = change.at;
        }
    }
    properties.insert(changed.to_owned(), Value::String(at.clone()));
    let listed = |ids: Vec<String>| -> Vec<Value> { ids.into_iter().map(|id| json!({ "id": id })).collect() };
    let beside: Map<String, Value> =
        record.associations.into_iter().map(|(kind, ids)| (kind, json!({ "results": listed(ids) }))).collect();
    Ok(Some(json!({
        "id": record.id, "properties": properties, "updatedAt": at, "archived": false, "associations": beside,
    })))
}
