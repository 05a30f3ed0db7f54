//! Pipelines: those of CRMs as they are told of, and the operator's own, which they may change.

use crate::connectors::LOCAL;
use crate::cx::Cx;
use crate::random::marker;
use crate::signals::judge;
use crate::store::crm::lists::{self, Standing};
use crate::store::crm::pipelines::{self as store, Ends, Stage, ToldPipeline, ToldStage};
use crate::store::{Write, connections, ledger, threads};
use anyhow::Context as _;
use api::{
    Actor, ApiError, Code, ConnectionId, DealEnd, PipelineId, PipelineView, SavePipeline, StageId, StageView, Time, WantedStage,
    text,
};
use std::collections::{HashMap, HashSet};

/// The longest name of a pipeline or a stage, in characters, and the most stages.
const NAME_AT_MOST: usize = 100;
const STAGES_AT_MOST: usize = 50;
/// What the first pipeline is called at its source, and its stages with how likely a deal in each is won.
const FIRST: &str = "default";
const FIRST_STAGES: [(&str, f64, Option<Ends>); 7] = [
    ("appointmentscheduled", 0.2, None),
    ("qualifiedtobuy", 0.4, None),
    ("presentationscheduled", 0.6, None),
    ("decisionmakerboughtin", 0.8, None),
    ("contractsent", 0.9, None),
    ("closedwon", 1.0, Some(Ends::Won)),
    ("closedlost", 0.0, Some(Ends::Lost)),
];

/// The connection that stands for what is kept here, made with its first pipeline where there is none yet.
pub async fn connection(write: &mut Write, now: Time) -> anyhow::Result<ConnectionId> {
    let id = connections::ensure(write, LOCAL, &text::own_pipeline(), "", now).await?;
    if store::of_connection(write.conn(), id).await?.is_empty() {
        let stage = |(source_id, probability, ends): (&str, f64, Option<Ends>)| ToldStage {
            source_id: source_id.to_owned(),
            name: text::first_stage(source_id),
            probability,
            ends,
        };
        let first = ToldPipeline {
            source_id: FIRST.to_owned(),
            name: text::first_pipeline(),
            stages: FIRST_STAGES.into_iter().map(stage).collect(),
        };
        store::put(write, id, &[first], now).await?;
    }
    Ok(id)
}

/// All pipelines, as hosts show them. Where there is none yet the operator's own is made: a deal needs a stage to stand in.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<PipelineView>> {
    let mut conn = cx.read().await?;
    let mut stages = store::all(&mut conn).await?;
    if stages.is_empty() {
        drop(conn);
        let mut write = cx.write().await?;
        connection(&mut write, cx.now()).await?;
        write.commit().await?;
        conn = cx.read().await?;
        stages = store::all(&mut conn).await?;
    }
    let mut standing = lists::in_stages(&mut conn).await?;
    let kept_in = lists::kept_in(&mut conn).await?;
    let put_away = store::put_away(&mut conn).await?;
    let mut views: Vec<PipelineView> = Vec::new();
    for stage in stages {
        let Standing { n_deals, worth } = standing.remove(&stage.id).unwrap_or_default();
        let is_put_away = put_away.contains(&stage.pipeline);
        // What is gone matters as long as deals stand in it.
        if stage.is_archived && n_deals == 0 {
            continue;
        }
        let view = StageView {
            id: stage.id,
            name: stage.name,
            probability: stage.probability,
            ends: stage.ends.map(end),
            is_archived: stage.is_archived,
            n_deals,
            worth,
        };
        if let Some(pipeline) = views.last_mut().filter(|pipeline| pipeline.id == stage.pipeline) {
            pipeline.stages.push(view);
            continue;
        }
        let kept = kept_in.get(&stage.connection).cloned().context("A pipeline of no connection")?;
        let (id, name) = (stage.pipeline, stage.pipeline_name);
        views.push(PipelineView { id, name, kept, is_archived: is_put_away, stages: vec![view] });
    }
    Ok(views)
}

fn end(ends: Ends) -> DealEnd {
    match ends {
        Ends::Won => DealEnd::Won,
        Ends::Lost => DealEnd::Lost,
    }
}

