//! A line to the emulated service that passes everything on as it is, but for the token: the emulator lets each ask 5,000 times an
//! hour, so that every 4,000 requests another one asks. Both sides of a bench go over it.

use crate::memory::most_held;
use anyhow::Context as _;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, LOCATION};
use axum::response::{IntoResponse as _, Response};
use reqwest::{Client, redirect};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const REQUESTS_PER_TOKEN: usize = 4_000;
/// The longest request, in bytes.
const REQUEST_LIMIT: usize = 1 << 20;
/// What of a request and of an answer is passed on, beside the body.
const HEADERS: [HeaderName; 2] = [CONTENT_TYPE, LOCATION];

/// The line, closed with this.
pub struct Line {
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    client: Client,
    /// Where the service is, as in `http://127.0.0.1:4100`.
    to: String,
    mark: usize,
    passed: Mutex<Passed>,
}

#[derive(Debug, Default)]
struct Passed {
    /// The paths with their queries, in their order.
    asked: Vec<String>,
    n_passed: usize,
    held_at_mark: f64,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A client as plain as the engine's own.
pub fn client() -> anyhow::Result<Client> {
    // Fails only where the engine chose before, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder().redirect(redirect::Policy::none()).no_proxy().build().context("Prepare to ask a service")
}

impl Line {
    /// Passes on to that port what comes to the listener. Remembers the memory that is held once `mark` mails were asked for.
    pub fn open(listener: TcpListener, port: u16, mark: usize) -> anyhow::Result<Self> {
        let to = format!("http://127.0.0.1:{port}");
        let shared = Arc::new(Shared { client: client()?, to, mark, passed: Mutex::default() });
        let app = Router::new().fallback(pass).with_state(shared.clone());
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                eprintln!("the line to the service broke: {error}");
            }
        });
        Ok(Self { shared, serving })
    }

    /// What was asked of the mailbox since this was asked before.
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.passed().asked)
    }

    /// In MB; zero before the mark.
    pub fn held_at_mark(&self) -> f64 {
        self.shared.passed().held_at_mark
    }
}

impl Shared {
    fn passed(&self) -> MutexGuard<'_, Passed> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the token that asks.
    fn note(&self, path: &str) -> String {
        let mut passed = self.passed();
        passed.n_passed += 1;
        if path.starts_with("/gmail/") {
            passed.asked.push(path.to_owned());
        }
        if passed.asked.len() == self.mark && passed.held_at_mark == 0.0 {
            passed.held_at_mark = most_held().unwrap_or_default();
        }
        format!("Bearer bench-{}", passed.n_passed / REQUESTS_PER_TOKEN)
    }
}

async fn pass(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    match pass_on(&shared, request).await {
        Ok(answer) => answer,
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:#}")).into_response(),
    }
}

async fn pass_on(shared: &Shared, request: Request) -> anyhow::Result<Response> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let token = shared.note(path);
    let body = to_bytes(body, REQUEST_LIMIT).await.context("Read a request")?;
    let mut asked = shared.client.request(parts.method, format!("{}{path}", shared.to)).body(body);
    if parts.headers.contains_key(AUTHORIZATION) {
        asked = asked.header(AUTHORIZATION, token);
    }
    for name in &HEADERS {
        asked = parts.headers.get(name).into_iter().fold(asked, |asked, value| asked.header(name, value));
    }
    let answer = asked.send().await.context("Pass a request on")?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut passed = (status, answer.bytes().await.context("Read an answer")?).into_response();
    for name in &HEADERS {
        if let Some(value) = headers.get(name) {
            passed.headers_mut().insert(name, value.clone());
        }
    }
    Ok(passed)
}
