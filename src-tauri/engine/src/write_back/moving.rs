//! A deal that the operator wants in another stage.

use super::{Wanted, finish, open};
use crate::cx::Cx;
use crate::drafts;
use crate::store::Conn;
use crate::store::crm::deals::{self, Deal};
use crate::store::crm::pipelines::{self, Stage};
use crate::store::items::{self, Row};
use api::{ApiError, Code, DealId, Details, EditDraft, MoveDeal, Play, StageChoice, StageDetails, text};

/// A deal that is there. Errors: `not_found`.
pub async fn deal(conn: &mut Conn, id: DealId) -> anyhow::Result<Deal> {
    let deal = deals::one(conn, id).await?.filter(|deal| deal.archived_at.is_none());
    deal.ok_or_else(|| ApiError::new(Code::NotFound, text::deal_not_found(id.0)).on("deal").into())
}

/// The stages to which a deal can be moved, and the one in which it stands; those of its own pipeline first.
pub async fn of_deal(conn: &mut Conn, deal: &Deal) -> anyhow::Result<(Vec<Stage>, Option<Stage>)> {
    let all = pipelines::of_connection(conn, deal.connection).await?;
    let now = all.iter().find(|stage| Some(stage.id) == deal.stage()).cloned();
    let own = now.as_ref().map(|stage| stage.pipeline).or_else(|| all.first().map(|stage| stage.pipeline));
    let (mut first, others): (Vec<_>, Vec<_>) =
        all.into_iter().filter(|stage| !stage.is_archived).partition(|stage| Some(stage.pipeline) == own);
    first.extend(others);
    Ok((first, now))
}

/// The stages to which a deal can be moved. Errors: `not_found`.
pub async fn stages(cx: &Cx, id: DealId) -> anyhow::Result<Vec<StageChoice>> {
    let mut conn = cx.read().await?;
    let deal = deal(&mut conn, id).await?;
    let (all, now) = of_deal(&mut conn, &deal).await?;
    let own = now.as_ref().map(|stage| stage.pipeline).or_else(|| all.first().map(|stage| stage.pipeline));
    let choice = |stage: Stage| StageChoice {
        is_of_its_pipeline: Some(stage.pipeline) == own,
        is_now: Some(stage.id) == deal.stage(),
        id: stage.id,
        name: stage.name,
        pipeline: stage.pipeline_name,
    };
    Ok(all.into_iter().map(choice).collect())
}

/// The stage that is called so, by its name, our number, or what the CRM calls it. Of its own pipeline before those of others.
///
/// Errors: `invalid` with the names that there are.
fn called(all: &[Stage], now: Option<&Stage>, typed: &str) -> Result<Stage, ApiError> {
    let typed = typed.trim();
    let is_it = |stage: &&Stage| {
        stage.name.eq_ignore_ascii_case(typed)
            || stage.name.to_lowercase() == typed.to_lowercase()
            || stage.id.0.to_string() == typed
            || stage.source_id == typed
    };
    let own = now.map(|stage| stage.pipeline).or_else(|| all.first().map(|stage| stage.pipeline));
    let is_own = |stage: &&Stage| Some(stage.pipeline) == own;
    // What stands alone for a number is one, even where a stage is called like a number.
    let of_own: Vec<&Stage> = all.iter().filter(is_own).filter(is_it).collect();
    let found: Vec<&Stage> = if of_own.is_empty() { all.iter().filter(is_it).collect() } else { of_own };
    match found.as_slice() {
        [stage] => Ok((*stage).clone()),
        [] => {
            let names: Vec<&str> = all.iter().filter(is_own).map(|stage| stage.name.as_str()).collect();
            Err(ApiError::new(Code::Invalid, text::no_stage_of_that_name(typed, &names)).on("stage"))
        }
        several => {
            let named = |stage: &&Stage| text::stage_with_pipeline(&stage.pipeline_name, &stage.name, stage.id.0);
            let all: Vec<String> = several.iter().map(named).collect();
            Err(ApiError::new(Code::Invalid, text::several_stages_of_that_name(typed, &all)).on("stage"))
        }
    }
}

/// The move itself, as it is approved.
pub fn details(deal: &Deal, stage: &Stage, seen: Option<&Stage>) -> StageDetails {
    StageDetails {
        connection: deal.connection,
        deal: deal.id,
        stage: stage.id,
        stage_name: stage.name.clone(),
        seen: deal.stage(),
        seen_name: seen.map(|stage| stage.name.clone()).unwrap_or_default(),
    }
}

/// Opens an item that moves a deal, or gives the one that is there this stage.
///
/// Errors: `not_found`; `invalid` for a stage that there is not; `conflict` where the deal stands there already.
pub async fn move_deal(cx: &Cx, request: &MoveDeal) -> anyhow::Result<Row> {
    let settings = cx.settings().await?;
    let mut write = cx.write().await?;
    let deal = deal(write.conn(), request.deal).await?;
    let (all, now) = of_deal(write.conn(), &deal).await?;
    let stage = called(&all, now.as_ref(), &request.stage)?;
    if deal.stage() == Some(stage.id) {
        return Err(ApiError::new(Code::Conflict, text::deal_stands_there(&stage.name)).on("stage").into());
    }
    let details = Details::Stage(details(&deal, &stage, now.as_ref()));
    let pile = format!("stage:deal:{}", deal.id);
    if let Some(open) = items::live_on_pile(write.conn(), &pile).await? {
        drop(write);
        let (item, details) = (open.id(), Some(details));
        drafts::edit(cx, &EditDraft { item, subject: None, body: None, to: None, cc: None, bcc: None, details }).await?;
        return crate::queue::existing(&mut cx.write().await?, item).await;
    }
    let subject = text::move_deal_subject(&deal.facts.name);
    let wanted = Wanted {
        play: Play::MoveDeal,
        contact: deal.contacts.first().copied(),
        thread: Some(deal.thread),
        pile: Some(pile),
        subject: &subject,
        body: String::new(),
        details,
    };
    let id = open(cx, &mut write, &settings, wanted).await?;
    finish(cx, write, id).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{ConnectionId, PipelineId, StageId};

    fn stage(id: i64, pipeline: i64, name: &str) -> Stage {
        Stage {
            id: StageId(id),
            source_id: format!("s{id}"),
            name: name.to_owned(),
            position: id,
            probability: 0.5,
            ends: None,
            pipeline: PipelineId(pipeline),
            pipeline_source_id: format!("p{pipeline}"),
            pipeline_name: format!("Pipeline {pipeline}"),
            connection: ConnectionId(1),
            is_archived: false,
        }
    }

    #[test]
    fn a_stage_is_found_by_name_or_number_in_its_own_pipeline_first() {
        let all = [stage(1, 1, "Begun"), stage(2, 1, "Sent"), stage(3, 2, "Sent"), stage(4, 2, "Signed"), stage(5, 3, "signed")];
        let found = |typed: &str| called(&all, all.first(), typed).map(|stage| stage.id.0);
        for (typed, expected) in [("sent", 2), (" SENT ", 2), ("3", 3), ("s4", 4), ("begun", 1)] {
            assert_eq!(found(typed).unwrap(), expected, "{typed}");
        }
        let several = found("Signed").unwrap_err();
        assert!(several.message.contains("Pipeline 2: Signed (4), Pipeline 3: signed (5)"), "{}", several.message);
        let none = found("Won").unwrap_err();
        assert_eq!((none.code, none.message.contains("Begun, Sent.")), (Code::Invalid, true), "{}", none.message);
    }
}
