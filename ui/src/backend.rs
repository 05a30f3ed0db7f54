//! The way to the engine: the only file that knows that the page runs in Tauri.
//!
//! Must never word anything by itself or keep anything: the contract says what can be asked, views keep what was answered.
//! Requests travel as JSON text, so that the page reads them by the same rules as every other host.

use crate::state::patience;
use api::{ApiError, Code, Event, MessageId, Position, Request, ShellAnswer, ShellWish, text};
use js_sys::JSON;
use leptos::prelude::set_timeout_with_handle;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::window;

#[wasm_bindgen]
extern "C" {
    /// Calls a command of the shell; what it refuses with is what it was refused with.
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI_INTERNALS__"])]
    async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    /// Gives a function a number by which the shell can call it.
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI_INTERNALS__"], js_name = transformCallback)]
    fn number_of(callback: &JsValue, once: bool) -> Result<f64, JsValue>;
}

/// Asks the engine. Errors: the engine's own, `internal` where the engine was not reached, and `unavailable` with the words
/// [`text::not_answering`] where it has not answered in time: then it is not known whether it did what was asked.
pub fn call<R: Request>(request: R) -> impl Future<Output = Result<R::Answer, ApiError>> {
    let asked = ask(R::NAME, serde_json::to_value(request));
    async move { read(&asked.await?) }
}

/// Answers as JSON. Apart from `call` and in a box, because that is made anew for each request there is, and whoever waits for an
/// answer holds all of it.
fn ask(name: &'static str, fields: serde_json::Result<Value>) -> Pin<Box<dyn Future<Output = Result<String, ApiError>>>> {
    Box::pin(answer(name, fields))
}

async fn answer(name: &'static str, fields: serde_json::Result<Value>) -> Result<String, ApiError> {
    let fields = fields.map_err(|fault| unreachable(&fault.to_string()))?;
    let arguments = to_js(&json!({ "name": name, "json": fields }))?;
    let answer = match patience::of(name) {
        Some(patience) => in_time(invoke("rpc", arguments), patience).await.ok_or_else(not_answering)?,
        None => invoke("rpc", arguments).await,
    };
    match answer {
        Ok(answer) => written(&answer),
        Err(refusal) => Err(from_js(&refusal).unwrap_or_else(|_| unreachable(&in_words(&refusal)))),
    }
}

/// What says that it is late.
#[derive(Default)]
struct Alarm {
    has_rung: Cell<bool>,
    waits: RefCell<Option<Waker>>,
}

impl Alarm {
    fn ring(&self) {
        self.has_rung.set(true);
        if let Some(waker) = self.waits.take() {
            waker.wake();
        }
    }
}

/// What the work comes to; none where it takes longer than this.
async fn in_time<T>(work: impl Future<Output = T>, patience: Duration) -> Option<T> {
    let alarm = Rc::new(Alarm::default());
    let rings = Rc::clone(&alarm);
    let clock = set_timeout_with_handle(move || rings.ring(), patience);
    let mut work = pin!(work);
    let outcome = poll_fn(|cx| match work.as_mut().poll(cx) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending if alarm.has_rung.get() => Poll::Ready(None),
        Poll::Pending => {
            *alarm.waits.borrow_mut() = Some(cx.waker().clone());
            Poll::Pending
        }
    })
    .await;
    if let Ok(clock) = clock {
        clock.clear();
    }
    outcome
}

fn not_answering() -> ApiError {
    ApiError::new(Code::Unavailable, text::not_answering())
}

/// Asks the shell for what only the window's process can do. Errors: `internal` where it was not reached.
pub async fn host(wish: ShellWish) -> Result<ShellAnswer, ApiError> {
    match invoke("host", to_js(&json!({ "wish": wish }))?).await {
        Ok(answer) => from_js(&answer),
        Err(refusal) => Err(unreachable(&in_words(&refusal))),
    }
}

/// Has `tell` called with each change that the engine reports and with what the shell has to say, for as long as the page lives.
pub async fn on_changed(tell: impl Fn(Event) + 'static) -> Result<(), ApiError> {
    // A newer engine may report what this page does not know; then everything may have changed.
    listen("changed", move |payload| tell(from_js(payload).unwrap_or(Event::Changed(api::Tag::Everything)))).await
}

