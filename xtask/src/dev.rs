//! `cargo xtask dev`: builds and starts the application again whenever a source file changes.
//!
//! The page is embedded, so a change of it is a change of the application. Must never end a running window for a build
//! that fails: the last one that worked stays open.

use std::fs;
use std::path::Path;
use std::process::{Child, ExitCode};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use crate::page::Size;
use crate::project::Project;
use crate::{page, process, run, setup};

const SOURCES: &[&str] =
    &["Cargo.toml", "tauri.conf.json", "migrations", "src-tauri", "ui/Cargo.toml", "ui/index.html", "ui/src", "ui/style"];
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Runs until the window is closed or the command is interrupted.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    if !run::has_display() {
        bail!("there is no display to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)");
    }
    setup::for_the_window(project)?;
    let mut window: Option<Child> = None;
    loop {
        let seen = state(&project.root);
        match build(project) {
            Ok(()) => {
                if let Some(old) = &mut window {
                    process::stop(old)?;
                }
                window = Some(project.program(project.built("debug", "caseyos")).args(arguments).spawn()?);
            }
            Err(error) => eprintln!("\n{error:#}\nWaiting for the next change"),
        }
        while state(&project.root) == seen {
            if let Some(status) = window.as_mut().map(Child::try_wait).transpose()?.flatten() {
                println!("The window was closed ({status})");
                return Ok(ExitCode::SUCCESS);
            }
            sleep(LOOK_EVERY);
        }
        println!("\nA source file changed");
    }
}

fn build(project: &Project) -> Result<()> {
    page::build(project, Size::Quick)?;
    process::run(project.cargo("build").args(["--package", "caseyos", "--bin", "caseyos"]))
}

/// How many source files there are, and when the youngest changed: a file that was added, changed or removed shows.
fn state(root: &Path) -> (usize, SystemTime) {
    let states = SOURCES.iter().map(|source| state_of(&root.join(source)));
    states.fold((0, SystemTime::UNIX_EPOCH), combined)
}

fn state_of(path: &Path) -> (usize, SystemTime) {
    let Ok(data) = fs::metadata(path) else {
        return (0, SystemTime::UNIX_EPOCH);
    };
    if !data.is_dir() {
        return (1, data.modified().unwrap_or(SystemTime::UNIX_EPOCH));
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| state_of(&entry.path())).fold((0, SystemTime::UNIX_EPOCH), combined)
}

fn combined(one: (usize, SystemTime), other: (usize, SystemTime)) -> (usize, SystemTime) {
    (one.0 + other.0, one.1.max(other.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_new_file_is_a_change() {
        let folder = Scratch::new("dev");
        fs::create_dir_all(folder.path().join("ui/src")).unwrap();
        let before = state(folder.path());
        fs::write(folder.path().join("ui/src/main.rs"), "").unwrap();
        assert_ne!(state(folder.path()), before);
    }
}