/// Makes a pipeline that is kept here, or changes one.
///
/// Errors: `not_found`, `invalid`; `conflict` for one of a CRM, and where deals stand in a stage that is to be put away.
pub async fn save(cx: &Cx, request: &SavePipeline) -> anyhow::Result<Vec<PipelineView>> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let connection = connection(&mut write, now).await?;
    let all = store::all(write.conn()).await?;
    let of_wanted = |stage: &&Stage| request.pipeline == Some(stage.pipeline);
    let source_id = match (request.pipeline, all.iter().find(of_wanted)) {
        (Some(id), None) => return Err(ApiError::new(Code::NotFound, text::no_such_pipeline(id.0)).on("pipeline").into()),
        (Some(_), Some(stage)) if stage.connection != connection => {
            return Err(ApiError::new(Code::Conflict, text::pipeline_of_a_crm()).on("pipeline").into());
        }
        (_, Some(stage)) => stage.pipeline_source_id.clone(),
        (None, None) => marker(&*cx.random)?,
    };
    let before: Vec<&Stage> = all.iter().filter(of_wanted).collect();
    let name = named(&request.name, "name")?;
    let stages = wanted_stages(cx, &request.stages, &before)?;
    let kept: HashSet<&str> = stages.iter().map(|stage| stage.source_id.as_str()).collect();
    let standing = lists::in_stages(write.conn()).await?;
    for stage in before.iter().filter(|stage| !kept.contains(stage.source_id.as_str())) {
        let n_deals = standing.get(&stage.id).map_or(0, |standing| standing.n_deals);
        if n_deals > 0 && !stage.is_archived {
            return Err(ApiError::new(Code::Conflict, text::stage_is_in_use(&stage.name, n_deals)).on("stages").into());
        }
    }
    let wanted = ToldPipeline { source_id, name, stages };
    let told = with_the_others(&all, connection, wanted);
    if store::put(&mut write, connection, &told, now).await? {
        let subject = request.pipeline.map_or_else(String::new, |id: PipelineId| format!("pipeline:{id}"));
        let entry =
            ledger::Entry { actor: Actor::Operator, event: "pipeline_saved", subject: &subject, detail: "", content_hash: "" };
        ledger::append(&mut write, entry, now).await?;
        write.changed(api::Tag::People);
        // The order of stages and where deals end say what their moves mean.
        threads::mark_of_deals(&mut write, connection).await?;
    }
    write.commit().await?;
    judge::judge_changed(cx).await?;
    list(cx).await
}

fn named(name: &str, field: &str) -> Result<String, ApiError> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::needs_a_name()).on(field));
    }
    if name.chars().count() > NAME_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("name", NAME_AT_MOST)).on(field));
    }
    Ok(name)
}

/// The stages as they are stored. Errors: `invalid`.
fn wanted_stages(cx: &Cx, wanted: &[WantedStage], before: &[&Stage]) -> anyhow::Result<Vec<ToldStage>> {
    let invalid = |words: String| ApiError::new(Code::Invalid, words).on("stages");
    if wanted.len() > STAGES_AT_MOST {
        return Err(invalid(text::too_many_stages(STAGES_AT_MOST)).into());
    }
    if !wanted.iter().any(|stage| stage.ends.is_none()) {
        return Err(invalid(text::no_open_stage()).into());
    }
    let known: HashMap<StageId, &Stage> = before.iter().map(|stage| (stage.id, *stage)).collect();
    let (mut told, mut names, mut reached): (Vec<ToldStage>, HashSet<String>, f64) = (Vec::new(), HashSet::new(), 0.0);
    for (place, stage) in wanted.iter().enumerate() {
        let name = named(&stage.name, "stages")?;
        if !names.insert(name.to_lowercase()) {
            return Err(invalid(text::stage_named_twice(&name)).into());
        }
        let stored = match stage.id {
            Some(id) => Some(*known.get(&id).ok_or_else(|| invalid(text::no_such_stage(id.0)))?),
            None => None,
        };
        let next = wanted.iter().skip(place + 1).filter(|later| later.ends.is_none()).find_map(|later| {
            later.probability.or_else(|| later.id.and_then(|id| known.get(&id)).map(|stage| stage.probability))
        });
        let between = (reached + next.unwrap_or(1.0)) / 2.0;
        let probability = match (stage.ends, stage.probability, stored) {
            (Some(DealEnd::Won), ..) => 1.0,
            (Some(DealEnd::Lost), ..) => 0.0,
            (None, Some(probability), _) => probability,
            (None, None, Some(stored)) if stored.ends.is_none() => stored.probability,
            (None, None, _) => between,
        };
        if !(0.0..=1.0).contains(&probability) {
            return Err(invalid(text::not_a_probability()).into());
        }
        if stage.ends.is_none() {
            reached = probability;
        }
        let ends = stage.ends.map(|ends| if ends == DealEnd::Won { Ends::Won } else { Ends::Lost });
        let source_id = match stored {
            Some(stored) if told.iter().any(|told| told.source_id == stored.source_id) => {
                return Err(invalid(text::stage_named_twice(&name)).into());
            }
            Some(stored) => stored.source_id.clone(),
            None => marker(&*cx.random)?,
        };
        told.push(ToldStage { source_id, name, probability, ends });
    }
    Ok(told)
}

/// All pipelines of the connection as they stand, with this one in its place, or behind the others.
fn with_the_others(all: &[Stage], connection: ConnectionId, wanted: ToldPipeline) -> Vec<ToldPipeline> {
    let mut told: Vec<ToldPipeline> = Vec::new();
    for stage in all.iter().filter(|stage| stage.connection == connection) {
        if told.last().is_none_or(|last| last.source_id != stage.pipeline_source_id) {
            let (source_id, name) = (stage.pipeline_source_id.clone(), stage.pipeline_name.clone());
            told.push(ToldPipeline { source_id, name, stages: Vec::new() });
        }
        if let Some(pipeline) = told.last_mut().filter(|_| !stage.is_archived) {
            pipeline.stages.push(ToldStage {
                source_id: stage.source_id.clone(),
                name: stage.name.clone(),
                probability: stage.probability,
                ends: stage.ends,
            });
        }
    }
    match told.iter_mut().find(|pipeline| pipeline.source_id == wanted.source_id) {
        Some(place) => *place = wanted,
        None => told.push(wanted),
    }
    told
}
