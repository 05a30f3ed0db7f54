//! What the operator approved stands in HubSpot once, with all that it belongs to, never over what somebody else changed, and is no
//! news when it is read back.

use crate::hubspot::{connect, pilot, portal, read_again, reading};
use crate::smtp_sending::world;
use crate::{last_reason, let_undo_pass, state_of};
use api::{
    Action, AddNote, AddTask, Api as _, ConnectionOptions, CreateTask, DealId, GateName, ItemId, ItemState, LogNote, MoveDeal,
    OutboxState, SetConnectionOptions, Undo, text,
};
use engine::fault;
use engine::testkit::TestEngine;
use engine::testkit::hubspot::{Fault, HubSpot, Kind, OWNER, PORTAL_DOMAIN, SCOPES, STAGES};

const PATCH: &str = "PATCH /crm/objects/2026-03/0-3/";
const MAKE_NOTE: &str = "POST /crm/objects/2026-03/notes";
const MAKE_MAIL: &str = "POST /crm/objects/2026-03/emails";
const LIMITED: &str = r#"{"status":"error","message":"slow down","category":"RATE_LIMITS"}"#;

/// A portal with one deal in the second stage, out of practice. Answers its ids, of company, contact and deal.
async fn writing() -> (TestEngine, HubSpot, (String, String, String)) {
    let (test, hubspot, ids) = reading().await;
    test.set("sending.practice", "false").await;
    (test, hubspot, ids)
}

async fn deal_id(test: &TestEngine) -> DealId {
    DealId(test.number("select deal_id from deals").await)
}

async fn contact(test: &TestEngine) -> api::ContactId {
    api::ContactId(test.number("select contact_id from contacts").await)
}

async fn move_to(test: &TestEngine, stage: &str) -> ItemId {
    let deal = deal_id(test).await;
    test.engine.move_deal(MoveDeal { deal, stage: stage.to_owned() }).await.unwrap().id
}

async fn note(test: &TestEngine) -> ItemId {
    let deal = Some(deal_id(test).await);
    let wanted =
        LogNote { body: "They want <40> seats.\nSoon.".to_owned(), contact: Some(contact(test).await), company: None, deal };
    test.engine.log_note(wanted).await.unwrap().id
}

async fn carry_out(test: &TestEngine, item: ItemId) {
    test.approve(item).await.unwrap();
    let_undo_pass(test).await;
}

/// Runs until nothing is tried again by itself.
async fn run_long(test: &TestEngine) {
    for _ in 0..12 {
        test.clock.advance_seconds(60);
        test.run().await;
    }
}

fn stage_of(hubspot: &HubSpot, deal: &str) -> String {
    hubspot.value(Kind::Deals, deal, "dealstage").unwrap()
}

async fn news(test: &TestEngine) -> i64 {
    test.number("select count(*) from deal_changes where is_own = 0").await
        + test.number("select count(*) from signals where kind in ('deal_stage_changed', 'deal_won', 'deal_lost')").await
}

#[tokio::test]
async fn a_deal_is_moved_once_and_reading_it_back_is_no_news() {
    let (test, hubspot, (.., deal)) = writing().await;
    let item = move_to(&test, STAGES[4]).await;
    assert_eq!(stage_of(&hubspot, &deal), STAGES[1], "not before it is approved");
    hubspot.requests();
    carry_out(&test, item).await;

    assert_eq!(stage_of(&hubspot, &deal), STAGES[4]);
    assert_eq!(state_of(&test, item).await, ItemState::Done);
    let requests = hubspot.requests();
    assert_eq!(requests.iter().filter(|line| line.starts_with("PATCH")).count(), 1, "{requests:?}");
    for _ in 0..3 {
        read_again(&test).await;
    }
    assert_eq!(news(&test).await, 0);
    assert_eq!(test.texts("select field || ' ' || is_own from deal_changes").await, ["stage 1"]);
    assert_eq!(hubspot.refused(), Vec::<String>::new());

    hubspot.move_deal(&deal, STAGES[1]);
    read_again(&test).await;
    hubspot.move_deal(&deal, STAGES[4]);
    read_again(&test).await;
    assert_eq!(test.number("select count(*) from deal_changes where is_own = 0").await, 2, "what others set later is news");
}

