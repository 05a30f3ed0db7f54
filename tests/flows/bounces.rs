//! Reports that a mail did not arrive: believed where they prove themselves, for anybody can write one about anybody.

use api::{Api as _, ListSuppressions, Play};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// A report about Inês. `headers` are those of its sender, `returned` is what it says of the mail that came back.
fn report(headers: &str, date: &str, returned: &str) -> String {
    format!(
        "Message-ID: <report@mx.example>\r\n{headers}To: dana@northwind.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Date: {date}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nI could not deliver your message.\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; ines@brightloom.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n{returned}--b--\r\n"
    )
}

fn returned(id: &str) -> String {
    format!("--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\nSubject: Seats\r\n\r\n")
}

/// A day after [`OFFER`].
const SOON: &str = "Fri, 20 Nov 2026 10:00:00 +0000";
const STRANGER: &str =
    "From: Mail Delivery System <mailer-daemon@stranger.example>\r\nReturn-Path: <>\r\nAuto-Submitted: auto-replied\r\n";

async fn import_raw(test: &TestEngine, raw: &str) {
    let path = test.folder.path().join("report.eml");
    std::fs::write(&path, raw).unwrap();
    crate::import(test, &path.display().to_string()).await;
}

async fn plays(test: &TestEngine) -> Vec<Play> {
    test.queue().await.iter().map(|item| item.play).collect()
}

async fn is_suppressed(test: &TestEngine) -> bool {
    let all = test.engine.list_suppressions(ListSuppressions {}).await.unwrap();
    all.iter().any(|entry| entry.what == "ines@brightloom.example")
}

/// The offer went out and the report came in.
async fn after(raw: &str) -> TestEngine {
    let test = TestEngine::new().await;
    test.import(&[OFFER]).await;
    import_raw(&test, raw).await;
    test.run().await;
    test
}

#[tokio::test]
async fn a_report_that_proves_nothing_suppresses_nobody_and_is_a_signal_all_the_same() {
    let person = "From: Ines Duarte <mailer-daemon@brightloom.example>\r\n";
    for (headers, date, back) in [
        (STRANGER, SOON, String::new()),
        (STRANGER, SOON, returned("made-up@northwind.example")),
        // From the right place, but no machine says that it wrote it.
        (person, SOON, String::new()),
    ] {
        let test = after(&report(headers, date, &back)).await;
        assert!(!is_suppressed(&test).await, "{headers} {back}");
        assert_eq!(plays(&test).await, [], "{headers} {back}");
        assert_eq!(test.number("select count(*) from signals where kind = 'email_bounced'").await, 1, "{headers} {back}");
        assert_eq!(test.number("select count(*) from outcomes where kind = 'email_bounced'").await, 0, "{headers} {back}");
    }
}

#[tokio::test]
async fn a_forged_report_does_not_hide_the_question_of_whom_it_names() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    import_raw(&test, &report(STRANGER, SOON, "")).await;
    test.run().await;
    assert!(!is_suppressed(&test).await);
    assert_eq!(plays(&test).await, [Play::Answer]);
}

#[tokio::test]
async fn a_report_that_names_the_mail_which_went_there_is_believed_whoever_sends_it() {
    let relay = "From: Mail Delivery System <mailer-daemon@relay.example>\r\n";
    let test = after(&report(relay, SOON, &returned(OFFER.id))).await;
    assert!(is_suppressed(&test).await);
    assert_eq!(plays(&test).await, [Play::RepairContact]);
}

#[tokio::test]
async fn a_report_that_names_a_mail_which_went_elsewhere_is_not_believed() {
    let other = Mail { id: "other@northwind.example", to: "Omar <omar@elsewhere.example>", ..OFFER };
    let test = TestEngine::new().await;
    test.import(&[OFFER, other]).await;
    import_raw(&test, &report(STRANGER, SOON, &returned(other.id))).await;
    assert!(!is_suppressed(&test).await);
}

#[tokio::test]
async fn a_machine_of_either_side_is_believed_for_ten_days() {
    for host in ["brightloom.example", "mx.brightloom.example", "northwind.example"] {
        for mark in ["Return-Path: <>\r\n", "Auto-Submitted: auto-replied\r\n"] {
            for (date, expected) in
                [(SOON, true), ("Sun, 29 Nov 2026 09:00:00 +0000", true), ("Sun, 29 Nov 2026 11:00:00 +0000", false)]
            {
                let headers = format!("From: Mail Delivery System <MAILER-DAEMON@{host}>\r\n{mark}");
                let test = TestEngine::new().await;
                test.clock.advance_seconds(12 * 24 * 3600);
                test.import(&[OFFER]).await;
                import_raw(&test, &report(&headers, date, "")).await;
                assert_eq!(is_suppressed(&test).await, expected, "{headers} {date}");
            }
        }
    }
}

#[tokio::test]
async fn a_report_is_believed_once_the_mail_is_read_that_it_is_about() {
    let earlier = Mail { id: "earlier@northwind.example", date: "Thu, 01 Oct 2026 10:00:00 +0000", subject: "Hello", ..OFFER };
    for back in [returned(OFFER.id), String::new()] {
        let headers = "From: Mail Delivery System <MAILER-DAEMON@brightloom.example>\r\nReturn-Path: <>\r\n";
        let test = TestEngine::new().await;
        test.import(&[earlier]).await;
        import_raw(&test, &report(headers, SOON, &back)).await;
        assert!(!is_suppressed(&test).await, "{back}");
        test.import(&[OFFER]).await;
        assert!(is_suppressed(&test).await, "{back}");
    }
}
