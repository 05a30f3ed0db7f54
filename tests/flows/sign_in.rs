//! Signing in: the browser goes to the service and comes back once, and what comes of it is sealed, refreshed and given back.

use crate::google::{allow, google, mailbox, sign_in};
use crate::peers::{Fault, Google};
use api::{
    Api as _, AwaitSignIn, CancelSignIn, Code, ConnectGoogle, ConnectionId, ConnectionState, Disconnect, GetSetting, Grant,
    ListConnections, OtherMailbox, ReadNow, Secret, Sends, SignInOutcome, SignInStarted,
};
use engine::testkit::{KeychainFault, OPERATOR, TestEngine};
use serde_json::json;

fn asking(google: &Google) -> ConnectGoogle {
    ConnectGoogle {
        client_id: "client.example".to_owned(),
        client_secret: Secret("not-confidential".to_owned()),
        grants: vec![Grant::Read],
        base_url: Some(google.base.clone()),
        redirect_port: None,
        connection: None,
        other_mailbox: false,
        depth_days: None,
    }
}

async fn outcome(test: &TestEngine, started: &SignInStarted) -> SignInOutcome {
    test.engine.sign_in(AwaitSignIn { attempt: started.attempt.clone(), wait_seconds: 20 }).await.unwrap()
}

fn failed(outcome: SignInOutcome) -> String {
    match outcome {
        SignInOutcome::Failed { words, .. } => words,
        other => panic!("it should have failed: {other:?}"),
    }
}

/// Brings an answer to the place where the browser is awaited.
async fn bring(started: &SignInStarted, query: &str) -> u16 {
    let back = url::Url::parse(&started.redirect).unwrap();
    crate::peers::ask(back.port().unwrap(), "GET", &format!("{}?{query}", back.path()), "text/html", "").await.status
}

fn parameter(started: &SignInStarted, name: &str) -> String {
    let address = url::Url::parse(&started.address).unwrap();
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Two people at one service.
async fn two_mailboxes() -> Google {
    let users = json!([{ "email": OPERATOR, "name": "Dana Reed" }, { "email": "sales@northwind.example", "name": "Sales" }]);
    Google::start(json!({ "users": users, "messages": [] })).await
}

#[tokio::test]
async fn what_is_asked_for_is_what_a_desktop_application_should_ask_for() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let started = test.engine.connect_google(asking(&google)).await.unwrap();
    assert!(started.redirect.starts_with("http://127.0.0.1:"), "{}", started.redirect);
    assert_eq!(parameter(&started, "redirect_uri"), started.redirect);
    assert_eq!(parameter(&started, "code_challenge_method"), "S256");
    assert_eq!(parameter(&started, "code_challenge").len(), 43);
    assert_eq!((parameter(&started, "access_type").as_str(), parameter(&started, "prompt").as_str()), ("offline", "consent"));
    assert!(parameter(&started, "state").len() >= 22, "at least 128 bits");
    let scopes = parameter(&started, "scope");
    assert!(scopes.contains("gmail.readonly") && !scopes.contains("gmail.compose"), "{scopes}");
    assert!(!started.address.contains("not-confidential"), "the secret does not go through the browser");

    let second = test.engine.connect_google(asking(&google)).await.unwrap();
    for name in ["state", "code_challenge", "nonce"] {
        assert_ne!(parameter(&started, name), parameter(&second, name), "{name}");
    }
}

