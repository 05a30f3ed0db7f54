//! Tells the operator of items that became hot, through the system.
//!
//! The engine decides what is told and when; here it is only shown, and what the operator answers is carried out. Must never show
//! text of a mail, and never keep anything else waiting: what cannot be shown is logged once.

#[cfg(target_os = "linux")]
#[path = "notifications/bus.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "notifications/plain.rs"]
mod system;

use crate::{Workspace, window};
use api::{Api as _, Event, ItemId, Snooze, Tag, TakeNotifications, text};
use engine::Engine;
use std::time::Duration;
use system::Notices;
use tauri::{AppHandle, Manager as _, Runtime};
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// The hours in which the operator may be told begin by themselves.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// What comes in together is told of together.
const SETTLE: Duration = Duration::from_millis(500);
/// How often it is looked whether the workspace is open by now.
const OPENED_EVERY: Duration = Duration::from_secs(1);

/// What the operator answered to a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "the plain plugin reports no answers"))]
enum Answer {
    /// The window, with this item where it was about one.
    Open(Option<ItemId>),
    Snooze(ItemId),
}

/// Shows what there is to tell, from now on.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let workspace = app.state::<Workspace>();
        let engine = loop {
            match workspace.opened() {
                Some(engine) => break engine,
                None => tokio::time::sleep(OPENED_EVERY).await,
            }
        };
        let mut events = engine.events();
        let mut notices = Notices::open().await;
        loop {
            show_new(&app, engine, &mut notices).await;
            tokio::select! {
                () = something_new(&mut events) => tokio::time::sleep(SETTLE).await,
                () = tokio::time::sleep(LOOK_EVERY) => {}
                answer = notices.answered() => {
                    notices.close_answered().await;
                    answered(&app, engine, answer).await;
                }
            }
        }
    });
}

/// Returns when items may have changed.
async fn something_new(events: &mut Receiver<Event>) {
    loop {
        match events.recv().await {
            Ok(Event::Changed(Tag::Queue | Tag::Settings | Tag::Everything)) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            // The engine is gone, and this task ends with the application.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

async fn show_new<R: Runtime>(app: &AppHandle<R>, engine: &Engine, notices: &mut Notices) {
    let request = TakeNotifications { is_in_front: window::is_in_front(app) };
    match engine.take_notifications(request).await {
        Ok(all) => {
            for notification in &all {
                notices.show(app, notification).await;
            }
        }
        Err(error) => tracing::info!(%error, "What is to be told could not be asked for"),
    }
}

async fn answered<R: Runtime>(app: &AppHandle<R>, engine: &Engine, answer: Answer) {
    match answer {
        Answer::Open(item) => {
            if let Some(item) = item {
                window::tell(app, Event::Show(item));
            }
            window::raise(app);
        }
        Answer::Snooze(item) => {
            let snooze = Snooze { item, until: text::snooze_from_notification_until() };
            match engine.snooze(snooze).await {
                // The window stays where it is: the operator does something else.
                Ok(_) => window::tell(app, Event::Snoozed(item)),
                Err(error) => {
                    // Most often it was dealt with meanwhile; the window shows how it stands.
                    tracing::info!(%item, %error, "An item could not be snoozed from its notification");
                    window::tell(app, Event::NotSnoozed(item));
                    window::raise(app);
                }
            }
        }
    }
}
