//! Prepares the shell's build: which commands the page may be permitted, and which window it gets.
//!
//! Must never build the page itself: that takes another compiler, and `cargo xtask ui` picks it.

use std::path::Path;
use std::process::ExitCode;

const PAGE: &str = "ui/dist";
const CAPABILITIES: &str = "src-tauri/capabilities";

fn main() -> ExitCode {
    // Tauri watches its configuration by itself, but neither the page nor a folder of capabilities that lies elsewhere.
    println!("cargo::rerun-if-changed={PAGE}");
    println!("cargo::rerun-if-changed={CAPABILITIES}");
    if !Path::new(PAGE).join("index.html").exists() {
        println!("cargo::error=The window's page is not built, so there is nothing to show. Run `cargo xtask ui`.");
        return ExitCode::FAILURE;
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(&["rpc"]));
    match tauri_build::try_build(attributes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=The shell cannot be prepared: {error:#}");
            ExitCode::FAILURE
        }
    }
}
