//! Contacts and companies that the operator adds or corrects themselves. It is their own file: what they say holds at once.

use super::{company, is_free_mail, new_contact, person};
use crate::cx::Cx;
use crate::mail;
use crate::signals::judge;
use crate::store::contact_edits::{self as store, Card, CompanyCard};
use crate::store::{Write, directory, ledger, merges, people, threads};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, CompanyId, CompanyView, ContactId, PersonView, Position, SaveCompany, SaveContact, Time, text};

/// The longest name, title and phone number, in characters, and the most addresses of one contact.
const NAME_AT_MOST: usize = 200;
const PHONE_AT_MOST: usize = 60;
const ADDRESSES_AT_MOST: usize = 20;

fn invalid(words: String, field: &str) -> ApiError {
    ApiError::new(Code::Invalid, words).on(field)
}

/// On one line, without what stands around it. Errors: `invalid` for what is too long.
fn tidy(typed: &str, field: &str, limit: usize) -> Result<String, ApiError> {
    let tidy = typed.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let tidy = tidy.collect::<Vec<_>>().join(" ");
    if tidy.chars().count() > limit { Err(invalid(text::too_long(field, limit), field)) } else { Ok(tidy) }
}

/// Makes a contact, or changes one. Errors: `not_found`, `invalid`; `conflict` for an address that is another's, or that there is
/// mail with and that is to be taken off.
pub async fn save_contact(cx: &Cx, request: &SaveContact) -> anyhow::Result<PersonView> {
    let now = cx.now();
    let settings = cx.settings().await?;
    let addresses = match &request.addresses {
        Some(typed) => Some(checked_addresses(typed, |address| settings.is_own(address))?),
        None => None,
    };
    let mut write = cx.write().await?;
    let contact = match request.contact {
        Some(id) => Some(merges::stands_for(write.conn(), id).await?),
        None => None,
    };
    let before = match contact {
        Some(id) => {
            let missing = || ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on("contact");
            store::card(write.conn(), id).await?.ok_or_else(missing)?
        }
        None => Card::default(),
    };
    let mut card = before.clone();
    for (field, said, to, limit) in [
        ("name", &request.name, &mut card.name, NAME_AT_MOST),
        ("title", &request.title, &mut card.title, NAME_AT_MOST),
        ("phone", &request.phone, &mut card.phone, PHONE_AT_MOST),
    ] {
        if let Some(said) = said {
            *to = tidy(said, field, limit)?;
        }
    }
    if let Some(wanted) = request.company {
        if let Some(id) = wanted {
            let missing = || ApiError::new(Code::NotFound, text::no_such_company(id.0)).on("company");
            directory::company(write.conn(), id).await?.ok_or_else(missing)?;
        }
        card.company_id = wanted.map(|id| id.0);
    }
    let has_address = addresses.as_ref().is_some_and(|addresses| !addresses.is_empty());
    if contact.is_none() && card.name.is_empty() && !has_address {
        return Err(invalid(text::contact_without_name(), "name").into());
    }
    if let Some(addresses) = &addresses {
        free(&mut write, contact, addresses).await?;
    }
    let id = match (contact, addresses.as_deref()) {
        (Some(id), _) => id,
        (None, Some([first, ..])) => {
            let made = people::make_contacts(&mut write, &[new_contact(first, &card.name)], now).await?;
            let id = made.first().copied().context("Make a contact")?;
            // Where their address tells of a company they work there, unless the operator says otherwise.
            let told = store::card(write.conn(), id).await?.unwrap_or_default();
            card.company_id = if request.company.is_some() { card.company_id } else { told.company_id };
            id
        }
        (None, _) => store::make(&mut write, now).await?,
    };
    let stood = people::addresses(write.conn(), id).await?;
    store::set_card(&mut write, id, &card).await?;
    if let Some(addresses) = addresses.filter(|addresses| *addresses != stood) {
        store::set_addresses(&mut write, id, &addresses).await?;
    }
    note(&mut write, "contact_saved", &format!("contact:{id}"), now).await?;
    threads::mark_of_contacts(&mut write, &[id]).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    person(cx, id).await
}

async fn note(write: &mut Write, event: &str, subject: &str, now: Time) -> anyhow::Result<()> {
    let entry = ledger::Entry { actor: Actor::Operator, event, subject, detail: "", content_hash: "" };
    ledger::append(write, entry, now).await
}

/// In the form in which addresses are compared, each once. Errors: `invalid`.
fn checked_addresses(typed: &[String], is_own: impl Fn(&str) -> bool) -> Result<Vec<String>, ApiError> {
    if typed.len() > ADDRESSES_AT_MOST {
        return Err(invalid(text::too_many_addresses(ADDRESSES_AT_MOST), "addresses"));
    }
    let mut addresses: Vec<String> = Vec::new();
    for typed in typed.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
        let address = mail::sendable_address(typed).ok_or_else(|| invalid(text::bad_address(typed), "addresses"))?;
        if is_own(&address) {
            return Err(invalid(text::that_is_you(&address), "addresses"));
        }
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}

