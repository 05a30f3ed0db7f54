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
