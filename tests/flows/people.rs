//! People and companies can be looked at: how they stand, what is open with them, and what happened.

use crate::{ANSWER, FURTHER, state_of};
use api::{
    Api as _, Code, CompanyId, CompanyPage, CompanyView, ContactId, ItemState, ListCompanies, ListPeople, PeoplePage, PersonLine,
    PersonView, ShowCompany, ShowPerson, Suppress, Time,
};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};

const HOUR_MS: i64 = 3_600_000;

/// Somebody else at the same company, who wrote before.
const MIRA: Mail<'static> = Mail {
    id: "mira@brightloom.example",
    from: "Mira Sand <mira@brightloom.example>",
    subject: "Our office",
    date: "Wed, 18 Nov 2026 09:00:00 +0000",
    answers: "",
    body: "Hi Dana,\r\n\r\nwhere is your office?\r\n\r\nMira",
    ..QUESTION
};

/// Somebody of no company, who wrote last.
const JONAS: Mail<'static> =
    Mail { id: "jonas@gmail.com", from: "Jonas Weber <jonas.weber@gmail.com>", date: "Fri, 20 Nov 2026 14:55:00 +0000", ..MIRA };

async fn people(test: &TestEngine, text: &str) -> Vec<PersonLine> {
    let text = Some(text.to_owned()).filter(|text| !text.is_empty());
    test.engine.list_people(ListPeople { text, after: None, limit: None }).await.unwrap().people
}

fn addresses(people: &[PersonLine]) -> Vec<&str> {
    people.iter().map(|line| line.contact.address.as_str()).collect()
}

async fn person(test: &TestEngine, address: &str) -> PersonView {
    let id = test.number(&format!("select contact_id from addresses where address = '{address}'")).await;
    test.engine.show_person(ShowPerson { contact: ContactId(id) }).await.unwrap()
}

async fn company(test: &TestEngine, domain: &str) -> CompanyView {
    let id = test.number(&format!("select company_id from companies where domain = '{domain}'")).await;
    test.engine.show_company(ShowCompany { company: CompanyId(id) }).await.unwrap()
}

async fn with_three() -> TestEngine {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, MIRA, JONAS]).await;
    test.run().await;
    test
}

#[tokio::test]
async fn people_stand_in_the_order_of_their_newest_mail() {
    let test = with_three().await;

    let listed = people(&test, "").await;

    assert_eq!(addresses(&listed), ["jonas.weber@gmail.com", "ines@brightloom.example", "mira@brightloom.example"]);
    let ines = &listed[1];
    assert_eq!((ines.last_mail_at, ines.n_open, ines.suppressed), (Some(START.plus_ms(-HOUR_MS)), 1, false));
    assert_eq!(ines.company.as_ref().unwrap().name, "Brightloom");
    assert_eq!(listed[0].company, None);
}

#[tokio::test]
async fn a_mail_that_arrives_late_does_not_lift_its_writer() {
    let test = with_three().await;
    test.import(&[Mail { id: "old@brightloom.example", date: "Mon, 2 Nov 2026 09:00:00 +0000", ..MIRA }]).await;
    assert_eq!(people(&test, "mira").await[0].last_mail_at, Some(Time(1_795_186_800_000 - 54 * HOUR_MS)));
}

#[tokio::test]
async fn people_are_found_by_words_of_their_name_address_or_company() {
    let test = with_three().await;
    for (text, found) in [
        ("MIRA", vec!["mira@brightloom.example"]),
        ("weber gmail", vec!["jonas.weber@gmail.com"]),
        ("brightloom", vec!["ines@brightloom.example", "mira@brightloom.example"]),
        ("  ines   Bright ", vec!["ines@brightloom.example"]),
        ("ines weber", vec![]),
        ("100%", vec![]),
    ] {
        assert_eq!(addresses(&people(&test, text).await), found, "{text}");
    }
}

