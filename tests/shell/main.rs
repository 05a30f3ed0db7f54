//! The shell without a screen: its one command, its policy and its events, on Tauri's mock runtime over a real engine.
//!
//! Must never stand in for the engine: what the page would be answered is what these tests are answered.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail loudly")]

use api::{ApiError, Code, REQUESTS, ShellAnswer, Status, text};
use caseyos::{CHANGED, WINDOW, Workspace};
use serde_json::{Value, json};
use std::{
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};
use tauri::{
    App, Listener as _, Manager as _, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

const PATIENCE: Duration = Duration::from_secs(20);

/// The application over the workspace in `folder`, with a window from which the page would speak.
fn shell(folder: &Path) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app = caseyos::shell(mock_builder(), Workspace::at(Some(folder.to_owned()))).build(caseyos::context()).unwrap();
    let window = WebviewWindowBuilder::new(&app, WINDOW, Default::default()).build().unwrap();
    (app, window)
}

fn invoke(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let origin = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: origin.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

fn rpc(window: &WebviewWindow<MockRuntime>, name: &str, fields: Value) -> Result<Value, ApiError> {
    invoke(window, "rpc", json!({ "name": name, "json": fields })).map_err(|error| serde_json::from_value(error).unwrap())
}

#[test]
fn a_request_is_answered_by_the_engine() {
    let folder = tempfile::tempdir().unwrap();
    let (app, window) = shell(folder.path());

    let status: Status = serde_json::from_value(rpc(&window, "status", json!({})).unwrap()).unwrap();
    assert_eq!(status.n_open, 0);
    // Fields may be left out altogether, as on the command line.
    assert!(invoke(&window, "rpc", json!({ "name": "list_queue" })).is_ok());
    assert!(folder.path().join("casey.db").exists());
    app.state::<Workspace>().close();
}

#[test]
fn an_unknown_name_is_not_found_and_bad_fields_are_invalid() {
    let folder = tempfile::tempdir().unwrap();
    let (app, window) = shell(folder.path());

    assert_eq!(rpc(&window, "make_tea", json!({})).unwrap_err().code, Code::NotFound);
    assert_eq!(rpc(&window, "show_item", json!({ "item": "first" })).unwrap_err().code, Code::Invalid);
    assert_eq!(rpc(&window, "show_item", json!({ "itme": 1 })).unwrap_err().code, Code::Invalid);
    assert_eq!(rpc(&window, "show_item", json!({ "item": 1 })).unwrap_err().code, Code::NotFound);
    app.state::<Workspace>().close();
}

#[test]
fn a_workspace_that_cannot_be_opened_is_explained_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("workspace");
    std::fs::write(&place, "a file, where a folder should be").unwrap();
    let (app, window) = shell(&place);

    let error = rpc(&window, "status", json!({})).unwrap_err();
    assert_eq!(error.code, Code::Unavailable);
    assert!(error.message.contains("workspace"), "{}", error.message);

    std::fs::remove_file(&place).unwrap();
    assert!(rpc(&window, "status", json!({})).is_ok());
    app.state::<Workspace>().close();
}

#[test]
fn a_change_in_the_engine_reaches_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let (app, window) = shell(folder.path());
    let changes = changes(&window);

    let switched = rpc(&window, "set_kill_switch", json!({ "position": "on" })).unwrap();
    assert_eq!(switched.get("position"), Some(&json!("on")));

    let change = changes.recv_timeout(PATIENCE).expect("no change was reported");
    let change: api::Event = serde_json::from_str(&change).unwrap();
    assert!(matches!(change, api::Event::Changed(_)));
    app.state::<Workspace>().close();
}

/// What the shell wants to tell before the page listens waits for it, once.
#[test]
fn the_page_hears_what_it_missed_once() {
    let folder = tempfile::tempdir().unwrap();
    let (app, window) = shell(folder.path());

    let greeted: ShellAnswer = serde_json::from_value(invoke(&window, "host", json!({ "wish": "greet" })).unwrap()).unwrap();
    assert_eq!(greeted, ShellAnswer::default());
    app.state::<Workspace>().close();
}

/// A build without the key of the releases reaches out to nobody.
#[test]
fn a_build_without_a_key_looks_for_no_newer_versions() {
    let folder = tempfile::tempdir().unwrap();
    let (app, window) = shell(folder.path());

    for wish in ["check_for_updates", "install_update"] {
        let answer: ShellAnswer = serde_json::from_value(invoke(&window, "host", json!({ "wish": wish })).unwrap()).unwrap();
        assert_eq!(answer.words, Some(text::no_updates_here()));
        assert!(!answer.has_updates);
    }
    assert!(invoke(&window, "host", json!({ "wish": "send_everything" })).unwrap_err().is_string());
    app.state::<Workspace>().close();
}

fn changes(window: &WebviewWindow<MockRuntime>) -> Receiver<String> {
    let (tell, changes) = channel();
    // The receiver may be gone when a late event comes in; the test has seen what it wanted by then.
    window.listen(CHANGED, move |event| drop(tell.send(event.payload().to_owned())));
    changes
}

#[test]
fn the_page_may_call_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (app, window) = shell(folder.path());

    for command in [
        "plugin:event|emit",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:autostart|enable",
        "plugin:window-state|save_window_state",
        "plugin:updater|install",
        "dispatch",
    ] {
        let refusal = invoke(&window, command, json!({})).unwrap_err();
        assert!(refusal.is_string(), "{command} was answered by something of ours: {refusal}");
    }
    // Each request goes through `rpc`; none is a command by itself.
    for request in REQUESTS {
        assert!(invoke(&window, request, json!({})).unwrap_err().is_string(), "{request}");
    }
    app.state::<Workspace>().close();
}

/// Tauri would add nonces and hashes of its own to the policy; the configuration forbids that, so that what stands there is
/// what holds.
#[test]
fn the_page_is_served_under_exactly_our_policy() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _window) = shell(folder.path());

    let page = app.asset_resolver().get("index.html".to_owned()).expect("no page is embedded");
    let header = page.csp_header.expect("the page has no policy");
    let mut directives: Vec<&str> = header.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    directives.sort_unstable();
    assert_eq!(
        directives,
        [
            "base-uri 'none'",
            "connect-src 'self' ipc: http://ipc.localhost",
            "default-src 'self'",
            "form-action 'none'",
            "frame-src mailview: http://mailview.localhost",
            "img-src 'self' data:",
            "object-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
        ]
    );
    let html = String::from_utf8(page.bytes).unwrap();
    assert!(!html.contains("nonce") && !html.contains("<style"), "{html}");
}
