//! What each kind of mail calls for: work, an effect at once, or nothing.

use api::{Api as _, ItemState, ItemView, ListQueue, ListSuppressions, Play, Tab, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine, TestMaildir};

/// The plays of all items that these mails make, best first.
async fn plays(mails: &[Mail<'_>]) -> Vec<Play> {
    let test = TestEngine::new().await;
    test.import(mails).await;
    test.run().await;
    let new = in_tab(&test, Tab::NewSenders).await;
    test.queue().await.iter().chain(&new).map(|item| item.play).collect()
}

async fn in_tab(test: &TestEngine, tab: Tab) -> Vec<ItemView> {
    let request = ListQueue { tab: Some(tab), band: None, limit: None, after: None };
    test.engine.list_queue(request).await.unwrap().items
}

async fn suppressed(test: &TestEngine) -> Vec<String> {
    test.engine.list_suppressions(ListSuppressions {}).await.unwrap().into_iter().map(|entry| entry.what).collect()
}

fn reply(body: &'static str) -> Mail<'static> {
    Mail { body, ..QUESTION }
}

/// A new conversation by the contact to whom [`OFFER`] went.
const NEW: Mail<'static> = Mail {
    id: "new@brightloom.example",
    subject: "Another site",
    answers: "",
    body: "Hi Dana,\r\n\r\nwe open a second site in Porto next spring, with about sixty people.\r\n\r\nInes",
    ..QUESTION
};

const STRANGER: Mail<'static> = Mail {
    id: "hello@vellumtech.example",
    from: "Priya Nair <priya@vellumtech.example>",
    subject: "Your product",
    answers: "",
    body: "Hello,\r\n\r\nI lead operations at Vellumtech. Could you send me a price list?\r\n\r\nPriya",
    ..QUESTION
};

/// A delivery report on [`OFFER`].
fn bounce(status: &str, action: &str) -> String {
    format!(
        "Message-ID: <report@mx.brightloom.example>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.brightloom.example>\r\n\
         To: dana@northwind.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Date: Thu, 19 Nov 2026 10:00:20 +0000\r\nReturn-Path: <>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nI could not deliver your message.\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.brightloom.example\r\n\r\n\
         Final-Recipient: rfc822; ines@brightloom.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <offer@northwind.example>\r\nSubject: Seats\r\n\r\n--b--\r\n"
    )
}

async fn import_raw(test: &TestEngine, name: &str, raw: &str) {
    let path = test.folder.path().join(name);
    std::fs::write(&path, raw).unwrap();
    crate::import(test, &path.display().to_string()).await;
}

#[tokio::test]
async fn each_kind_of_mail_by_a_person_calls_for_its_play() {
    assert_eq!(plays(&[OFFER, QUESTION]).await, [Play::Answer]);
    assert_eq!(plays(&[OFFER, reply("Our board meets on Monday and will decide then.\r\n\r\nInes")]).await, [Play::Reply]);
    assert_eq!(plays(&[OFFER, reply("Could we meet next week for half an hour?\r\n\r\nInes")]).await, [Play::ProposeTimes]);
    assert_eq!(plays(&[OFFER, NEW]).await, [Play::Answer]);
    assert_eq!(plays(&[STRANGER]).await, [Play::Triage]);
}

/// A mail of the operator's that asks nothing.
const TOLD: Mail<'static> = Mail { body: "Hi Ines,\r\n\r\nthe pilot is set up for Monday.\r\n\r\nDana", ..OFFER };

#[tokio::test]
async fn a_bare_yes_calls_for_a_reply_where_something_was_asked() {
    for yes in ["OK", "Yes\r\n\r\nInes", "Ja gerne", "D'accord, merci", "Vale, gracias.", "Sounds good.", "\u{1F44D}"] {
        assert_eq!(plays(&[OFFER, reply(yes)]).await, [Play::Reply], "{yes}");
        assert_eq!(plays(&[TOLD, reply(yes)]).await, [], "{yes}");
    }
    let later = Mail { id: "told@northwind.example", answers: OFFER.id, date: "Fri, 20 Nov 2026 09:00:00 +0000", ..TOLD };
    assert_eq!(plays(&[OFFER, later, reply("OK")]).await, [], "the newest mail asks nothing");
    assert_eq!(plays(&[TOLD, reply("We take it, thanks!")]).await, [Play::Reply]);
}

#[tokio::test]
async fn mere_thanks_are_an_outcome_and_no_item() {
    let test = TestEngine::new().await;
    test.import(&[TOLD, reply("Perfect, thank you!\r\n\r\nInes")]).await;
    test.run().await;

    assert_eq!(test.queue().await, []);
    assert_eq!(test.number("select count(*) from outcomes where kind = 'email_replied' and impact = 8").await, 1);
    assert_eq!(test.number("select count(*) from signals where kind = 'email_reply'").await, 1);
}

