//! Ends the application cleanly when the system asks for it: at log-out, at shutdown, by Ctrl+C in a terminal.
//!
//! Must never decide whether to end: a signal is an order, and whoever gives it does not wait long.

use tauri::{AppHandle, Runtime};

/// Waits for the system's request in the background, then ends the application: nothing is asked, and what is under way is finished or safe.
pub(crate) fn when_asked<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match asked().await {
            Ok(()) => app.exit(0),
            // Without it a signal ends the process at once. The engine survives that too; only nobody waited for it.
            Err(error) => tracing::warn!(%error, "Signals of the system cannot be received"),
        }
    });
}

#[cfg(unix)]
async fn asked() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

#[cfg(not(unix))]
async fn asked() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
