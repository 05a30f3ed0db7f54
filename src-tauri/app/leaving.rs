//! What closing the window and quitting mean, and what the operator is asked before.
//!
//! Must never hide a window that nothing could bring back, nor end while approved work waits without having said so.

use crate::{Workspace, tray, window};
use api::{Api as _, Event, GetSetting, GetStatus, Question};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager as _, Runtime, Window, WindowEvent};

/// What is to be done about a wish to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Hide,
    Quit,
    Ask(Question),
}

/// What closing the window means, by the setting `window.close`. Without a tray, nothing would bring a hidden window back.
fn on_close(chosen: &str, has_tray: bool, n_waiting: u64) -> Step {
    match (has_tray, chosen) {
        (true, "hide") => Step::Hide,
        (true, "quit") | (false, _) => on_quit(n_waiting),
        (true, _) => Step::Ask(Question::Close),
    }
}

fn on_quit(n_waiting: u64) -> Step {
    if n_waiting > 0 { Step::Ask(Question::Quit) } else { Step::Quit }
}

/// Whether a question stands in the window. Who asks to leave once more while it does has answered it: the page may not be able
/// to show it.
#[derive(Debug, Default)]
pub(crate) struct Asked(Mutex<bool>);

impl Asked {
    fn set(&self, is_asked: bool) -> bool {
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), is_asked)
    }
}

/// The window is never closed by itself: it is hidden, or goes with the application.
pub(crate) fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        let app = window.app_handle().clone();
        tauri::async_runtime::spawn(async move { close(&app).await });
    }
    if let WindowEvent::Focused(in_front) = event {
        let (app, in_front) = (window.app_handle().clone(), *in_front);
        tauri::async_runtime::spawn(async move { tell_in_front(&app, in_front).await });
    }
}

/// Tells the engine whether the operator has the window before them.
async fn tell_in_front<R: Runtime>(app: &AppHandle<R>, in_front: bool) {
    if let Ok(engine) = app.state::<Workspace>().engine(app).await
        && let Err(error) = engine.set_in_front(in_front).await
    {
        tracing::warn!(error = error.message, "the engine could not be told who is in front");
    }
}

/// The window was closed.
async fn close<R: Runtime>(app: &AppHandle<R>) {
    let (chosen, n_waiting) = standing(app).await;
    take(app, on_close(&chosen, tray::is_there(app).await, n_waiting));
}

/// The operator wants to quit.
pub(crate) async fn quit<R: Runtime>(app: &AppHandle<R>) {
    let (_, n_waiting) = standing(app).await;
    take(app, on_quit(n_waiting));
}

/// The operator wants to quit, whatever waits.
pub(crate) fn quit_now<R: Runtime>(app: &AppHandle<R>) {
    app.exit(0);
}

/// The question was answered: with no, or with a wish that follows.
pub(crate) fn stay<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Asked>().set(false);
}

/// The operator chose to leave the application running.
pub(crate) fn hide<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Asked>().set(false);
    window::hide(app);
}

fn take<R: Runtime>(app: &AppHandle<R>, step: Step) {
    match step {
        Step::Hide => window::hide(app),
        Step::Quit => app.exit(0),
        Step::Ask(_) if app.state::<Asked>().set(true) => app.exit(0),
        Step::Ask(question) => {
            window::raise(app);
            window::tell(app, Event::Ask(question));
        }
    }
}

/// The setting `window.close`, and how many approved actions wait. A workspace that is not open, or cannot be read, keeps nobody.
async fn standing<R: Runtime>(app: &AppHandle<R>) -> (String, u64) {
    let workspace = app.state::<Workspace>();
    let Some(engine) = workspace.opened() else { return ("quit".to_owned(), 0) };
    let chosen = engine.get_setting(GetSetting { key: "window.close".to_owned() }).await;
    let status = engine.status(GetStatus {}).await;
    (chosen.map_or_else(|_| "quit".to_owned(), |chosen| chosen.value), status.map_or(0, |status| status.n_waiting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_close_asks_and_later_ones_do_what_was_chosen() {
        assert_eq!(on_close("ask", true, 0), Step::Ask(Question::Close));
        assert_eq!(on_close("hide", true, 3), Step::Hide);
        assert_eq!(on_close("quit", true, 0), Step::Quit);
    }

    #[test]
    fn without_a_tray_closing_quits_for_nothing_would_bring_the_window_back() {
        for chosen in ["ask", "hide", "quit"] {
            assert_eq!(on_close(chosen, false, 0), Step::Quit, "{chosen}");
        }
    }

    #[test]
    fn who_quits_while_approved_work_waits_is_told() {
        assert_eq!(on_quit(0), Step::Quit);
        assert_eq!(on_quit(1), Step::Ask(Question::Quit));
        assert_eq!(on_close("quit", true, 2), Step::Ask(Question::Quit));
        assert_eq!(on_close("hide", false, 2), Step::Ask(Question::Quit));
    }

    #[test]
    fn a_question_is_asked_once() {
        let asked = Asked::default();
        assert!(!asked.set(true));
        assert!(asked.set(true));
    }
}
