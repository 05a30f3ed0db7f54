//! Of one contact there is one open mail item, whatever they wrote in how many conversations and in whatever order it came in.

use api::{ItemState, Play, text};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Another conversation with the same contact.
const TRAINING: Mail<'static> = Mail {
    id: "training@northwind.example",
    subject: "Training days",
    date: "Thu, 19 Nov 2026 11:00:00 +0000",
    body: "Hi Ines,\r\n\r\ntwo days of training belong to it.\r\n\r\nDana",
    ..OFFER
};
const STATUS: Mail<'static> = Mail {
    id: "status@brightloom.example",
    subject: "Re: Training days",
    date: "Fri, 20 Nov 2026 13:00:00 +0000",
    answers: TRAINING.id,
    body: "Hi Dana,\r\n\r\nour works council discusses the training on Monday.\r\n\r\nInes",
    ..QUESTION
};
const ANSWER_TO_STATUS: Mail<'static> = Mail {
    id: "training2@northwind.example",
    subject: "Re: Training days",
    date: "Fri, 20 Nov 2026 14:40:00 +0000",
    answers: STATUS.id,
    ..crate::ANSWER
};

async fn with_both() -> TestEngine {
    let test = TestEngine::new().await;
    test.import(&[OFFER, TRAINING, STATUS]).await;
    test.run().await;
    test
}

#[tokio::test]
async fn a_stronger_signal_of_the_same_contact_takes_the_item_over() {
    let test = with_both().await;
    let before = test.queue().await.remove(0);
    assert_eq!((before.play, before.what.as_str()), (Play::Reply, "Reply: Training days"));

    test.import(&[QUESTION]).await;
    test.run().await;

    let items = test.queue().await;
    assert_eq!(items.iter().map(|item| (item.id, item.play)).collect::<Vec<_>>(), [(before.id, Play::Answer)]);
    let detail = test.show(before.id).await;
    assert_eq!((detail.item.what.as_str(), detail.evidence.len()), ("Answer: Seats for the pilot", 2));
    assert_eq!(detail.draft.unwrap().subject, "Re: Seats for the pilot");
}

#[tokio::test]
async fn a_weaker_signal_of_the_same_contact_joins_as_evidence() {
    let (test, item) = TestEngine::with_question().await;

    test.import(&[TRAINING, STATUS]).await;
    test.run().await;

    let detail = test.show(item.id).await;
    assert_eq!((detail.item.play, detail.evidence.len()), (Play::Answer, 2));
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn answering_the_stronger_conversation_leaves_the_other_one_open() {
    let test = with_both().await;
    test.import(&[QUESTION]).await;
    test.run().await;

    test.import(&[crate::ANSWER]).await;
    test.run().await;

    assert_eq!(test.queue().await.iter().map(|item| item.what.as_str()).collect::<Vec<_>>(), ["Reply: Training days"]);
}

#[tokio::test]
async fn answering_the_weaker_conversation_takes_it_out_of_the_item() {
    let test = with_both().await;
    test.import(&[QUESTION]).await;
    test.run().await;
    let item = test.queue().await.remove(0);

    test.import(&[ANSWER_TO_STATUS]).await;
    test.run().await;

    let detail = test.show(item.id).await;
    assert_eq!((detail.item.state, detail.evidence.len()), (ItemState::Review, 1));
    assert!(!detail.draft.unwrap().body.contains("works council"));
}

#[tokio::test]
async fn a_sent_answer_leaves_what_else_waits_as_work_of_its_own() {
    let test = with_both().await;
    test.import(&[QUESTION]).await;
    test.run().await;
    let item = test.queue().await.remove(0);
    test.approve(item.id).await.unwrap();

    crate::let_undo_pass(&test).await;
    test.run().await;

    assert_eq!(crate::state_of(&test, item.id).await, ItemState::Done);
    assert_eq!(test.queue().await.iter().map(|item| item.what.as_str()).collect::<Vec<_>>(), ["Reply: Training days"]);
}

#[tokio::test]
async fn what_was_dismissed_covers_all_that_it_showed() {
    use api::Api as _;
    let test = with_both().await;
    test.import(&[QUESTION]).await;
    test.run().await;
    let item = test.queue().await.remove(0);

    test.engine.dismiss(api::Dismiss { item: item.id, reason: "not for us".to_owned() }).await.unwrap();
    test.set("operator.email", "dana@northwind.example, d@northwind.example").await;
    test.run().await;

    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn news_from_another_conversation_voids_an_approval_of_the_same_contact() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    test.import(&[TRAINING, STATUS]).await;
    crate::let_undo_pass(&test).await;

    assert_eq!(test.practised().len(), 0);
    assert_eq!(crate::last_reason(&test, item.id).await, text::approval_voided_by(api::SignalKind::EmailReceived, "Ines Duarte"));
}

const MEETING: Mail<'static> = Mail { body: "Hi Dana,\r\n\r\ncould we meet next week for half an hour?\r\n\r\nInes", ..QUESTION };
const REFUSAL: Mail<'static> = Mail {
    date: "Fri, 20 Nov 2026 14:30:00 +0000",
    body: "Hi Dana,\r\n\r\nwe decided to go with somebody else.\r\n\r\nInes",
    ..STATUS
};

