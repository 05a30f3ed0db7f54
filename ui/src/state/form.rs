//! A draft as it is being typed: the fields, and what of them is not stored yet.

use super::addresses::{list, split};
use api::{Draft, EditDraft, ItemId, KeepDraft, KeptDraft};

/// The fields as they stand in the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    pub to: String,
    pub cc: String,
    pub bcc: String,
    pub subject: String,
    pub body: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub item: ItemId,
    /// The revision that the fields began as.
    pub revision: u32,
    pub fields: Fields,
    /// What is typed of a meeting and was not taken yet.
    pub meeting: TypedMeeting,
    stored: Fields,
}

/// When and where a meeting is to be, as it is typed: a time that is understood and a place that is left are stored at once, and stand
/// here no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedMeeting {
    pub when: String,
    pub place: Option<String>,
}

impl Form {
    pub fn of(item: ItemId, draft: &Draft) -> Self {
        let fields = Fields {
            to: list(&draft.to),
            cc: list(&draft.cc),
            bcc: list(&draft.bcc),
            subject: draft.subject.clone(),
            body: draft.body.clone(),
        };
        Self { item, revision: draft.revision, stored: fields.clone(), fields, meeting: TypedMeeting::default() }
    }

    /// The same, with what was typed over it before and not stored, as after a crash.
    #[must_use]
    pub fn with_kept(mut self, kept: Option<&KeptDraft>) -> Self {
        if let Some(kept) = kept {
            let KeptDraft { to, cc, bcc, subject, body, when, place, .. } = kept.clone();
            self.fields = Fields { to, cc, bcc, subject, body };
            self.meeting = TypedMeeting { when, place };
        }
        self
    }

    /// What is to survive although it is not stored yet.
    pub fn to_keep(&self) -> KeepDraft {
        let Fields { to, cc, bcc, subject, body } = self.fields.clone();
        let TypedMeeting { when, place } = self.meeting.clone();
        KeepDraft { item: self.item, revision: self.revision, to, cc, bcc, subject, body, when, place }
    }

    /// Whether anything stands here that is not stored, also of a meeting.
    pub fn is_typed(&self) -> bool {
        self.is_changed() || self.meeting != TypedMeeting::default()
    }

    pub fn is_changed(&self) -> bool {
        self.fields != self.stored
    }

    /// A newer revision of the same draft: it takes the place of what stands in the fields, unless something is typed there.
    pub fn learn(&mut self, draft: &Draft) {
        let newer = Self { meeting: self.meeting.clone(), ..Self::of(self.item, draft) };
        // What was typed may be what is stored now.
        if !self.is_changed() || draft.revision != self.revision && newer.fields == self.fields {
            *self = newer;
        }
    }

    /// What was sent is stored, maybe in other words: the engine trims. It stands in the fields unless more was typed since.
    pub fn learn_stored(&mut self, sent: &Self, draft: &Draft) {
        if self.fields == sent.fields && self.item == sent.item && self.revision == sent.revision {
            *self = Self { meeting: self.meeting.clone(), ..Self::of(self.item, draft) };
        }
    }

    /// What is to be stored: the fields that changed; none where nothing did.
    pub fn changes(&self) -> Option<EditDraft> {
        let changed = |now: &String, before: &String| (now != before).then(|| now.clone());
        let addresses = |now: &String, before: &String| changed(now, before).map(|list| split(&list));
        self.is_changed().then(|| EditDraft {
            item: self.item,
            subject: changed(&self.fields.subject, &self.stored.subject),
            body: changed(&self.fields.body, &self.stored.body),
            to: addresses(&self.fields.to, &self.stored.to),
            cc: addresses(&self.fields.cc, &self.stored.cc),
            bcc: addresses(&self.fields.bcc, &self.stored.bcc),
            details: None,
        })
    }
}

/// Where the first words in square brackets stand, as the browser counts, in units of UTF-16: what a draft leaves to be filled
/// in.
pub fn placeholder(text: &str) -> Option<(u32, u32)> {
    let (before, rest) = text.split_once('[')?;
    let (words, _) = rest.split_once(']').filter(|(words, _)| !words.contains('\n') && !words.is_empty())?;
    let start = units(before);
    Some((start, start + units(words) + 2))
}

/// A text with another put in the place of what is selected, and where the cursor stands then. Places are as the browser counts,
/// in units of UTF-16; one in the middle of a character is that character's end.
pub fn inserted(text: &str, selected: (u32, u32), new: &str) -> (String, u32) {
    let (start, end) = (byte_at(text, selected.0), byte_at(text, selected.1.max(selected.0)));
    let (before, after) = (text.get(..start).unwrap_or(text), text.get(end..).unwrap_or_default());
    let whole = format!("{before}{new}{after}");
    (whole, units(before).saturating_add(units(new)))
}

/// The byte at which a place stands that is given in units of UTF-16.
pub fn byte_at(text: &str, place: u32) -> usize {
    let mut met = 0_u32;
    for (at, c) in text.char_indices() {
        if met >= place {
            return at;
        }
        met += c.len_utf16() as u32;
    }
    text.len()
}

