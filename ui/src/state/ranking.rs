//! The ranked list as the operator works through it: where they are, what is selected, and what has left under their hands.
//!
//! The engine ranks; this only remembers. What a decision takes away is gone at once, before the engine has answered, and comes
//! back where it refuses.

use api::{ItemId, ItemView};
use std::collections::{BTreeSet, HashMap, HashSet};

/// More lines than this are forgotten, the ones furthest from what is seen first.
const LINES_KEPT: usize = 2_000;

#[derive(Clone, Debug, Default)]
pub struct Ranking {
    ids: Vec<ItemId>,
    /// Where each stands.
    places: HashMap<ItemId, usize>,
    lines: HashMap<ItemId, ItemView>,
    cursor: Option<ItemId>,
    /// Where the cursor stood when it was last set, for when its item leaves.
    cursor_at: usize,
    selected: BTreeSet<ItemId>,
    /// Asked for by name although it may not stand in this list: the cursor stays on it.
    guest: Option<ItemId>,
    /// Decided about here, and not yet known to have left there.
    leaving: HashSet<ItemId>,
}

impl Ranking {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn id(&self, at: usize) -> Option<ItemId> {
        self.ids.get(at).copied()
    }

    pub fn line(&self, id: ItemId) -> Option<&ItemView> {
        self.lines.get(&id)
    }

    pub fn cursor(&self) -> Option<ItemId> {
        self.cursor
    }

    /// Where the cursor stands in the list.
    pub fn position(&self) -> Option<usize> {
        self.position_of(self.cursor?)
    }

