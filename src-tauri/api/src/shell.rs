//! What the page asks of the shell rather than of the engine: only what needs the window's process.

use crate::Event;
use serde::{Deserialize, Serialize};

/// One thing that the shell can do for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShellWish {
    /// The page listens from now on, and wants to know what it missed.
    Greet,
    /// The window goes; the application runs on in the tray.
    Hide,
    /// The application ends, unless approved actions wait: then the operator is asked.
    Quit,
    /// The application ends, whatever waits.
    QuitNow,
    /// The operator has thought better of it.
    Stay,
    /// Opens the page of a sign-in, or of a meeting, in the operator's own browser.
    OpenBrowser(String),
    CheckForUpdates,
    /// Installs the newer version and starts it.
    InstallUpdate,
}

/// What the shell answers to every wish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShellAnswer {
    /// What happened before the page listened.
    pub missed: Vec<Event>,
    /// Whether this build knows where newer versions are to be found.
    pub has_updates: bool,
    /// What to tell the operator, where there is something to tell.
    pub words: Option<String>,
}
