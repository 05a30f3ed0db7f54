//! People who wrote for the first time stand beside the queue until the operator lets them in or keeps them out.

use api::{AllowSender, Api as _, Code, ItemState, ListQueue, ListSenders, Play, ScreenSender, Sender, Tab, WriteTo, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

pub const HELLO: Mail<'static> = Mail {
    id: "hello@vellumtech.example",
    from: "Priya Nair <priya@vellumtech.example>",
    subject: "Your product",
    answers: "",
    body: "Hello,\r\n\r\nI lead operations at Vellumtech. Could you send me a price list?\r\n\r\nPriya",
    ..QUESTION
};
pub const AGAIN: Mail<'static> =
    Mail { id: "again@vellumtech.example", subject: "Prices", date: "Fri, 20 Nov 2026 14:30:00 +0000", ..HELLO };
pub const PRIYA: &str = "priya@vellumtech.example";

pub async fn with_sender() -> (TestEngine, Sender) {
    let test = TestEngine::new().await;
    test.import(&[HELLO]).await;
    test.run().await;
    let sender = test.engine.list_senders(ListSenders {}).await.unwrap().remove(0);
    (test, sender)
}

#[tokio::test]
async fn a_new_sender_stands_in_a_tab_of_their_own_without_a_draft() {
    let (test, sender) = with_sender().await;

    assert_eq!((sender.contact.address.as_str(), sender.subject.as_str()), (PRIYA, "Your product"));
    assert!(sender.excerpt.contains("price list"), "{}", sender.excerpt);
    assert_eq!(test.queue().await, []);
    let new = ListQueue { tab: Some(Tab::NewSenders), band: None, limit: None, after: None };
    let page = test.engine.list_queue(new).await.unwrap();
    assert_eq!((page.items[0].state, page.items[0].play), (ItemState::New, Play::Triage));
    let status = test.engine.status(api::GetStatus {}).await.unwrap();
    assert_eq!((status.n_open, status.n_new_senders), (0, 1));
}

#[tokio::test]
async fn opening_it_has_the_draft_written() {
    let (test, sender) = with_sender().await;
    assert!(test.show(sender.item).await.draft.is_none());

    test.run().await;

    let detail = test.show(sender.item).await;
    assert_eq!(detail.item.state, ItemState::Review);
    assert!(detail.draft.unwrap().body.contains("price list"));
}

#[tokio::test]
async fn further_mail_of_the_same_stranger_joins() {
    let (test, sender) = with_sender().await;
    test.import(&[AGAIN]).await;
    let senders = test.engine.list_senders(ListSenders {}).await.unwrap();
    assert_eq!(senders.iter().map(|other| other.item).collect::<Vec<_>>(), [sender.item]);
    assert_eq!(test.show(sender.item).await.evidence.len(), 2);
}

#[tokio::test]
async fn letting_a_sender_in_makes_their_mail_work() {
    let (test, sender) = with_sender().await;

    let left = test.engine.allow_sender(AllowSender { address: " Priya@Vellumtech.example ".to_owned() }).await.unwrap();
    test.run().await;

    assert_eq!(left, []);
    let items = test.queue().await;
    assert_eq!(
        items.iter().map(|item| (item.id, item.play, item.state)).collect::<Vec<_>>(),
        [(sender.item, Play::Answer, ItemState::Review)]
    );
}

#[tokio::test]
async fn keeping_a_sender_out_ends_their_item_and_all_that_follows() {
    let (test, sender) = with_sender().await;

    test.engine.screen_sender(ScreenSender { address: PRIYA.to_owned() }).await.unwrap();
    test.import(&[AGAIN]).await;
    test.run().await;

    assert_eq!(crate::state_of(&test, sender.item).await, ItemState::Superseded);
    assert_eq!(crate::last_reason(&test, sender.item).await, text::screened_out());
    assert_eq!(test.engine.list_senders(ListSenders {}).await.unwrap(), []);
    // And the way back.
    test.engine.allow_sender(AllowSender { address: PRIYA.to_owned() }).await.unwrap();
    test.run().await;
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn writing_to_somebody_makes_them_known() {
    let (test, _) = with_sender().await;
    let own = Mail { id: "own@northwind.example", to: HELLO.from, date: "Fri, 20 Nov 2026 14:10:00 +0000", ..OFFER };

    test.import(&[own, AGAIN]).await;
    test.run().await;

    assert_eq!(test.engine.list_senders(ListSenders {}).await.unwrap(), []);
    assert_eq!(test.queue().await.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::Answer]);
}