#[tokio::test]
async fn a_sign_in_makes_a_mailbox_and_a_calendar_and_leaves_no_token_to_be_read() {
    let mut test = TestEngine::without_operator().await;
    let google = google(Vec::new()).await;
    assert_eq!(sign_in(&test, &google, &[Grant::Read]).await.len(), 2);

    let own = test.engine.get_setting(GetSetting { key: "operator.email".to_owned() }).await.unwrap().value;
    assert_eq!(own, OPERATOR);
    let shown = mailbox(&test).await;
    assert_eq!((shown.name.as_str(), shown.sends), (OPERATOR, Sends::NotAllowed));
    test.restart().await;
    test.run().await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh);
    test.engine.stop().await;
    for file in std::fs::read_dir(test.data()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        for secret in ["not-confidential", "google_"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} in {}", file.display());
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_not_ours_is_turned_away_and_a_refusal_connects_nothing() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let started = test.engine.connect_google(asking(&google)).await.unwrap();
    assert_eq!(bring(&started, "state=another&code=stolen").await, 400);
    assert_eq!(bring(&started, "code=stolen").await, 400);
    assert_eq!(
        test.engine.sign_in(AwaitSignIn { attempt: started.attempt.clone(), wait_seconds: 0 }).await.unwrap(),
        SignInOutcome::Waiting
    );
    let state = parameter(&started, "state");
    assert_eq!(bring(&started, &format!("state={state}&error=access_denied")).await, 200);
    let words = failed(outcome(&test, &started).await);
    assert!(words.contains("not given"), "{words}");
    assert!(test.engine.list_connections(ListConnections {}).await.unwrap().is_empty());

    let started = test.engine.connect_google(asking(&google)).await.unwrap();
    let state = parameter(&started, "state");
    assert_eq!(bring(&started, &format!("state={state}&code=made-up")).await, 200);
    let words = failed(outcome(&test, &started).await);
    assert!(words.contains("did not accept"), "{words}");
    assert_eq!(test.number("select count(*) from sign_ins").await, 0);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
}

#[tokio::test]
async fn one_that_is_given_up_answers_nobody_any_more() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let started = test.engine.connect_google(asking(&google)).await.unwrap();
    test.engine.cancel_sign_in(CancelSignIn { attempt: started.attempt.clone() }).await.unwrap();
    let gone = test.engine.sign_in(AwaitSignIn { attempt: started.attempt.clone(), wait_seconds: 0 }).await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
    let port = url::Url::parse(&started.redirect).unwrap().port().unwrap();
    let mut is_closed = false;
    for _ in 0..50 {
        is_closed |= tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(is_closed);
}

#[tokio::test]
async fn signing_in_again_keeps_what_was_read_and_another_mailbox_only_where_that_is_meant() {
    let (test, google) = (TestEngine::new().await, two_mailboxes().await);
    google.deliver(&engine::testkit::QUESTION.text(), &["INBOX"]).await;
    let first = sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let cursor = test.texts("select cursor from connections where kind = 'gmail'").await;
    let n_mails = mailbox(&test).await.n_messages;
    let connection = mailbox(&test).await.id;

    let again = |other_mailbox| ConnectGoogle {
        client_id: String::new(),
        client_secret: Secret::default(),
        base_url: None,
        connection: Some(connection),
        other_mailbox,
        ..asking(&google)
    };
    let started = test.engine.connect_google(again(false)).await.unwrap();
    assert_eq!(parameter(&started, "login_hint"), OPERATOR);
    allow(&started.address, "sales@northwind.example").await;
    let asked = outcome(&test, &started).await;
    let other = OtherMailbox { before: OPERATOR.to_owned(), now: "sales@northwind.example".to_owned() };
    assert!(matches!(&asked, SignInOutcome::Failed { other: Some(found), .. } if *found == other), "it can be asked about");
    let words = failed(asked);
    assert!(words.contains("sales@northwind.example") && words.contains(OPERATOR), "{words}");
    assert_eq!(test.number("select count(*) from sign_ins").await, 1);

    let started = test.engine.connect_google(again(false)).await.unwrap();
    allow(&started.address, OPERATOR).await;
    assert!(matches!(outcome(&test, &started).await, SignInOutcome::Done { connections, .. } if connections == first));
    assert_eq!(test.texts("select cursor from connections where kind = 'gmail'").await, cursor);
    assert_eq!(mailbox(&test).await.n_messages, n_mails);

    let started = test.engine.connect_google(again(true)).await.unwrap();
    allow(&started.address, "sales@northwind.example").await;
    assert!(matches!(outcome(&test, &started).await, SignInOutcome::Done { connections, .. } if connections != first));
    assert_eq!(test.number("select count(*) from connections where kind = 'gmail'").await, 2);
}

#[tokio::test]
async fn sending_is_asked_for_beside_what_was_allowed() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    let connection = mailbox(&test).await.id;
    let wider = ConnectGoogle { grants: vec![Grant::Send], connection: Some(connection), base_url: None, ..asking(&google) };
    let started = test.engine.connect_google(wider).await.unwrap();
    let scopes = parameter(&started, "scope");
    assert!(scopes.contains("gmail.readonly") && scopes.contains("gmail.compose"), "{scopes}");
    allow(&started.address, OPERATOR).await;
    assert!(matches!(outcome(&test, &started).await, SignInOutcome::Done { .. }));
    assert_eq!(mailbox(&test).await.sends, Sends::Yes);
}