#[tokio::test]
async fn pages_of_people_show_everybody_once() {
    let test = with_three().await;
    let mut pages = Vec::new();
    let mut after = None;
    loop {
        let PeoplePage { people, next } =
            test.engine.list_people(ListPeople { text: None, after, limit: Some(1) }).await.unwrap();
        pages.extend(people);
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, people(&test, "").await);
}

#[tokio::test]
async fn a_page_that_cannot_be_is_refused() {
    let test = TestEngine::new().await;
    for (after, limit, field) in [(None, Some(0), "limit"), (None, Some(1001), "limit"), (Some("[1]"), None, "after")] {
        let request = ListPeople { text: None, after: after.map(str::to_owned), limit };
        let refused = test.engine.list_people(request).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some(field)));
    }
}

#[tokio::test]
async fn whoever_is_suppressed_by_address_or_domain_is_shown_so() {
    let test = with_three().await;
    let suppress = |what: &str| Suppress { what: what.to_owned(), reason: "asked by phone".to_owned() };
    test.engine.suppress(suppress("brightloom.example")).await.unwrap();

    let suppressed: Vec<bool> = people(&test, "").await.iter().map(|line| line.suppressed).collect();
    assert_eq!(suppressed, [false, true, true]);
    assert_eq!(person(&test, "ines@brightloom.example").await.suppression.unwrap().what, "brightloom.example");
    assert_eq!(company(&test, "brightloom.example").await.suppression.unwrap().reason, "asked by phone");
    test.engine.suppress(suppress("ines@brightloom.example")).await.unwrap();
    let entry = person(&test, "ines@brightloom.example").await.suppression.unwrap();
    assert_eq!((entry.what.as_str(), entry.reason.as_str()), ("ines@brightloom.example", "asked by phone"));
}

#[tokio::test]
async fn a_person_is_shown_with_how_they_stand_and_how_soon_they_answer() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, ANSWER, FURTHER]).await;
    test.run().await;

    let ines = person(&test, "ines@brightloom.example").await;

    assert_eq!((ines.n_received, ines.n_sent), (2, 2));
    assert_eq!(ines.written_at, Some(START.plus_ms(-29 * HOUR_MS)));
    // Answered after 28 hours, and after 20 minutes.
    assert_eq!(ines.answers_after_ms, Some((28 * HOUR_MS + HOUR_MS / 3) / 2));
    assert_eq!(ines.open_items.iter().map(|item| item.what.as_str()).collect::<Vec<_>>(), ["Answer: Seats for the pilot"]);
    assert_eq!((ines.opted_out_at, ines.suppression), (None, None));
    assert_eq!(ines.addresses, ["ines@brightloom.example"]);
}

#[tokio::test]
async fn the_timeline_tells_mails_and_decisions_newest_first() {
    let (test, item) = TestEngine::with_question().await;
    test.clock.advance_seconds(60);
    test.edit(item.id, "40 seats are 12 euros each.").await;
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);

    let timeline = person(&test, "ines@brightloom.example").await.timeline;

    let told: Vec<(&str, Option<api::ItemId>)> = timeline.iter().map(|entry| (entry.words.as_str(), entry.item)).collect();
    assert_eq!(
        told,
        [
            ("Done: “Answer: Seats for the pilot”", Some(item.id)),
            ("You approved “Answer: Seats for the pilot”", Some(item.id)),
            ("Ines Duarte wrote: Re: Seats for the pilot", None),
            ("You wrote: Seats for the pilot", None),
        ]
    );
    assert_eq!(timeline[0].excerpt, "delivered to the practice outbox");
    assert!(timeline[2].excerpt.contains("could you send pricing for 40 seats"), "{}", timeline[2].excerpt);
    assert!(timeline.iter().all(|entry| entry.message.is_some() != entry.item.is_some()));
}

