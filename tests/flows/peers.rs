//! Services that others wrote, as processes of their own, and a line to them on which things go wrong as a test says.

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How often it is looked whether a process listens yet, and how long it has.
const LOOK_EVERY: Duration = Duration::from_millis(50);
const LOOKS: u32 = 600;
const CALENDAR: &str = "/calendar/v3";

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It is answered so and never arrives: status, header lines, body.
    Answer(u16, &'static str, &'static str),
    /// It is carried out, and no answer comes back.
    LoseAnswer,
    /// It is carried out, and half of the answer comes back.
    Cut,
    /// The line breaks before it arrives.
    Break,
    /// It is carried out, half of the answer comes back, and then nothing.
    Stall,
}

/// Requests whose first line begins with `line` meet `fault`, but for the first `after` and all after the next `times`.
#[derive(Clone, Debug)]
struct Rule {
    line: String,
    after: usize,
    times: usize,
    fault: Fault,
}

#[derive(Debug, Default)]
struct Line {
    rules: Vec<Rule>,
    /// The first line of each request, without its version.
    requests: Vec<String>,
    /// Whether mails get another Message-ID than they ask for, as at Gmail.
    renames: bool,
    n_renamed: usize,
    /// The newest refresh token that was given.
    refresh_token: Option<String>,
    /// Events that were made under a name that who made them chose, which the emulator does not know: its name for each, and its private
    /// properties.
    named_events: BTreeMap<String, (String, Value)>,
}

/// Google, as a program that others wrote plays it, behind a line that can fail.
pub struct Google {
    process: Child,
    port: u16,
    /// Where the engine finds it.
    pub base: String,
    line: Arc<Mutex<Line>>,
    proxy: JoinHandle<()>,
    _folder: tempfile::TempDir,
}