#[tokio::test]
async fn what_somebody_else_changed_in_between_is_news_and_ours_is_not() {
    let (test, hubspot, (.., deal)) = writing().await;
    let item = move_to(&test, STAGES[2]).await;
    test.approve(item).await.unwrap();
    test.clock.advance_seconds(30);
    // What is written is not read before somebody else goes on from it.
    hubspot.fail("POST /crm/objects/2026-03/0-3/search", 0, 1, Fault::Answer(500, "", "{}"));
    test.run().await;
    test.clock.advance_seconds(60);
    hubspot.move_deal(&deal, STAGES[5]);
    read_again(&test).await;
    read_again(&test).await;
    assert_eq!(test.texts("select is_own || '' from deal_changes where field = 'stage' order by change_id").await, ["1", "0"]);
    assert_eq!(test.number("select count(*) from signals where kind = 'deal_won'").await, 1);
}

#[tokio::test]
async fn a_deal_that_changed_since_it_was_seen_is_left_and_comes_back_with_both() {
    let (test, hubspot, (.., deal)) = writing().await;
    let item = move_to(&test, STAGES[4]).await;
    test.approve(item).await.unwrap();
    hubspot.move_deal(&deal, STAGES[3]);
    let_undo_pass(&test).await;

    assert_eq!((stage_of(&hubspot, &deal).as_str(), state_of(&test, item).await), (STAGES[3], ItemState::Review));
    let reason = last_reason(&test, item).await;
    assert!(reason.contains(STAGES[1]) && reason.contains(STAGES[3]), "{reason}");
    assert_eq!(test.number("select count(*) from crm_writes").await, 0);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_deal_is_moved_once_whatever_goes_wrong_on_the_way() {
    for (name, fault) in [
        ("429", Fault::Answer(429, "Retry-After: 30\r\n", LIMITED)),
        ("500", Fault::Answer(500, "", "{}")),
        ("lost", Fault::LoseAnswer),
        ("cut", Fault::Cut),
        ("broken", Fault::Break),
        ("no JSON", Fault::Garble),
    ] {
        let (test, hubspot, (.., deal)) = writing().await;
        let item = move_to(&test, STAGES[4]).await;
        hubspot.fail(PATCH, 0, 1, fault);
        carry_out(&test, item).await;
        run_long(&test).await;
        assert_eq!((stage_of(&hubspot, &deal).as_str(), state_of(&test, item).await), (STAGES[4], ItemState::Done), "{name}");
        assert_eq!(news(&test).await, 0, "{name}");
        assert_eq!(hubspot.refused(), Vec::<String>::new(), "{name}");
    }
}

#[tokio::test]
async fn a_note_stands_there_once_whatever_goes_wrong_on_the_way() {
    for (name, fault) in [
        ("429", Fault::Answer(429, "Retry-After: 30\r\n", LIMITED)),
        ("500", Fault::Answer(500, "", "{}")),
        ("lost", Fault::LoseAnswer),
        ("cut", Fault::Cut),
        ("broken", Fault::Break),
        ("no JSON", Fault::Garble),
    ] {
        let (test, hubspot, (company, contact, deal)) = writing().await;
        hubspot.lag_seconds(60);
        let item = note(&test).await;
        hubspot.fail(MAKE_NOTE, 0, 1, fault);
        carry_out(&test, item).await;
        run_long(&test).await;
        let notes = hubspot.ids(Kind::Notes);
        assert_eq!((notes.len(), state_of(&test, item).await), (1, ItemState::Done), "{name}");
        for (kind, id) in [(Kind::Companies, company), (Kind::Contacts, contact), (Kind::Deals, deal)] {
            assert_eq!(hubspot.linked((Kind::Notes, &notes[0]), kind), [id], "{name}");
        }
        let body = hubspot.value(Kind::Notes, &notes[0], "hs_note_body").unwrap();
        assert!(body.starts_with("They want &lt;40&gt; seats.<br>Soon.<br><br>CaseyOS "), "{body}");
        assert_eq!(test.texts("select body from notes").await, ["They want <40> seats.\nSoon."], "{name}");
        assert_eq!(hubspot.refused(), Vec::<String>::new(), "{name}");
    }
}

#[tokio::test]
async fn a_process_that_dies_while_it_writes_writes_once() {
    let points = ["send_after_sending_commit", "send_before_sent_commit", "send_after_sent_commit"];
    for point in fault::CRM_POINTS.iter().copied().chain(points) {
        for moves in [true, false] {
            let (mut test, hubspot, (.., deal)) = writing().await;
            let item = if moves { move_to(&test, STAGES[4]).await } else { note(&test).await };
            test.approve(item).await.unwrap();
            test.clock.advance_seconds(30);
            let engine = test.engine.clone();
            fault::panic_at(point);
            drop(tokio::spawn(async move { engine.run_until_idle().await }).await);
            test.restart().await;
            run_long(&test).await;
            assert_eq!(state_of(&test, item).await, ItemState::Done, "{point} {moves}");
            if moves {
                assert_eq!(stage_of(&hubspot, &deal), STAGES[4], "{point}");
                assert_eq!(news(&test).await, 0, "{point}");
            } else {
                assert_eq!(hubspot.ids(Kind::Notes).len(), 1, "{point}");
            }
            assert_eq!(test.number("select count(*) from ledger where event = 'sent'").await, 1, "{point} {moves}");
        }
    }
}

#[tokio::test]
async fn a_task_is_made_for_the_operator_and_marked_as_done_and_undo_reopens_it() {
    let (test, hubspot, (.., contact_there, deal)) = writing().await;
    let wanted = CreateTask {
        title: "Count the seats".to_owned(),
        body: "All of them".to_owned(),
        due: Some("3d".to_owned()),
        contact: Some(contact(&test).await),
        company: None,
        deal: Some(deal_id(&test).await),
    };
    let item = test.engine.create_task(wanted).await.unwrap();
    carry_out(&test, item.id).await;
    let task = hubspot.ids(Kind::Tasks).remove(0);
    let value = |name: &str| hubspot.value(Kind::Tasks, &task, name).unwrap_or_default();
    assert_eq!((value("hs_task_subject").as_str(), value("hubspot_owner_id").as_str()), ("Count the seats", OWNER));
    assert_eq!(hubspot.linked((Kind::Tasks, &task), Kind::Deals), [deal]);
    assert_eq!(hubspot.linked((Kind::Tasks, &task), Kind::Contacts), [contact_there]);
    read_again(&test).await;
    assert_eq!(test.texts("select title || ' / ' || body from tasks").await, ["Count the seats / All of them"]);

    test.clock.advance_seconds(4 * 24 * 3600);
    test.judge().await;
    test.run().await;
    read_again(&test).await;
    let doing = test.queue().await.into_iter().find(|item| item.action == Action::CompleteTask).expect("it is overdue");
    carry_out(&test, doing.id).await;
    assert_eq!(value("hs_task_status"), "COMPLETED");
    assert_eq!(state_of(&test, doing.id).await, ItemState::Done);

    let undone = test.engine.undo(Undo {}).await.unwrap();
    assert!(undone.words.contains("Count the seats"), "{}", undone.words);
    test.run().await;
    assert_eq!(value("hs_task_status"), "NOT_STARTED");
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn undo_moves_a_deal_back_unless_somebody_moved_it_since() {
    let (test, hubspot, (.., deal)) = writing().await;
    let item = move_to(&test, STAGES[4]).await;
    carry_out(&test, item).await;
    test.engine.undo(Undo {}).await.unwrap();
    test.run().await;
    assert_eq!(stage_of(&hubspot, &deal), STAGES[1]);
    read_again(&test).await;
    assert_eq!((news(&test).await, test.queue().await.len()), (0, 0));

    let item = move_to(&test, STAGES[4]).await;
    carry_out(&test, item).await;
    hubspot.move_deal(&deal, STAGES[3]);
    test.engine.undo(Undo {}).await.unwrap();
    test.run().await;
    assert_eq!(stage_of(&hubspot, &deal), STAGES[3], "what somebody else did stays");
    let back = test.queue().await.into_iter().find(|item| item.action == Action::UpdateDealStage);
    let back = back.expect("the operator hears of it");
    let reason = last_reason(&test, back.id).await;
    assert!(reason.contains(STAGES[3]), "{reason}");
}

#[tokio::test]
async fn a_token_that_may_not_write_holds_it_and_a_refusal_brings_it_back() {
    let (test, hubspot, (.., deal)) = writing().await;
    let item = move_to(&test, STAGES[4]).await;
    let readonly: Vec<&str> = SCOPES.iter().copied().filter(|scope| !scope.ends_with("deals.write")).collect();
    hubspot.allow(&readonly);
    carry_out(&test, item).await;
    assert_eq!((stage_of(&hubspot, &deal).as_str(), state_of(&test, item).await), (STAGES[1], ItemState::Review));
    assert_eq!(test.outbox().await[0].state, OutboxState::Failed);
    assert_eq!(test.number("select count(*) from crm_writes").await, 0);
}

#[tokio::test]
async fn a_sent_mail_is_kept_with_its_people_once_where_that_was_chosen_and_its_approval_said_so() {
    for name in ["well", "lost", "500"] {
        let world = world().await;
        let hubspot = HubSpot::start(world.test.clock.clone());
        let (company, contact, deal) = pilot(&hubspot);
        connect(&world.test, &hubspot).await;
        world.wait(2).await;
        let id = portal(&world.test).await.id;
        let options = ConnectionOptions { logs_mail: true, ..ConnectionOptions::default() };
        world.test.engine.set_connection_options(SetConnectionOptions { connection: id, options }).await.unwrap();
        let gates = world.test.show(world.item).await.gates;
        let place = gates.iter().find(|gate| gate.name == GateName::Destination).unwrap();
        assert!(place.words.contains(PORTAL_DOMAIN), "{}", place.words);
        match name {
            "lost" => hubspot.fail(MAKE_MAIL, 0, 1, Fault::LoseAnswer),
            "500" => hubspot.fail(MAKE_MAIL, 0, 1, Fault::Answer(500, "", "{}")),
            _ => {}
        }
        world.test.approve(world.item).await.unwrap();
        world.wait(12).await;

        assert_eq!(world.sink.taken().len(), 1, "{name}");
        let mails = hubspot.ids(Kind::Emails);
        assert_eq!(mails.len(), 1, "{name}");
        for (kind, id) in [(Kind::Companies, company), (Kind::Contacts, contact), (Kind::Deals, deal)] {
            assert_eq!(hubspot.linked((Kind::Emails, &mails[0]), kind), [id], "{name}");
        }
        assert_eq!(hubspot.value(Kind::Emails, &mails[0], "hs_email_status").as_deref(), Some("SENT"));
        assert_eq!(world.test.number("select count(*) from mail_logs").await, 0, "{name}");
        assert_eq!(hubspot.refused(), Vec::<String>::new(), "{name}");
    }
}

#[tokio::test]
async fn a_sent_mail_is_kept_nowhere_else_where_nobody_chose_that() {
    let world = world().await;
    let hubspot = HubSpot::start(world.test.clock.clone());
    pilot(&hubspot);
    connect(&world.test, &hubspot).await;
    world.wait(2).await;
    world.test.approve(world.item).await.unwrap();
    world.wait(3).await;
    assert_eq!((world.sink.taken().len(), hubspot.ids(Kind::Emails).len()), (1, 0));
}

#[tokio::test]
async fn what_is_added_to_a_record_of_a_crm_waits_for_approval_and_to_what_it_does_not_know_is_kept_at_once() {
    let (test, hubspot, _) = writing().await;
    let (known, deal) = (contact(&test).await, deal_id(&test).await);
    let company = api::CompanyId(test.number("select company_id from companies").await);
    let about = |contact, company, deal| AddNote { body: "They want forty seats.".to_owned(), contact, company, deal };
    let each = [(Some(known), None, None), (None, Some(company), None), (None, None, Some(deal))];
    for (n_kept, (contact, company, deal)) in (0_i64..).zip(each) {
        let added = test.engine.add_note(about(contact, company, deal)).await.unwrap();
        let item = added.to_approve().expect("HubSpot keeps it");
        assert_eq!((item.action, item.state), (Action::LogNote, ItemState::Review));
        assert_eq!(test.number("select count(*) from notes").await, n_kept);
        carry_out(&test, item.id).await;
    }
    assert_eq!(hubspot.ids(Kind::Notes).len(), 3);
    let task =
        AddTask { title: "Count".to_owned(), body: String::new(), due: None, contact: None, company: None, deal: Some(deal) };
    assert_eq!(test.engine.add_task(task.clone()).await.unwrap().to_approve().unwrap().action, Action::CreateTask);

    let own = test.engine.save_deal(api::SaveDeal { name: Some("Own".to_owned()), ..serde_json::from_str("{}").unwrap() }).await;
    let own = Some(own.unwrap().deal.id);
    let kept = test.engine.add_task(AddTask { deal: own, ..task }).await.unwrap().kept().expect("it is kept here");
    assert!(kept.kept.is_local);
    let n_before = test.number("select count(*) from notes").await;
    test.engine.add_note(about(None, None, own)).await.unwrap().kept().expect("it is kept here");
    assert_eq!(test.engine.undo(Undo {}).await.unwrap().words, text::undid_note());
    assert_eq!(test.number("select count(*) from notes").await, n_before);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_note_and_a_task_that_were_made_there_are_taken_away_by_undo_unless_somebody_changed_them() {
    let (test, hubspot, _) = writing().await;
    let wanted = AddTask {
        title: "Count the seats".to_owned(),
        body: "All of\nthem".to_owned(),
        due: None,
        contact: None,
        company: None,
        deal: Some(deal_id(&test).await),
    };
    let task = test.engine.add_task(wanted).await.unwrap().to_approve().unwrap().id;
    carry_out(&test, task).await;
    let kept = note(&test).await;
    carry_out(&test, kept).await;
    assert_eq!((hubspot.ids(Kind::Notes).len(), hubspot.ids(Kind::Tasks).len()), (1, 1));
    read_again(&test).await;

    for (n_notes, n_tasks) in [(0, 1), (0, 0)] {
        test.engine.undo(Undo {}).await.unwrap();
        test.run().await;
        assert_eq!((hubspot.ids(Kind::Notes).len(), hubspot.ids(Kind::Tasks).len()), (n_notes, n_tasks));
    }
    assert_eq!(test.number("select count(*) from notes").await, 0);
    assert_eq!(test.number("select count(*) from tasks where archived_at is null").await, 0);
    read_again(&test).await;
    assert_eq!((news(&test).await, test.queue().await.len()), (0, 0), "that they are gone is no news");

    let kept = note(&test).await;
    carry_out(&test, kept).await;
    let there = hubspot.ids(Kind::Notes).remove(0);
    hubspot.change(Kind::Notes, &there, &[("hs_note_body", "They want fifty.")]);
    test.engine.undo(Undo {}).await.unwrap();
    test.run().await;
    assert_eq!(hubspot.ids(Kind::Notes), [there], "what somebody else wrote stays");
    let back = test.queue().await.pop().expect("the operator hears of it");
    let reason = last_reason(&test, back.id).await;
    assert!(reason.contains(&text::changed_since_it_was_written()), "{reason}");
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}
