//! What passed and what failed, step by step, and the last line that counts it.
//!
//! A check counts as one; a run of tests counts each test. Must never count a run that died as passed, whatever it printed.

use std::io::Write as _;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::Instant;

use anyhow::Result;

use crate::process;
use crate::project;

pub(super) struct Report {
    n_passed: u32,
    n_failed: u32,
    complaints: Vec<String>,
}

/// What one test program said of itself.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    n_passed: u32,
    n_failed: u32,
    n_ignored: u32,
    /// The names of those that failed.
    failed: Vec<String>,
}

impl Report {
    pub(super) fn new() -> Self {
        Self { n_passed: 0, n_failed: 0, complaints: Vec::new() }
    }

    /// Runs one check, which counts as one. Tells whether it passed.
    pub(super) fn step(&mut self, name: &str, check: impl FnOnce() -> Result<()>) -> bool {
        let started = begin(name);
        let outcome = check();
        match &outcome {
            Ok(()) => self.n_passed += 1,
            Err(error) => self.fail(format!("{name}: {error:#}")),
        }
        end(name, outcome.is_ok(), started);
        outcome.is_ok()
    }

    /// Runs tests, and counts those that each test program reports.
    pub(super) fn tests(&mut self, name: &str, command: &mut Command) {
        let started = begin(name);
        let (ended, counts) = run(command);
        self.count(name, command, ended, counts, started);
    }

    /// The same for tests that depend on a screen and on programs of others: a few that fail are run once more by themselves, and
    /// the last lines name each that passed only then.
    pub(super) fn tests_on_a_screen(&mut self, name: &str, mut command: impl FnMut(&[String]) -> Command) {
        const AGAIN_AT_MOST: usize = 2;
        let started = begin(name);
        let mut all = command(&[]);
        let (ended, mut counts) = run(&mut all);
        let failed = std::mem::take(&mut counts.failed);
        if failed.is_empty() || failed.len() > AGAIN_AT_MOST || failed.len() != counts.n_failed as usize {
            return self.count(name, &all, ended, counts, started);
        }
        println!("\n== {name}: {} once more", failed.join(", "));
        let mut some = command(&failed);
        let (ended, again) = run(&mut some);
        let passed: Vec<&String> = failed.iter().filter(|test| !again.failed.contains(test)).collect();
        if again.n_passed as usize == passed.len() {
            self.complaints.extend(
                passed.iter().map(|test| format!("{name}: {test} failed, as is told above, and passed when tried again")),
            );
            counts.n_failed = again.n_failed;
            counts.n_passed += again.n_passed;
        }
        self.count(name, &some, ended, counts, started);
    }

    fn count(&mut self, name: &str, command: &Command, ended: Result<ExitStatus>, counts: Counts, started: Instant) {
        let n_failed_before = self.n_failed;
        self.n_passed += counts.n_passed;
        self.n_failed += counts.n_failed;
        match ended {
            Err(error) => self.fail(format!("{name}: {error:#}")),
            Ok(_) if counts.n_failed > 0 => self.complaints.push(format!("{name}: {} failed", counts.n_failed)),
            // It did not compile, or a test took its whole program down before it could report.
            Ok(status) if !status.success() => self.fail(format!("{name}: `{}` failed: {status}", process::shown(command))),
            Ok(_) if counts.n_ignored > 0 => {
                self.could_not_run(name, &format!("{} tests are marked as ignored", counts.n_ignored))
            }
            Ok(_) => {}
        }
        end(name, self.n_failed == n_failed_before, started);
    }

    /// Says what was left out. Where nobody watches, that is a failure.
    pub(super) fn could_not_run(&mut self, name: &str, why: &str) {
        let complaint = format!("{name}: NOT RUN: {why}");
        println!("\n== {complaint}");
        if project::unattended() {
            self.fail(complaint);
        } else {
            self.complaints.push(complaint);
        }
    }

