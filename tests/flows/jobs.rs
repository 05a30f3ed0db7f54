//! Background work: what fails is shown and tried again later and later, what a dead process left is taken over.

use api::{Api as _, GetStatus, ItemState};
use engine::fault;
use engine::store::jobs;
use engine::testkit::{OFFER, QUESTION, TestEngine};

/// A kind of job that this version does not know.
async fn ask_nonsense(test: &TestEngine) {
    let now = test.engine.cx().now();
    let mut write = test.engine.cx().write().await.unwrap();
    jobs::ask(&mut write, "nonsense", 7, now, now).await.unwrap();
    write.commit().await.unwrap();
}

async fn problems(test: &TestEngine) -> Vec<String> {
    let status = test.engine.status(GetStatus {}).await.unwrap();
    status.problems.into_iter().map(|finding| format!("{}: {}", finding.subject, finding.words)).collect()
}

/// Milliseconds until the job runs again.
async fn wait_ms(test: &TestEngine, kind: &str) -> i64 {
    test.number(&format!("select run_at from jobs where kind = '{kind}'")).await - test.engine.cx().now().0
}

#[tokio::test]
async fn a_job_that_fails_is_shown_and_the_rest_goes_on() {
    let test = TestEngine::new().await;
    ask_nonsense(&test).await;

    test.import(&[OFFER, QUESTION]).await;
    test.run().await;

    assert_eq!(test.queue().await[0].state, ItemState::Review);
    let shown = problems(&test).await;
    assert_eq!(shown.len(), 1);
    assert!(shown[0].starts_with("nonsense: ") && shown[0].contains("no kind of job"), "{shown:?}");
    let doctor = test.engine.doctor(api::Doctor {}).await.unwrap();
    assert!(doctor.iter().any(|finding| finding.subject == "nonsense" && finding.level == api::Level::Bad), "{doctor:?}");
}

#[tokio::test]
async fn a_panic_in_a_job_is_caught_and_shown_and_gone_once_it_went_well() {
    let (test, item) = TestEngine::with_question().await;
    let (first, second) = (item.id, {
        let other = engine::testkit::Mail { id: "offer2@northwind.example", to: "priya@vellumtech.example", ..OFFER };
        let reply = engine::testkit::Mail {
            id: "q2@vellumtech.example",
            from: "priya@vellumtech.example",
            answers: other.id,
            ..QUESTION
        };
        test.import(&[other, reply]).await;
        test.run().await;
        test.queue().await.into_iter().find(|other| other.id != item.id).unwrap().id
    });
    test.approve(first).await.unwrap();
    test.approve(second).await.unwrap();
    test.clock.advance_seconds(30);

    fault::panic_at("send_before_claim");
    test.run().await;

    assert_eq!(test.practised().len(), 1, "the other one went");
    let shown = problems(&test).await;
    assert_eq!(shown.len(), 1);
    assert!(shown[0].starts_with("send: ") && shown[0].contains("fault at send_before_claim"), "{shown:?}");
    test.clock.advance_seconds(10);
    test.run().await;
    assert_eq!(test.practised().len(), 2);
    assert_eq!(problems(&test).await, Vec::<String>::new());
}

#[tokio::test]
async fn each_failure_waits_longer_than_the_one_before() {
    let test = TestEngine::new().await;
    ask_nonsense(&test).await;
    let mut waits = Vec::new();
    for _ in 0..9 {
        test.run().await;
        let ms = wait_ms(&test, "nonsense").await;
        waits.push(ms / 1000);
        test.clock.advance_seconds(ms / 1000 + 1);
    }

    for (wait, least) in waits.iter().zip([5, 10, 20, 40, 80, 160, 320, 600, 600]) {
        // Up to a second is added, so that what failed together does not come back together.
        assert!((least..=least + 1).contains(wait), "{waits:?}");
    }
    assert_eq!(test.number("select n_times from problems").await, 9);
}

#[tokio::test]
async fn a_job_that_waits_after_a_failure_does_not_run_before_its_time() {
    let test = TestEngine::new().await;
    ask_nonsense(&test).await;
    test.run().await;
    test.clock.advance_seconds(4);
    test.run().await;
    assert_eq!(test.number("select n_attempts from jobs where kind = 'nonsense'").await, 1);
}

#[tokio::test]
async fn work_in_the_hands_of_a_living_process_is_left_alone_and_that_of_a_dead_one_taken_over() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let other = test.second_process().await;
    let now = test.engine.cx().now();
    let mut write = other.cx().write().await.unwrap();
    let job = jobs::next_free(write.conn(), jobs::But::default(), now).await.unwrap().unwrap();
    assert_eq!(job.kind, "draft");
    jobs::claim(&mut write, job.id(), other.cx().owner.name(), now.plus_seconds(120)).await.unwrap();
    write.commit().await.unwrap();

    test.run().await;
    assert_eq!(test.queue().await[0].state, ItemState::New, "somebody has it in hand");

    other.stop().await;
    drop(other);
    test.run().await;
    assert_eq!(test.queue().await[0].state, ItemState::Review);
}

#[tokio::test]
async fn a_lease_that_ran_out_is_taken_over_even_from_a_living_process() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let other = test.second_process().await;
    let name = other.cx().owner.name().to_owned();
    let until = test.engine.cx().now().plus_seconds(120).0;
    test.sql(&format!("update jobs set lease_owner = '{name}', lease_until = {until}")).await;
    test.clock.advance_seconds(119);
    test.run().await;
    assert_eq!(test.queue().await[0].state, ItemState::New);

    test.clock.advance_seconds(1);
    test.run().await;

    assert_eq!(test.queue().await[0].state, ItemState::Review);
    other.stop().await;
}

#[tokio::test]
async fn a_run_says_what_is_due_next_and_does_not_wait_for_it() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    let next = test.engine.run_until_idle().await.unwrap();

    assert_eq!(next, Some(("send".to_owned(), crate::seconds_in(30))));
}
