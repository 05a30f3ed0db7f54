//! A Slack of our own for tests: one workspace that remembers what is said in it, asked as Slack's description of its Web API says, and
//! listened to by Socket Mode, on lines that a test can break.
//!
//! It speaks plainly, on the loopback of this machine, and ends with its value.

mod methods;
mod sockets;

pub use super::hubspot::wire::Fault;

use super::hubspot::wire::{Answer, Line};
use crate::clock::Clock;
use serde_json::{Value, json};
use sockets::Sockets;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// The token that is good at first, whose it is, and the bot's.
pub const TOKEN: &str = "xoxp-test-1";
pub const BOT_TOKEN: &str = "xoxb-test-1";
pub const APP_TOKEN: &str = "xapp-test-1";
/// The operator, a colleague, and somebody from outside.
pub const DANA: &str = "U0DANA";
pub const OMAR: &str = "U0OMAR";
pub const ANA: &str = "U0ANA";
/// Somebody whose address nobody is told.
pub const TOM: &str = "U0TOM";
/// The bot as a person.
pub const BOT: &str = "U0CASEY";
/// A channel, and the direct messages of the operator with Ana, Omar and Tom.
pub const DEALS: &str = "C0DEALS";
pub const WITH_ANA: &str = "D0ANA";
pub const WITH_OMAR: &str = "D0OMAR";
pub const WITH_TOM: &str = "D0TOM";

/// What a token may do at first.
pub const SCOPES: &[&str] = &[
    "im:read",
    "im:history",
    "channels:read",
    "channels:history",
    "groups:read",
    "groups:history",
    "mpim:read",
    "mpim:history",
    "users:read",
    "users:read.email",
    "chat:write",
];

/// Something that was said.
#[derive(Clone, Debug)]
pub struct Said {
    pub channel: String,
    pub ts: String,
    pub thread: Option<String>,
    pub user: String,
    pub text: String,
    /// What else it carries.
    pub more: Value,
}

#[derive(Debug)]
struct Rule {
    line: String,
    after: usize,
    times: usize,
    fault: Fault,
}

#[derive(Debug)]
struct Channel {
    id: String,
    name: String,
    /// As lists call it: `im`, `public_channel`, `private_channel`, `mpim`.
    kind: &'static str,
    /// Of a direct message, the other one.
    other: String,
    is_member: bool,
}

#[derive(Debug)]
struct State {
    users: Vec<(String, String, String)>,
    channels: Vec<Channel>,
    said: Vec<Said>,
    tokens: Vec<(String, String)>,
    scopes: Vec<String>,
    /// Who is of the workspace itself.
    members: Vec<String>,
    rules: Vec<Rule>,
    requests: Vec<String>,
    n: u64,
}

