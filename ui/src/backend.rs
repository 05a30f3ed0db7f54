//! The way to the engine: the only file that knows that the page runs in Tauri.
//!
//! Must never word anything by itself or keep anything: the contract says what can be asked, views keep what was answered.
//! Requests travel as JSON text, so that the page reads them by the same rules as every other host.

use api::{ApiError, Code, Event, Request, text};
use js_sys::JSON;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Calls a command of the shell; what it refuses with is what it was refused with.
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI_INTERNALS__"])]
    async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    /// Gives a function a number by which the shell can call it.
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI_INTERNALS__"], js_name = transformCallback)]
    fn number_of(callback: &JsValue, once: bool) -> Result<f64, JsValue>;
}

/// Asks the engine. Errors: the engine's own, or `internal` where the engine was not reached.
pub async fn call<R: Request>(request: R) -> Result<R::Answer, ApiError> {
    let fields = serde_json::to_value(request).map_err(|fault| unreachable(&fault.to_string()))?;
    let arguments = to_js(&json!({ "name": R::NAME, "json": fields }))?;
    match invoke("rpc", arguments).await {
        Ok(answer) => from_js(&answer),
        Err(refusal) => Err(from_js(&refusal).unwrap_or_else(|_| unreachable(&in_words(&refusal)))),
    }
}

/// Has `tell` called with each change that the engine reports, for as long as the page lives.
pub async fn on_changed(tell: impl Fn(Event) + 'static) -> Result<(), ApiError> {
    let hear = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
        let payload = js_sys::Reflect::get(&message, &"payload".into()).unwrap_or_default();
        match from_js(&payload) {
            Ok(event) => tell(event),
            // A newer engine may report what this page does not know; then everything may have changed.
            Err(_) => tell(Event::Changed(api::Tag::Everything)),
        }
    });
    let number = number_of(&hear.into_js_value(), false).map_err(|fault| unreachable(&in_words(&fault)))?;
    let arguments = json!({ "event": "changed", "target": { "kind": "Any" }, "handler": number as u64 });
    match invoke("plugin:event|listen", to_js(&arguments)?).await {
        Ok(_) => Ok(()),
        Err(refusal) => Err(unreachable(&in_words(&refusal))),
    }
}

fn to_js(value: &Value) -> Result<JsValue, ApiError> {
    JSON::parse(&value.to_string()).map_err(|fault| unreachable(&in_words(&fault)))
}

fn from_js<T: serde::de::DeserializeOwned>(value: &JsValue) -> Result<T, ApiError> {
    let text = JSON::stringify(value).map_err(|fault| unreachable(&in_words(&fault)))?;
    serde_json::from_str(&String::from(text)).map_err(|fault| unreachable(&fault.to_string()))
}

fn unreachable(fault: &str) -> ApiError {
    ApiError::new(Code::Internal, text::engine_unreachable(fault))
}

fn in_words(fault: &JsValue) -> String {
    fault.as_string().unwrap_or_else(|| format!("{fault:?}"))
}