async fn waiting(test: &TestEngine) -> Vec<(Play, String)> {
    test.queue().await.into_iter().map(|item| (item.play, item.what)).collect()
}

#[tokio::test]
async fn who_asked_to_meet_and_then_declines_elsewhere_is_answered_there() {
    let answer = [(Play::Reply, "Reply: Training days".to_owned())];
    for refusal in [
        "we decided to go with somebody else.",
        "please no meeting, we are not interested.",
        "wir haben uns für einen anderen Anbieter entschieden.",
    ] {
        let test = TestEngine::new().await;
        test.import(&[OFFER, TRAINING, MEETING]).await;
        test.run().await;
        let before = test.queue().await.remove(0);
        assert_eq!(before.play, Play::ProposeTimes);
        test.approve(before.id).await.unwrap();

        let body = format!("Hi Dana,\r\n\r\n{refusal}\r\n\r\nInes");
        test.import(&[Mail { body: &body, ..REFUSAL }]).await;
        crate::let_undo_pass(&test).await;
        test.run().await;

        assert_eq!(waiting(&test).await, answer, "{refusal}");
        assert_eq!(crate::last_reason(&test, before.id).await, text::declined_since());
        assert_eq!(test.practised().len(), 0, "no times were proposed");
    }
    // Whatever the order in which they are read.
    let test = TestEngine::new().await;
    test.import(&[OFFER, TRAINING, REFUSAL]).await;
    test.run().await;
    test.import(&[MEETING]).await;
    test.run().await;
    assert_eq!(waiting(&test).await, answer);
}

#[tokio::test]
async fn a_request_to_meet_does_not_come_back_when_the_refusal_is_answered() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, TRAINING, MEETING, REFUSAL]).await;
    test.run().await;
    test.import(&[Mail { answers: REFUSAL.id, date: "Fri, 20 Nov 2026 14:45:00 +0000", ..ANSWER_TO_STATUS }]).await;
    test.run().await;
    assert_eq!(waiting(&test).await, []);
}

#[tokio::test]
async fn a_request_to_meet_after_a_refusal_counts() {
    let earlier = Mail { date: "Fri, 20 Nov 2026 13:30:00 +0000", ..REFUSAL };
    let test = TestEngine::new().await;
    test.import(&[OFFER, TRAINING, earlier, MEETING]).await;
    test.run().await;
    assert_eq!(test.queue().await.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::ProposeTimes]);
}

/// A mail of a made-up history: who wrote in which conversation, what, and when.
#[derive(Clone, Debug)]
struct Told {
    id: String,
    person: usize,
    conversation: usize,
    is_own: bool,
    minute: usize,
    says: usize,
    /// Stands apart from the mail before it: no reference names it.
    is_loose: bool,
}

