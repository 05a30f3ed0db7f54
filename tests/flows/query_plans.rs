//! Queries over tables that grow use their index: none reads a whole table, none sorts.

use api::{Band, Tab};
use engine::store::crm::{changes, lists, notes, people as crm_people, records as crm_records, standing, tasks, writes};
use engine::store::items::Filter;
use engine::store::ranking::{self, Order};
use engine::store::{
    arrivals, bounces, chat, chat_inbox, contact_edits, correspondence, dealings, directory, drafts, exchange, hot, items, jobs,
    ledger, meetings, merges, messages, moves, no_show_decisions, outcomes, people, posts, provider_mails, record_decisions,
    scores, sender_decisions, signals, suppression_decisions, threads, waiting,
};
use engine::testkit::TestEngine;

/// The query goes by that index alone.
async fn assert_uses(test: &TestEngine, sql: &str, index: &str) {
    let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
    assert!(plan.iter().any(|step| step.contains(&format!("INDEX {index}"))), "{index}: {plan:?}");
    for step in &plan {
        assert!(!step.contains("TEMP B-TREE"), "{index} sorts: {plan:?}");
        // A scan along an index that holds only the wanted rows, in their order, reads no others. A list that goes along with the
        // query is no table.
        let is_scan = step.starts_with("SCAN") && !step.contains(&format!("INDEX {index}")) && !step.contains("json_each");
        assert!(!is_scan, "{index} reads a whole table: {plan:?}");
    }
}

#[tokio::test]
async fn the_queue_is_read_along_its_index() {
    let test = TestEngine::new().await;
    assert_uses(&test, items::RANKED, "items_ranked").await;
    assert_uses(&test, items::RANKED_IN_TAB, "items_ranked_in_tab").await;
    assert_uses(&test, scores::RANKED, "items_ranked").await;
    assert_uses(&test, items::SNOOZED, "items_snoozed").await;
    assert_uses(&test, items::TO_WAKE, "items_snoozed").await;
    assert_uses(&test, items::TO_EXPIRE, "items_expiring").await;
    assert_uses(&test, items::LIVE_BY_KEY, "items_open_key").await;
}

#[tokio::test]
async fn the_whole_queue_is_ranked_along_its_index_without_opening_items() {
    let test = TestEngine::new().await;
    for (tab, index) in [(None, "items_ranked"), (Some(Tab::Replies), "items_ranked_in_tab")] {
        for band in [None, Some(Band::Warm)] {
            let filter = Filter { tab, band };
            for order in [Order::Score, Order::Due, Order::Newest] {
                let plan = test.engine.cx().store.query_plan(ranking::ids_query(filter, order).sql().as_str()).await.unwrap();
                assert!(plan.iter().any(|step| step.contains(&format!("items USING COVERING INDEX {index}"))), "{plan:?}");
                // Other orders than the index's are sorted, as ids.
                assert_eq!(plan.iter().any(|step| step.contains("TEMP B-TREE")), order != Order::Score, "{order:?}: {plan:?}");
            }
        }
    }
    let snoozed = ranking::ids_query(Filter { tab: Some(Tab::Snoozed), band: None }, Order::Waking);
    let plan = test.engine.cx().store.query_plan(snoozed.sql().as_str()).await.unwrap();
    assert!(plan.iter().any(|step| step.contains("INDEX items_snoozed")), "{plan:?}");
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:?}");
    let plan = test.engine.cx().store.query_plan(ranking::DESCRIBED).await.unwrap();
    assert_eq!(plan.iter().filter(|step| step.starts_with("SCAN")).count(), 1, "the list that is asked for: {plan:?}");
    assert!(plan[0].starts_with("SCAN asked"), "{plan:?}");
}

#[tokio::test]
async fn what_stands_beside_an_item_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    for (sql, indexes) in [
        (items::OTHERS_OF_PEOPLE, ["INDEX items_of_contact", "INDEX contacts_company"]),
        (correspondence::CARD, ["messages USING COVERING INDEX messages_contact", "contacts USING INTEGER PRIMARY KEY"]),
        (correspondence::PASSED, ["messages USING COVERING INDEX messages_contact", "messages_contact (contact_id=?"]),
    ] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        for index in indexes {
            assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
        }
        let scans = |step: &&String| {
            step.starts_with("SCAN") && !["CONSTANT", "passed", "subquery"].iter().any(|known| step.contains(known))
        };
        assert_eq!(plan.iter().find(scans), None, "{plan:?}");
    }
    let plan = test.engine.cx().store.query_plan(correspondence::PASSED).await.unwrap();
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:?}");
}

