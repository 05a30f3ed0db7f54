//! A workspace in a folder of its own, and the program over it. Time is said with each command and never waited for.

use engine::testkit::Mail;
use serde_json::Value;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;
use tempfile::TempDir;

/// How long one process may take.
const SECONDS_PER_PROCESS: u64 = 60;
const POLL_MS: u64 = 5;
/// What seals the secrets of a test.
pub const NOT_A_SECRET: &str = "a made-up passphrase";
/// What only a programmer would say.
const NOT_PLAIN: &[&str] =
    &["panicked", "RUST_BACKTRACE", "stack backtrace", "Error {", "ApiError", "Err(", "Os {", "sqlx", "Database(", "unwrap"];

/// The desk of one operator.
pub struct Desk {
    dir: TempDir,
}

impl Desk {
    /// A folder in which there is no workspace yet.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A workspace whose operator is Dana, in a known time zone, without any mail.
    pub fn of_dana() -> Self {
        let desk = Self::new();
        desk.set("operator.time_zone", "UTC");
        desk.set("operator.email", engine::testkit::OPERATOR);
        desk.set("operator.name", "Dana Reed");
        desk
    }

    /// A workspace with one item in review, whose answer the operator has written.
    pub fn with_work() -> Self {
        let desk = Self::of_dana();
        let folder = desk.mails("mails", &[engine::testkit::OFFER, engine::testkit::QUESTION]);
        desk.casey(&["import", path(&folder)]).ok();
        desk.casey(&["run", "--until-idle"]).ok();
        let item = desk.the_item();
        assert_eq!(item["state"], "review");
        desk.answer(&item["id"].to_string());
        desk
    }

    /// Writes the answer in the place that a draft leaves to the operator.
    pub fn answer(&self, id: &str) {
        let draft = self.casey(&["show", id]).ok()["draft"]["body"].as_str().expect("a draft").to_owned();
        let left = api::text::answer_placeholder(api::Language::English);
        assert!(draft.contains(left), "{draft}");
        let body = self.file("answer-to-approve.txt", draft.replace(left, "Yes, with pleasure."));
        self.casey(&["edit", id, "--body-file", path(&body)]).ok();
    }

    /// Another desk, with a copy of everything on this one. No process may be running.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        copy_folder(self.dir.path(), copy.dir.path());
        copy
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A path beside the workspace.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file beside the workspace.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.beside(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, content).unwrap();
        file
    }

    /// Writes mails as `.eml` files into a folder beside the workspace.
    pub fn mails(&self, folder: &str, mails: &[Mail<'_>]) -> PathBuf {
        for mail in mails {
            self.file(&format!("{folder}/{}.eml", mail.id), mail.text());
        }
        self.beside(folder)
    }

    /// Runs `casey --json` at the start of the test's day.
    pub fn casey(&self, args: &[&str]) -> Outcome {
        self.casey_at(0, args)
    }

    /// Runs `casey --json` so many seconds later.
    pub fn casey_at(&self, seconds: u32, args: &[&str]) -> Outcome {
        self.start(seconds, args).finish()
    }

    /// Runs `casey --json` with a fault point armed.
    pub fn casey_dying_at(&self, point: &str, seconds: u32, args: &[&str]) -> Outcome {
        let mut command = self.command(seconds, args);
        command.env("CASEY_FAULT", point);
        Running::start(command).finish()
    }

    /// Starts `casey --json` and comes back at once.
    pub fn start(&self, seconds: u32, args: &[&str]) -> Running {
        Running::start(self.command(seconds, args))
    }

    /// `casey --json` on this workspace, so many seconds after the start of the test's day.
    pub fn command(&self, seconds: u32, args: &[&str]) -> Command {
        let mut command = bare_casey();
        command.arg("--data").arg(self.data()).args(["--json", "--now", &moment(seconds)]).args(args);
        command
    }

    /// What a command says in words.
    pub fn say(&self, args: &[&str]) -> String {
        let mut command = bare_casey();
        command.arg("--data").arg(self.data()).args(["--now", &moment(0)]).args(args).env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
        let outcome = Running::start(command).finish();
        assert!(outcome.status.success(), "{outcome:#?}");
        outcome.stdout
    }

    pub fn set(&self, key: &str, value: &str) {
        self.casey(&["settings", "set", key, value]).ok();
    }

    pub fn queue(&self) -> Vec<Value> {
        let queue = self.casey(&["queue"]).ok();
        queue.as_array().expect("the queue is a list").clone()
    }

    /// The one item of the queue.
    pub fn the_item(&self) -> Value {
        let queue = self.queue();
        assert_eq!(queue.len(), 1, "{queue:#?}");
        queue.into_iter().next().unwrap()
    }

    /// All that an operator would miss if it were lost: queue, item, outbox, settings, connections.
    pub fn picture(&self) -> Vec<Value> {
        let queue = self.queue();
        let shown = queue.iter().map(|item| self.casey(&["show", &item["id"].to_string()]).ok());
        let lists = [&["outbox"][..], &["settings", "list"], &["connections"], &["suppress", "list"]];
        let mut picture: Vec<Value> = shown.collect();
        picture.extend(lists.iter().map(|list| self.casey(list).ok()));
        picture.push(Value::Array(queue));
        picture
    }

    /// The mails that were delivered for practice: (file name, text).
    pub fn practised(&self) -> Vec<(String, String)> {
        let Ok(listed) = std::fs::read_dir(self.data().join("practice").join("new")) else { return Vec::new() };
        let read = |entry: std::fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), String::from_utf8(std::fs::read(entry.path()).unwrap()).unwrap())
        };
        listed.map(|entry| read(entry.unwrap())).collect()
    }

    /// Asks the doctor, who must find the file sound and the ledger whole, whatever else there is to say.
    pub fn assert_sound(&self) {
        let findings: Value = serde_json::from_str(&self.casey(&["doctor"]).stdout).unwrap();
        for subject in ["workspace", "ledger"] {
            let found = findings.as_array().unwrap().iter().find(|finding| finding["subject"] == subject);
            assert_eq!(found.expect("a finding")["level"], "good", "{findings:#}");
        }
    }
}

