//! Contacts and companies are added and corrected by hand; whose an address or a domain is stays clear.

use api::{
    Api as _, Code, CompanyId, CompanyView, ContactId, PersonView, Position, SaveCompany, SaveContact, ShowCompany, SuggestPeople,
};
use engine::testkit::{OFFER, QUESTION, TestEngine};

fn contact(id: Option<ContactId>) -> SaveContact {
    SaveContact { contact: id, name: None, title: None, phone: None, addresses: None, company: None }
}

fn company(id: Option<CompanyId>) -> SaveCompany {
    SaveCompany { company: id, name: None, domain: None, phone: None, target: None }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn addresses(all: &[&str]) -> Option<Vec<String>> {
    Some(all.iter().map(|address| (*address).to_owned()).collect())
}

async fn save(test: &TestEngine, request: SaveContact) -> PersonView {
    test.engine.save_contact(request).await.unwrap()
}

async fn save_company(test: &TestEngine, request: SaveCompany) -> CompanyView {
    test.engine.save_company(request).await.unwrap()
}

async fn suggested(test: &TestEngine, text: &str) -> Vec<String> {
    let found = test.engine.suggest_people(SuggestPeople { text: text.to_owned(), limit: None }).await.unwrap();
    found.into_iter().map(|contact| contact.address).collect()
}

#[tokio::test]
async fn somebody_who_is_added_by_hand_is_found_and_works_where_their_address_says() {
    let test = TestEngine::new().await;
    let new = SaveContact {
        name: some(" Mira  Sand "),
        title: some("CFO"),
        addresses: addresses(&["Mira@Brightloom.example"]),
        ..contact(None)
    };

    let mira = save(&test, new).await;

    assert_eq!(
        (mira.contact.name.as_str(), mira.title.as_str(), mira.addresses.as_slice()),
        ("Mira Sand", "CFO", &["mira@brightloom.example".to_owned()][..])
    );
    assert_eq!(mira.company.unwrap().name, "Brightloom");
    assert_eq!(suggested(&test, "mira").await, ["mira@brightloom.example"]);
    let changed =
        SaveContact { addresses: addresses(&["m@x.example", "mira@brightloom.example"]), ..contact(Some(mira.contact.id)) };
    let changed = save(&test, changed).await;
    assert_eq!((changed.contact.address.as_str(), changed.title.as_str()), ("m@x.example", "CFO"));
    assert_eq!(suggested(&test, "m@x").await, ["m@x.example"]);
    let nameless = save(&test, SaveContact { name: some("Lee"), ..contact(None) }).await;
    assert_eq!((nameless.addresses.len(), nameless.company), (0, None));
}

#[tokio::test]
async fn an_address_has_one_owner_and_mail_keeps_its_writer() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let ines = ContactId(test.number("select contact_id from addresses where address = 'ines@brightloom.example'").await);
    let refused = [
        (SaveContact { addresses: addresses(&["ines@brightloom.example"]), ..contact(None) }, Code::Conflict, "merge"),
        (SaveContact { addresses: addresses(&["i@y.example"]), ..contact(Some(ines)) }, Code::Conflict, "There is mail"),
        (SaveContact { addresses: addresses(&["dana@northwind.example"]), ..contact(None) }, Code::Invalid, "your own"),
        (SaveContact { addresses: addresses(&["no address"]), ..contact(None) }, Code::Invalid, "no address"),
        (contact(None), Code::Invalid, "name or an address"),
        (contact(Some(ContactId(99))), Code::NotFound, "no contact"),
    ];
    for (request, code, words) in refused {
        let refused = test.engine.save_contact(request).await.unwrap_err();
        assert_eq!(refused.code, code, "{}", refused.message);
        assert!(refused.message.contains(words), "{}", refused.message);
    }
    let more =
        save(&test, SaveContact { addresses: addresses(&["ines@brightloom.example", "i@y.example"]), ..contact(Some(ines)) })
            .await;
    assert_eq!(more.addresses.len(), 2);
}

#[tokio::test]
async fn a_company_needs_no_domain_and_a_domain_has_one_company() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let lone = save_company(&test, SaveCompany { name: some("Corner shop"), target: Some(Position::On), ..company(None) }).await;
    assert_eq!((lone.company.domain.as_str(), lone.target_since.is_some(), lone.people.len()), ("", true, 0));
    let second = save_company(&test, SaveCompany { name: some("Corner shop"), ..company(None) }).await;
    assert_ne!(second.company.id, lone.company.id, "two may have one name");
    let lee = SaveContact { name: some("Lee"), company: Some(Some(lone.company.id)), ..contact(None) };
    save(&test, lee).await;
    let shown = test.engine.show_company(ShowCompany { company: lone.company.id }).await.unwrap();
    assert_eq!(shown.people[0].contact.name, "Lee");

    for (domain, code, words) in [
        ("brightloom.example", Code::Conflict, "Brightloom"),
        ("gmail.com", Code::Invalid, "provider"),
        ("nothing", Code::Invalid, "no domain"),
    ] {
        let request = SaveCompany { domain: some(domain), ..company(Some(lone.company.id)) };
        let refused = test.engine.save_company(request).await.unwrap_err();
        assert_eq!(refused.code, code);
        assert!(refused.message.contains(words), "{}", refused.message);
    }
    let named = SaveCompany {
        domain: some("https://www.corner.example/"),
        target: Some(Position::Off),
        ..company(Some(lone.company.id))
    };
    let named = save_company(&test, named).await;
    assert_eq!((named.company.domain.as_str(), named.target_since), ("corner.example", None));
}
