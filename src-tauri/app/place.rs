//! Where the window stands: where it was last, as far as the screens that are there allow it.
//!
//! What is remembered is a file for each workspace, written by the plugin; it is read here, so that a place on a screen that is
//! gone, or a size that no screen has, is corrected before anybody sees the window. Whether it was to be seen is not remembered:
//! it may have ended in the tray. Must never keep a window from being shown.

use crate::{WINDOW, Workspace, instance};
use serde_json::Value;
use std::path::Path;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, Monitor, PhysicalPosition, PhysicalSize, Runtime, WebviewWindow};
use tauri_plugin_window_state::{AppHandleExt as _, StateFlags};

/// How much of a window must be seen so that it can be taken hold of, in pixels of the screen.
const HOLD: i64 = 64;

/// Remembers place and size for the workspace in this folder.
pub(crate) fn remembered<R: Runtime>(workspace: &Workspace) -> TauriPlugin<R> {
    let what = StateFlags::POSITION | StateFlags::SIZE | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(what)
        .with_filename(file_name(workspace.folder().ok().as_deref()))
        .skip_initial_state(WINDOW)
        .build()
}

fn file_name(folder: Option<&Path>) -> String {
    folder.map_or_else(|| "window.json".to_owned(), |folder| format!("window-{}.json", instance::digest(folder)))
}

/// Places the window, before it is shown.
pub(crate) fn restore<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    let Some(saved) = read(app) else { return };
    let screens: Vec<Frame> = window.available_monitors().unwrap_or_default().iter().map(Frame::of).collect();
    if let Err(error) = apply(&window, saved, fit(saved.frame, &screens)) {
        tracing::warn!(%error, "The window does not stand where it was");
    }
}

fn read<R: Runtime>(app: &AppHandle<R>) -> Option<Saved> {
    let file = app.path().app_config_dir().ok()?.join(app.filename());
    let all: Value = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    Saved::of(all.get(WINDOW)?)
}

fn apply<R: Runtime>(window: &WebviewWindow<R>, saved: Saved, frame: Frame) -> tauri::Result<()> {
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    let place = |value: i64| i32::try_from(value).unwrap_or_default();
    window.set_size(PhysicalSize::new(number(frame.width), number(frame.height)))?;
    window.set_position(PhysicalPosition::new(place(frame.left), place(frame.top)))?;
    if saved.is_maximized { window.maximize() } else { Ok(()) }
}

/// What was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Saved {
    frame: Frame,
    is_maximized: bool,
}

impl Saved {
    /// From what the plugin wrote. None where nothing was remembered yet, which it writes as no size.
    fn of(state: &Value) -> Option<Self> {
        let number = |name: &str| state.get(name).and_then(Value::as_i64);
        let is_maximized = state.get("maximized").and_then(Value::as_bool).unwrap_or_default();
        // While it fills the screen, the place before that is what it goes back to.
        let (left, top) = if is_maximized { ("prev_x", "prev_y") } else { ("x", "y") };
        let frame = Frame { left: number(left)?, top: number(top)?, width: number("width")?, height: number("height")? };
        (frame.width > 0 && frame.height > 0).then_some(Self { frame, is_maximized })
    }
}

/// A window or a screen, in pixels of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    left: i64,
    top: i64,
    width: i64,
    height: i64,
}

impl Frame {
    /// The part of a screen that is not taken by the desktop's own bars.
    fn of(monitor: &Monitor) -> Self {
        let area = monitor.work_area();
        let (left, top) = (i64::from(area.position.x), i64::from(area.position.y));
        Self { left, top, width: i64::from(area.size.width), height: i64::from(area.size.height) }
    }

    /// How wide and how high the part is that both have.
    fn shared(self, other: Self) -> (i64, i64) {
        let span = |from: i64, length: i64, other_from: i64, other_length: i64| {
            ((from + length).min(other_from + other_length) - from.max(other_from)).max(0)
        };
        (span(self.left, self.width, other.left, other.width), span(self.top, self.height, other.top, other.height))
    }

    fn area_shared(self, other: Self) -> i64 {
        let (width, height) = self.shared(other);
        width * height
    }
}

