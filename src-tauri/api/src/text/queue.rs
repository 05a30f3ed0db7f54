//! Words about many items at once.

use super::count;
use crate::ItemState;

/// More items named than one request takes.
pub fn too_many_items(limit: usize) -> String {
    format!("More than {limit} items were named. Name fewer at a time; nothing was changed.")
}

pub fn no_items_named() -> String {
    "Say which items. Nothing was changed.".to_owned()
}

/// What an undo took back: that items were woken; `n_left` went on since and stay as they are.
pub fn undid_waking_many(n_back: u64, n_left: u64) -> String {
    let are = if n_back == 1 { "is" } else { "are" };
    went_on(format!("{} {are} snoozed again.", count(n_back, "item", "items")), n_left)
}

/// What an undo took back of what was done to many items at once; `n_left` went on since and stay as they are.
pub fn undo_of_many(n_back: u64, from: ItemState, n_left: u64) -> String {
    let are = if n_back == 1 { "is" } else { "are" };
    went_on(format!("{} {are} no longer {from}.", count(n_back, "item", "items")), n_left)
}

fn went_on(back: String, n_left: u64) -> String {
    match n_left {
        0 => back,
        1 => format!("{back} 1 went on since and stays as it is."),
        _ => format!("{back} {n_left} went on since and stay as they are."),
    }
}
