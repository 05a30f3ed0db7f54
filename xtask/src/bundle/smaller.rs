//! A Debian package packed anew with xz, which makes it smaller by a third; Tauri's own program knows gzip alone.
//!
//! Must never fail a bundle: the package installs as it was made. Must never leave a signature behind that does not fit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;
use crate::setup::npm;

/// Packs a `.deb` anew in place. Where this system has no `dpkg-deb`, it says so and the package stays as it was made.
///
/// Errors: the package was signed and cannot be signed again.
pub(super) fn make(project: &Project, package: &Path) -> Result<()> {
    let (unpacked, smaller) = (package.with_extension("unpacked"), package.with_extension("smaller"));
    let packed = pack_anew(package, &unpacked, &smaller);
    if unpacked.exists() {
        fs::remove_dir_all(&unpacked).with_context(|| format!("Remove {}", unpacked.display()))?;
    }
    if let Err(error) = packed {
        println!("The package stays larger than it could be: {error:#}");
        return Ok(());
    }
    fs::rename(&smaller, package).context("Put the smaller package in its place")?;
    let signature = signature(package);
    if signature.exists() {
        // It is that of the package before. Tauri's program finds the key where it found it then, in the environment.
        fs::remove_file(&signature).with_context(|| format!("Remove {}", signature.display()))?;
        let mut command = project.program("node");
        command
            .arg(npm::tool(project, "@tauri-apps/cli/tauri.js"))
            .args(["signer", "sign", "--app-version", env!("CARGO_PKG_VERSION")])
            .arg(package);
        process::run(&mut command).context("Sign the package")?;
    }
    Ok(())
}

fn pack_anew(package: &Path, unpacked: &Path, smaller: &Path) -> Result<()> {
    if unpacked.exists() {
        // An earlier bundle was broken off.
        fs::remove_dir_all(unpacked).with_context(|| format!("Remove {}", unpacked.display()))?;
    }
    process::output(Command::new("dpkg-deb").arg("--raw-extract").arg(package).arg(unpacked))?;
    let mut command = Command::new("dpkg-deb");
    // Whoever builds it is not who owns the files where it is installed.
    command.args(["--root-owner-group", "-Zxz", "-z9", "--build"]).arg(unpacked).arg(smaller);
    process::output(&mut command)?;
    Ok(())
}

/// Where Tauri's program writes the signature of a file.
fn signature(package: &Path) -> PathBuf {
    let mut name = package.as_os_str().to_owned();
    name.push(".sig");
    PathBuf::from(name)
}