const SAYS: &[&str] = &[
    "could you send pricing for 40 seats?",
    "our board will talk about it on Monday.",
    "could we meet next week for half an hour?",
    "Thanks a lot!",
    "Please take me off your list.",
];

/// Mails of two people in up to three conversations, in the order of time. Either both people take part in all of them, or some
/// mails lack the headers that name their conversation; by subject alone a mail joins only between the operator and one person.
fn histories() -> impl Strategy<Value = Vec<Told>> {
    let one = (0..2_usize, 0..3_usize, prop::bool::weighted(0.35), 0..SAYS.len(), prop::bool::weighted(0.2));
    (any::<bool>(), prop::collection::vec(one, 2..8)).prop_map(|(is_mixed, all)| {
        all.into_iter()
            .enumerate()
            .map(|(number, (person, conversation, is_own, says, is_loose))| Told {
                id: format!("m{number}@x.example"),
                person: if is_mixed { person } else { conversation % 2 },
                conversation,
                is_own,
                minute: number * 7,
                // Wishes not to be written to are rare.
                says: if says == 4 && number % 3 != 0 { 0 } else { says },
                is_loose: is_loose && !is_mixed,
            })
            .collect()
    })
}

/// What an operator sees of the open items, without their ids.
async fn open_items(history: &[Told], order: &[usize], together: bool) -> BTreeSet<(String, String, String, Vec<String>)> {
    let test = TestEngine::new().await;
    let people = ["Ines Duarte <ines@brightloom.example>", "Joao Pires <joao@brightloom.example>"];
    let dates: Vec<String> = history
        .iter()
        .map(|told| format!("Fri, 20 Nov 2026 {:02}:{:02}:00 +0000", 8 + told.minute / 60, told.minute % 60))
        .collect();
    let subjects: Vec<String> = history.iter().map(|told| format!("Re: Matter {}", told.conversation)).collect();
    let before = |number: usize| {
        let told = &history[number];
        history[..number].iter().rev().find(|other| other.conversation == told.conversation).filter(|_| !told.is_loose)
    };
    let mails: Vec<Mail<'_>> = history
        .iter()
        .enumerate()
        .map(|(number, told)| Mail {
            id: &told.id,
            from: if told.is_own { OFFER.from } else { people[told.person] },
            to: if told.is_own { people[told.person] } else { OFFER.from },
            subject: &subjects[number],
            date: &dates[number],
            answers: before(number).map_or("", |other| other.id.as_str()),
            headers: "",
            body: if told.is_own { "here is what you need to know about it." } else { SAYS[told.says] },
        })
        .collect();
    let ordered: Vec<Mail<'_>> = order.iter().map(|number| mails[*number]).collect();
    if together {
        test.import_together(&ordered).await;
    } else {
        for mail in ordered {
            test.import(&[mail]).await;
        }
    }
    // Scores follow within the minute.
    test.run().await;
    assert_eq!(test.engine.cx().now(), START);
    let new = api::ListQueue { tab: Some(api::Tab::NewSenders), band: None, limit: None, after: None };
    let new = api::Api::list_queue(&test.engine, new).await.unwrap().items;
    let mut seen = BTreeSet::new();
    for item in test.queue().await.into_iter().chain(new) {
        let evidence = test.show(item.id).await.evidence.into_iter().map(|evidence| evidence.words).collect();
        // Not the score: one that would move by less than half a point stays as it was.
        seen.insert((item.contact.unwrap().address, item.play.to_string(), item.what, evidence));
    }
    test.engine.stop().await;
    seen
}

/// A few in each run of the tests; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn the_order_of_arrival_does_not_change_the_open_items(history in histories(), shuffle in any::<u64>(), together in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let in_order: Vec<usize> = (0..history.len()).collect();
            let mut order = in_order.clone();
            order.sort_by_key(|number| (*number as u64 + 1).wrapping_mul(shuffle | 1) >> 16);
            let expected = open_items(&history, &in_order, false).await;
            assert_eq!(open_items(&history, &order, together).await, expected, "{order:?} {together}");
        });
    }
}
