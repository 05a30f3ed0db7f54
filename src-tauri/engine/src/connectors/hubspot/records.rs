//! From a record of HubSpot to what is stored. Pure: what it belongs to was looked up before.

use super::wire::{Object, Owner, Pipeline, Stage};
use crate::mail::{self, Mailbox};
use crate::store::crm::{deals, pipelines, tasks};
use api::{CompanyId, ContactId, DealId, OwnerId, StageId};
use std::collections::HashMap;

/// The longest text that is kept of a field, and of a task.
const LINE_CHARS: usize = 300;
const BODY_CHARS: usize = 20_000;
/// A lead is whoever is on the way to a deal.
const LEADS: &[&str] = &["lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity"];

/// A contact as HubSpot tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub source_id: String,
    pub name: String,
    pub title: String,
    pub phone: String,
    /// As they are compared, the main one first.
    pub addresses: Vec<String>,
    pub touched_at: Option<i64>,
    pub is_lead: bool,
    /// What HubSpot calls their company.
    pub company: Option<String>,
    pub modified_at: i64,
    /// Records that became this one.
    pub merged: Vec<String>,
}

/// A company as HubSpot tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    pub source_id: String,
    pub name: String,
    /// Lower case; empty where none is told.
    pub domain: String,
    pub phone: String,
    pub modified_at: i64,
    pub merged: Vec<String>,
}

/// What is called by names of HubSpot.
#[derive(Debug, Default)]
pub struct Known {
    /// By pipeline and stage.
    pub stages: HashMap<(String, String), StageId>,
    pub owners: HashMap<String, OwnerId>,
    pub companies: HashMap<String, CompanyId>,
    pub contacts: HashMap<String, ContactId>,
    pub deals: HashMap<String, DealId>,
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}

fn line(object: &Object, name: &str) -> String {
    cut(&mail::one_line(object.text(name)), LINE_CHARS)
}

fn merged(object: &Object) -> Vec<String> {
    object.list("hs_merged_object_ids").map(str::to_owned).filter(|id| *id != object.id).collect()
}

pub fn person(object: &Object) -> Person {
    let name = format!("{} {}", object.text("firstname"), object.text("lastname"));
    let mut addresses: Vec<String> = Vec::new();
    for given in object.list("email").chain(object.list("hs_additional_emails")) {
        if let Some(mailbox) = Mailbox::new("", given)
            && !addresses.contains(&mailbox.address)
        {
            addresses.push(mailbox.address);
        }
    }
    let phone = line(object, "phone");
    Person {
        source_id: object.id.clone(),
        name: cut(&mail::one_line(&name), LINE_CHARS),
        title: line(object, "jobtitle"),
        phone: if phone.is_empty() { line(object, "mobilephone") } else { phone },
        addresses,
        touched_at: object.moment("notes_last_contacted"),
        is_lead: LEADS.contains(&object.text("lifecyclestage")),
        company: object.linked("companies").first().cloned(),
        modified_at: object.changed_at.0,
        merged: merged(object),
    }
}

pub fn organisation(object: &Object) -> Organisation {
    let given = object.text("domain").to_lowercase();
    let host = given.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let host = host.split('/').next().unwrap_or_default();
    // As the domain of an address is compared with it.
    let domain = Mailbox::new("", &format!("x@{host}")).and_then(|mailbox| Some(mailbox.address.split_once('@')?.1.to_owned()));
    Organisation {
        source_id: object.id.clone(),
        name: line(object, "name"),
        domain: domain.filter(|domain| domain.contains('.') && !crate::people::is_free_mail(domain)).unwrap_or_default(),
        phone: line(object, "phone"),
        modified_at: object.changed_at.0,
        merged: merged(object),
    }
}

/// A deal, and what is wrong with it in words: what cannot be read of it is left out.
pub fn deal(object: &Object, known: &Known) -> (deals::Told, Option<String>) {
    let currency = object.text("deal_currency_code").to_uppercase();
    let is_currency = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let stage = (object.text("pipeline").to_owned(), object.text("dealstage").to_owned());
    let touched = [object.moment("notes_last_contacted"), object.moment("notes_last_updated")];
    let mut contacts: Vec<ContactId> = Vec::new();
    for contact in object.linked("contacts").iter().filter_map(|id| known.contacts.get(id)) {
        if !contacts.contains(contact) {
            contacts.push(*contact);
        }
    }
    let (amount_cents, odd) = match cents(object.text("amount")) {
        Ok(cents) => (cents, None),
        Err(why) => (None, Some(why)),
    };
    let told = deals::Told {
        facts: deals::Facts {
            source_id: object.id.clone(),
            name: line(object, "dealname"),
            stage_id: known.stages.get(&stage).map(|id| id.0),
            amount_cents,
            currency: if is_currency { currency } else { String::new() },
            owner_id: known.owners.get(object.text("hubspot_owner_id")).map(|id| id.0),
            company_id: object.linked("companies").iter().find_map(|id| known.companies.get(id)).map(|id| id.0),
            closes_at: object.moment("closedate"),
            active_at: touched.into_iter().flatten().max(),
            opened_at: object.moment("createdate").unwrap_or(object.changed_at.0),
            modified_at: object.changed_at.0,
        },
        contacts,
        own: Vec::new(),
    };
    (told, odd)
}

