//! From a mail that comes in to one mail that goes out: proposed with sources, approved, sent once, byte for byte.

use crate::{let_undo_pass, state_of};
use api::{Api as _, Approve, Code, EndedHow, HoldCode, ItemState, OutboxState, Play, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};
use sha2::{Digest as _, Sha256};

#[tokio::test]
async fn a_question_stands_in_review_with_a_draft_that_cites_all_it_says() {
    let (test, item) = TestEngine::with_question().await;

    let detail = test.show(item.id).await;
    let draft = detail.draft.unwrap();

    assert_eq!((item.state, item.play), (ItemState::Review, Play::Answer));
    assert_eq!(item.contact.unwrap().address, "ines@brightloom.example");
    assert_eq!(item.company.unwrap().domain, "brightloom.example");
    assert_eq!(draft.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), ["ines@brightloom.example"]);
    assert_eq!(draft.subject, "Re: Seats for the pilot");
    assert_eq!(draft.holds.iter().map(|hold| hold.code).collect::<Vec<_>>(), [HoldCode::Placeholder]);
    assert!(draft.body.contains("could you send pricing for 40 seats"), "{}", draft.body);
    assert!(draft.claims.len() >= 3, "{:?}", draft.claims);
    for claim in &draft.claims {
        let stands_there: String = draft.body.chars().skip(claim.start as usize).take(claim.text.chars().count()).collect();
        assert_eq!(stands_there, claim.text);
        assert!(claim.source.is_some(), "{claim:?}");
    }
    assert_eq!(detail.evidence.len(), 1);
    assert_eq!(detail.thread.len(), 2);
}

#[tokio::test]
async fn a_draft_without_the_operators_answer_does_not_go() {
    for body in [QUESTION.body, "Our board meets on Monday and will decide then.\r\n\r\nInes"] {
        let test = TestEngine::new().await;
        test.import(&[OFFER, Mail { body, ..QUESTION }]).await;
        test.run().await;
        let item = test.queue().await.remove(0);

        let refused = test.engine.approve(Approve { item: item.id, revision: None, waivers: Vec::new() }).await.unwrap_err();

        assert_eq!((refused.code, refused.field.as_deref()), (Code::Held, Some("body")));
        assert_eq!(refused.message, text::placeholder("[your answer]"));
        let body = test.show(item.id).await.draft.unwrap().body;
        test.edit(item.id, &body.replace("[your answer]", "Forty seats are 480 euros a month.")).await;
        test.engine.approve(Approve { item: item.id, revision: None, waivers: Vec::new() }).await.unwrap();
    }
}

#[tokio::test]
async fn an_approved_mail_goes_once_when_its_undo_window_is_over() {
    let (test, item) = TestEngine::with_question().await;

    let action = test.approve(item.id).await.unwrap();
    assert_eq!(action.state, OutboxState::Held);
    assert_eq!(state_of(&test, item.id).await, ItemState::Approved);
    test.run().await;
    test.clock.advance_seconds(29);
    test.run().await;
    assert_eq!(test.practised().len(), 0, "not before the undo window is over");

    test.clock.advance_seconds(1);
    test.run().await;
    assert_eq!(test.practised().len(), 1);
    let ended = test.show(item.id).await.item;
    assert_eq!((ended.state, ended.ended_how), (ItemState::Done, Some(EndedHow::Practised)));
    let sent = &test.outbox().await[0];
    assert_eq!((sent.state, sent.sent_at), (OutboxState::Sent, Some(crate::seconds_in(30))));

    for _ in 0..3 {
        test.clock.advance_seconds(3600);
        test.run().await;
    }
    assert_eq!(test.practised().len(), 1, "running again sends nothing");
    assert_eq!(test.queue().await.len(), 0);
}

#[tokio::test]
async fn what_goes_out_is_what_was_approved() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "Hi Ines,\n\nforty seats it is.\n\nDana").await;

    let action = test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    let sent = test.practised().pop().unwrap();

    let end_of_date = sent.windows(2).position(|pair| pair == b"\r\n").unwrap() + 2;
    let (date, undated) = sent.split_at(end_of_date);
    assert_eq!(String::from_utf8_lossy(date), "Date: Fri, 20 Nov 2026 15:00:30 +0000\r\n");
    let fingerprint: String = Sha256::digest(undated).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(fingerprint, action.fingerprint);

    let mail = engine::mail::parse(&sent).unwrap();
    assert_eq!(mail.from.unwrap().address, "dana@northwind.example");
    assert_eq!(mail.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), ["ines@brightloom.example"]);
    assert_eq!(mail.subject, "Re: Seats for the pilot");
    assert_eq!(mail.in_reply_to, [QUESTION.id]);
    assert_eq!(mail.references, [OFFER.id, QUESTION.id]);
    assert!(mail.text.starts_with("Hi Ines,\n\nforty seats it is."), "{}", mail.text);
    let marker = mail.raw_headers.lines().find_map(|line| line.strip_prefix("X-CaseyOS-Id: ")).unwrap().trim();
    assert!(marker.len() == 32 && marker.chars().all(|c| c.is_ascii_hexdigit()), "{marker}");
    assert_eq!(mail.message_id.unwrap(), format!("{marker}@northwind.example"));
}
