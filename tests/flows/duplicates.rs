//! Contacts that are one person are found, merged, and parted again as they were.

use api::{
    AddNote, AddTask, Api as _, Code, ContactId, DuplicateReason, KeepApart, ListDuplicates, ListPeople, MergeContacts,
    SaveContact, SaveDeal, ShowDeal, ShowPerson, SuggestPeople, Undo,
};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};

/// Inês writes from another address.
const PRIVATE: Mail<'static> = Mail {
    id: "private@gmail.com",
    from: "Inês Duarte <ines.duarte@gmail.com>",
    subject: "Me again",
    date: "Fri, 20 Nov 2026 14:30:00 +0000",
    answers: "",
    body: "Hi Dana,\r\n\r\ncan you call me about the pilot today?\r\n\r\nInês",
    ..QUESTION
};

async fn at(test: &TestEngine, address: &str) -> ContactId {
    ContactId(test.number(&format!("select contact_id from addresses where address = '{address}'")).await)
}

/// Inês at work and at home, with one mail item each; and all that names her there.
async fn twice() -> (TestEngine, ContactId, ContactId) {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, PRIVATE]).await;
    test.run().await;
    let (work, home) = (at(&test, "ines@brightloom.example").await, at(&test, "ines.duarte@gmail.com").await);
    (test, work, home)
}

async fn with_records(test: &TestEngine, work: ContactId, home: ContactId) {
    for contacts in [vec![home], vec![work, home]] {
        let deal = SaveDeal {
            deal: None,
            name: Some("Pilot".to_owned()),
            stage: None,
            amount_cents: None,
            currency: None,
            company: None,
            contacts: Some(contacts),
            closes_at: None,
        };
        test.engine.save_deal(deal).await.unwrap();
    }
    let task =
        AddTask { title: "Call".to_owned(), body: String::new(), due: None, contact: Some(home), company: None, deal: None };
    test.engine.add_task(task).await.unwrap();
    let note = AddNote { body: "Prefers calls".to_owned(), contact: Some(home), company: None, deal: None };
    test.engine.add_note(note).await.unwrap();
    let card = SaveContact {
        contact: Some(home),
        name: None,
        title: Some("CTO".to_owned()),
        phone: Some("+351 21 123 45 67".to_owned()),
        addresses: None,
        company: None,
    };
    test.engine.save_contact(card).await.unwrap();
}

/// All rows that name a contact.
async fn naming(test: &TestEngine) -> Vec<String> {
    let mut all = Vec::new();
    for query in [
        "select json_array('contact', contact_id, name, title, phone, company_id, written_at, last_mail_at, merged_into) from contacts",
        "select json_array('address', address, contact_id, is_primary) from addresses",
        "select json_array('message', message_id, contact_id) from messages",
        "select json_array('outcome', contact_id, kind) from outcomes",
        "select json_array('deal', deal_id, contact_id, position) from deal_contacts",
        "select json_array('task', task_id, contact_id) from tasks",
        "select json_array('note', note_id, contact_id) from notes",
        "select json_array('meeting', meeting_id, address, contact_id) from meeting_attendees",
        "select json_array('record', record_id, contact_id) from crm_records",
        "select json_array('item', item_id, contact_id, pile, key, state) from items",
        "select json_array('waiting', signal_id, contact_id, pile, key) from waiting",
    ] {
        let mut rows = test.texts(query).await;
        rows.sort();
        all.extend(rows);
    }
    all
}

async fn merge(test: &TestEngine, keep: ContactId, gone: ContactId) -> api::PersonView {
    let person = test.engine.merge_contacts(MergeContacts { keep, gone }).await.unwrap();
    test.run().await;
    person
}

async fn undo(test: &TestEngine) -> String {
    let words = test.engine.undo(Undo {}).await.unwrap().words;
    test.run().await;
    words
}

#[tokio::test]
async fn who_may_be_one_person_is_named_with_the_reason_until_they_are_told_apart() {
    let (test, work, home) = twice().await;
    let same_name = SaveContact {
        contact: Some(work),
        name: Some("Inês Duarte".to_owned()),
        title: None,
        phone: None,
        addresses: None,
        company: None,
    };
    test.engine.save_contact(same_name).await.unwrap();

    let found = test.engine.list_duplicates(ListDuplicates {}).await.unwrap();

    assert_eq!(found.len(), 1);
    assert_eq!((found[0].reason, found[0].words.as_str()), (DuplicateReason::SameName, "They have the same name."));
    let left = test.engine.keep_apart(KeepApart { one: home, other: work }).await.unwrap();
    assert_eq!(left, []);
    assert_eq!(test.engine.list_duplicates(ListDuplicates {}).await.unwrap(), []);
}

