//! Kill -9 at moments that nobody chose: what was read is stored once, and what is left over is done by the next run.

use crate::harness::{Desk, path};
use crate::mails;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

const N_MAILS: usize = 500;
const ROUNDS: u64 = 5;

/// Moments in milliseconds, the same in each run: most of them early, a few late.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bits = self.0 >> 33;
        Duration::from_millis((bits >> 4) % [20, 80, 300, 1200][(bits & 3) as usize])
    }
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

    for round in 0..ROUNDS * soak() {
        let (desk, mut moments) = (Desk::new(), Moments(seed + round));
        let source = source(&desk);
        let mut killed_after = Vec::new();
        for args in [&["import", path(&source)][..], &["import", path(&source)], &["run", "--until-idle"]] {
            let process = desk.start(0, args);
            let moment = moments.next();
            // Not a wait for anything: the moment of the kill.
            std::thread::sleep(moment);
            process.kill();
            killed_after.push(moment);
        }

        import(&desk, &source);
        desk.casey(&["run", "--until-idle"]).ok();

        assert_eq!(result(&desk), expected, "round {round}, killed after {killed_after:?}");
        desk.assert_sound();
    }
}

#[test]
fn crash_by_kill_9_while_an_mbox_is_imported_loses_and_doubles_nothing() {
    assert_same_after_kills(|desk| mails::mbox(desk, N_MAILS), 1);
}

#[test]
fn crash_by_kill_9_while_a_maildir_is_read_loses_and_doubles_nothing() {
    assert_same_after_kills(|desk| mails::maildir(desk, N_MAILS), 1000);
}