#[tokio::test]
async fn a_mail_in_copy_and_one_that_came_back_stand_in_the_timeline_too() {
    let test = TestEngine::new().await;
    let copied = Mail { headers: "Cc: Mira Sand <mira@brightloom.example>\r\n", ..OFFER };
    test.import(&[copied]).await;
    let mira = person(&test, "mira@brightloom.example").await;
    assert_eq!((mira.n_sent, mira.timeline.len()), (1, 1));
    assert_eq!(mira.timeline[0].words, "You wrote: Seats for the pilot");

    test.import(&[JONAS]).await;
    test.sql(
        "insert into bounces (message_id, address, severity, status) values
             (1, 'jonas.weber@gmail.com', 'hard', '5.1.1'), (1, 'mira@brightloom.example', 'hard', '5.1.1')",
    )
    .await;
    assert_eq!(person(&test, "jonas.weber@gmail.com").await.timeline.len(), 2);
    assert_eq!(person(&test, "mira@brightloom.example").await.timeline.len(), 1, "one mail stands there once");
}

#[tokio::test]
async fn a_timeline_has_two_hundred_entries_at_most() {
    let test = TestEngine::new().await;
    let ids: Vec<String> = (0..201).map(|n| format!("n{n}@brightloom.example")).collect();
    let mails: Vec<Mail<'_>> = ids.iter().map(|id| Mail { id, ..QUESTION }).collect();
    test.import_together(&mails).await;
    assert_eq!(person(&test, "ines@brightloom.example").await.timeline.len(), 200);
}

#[tokio::test]
async fn a_company_is_shown_with_its_people_and_their_work() {
    let test = with_three().await;

    let brightloom = company(&test, "brightloom.example").await;

    assert_eq!(brightloom.company.name, "Brightloom");
    assert_eq!(addresses(&brightloom.people), ["ines@brightloom.example", "mira@brightloom.example"]);
    let open: Vec<&str> = brightloom.open_items.iter().map(|item| item.contact.as_ref().unwrap().name.as_str()).collect();
    assert_eq!(open, ["Ines Duarte", "Mira Sand"]);
    let told: Vec<&str> = brightloom.timeline.iter().map(|entry| entry.words.as_str()).collect();
    assert_eq!(
        told,
        ["Ines Duarte wrote: Re: Seats for the pilot", "You wrote: Seats for the pilot", "Mira Sand wrote: Our office"]
    );
}

#[tokio::test]
async fn companies_stand_by_domain_with_their_people_and_their_work() {
    let test = with_three().await;
    test.import(&[Mail { id: "petra@almadra.example", from: "Petra Kos <petra@almadra.example>", ..MIRA }]).await;
    let list = async |text: Option<&str>, after, limit| {
        test.engine.list_companies(ListCompanies { text: text.map(str::to_owned), after, limit }).await.unwrap()
    };
    let domains =
        |page: &CompanyPage| page.companies.iter().map(|line| line.company.domain.clone()).collect::<Vec<_>>().join(" ");

    let all = list(None, None, None).await;

    assert_eq!((domains(&all).as_str(), all.next.as_ref()), ("almadra.example brightloom.example", None));
    let brightloom = &all.companies[1];
    assert_eq!((brightloom.company.name.as_str(), brightloom.n_people, brightloom.n_open), ("Brightloom", 2, 2));
    assert_eq!(brightloom.last_mail_at, Some(START.plus_ms(-HOUR_MS)), "the newest of its people");
    let first = list(None, None, Some(1)).await;
    let second = list(None, first.next.clone(), Some(1)).await;
    assert_eq!((domains(&first).as_str(), domains(&second).as_str()), ("almadra.example", "brightloom.example"));
    assert_eq!(domains(&list(Some("BRIGHT loom"), None, None).await), "brightloom.example");
    assert_eq!(domains(&list(Some("bright almadra"), None, None).await), "");
}

#[tokio::test]
async fn nobody_is_said_to_be_nobody() {
    let test = TestEngine::new().await;
    let refused = test.engine.show_person(ShowPerson { contact: ContactId(9) }).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotFound, Some("contact")));
    let refused = test.engine.show_company(ShowCompany { company: CompanyId(9) }).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotFound, Some("company")));
}
