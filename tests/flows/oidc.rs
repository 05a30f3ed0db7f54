//! Signing in where more is checked than at Google: a certified provider that others wrote, which wants PKCE, gives each refresh token
//! for one use, and takes everything back when one comes a second time.

use crate::peers::{Answer, Peer, forward, free_port, peers};
use api::{Api as _, AwaitSignIn, ConnectGoogle, ConnectionState, Grant, Secret, SignInOutcome, SignInStarted, text};
use engine::testkit::{OPERATOR, TestEngine};
use engine::vault;
use serde_json::Value;
use std::collections::BTreeMap;
use tempfile::TempDir;
use url::Url;

const CLIENT: &str = "client.example";
/// Pages between the first and the way back: they ask who it is, and what may be done.
const PAGES_AT_MOST: usize = 10;

async fn provider() -> Peer {
    let port = free_port().await;
    let arguments = [&port.to_string(), CLIENT, OPERATOR];
    Peer::start(&peers().join("oidc.mjs"), &arguments, port, TempDir::new().unwrap()).await
}

async fn begin(test: &TestEngine, provider: &Peer) -> SignInStarted {
    let request = ConnectGoogle {
        client_id: CLIENT.to_owned(),
        client_secret: Secret::default(),
        grants: vec![Grant::Read],
        base_url: Some(format!("http://127.0.0.1:{}", provider.port)),
        redirect_port: None,
        connection: None,
        other_mailbox: false,
        depth_days: None,
    };
    test.engine.connect_google(request).await.unwrap()
}

async fn get(url: &Url, cookies: &BTreeMap<String, String>) -> Answer {
    let cookies: String = cookies.iter().map(|(name, value)| format!("{name}={value}; ")).collect();
    let (port, path) = (url.port().unwrap(), &url[url::Position::BeforePath..]);
    let head = format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n\r\n");
    forward(port, head.as_bytes(), b"").await.unwrap()
}

/// The browser of somebody who answers each question so. Answers the address to which it is sent in the end, and does not go there.
async fn browse(address: &Url, answer: &str) -> Url {
    let (mut at, mut cookies) = (address.clone(), BTreeMap::new());
    for _ in 0..PAGES_AT_MOST {
        if at.path().starts_with("/interaction/") {
            at.set_path(&format!("{}/{answer}", at.path()));
        }
        let page = get(&at, &cookies).await;
        for (_, cookie) in page.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = String::from_utf8_lossy(&page.body);
        at = at.join(page.header("location").unwrap_or_else(|| panic!("{at} leads nowhere: {} {body}", page.status))).unwrap();
        if at.port() != address.port() {
            return at;
        }
    }
    panic!("{address} never comes back");
}

/// An address with another value of one of its parameters; without it where there is none.
fn with(url: &Url, name: &str, value: Option<&str>) -> Url {
    let mut changed = url.clone();
    let kept: Vec<(String, String)> =
        url.query_pairs().filter(|(key, _)| key != name).map(|(key, value)| (key.into(), value.into())).collect();
    changed.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(value.map(|value| (name, value)));
    changed
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Goes to an address as the browser does in the end. Answers the status.
async fn bring(back: &Url) -> u16 {
    get(back, &BTreeMap::new()).await.status
}

async fn outcome(test: &TestEngine, started: &SignInStarted, wait_seconds: u32) -> SignInOutcome {
    test.engine.sign_in(AwaitSignIn { attempt: started.attempt.clone(), wait_seconds }).await.unwrap()
}

/// Signs in through an address that somebody changed on its way to the browser. Answers why nothing came of it.
async fn refused(test: &TestEngine, provider: &Peer, change: impl Fn(&Url) -> Url) -> (Url, String) {
    let started = begin(test, provider).await;
    let back = browse(&change(&Url::parse(&started.address).unwrap()), "allow").await;
    assert_eq!(bring(&back).await, 200);
    let SignInOutcome::Failed { words, .. } = outcome(test, &started, 20).await else { panic!("it went well") };
    assert_eq!(test.number("select (select count(*) from sign_ins) + (select count(*) from secrets)").await, 0);
    (back, words)
}

async fn signed_in(test: &TestEngine, provider: &Peer) {
    let started = begin(test, provider).await;
    let back = browse(&Url::parse(&started.address).unwrap(), "allow").await;
    assert_eq!(bring(&back).await, 200);
    let done = outcome(test, &started, 20).await;
    assert!(
        matches!(&done, SignInOutcome::Done { address, connections } if address == OPERATOR && connections.len() == 2),
        "{done:?}"
    );
}

async fn refresh_token(test: &TestEngine) -> String {
    vault::open(test.engine.cx(), "sign_in:1", "refresh_token").await.unwrap().expect("a token").expose().to_owned()
}

/// Asks for tokens as anybody may who has a token or a code.
async fn ask_for_tokens(provider: &Peer, form: &[(&str, &str)]) -> (u16, Value) {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).append_pair("client_id", CLIENT).finish();
    let head = format!(
        "POST /token HTTP/1.0\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        provider.port,
        body.len()
    );
    let answer = forward(provider.port, head.as_bytes(), body.as_bytes()).await.unwrap();
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[tokio::test]
async fn a_sign_in_goes_through_from_discovery_to_the_mailbox() {
    let (test, provider) = (TestEngine::new().await, provider().await);

    signed_in(&test, &provider).await;

    assert_eq!(
        test.texts("select address || ' ' || subject || ' ' || state from sign_ins").await,
        [format!("{OPERATOR} subject-1 good")]
    );
    assert_eq!(test.texts("select kind from connections order by kind").await, ["calendar", "gmail"]);
}

#[tokio::test]
async fn without_the_proof_of_who_began_it_nobody_signs_in() {
    let (test, provider) = (TestEngine::new().await, provider().await);

    let (back, words) = refused(&test, &provider, |address| with(address, "code_challenge", None)).await;
    assert_eq!(parameter(&back, "error").as_deref(), Some("invalid_request"), "the provider wants a proof: {words}");

    // The code is given to whoever asked with this challenge, and we are not them.
    let of_another = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let (back, words) = refused(&test, &provider, |address| with(address, "code_challenge", Some(of_another))).await;
    assert!(parameter(&back, "code").is_some() && words.contains("did not accept"), "{words}");
}

#[tokio::test]
async fn a_code_is_worth_nothing_to_whoever_reads_it_on_its_way() {
    let (test, provider) = (TestEngine::new().await, provider().await);
    let started = begin(&test, &provider).await;
    let back = browse(&Url::parse(&started.address).unwrap(), "allow").await;
    let code = parameter(&back, "code").unwrap();
    for verifier in [None, Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")] {
        let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &started.redirect)];
        let form: Vec<_> = form.into_iter().chain(verifier.map(|verifier| ("code_verifier", verifier))).collect();
        let (status, said) = ask_for_tokens(&provider, &form).await;
        assert_eq!((status, &said["access_token"]), (400, &Value::Null), "{said}");
    }
}

