//! What the page may ask of the shell itself: the second and last command that it has.
//!
//! Must never answer for the engine.

use crate::window::Missed;
use crate::{browser, leaving, updates};
use api::{ShellAnswer, ShellWish};
use tauri::{AppHandle, Manager as _, Runtime};

/// Carries out one wish of the page.
#[tauri::command]
pub(crate) async fn host<R: Runtime>(app: AppHandle<R>, wish: ShellWish) -> ShellAnswer {
    let answer = ShellAnswer { has_updates: updates::are_configured(app.config()), ..ShellAnswer::default() };
    match wish {
        ShellWish::Greet => return ShellAnswer { missed: app.state::<Missed>().take(), ..answer },
        ShellWish::Hide => leaving::hide(&app),
        ShellWish::Quit => {
            leaving::stay(&app);
            leaving::quit(&app).await;
        }
        ShellWish::QuitNow => leaving::quit_now(&app),
        ShellWish::Stay => leaving::stay(&app),
        ShellWish::OpenBrowser(address) => return ShellAnswer { words: browser::open(address).await, ..answer },
        ShellWish::CheckForUpdates => return ShellAnswer { words: Some(updates::check(&app).await), ..answer },
        ShellWish::InstallUpdate => return ShellAnswer { words: Some(updates::install(&app).await), ..answer },
    }
    answer
}
