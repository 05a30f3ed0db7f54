//! Who the contacts and companies of HubSpot are here: by what HubSpot calls them, then by their addresses and domains.
//!
//! A changed address makes nobody new. Two that cannot both be right are told, and neither is changed into the other.

use super::kinds::Kind;
use super::reading::{AREA, Reading};
use super::records::{Organisation, Person};
use crate::people;
use crate::store::crm::people as store;
use crate::store::crm::people::{Described, DescribedCompany};
use crate::store::crm::records::{self, RecordKind};
use crate::store::people as contacts;
use crate::store::{Write, problems};
use anyhow::Context as _;
use api::{CompanyId, ConnectionId, ContactId, Time, text};
use std::collections::HashMap;

impl Reading<'_> {
    /// Stores contacts that are new or changed.
    pub async fn keep_people(&self, write: &mut Write, people: &[Person]) -> anyhow::Result<()> {
        let ids: Vec<&str> =
            people.iter().flat_map(|one| one.merged.iter().chain([&one.source_id])).map(String::as_str).collect();
        let mut known: HashMap<String, ContactId> = HashMap::new();
        for (source, record) in records::contacts(write.conn(), self.connection, &ids).await? {
            known.insert(source, record.id);
        }
        let companies: Vec<&str> = people.iter().filter_map(|one| one.company.as_deref()).collect();
        let companies = records::companies(write.conn(), self.connection, &companies).await?;
        for person in people {
            let company = person.company.as_ref().and_then(|id| companies.get(id)).map(|record| record.id);
            self.keep_person(write, person, company, &mut known).await.context("Store a contact")?;
        }
        Ok(())
    }

    async fn keep_person(
        &self,
        write: &mut Write,
        person: &Person,
        company: Option<CompanyId>,
        known: &mut HashMap<String, ContactId>,
    ) -> anyhow::Result<()> {
        let now = self.cx.now();
        let addresses: Vec<&str> = person.addresses.iter().map(String::as_str).collect();
        let mut owners = store::whose(write.conn(), &addresses).await?;
        let id = match known.get(&person.source_id) {
            Some(id) => *id,
            None => match self.free_owner(write, person, &owners).await? {
                Some(id) => id,
                None => {
                    let free = addresses.iter().find(|address| !owners.contains_key(**address));
                    make(write, free.copied(), &person.name, now).await?
                }
            },
        };
        known.insert(person.source_id.clone(), id);
        self.follow_merges(write, person, id, known).await?;
        if !person.merged.is_empty() || !addresses.is_empty() {
            owners = store::whose(write.conn(), &addresses).await?;
        }
        let subject = self.subject(Kind::Contacts, &person.source_id);
        let mut conflict = None;
        for address in &addresses {
            match owners.get(*address) {
                Some(owner) if *owner == id => {}
                Some(owner) => conflict = conflict.or(Some((*address, *owner))),
                None => store::add_address(write, id, address).await?,
            }
        }
        if let Some(main) = addresses.iter().find(|address| owners.get(**address).is_none_or(|owner| *owner == id)) {
            store::prefer_address(write, id, main).await?;
        }
        match conflict {
            Some((address, owner)) => {
                let other = contacts::contact(write.conn(), owner).await?.map(|(other, _)| other.name).unwrap_or_default();
                let words = text::address_of_two(address, &person.name, &other);
                problems::record(write, AREA, &subject, &words, now).await?;
            }
            None => problems::clear(write, AREA, &subject).await?,
        }
        let described =
            Described { name: &person.name, title: &person.title, phone: &person.phone, touched_at: person.touched_at, company };
        store::describe(write, id, described).await?;
        let modified_at = Time(person.modified_at);
        records::is_contact(write, self.connection, &person.source_id, id, person.is_lead, modified_at, now).await
    }

    /// The contact who has one of these addresses and is nobody else in HubSpot, the main address first.
    async fn free_owner(
        &self,
        write: &mut Write,
        person: &Person,
        owners: &HashMap<String, ContactId>,
    ) -> anyhow::Result<Option<ContactId>> {
        for owner in person.addresses.iter().filter_map(|address| owners.get(address)) {
            let names = store::names_of_contact(write.conn(), self.connection, *owner).await?;
            if names.iter().all(|name| *name == person.source_id || person.merged.contains(name)) {
                return Ok(Some(*owner));
            }
        }
        Ok(None)
    }

    /// What was merged into this contact is this contact.
    async fn follow_merges(
        &self,
        write: &mut Write,
        person: &Person,
        id: ContactId,
        known: &mut HashMap<String, ContactId>,
    ) -> anyhow::Result<()> {
        for source in &person.merged {
            let Some(from) = known.get(source).copied().filter(|from| *from != id) else { continue };
            store::merge_contacts(write, from, id).await?;
            records::archive(write, self.connection, RecordKind::Contact, &[source.as_str()], self.cx.now()).await?;
            problems::clear(write, AREA, &self.subject(Kind::Contacts, source)).await?;
            known.values_mut().filter(|one| **one == from).for_each(|one| *one = id);
        }
        Ok(())
    }

    /// Stores companies that are new or changed.
    pub async fn keep_companies(&self, write: &mut Write, companies: &[Organisation]) -> anyhow::Result<()> {
        let now = self.cx.now();
        let ids: Vec<&str> =
            companies.iter().flat_map(|one| one.merged.iter().chain([&one.source_id])).map(String::as_str).collect();
        let records = records::companies(write.conn(), self.connection, &ids).await?;
        let known: HashMap<&str, CompanyId> = records.iter().map(|(source, record)| (source.as_str(), record.id)).collect();
        for company in companies {
            let of_domain = match company.domain.as_str() {
                "" => None,
                domain => store::of_domains(write.conn(), &[domain]).await?.remove(domain),
            };
            let is_taken = match of_domain {
                Some(id) => {
                    let names = store::names_of_company(write.conn(), self.connection, id).await?;
                    !names.iter().all(|name| *name == company.source_id || company.merged.contains(name))
                }
                None => false,
            };
            let before = known.get(company.source_id.as_str()).copied().or(of_domain.filter(|_| !is_taken));
            // A domain is one company's: what it makes of the mail of its people must be the same for all of them.
            let is_others = of_domain.is_some_and(|of_domain| before != Some(of_domain));
            let described = DescribedCompany {
                name: &company.name,
                domain: if is_others { "" } else { &company.domain },
                phone: &company.phone,
            };
            let id = match before {
                Some(id) => id,
                None => store::make_company(write, described, now).await?,
            };
            store::describe_company(write, id, described).await?;
            for source in &company.merged {
                if let Some(from) = known.get(source.as_str()).copied().filter(|from| *from != id) {
                    store::merge_companies(write, from, id).await?;
                    records::archive(write, self.connection, RecordKind::Company, &[source.as_str()], now).await?;
                }
            }
            let subject = self.subject(Kind::Companies, &company.source_id);
            if is_others {
                let words = text::domain_of_two(&company.domain, &company.name);
                problems::record(write, AREA, &subject, &words, now).await?;
            } else {
                problems::clear(write, AREA, &subject).await?;
            }
            records::is_company(write, self.connection, &company.source_id, id, Time(company.modified_at)).await?;
        }
        Ok(())
    }

    /// As a problem names a record.
    pub fn subject(&self, kind: Kind, source: &str) -> String {
        text::hubspot_record(&self.name, kind.one(), source)
    }
}

/// Makes a contact, with the company that their address tells of where they have one.
async fn make(write: &mut Write, address: Option<&str>, name: &str, now: Time) -> anyhow::Result<ContactId> {
    let Some(address) = address else { return store::make_contact(write, name, now).await };
    let made = contacts::make_contacts(write, &[people::new_contact(address, name)], now).await?;
    made.first().copied().context("Make a contact")
}

/// Who these records are here.
pub async fn ids_of<'a>(
    conn: &mut crate::store::Conn,
    connection: ConnectionId,
    sources: impl Iterator<Item = &'a String>,
) -> anyhow::Result<HashMap<String, ContactId>> {
    let sources: Vec<&str> = sources.map(String::as_str).collect();
    let found = records::contacts(conn, connection, &sources).await?;
    Ok(found.into_iter().map(|(source, record)| (source, record.id)).collect())
}
