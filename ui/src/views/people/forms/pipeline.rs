//! The form of a pipeline that is kept here: its name, and its stages in their order.

use super::super::People;
use super::fields::{Buttons, Form};
use crate::backend;
use crate::components::{RefusedOtherwise, TypedField};
use crate::focus::focus;
use crate::state::{StageRow, Stages};
use api::{DealEnd, PipelineView, SavePipeline, text};
use leptos::prelude::*;

#[component]
pub fn PipelineForm(of: Option<PipelineView>) -> impl IntoView {
    let people: People = expect_context();
    let form = Form::new();
    let (pipeline, is_new) = (of.as_ref().map(|pipeline| pipeline.id), of.is_none());
    let name = RwSignal::new(of.as_ref().map(|pipeline| pipeline.name.clone()).unwrap_or_default());
    let stages = RwSignal::new(Stages::of(of.as_ref(), text::first_stages()));
    let save = Callback::new(move |()| {
        people.save(form, async move {
            let wanted = stages.with_untracked(Stages::wanted);
            let called = name.get_untracked();
            backend::call(SavePipeline { pipeline, name: called.clone(), stages: wanted }).await?;
            people.pipelines.read();
            Ok((None, text::said_saved(called.trim()), false))
        });
    });
    let keys = move || stages.with(|stages| stages.rows().iter().map(|row| row.key).collect::<Vec<_>>());
    let add = move |_| {
        let key = stages.try_update(Stages::add).unwrap_or_default();
        request_animation_frame(move || focus(&format!("stage-name-{key}")));
    };
    view! {
        <form class="record" on:submit=move |event| form.submit(&event, save)>
            <TypedField id="pipeline-name" field="name" label=text::name_label() value=name refusal=form.refusal focus=true />
            <fieldset>
                <legend>{text::stages_label()}</legend>
                <ol class="stages-form">
                    <For each=keys key=|key| *key let(key)>
                        <Stage stages key />
                    </For>
                </ol>
                <button type="button" id="stage-add" on:click=add>{text::add_stage()}</button>
            </fieldset>
            <RefusedOtherwise fields=&["name"] refusal=form.refusal />
            <Buttons form is_new />
            {(!is_new).then(|| view! {
                <button type="button" class="link new-pipeline" on:click=move |_| people.editing.set(Some(super::Editing::Pipeline(None)))>
                    {text::new_pipeline()}
                </button>
            })}
        </form>
    }
}

#[component]
fn Stage(stages: RwSignal<Stages>, key: u32) -> impl IntoView {
    let row = Memo::new(move |_| stages.with(|stages| stages.row(key).cloned()));
    let read = move |of: fn(&StageRow) -> String| row.with(|row| row.as_ref().map(of).unwrap_or_default());
    let name = move || read(|row| row.name.clone());
    // It may not be put away while deals stand in it.
    let has_deals = move || {
        row.with(|row| row.as_ref().map_or(0, |row| row.n_deals)).checked_sub(1).map(|more| text::stage_has_deals(more + 1))
    };
    let ends = move || row.with(|row| row.as_ref().and_then(|row| row.ends));
    let shift = move |by: isize| move |_| stages.update(|stages| stages.shift(key, by));
    let change = move |event| stages.update(|stages| stages.end(key, DealEnd::from_wire(&event_target_value(&event))));
    let option = move |value: Option<DealEnd>, words: String| {
        let wire = value.map(|end| end.to_string()).unwrap_or_default();
        view! { <option value=wire selected=move || ends() == value>{words}</option> }
    };
    view! {
        <li>
            <input type="text" id=format!("stage-name-{key}") dir="auto" autocomplete="off" maxlength="100" aria-label=text::deal_stage_label()
                prop:value=name on:input=move |event| stages.update(|stages| stages.rename(key, event_target_value(&event))) />
            <select aria-label=text::stage_ends_label() on:change=change>
                {option(None, text::stage_open())}
                {option(Some(DealEnd::Won), text::stage_won())}
                {option(Some(DealEnd::Lost), text::stage_lost())}
            </select>
            <button type="button" class="plain" aria-label=move || text::stage_up(&name()) on:click=shift(-1)>"↑"</button>
            <button type="button" class="plain" aria-label=move || text::stage_down(&name()) on:click=shift(1)>"↓"</button>
            <button
                type="button"
                class="plain"
                disabled=move || has_deals().is_some()
                title=has_deals
                aria-label=move || text::stage_remove(&name())
                on:click=move |_| stages.update(|stages| stages.remove(key))
            >
                "×"
            </button>
        </li>
    }
}