/// What happens to files that are dragged from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// They are held over the window.
    Over,
    /// They are no longer.
    Away,
    /// They were let go of here; each with its whole path.
    Dropped(Vec<String>),
}

/// Has `tell` called when files are dragged over the window and dropped on it, for as long as the page lives.
pub async fn on_dragged(tell: impl Fn(Dragged) + Copy + 'static) -> Result<(), ApiError> {
    let paths = |payload: &JsValue| {
        let payload: Value = from_js(payload).unwrap_or_default();
        let paths = payload.get("paths").and_then(Value::as_array).cloned().unwrap_or_default();
        paths.into_iter().filter_map(|path| path.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    listen("tauri://drag-enter", move |payload| {
        // Words that are dragged within the page have no paths, and are none of ours.
        if !paths(payload).is_empty() {
            tell(Dragged::Over);
        }
    })
    .await?;
    listen("tauri://drag-leave", move |_| tell(Dragged::Away)).await?;
    listen("tauri://drag-drop", move |payload| tell(Dragged::Dropped(paths(payload)))).await
}

/// What the operator is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    Folder,
    Files,
}

/// Lets the operator choose in the system's own dialog. Answers whole paths; none where nothing was chosen.
pub async fn choose(what: Choose) -> Result<Vec<String>, ApiError> {
    let options = json!({ "title": text::import_title(), "multiple": true, "directory": what == Choose::Folder });
    match invoke("plugin:dialog|open", to_js(&json!({ "options": options }))?).await {
        Ok(chosen) => from_js::<Option<Vec<String>>>(&chosen).map(Option::unwrap_or_default),
        Err(refusal) => Err(unreachable(&in_words(&refusal))),
    }
}

/// Lets the operator say where a file is to be written, beginning with this name. Answers a whole path; none where they do not want to.
pub async fn choose_place(name: &str) -> Result<Option<String>, ApiError> {
    match invoke("plugin:dialog|save", to_js(&json!({ "options": { "title": text::export_label(), "defaultPath": name } }))?)
        .await
    {
        Ok(chosen) => from_js(&chosen),
        Err(refusal) => Err(unreachable(&in_words(&refusal))),
    }
}

/// Where a frame finds a mail as a page of its own. WebView2 knows schemes of ours only as hosts.
pub fn mail_address(message: MessageId, pictures: Position) -> String {
    let is_windows = window().is_some_and(|window| window.navigator().platform().is_ok_and(|name| name.starts_with("Win")));
    let place = if is_windows { "http://mailview.localhost" } else { "mailview://localhost" };
    match pictures {
        Position::On => format!("{place}/{message}?pictures=on"),
        Position::Off => format!("{place}/{message}"),
    }
}

async fn listen(event: &str, hear: impl Fn(&JsValue) + 'static) -> Result<(), ApiError> {
    let hear = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
        hear(&js_sys::Reflect::get(&message, &"payload".into()).unwrap_or_default());
    });
    let number = number_of(&hear.into_js_value(), false).map_err(|fault| unreachable(&in_words(&fault)))?;
    let arguments = json!({ "event": event, "target": { "kind": "Any" }, "handler": number as u64 });
    match invoke("plugin:event|listen", to_js(&arguments)?).await {
        Ok(_) => Ok(()),
        Err(refusal) => Err(unreachable(&in_words(&refusal))),
    }
}

fn to_js(value: &Value) -> Result<JsValue, ApiError> {
    JSON::parse(&value.to_string()).map_err(|fault| unreachable(&in_words(&fault)))
}

fn from_js<T: serde::de::DeserializeOwned>(value: &JsValue) -> Result<T, ApiError> {
    read(&written(value)?)
}

fn written(value: &JsValue) -> Result<String, ApiError> {
    JSON::stringify(value).map(String::from).map_err(|fault| unreachable(&in_words(&fault)))
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, ApiError> {
    serde_json::from_str(json).map_err(|fault| unreachable(&fault.to_string()))
}

fn unreachable(fault: &str) -> ApiError {
    ApiError::new(Code::Internal, text::engine_unreachable(fault))
}

fn in_words(fault: &JsValue) -> String {
    fault.as_string().unwrap_or_else(|| format!("{fault:?}"))
}