#[tokio::test]
async fn sending_alone_asks_to_read_too_and_makes_a_connection() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let only = ConnectGoogle { grants: vec![Grant::Send], ..asking(&google) };
    let started = test.engine.connect_google(only).await.unwrap();
    let scopes = parameter(&started, "scope");
    for scope in ["gmail.readonly", "calendar.readonly", "gmail.compose"] {
        assert!(scopes.contains(scope), "{scopes}");
    }
    allow(&started.address, OPERATOR).await;
    let made = outcome(&test, &started).await;
    assert!(matches!(&made, SignInOutcome::Done { connections, .. } if connections.len() == 2), "{made:?}");
    assert_eq!(mailbox(&test).await.sends, Sends::Yes);
    test.run().await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh);
}

#[tokio::test]
async fn how_far_back_the_first_reading_goes_is_said_before_it_begins() {
    let (test, google) = (TestEngine::new().await, google(vec![crate::gmail::old_mail(1), crate::gmail::old_mail(100)]).await);
    let none = ConnectGoogle { depth_days: Some(0), ..asking(&google) };
    assert_eq!(test.engine.connect_google(none).await.unwrap_err().field.as_deref(), Some("depth_days"));
    let started = test.engine.connect_google(ConnectGoogle { depth_days: Some(2), ..asking(&google) }).await.unwrap();
    allow(&started.address, OPERATOR).await;
    outcome(&test, &started).await;
    assert_eq!(mailbox(&test).await.options.depth_days, Some(2));
    test.run().await;
    assert_eq!(mailbox(&test).await.n_messages, 1);
}

/// Requests for tokens since they were asked for before.
fn n_refreshes(google: &Google) -> usize {
    google.requests().iter().filter(|request| request.starts_with("POST /oauth2/token")).count()
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends_once_for_all_who_need_it() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.requests();
    test.clock.advance_seconds(54 * 60);
    test.run().await;
    assert_eq!(n_refreshes(&google), 0, "it is good for another six minutes");
    test.clock.advance_seconds(3 * 60);
    let other = test.second_process().await;
    let read = || ReadNow { connection: None };
    let (one, two, three) = tokio::join!(test.engine.sync(read()), test.engine.sync(read()), other.sync(read()));
    (one.unwrap(), two.unwrap(), three.unwrap());
    assert_eq!(n_refreshes(&google), 1);
    assert_eq!(mailbox(&test).await.error, None);
    other.stop().await;
}

#[tokio::test]
async fn a_token_that_is_refused_early_is_renewed_once() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.requests();
    google.fail("GET /gmail/", 0, 1, Fault::Answer(401, "", ""));
    test.clock.advance_seconds(400);
    test.run().await;
    assert_eq!(n_refreshes(&google), 1);
    assert_eq!((mailbox(&test).await.state, mailbox(&test).await.error), (ConnectionState::Fresh, None));
}

#[tokio::test]
async fn access_that_was_taken_back_is_said_within_one_reading_and_one_sign_in_mends_it() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.fail("POST /oauth2/token", 0, 9, Fault::Answer(400, "Content-Type: application/json\r\n", r#"{"error":"invalid_grant"}"#));
    google.fail("GET /gmail/", 0, 9, Fault::Answer(401, "", ""));
    test.clock.advance_seconds(400);
    test.run().await;
    let shown = mailbox(&test).await;
    assert_eq!(shown.state, ConnectionState::SignInAgain);
    assert!(shown.error.as_deref().unwrap().contains("Sign in again"), "{:?}", shown.error);
    google.requests();
    test.clock.advance_seconds(400);
    test.run().await;
    assert!(google.requests().is_empty(), "nobody is asked in the meantime");

    google.heal();
    let connection = mailbox(&test).await.id;
    let again = ConnectGoogle { client_id: String::new(), base_url: None, connection: Some(connection), ..asking(&google) };
    let started = test.engine.connect_google(again).await.unwrap();
    allow(&started.address, OPERATOR).await;
    outcome(&test, &started).await;
    test.run().await;
    assert_eq!((mailbox(&test).await.state, mailbox(&test).await.error), (ConnectionState::Fresh, None));
}

#[tokio::test]
async fn a_service_that_has_a_fault_of_its_own_does_not_end_the_sign_in() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.fail("POST /oauth2/token", 0, 9, Fault::Answer(503, "", "down"));
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Failing);
    google.heal();
    test.clock.advance_seconds(400);
    test.run().await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh);
}

