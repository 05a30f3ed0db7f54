//! The bodies that HubSpot takes, as its descriptions have them, and what of a body does not fit.

use super::paths::{BATCH_LIMIT, LINKS_BATCH_LIMIT, SEARCH_LIMIT};
use serde_json::Value;

/// What a value may be.
#[derive(Debug)]
pub enum Shape {
    Text,
    Whole,
    /// A whole number from 0 up to this.
    UpTo(usize),
    OneOf(&'static [&'static str]),
    /// Names with a text each.
    Texts,
    List(&'static Shape),
    /// At least one, and at most so many.
    Some(&'static Shape, usize),
    Fields(&'static [Field]),
}

/// A field: its name, whether it must be there, and what it may be.
pub type Field = (&'static str, Needed, &'static Shape);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    Yes,
    No,
}

use Needed::{No, Yes};

const TEXT: Shape = Shape::Text;
static TEXT_LIST: Shape = Shape::List(&TEXT);
static ID: Shape = Shape::Fields(&[("id", Yes, &TEXT)]);

/// The categories of an association.
static CATEGORY: Shape = Shape::OneOf(&["HUBSPOT_DEFINED", "INTEGRATOR_DEFINED", "USER_DEFINED", "WORK"]);
static ASSOCIATION: Shape = Shape::Fields(&[("associationCategory", Yes, &CATEGORY), ("associationTypeId", Yes, &Shape::Whole)]);
pub static LINK: Shape = Shape::List(&ASSOCIATION);
static LINKED_TO: Shape = Shape::Fields(&[("to", Yes, &ID), ("types", Yes, &LINK)]);
static LINKED: Shape = Shape::List(&LINKED_TO);

pub static CREATE: Shape = Shape::Fields(&[("associations", Yes, &LINKED), ("properties", Yes, &Shape::Texts)]);
pub static UPDATE: Shape = Shape::Fields(&[("properties", Yes, &Shape::Texts)]);
pub static MERGE: Shape = Shape::Fields(&[("objectIdToMerge", Yes, &TEXT), ("primaryObjectId", Yes, &TEXT)]);
pub static GDPR_DELETE: Shape = Shape::Fields(&[("idProperty", No, &TEXT), ("objectId", Yes, &TEXT)]);

static CREATE_ONE: Shape =
    Shape::Fields(&[("associations", Yes, &LINKED), ("objectWriteTraceId", No, &TEXT), ("properties", Yes, &Shape::Texts)]);
static UPDATE_ONE: Shape = Shape::Fields(&[
    ("id", Yes, &TEXT),
    ("idProperty", No, &TEXT),
    ("objectWriteTraceId", No, &TEXT),
    ("properties", Yes, &Shape::Texts),
]);
pub static BATCH_CREATE: Shape = Shape::Fields(&[("inputs", Yes, &Shape::Some(&CREATE_ONE, BATCH_LIMIT))]);
pub static BATCH_UPDATE: Shape = Shape::Fields(&[("inputs", Yes, &Shape::Some(&UPDATE_ONE, BATCH_LIMIT))]);
static IDS: Shape = Shape::Some(&ID, BATCH_LIMIT);
pub static BATCH_ARCHIVE: Shape = Shape::Fields(&[("inputs", Yes, &IDS)]);
pub static BATCH_READ: Shape = Shape::Fields(&[
    ("idProperty", No, &TEXT),
    ("inputs", Yes, &IDS),
    ("properties", Yes, &TEXT_LIST),
    ("propertiesWithHistory", Yes, &TEXT_LIST),
]);

/// How a property is compared.
static OPERATOR: Shape = Shape::OneOf(&[
    "BETWEEN",
    "CONTAINS_TOKEN",
    "EQ",
    "GT",
    "GTE",
    "HAS_PROPERTY",
    "IN",
    "LT",
    "LTE",
    "NEQ",
    "NOT_CONTAINS_TOKEN",
    "NOT_HAS_PROPERTY",
    "NOT_IN",
]);
static FILTER: Shape = Shape::Fields(&[
    ("highValue", No, &TEXT),
    ("operator", Yes, &OPERATOR),
    ("propertyName", Yes, &TEXT),
    ("value", No, &TEXT),
    ("values", No, &TEXT_LIST),
]);
/// At most six filters in a group, and five groups.
static GROUP: Shape = Shape::Fields(&[("filters", Yes, &Shape::Some(&FILTER, 6))]);
static GROUPS: Shape = Shape::List(&GROUP);
static SEARCH_PAGE: Shape = Shape::UpTo(SEARCH_LIMIT);
pub static SEARCH: Shape = Shape::Fields(&[
    ("after", Yes, &TEXT),
    ("filterGroups", Yes, &GROUPS),
    ("limit", Yes, &SEARCH_PAGE),
    ("properties", Yes, &TEXT_LIST),
    ("query", No, &TEXT),
    ("sorts", Yes, &TEXT_LIST),
]);

static FROM_TO_LIST: Shape = Shape::Fields(&[("from", Yes, &ID), ("to", Yes, &Shape::Some(&ID, BATCH_LIMIT))]);
static FROM_TO: Shape = Shape::Fields(&[("from", Yes, &ID), ("to", Yes, &ID)]);
static FROM_TO_AS: Shape = Shape::Fields(&[("from", Yes, &ID), ("to", Yes, &ID), ("types", Yes, &LINK)]);
static LINKS_OF: Shape = Shape::Fields(&[("after", No, &TEXT), ("id", Yes, &TEXT)]);
pub static UNLINK_MANY: Shape = Shape::Fields(&[("inputs", Yes, &Shape::Some(&FROM_TO_LIST, BATCH_LIMIT))]);
pub static LINK_MANY_DEFAULT: Shape = Shape::Fields(&[("inputs", Yes, &Shape::Some(&FROM_TO, BATCH_LIMIT))]);
pub static LINK_MANY: Shape = Shape::Fields(&[("inputs", Yes, &Shape::Some(&FROM_TO_AS, BATCH_LIMIT))]);
pub static LINKS_OF_MANY: Shape = Shape::Fields(&[("inputs", Yes, &Shape::Some(&LINKS_OF, LINKS_BATCH_LIMIT))]);

impl Shape {
    /// What does not fit, with its place.
    pub fn check(&self, value: &Value, place: &str) -> Result<(), String> {
        let wants = |what: &str| Err(format!("{place}: {value} is no {what}"));
        match self {
            Self::Text => {
                if value.is_string() {
                    Ok(())
                } else {
                    wants("text")
                }
            }
            Self::Whole => {
                if value.is_i64() || value.is_u64() {
                    Ok(())
                } else {
                    wants("whole number")
                }
            }
            Self::UpTo(most) => match value.as_u64() {
                Some(n) if n <= *most as u64 => Ok(()),
                _ => wants(&format!("whole number up to {most}")),
            },
            Self::OneOf(names) => match value.as_str() {
                Some(name) if names.contains(&name) => Ok(()),
                _ => wants(&format!("one of {names:?}")),
            },
            Self::Texts => match value.as_object() {
                Some(texts) => match texts.iter().find(|(_, text)| !text.is_string()) {
                    Some((name, text)) => Err(format!("{place}.{name}: {text} is no text")),
                    None => Ok(()),
                },
                None => wants("object"),
            },
            Self::List(shape) => check_each(shape, value, place, 0, usize::MAX),
            Self::Some(shape, most) => check_each(shape, value, place, 1, *most),
            Self::Fields(fields) => {
                let Some(object) = value.as_object() else { return wants("object") };
                if let Some(unknown) = object.keys().find(|name| fields.iter().all(|(known, ..)| known != name)) {
                    return Err(format!("{place}.{unknown} is not known"));
                }
                for (name, needed, shape) in *fields {
                    match object.get(*name) {
                        Some(value) => shape.check(value, &format!("{place}.{name}"))?,
                        None if *needed == Yes => return Err(format!("{place}.{name} is missing")),
                        None => {}
                    }
                }
                Ok(())
            }
        }
    }

    /// How many fields are told apart, those of the fields with them.
    pub fn n_fields(&self) -> usize {
        match self {
            Self::List(shape) | Self::Some(shape, _) => shape.n_fields(),
            Self::Fields(fields) => fields.iter().map(|(_, _, shape)| 1 + shape.n_fields()).sum(),
            _ => 0,
        }
    }
}

fn check_each(shape: &Shape, value: &Value, place: &str, least: usize, most: usize) -> Result<(), String> {
    let Some(list) = value.as_array() else { return Err(format!("{place}: {value} is no list")) };
    if list.len() < least || list.len() > most {
        return Err(format!("{place} has {} entries, not {least} to {most}", list.len()));
    }
    list.iter().enumerate().try_for_each(|(n, value)| shape.check(value, &format!("{place}[{n}]")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_body_fits_or_it_is_said_where_it_does_not() {
        let search = json!({ "after": "0", "filterGroups": [], "limit": 200, "properties": ["email"], "sorts": [] });
        assert_eq!(SEARCH.check(&search, "body"), Ok(()));
        for (change, words) in [
            (json!({ "limit": 201 }), "body.limit: 201 is no whole number up to 200"),
            (json!({ "limits": 1 }), "body.limits is not known"),
            (json!({ "after": 0 }), "body.after: 0 is no text"),
            (json!({ "filterGroups": [{ "filters": [] }] }), "body.filterGroups[0].filters has 0 entries, not 1 to 6"),
        ] {
            let mut changed = search.clone();
            changed.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            assert_eq!(SEARCH.check(&changed, "body"), Err(words.to_owned()));
        }
        assert_eq!(
            UPDATE.check(&json!({ "properties": { "amount": 5 } }), "body"),
            Err("body.properties.amount: 5 is no text".to_owned())
        );
        assert_eq!(CREATE.check(&json!({ "properties": {} }), "body"), Err("body.associations is missing".to_owned()));
    }
}
