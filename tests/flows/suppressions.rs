//! The list of addresses and domains to which nothing may go: why each stands there, and what cannot stand there.

use api::{Api as _, ApiError, Code, ListSuppressions, Suppress, Suppression};
use engine::testkit::{OPERATOR, START, TestEngine};

const WHAT: &str = "ines@brightloom.example";

async fn suppress(test: &TestEngine, what: &str, reason: &str) -> Result<Vec<Suppression>, ApiError> {
    test.engine.suppress(Suppress { what: what.to_owned(), reason: reason.to_owned() }).await
}

async fn n_in_ledger(test: &TestEngine, event: &str) -> i64 {
    test.number(&format!("select count(*) from ledger where event = '{event}' and actor = 'operator'")).await
}

#[tokio::test]
async fn a_newer_reason_of_the_operator_takes_the_place_of_the_older_one() {
    let test = TestEngine::new().await;
    suppress(&test, WHAT, "asked on the phone").await.unwrap();
    test.clock.advance_seconds(3600);

    let list = suppress(&test, WHAT, "  asked again, by letter ").await.unwrap();

    let expected = Suppression { what: WHAT.to_owned(), reason: "asked again, by letter".to_owned(), since: START };
    assert_eq!(list, [expected]);
    assert_eq!((n_in_ledger(&test, "suppressed").await, n_in_ledger(&test, "suppression_reason_changed").await), (1, 1));
}

#[tokio::test]
async fn suppressing_again_without_a_reason_leaves_the_one_there_is() {
    let test = TestEngine::new().await;
    suppress(&test, WHAT, "asked on the phone").await.unwrap();

    let list = suppress(&test, WHAT, " ").await.unwrap();

    assert_eq!(list[0].reason, "asked on the phone");
    assert_eq!((n_in_ledger(&test, "suppressed").await, n_in_ledger(&test, "suppression_reason_changed").await), (1, 0));
}

#[tokio::test]
async fn a_wish_that_a_mail_states_does_not_take_the_place_of_the_operators_reason() {
    let test = TestEngine::new().await;
    suppress(&test, WHAT, "asked on the phone").await.unwrap();
    let wish = engine::testkit::Mail { body: "Please remove me from your list.", ..engine::testkit::QUESTION };
    test.import(&[engine::testkit::OFFER, wish]).await;

    let list = test.engine.list_suppressions(ListSuppressions {}).await.unwrap();

    assert_eq!(test.number("select count(*) from contacts where opted_out_at is not null").await, 1);
    assert_eq!(list[0].reason, "asked on the phone");
}

#[tokio::test]
async fn the_operators_own_address_and_domain_are_never_suppressed() {
    let test = TestEngine::new().await;
    test.set("operator.email", &format!("{OPERATOR}, dana.reed@gmail.com")).await;
    for what in [OPERATOR, " Dana.Reed@Gmail.com", "Northwind.example"] {
        let refused = suppress(&test, what, "").await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("what")), "{what}");
        assert!(refused.message.contains("your own"), "{}", refused.message);
    }
    assert_eq!(test.engine.list_suppressions(ListSuppressions {}).await.unwrap(), []);
    assert_eq!(suppress(&test, "sam@northwind.example", "").await.unwrap().len(), 1, "a colleague can be");
}

#[tokio::test]
async fn a_free_mail_domain_is_refused_with_what_to_do_instead() {
    let test = TestEngine::new().await;

    let refused = suppress(&test, "GMAIL.com", "").await.unwrap_err();

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("what")));
    assert!(refused.message.contains("gmail.com") && refused.message.contains("address"), "{}", refused.message);
    assert_eq!(suppress(&test, "somebody@gmail.com", "").await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_star_or_an_at_before_a_domain_means_the_domain() {
    for what in ["*@brightloom.example", "@Brightloom.example", " *@brightloom.example "] {
        let test = TestEngine::new().await;
        let list = suppress(&test, what, "").await.unwrap();
        assert_eq!(list.iter().map(|entry| entry.what.as_str()).collect::<Vec<_>>(), ["brightloom.example"], "{what}");
        assert_eq!(test.engine.unsuppress(api::Unsuppress { what: what.to_owned() }).await.unwrap(), []);
    }
    let test = TestEngine::new().await;
    for what in ["*", "@", "*@", "**@x.example", "@@x.example"] {
        assert_eq!(suppress(&test, what, "").await.unwrap_err().code, Code::Invalid, "{what}");
    }
}

#[tokio::test]
async fn an_item_that_can_go_nowhere_says_so_in_its_line() {
    for what in [WHAT, "brightloom.example"] {
        let (test, item) = TestEngine::with_question().await;
        suppress(&test, what, "").await.unwrap();

        let listed = test.queue().await.remove(0);

        assert_eq!(listed.why, format!("{}; suppressed, so no mail can go", item.why), "{what}");
        assert_eq!(test.show(item.id).await.item.why, listed.why);
        test.engine.unsuppress(api::Unsuppress { what: what.to_owned() }).await.unwrap();
        assert_eq!(test.queue().await[0].why, item.why);
    }
}

async fn undo(test: &TestEngine) -> Result<String, ApiError> {
    test.engine.undo(api::Undo {}).await.map(|undone| undone.words)
}

#[tokio::test]
async fn what_was_suppressed_or_no_longer_is_taken_back_in_its_order() {
    let (test, item) = TestEngine::with_question().await;
    suppress(&test, WHAT, "asked on the phone").await.unwrap();
    test.clock.advance_seconds(60);
    suppress(&test, WHAT, "asked by letter").await.unwrap();
    test.engine.dismiss(api::Dismiss { item: item.id, reason: "not for us".to_owned() }).await.unwrap();
    test.engine.unsuppress(api::Unsuppress { what: WHAT.to_owned() }).await.unwrap();
    let list = async || test.engine.list_suppressions(ListSuppressions {}).await.unwrap();
    let entry = |reason: &str| Suppression { what: WHAT.to_owned(), reason: reason.to_owned(), since: START };

    assert_eq!(undo(&test).await.unwrap(), format!("{WHAT} is suppressed again."));
    assert_eq!(list().await, [entry("asked by letter")]);
    assert!(undo(&test).await.unwrap().contains("no longer dismissed"));
    assert_eq!(undo(&test).await.unwrap(), format!("{WHAT} is suppressed for the reason before."));
    assert_eq!(list().await, [entry("asked on the phone")]);
    assert_eq!(undo(&test).await.unwrap(), format!("{WHAT} is no longer suppressed."));
    assert_eq!(list().await, []);
    assert_eq!(test.queue().await[0].why, item.why);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn taking_a_suppression_back_does_not_lift_a_wish_that_came_since() {
    let test = TestEngine::new().await;
    suppress(&test, WHAT, "").await.unwrap();
    let wish = engine::testkit::Mail { body: "Please remove me from your list.", ..engine::testkit::QUESTION };
    test.import(&[engine::testkit::OFFER, wish]).await;

    let refused = undo(&test).await.unwrap_err();

    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(test.engine.list_suppressions(ListSuppressions {}).await.unwrap().len(), 1);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound, "it is settled");
}
