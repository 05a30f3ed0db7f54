//! Which compiler builds the page: the one that rustup gave a WebAssembly target, or Debian's pair of packages.
//!
//! Where rustup cannot reach its server it waits for very long, so it gets a limited time, and its silence is remembered.
//! Must never install a second toolchain behind the back of rustup.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::process::{self, Ended};
use crate::project::{Project, unattended};
use crate::setup::apt;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const TIME_FOR_RUSTUP: Duration = Duration::from_secs(20);

/// Set to `rustup` or `debian` to try one way alone.
const CHOICE: &str = "CASEYOS_WASM";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Compiler {
    /// The workspace's own toolchain, with the target added.
    Rustup,
    /// Debian's `rustc-web`, which builds the standard library itself; the linker is rustup's.
    Debian { linker: PathBuf },
}

impl Compiler {
    /// Finds a compiler for the page, and installs one where there is none.
    pub(crate) fn ready(project: &Project) -> Result<Self> {
        match std::env::var(CHOICE).unwrap_or_default().as_str() {
            "rustup" if target_is_added(project) => return Ok(Self::Rustup),
            "rustup" => bail!("{CHOICE}=rustup, but rustup has not added {TARGET}"),
            "debian" => return Self::debian(project),
            _ => {}
        }
        if target_is_added(project) || add_target(project)? {
            return Ok(Self::Rustup);
        }
        Self::debian(project)
    }

    /// `cargo build` for the page with this compiler, up to and with the target and its folder.
    pub(crate) fn cargo_build(&self, project: &Project) -> Command {
        let mut command = match self {
            Self::Rustup => project.cargo("build"),
            Self::Debian { linker } => {
                let mut command = project.program("/usr/bin/cargo");
                command
                    .args(["build", "-Zbuild-std=std,panic_abort"])
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    // They name rustup's compiler and its libraries, which this one must not load.
                    .env_remove("LD_LIBRARY_PATH")
                    .env_remove("RUSTDOC")
                    .env_remove("CARGO");
                if unattended() {
                    command.arg("--locked");
                }
                command
            }
        };
        // Leptos then keeps views without their types, which makes the module a sixth smaller and quicker to build.
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");
        command.args(["--target", TARGET, "--target-dir"]).arg(folder(project));
        command
    }

    fn debian(project: &Project) -> Result<Self> {
        if !apt::is_debian() {
            bail!("there is no compiler for the page: connect to the network and type `rustup target add {TARGET}`");
        }
        apt::install(DEBIAN_PACKAGES).with_context(|| {
            format!("there is no compiler for the page: `rustup target add {TARGET}` did not work, and Debian's packages neither")
        })?;
        let linker = sysroot(project)?.join("lib/rustlib").join(host(project)?).join("bin/rust-lld");
        if !linker.exists() {
            bail!("the linker for the page is missing: {}", linker.display());
        }
        Ok(Self::Debian { linker })
    }
}

/// The page's builds have a folder of their own: another compiler, another profile, and no waiting for the other lock.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.target.join("wasm")
}

/// True where the workspace's toolchain has a standard library for WebAssembly.
pub(crate) fn target_is_added(project: &Project) -> bool {
    let mut command = project.program("rustc");
    command.args(["--print", "target-libdir", "--target", TARGET]);
    process::output(&mut command).is_ok_and(|folder| holds_std(Path::new(folder.trim())))
}

fn holds_std(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| name.to_string_lossy().starts_with("libstd-"))
}

/// Asks rustup for the target. The answer "no" is kept until the compiler changes, so that only the first run waits.
fn add_target(project: &Project) -> Result<bool> {
    let note = project.notes().join("rustup-could-not-add-wasm");
    let compiler = process::output(project.program("rustc").arg("-vV"))?;
    if fs::read_to_string(&note).is_ok_and(|refused| refused == compiler) {
        return Ok(false);
    }
    println!("Set-up: adding the target {TARGET} with rustup (at most {} s)", TIME_FOR_RUSTUP.as_secs());
    let mut command = project.program("rustup");
    command.args(["target", "add", TARGET]);
    let why = match process::run_within(&mut command, TIME_FOR_RUSTUP) {
        Ok(Ended::Well) if target_is_added(project) => return Ok(true),
        Ok(Ended::Well) => "it added it to another toolchain",
        Ok(Ended::Badly) => "it failed",
        Ok(Ended::OutOfTime) => "its server did not answer",
        Err(_) => "there is no rustup",
    };
    println!("Set-up: rustup could not add it: {why}. To have it asked again: delete {}", note.display());
    fs::create_dir_all(project.notes())?;
    fs::write(&note, compiler).context("Remember rustup's answer")?;
    Ok(false)
}

fn sysroot(project: &Project) -> Result<PathBuf> {
    let sysroot = process::output(project.program("rustc").args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim()))
}

fn host(project: &Project) -> Result<String> {
    let version = process::output(project.program("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("Find the host in the compiler's answer")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_folder_without_a_standard_library_is_no_target() {
        let folder = Scratch::new("wasm");
        assert!(!holds_std(folder.path()));
        assert!(!holds_std(&folder.path().join("missing")));
        fs::write(folder.path().join("libstd-0123.rlib"), "").unwrap();
        assert!(holds_std(folder.path()));
    }
}
