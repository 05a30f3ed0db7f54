//! What stands on the screen People about deals: their list, their board, their card.

use super::{count, quoted};
use crate::DealEnd;

pub fn deals_tab() -> String {
    "Deals".to_owned()
}

pub fn find_deals() -> String {
    "Find by name, company or person".to_owned()
}

pub fn n_deals(n: u64, has_more: bool) -> String {
    let deals = count(n, "deal", "deals");
    if has_more { format!("more than {deals}") } else { deals }
}

pub fn no_deal_yet() -> String {
    "No deal here. Those of a CRM appear once it is connected; your own you add:".to_owned()
}

pub fn no_deal_found(typed: &str) -> String {
    format!("No deal is found by {}. Esc shows all of them again.", quoted(typed))
}

/// A deal by its name, which may be empty.
pub fn deal_called(name: &str) -> String {
    if name.is_empty() { "(no name)".to_owned() } else { name.to_owned() }
}

pub fn which_deals() -> String {
    "Which deals".to_owned()
}

pub fn open_deals() -> String {
    "Open".to_owned()
}

pub fn closed_deals() -> String {
    "Won and lost".to_owned()
}

pub fn all_deals() -> String {
    "All".to_owned()
}

pub fn pipeline_label() -> String {
    "Pipeline".to_owned()
}

pub fn all_pipelines() -> String {
    "All pipelines".to_owned()
}

/// A pipeline, with where it is kept where that is a CRM: None for the operator's own.
pub fn pipeline_called(name: &str, crm: Option<&str>) -> String {
    crm.map_or_else(|| name.to_owned(), |crm| format!("{name}, {crm}"))
}

pub fn edit_stages() -> String {
    "Stages".to_owned()
}

pub fn deals_as() -> String {
    "How deals are shown".to_owned()
}

pub fn as_list() -> String {
    "List".to_owned()
}

pub fn as_board() -> String {
    "Board".to_owned()
}

/// Under a board on which not all deals have room.
pub fn board_is_cut(n: u64) -> String {
    format!("The {n} deals that changed last are shown. The others are found by name, or in the list.")
}

/// On a card: the day by which a deal is to be decided, as in `27 Nov`.
pub fn closes_on(day: &str) -> String {
    format!("by {day}")
}

pub fn stages_label() -> String {
    "Stages".to_owned()
}

pub fn deal_stage_label() -> String {
    "Stage".to_owned()
}

pub fn stands_in_stage(stage: &str) -> String {
    format!("It stands in {stage}")
}

pub fn move_to_stage(stage: &str) -> String {
    format!("Move it to {stage}")
}

pub fn amount_label() -> String {
    "Amount".to_owned()
}

pub fn no_amount() -> String {
    "not said".to_owned()
}

pub fn currency_label() -> String {
    "Currency".to_owned()
}

pub fn amount_not_understood() -> String {
    "This is no amount. Write it as in 48,000 or 48000.50.".to_owned()
}

pub fn closes_label() -> String {
    "Closes".to_owned()
}

pub fn closes_field() -> String {
    "To be decided by: fri, 18 Dec, 2w".to_owned()
}

pub fn no_date() -> String {
    "no day".to_owned()
}

pub fn date_not_understood() -> String {
    "This is no day to come. Write it as in fri, 18 Dec or 2w.".to_owned()
}

pub fn owner_label() -> String {
    "Owner".to_owned()
}

pub fn touched_label() -> String {
    "Last touch".to_owned()
}

pub fn kept_in(crm: &str) -> String {
    format!("kept in {crm}")
}

/// On the card of somebody or something that a CRM knows.
pub fn known_in(crm: &str) -> String {
    format!("Known in {crm}")
}

/// On the button that shows a record where a CRM keeps it, in the browser.
pub fn open_in_crm() -> String {
    "Open in HubSpot".to_owned()
}

pub fn kept_in_crm(crm: &str) -> String {
    format!("Kept in {crm}. To move it here opens an item; once you approve that, it is moved there.")
}

pub fn nobody_in_deal() -> String {
    "Nobody has a part in it yet".to_owned()
}

pub fn said_deal_moved(deal: &str, stage: &str) -> String {
    format!("Now in {stage}: {deal}")
}

pub fn said_deal_to_be_moved(deal: &str, stage: &str) -> String {
    format!("Waits in the queue for your approval: {deal} to {stage}")
}

pub fn history_title() -> String {
    "History".to_owned()
}

pub fn n_changes(n: u64) -> String {
    count(n, "change", "changes")
}

pub fn by_you() -> String {
    "you, from here".to_owned()
}

/// The stages that a new pipeline begins with.
pub fn first_stages() -> [(String, Option<DealEnd>); 4] {
    let open = |name: &str| (name.to_owned(), None);
    [open("First talk"), open("Offer"), ("Won".to_owned(), Some(DealEnd::Won)), ("Lost".to_owned(), Some(DealEnd::Lost))]
}

pub fn new_pipeline() -> String {
    "Another pipeline".to_owned()
}

pub fn add_stage() -> String {
    "Add a stage".to_owned()
}

pub fn stage_ends_label() -> String {
    "What a deal in it is".to_owned()
}

pub fn stage_open() -> String {
    "open".to_owned()
}

pub fn stage_won() -> String {
    "won".to_owned()
}

pub fn stage_lost() -> String {
    "lost".to_owned()
}

pub fn stage_up(stage: &str) -> String {
    format!("Move {stage} up")
}

pub fn stage_down(stage: &str) -> String {
    format!("Move {stage} down")
}

pub fn stage_remove(stage: &str) -> String {
    format!("Put {stage} away")
}

pub fn stage_has_deals(n: u64) -> String {
    format!("{} in it: move them first", count(n, "deal stands", "deals stand"))
}

/// Over the deal that an item is about.
pub fn deal_title() -> String {
    "Deal".to_owned()
}

pub fn deals_with_them() -> String {
    "Open deals with them".to_owned()
}
