//! Notifications where the plugin shows them: a title and a line. They take no answer yet, so a click does what the system does.

use super::Answer;
use api::Notification;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::NotificationExt as _;

pub(super) struct Notices {
    has_failed: bool,
}

impl Notices {
    pub(super) async fn open() -> Self {
        Self { has_failed: false }
    }

    pub(super) async fn show<R: Runtime>(&mut self, app: &AppHandle<R>, notification: &Notification) {
        let shown = app.notification().builder().title(&notification.title).body(&notification.body).show();
        if let Err(error) = shown
            && !std::mem::replace(&mut self.has_failed, true)
        {
            tracing::warn!(%error, "This system shows no notifications; hot items are seen in the window only");
        }
    }

    /// Nothing is ever answered.
    pub(super) async fn close_answered(&mut self) {}

    /// Never: the plugin reports nothing.
    pub(super) async fn answered(&mut self) -> Answer {
        std::future::pending().await
    }
}
