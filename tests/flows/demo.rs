//! The demo workspace reads as its author meant it: `demo/expected.tsv` says what stands open, and why everything else does not.

use api::{Api as _, Code, HoldCode, Import, ItemState, ItemView, ListQueue, Play, StartDemo, Tab, Time, text};
use engine::testkit::{DEMO_ITEMS, OFFER, START, TestEngine};
use engine::{Engine, Options, demo as made_up};
use std::collections::BTreeSet;

const OPEN: usize = DEMO_ITEMS as usize;
const NEW_SENDERS: usize = 5;

/// A workspace in which nothing is set, with the demo in it, drafted.
async fn demo() -> TestEngine {
    let test = TestEngine::bare().await;
    test.engine.start_demo(StartDemo {}).await.unwrap();
    test.run().await;
    test
}

async fn tab(test: &TestEngine, tab: Tab) -> Vec<ItemView> {
    let request = ListQueue { tab: Some(tab), band: None, limit: Some(1000), after: None };
    test.engine.list_queue(request).await.unwrap().items
}

/// (play, address) of all that is to stand open.
fn expected() -> BTreeSet<(String, String)> {
    let lines = include_str!("../../src-tauri/engine/demo/expected.tsv").lines().skip(1);
    let fields = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    fields.filter(|fields| fields[0] != "none").map(|fields| (fields[0].to_owned(), fields[1].to_owned())).collect()
}

#[tokio::test]
async fn the_demo_reads_as_its_author_meant_it() {
    let test = demo().await;

    let open = tab(&test, Tab::All).await;
    let new = tab(&test, Tab::NewSenders).await;

    let read: BTreeSet<(String, String)> = open
        .iter()
        .chain(&new)
        .map(|item| (item.play.as_str().to_owned(), item.contact.as_ref().unwrap().address.clone()))
        .collect();
    let expected = expected();
    let missing: Vec<_> = expected.difference(&read).collect();
    let wrong: Vec<_> = read.difference(&expected).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "missing {missing:#?}, wrong {wrong:#?}");
    assert_eq!((open.len(), new.len()), (OPEN, NEW_SENDERS));
    let plays: BTreeSet<&str> = open.iter().chain(&new).map(|item| item.play.as_str()).collect();
    let of_mail =
        [Play::Answer, Play::Reply, Play::Triage, Play::ProposeTimes, Play::FollowUp, Play::RepairContact, Play::FindNewContact];
    let of_deals = [
        Play::DealOutreach,
        Play::Advance,
        Play::Revive,
        Play::ReviewDeal,
        Play::Onboard,
        Play::LearnWhy,
        Play::CheckIn,
        Play::DoTask,
    ];
    let every = of_mail.iter().chain(&of_deals).map(|play| play.as_str()).collect();
    assert_eq!(plays, every, "every kind of work that mail makes, and a pipeline");
    let of_mail = open.iter().filter(|item| of_mail.contains(&item.play)).count();
    assert_eq!(of_mail, 25, "mail alone fills a morning");
}

#[tokio::test]
async fn every_draft_of_the_demo_is_ready_and_only_the_operator_holds_it_back() {
    let test = demo().await;
    for item in tab(&test, Tab::All).await {
        let detail = test.show(item.id).await;
        let draft = detail.draft.unwrap();
        assert_eq!(detail.item.state, ItemState::Review, "{}", item.what);
        // What to answer is for the operator to say, and which of the times that somebody offers suits them.
        let leaves_open = match item.play {
            Play::Answer | Play::Reply => true,
            Play::ProposeTimes => draft.body.contains('['),
            _ => false,
        };
        let expected = if leaves_open { vec![HoldCode::Placeholder] } else { Vec::new() };
        assert_eq!(draft.holds.iter().map(|hold| hold.code).collect::<Vec<_>>(), expected, "{}", item.what);
        assert!(draft.claims.iter().all(|claim| claim.source.is_some()), "{}", item.what);
    }
}

#[tokio::test]
async fn the_demo_is_the_same_each_time() {
    let lines = async || -> Vec<(String, String, String)> {
        let test = demo().await;
        let items = tab(&test, Tab::All).await;
        items.into_iter().map(|item| (format!("{:.6}", item.score), item.what, item.contact.unwrap().address)).collect()
    };
    assert_eq!(lines().await, lines().await);
}

#[tokio::test]
async fn the_clock_of_a_demo_starts_at_a_moment_and_then_runs() {
    let mut test = demo().await;
    let now = async |test: &TestEngine| test.engine.status(api::GetStatus {}).await.unwrap().demo.unwrap();
    assert_eq!(now(&test).await, api::Demo { now: made_up::STARTS_AT, is_old: false });

    test.clock.advance_seconds(25 * 3600);
    test.restart().await;

    assert_eq!(now(&test).await, api::Demo { now: made_up::STARTS_AT.plus_seconds(25 * 3600), is_old: true });
}

#[tokio::test]
async fn a_moment_that_is_said_replaces_the_clock_of_a_demo() {
    let test = demo().await;
    test.engine.stop().await;
    let moment = Time(made_up::STARTS_AT.0 + 3_600_000);
    let clock = std::sync::Arc::new(engine::clock::FixedClock(moment));
    let engine = Engine::open(Options { clock, ..Options::at(test.data()) }).await.unwrap();
    assert_eq!(engine.status(api::GetStatus {}).await.unwrap().demo.unwrap().now, moment);
    engine.stop().await;
}

#[tokio::test]
async fn a_workspace_in_use_does_not_become_a_demo() {
    let test = TestEngine::new().await;
    test.import(&[OFFER]).await;

    let refused = test.engine.start_demo(StartDemo {}).await.unwrap_err();

    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(test.number("select count(*) from messages").await, 1);
    assert_eq!(test.engine.cx().now(), START);
}

#[tokio::test]
async fn a_folder_in_which_anything_was_set_or_lies_does_not_become_a_demo() {
    let set = TestEngine::without_operator().await;
    set.engine.suppress(api::Suppress { what: "never@write.example".to_owned(), reason: String::new() }).await.unwrap();
    assert_eq!(set.engine.start_demo(StartDemo {}).await.unwrap_err().code, Code::Conflict);

    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("practice")).unwrap();
    std::fs::write(folder.path().join("practice/violin.txt"), "not ours").unwrap();
    let engine = Engine::open(Options::at(folder.path())).await.unwrap();
    assert_eq!(engine.start_demo(StartDemo {}).await.unwrap_err().code, Code::Conflict);
    engine.stop().await;
    assert!(folder.path().join("practice/violin.txt").exists());
}

#[tokio::test]
async fn a_demo_reads_no_mail_but_its_own() {
    let test = demo().await;
    let file = test.folder.path().join("own.eml");
    std::fs::write(&file, OFFER.text()).unwrap();

    let refused = test.engine.import(Import { paths: vec![file.display().to_string()] }).await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::Conflict, text::demo_reads_no_mail()));
    assert_eq!(test.engine.start_demo(StartDemo {}).await.unwrap_err().code, Code::Conflict);
}

#[tokio::test]
async fn how_the_window_looks_is_no_use_of_a_workspace() {
    let test = TestEngine::bare().await;
    test.set("window.theme", "dark").await;
    test.engine.start_demo(StartDemo {}).await.unwrap();
    assert_eq!(tab(&test, Tab::All).await.len(), OPEN);
}