    /// Where an item stands in the list.
    pub fn position_of(&self, id: ItemId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    pub fn is_selected(&self, id: ItemId) -> bool {
        self.selected.contains(&id)
    }

    /// What a decision is about: what is selected, else the item under the cursor.
    pub fn chosen(&self) -> Vec<ItemId> {
        if self.selected.is_empty() { self.cursor.into_iter().collect() } else { self.in_order(&self.selected) }
    }

    pub fn n_selected(&self) -> usize {
        self.selected.len()
    }

    fn in_order(&self, chosen: &BTreeSet<ItemId>) -> Vec<ItemId> {
        self.ids.iter().copied().filter(|id| chosen.contains(id)).collect()
    }

    /// The list as the engine ranks it now. The cursor stays on its item; where that has left, it goes to what took its place.
    pub fn learn(&mut self, ids: Vec<ItemId>) {
        let there: HashSet<ItemId> = ids.iter().copied().collect();
        self.leaving.retain(|id| there.contains(id));
        self.ids = ids;
        self.ids.retain(|id| !self.leaving.contains(id));
        self.selected.retain(|id| there.contains(id));
        self.lines.retain(|id, _| there.contains(id));
        self.settle_cursor();
    }

    /// Lines that were asked for.
    pub fn learn_lines(&mut self, lines: Vec<ItemView>, seen: std::ops::Range<usize>) {
        self.lines.extend(lines.into_iter().map(|line| (line.id, line)));
        if self.lines.len() > LINES_KEPT {
            let near = seen.start.saturating_sub(LINES_KEPT / 4)..seen.end + LINES_KEPT / 4;
            let near: HashSet<ItemId> =
                self.ids.get(near.start..near.end.min(self.ids.len())).unwrap_or_default().iter().copied().collect();
            self.lines.retain(|id, _| near.contains(id));
        }
    }

    /// What is seen and not known yet.
    pub fn missing(&self, seen: std::ops::Range<usize>) -> Vec<ItemId> {
        self.within(seen).into_iter().filter(|id| !self.lines.contains_key(id)).collect()
    }

    /// What stands in these rows.
    pub fn within(&self, seen: std::ops::Range<usize>) -> Vec<ItemId> {
        let end = seen.end.min(self.ids.len());
        self.ids.get(seen.start.min(end)..end).unwrap_or_default().to_vec()
    }

    pub fn go_to(&mut self, id: ItemId) {
        self.cursor = Some(id);
        self.cursor_at = self.position().unwrap_or(self.cursor_at);
    }

    /// Goes to an item that was named elsewhere, whether or not it stands in this list.
    pub fn visit(&mut self, id: ItemId) {
        self.guest = Some(id);
        self.go_to(id);
    }

    /// Other items are to be listed: where the cursor's is not among them, the cursor begins at the top.
    pub fn begin_at_top(&mut self) {
        self.cursor_at = 0;
    }

    /// Steps down, or up where `by` is negative, and no further than the ends.
    pub fn step(&mut self, by: isize) {
        let last = self.ids.len().saturating_sub(1);
        let at = match self.position() {
            Some(at) => at.saturating_add_signed(by).min(last),
            // From an item that is not in the list, back to where one was.
            None => self.cursor_at.min(last),
        };
        self.set(at);
    }

    /// Steps and takes both ends into the selection.
    pub fn extend(&mut self, by: isize) {
        self.selected.extend(self.cursor);
        self.step(by);
        self.selected.extend(self.cursor);
    }

    /// Takes all from the cursor to this item into the selection, and goes there.
    pub fn extend_to(&mut self, id: ItemId) {
        let Some(to) = self.position_of(id) else { return };
        let from = self.position().unwrap_or(to);
        self.selected.extend(self.within(from.min(to)..from.max(to) + 1));
        self.go_to(id);
    }

    pub fn toggle_selection(&mut self) {
        if let Some(cursor) = self.cursor
            && !self.selected.remove(&cursor)
        {
            self.selected.insert(cursor);
        }
    }

    pub fn select_all(&mut self) {
        if self.selected.len() == self.ids.len() {
            self.selected.clear();
        } else {
            self.selected = self.ids.iter().copied().collect();
        }
    }

    pub fn unselect(&mut self) {
        self.selected.clear();
    }

    /// The operator decided: these leave now, and the cursor goes to what comes next.
    pub fn leave(&mut self, gone: &[ItemId]) {
        let before = self.position().unwrap_or(self.cursor_at);
        // A list of all may be selected, so each is looked up, not searched for.
        let gone: HashSet<ItemId> = gone.iter().copied().collect();
        let n_above = self.ids.iter().take(before).filter(|id| gone.contains(id)).count();
        self.ids.retain(|id| !gone.contains(id));
        self.selected.retain(|id| !gone.contains(id));
        self.guest = self.guest.filter(|id| !gone.contains(id));
        self.leaving.extend(gone);
        self.cursor_at = before - n_above;
        self.settle_cursor();
    }

    /// The engine refused: they are to be listed again at the next reading.
    pub fn stay(&mut self, ids: &[ItemId]) {
        for id in ids {
            self.leaving.remove(id);
        }
    }

    /// A decision was taken back: all that left since may be listed again.
    pub fn stay_all(&mut self) {
        self.leaving.clear();
    }

    /// The operator was elsewhere and comes back to the list. The cursor and its place are kept; what was selected is forgotten,
    /// and what was decided may have been taken back there.
    pub fn come_back(&mut self) {
        self.unselect();
        self.stay_all();
    }

    /// What is likely to be opened next: the one below the cursor, and the one above.
    pub fn neighbours(&self) -> Vec<ItemId> {
        let Some(at) = self.position() else { return Vec::new() };
        [Some(at + 1), at.checked_sub(1)].into_iter().flatten().filter_map(|at| self.id(at)).collect()
    }

    fn set(&mut self, at: usize) {
        self.cursor = self.ids.get(at).copied();
        self.cursor_at = at;
    }

    fn settle_cursor(&mut self) {
        self.places = self.ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        match self.position() {
            Some(at) => self.cursor_at = at,
            None if self.cursor.is_some() && self.cursor == self.guest => {}
            None => self.set(self.cursor_at.min(self.ids.len().saturating_sub(1))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(all: &[i64]) -> Vec<ItemId> {
        all.iter().copied().map(ItemId).collect()
    }

    fn at(cursor: i64) -> Ranking {
        let mut ranking = Ranking::default();
        ranking.learn(ids(&[1, 2, 3, 4, 5]));
        ranking.go_to(ItemId(cursor));
        ranking
    }

    #[test]
    fn the_cursor_begins_at_the_top_and_stops_at_the_ends() {
        let mut ranking = Ranking::default();
        assert_eq!(ranking.cursor(), None);
        ranking.learn(ids(&[1, 2]));
        assert_eq!(ranking.cursor(), Some(ItemId(1)));
        ranking.step(-1);
        assert_eq!(ranking.cursor(), Some(ItemId(1)));
        ranking.step(7);
        assert_eq!(ranking.cursor(), Some(ItemId(2)));
    }

    #[test]
    fn the_cursor_stays_on_its_item_when_the_order_changes() {
        let mut ranking = at(3);
        ranking.learn(ids(&[3, 5, 1]));
        assert_eq!((ranking.cursor(), ranking.position()), (Some(ItemId(3)), Some(0)));
    }

    #[test]
    fn what_is_decided_leaves_at_once_and_the_next_takes_its_place() {
        let mut ranking = at(3);
        ranking.leave(&ids(&[3]));
        assert_eq!(ranking.cursor(), Some(ItemId(4)));
        // A reading from before the decision does not bring it back.
        ranking.learn(ids(&[1, 2, 3, 4, 5]));
        assert_eq!((ranking.cursor(), ranking.len()), (Some(ItemId(4)), 4));
        // Once it has left there, it may come back, as by an undo.
        ranking.learn(ids(&[1, 2, 4, 5]));
        ranking.learn(ids(&[1, 2, 3, 4, 5]));
        assert_eq!(ranking.len(), 5);
    }

    #[test]
    fn the_last_one_leaves_the_cursor_on_the_one_above() {
        let mut ranking = at(5);
        ranking.leave(&ids(&[5]));
        assert_eq!(ranking.cursor(), Some(ItemId(4)));
        ranking.leave(&ids(&[1, 2, 3, 4]));
        assert_eq!((ranking.cursor(), ranking.len()), (None, 0));
    }

    #[test]
    fn what_the_engine_refuses_is_listed_again() {
        let mut ranking = at(3);
        ranking.leave(&ids(&[3]));
        ranking.stay(&ids(&[3]));
        ranking.learn(ids(&[1, 2, 3, 4, 5]));
        assert_eq!(ranking.len(), 5);
    }

    #[test]
    fn a_decision_is_about_the_selection_or_else_the_cursor() {
        let mut ranking = at(2);
        assert_eq!(ranking.chosen(), ids(&[2]));
        ranking.extend(1);
        ranking.extend(1);
        assert_eq!(ranking.chosen(), ids(&[2, 3, 4]));
        ranking.leave(&ids(&[2, 3, 4]));
        assert_eq!((ranking.chosen(), ranking.n_selected()), (ids(&[5]), 0));
        ranking.select_all();
        assert_eq!(ranking.chosen(), ids(&[1, 5]));
        ranking.select_all();
        assert_eq!(ranking.n_selected(), 0);
    }

    #[test]
    fn only_what_is_seen_is_asked_for() {
        let ranking = at(1);
        assert_eq!(ranking.missing(1..3), ids(&[2, 3]));
        assert_eq!(ranking.missing(4..40), ids(&[5]));
        assert_eq!(ranking.missing(40..50), ids(&[]));
    }

    #[test]
    fn the_neighbours_of_the_cursor_are_what_may_be_opened_next() {
        assert_eq!(at(1).neighbours(), ids(&[2]));
        assert_eq!(at(3).neighbours(), ids(&[4, 2]));
    }

    #[test]
    fn an_item_that_was_named_elsewhere_keeps_the_cursor_although_it_is_not_listed() {
        let mut ranking = Ranking::default();
        ranking.visit(ItemId(9));
        ranking.learn(ids(&[1, 2, 3]));
        assert_eq!((ranking.cursor(), ranking.position()), (Some(ItemId(9)), None));
        ranking.step(1);
        assert_eq!(ranking.cursor(), Some(ItemId(1)));
        ranking.visit(ItemId(9));
        ranking.leave(&ids(&[9]));
        assert_eq!(ranking.cursor(), Some(ItemId(1)));
    }

    #[test]
    fn whoever_comes_back_finds_the_cursor_where_it_was_and_what_was_taken_back() {
        let mut ranking = at(3);
        ranking.leave(&ids(&[1]));
        ranking.toggle_selection();
        ranking.come_back();
        ranking.learn(ids(&[5, 4, 3, 2, 1]));
        assert_eq!((ranking.cursor(), ranking.position(), ranking.len()), (Some(ItemId(3)), Some(2), 5));
        assert_eq!(ranking.n_selected(), 0);
        // What stood under the cursor is gone by then: the cursor goes to what took its place.
        ranking.come_back();
        ranking.learn(ids(&[5, 4, 2, 1]));
        assert_eq!(ranking.cursor(), Some(ItemId(2)));
    }

    #[test]
    fn a_range_is_selected_from_the_cursor_in_either_direction() {
        let mut ranking = at(4);
        ranking.extend_to(ItemId(2));
        assert_eq!((ranking.chosen(), ranking.cursor()), (ids(&[2, 3, 4]), Some(ItemId(2))));
        ranking.extend_to(ItemId(77));
        assert_eq!(ranking.n_selected(), 3);
    }

    #[test]
    fn an_undo_brings_back_all_that_left() {
        let mut ranking = at(1);
        ranking.leave(&ids(&[1, 2, 3]));
        ranking.stay_all();
        ranking.learn(ids(&[1, 2, 3, 4, 5]));
        assert_eq!(ranking.len(), 5);
    }

    #[test]
    fn a_narrower_list_begins_at_the_top_unless_the_item_is_still_there() {
        let mut ranking = at(5);
        ranking.begin_at_top();
        ranking.learn(ids(&[2, 3, 4]));
        assert_eq!(ranking.cursor(), Some(ItemId(2)));
        let mut ranking = at(5);
        ranking.begin_at_top();
        ranking.learn(ids(&[2, 5]));
        assert_eq!(ranking.cursor(), Some(ItemId(5)));
    }
}