#[tokio::test]
async fn people_are_found_by_the_beginnings_of_their_words() {
    let test = TestEngine::new().await;
    let plan = test.engine.cx().store.query_plan(people::BEGINNING_WITH).await.unwrap();
    // FTS5 is asked for the word (`M`); everybody else is looked up by what it answers.
    assert!(plan.iter().any(|step| step.starts_with("SCAN people_words VIRTUAL TABLE INDEX") && step.contains('M')), "{plan:?}");
    let scans = |step: &&String| step.starts_with("SCAN") && !step.contains("people_words");
    assert_eq!(plan.iter().find(scans), None, "{plan:?}");
}

#[tokio::test]
async fn the_versions_of_a_draft_are_found_by_their_item() {
    let test = TestEngine::new().await;
    for sql in [drafts::ALL, drafts::ALL_RECIPIENTS] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        assert!(plan.len() == 1 && plan[0].contains("PRIMARY KEY (item_id=?)"), "{plan:?}");
    }
}

#[tokio::test]
async fn named_items_are_found_by_their_ids() {
    let test = TestEngine::new().await;
    let plan = test.engine.cx().store.query_plan(items::SOME).await.unwrap();
    assert!(plan.iter().any(|step| step.starts_with("SEARCH items USING INTEGER PRIMARY KEY")), "{plan:?}");
    assert!(!plan.iter().any(|step| step.starts_with("SCAN items")), "{plan:?}");
}

#[tokio::test]
async fn work_is_found_along_its_index() {
    let test = TestEngine::new().await;
    assert_uses(&test, jobs::NEXT_FREE, "jobs_due").await;
    assert_uses(&test, threads::UNJUDGED, "threads_unjudged").await;
    assert_uses(&test, moves::LAST_UNDOABLE, "moves_undoable").await;
    assert_uses(&test, moves::LAST_WOKEN, "moves_batch").await;
    assert_uses(&test, moves::OF_BATCH, "moves_batch").await;
    assert_uses(&test, moves::DECIDED, "moves_decided").await;
    assert_uses(&test, sender_decisions::LAST_UNDOABLE, "sender_decisions_undoable").await;
    assert_uses(&test, writes::BEGUN, "crm_writes_begun").await;
    assert_uses(&test, writes::OF_ACTION, "sqlite_autoindex_crm_writes_1").await;
    assert_uses(&test, crm_records::CONNECTIONS, "crm_records_contact").await;
    assert_uses(&test, crm_records::OF_CONTACT, "crm_records_contact").await;
    assert_uses(&test, crm_records::OF_COMPANY, "crm_records_company").await;
    for statement in standing::SOURCES {
        let plan = test.engine.cx().store.query_plan(statement).await.unwrap();
        assert!(plan.iter().all(|step| step.contains("USING INDEX") && !step.contains("TEMP B-TREE")), "{statement}: {plan:#?}");
    }
    assert_uses(&test, suppression_decisions::LAST_UNDOABLE, "suppression_decisions_undoable").await;
    assert_uses(&test, no_show_decisions::LAST_UNDOABLE, "no_show_decisions_undoable").await;
}

#[tokio::test]
async fn the_thread_of_a_mail_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, messages::OF_THREAD, "messages_thread").await;
    let plan = test.engine.cx().store.query_plan(arrivals::SURROUNDINGS).await.unwrap();
    for index in
        ["messages_rfc_message_id (rfc_message_id=?)", "message_references_to", "messages_contact (contact_id=? AND sent_at"]
    {
        assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
    }
    assert!(!plan.iter().any(|step| step.contains("messages_from")), "{plan:?}");
    let scans = |step: &&String| {
        step.starts_with("SCAN") && !["json_each", "CONSTANT", "subquery", "asked"].iter().any(|known| step.contains(known))
    };
    assert_eq!(plan.iter().find(scans), None, "{plan:?}");
}

