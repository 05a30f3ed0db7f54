//! The screen as a window manager and a hand on the mouse would use it: there is neither in these tests.
//!
//! Must never touch a window but the one over the workspace that is named.

use crate::driver::{eventually, program};
use anyhow::{Context as _, Result, ensure};
use std::path::Path;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, CLIENT_MESSAGE_EVENT, ClientMessageEvent, ConnectionExt as _, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

/// Whether the program runs over this workspace.
pub fn runs(folder: &Path) -> Result<bool> {
    Ok(process(folder)?.is_some())
}

/// The process that shows this workspace, by the folder that it was started with. Those of its web view are other programs.
fn process(folder: &Path) -> Result<Option<u32>> {
    let program = program()?.canonicalize().context("Find the program")?;
    let started_with = format!("CASEY_DATA={}", folder.display());
    for entry in std::fs::read_dir("/proc").context("List the processes")? {
        let place = entry?.path();
        // It may end while it is looked at, or be another person's.
        let (Ok(it), Ok(environment)) = (std::fs::read_link(place.join("exe")), std::fs::read(place.join("environ"))) else {
            continue;
        };
        let is_over = environment.split(|byte| *byte == 0).any(|entry| entry == started_with.as_bytes());
        if it == program && is_over {
            return Ok(place.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok()));
        }
    }
    Ok(None)
}

/// Waits until the program over this workspace has ended.
pub async fn ends(folder: &Path) -> Result<()> {
    eventually("the program to end", async || {
        ensure!(!runs(folder)?, "it runs on");
        Ok(())
    })
    .await
}

/// Closes the window as its title bar would: it is asked to go.
pub fn close_window(folder: &Path) -> Result<()> {
    let screen = Screen::open()?;
    let (protocols, delete) = (screen.atom("WM_PROTOCOLS")?, screen.atom("WM_DELETE_WINDOW")?);
    for window in screen.seen(folder)? {
        let message = ClientMessageEvent {
            response_type: CLIENT_MESSAGE_EVENT,
            format: 32,
            sequence: 0,
            window,
            type_: protocols,
            data: [delete, x11rb::CURRENT_TIME, 0, 0, 0].into(),
        };
        screen.connection.send_event(false, window, EventMask::NO_EVENT, message)?.check().context("Close the window")?;
    }
    Ok(())
}

/// Waits until the window over this workspace is seen, or is not.
pub async fn is_seen(folder: &Path, expected: bool) -> Result<()> {
    let screen = Screen::open()?;
    eventually(if expected { "the window to be seen" } else { "the window to be gone" }, async || {
        let n_seen = screen.seen(folder)?.len();
        ensure!(n_seen == usize::from(expected), "{n_seen} windows are seen");
        Ok(())
    })
    .await
}

/// Moves the pointer into the far corner: without a window manager, the window under it counts as the one that has the focus.
pub fn point_elsewhere() -> Result<()> {
    let screen = Screen::open()?;
    let (width, height) = screen.size;
    screen.connection.warp_pointer(x11rb::NONE, screen.root, 0, 0, 0, 0, width - 1, height - 1)?.check()?;
    Ok(())
}

struct Screen {
    connection: RustConnection,
    root: Window,
    size: (i16, i16),
}

impl Screen {
    fn open() -> Result<Self> {
        let (connection, number) = x11rb::connect(None).context("Find the display")?;
        let screen = connection.setup().roots.get(number).context("The display has no screen")?;
        let size = (i16::try_from(screen.width_in_pixels)?, i16::try_from(screen.height_in_pixels)?);
        let root = screen.root;
        Ok(Self { connection, root, size })
    }

    fn atom(&self, name: &str) -> Result<u32> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    /// The windows of this workspace that stand on the screen.
    fn seen(&self, folder: &Path) -> Result<Vec<Window>> {
        let process = process(folder)?;
        let (pid, protocols) = (self.atom("_NET_WM_PID")?, self.atom("WM_PROTOCOLS")?);
        let all = self.connection.query_tree(self.root)?.reply()?.children;
        // One that goes while it is looked at is none.
        let is_it = |window: Window| -> Option<bool> {
            let owner = self.connection.get_property(false, window, pid, AtomEnum::CARDINAL, 0, 1).ok()?.reply().ok()?;
            let can = self.connection.get_property(false, window, protocols, AtomEnum::ATOM, 0, 8).ok()?.reply().ok()?;
            let shown = self.connection.get_window_attributes(window).ok()?.reply().ok()?;
            let is_ours = owner.value32()?.next().is_some() && owner.value32()?.next() == process;
            Some(is_ours && can.value_len > 0 && shown.map_state == MapState::VIEWABLE)
        };
        Ok(all.into_iter().filter(|window| is_it(*window) == Some(true)).collect())
    }
}
