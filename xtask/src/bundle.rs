//! `cargo xtask bundle`: the package that a person installs, in the usual form of this system.
//!
//! Must never need a key: what is signed and published is another step's work.

mod smaller;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::page::{self, Size};
use crate::project::{Project, unattended};
use crate::setup::npm;
use crate::{process, setup};

const KIND: &str = if cfg!(target_os = "macos") {
    "dmg"
} else if cfg!(windows) {
    "nsis"
} else {
    "deb"
};

/// Makes the package and says where it is.
pub(crate) fn bundle(project: &Project) -> Result<ExitCode> {
    let package = make(project)?;
    let megabytes = fs::metadata(&package)?.len() as f64 / 1e6;
    println!("\nThe package:\n  {} ({megabytes:.1} MB)", package.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the page, then lets Tauri's own program build and pack the application. Answers the package.
pub(crate) fn make(project: &Project) -> Result<PathBuf> {
    setup::for_the_window(project)?;
    page::build(project, Size::Small)?;
    npm::tools(project)?;
    let folder = project.target.join("release/bundle").join(KIND);
    if folder.exists() {
        // A package of another version would lie beside the new one, and nobody could tell which is which.
        fs::remove_dir_all(&folder).with_context(|| format!("Remove the last packages in {}", folder.display()))?;
    }
    let mut command = project.program("node");
    command.arg(npm::tool(project, "@tauri-apps/cli/tauri.js")).args(["build", "--bundles", KIND]);
    // Only a release knows the keys; docs/releasing.md says where they come from.
    if let Some(key) = release_key() {
        command.args(["--config", "tauri.release.conf.json", "--config", &key]);
    }
    // Else Cargo would build all that this workspace has, this program too, and with it every library once more: the features
    // that it needs of them are others.
    command.args(["--", "--package", "caseyos"]);
    if unattended() {
        command.arg("--locked");
    }
    command.env("CARGO_TARGET_DIR", &project.target);
    process::run(&mut command).context("Bundle with Tauri's program (it needs Node 20 with npm)")?;
    let package = package(&folder)?.with_context(|| format!("no package was found in {}", folder.display()))?;
    if package.extension().is_some_and(|ending| ending == "deb") {
        smaller::make(project, &package)?;
    }
    Ok(package)
}

/// The public half of the key with which a release is signed, and where newer ones are found, as configuration; none where this
/// is no release.
fn release_key() -> Option<String> {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let (key, place) = (set("CASEYOS_UPDATER_PUBKEY")?, set("CASEYOS_UPDATER_ENDPOINT")?);
    Some(format!(r#"{{"plugins":{{"updater":{{"pubkey":{key:?},"endpoints":[{place:?}]}}}}}}"#))
}

fn package(folder: &Path) -> Result<Option<PathBuf>> {
    for entry in fs::read_dir(folder).with_context(|| format!("Read {}", folder.display()))? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default();
        if ending == "deb" || ending == "dmg" || ending == "exe" {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn the_desktop_hands_over_the_link_that_was_followed() {
        let entry = include_str!("../../src-tauri/app/caseyos.desktop");
        let configuration: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        let scheme = configuration.pointer("/plugins/deep-link/desktop/schemes/0").and_then(Value::as_str).unwrap();
        assert!(entry.contains("\nExec={{exec}} %u\n"));
        assert!(entry.contains(&format!("\nMimeType=x-scheme-handler/{scheme};\n")));
    }
}
