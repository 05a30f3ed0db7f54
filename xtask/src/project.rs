//! Where the project lies, where its builds go, and how Cargo is started for it.
//!
//! Must never assume that the target folder is `target`: builds may share one that lies elsewhere.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::process;

/// The package that compiles to WebAssembly and has steps of its own.
const PAGE: &str = "ui";

pub(crate) struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, from `CARGO_TARGET_DIR` or its configuration.
    pub(crate) target: PathBuf,
    /// The integration tests of all native packages, by name.
    pub(crate) tests: Vec<String>,
}

impl Project {
    /// Asks Cargo, which knows the target folder and every package.
    pub(crate) fn find() -> Result<Self> {
        // Asked when it runs: two clones may share a target folder, and then this program was perhaps built for the other.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").context("Start this program with `cargo xtask`")?;
        let root = Path::new(&manifest).parent().context("Find the workspace above xtask")?.to_path_buf();
        let mut command = Command::new(cargo_program());
        clean(&mut command);
        command.current_dir(&root).args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata = process::output(&mut command).context("Ask Cargo about the workspace")?;
        let metadata: Value = serde_json::from_str(&metadata).context("Read Cargo's answer")?;
        let target = metadata.get("target_directory").and_then(Value::as_str);
        let target = PathBuf::from(target.context("Find the target folder in Cargo's answer")?);
        Ok(Self { root, target, tests: integration_tests(&metadata) })
    }

    /// Cargo in the workspace's root. Where nobody watches, the lock file is taken as it is and not repaired.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(cargo_program());
        clean(&mut command);
        command.current_dir(&self.root).arg(subcommand);
        if unattended() && subcommand != "fmt" {
            command.arg("--locked");
        }
        command
    }

    /// Another program in the workspace's root.
    pub(crate) fn program(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        clean(&mut command);
        command.current_dir(&self.root);
        command
    }

    /// The page as the shell embeds it.
    pub(crate) fn page(&self) -> PathBuf {
        self.root.join("ui/dist")
    }

    /// A folder of our own among Cargo's, for what we want to remember between two runs.
    pub(crate) fn notes(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A built program of the workspace.
    pub(crate) fn built(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}

/// True where no person watches: then what could not run is a failure.
pub(crate) fn unattended() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false")
}

fn cargo_program() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Takes away what Cargo told *this* program about itself. Build scripts watch some of these variables, and would run
/// again each time that a person changes between `cargo build` and `cargo xtask`.
fn clean(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let ours = text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text.starts_with("CARGO_BIN_");
        if ours || text == "CARGO_CRATE_NAME" || text == "OUT_DIR" {
            command.env_remove(&name);
        }
    }
}

fn integration_tests(metadata: &Value) -> Vec<String> {
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let native = packages.filter(|package| package.get("name").is_none_or(|name| name != PAGE));
    let targets = native.filter_map(|package| package.get("targets")?.as_array()).flatten();
    let tests = targets.filter(|target| {
        let kinds = target.get("kind").and_then(Value::as_array);
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"))
    });
    tests.filter_map(|target| Some(target.get("name")?.as_str()?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integration_tests_are_those_of_native_packages() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "engine", "targets": [{ "kind": ["lib"], "name": "engine" }, { "kind": ["test"], "name": "flows" }] },
            { "name": "caseyos", "targets": [{ "kind": ["test"], "name": "e2e" }] },
            { "name": "ui", "targets": [{ "kind": ["test"], "name": "style" }] },
        ]});
        assert_eq!(integration_tests(&metadata), ["flows", "e2e"]);
    }
}
