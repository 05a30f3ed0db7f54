//! Drafts whose words only the window has: which of them are worth trying again, and which words are the newest.

use super::Form;
use api::{ApiError, Code, ItemId};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held(BTreeMap<ItemId, Form>);

impl Held {
    /// Whether what was refused so may be taken later as it is: a full disk, a busy file, an engine that was not reached.
    pub fn is_worth(error: &ApiError) -> bool {
        matches!(error.code, Code::Unavailable | Code::Internal)
    }

    /// Holds this until it is let go of, in the place of what was held of the item.
    pub fn hold(&mut self, form: Form) {
        self.0.insert(form.item, form);
    }

    /// More was typed. An item of which nothing is held is none the wiser.
    pub fn renew(&mut self, form: &Form) {
        if let Some(held) = self.0.get_mut(&form.item) {
            held.clone_from(form);
        }
    }

    /// These words were taken. Newer ones are held on.
    pub fn let_go(&mut self, form: &Form) {
        if self.of(form.item).is_some_and(|held| held.fields == form.fields) {
            self.0.remove(&form.item);
        }
    }

    pub fn of(&self, item: ItemId) -> Option<&Form> {
        self.0.get(&item)
    }

    pub fn first(&self) -> Option<&Form> {
        self.0.values().next()
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::draft;
    use super::*;

    fn typed(item: i64, body: &str) -> Form {
        let mut form = Form::of(ItemId(item), &draft(1, "Hi"));
        form.fields.body = body.to_owned();
        form
    }

    #[test]
    fn what_could_not_be_kept_is_held_until_it_is() {
        let mut held = Held::default();
        held.hold(typed(1, "Hi Ines"));
        held.hold(typed(2, "Hi Omar"));
        assert_eq!(held.first(), Some(&typed(1, "Hi Ines")));
        held.let_go(&typed(1, "Hi Ines"));
        assert_eq!((held.of(ItemId(1)), held.first()), (None, Some(&typed(2, "Hi Omar"))));
    }

    #[test]
    fn newer_words_are_never_lost_to_older_ones() {
        let mut held = Held::default();
        held.renew(&typed(1, "Hi"));
        assert_eq!(held.first(), None);
        held.hold(typed(1, "Hi I"));
        held.renew(&typed(1, "Hi Ines"));
        // What was sent before comes back as taken.
        held.let_go(&typed(1, "Hi I"));
        assert_eq!(held.of(ItemId(1)), Some(&typed(1, "Hi Ines")));
    }

    #[test]
    fn only_what_can_be_taken_later_is_held() {
        let is_worth = |code| Held::is_worth(&ApiError::new(code, "It is as it is."));
        assert!(is_worth(Code::Unavailable) && is_worth(Code::Internal));
        assert!(!is_worth(Code::Invalid) && !is_worth(Code::NotFound) && !is_worth(Code::Conflict));
    }
}