#[tokio::test]
async fn what_waits_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, waiting::LAST_WORD, "messages_contact").await;
    assert_uses(&test, messages::WRITTEN_SINCE, "messages_contact").await;
    assert_uses(&test, messages::UNTOLD, "messages_untold").await;
    assert_uses(&test, messages::OF_CONTACT, "messages_contact").await;
    for (sql, index) in [
        (items::LIVE_ON_PILES, "items_open_pile"),
        (items::TAKEN_KEYS, "items_open_key"),
        (items::WITHOUT_PILE, "items_without_pile"),
        (outcomes::OF_THREADS, "outcomes"),
        (outcomes::ALL, "outcomes_happened"),
        (outcomes::OF_CONTACTS, "outcomes_contact"),
        (waiting::OF_THREADS, "waiting_thread"),
        (waiting::ON_PILES, "waiting_pile"),
    ] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
        // The lists that are asked for are scanned; the tables are not.
        let scans =
            |step: &&String| step.starts_with("SCAN") && !["json_each", "wanted", index].iter().any(|known| step.contains(known));
        assert_eq!(plan.iter().find(scans), None, "{index}: {plan:?}");
    }
    for sql in
        [bounces::OF_THREAD, people::CONTACTS, people::STANDINGS, outcomes::COMPANIES, meetings::COUNT, meetings::COUNT_SINCE]
    {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        let scans = |step: &&String| step.starts_with("SCAN") && !step.contains("json_each");
        assert_eq!(plan.iter().find(scans), None, "{plan:?}");
    }
}

#[tokio::test]
async fn people_and_what_happened_with_them_are_found_along_indexes() {
    let test = TestEngine::new().await;
    for (sql, indexes) in [
        (directory::NEWEST, &["contacts_by_mail (last_mail_at<?)", "items_of_contact (contact_id=?)"][..]),
        (
            directory::COMPANIES,
            &["companies_by_name (name>?)", "contacts_company (company_id=?)", "items_of_contact (contact_id=?)"],
        ),
        (directory::OF_COMPANY, &["contacts_company (company_id=?)", "items_of_contact (contact_id=?)"]),
        (directory::SUPPRESSION, &["addresses_contact (contact_id=?)"]),
        (items::OPEN_OF_CONTACTS, &["items_of_contact (contact_id=?)"]),
        (dealings::MAILS, &["messages_contact (contact_id=?)", "message_recipients_address", "bounces_address"]),
        (dealings::DECISIONS, &["items_of_contact (contact_id=?)", "moves_item (item_id=?)"]),
        (dealings::N_RECEIVED, &["messages_contact (contact_id=?)"]),
        (dealings::N_SENT, &["message_recipients_address (address=?)"]),
        (dealings::TURNS, &["messages_contact (contact_id=?)", "messages_thread (thread_id=?)"]),
    ] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        for index in indexes {
            assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
        }
        // What is asked for, and what was found of it, are scanned; the tables are not.
        let lists = ["json_each", "word VIRTUAL", "wanted", "told", "newest", "theirs", "CONSTANT"];
        let scans = |step: &&String| step.starts_with("SCAN") && !lists.iter().any(|known| step.contains(known));
        assert_eq!(plan.iter().find(scans), None, "{plan:?}");
    }
    for sql in [directory::NEWEST, directory::COMPANIES] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        assert!(!plan.iter().any(|step| step.contains("ORDER BY")), "a page is not sorted: {plan:?}");
    }
}

