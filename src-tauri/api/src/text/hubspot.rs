//! What is said of a HubSpot portal: its token, what that may not do, and records that do not fit.

use super::quoted;

pub fn demo_connects_no_crm() -> String {
    "This is the demo workspace, and nothing real is connected to it. Start your own workspace to connect HubSpot.".to_owned()
}

/// A portal that lies in a folder, as that of a demo does.
pub fn portal_is_only_read() -> String {
    "This pipeline is only read: nothing is written to it.".to_owned()
}

pub fn no_hubspot_token() -> String {
    "Paste the service key, or the token of a private app, as HubSpot shows it: one line without spaces.".to_owned()
}

pub fn token_from_stdin() -> String {
    "Give the token on standard input, with --token-stdin, so that it stands in no list of processes and no history.".to_owned()
}

pub fn hubspot_knows_no_such_token() -> String {
    "HubSpot does not know this token. Copy it again from HubSpot, Settings, Development, Keys.".to_owned()
}

pub fn pasted_token_is_over() -> String {
    "HubSpot no longer takes the token: it was deleted or replaced there. Paste the new one.".to_owned()
}

pub fn hubspot_portal(number: &str) -> String {
    format!("HubSpot {number}")
}

/// Each scope that is missing, with what it is for.
pub fn hubspot_narrowed(missing: &[(&str, &str)]) -> String {
    let each: Vec<String> = missing.iter().map(|(scope, what)| format!("{what} ({scope})")).collect();
    format!("The token does not allow {}. That is left out; allow it in HubSpot and paste the token again.", each.join(", "))
}

/// As a problem names a record.
pub fn hubspot_record(portal: &str, kind: &str, id: &str) -> String {
    format!("{portal}, {kind} {id}")
}

pub fn address_of_two(address: &str, one: &str, other: &str) -> String {
    let other = if other.is_empty() { "another contact".to_owned() } else { quoted(other) };
    let one = if one.is_empty() { "a contact".to_owned() } else { quoted(one) };
    format!(
        "{one} in HubSpot has the address {address}, which is that of {other} here. It stays there; merge the two, or correct one."
    )
}

pub fn domain_of_two(domain: &str, name: &str) -> String {
    format!(
        "{} in HubSpot has the domain {domain}, which is that of another company here. It stays there; merge the two, or correct one.",
        quoted(name)
    )
}

pub fn hubspot_title() -> String {
    "HubSpot".to_owned()
}

pub fn hubspot_lead() -> String {
    "Contacts, companies, deals and tasks. Make a service key in HubSpot under Settings, Development, Keys, and paste it; it is tried \
     before it is kept."
        .to_owned()
}

/// On the card of a portal whose token is refused, or may do less than is needed.
pub fn paste_again() -> String {
    "Paste another token".to_owned()
}

pub fn hubspot_open() -> String {
    "Connect a portal".to_owned()
}

pub fn hubspot_token_label() -> String {
    "Service key, or token of a private app".to_owned()
}

pub fn hubspot_place_label() -> String {
    "Address, where it is not HubSpot's own (optional)".to_owned()
}

pub fn trying_token() -> String {
    "Trying the token".to_owned()
}

pub fn said_reads_portal(name: &str) -> String {
    format!("{name} is connected and being read")
}
