//! What lies between objects: the numbers of the kinds of associations, and how they are told.

use super::portal::{Key, Portal};
use super::properties::Kind;
use serde_json::{Value, json};

const CATEGORY: &str = "HUBSPOT_DEFINED";

/// From, to, the number of the kind, and that of the main one where there is one.
const NUMBERS: &[(Kind, Kind, u64, Option<u64>)] = &[
    (Kind::Contacts, Kind::Companies, 279, Some(1)),
    (Kind::Companies, Kind::Contacts, 280, Some(2)),
    (Kind::Deals, Kind::Contacts, 3, None),
    (Kind::Contacts, Kind::Deals, 4, None),
    (Kind::Deals, Kind::Companies, 341, Some(5)),
    (Kind::Companies, Kind::Deals, 342, Some(6)),
    (Kind::Notes, Kind::Contacts, 202, None),
    (Kind::Notes, Kind::Companies, 190, None),
    (Kind::Notes, Kind::Deals, 214, None),
    (Kind::Tasks, Kind::Contacts, 204, None),
    (Kind::Tasks, Kind::Companies, 192, None),
    (Kind::Tasks, Kind::Deals, 216, None),
    (Kind::Emails, Kind::Contacts, 198, None),
    (Kind::Emails, Kind::Companies, 186, None),
    (Kind::Emails, Kind::Deals, 210, None),
    (Kind::Meetings, Kind::Contacts, 200, None),
    (Kind::Meetings, Kind::Companies, 188, None),
    (Kind::Meetings, Kind::Deals, 212, None),
    (Kind::Contacts, Kind::Tasks, 203, None),
    (Kind::Companies, Kind::Tasks, 191, None),
    (Kind::Deals, Kind::Tasks, 215, None),
    (Kind::Contacts, Kind::Notes, 201, None),
    (Kind::Companies, Kind::Notes, 189, None),
    (Kind::Deals, Kind::Notes, 213, None),
    (Kind::Contacts, Kind::Emails, 197, None),
    (Kind::Companies, Kind::Emails, 185, None),
    (Kind::Deals, Kind::Emails, 209, None),
];

/// The numbers of the associations between two kinds; none where nothing lies between them.
pub fn numbers(from: Kind, to: Kind) -> Option<(u64, Option<u64>)> {
    NUMBERS.iter().find(|(of, with, ..)| (*of, *with) == (from, to)).map(|(.., usual, main)| (*usual, *main))
}

/// With which kind an association of this number is.
pub fn kind_of(from: Kind, number: u64) -> Option<Kind> {
    let is_it =
        |(of, _, usual, main): &&(Kind, Kind, u64, Option<u64>)| *of == from && (*usual == number || *main == Some(number));
    NUMBERS.iter().find(is_it).map(|(_, with, ..)| *with)
}

fn singular(kind: Kind) -> &'static str {
    if kind == Kind::Companies { "company" } else { kind.names().0.trim_end_matches('s') }
}

/// As a list of objects tells them: each by its usual kind, the main one by that, too.
pub fn beside(portal: &Portal, of: Key, kind: Kind) -> Value {
    let Some((_, main)) = numbers(of.0, kind) else { return json!({ "results": [] }) };
    let name = format!("{}_to_{}", singular(of.0), singular(kind));
    let mut results = Vec::new();
    for (n, id) in portal.linked(of, kind).into_iter().enumerate() {
        match main {
            Some(_) if n == 0 => {
                results.push(json!({ "id": id.to_string(), "type": name }));
                results.push(json!({ "id": id.to_string(), "type": format!("{name}_unlabeled") }));
            }
            Some(_) => results.push(json!({ "id": id.to_string(), "type": format!("{name}_unlabeled") })),
            None => results.push(json!({ "id": id.to_string(), "type": name })),
        }
    }
    json!({ "results": results })
}

/// As associations are told when they are asked for: each object once, with all its kinds.
pub fn told(portal: &Portal, of: Key, kind: Kind) -> Vec<Value> {
    let Some((usual, main)) = numbers(of.0, kind) else { return Vec::new() };
    let told = |(n, id): (usize, u64)| {
        let mut types = Vec::new();
        if let Some(main) = main.filter(|_| n == 0) {
            types.push(json!({ "category": CATEGORY, "typeId": main, "label": "Primary" }));
        }
        types.push(json!({ "category": CATEGORY, "typeId": usual, "label": null }));
        json!({ "toObjectId": id.to_string(), "associationTypes": types })
    };
    portal.linked(of, kind).into_iter().enumerate().map(told).collect()
}

/// As a new default association is told.
pub fn made(of: Key, with: Key) -> Value {
    let number = numbers(of.0, with.0).map_or(0, |(usual, _)| usual);
    json!({
        "from": { "id": of.1.to_string() }, "to": { "id": with.1.to_string() },
        "associationSpec": { "associationCategory": CATEGORY, "associationTypeId": number },
    })
}
