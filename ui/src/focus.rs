//! Where the keyboard goes.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// To the element with this id; nowhere else where there is none.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        give(element);
    }
}

/// To the first thing within this element that can be pressed, but for the way back.
pub fn focus_first(id: &str) {
    let within = document().get_element_by_id(id);
    if let Some(first) = within.and_then(|within| within.query_selector("button:not(:disabled, .back)").ok().flatten()) {
        give(first);
    }
}

/// Away from the field in which somebody types.
pub fn blur() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.blur());
    }
}

/// To this element.
pub fn give(element: web_sys::Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // Only an element that is gone cannot be focused.
        drop(element.focus());
    }
}

/// Copies all that stands in the text field with this id. Answers whether the browser let that be.
pub fn copy(id: &str) -> bool {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(field) = field else { return false };
    field.select();
    let document = document().unchecked_into::<HtmlDocument>();
    document.exec_command("copy").unwrap_or_default()
}
