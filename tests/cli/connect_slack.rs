//! A Slack workspace from the command line: connected with tokens over standard input, read by later processes, answered once whatever
//! becomes of them.

use crate::harness::{Desk, NOT_A_SECRET, Outcome, Running, path};
use engine::testkit::slack::{ANA, APP_TOKEN, DEALS, Slack, TOKEN};
use engine::testkit::{START, TestClock};
use std::process::Command;

fn with_secrets(mut command: Command) -> Command {
    command.env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
    command
}

fn connect(desk: &Desk, slack: &Slack, input: &str, more: &[&str]) -> Outcome {
    let args = [&["connect", "slack", "--token-stdin", "--base-url", &slack.base][..], more].concat();
    Running::start_with(with_secrets(desk.command(0, &args)), input).finish()
}

fn casey(desk: &Desk, seconds: u32, args: &[&str]) -> Outcome {
    Running::start(with_secrets(desk.command(seconds, args))).finish()
}

/// Writes the answer of an item.
fn answer(desk: &Desk, id: &str) {
    let file = desk.file("answer.txt", "EUR 48,000 a year.");
    desk.casey(&["edit", id, "--body-file", path(&file)]).ok();
}

/// A mention ten minutes ago.
fn workspace() -> (Slack, String) {
    let slack = Slack::start(TestClock::at(START.plus_seconds(-600)));
    let root = slack.say(DEALS, ANA, "<@U0DANA> could you send pricing for 40 seats?", None);
    (slack, root)
}

#[test]
fn a_mention_is_read_answered_and_stands_in_its_thread() {
    let (desk, (slack, root)) = (Desk::of_dana(), workspace());
    desk.set("sending.practice", "false");

    let connected = connect(&desk, &slack, &format!("{TOKEN}\n{APP_TOKEN}\n"), &["--app-token-stdin"]).ok();
    assert_eq!((&connected["kind"], &connected["name"]), (&"slack".into(), &"Northwind on Slack".into()));
    assert!(connected["access"].as_str().unwrap().contains("come in at once"), "{connected}");
    casey(&desk, 0, &["run", "--until-idle"]).ok();
    let item = desk.the_item();
    assert_eq!((&item["action"], &item["contact"]["name"]), (&"post_message".into(), &"Ana Duarte".into()));
    let id = item["id"].to_string();
    assert!(desk.casey(&["approve", &id]).status.code().is_some_and(|code| code != 0), "there is no answer yet");
    answer(&desk, &id);
    desk.casey(&["approve", &id]).ok();
    casey(&desk, 40, &["run", "--until-idle"]).ok();

    let posts = slack.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!((posts[0].thread.as_deref(), posts[0].text.as_str()), (Some(root.as_str()), "EUR 48,000 a year."));
    assert_eq!(desk.queue().len(), 0);
    desk.assert_sound();
}

#[test]
fn wrong_tokens_end_with_words_and_are_shown_nowhere() {
    let (desk, (slack, _)) = (Desk::of_dana(), workspace());
    for (input, more, field) in [
        ("xoxp-a-guess-of-mine\n", &[][..], "token"),
        ("a-guess-of-mine\n", &[], "token"),
        ("xoxp-test-1\nxapp-a-guess-of-mine\n", &["--app-token-stdin"], "app_token"),
        ("xoxp-test-1\n", &["--app-token-stdin"], "app_token"),
    ] {
        let outcome = connect(&desk, &slack, input, more);
        let error = outcome.fails(2);
        assert_eq!(error["error"]["field"].as_str().or(error["field"].as_str()), Some(field), "{error}");
        assert!(!outcome.stderr.contains("a-guess") && !outcome.stdout.contains("a-guess"), "{outcome:#?}");
    }
    assert_eq!(desk.casey(&["connections"]).ok(), serde_json::json!([]));
}

#[test]
fn a_process_that_is_killed_while_it_posts_is_followed_by_one_that_posts_nothing_twice() {
    for point in engine::fault::CHAT_POINTS {
        let (desk, (slack, _)) = (Desk::of_dana(), workspace());
        desk.set("sending.practice", "false");
        connect(&desk, &slack, &format!("{TOKEN}\n"), &[]).ok();
        casey(&desk, 0, &["run", "--until-idle"]).ok();
        let id = desk.the_item()["id"].to_string();
        answer(&desk, &id);
        desk.casey(&["approve", &id]).ok();
        let mut dying = with_secrets(desk.command(40, &["run", "--until-idle"]));
        dying.env("CASEY_FAULT", point);
        assert!(Running::start(dying).finish().died_at(point), "{point}");

        for minute in 1..9 {
            casey(&desk, 40 + minute * 60, &["run", "--until-idle"]).ok();
        }

        assert_eq!(slack.posts().len(), 1, "{point}");
        assert_eq!(desk.queue().len(), 0, "{point}");
        desk.assert_sound();
    }
}
