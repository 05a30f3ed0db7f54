//! Kill -9 at moments that nobody chose, while a mailbox at Google is first read and while mails leave through it: every mail is there
//! once, none goes twice, and where the reading goes on is never ahead of what is stored.
//!
//! The service is one that others wrote, behind a line that is slow enough to be hit in the middle.

use crate::harness::{Desk, NOT_A_SECRET, Running};
use crate::killed::{Moments, kill_after};
use crate::peers::{self, Google};
use engine::testkit::{Mail, OPERATOR, START};
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, FromRow, SqliteConnection};
use std::collections::HashSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

const KILLS: usize = 25;
/// No more processes than these are started for the sake of a kill.
const TRIES: usize = 4 * KILLS;
/// What the moments follow from.
const SEED: u64 = 3000;
const N_MAILS: i64 = 120;
const MAILS_PER_PAGE: usize = 20;
const KILLS_PER_READING: usize = 5;
const N_ANSWERS: usize = 12;

/// `casey --json` in a process that has a passphrase for its secrets.
pub fn casey(desk: &Desk, seconds: u32, args: &[&str]) -> Command {
    let mut command = desk.command(seconds, args);
    command.env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
    command
}

fn run(desk: &Desk, seconds: u32) {
    Running::start(casey(desk, seconds, &["run", "--until-idle"])).finish().ok();
}

/// Signs in, being the operator and their browser.
pub async fn connect(desk: &Desk, google: &Google) {
    let server = ["--scopes", "read,send", "--base-url", &google.base, "--no-browser"];
    let mut command = casey(desk, 0, &[&["connect", "google", "--client-id", "client.example"][..], &server].concat());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.find(|line| line.starts_with("http")).expect("an address to open");
    peers::allow(&address.parse().unwrap(), OPERATOR).await;
    assert!(child.wait().unwrap().success(), "{:?}", lines.collect::<Vec<_>>());
    // The clock stands still here, so that nothing comes back of what a process that was killed may have asked.
    Running::start(casey(desk, 0, &["options", "1", "--quota-per-minute", "1000000"])).finish().ok();
}

