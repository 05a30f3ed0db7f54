//! The stages of a pipeline while they are changed: renamed, added, ordered, put away.

use api::{DealEnd, PipelineView, StageId, WantedStage};

/// A stage as it stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Tells rows apart while they are moved.
    pub key: u32,
    /// None for a new one.
    pub id: Option<StageId>,
    pub name: String,
    pub ends: Option<DealEnd>,
    /// It may not be put away while deals stand in it.
    pub n_deals: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stages {
    rows: Vec<Row>,
    n_keys: u32,
}

impl Stages {
    /// Those of a pipeline; of a new one the few with which one begins.
    pub fn of(pipeline: Option<&PipelineView>, first: [(String, Option<DealEnd>); 4]) -> Self {
        let mut stages = Self::default();
        match pipeline {
            Some(pipeline) => {
                for stage in pipeline.stages.iter().filter(|stage| !stage.is_archived) {
                    stages.push(Some(stage.id), stage.name.clone(), stage.ends, stage.n_deals);
                }
            }
            None => first.into_iter().for_each(|(name, ends)| stages.push(None, name, ends, 0)),
        }
        stages
    }

    fn push(&mut self, id: Option<StageId>, name: String, ends: Option<DealEnd>, n_deals: u64) {
        self.n_keys += 1;
        self.rows.push(Row { key: self.n_keys, id, name, ends, n_deals });
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn row(&self, key: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// Adds one behind the last in which a deal is open. Answers its key.
    pub fn add(&mut self) -> u32 {
        self.push(None, String::new(), None, 0);
        let at = self.rows.iter().rposition(|row| row.ends.is_none() && row.key != self.n_keys).map_or(0, |at| at + 1);
        if let Some(new) = self.rows.pop() {
            self.rows.insert(at.min(self.rows.len()), new);
        }
        self.n_keys
    }

    pub fn rename(&mut self, key: u32, name: String) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.name = name;
        }
    }

    pub fn end(&mut self, key: u32, ends: Option<DealEnd>) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.ends = ends;
        }
    }

    /// Moves a stage past its neighbour: `by` is 1 or -1.
    pub fn shift(&mut self, key: u32, by: isize) {
        let Some(at) = self.rows.iter().position(|row| row.key == key) else { return };
        if let Some(to) = at.checked_add_signed(by).filter(|to| *to < self.rows.len()) {
            self.rows.swap(at, to);
        }
    }

    pub fn remove(&mut self, key: u32) {
        self.rows.retain(|row| row.key != key);
    }

    /// What the engine is asked for; the likelihoods stay as they are.
    pub fn wanted(&self) -> Vec<WantedStage> {
        let named = self.rows.iter().filter(|row| row.id.is_some() || !row.name.trim().is_empty());
        named.map(|row| WantedStage { id: row.id, name: row.name.trim().to_owned(), probability: None, ends: row.ends }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun() -> Stages {
        let open = |name: &str| (name.to_owned(), None);
        Stages::of(
            None,
            [open("Met"), open("Offer"), ("Won".to_owned(), Some(DealEnd::Won)), ("Lost".to_owned(), Some(DealEnd::Lost))],
        )
    }

    fn names(stages: &Stages) -> Vec<&str> {
        stages.rows().iter().map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn a_new_stage_stands_before_the_ends_and_counts_once_it_has_a_name() {
        let mut stages = begun();
        let key = stages.add();
        assert_eq!(names(&stages), ["Met", "Offer", "", "Won", "Lost"]);
        assert_eq!(stages.wanted().len(), 4);
        stages.rename(key, " Contract ".to_owned());
        assert_eq!(stages.wanted()[2], WantedStage { id: None, name: "Contract".to_owned(), probability: None, ends: None });
    }

    #[test]
    fn stages_are_moved_no_further_than_the_ends_and_removed() {
        let mut stages = begun();
        let first = stages.rows()[0].key;
        stages.shift(first, -1);
        stages.shift(first, 1);
        assert_eq!(names(&stages), ["Offer", "Met", "Won", "Lost"]);
        let last = stages.rows()[3].key;
        stages.shift(last, 1);
        stages.remove(first);
        stages.end(last, None);
        assert_eq!(names(&stages), ["Offer", "Won", "Lost"]);
        assert_eq!(stages.row(last).map(|row| row.ends), Some(None));
    }

    #[test]
    fn without_any_open_stage_a_new_one_is_the_first() {
        let mut stages = begun();
        let open: Vec<u32> = stages.rows().iter().filter(|row| row.ends.is_none()).map(|row| row.key).collect();
        open.into_iter().for_each(|key| stages.remove(key));
        stages.add();
        assert_eq!(names(&stages), ["", "Won", "Lost"]);
    }
}