#[tokio::test]
async fn an_answer_lifts_what_comes_next_from_the_same_contact() {
    let (test, item) = TestEngine::with_question().await;

    let detail = test.show(item.id).await;

    assert!(detail.adjustment > 7.0 && detail.adjustment < 8.0, "{}", detail.adjustment);
}

#[tokio::test]
async fn noise_makes_no_item() {
    let from = |from| Mail { from, ..STRANGER };
    for noise in [
        Mail { headers: "List-Unsubscribe: <mailto:off@news.example>\r\n", ..STRANGER },
        Mail { headers: "List-Id: <sales.example>\r\n", ..STRANGER },
        Mail { headers: "Precedence: bulk\r\n", ..STRANGER },
        Mail { headers: "Auto-Submitted: auto-generated\r\n", ..STRANGER },
        from("Shop <no-reply@shop.example>"),
        from("Tool <notifications@tool.example>"),
        Mail { from: "Shop <billing@shop.example>", subject: "Your receipt from Shop", ..STRANGER },
        from("Tom Okafor <tom@northwind.example>"),
        Mail { headers: "Auto-Submitted: auto-replied\r\n", subject: "We have received your request", ..STRANGER },
    ] {
        assert_eq!(plays(&[OFFER, noise]).await, [], "{} {}", noise.from, noise.headers);
    }
}

#[tokio::test]
async fn an_invitation_is_no_work() {
    let test = TestEngine::new().await;
    let raw = "Message-ID: <invite@brightloom.example>\r\nFrom: Ines Duarte <ines@brightloom.example>\r\n\
        To: dana@northwind.example\r\nSubject: Invitation: pilot review\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
        Can you join?\r\n--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n--b--\r\n";
    test.import(&[OFFER]).await;
    import_raw(&test, "invite.eml", raw).await;
    test.run().await;
    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn a_colleague_who_answers_the_customer_answers_for_the_operator() {
    let mut answer = Mail {
        id: "tom@northwind.example",
        from: "Tom Okafor <tom@northwind.example>",
        to: "Ines Duarte <ines@brightloom.example>",
        headers: "Cc: dana@northwind.example\r\n",
        ..crate::ANSWER
    };
    assert_eq!(plays(&[OFFER, QUESTION, answer]).await, []);
    // Passed on to the operator, it answers nobody.
    answer.to = "Dana Reed <dana@northwind.example>";
    answer.headers = "";
    assert_eq!(plays(&[OFFER, QUESTION, answer]).await, [Play::Answer]);
}

#[tokio::test]
async fn passing_a_mail_on_to_somebody_else_answers_nobody() {
    let passed_on = Mail { to: "Lawyer <lawyer@lex.example>", subject: "Fwd: Seats for the pilot", ..crate::ANSWER };
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, passed_on]).await;
    test.run().await;
    assert_eq!(test.queue().await.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::Answer]);
}

#[tokio::test]
async fn a_wish_not_to_be_written_to_holds_at_once_and_ends_what_is_open() {
    let (test, item) = TestEngine::with_question().await;
    let wish = Mail { body: "Please take me off your list.\r\n\r\nInes", ..crate::FURTHER };

    test.import(&[wish]).await;

    assert_eq!(suppressed(&test).await, ["ines@brightloom.example"]);
    assert_eq!(crate::state_of(&test, item.id).await, ItemState::Superseded);
    assert_eq!(crate::last_reason(&test, item.id).await, text::opted_out());
    assert_eq!(test.number("select count(*) from outcomes where kind = 'opted_out'").await, 1);
    test.run().await;
    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn a_wish_takes_an_approved_mail_out_of_the_outbox() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    test.import(&[Mail { body: "Unsubscribe", ..crate::FURTHER }]).await;
    crate::let_undo_pass(&test).await;

    assert_eq!(test.practised().len(), 0);
    assert_eq!(crate::state_of(&test, item.id).await, ItemState::Superseded);
}

