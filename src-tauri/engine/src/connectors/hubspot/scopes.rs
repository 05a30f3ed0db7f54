//! What a token has to be allowed for what we do, and what is left out where it is not.

use crate::store::sign_ins::Row;
use api::text;

pub const READ_CONTACTS: &str = "crm.objects.contacts.read";
pub const WRITE_CONTACTS: &str = "crm.objects.contacts.write";
pub const READ_COMPANIES: &str = "crm.objects.companies.read";
pub const READ_DEALS: &str = "crm.objects.deals.read";
pub const WRITE_DEALS: &str = "crm.objects.deals.write";
pub const READ_OWNERS: &str = "crm.objects.owners.read";

/// Each with what it is for.
pub const NEEDED: &[(&str, &str)] = &[
    (READ_CONTACTS, "contacts and tasks"),
    (READ_COMPANIES, "companies"),
    (READ_DEALS, "deals and their stages"),
    (READ_OWNERS, "whose deals they are"),
    (WRITE_CONTACTS, "writing tasks, notes and mails back"),
    (WRITE_DEALS, "moving deals"),
];

/// What a token is not allowed, in words; none where it may do all that is needed.
pub fn narrowed(sign_in: &Row) -> Option<String> {
    let missing: Vec<(&str, &str)> = NEEDED.iter().filter(|(scope, _)| !sign_in.allows(scope)).copied().collect();
    (!missing.is_empty()).then(|| text::hubspot_narrowed(&missing))
}
