//! Whatever HubSpot answers while it is read: every record is stored once, and what the operator has to do is said.

use crate::hubspot::{connect, deals, portal, read_again, reading, request};
use api::{Api as _, ConnectionState};
use engine::testkit::TestEngine;
use engine::testkit::hubspot::{Fault, HubSpot, Kind, SCOPES, STAGES, TOKEN};

const LIST: &str = "GET /crm/objects/2026-03/0-3?";
const SEARCH: &str = "POST /crm/objects/2026-03/0-3/search";
const LIMITED: &str = r#"{"status":"error","message":"slow down","category":"RATE_LIMITS","policyName":"TEN_SECONDLY_ROLLING"}"#;

#[tokio::test]
async fn every_record_is_read_once_whatever_goes_wrong_on_the_way() {
    for (name, fault) in [
        ("429", Fault::Answer(429, "Retry-After: 60\r\n", LIMITED)),
        ("500", Fault::Answer(500, "", "<html>")),
        ("cut", Fault::Cut),
        ("broken", Fault::Break),
        ("lost", Fault::LoseAnswer),
        ("no JSON", Fault::Garble),
        ("odd JSON", Fault::Answer(200, "", r#"{"results": 5}"#)),
        ("slow", Fault::Stall),
    ] {
        let mut test = TestEngine::new().await;
        test.allow_loopback().await;
        let hubspot = HubSpot::start(test.clock.clone());
        for n in 0..220 {
            hubspot.deal(&format!("Deal {n}"), STAGES[0], "1");
        }
        connect(&test, &hubspot).await;
        let n_times = if name == "slow" { 2 } else { 7 };
        hubspot.fail(LIST, 1, n_times, fault.clone());
        hubspot.fail(SEARCH, 1, 3, fault);

        let mut n_rounds = 0;
        while portal(&test).await.state != ConnectionState::Fresh || n_rounds < 2 {
            read_again(&test).await;
            n_rounds += 1;
            assert!(n_rounds < 14, "{name}: {:?}", portal(&test).await.error);
        }

        assert_eq!(test.number("select count(*) from deals").await, 220, "{name}");
        let shown = portal(&test).await;
        assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None), "{name}");
        assert_eq!(test.number("select count(*) from problems").await, 0, "{name}");
        assert_eq!(test.number("select count(*) from deal_changes").await, 0, "{name}");
        assert_eq!(hubspot.refused(), Vec::<String>::new(), "{name}");
    }
}

#[tokio::test]
async fn a_minute_of_being_refused_is_waited_for() {
    let (test, hubspot, (_, _, deal)) = reading().await;
    hubspot.move_deal(&deal, STAGES[2]);
    hubspot.fail("POST", 0, 1000, Fault::Answer(429, "Retry-After: 60\r\n", LIMITED));
    read_again(&test).await;
    assert_eq!(portal(&test).await.state, ConnectionState::Failing);
    hubspot.heal();
    hubspot.requests();
    test.clock.advance_seconds(30);
    test.run().await;
    assert_eq!(hubspot.requests(), Vec::<String>::new(), "it is left alone");
    read_again(&test).await;
    assert!(deals(&test).await[0].contains(STAGES[2]));
    assert_eq!(portal(&test).await.state, ConnectionState::Fresh);
}

#[tokio::test]
async fn a_token_that_is_over_is_asked_for_and_another_one_goes_on() {
    let (test, hubspot, (_, _, deal)) = reading().await;
    hubspot.rotate("pat-another");
    hubspot.move_deal(&deal, STAGES[2]);
    read_again(&test).await;
    let shown = portal(&test).await;
    assert_eq!(shown.state, ConnectionState::SignInAgain);
    assert!(shown.error.unwrap().contains("Paste the new one"));

    test.engine.connect_hubspot(request(&hubspot, "pat-another")).await.unwrap();
    hubspot.requests();
    test.run().await;

    assert!(deals(&test).await[0].contains(STAGES[2]));
    assert_eq!(test.number("select count(*) from connections").await, 1);
    let requests = hubspot.requests();
    assert!(requests.iter().all(|request| !request.starts_with("GET /crm/objects")), "it went on where it was: {requests:?}");
}

#[tokio::test]
async fn a_missing_scope_narrows_what_is_read_and_a_better_token_reads_the_rest() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    crate::hubspot::pilot(&hubspot);
    let without: Vec<&str> =
        SCOPES.iter().copied().filter(|scope| !scope.contains("deals") && !scope.contains("owners")).collect();
    hubspot.allow(&without);
    let view = connect(&test, &hubspot).await;
    let words = view.narrowed.expect("what is left out");
    assert!(words.contains("crm.objects.deals.read") && words.contains("crm.objects.owners.read"), "{words}");
    test.run().await;
    assert_eq!((deals(&test).await.len(), test.number("select count(*) from contacts").await), (0, 1));
    assert_eq!(portal(&test).await.state, ConnectionState::Fresh);

    hubspot.allow(SCOPES);
    assert_eq!(connect(&test, &hubspot).await.narrowed, None);
    test.run().await;
    assert_eq!(deals(&test).await.len(), 1);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_scope_that_is_taken_away_meanwhile_narrows_the_reading() {
    let (test, hubspot, (_, contact, _)) = reading().await;
    hubspot.allow(&["crm.objects.contacts.read", "crm.objects.companies.read"]);
    hubspot.change(Kind::Contacts, &contact, &[("jobtitle", "Buyer")]);
    read_again(&test).await;
    assert_eq!(test.texts("select title from contacts").await, ["Buyer"]);
    let shown = portal(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
    assert!(shown.narrowed.unwrap().contains("crm.objects.deals.read"));
    assert_eq!(deals(&test).await.len(), 1, "what was read stays");
}

#[tokio::test]
async fn a_token_of_which_hubspot_tells_nothing_is_tried_at_what_it_is_for() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    crate::hubspot::pilot(&hubspot);
    hubspot.tell_nothing_of_tokens();
    let refused = test.engine.connect_hubspot(request(&hubspot, "pat-wrong")).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("token"));
    let view = test.engine.connect_hubspot(request(&hubspot, TOKEN)).await.unwrap();
    assert_eq!((view.name.as_str(), view.narrowed), ("HubSpot 4711001", None));
    test.run().await;
    assert_eq!(deals(&test).await.len(), 1);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_portal_that_is_disconnected_is_asked_no_more_and_keeps_what_was_read() {
    let (test, hubspot, _) = reading().await;
    let id = portal(&test).await.id;
    test.engine.disconnect(api::Disconnect { connection: id, revoke: false }).await.unwrap();
    hubspot.requests();
    read_again(&test).await;
    assert_eq!(hubspot.requests(), Vec::<String>::new());
    assert_eq!(deals(&test).await.len(), 1);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
}
