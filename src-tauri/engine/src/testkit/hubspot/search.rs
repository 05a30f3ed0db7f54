//! Searching objects: groups of filters, of which one has to fit, and filters, which all have to.

use super::portal::{Object, Portal, Refusal};
use super::properties::{Kind, moment};
use serde_json::Value;
use std::cmp::Ordering;

/// No search goes further than this.
pub const RESULTS_AT_MOST: usize = 10_000;

#[derive(Debug)]
struct Filter {
    property: String,
    operator: String,
    value: Option<String>,
    high: Option<String>,
    values: Vec<String>,
}

/// What is looked for, once it is known to make sense.
#[derive(Debug)]
pub struct Search {
    groups: Vec<Vec<Filter>>,
    words: String,
    sort: Option<(String, bool)>,
    pub offset: usize,
    pub limit: usize,
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

impl Search {
    /// Errors: what the shape of the body does not tell: properties that are not there, values that are missing, too far a page.
    pub fn read(portal: &Portal, kind: Kind, body: &Value) -> Result<Self, Refusal> {
        let known = |property: &str| match portal.holds(kind, property) {
            Some(_) => Ok(property.to_owned()),
            None => Err(Refusal::invalid(format!("There was a problem with the request: property {property} does not exist"))),
        };
        let mut groups = Vec::new();
        for group in list(body, "filterGroups") {
            let mut filters = Vec::new();
            for filter in list(group, "filters") {
                let filter = Filter {
                    property: known(text(filter, "propertyName").unwrap_or_default())?,
                    operator: text(filter, "operator").unwrap_or_default().to_owned(),
                    value: text(filter, "value").map(str::to_owned),
                    high: text(filter, "highValue").map(str::to_owned),
                    values: list(filter, "values").filter_map(Value::as_str).map(str::to_owned).collect(),
                };
                let is_whole = match filter.operator.as_str() {
                    "HAS_PROPERTY" | "NOT_HAS_PROPERTY" => true,
                    "IN" | "NOT_IN" => !filter.values.is_empty(),
                    "BETWEEN" => filter.value.is_some() && filter.high.is_some(),
                    _ => filter.value.is_some(),
                };
                if !is_whole {
                    return Err(Refusal::invalid(format!("A filter with {} lacks its value", filter.operator)));
                }
                filters.push(filter);
            }
            groups.push(filters);
        }
        if groups.len() > 5 {
            return Err(Refusal::invalid("There are more than 5 filter groups"));
        }
        let mut sorts = list(body, "sorts").filter_map(Value::as_str);
        let sort = match (sorts.next(), sorts.next()) {
            (_, Some(_)) => return Err(Refusal::invalid("Only one sort is supported")),
            (None, None) => None,
            (Some(sort), None) => match sort.strip_prefix('-') {
                Some(down) => Some((known(down)?, true)),
                None => Some((known(sort)?, false)),
            },
        };
        let after = text(body, "after").unwrap_or_default();
        let offset = if after.is_empty() { Ok(0) } else { after.parse::<usize>() };
        let offset = offset.map_err(|_| Refusal::invalid(format!("{after:?} is no place in a list of results")))?;
        let limit = body.get("limit").and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok()).unwrap_or(10);
        if offset + limit > RESULTS_AT_MOST {
            return Err(Refusal::invalid(format!("No search goes further than {RESULTS_AT_MOST} results")));
        }
        let words = text(body, "query").unwrap_or_default().to_lowercase();
        Ok(Self { groups, words, sort, offset, limit })
    }

    fn fits(&self, object: &Object) -> bool {
        let has_words =
            self.words.is_empty() || object.properties.values().any(|value| value.to_lowercase().contains(&self.words));
        has_words && (self.groups.is_empty() || self.groups.iter().any(|group| group.iter().all(|filter| filter.fits(object))))
    }

    /// Those that fit, in the order that was asked for, else in that of their ids.
    pub fn find<'a>(&self, objects: impl Iterator<Item = (u64, &'a Object)>) -> Vec<(u64, &'a Object)> {
        let mut found: Vec<(u64, &Object)> = objects.filter(|(_, object)| self.fits(object)).collect();
        if let Some((property, is_down)) = &self.sort {
            let value = |object: &'a Object| object.properties.get(property).map(String::as_str).unwrap_or_default();
            found.sort_by(|(_, one), (_, other)| {
                let order = compare(value(one), value(other));
                if *is_down { order.reverse() } else { order }
            });
        }
        found
    }
}

/// A value that has an order as a number: a number, or a moment.
fn ordered(value: &str) -> Option<f64> {
    value.parse::<f64>().ok().or_else(|| moment(value).map(|at| at.0 as f64))
}

fn compare(one: &str, other: &str) -> Ordering {
    match (ordered(one), ordered(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.to_lowercase().cmp(&other.to_lowercase()),
    }
}

impl Filter {
    fn fits(&self, object: &Object) -> bool {
        let Some(value) = object.properties.get(&self.property).filter(|value| !value.is_empty()) else {
            return matches!(self.operator.as_str(), "NOT_HAS_PROPERTY" | "NEQ" | "NOT_IN" | "NOT_CONTAINS_TOKEN");
        };
        let wanted = self.value.as_deref().unwrap_or_default();
        let order = compare(value, wanted);
        let is_one = || self.values.iter().any(|wanted| compare(value, wanted).is_eq());
        let has_token = || {
            let token = wanted.trim_matches('*').to_lowercase();
            value.to_lowercase().contains(&token)
        };
        match self.operator.as_str() {
            "EQ" => order.is_eq(),
            "NEQ" => order.is_ne(),
            "LT" => order.is_lt(),
            "LTE" => order.is_le(),
            "GT" => order.is_gt(),
            "GTE" => order.is_ge(),
            "BETWEEN" => order.is_ge() && compare(value, self.high.as_deref().unwrap_or_default()).is_le(),
            "IN" => is_one(),
            "NOT_IN" => !is_one(),
            "HAS_PROPERTY" => true,
            "CONTAINS_TOKEN" => has_token(),
            "NOT_CONTAINS_TOKEN" => !has_token(),
            _ => false,
        }
    }
}
