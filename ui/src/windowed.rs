//! A long list whose rows are equally high: which of them are drawn, and the cursor kept in view.
//!
//! It knows how many rows there are and nothing of what stands in them. The frame is never asked where it stands, but when it
//! says that it was scrolled, and is moved with the next picture: either would have the whole page laid out in the middle of a
//! change, and then once more.

use crate::state::rows::{self, Sight};
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

#[derive(Clone, Copy)]
pub struct Windowed {
    /// The element that scrolls.
    pub frame: NodeRef<html::Div>,
    /// The rows to draw: those that are seen, and a few beyond.
    pub drawn: Memo<Range<usize>>,
    n: Memo<usize>,
    row: Signal<f64>,
    /// What of the list is seen, in CSS pixels: from where on, and how much. Before the first picture that is nothing.
    top: RwSignal<f64>,
    height: RwSignal<f64>,
}

impl Windowed {
    /// `n` rows, each `row` CSS pixels high. `cursor` is the row of the cursor, none where it stands on none; wherever it goes, it
    /// is seen.
    pub fn start(n: Memo<usize>, row: Signal<f64>, cursor: Memo<Option<usize>>) -> Self {
        let (top, height) = (RwSignal::new(0.0), RwSignal::new(0.0));
        // Until it is laid out it is taken to be as high as the window: whatever that window shows is then in the first picture.
        let at_most = window().inner_height().ok().and_then(|inner| inner.as_f64()).unwrap_or_default();
        let drawn = Memo::new(move |_| {
            let height = Some(height.get()).filter(|height| *height > 0.0).unwrap_or(at_most);
            rows::drawn(n.get(), row.get(), top.get(), height)
        });
        let list = Self { frame: NodeRef::new(), drawn, n, row, top, height };
        let measuring = StoredValue::new_local(None::<Measuring>);
        Effect::new(move |_| {
            if let Some(frame) = list.frame.get() {
                measuring.set_value(Measuring::of(&frame, move || list.measure()));
            }
        });
        Effect::new(move |before: Option<Option<Sight>>| {
            let now = Sight { cursor: cursor.get()?, row_height: row.get(), height: height.get() };
            if let Some(to) = now.follow(before.flatten(), top.get_untracked()) {
                list.scroll(to);
            }
            Some(now)
        });
        list
    }

    /// Has each other list begin at its top: `turned` counts them.
    pub fn begin_at_top(self, turned: Memo<u64>) {
        Effect::new(move |before: Option<u64>| {
            let turned = turned.get();
            if before.is_some_and(|before| before != turned) {
                self.scroll(0.0);
            }
            turned
        });
    }

    /// The frame was scrolled.
    pub fn scrolled(self) {
        self.learn(self.top, |frame| frame.scroll_top());
    }

    fn measure(self) {
        self.learn(self.height, |frame| frame.client_height());
    }

    /// The list may have gone by the time that the browser tells.
    fn learn(self, what: RwSignal<f64>, of: fn(&web_sys::HtmlDivElement) -> i32) {
        if let Some(frame) = self.frame.try_get_untracked().flatten() {
            let _gone = what.try_set(f64::from(of(&frame)));
        }
    }

    fn scroll(self, to: f64) {
        self.top.set(to);
        request_animation_frame(move || {
            if let Some(frame) = self.frame.try_get_untracked().flatten() {
                frame.set_scroll_top(to as i32);
            }
        });
    }

    /// How high all rows are together, as the styles write it.
    pub fn height(self) -> String {
        format!("{}px", self.n.get() as f64 * self.row.get())
    }

    /// What moves a row to its place, as the styles write it.
    pub fn place(self, at: usize) -> String {
        format!("translateY({}px)", at as f64 * self.row.get())
    }
}

/// Tells when an element has another size: at first, with the window, and with what stands beside it.
struct Measuring {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

impl Measuring {
    /// None where the browser cannot tell.
    fn of(element: &Element, tell: impl FnMut() + 'static) -> Option<Self> {
        let told = Closure::<dyn FnMut()>::new(tell);
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _told: told })
    }
}

impl Drop for Measuring {
    fn drop(&mut self) {
        // The element outlives the list by a moment, and would tell somebody who is gone.
        self.observer.disconnect();
    }
}