#[tokio::test]
async fn a_suppression_that_the_operator_lifted_does_not_come_back_by_reading_again() {
    let test = TestEngine::new().await;
    let wish = reply("Please do not write to me again.\r\n\r\nInes");
    test.import(&[OFFER, wish]).await;
    test.engine.unsuppress(api::Unsuppress { what: "ines@brightloom.example".to_owned() }).await.unwrap();

    test.import(&[OFFER, wish, NEW]).await;
    test.set("operator.email", "dana@northwind.example, sales@northwind.example").await;

    assert_eq!(suppressed(&test).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_hard_bounce_suppresses_the_address_and_asks_to_repair_it() {
    let test = TestEngine::new().await;
    test.import(&[OFFER]).await;
    import_raw(&test, "report.eml", &bounce("5.1.1", "failed")).await;
    test.run().await;

    let items = test.queue().await;
    assert_eq!(
        items.iter().map(|item| (item.play, item.action)).collect::<Vec<_>>(),
        [(Play::RepairContact, api::Action::CreateTask)]
    );
    assert_eq!(items[0].contact.as_ref().unwrap().address, "ines@brightloom.example");
    assert_eq!(suppressed(&test).await, ["ines@brightloom.example"]);
    let draft = test.show(items[0].id).await.draft.unwrap();
    assert!(draft.to.is_empty() && draft.from.is_none() && draft.body.contains("5.1.1"), "{draft:?}");
}

#[tokio::test]
async fn a_soft_bounce_and_a_policy_block_suppress_nobody() {
    for (status, action) in [("4.2.2", "delayed"), ("5.7.1", "failed")] {
        let test = TestEngine::new().await;
        test.import(&[OFFER]).await;
        import_raw(&test, "report.eml", &bounce(status, action)).await;
        test.run().await;
        assert_eq!(test.queue().await, [], "{status}");
        assert_eq!(suppressed(&test).await, Vec::<String>::new(), "{status}");
        assert_eq!(test.number("select count(*) from signals where kind = 'email_bounced'").await, 1, "{status}");
    }
}

#[tokio::test]
async fn a_report_about_mail_that_the_operator_never_sent_says_nothing() {
    let test = TestEngine::new().await;
    import_raw(&test, "report.eml", &bounce("5.1.1", "failed")).await;
    assert_eq!(suppressed(&test).await, Vec::<String>::new());
    // It does once the mail that it is about is read.
    test.import(&[OFFER]).await;
    assert_eq!(suppressed(&test).await, ["ines@brightloom.example"]);
}

#[tokio::test]
async fn who_has_left_leaves_a_task_for_the_company() {
    let left = Mail {
        id: "left@brightloom.example",
        headers: "Auto-Submitted: auto-replied\r\n",
        subject: "Automatic reply: Seats for the pilot",
        body: "I no longer work at Brightloom. Please write to joao.pires@brightloom.example.",
        ..QUESTION
    };
    let test = TestEngine::new().await;
    test.import(&[OFFER, left]).await;
    test.run().await;

    let items = test.queue().await;
    assert_eq!(items.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::FindNewContact]);
    assert!(test.show(items[0].id).await.draft.unwrap().body.contains("Ines Duarte no longer works at Brightloom"));
    test.clock.advance_seconds(7 * 24 * 3600);
    test.run().await;
    assert_eq!(test.queue().await.len(), 1, "nobody follows up with somebody who is gone");
}

/// A workspace that watches a folder in which Dana's offer is the last word, read when it was sent.
async fn waiting_for_an_answer() -> (TestEngine, TestMaildir) {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&OFFER);
    crate::import(&test, &maildir.path().display().to_string()).await;
    test.run().await;
    (test, maildir)
}

const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn three_working_days_without_an_answer_call_for_a_follow_up() {
    let (test, _maildir) = waiting_for_an_answer().await;
    assert_eq!(test.queue().await, []);
    // The offer went on Thursday at 10:00; three working days later is Tuesday at 10:00. It is Friday, 15:00.
    test.clock.advance_seconds(3 * DAY + 19 * 3600 - 1);
    test.run().await;
    assert_eq!(test.queue().await, []);

    test.clock.advance_seconds(1);
    test.run().await;

    let items = test.queue().await;
    assert_eq!(items.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::FollowUp]);
    let draft = test.show(items[0].id).await.draft.unwrap();
    assert_eq!(draft.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), ["ines@brightloom.example"]);
    assert!(draft.holds.is_empty() && draft.body.contains("19 November"), "{draft:?}");
}

#[tokio::test]
async fn an_answer_in_another_conversation_ends_the_follow_up() {
    let (test, maildir) = waiting_for_an_answer().await;
    test.clock.advance_seconds(5 * DAY);
    test.run().await;
    let item = test.queue().await.remove(0);

    maildir.deliver(&Mail { date: "Wed, 25 Nov 2026 14:00:00 +0000", ..NEW });
    test.run().await;

    let items = test.queue().await;
    assert_eq!(items.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::Answer]);
    assert_eq!(crate::state_of(&test, item.id).await, ItemState::Superseded);
}

