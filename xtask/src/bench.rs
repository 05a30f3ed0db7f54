//! `cargo xtask bench`: everything that has a target, in release mode, as one table.
//!
//! The engine measures itself with a program of its own (`src-tauri/engine/examples/bench`); here are the figures of the real
//! window and of the package, each beside its yardstick where it has one. A figure is no test: none makes this command fail. One
//! that could not be measured does, at the end, with a row that says why; the others are measured all the same.

mod display;
mod empty;
mod engine;
mod memory;
mod scroll;
mod size;
mod start;
mod table;
mod triage;
mod web;
mod window;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::page::{self, Size};
use crate::project::Project;
use crate::{process, setup};

use display::Display;
use table::{Figure, Table};

/// What is measured here; every other id is the engine's.
const OF_THE_WINDOW: &[&str] = &[start::ID, memory::ID, triage::ID, scroll::ID, size::ID];

/// Of the engine's, the one that needs the emulators.
const OF_A_SERVICE: &str = "first-sync";

/// A hundred thousand items are the full size.
const ITEMS_PER_PERCENT: u32 = 1000;

/// What one run of benches has: the built programs, the workspace, and a screen of its own.
struct Stage<'a> {
    n_items: u32,
    /// The real program, in release mode.
    program: PathBuf,
    /// The yardstick: a Tauri window with nothing in it.
    empty: PathBuf,
    workspace: PathBuf,
    display: &'a Display,
}

/// Measures what `ids` name, or everything. `scale` is in percent of the full sizes.
pub(crate) fn bench(project: &Project, scale: u32, ids: &[String]) -> Result<ExitCode> {
    let wanted = |id: &str| ids.is_empty() || ids.iter().any(|wanted| wanted == id);
    let of_engine: Vec<&str> = ids.iter().map(String::as_str).filter(|id| !OF_THE_WINDOW.contains(id)).collect();
    let of_window: Vec<&str> = OF_THE_WINDOW.iter().copied().filter(|id| wanted(id)).collect();
    let mut table = Table::new(scale);
    if wanted(OF_A_SERVICE)
        && let Err(error) = setup::npm::peers(project)
    {
        // The row of what needs them says what is missing; the others are measured.
        println!("{error:#}");
    }
    if (ids.is_empty() || !of_engine.is_empty())
        && let Err(error) = engine::measure(project, scale, &of_engine, &mut table)
    {
        table.fail(&["engine"], &error);
    }
    if !of_window.is_empty() {
        if cfg!(target_os = "linux") {
            measure_window(project, scale, &of_window, &mut table);
        } else {
            table.fail(&of_window, &anyhow!("only Linux has a screen that a bench can look at"));
        }
    }
    table.close(&project.target)
}

/// What cannot be built or made fails all that need it, and nothing else.
fn measure_window(project: &Project, scale: u32, ids: &[&str], table: &mut Table) {
    let (program, empty, place) = match build(project) {
        Ok(built) => built,
        Err(error) => return table.fail(ids, &error),
    };
    let on_screen: Vec<&str> = ids.iter().copied().filter(|id| *id != size::ID).collect();
    if !on_screen.is_empty() {
        let set = make_workspace(project, &place, scale).and_then(|workspace| Ok((workspace, Display::start(&place)?)));
        match set {
            Ok((workspace, display)) => {
                let (program, empty) = (program.clone(), empty.clone());
                let stage = Stage { n_items: scale * ITEMS_PER_PERCENT, program, empty, workspace, display: &display };
                on_screen.iter().for_each(|id| table.take(id, measure_on(&stage, id)));
            }
            Err(error) => table.fail(&on_screen, &error),
        }
    }
    if ids.contains(&size::ID) {
        table.take_all(size::ID, size::measure(project, &program, &empty));
    }
}

fn measure_on(stage: &Stage<'_>, id: &str) -> Result<Figure> {
    match id {
        start::ID => start::measure(stage),
        memory::ID => memory::measure(stage),
        triage::ID => triage::measure(stage),
        scroll::ID => scroll::measure(stage),
        _ => bail!("there is nothing to measure called {id}"),
    }
}

/// Both programs and the folder for what else a bench needs.
fn build(project: &Project) -> Result<(PathBuf, PathBuf, PathBuf)> {
    setup::for_a_bench(project)?;
    page::build(project, Size::Small)?;
    process::run(project.cargo("build").args(["--release", "--package", "caseyos", "--bin", "caseyos"]))
        .context("Build the application in release mode")?;
    let place = project.target.join("bench");
    fs::create_dir_all(&place).with_context(|| format!("Make {}", place.display()))?;
    let empty = empty::build(project, &place)?;
    Ok((project.built("release", "caseyos"), empty, place))
}

/// A workspace with real mail behind every item, made anew: its times follow the clock of today.
fn make_workspace(project: &Project, place: &Path, scale: u32) -> Result<PathBuf> {
    let folder = place.join("workspace");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("Remove the last bench's workspace")?;
    }
    println!("Making a workspace with {} open items", scale * ITEMS_PER_PERCENT);
    let mut command = engine::program(project);
    process::run(command.args(["--scale", &scale.to_string(), "--workspace"]).arg(&folder)).context("Make a workspace")?;
    if !folder.join("casey.db").exists() {
        bail!("no workspace was made in {}", folder.display());
    }
    Ok(folder)
}
