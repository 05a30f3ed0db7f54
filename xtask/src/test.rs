//! `cargo xtask test` and `cargo xtask check`: every check and every test, in order, and one count at the end.
//!
//! A step that fails does not end the run: a person wants to see everything that is wrong. Must never leave a step out in
//! silence: what could not run is said, and is a failure where nobody watches.

mod report;
mod window;

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::page::Size;
use crate::project::Project;
use crate::test::report::Report;
use crate::{page, process, rules, setup, wasm};

/// The page compiles for another machine and has steps of its own; everything else is native.
const NATIVE: &[&str] = &["--workspace", "--exclude", "ui"];

/// Together with the others, Cargo would give this program's dependencies more features, and build them a second time.
const WITHOUT_XTASK: &[&str] = &["--exclude", "xtask"];
const TESTKIT: &[&str] = &["--features", "engine/testkit"];
const WARNINGS_ARE_ERRORS: &[&str] = &["--", "-D", "warnings"];

/// Sets up what is missing, then runs everything.
pub(crate) fn everything(project: &Project) -> ExitCode {
    let mut report = Report::new();
    if !report.step("set-up", || setup::for_the_tests(project)) {
        // Without it each step below would fail with a message that hides the reason.
        return report.close();
    }
    report.step("format", || check_format(project));
    report.step("page", || page::build(project, Size::Quick));
    lint_native(project, &mut report);
    lint_page(project, &mut report);
    check_rules(project, &mut report);

    report.tests("tests of the packages", &mut native_tests(project));
    let documentation: &[&str] = &["--no-fail-fast", "--doc"];
    report
        .tests("tests of the documentation", with(&mut project.cargo("test"), &[NATIVE, WITHOUT_XTASK, TESTKIT, documentation]));
    report.tests("tests of xtask", with(&mut project.cargo("test"), &[&["--package", "xtask"]]));
    report.tests("tests of the page", with(&mut project.cargo("test"), &[&["--package", "ui", "--no-fail-fast"]]));
    window::test(project, &mut report);
    report.close()
}

/// What a person runs between two edits, and what runs where no window can be driven.
pub(crate) fn fast_part(project: &Project) -> ExitCode {
    let mut report = Report::new();
    if !report.step("set-up", || setup::for_the_window(project)) {
        return report.close();
    }
    report.step("format", || check_format(project));
    report.step("page", || page::build_if_missing(project));
    lint_native(project, &mut report);
    check_rules(project, &mut report);
    let packages: &[&str] = &["--package", "api", "--package", "engine", "--package", "casey", "--no-fail-fast"];
    report.tests("tests of api, engine and casey", with(&mut project.cargo("test"), &[packages]));
    report.close()
}

fn check_format(project: &Project) -> Result<()> {
    process::run(project.cargo("fmt").args(["--all", "--check"]))
}

fn lint_native(project: &Project, report: &mut Report) {
    report.step("lints", || {
        process::run(with(&mut project.cargo("clippy"), &[NATIVE, &["--all-targets"], TESTKIT, WARNINGS_ARE_ERRORS]))
    });
}

fn lint_page(project: &Project, report: &mut Report) {
    let package = ["--package", "ui"];
    report.step("lints of the page", || {
        process::run(with(&mut project.cargo("clippy"), &[&package, &["--all-targets"], WARNINGS_ARE_ERRORS]))
    });
    if wasm::target_is_added(project) {
        report.step("lints of the page for WebAssembly", || {
            // In the usual folder, where the macros that it needs were built for this machine already.
            process::run(with(&mut project.cargo("clippy"), &[&package, &["--target", wasm::TARGET], WARNINGS_ARE_ERRORS]))
        });
    } else {
        // No loss of a promise: the same lints ran for the host, and the page's build shows that it compiles.
        println!("\nThe page was linted for this machine only: the compiler that builds it has no Clippy of its own");
    }
}

fn check_rules(project: &Project, report: &mut Report) {
    report.step("rules of dependencies", || rules::check_dependencies(project));
    report.step("rules of sources", || rules::check_sources(project));
    if process::succeeds(project.program("cargo").args(["deny", "--version"])) {
        // Known weaknesses change from day to day and need the network, so the hosted workflow looks them up.
        report.step("licences, bans, sources", || {
            process::run(project.program("cargo").args(["deny", "check", "licenses", "bans", "sources"]))
        });
    } else {
        println!("\ncargo-deny is not installed here: the hosted workflow checks licences, bans and sources");
    }
}

/// All tests of native packages but those of the real window, which need a display. The documentation has its own step.
fn native_tests(project: &Project) -> Command {
    let mut command = project.cargo("test");
    with(&mut command, &[NATIVE, WITHOUT_XTASK, TESTKIT, &["--no-fail-fast", "--lib", "--bins"]]);
    for test in project.tests.iter().filter(|name| *name != window::TESTS) {
        command.args(["--test", test]);
    }
    command
}

fn with<'a>(command: &'a mut Command, arguments: &[&[&str]]) -> &'a mut Command {
    command.args(arguments.concat())
}
