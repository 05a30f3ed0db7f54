//! What passed and what failed, step by step, and the last line that counts it.
//!
//! A check counts as one; a run of tests counts each test. Must never count a run that died as passed, whatever it printed.

use std::io::Write as _;
use std::process::{Command, ExitCode};
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
        let mut counts = Counts::default();
        let ended = process::run_reading(command, |line| counts.add(read(line)));
        let n_complaints = self.complaints.len();
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
        end(name, self.complaints.len() == n_complaints, started);
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
    Some(Counts { n_passed: count("passed")?, n_failed: count("failed")?, n_ignored: count("ignored")? })
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
        assert_eq!(read(line), Some(Counts { n_passed: 12, n_failed: 0, n_ignored: 1 }));
        let line = "half a linetest result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.2s";
        assert_eq!(read(line), Some(Counts { n_passed: 1, n_failed: 2, n_ignored: 0 }));
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
}
