//! The icon in the desktop's tray: open, pause reading, kill switch, newer versions, quit.
//!
//! It shows what the engine says and must never remember anything by itself. Where the desktop has no tray there is no icon,
//! and `leaving` never hides the window.

use crate::{Workspace, leaving, updates, window};
use api::{Api as _, ApiError, Event, GetStatus, PauseReading, Position, SetKillSwitch, text};
use engine::Engine;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tauri::menu::{CheckMenuItem, CheckMenuItemBuilder, Menu, MenuBuilder, MenuItem, MenuItemBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, Runtime};

const OPEN: &str = "open";
const PAUSE: &str = "pause";
const KILL_SWITCH: &str = "kill_switch";
const UPDATES: &str = "updates";
const QUIT: &str = "quit";

/// How long a start into the tray waits for a desktop that is itself still starting.
const TIME_TO_APPEAR: Duration = Duration::from_secs(10);

/// How long a tray may be gone before a hidden window counts as lost.
#[cfg(target_os = "linux")]
const TIME_TO_RETURN: Duration = Duration::from_secs(5);

/// The icon with those of its lines that change.
struct Tray<R: Runtime> {
    _icon: TrayIcon<R>,
    pause: MenuItem<R>,
    kill_switch: CheckMenuItem<R>,
}

/// Shows the icon as soon as the desktop has a place for it. A start into the tray becomes a start into the window where it has
/// none.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>, is_hidden: bool) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut place = Box::pin(place());
        let first = if is_hidden { TIME_TO_APPEAR } else { Duration::from_secs(1) };
        let in_time = tokio::time::timeout(first, &mut place).await;
        if !matches!(in_time, Ok(Ok(()))) {
            tracing::info!("This desktop has no tray, so closing the window quits");
            if is_hidden {
                window::raise(&app);
            }
            match in_time {
                // It may still come.
                Err(_late) if place.await.is_ok() => {}
                _ => return,
            }
        }
        show_icon(&app);
        keep_reachable(&app).await;
    });
}

/// Brings a hidden window back where the tray is gone from which it could have been. A desktop that starts its tray anew has
/// time to do so.
#[cfg(target_os = "linux")]
async fn keep_reachable<R: Runtime>(app: &AppHandle<R>) {
    loop {
        if crate::bus::wait_until_gone(WATCHER).await.is_err() {
            return;
        }
        if !matches!(tokio::time::timeout(TIME_TO_RETURN, place()).await, Ok(Ok(()))) {
            window::raise_hidden(app);
            if place().await.is_err() {
                return;
            }
        }
    }
}

/// A tray of these systems does not go away.
#[cfg(not(target_os = "linux"))]
async fn keep_reachable<R: Runtime>(_app: &AppHandle<R>) {}

/// Makes the icon on the thread that owns the desktop's tools.
fn show_icon<R: Runtime>(app: &AppHandle<R>) {
    let on_main = app.clone();
    let asked = app.run_on_main_thread(move || {
        // The library of the tray is looked for when it is first used, and panics where it is not installed.
        match catch_unwind(AssertUnwindSafe(|| build(&on_main))) {
            Ok(Ok(tray)) => {
                on_main.manage(tray);
                tauri::async_runtime::spawn(async move {
                    if let Some(engine) = on_main.state::<Workspace>().opened() {
                        follow(&on_main, engine).await;
                    }
                });
            }
            Ok(Err(error)) => tracing::warn!(%error, "The tray cannot be used, so closing the window quits"),
            Err(_panic) => tracing::warn!("The tray's library is not installed, so closing the window quits"),
        }
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "The tray cannot be used, so closing the window quits");
    }
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Tray<R>> {
    let pause = MenuItemBuilder::with_id(PAUSE, text::tray_pause()).build(app)?;
    let kill_switch = CheckMenuItemBuilder::with_id(KILL_SWITCH, text::tray_kill_switch()).checked(false).build(app)?;
    let icon = TrayIconBuilder::new()
        .tooltip(text::app_name())
        .menu(&menu(app, &pause, &kill_switch)?)
        // On macOS a click on an icon opens its menu; elsewhere it opens the program.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .on_tray_icon_event(|icon, event| {
            let is_click = matches!(
                event,
                TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
            );
            if is_click && !cfg!(target_os = "macos") {
                window::raise(icon.app_handle());
            }
        });
    let icon = match app.default_window_icon() {
        Some(picture) => icon.icon(picture.clone()),
        None => icon,
    };
    Ok(Tray { _icon: icon.build(app)?, pause, kill_switch })
}

