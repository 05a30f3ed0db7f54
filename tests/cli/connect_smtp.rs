//! A mailbox that sends by SMTP, from the command line: connected with a password over standard input, then sent through once, over
//! TLS whose certificate the process was told to trust.

use crate::harness::{Desk, NOT_A_SECRET, Outcome, Running, path};
use api::Security;
use engine::testkit::smtp_sink::{Act, SmtpSink, Step};
use engine::testkit::{OFFER, OPERATOR, QUESTION, TestMaildir};
use std::path::{Path, PathBuf};

const PASSWORD: &str = "made-up app password";

fn certificates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/tls")
}

/// `casey --json` in a process that trusts who signed the certificate of the tests, and has a passphrase for its secrets.
fn casey(desk: &Desk, seconds: u32, args: &[&str], input: Option<&str>) -> Outcome {
    let mut command = desk.command(seconds, args);
    command.env("SSL_CERT_FILE", certificates().join("authority.pem")).env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
    match input {
        Some(input) => Running::start_with(command, input).finish(),
        None => Running::start(command).finish(),
    }
}

fn connect(desk: &Desk, sink: &SmtpSink, security: &str, password: &str) -> Outcome {
    let port = sink.port.to_string();
    let server = ["--host", "localhost", "--port", &port, "--security", security, "--user", "dana", "--password-stdin"];
    let args = [&["connect", "smtp", "--address", OPERATOR][..], &server].concat();
    casey(desk, 0, &args, Some(&format!("{password}\n")))
}

/// A workspace out of practice mode that watches a Maildir, with an approved answer.
fn approved() -> Desk {
    let desk = Desk::of_dana();
    let maildir = TestMaildir::make(desk.beside("maildir"));
    maildir.keep_sent(&OFFER);
    maildir.deliver(&QUESTION);
    desk.casey(&["import", path(maildir.path())]).ok();
    desk.casey(&["run", "--until-idle"]).ok();
    desk.answer(&desk.the_item()["id"].to_string());
    desk
}

#[test]
fn a_mailbox_is_connected_over_tls_and_sends_what_is_approved_once() {
    for (name, security) in [("tls", Security::Tls), ("starttls", Security::StartTls)] {
        let desk = approved();
        let sink = SmtpSink::encrypted(security, &certificates(), "dana", PASSWORD);

        let connected = connect(&desk, &sink, name, PASSWORD).ok();

        assert_eq!(
            (&connected["kind"], &connected["name"], &connected["sends"]),
            (&"smtp".into(), &OPERATOR.into(), &"yes".into())
        );
        desk.set("sending.practice", "false");
        desk.casey(&["approve", &desk.the_item()["id"].to_string()]).ok();
        for minute in 1..4 {
            casey(&desk, minute * 60, &["run", "--until-idle"], None).ok();
        }
        let taken = sink.taken();
        assert_eq!(taken.len(), 1, "{name}: {}", desk.casey(&["outbox"]).ok());
        assert!(taken[0].is_encrypted && taken[0].user == "dana", "{name}");
        assert_eq!(sink.faults(), Vec::<String>::new(), "{name}");
        assert_eq!(desk.practised(), []);
        desk.assert_sound();
    }
}

#[test]
fn a_wrong_password_ends_with_words_and_is_shown_nowhere() {
    let desk = Desk::of_dana();
    let sink = SmtpSink::encrypted(Security::Tls, &certificates(), "dana", PASSWORD);

    let outcome = connect(&desk, &sink, "tls", "a guess of mine");

    let error = outcome.fails(2);
    assert_eq!(error["error"]["field"].as_str().or(error["field"].as_str()), Some("password"), "{error}");
    assert!(!outcome.stderr.contains("a guess of mine") && !outcome.stdout.contains("a guess of mine"), "{outcome:#?}");
    assert_eq!(desk.casey(&["connections"]).ok(), serde_json::json!([]));
}

#[test]
fn a_process_that_dies_while_it_hands_in_never_does_so_twice() {
    for point in engine::fault::SMTP_POINTS {
        let desk = approved();
        let sink = SmtpSink::with_user("dana", PASSWORD);
        connect(&desk, &sink, "none", PASSWORD).ok();
        desk.set("sending.practice", "false");
        desk.casey(&["approve", &desk.the_item()["id"].to_string()]).ok();
        let mut dying = desk.command(60, &["run", "--until-idle"]);
        dying.env("CASEY_FAULT", point).env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
        assert!(Running::start(dying).finish().died_at(point), "{point}");
        let n_before = sink.taken().len();

        for minute in 2..5 {
            casey(&desk, minute * 60, &["run", "--until-idle"], None).ok();
        }

        let state = desk.casey(&["outbox"]).ok()[0]["state"].clone();
        let is_begun = ["smtp_after_begun_commit", "smtp_after_answer"].contains(point);
        assert_eq!(state, if is_begun { "unsure" } else { "sent" }, "{point}");
        assert_eq!(sink.taken().len(), if is_begun { n_before } else { 1 }, "{point}");
        desk.assert_sound();
    }
}

#[test]
fn a_server_that_is_away_is_asked_again_by_the_next_run() {
    let desk = approved();
    let sink = SmtpSink::with_user("dana", PASSWORD);
    connect(&desk, &sink, "none", PASSWORD).ok();
    desk.set("sending.practice", "false");
    desk.casey(&["approve", &desk.the_item()["id"].to_string()]).ok();
    sink.at(Step::Greeting, Act::Cut);
    casey(&desk, 60, &["run", "--until-idle"], None).ok();
    let shown = desk.casey(&["connections"]).ok();
    assert!(shown.as_array().unwrap().iter().any(|connection| connection["state"] == "failing"), "{shown}");

    sink.be_well();
    casey(&desk, 120, &["run", "--until-idle"], None).ok();

    assert_eq!(sink.taken().len(), 1);
}
