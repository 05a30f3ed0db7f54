//! The languages that drafts are written in.

/// A language that a mail is read and a draft is written in. Whoever writes in another is answered in English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
}

impl Language {
    pub const ALL: &[Self] = &[Self::English, Self::German, Self::French, Self::Spanish];
}