async fn open(desk: &Desk) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(desk.data().join("casey.db")).read_only(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// What is stored of a mailbox.
#[derive(Debug, FromRow)]
struct Stored {
    n_mails: i64,
    n_names: i64,
    n_noted: i64,
    n_done: i64,
    cursor: Option<String>,
}

impl Stored {
    async fn look(desk: &Desk) -> Self {
        let query = "select (select count(*) from messages) as n_mails, (select count(*) from provider_mails) as n_noted,
             (select count(distinct rfc_message_id) from messages) as n_names, n_done, cursor
             from connections where kind = 'gmail'";
        sqlx::query_as(query).fetch_one(&mut open(desk).await).await.unwrap()
    }

    /// Where the reading goes on, or null.
    fn phase(&self) -> Value {
        let cursor: Value = self.cursor.as_ref().map_or(Value::Null, |cursor| serde_json::from_str(cursor).unwrap());
        cursor["phase"].clone()
    }

    fn is_under_way(&self) -> bool {
        self.phase()["listing"].is_object()
    }

    /// Each mail is there once, and all that the reading will not come back to is there.
    async fn assert_sound(&self, desk: &Desk, when: &str) {
        assert_eq!((self.n_mails, self.n_noted), (self.n_names, self.n_names), "{when}: {self:?}");
        assert!(self.n_done <= self.n_mails, "{when}: {self:?}");
        if self.phase() == "following" {
            assert_eq!(self.n_mails, N_MAILS, "{when}: {self:?}");
        }
        // The n-th mail from the newest was written n hours before the start.
        let n_before = self.phase()["listing"]["n_before"].as_i64().unwrap_or_default();
        let since = START.0 - n_before * 3_600_000;
        let counted = sqlx::query_scalar("select count(*) from messages where sent_at >= ?").bind(since);
        let n_there: i64 = counted.fetch_one(&mut open(desk).await).await.unwrap();
        assert_eq!(n_there.min(n_before), n_before, "{when}: the reading goes on behind mails that are not there: {self:?}");
    }
}

/// A mail of its own person, this many hours before the start, in the words of the emulator's seed.
pub fn mail(hours: i64) -> Value {
    json!({
        "id": format!("m{hours:04}"), "thread_id": format!("t{hours:04}"), "from": format!("Pat <pat@c{hours}.example>"), "to": OPERATOR,
        "subject": format!("Question {hours}"), "body_text": "Could you call me on Monday?", "label_ids": ["INBOX"],
        "message_id": format!("<m{hours}@c{hours}.example>"), "date": (START.0 - hours * 3_600_000).to_string(),
    })
}

pub async fn google(messages: Vec<Value>) -> Google {
    Google::start(json!({ "users": [{ "email": OPERATOR, "name": "Dana Reed" }], "messages": messages })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn crash_by_kill_9_while_a_mailbox_is_first_read_reads_every_mail_once() {
    let google = google((1..=N_MAILS).map(mail).collect()).await;
    google.give_small_pages(MAILS_PER_PAGE);
    let connected = Desk::of_dana();
    connect(&connected, &google).await;
    let (mut moments, mut n_tries, mut n_killed, mut n_midway) = (Moments(SEED), 0, 0, 0);
    println!("seed {SEED}");
    while n_killed < KILLS {
        let desk = connected.copy();
        google.be_slow(Duration::from_millis(40));
        for _ in 0..KILLS_PER_READING {
            n_tries += 1;
            assert!(n_tries <= TRIES, "{n_killed} of {n_tries} processes were killed before they had ended by themselves");
            let moment = moments.next([300, 600, 900, 1200]);
            let args: &[&str] = if n_tries % 2 == 0 { &["run", "--until-idle"] } else { &["sync"] };
            n_killed += usize::from(kill_after(moment, casey(&desk, 0, args)));
            let stored = Stored::look(&desk).await;
            stored.assert_sound(&desk, &format!("kill {n_killed}, {args:?} after {moment:?}")).await;
            n_midway += usize::from(stored.is_under_way());
        }

        google.be_slow(Duration::ZERO);
        run(&desk, 0);
        // What another process had begun to read is gone on with a second later.
        run(&desk, 2);

        let stored = Stored::look(&desk).await;
        stored.assert_sound(&desk, "in the end").await;
        assert_eq!((stored.n_mails, stored.phase()), (N_MAILS, json!("following")));
        desk.assert_sound();
    }
    println!("{n_killed} kills, after {n_midway} of which the reading was under way");
    assert!(n_midway >= KILLS / 3, "{n_midway} of {n_killed} kills met a reading in its middle");
}

/// A desk with answers to so many people, all approved, none sent.
async fn approved(google: &Google) -> Desk {
    for n in 0..N_ANSWERS {
        let person = format!("Ines Duarte <ines@c{n}.example>");
        let (offer, question) = (format!("offer{n}@northwind.example"), format!("question{n}@c{n}.example"));
        let offered = Mail { id: &offer, to: &person, ..engine::testkit::OFFER };
        google.deliver(&offered.text(), &["SENT"]).await;
        let asked = Mail { id: &question, from: &person, answers: &offer, ..engine::testkit::QUESTION };
        google.deliver(&asked.text(), &["INBOX", "UNREAD"]).await;
    }
    let desk = Desk::of_dana();
    desk.set("sending.practice", "false");
    connect(&desk, google).await;
    run(&desk, 0);
    let queue = desk.queue();
    assert_eq!(queue.len(), N_ANSWERS, "{queue:#?}");
    for item in queue {
        let id = item["id"].to_string();
        desk.answer(&id);
        desk.casey(&["approve", &id]).ok();
    }
    desk
}

/// The markers of the mails that stand among the sent ones: each of them once.
async fn sent(google: &Google, when: &str) -> HashSet<String> {
    let sent = google.sent().await;
    let marker = |raw: &str| Some(raw.lines().find_map(|line| line.strip_prefix("X-CaseyOS-Id:"))?.trim().to_owned());
    let all: Vec<String> = sent.iter().filter_map(|mail| marker(&mail.raw)).collect();
    let each: HashSet<String> = all.iter().cloned().collect();
    assert_eq!(all.len(), each.len(), "{when}: a mail went twice");
    each
}

async fn n_in_state(desk: &Desk, state: &str) -> usize {
    let counted = sqlx::query_scalar("select count(*) from outbox where state = ?").bind(state);
    let n: i64 = counted.fetch_one(&mut open(desk).await).await.unwrap();
    usize::try_from(n).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn crash_by_kill_9_while_mails_leave_a_mailbox_sends_each_once() {
    let google = google(Vec::new()).await;
    let desk = approved(&google).await;
    google.be_slow(Duration::from_millis(60));
    let (mut moments, mut seconds, mut n_killed, mut n_midway) = (Moments(SEED), 31, 0, 0);
    println!("seed {SEED}");
    while n_killed < KILLS {
        assert!(seconds < 31 + 5 * TRIES as u32, "{n_killed} processes were killed before they had ended by themselves");
        let moment = moments.next([300, 400, 600, 800]);
        n_killed += usize::from(kill_after(moment, casey(&desk, seconds, &["run", "--until-idle"])));
        seconds += 5;
        let n_there = sent(&google, &format!("kill {n_killed}, after {moment:?}")).await.len();
        let n_recorded = n_in_state(&desk, "sent").await;
        assert!(n_recorded <= n_there, "kill {n_killed}: {n_recorded} are on record as sent, {n_there} are there");
        n_midway += usize::from(n_in_state(&desk, "sending").await > 0);
    }
    println!("{n_killed} kills, after {n_midway} of which a mail was on its way");
    assert!(n_midway >= KILLS / 4, "{n_midway} of {n_killed} kills met a mail on its way");

    google.be_slow(Duration::ZERO);
    for _ in 0..5 {
        seconds += 60;
        run(&desk, seconds);
    }

    assert_eq!(sent(&google, "in the end").await.len(), N_ANSWERS);
    assert_eq!((n_in_state(&desk, "sent").await, google.n_drafts().await), (N_ANSWERS, 0));
    assert_eq!(desk.queue(), Vec::<Value>::new());
    desk.assert_sound();
}
