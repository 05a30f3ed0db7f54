//! The text of an agent's letter in each language. One that is missing does not compile.

use api::Language;

/// A template for each language, each a file of its own beside the agent.
pub struct Templates {
    pub english: &'static str,
    pub german: &'static str,
    pub french: &'static str,
    pub spanish: &'static str,
}

impl Templates {
    pub const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::German => self.german,
            Language::French => self.french,
            Language::Spanish => self.spanish,
        }
    }
}
