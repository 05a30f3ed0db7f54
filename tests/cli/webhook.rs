//! Forms from the command line: a source is added, posts come in through `webhook serve`, and later processes work on them. Each
//! post that was answered with yes is stored, whenever the process is killed.

use crate::harness::{Desk, NOT_A_SECRET, Outcome, Running, path};
use crate::killed::Moments;
use engine::testkit::poster::{self, Poster, SECRET};
use serde_json::Value;
use std::collections::HashSet;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

const MAP: &str = r#"{"kind":"form_submitted","id":"/id","email":"/email","name":"/name","company":"/company","text":"/text","Seats":"/seats"}"#;
const BODY: &str = r#"{"id":"1","email":"ines@brightloom.example","name":"Ines Duarte","text":"Please call me.","seats":40}"#;

fn with_secrets(mut command: Command) -> Command {
    command.env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
    command
}

fn casey(desk: &Desk, args: &[&str]) -> Outcome {
    Running::start(with_secrets(desk.command(0, args))).finish()
}

fn add(desk: &Desk) -> Value {
    let map = desk.file("map.json", MAP);
    let args = ["webhook", "add", "site", "--secret-stdin", "--map", path(&map)];
    Running::start_with(with_secrets(desk.command(0, &args)), &format!("{SECRET}\n")).finish().ok()
}

