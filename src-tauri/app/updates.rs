//! Newer versions: looked for after the start and when the operator asks, installed only when they ask.
//!
//! Only a build whose configuration has the key with which releases are signed (`tauri.release.conf.json`) looks anywhere; every
//! other one must never reach out.

use crate::window;
use api::{Event, text};
use std::time::Duration;
use tauri::{AppHandle, Builder, Config, Runtime};
use tauri_plugin_updater::{Update, UpdaterExt as _};

/// The start is over by then, and the operator at work.
const FIRST_LOOK: Duration = Duration::from_secs(30);
const PATIENCE: Duration = Duration::from_secs(20);

/// The plugin, where the build has its configuration: it panics without.
pub(crate) fn where_configured<R: Runtime>(builder: Builder<R>, config: &Config) -> Builder<R> {
    if are_configured(config) { builder.plugin(tauri_plugin_updater::Builder::new().build()) } else { builder }
}

/// Whether this build knows the key with which releases are signed.
pub(crate) fn are_configured(config: &Config) -> bool {
    let key = config.plugins.0.get("updater").and_then(|updater| updater.get("pubkey")).and_then(|key| key.as_str());
    key.is_some_and(|key| !key.is_empty())
}

/// Looks once, a while after the start. The operator hears of it only where there is something newer.
pub(crate) fn look_later<R: Runtime>(app: &AppHandle<R>) {
    if !are_configured(app.config()) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_LOOK).await;
        match look(&app).await {
            Ok(Some(_)) => window::tell(&app, Event::UpdateFound),
            Ok(None) => {}
            Err(error) => tracing::info!(%error, "Newer versions could not be looked for"),
        }
    });
}

/// Looks now. Answers what was found, in words.
pub(crate) async fn check<R: Runtime>(app: &AppHandle<R>) -> String {
    if !are_configured(app.config()) {
        return text::no_updates_here();
    }
    match look(app).await {
        Ok(Some(update)) => text::update_version_found(&update.version),
        Ok(None) => text::update_none(&app.package_info().version.to_string()),
        Err(error) => text::update_failed(&error.to_string()),
    }
}

/// Installs what is newer and starts it. Answers in words why not.
pub(crate) async fn install<R: Runtime>(app: &AppHandle<R>) -> String {
    if !are_configured(app.config()) {
        return text::no_updates_here();
    }
    let update = match look(app).await {
        Ok(Some(update)) => update,
        Ok(None) => return text::update_none(&app.package_info().version.to_string()),
        Err(error) => return text::update_failed(&error.to_string()),
    };
    // Its signature is checked against the key of this build before anything of it is used.
    match update.download_and_install(|_, _| {}, || {}).await {
        // The engine is stopped on the way out, as always.
        Ok(()) => app.request_restart(),
        Err(error) => return text::update_not_installed(&error.to_string()),
    }
    text::update_version_found(&update.version)
}

async fn look<R: Runtime>(app: &AppHandle<R>) -> tauri_plugin_updater::Result<Option<Update>> {
    app.updater_builder().timeout(PATIENCE).build()?.check().await
}
