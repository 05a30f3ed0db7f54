//! The ledger is chained from its first row: what was changed, taken out or put in shows.

use api::{Actor, Api as _, Code, Doctor, LedgerPage, Level, ListLedger, VerifyLedger, text};
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
        let verdict = test.engine.verify_ledger(VerifyLedger {}).await.unwrap();
        assert_eq!((verdict.level, verdict.words), (Level::Bad, text::ledger_broken(broken)), "{statement}");
    }
}

async fn list(test: &TestEngine, event: Option<&str>, subject: Option<&str>) -> LedgerPage {
    let (event, subject) = (event.map(str::to_owned), subject.map(str::to_owned));
    test.engine.list_ledger(ListLedger { event, subject, after: None, limit: Some(1000) }).await.unwrap()
}

#[tokio::test]
async fn the_ledger_is_listed_newest_first_and_in_words() {
    let test = busy().await;

    let page = list(&test, None, None).await;

    assert!(page.rows.is_sorted_by(|newer, older| newer.id > older.id) && page.rows.last().unwrap().id == 1);
    let done = &page.rows[0];
    assert_eq!((done.event.as_str(), done.actor, done.detail.as_str()), ("item_moved", Actor::Engine, "approved>done"));
    assert_eq!(
        (done.words.as_str(), done.deed.as_str()),
        ("CaseyOS finished “Answer Ines Duarte”", "finished “Answer Ines Duarte”")
    );
    let said = |words: &str| page.rows.iter().any(|row| row.words == words);
    for words in [
        "You changed “Mail addresses”: dana@northwind.example",
        "You imported 1 new mail",
        "CaseyOS drafted “Answer Ines Duarte”",
        "You edited the mail to Ines Duarte",
        "You approved the mail to Ines Duarte for the practice outbox",
        "You took back the approval of the mail to Ines Duarte",
        "CaseyOS began to send the mail to Ines Duarte",
        "CaseyOS put the mail to Ines Duarte into the practice outbox",
    ] {
        assert!(said(words), "{words}: {:?}", page.rows.iter().map(|row| &row.words).collect::<Vec<_>>());
    }
    let head = page.head.unwrap();
    assert_eq!((head.id, head.hash.as_str()), (done.id, done.hash.as_str()));
    assert_eq!(list(&test, Some("imported"), None).await.head, Some(head), "whatever is asked for");
    assert_eq!(test.engine.verify_ledger(VerifyLedger {}).await.unwrap().words, text::ledger_whole());
}

#[tokio::test]
async fn only_the_change_that_made_a_setting_what_it_is_tells_its_value() {
    let test = TestEngine::new().await;
    test.set("notify.hours", "mon-fri 07:00-19:00").await;
    test.set("notify.hours", "mon-fri 08:00-18:00").await;

    let rows = list(&test, None, Some("notify.hours")).await.rows;

    let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    assert_eq!(words, ["You changed “Notify within”: mon-fri 08:00-18:00", "You changed “Notify within”"]);
}

#[tokio::test]
async fn the_ledger_is_listed_by_event_and_by_what_it_is_about() {
    let test = busy().await;
    let all = list(&test, None, None).await;
    let mut events: Vec<String> = all.rows.iter().map(|row| row.event.clone()).collect();
    events.sort_unstable();
    events.dedup();
    assert_eq!(all.events, events);

    for (event, subject) in [(Some("item_moved"), None), (None, Some("item:1")), (Some("item_moved"), Some("item:1"))] {
        let fits = |row: &&api::LedgerLine| {
            event.is_none_or(|event| row.event == event) && subject.is_none_or(|subject| row.subject == subject)
        };
        let expected: Vec<_> = all.rows.iter().filter(fits).cloned().collect();
        assert!(!expected.is_empty());
        assert_eq!(list(&test, event, subject).await.rows, expected, "{event:?} {subject:?}");
    }
    assert_eq!(list(&test, Some("nothing"), None).await.rows, []);
}

#[tokio::test]
async fn pages_of_the_ledger_show_each_row_once_while_rows_are_added() {
    let test = busy().await;
    let all = list(&test, None, None).await.rows;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let request = ListLedger { event: None, subject: None, after, limit: Some(4) };
        let page = test.engine.list_ledger(request).await.unwrap();
        seen.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
        test.set("sending.undo_seconds", "20").await;
    }
    assert_eq!(seen, all);
    let request = ListLedger { event: None, subject: None, after: Some("then".to_owned()), limit: None };
    assert_eq!(test.engine.list_ledger(request).await.unwrap_err().code, Code::Invalid);
}