/// A port that is free at the moment.
fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Listens, and comes back once it does.
fn serve(desk: &Desk) -> (Running, Poster) {
    let port = free_port();
    let serving = Running::start(with_secrets(desk.command(0, &["webhook", "serve", "--port", &port.to_string()])));
    let poster = Poster::at(port);
    for _ in 0..1000 {
        if poster.connect().is_ok() {
            return (serving, poster);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("nothing listens: {:#?}", serving.kill());
}

#[test]
fn a_post_and_its_replay_are_one_item() {
    let desk = Desk::of_dana();
    let made = add(&desk);
    assert_eq!((&made["name"], &made["proof"], &made["is_on"]), (&"site".into(), &"sha256".into(), &true.into()), "{made}");
    let sample = desk.file("sample.json", BODY);
    let tried = casey(&desk, &["webhook", "try", "site", path(&sample)]).ok();
    assert_eq!((&tried["form"]["email"], &tried["id"]), (&"ines@brightloom.example".into(), &"1".into()), "{tried}");

    let (serving, poster) = serve(&desk);
    let signed = poster::sha256(SECRET, BODY);
    assert_eq!(poster.post("site", &signed, BODY).unwrap().status, 200);
    assert_eq!(poster.post("site", &signed, BODY).unwrap().status, 200);
    assert_eq!(poster.post("site", &[], BODY).unwrap().status, 404);
    // What was turned away is written down each second.
    std::thread::sleep(Duration::from_millis(1_500));
    serving.kill();

    casey(&desk, &["run", "--until-idle"]).ok();
    let item = desk.the_item();
    assert_eq!((&item["contact"]["address"], &item["state"]), (&"ines@brightloom.example".into(), &"review".into()));
    let list = casey(&desk, &["webhook", "list"]).ok();
    let source = &list["sources"][0];
    assert_eq!((&source["n_posts"], &source["refusals"][0]["reason"]), (&1.into(), &"no_signature".into()), "{list:#}");
    assert!(!list.to_string().contains(SECRET) && !list.to_string().contains("call me"));
    assert_eq!((&source["refusals"][1]["reason"], &source["refusals"][1]["n"]), (&"replay".into(), &1.into()), "{list:#}");
    let renewed = casey(&desk, &["webhook", "new-secret", "site"]).ok();
    assert!(renewed["made_secret"].as_str().is_some_and(|secret| secret.len() == 64), "{renewed}");
    assert_eq!(casey(&desk, &["webhook", "drop", "site"]).ok()["n_unmapped"], 0);
    desk.assert_sound();
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let desk = Desk::of_dana();
    add(&desk);
    casey(&desk, &["webhook", "try", "nobody", path(&desk.file("s.json", BODY))]).fails(3);
    casey(&desk, &["webhook", "off", "nobody"]).fails(3);
    let broken = desk.file("broken.json", "{\"email\": 1}");
    casey(&desk, &["webhook", "add", "other", "--map", path(&broken)]).fails(2);
    let nobody = desk.file("nobody.json", "{\"name\": \"/name\"}");
    casey(&desk, &["webhook", "add", "other", "--map", path(&nobody)]).fails(2);
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let error = casey(&desk, &["webhook", "serve", "--port", &port]).fails(6);
    assert!(error.to_string().contains(&port), "{error}");
    assert_eq!(casey(&desk, &["webhook", "off", "site"]).ok()["is_on"], false);
}

/// The ids of the posts that are stored.
fn stored(desk: &Desk) -> HashSet<String> {
    let file = desk.data().join("casey.db");
    let read = async {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
        sqlx::query_scalar("select body ->> 'id' from posts").fetch_all(&mut conn).await.unwrap()
    };
    let ids: Vec<String> = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(read);
    ids.into_iter().collect()
}

#[test]
fn crash_by_kill_9_under_a_flood_loses_no_post_that_was_answered() {
    let mut moments = Moments(32);
    let mut n_accepted = 0;
    for round in 0..3 {
        let desk = Desk::of_dana();
        add(&desk);
        let (serving, poster) = serve(&desk);
        let (sender, accepted) = mpsc::channel();
        let lines: Vec<_> = (0..4)
            .map(|line| {
                let (poster, sender) = (poster.clone(), sender.clone());
                std::thread::spawn(move || {
                    let Ok(mut stream) = poster.connect() else { return };
                    for n in 0.. {
                        let id = format!("{line}-{n}");
                        let body = format!(r#"{{"id":"{id}","email":"p{id}@brightloom.example"}}"#);
                        match poster.say(&mut stream, "/hooks/site", &poster::sha256(SECRET, &body), &body) {
                            Ok(reply) if reply.status == 200 => sender.send(id).unwrap(),
                            _ => return,
                        }
                    }
                })
            })
            .collect();
        drop(sender);
        std::thread::sleep(Duration::from_millis(300) + moments.next([100, 200, 400, 800]));
        serving.kill();
        lines.into_iter().for_each(|line| line.join().unwrap());
        let accepted: HashSet<String> = accepted.into_iter().collect();
        let stored = stored(&desk);
        let lost: Vec<_> = accepted.difference(&stored).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} of {}", accepted.len());
        n_accepted += accepted.len();
        desk.assert_sound();
    }
    assert!(n_accepted > 100, "only {n_accepted} posts were answered before the process was killed");
}

/// The commands of docs/webhooks.md that stand below this mark.
fn documented(mark: &str) -> String {
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/webhooks.md")).unwrap();
    let (_, after) = docs.split_once(&format!("<!-- tested: {mark} -->\n```sh\n")).expect("a mark");
    after.split_once("```").unwrap().0.to_owned()
}

/// Runs them as an operator would, in the folder of the desk.
fn shell(desk: &Desk, commands: &str, port: u16) -> String {
    let casey = format!("casey() {{ '{}' --data '{}' --json \"$@\"; }}\n", env!("CARGO_BIN_EXE_casey"), path(&desk.data()));
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", &(casey + commands)]).current_dir(desk.data().parent().unwrap());
    let environment = [("SECRET", SECRET), ("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET)];
    let done = shell.envs(environment).env("PORT", port.to_string()).output().unwrap();
    assert!(done.status.success(), "{commands}\n{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn what_the_document_says_to_do_works() {
    let desk = Desk::of_dana();
    shell(&desk, &documented("add"), 0);
    let tried: Value = serde_json::from_str(&shell(&desk, &documented("try"), 0)).unwrap();
    assert_eq!(tried["form"]["fields"][0]["value"], "40", "{tried}");
    let (serving, poster) = serve(&desk);
    assert_eq!(shell(&desk, &documented("post"), poster.port), r#"{"status":"kept"}"#);
    assert_eq!(shell(&desk, &documented("post"), poster.port), r#"{"status":"known"}"#);
    serving.kill();
    casey(&desk, &["run", "--until-idle"]).ok();
    assert_eq!(desk.the_item()["contact"]["name"], "Inês Duarte");
}
