//! A HubSpot of our own for tests: one portal that remembers what is done to it, asked as the descriptions of 2026-03 say.
//!
//! It refuses what they do not allow, in HubSpot's words, and keeps a record of it: a test asserts that there is none. It speaks
//! plainly, on the loopback of this machine, and ends with its value.

mod answers;
mod door;
mod gate;
mod links;
mod paths;
mod portal;
mod properties;
mod search;
mod shapes;
pub(crate) mod wire;

pub use paths::SCOPES;
pub use properties::Kind;
pub use wire::Fault;

use crate::clock::Clock;
use gate::Gate;
use paths::Route;
use portal::{Owner, Pipeline, Portal, Stage};
use std::collections::BTreeMap;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use wire::Line;

/// The portal, as it says of itself.
pub const PORTAL_ID: i64 = 4_711_001;
pub const PORTAL_DOMAIN: &str = "northwind-sales.example";
/// The token that is good at first.
pub const TOKEN: &str = "pat-test-00000000-0000-0000-0000-000000000001";
/// The owners that a portal has: the operator, and somebody else.
pub const OWNER: &str = "501";
pub const OTHER_OWNER: &str = "502";
/// Its pipeline, and the stages of that in their order.
pub const PIPELINE: &str = "default";
pub const STAGES: [&str; 7] = [
    "appointmentscheduled",
    "qualifiedtobuy",
    "presentationscheduled",
    "decisionmakerboughtin",
    "contractsent",
    "closedwon",
    "closedlost",
];

/// Requests whose line begins so meet a fault, but for the first `after` and all after the next `times`.
#[derive(Clone, Debug)]
struct Rule {
    line: String,
    after: usize,
    times: usize,
    fault: Fault,
}

#[derive(Debug)]
struct State {
    portal: Portal,
    gate: Gate,
    rules: Vec<Rule>,
    lag_ms: i64,
    tells_of_tokens: bool,
    requests: Vec<String>,
    refused: Vec<String>,
    n_answers: u64,
}