#[tokio::test]
async fn an_address_that_never_wrote_cannot_be_decided_about() {
    let (test, _) = with_sender().await;
    let refused = test.engine.allow_sender(AllowSender { address: "x@nobody.example".to_owned() }).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotFound, Some("address")));
}

#[tokio::test]
async fn a_first_mail_names_the_operator_the_way_out_and_the_postal_address() {
    let test = TestEngine::new().await;
    let to = "Marta Silva <marta@pelagos.example>".to_owned();
    let item = test.engine.write_to(WriteTo { to: to.clone(), note: "We met in Porto.".to_owned() }).await.unwrap();
    test.run().await;

    let draft = test.show(item.id).await.draft.unwrap();
    assert_eq!(draft.holds.iter().map(|hold| hold.words.as_str()).collect::<Vec<_>>(), [text::postal_address_unknown()]);
    assert_eq!(test.approve(item.id).await.unwrap_err().code, Code::Held);
    test.set("operator.postal_address", "Northwind\nRua do Farol 12, Lisboa").await;
    test.edit(item.id, &format!("{}\n\nNorthwind, Rua do Farol 12, Lisboa", draft.body)).await;
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1);

    let again = test.engine.write_to(WriteTo { to: "no address".to_owned(), note: String::new() }).await.unwrap_err();
    assert_eq!((again.code, again.field.as_deref()), (Code::Invalid, Some("to")));
    test.import(&[OFFER]).await;
    let known = WriteTo { to: "ines@brightloom.example".to_owned(), note: String::new() };
    assert_eq!(test.engine.write_to(known).await.unwrap_err().code, Code::Conflict);
}

#[tokio::test]
async fn a_new_sender_is_shown_by_what_they_say_and_ask() {
    let body = "Hello Dana,\r\n\r\nI run the cold stores of Anadol in Izmir. Omar told me about you. We have nine sites.\r\n\
                \r\nShall I call you?\r\n\r\nPriya";
    let test = TestEngine::new().await;
    test.import(&[Mail { body, ..HELLO }]).await;
    test.run().await;

    let sender = test.engine.list_senders(ListSenders {}).await.unwrap().remove(0);

    let expected = "I run the cold stores of Anadol in Izmir. Omar told me about you. … Shall I call you?";
    assert_eq!(sender.excerpt, expected);
}

#[tokio::test]
async fn an_item_of_a_sender_who_is_kept_out_is_not_reopened() {
    let (test, sender) = with_sender().await;
    test.engine.screen_sender(ScreenSender { address: PRIYA.to_owned() }).await.unwrap();

    let refused = test.engine.reopen(api::Reopen { item: sender.item }).await.unwrap_err();

    assert_eq!((refused.code, refused.message.as_str()), (Code::Conflict, "You keep this sender out; let them in first."));
    assert_eq!(crate::state_of(&test, sender.item).await, ItemState::Superseded);
}

#[tokio::test]
async fn work_that_the_operator_asked_for_stays_when_another_address_becomes_theirs() {
    let test = TestEngine::new().await;
    let item = test.engine.write_to(WriteTo { to: "new@person.example".to_owned(), note: String::new() }).await.unwrap();
    test.run().await;
    test.set("operator.email", "dana@northwind.example, sales@northwind.example").await;
    test.run().await;
    let queue = test.queue().await;
    assert_eq!(queue.iter().map(|line| line.id).collect::<Vec<_>>(), [item.id]);
}
