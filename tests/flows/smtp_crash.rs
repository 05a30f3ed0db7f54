//! A program that ends anywhere while a mail leaves by SMTP: it is handed in once or, where nobody can know, asked about; never
//! twice.

use crate::crash::run_until;
use crate::smtp_sending::{World, world};
use api::{ItemState, OutboxState, Position};

async fn died_at(point: &'static str) -> World {
    let mut world = world().await;
    world.test.approve(world.item).await.unwrap();
    world.test.clock.advance_seconds(30);
    run_until(&mut world.test, point).await;
    world
}

#[tokio::test]
async fn a_crash_anywhere_hands_a_mail_in_at_most_once() {
    for (point, n_taken, n_in_the_end, end) in [
        ("send_before_claim", 0, 1, OutboxState::Sent),
        ("send_before_sending_commit", 0, 1, OutboxState::Sent),
        ("send_after_sending_commit", 0, 1, OutboxState::Sent),
        ("smtp_before_data", 0, 1, OutboxState::Sent),
        ("smtp_before_begun_commit", 0, 1, OutboxState::Sent),
        ("smtp_after_begun_commit", 0, 0, OutboxState::Unsure),
        ("smtp_after_answer", 1, 1, OutboxState::Unsure),
        ("send_before_sent_commit", 1, 1, OutboxState::Unsure),
        ("send_after_sent_commit", 1, 1, OutboxState::Sent),
    ] {
        let world = died_at(point).await;
        assert_eq!(world.sink.taken().len(), n_taken, "{point}");

        world.wait(5).await;

        assert_eq!((world.sink.taken().len(), world.action().await), (n_in_the_end, end), "{point}");
        let state = world.test.show(world.item).await.item.state;
        assert_eq!(state, if end == OutboxState::Sent { ItemState::Done } else { ItemState::Approved }, "{point}");
    }
}

#[tokio::test]
async fn a_copy_among_the_sent_mails_tells_that_it_went() {
    for point in ["smtp_after_answer", "send_before_sent_commit"] {
        let world = died_at(point).await;
        let copy = world.sink.taken().remove(0).bytes;
        std::fs::write(world.maildir.path().join(".Sent/cur/copy:2,S"), copy).unwrap();

        world.wait(1).await;

        assert_eq!((world.sink.taken().len(), world.action().await), (1, OutboxState::Sent), "{point}");
        assert_eq!(world.test.show(world.item).await.item.state, ItemState::Done, "{point}");
    }
}

#[tokio::test]
async fn the_kill_switch_holds_what_was_begun_before_it() {
    use api::{Api as _, SetKillSwitch};
    let world = died_at("smtp_before_data").await;
    world.test.engine.set_kill_switch(SetKillSwitch { position: Position::On }).await.unwrap();
    world.wait(3).await;
    assert_eq!((world.sink.taken().len(), world.action().await), (0, OutboxState::Sending));

    world.test.engine.set_kill_switch(SetKillSwitch { position: Position::Off }).await.unwrap();
    world.wait(2).await;
    assert_eq!((world.sink.taken().len(), world.action().await), (1, OutboxState::Sent));
}