/// How long a text is as the browser counts.
pub fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use api::{Author, PutBy, Recipient, Time};

    pub(crate) fn draft(revision: u32, body: &str) -> Draft {
        Draft {
            revision,
            author: Author::Agent,
            agent: Some("reply".to_owned()),
            from: None,
            to: vec![Recipient {
                name: "Duarte, Ines".to_owned(),
                address: "ines@brightloom.example".to_owned(),
                put_by: PutBy::Item,
            }],
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: "Re: Seats".to_owned(),
            body: body.to_owned(),
            details: None,
            signature: String::new(),
            quoted: String::new(),
            claims: Vec::new(),
            holds: Vec::new(),
            offered_revision: None,
            made_at: Time(0),
        }
    }

    #[test]
    fn only_what_was_typed_is_stored() {
        let mut form = Form::of(ItemId(1), &draft(1, "Hi"));
        assert!(form.changes().is_none());
        form.fields.body = "Hi Ines".to_owned();
        let edit = form.changes().unwrap();
        assert_eq!((edit.body.as_deref(), edit.subject, edit.to, edit.cc), (Some("Hi Ines"), None, None, None));
    }

    #[test]
    fn a_redraft_does_not_take_away_what_is_being_typed() {
        let mut form = Form::of(ItemId(1), &draft(1, "Hi"));
        form.fields.body = "Hi Ines".to_owned();
        form.learn(&draft(2, "Dear Ines"));
        assert_eq!((form.fields.body.as_str(), form.revision), ("Hi Ines", 1));
        // Stored as typed: the fields are of that revision now.
        form.learn(&draft(3, "Hi Ines"));
        assert_eq!((form.is_changed(), form.revision), (false, 3));
        form.learn(&draft(4, "Dear Ines"));
        assert_eq!(form.fields.body, "Dear Ines");
    }

    #[test]
    fn what_was_typed_before_a_crash_stands_in_the_fields_again() {
        let mut form = Form::of(ItemId(1), &draft(1, "Hi"));
        form.fields.body = "Hi In".to_owned();
        form.meeting = TypedMeeting { when: "tue 10:0".to_owned(), place: Some("Roo".to_owned()) };
        let KeepDraft { revision, to, cc, bcc, subject, body, when, place, .. } = form.to_keep();
        let kept = KeptDraft { revision, to, cc, bcc, subject, body, when, place, kept_at: Time(0) };
        let again = Form::of(ItemId(1), &draft(1, "Hi")).with_kept(Some(&kept));
        assert_eq!(again, form);
        assert!(again.is_changed() && !Form::of(ItemId(1), &draft(1, "Hi")).with_kept(None).is_changed());
    }

    #[test]
    fn what_is_typed_of_a_meeting_is_kept_and_no_change_of_the_draft() {
        let mut form = Form::of(ItemId(1), &draft(1, "Hi"));
        form.meeting.when = "tue".to_owned();
        assert!(form.is_typed() && !form.is_changed() && form.changes().is_none(), "it can be approved all the same");
        form.learn(&draft(2, "Dear Ines"));
        assert_eq!((form.fields.body.as_str(), form.meeting.when.as_str(), form.revision), ("Dear Ines", "tue", 2));
    }

    #[test]
    fn what_was_sent_counts_as_stored_although_the_engine_trims_it() {
        let mut form = Form::of(ItemId(1), &draft(1, "Hi"));
        form.fields.body = "Hi Ines ".to_owned();
        let sent = form.clone();
        form.learn_stored(&sent, &draft(2, "Hi Ines"));
        assert_eq!((form.fields.body.as_str(), form.is_changed(), form.revision), ("Hi Ines", false, 2));

        form.fields.body = "More".to_owned();
        let before = form.clone();
        form.learn_stored(&sent, &draft(3, "Hi Ines"));
        assert_eq!(form, before);
    }

    #[test]
    fn what_is_to_be_filled_in_is_found_as_the_browser_counts() {
        assert_eq!(placeholder("Hi 👋 Ines, [your answer] Dana"), Some((12, 25)));
        for text in ["", "nothing", "[]", "[open", "[two\nlines]", "a ] b ["] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_is_put_where_the_cursor_stands() {
        assert_eq!(inserted("Hi 👋 Ines", (5, 6), " dear "), ("Hi 👋 dear Ines".to_owned(), 11));
        assert_eq!(inserted("Hi", (2, 2), "!"), ("Hi!".to_owned(), 3));
        // Past the end, backwards, or within a character: nothing is lost but what is selected.
        assert_eq!(inserted("Hi", (9, 1), "!"), ("Hi!".to_owned(), 3));
        assert_eq!(inserted("👋", (1, 1), "x"), ("👋x".to_owned(), 3));
    }

    #[test]
    fn addresses_come_back_as_they_were_written() {
        let form = Form::of(ItemId(1), &draft(1, "Hi"));
        assert_eq!(form.fields.to, "\"Duarte, Ines\" <ines@brightloom.example>");
        assert_eq!(split(&form.fields.to).len(), 1);
    }
}
