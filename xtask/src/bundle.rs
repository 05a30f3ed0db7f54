//! `cargo xtask bundle`: the package that a person installs, in the usual form of this system.
//!
//! Must never need a key: what is signed and published is another step's work.

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::project::Project;
use crate::{page, process, setup};

const KIND: &str = if cfg!(target_os = "macos") {
    "dmg"
} else if cfg!(windows) {
    "nsis"
} else {
    "deb"
};

/// Builds the page, then lets Tauri's own program build and pack the application.
pub(crate) fn bundle(project: &Project) -> Result<ExitCode> {
    setup::for_the_window(project)?;
    page::build(project)?;
    let mut command = process::node_tool("npx");
    command.current_dir(&project.root).args(["--yes", "@tauri-apps/cli@2", "build", "--bundles", KIND]);
    // Only a release knows the keys; docs/releasing.md says where they come from.
    if let Some(key) = release_key() {
        command.args(["--config", "tauri.release.conf.json", "--config", &key]);
    }
    command.env("CARGO_TARGET_DIR", &project.target);
    process::run(&mut command).context("Bundle with Tauri's program (it needs Node 20 with npm)")?;

    let folder = project.target.join("release/bundle").join(KIND);
    let made = packages(&folder)?;
    if made.is_empty() {
        bail!("no package was found in {}", folder.display());
    }
    println!("\nThe package:");
    for line in made {
        println!("  {line}");
    }
    Ok(ExitCode::SUCCESS)
}

/// The public half of the key with which a release is signed, and where newer ones are found, as configuration; none where this
/// is no release.
fn release_key() -> Option<String> {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let (key, place) = (set("CASEYOS_UPDATER_PUBKEY")?, set("CASEYOS_UPDATER_ENDPOINT")?);
    Some(format!(r#"{{"plugins":{{"updater":{{"pubkey":{key:?},"endpoints":[{place:?}]}}}}}}"#))
}

fn packages(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("Read {}", folder.display()))? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default();
        if ending == "deb" || ending == "dmg" || ending == "exe" {
            let megabytes = fs::metadata(&path)?.len() as f64 / 1e6;
            found.push(format!("{} ({megabytes:.1} MB)", path.display()));
        }
    }
    Ok(found)
}
