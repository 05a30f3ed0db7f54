//! `--help` says of each command what it does.

use crate::harness::{Running, bare_casey};

fn help(path: &[String]) -> String {
    let mut command = bare_casey();
    command.args(path).arg("--help");
    let outcome = Running::start(command).finish();
    assert!(outcome.status.success(), "{outcome:#?}");
    outcome.stdout
}

/// The lines below a heading, up to the next empty one.
fn section<'a>(help: &'a str, heading: &str) -> Vec<&'a str> {
    help.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !line.trim().is_empty()).collect()
}

fn assert_helps(path: &[String]) {
    let help = help(path);
    assert!(!help.starts_with("Usage:"), "{path:?} does not say what it does:\n{help}");
    for line in section(&help, "Commands:") {
        let name = line.split_whitespace().next().unwrap().to_owned();
        assert_helps(&[path, &[name]].concat());
    }
}

#[test]
fn every_command_says_what_it_does() {
    assert_helps(&[]);
}

#[test]
fn suppressing_says_what_may_stand_there_and_what_the_reason_is_for() {
    for (command, words) in
        [("add", &["address", "domain", "reason", "Why"][..]), ("remove", &["address", "domain"]), ("list", &[])]
    {
        let help = help(&["suppress".to_owned(), command.to_owned()]);
        for word in words {
            assert!(help.contains(word), "{command} has no word of {word}:\n{help}");
        }
    }
}
