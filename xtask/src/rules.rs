//! The rules of ARCHITECTURE.md that a machine can check, each with the reason that a person needs when it fails.
//!
//! Must never know a name of the domain: rules are about packages and source text.

mod dependencies;
mod sources;

use anyhow::{Result, bail};

use crate::project::Project;

pub(crate) use dependencies::check as check_dependencies;

/// Checks the source text of all our packages.
pub(crate) fn check_sources(project: &Project) -> Result<()> {
    report(&sources::broken(&project.root)?)
}

/// Fails with all broken rules at once, so that nobody has to run the check once for each.
fn report(broken: &[String]) -> Result<()> {
    for rule in broken {
        println!("  {rule}");
    }
    match broken.len() {
        0 => Ok(()),
        1 => bail!("one rule is broken"),
        n => bail!("{n} rules are broken"),
    }
}
