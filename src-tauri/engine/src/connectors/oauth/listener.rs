//! The loopback address to which the browser brings the answer of a sign-in: one answer, then it is closed (RFC 8252, 7.3).
//!
//! It hears this machine only, takes one path under its own name, and answers with a page that holds nothing.

use crate::sensitive::Sensitive;
use anyhow::Context as _;
use api::{ApiError, Code, text};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERRER_POLICY};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

/// The one path that is answered.
const PATH: &str = "/signed-in";
/// The longest query that is read, in bytes.
const QUERY_LIMIT: usize = 8192;

/// What the browser brought.
#[derive(Debug)]
pub enum Answered {
    Code(Sensitive),
    /// The operator or the service said no: the service's code for it.
    Refused(String),
}

/// A place that waits for the browser.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    port: u16,
}

struct Waiting {
    host: String,
    state: Sensitive,
    answer: Mutex<Option<oneshot::Sender<Answered>>>,
    done: CancellationToken,
}

impl Listener {
    /// Listens on this port of the loopback, or on one that is free.
    ///
    /// Errors: `unavailable` on `redirect_port` where the port is taken.
    pub async fn open(port: Option<u16>) -> anyhow::Result<Self> {
        let socket = match TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).await {
            Ok(socket) => socket,
            Err(fault) if matches!(fault.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {
                let words = text::port_is_taken(port.unwrap_or(0));
                return Err(ApiError::new(Code::Unavailable, words).on("redirect_port").into());
            }
            Err(fault) => return Err(fault).context("Listen for the browser's answer"),
        };
        let port = socket.local_addr().context("Listen for the browser's answer")?.port();
        Ok(Self { socket, port })
    }

    /// Where the service is to send the browser.
    pub fn redirect(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the answer that carries `state`. All other requests are turned away, and change nothing. Closed afterwards, and
    /// when the future is dropped.
    pub async fn wait(self, state: Sensitive) -> anyhow::Result<Answered> {
        let (sender, answer) = oneshot::channel();
        let done = CancellationToken::new();
        let waiting =
            Waiting { host: format!("127.0.0.1:{}", self.port), state, answer: Mutex::new(Some(sender)), done: done.clone() };
        let app = Router::new().fallback(serve).with_state(Arc::new(waiting));
        axum::serve(self.socket, app).with_graceful_shutdown(done.cancelled_owned()).await.context("Wait for the browser")?;
        answer.await.context("Wait for the browser")
    }
}

async fn serve(State(waiting): State<Arc<Waiting>>, request: Request) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if host != waiting.host {
        return page(StatusCode::MISDIRECTED_REQUEST, text::page_not_for_you());
    }
    if request.uri().path() != PATH {
        return page(StatusCode::NOT_FOUND, text::page_not_for_you());
    }
    if request.method() != Method::GET {
        return page(StatusCode::METHOD_NOT_ALLOWED, text::page_not_for_you());
    }
    let query = request.uri().query().unwrap_or_default();
    if query.len() > QUERY_LIMIT {
        return page(StatusCode::URI_TOO_LONG, text::page_not_for_you());
    }
    let mut asked = Asked::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "state" => asked.state = value.into_owned(),
            "code" => asked.code = Some(value.into_owned()),
            "error" => asked.error = Some(value.into_owned()),
            _ => {}
        }
    }
    if !is_same(&asked.state, waiting.state.expose()) {
        return page(StatusCode::BAD_REQUEST, text::page_of_another_sign_in());
    }
    let answered = match (asked.error, asked.code.filter(|code| !code.is_empty())) {
        (Some(error), _) => Answered::Refused(error),
        (None, Some(code)) => Answered::Code(Sensitive::new(code)),
        (None, None) => return page(StatusCode::BAD_REQUEST, text::page_not_for_you()),
    };
    let Some(sender) = waiting.answer.lock().unwrap_or_else(PoisonError::into_inner).take() else {
        return page(StatusCode::GONE, text::page_was_used());
    };
    let words = if matches!(answered, Answered::Code(_)) { text::page_go_back() } else { text::page_refused() };
    // Whoever waited may have given up.
    drop(sender.send(answered));
    waiting.done.cancel();
    page(StatusCode::OK, words)
}

#[derive(Default)]
struct Asked {
    state: String,
    code: Option<String>,
    error: Option<String>,
}

/// Compares without telling by its time how much is alike.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differences, (a, b)| differences | (a ^ b)) == 0
}

fn page(status: StatusCode, words: String) -> Response {
    let body = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>CaseyOS</title>\
         <style>body{{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 1em;color:#222}}\
         @media (prefers-color-scheme:dark){{body{{background:#1a1a1c;color:#ddd}}}}</style><h1>CaseyOS</h1><p>{words}</p></html>"
    );
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"),
    ];
    (status, headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    async fn asked(port: u16, line: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stream.write_all(format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    async fn opened() -> (u16, String, tokio::task::JoinHandle<anyhow::Result<Answered>>) {
        let listener = Listener::open(None).await.unwrap();
        let (port, host) = (listener.port, format!("127.0.0.1:{}", listener.port));
        assert_eq!(listener.redirect(), format!("http://{host}/signed-in"));
        (port, host, tokio::spawn(listener.wait(Sensitive::new("right"))))
    }

    #[tokio::test]
    async fn what_is_not_the_answer_is_turned_away_and_the_answer_still_counts() {
        let (port, host, waits) = opened().await;
        for (line, host, status) in [
            ("GET /signed-in?state=right&code=c", "evil.example", "421"),
            ("GET /signed-in?state=right&code=c", "localhost", "421"),
            ("GET /?state=right&code=c", host.as_str(), "404"),
            ("POST /signed-in?state=right&code=c", &host, "405"),
            ("GET /signed-in?state=wrong&code=c", &host, "400"),
            ("GET /signed-in?code=c", &host, "400"),
            ("GET /signed-in?state=right", &host, "400"),
        ] {
            let answer = asked(port, line, host).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{line}: {answer}");
        }
        let page = asked(port, "GET /signed-in?state=right&code=4%2Fsecret", &host).await;
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.to_lowercase().contains("referrer-policy: no-referrer"));
        assert!(!page.contains("secret") && !page.contains("right"));
        let Answered::Code(code) = waits.await.unwrap().unwrap() else { panic!("a code was brought") };
        assert_eq!(code.expose(), "4/secret");
        assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "a second answer finds nobody");
    }

    #[tokio::test]
    async fn a_refusal_ends_it_too() {
        let (port, host, waits) = opened().await;
        asked(port, "GET /signed-in?state=right&error=access_denied", &host).await;
        let Answered::Refused(code) = waits.await.unwrap().unwrap() else { panic!("it was refused") };
        assert_eq!(code, "access_denied");
    }

    #[tokio::test]
    async fn a_port_that_is_taken_is_said_so() {
        let taken = Listener::open(None).await.unwrap();
        let error = Listener::open(Some(taken.port)).await.unwrap_err().downcast::<ApiError>().unwrap();
        assert_eq!((error.code, error.field.as_deref()), (Code::Unavailable, Some("redirect_port")));
    }
}
