//! Notifications of a Linux desktop, over its bus: a click opens the item, a second action snoozes it, closing does nothing.
//!
//! The protocol is the Desktop Notifications Specification 1.2 (specifications.freedesktop.org/notification-spec). Closing does
//! nothing: it is no decision.

use super::Answer;
use crate::bus::{self, PATIENCE};
use api::{ItemId, Notification, text};
use std::collections::HashMap;
use std::time::Duration;
use tauri::{AppHandle, Runtime};
use zbus::export::ordered_stream::OrderedStreamExt as _;
use zbus::zvariant::Value;

/// The action of a click on the notification itself, by the specification.
const DEFAULT: &str = "default";
const SNOOZE: &str = "snooze";
/// How long after a fault it is waited before the bus is listened to again.
const PAUSE: Duration = Duration::from_secs(30);

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Desktop {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "the protocol has them")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What listens to the desktop.
struct Line {
    desktop: DesktopProxy<'static>,
    invoked: ActionInvokedStream,
    closed: NotificationClosedStream,
}

/// The notifications that stand on the screen.
pub(super) struct Notices {
    line: Option<Line>,
    /// What each is about, by the number that the desktop gave it.
    shown: HashMap<u32, Option<ItemId>>,
    has_failed: bool,
}

impl Notices {
    pub(super) async fn open() -> Self {
        let mut notices = Self { line: None, shown: HashMap::new(), has_failed: false };
        match tokio::time::timeout(PATIENCE, listen()).await.unwrap_or_else(|_late| Err(bus::late())) {
            Ok(line) => notices.line = Some(line),
            Err(error) => notices.fail(&error),
        }
        notices
    }

    pub(super) async fn show<R: Runtime>(&mut self, _app: &AppHandle<R>, notification: &Notification) {
        let Some(line) = &self.line else { return };
        let shown = tokio::time::timeout(PATIENCE, notify(&line.desktop, notification)).await;
        match shown.unwrap_or_else(|_late| Err(bus::late())) {
            Ok(number) => {
                self.shown.insert(number, notification.item);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Waits until the operator answers one.
    pub(super) async fn answered(&mut self) -> Answer {
        loop {
            let Some(line) = &mut self.line else { std::future::pending().await };
            tokio::select! {
                invoked = line.invoked.next() => {
                    let Some(invoked) = invoked else {
                        tokio::time::sleep(PAUSE).await;
                        continue;
                    };
                    let Ok(invoked) = invoked.args() else { continue };
                    // One of another program.
                    let Some(item) = self.shown.remove(&invoked.id) else { continue };
                    match (invoked.action_key.as_str(), item) {
                        (SNOOZE, Some(item)) => return Answer::Snooze(item),
                        (_, item) => return Answer::Open(item),
                    }
                }
                closed = line.closed.next() => {
                    let Some(closed) = closed else {
                        tokio::time::sleep(PAUSE).await;
                        continue;
                    };
                    if let Ok(closed) = closed.args() {
                        self.shown.remove(&closed.id);
                    }
                }
            }
        }
    }

    /// Says once that nothing can be shown; a desktop without notifications would fill the log.
    fn fail(&mut self, error: &zbus::Error) {
        if !std::mem::replace(&mut self.has_failed, true) {
            tracing::warn!(%error, "This desktop shows no notifications; hot items are seen in the window only");
        }
    }
}

async fn listen() -> zbus::Result<Line> {
    let desktop = DesktopProxy::new(bus::session().await?).await?;
    let (invoked, closed) = (desktop.receive_action_invoked().await?, desktop.receive_notification_closed().await?);
    Ok(Line { desktop, invoked, closed })
}

async fn notify(desktop: &DesktopProxy<'static>, notification: &Notification) -> zbus::Result<u32> {
    let (open, snooze) = (text::open_from_notification(), text::snooze_from_notification());
    let actions: &[&str] = match notification.item {
        Some(_) => &[DEFAULT, &open, SNOOZE, &snooze],
        None => &[DEFAULT, &open],
    };
    let reads_markup = desktop.get_capabilities().await?.iter().any(|capability| capability == "body-markup");
    let body = if reads_markup { without_markup(&notification.body) } else { notification.body.clone() };
    let hints = HashMap::from([("desktop-entry", Value::from("CaseyOS")), ("category", Value::from("im.received"))]);
    // -1: it stays as long as the desktop lets its notifications stay.
    desktop.notify(&text::app_name(), 0, "caseyos", &notification.title, &body, actions, hints, -1).await
}

/// Names come from outside, and a desktop may read what stands in a body as markup.
fn without_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_outside_is_no_markup() {
        assert_eq!(without_markup("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
    }
}
