//! How large the package is, what it installs, and the page's module in it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::table::Figure;
use crate::bundle;
use crate::project::Project;

pub(super) const ID: &str = "size";
const PACKAGE_MB: f64 = 15.0;
const MODULE_MB: f64 = 1.5;

pub(super) fn measure(project: &Project, program: &Path, empty: &Path) -> Result<Vec<Figure>> {
    let package = bundle::make(project)?;
    let module = project.page().join("ui_bg.wasm");
    let figure = |name: &str, at: &str, measured: f64, yardstick: Option<f64>, limit: Option<f64>| Figure {
        id: format!("{ID} {name}"),
        at: at.to_owned(),
        measured,
        yardstick,
        unit: "MB".to_owned(),
        target: limit.map_or_else(|| "reported".to_owned(), |limit| format!("at most {limit} MB")),
        passes: limit.is_none_or(|limit| measured <= limit),
    };
    Ok(vec![
        figure("package", "the .deb", megabytes(&package)?, None, Some(PACKAGE_MB)),
        figure(
            "program",
            "as installed, against that of an empty Tauri window",
            megabytes(program)?,
            Some(megabytes(empty)?),
            None,
        ),
        figure("page", "ui_bg.wasm", megabytes(&module)?, None, Some(MODULE_MB)),
    ])
}

fn megabytes(file: &Path) -> Result<f64> {
    Ok(fs::metadata(file).with_context(|| format!("Weigh {}", file.display()))?.len() as f64 / 1e6)
}