struct Shared {
    clock: Arc<dyn Clock>,
    /// What happens with each request before it is answered.
    meanwhile: Mutex<Option<Box<dyn Fn() + Send>>>,
    state: Mutex<State>,
    sockets: Sockets,
    is_over: AtomicBool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The server.
pub struct Slack {
    /// Where the engine finds it.
    pub base: String,
    port: u16,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
impl Slack {
    /// A workspace in which nothing was said, whose time is the clock's.
    pub fn start(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let user = |id: &str, name: &str, email: &str| (id.to_owned(), name.to_owned(), email.to_owned());
        let direct = |id: &str, other: &str| Channel {
            id: id.to_owned(),
            name: String::new(),
            kind: "im",
            other: other.to_owned(),
            is_member: true,
        };
        let state = State {
            users: vec![
                user(DANA, "Dana Reed", super::OPERATOR),
                user(OMAR, "Omar Haddad", "omar@northwind.example"),
                user(ANA, "Ana Duarte", "ana@brightloom.example"),
                user(TOM, "Tom Berg", ""),
                user(BOT, "Casey", ""),
            ],
            channels: vec![
                Channel {
                    id: DEALS.to_owned(),
                    name: "deals".to_owned(),
                    kind: "public_channel",
                    other: String::new(),
                    is_member: true,
                },
                direct(WITH_ANA, ANA),
                direct(WITH_OMAR, OMAR),
                direct(WITH_TOM, TOM),
            ],
            said: Vec::new(),
            tokens: vec![(TOKEN.to_owned(), DANA.to_owned()), (BOT_TOKEN.to_owned(), BOT.to_owned())],
            scopes: SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            members: Vec::new(),
            rules: Vec::new(),
            requests: Vec::new(),
            n: 0,
        };
        let shared = Arc::new(Shared {
            clock,
            meanwhile: Mutex::default(),
            state: Mutex::new(state),
            sockets: Sockets::open(),
            is_over: AtomicBool::new(false),
        });
        let of_thread = shared.clone();
        let listening = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if of_thread.is_over.load(Ordering::SeqCst) {
                    return;
                }
                let shared = of_thread.clone();
                // A line that breaks is over, which is what the client meant or what a fault wanted.
                std::thread::spawn(move || drop(hold(stream, &shared)));
            }
        });
        Self { base: format!("http://127.0.0.1:{port}"), port, shared, listening: Some(listening) }
    }

    /// Somebody says something. Answers when, which is its name; whoever listens hears it.
    pub fn say(&self, channel: &str, user: &str, text: &str, thread: Option<&str>) -> String {
        self.say_with(channel, user, text, thread, json!({}))
    }

    /// The same, with more: a subtype, a bot's id.
    pub fn say_with(&self, channel: &str, user: &str, text: &str, thread: Option<&str>, more: Value) -> String {
        let said = self.quietly(channel, user, text, thread, more);
        self.hear(&event(&said));
        said.ts
    }

    /// The same, and nobody hears it.
    pub fn quietly(&self, channel: &str, user: &str, text: &str, thread: Option<&str>, more: Value) -> Said {
        let now = self.shared.clock.now();
        let mut state = self.shared.state();
        let ts = state.ts(now.0);
        let said = Said {
            channel: channel.to_owned(),
            ts,
            thread: thread.map(str::to_owned),
            user: user.to_owned(),
            text: text.to_owned(),
            more,
        };
        state.said.push(said.clone());
        said
    }

    /// What is heard on all lines, under an event's name of its own.
    pub fn hear(&self, event: &Value) {
        let mut state = self.shared.state();
        state.n += 1;
        let id = format!("Ev{:06}", state.n);
        drop(state);
        self.hear_as(&id, event);
    }

    /// The same event under this name, as it is when it is sent again.
    pub fn hear_as(&self, id: &str, event: &Value) {
        self.shared.sockets.send(id, event, &json!([]));
    }

    /// An event of which Slack says for whom it is.
    pub fn hear_for(&self, team: &str, user: &str, id: &str, event: &Value) {
        let whose = json!([{ "enterprise_id": null, "team_id": team, "user_id": user, "is_bot": user == BOT }]);
        self.shared.sockets.send(id, event, &whose);
    }

    /// The envelopes that were acknowledged, by the names of their events.
    pub fn acknowledged(&self) -> Vec<String> {
        self.shared.sockets.acknowledged()
    }

    /// How many lines are open now, and how many ever were.
    pub fn lines(&self) -> (usize, usize) {
        self.shared.sockets.lines()
    }

    /// Breaks all lines, without a word or with one (`disconnect`).
    pub fn hang_up(&self, with_word: bool) {
        self.shared.sockets.hang_up(with_word);
    }

    /// Changes the words of a message, past the line.
    pub fn edit(&self, channel: &str, ts: &str, text: &str) {
        let mut state = self.shared.state();
        let said = state.said.iter_mut().find(|said| said.channel == channel && said.ts == ts).expect("a message");
        text.clone_into(&mut said.text);
        let inner = shape(said);
        drop(state);
        self.hear(&json!({
            "type": "message", "subtype": "message_changed", "hidden": true, "channel": channel, "ts": ts, "message": inner,
        }));
    }

    /// Takes a message back.
    pub fn delete(&self, channel: &str, ts: &str) {
        self.shared.state().said.retain(|said| said.channel != channel || said.ts != ts);
        self.hear(&json!({
            "type": "message", "subtype": "message_deleted", "hidden": true, "channel": channel, "ts": ts, "deleted_ts": ts,
        }));
    }

    /// What was said in a channel by whoever has a token, oldest first.
    pub fn posts(&self) -> Vec<Said> {
        let state = self.shared.state();
        state.said.iter().filter(|said| said.more.get("metadata").is_some()).cloned().collect()
    }

    pub fn scopes(&self, scopes: &[&str]) {
        self.shared.state().scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    }

    /// The old tokens are good no more; these are.
    pub fn rotate(&self, token: &str) {
        self.shared.state().tokens = vec![(token.to_owned(), DANA.to_owned())];
    }

    /// From now on, the requests that begin so (`POST /api/…`) meet this `times` times, after `after` that do not.
    pub fn fail(&self, line: &str, after: usize, times: usize, fault: Fault) {
        self.shared.state().rules.push(Rule { line: line.to_owned(), after, times, fault });
    }

    pub fn heal(&self) {
        self.shared.state().rules.clear();
    }

    /// From now on, this happens with each request before it is answered: time passes.
    pub fn meanwhile(&self, happens: impl Fn() + Send + 'static) {
        *self.shared.meanwhile.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(happens));
    }

    /// Somebody more, and the direct messages with them.
    pub fn meet(&self, user: &str, name: &str, email: &str) -> String {
        let mut state = self.shared.state();
        let id = format!("D{user}");
        state.users.push((user.to_owned(), name.to_owned(), email.to_owned()));
        state.channels.push(Channel { id: id.clone(), name: String::new(), kind: "im", other: user.to_owned(), is_member: true });
        id
    }

    /// From now on, their address is told.
    pub fn address(&self, user: &str, email: &str) {
        for (_, _, known) in self.shared.state().users.iter_mut().filter(|(id, ..)| id == user) {
            email.clone_into(known);
        }
    }

    /// This one is of the workspace itself.
    pub fn belongs(&self, user: &str) {
        self.shared.state().members.push(user.to_owned());
    }

    /// From now on, lines end before a greeting, or do so no more.
    pub fn greet(&self, greets: bool) {
        self.shared.sockets.greet(greets);
    }

    /// The requests since this was asked before, as `POST /api/chat.postMessage`.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.state().requests)
    }
}