#[tokio::test]
async fn signing_out_gives_the_token_back_and_forgets_it_even_where_the_service_is_away() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.requests();
    let connection = mailbox(&test).await.id;
    let left = test.engine.disconnect(Disconnect { connection, revoke: false }).await.unwrap();
    assert!(left.iter().all(|one| one.state == ConnectionState::Disconnected), "the calendar goes with it");
    assert_eq!(google.requests().iter().filter(|request| request.starts_with("POST /oauth2/revoke")).count(), 1);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
    test.clock.advance_seconds(3600);
    test.run().await;
    assert!(google.requests().is_empty());

    sign_in(&test, &google, &[Grant::Read]).await;
    assert_eq!(mailbox(&test).await.id, connection, "it is the connection that it was");
    google.fail("POST /oauth2/revoke", 0, 9, Fault::Break);
    let refused = test.engine.disconnect(Disconnect { connection, revoke: false }).await.unwrap_err();
    assert_eq!(refused.code, Code::Unavailable);
    assert!(refused.message.contains(OPERATOR) && refused.message.contains("Take the access back"), "{}", refused.message);
    assert_eq!(test.number("select count(*) from secrets").await, 0, "here it is done all the same");
    assert_eq!(mailbox(&test).await.state, ConnectionState::Disconnected);
    assert_eq!(test.number("select count(*) from problems where area = 'sign_out'").await, 1);
    assert_eq!(test.texts("select detail from ledger where event = 'disconnected' order by ledger_id").await, ["", "not_revoked"]);
    google.heal();

    // Whoever signs in and out again has told the service.
    sign_in(&test, &google, &[Grant::Read]).await;
    test.engine.disconnect(Disconnect { connection, revoke: false }).await.unwrap();
    assert_eq!(test.number("select count(*) from problems where area = 'sign_out'").await, 0);
}

#[tokio::test]
async fn nobody_is_sent_away_for_tokens_that_could_not_be_kept_or_to_a_place_that_is_not_safe() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let refused = |change: fn(&mut ConnectGoogle)| {
        let (engine, mut request) = (test.engine.clone(), asking(&google));
        change(&mut request);
        async move { engine.connect_google(request).await.unwrap_err() }
    };
    let error = refused(|request| request.client_id = "  ".to_owned()).await;
    assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some("client_id")));
    let error = refused(|request| request.client_id = "two words".to_owned()).await;
    assert_eq!(error.field.as_deref(), Some("client_id"));
    let error = refused(|request| request.base_url = Some("http://accounts.example".to_owned())).await;
    assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some("base_url")));
    let error = refused(|request| request.base_url = Some("http://127.0.0.1:1".to_owned())).await;
    assert_eq!((error.code, error.field.as_deref()), (Code::Unavailable, Some("base_url")));
    let error = refused(|request| request.connection = Some(ConnectionId(99))).await;
    assert_eq!(error.code, Code::NotFound);

    test.keychain.fail(Some(KeychainFault::Locked));
    let error = refused(|_| ()).await;
    assert_eq!(error.code, Code::Unavailable);
    assert!(error.message.contains("locked"), "{}", error.message);
}

#[tokio::test]
async fn once_the_key_is_there_what_could_not_be_read_without_it_is_read_at_once() {
    let mut test = TestEngine::new().await;
    test.keychain.fail(Some(KeychainFault::Absent));
    test.restart_with(Some("a passphrase of some length")).await;
    let google = google(Vec::new()).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    test.restart_with(None).await;
    test.clock.advance_seconds(400);
    test.run().await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Failing);

    let passphrase = Secret("a passphrase of some length".to_owned());
    test.engine.unlock_vault(api::UnlockVault { passphrase }).await.unwrap();

    assert_eq!(mailbox(&test).await.error, None);
    google.requests();
    test.run().await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh);
    assert!(google.requests().iter().any(|request| request.starts_with("GET /gmail/")), "it was asked, not only forgiven");
}
