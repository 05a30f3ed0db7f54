//! Prepares the shell's build: which commands the page may be permitted, and which window it gets.
//!
//! Must never build the page itself: that takes another compiler, and `cargo xtask ui` picks it.

use std::path::Path;
use std::process::ExitCode;

const PAGE: &str = "ui/dist";
const CAPABILITIES: &str = "src-tauri/capabilities";
const PERMISSIONS: &str = "src-tauri/permissions";

fn main() -> ExitCode {
    // Tauri watches its configuration by itself, but neither the page nor folders that lie elsewhere than it expects.
    for watched in [PAGE, CAPABILITIES, PERMISSIONS] {
        println!("cargo::rerun-if-changed={watched}");
    }
    if !Path::new(PAGE).join("index.html").exists() {
        println!("cargo::error=The window's page is not built, so there is nothing to show. Run `cargo xtask ui`.");
        return ExitCode::FAILURE;
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*"));
    match tauri_build::try_build(attributes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=The shell cannot be prepared: {error:#}");
            ExitCode::FAILURE
        }
    }
}