/// The program without an argument, in an environment that says nothing to it.
pub fn bare_casey() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casey"));
    for name in ["CASEY_DATA", "CASEY_FAULT", "CASEY_LOG", "CASEY_VAULT_PASSPHRASE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

/// Friday, 20 November 2026, 15:00 UTC, and so many seconds: within the hour.
pub fn moment(seconds: u32) -> String {
    format!("2026-11-20T15:{:02}:{:02}Z", seconds / 60, seconds % 60)
}

pub fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A process that was started.
pub struct Running {
    shown: String,
    child: Child,
    stdout: JoinHandle<String>,
    stderr: JoinHandle<String>,
}

impl Running {
    pub fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null());
        Self::started(command)
    }

    /// Starts a process and writes this to its standard input.
    pub fn start_with(mut command: Command, input: &str) -> Self {
        command.stdin(Stdio::piped());
        let mut running = Self::started(command);
        // Closed when this returns. A process that does not read it may be gone.
        drop(running.child.stdin.take().unwrap().write_all(input.as_bytes()));
        running
    }

    fn started(mut command: Command) -> Self {
        let shown = format!("{command:?}");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("start a process");
        let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        Self { shown, child, stdout: read_to_end(stdout), stderr: read_to_end(stderr) }
    }

    /// Ends it as kill -9 does, unless it has ended before.
    pub fn kill(mut self) -> Outcome {
        self.child.kill().unwrap();
        self.finish()
    }

    /// Waits until it ends by itself; fails the test where that takes too long.
    pub fn finish(mut self) -> Outcome {
        for _ in 0..SECONDS_PER_PROCESS * 1000 / POLL_MS {
            if let Some(status) = self.child.try_wait().unwrap() {
                let (stdout, stderr) = (self.stdout.join().unwrap(), self.stderr.join().unwrap());
                return Outcome { shown: self.shown, status, stdout, stderr };
            }
            std::thread::sleep(Duration::from_millis(POLL_MS));
        }
        self.child.kill().unwrap();
        panic!("{} did not end within {SECONDS_PER_PROCESS} s", self.shown);
    }
}

fn read_to_end(mut pipe: impl std::io::Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).expect("what the program says is UTF-8")
    })
}

/// How a process ended, and what it said.
pub struct Outcome {
    shown: String,
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shown, status, stdout, stderr } = self;
        write!(f, "{shown}\n{status}\nstandard output:\n{stdout}\nstandard error:\n{stderr}")
    }
}

impl Outcome {
    /// The answer of a command that has to succeed: its standard output is one JSON document and nothing else.
    pub fn ok(&self) -> Value {
        assert!(self.status.success(), "{self:#?}");
        serde_json::from_str(&self.stdout).unwrap_or_else(|fault| panic!("not one JSON document, {fault}: {self:#?}"))
    }

    /// What a command says that has to be refused: an exit code of its own, plain words, at most one JSON document.
    pub fn refused(&self) -> &str {
        assert!(self.status.code().is_some_and(|code| code != 0), "{self:#?}");
        assert!(!self.stderr.trim().is_empty(), "it fails without a word: {self:#?}");
        for word in NOT_PLAIN {
            assert!(!self.stderr.contains(word), "{word:?} is no word for an operator: {self:#?}");
        }
        let is_document = self.stdout.is_empty() || serde_json::from_str::<Value>(&self.stdout).is_ok();
        assert!(is_document, "neither empty nor one JSON document: {self:#?}");
        &self.stderr
    }

    /// The error of a command that has to be refused with this exit code.
    pub fn fails(&self, code: i32) -> Value {
        let error = self.refused();
        assert_eq!(self.status.code(), Some(code), "{self:#?}");
        serde_json::from_str(error).unwrap_or_else(|fault| panic!("not one JSON document, {fault}: {self:#?}"))
    }

    /// Whether the process was ended by an armed fault point.
    pub fn died_at(&self, point: &str) -> bool {
        !self.status.success() && self.stderr.contains(&format!("killed at {point}"))
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (entry, target) = (entry.as_ref().unwrap().path(), to.join(entry.as_ref().unwrap().file_name()));
        if entry.is_dir() {
            copy_folder(&entry, &target);
        } else {
            std::fs::copy(&entry, &target).unwrap();
        }
    }
}