struct Shared {
    routes: Vec<Route>,
    clock: Arc<dyn Clock>,
    /// What happens with each request before it is answered.
    meanwhile: Mutex<Option<Box<dyn Fn() + Send>>>,
    state: Mutex<State>,
    is_over: AtomicBool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The server.
pub struct HubSpot {
    /// Where the engine finds it.
    pub base: String,
    port: u16,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

fn stage(id: &str, n: usize) -> Stage {
    const PROBABILITIES: [&str; 7] = ["0.2", "0.4", "0.6", "0.8", "0.9", "1.0", "0.0"];
    let probability = PROBABILITIES.get(n).copied().unwrap_or("0.5").to_owned();
    Stage { id: id.to_owned(), label: id.to_owned(), probability, is_closed: id.starts_with("closed") }
}

fn owner(id: &str, email: &str, first: &str, last: &str) -> Owner {
    Owner { id: id.to_owned(), email: email.to_owned(), first_name: first.to_owned(), last_name: last.to_owned() }
}

fn given(properties: &[(&str, &str)]) -> BTreeMap<String, String> {
    properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
impl HubSpot {
    /// An empty portal whose time is the clock's.
    pub fn start(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let stages = STAGES.iter().enumerate().map(|(n, id)| stage(id, n)).collect();
        let pipelines = vec![Pipeline { id: PIPELINE.to_owned(), label: "Sales".to_owned(), stages }];
        let owners =
            vec![owner(OWNER, super::OPERATOR, "Dana", "Reed"), owner(OTHER_OWNER, "omar@northwind.example", "Omar", "Haddad")];
        let portal = Portal::new(pipelines, owners);
        let gate = Gate {
            token: TOKEN.to_owned(),
            scopes: SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            is_strict: false,
            asked: gate::Window::default(),
            searched: gate::Window::default(),
            n_today: 0,
            most: 0,
        };
        let state = State {
            portal,
            gate,
            rules: Vec::new(),
            lag_ms: 0,
            tells_of_tokens: true,
            requests: Vec::new(),
            refused: Vec::new(),
            n_answers: 0,
        };
        let shared = Arc::new(Shared {
            routes: paths::all(),
            clock,
            meanwhile: Mutex::default(),
            state: Mutex::new(state),
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

    /// Makes an object past the line. Answers its id.
    pub fn make(&self, kind: Kind, properties: &[(&str, &str)]) -> String {
        let now = self.shared.clock.now();
        self.shared.state().portal.make(kind, &given(properties), now).expect("an object that fits").to_string()
    }

    pub fn contact(&self, email: &str, first: &str, last: &str) -> String {
        let all = [("email", email), ("firstname", first), ("lastname", last)];
        let given: Vec<(&str, &str)> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        self.make(Kind::Contacts, &given)
    }

    pub fn company(&self, name: &str, domain: &str) -> String {
        self.make(Kind::Companies, &[("name", name), ("domain", domain)])
    }

    /// A deal of the operator's in euros; without an amount where that is empty.
    pub fn deal(&self, name: &str, stage: &str, amount: &str) -> String {
        let currency = if amount.is_empty() { "" } else { "EUR" };
        let all = [
            ("dealname", name),
            ("dealstage", stage),
            ("pipeline", PIPELINE),
            ("amount", amount),
            ("deal_currency_code", currency),
            ("hubspot_owner_id", OWNER),
        ];
        let given: Vec<(&str, &str)> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        self.make(Kind::Deals, &given)
    }

    /// Changes an object past the line, as somebody in HubSpot does.
    pub fn change(&self, kind: Kind, id: &str, properties: &[(&str, &str)]) {
        let now = self.shared.clock.now();
        self.shared.state().portal.change(kind, id, &given(properties), now).expect("a change that fits");
    }

    pub fn move_deal(&self, id: &str, stage: &str) {
        self.change(Kind::Deals, id, &[("dealstage", stage)]);
    }

    /// Sets a value that no client may set, as odd as it may be; nobody sees that the object changed.
    pub fn put(&self, kind: Kind, id: &str, name: &str, value: &str) {
        self.shared.state().portal.put(kind, id.parse().expect("an id"), name, value);
    }

    /// What an object holds.
    pub fn value(&self, kind: Kind, id: &str, name: &str) -> Option<String> {
        self.shared.state().portal.find(kind, id).and_then(|(_, object)| object.properties.get(name).cloned())
    }

    /// The ids of all that is not archived, in order.
    pub fn ids(&self, kind: Kind) -> Vec<String> {
        let state = self.shared.state();
        let live = state.portal.objects(kind).filter(|(_, object)| object.archived_at.is_none());
        live.map(|(id, _)| id.to_string()).collect()
    }

    /// The ids of the objects of a kind that belong to this one, the main one first.
    pub fn linked(&self, of: (Kind, &str), kind: Kind) -> Vec<String> {
        let key = (of.0, of.1.parse().expect("an id"));
        self.shared.state().portal.linked(key, kind).iter().map(u64::to_string).collect()
    }

    pub fn link(&self, one: (Kind, &str), other: (Kind, &str)) {
        let key = |(kind, id): (Kind, &str)| (kind, id.parse().expect("an id"));
        self.shared.state().portal.link(key(one), key(other));
    }

    pub fn archive(&self, kind: Kind, id: &str) {
        let now = self.shared.clock.now();
        self.shared.state().portal.archive(kind, id.parse().expect("an id"), now);
    }

    /// Deletes an object for good, as by a wish to be forgotten: nothing tells of it any more.
    pub fn erase(&self, kind: Kind, id: &str) {
        let now = self.shared.clock.now();
        self.shared.state().portal.forget(kind, id.parse().expect("an id"), now);
    }

    /// Merges the second into the first.
    pub fn merge(&self, kind: Kind, first: &str, second: &str) {
        let now = self.shared.clock.now();
        self.shared.state().portal.merge(kind, first, second, now).expect("two that can be merged");
    }

    /// Has all objects be as old as if so many seconds had passed since they last changed.
    pub fn grow_old(&self, seconds: i64) {
        let at = self.shared.clock.now().plus_seconds(-seconds);
        let mut state = self.shared.state();
        for kind in Kind::ALL {
            let ids: Vec<u64> = state.portal.objects(kind).map(|(id, _)| id).collect();
            ids.into_iter().for_each(|id| state.portal.touch(kind, id, at));
        }
    }

    /// Has the portal have a pipeline of its own, with these stages; the last two are won and lost.
    pub fn pipeline(&self, id: &str, label: &str, stages: &[&str]) {
        let n = stages.len();
        let stage = |(place, id): (usize, &&str)| Stage {
            id: (*id).to_owned(),
            label: (*id).to_owned(),
            probability: match n - place {
                1 => "0.0".to_owned(),
                2 => "1.0".to_owned(),
                _ => format!("{:.2}", (place + 1) as f64 / n as f64),
            },
            is_closed: n - place <= 2,
        };
        let stages = stages.iter().enumerate().map(stage).collect();
        self.shared.state().portal.pipelines.push(Pipeline { id: id.to_owned(), label: label.to_owned(), stages });
    }

    /// Has the portal have a property of its own.
    pub fn property(&self, kind: Kind, name: &str) {
        self.shared.state().portal.own_properties.insert((kind, name.to_owned()));
    }

    /// From now on the token may do only this.
    pub fn allow(&self, scopes: &[&str]) {
        self.shared.state().gate.scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    }

    /// From now on another token is good.
    pub fn rotate(&self, token: &str) {
        self.shared.state().gate.token = token.to_owned();
    }

    /// From now on it does not tell what a token is, as for a kind of token that it does not know.
    pub fn tell_nothing_of_tokens(&self) {
        self.shared.state().tells_of_tokens = false;
    }

    /// Refuses whoever asks more than 100 times in 10 seconds, or searches more than 4 times in one.
    pub fn be_strict(&self) {
        self.shared.state().gate.is_strict = true;
    }

    /// The most requests that were ever within 10 seconds.
    pub fn busiest(&self) -> usize {
        self.shared.state().gate.most
    }

    /// A search sees a change only after so long.
    pub fn lag_seconds(&self, seconds: i64) {
        self.shared.state().lag_ms = seconds * 1000;
    }

    /// From now on, the requests that begin so meet this `times` times, after `after` that do not.
    pub fn fail(&self, line: &str, after: usize, times: usize, fault: Fault) {
        self.shared.state().rules.push(Rule { line: line.to_owned(), after, times, fault });
    }

    /// All is well again.
    /// From now on, this happens with each request before it is answered: time passes.
    pub fn meanwhile(&self, happens: impl Fn() + Send + 'static) {
        *self.shared.meanwhile.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(happens));
    }

    pub fn heal(&self) {
        self.shared.state().rules.clear();
    }

    /// The requests since this was asked before, as `GET /path?query`.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.state().requests)
    }

    /// The requests that the descriptions do not allow, each with what is wrong.
    pub fn refused(&self) -> Vec<String> {
        self.shared.state().refused.clone()
    }
}

impl Drop for HubSpot {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        // Wakes whoever listens.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(listening) = self.listening.take() {
            drop(listening.join());
        }
    }
}

fn hold(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let mut line = Line::new(stream);
    while let Some(request) = line.read()? {
        let fault = meet(&mut shared.state(), &request.line());
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
        let answer = door::answer(shared, &request);
        if let Some(Fault::DoAndAnswer(status, headers, body)) = &fault {
            line.write_plain(*status, headers, body)?;
            continue;
        }
        if line.write(&answer, fault.as_ref())?.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// Notes a request. Answers what it meets.
fn meet(state: &mut State, line: &str) -> Option<Fault> {
    state.requests.push(line.to_owned());
    for rule in state.rules.iter_mut().filter(|rule| line.starts_with(&rule.line)) {
        if rule.after > 0 {
            rule.after -= 1;
        } else if rule.times > 0 {
            rule.times -= 1;
            return Some(rule.fault.clone());
        }
    }
    None
}

/// How many paths and how many fields of bodies and queries are told apart.
pub fn n_described() -> (usize, usize) {
    let routes = paths::all();
    let n_fields = routes.iter().map(|route| route.query.len() + route.body.map_or(0, |body| body.n_fields())).sum();
    (routes.len(), n_fields)
}
