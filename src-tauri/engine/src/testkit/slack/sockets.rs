//! Socket Mode, as Slack speaks it: a greeting, envelopes that want to be acknowledged, and a word before it hangs up.

use serde_json::{Value, json};
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio_tungstenite::tungstenite::{Error, Message, WebSocket, accept};

/// How often a line looks whether there is something to say.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// What is to be said on a line.
#[derive(Clone, Debug)]
enum Word {
    Envelope(String),
    GoodBye,
    /// It breaks.
    Silence,
}

#[derive(Debug, Default)]
struct Lines {
    waiting: Vec<Arc<Mutex<Vec<Word>>>>,
    n_ever: usize,
    acknowledged: Vec<String>,
    /// Lines end before a greeting.
    is_rude: bool,
}

#[derive(Debug)]
pub struct Sockets {
    port: u16,
    lines: Arc<Mutex<Lines>>,
    is_over: Arc<AtomicBool>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
impl Sockets {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (lines, is_over) = (Arc::<Mutex<Lines>>::default(), Arc::<AtomicBool>::default());
        let (of_thread, over) = (lines.clone(), is_over.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let (lines, over) = (of_thread.clone(), over.clone());
                std::thread::spawn(move || hold(stream, &lines, &over));
            }
        });
        Self { port, lines, is_over }
    }

    pub fn address(&self) -> String {
        format!("ws://127.0.0.1:{}/link", self.port)
    }

    /// Says an event on all lines.
    pub fn send(&self, id: &str, event: &Value, whose: &Value) {
        let payload = json!({
            "type": "event_callback", "event_id": id, "team_id": "T0NORTH", "authorizations": whose, "event": event,
        });
        let envelope = json!({ "type": "events_api", "envelope_id": id, "payload": payload, "accepts_response_payload": false });
        for line in &locked(&self.lines).waiting {
            locked(line).push(Word::Envelope(envelope.to_string()));
        }
    }

    pub fn greet(&self, greets: bool) {
        locked(&self.lines).is_rude = !greets;
    }

    pub fn acknowledged(&self) -> Vec<String> {
        locked(&self.lines).acknowledged.clone()
    }

    pub fn lines(&self) -> (usize, usize) {
        let lines = locked(&self.lines);
        (lines.waiting.len(), lines.n_ever)
    }

    pub fn hang_up(&self, with_word: bool) {
        let lines = std::mem::take(&mut locked(&self.lines).waiting);
        for line in lines {
            locked(&line).push(if with_word { Word::GoodBye } else { Word::Silence });
        }
    }

    pub fn close(&self) {
        self.is_over.store(true, Ordering::SeqCst);
        self.hang_up(false);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn hold(stream: TcpStream, lines: &Mutex<Lines>, over: &AtomicBool) {
    let Ok(mut line) = accept(stream) else { return };
    if locked(lines).is_rude {
        // Whoever has gone need not be told.
        drop(line.close(None));
        return;
    }
    let hello = json!({ "type": "hello", "num_connections": 1, "connection_info": { "app_id": "A0CASEY" } });
    if line.send(Message::text(hello.to_string())).is_err() || line.get_ref().set_read_timeout(Some(LOOK_EVERY)).is_err() {
        return;
    }
    let waiting = Arc::<Mutex<Vec<Word>>>::default();
    {
        let mut lines = locked(lines);
        lines.waiting.push(waiting.clone());
        lines.n_ever += 1;
    }
    while !over.load(Ordering::SeqCst) {
        let words = std::mem::take(&mut *locked(&waiting));
        for word in words {
            match word {
                Word::Envelope(envelope) => {
                    if line.send(Message::text(envelope)).is_err() {
                        return leave(lines, &waiting);
                    }
                }
                Word::GoodBye => {
                    // Whoever has gone need not be told.
                    drop(line.send(Message::text(json!({ "type": "disconnect", "reason": "refresh_requested" }).to_string())));
                    return;
                }
                Word::Silence => return,
            }
        }
        if !listen(&mut line, lines) {
            return leave(lines, &waiting);
        }
    }
}

/// Takes in one acknowledgement, where there is one. Answers whether the line holds.
fn listen(line: &mut WebSocket<TcpStream>, lines: &Mutex<Lines>) -> bool {
    match line.read() {
        Ok(Message::Text(told)) => {
            let told: Value = serde_json::from_str(&told).unwrap_or_default();
            if let Some(id) = told.get("envelope_id").and_then(Value::as_str) {
                locked(lines).acknowledged.push(id.to_owned());
            }
            true
        }
        Ok(Message::Close(_)) => false,
        Ok(_) => true,
        Err(Error::Io(error)) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
        Err(_) => false,
    }
}

fn leave(lines: &Mutex<Lines>, waiting: &Arc<Mutex<Vec<Word>>>) {
    locked(lines).waiting.retain(|other| !Arc::ptr_eq(other, waiting));
}
