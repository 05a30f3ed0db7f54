//! Which contacts may be one person. Nothing is merged by itself: who has the same name, or the same telephone, may be two.
//!
//! Contacts are read once, a page at a time, and put into drawers: only those within one drawer are compared.

use crate::cx::Cx;
use crate::store::merges::{self, Compared};
use crate::store::{Write, ledger, people};
use api::{Actor, ApiError, Code, ContactId, Duplicate, DuplicateReason, DuplicateSide, text};
use std::collections::{BTreeMap, HashMap, HashSet};

const PEOPLE_AT_ONCE: i64 = 5000;
/// How many pairs are answered.
const PAIRS_AT_MOST: usize = 200;
/// A telephone that more people have than this is their company's, and a name the world's.
const ALIKE_AT_MOST: usize = 5;
/// A telephone number has at least so many digits, and is compared by so many at its end: what stands before is the country.
const DIGITS_AT_LEAST: usize = 7;
const DIGITS_COMPARED: usize = 9;

/// Pairs that may be one person, the surest first.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<Duplicate>> {
    let mut conn = cx.read().await?;
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let page = merges::compared_after(&mut conn, after, PEOPLE_AT_ONCE).await?;
        let Some(last) = page.last() else { break };
        after = last.contact_id;
        all.extend(page);
    }
    let apart: HashSet<(i64, i64)> = merges::told_apart(&mut conn).await?.into_iter().collect();
    let mut found: Vec<((i64, i64), DuplicateReason)> =
        pairs(&all).into_iter().filter(|(pair, _)| !apart.contains(pair)).collect();
    found.sort_by_key(|(pair, reason)| (*reason, *pair));
    found.truncate(PAIRS_AT_MOST);
    let ids: Vec<ContactId> = found.iter().flat_map(|((one, other), _)| [ContactId(*one), ContactId(*other)]).collect();
    let known = people::contacts(&mut conn, &ids).await?;
    let side = |id: i64| {
        let (contact, company) = known.get(&ContactId(id))?.clone();
        Some(DuplicateSide { contact, company })
    };
    let duplicate = |((one, other), reason): ((i64, i64), DuplicateReason)| {
        Some(Duplicate { one: side(one)?, other: side(other)?, reason, words: text::duplicate_because(reason) })
    };
    Ok(found.into_iter().filter_map(duplicate).collect())
}

/// Notes that two contacts are two people: they are asked about no more. Errors: `not_found`; `invalid` for one and the same.
pub async fn keep_apart(cx: &Cx, one: ContactId, other: ContactId) -> anyhow::Result<Vec<Duplicate>> {
    if one == other {
        return Err(ApiError::new(Code::Invalid, text::one_and_the_same()).on("other").into());
    }
    let now = cx.now();
    let mut write: Write = cx.write().await?;
    for (id, field) in [(one, "one"), (other, "other")] {
        if merges::stored(write.conn(), id).await?.is_none() {
            return Err(ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on(field).into());
        }
    }
    merges::tell_apart(&mut write, one, other, now).await?;
    let subject = format!("contact:{one}");
    let detail = format!("contact:{other}");
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "contacts_told_apart",
        subject: &subject,
        detail: &detail,
        content_hash: "",
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    list(cx).await
}

