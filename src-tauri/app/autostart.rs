//! Starts the application when the operator logs in, where the setting `window.autostart` says so.
//!
//! Must never be done for a workspace in a folder of its own: the entry starts the usual one.

use crate::Workspace;
use crate::arguments::HIDDEN;
use api::{Api as _, GetSetting, text};
use engine::Engine;
use tauri::{AppHandle, Manager as _, Runtime, plugin::TauriPlugin};
use tauri_plugin_autostart::{AutoLaunchManager, Builder};

pub(crate) fn plugin<R: Runtime>() -> TauriPlugin<R> {
    Builder::new().app_name(text::app_name()).arg(HIDDEN).build()
}

/// Has the system's entry follow the setting.
pub(crate) async fn apply<R: Runtime>(app: &AppHandle<R>, engine: &Engine) {
    if app.try_state::<AutoLaunchManager>().is_none() || !app.state::<Workspace>().is_usual() {
        return;
    }
    let Ok(setting) = engine.get_setting(GetSetting { key: "window.autostart".to_owned() }).await else { return };
    let (app, is_wanted) = (app.clone(), setting.value == "on");
    // It reads and writes files, or the registry.
    let done = tauri::async_runtime::spawn_blocking(move || {
        let entry = app.state::<AutoLaunchManager>();
        match (entry.is_enabled()?, is_wanted) {
            (false, true) => entry.enable(),
            (true, false) => entry.disable(),
            _ => Ok(()),
        }
    });
    match done.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "The system did not take the setting window.autostart"),
        Err(error) => tracing::warn!(%error, "The setting window.autostart was not carried out"),
    }
}
