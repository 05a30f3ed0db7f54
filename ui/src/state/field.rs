//! One value of the operator's as it stands in a field: what is stored, what is typed over it, and why it was refused.
//!
//! Must never take away what is being typed: neither a refusal nor another process does.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    typed: String,
    /// None until it was read.
    stored: Option<String>,
    /// What is on its way to the engine.
    sent: Option<String>,
    error: Option<String>,
    /// What was refused; it is not asked again until something else is typed.
    refused: Option<String>,
}

impl Field {
    /// What stands in the field.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What is stored, as far as it is known.
    pub fn stored(&self) -> &str {
        self.stored.as_deref().unwrap_or_default()
    }

    /// Why what stands in the field is not stored.
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    pub fn is_changed(&self) -> bool {
        self.stored.as_ref().is_some_and(|stored| *stored != self.typed)
    }

    pub fn type_on(&mut self, typed: String) {
        if typed != self.typed {
            self.error = None;
        }
        self.typed = typed;
    }

    /// What the engine says is stored, whoever stored it. It stands in the field unless something is typed there.
    pub fn learn(&mut self, stored: String) {
        if self.stored.is_none() || !self.is_changed() {
            self.typed.clone_from(&stored);
            self.error = None;
        }
        self.stored = Some(stored);
    }

    /// The field is left: what is to be stored now, if anything is.
    pub fn leave(&mut self) -> Option<String> {
        let is_new = self.is_changed() && self.sent.is_none() && self.refused.as_ref() != Some(&self.typed);
        if !is_new {
            return None;
        }
        self.sent = Some(self.typed.clone());
        self.sent.clone()
    }

    /// What became of what was sent: it is stored, maybe in other words, or it was refused. Answers whether something else was
    /// typed meanwhile, which is then to be stored.
    pub fn answered(&mut self, answer: Result<String, String>) -> bool {
        let sent = self.sent.take();
        let is_same = sent.as_ref() == Some(&self.typed);
        match answer {
            Ok(stored) => {
                if is_same {
                    self.typed.clone_from(&stored);
                    self.error = None;
                }
                self.refused = None;
                self.stored = Some(stored);
            }
            Err(words) => {
                self.refused = sent;
                self.error = is_same.then_some(words);
            }
        }
        !is_same
    }

    /// What was chosen was refused: what is stored stands there again, and why.
    pub fn put_back(&mut self) {
        self.typed = self.stored().to_owned();
        self.refused = None;
    }

    /// Back to what is stored.
    pub fn revert(&mut self) {
        self.typed = self.stored().to_owned();
        self.error = None;
        self.refused = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(stored: &str) -> Field {
        let mut field = Field::default();
        field.learn(stored.to_owned());
        field
    }

    #[test]
    fn what_is_typed_is_stored_once_as_the_field_is_left() {
        let mut name = field("Dana");
        assert_eq!(name.leave(), None);
        name.type_on("Dana Reyes ".to_owned());
        assert_eq!(name.leave().as_deref(), Some("Dana Reyes "));
        assert_eq!(name.leave(), None, "it is on its way");
        assert!(!name.answered(Ok("Dana Reyes".to_owned())));
        assert_eq!((name.typed(), name.is_changed()), ("Dana Reyes", false));
        assert_eq!(name.leave(), None);
    }

    #[test]
    fn a_refusal_keeps_what_was_typed_and_says_why() {
        let mut zone = field("Europe/Lisbon");
        zone.type_on("Lisbon".to_owned());
        zone.leave();
        zone.answered(Err("That is no time zone.".to_owned()));
        assert_eq!((zone.typed(), zone.error(), zone.stored()), ("Lisbon", Some("That is no time zone."), "Europe/Lisbon"));
        assert_eq!(zone.leave(), None, "the same is not asked twice");
        zone.type_on("Europe/Madrid".to_owned());
        assert_eq!(zone.error(), None);
        assert_eq!(zone.leave().as_deref(), Some("Europe/Madrid"));
    }

    #[test]
    fn another_process_does_not_overwrite_what_is_being_typed() {
        let mut name = field("Dana");
        name.learn("Dana R".to_owned());
        assert_eq!(name.typed(), "Dana R");
        name.type_on("Dana Rey".to_owned());
        name.learn("D. Reyes".to_owned());
        assert_eq!((name.typed(), name.stored()), ("Dana Rey", "D. Reyes"));
        name.revert();
        assert_eq!(name.typed(), "D. Reyes");
    }

    #[test]
    fn what_is_typed_while_it_is_stored_stays_and_is_stored_next() {
        let mut name = field("");
        name.type_on("D".to_owned());
        name.leave();
        name.type_on("Da".to_owned());
        assert!(name.answered(Ok("D".to_owned())));
        assert_eq!(name.typed(), "Da");
        assert_eq!(name.leave().as_deref(), Some("Da"));
    }

    #[test]
    fn a_choice_that_is_refused_shows_what_is_stored_and_why() {
        let mut practice = field("true");
        practice.type_on("false".to_owned());
        practice.leave();
        practice.answered(Err("The disk is full.".to_owned()));
        practice.put_back();
        assert_eq!((practice.typed(), practice.error()), ("true", Some("The disk is full.")));
        practice.type_on("false".to_owned());
        assert_eq!(practice.leave().as_deref(), Some("false"), "it can be tried again");
    }

    #[test]
    fn nothing_is_stored_before_it_is_known_what_stands_there() {
        let mut name = Field::default();
        name.type_on("x".to_owned());
        assert_eq!(name.leave(), None);
    }
}