/// Each pair once, the lower id first, with the surest reason.
fn pairs(all: &[Compared]) -> BTreeMap<(i64, i64), DuplicateReason> {
    let names: Vec<Vec<String>> = all.iter().map(|contact| words(&contact.name)).collect();
    let mut drawers: HashMap<(DuplicateReason, i64, String), Vec<usize>> = HashMap::new();
    for (place, contact) in all.iter().enumerate() {
        let phone: String = contact.phone.chars().filter(char::is_ascii_digit).collect();
        if phone.len() >= DIGITS_AT_LEAST {
            let end = phone.get(phone.len().saturating_sub(DIGITS_COMPARED)..).unwrap_or(&phone).to_owned();
            drawers.entry((DuplicateReason::SamePhone, 0, end)).or_default().push(place);
        }
        let Some(name) = names.get(place).filter(|name| name.len() > 1) else { continue };
        let mut sorted = name.clone();
        sorted.sort_unstable();
        drawers.entry((DuplicateReason::SameName, 0, sorted.join(" "))).or_default().push(place);
        // Whoever has no company is compared with those of the same provider or domain.
        if let (Some(company), Some(first), Some(last)) = (contact.company_id, name.first(), name.last()) {
            for half in [format!("{first} _"), format!("_ {last}")] {
                drawers.entry((DuplicateReason::SimilarName, company, half)).or_default().push(place);
            }
        }
    }
    let mut found: BTreeMap<(i64, i64), DuplicateReason> = BTreeMap::new();
    for ((reason, ..), within) in drawers {
        if reason != DuplicateReason::SimilarName && within.len() > ALIKE_AT_MOST {
            continue;
        }
        for (nth, one) in within.iter().enumerate() {
            for other in within.iter().skip(nth + 1) {
                let (Some(left), Some(right)) = (all.get(*one), all.get(*other)) else { continue };
                let similar = || names.get(*one).zip(names.get(*other)).is_some_and(|(one, other)| are_similar(one, other));
                if reason == DuplicateReason::SimilarName && !similar() {
                    continue;
                }
                let pair = (left.contact_id.min(right.contact_id), left.contact_id.max(right.contact_id));
                found.entry(pair).and_modify(|surest| *surest = reason.min(*surest)).or_insert(reason);
            }
        }
    }
    found
}

/// The words of a name, small, without accents and titles.
pub fn words(name: &str) -> Vec<String> {
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    };
    let small: String = name.to_lowercase().chars().map(plain).collect();
    let is_title = |word: &&str| !matches!(*word, "dr" | "prof" | "mr" | "mrs" | "ms" | "herr" | "frau" | "ing");
    small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).filter(is_title).map(str::to_owned).collect()
}

/// Whether two names of colleagues may be one: a first name that is shortened, or one letter that differs.
fn are_similar(one: &[String], other: &[String]) -> bool {
    let (Some(first), Some(last), Some(other_first), Some(other_last)) = (one.first(), one.last(), other.first(), other.last())
    else {
        return false;
    };
    if last == other_last {
        return first.starts_with(other_first.as_str())
            || other_first.starts_with(first.as_str())
            || differ_by_one(first, other_first);
    }
    first == other_first && last.chars().count() > 3 && differ_by_one(last, other_last)
}

/// Whether one letter was added, left out or taken for another.
fn differ_by_one(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let longer = one.len().max(other.len());
    one.len().abs_diff(other.len()) <= 1 && same_start + same_end + 1 >= longer && longer > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(contact_id: i64, name: &str, phone: &str, company: i64) -> Compared {
        let company_id = Some(company).filter(|id| *id > 0);
        let (name, phone) = (name.to_owned(), phone.to_owned());
        Compared { contact_id, name, phone, company_id, local: String::new(), domain: String::new() }
    }

    fn reason(one: (&str, &str, i64), other: (&str, &str, i64)) -> Option<DuplicateReason> {
        pairs(&[contact(1, one.0, one.1, one.2), contact(2, other.0, other.1, other.2)]).remove(&(1, 2))
    }

    #[test]
    fn people_are_alike_by_name_within_a_company_and_by_telephone_anywhere() {
        for (one, other, expected) in [
            (("Inês Duarte", "", 1), ("Duarte, Ines", "", 0), Some(DuplicateReason::SameName)),
            (("Inês Duarte", "", 1), ("I. Duarte", "", 1), Some(DuplicateReason::SimilarName)),
            (("Ines Duarte", "", 1), ("Inez Duarte", "", 1), Some(DuplicateReason::SimilarName)),
            (("Ines Duarte", "", 1), ("Ines Duartes", "", 1), Some(DuplicateReason::SimilarName)),
            (("Inês Duarte", "", 1), ("I. Duarte", "", 2), None),
            (("Ines", "", 1), ("Ines", "", 1), None),
            (("Tom Hale", "", 1), ("Tim Sand", "", 1), None),
            (("Tom Hale", "", 1), ("Ines Hale", "", 1), None),
            (("A", "+351 21 123 45 67", 1), ("B", "0035121 1234567", 2), Some(DuplicateReason::SamePhone)),
            (("A", "12 34", 1), ("B", "1234", 1), None),
        ] {
            assert_eq!(reason(one, other), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_telephone_of_a_whole_company_tells_nothing() {
        let all: Vec<Compared> = (1..=6).map(|id| contact(id, &format!("Person {id}x"), "+351 21 123 45 67", 1)).collect();
        assert_eq!(pairs(&all), BTreeMap::new());
    }
}
