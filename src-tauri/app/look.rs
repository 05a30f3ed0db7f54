//! How the window looks, as far as only the shell can change it: light or dark, and how far it is enlarged.
//!
//! Must never remember anything by itself: the engine's settings say how it is to look.

use crate::WINDOW;
use api::{Api as _, GetSetting};
use engine::Engine;
use tauri::{AppHandle, Manager as _, Runtime, Theme};

/// Has the window look as the settings say. What cannot be read leaves it as it is.
pub(crate) async fn apply<R: Runtime>(app: &AppHandle<R>, engine: &Engine) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    let value = async |key: &str| engine.get_setting(GetSetting { key: key.to_owned() }).await.map(|setting| setting.value);
    let theme = value("window.theme").await.map(|theme| match theme.as_str() {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    });
    let outcome = match theme {
        Ok(theme) => window.set_theme(theme),
        Err(_) => return,
    };
    if let Err(error) = outcome {
        tracing::warn!(%error, "The theme of the window cannot be set");
    }
    let percent = value("window.zoom").await.ok().and_then(|percent| percent.parse::<f64>().ok()).unwrap_or(100.0);
    if let Err(error) = window.set_zoom(percent / 100.0) {
        tracing::warn!(%error, "The window cannot be enlarged");
    }
}