#[tokio::test]
async fn what_was_overdue_before_the_first_read_is_history() {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&Mail { date: "Mon, 9 Nov 2026 10:00:00 +0000", ..OFFER });
    crate::import(&test, &maildir.path().display().to_string()).await;
    test.clock.advance_seconds(DAY);
    test.run().await;
    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn who_is_away_is_not_followed_up_before_they_are_back() {
    let (test, maildir) = waiting_for_an_answer().await;
    maildir.deliver(&Mail {
        id: "away@brightloom.example",
        headers: "Auto-Submitted: auto-replied\r\n",
        subject: "Automatic reply: Seats for the pilot",
        date: "Thu, 19 Nov 2026 10:01:00 +0000",
        body: "I am out of the office and will be back on Monday, 30 November 2026.",
        ..QUESTION
    });
    test.run().await;
    test.clock.advance_seconds(6 * DAY);
    test.run().await;
    assert_eq!(test.queue().await, [], "the auto-reply is no answer and no work");

    // Back on Monday the 30th; a working day later at nine is Tuesday, 1 December, 09:00.
    test.clock.set(crate::seconds_in(10 * DAY + 18 * 3600 - 1));
    test.run().await;
    assert_eq!(test.queue().await, []);
    test.clock.advance_seconds(1);
    test.run().await;
    assert_eq!(test.queue().await.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::FollowUp]);
}

#[tokio::test]
async fn who_is_away_until_a_month_is_away_until_its_first_working_day() {
    for (text, expected) in [
        // Nine o'clock on Monday, 1 March 2027, and on Monday, 3 May 2027.
        ("I am on parental leave until March 2027.", 1_803_891_600_000),
        ("I am on parental leave until May 2027.", 1_809_334_800_000),
    ] {
        let (test, maildir) = waiting_for_an_answer().await;
        let headers = "Auto-Submitted: auto-replied\r\n";
        let subject = "Automatic reply: Seats for the pilot";
        maildir.deliver(&Mail { id: "away@brightloom.example", headers, subject, body: text, ..QUESTION });
        test.run().await;
        assert_eq!(test.number("select away_until from contacts where away_until is not null").await, expected, "{text}");
    }
}

#[tokio::test]
async fn an_absence_note_that_looks_like_an_answer_wants_none() {
    let (test, maildir) = waiting_for_an_answer().await;
    let note = "Guten Tag,\r\n\r\nich bin bis 14. Dezember nicht im Büro.\r\n\r\nInes Duarte";
    maildir.deliver(&Mail { id: "away@brightloom.example", subject: "AW: Seats for the pilot", body: note, ..QUESTION });
    test.run().await;

    assert_eq!(test.queue().await, []);
    assert_eq!(test.number("select count(*) from outcomes where kind = 'email_replied'").await, 0);
    assert_eq!(test.number("select count(*) from contacts where away_until is not null").await, 1);
}

#[tokio::test]
async fn a_last_word_of_mere_thanks_is_not_followed_up() {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&Mail { body: "Thank you, Ines, got it.\r\n\r\nDana", ..OFFER });
    crate::import(&test, &maildir.path().display().to_string()).await;
    test.clock.advance_seconds(7 * DAY);
    test.run().await;
    assert_eq!(test.queue().await, []);
}

/// Two people of one company in one conversation: the second mail is by a colleague of Ines.
const COLLEAGUE: Mail<'static> = Mail {
    id: "joao@brightloom.example",
    from: "Joao Pires <joao@brightloom.example>",
    date: "Fri, 20 Nov 2026 14:20:00 +0000",
    answers: QUESTION.id,
    ..QUESTION
};

#[tokio::test]
async fn who_asked_is_answered_whoever_wrote_last() {
    let thanks = Mail { body: "Thanks, Dana!\r\n\r\nJoao", ..COLLEAGUE };
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, thanks]).await;
    test.run().await;

    let item = test.queue().await.remove(0);
    let draft = test.show(item.id).await.draft.unwrap();

    assert_eq!(item.contact.unwrap().address, "ines@brightloom.example");
    assert_eq!(draft.to[0].address, "ines@brightloom.example");
    assert!(draft.body.starts_with("Hi Ines,"), "{}", draft.body);
}

#[tokio::test]
async fn a_colleagues_wish_not_to_be_written_to_ends_nobody_elses_question() {
    let wish = Mail { body: "Please remove me from your mailing list.\r\n\r\nJoao", ..COLLEAGUE };
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, wish]).await;
    test.run().await;

    assert_eq!(test.queue().await.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::Answer]);
    assert_eq!(suppressed(&test).await, ["joao@brightloom.example"]);
}

#[tokio::test]
async fn talk_of_users_is_no_wish_not_to_be_written_to() {
    let swap = reply("Can you remove me from the user list of the pilot and add Tom instead?\r\n\r\nInes");
    assert_eq!(plays(&[OFFER, swap]).await, [Play::Answer]);
}

#[tokio::test]
async fn a_mail_to_many_is_not_followed_up() {
    let many: Vec<String> = (0..30).map(|n| format!("Person {n} <p{n}@company{n}.example>")).collect();
    let to = many.join(", ");
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&Mail { to: &to, ..OFFER });
    crate::import(&test, &maildir.path().display().to_string()).await;
    test.clock.advance_seconds(7 * DAY);
    test.run().await;
    assert_eq!(test.queue().await, []);
}
