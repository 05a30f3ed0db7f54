//! A demo is left or started over as a whole, with nothing but what is the operator's own left of it.

use api::{
    Api as _, ApiError, Code, GetStatus, Import, LeaveDemo, ListQueue, RestartDemo, SaveTemplate, StartDemo, WriteTo, text,
};
use engine::fault;
use engine::testkit::{DEMO_ITEMS, OFFER, OPERATOR, QUESTION, START, TestEngine};
use engine::{Engine, demo as made_up};
use std::path::Path;

async fn demo() -> TestEngine {
    let test = TestEngine::bare().await;
    test.engine.start_demo(StartDemo {}).await.unwrap();
    test.run().await;
    test
}

async fn leave(engine: &Engine) -> Result<api::Status, ApiError> {
    engine.leave_demo(LeaveDemo {}).await
}

async fn n_open(test: &TestEngine) -> usize {
    test.engine.list_queue(ListQueue { tab: None, band: None, limit: Some(1000), after: None }).await.unwrap().items.len()
}

/// What lies in the folder of the workspace, without what SQLite puts beside its file.
fn files(data: &Path) -> Vec<String> {
    let names = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with("casey.db-")).collect();
    names.sort();
    names
}

/// Every table with the number of its rows; what a new workspace has of its own is the measure.
async fn rows(test: &TestEngine) -> Vec<String> {
    let tables = test
        .texts("select name from sqlite_master where type = 'table' and name not like '%sqlx%' and name not like 'settings' order by name")
        .await;
    let mut all = Vec::new();
    for table in tables {
        all.push(format!("{table} {}", test.number(&format!("select count(*) from {table}")).await));
    }
    all
}

#[tokio::test]
async fn a_demo_that_is_left_is_an_empty_workspace_with_the_real_time_which_takes_mail() {
    let fresh = rows(&TestEngine::bare().await).await;
    let test = demo().await;
    let item = test.queue().await[0].id;
    test.engine.finish(api::Finish { item }).await.unwrap();
    test.engine.write_to(WriteTo { to: "new@person.example".to_owned(), note: String::new() }).await.unwrap();

    let status = leave(&test.engine).await.unwrap();

    assert_eq!((status.demo, status.connections.len(), status.n_open), (None, 0, 0));
    assert_eq!(test.engine.cx().now(), START, "the real time");
    assert_eq!(rows(&test).await, fresh);
    assert_eq!(test.engine.get_setting(api::GetSetting { key: "operator.email".to_owned() }).await.unwrap().value, "");
    assert_eq!(files(&test.data()), ["casey.db", "opening.lock", "running"]);
    test.set("operator.email", OPERATOR).await;
    test.import(&[OFFER, QUESTION]).await;
    test.run().await;
    assert_eq!(n_open(&test).await, 1);
    assert!(test.engine.doctor(api::Doctor {}).await.unwrap().iter().all(|finding| finding.level != api::Level::Bad));
}

#[tokio::test]
async fn what_is_the_operators_own_outlives_the_demo() {
    let mut test = demo().await;
    test.set("window.theme", "dark").await;
    test.set("keys.letters", "off").await;
    test.set("scoring.weights", "0.1 0.2 0.3 0.4").await;
    let template = SaveTemplate { id: None, name: "Thanks".to_owned(), body: "Thank you.".to_owned() };
    test.engine.save_template(template).await.unwrap();

    leave(&test.engine).await.unwrap();
    test.restart().await;

    let value = async |key: &str| test.engine.get_setting(api::GetSetting { key: key.to_owned() }).await.unwrap().value;
    assert_eq!((value("window.theme").await.as_str(), value("keys.letters").await.as_str()), ("dark", "off"));
    assert_eq!(value("scoring.weights").await, "0.4 0.3 0.2 0.1");
    let templates = test.engine.list_templates(api::ListTemplates {}).await.unwrap();
    assert_eq!(templates.iter().map(|template| template.name.as_str()).collect::<Vec<_>>(), ["Thanks"]);
}

