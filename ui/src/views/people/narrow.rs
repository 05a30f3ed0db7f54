//! Which deals are listed: of which pipeline, open or closed or of one stage; as a list or as a board.

use super::People;
use super::forms::Editing;
use super::store::Which;
use crate::components::KeyCap;
use api::{Command, DealStanding, PipelineId, PipelineView, StageId, text};
use leptos::prelude::*;

#[component]
pub fn Narrow() -> impl IntoView {
    let people: People = expect_context();
    let desk = people.desk;
    let pipelines = Memo::new(move |_| people.pipelines.value().unwrap_or_default());
    let chosen = Memo::new(move |_| people.chosen_pipeline());
    let choose = move |event| {
        let pipeline = event_target_value(&event).parse::<i64>().ok().map(PipelineId);
        // A stage of another pipeline is none of this one.
        people.narrow(pipeline, Which::Standing(DealStanding::Open));
    };
    let of_pipeline = move || {
        let all = pipelines.get();
        let wanted = people.pipeline.get();
        // Where all are kept in one place, that need not be said.
        let first = all.first().map(|pipeline| pipeline.kept.connection);
        let is_mixed = all.iter().any(|pipeline| Some(pipeline.kept.connection) != first);
        let option = |pipeline: PipelineView| {
            let crm = (is_mixed && !pipeline.kept.is_local).then_some(pipeline.kept.name.as_str());
            let words = text::pipeline_called(&pipeline.name, crm);
            view! { <option value=pipeline.id.to_string() selected=wanted == Some(pipeline.id)>{words}</option> }
        };
        (all.len() > 1).then(|| {
            view! {
                <select id="pipeline" aria-label=text::pipeline_label() on:change=choose>
                    {(!desk.is_board.get()).then(|| view! { <option value="" selected=wanted.is_none()>{text::all_pipelines()}</option> })}
                    {all.into_iter().map(option).collect_view()}
                </select>
            }
        })
    };
    let take = move |event| people.narrow(people.pipeline.get_untracked(), read(&event_target_value(&event)));
    let which = move || {
        let now = people.which.get();
        let stages = chosen.get().map(|pipeline| pipeline.stages).unwrap_or_default();
        let option =
            move |which: Which, words: String| view! { <option value=written(which) selected=now == which>{words}</option> };
        (!desk.is_board.get()).then(|| {
            view! {
                <select id="which-deals" aria-label=text::which_deals() on:change=take>
                    {option(Which::Standing(DealStanding::Open), text::open_deals())}
                    {option(Which::Standing(DealStanding::Closed), text::closed_deals())}
                    {option(Which::All, text::all_deals())}
                    {stages.into_iter().map(|stage| option(Which::Stage(stage.id), stage.name)).collect_view()}
                </select>
            }
        })
    };
    let edit = move || {
        let pipeline = chosen.get().filter(|pipeline| pipeline.kept.is_local)?;
        let open = move |_| people.editing.set(Some(Editing::Pipeline(Some(pipeline.clone()))));
        Some(view! { <button type="button" class="plain" id="edit-stages" on:click=open>{text::edit_stages()}</button> })
    };
    let face = move |is_board: bool, id: &'static str, words: String| {
        view! {
            <button type="button" id=id aria-pressed=move || (desk.is_board.get() == is_board).to_string() on:click=move |_| people.set_board(is_board)>
                {words}
            </button>
        }
    };
    view! {
        <div class="narrow deals-narrow">
            {of_pipeline}
            {which}
            {edit}
            <div class="toggles" role="group" aria-label=text::deals_as()>
                {face(false, "as-list", text::as_list())}
                {face(true, "as-board", text::as_board())}
            </div>
            <KeyCap command=Command::ToggleBoard />
        </div>
    }
}

fn written(which: Which) -> String {
    match which {
        Which::All => "all".to_owned(),
        Which::Standing(standing) => standing.to_string(),
        Which::Stage(stage) => stage.to_string(),
    }
}

fn read(value: &str) -> Which {
    match (DealStanding::from_wire(value), value.parse::<i64>()) {
        (Some(standing), _) => Which::Standing(standing),
        (None, Ok(stage)) => Which::Stage(StageId(stage)),
        (None, Err(_)) => Which::All,
    }
}
