//! A server that takes mail and keeps it, for tests: as strict as RFC 5321, and as unwilling as a test wants.
//!
//! It speaks plainly, or TLS with a certificate out of `tests/fixtures/tls`. What a client does that the RFC does not allow is
//! noted as a fault; a test asserts that there is none.

mod lines;

use api::Security;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lines::Lines;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::collections::HashMap;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// A step of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    /// After the first line of a mail.
    Content,
    /// After the dot that ends a mail.
    End,
}

/// What the server does at a step instead of what it usually does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Says this: `451 try later`.
    Answer(&'static str),
    /// Goes away without a word.
    Cut,
    /// Says nothing until the client goes away.
    Hang,
    /// Takes the mail and goes away without a word.
    TakeAndCut,
}

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMail {
    pub from: String,
    pub to: Vec<String>,
    pub bytes: Vec<u8>,
    /// Who had signed in; empty where nobody had to.
    pub user: String,
    pub is_encrypted: bool,
}

#[derive(Debug, Default)]
struct State {
    acts: HashMap<Step, Act>,
    recipients: HashMap<String, &'static str>,
    keywords: Vec<&'static str>,
    taken: Vec<TakenMail>,
    faults: Vec<String>,
    said: Vec<String>,
    n_hanging: usize,
}

/// The server; it ends with this.
pub struct SmtpSink {
    pub port: u16,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

struct Shared {
    security: Security,
    user: Option<(String, String)>,
    tls: Option<Arc<rustls::ServerConfig>>,
    state: Mutex<State>,
    is_over: AtomicBool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
impl SmtpSink {
    /// A server that speaks in the open and asks for nobody.
    pub fn open() -> Self {
        Self::start(Security::None, None, None)
    }

    /// A server that wants this user and password.
    pub fn with_user(user: &str, password: &str) -> Self {
        Self::start(Security::None, None, Some((user, password)))
    }

    /// A server that speaks TLS with the certificate in this folder, and wants this user and password over it.
    pub fn encrypted(security: Security, folder: &Path, user: &str, password: &str) -> Self {
        Self::start(security, Some(folder), Some((user, password)))
    }

    fn start(security: Security, folder: Option<&Path>, user: Option<(&str, &str)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            security,
            user: user.map(|(user, password)| (user.to_owned(), password.to_owned())),
            tls: folder.map(|folder| Arc::new(tls(folder).expect("a certificate"))),
            state: Mutex::default(),
            is_over: AtomicBool::new(false),
        });
        let of_thread = shared.clone();
        let listening = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if of_thread.is_over.load(Ordering::SeqCst) {
                    return;
                }
                let shared = of_thread.clone();
                // A conversation that breaks off is over; what was wrong in it is noted.
                std::thread::spawn(move || drop(Conversation::hold(stream, &shared)));
            }
        });
        Self { port, shared, listening: Some(listening) }
    }

    pub fn at(&self, step: Step, act: Act) {
        self.shared.state().acts.insert(step, act);
    }

    /// From now on it does as it usually does.
    pub fn be_well(&self) {
        let mut state = self.shared.state();
        state.acts.clear();
        state.recipients.clear();
    }

    /// What it says to this recipient.
    pub fn answer_recipient(&self, address: &str, answer: &'static str) {
        self.shared.state().recipients.insert(address.to_owned(), answer);
    }

    /// Offers a service extension, as in `SMTPUTF8`.
    pub fn offer(&self, keyword: &'static str) {
        self.shared.state().keywords.push(keyword);
    }

    pub fn taken(&self) -> Vec<TakenMail> {
        self.shared.state().taken.clone()
    }

    /// What clients did that RFC 5321 does not allow.
    pub fn faults(&self) -> Vec<String> {
        self.shared.state().faults.clone()
    }

    /// All commands, without what signs in.
    pub fn said(&self) -> Vec<String> {
        self.shared.state().said.clone()
    }

    /// How many clients wait for an answer that does not come.
    pub fn n_hanging(&self) -> usize {
        self.shared.state().n_hanging
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        // Wakes whoever listens.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(listening) = self.listening.take() {
            drop(listening.join());
        }
    }
}

fn tls(folder: &Path) -> anyhow::Result<rustls::ServerConfig> {
    let certificate = CertificateDer::from_pem_file(folder.join("server.pem"))?;
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key"))?;
    let ciphers = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(ciphers).with_safe_default_protocol_versions()?;
    Ok(config.with_no_client_auth().with_single_cert(vec![certificate], key)?)
}

/// The conversation is over.
struct Over;

impl From<io::Error> for Over {
    fn from(_: io::Error) -> Self {
        Self
    }
}

