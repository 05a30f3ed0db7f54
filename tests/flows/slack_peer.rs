//! Slack, as a program that others wrote plays it: it is asked and not listened to.

use crate::peers::{self, Peer, SEED_FILE, free_port, peers};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The tokens of the operator, and of somebody from outside.
pub const DANA: &str = "xoxp-dana-reed";
pub const ANA: &str = "xoxp-ana-duarte";

pub struct Emulated {
    peer: Peer,
    /// Where the engine finds it.
    pub base: String,
}

impl Emulated {
    /// A workspace of these two, with the channel `deals`, whose operator has this address.
    pub async fn start(operator: &str) -> Self {
        let (folder, port) = (TempDir::new().unwrap(), free_port().await);
        let seed = json!({ "slack": {
            "team": { "name": "Northwind", "domain": "northwind" },
            "users": [
                { "name": "dana", "real_name": "Dana Reed", "email": operator },
                { "name": "ana", "real_name": "Ana Duarte", "email": "ana@brightloom.example" },
            ],
            "channels": [{ "name": "deals" }],
            "tokens": [{ "token": DANA, "user": "dana" }, { "token": ANA, "user": "ana" }],
        } });
        let file = folder.path().join(SEED_FILE);
        std::fs::write(&file, seed.to_string()).unwrap();
        let (number, file, base) = (port.to_string(), file.display().to_string(), format!("http://127.0.0.1:{port}"));
        let arguments = ["start", "--service", "slack", "--port", &number, "--base-url", &base, "--seed", &file];
        let peer = Peer::start(&peers().join("node_modules/emulate/dist/index.js"), &arguments, port, folder).await;
        Self { peer, base }
    }

    /// What somebody does there.
    pub async fn ask(&self, token: &str, method: &str, form: &[(&str, &str)]) -> Value {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let head = format!(
            "POST /api/{method} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            self.peer.port,
            body.len()
        );
        let answer = peers::forward(self.peer.port, head.as_bytes(), body.as_bytes()).await.unwrap();
        let told: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(told["ok"], true, "{method}: {told}");
        told
    }
}
