//! Starts the program under WebDriver, and makes sure that nothing of it is left when a test ends.
//!
//! Must never attach to a program that somebody else started: each test has ports, a driver and a window of its own.

use crate::page::Page;
use crate::workspace::PASSPHRASE;
use anyhow::{Context as _, Result, bail};
use serde_json::json;
use std::{
    env,
    fs::File,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
    time::Duration,
};
use thirtyfour::{Capabilities, WebDriver, WebDriverRunError};

/// A slow machine takes seconds to start a web view; nothing takes longer than this.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Runs `steps` in a window over the workspace at `folder`. Where they fail, a picture of the window is left behind.
pub async fn in_window(name: &str, folder: &Path, steps: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let (outcome, log) = drive(name, folder, steps).await?;
    let outcome = outcome.map_err(|error| match error {
        WebDriverRunError::Body(error) | WebDriverRunError::BodyAndCleanup { body: error, .. } => error,
        WebDriverRunError::Cleanup(error) => anyhow::Error::from(error).context("Close the window"),
        other => anyhow::anyhow!("{other}"),
    });
    outcome.with_context(|| format!("In the window; what the program said is in {}", log.display()))
}

/// The same, where the program ends by itself after the last of the steps, and is waited for.
#[cfg(target_os = "linux")]
pub async fn until_it_quits(name: &str, folder: &Path, steps: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let steps = async move |page: &Page| {
        steps(page).await?;
        crate::screen::ends(folder).await
    };
    let (outcome, log) = drive(name, folder, steps).await?;
    match outcome {
        // There is no window left to be closed.
        Ok(()) | Err(WebDriverRunError::Cleanup(_)) => Ok(()),
        Err(WebDriverRunError::Body(error) | WebDriverRunError::BodyAndCleanup { body: error, .. }) => {
            Err(error.context(format!("In the window; what the program said is in {}", log.display())))
        }
        Err(other) => anyhow::bail!("{other}"),
    }
}

type Outcome = std::result::Result<(), WebDriverRunError<anyhow::Error>>;

/// Answers how it went, and where the program's own words are.
async fn drive(name: &str, folder: &Path, steps: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<(Outcome, PathBuf)> {
    // The driver is spoken to by the same library as the engine uses, which is built without a choice of its own for TLS. It
    // fails only where another test of this process has chosen already.
    drop(rustls::crypto::ring::default_provider().install_default());
    let program = program()?;
    let driver = Driver::start(name, folder).await?;
    let mut capabilities = Capabilities::new();
    capabilities.set("tauri:options", json!({ "application": program }))?;
    let web = WebDriver::new(driver.address(), capabilities)
        .await
        .with_context(|| format!("Start the window; what it said is in {}", driver.log.display()))?;
    let page = Page::of(web.clone());
    let outcome = web
        .run_and_quit(|_web| async {
            page.watch_for_faults().await?;
            let outcome = steps(&page).await;
            if outcome.is_err()
                && let Err(error) = page.picture(&format!("{name}-when-it-failed")).await
            {
                // The window may be gone; why the steps failed says more.
                eprintln!("No picture of what failed: {error:#}");
            }
            outcome
        })
        .await;
    Ok((outcome, driver.log.clone()))
}

/// Waits until `look` finds something. Fails with `what` and what was last in its way.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let mut last = None;
    let search = async {
        loop {
            match look().await {
                Ok(found) => return found,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    match tokio::time::timeout(PATIENCE, search).await {
        Ok(found) => Ok(found),
        Err(_late) => {
            Err(last.unwrap_or_else(|| anyhow::anyhow!("nothing answered"))).with_context(|| format!("Wait for {what}"))
        }
    }
}

/// Where pictures and logs of these tests go.
pub fn results() -> Result<PathBuf> {
    let program = program()?;
    // The program lies in <target>/<profile>.
    let target = program.parent().and_then(Path::parent).context("Find the target folder")?;
    let folder = target.join("e2e");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The program under test.
pub fn program() -> Result<PathBuf> {
    let program = env::var_os("CASEYOS_BINARY").map(PathBuf::from);
    let program = program.context("CASEYOS_BINARY is not set: these tests are started by `cargo xtask test`")?;
    if !program.exists() {
        bail!("CASEYOS_BINARY names {}, which is not there: build it first", program.display());
    }
    Ok(program)
}

struct Driver {
    process: Child,
    port: u16,
    log: PathBuf,
}

impl Driver {
    async fn start(name: &str, folder: &Path) -> Result<Self> {
        if env::var_os("DISPLAY").is_none() {
            bail!("there is no display to show the window on: these tests are started by `cargo xtask test`");
        }
        let (port, native_port) = (free_port()?, free_port()?);
        let log = results()?.join(format!("{name}.log"));
        let said = File::create(&log)?;
        let driver = env::var_os("TAURI_DRIVER").unwrap_or_else(|| "tauri-driver".into());
        let process = Command::new(&driver)
            .args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
            .env("CASEY_DATA", folder)
            .env("CASEY_VAULT_PASSPHRASE", PASSPHRASE)
            .stdout(said.try_clone()?)
            .stderr(said)
            .spawn()
            .with_context(|| format!("Start {} (cargo install tauri-driver --version 2.1.0 --locked)", driver.display()))?;
        let started = Self { process, port, log };
        for port in [port, native_port] {
            eventually("the driver", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port))?)).await?;
        }
        Ok(started)
    }

    fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It ends the web view's own driver when it is asked to end, and only then: killing it would leave that behind.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        let ended = asked.and_then(|_| self.process.wait());
        if ended.is_err() {
            eprintln!("the driver {} may still be running", self.process.id());
        }
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