#[tokio::test]
async fn all_that_names_the_one_names_the_other_and_there_is_one_item() {
    let (test, work, home) = twice().await;
    with_records(&test, work, home).await;
    assert_eq!(test.queue().await.len(), 1);
    let senders = test.engine.list_senders(api::ListSenders {}).await.unwrap();
    assert_eq!(senders.len(), 1, "at home she is new");

    let merged = merge(&test, work, home).await;

    assert_eq!(merged.addresses, ["ines@brightloom.example", "ines.duarte@gmail.com"]);
    assert_eq!((merged.title.as_str(), merged.phone.as_str()), ("CTO", "+351 21 123 45 67"));
    assert_eq!((merged.deals.len(), merged.tasks.len(), merged.notes.len()), (2, 1, 1));
    assert_eq!(merged.n_received, 2);
    assert_eq!(merged.company.as_ref().unwrap().name, "Brightloom");
    assert_eq!(test.queue().await.len(), 1);
    assert_eq!(test.engine.list_senders(api::ListSenders {}).await.unwrap().len(), 0);
    let listed = test.engine.list_people(ListPeople { text: Some("duarte".to_owned()), after: None, limit: None }).await.unwrap();
    assert_eq!(listed.people.len(), 1);
    let suggested = test.engine.suggest_people(SuggestPeople { text: "duarte".to_owned(), limit: None }).await.unwrap();
    assert_eq!(suggested.len(), 1);
    let led = test.engine.show_person(ShowPerson { contact: home }).await.unwrap();
    assert_eq!(led.contact.id, work, "an old link leads to who they are");
    let deal = test.engine.show_deal(ShowDeal { deal: merged.deals[0].id }).await.unwrap();
    assert_eq!(deal.deal.contacts.len(), 1);
    test.import(&[Mail { id: "later@gmail.com", subject: "One more", date: "Fri, 20 Nov 2026 14:58:00 +0000", ..PRIVATE }]).await;
    assert_eq!(test.number(&format!("select count(*) from messages where contact_id = {home}")).await, 0);
}

#[tokio::test]
async fn a_merge_that_is_taken_back_leaves_everything_as_it_was() {
    let (test, work, home) = twice().await;
    with_records(&test, work, home).await;
    test.run().await;
    let before = naming(&test).await;
    merge(&test, work, home).await;
    assert_ne!(naming(&test).await, before);

    assert!(undo(&test).await.contains("of their own again"));

    // What ended when it joined the other stands for itself again, anew.
    let as_work = |rows: Vec<String>| rows.into_iter().filter(|row| !row.starts_with("[\"item\"")).collect::<Vec<_>>();
    assert_eq!(as_work(naming(&test).await), as_work(before));
    assert_eq!(test.queue().await.len(), 1);
    assert_eq!(test.engine.list_senders(api::ListSenders {}).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_item_of_the_one_alone_goes_along_and_comes_back_untouched() {
    let test = TestEngine::new().await;
    let offer = Mail { id: "home@northwind.example", to: "Inês Duarte <ines.duarte@gmail.com>", ..OFFER };
    test.import(&[OFFER, QUESTION, offer, Mail { body: QUESTION.body, answers: offer.id, ..PRIVATE }]).await;
    test.run().await;
    let (work, home) = (at(&test, "ines@brightloom.example").await, at(&test, "ines.duarte@gmail.com").await);
    let of = |id: ContactId| move |item: &api::ItemView| item.contact.as_ref().is_some_and(|contact| contact.id == id);
    let queue = test.queue().await;
    let item = queue.iter().find(|item| of(home)(item)).unwrap().id;
    test.engine.finish(api::Finish { item: queue.iter().find(|item| of(work)(item)).unwrap().id }).await.unwrap();
    test.edit(item, "Hi Inês, my own words.").await;
    let before = naming(&test).await;

    merge(&test, work, home).await;

    let merged = test.show(item).await;
    assert_eq!((merged.item.contact.unwrap().id, merged.draft.unwrap().body.as_str()), (work, "Hi Inês, my own words."));
    undo(&test).await;
    assert_eq!(naming(&test).await, before);
    assert_eq!(test.show(item).await.draft.unwrap().body, "Hi Inês, my own words.");
}

#[tokio::test]
async fn mail_that_came_since_goes_back_with_its_address() {
    let (test, work, home) = twice().await;
    merge(&test, work, home).await;
    test.import(&[Mail { id: "later@gmail.com", subject: "One more", date: "Fri, 20 Nov 2026 14:58:00 +0000", ..PRIVATE }]).await;
    undo(&test).await;
    assert_eq!(test.number(&format!("select count(*) from messages where contact_id = {home}")).await, 2);
    let shown = test.engine.show_person(ShowPerson { contact: work }).await.unwrap();
    assert_eq!((shown.addresses.len(), shown.n_received), (1, 1));
}

#[tokio::test]
async fn what_was_changed_since_the_merge_stays() {
    let (test, work, home) = twice().await;
    merge(&test, work, home).await;
    let renamed = SaveContact {
        contact: Some(work),
        name: Some("Inês D.".to_owned()),
        title: None,
        phone: None,
        addresses: None,
        company: None,
    };
    test.engine.save_contact(renamed).await.unwrap();
    undo(&test).await;
    assert_eq!(test.engine.show_person(ShowPerson { contact: work }).await.unwrap().contact.name, "Inês D.");
}

#[tokio::test]
async fn a_merge_that_cannot_be_is_refused_in_words() {
    let (test, work, home) = twice().await;
    let refused = async |keep, gone| test.engine.merge_contacts(MergeContacts { keep, gone }).await.unwrap_err();
    assert_eq!(refused(work, work).await.code, Code::Invalid);
    assert_eq!(refused(work, ContactId(99)).await.code, Code::NotFound);
    let item = test.queue().await[0].id;
    test.approve(item).await.unwrap();
    let held = refused(work, home).await;
    assert_eq!(held.code, Code::Conflict);
    assert!(held.message.contains("approved"), "{}", held.message);
    test.engine.undo(Undo {}).await.unwrap();
    merge(&test, work, home).await;
    let again = refused(work, home).await;
    assert_eq!(again.code, Code::Conflict);
    assert!(again.message.contains("merged"), "{}", again.message);
    assert_eq!(test.engine.cx().now(), START);
    assert!(test.engine.doctor(api::Doctor {}).await.unwrap().iter().all(|finding| finding.level != api::Level::Bad));
}
