//! What came in can be listed, with what became of each signal.

use api::{Api as _, Code, Dismiss, ListSignals, SignalKind, SignalLine};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// Somebody who asks not to be written to.
const OPT_OUT: Mail<'static> = Mail {
    id: "stop@hollertal.example",
    from: "Jonas Weber <jonas@hollertal.example>",
    subject: "Re: Our offer",
    date: "Fri, 20 Nov 2026 14:20:00 +0000",
    answers: "cold@northwind.example",
    body: "Please do not write to me again.",
    ..QUESTION
};

/// What they answer.
const COLD: Mail<'static> = Mail {
    id: "cold@northwind.example",
    to: "Jonas Weber <jonas@hollertal.example>",
    subject: "Our offer",
    date: "Tue, 17 Nov 2026 10:00:00 +0000",
    ..OFFER
};

async fn list(test: &TestEngine, kind: Option<SignalKind>) -> Vec<SignalLine> {
    test.engine.list_signals(ListSignals { kind, after: None, limit: None }).await.unwrap().signals
}

async fn with_two() -> TestEngine {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, COLD, OPT_OUT]).await;
    test.run().await;
    test
}

#[tokio::test]
async fn signals_are_listed_newest_first_with_what_they_are() {
    let test = with_two().await;

    let signals = list(&test, None).await;

    assert_eq!(signals.iter().map(|line| line.kind).collect::<Vec<_>>(), [SignalKind::EmailOptOut, SignalKind::EmailReply]);
    let question = &signals[1];
    assert_eq!(question.words, "Ines Duarte asked on Fri 20 Nov 2026 14:00");
    assert_eq!(question.connection, "Imported files");
    assert_eq!(question.company.as_ref().unwrap().name, "Brightloom");
    assert_eq!(question.contact.as_ref().unwrap().address, "ines@brightloom.example");
    assert!(question.excerpt.contains("pricing for 40 seats"), "{}", question.excerpt);
    assert!(question.message.is_some() && question.stored_at > question.occurred_at);
}

#[tokio::test]
async fn a_signal_tells_what_became_of_it() {
    let test = with_two().await;
    let signals = list(&test, None).await;
    assert_eq!((signals[0].became.as_str(), signals[0].item), ("nothing goes to them any more", None));
    let item = test.queue().await[0].id;
    assert_eq!(signals[1].item, Some(item));
    assert_eq!(signals[1].became, "Answer: Seats for the pilot: waits for your decision");

    test.engine.dismiss(Dismiss { item, reason: "no fit".to_owned() }).await.unwrap();

    assert_eq!(list(&test, None).await[1].became, "Answer: Seats for the pilot: was dismissed");
}

#[tokio::test]
async fn signals_can_be_listed_by_kind_and_by_page() {
    let test = with_two().await;
    assert_eq!(list(&test, Some(SignalKind::EmailOptOut)).await.len(), 1);
    assert_eq!(list(&test, Some(SignalKind::ChampionLeft)).await, []);

    let page = |after, kind| ListSignals { kind, after, limit: Some(1) };
    let first = test.engine.list_signals(page(None, None)).await.unwrap();
    let second = test.engine.list_signals(page(first.next, None)).await.unwrap();
    let third = test.engine.list_signals(page(second.next, None)).await.unwrap();
    assert_eq!([first.signals, second.signals].concat(), list(&test, None).await);
    assert_eq!((third.signals, third.next), (vec![], None));

    let refused = test.engine.list_signals(page(Some("x".to_owned()), None)).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("after")));
}
