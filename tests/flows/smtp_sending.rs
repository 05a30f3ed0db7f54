//! What was approved leaves by SMTP once, as the very bytes that were approved but for the names of hidden recipients.

use crate::smtp::{PASSWORD, USER, request};
use crate::{let_undo_pass, state_of};
use api::{Api as _, EditDraft, EndedHow, GateName, ItemId, ItemState, OutboxState, Position, SetKillSwitch};
use engine::mail;
use engine::testkit::smtp_sink::SmtpSink;
use engine::testkit::{OFFER, OPERATOR, QUESTION, TestEngine, TestMaildir};

/// A workspace that watches a Maildir and sends to a server of ours, out of practice mode.
pub struct World {
    pub test: TestEngine,
    pub sink: SmtpSink,
    pub maildir: TestMaildir,
    pub item: ItemId,
}

pub async fn world() -> World {
    let (mut test, maildir, item) = crate::watching().await;
    test.allow_loopback().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);
    test.engine.connect_smtp(request(&sink, PASSWORD)).await.unwrap();
    test.set("sending.practice", "false").await;
    World { test, sink, maildir, item }
}

impl World {
    /// The state of the newest action.
    pub async fn action(&self) -> OutboxState {
        self.test.outbox().await[0].state
    }

    /// What may go to whom, as the operator decides.
    pub async fn address(&self, to: &[&str], cc: &[&str], bcc: &[&str]) {
        let list = |addresses: &[&str]| Some(addresses.iter().map(|address| (*address).to_owned()).collect());
        let edit =
            EditDraft { item: self.item, subject: None, body: None, to: list(to), cc: list(cc), bcc: list(bcc), details: None };
        self.test.engine.edit_draft(edit).await.unwrap();
    }

    /// Time passes in which all that waits is tried.
    pub async fn wait(&self, n_minutes: usize) {
        for _ in 0..n_minutes {
            self.test.clock.advance_seconds(60);
            self.test.run().await;
        }
    }
}

async fn rendered(test: &TestEngine) -> Vec<u8> {
    let mut conn = test.engine.cx().read().await.unwrap();
    sqlx::query_scalar("select rendered from approvals order by approval_id desc").fetch_one(&mut *conn).await.unwrap()
}

#[tokio::test]
async fn an_approved_answer_leaves_once_into_its_conversation() {
    let world = world().await;
    world.test.approve(world.item).await.unwrap();
    assert_eq!(world.sink.taken(), []);

    let_undo_pass(&world.test).await;
    world.wait(5).await;

    let taken = world.sink.taken();
    assert_eq!(taken.len(), 1);
    let sent = &taken[0];
    assert_eq!((sent.from.as_str(), sent.to.as_slice()), (OPERATOR, ["ines@brightloom.example".to_owned()].as_slice()));
    assert_eq!(sent.user, USER);
    let read = mail::parse(&sent.bytes).unwrap();
    assert_eq!(
        (read.in_reply_to, read.references),
        (vec![QUESTION.id.to_owned()], vec![OFFER.id.to_owned(), QUESTION.id.to_owned()])
    );
    assert_eq!(read.subject, QUESTION.subject);
    assert_eq!(world.action().await, OutboxState::Sent);
    let ended = world.test.show(world.item).await.item;
    assert_eq!((ended.state, ended.ended_how), (ItemState::Done, Some(EndedHow::Sent)));
    assert_eq!(world.sink.faults(), Vec::<String>::new());
    assert_eq!(world.test.practised().len(), 0);
}