/// Whether a contact can have these addresses, and those alone. Errors: `conflict`.
async fn free(write: &mut Write, id: Option<ContactId>, addresses: &[String]) -> anyhow::Result<()> {
    let conflict = |words: String| ApiError::new(Code::Conflict, words).on("addresses");
    for address in addresses {
        if let Some(other) = people::contact_of(write.conn(), address).await?.filter(|other| Some(*other) != id) {
            let who = people::contact(write.conn(), other).await?.map_or_else(String::new, |(contact, _)| contact.called());
            return Err(conflict(text::address_of_another(address, &who)).into());
        }
    }
    let stood = match id {
        Some(id) => people::addresses(write.conn(), id).await?,
        None => Vec::new(),
    };
    for gone in stood.iter().filter(|address| !addresses.contains(address)) {
        // Their mails would be nobody's, and the next one would make somebody else of them.
        if store::has_mail(write.conn(), gone).await? {
            return Err(conflict(text::address_with_mail(gone)).into());
        }
    }
    Ok(())
}

/// Makes a company, or changes one. Errors: `not_found`, `invalid`; `conflict` for a domain that is another company's.
pub async fn save_company(cx: &Cx, request: &SaveCompany) -> anyhow::Result<CompanyView> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let before = match request.company {
        Some(id) => {
            let missing = || ApiError::new(Code::NotFound, text::no_such_company(id.0)).on("company");
            Some(store::company_card(write.conn(), id).await?.ok_or_else(missing)?)
        }
        None => None,
    };
    let mut card = before.clone().unwrap_or_default();
    if let Some(name) = &request.name {
        card.name = tidy(name, "name", NAME_AT_MOST)?;
        card.named_by = "operator".to_owned();
    }
    if let Some(phone) = &request.phone {
        card.phone = tidy(phone, "phone", PHONE_AT_MOST)?;
    }
    if let Some(domain) = &request.domain {
        card.domain = checked_domain(domain)?;
    }
    if card.name.is_empty() {
        return Err(invalid(text::needs_a_name(), "name").into());
    }
    match request.target {
        Some(Position::On) => card.target_since = card.target_since.or(Some(now.0)),
        Some(Position::Off) => card.target_since = None,
        None => {}
    }
    if let Some((other, called)) = store::company_of_domain(write.conn(), &card.domain).await?
        // One that was merged into it has that domain, which is its own already.
        && (Some(other) != request.company || before.as_ref().is_some_and(|before| before.domain != card.domain))
    {
        return Err(ApiError::new(Code::Conflict, text::domain_of_another(&card.domain, &called)).on("domain").into());
    }
    let id: CompanyId = match request.company {
        Some(id) => id,
        None => store::make_company(&mut write, &card.name, &card.domain, now).await?,
    };
    let card = CompanyCard { named_by: if before.is_none() { "operator".to_owned() } else { card.named_by }, ..card };
    if before.as_ref() != Some(&card) {
        store::set_company_card(&mut write, id, &card).await?;
        note(&mut write, "company_saved", &format!("company:{id}"), now).await?;
    }
    write.commit().await?;
    cx.work.notify_one();
    company(cx, id).await
}

/// A mail domain in the form in which it is compared; empty for none. What is copied from a browser is taken for its host.
/// Errors: `invalid`.
pub fn checked_domain(typed: &str) -> Result<String, ApiError> {
    let host = typed.trim().trim_start_matches('@');
    let host = host.split_once("://").map_or(host, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    if host.is_empty() {
        return Ok(String::new());
    }
    let address = mail::sendable_address(&format!("x@{host}"));
    let domain = address.as_deref().and_then(|address| address.strip_prefix("x@")).filter(|domain| domain.contains('.'));
    match domain {
        None => Err(invalid(text::not_a_domain(typed), "domain")),
        Some(domain) if is_free_mail(domain) => Err(invalid(text::domain_of_a_provider(domain), "domain")),
        Some(domain) => Ok(domain.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::checked_domain;

    #[test]
    fn a_domain_is_taken_from_what_people_copy() {
        for (typed, domain) in [
            ("Brightloom.example", "brightloom.example"),
            ("https://www.brightloom.example/about?x=1", "brightloom.example"),
            ("@brightloom.example", "brightloom.example"),
            ("müller.example", "xn--mller-kva.example"),
            (" ", ""),
        ] {
            assert_eq!(checked_domain(typed).ok().as_deref(), Some(domain), "{typed}");
        }
        for typed in ["gmail.com", "brightloom", "bright loom.example", "a@b@c.example"] {
            assert!(checked_domain(typed).is_err(), "{typed}");
        }
    }
}
