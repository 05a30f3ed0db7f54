//! Set-up: what this machine still needs for a task, named, and installed where that is allowed.
//!
//! Must be quick where nothing is missing, and must never install anything without saying so.

pub(crate) mod apt;
pub(crate) mod driver;
pub(crate) mod npm;

use anyhow::Result;

use crate::project::Project;
use crate::wasm::Compiler;

/// What the shell needs to be compiled.
const TO_BUILD: &[&str] = &[
    "build-essential",
    "libayatana-appindicator3-dev",
    "libdbus-1-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
];

/// What the end-to-end tests need to start the real window without a screen.
const TO_TEST: &[&str] = &["dbus-x11", "dunst", "webkit2gtk-driver", "xauth", "xvfb"];

/// Everything that the shell's build needs, the page's compiler included.
pub(crate) fn for_the_window(project: &Project) -> Result<()> {
    system_libraries(TO_BUILD)?;
    Compiler::ready(project)?;
    Ok(())
}

/// Everything that the tests need, the window's driver and the emulators included.
pub(crate) fn for_the_tests(project: &Project) -> Result<()> {
    system_libraries(&[TO_BUILD, TO_TEST].concat())?;
    Compiler::ready(project)?;
    if cfg!(target_os = "linux") {
        driver::install(project)?;
    }
    npm::peers(project)
}

/// Everything that the benches of the window need.
pub(crate) fn for_a_bench(project: &Project) -> Result<()> {
    system_libraries(&[TO_BUILD, TO_TEST].concat())?;
    Compiler::ready(project)?;
    Ok(())
}

fn system_libraries(packages: &[&str]) -> Result<()> {
    if apt::is_debian() {
        return apt::install(packages);
    }
    // Here we cannot tell what is installed; where something is missing, its build says which library it looked for.
    if cfg!(target_os = "macos") {
        println!("Set-up: on macOS the build needs the command line tools (`xcode-select --install`); nothing else");
    } else if cfg!(windows) {
        println!("Set-up: on Windows the build needs the C++ build tools and WebView2, which Windows 11 has");
    } else {
        println!("Set-up: this system has no apt-get; the build needs what Debian calls {}", packages.join(" "));
    }
    Ok(())
}
