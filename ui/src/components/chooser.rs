//! One of many, found by what is typed: a field, and below it what fits, of which the arrows mark one and Enter takes it.
//!
//! The focus stays in the field all the while; a screen reader hears of the marked one through it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

/// The field is `NAME-input` and the list `NAME-list`; `id` gives that of an option, and `draw` what stands in it. Whoever shows it
/// finds what fits what is `typed`, best first.
#[component]
pub fn Chooser<T>(
    name: &'static str,
    label: String,
    #[prop(default = "commands")] class: &'static str,
    typed: RwSignal<String>,
    found: Memo<Vec<T>>,
    id: fn(&T) -> String,
    draw: impl Fn(&T) -> AnyView + Copy + Send + 'static,
    choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let wanted = RwSignal::new(0_usize);
    let last = move || found.with(Vec::len).saturating_sub(1);
    // Fewer may be found than before.
    let at = Memo::new(move |_| wanted.get().min(last()));
    let current = move || found.with(|found| found.get(at.get()).cloned());
    let list: NodeRef<html::Ul> = NodeRef::new();
    Effect::new(move |_| {
        let _marked = (found.with(Vec::len), at.get());
        // Once it is drawn.
        request_animation_frame(move || {
            if let Some(list) = list.try_get_untracked().flatten() {
                show_current(&list);
            }
        });
    });
    let pressed = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        // These two belong to the words, as far as there are any.
        let is_far = event.ctrl_key() || typed.with_untracked(String::is_empty);
        match event.key().as_str() {
            "ArrowDown" => wanted.set((at.get_untracked() + 1).min(untrack(last))),
            "ArrowUp" => wanted.set(at.get_untracked().saturating_sub(1)),
            "Home" if is_far => wanted.set(0),
            "End" if is_far => wanted.set(untrack(last)),
            "Enter" => {
                if let Some(current) = untrack(current) {
                    choose.run(current);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(place, one): (usize, T)| {
        let (id, inner) = (id(&one), draw(&one));
        let is_current = move || at.get() == place;
        view! {
            <li
                role="option"
                id=id
                class:current=is_current
                aria-selected=move || is_current().to_string()
                on:click=move |_| choose.run(one.clone())
            >
                {inner}
            </li>
        }
    };
    view! {
        <input
            type="text"
            id=format!("{name}-input")
            autofocus=true
            autocomplete="off"
            spellcheck="false"
            dir="auto"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded=move || found.with(|found| !found.is_empty()).to_string()
            aria-controls=format!("{name}-list")
            aria-activedescendant=move || current().as_ref().map(id)
            aria-label=label.clone()
            prop:value=typed
            on:input=move |event| {
                typed.set(event_target_value(&event));
                wanted.set(0);
            }
            on:keydown=pressed
        />
        <ul class=class id=format!("{name}-list") role="listbox" aria-label=label node_ref=list>
            {move || found.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
    }
}

/// Scrolls no further than the marked option needs to be seen whole.
fn show_current(list: &Element) {
    let Some(current) = list.query_selector(".current").ok().flatten() else { return };
    let (frame, row) = (list.get_bounding_client_rect(), current.get_bounding_client_rect());
    if row.top() < frame.top() {
        current.scroll_into_view_with_bool(true);
    } else if row.bottom() > frame.bottom() {
        current.scroll_into_view_with_bool(false);
    }
}
