//! A mailbox is connected for sending only after its server was tried, and nothing is sent by that. The server is one of ours,
//! as strict as RFC 5321; its faults are empty where we did nothing that the RFC does not allow.

use api::{
    Api as _, ApiError, Code, ConnectSmtp, ConnectionState, ConnectionView, Disconnect, GetSetting, ListConnections, Secret,
    Security, Sends, SmtpServer, StartDemo,
};
use engine::testkit::smtp_sink::{Act, SmtpSink, Step};
use engine::testkit::{OPERATOR, TestEngine};
use engine::vault;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

pub const USER: &str = "dana";
pub const PASSWORD: &str = "app pässword";

/// What the operator enters for a server in the open.
pub fn request(sink: &SmtpSink, password: &str) -> ConnectSmtp {
    let user = if password.is_empty() { "" } else { USER };
    ConnectSmtp {
        address: OPERATOR.to_owned(),
        server: SmtpServer { host: "127.0.0.1".to_owned(), port: sink.port, security: Security::None, user: user.to_owned() },
        password: Secret(password.to_owned()),
    }
}

pub fn certificates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/tls")
}

async fn all(test: &TestEngine) -> Vec<ConnectionView> {
    test.engine.list_connections(ListConnections {}).await.unwrap()
}

async fn password_of(test: &TestEngine, view: &ConnectionView) -> Option<String> {
    let owner = format!("connection:{}", view.id);
    vault::open(test.engine.cx(), &owner, "password").await.unwrap().map(|password| password.expose().to_owned())
}

/// Refused, with nothing stored.
async fn refused(test: &TestEngine, request: ConnectSmtp) -> ApiError {
    let refused = test.engine.connect_smtp(request).await.unwrap_err();
    assert_eq!(all(test).await, []);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
    refused
}

#[tokio::test]
async fn a_server_is_tried_and_a_mailbox_connected_without_a_mail() {
    let test = TestEngine::without_operator().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);
    let request = ConnectSmtp { address: "Dana@Northwind.example".to_owned(), ..request(&sink, PASSWORD) };

    let view = test.engine.connect_smtp(request).await.unwrap();

    assert_eq!((view.name.as_str(), view.kind.as_str(), view.sends), (OPERATOR, "smtp", Sends::Yes));
    assert_eq!((view.state, view.error.clone()), (ConnectionState::Fresh, None));
    let own = test.engine.get_setting(GetSetting { key: "operator.email".to_owned() }).await.unwrap();
    assert_eq!(own.value, OPERATOR);
    assert_eq!(password_of(&test, &view).await.as_deref(), Some(PASSWORD));
    assert_eq!(test.number("select count(*) from ledger where event = 'connected'").await, 1);
    let from = format!("MAIL FROM:<{OPERATOR}>");
    assert_eq!(sink.said(), ["EHLO [127.0.0.1]", "AUTH", from.as_str(), "RSET", "QUIT"]);
    assert_eq!((sink.taken(), sink.faults()), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_wrong_password_is_refused_and_nothing_stored() {
    let test = TestEngine::new().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);

    let refused = refused(&test, request(&sink, "guess")).await;

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("password")));
    assert!(refused.message.contains("535 5.7.8 wrong user or password"), "{}", refused.message);
    assert!(!refused.message.contains("guess"), "{}", refused.message);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_before_anybody_is_asked() {
    let test = TestEngine::new().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);
    type Change = fn(&mut ConnectSmtp);
    let changes: [(&str, Change); 9] = [
        ("address", |request| request.address = "dana".to_owned()),
        ("host", |request| request.server.host = "smtp example.com".to_owned()),
        ("host", |request| request.server.host = String::new()),
        ("port", |request| request.server.port = 0),
        ("security", |request| request.server.host = "smtp.example.com".to_owned()),
        ("user", |request| request.server.user = String::new()),
        ("user", |request| request.server.user = "dana\r\nQUIT".to_owned()),
        ("password", |request| request.password = Secret::default()),
        ("password", |request| request.password = Secret("a\0b".to_owned())),
    ];
    for (field, change) in changes {
        let mut request = request(&sink, PASSWORD);
        change(&mut request);
        let refused = refused(&test, request).await;
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some(field)), "{}", refused.message);
    }
    assert_eq!(sink.said(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_wrong_with_a_server_is_said_by_case() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);
    for (step, act, code, field, words) in [
        (Step::Greeting, Act::Hang, Code::Unavailable, "port", "did not answer in time"),
        (Step::Greeting, Act::Cut, Code::Unavailable, "port", "ended the conversation"),
        (Step::Greeting, Act::Answer("554 5.3.2 no service here"), Code::Unavailable, "address", "554 5.3.2 no service here"),
        (Step::Greeting, Act::Answer("SSH-2.0-server"), Code::Unavailable, "port", "is not SMTP"),
        (Step::Auth, Act::Answer("530 5.7.0 must issue a STARTTLS command first"), Code::Invalid, "security", "encrypted"),
        (Step::Auth, Act::Answer("534 5.7.9 app password required"), Code::Invalid, "password", "app password required"),
        (Step::Auth, Act::Answer("454 4.7.0 later"), Code::Unavailable, "address", "454 4.7.0 later"),
        (Step::Mail, Act::Answer("553 5.7.1 not your address"), Code::Unavailable, "address", "not your address"),
    ] {
        sink.be_well();
        sink.at(step, act);
        let refused = refused(&test, request(&sink, PASSWORD)).await;
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)), "{step:?}: {}", refused.message);
        assert!(refused.message.contains(words), "{step:?}: {}", refused.message);
    }
    assert_eq!(sink.faults(), Vec::<String>::new());
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_said_to_be_one() {
    let test = TestEngine::new().await;
    let sink = SmtpSink::open();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut request = request(&sink, "");
    request.server.port = port;

    let refused = refused(&test, request).await;

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Unavailable, Some("port")));
    assert!(refused.message.contains(&format!("takes no connections on port {port}")), "{}", refused.message);
}

