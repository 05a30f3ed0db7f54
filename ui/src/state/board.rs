//! Deals as a board: the open stages of a pipeline side by side, each with its deals, and what moves between them.
//!
//! Must never guess: a deal whose stage is none of the pipeline's stands in no column.

use api::{DealId, DealLine, PipelineView, StageId, StageView};

/// An open stage with those of its deals that were read, in the order of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub stage: StageView,
    pub deals: Vec<DealId>,
}

/// Whether a stage is shown: one that was put away only as long as deals stand in it.
fn is_seen(stage: &&StageView) -> bool {
    !stage.is_archived || stage.n_deals > 0
}

/// The stages in which a deal is open, in their order.
pub fn columns<'a>(pipeline: &PipelineView, deals: impl Iterator<Item = &'a DealLine> + Clone) -> Vec<Column> {
    let of = |stage: StageId| deals.clone().filter(|deal| deal.stage_id == Some(stage)).map(|deal| deal.id).collect();
    let open = pipeline.stages.iter().filter(is_seen).filter(|stage| stage.ends.is_none());
    open.map(|stage| Column { deals: of(stage.id), stage: stage.clone() }).collect()
}

/// The stages in which a deal has ended.
pub fn ends(pipeline: &PipelineView) -> Vec<StageView> {
    pipeline.stages.iter().filter(is_seen).filter(|stage| stage.ends.is_some()).cloned().collect()
}

/// Where a deal stands: its column, and its place in it.
pub fn place(columns: &[Column], deal: DealId) -> Option<(usize, usize)> {
    let within = |column: &Column| column.deals.iter().position(|other| *other == deal);
    columns.iter().enumerate().find_map(|(at, column)| within(column).map(|place| (at, place)))
}

/// The deal `down` places below this one; this one again at either end.
pub fn below(columns: &[Column], deal: DealId, down: isize) -> Option<DealId> {
    let (at, place) = place(columns, deal)?;
    let column = columns.get(at)?;
    let last = column.deals.len().saturating_sub(1);
    column.deals.get(place.saturating_add_signed(down).min(last)).copied()
}

/// The deal at the same height in the next column that has any, at most as low as its last one. None where there is no such column.
pub fn beside(columns: &[Column], deal: DealId, across: isize) -> Option<DealId> {
    let (at, place) = place(columns, deal)?;
    let mut to = at;
    loop {
        to = to.checked_add_signed(across)?;
        let column = columns.get(to)?;
        if let Some(last) = column.deals.last() {
            return Some(*column.deals.get(place).unwrap_or(last));
        }
    }
}

/// The stage beside this one to which a deal can be moved; `by` is 1 or -1. None at either end, and where the stage is not known.
pub fn neighbour(pipeline: &PipelineView, stage: Option<StageId>, by: isize) -> Option<&StageView> {
    let mut at = pipeline.stages.iter().position(|one| Some(one.id) == stage)?;
    loop {
        at = at.checked_add_signed(by)?;
        let stage = pipeline.stages.get(at)?;
        if !stage.is_archived {
            return Some(stage);
        }
    }
}

/// The pipeline with this stage.
pub fn of_stage(all: &[PipelineView], stage: Option<StageId>) -> Option<&PipelineView> {
    all.iter().find(|pipeline| pipeline.stages.iter().any(|one| Some(one.id) == stage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pipeline() -> PipelineView {
        let stage = |id: i64, name: &str, ends: Option<&str>, is_archived: bool, n_deals: u64| json!({ "id": id, "name": name, "probability": 0.5, "ends": ends, "is_archived": is_archived, "n_deals": n_deals, "worth": [] });
        let stages = [
            stage(1, "Met", None, false, 2),
            stage(2, "Old", None, true, 0),
            stage(3, "Offer", None, false, 0),
            stage(4, "Contract", None, false, 1),
            stage(5, "Won", Some("won"), false, 9),
            stage(6, "Lost", Some("lost"), false, 0),
        ];
        let kept = json!({ "connection": 1, "name": "Your own pipeline", "is_local": true });
        serde_json::from_value(json!({ "id": 1, "name": "Sales", "kept": kept, "is_archived": false, "stages": stages })).unwrap()
    }

    fn deal(id: i64, stage: Option<i64>) -> DealLine {
        let kept = json!({ "connection": 1, "name": "Your own pipeline", "is_local": true });
        serde_json::from_value(json!({
            "id": id, "name": "Seats", "stage_id": stage, "stage": "", "pipeline_id": 1, "pipeline": "Sales", "ends": null,
            "amount_cents": null, "currency": "", "owner": "", "company": null, "contacts": [], "closes_at": null,
            "touched_at": null, "changed_at": 0, "n_open": 0, "kept": kept,
        }))
        .unwrap()
    }

    fn board() -> Vec<Column> {
        columns(&pipeline(), [deal(10, Some(1)), deal(11, Some(4)), deal(12, Some(1)), deal(13, None), deal(14, Some(99))].iter())
    }

    #[test]
    fn each_open_stage_is_a_column_with_its_deals_in_the_order_of_the_list() {
        let told: Vec<(String, Vec<i64>)> =
            board().into_iter().map(|column| (column.stage.name, column.deals.iter().map(|id| id.0).collect())).collect();
        assert_eq!(told, [("Met".to_owned(), vec![10, 12]), ("Offer".to_owned(), vec![]), ("Contract".to_owned(), vec![11])]);
        let names: Vec<String> = ends(&pipeline()).into_iter().map(|stage| stage.name).collect();
        assert_eq!(names, ["Won", "Lost"]);
    }

    #[test]
    fn a_stage_that_was_put_away_is_seen_while_deals_stand_in_it() {
        let mut pipeline = pipeline();
        pipeline.stages[1].n_deals = 1;
        assert_eq!(columns(&pipeline, [deal(15, Some(2))].iter())[1].deals, [DealId(15)]);
    }

    #[test]
    fn arrows_stop_at_the_ends_and_step_over_empty_columns() {
        let board = board();
        let (first, second, far) = (DealId(10), DealId(12), DealId(11));
        assert_eq!(
            (below(&board, first, 1), below(&board, second, 1), below(&board, first, -1)),
            (Some(second), Some(second), Some(first))
        );
        assert_eq!((beside(&board, second, 1), beside(&board, far, -1)), (Some(far), Some(first)));
        assert_eq!((beside(&board, far, 1), beside(&board, first, -1), beside(&board, DealId(13), 1)), (None, None, None));
    }

    #[test]
    fn a_deal_moves_to_the_next_stage_that_is_not_put_away_and_on_to_the_end() {
        let pipeline = pipeline();
        let next = |stage: i64, by: isize| neighbour(&pipeline, Some(StageId(stage)), by).map(|stage| stage.id.0);
        assert_eq!((next(1, 1), next(3, -1), next(4, 1), next(6, 1), next(1, -1)), (Some(3), Some(1), Some(5), None, None));
        assert_eq!(neighbour(&pipeline, None, 1), None);
        assert_eq!(of_stage(&[pipeline], Some(StageId(3))).map(|pipeline| pipeline.id.0), Some(1));
    }
}