#[tokio::test]
async fn an_answer_with_another_state_is_turned_away_and_ours_still_counts() {
    let (test, provider) = (TestEngine::new().await, provider().await);
    let started = begin(&test, &provider).await;
    let back = browse(&Url::parse(&started.address).unwrap(), "allow").await;

    assert_eq!(bring(&with(&back, "state", Some("another"))).await, 400);
    assert_eq!(bring(&with(&back, "state", None)).await, 400);
    assert_eq!(outcome(&test, &started, 0).await, SignInOutcome::Waiting);

    assert_eq!(bring(&back).await, 200);
    assert!(matches!(outcome(&test, &started, 20).await, SignInOutcome::Done { .. }));
}

#[tokio::test]
async fn an_id_token_for_another_sign_in_connects_nothing() {
    let (test, provider) = (TestEngine::new().await, provider().await);
    let (_, words) = refused(&test, &provider, |address| with(address, "nonce", Some("another"))).await;
    assert_eq!(words, text::id_token_is_not_ours("nonce"));
}

#[tokio::test]
async fn who_says_no_connects_nothing() {
    let (test, provider) = (TestEngine::new().await, provider().await);
    let started = begin(&test, &provider).await;
    let back = browse(&Url::parse(&started.address).unwrap(), "deny").await;
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));

    assert_eq!(bring(&back).await, 200);

    assert_eq!(
        outcome(&test, &started, 20).await,
        SignInOutcome::Failed { words: text::sign_in_refused("access_denied"), other: None }
    );
    assert_eq!(test.number("select count(*) from sign_ins").await, 0);
}

#[tokio::test]
async fn each_refresh_token_is_used_once_and_one_that_was_stolen_ends_the_sign_in() {
    let (test, provider) = (TestEngine::new().await, provider().await);
    signed_in(&test, &provider).await;
    let mut tokens = vec![refresh_token(&test).await];
    for _ in 0..2 {
        test.clock.advance_seconds(3600);
        test.run().await;
        tokens.push(refresh_token(&test).await);
    }
    assert!(tokens[0] != tokens[1] && tokens[1] != tokens[2] && tokens[0] != tokens[2], "the new one is kept each time");
    assert_eq!(test.texts("select state from sign_ins").await, ["good"]);

    let stolen = [("grant_type", "refresh_token"), ("refresh_token", &tokens[0])];
    let (status, said) = ask_for_tokens(&provider, &stolen).await;
    assert_eq!((status, said["error"].as_str()), (400, Some("invalid_grant")));
    test.clock.advance_seconds(3600);
    test.run().await;

    let all = test.engine.list_connections(api::ListConnections {}).await.unwrap();
    for connection in all {
        assert_eq!(connection.state, ConnectionState::SignInAgain, "{}", connection.name);
        assert_eq!(connection.error, Some(text::sign_in_again_because(&text::grant_is_over())));
    }
}