#[tokio::test]
async fn a_demo_starts_over_as_it_was_on_the_first_day() {
    let test = demo().await;
    let lines = async || test.queue().await.into_iter().map(|item| (item.id, item.what, format!("{:.6}", item.score)));
    let first: Vec<_> = lines().await.collect();
    test.engine.finish(api::Finish { item: first[0].0 }).await.unwrap();
    std::fs::write(test.data().join("notes.txt"), "not ours").unwrap();
    test.clock.advance_seconds(25 * 3600);

    test.engine.restart_demo(RestartDemo {}).await.unwrap();
    test.run().await;

    assert_eq!(lines().await.collect::<Vec<_>>(), first);
    assert_eq!(test.engine.cx().now(), made_up::STARTS_AT);
    assert!(test.data().join("notes.txt").exists(), "what is not ours stays");
    leave(&test.engine).await.unwrap();
    test.engine.start_demo(StartDemo {}).await.unwrap_err();
    std::fs::remove_file(test.data().join("notes.txt")).unwrap();
    test.engine.start_demo(StartDemo {}).await.unwrap();
}

#[tokio::test]
async fn only_a_demo_is_left_that_nobody_else_has_open_and_that_holds_no_other_mail() {
    let own = TestEngine::new().await;
    own.import(&[OFFER]).await;
    let shown = own.data().display().to_string();
    for refused in [leave(&own.engine).await.unwrap_err(), own.engine.restart_demo(RestartDemo {}).await.unwrap_err()] {
        assert_eq!((refused.code, refused.message), (Code::Conflict, text::not_a_demo(&shown)));
    }
    assert_eq!(own.number("select count(*) from messages").await, 1);

    let test = demo().await;
    let shown = test.data().display().to_string();
    let other = test.second_process().await;
    assert_eq!(leave(&test.engine).await.unwrap_err().message, text::demo_is_open(&shown));
    other.stop().await;
    drop(other);
    test.sql("insert into connections (kind, name, location, made_at) values ('maildir', 'Mine', '/elsewhere', 0)").await;
    assert_eq!(leave(&test.engine).await.unwrap_err().message, text::demo_holds_other_mail(&shown));
    assert!(n_open(&test).await > 0);
}

/// As by kill -9: the old whole before the commit, the new whole after it.
#[tokio::test]
async fn a_process_that_dies_while_it_leaves_leaves_all_of_the_demo_or_none() {
    for point in fault::LEAVE_POINTS {
        let mut test = demo().await;
        fault::panic_at(point);
        let engine = test.engine.clone();
        let died = std::panic::AssertUnwindSafe(async move { leave(&engine).await });
        assert!(caught(died.0).await, "{point}");
        test.restart().await;
        if *point == "demo_before_leave_commit" {
            assert_eq!(n_open(&test).await, DEMO_ITEMS as usize);
            leave(&test.engine).await.unwrap();
        }
        assert_eq!(n_open(&test).await, 0, "{point}");
        assert_eq!(files(&test.data()), ["casey.db", "opening.lock", "running"], "{point}");
        test.engine.start_demo(StartDemo {}).await.unwrap();
    }
}

/// Whether it panicked. On this very thread, where the point is armed.
async fn caught(work: impl Future<Output = Result<api::Status, ApiError>> + 'static) -> bool {
    tokio::task::LocalSet::new().run_until(async move { tokio::task::spawn_local(work).await.is_err() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn work_in_hand_is_finished_before_the_demo_goes() {
    let test = TestEngine::bare().await;
    test.engine.start_demo(StartDemo {}).await.unwrap();
    test.engine.start();
    tokio::time::timeout(std::time::Duration::from_secs(60), async {
        for _ in 0..3 {
            test.engine.restart_demo(RestartDemo {}).await.unwrap();
        }
        leave(&test.engine).await.unwrap();
    })
    .await
    .unwrap();
    assert_eq!(test.number("select count(*) from revisions").await + test.number("select count(*) from problems").await, 0);
    assert_eq!(test.engine.status(GetStatus {}).await.unwrap().demo, None);
    let none = test.engine.import(Import { paths: Vec::new() }).await;
    assert!(none.is_err() || none.unwrap().n_new == 0);
}
