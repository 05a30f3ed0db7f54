//! What leaves and when, and what the operator is told of.

use super::kept::{Kept, Row, Shape, Switch, SwitchSetting, TextSetting};
use crate::components::Dialog;
use crate::desk::desk;
use api::text;
use leptos::prelude::*;

const PRACTICE: &str = "sending.practice";

#[component]
pub fn Sending() -> impl IntoView {
    view! {
        <div class="card">
            <Practice />
            <SwitchSetting key="sending.kill_switch" values=["on", "off"] />
            <TextSetting key="sending.undo_seconds" shape=Shape::Number />
            <TextSetting key="queue.follow_up_days" shape=Shape::Number />
            <SwitchSetting key="notify.on" values=["on", "off"] />
            <TextSetting key="notify.hours" />
        </div>
    }
}

/// Switching voids what was approved and has not gone, so it is asked for.
#[component]
fn Practice() -> impl IntoView {
    let desk = desk();
    let kept = Kept::of(PRACTICE);
    let is_on = Signal::derive(move || kept.is("true"));
    let wanted = RwSignal::new(None::<bool>);
    let close = Callback::new(move |()| wanted.set(None));
    let n_waiting = move || desk.status().with(|known| known.value().map_or(0, |status| status.n_waiting));
    let question = move || {
        let to_on = wanted.get()?;
        let confirm = move |_| {
            wanted.set(None);
            kept.choose(if to_on { "true" } else { "false" });
        };
        Some(view! {
            <Dialog title=text::practice_question(!to_on) close>
                <div class="question">
                    <p>{move || text::practice_consequence(!to_on, n_waiting())}</p>
                    <footer>
                        <button type="button" autofocus=true on:click=move |_| close.run(())>{text::cancel()}</button>
                        <button type="button" class="go" id="practice-confirm" on:click=confirm>
                            {if to_on { text::enter_practice() } else { text::leave_practice() }}
                        </button>
                    </footer>
                </div>
            </Dialog>
        })
    };
    view! {
        <Row key=PRACTICE error=kept.error()>
            <Switch key=PRACTICE is_on switch=Callback::new(move |to_on| wanted.set(Some(to_on))) />
        </Row>
        {question}
    }
}
