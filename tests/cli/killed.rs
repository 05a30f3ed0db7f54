//! Kill -9 at moments that nobody chose: what was read is stored once, and what is left over is done by the next run.

use crate::harness::{Desk, Running, path};
use crate::mails;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const N_MAILS: usize = 500;
const ROUNDS: u64 = 5;

/// Moments that look random and are the same in each run.
pub struct Moments(pub u64);

impl Moments {
    /// Some milliseconds, below one of the limits.
    pub fn next(&mut self, limits: [u64; 4]) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bits = self.0 >> 33;
        Duration::from_millis((bits >> 4) % limits[(bits & 3) as usize])
    }
}

/// Starts a command and kills it at that moment. Answers whether it was still running.
pub fn kill_after(moment: Duration, command: Command) -> bool {
    let process = Running::start(command);
    // Not a wait for anything: the moment of the kill.
    std::thread::sleep(moment);
    !process.kill().status.success()
}

fn soak() -> u64 {
    std::env::var("CASEY_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// What there is to compare: mails per connection, and the queue without its ids.
fn result(desk: &Desk) -> (Vec<Value>, Vec<[Value; 4]>) {
    let connections = desk.casey(&["connections"]).ok();
    let counts = connections.as_array().unwrap().iter().map(|connection| connection["n_messages"].clone()).collect();
    let shown = desk.queue().into_iter().map(|item| {
        let shown = desk.casey(&["show", &item["id"].to_string()]).ok();
        let n_evidence = Value::from(shown["evidence"].as_array().unwrap().len());
        [item["contact"]["address"].clone(), item["state"].clone(), shown["draft"]["revision"].clone(), n_evidence]
    });
    (counts, shown.collect())
}

/// Imports and runs with a kill in each, so many times, then to the end; and once without, beside it.
fn assert_same_after_kills(source: impl Fn(&Desk) -> std::path::PathBuf, seed: u64) {
    let import = |desk: &Desk, source: &Path| desk.casey(&["import", path(source)]).ok();
    let clean = Desk::new();
    import(&clean, &source(&clean));
    clean.casey(&["run", "--until-idle"]).ok();
    let expected = result(&clean);
    assert_eq!((&expected.0[0], expected.1.len()), (&Value::from(N_MAILS), 1), "{expected:#?}");

    let mut n_killed = 0;
    for round in 0..ROUNDS * soak() {
        let (desk, mut moments) = (Desk::new(), Moments(seed + round));
        let source = source(&desk);
        let mut killed_after = Vec::new();
        for args in [&["import", path(&source)][..], &["import", path(&source)], &["run", "--until-idle"]] {
            let moment = moments.next([20, 80, 300, 1200]);
            n_killed += u64::from(kill_after(moment, desk.command(0, args)));
            killed_after.push(moment);
        }

        import(&desk, &source);
        desk.casey(&["run", "--until-idle"]).ok();

        assert_eq!(result(&desk), expected, "round {round}, killed after {killed_after:?}");
        desk.assert_sound();
    }
    assert!(n_killed >= ROUNDS, "{n_killed} processes were killed before they had ended by themselves");
}

#[test]
fn crash_by_kill_9_while_an_mbox_is_imported_loses_and_doubles_nothing() {
    assert_same_after_kills(|desk| mails::mbox(desk, N_MAILS), 1);
}

#[test]
fn crash_by_kill_9_while_a_maildir_is_read_loses_and_doubles_nothing() {
    assert_same_after_kills(|desk| mails::maildir(desk, N_MAILS), 1000);
}

#[test]
fn crash_by_kill_9_while_a_mail_is_sent_sends_it_once_in_the_end() {
    let approved = Desk::with_work();
    let id = approved.the_item()["id"].to_string();
    approved.casey(&["approve", &id]).ok();
    let (mut moments, mut n_killed) = (Moments(2000), 0);
    for round in 0..4 * ROUNDS * soak() {
        let desk = approved.copy();
        for _ in 0..2 {
            let moment = moments.next([10, 30, 60, 90]);
            n_killed += u64::from(kill_after(moment, desk.command(31, &["run", "--until-idle"])));
            assert!(desk.practised().len() <= 1, "round {round}, killed after {moment:?}");
        }

        desk.casey_at(31, &["run", "--until-idle"]).ok();

        assert_eq!(desk.practised().len(), 1, "round {round}");
        assert_eq!(desk.casey_at(31, &["show", &id]).ok()["state"], "done", "round {round}");
    }
    assert!(n_killed >= ROUNDS, "{n_killed} processes were killed before they had ended by themselves");
}