impl Drop for Slack {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        self.shared.sockets.close();
        // Wakes whoever waits for the next line.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(listening) = self.listening.take() {
            drop(listening.join());
        }
    }
}

impl State {
    /// A time that no other message has.
    fn ts(&mut self, now_ms: i64) -> String {
        self.n += 1;
        let micros = now_ms * 1000 + i64::try_from(self.n).unwrap_or_default();
        format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
    }

    fn meet(&mut self, line: &str) -> Option<Fault> {
        for rule in self.rules.iter_mut().filter(|rule| line.starts_with(&rule.line)) {
            if rule.after > 0 {
                rule.after -= 1;
            } else if rule.times > 0 {
                rule.times -= 1;
                return Some(rule.fault.clone());
            }
        }
        None
    }
}

/// A message as Slack tells it.
fn shape(said: &Said) -> Value {
    let mut told = json!({ "type": "message", "user": said.user, "text": said.text, "ts": said.ts });
    if let Some(fields) = told.as_object_mut() {
        if let Some(thread) = &said.thread {
            fields.insert("thread_ts".to_owned(), json!(thread));
        }
        for (name, value) in said.more.as_object().into_iter().flatten() {
            fields.insert(name.clone(), value.clone());
        }
    }
    told
}

fn event(said: &Said) -> Value {
    let mut told = shape(said);
    if let Some(fields) = told.as_object_mut() {
        fields.insert("channel".to_owned(), json!(said.channel));
        let kind = if said.channel.starts_with('D') { "im" } else { "channel" };
        fields.insert("channel_type".to_owned(), json!(kind));
    }
    told
}

/// Holds one conversation until the client goes, or a fault ends it.
fn hold(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut line = Line::new(stream);
    while let Some(request) = line.read()? {
        let asked = request.line();
        let fault = {
            let mut state = shared.state();
            state.requests.push(asked.clone());
            state.meet(&asked)
        };
        match &fault {
            Some(Fault::Break) => return Ok(()),
            Some(Fault::Answer(status, headers, body)) => {
                line.write_plain(*status, headers, body)?;
                continue;
            }
            _ => {}
        }
        if let Some(happens) = &*shared.meanwhile.lock().unwrap_or_else(PoisonError::into_inner) {
            happens();
        }
        let (body, headers) = methods::answer(shared, &request);
        if let Some(Fault::DoAndAnswer(status, headers, body)) = &fault {
            line.write_plain(*status, headers, body)?;
            continue;
        }
        let answer = Answer { status: 200, headers, body: body.to_string() };
        if line.write(&answer, fault.as_ref())?.is_err() {
            return Ok(());
        }
    }
    Ok(())
}