pub fn task(object: &Object, known: &Known) -> tasks::Told {
    let is_done = object.text("hs_task_status") == "COMPLETED";
    let done_at = object.moment("hs_task_completion_date").unwrap_or(object.changed_at.0);
    tasks::Told {
        source_id: object.id.clone(),
        title: line(object, "hs_task_subject"),
        body: cut(super::write::without(mail::html_to_text(object.text("hs_task_body")).trim()), BODY_CHARS),
        due_at: object.moment("hs_timestamp"),
        done_at: is_done.then_some(done_at),
        owner_id: known.owners.get(object.text("hubspot_owner_id")).map(|id| id.0),
        contact_id: object.linked("contacts").iter().find_map(|id| known.contacts.get(id)).map(|id| id.0),
        company_id: object.linked("companies").iter().find_map(|id| known.companies.get(id)).map(|id| id.0),
        deal_id: object.linked("deals").iter().find_map(|id| known.deals.get(id)).map(|id| id.0),
        modified_at: object.changed_at.0,
    }
}

/// An amount in hundredths, to the last of them. None for no amount. Errors: what is no number.
fn cents(text: &str) -> Result<Option<i64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let odd = || format!("its amount {:?} is no number", cut(text, 40));
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !whole.is_empty() && are_digits(whole) && are_digits(part) {
        let padded: String = part.chars().chain("00".chars()).take(2).collect();
        let cents = format!("{whole}{padded}").parse::<i64>().map_err(|_| odd())?;
        // The third digit rounds.
        let more = i64::from(part.as_bytes().get(2).is_some_and(|digit| *digit >= b'5'));
        return Ok(Some(sign * (cents + more)));
    }
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite() && value.abs() < 9e15).ok_or_else(odd)?;
    Ok(Some((value * 100.0).round() as i64))
}

/// Pipelines in their order, without what is gone.
pub fn pipelines(mut told: Vec<Pipeline>) -> Vec<pipelines::ToldPipeline> {
    told.retain(|pipeline| !pipeline.archived);
    told.sort_by_key(|pipeline| pipeline.order);
    let stages = |mut stages: Vec<Stage>| -> Vec<pipelines::ToldStage> {
        stages.retain(|stage| !stage.archived);
        stages.sort_by_key(|stage| stage.order);
        stages.iter().map(stage).collect()
    };
    told.into_iter()
        .map(|pipeline| pipelines::ToldPipeline {
            source_id: pipeline.id,
            name: cut(&mail::one_line(&pipeline.label), LINE_CHARS),
            stages: stages(pipeline.stages),
        })
        .collect()
}

fn stage(stage: &Stage) -> pipelines::ToldStage {
    let told = |name: &str| stage.metadata.get(name).and_then(super::wire::said).unwrap_or_default();
    let probability = told("probability").parse::<f64>().ok().filter(|value| (0.0..=1.0).contains(value));
    let ends = match (told("isClosed") == "true", probability) {
        (true, Some(likely)) if likely >= 0.5 => Some(pipelines::Ends::Won),
        (true, _) => Some(pipelines::Ends::Lost),
        (false, _) => None,
    };
    pipelines::ToldStage {
        source_id: stage.id.clone(),
        name: cut(&mail::one_line(&stage.label), LINE_CHARS),
        probability: probability.unwrap_or(0.5),
        ends,
    }
}

pub fn owner(owner: Owner) -> pipelines::ToldOwner {
    let name = format!("{} {}", owner.first_name.unwrap_or_default(), owner.last_name.unwrap_or_default());
    pipelines::ToldOwner {
        source_id: owner.id,
        name: cut(&mail::one_line(&name), LINE_CHARS),
        address: owner.email.and_then(|email| Mailbox::new("", &email)).map(|mailbox| mailbox.address).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(properties: serde_json::Value) -> Object {
        let value = json!({ "id": "1", "properties": properties, "updatedAt": "2026-11-20T15:00:00Z" });
        Object::read(&value, "lastmodifieddate").unwrap()
    }

    #[test]
    fn an_amount_is_kept_to_the_cent() {
        for (text, expected) in [
            ("", Some(None)),
            ("0", Some(Some(0))),
            ("1200", Some(Some(120_000))),
            ("1200.5", Some(Some(120_050))),
            ("0.295", Some(Some(30))),
            ("-3.10", Some(Some(-310))),
            ("1.2E4", Some(Some(1_200_000))),
            ("90071992547409.93", Some(Some(9_007_199_254_740_993))),
            ("a lot", None),
            ("NaN", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(cents(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_contact_has_all_its_addresses_the_main_one_first() {
        let told = person(&object(json!({
            "email": "Ines@Brightloom.example", "hs_additional_emails": "ines@home.example;ines@brightloom.example;nonsense",
            "firstname": "Inês", "lastname": " Duarte", "phone": "", "mobilephone": "+351 1", "lifecyclestage": "lead",
        })));
        assert_eq!(told.addresses, ["ines@brightloom.example", "ines@home.example"]);
        assert_eq!((told.name.as_str(), told.phone.as_str(), told.is_lead), ("Inês Duarte", "+351 1", true));
    }

    #[test]
    fn a_company_is_known_by_the_domain_of_its_addresses() {
        for (given, domain) in [
            ("https://www.Brightloom.example/about", "brightloom.example"),
            ("gmail.com", ""),
            ("Brightloom Ltd", ""),
            ("bücher.example", "xn--bcher-kva.example"),
        ] {
            assert_eq!(organisation(&object(json!({ "domain": given }))).domain, domain, "{given}");
        }
    }

    #[test]
    fn a_deal_without_amount_stage_or_contact_is_one() {
        let (told, odd) =
            deal(&object(json!({ "dealname": "Pilot", "amount": null, "dealstage": "unheard" })), &Known::default());
        assert_eq!(odd, None);
        assert_eq!((told.facts.amount_cents, told.facts.stage_id, told.facts.currency.as_str()), (None, None, ""));
        assert_eq!((told.contacts, told.facts.company_id), (Vec::new(), None));
    }
}
