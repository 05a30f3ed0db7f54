//! The workspace that the window shows: opened once, on demand, and closed when the application ends.
//!
//! Must never block the thread that draws the window: an older workspace may take long to be brought up to date.

use crate::{autostart, look, tray};
use api::{ApiError, Code, Event, Tag, text};
use engine::Engine;
use std::{path::PathBuf, time::Duration};
use tauri::{AppHandle, Emitter as _, Manager as _, Runtime};
use tokio::sync::{OnceCell, broadcast};

/// The name of the event that tells the page to ask again.
pub const CHANGED: &str = "changed";

/// The label of the one window.
pub const WINDOW: &str = "main";

/// How long the engine may take to stop. What it was doing is safe in the file at any moment, so this is no loss.
const TIME_TO_STOP: Duration = Duration::from_secs(5);

/// One workspace on disk and, once it is open, the engine over it.
pub struct Workspace {
    /// Where it lies; none means the folder that CASEY_DATA names, or else the platform's.
    folder: Option<PathBuf>,
    engine: OnceCell<Engine>,
}

impl Workspace {
    pub fn at(folder: Option<PathBuf>) -> Self {
        Self { folder, engine: OnceCell::new() }
    }

    /// The engine, opened and started by whoever asks first while the others wait. After a failure the next one tries again.
    ///
    /// Errors: why the workspace cannot be opened, in words for the operator.
    pub async fn engine<R: Runtime>(&self, app: &AppHandle<R>) -> Result<&Engine, ApiError> {
        self.engine
            .get_or_try_init(|| async {
                let engine = open(self.folder()?).await?;
                look::apply(app, &engine).await;
                tray::follow(app, &engine).await;
                tauri::async_runtime::spawn(forward(engine.clone(), engine.events(), app.clone()));
                engine.start();
                Ok(engine)
            })
            .await
    }

    /// The engine, where it was opened.
    pub(crate) fn opened(&self) -> Option<&Engine> {
        self.engine.get()
    }

    /// Where it lies. Errors: the system names no folder for data.
    pub(crate) fn folder(&self) -> Result<PathBuf, ApiError> {
        self.folder.clone().map_or_else(engine::default_data_folder, Ok)
    }

    /// Whether it is the one that is opened where nobody says which.
    pub(crate) fn is_usual(&self) -> bool {
        self.folder.is_none() && std::env::var_os("CASEY_DATA").is_none_or(|folder| folder.is_empty())
    }

    /// Stops the engine and waits for it. Blocks; only for the end of the application.
    pub fn close(&self) {
        let Some(engine) = self.engine.get() else { return };
        let stopped = tauri::async_runtime::block_on(async { tokio::time::timeout(TIME_TO_STOP, engine.stop()).await });
        if stopped.is_err() {
            tracing::warn!(seconds = TIME_TO_STOP.as_secs(), "The engine did not stop in time and was left");
        }
    }
}

/// Opens the workspace while the window is still being drawn, so that the page's first request finds it ready.
pub(crate) fn open_early<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = app.state::<Workspace>().engine(&app).await {
            tracing::error!(%error, "The workspace cannot be opened");
        }
    });
}

/// Opens the workspace on a thread of its own: bringing an older one up to date copies whole files, and everything else in
/// the window would wait for that.
async fn open(folder: PathBuf) -> Result<Engine, ApiError> {
    let opening =
        tauri::async_runtime::spawn_blocking(move || tauri::async_runtime::block_on(Engine::open(engine::Options::at(folder))));
    opening.await.unwrap_or_else(|_panic| Err(ApiError::new(Code::Internal, text::opening_broke_off())))
}

/// Passes the engine's events on to the page until the engine is gone.
async fn forward<R: Runtime>(engine: Engine, mut events: broadcast::Receiver<Event>, app: AppHandle<R>) {
    autostart::apply(&app, &engine).await;
    loop {
        let event = match events.recv().await {
            Ok(event) => event,
            // Some were dropped and nobody knows which: the page asks for everything.
            Err(broadcast::error::RecvError::Lagged(_)) => Event::Changed(Tag::Everything),
            Err(broadcast::error::RecvError::Closed) => return,
        };
        // A pause of reading ends by itself, with the first reading after it.
        if let Event::Changed(Tag::Settings | Tag::Connections | Tag::Everything) = event {
            tray::follow(&app, &engine).await;
        }
        if let Event::Changed(Tag::Settings | Tag::Everything) = event {
            look::apply(&app, &engine).await;
            autostart::apply(&app, &engine).await;
        }
        if let Err(error) = app.emit_to(WINDOW, CHANGED, event) {
            tracing::warn!(%error, "An event did not reach the window; what it shows is older than it could be");
        }
    }
}