fn menu<R: Runtime>(app: &AppHandle<R>, pause: &MenuItem<R>, kill_switch: &CheckMenuItem<R>) -> tauri::Result<Menu<R>> {
    let menu = MenuBuilder::new(app).text(OPEN, text::tray_open()).separator().item(pause).item(kill_switch).separator();
    let menu = if updates::are_configured(app.config()) { menu.text(UPDATES, text::tray_check_for_updates()) } else { menu };
    menu.text(QUIT, text::tray_quit()).build()
}

fn chosen<R: Runtime>(app: &AppHandle<R>, line: &str) {
    let app = app.clone();
    match line {
        OPEN => window::raise(&app),
        UPDATES => {
            window::raise(&app);
            window::tell(&app, Event::CheckForUpdates);
        }
        PAUSE | KILL_SWITCH => {
            let is_pause = line == PAUSE;
            tauri::async_runtime::spawn(async move { switch(&app, is_pause).await });
        }
        QUIT => drop(tauri::async_runtime::spawn(async move { leaving::quit(&app).await })),
        _ => {}
    }
}

/// Turns what the line stands for the other way, as it stands now: the menu may be older than a change from elsewhere.
async fn switch<R: Runtime>(app: &AppHandle<R>, is_pause: bool) {
    let workspace = app.state::<Workspace>();
    let Some(engine) = workspace.opened() else { return window::raise(app) };
    let outcome = if is_pause { turn_pause(engine).await } else { turn_kill_switch(engine).await };
    if let Err(error) = outcome {
        tracing::warn!(%error, "What was chosen in the tray could not be done");
        window::raise(app);
    }
    // The desktop ticks a line by itself when it is chosen, whatever became of it.
    follow(app, engine).await;
}

async fn turn_pause(engine: &Engine) -> Result<(), ApiError> {
    let is_paused = engine.status(GetStatus {}).await?.paused_until.is_some();
    let until = if is_paused { None } else { Some(text::pause_for()) };
    engine.pause_reading(PauseReading { until }).await.map(|_| ())
}

async fn turn_kill_switch(engine: &Engine) -> Result<(), ApiError> {
    let position = match engine.status(GetStatus {}).await?.kill_switch.position {
        Position::On => Position::Off,
        Position::Off => Position::On,
    };
    engine.set_kill_switch(SetKillSwitch { position }).await.map(|_| ())
}

/// Has the icon's lines say how things stand. Does nothing where there is no icon.
pub(crate) async fn follow<R: Runtime>(app: &AppHandle<R>, engine: &Engine) {
    let Some(tray) = app.try_state::<Tray<R>>() else { return };
    let Ok(status) = engine.status(GetStatus {}).await else { return };
    let words = if status.paused_until.is_some() { text::tray_resume() } else { text::tray_pause() };
    let said = tray.pause.set_text(words).and_then(|()| {
        let is_on = status.kill_switch.position == Position::On;
        tray.kill_switch.set_checked(is_on)
    });
    if let Err(error) = said {
        tracing::warn!(%error, "The tray shows how things stood before");
    }
}

/// Whether there is an icon from which the window can be brought back, now.
pub(crate) async fn is_there<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<Tray<R>>().is_some() && has_place().await
}

#[cfg(target_os = "linux")]
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Returns once the desktop has a tray. Errors: it never will.
#[cfg(target_os = "linux")]
async fn place() -> Result<(), zbus::Error> {
    crate::bus::wait_for_owner(WATCHER).await
}

#[cfg(not(target_os = "linux"))]
async fn place() -> Result<(), std::convert::Infallible> {
    Ok(())
}

#[cfg(target_os = "linux")]
async fn has_place() -> bool {
    crate::bus::has_owner(WATCHER).await
}

#[cfg(not(target_os = "linux"))]
async fn has_place() -> bool {
    true
}