#[tokio::test]
async fn what_leaves_is_what_was_approved_but_for_hidden_recipients() {
    let world = world().await;
    // Lines that begin with a dot, one that is longer than a line may be, and another script.
    let body = format!("Hi Ines,\n\n.\n..\n.hidden\nBcc: this stays\n\n{} Grüße 🚀\n\nDana", "long ".repeat(400));
    world.test.edit(world.item, &body).await;
    let many: Vec<String> = (0..30).map(|n| format!("records-{n}@northwind.example")).collect();
    let hidden: Vec<&str> = many.iter().map(String::as_str).collect();
    world.address(&["Inês Duarte <ines@brightloom.example>"], &["joao@brightloom.example"], &hidden).await;
    world.test.approve(world.item).await.unwrap();
    let approved = String::from_utf8(rendered(&world.test).await).unwrap();
    assert!(approved.contains("records-29@northwind.example"));

    let_undo_pass(&world.test).await;

    let sent = world.sink.taken().pop().unwrap();
    let mut everybody = vec!["ines@brightloom.example", "joao@brightloom.example"];
    everybody.extend(&hidden);
    assert_eq!(sent.to, everybody);
    let bytes = String::from_utf8(sent.bytes.clone()).unwrap();
    let (date, rest) = bytes.split_once("\r\n").unwrap();
    assert_eq!(date, "Date: Fri, 20 Nov 2026 15:00:30 +0000");
    let begin = approved.find("Bcc: ").unwrap();
    let end = begin
        + approved[begin..].match_indices("\r\n").find(|(at, _)| !approved[begin + at + 2..].starts_with([' ', '\t'])).unwrap().0
        + 2;
    assert_eq!(rest, format!("{}{}", &approved[..begin], &approved[end..]));
    assert!(!bytes.contains("records-"));
    let read = mail::parse(&sent.bytes).unwrap();
    assert!(read.text.contains("\n.\n..\n.hidden\nBcc: this stays\n") && read.text.contains("Grüße 🚀"), "{}", read.text);
    assert_eq!(world.sink.faults(), Vec::<String>::new());
}

#[tokio::test]
async fn the_kill_switch_holds_what_would_leave() {
    let world = world().await;
    world.test.approve(world.item).await.unwrap();
    let switch = async |position| {
        world.test.engine.set_kill_switch(SetKillSwitch { position }).await.unwrap();
    };
    switch(Position::On).await;
    let_undo_pass(&world.test).await;
    world.wait(3).await;
    assert_eq!((world.sink.taken().len(), world.action().await), (0, OutboxState::Held));

    switch(Position::Off).await;
    world.test.run().await;
    assert_eq!(world.sink.taken().len(), 0, "it has another undo window");
    let_undo_pass(&world.test).await;
    assert_eq!((world.sink.taken().len(), world.action().await), (1, OutboxState::Sent));
}

#[tokio::test]
async fn a_mailbox_that_is_disconnected_meanwhile_holds_what_would_leave() {
    let world = world().await;
    world.test.approve(world.item).await.unwrap();
    let connections = world.test.engine.list_connections(api::ListConnections {}).await.unwrap();
    let connection = connections.iter().find(|view| view.kind == "smtp").unwrap().id;
    world.test.engine.disconnect(api::Disconnect { connection, revoke: false }).await.unwrap();

    let_undo_pass(&world.test).await;

    let action = world.test.outbox().await.remove(0);
    let gate = action.gates.iter().find(|gate| gate.name == GateName::Destination).unwrap();
    assert!(!gate.passes && action.state == OutboxState::Held, "{action:?}");
    world.test.engine.connect_smtp(request(&world.sink, PASSWORD)).await.unwrap();
    world.test.run().await;
    assert_eq!((world.sink.taken().len(), world.action().await), (1, OutboxState::Sent));
}

#[tokio::test]
async fn a_newer_mail_in_the_maildir_beside_it_voids_what_would_leave() {
    let world = world().await;
    world.test.approve(world.item).await.unwrap();
    world.test.clock.advance_seconds(120);
    let newer = crate::Mail { date: "Fri, 20 Nov 2026 15:01:00 +0000", ..crate::FURTHER };
    world.maildir.deliver(&newer);

    world.test.run().await;

    assert_eq!(world.sink.taken().len(), 0);
    assert_eq!(state_of(&world.test, world.item).await, ItemState::Review);
}

#[tokio::test]
async fn an_address_in_another_script_leaves_only_through_a_server_that_takes_it() {
    let world = world().await;
    world.address(&["inês@brightloom.example"], &[], &[]).await;
    world.test.approve(world.item).await.unwrap();
    let_undo_pass(&world.test).await;
    assert_eq!((world.sink.taken().len(), world.action().await), (0, OutboxState::Failed));
    let reason = crate::last_reason(&world.test, world.item).await;
    assert!(reason.contains(&api::text::smtp_no_script("127.0.0.1")), "{reason}");

    world.sink.offer("SMTPUTF8");
    world.test.approve(world.item).await.unwrap();
    let_undo_pass(&world.test).await;

    assert_eq!(world.sink.taken()[0].to, ["inês@brightloom.example"]);
    assert_eq!(world.sink.faults(), Vec::<String>::new());
}
