//! Opening a workspace: what is newer or something else is refused untouched, what is older is copied and brought up to date.

use api::{ApiError, Code, text};
use engine::testkit::TestEngine;
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

/// As it was before the last migration.
const ONE_BACK: &str = "drop table jobs; drop table problems; delete from _sqlx_migrations where version = 10";

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
async fn an_older_workspace_is_copied_before_it_is_brought_up_to_date() {
    let (mut test, data) = closed(ONE_BACK).await;

    test.restart().await;

    assert_eq!(test.queue().await.len(), 1);
    test.run().await;
    assert_eq!(test.number("select max(version) from _sqlx_migrations").await, 10);
    let copy = data.join("casey.db.before-0010");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&copy).read_only(true);
    let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    let version: i64 = sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(&mut conn).await.unwrap();
    let n_items: i64 = sqlx::query_scalar("select count(*) from items").fetch_one(&mut conn).await.unwrap();
    let sound: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await.unwrap();
    assert_eq!((version, n_items, sound.as_str()), (9, 1, "ok"));
}

#[tokio::test]
async fn a_copy_that_is_there_already_is_not_written_over() {
    let (mut test, data) = closed(ONE_BACK).await;
    let copy = data.join("casey.db.before-0010");
    std::fs::write(&copy, "the first one").unwrap();
    std::fs::write(data.join("casey.db.before-0010.part"), "half of one").unwrap();

    test.restart().await;

    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "the first one");
    assert_eq!(test.queue().await.len(), 1);
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
    let (mut test, data) = closed(ONE_BACK).await;
    test.restart().await;
    for (path, mode) in [("", 0o700), ("casey.db", 0o600), ("casey.db.before-0010", 0o600)] {
        assert_eq!(std::fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777, mode, "{path}");
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
