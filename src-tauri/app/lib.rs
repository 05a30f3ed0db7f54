//! The desktop shell: one window over the engine, one command that carries every request, and one for what needs the
//! window's own process.
//!
//! A thin host: it must never decide anything about mail, queue or outbox, and never answer a request by itself. What the
//! page may ask of the shell stands in `capabilities/main.json`, and under which policy it runs in `tauri.conf.json`.

mod arguments;
mod autostart;
mod browser;
#[cfg(target_os = "linux")]
mod bus;
mod host;
mod instance;
mod leaving;
mod link;
mod look;
mod mailview;
mod notifications;
mod place;
mod quit;
mod tray;
mod updates;
mod window;
mod workspace;

pub use workspace::{CHANGED, WINDOW, Workspace};

use api::{ApiError, Code, text};
use arguments::{Arguments, Wish};
use leaving::Asked;
use serde_json::Value;
use std::{ffi::OsString, io::IsTerminal as _, process::ExitCode};
use tauri::{AppHandle, Builder, Context, Manager as _, RunEvent, Runtime, State};
use tracing_subscriber::EnvFilter;
use window::Missed;

/// What is logged where RUST_LOG does not say otherwise. No level shows the body of a mail or a secret.
const LOGGED: &str = "warn,caseyos=info,engine=info";

/// Starts the application with the arguments of its command line, and returns when it has ended.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let Arguments { data, is_hidden, link } = match arguments::read(arguments) {
        Ok(Wish::Start(arguments)) => arguments,
        Ok(Wish::Help) => {
            eprintln!("{}", text::shell_usage());
            return ExitCode::SUCCESS;
        }
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::from(2);
        }
    };
    log_to_standard_error();
    if !has_display() {
        eprintln!("{}", text::no_window(&text::no_display()));
        return ExitCode::FAILURE;
    }
    let (context, workspace) = (context(), Workspace::at(data));
    match shell(desktop(&context, &workspace), workspace).build(context) {
        Ok(app) => {
            if let Some(link) = link {
                window::tell(app.handle(), link.event());
            }
            app.run(move |app, event| match event {
                RunEvent::Ready => begin(app, is_hidden),
                RunEvent::Exit => app.state::<Workspace>().close(),
                #[cfg(target_os = "macos")]
                RunEvent::Reopen { .. } => window::raise(app),
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{}", text::no_window(&fault.to_string()));
            ExitCode::FAILURE
        }
    }
}

/// What only a real desktop has, in the order in which it starts: a second window for one workspace ends before all else.
fn desktop(context: &Context, workspace: &Workspace) -> Builder<tauri::Wry> {
    let builder = instance::only_one(Builder::default(), &context.config().identifier, workspace);
    let builder = builder.plugin(place::remembered(workspace)).plugin(autostart::plugin());
    #[cfg(any(target_os = "macos", windows))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    #[cfg(target_os = "macos")]
    let builder = builder.plugin(tauri_plugin_deep_link::init());
    updates::where_configured(builder, context.config())
}

/// What begins once the window is there, so that nothing of it makes the start slower.
fn begin(app: &AppHandle, is_hidden: bool) {
    place::restore(app);
    if !is_hidden {
        window::show(app);
    }
    #[cfg(target_os = "macos")]
    link::follow(app);
    tray::begin(app, is_hidden);
    notifications::begin(app);
    updates::look_later(app);
}

/// The application on any runtime: the real one, or the one of the tests.
pub fn shell<R: Runtime>(builder: Builder<R>, workspace: Workspace) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .manage(workspace)
        .manage(Missed::default())
        .manage(Asked::default())
        .invoke_handler(tauri::generate_handler![rpc, host::host])
        .register_asynchronous_uri_scheme_protocol(mailview::SCHEME, mailview::serve)
        .on_window_event(leaving::on_window_event)
        .setup(|app| {
            workspace::open_early(app.handle());
            quit::when_asked(app.handle());
            Ok(())
        })
}

/// The configuration, the capabilities and the embedded page, as the build found them.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// Answers the request called `name` with the fields `json`: how the page speaks to the engine.
///
/// Waits while the workspace is being opened. Where it cannot be opened, each request answers with the reason and tries
/// again, so that the page can say what is wrong and go on once it is mended.
#[tauri::command]
async fn rpc<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    name: String,
    json: Option<Value>,
) -> Result<Value, ApiError> {
    let engine = workspace.engine(&app).await?.clone();
    let request = name.clone();
    // A task of its own, so that a panic becomes an answer: the page would wait for ever otherwise.
    let answer = tauri::async_runtime::spawn(async move { api::dispatch(&engine, &request, json.unwrap_or_default()).await });
    let answer = answer.await.unwrap_or_else(|_panic| Err(ApiError::new(Code::Internal, text::request_broke_off(&name))));
    if let Err(error) = &answer {
        tracing::info!(request = name, code = ?error.code, "A request was refused");
    }
    answer
}

/// Without a display the toolkit would end the process with a panic. Only Linux is used without one.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn log_to_standard_error() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new(LOGGED));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}