struct Conversation<'a> {
    lines: Lines,
    shared: &'a Shared,
    is_greeted: bool,
    user: Option<String>,
    from: Option<String>,
    to: Vec<String>,
    takes_eight_bits: bool,
}

impl<'a> Conversation<'a> {
    fn hold(stream: TcpStream, shared: &'a Shared) -> Result<(), Over> {
        let mut lines = Lines::plain(stream);
        if let (Security::Tls, Some(tls)) = (shared.security, &shared.tls) {
            lines = lines.encrypted(tls.clone()).ok_or(Over)?;
        }
        let (is_greeted, user, from, to) = (false, None, None, Vec::new());
        let mut talk = Self { lines, shared, is_greeted, user, from, to, takes_eight_bits: false };
        talk.act(Step::Greeting, "220 sink.example ESMTP")?;
        loop {
            let line = talk.line(510)?;
            let Ok(command) = String::from_utf8(line) else { return talk.fault("a command is not text") };
            let verb = command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let shown = if verb == "AUTH" { "AUTH".to_owned() } else { command.clone() };
            shared.state().said.push(shown);
            talk.obey(&verb, &command)?;
        }
    }

    fn obey(&mut self, verb: &str, command: &str) -> Result<(), Over> {
        match verb {
            "EHLO" => self.ehlo(),
            "STARTTLS" => self.start_tls(),
            "AUTH" => self.auth(command),
            "MAIL" => self.mail(command),
            "RCPT" => self.rcpt(command),
            "DATA" => self.data(),
            "RSET" => {
                (self.from, self.to) = (None, Vec::new());
                self.answer("250 2.0.0 forgotten")
            }
            "NOOP" => self.answer("250 2.0.0 well"),
            "QUIT" => {
                self.answer("221 2.0.0 goodbye")?;
                Err(Over)
            }
            _ => {
                self.note(&format!("unknown command: {command}"));
                self.answer("500 5.5.2 what?")
            }
        }
    }

    fn ehlo(&mut self) -> Result<(), Over> {
        (self.is_greeted, self.from, self.to) = (true, None, Vec::new());
        let mut offers = vec!["sink.example".to_owned(), "SIZE 10240000".to_owned(), "8BITMIME".to_owned()];
        offers.extend(self.shared.state().keywords.iter().map(|keyword| (*keyword).to_owned()));
        let is_late = self.shared.security == Security::StartTls && !self.lines.is_encrypted();
        if is_late {
            offers.push("STARTTLS".to_owned());
        } else if self.shared.user.is_some() {
            offers.push("AUTH PLAIN LOGIN".to_owned());
        }
        let last = offers.len() - 1;
        let answer: Vec<String> =
            (0..).zip(&offers).map(|(at, offer)| format!("250{}{offer}", if at == last { ' ' } else { '-' })).collect();
        self.act(Step::Ehlo, &answer.join("\r\n"))
    }

    fn start_tls(&mut self) -> Result<(), Over> {
        if self.shared.security != Security::StartTls || self.lines.is_encrypted() {
            return self.out_of_turn("STARTTLS");
        }
        self.act(Step::StartTls, "220 2.0.0 go ahead")?;
        let Some(tls) = &self.shared.tls else { return Err(Over) };
        self.lines = std::mem::take(&mut self.lines).encrypted(tls.clone()).ok_or(Over)?;
        self.is_greeted = false;
        Ok(())
    }

    fn auth(&mut self, command: &str) -> Result<(), Over> {
        let Some((user, password)) = &self.shared.user else { return self.out_of_turn("AUTH") };
        let is_too_early = self.shared.security == Security::StartTls && !self.lines.is_encrypted();
        if !self.is_greeted || self.user.is_some() || is_too_early {
            return self.out_of_turn("AUTH");
        }
        let given = command.split(' ').nth(2).and_then(|words| STANDARD.decode(words).ok()).unwrap_or_default();
        let is_right = given == format!("\0{user}\0{password}").into_bytes();
        if is_right {
            self.user = Some(user.clone());
        }
        self.act(Step::Auth, if is_right { "235 2.7.0 welcome" } else { "535 5.7.8 wrong user or password" })
    }

    fn mail(&mut self, command: &str) -> Result<(), Over> {
        if !self.is_greeted || self.from.is_some() {
            return self.out_of_turn("MAIL");
        }
        if self.shared.security == Security::StartTls && !self.lines.is_encrypted() {
            return self.answer("530 5.7.0 must issue a STARTTLS command first");
        }
        if self.shared.user.is_some() && self.user.is_none() {
            return self.answer("530 5.7.0 authentication required");
        }
        let Some((from, parameters)) = path(command, "MAIL FROM:<") else { return self.fault("MAIL without a path") };
        let takes_any_script = self.shared.state().keywords.contains(&"SMTPUTF8");
        if !(from.is_ascii() || takes_any_script && parameters.contains("SMTPUTF8")) {
            return self.fault("a writer in another script without SMTPUTF8");
        }
        self.takes_eight_bits = parameters.contains("BODY=8BITMIME");
        self.from = Some(from);
        self.act_or(Step::Mail, "250 2.1.0 from them", |talk| talk.from = None)
    }

