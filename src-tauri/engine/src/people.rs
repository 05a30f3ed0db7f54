//! Contacts and companies, as they follow from the addresses of mails.

mod company_duplicates;
mod duplicates;
mod edit;
pub mod exchange;
mod in_crm;
mod merge;
mod merge_companies;
mod pace;
mod show;
mod timeline;
mod title;

use crate::cx::Cx;
use crate::mail;
use crate::page;
use crate::store::Write;
use crate::store::people::{self as store, NewContact};
use anyhow::Context as _;
use api::{ApiError, Code, ContactId, ContactRef, SuggestPeople, Time, text};

const SUGGESTED_AT_FIRST: u32 = 8;
/// The longest text by which somebody is looked for, in characters.
const TYPED_AT_MOST: usize = 200;

pub use company_duplicates::{keep_apart as keep_companies_apart, list as company_duplicates};
pub use duplicates::{keep_apart, list as duplicates};
use edit::checked_domain;
pub use edit::{save_company, save_contact};
pub use in_crm::pages as crm_pages;
pub use merge::{merge, undo as undo_merge};
pub use merge_companies::{merge as merge_companies, undo as undo_company_merge};
pub use show::{companies, company, list, person};
pub use timeline::{Whose, timeline};
pub use title::decides;

/// Domains whose addresses belong to persons, not to a company.
const FREE_MAIL: &[&str] = &[
    "aol.com",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.de",
    "hotmail.es",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "outlook.es",
    "outlook.fr",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "t-online.de",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.es",
    "yahoo.fr",
    "yandex.ru",
    "ymail.com",
];

pub fn is_free_mail(domain: &str) -> bool {
    FREE_MAIL.contains(&domain)
}

/// The domain of an address, if it is a company's.
pub fn company_domain(address: &str) -> Option<&str> {
    let (_, domain) = address.rsplit_once('@')?;
    (!is_free_mail(domain)).then_some(domain)
}

/// Whether a host is one of the company to which one of these addresses belongs: `sales.brightloom.example` is Brightloom's.
pub fn is_host_of<'a>(addresses: impl IntoIterator<Item = &'a String>, host: &str) -> bool {
    addresses
        .into_iter()
        .filter_map(|address| company_domain(address))
        .any(|domain| host.strip_suffix(domain).is_some_and(|within| within.is_empty() || within.ends_with('.')))
}

/// Contacts whose name or address has words that begin with those that were typed. Errors: `invalid` for a text that is too long.
pub async fn suggest(cx: &Cx, request: &SuggestPeople) -> anyhow::Result<Vec<ContactRef>> {
    let limit = page::limit_or(request.limit, SUGGESTED_AT_FIRST)?;
    if request.text.chars().count() > TYPED_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("text", TYPED_AT_MOST)).on("text").into());
    }
    let typed = request.text.replace(char::is_control, " ");
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    store::beginning_with(&mut *cx.read().await?, &words, i64::try_from(limit)?).await
}

/// What a company is called as long as only its domain is known: `mail.brightloom.co.uk` is `Brightloom`.
fn name_from_domain(domain: &str) -> String {
    /// Labels that stand before a country's, as in `co.uk`.
    const SECOND_LEVEL: &[&str] = &["ac", "co", "com", "edu", "gov", "ne", "net", "or", "org"];
    let domain = mail::domain_in_words(domain);
    let labels: Vec<&str> = domain.split('.').collect();
    let label = match labels.as_slice() {
        [.., name, second, _] if SECOND_LEVEL.contains(second) => name,
        [.., name, _] => name,
        [name] => name,
        [] => "",
    };
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The contact behind an address, made with its company where it is new.
pub async fn ensure(write: &mut Write, address: &str, name: &str, now: Time) -> anyhow::Result<ContactId> {
    if let Some((id, is_named)) = store::known(write.conn(), address).await? {
        if !is_named && !name.is_empty() {
            store::name(write, id, name).await?;
        }
        return Ok(id);
    }
    let made = store::make_contacts(write, &[new_contact(address, name)], now).await?;
    made.first().copied().context("Make a contact")
}

/// Somebody who is to become a contact, with the company that their address tells of.
pub fn new_contact<'a>(address: &'a str, name: &'a str) -> NewContact<'a> {
    NewContact { address, name, company: company_domain(address).map(|domain| (domain, name_from_domain(domain))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_named_after_its_domain() {
        assert_eq!(name_from_domain("brightloom.example"), "Brightloom");
        assert_eq!(name_from_domain("mail.brightloom.co.uk"), "Brightloom");
        assert_eq!(name_from_domain("localhost"), "Localhost");
        assert_eq!(name_from_domain("xn--mller-kva.example"), "Müller");
    }

    #[test]
    fn a_free_mail_address_has_no_company() {
        assert_eq!(company_domain("ines@gmail.com"), None);
        assert_eq!(company_domain("ines@brightloom.example"), Some("brightloom.example"));
    }

    #[test]
    fn a_host_is_a_companys_by_whole_labels_and_free_mail_has_none() {
        let own = ["dana@northwind.example".to_owned(), "dana@gmail.com".to_owned()];
        for (host, expected) in [
            ("northwind.example", true),
            ("sales.northwind.example", true),
            ("southnorthwind.example", false),
            ("northwind.example.test", false),
            ("gmail.com", false),
            ("friends.gmail.com", false),
        ] {
            assert_eq!(is_host_of(&own, host), expected, "{host}");
        }
    }
}
