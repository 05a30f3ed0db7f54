//! Notifications of a Linux desktop, over its bus: a click opens the item, a second action snoozes it.
//!
//! The protocol is the Desktop Notifications Specification 1.2 (specifications.freedesktop.org/notification-spec). Closing one is
//! no decision and does nothing. Must never carry out two answers to one notification: a second click is a slip.

use super::Answer;
use crate::bus::{self, PATIENCE};
use api::{ItemId, Notification, text};
use std::collections::HashMap;
use tauri::{AppHandle, Runtime};
use zbus::export::ordered_stream::OrderedStreamExt as _;
use zbus::message::Header;
use zbus::zvariant::Value;

/// The action of a click on the notification itself, by the specification.
const DEFAULT: &str = "default";
const SNOOZE: &str = "snooze";
/// By the list of the specification: these are about mail that came in.
const CATEGORY: &str = "email.arrived";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Desktop {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What listens to the desktop. It follows whoever shows notifications: one that is started anew is heard like the first.
struct Line {
    desktop: DesktopProxy<'static>,
    invoked: ActionInvokedStream,
    closed: NotificationClosedStream,
}

/// A notification: who shows it, by their name on the bus, and the number that they gave it. Another one that shows
/// notifications later counts from the beginning again, for all programs.
type Number = (String, u32);

/// What stands on the screen, until the desktop says that it is gone.
#[derive(Debug, Default)]
struct Shown(HashMap<Number, Notice>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Notice {
    item: Option<ItemId>,
    /// The desktop was asked to take it away, or will be.
    is_answered: bool,
}

impl Shown {
    /// Who shows this one shows all that can still be answered.
    fn add(&mut self, number: Number, item: Option<ItemId>) {
        self.0.retain(|(who, _), _| *who == number.0);
        self.0.insert(number, Notice { item, is_answered: false });
    }

    /// What an action asks for: nothing for a notification of another program, nor for one that was answered before.
    fn answer(&mut self, number: &Number, action: &str) -> Option<Answer> {
        let notice = self.0.get_mut(number).filter(|notice| !notice.is_answered)?;
        notice.is_answered = true;
        Some(match (action, notice.item) {
            (SNOOZE, Some(item)) => Answer::Snooze(item),
            (_, item) => Answer::Open(item),
        })
    }

    fn closed(&mut self, number: &Number) {
        self.0.remove(number);
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
        notices.listen().await;
        notices
    }

    /// Listens where nobody does: the desktop may not have been ready before.
    async fn listen(&mut self) {
        if self.line.is_none() {
            match tokio::time::timeout(PATIENCE, listen()).await.unwrap_or_else(|_late| Err(bus::late())) {
                Ok(line) => self.line = Some(line),
                Err(error) => self.fail(&error),
            }
        }
    }

    pub(super) async fn show<R: Runtime>(&mut self, _app: &AppHandle<R>, notification: &Notification) {
        self.listen().await;
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

    /// Waits until the operator answers one. Where the bus says nothing any more it is listened to anew with the next one that is
    /// to be shown; until then there is nothing to answer.
    pub(super) async fn answered(&mut self) -> Answer {
        loop {
            let Some(line) = &mut self.line else { std::future::pending().await };
            tokio::select! {
                invoked = line.invoked.next() => {
                    let Some(signal) = invoked else {
                        self.line = None;
                        continue;
                    };
                    let Ok(invoked) = signal.args() else { continue };
                    let number = (sender(&signal.message().header()), invoked.id);
                    let Some(answer) = self.shown.answer(&number, &invoked.action_key) else { continue };
                    // Nothing is waited for from here on: who waits for answers may stop at any moment, and would lose this one.
                    self.to_close.push(invoked.id);
                    return answer;
                }
                closed = line.closed.next() => {
                    let Some(signal) = closed else {
                        self.line = None;
                        continue;
                    };
                    if let Ok(closed) = signal.args() {
                        self.shown.closed(&(sender(&signal.message().header()), closed.id));
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

fn sender(header: &Header<'_>) -> String {
    header.sender().map(ToString::to_string).unwrap_or_default()
}

async fn notify(desktop: &DesktopProxy<'static>, notification: &Notification) -> zbus::Result<Number> {
    let (open, snooze) = (text::open_from_notification(), text::snooze_from_notification());
    let actions: &[&str] = match notification.item {
        Some(_) => &[DEFAULT, &open, SNOOZE, &snooze],
        None => &[DEFAULT, &open],
    };
    let reads_markup = desktop.get_capabilities().await?.iter().any(|capability| capability == "body-markup");
    let body = if reads_markup { without_markup(&notification.body) } else { notification.body.clone() };
    let hints = HashMap::from([("desktop-entry", Value::from("CaseyOS")), ("category", Value::from(CATEGORY))]);
    // Name, what it replaces, icon, title, body, actions, hints, and -1: it stays as long as the desktop lets them stay.
    let shown = &(text::app_name(), 0_u32, "caseyos", &notification.title, &body, actions, hints, -1_i32);
    let answer = desktop.inner().call_method("Notify", shown).await?;
    Ok((sender(&answer.header()), answer.body().deserialize()?))
}

/// Names come from outside, and a desktop may read what stands in a body as markup.
fn without_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: u32) -> Number {
        (":1.7".to_owned(), number)
    }

    #[test]
    fn a_second_click_does_nothing_twice() {
        let mut shown = Shown::default();
        shown.add(number(7), Some(ItemId(1)));
        shown.add(number(8), Some(ItemId(2)));
        shown.add(number(9), None);
        assert_eq!(shown.answer(&number(7), DEFAULT), Some(Answer::Open(Some(ItemId(1)))));
        assert_eq!((shown.answer(&number(7), DEFAULT), shown.answer(&number(7), SNOOZE)), (None, None));
        let twice = (shown.answer(&number(8), SNOOZE), shown.answer(&number(8), DEFAULT));
        assert_eq!(twice, (Some(Answer::Snooze(ItemId(2))), None));
        // One about several has nothing to put aside.
        assert_eq!(shown.answer(&number(9), SNOOZE), Some(Answer::Open(None)));
    }

    #[test]
    fn neither_one_that_is_gone_nor_one_of_another_program_is_answered() {
        let mut shown = Shown::default();
        shown.add(number(7), Some(ItemId(1)));
        shown.closed(&number(7));
        assert_eq!((shown.answer(&number(7), DEFAULT), shown.answer(&number(70), DEFAULT)), (None, None));
    }

    #[test]
    fn who_shows_notifications_anew_counts_anew_and_is_not_taken_for_the_one_before() {
        let mut shown = Shown::default();
        shown.add(number(7), Some(ItemId(1)));
        let anew = |number: u32| (":1.99".to_owned(), number);
        // A click on another program's notification, which has the number that ours had.
        assert_eq!(shown.answer(&anew(7), DEFAULT), None);
        shown.add(anew(1), Some(ItemId(3)));
        assert_eq!(shown.answer(&anew(1), DEFAULT), Some(Answer::Open(Some(ItemId(3)))));
        assert_eq!(shown.answer(&number(7), DEFAULT), None);
    }

    #[test]
    fn a_name_from_outside_is_no_markup() {
        assert_eq!(without_markup("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
    }
}
