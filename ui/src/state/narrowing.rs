//! What of the queue is looked at, and in which order: words, a band, an order. Kept for as long as the window lives.

use api::{Band, Sort};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    pub text: String,
    pub band: Option<Band>,
    /// None is a tab's own order: by score, and what is snoozed by when it wakes.
    pub sort: Option<Sort>,
}

impl Narrowing {
    /// The orders in which the operator is offered them.
    pub const SORTS: [Option<Sort>; 4] = [None, Some(Sort::Due), Some(Sort::Newest), Some(Sort::Name)];

    /// Whether anything may be left out.
    pub fn is_narrow(&self) -> bool {
        self.words().is_some() || self.band.is_some()
    }

    /// What is looked for; none where nothing is.
    pub fn words(&self) -> Option<String> {
        Some(self.text.trim()).filter(|words| !words.is_empty()).map(str::to_owned)
    }

    /// All is looked at again; the order stays.
    pub fn widen(&mut self) {
        self.text.clear();
        self.band = None;
    }

    /// Only this band, or all again where it is the one already.
    pub fn toggle(&mut self, band: Band) {
        self.band = if self.band == Some(band) { None } else { Some(band) };
    }

    pub fn next_sort(&mut self) {
        let at = Self::SORTS.iter().position(|sort| *sort == self.sort).map_or(0, |at| at + 1);
        self.sort = Self::SORTS.get(at).copied().flatten();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_goes_round_and_stays_when_all_is_looked_at_again() {
        let mut narrowing = Narrowing::default();
        let mut met = Vec::new();
        for _ in 0..4 {
            narrowing.next_sort();
            met.push(narrowing.sort);
        }
        assert_eq!(met, [Some(Sort::Due), Some(Sort::Newest), Some(Sort::Name), None]);
        narrowing.sort = Some(Sort::Name);
        narrowing.text = "ines".to_owned();
        narrowing.widen();
        assert_eq!(narrowing, Narrowing { sort: Some(Sort::Name), ..Narrowing::default() });
    }

    #[test]
    fn blanks_alone_leave_nothing_out_and_a_band_is_let_go_by_choosing_it_again() {
        let mut narrowing = Narrowing { text: "  ".to_owned(), ..Narrowing::default() };
        assert!(!narrowing.is_narrow());
        narrowing.toggle(Band::Hot);
        assert!(narrowing.is_narrow());
        narrowing.toggle(Band::Warm);
        assert_eq!(narrowing.band, Some(Band::Warm));
        narrowing.toggle(Band::Warm);
        assert!(!narrowing.is_narrow());
    }
}
