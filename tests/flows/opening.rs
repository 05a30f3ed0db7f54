//! Opening a workspace: what is newer or something else is refused untouched, what is older is copied and brought up to date.

use api::{Api as _, ApiError, Code, ItemState, ListQueue, Play, text};
use engine::testkit::{START, TestEngine};
use engine::{Engine, Options};
use std::path::{Path, PathBuf};

async fn open(data: &Path) -> Result<Engine, ApiError> {
    Engine::open(Options::at(data)).await
}

/// A workspace with an item, changed and closed. Answers its folder, which lives as long as the first value.
async fn closed(change: &str) -> (TestEngine, PathBuf) {
    let (test, _) = TestEngine::with_question().await;
    if !change.is_empty() {
        test.sql(change).await;
    }
    test.engine.stop().await;
    let data = test.data();
    (test, data)
}

/// The newest migration of the first version, and that of today.
const FIRST_VERSION: i64 = 10;
const NEWEST: i64 = 34;

/// A workspace as the first version left it.
fn of_first_version() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/workspaces/first-version.db");
    std::fs::copy(file, folder.path().join("casey.db")).unwrap();
    let data = folder.path().to_owned();
    (folder, data)
}

async fn open_at(data: &Path, at: api::Time) -> Engine {
    let clock = engine::testkit::TestClock::at(at);
    Engine::open(Options { clock, ..Options::at(data) }).await.unwrap()
}

#[tokio::test]
async fn a_newer_workspace_is_refused_and_left_as_it_is() {
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', 1, x'00', 0)";
    let (_test, data) = closed(newer).await;
    let before = std::fs::read(data.join("casey.db")).unwrap();

    let refused = open(&data).await.unwrap_err();

    assert_eq!(refused.code, Code::Unavailable);
    assert!(refused.message.contains("newer version") && refused.message.contains("9999"), "{}", refused.message);
    assert_eq!(std::fs::read(data.join("casey.db")).unwrap(), before);
}

#[tokio::test]
async fn a_file_that_is_no_workspace_is_refused_and_left_as_it_is() {
    for content in ["hello".to_owned(), "This is somebody's letter.\n".repeat(400)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("casey.db");
        std::fs::write(&path, &content).unwrap();

        let refused = open(folder.path()).await.unwrap_err();

        assert_eq!(refused.code, Code::Unavailable);
        assert_eq!(refused.message, text::not_a_workspace(&folder.path().display().to_string()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casey.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    sqlx::raw_sql("create table recipes (name text); insert into recipes values ('soup')").execute(&mut conn).await.unwrap();
    sqlx::Connection::close(conn).await.unwrap();

    let refused = open(folder.path()).await.unwrap_err();

    assert_eq!(refused.message, text::not_a_workspace(&folder.path().display().to_string()));
    let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar("select name from sqlite_master").fetch_all(&mut conn).await.unwrap();
    assert_eq!(tables, ["recipes"]);
}

#[tokio::test]
async fn an_older_workspace_is_copied_and_brought_up_to_date() {
    let (_folder, data) = of_first_version();

    let engine = open_at(&data, START).await;

    let mut conn = engine.cx().read().await.unwrap();
    let version: i64 = sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(&mut *conn).await.unwrap();
    assert_eq!(version, NEWEST);
    let jonas = api::SuggestPeople { text: "jonas".to_owned(), limit: None };
    assert_eq!(engine.suggest_people(jonas).await.unwrap()[0].address, "jonas@hollertal.example", "who was known is found");
    for (table, allowed) in [("signals", "email_received"), ("items", "create_task")] {
        let sql: String = sqlx::query_scalar("select sql from sqlite_master where type = 'table' and name = ?")
            .bind(table)
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        assert!(!sql.contains("in ('email_reply')") && !sql.contains("in ('send_email')"), "{allowed}: {sql}");
    }
    drop(conn);
    engine.stop().await;
    let copy = data.join(format!("casey.db.before-{:04}", FIRST_VERSION + 1));
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&copy).read_only(true);
    let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    let version: i64 = sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(&mut conn).await.unwrap();
    let n_items: i64 = sqlx::query_scalar("select count(*) from items").fetch_one(&mut conn).await.unwrap();
    let sound: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await.unwrap();
    assert_eq!((version, n_items, sound.as_str()), (FIRST_VERSION, 4, "ok"));
}

#[tokio::test]
async fn the_mail_of_an_older_workspace_is_read_anew() {
    let (_folder, data) = of_first_version();
    let engine = open_at(&data, START.plus_seconds(60)).await;

    engine.run_until_idle().await.unwrap();

    let queue = |tab| ListQueue { tab, band: None, limit: None, after: None };
    let items = engine.list_queue(queue(None)).await.unwrap().items;
    let open: Vec<(&str, Play)> = items.iter().map(|item| (item.contact.as_ref().unwrap().address.as_str(), item.play)).collect();
    // Of the two items of one contact the approved one went out, and what else waits there is work of its own.
    assert_eq!(open, [("jonas@hollertal.example", Play::Answer), ("ines@brightloom.example", Play::Reply)]);
    assert_eq!(engine.list_outbox(api::ListOutbox {}).await.unwrap()[0].state, api::OutboxState::Sent);
    let superseded = engine.show_item(api::ShowItem { item: api::ItemId(2) }).await.unwrap();
    assert_eq!(superseded.item.state, ItemState::Superseded, "it was a wish not to be written to");
    let suppressed = engine.list_suppressions(api::ListSuppressions {}).await.unwrap();
    assert_eq!(suppressed.iter().map(|entry| entry.what.as_str()).collect::<Vec<_>>(), ["derek@brannock.example"]);
    let senders = engine.list_senders(api::ListSenders {}).await.unwrap();
    assert_eq!(senders.iter().map(|sender| sender.contact.address.as_str()).collect::<Vec<_>>(), ["priya@vellumtech.example"]);
    assert!(engine.doctor(api::Doctor {}).await.unwrap().iter().all(|finding| finding.level != api::Level::Bad));
    engine.stop().await;
}

#[tokio::test]
async fn a_copy_that_is_there_already_is_not_written_over() {
    let (_folder, data) = of_first_version();
    let copy = data.join("casey.db.before-0011");
    std::fs::write(&copy, "the first one").unwrap();
    std::fs::write(data.join("casey.db.before-0011.part"), "half of one").unwrap();

    open_at(&data, START).await.stop().await;

    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "the first one");
}

#[tokio::test]
async fn a_workspace_that_is_up_to_date_is_not_copied() {
    let (mut test, data) = closed("").await;

    test.restart().await;

    let copies =
        std::fs::read_dir(data).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("before"));
    assert_eq!(copies.count(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_operator_can_read_a_workspace() {
    use std::os::unix::fs::PermissionsExt as _;
    let (mut test, new) = closed("").await;
    test.restart().await;
    let (_folder, old) = of_first_version();
    open_at(&old, START).await.stop().await;
    let paths = [(new.clone(), 0o700), (new.join("casey.db"), 0o600), (old.join("casey.db.before-0011"), 0o600)];
    for (path, mode) in paths {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
    }
}

#[tokio::test]
async fn many_that_open_a_new_workspace_at_once_open_the_same_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (first, second, third) = tokio::join!(open(&data), open(&data), open(&data));
    for engine in [first, second, third] {
        let engine = engine.unwrap();
        assert_eq!(engine.cx().store.first_fault().await.unwrap(), None);
        engine.stop().await;
    }
}