/// Where a window that stood at `saved` is to stand on these screens, the first of which is the one for windows without a place.
///
/// One that is wholly seen, be it on two screens, stays. Any other comes onto the screen that shows most of it, no larger than
/// that; one that could not be taken hold of comes into the middle of the first.
fn fit(saved: Frame, screens: &[Frame]) -> Frame {
    let Some(first) = screens.first().copied() else { return saved };
    let seen: i64 = screens.iter().map(|screen| saved.area_shared(*screen)).sum();
    if seen >= saved.width * saved.height {
        return saved;
    }
    let most = screens.iter().copied().max_by_key(|screen| saved.area_shared(*screen)).unwrap_or(first);
    let (width_seen, height_seen) = saved.shared(most);
    let can_be_held = width_seen >= HOLD && height_seen >= HOLD;
    let screen = if can_be_held { most } else { first };
    let (width, height) = (saved.width.min(screen.width), saved.height.min(screen.height));
    let (right_most, lowest) = (screen.left + screen.width - width, screen.top + screen.height - height);
    let (left, top) = if can_be_held {
        (saved.left.clamp(screen.left, right_most), saved.top.clamp(screen.top, lowest))
    } else {
        ((screen.left + right_most) / 2, (screen.top + lowest) / 2)
    };
    Frame { left, top, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const LAPTOP: Frame = frame(0, 0, 1366, 768);
    const DESK: Frame = frame(1366, -200, 2560, 1440);

    const fn frame(left: i64, top: i64, width: i64, height: i64) -> Frame {
        Frame { left, top, width, height }
    }

    #[test]
    fn a_window_that_is_seen_stays_where_it_is() {
        for saved in [frame(0, 0, 1366, 768), frame(2000, -100, 1280, 800), frame(1300, 0, 900, 700)] {
            assert_eq!(fit(saved, &[LAPTOP, DESK]), saved);
        }
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_into_the_middle_of_the_one_that_is_there() {
        assert_eq!(fit(frame(2000, -100, 1000, 700), &[LAPTOP]), frame(183, 34, 1000, 700));
        assert_eq!(fit(frame(-32000, -32000, 1000, 700), &[LAPTOP]), frame(183, 34, 1000, 700));
        // A corner of it is seen, but not enough to take hold of.
        assert_eq!(fit(frame(1360, 760, 1000, 700), &[LAPTOP]), frame(183, 34, 1000, 700));
    }

    #[test]
    fn a_window_that_is_larger_than_its_screen_is_as_large_as_that() {
        assert_eq!(fit(frame(100, 100, 2400, 1300), &[LAPTOP]), LAPTOP);
        assert_eq!(fit(frame(1400, -180, 2600, 1400), &[LAPTOP, DESK]), frame(1366, -180, 2560, 1400));
    }

    #[test]
    fn a_window_that_is_half_seen_comes_in_as_far_as_it_must() {
        assert_eq!(fit(frame(900, 300, 1000, 700), &[LAPTOP]), frame(366, 68, 1000, 700));
        assert_eq!(fit(frame(-500, -50, 1000, 700), &[LAPTOP]), frame(0, 0, 1000, 700));
    }

    #[test]
    fn without_a_screen_nothing_is_corrected() {
        assert_eq!(fit(frame(5000, 5000, 1, 1), &[]), frame(5000, 5000, 1, 1));
    }

    #[test]
    fn what_was_written_is_read_and_what_is_odd_is_not() {
        let written = json!({ "width": 1200, "height": 700, "x": 0, "y": 0, "prev_x": 20, "prev_y": 30, "maximized": true });
        assert_eq!(Saved::of(&written), Some(Saved { frame: frame(20, 30, 1200, 700), is_maximized: true }));
        assert_eq!(Saved::of(&json!({ "width": 0, "height": 0, "x": 0, "y": 0 })), None);
        assert_eq!(Saved::of(&json!({ "width": "wide" })), None);
    }

    #[test]
    fn each_workspace_has_a_file_of_its_own() {
        let (one, other) = (file_name(Some(Path::new("/tmp/one"))), file_name(Some(Path::new("/tmp/other"))));
        assert!(one != other && one.starts_with("window-") && one.ends_with(".json"));
    }
}