#[tokio::test]
async fn deals_and_what_is_kept_about_them_are_found_along_indexes() {
    let test = TestEngine::new().await;
    for (sql, indexes) in [
        (lists::PAGE, &["deals_by_change (modified_at<?)", "items_thread (thread_id=?)", "items_of_contact (contact_id=?)"][..]),
        (lists::ONE, &["SEARCH deals USING INTEGER PRIMARY KEY"]),
        (lists::OF_CONTACT, &["deal_contacts_contact (contact_id=?)"]),
        (lists::OF_COMPANY, &["deals_company (company_id=?)"]),
        (items::OPEN_OF_DEAL, &["items_thread (thread_id=?)", "items_of_contact (contact_id=?)"]),
        (changes::NEWEST, &["deal_changes_deal (deal_id=?"]),
        (notes::ABOUT, &["notes_contact (contact_id=?", "notes_company (company_id=?", "notes_deal (deal_id=?"]),
        (notes::OF_COMPANY, &["notes_company (company_id=?)"]),
        (tasks::OF_COMPANY, &["tasks_company (company_id=?)"]),
        (meetings::HELD_WITH, &["meeting_attendees_contact (contact_id=?)", "meetings_same (ical_uid=?"]),
        (contact_edits::HAS_MAIL, &["messages_from (from_address=?)", "message_recipients_address (address=?)"]),
        (contact_edits::COMPANY_CALLED, &["companies_by_name (name=?)"]),
        (exchange::KNOWN, &["SEARCH addresses USING PRIMARY KEY (address=?)"]),
        (exchange::LINES_AFTER, &["SEARCH contacts USING INTEGER PRIMARY KEY (rowid>?)"]),
        (merges::ITEMS, &["items_of_contact (contact_id=?)"]),
        (merges::COMPARED_AFTER, &["SEARCH contacts USING INTEGER PRIMARY KEY (rowid>?)"]),
        (
            merges::MARK_THREADS,
            &["messages_contact (contact_id=?)", "tasks_contact (contact_id=?)", "crm_records_contact (contact_id=?)"],
        ),
        (record_decisions::LAST_UNDOABLE, &["record_decisions_undoable"]),
    ] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        for index in indexes {
            assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
        }
        // What is asked for, and what was found of it, are scanned; the tables are not.
        let lists =
            ["json_each", "word VIRTUAL", "told", "CONSTANT", "record_decisions_undoable", "SCAN (subquery", "SCAN union"];
        let scans = |step: &&String| step.starts_with("SCAN") && !lists.iter().any(|known| step.contains(known));
        assert_eq!(plan.iter().find(scans), None, "{plan:?}");
    }
    let plan = test.engine.cx().store.query_plan(lists::PAGE).await.unwrap();
    assert!(!plan.iter().any(|step| step.contains("ORDER BY")), "a page is not sorted: {plan:?}");
    let plan = test.engine.cx().store.query_plan(lists::IN_STAGES).await.unwrap();
    assert!(plan.iter().all(|step| step.contains("INDEX deals_worth")), "it groups along the index: {plan:?}");
}

#[tokio::test]
async fn signals_are_listed_along_their_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, signals::NEWEST, "signals_occurred").await;
    assert_uses(&test, signals::NEWEST_OF_KIND, "signals_of_kind").await;
    let plan = test.engine.cx().store.query_plan(items::SOME).await.unwrap();
    assert!(plan.iter().any(|step| step.contains("SEARCH items USING INTEGER PRIMARY KEY")), "{plan:?}");
}

#[tokio::test]
async fn the_ledger_is_listed_along_its_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, ledger::NEWEST_OF_EVENT, "ledger_event").await;
    assert_uses(&test, ledger::NEWEST_ABOUT, "ledger_subject").await;
    assert_uses(&test, ledger::NEWEST_OF_EVENT_ABOUT, "ledger_subject").await;
    let plan = test.engine.cx().store.query_plan(ledger::NEWEST).await.unwrap();
    assert_eq!(plan, ["SEARCH ledger USING INTEGER PRIMARY KEY (rowid<?)"]);
    let plan = test.engine.cx().store.query_plan(ledger::POINTED_AT).await.unwrap();
    let scans: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN") && !step.contains("json_each")).collect();
    assert!(scans.iter().all(|step| !step.contains("ledger")), "{plan:?}");
    let plan = test.engine.cx().store.query_plan(ledger::EVENTS).await.unwrap();
    let reads: Vec<&String> =
        plan.iter().filter(|step| step.contains("ledger") && !step.contains("INDEX ledger_event")).collect();
    assert_eq!(reads, [""; 0], "{plan:?}");
    // The first name is at the beginning of the index; every other one is sought in it.
    assert!(plan.iter().any(|step| step.contains("INDEX ledger_event (event>?)")), "{plan:?}");
}

#[tokio::test]
async fn what_became_hot_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, hot::WAITING, "became_hot_waiting").await;
    // What is told apart in a sort is a day's notifications, a few dozen.
    let plan = test.engine.cx().store.query_plan(hot::N_TOLD_SINCE).await.unwrap();
    assert!(plan.iter().any(|step| step.contains("INDEX became_hot_settled (settled_at>?)")), "{plan:?}");
    let plan = test.engine.cx().store.query_plan(hot::NEWS_AMONG).await.unwrap();
    let scans = |step: &&String| step.starts_with("SCAN") && !step.contains("asked");
    assert_eq!(plan.iter().find(scans), None, "{plan:?}");
}

