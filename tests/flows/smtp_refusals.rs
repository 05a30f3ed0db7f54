//! What a server refuses comes back with its words, what it puts off goes later, and what it leaves without an answer is never
//! handed in again by itself.

use crate::smtp_sending::world;
use crate::{last_reason, let_undo_pass, state_of};
use api::{Api as _, ItemState, ListConnections, OutboxState, ResolveAction, Verdict};
use engine::testkit::TestEngine;
use engine::testkit::smtp_sink::{Act, Step};

/// What is wrong with the mailbox, as it is shown.
async fn trouble(test: &TestEngine) -> Option<String> {
    let all = test.engine.list_connections(ListConnections {}).await.unwrap();
    all.into_iter().find(|view| view.kind == "smtp").unwrap().error
}

#[tokio::test]
async fn where_one_recipient_is_refused_nobody_gets_it_and_the_refused_are_named() {
    let world = world().await;
    world.address(&["ines@brightloom.example"], &["joao@brightloom.example"], &["crm@northwind.example"]).await;
    world.sink.answer_recipient("joao@brightloom.example", "550 5.1.1 no such user");
    world.test.approve(world.item).await.unwrap();

    let_undo_pass(&world.test).await;
    world.wait(3).await;

    assert_eq!(world.sink.taken(), []);
    assert_eq!(world.sink.said().iter().filter(|said| *said == "RSET").count(), 2, "once while it was tried, once now");
    assert_eq!((world.action().await, state_of(&world.test, world.item).await), (OutboxState::Failed, ItemState::Review));
    let reason = last_reason(&world.test, world.item).await;
    assert!(reason.contains("joao@brightloom.example (550 5.1.1 no such user). Nobody got it"), "{reason}");
    assert!(!reason.contains("ines@") && !reason.contains("crm@"), "{reason}");

    world.sink.be_well();
    world.test.approve(world.item).await.unwrap();
    let_undo_pass(&world.test).await;
    assert_eq!((world.sink.taken().len(), world.action().await), (1, OutboxState::Sent));
    assert_eq!(world.sink.faults(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_refused_for_good_comes_back_to_review_with_the_servers_words() {
    for (step, words) in [
        (Step::Auth, "535 5.7.8 the password was changed"),
        (Step::Mail, "553 5.7.1 not your address"),
        (Step::Data, "554 5.5.1 no valid recipients"),
        (Step::End, "552 5.3.4 too big"),
    ] {
        let world = world().await;
        world.sink.at(step, Act::Answer(words));
        world.test.approve(world.item).await.unwrap();

        let_undo_pass(&world.test).await;
        world.wait(3).await;

        let reason = last_reason(&world.test, world.item).await;
        assert!(reason.contains(words), "{step:?}: {reason}");
        assert_eq!((world.action().await, world.sink.taken().len()), (OutboxState::Failed, 0), "{step:?}");
        assert_eq!(state_of(&world.test, world.item).await, ItemState::Review, "{step:?}");
        assert_eq!(trouble(&world.test).await.is_some(), step == Step::Auth, "{step:?}");
        assert_eq!(world.sink.faults(), Vec::<String>::new(), "{step:?}");
    }
}

#[tokio::test]
async fn what_cannot_go_yet_goes_later_and_once() {
    for (step, act) in [
        (Step::Greeting, Act::Hang),
        (Step::Ehlo, Act::Cut),
        (Step::Auth, Act::Answer("454 4.7.0 try later")),
        (Step::Mail, Act::Answer("451 4.7.1 slow down")),
        (Step::Rcpt, Act::Answer("450 4.7.1 greylisted")),
        (Step::Rcpt, Act::Answer("421 4.3.2 closing")),
        (Step::Data, Act::Answer("451 4.3.0 try later")),
        (Step::End, Act::Answer("451 4.3.0 the disk is full")),
    ] {
        let world = world().await;
        world.sink.at(step, act.clone());
        world.test.approve(world.item).await.unwrap();

        let_undo_pass(&world.test).await;
        world.wait(2).await;

        assert_eq!((world.action().await, world.sink.taken().len()), (OutboxState::Sending, 0), "{step:?} {act:?}");
        world.sink.be_well();
        world.wait(3).await;
        assert_eq!((world.action().await, world.sink.taken().len()), (OutboxState::Sent, 1), "{step:?} {act:?}");
        assert_eq!(trouble(&world.test).await, None, "{step:?} {act:?}");
        assert_eq!(world.sink.faults(), Vec::<String>::new(), "{step:?} {act:?}");
    }
}

#[tokio::test]
async fn what_cannot_go_for_long_comes_back_to_review() {
    let world = world().await;
    world.sink.at(Step::Rcpt, Act::Answer("450 4.7.1 greylisted"));
    world.test.approve(world.item).await.unwrap();
    let_undo_pass(&world.test).await;

    world.wait(12).await;

    assert_eq!((world.action().await, world.sink.taken().len()), (OutboxState::Failed, 0));
    let reason = last_reason(&world.test, world.item).await;
    assert!(reason.contains("ines@brightloom.example (450 4.7.1 greylisted)"), "{reason}");
}

#[tokio::test]
async fn without_an_answer_to_a_whole_mail_it_is_unsure_and_never_handed_in_again_by_itself() {
    for (step, act, n_taken) in [
        (Step::End, Act::Cut, 0),
        (Step::End, Act::TakeAndCut, 1),
        (Step::End, Act::Hang, 0),
        (Step::End, Act::Answer("no answer of SMTP"), 0),
        (Step::Content, Act::Cut, 0),
    ] {
        let mut world = world().await;
        world.sink.at(step, act.clone());
        world.test.approve(world.item).await.unwrap();
        let_undo_pass(&world.test).await;
        world.sink.be_well();

        world.wait(3).await;
        world.test.restart().await;
        world.wait(3).await;

        assert_eq!((world.action().await, world.sink.taken().len()), (OutboxState::Unsure, n_taken), "{step:?} {act:?}");
        assert_eq!(state_of(&world.test, world.item).await, ItemState::Approved, "{step:?} {act:?}");

        // The operator has looked, and says that it is not there.
        let action = world.test.outbox().await[0].id;
        world.test.engine.resolve_action(ResolveAction { action, verdict: Verdict::Send }).await.unwrap();
        let_undo_pass(&world.test).await;
        assert_eq!((world.action().await, world.sink.taken().len()), (OutboxState::Sent, n_taken + 1), "{step:?} {act:?}");
    }
}
