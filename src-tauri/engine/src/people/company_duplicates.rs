//! Which companies may be one: called alike but for what kind of company it is, or with domains that differ at their end alone.
//! Nothing is merged by itself.

use super::duplicates::words;
use crate::cx::Cx;
use crate::store::company_merges::{self as merges, Compared};
use crate::store::{directory, ledger};
use api::{Actor, ApiError, Code, CompanyDuplicate, CompanyId, CompanySide, text};
use std::collections::{BTreeSet, HashMap, HashSet};

const COMPANIES_AT_ONCE: i64 = 5000;
/// How many pairs are answered.
const PAIRS_AT_MOST: usize = 200;
/// A name that more companies have than this is nobody's.
const ALIKE_AT_MOST: usize = 5;
/// What kind of company it is, and words that stand in every other name.
const KINDS: &[&str] = &[
    "ab",
    "ag",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "doo",
    "gmbh",
    "group",
    "holding",
    "inc",
    "kft",
    "kg",
    "lda",
    "limited",
    "llc",
    "ltd",
    "nv",
    "oy",
    "plc",
    "pte",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "spa",
    "srl",
    "sro",
    "the",
    "zoo",
];

/// Pairs that may be one company, the oldest first.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<CompanyDuplicate>> {
    let mut conn = cx.read().await?;
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let page = merges::compared_after(&mut conn, after, COMPANIES_AT_ONCE).await?;
        let Some(last) = page.last() else { break };
        after = last.company_id;
        all.extend(page);
    }
    let apart: HashSet<(i64, i64)> = merges::told_apart(&mut conn).await?.into_iter().collect();
    let found: Vec<(i64, i64)> = pairs(&all).into_iter().filter(|pair| !apart.contains(pair)).take(PAIRS_AT_MOST).collect();
    let mut duplicates = Vec::with_capacity(found.len());
    for (one, other) in found {
        let mut sides = Vec::new();
        for id in [CompanyId(one), CompanyId(other)] {
            if let Some(company) = directory::company(&mut conn, id).await? {
                let n_people = u64::try_from(directory::n_people(&mut conn, id).await?).unwrap_or_default();
                sides.push(CompanySide { company, n_people });
            }
        }
        if let [one, other] = sides.as_slice() {
            duplicates.push(CompanyDuplicate { one: one.clone(), other: other.clone() });
        }
    }
    Ok(duplicates)
}

/// Notes that two companies are two: they are asked about no more. Errors: `not_found`; `invalid` for one and the same.
pub async fn keep_apart(cx: &Cx, one: CompanyId, other: CompanyId) -> anyhow::Result<Vec<CompanyDuplicate>> {
    if one == other {
        return Err(ApiError::new(Code::Invalid, text::one_and_the_same_company()).on("other").into());
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    for (id, field) in [(one, "one"), (other, "other")] {
        if merges::stored(write.conn(), id).await?.is_none() {
            return Err(ApiError::new(Code::NotFound, text::no_such_company(id.0)).on(field).into());
        }
    }
    merges::tell_apart(&mut write, one, other, now).await?;
    let (subject, detail) = (format!("company:{one}"), format!("company:{other}"));
    let event = "companies_told_apart";
    let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: &detail, content_hash: "" };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    list(cx).await
}

/// Each pair once, the lower id first.
fn pairs(all: &[Compared]) -> BTreeSet<(i64, i64)> {
    let mut drawers: HashMap<String, Vec<i64>> = HashMap::new();
    for company in all {
        let said: Vec<String> = words(&company.name).into_iter().filter(|word| !KINDS.contains(&word.as_str())).collect();
        let mut alike = BTreeSet::from([said.concat()]);
        alike.extend(company.domain.rsplit_once('.').map(|(name, _)| words(name).concat()));
        for name in alike.into_iter().filter(|name| name.chars().count() > 2) {
            drawers.entry(name).or_default().push(company.company_id);
        }
    }
    let few = drawers.into_values().filter(|within| within.len() <= ALIKE_AT_MOST);
    few.flat_map(|within| {
        let pairs = |nth: usize| {
            let within = &within;
            let one = within.get(nth).copied();
            within.iter().skip(nth + 1).filter_map(move |other| Some((one?.min(*other), one?.max(*other)))).collect::<Vec<_>>()
        };
        (0..within.len()).flat_map(pairs).collect::<Vec<_>>()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_alike(one: (&str, &str), other: (&str, &str)) -> bool {
        let company =
            |company_id, (name, domain): (&str, &str)| Compared { company_id, name: name.to_owned(), domain: domain.to_owned() };
        !pairs(&[company(1, one), company(2, other)]).is_empty()
    }

    #[test]
    fn companies_are_alike_by_their_name_without_its_kind_and_by_their_domain_without_its_end() {
        for (one, other, expected) in [
            (("Brightloom Ltd", "brightloom.example"), ("Bright Loom", ""), true),
            (("Brightloom", "brightloom.example"), ("Brightloom Portugal", "brightloom.test"), true),
            (("Brightloom", "brightloom.example"), ("Loom", "brightloom.test"), true),
            (("Ferrolane GmbH", ""), ("Ferrolane S.A.", "ferrolane.example"), true),
            (("Brightloom", "brightloom.example"), ("Brightline", "brightline.example"), false),
            (("GmbH", ""), ("AG", ""), false),
        ] {
            assert_eq!(are_alike(one, other), expected, "{one:?} {other:?}");
        }
    }
}
