//! Debian's packages: which are missing, and how they are installed.
//!
//! Must never ask for a password in the middle of a run: without the right to install, it prints the command and stops.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Root,
    Sudo,
    None,
}

/// True on Debian and what is made from it.
pub(crate) fn is_debian() -> bool {
    cfg!(target_os = "linux") && Path::new("/usr/bin/apt-get").exists()
}

/// Installs those of `packages` that are missing. Quick where none is.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let missing = missing(packages)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("Set-up: these system packages are missing: {}", missing.join(" "));
    let right = right();
    if right == Right::None {
        bail!("they can be installed by an administrator only; type this, then try again:\n\n{}\n", typed(&missing));
    }
    println!("Set-up: installing them with apt-get");
    process::run(&mut apt_get(right, &["update", "-q"])).context("Fetch the list of packages")?;
    let install = ["install", "-q", "-y", "--no-install-recommends"];
    process::run(apt_get(right, &install).args(&missing)).context("Install system packages")
}

fn missing<'a>(packages: &[&'a str]) -> Result<Vec<&'a str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\\n"]).args(packages);
    // It exits with an error as soon as one package is unknown, and still names the others.
    let answer = process::said(&mut query).context("Ask which packages are installed")?;
    Ok(not_installed(packages, &answer))
}

fn not_installed<'a>(packages: &[&'a str], answer: &str) -> Vec<&'a str> {
    let installed: HashSet<&str> = answer.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    packages.iter().copied().filter(|package| !installed.contains(package)).collect()
}

fn right() -> Right {
    if process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Right::Root;
    }
    if process::succeeds(Command::new("sudo").args(["-n", "true"])) { Right::Sudo } else { Right::None }
}

fn apt_get(right: Right, arguments: &[&str]) -> Command {
    let mut command = if right == Right::Sudo {
        let mut command = Command::new("sudo");
        // sudo drops the environment, so the variable is handed over by env.
        command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        Command::new("apt-get")
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
    command
}

fn typed(packages: &[&str]) -> String {
    format!("    sudo apt-get update && sudo apt-get install -y --no-install-recommends {}", packages.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fully_installed_counts() {
        let answer = "xvfb installed\nxauth config-files\n";
        assert_eq!(not_installed(&["xvfb", "xauth", "dbus-x11"], answer), ["xauth", "dbus-x11"]);
    }

    #[test]
    fn the_printed_command_can_be_pasted() {
        let line = typed(&["xvfb", "xauth"]);
        assert!(line.ends_with("install -y --no-install-recommends xvfb xauth"));
    }
}
