//! Which package may know which: read from what Cargo resolved, not from what the manifests say.
//!
//! Must never be loosened for convenience: that the engine knows no window is what lets tests and the command line use it.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};

use super::report;
use crate::process;
use crate::project::Project;
use crate::wasm;

/// Checks all packages and prints each broken rule.
pub(crate) fn check(project: &Project) -> Result<()> {
    let api = packages(project, &["--package", "api", "--depth", "1"])?;
    let engine = packages(project, &["--package", "engine", "--all-features"])?;
    let casey = packages(project, &["--package", "casey"])?;
    let ui = packages(project, &["--package", "ui", "--target", wasm::TARGET])?;

    let window = ["tauri", "wry", "tao"];
    let broken = [
        others("api", &api, &["api", "serde", "serde_json"], "the contract is plain data that the page can use as well"),
        known("engine", &engine, &window, "the engine knows no window, so that every host can use it"),
        known("casey", &casey, &window, "the command line runs where there is no display"),
        known("ui", &ui, &["engine", "sqlx", "tokio"], "the page sees the contract only"),
    ];
    report(&broken.concat())
}

/// What a package is built from, itself included.
fn packages(project: &Project, arguments: &[&str]) -> Result<BTreeSet<String>> {
    let mut command = project.cargo("tree");
    command.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]).args(arguments);
    let tree = process::output(&mut command).context("Ask Cargo what a package depends on")?;
    Ok(names(&tree))
}

/// The names in what `cargo tree --prefix none` prints: `serde v1.0.0`, `api v0.1.0 (path)`, `syn v2.0.0 (*)`.
fn names(tree: &str) -> BTreeSet<String> {
    tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn known(package: &str, packages: &BTreeSet<String>, refused: &[&str], why: &str) -> Vec<String> {
    let found = refused.iter().filter(|name| packages.contains(**name));
    found.map(|name| format!("{package} depends on {name}: {why}")).collect()
}

fn others(package: &str, packages: &BTreeSet<String>, allowed: &[&str], why: &str) -> Vec<String> {
    let found = packages.iter().filter(|name| !allowed.contains(&name.as_str()));
    found.map(|name| format!("{package} depends on {name}: {why}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "api v0.1.0 (/somewhere/api)\nserde v1.0.228\nserde_json v1.0.150 (*)\n\n";

    #[test]
    fn names_are_read_without_versions_and_marks() {
        assert_eq!(names(TREE).into_iter().collect::<Vec<_>>(), ["api", "serde", "serde_json"]);
    }

    #[test]
    fn a_dependency_that_is_not_allowed_is_named() {
        assert!(others("api", &names(TREE), &["api", "serde", "serde_json"], "").is_empty());
        assert_eq!(others("api", &names(TREE), &["api", "serde"], "why"), ["api depends on serde_json: why"]);
    }

    #[test]
    fn a_refused_dependency_is_named() {
        assert!(known("engine", &names(TREE), &["tauri"], "").is_empty());
        assert_eq!(known("engine", &names(TREE), &["serde"], "why"), ["engine depends on serde: why"]);
    }
}
