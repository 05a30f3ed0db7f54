//! Whatever the order in which the mails of a conversation arrive, the same work stands open in the end.

use api::{Band, ItemState};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// All that an operator sees of one open item, without its id.
#[derive(Debug, PartialEq)]
struct Seen {
    what: String,
    score: f64,
    band: Band,
    times: [Option<i64>; 2],
    evidence: Vec<String>,
    thread: usize,
    draft: (Vec<String>, String, String),
    offered: Option<u32>,
}

async fn seen(test: &TestEngine) -> Vec<Seen> {
    let mut all = Vec::new();
    for item in test.queue().await {
        let detail = test.show(item.id).await;
        let draft = detail.draft.unwrap();
        all.push(Seen {
            what: item.what,
            score: item.score,
            band: item.band,
            times: [Some(item.due_at.0), item.expires_at.map(|at| at.0)],
            evidence: detail.evidence.into_iter().map(|evidence| evidence.excerpt).collect(),
            thread: detail.thread.len(),
            draft: (draft.to.into_iter().map(|to| to.address).collect(), draft.subject, draft.body),
            offered: draft.offered_revision,
        });
    }
    all
}

/// What stands open when the mails come in one after the other, each judged and drafted before the next.
async fn one_by_one(mails: &[Mail<'_>]) -> Vec<Seen> {
    let test = TestEngine::new().await;
    for mail in mails {
        test.import(&[*mail]).await;
        test.run().await;
    }
    seen(&test).await
}

async fn at_once(mails: &[Mail<'_>]) -> Vec<Seen> {
    let test = TestEngine::new().await;
    test.import(mails).await;
    test.run().await;
    seen(&test).await
}

fn permutations<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    if all.is_empty() {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for position in 0..all.len() {
        let mut rest = all.to_vec();
        let first = rest.remove(position);
        found.extend(permutations(&rest).into_iter().map(|mut tail| {
            tail.insert(0, first);
            tail
        }));
    }
    found
}

/// A second round: the operator answers, and is asked again.
const SECOND: Mail<'static> = Mail { date: "Fri, 20 Nov 2026 14:10:00 +0000", ..crate::ANSWER };
const LAST: Mail<'static> = Mail { answers: SECOND.id, ..crate::FURTHER };

#[tokio::test]
async fn the_mails_of_a_conversation_may_come_in_any_order() {
    let mails = [OFFER, QUESTION, SECOND, LAST];
    let expected = at_once(&mails).await;
    assert_eq!(expected.len(), 1);
    assert_eq!(expected[0].evidence, ["one more thing: can you add a data processing agreement?"]);

    for order in permutations(&mails) {
        let ids: Vec<&str> = order.iter().map(|mail| mail.id).collect();
        assert_eq!(one_by_one(&order).await, expected, "{ids:?}");
    }
}

#[tokio::test]
async fn two_halves_of_a_conversation_become_one_when_their_link_arrives_last() {
    let link = Mail { answers: QUESTION.id, ..SECOND };
    let expected = at_once(&[OFFER, QUESTION, link, LAST]).await;

    assert_eq!(one_by_one(&[OFFER, QUESTION, LAST, link]).await, expected);
    assert_eq!(one_by_one(&[LAST, OFFER, QUESTION, link]).await, expected);
}

/// The start of another conversation with the same person.
const OTHER_OFFER: Mail<'static> = Mail { id: "other-offer@northwind.example", date: "Thu, 19 Nov 2026 11:00:00 +0000", ..OFFER };
const OTHER_QUESTION: Mail<'static> = Mail {
    id: "other-question@brightloom.example",
    date: "Fri, 20 Nov 2026 14:20:00 +0000",
    answers: OTHER_OFFER.id,
    body: "Hi Dana,\r\n\r\nwho would run the onboarding?\r\n\r\nInes",
    ..QUESTION
};
/// The mail that shows that both are one.
const LINK: Mail<'static> = Mail {
    id: "link@brightloom.example",
    date: "Fri, 20 Nov 2026 14:40:00 +0000",
    answers: "",
    headers: "In-Reply-To: <question@brightloom.example>\r\n\
              References: <question@brightloom.example> <other-question@brightloom.example>\r\n",
    body: "Hi Dana,\r\n\r\nboth of my mails belong together.\r\n\r\nInes",
    ..QUESTION
};

#[tokio::test]
async fn two_halves_that_both_wait_for_an_answer_become_one_item() {
    let mails = [OFFER, OTHER_OFFER, QUESTION, OTHER_QUESTION, LINK];

    let expected = at_once(&mails).await;

    assert_eq!(expected.len(), 1);
    assert_eq!(expected[0].evidence.len(), 3, "{:?}", expected[0].evidence);
    assert_eq!(one_by_one(&mails).await, expected);
    assert_eq!(one_by_one(&[OTHER_OFFER, OTHER_QUESTION, OFFER, QUESTION, LINK]).await, expected);
}

#[tokio::test]
async fn of_two_halves_with_two_people_the_newest_of_the_strongest_keeps_the_item() {
    let offer = Mail { to: "Joao Pires <joao@brightloom.example>", ..OTHER_OFFER };
    let question = Mail { from: "Joao Pires <joao@brightloom.example>", ..OTHER_QUESTION };
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, offer, question]).await;
    test.run().await;
    let queue = test.queue().await;
    let item_of = |address: &str| queue.iter().find(|item| item.contact.as_ref().unwrap().address == address).unwrap().id;
    let (ines, joao) = (item_of("ines@brightloom.example"), item_of("joao@brightloom.example"));
    test.approve(joao).await.unwrap();

    test.import(&[LINK]).await;
    crate::let_undo_pass(&test).await;

    assert_eq!(test.practised().len(), 0);
    assert_eq!(crate::state_of(&test, ines).await, ItemState::Superseded);
    assert_eq!(crate::last_reason(&test, ines).await, api::text::joined_thread());
    let left = test.queue().await;
    assert_eq!(left.iter().map(|item| (item.id, item.state)).collect::<Vec<_>>(), [(joao, ItemState::Review)]);
    let detail = test.show(joao).await;
    assert_eq!((detail.evidence.len(), detail.thread.len()), (3, 5));
    test.import(&[Mail {
        id: "end@northwind.example",
        answers: LINK.id,
        date: "Fri, 20 Nov 2026 14:45:00 +0000",
        ..crate::ANSWER
    }])
    .await;
    assert_eq!(test.queue().await, [], "what comes in later finds it under its new thread");
}

#[tokio::test]
async fn what_was_answered_meanwhile_is_not_asked_again() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    test.run().await;

    // The operator's answer and the next question are read in one go.
    test.import(&[SECOND, LAST]).await;
    test.run().await;

    let seen = seen(&test).await;
    assert_eq!(seen, at_once(&[OFFER, QUESTION, SECOND, LAST]).await);
    assert!(!seen[0].draft.2.contains("pricing"), "{}", seen[0].draft.2);
}

#[tokio::test]
async fn a_reply_waits_although_its_clock_is_behind_or_tied() {
    for date in [OFFER.date, "Thu, 19 Nov 2026 09:58:00 +0000"] {
        let reply = Mail { date, ..QUESTION };
        for mails in [[OFFER, reply], [reply, OFFER]] {
            assert_eq!(one_by_one(&mails).await.len(), 1, "{date}");
        }
    }
}
