//! Notifications of a Linux desktop, over its bus: a click opens the item, a second action snoozes it.
//!
//! The protocol is the Desktop Notifications Specification 1.2 (specifications.freedesktop.org/notification-spec). Closing one is
//! no decision and does nothing. Must never carry out two answers to one notification: a second click is a slip.

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

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

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

/// What stands on the screen, by the numbers that the desktop gave, until the desktop says that it is gone.
#[derive(Debug, Default)]
struct Shown(HashMap<u32, Notice>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Notice {
    item: Option<ItemId>,
    /// The desktop was asked to take it away, or will be.
    is_answered: bool,
}

impl Shown {
    fn add(&mut self, number: u32, item: Option<ItemId>) {
        self.0.insert(number, Notice { item, is_answered: false });
    }

    /// What an action asks for: nothing for a notification of another program, nor for one that was answered before.
    fn answer(&mut self, number: u32, action: &str) -> Option<Answer> {
        let notice = self.0.get_mut(&number).filter(|notice| !notice.is_answered)?;
        notice.is_answered = true;
        Some(match (action, notice.item) {
            (SNOOZE, Some(item)) => Answer::Snooze(item),
            (_, item) => Answer::Open(item),
        })
    }

    fn closed(&mut self, number: u32) {
        self.0.remove(&number);
    }
}

/// The notifications of this application.
pub(super) struct Notices {
    line: Option<Line>,
    shown: Shown,
    /// Answered and still on the screen.
    to_close: Vec<u32>,
    has_failed: bool,
}

impl Notices {
    pub(super) async fn open() -> Self {
        let mut notices = Self { line: None, shown: Shown::default(), to_close: Vec::new(), has_failed: false };
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
            Ok(number) => self.shown.add(number, notification.item),
            Err(error) => self.fail(&error),
        }
    }

    /// Takes those off the screen that were answered: some desktops leave them there, and they ask for nothing any more.
    pub(super) async fn close_answered(&mut self) {
        let Some(line) = &self.line else { return };
        for number in self.to_close.drain(..) {
            let closed = tokio::time::timeout(PATIENCE, line.desktop.close_notification(number)).await;
            // Most often it is gone already; one that stays on the screen does nothing any more.
            if let Err(error) = closed.unwrap_or_else(|_late| Err(bus::late())) {
                tracing::debug!(%error, "A notification that was answered could not be closed");
            }
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
                    let Some(answer) = self.shown.answer(invoked.id, &invoked.action_key) else { continue };
                    // Nothing is waited for from here on: who waits for answers may stop at any moment, and would lose this one.
                    self.to_close.push(invoked.id);
                    return answer;
                }
                closed = line.closed.next() => {
                    let Some(closed) = closed else {
                        tokio::time::sleep(PAUSE).await;
                        continue;
                    };
                    if let Ok(closed) = closed.args() {
                        self.shown.closed(closed.id);
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
    fn a_second_click_does_nothing_twice() {
        let mut shown = Shown::default();
        shown.add(7, Some(ItemId(1)));
        shown.add(8, Some(ItemId(2)));
        shown.add(9, None);
        assert_eq!(shown.answer(7, DEFAULT), Some(Answer::Open(Some(ItemId(1)))));
        assert_eq!((shown.answer(7, DEFAULT), shown.answer(7, SNOOZE)), (None, None));
        assert_eq!((shown.answer(8, SNOOZE), shown.answer(8, DEFAULT)), (Some(Answer::Snooze(ItemId(2))), None));
        // One about several has nothing to put aside.
        assert_eq!(shown.answer(9, SNOOZE), Some(Answer::Open(None)));
    }

    #[test]
    fn neither_one_that_is_gone_nor_one_of_another_program_is_answered() {
        let mut shown = Shown::default();
        shown.add(7, Some(ItemId(1)));
        shown.closed(7);
        assert_eq!((shown.answer(7, DEFAULT), shown.answer(70, DEFAULT)), (None, None));
        // The desktop counts anew after a restart of its own.
        shown.add(7, Some(ItemId(3)));
        assert_eq!(shown.answer(7, DEFAULT), Some(Answer::Open(Some(ItemId(3)))));
    }

    #[test]
    fn a_name_from_outside_is_no_markup() {
        assert_eq!(without_markup("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
    }
}