    fn rcpt(&mut self, command: &str) -> Result<(), Over> {
        if self.from.is_none() {
            return self.out_of_turn("RCPT");
        }
        let Some((to, _)) = path(command, "RCPT TO:<") else { return self.fault("RCPT without a path") };
        let unwilling = self.shared.state().recipients.get(&to).copied();
        match unwilling {
            Some(answer) => self.answer(answer),
            None => {
                self.to.push(to);
                self.act_or(Step::Rcpt, "250 2.1.5 to them", |talk| drop(talk.to.pop()))
            }
        }
    }

    fn data(&mut self) -> Result<(), Over> {
        if self.to.is_empty() {
            return self.out_of_turn("DATA");
        }
        let is_unwilling = self.shared.state().acts.contains_key(&Step::Data);
        self.act(Step::Data, "354 go on")?;
        if is_unwilling {
            return Ok(());
        }
        let (mut bytes, mut n_lines) = (Vec::new(), 0);
        loop {
            let line = self.line(998)?;
            n_lines += 1;
            if n_lines == 1 && self.shared.state().acts.contains_key(&Step::Content) {
                self.act(Step::Content, "250 never said")?;
            }
            if line == b"." {
                break;
            }
            let content = match line.strip_prefix(b".") {
                Some(rest) if rest.starts_with(b".") => rest,
                Some(_) => return self.fault("a dot that begins a line is not doubled"),
                None => &line,
            };
            if !self.takes_eight_bits && !content.is_ascii() {
                return self.fault("eight bits without BODY=8BITMIME");
            }
            bytes.extend_from_slice(content);
            bytes.extend_from_slice(b"\r\n");
        }
        let act = self.shared.state().acts.get(&Step::End).cloned();
        if matches!(act, None | Some(Act::TakeAndCut)) {
            let mail = TakenMail {
                from: self.from.take().unwrap_or_default(),
                to: std::mem::take(&mut self.to),
                bytes,
                user: self.user.clone().unwrap_or_default(),
                is_encrypted: self.lines.is_encrypted(),
            };
            self.shared.state().taken.push(mail);
        }
        (self.from, self.to) = (None, Vec::new());
        self.act(Step::End, "250 2.0.0 taken")
    }

    fn act(&mut self, step: Step, usual: &str) -> Result<(), Over> {
        self.act_or(step, usual, |_| ())
    }

    /// Does what it is to do at a step; where that is not the usual, `undo` takes back what the step did.
    fn act_or(&mut self, step: Step, usual: &str, undo: impl FnOnce(&mut Self)) -> Result<(), Over> {
        let act = self.shared.state().acts.get(&step).cloned();
        match act {
            None => self.answer(usual),
            Some(Act::Answer(words)) => {
                undo(self);
                self.answer(words)?;
                if words.starts_with("421") { Err(Over) } else { Ok(()) }
            }
            Some(Act::Cut | Act::TakeAndCut) => Err(Over),
            Some(Act::Hang) => {
                self.shared.state().n_hanging += 1;
                self.lines.wait_for_the_end();
                self.shared.state().n_hanging -= 1;
                Err(Over)
            }
        }
    }

    fn line(&mut self, at_most: usize) -> Result<Vec<u8>, Over> {
        match self.lines.next()? {
            Ok(line) if line.len() > at_most => self.fault("a line is too long"),
            Ok(line) => Ok(line),
            Err(fault) => self.fault(fault),
        }
    }

    fn answer(&mut self, words: &str) -> Result<(), Over> {
        Ok(self.lines.write(&format!("{words}\r\n"))?)
    }

    fn out_of_turn(&mut self, verb: &str) -> Result<(), Over> {
        self.note(&format!("{verb} out of turn"));
        self.answer("503 5.5.1 not now")
    }

    fn note(&self, fault: &str) {
        self.shared.state().faults.push(fault.to_owned());
    }

    fn fault<T>(&mut self, fault: &str) -> Result<T, Over> {
        self.note(fault);
        Err(Over)
    }
}

/// The address of `MAIL FROM:<…> parameters`, and those.
fn path(command: &str, before: &str) -> Option<(String, String)> {
    let (address, parameters) = command.strip_prefix(before)?.split_once('>')?;
    let is_path =
        address.contains('@') && !address.contains([' ', '<']) && (parameters.is_empty() || parameters.starts_with(' '));
    is_path.then(|| (address.to_owned(), parameters.to_owned()))
}