impl Drop for Google {
    fn drop(&mut self) {
        self.proxy.abort();
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn peers() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // The tests of two packages use this, one of which lies deeper.
    let root = package.ancestors().find(|folder| folder.join("tests/peers").is_dir()).unwrap_or(&package);
    root.join("tests/peers/node_modules")
}

impl Google {
    /// Starts it with these mailboxes and mails, in the words of its seed.
    pub async fn start(seed: Value) -> Self {
        let program = peers().join("emulate/dist/index.js");
        assert!(program.exists(), "{} is missing: run `npm ci` in tests/peers, or `cargo xtask test`", program.display());
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("seed.json");
        std::fs::write(&file, serde_json::json!({ "google": seed }).to_string()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let process = Command::new("node")
            .arg(program)
            .args(["start", "--service", "google", "--port", &port.to_string(), "--base-url", &base, "--seed"])
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("node is needed to run the services that tests talk to: install Node 20");
        let line = Arc::new(Mutex::new(Line::default()));
        let proxy = tokio::spawn(serve(listener, port, line.clone()));
        let google = Self { process, port, base, line, proxy, _folder: folder };
        google.wait().await;
        google
    }

    async fn wait(&self) {
        for _ in 0..LOOKS {
            if TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        panic!("the emulated Google does not listen on port {}", self.port);
    }

    /// From now on, the requests that begin so meet this `times` times, after `after` that do not.
    pub fn fail(&self, line: &str, after: usize, times: usize, fault: Fault) {
        self.line.lock().unwrap().rules.push(Rule { line: line.to_owned(), after, times, fault });
    }

    /// The line is good again.
    pub fn heal(&self) {
        self.line.lock().unwrap().rules.clear();
    }

    pub fn rename_mails(&self) {
        self.line.lock().unwrap().renames = true;
    }

    /// The requests since this was asked before, as `GET /path?query`, but for those to calendars.
    pub fn requests(&self) -> Vec<String> {
        self.take_requests(|request| !request.contains(CALENDAR))
    }

    /// The requests to calendars since this was asked before.
    pub fn calendar_requests(&self) -> Vec<String> {
        self.take_requests(|request| request.contains(CALENDAR))
    }

    fn take_requests(&self, is_wanted: fn(&String) -> bool) -> Vec<String> {
        let mut line = self.line.lock().unwrap();
        let (taken, kept) = std::mem::take(&mut line.requests).into_iter().partition(is_wanted);
        line.requests = kept;
        taken
    }

    /// Takes back what the operator allowed, as they would in their account.
    pub async fn revoke(&self) {
        let token = self.line.lock().unwrap().refresh_token.clone().expect("a token was given");
        let answer =
            ask(self.port, "POST", "/oauth2/revoke", "application/x-www-form-urlencoded", &format!("token={token}")).await;
        assert_eq!(answer.status, 200);
    }

    /// Asks it past the line, as its first user.
    pub async fn ask(&self, method: &str, path: &str, body: Value) -> Value {
        self.ask_at(method, &format!("/gmail/v1/users/me/{path}"), body).await
    }

    /// Puts an event into a calendar, or takes one off. Answers what it is now.
    pub async fn ask_calendar(&self, method: &str, path: &str, body: Value) -> Value {
        self.ask_at(method, &format!("{CALENDAR}/calendars/{path}"), body).await
    }

    async fn ask_at(&self, method: &str, path: &str, body: Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = ask(self.port, method, path, "application/json", &body).await;
        assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    /// Puts a mail into the mailbox, with these labels. Answers what it is called there.
    pub async fn deliver(&self, mail: &str, labels: &[&str]) -> String {
        let body = serde_json::json!({ "raw": URL_SAFE_NO_PAD.encode(mail), "labelIds": labels });
        self.ask("POST", "messages", body).await["id"].as_str().unwrap().to_owned()
    }

    /// The mails that were sent, newest first.
    pub async fn sent(&self) -> Vec<Sent> {
        let list = self.ask("GET", "messages?labelIds=SENT&maxResults=500", Value::Null).await;
        let mut sent = Vec::new();
        for message in list["messages"].as_array().unwrap() {
            let id = message["id"].as_str().unwrap();
            let whole = self.ask("GET", &format!("messages/{id}?format=raw"), Value::Null).await;
            let raw = URL_SAFE.decode(pad(whole["raw"].as_str().unwrap())).unwrap();
            sent.push(Sent { thread: whole["threadId"].as_str().unwrap().to_owned(), raw: String::from_utf8(raw).unwrap() });
        }
        sent
    }

    /// How many drafts there are.
    pub async fn n_drafts(&self) -> usize {
        self.ask("GET", "drafts", Value::Null).await["drafts"].as_array().unwrap().len()
    }
}

/// A mail that was sent, as the mailbox holds it.
#[derive(Clone, Debug)]
pub struct Sent {
    pub thread: String,
    pub raw: String,
}

fn pad(raw: &str) -> String {
    let raw = raw.trim_end_matches('=');
    format!("{raw}{}", "=".repeat((4 - raw.len() % 4) % 4))
}

/// An answer of HTTP/1.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Asks something on this machine. HTTP/1.0, so that the answer comes in one piece and ends with the line.
pub async fn ask(port: u16, method: &str, path: &str, media_type: &str, body: &str) -> Answer {
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer test\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    forward(port, head.as_bytes(), body.as_bytes()).await.expect("an answer")
}

/// What the browser does: it opens the address, the operator says yes, and it follows where it is sent. Answers the last page.
pub async fn allow(address: &url::Url, email: &str) -> Answer {
    let port = address.port().expect("a port");
    let page = ask(port, "GET", &address[url::Position::BeforePath..], "text/html", "").await;
    assert_eq!(page.status, 200, "{}", String::from_utf8_lossy(&page.body));
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .extend_pairs(address.query_pairs())
        .finish();
    let path = format!("{}/callback", address.path());
    let answer = ask(port, "POST", &path, "application/x-www-form-urlencoded", &form).await;
    let back = url::Url::parse(answer.header("location").expect("a way back")).expect("an address");
    ask(back.port().expect("a port"), "GET", &back[url::Position::BeforePath..], "text/html", "").await
}

async fn forward(port: u16, head: &[u8], body: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(head).await?;
    stream.write_all(body).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a whole answer") + 4;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
    let headers = lines.filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())));
    Ok(Answer { status, headers: headers.collect(), body: answer[end..].to_vec() })
}

async fn serve(listener: TcpListener, port: u16, line: Arc<Mutex<Line>>) {
    while let Ok((stream, _)) = listener.accept().await {
        // Whoever asked may go away at any time.
        tokio::spawn(carry(stream, port, line.clone()));
    }
}

/// Carries one request, then closes the line.
async fn carry(mut stream: TcpStream, port: u16, line: Arc<Mutex<Line>>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let end = loop {
        if let Some(at) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    };
    let head = String::from_utf8_lossy(&request[..end]).into_owned();
    let n_bytes = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().unwrap());
    while request.len() < end + n_bytes {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    let first = head.lines().next().and_then(|line| line.rsplit_once(' ')).map_or("", |(first, _)| first).to_owned();
    let (fault, renames) = meet(&line, &first);
    match &fault {
        Some(Fault::Break) => return Ok(()),
        Some(Fault::Answer(status, headers, body)) => {
            let answer =
                format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            return stream.write_all(answer.as_bytes()).await;
        }
        _ => {}
    }
    let mut body = request[end..].to_vec();
    if let Some(n) = renames {
        body = rename(&body, n);
    }
    if let Some(known) = known_event(&line, &first, &body) {
        let is_lost = matches!(fault, Some(Fault::LoseAnswer));
        return if is_lost { Ok(()) } else { stream.write_all(known.as_bytes()).await };
    }
    let kept = head.lines().skip(1).filter(|line| {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        !line.is_empty() && name != "content-length" && name != "connection"
    });
    let kept: String = kept.map(|line| format!("{line}\r\n")).collect();
    let head = format!("{first} HTTP/1.0\r\n{kept}Content-Length: {}\r\n\r\n", body.len());
    let mut answer = forward(port, head.as_bytes(), &body).await?;
    name_events(&line, &first, &body, &mut answer.body);
    if first.starts_with("POST /oauth2/token")
        && let Ok(given) = serde_json::from_slice::<Value>(&answer.body)
        && let Some(token) = given["refresh_token"].as_str()
    {
        line.lock().unwrap().refresh_token = Some(token.to_owned());
    }
    if matches!(fault, Some(Fault::LoseAnswer)) {
        return Ok(());
    }
    let kept = answer
        .headers
        .iter()
        .filter(|(name, _)| ["content-type", "location", "retry-after"].contains(&name.to_ascii_lowercase().as_str()));
    let kept: String = kept.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let whole = answer.body.len();
    let head = format!("HTTP/1.1 {} X\r\n{kept}Content-Length: {whole}\r\nConnection: close\r\n\r\n", answer.status);
    stream.write_all(head.as_bytes()).await?;
    let is_whole = !matches!(fault, Some(Fault::Cut | Fault::Stall));
    stream.write_all(&answer.body[..if is_whole { whole } else { whole / 2 }]).await?;
    if matches!(fault, Some(Fault::Stall)) {
        stream.flush().await?;
        // Until whoever waits has gone.
        stream.read_buf(&mut request).await?;
    }
    Ok(())
}

/// What a request meets, and under which number its mail is renamed.
fn meet(line: &Mutex<Line>, first: &str) -> (Option<Fault>, Option<usize>) {
    let mut line = line.lock().unwrap();
    line.requests.push(first.to_owned());
    let mut met = None;
    for rule in line.rules.iter_mut().filter(|rule| first.starts_with(&rule.line)) {
        if rule.after > 0 {
            rule.after -= 1;
        } else if rule.times > 0 {
            rule.times -= 1;
            met = Some(rule.fault.clone());
            break;
        }
    }
    let is_draft = line.renames && first.starts_with("POST /gmail/v1/users/me/drafts") && !first.ends_with("/send");
    line.n_renamed += usize::from(is_draft);
    (met, is_draft.then_some(line.n_renamed))
}

/// Of an event that was made under a name of its own: what asking for it, or making it once more, is answered with.
fn known_event(line: &Mutex<Line>, first: &str, body: &[u8]) -> Option<String> {
    let (method, path) = first.split_once(' ')?;
    let (_, event) = path.strip_prefix(CALENDAR)?.split_once("/events")?;
    let line = line.lock().unwrap();
    let (status, body) = match method {
        "GET" if event.starts_with('/') => match line.named_events.get_key_value(&event[1..]) {
            Some((id, (_, properties))) => (200, json!({ "id": id, "status": "confirmed", "extendedProperties": properties })),
            None => (404, json!({ "error": { "code": 404, "message": "Not Found" } })),
        },
        "POST" => {
            let asked: Value = serde_json::from_slice(body).ok()?;
            line.named_events.get(asked["id"].as_str()?)?;
            (409, json!({ "error": { "code": 409, "message": "The requested identifier already exists." } }))
        }
        _ => return None,
    };
    let body = body.to_string();
    Some(format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    ))
}

