//! Signing in to the emulated Google without a browser: the test does what the operator and their browser do.

use crate::peers::{self, Google};
use api::{Api as _, AwaitSignIn, ConnectGoogle, ConnectionId, ConnectionView, Grant, ListConnections, Secret, SignInOutcome};
use engine::testkit::{OPERATOR, TestEngine};
use serde_json::{Value, json};

/// A mailbox of the operator with these mails, in the words of the emulator's seed.
pub async fn google(messages: Vec<Value>) -> Google {
    Google::start(json!({ "users": [{ "email": OPERATOR, "name": "Dana Reed" }], "messages": messages })).await
}

/// Signs in as the operator. Answers the connections that it made.
pub async fn sign_in(test: &TestEngine, google: &Google, grants: &[Grant]) -> Vec<ConnectionId> {
    let request = ConnectGoogle {
        client_id: "client.example".to_owned(),
        client_secret: Secret("not-confidential".to_owned()),
        grants: grants.to_vec(),
        base_url: Some(google.base.clone()),
        redirect_port: None,
        connection: None,
        other_mailbox: false,
        depth_days: None,
    };
    let started = test.engine.connect_google(request).await.expect("begin to sign in");
    allow(&started.address, OPERATOR).await;
    match test.engine.sign_in(AwaitSignIn { attempt: started.attempt, wait_seconds: 20 }).await.expect("wait for the sign-in") {
        SignInOutcome::Done { connections, .. } => connections,
        other => panic!("the sign-in did not go well: {other:?}"),
    }
}

/// What the browser does. Answers the last page.
pub async fn allow(address: &str, email: &str) -> peers::Answer {
    peers::allow(&url::Url::parse(address).expect("an address"), email).await
}

/// The mailbox among the connections.
pub async fn mailbox(test: &TestEngine) -> ConnectionView {
    let all = test.engine.list_connections(ListConnections {}).await.expect("list the connections");
    all.into_iter().find(|connection| connection.kind == "gmail").expect("a mailbox")
}
