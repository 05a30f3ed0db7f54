//! The end-to-end tests: the real window, driven as a person would, on a screen of its own.
//!
//! Must never use the person's own display or session bus: a test must not see their windows, nor they its notifications.

use super::report::Report;
use super::{NATIVE, TESTKIT, WITHOUT_XTASK, with};
use crate::project::Project;
use crate::setup::driver;

pub(super) const TESTS: &str = "e2e";
/// The largest size of which a test takes pictures.
const SCREEN: &str = "-screen 0 1920x1080x24";

pub(super) fn test(project: &Project, report: &mut Report) {
    const NAME: &str = "tests of the window";
    if !cfg!(target_os = "linux") {
        report.could_not_run(NAME, "only Linux has a driver for the window that needs no further set-up");
    } else if !project.tests.iter().any(|name| name == TESTS) {
        report.could_not_run(NAME, "no package has a test target `e2e`");
    } else {
        report.tests_on_a_screen(NAME, |only| command(project, only));
    }
}

/// All tests, or only those of these names.
fn command(project: &Project, only: &[String]) -> std::process::Command {
    let cargo = project.cargo("test");
    let mut command = project.program("dbus-run-session");
    command.args(["--", "xvfb-run", "-a", "-s", SCREEN]).arg(cargo.get_program()).args(cargo.get_args());
    // The same packages and features as before, so that nothing is compiled again. One test at a time: there is one
    // screen, and one window has its focus.
    let window: &[&str] = &["--no-fail-fast", "--test", TESTS, "--", "--test-threads=1"];
    with(&mut command, &[NATIVE, WITHOUT_XTASK, TESTKIT, window]);
    if !only.is_empty() {
        command.arg("--exact").args(only);
    }
    command.env("CASEYOS_BINARY", project.built("debug", "caseyos"));
    command.env("TAURI_DRIVER", driver::path(project));
    // Where in the test something failed its words say; what stands above that would push them out of sight.
    command.env("RUST_LIB_BACKTRACE", "0");
    command
}
