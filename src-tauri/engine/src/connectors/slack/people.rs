//! Who the people of a workspace are: asked once in a while, and matched to contacts by their address, never by their name alone.

use super::keep::Said;
use super::reading::{Reading, SLACKBOT};
use super::scopes::{ADDRESSES, USERS};
use crate::connectors::halt::Halt;
use crate::connectors::web::Fault;
use crate::people;
use crate::store::Write;
use crate::store::chat::{self as store, Person};
use crate::store::crm::people::make_contact;
use api::Time;
use std::collections::{BTreeSet, HashMap};

/// How long what is known of somebody is good.
const GOOD_MS: i64 = 7 * 24 * 3_600_000;

impl Reading<'_> {
    /// Knows these people, asking about those who are not known yet.
    pub async fn know(&mut self, ids: BTreeSet<String>) -> Result<(), Halt> {
        let missing: Vec<&str> = ids.iter().filter(|id| !self.people.contains_key(*id)).map(String::as_str).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let known = store::people(&mut *self.cx.read().await?, self.connection, &missing).await?;
        let (mut asked, mut halted) = (Vec::new(), None);
        for id in missing {
            let before = known.get(id).cloned();
            let is_good = before.as_ref().is_some_and(|person| self.cx.now().ms_since(Time(person.read_at)) < GOOD_MS);
            let person = match before {
                Some(person) if is_good => person,
                before => match self.ask_about(id, before).await {
                    Ok(person) => {
                        asked.push(person.clone());
                        person
                    }
                    Err(halt) => {
                        halted = Some(halt);
                        break;
                    }
                },
            };
            self.people.insert(id.to_owned(), person);
        }
        // Nobody is asked about twice because there were more of them than may be asked about at once.
        if !asked.is_empty() {
            let mut write = self.begin_write().await?;
            for mut person in asked {
                person.contact_id = self.match_again(&mut write, known.get(&person.source_id), &person).await?;
                store::put_person(&mut write, self.connection, &person).await?;
                self.people.insert(person.source_id.clone(), person);
            }
            write.commit().await?;
        }
        halted.map_or(Ok(()), Err)
    }

    /// Who somebody is here whose address became known: another contact than they had by their name alone, or none.
    async fn match_again(&self, write: &mut Write, before: Option<&Person>, person: &Person) -> anyhow::Result<Option<i64>> {
        let is_news = before.is_some_and(|before| before.contact_id.is_some() && before.address.is_empty());
        if is_news && !person.address.is_empty() { self.contact_for(write, person).await } else { Ok(person.contact_id) }
    }

    /// The contact of somebody outside; none for the own side, for programs, and where nobody may be told from a colleague.
    async fn contact_for(&self, write: &mut Write, person: &Person) -> anyhow::Result<Option<i64>> {
        let is_inside = match person.address.as_str() {
            "" => person.is_member || !self.workspace.may(ADDRESSES),
            address => self.settings.is_colleague(address),
        };
        if person.is_bot || is_inside || self.is_own(&person.source_id) || self.settings.is_own(&person.address) {
            return Ok(None);
        }
        let now = self.cx.now();
        Ok(match (person.address.as_str(), person.name.as_str()) {
            ("", "") => None,
            ("", name) => Some(make_contact(write, name, now).await?.0),
            (address, name) => Some(people::ensure(write, address, name, now).await?.0),
        })
    }

    async fn ask_about(&mut self, id: &str, before: Option<Person>) -> Result<Person, Halt> {
        let contact_id = before.as_ref().and_then(|person| person.contact_id);
        let read_at = self.cx.now().0;
        let unknown = Person {
            source_id: id.to_owned(),
            name: before.as_ref().map_or_else(String::new, |person| person.name.clone()),
            address: before.as_ref().map_or_else(String::new, |person| person.address.clone()),
            is_bot: id.starts_with('B') || id == SLACKBOT || before.as_ref().is_some_and(|person| person.is_bot),
            is_member: before.as_ref().is_some_and(|person| person.is_member),
            contact_id,
            read_at,
        };
        if unknown.is_bot || !self.workspace.may(USERS) {
            return Ok(unknown);
        }
        self.asking = USERS;
        match self.workspace.user(id).await {
            Ok(user) => Ok(Person {
                name: user.called(),
                address: user.address(),
                is_bot: user.is_bot,
                is_member: user.is_member_of(self.workspace.team()),
                ..unknown
            }),
            // Somebody who is not to be seen is still somebody.
            Err(Halt::Fault(Fault::Refused { status: ..500, .. } | Fault::Gone(_))) => Ok(unknown),
            Err(halt) => Err(halt),
        }
    }

    /// What the people are called, by what Slack calls them.
    pub fn names(&self) -> HashMap<String, String> {
        self.people.iter().map(|(id, person)| (id.clone(), person.name.clone())).collect()
    }

    /// Whether what somebody says is said by the own side's voice: the operator, or the bot that speaks for them.
    pub fn is_own(&self, id: &str) -> bool {
        let is_operator = |person: &Person| !person.address.is_empty() && self.settings.is_own(&person.address);
        id == self.workspace.me() || self.people.get(id).is_some_and(is_operator)
    }

    /// Stores those who spoke, each with the contact that they are here.
    pub async fn keep_people(&mut self, write: &mut Write, said: &[&Said]) -> anyhow::Result<()> {
        let speakers: BTreeSet<&str> = said.iter().map(|said| said.person.as_str()).filter(|id| !id.is_empty()).collect();
        for id in speakers {
            let Some(mut person) = self.people.get(id).cloned() else { continue };
            if let Some(name) =
                said.iter().find(|said| said.person == id).map(|said| &said.username).filter(|_| person.name.is_empty())
            {
                person.name.clone_from(name);
            }
            if person.contact_id.is_none() {
                person.contact_id = self.contact_for(write, &person).await?;
            }
            store::put_person(write, self.connection, &person).await?;
            self.people.insert(id.to_owned(), person);
        }
        Ok(())
    }
}
