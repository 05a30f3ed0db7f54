//! Whose lists a mail came through, so that who owns one can tell their own group address from a newsletter.
//!
//! It only names hosts. Whether a host is the reader's own is for others to say: what is read here knows nobody.

use super::super::headers::Fields;

/// The fields that say which list it is (RFC 2919 §3, RFC 2369 §3.4), and those that say more about it (RFC 2369 §3).
const IDENTITY: [&str; 2] = ["List-Id", "List-Post"];
const ABOUT: [&str; 5] = ["List-Unsubscribe", "List-Subscribe", "List-Archive", "List-Help", "List-Owner"];
/// Hosts that carry the groups of others: beside the name of a list they say nothing about whose it is.
const CARRIERS: [&str; 3] = ["googlegroups.com", "groups.google.com", "support.google.com"];
/// Hosts that are looked at. A group has three or four.
const HOST_LIMIT: usize = 50;

/// The hosts that the list fields of a mail name, in lower case. None where no field says which list it is, or where one names
/// something that is no host: such a mail is nobody's group.
pub(super) fn hosts(fields: &Fields<'_>) -> Vec<String> {
    let identity = all(fields, &IDENTITY);
    let about = all(fields, &ABOUT);
    let (Some(identity), Some(about)) = (identity, about) else { return Vec::new() };
    if identity.is_empty() || identity.len() + about.len() > HOST_LIMIT {
        return Vec::new();
    }
    let tells = |host: &String| !CARRIERS.contains(&host.as_str());
    // A group that only its carrier names is one of the carrier's, open to everybody.
    if !identity.iter().any(tells) {
        return identity;
    }
    let mut hosts: Vec<String> = identity.into_iter().chain(about).filter(tells).collect();
    hosts.sort();
    hosts.dedup();
    hosts
}

/// The hosts of these fields; None where one of their entries has none.
fn all(fields: &Fields<'_>, names: &[&str]) -> Option<Vec<String>> {
    let values = names.iter().flat_map(|name| fields.all(name)).filter_map(|value| value.as_text());
    let entries = values.flat_map(|value| value.split('<').skip(1)).map(|entry| entry.split('>').next().unwrap_or_default());
    entries.take(HOST_LIMIT + 1).map(host).collect()
}

/// Of `mailto:sales@own.example?subject=x`, `https://own.example/sales` and `sales.own.example` what names a host.
fn host(entry: &str) -> Option<String> {
    let entry: String = entry.split_whitespace().collect::<String>().to_lowercase();
    let host = if let Some(address) = entry.strip_prefix("mailto:") {
        address.split('?').next()?.rsplit_once('@')?.1
    } else if let Some((_, place)) = entry.split_once("://") {
        place.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?
    } else {
        &entry
    };
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    is_host.then(|| host.to_owned())
}