/// Notes under which name an event was made, and says so wherever it is told of.
fn name_events(line: &Mutex<Line>, first: &str, asked: &[u8], answer: &mut Vec<u8>) {
    if !first.contains(CALENDAR) || !first.contains("/events") {
        return;
    }
    let (asked, told) = (serde_json::from_slice::<Value>(asked), serde_json::from_slice::<Value>(answer));
    let Ok(mut told) = told else { return };
    let mut line = line.lock().unwrap();
    if let Ok(asked) = asked
        && let (Some(own), Some(theirs)) = (asked["id"].as_str(), told["id"].as_str())
    {
        line.named_events.insert(own.to_owned(), (theirs.to_owned(), asked["extendedProperties"].clone()));
    }
    let rename = |event: &mut Value| {
        let known = line.named_events.iter().find(|(_, (theirs, _))| event["id"].as_str() == Some(theirs));
        if let Some((own, (_, properties))) = known {
            event["id"] = json!(own);
            event["extendedProperties"] = properties.clone();
        }
    };
    match told["items"].as_array_mut() {
        Some(events) => events.iter_mut().for_each(rename),
        None => rename(&mut told),
    }
    *answer = told.to_string().into_bytes();
}

/// The same draft under another Message-ID.
fn rename(body: &[u8], n: usize) -> Vec<u8> {
    let mut asked: Value = serde_json::from_slice(body).unwrap();
    let raw = URL_SAFE.decode(pad(asked["message"]["raw"].as_str().unwrap())).unwrap();
    let mail = String::from_utf8(raw).unwrap();
    let lines = mail.split("\r\n").map(|line| {
        let is_id = line.to_ascii_lowercase().starts_with("message-id:");
        if is_id { format!("Message-ID: <renamed-{n}@mail.provider.example>") } else { line.to_owned() }
    });
    let mail = lines.collect::<Vec<_>>().join("\r\n");
    asked["message"]["raw"] = Value::String(URL_SAFE_NO_PAD.encode(mail));
    asked.to_string().into_bytes()
}
