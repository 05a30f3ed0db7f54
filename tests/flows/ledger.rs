//! The ledger is chained from its first row: what was changed, taken out or put in shows.

use api::{Api as _, Doctor, Level, text};
use engine::store::ledger;
use engine::testkit::TestEngine;

/// A workspace in which something of everything happened.
async fn busy() -> TestEngine {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.approve(item.id).await.unwrap();
    test.engine.undo(api::Undo {}).await.unwrap();
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;
    test
}

async fn first_broken(test: &TestEngine) -> Option<i64> {
    let mut conn = test.engine.cx().read().await.unwrap();
    ledger::first_broken(&mut conn).await.unwrap()
}

#[tokio::test]
async fn the_chain_is_whole_and_holds_what_happened() {
    let test = busy().await;

    assert_eq!(first_broken(&test).await, None);
    let doctor = test.engine.doctor(Doctor {}).await.unwrap();
    assert!(doctor.iter().any(|finding| finding.level == Level::Good && finding.words == text::ledger_whole()), "{doctor:?}");
    for event in ["setting_changed", "imported", "item_moved", "draft_edited", "approved", "approval_voided", "sending", "sent"] {
        assert!(test.number(&format!("select count(*) from ledger where event = '{event}'")).await > 0, "{event}");
    }
}

#[tokio::test]
async fn the_ledger_holds_no_free_text_and_no_address() {
    let test = busy().await;
    for word in ["brightloom", "northwind", "Ines", "Dana", "own words", "pilot"] {
        let query = format!(
            "select count(*) from ledger where instr(concat_ws(' ', actor, event, subject, detail, content_hash), '{word}') > 0"
        );
        assert_eq!(test.number(&query).await, 0, "{word}");
    }
}

#[tokio::test]
async fn rows_are_only_ever_added() {
    let test = busy().await;
    for statement in ["update ledger set detail = 'x' where ledger_id = 3", "delete from ledger where ledger_id = 3"] {
        let mut write = test.engine.cx().write().await.unwrap();
        let refused = sqlx::raw_sql(statement).execute(write.conn()).await.unwrap_err();
        assert!(refused.to_string().contains("the ledger is only ever added to"), "{refused}");
    }
}

#[tokio::test]
async fn a_row_that_was_changed_taken_out_or_put_in_is_found() {
    for (statement, broken) in [
        ("update ledger set detail = detail || 'x' where ledger_id = 5", 5),
        ("update ledger set written_at = written_at + 1 where ledger_id = 5", 5),
        ("update ledger set content_hash = '' where ledger_id = 3", 3),
        ("delete from ledger where ledger_id = 5", 6),
        ("delete from ledger where ledger_id = 1", 2),
        ("update ledger set previous_hash = hash where ledger_id = 5", 5),
        (
            "insert into ledger (written_at, actor, event, subject, detail, content_hash, previous_hash, hash)
             select written_at, actor, event, subject, detail, content_hash, previous_hash, hash from ledger where ledger_id = 2",
            0,
        ),
    ] {
        let test = busy().await;
        let added = test.number("select max(ledger_id) + 1 from ledger").await;
        test.sql("drop trigger ledger_is_append_only_update; drop trigger ledger_is_append_only_delete").await;

        test.sql(statement).await;

        let broken = if broken == 0 { added } else { broken };
        assert_eq!(first_broken(&test).await, Some(broken), "{statement}");
        let doctor = test.engine.doctor(Doctor {}).await.unwrap();
        assert!(
            doctor.iter().any(|finding| finding.level == Level::Bad && finding.words == text::ledger_broken(broken)),
            "{statement}"
        );
    }
}
