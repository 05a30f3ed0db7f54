//! Who the contacts and companies of HubSpot are here: nobody is there twice, and what contradicts itself is told.

use crate::hubspot::{connect, pilot, portal, read_again, reading};
use api::{Api as _, ConnectionState, GetStatus};
use engine::testkit::hubspot::{HubSpot, Kind, STAGES};
use engine::testkit::{OFFER, QUESTION, TestEngine};

async fn people(test: &TestEngine) -> Vec<String> {
    test.texts(
        "select name || ': ' || coalesce((
             select group_concat(address, ' ') from (
                 select address from addresses where addresses.contact_id = contacts.contact_id order by is_primary desc, address
             )), '') from contacts where name <> '' or exists (select 1 from addresses where addresses.contact_id = contacts.contact_id)
         order by contact_id",
    )
    .await
}

async fn problems(test: &TestEngine) -> Vec<String> {
    test.engine.status(GetStatus {}).await.unwrap().problems.into_iter().map(|problem| problem.words).collect()
}

#[tokio::test]
async fn whom_mail_knows_is_recognised_by_a_secondary_address() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let hubspot = HubSpot::start(test.clock.clone());
    let id = hubspot.contact("i.duarte@home.example", "Ines", "Duarte");
    hubspot.change(Kind::Contacts, &id, &[("hs_additional_emails", "ines@brightloom.example;ines@old.example")]);
    connect(&test, &hubspot).await;
    test.run().await;

    assert_eq!(people(&test).await, ["Ines Duarte: i.duarte@home.example ines@brightloom.example ines@old.example"]);
    assert_eq!(problems(&test).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_changed_address_makes_nobody_new() {
    let (test, hubspot, (_, contact, _)) = reading().await;
    hubspot.change(Kind::Contacts, &contact, &[("email", "ines.duarte@brightloom.example"), ("jobtitle", "Head of Purchasing")]);
    read_again(&test).await;

    assert_eq!(people(&test).await, ["Ines Duarte: ines.duarte@brightloom.example ines@brightloom.example"]);
    assert_eq!(test.texts("select title from contacts").await, ["Head of Purchasing"]);
    let found = test.engine.suggest_people(api::SuggestPeople { text: "ines.d".to_owned(), limit: None }).await.unwrap();
    assert_eq!(found.len(), 1, "the search follows");
}

#[tokio::test]
async fn two_contacts_with_one_address_are_told_and_stay_two() {
    let (test, hubspot, _) = reading().await;
    let second = hubspot.contact("other@brightloom.example", "Iria", "Duarte");
    hubspot.change(Kind::Contacts, &second, &[("hs_additional_emails", "ines@brightloom.example")]);
    read_again(&test).await;

    assert_eq!(people(&test).await, ["Ines Duarte: ines@brightloom.example", "Iria Duarte: other@brightloom.example"]);
    let told = problems(&test).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("ines@brightloom.example") && told[0].contains("Iria Duarte"), "{told:?}");

    hubspot.change(Kind::Contacts, &second, &[("hs_additional_emails", "")]);
    read_again(&test).await;
    assert_eq!(problems(&test).await, Vec::<String>::new(), "what was put right is told no more");
}

#[tokio::test]
async fn a_merge_is_followed() {
    let (test, hubspot, (_, contact, deal)) = reading().await;
    let second = hubspot.contact("ines@home.example", "Ines", "D.");
    let rollout = hubspot.deal("Rollout", STAGES[0], "100");
    hubspot.link((Kind::Deals, &rollout), (Kind::Contacts, &second));
    read_again(&test).await;
    assert_eq!(test.number("select count(*) from contacts").await, 2);

    hubspot.merge(Kind::Contacts, &contact, &second);
    hubspot.merge(Kind::Deals, &deal, &rollout);
    for _ in 0..2 {
        read_again(&test).await;
    }

    assert_eq!(people(&test).await[0], "Ines Duarte: ines@brightloom.example ines@home.example");
    assert_eq!(test.number("select count(distinct contact_id) from addresses").await, 1);
    assert_eq!(test.number("select count(*) from crm_records where kind = 'contact' and archived_at is null").await, 1);
    assert_eq!(test.texts("select name from deals where archived_at is null").await, ["Pilot with 40 seats"]);
    assert_eq!(problems(&test).await, Vec::<String>::new());
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn companies_are_recognised_by_their_domain_and_two_of_one_are_told() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let hubspot = HubSpot::start(test.clock.clone());
    pilot(&hubspot);
    hubspot.company("Brightloom Iberia", "brightloom.example");
    hubspot.company("Nameless at a free provider", "gmail.com");
    connect(&test, &hubspot).await;
    test.run().await;

    let companies = "select name || ' ' || domain from companies order by company_id";
    assert_eq!(
        test.texts(companies).await,
        ["Brightloom brightloom.example", "Brightloom Iberia ", "Nameless at a free provider "]
    );
    assert_eq!(problems(&test).await.len(), 1);
}

#[tokio::test]
async fn a_contact_without_address_and_odd_records_spoil_nothing() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    hubspot.contact("", "No", "Address");
    hubspot.contact("not an address", "Odd", "Address");
    let odd = hubspot.deal("Odd", STAGES[0], "5");
    hubspot.put(Kind::Deals, &odd, "amount", "plenty");
    let lost = hubspot.contact("lost@c.example", "No", "Time");
    hubspot.put(Kind::Contacts, &lost, "lastmodifieddate", "some day");
    connect(&test, &hubspot).await;
    test.run().await;

    assert_eq!(people(&test).await, ["No Address: ", "Odd Address: ", "No Time: lost@c.example"]);
    assert_eq!(test.texts("select coalesce(amount_cents, 'none') from deals").await, ["none"]);
    let told = problems(&test).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("plenty"), "{told:?}");
    assert_eq!(portal(&test).await.state, ConnectionState::Fresh);
}