#[tokio::test]
async fn a_user_is_asked_for_where_the_server_wants_one() {
    let test = TestEngine::new().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);

    let refused = refused(&test, request(&sink, "")).await;

    // Over an open line the same code asks for encryption, which may be what is meant.
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("security")), "{}", refused.message);
    assert!(refused.message.contains("authentication required"), "{}", refused.message);
}

#[tokio::test]
async fn no_password_goes_over_a_line_that_is_not_encrypted_as_was_asked() {
    let test = TestEngine::new().await;
    let folder = certificates();
    let (open, tls) = (SmtpSink::with_user(USER, PASSWORD), SmtpSink::encrypted(Security::Tls, &folder, USER, PASSWORD));
    let later = SmtpSink::encrypted(Security::StartTls, &folder, USER, PASSWORD);
    for (sink, security, field, words) in [
        (&open, Security::Tls, "security", "does not speak TLS"),
        (&open, Security::StartTls, "security", "offers no encryption"),
        (&later, Security::None, "security", "wants an encrypted connection"),
        // Nobody trusts who signed its certificate.
        (&tls, Security::Tls, "host", "is not trusted"),
        (&later, Security::StartTls, "host", "is not trusted"),
    ] {
        let mut request = request(sink, PASSWORD);
        request.server.security = security;
        let refused = refused(&test, request).await;
        assert_eq!(refused.field.as_deref(), Some(field), "{security}: {}", refused.message);
        assert!(refused.message.contains(words), "{security}: {}", refused.message);
        assert!(!sink.said().contains(&"AUTH".to_owned()), "{security}");
    }
}

#[tokio::test]
async fn connecting_again_takes_the_new_server_and_password_for_the_same_connection() {
    let test = TestEngine::new().await;
    let (first, second) = (SmtpSink::with_user(USER, PASSWORD), SmtpSink::with_user(USER, "another"));
    let before = test.engine.connect_smtp(request(&first, PASSWORD)).await.unwrap();

    let after = test.engine.connect_smtp(request(&second, "another")).await.unwrap();

    assert_eq!(before.id, after.id);
    assert_eq!(password_of(&test, &after).await.as_deref(), Some("another"));
    assert_eq!(test.number("select port from smtp_servers").await, i64::from(second.port));
}

#[tokio::test]
async fn a_disconnected_mailbox_sends_nothing_and_its_password_is_forgotten() {
    let test = TestEngine::new().await;
    let sink = SmtpSink::with_user(USER, PASSWORD);
    let view = test.engine.connect_smtp(request(&sink, PASSWORD)).await.unwrap();

    let left = test.engine.disconnect(Disconnect { connection: view.id, revoke: false }).await.unwrap();

    assert_eq!((left[0].state, left[0].sends), (ConnectionState::Disconnected, Sends::Never));
    assert_eq!(password_of(&test, &view).await, None);
    let again = test.engine.connect_smtp(request(&sink, PASSWORD)).await.unwrap();
    assert_eq!((again.id, again.state, again.sends), (view.id, ConnectionState::Fresh, Sends::Yes));
}

#[tokio::test]
async fn a_demo_connects_nothing() {
    let test = TestEngine::bare().await;
    test.engine.start_demo(StartDemo {}).await.unwrap();
    let sink = SmtpSink::open();

    let refused = test.engine.connect_smtp(request(&sink, "")).await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::Conflict, api::text::demo_connects_nothing()));
    assert_eq!(sink.said(), Vec::<String>::new());
}