    /// Prints what went wrong and, as the last line, the counts.
    pub(super) fn close(self) -> ExitCode {
        println!();
        for complaint in &self.complaints {
            println!("{complaint}");
        }
        println!("{} passed, {} failed", self.n_passed, self.n_failed);
        if self.n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn fail(&mut self, complaint: String) {
        eprintln!("{complaint}");
        self.n_failed += 1;
        self.complaints.push(complaint);
    }
}

impl Counts {
    fn add(&mut self, other: Option<Self>) {
        let other = other.unwrap_or_default();
        self.n_passed += other.n_passed;
        self.n_failed += other.n_failed;
        self.n_ignored += other.n_ignored;
    }
}

fn run(command: &mut Command) -> (Result<ExitStatus>, Counts) {
    let mut counts = Counts::default();
    let ended = process::run_reading(command, |line| {
        counts.add(read(line));
        counts.failed.extend(failed(line));
    });
    (ended, counts)
}

/// Reads `test demo::it_is_left ... FAILED`.
fn failed(line: &str) -> Option<String> {
    let name = line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?;
    Some(name.to_owned())
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`.
///
/// A test that prints without a line's end pushes the words to the middle of a line, so they are searched for.
fn read(line: &str) -> Option<Counts> {
    let (_, rest) = line.split_once("test result: ")?;
    let (_, counts) = rest.split_once(". ")?;
    let count = |what: &str| {
        let part = counts.split(';').find_map(|part| part.trim().strip_suffix(what));
        part.and_then(|number| number.trim().parse().ok())
    };
    Some(Counts { n_passed: count("passed")?, n_failed: count("failed")?, n_ignored: count("ignored")?, failed: Vec::new() })
}

fn begin(name: &str) -> Instant {
    println!("\n== {name}");
    // Cargo writes to the other stream; what is buffered here would show up below it.
    drop(std::io::stdout().flush());
    Instant::now()
}

fn end(name: &str, passed: bool, started: Instant) {
    let verdict = if passed { "passed" } else { "FAILED" };
    println!("-- {name}: {verdict} after {} s", started.elapsed().as_secs());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_a_test_program_are_read() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.05s";
        assert_eq!(read(line), Some(Counts { n_passed: 12, n_ignored: 1, ..Counts::default() }));
        let line = "half a linetest result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.2s";
        assert_eq!(read(line), Some(Counts { n_passed: 1, n_failed: 2, ..Counts::default() }));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "running 3 tests", "test result: unclear", "test scoring::test_result ... ok"] {
            assert_eq!(read(line), None);
        }
    }

    #[test]
    fn a_failing_check_counts_once_and_the_run_goes_on() {
        let mut report = Report::new();
        assert!(!report.step("broken", || anyhow::bail!("no")));
        assert!(report.step("whole", || Ok(())));
        assert_eq!((report.n_passed, report.n_failed), (1, 1));
    }

    #[cfg(unix)]
    #[test]
    fn a_run_that_dies_after_a_good_line_has_failed() {
        let mut report = Report::new();
        let script = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out'; exit 101";
        report.tests("dying", Command::new("sh").args(["-c", script]));
        assert_eq!((report.n_passed, report.n_failed), (2, 1));
    }

    #[cfg(unix)]
    #[test]
    fn failed_tests_are_counted_once() {
        let mut report = Report::new();
        let script = "echo 'test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out'; exit 101";
        report.tests("failing", Command::new("sh").args(["-c", script]));
        assert_eq!((report.n_passed, report.n_failed), (2, 3));
    }

    #[cfg(unix)]
    fn on_a_screen(first: &str, again: &str) -> Report {
        let mut report = Report::new();
        report.tests_on_a_screen("window", |failed| {
            let script = if failed.is_empty() { first } else { again };
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        });
        report
    }

    #[cfg(unix)]
    #[test]
    fn what_passes_when_tried_again_is_named_and_what_does_not_has_failed() {
        let result = |passed: u32, failed: u32| {
            let verdict = if failed == 0 { "ok" } else { "FAILED" };
            format!("test result: {verdict}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out")
        };
        let first = format!("echo 'test a::b ... FAILED'; echo '{}'; exit 101", result(4, 1));
        let report = on_a_screen(&first, &format!("echo '{}'", result(1, 0)));
        assert_eq!((report.n_passed, report.n_failed, report.complaints.len()), (5, 0, 1));
        assert!(report.complaints.concat().contains("a::b"));
        let report = on_a_screen(&first, &first.replace(&result(4, 1), &result(0, 1)));
        assert_eq!((report.n_passed, report.n_failed), (4, 1));
        let report = on_a_screen(&first, "exit 1");
        assert_eq!((report.n_passed, report.n_failed), (4, 1), "the second try died");
        let many = "echo 'test a ... FAILED'; echo 'test b ... FAILED'; echo 'test c ... FAILED'";
        let report = on_a_screen(&format!("{many}; echo '{}'; exit 101", result(1, 3)), &format!("echo '{}'", result(3, 0)));
        assert_eq!((report.n_passed, report.n_failed), (1, 3), "so many do not fail by chance");
    }
}
