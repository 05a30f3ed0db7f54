//! `cargo xtask run`: the application, or the command line where there is no display to show a window on. Without arguments it
//! opens the demo workspace.
//!
//! Must never install window libraries on a machine that cannot show a window.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::page::Size;
use crate::project::Project;
use crate::{page, process, setup};

/// Starts the application with `arguments`; its exit code becomes ours.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    if !has_display() {
        return command_line(project, arguments);
    }
    setup::for_the_window(project)?;
    page::build(project, Size::Quick)?;
    let mut build = project.cargo("build");
    process::run(build.args(["--package", "caseyos", "--bin", "caseyos"])).context("Build the application")?;
    let mut arguments = arguments.to_vec();
    if arguments.is_empty() {
        make_demo(project)?;
        arguments = vec!["--data".to_owned(), demo_folder(project).display().to_string()];
    }
    println!("Starting CaseyOS");
    process::hand_over(project.program(project.built("debug", "caseyos")).args(arguments))
}

/// Where the demo lies that is opened where nobody names a workspace.
fn demo_folder(project: &Project) -> PathBuf {
    project.target.join("demo")
}

/// Makes the demo workspace, where there is none yet.
fn make_demo(project: &Project) -> Result<()> {
    let folder = demo_folder(project);
    if folder.join("casey.db").exists() {
        eprintln!("Opening the demo workspace in {}", folder.display());
        return Ok(());
    }
    let mut build = project.cargo("build");
    process::run(build.args(["--package", "casey", "--bin", "casey"])).context("Build the command line")?;
    for command in [&["demo"][..], &["run", "--until-idle"]] {
        let mut casey = project.program(project.built("debug", "casey"));
        process::run(casey.arg("--data").arg(&folder).args(command)).context("Make the demo workspace")?;
    }
    Ok(())
}

/// True where a window can be shown. Only Linux is used without a screen.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn command_line(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    // To standard error: with --json, standard output is one document.
    eprintln!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this is the command line, `casey`.");
    let mut build = project.cargo("build");
    process::run(build.args(["--package", "casey", "--bin", "casey"])).context("Build the command line")?;
    let mut casey = project.program(project.built("debug", "casey"));
    if let Ok(folder) = env::current_dir() {
        // Paths among the arguments are meant from where the person stands.
        casey.current_dir(folder);
    }
    if arguments.is_empty() {
        make_demo(project)?;
        casey.arg("--data").arg(demo_folder(project)).arg("queue");
    }
    process::hand_over(casey.args(arguments))
}
