//! The page inside a window that runs: scripts in it and keys pressed in it, through WebKit's own driver.
//!
//! The few messages that are needed of the WebDriver protocol (w3.org/TR/webdriver2), written by hand: a client would bring
//! more to compile than all the rest of this program.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::{Value, json};

use super::Stage;

const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Scripts of a bench run long: everything is scrolled through.
const SCRIPT_MS: u64 = 300_000;
/// Longer than anything that the driver is asked for: then it hangs, and the bench must not.
const ANSWER_WITHIN: Duration = Duration::from_millis(SCRIPT_MS + 30_000);

pub(super) struct Page {
    driver: Child,
    port: u16,
    session: String,
}

impl Page {
    /// Starts the real program under the driver and waits until it shows its queue.
    pub(super) fn open(stage: &Stage<'_>) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = stage.display.command(Path::new("WebKitWebDriver"));
        command.args(["--host=127.0.0.1", &format!("--port={port}")]).env("CASEY_DATA", &stage.workspace);
        // Tauri lets itself be driven where this is set.
        command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = command.spawn().context("Start WebKitWebDriver")?;
        let mut page = Self { driver, port, session: String::new() };
        eventually("the driver", || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()))?;
        let options = json!({ "webkitgtk:browserOptions": { "binary": stage.program, "args": [] } });
        let wish = json!({ "capabilities": { "alwaysMatch": options } });
        let session = page.ask("POST", "/session", &wish).context("Open the window under the driver")?;
        page.session = session.get("sessionId").and_then(Value::as_str).context("Find the session")?.to_owned();
        page.send("POST", "timeouts", &json!({ "script": SCRIPT_MS }))?;
        eventually("the queue", || Ok(page.run("return document.querySelectorAll('#items .row').length > 5")? == true))?;
        eventually("the first item", || Ok(page.run("return !!document.querySelector('#draft-body')")? == true))?;
        Ok(page)
    }

    /// Runs a script that answers at once.
    pub(super) fn run(&self, script: &str) -> Result<Value> {
        self.send("POST", "execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that answers by calling its last argument.
    pub(super) fn run_until_told(&self, script: &str) -> Result<Value> {
        self.send("POST", "execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Presses a key and lets it go.
    pub(super) fn press(&self, key: char) -> Result<()> {
        let press = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": press }] });
        self.send("POST", "actions", &actions).map(drop)
    }

    fn send(&self, method: &str, command: &str, body: &Value) -> Result<Value> {
        self.ask(method, &format!("/session/{}/{command}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let body = body.to_string();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).context("Reach the driver")?;
        stream.set_read_timeout(Some(ANSWER_WITHIN))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).context("Read the driver's answer")?;
        let answer = String::from_utf8_lossy(&answer);
        let (_, document) = answer.split_once("\r\n\r\n").context("Find the driver's answer")?;
        let document: Value = serde_json::from_str(document).context("Read the driver's answer")?;
        let value = document.get("value").cloned().unwrap_or_default();
        match value.get("error") {
            Some(error) => Err(anyhow!("the driver refused {path}: {error}, {}", value.get("message").unwrap_or(&Value::Null))),
            None => Ok(value),
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if !self.session.is_empty()
            && let Err(error) = self.ask("DELETE", &format!("/session/{}", self.session), &json!({}))
        {
            eprintln!("the window under the driver may still be open: {error:#}");
        }
        // Asked to end it closes what it started; killed it would leave that behind.
        let asked = Command::new("kill").arg(self.driver.id().to_string()).status();
        if asked.and_then(|_| self.driver.wait()).is_err() {
            eprintln!("the driver {} may still be running", self.driver.id());
        }
    }
}

pub(super) fn eventually(what: &str, mut look: impl FnMut() -> Result<bool>) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if look()? {
            return Ok(());
        }
        sleep(LOOK_EVERY);
    }
    bail!("waited {} s for {what}", PATIENCE.as_secs())
}
