//! The one window: brought to the front, put away, and told what the page has not asked for.
//!
//! Must never keep more than what the page missed before it listened.

use crate::{CHANGED, WINDOW};
use api::Event;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Emitter as _, Manager as _, Runtime, WebviewWindow};

/// What the page was not told yet because it does not listen yet; none once it does.
#[derive(Debug)]
pub(crate) struct Missed(Mutex<Option<Vec<Event>>>);

impl Default for Missed {
    fn default() -> Self {
        Self(Mutex::new(Some(Vec::new())))
    }
}

impl Missed {
    /// The page listens from now on. Answers what it missed; what it has to be told later is sent.
    pub(crate) fn take(&self) -> Vec<Event> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }

    /// Keeps an event for a page that does not listen yet. Answers it where the page does.
    fn keep(&self, event: Event) -> Option<Event> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(missed) => {
                missed.push(event);
                None
            }
            None => Some(event),
        }
    }
}

/// Tells the page something that must not be lost.
pub(crate) fn tell<R: Runtime>(app: &AppHandle<R>, event: Event) {
    let Some(event) = app.state::<Missed>().keep(event) else { return };
    if let Err(error) = app.emit_to(WINDOW, CHANGED, event) {
        tracing::warn!(%error, "The window could not be told of something");
    }
}

/// Shows the window; it is made unseen, so that nobody sees it jump to its place.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(Err(error)) = app.get_webview_window(WINDOW).map(|window| window.show()) {
        tracing::warn!(%error, "The window could not be shown");
    }
}

/// Brings the window to the front, from wherever it is.
pub(crate) fn raise<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    let raised = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::warn!(%error, "The window could not be raised");
    }
}

/// Puts the window away; the application runs on.
pub(crate) fn hide<R: Runtime>(app: &AppHandle<R>) {
    if let Some(Err(error)) = app.get_webview_window(WINDOW).map(|window| window.hide()) {
        tracing::warn!(%error, "The window could not be hidden");
    }
}

/// Brings the window back where it is hidden and nothing is left from which the operator could.
#[cfg(target_os = "linux")]
pub(crate) fn raise_hidden<R: Runtime>(app: &AppHandle<R>) {
    if app.get_webview_window(WINDOW).is_some_and(|window| !window.is_visible().unwrap_or(true)) {
        raise(app);
    }
}

/// Whether the operator has the window before them.
pub(crate) fn is_in_front<R: Runtime>(app: &AppHandle<R>) -> bool {
    let is = |asked: fn(&WebviewWindow<R>) -> tauri::Result<bool>| {
        app.get_webview_window(WINDOW).is_some_and(|window| asked(&window).unwrap_or(false))
    };
    is(WebviewWindow::is_focused) && is(WebviewWindow::is_visible) && !is(WebviewWindow::is_minimized)
}
