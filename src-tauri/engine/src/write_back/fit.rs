//! What the operator may change of a move, a task or a note: the stage, the due date. What it is about stays.

use super::moving;
use crate::store::Conn;
use api::{Action, ApiError, Code, Details, DoneDetails, NoteDetails, StageDetails, TaskDetails, text};

/// Details as they are stored after an edit, with the names of what they say. Those of other actions are left as they are.
///
/// Errors: `invalid` where they are about something else than before, or name a stage that there is not; `not_found` for a deal that
/// is gone.
pub async fn fitted(
    conn: &mut Conn,
    action: Action,
    before: Option<&Details>,
    asked: Option<&Details>,
) -> anyhow::Result<Option<Details>> {
    let Some(asked) = asked else { return Ok(None) };
    let is_the_same = match (before, asked) {
        (Some(Details::Stage(before)), Details::Stage(asked)) => {
            (before.deal, before.connection) == (asked.deal, asked.connection)
        }
        (Some(Details::Task(TaskDetails { connection, belongs, .. })), Details::Task(asked)) => {
            (connection, belongs) == (&asked.connection, &asked.belongs)
        }
        (Some(Details::Note(NoteDetails { connection, belongs })), Details::Note(asked)) => {
            (connection, belongs) == (&asked.connection, &asked.belongs)
        }
        (Some(Details::Done(DoneDetails { task, is_done, .. })), Details::Done(asked)) => {
            (task, is_done) == (&asked.task, &asked.is_done)
        }
        // Whether the action has such details at all is looked at where it is edited.
        _ => true,
    };
    if !is_the_same {
        return Err(ApiError::new(Code::Invalid, text::another_deal_or_task()).on("details").into());
    }
    match (action, asked) {
        (Action::UpdateDealStage, Details::Stage(asked)) => Ok(Some(Details::Stage(stage(conn, asked).await?))),
        _ => Ok(Some(asked.clone())),
    }
}

/// A move from where the deal stands now: whoever changes it has it before their eyes.
async fn stage(conn: &mut Conn, asked: &StageDetails) -> anyhow::Result<StageDetails> {
    let deal = moving::deal(conn, asked.deal).await?;
    let (all, now) = moving::of_deal(conn, &deal).await?;
    let stage = all.iter().find(|stage| stage.id == asked.stage);
    let stage = stage.ok_or_else(|| ApiError::new(Code::Invalid, text::stage_is_gone()).on("stage"))?;
    if deal.stage() == Some(stage.id) {
        return Err(ApiError::new(Code::Invalid, text::deal_stands_there(&stage.name)).on("stage").into());
    }
    Ok(moving::details(&deal, stage, now.as_ref()))
}