#[tokio::test]
async fn meetings_and_who_attends_them_are_found_along_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, meetings::STANDING, "meetings_ends").await;
    for (sql, index) in [
        (meetings::OF_EVENTS, "autoindex_meetings_1 (connection_id=? AND calendar=? AND event_id=?)"),
        (meetings::OF_THREADS, "meetings_thread (thread_id=?)"),
        (meetings::ATTENDEES, "PRIMARY KEY (meeting_id=?)"),
        (meetings::IS_COPY, "meetings_same (ical_uid=? AND starts_at=?"),
        (messages::LAST_WITH, "messages_contact (contact_id=?)"),
        (messages::WAS_WRITTEN_TO_SINCE, "messages_contact (contact_id=? AND sent_at>?)"),
    ] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
        let scans =
            |step: &&String| step.starts_with("SCAN") && !["json_each", "CONSTANT"].iter().any(|known| step.contains(known));
        assert_eq!(plan.iter().find(scans), None, "{plan:?}");
    }
}

#[tokio::test]
async fn what_a_provider_says_of_a_conversation_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, provider_mails::THREAD_OF, "provider_mails_message").await;
    let plan = test.engine.cx().store.query_plan(provider_mails::IS_PUT_AWAY).await.unwrap();
    let searches: Vec<&String> = plan.iter().filter(|step| step.starts_with("SEARCH")).collect();
    assert!(searches.iter().all(|step| step.contains("messages_thread") || step.contains("provider_mails_message")), "{plan:?}");
    assert_eq!(searches.len(), 3, "{plan:?}");
    assert_eq!(plan.iter().filter(|step| step.starts_with("SCAN")).count(), 1, "what was found: {plan:?}");
}

#[tokio::test]
async fn whoever_a_crm_tells_of_is_found_along_an_index() {
    let test = TestEngine::new().await;
    assert_uses(&test, crm_people::NAMES_OF_CONTACT, "crm_records_contact").await;
    assert_uses(&test, crm_people::NAMES_OF_COMPANY, "crm_records_company").await;
    assert_uses(&test, crm_people::OF_DOMAINS, "companies_domain").await;
    let plan = test.engine.cx().store.query_plan(engine::store::crm::records::COUNT_OF).await.unwrap();
    assert_eq!(plan.iter().filter(|step| step.contains("USING COVERING INDEX")).count(), 3, "{plan:?}");
    let plan = test.engine.cx().store.query_plan(crm_people::WHOSE).await.unwrap();
    assert!(plan[0].starts_with("SEARCH addresses USING PRIMARY KEY"), "{plan:?}");
}

#[tokio::test]
async fn what_is_said_in_chats_is_found_along_indexes() {
    let test = TestEngine::new().await;
    for (sql, index) in [
        (chat::THREAD_OF, "chat_messages_root (connection_id=? AND channel=? AND root=?)"),
        (chat::OF_THREAD, "chat_messages_thread (thread_id=?)"),
        (chat::AMONG, "chat_messages_news (thread_id=?)"),
        (chat::SPEAKERS, "chat_messages_thread (thread_id=?)"),
        (chat::NEWER, "chat_messages_thread (thread_id=? AND sent_at>?)"),
        (chat::NEWER, "chat_messages_news (thread_id=? AND stored_at>?)"),
        (chat::COUNT_SINCE, "chat_messages_stored (connection_id=? AND stored_at>?)"),
        (chat::LIVE_THREADS, "chat_messages_sent (connection_id=? AND sent_at>?)"),
        (chat_inbox::WAITING, "chat_events_waiting (connection_id=?)"),
    ] {
        let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
        assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:?}");
        let scans = |step: &&String| step.starts_with("SCAN") && !step.contains("json_each");
        assert_eq!(plan.iter().find(scans), None, "{plan:?}");
    }
}

#[tokio::test]
async fn what_was_posted_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    assert_uses(&test, posts::WAITING, "posts_waiting").await;
    assert_uses(&test, posts::EMPTY, "posts_whole").await;
    for (query, index) in [
        (posts::STORE, "posts_identity"),
        (posts::IS_SAME, "posts_identity"),
        (posts::OF_THREADS, "posts_thread"),
        (posts::OF_CONTACTS, "posts_contact"),
        (posts::COUNTS, "posts_arrived"),
    ] {
        let plan = test.engine.cx().store.query_plan(query).await.unwrap();
        assert!(plan.iter().any(|step| step.contains(&format!("INDEX {index}"))), "{index}: {plan:?}");
        assert!(!plan.iter().any(|step| step == "SCAN posts"), "{index}: {plan:?}");
    }
    // The newest post of a source is looked up; all of them are counted as they come, and not each time anew.
    let plan = test.engine.cx().store.query_plan(posts::COUNTS).await.unwrap();
    let whole = plan.iter().filter(|step| step.ends_with("INDEX posts_arrived (connection_id=?)")).count();
    assert_eq!(whole, 1, "{plan:?}");
}
