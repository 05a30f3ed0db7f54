//! What a page of a mailbox's history comes to, mail by mail.

use super::wanted::{SPAM, TRASH, Wanted};
use super::wire::{Event, Record};
use crate::store::provider_mails::{self, DELETED, LEFT_OUT, ProviderMail};
use std::collections::HashMap;

/// What became of one mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub id: String,
    /// Its labels when it first changed, where that is said.
    labels: Vec<String>,
    /// Labels that were put on (true) and taken off, in their order.
    steps: Vec<(String, bool)>,
    is_new: bool,
    is_deleted: bool,
}

/// What changed, in the order in which each mail first did.
pub fn of_records(records: Vec<Record>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut note = |event: Event, apply: &dyn Fn(&mut Change, Vec<String>)| {
        let place = *places.entry(event.message.id.clone()).or_insert_with(|| {
            all.push(Change { id: event.message.id, labels: event.message.label_ids, ..Change::default() });
            all.len() - 1
        });
        if let Some(change) = all.get_mut(place) {
            apply(change, event.label_ids);
        }
    };
    for record in records {
        for event in record.messages_added {
            note(event, &|change, _| (change.is_new, change.is_deleted) = (true, false));
        }
        for event in record.labels_added {
            note(event, &|change, labels| change.steps.extend(labels.into_iter().map(|label| (label, true))));
        }
        for event in record.labels_removed {
            note(event, &|change, labels| change.steps.extend(labels.into_iter().map(|label| (label, false))));
        }
        for event in record.messages_deleted {
            note(event, &|change, _| change.is_deleted = true);
        }
    }
    all
}

impl Change {
    /// Whether the mail has to be fetched, `before` being what is known of it.
    pub fn asks_for(&self, wanted: &Wanted<'_>, before: Option<&ProviderMail>) -> bool {
        if self.is_deleted {
            return false;
        }
        match before {
            None => {
                let may_be = self.is_new || self.steps.iter().any(|(label, _)| wanted.turns_on(label));
                may_be && wanted.by_labels(&self.after(self.labels.iter()))
            }
            // One that its addresses kept out stays out.
            Some(mail) if mail.has(LEFT_OUT) => {
                let names: Vec<String> = mail.names().map(str::to_owned).collect();
                !wanted.by_labels(&names) && wanted.by_labels(&self.after(names.iter()))
            }
            Some(_) => false,
        }
    }

    /// What is known of a mail from now on; none where that is what was known before.
    pub fn of_known(&self, before: &ProviderMail) -> Option<ProviderMail> {
        let mut labels = self.after(before.names());
        if self.is_deleted {
            labels.push(DELETED.to_owned());
        }
        let after = ProviderMail { labels: provider_mails::labels(labels.iter().map(String::as_str)), ..before.clone() };
        (after != *before).then_some(after)
    }

    fn after(&self, before: impl Iterator<Item = impl Into<String>>) -> Vec<String> {
        let mut labels: Vec<String> = before.map(Into::into).collect();
        for (label, is_on) in &self.steps {
            labels.retain(|known| known != label);
            if *is_on {
                labels.push(label.clone());
            }
        }
        labels
    }
}

/// Whether a mail was put away: deleted, thrown away or called spam.
pub fn is_put_away(mail: &ProviderMail) -> bool {
    [SPAM, TRASH, DELETED].iter().any(|label| mail.has(label))
}

#[cfg(test)]
mod tests {
    use super::super::wire::Message;
    use super::*;
    use api::ConnectionOptions;
    use std::collections::BTreeMap;

    fn event(id: &str, has: &[&str], labels: &[&str]) -> Event {
        let all = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>();
        Event { message: Message { id: id.to_owned(), label_ids: all(has), ..Message::default() }, label_ids: all(labels) }
    }

    fn asks(change: &Change, before: Option<&ProviderMail>) -> bool {
        let (said, labels) = (ConnectionOptions::default(), BTreeMap::new());
        change.asks_for(&Wanted { said: &said, labels: &labels }, before)
    }

    fn known(labels: &[&str]) -> ProviderMail {
        ProviderMail {
            provider_id: "m".to_owned(),
            provider_thread: "t".to_owned(),
            rfc_message_id: None,
            labels: provider_mails::labels(labels.iter().copied()),
        }
    }

    #[test]
    fn a_draft_is_fetched_once_it_was_sent_whatever_its_labels_are_called_meanwhile() {
        for has in [["DRAFT"], ["SENT"]] {
            let made = Record { messages_added: vec![event("m", &has, &[])], ..Record::default() };
            let sent = Record {
                labels_added: vec![event("m", &["SENT"], &["SENT"])],
                labels_removed: vec![event("m", &["SENT"], &["DRAFT"])],
                ..Record::default()
            };
            let changes = of_records(vec![made, sent]);
            assert_eq!(changes.len(), 1);
            assert!(asks(&changes[0], None), "{has:?}");
        }
        let draft = of_records(vec![Record { messages_added: vec![event("m", &["DRAFT"], &[])], ..Record::default() }]);
        assert!(!asks(&draft[0], None));
    }

    #[test]
    fn what_is_known_or_only_marked_as_read_is_not_fetched() {
        let read = of_records(vec![Record { labels_removed: vec![event("m", &["INBOX"], &["UNREAD"])], ..Record::default() }]);
        assert!(!asks(&read[0], None));
        let new = of_records(vec![Record { messages_added: vec![event("m", &["INBOX"], &[])], ..Record::default() }]);
        assert!(asks(&new[0], None) && !asks(&new[0], Some(&known(&["INBOX"]))));
        assert!(!asks(&new[0], Some(&known(&["INBOX", LEFT_OUT]))), "it was looked at");
        let no_spam = of_records(vec![Record { labels_removed: vec![event("m", &["INBOX"], &["SPAM"])], ..Record::default() }]);
        assert!(asks(&no_spam[0], None) && asks(&no_spam[0], Some(&known(&["SPAM", LEFT_OUT]))));
        assert!(!asks(&no_spam[0], Some(&known(&["INBOX", LEFT_OUT]))), "its addresses kept it out");
    }

    #[test]
    fn labels_follow_in_their_order_and_a_deleted_mail_is_put_away() {
        let before = known(&["INBOX", "UNREAD"]);
        let thrown = Record {
            labels_added: vec![event("m", &[], &["TRASH"])],
            labels_removed: vec![event("m", &[], &["INBOX"])],
            ..Record::default()
        };
        let back = Record { labels_removed: vec![event("m", &[], &["TRASH"])], ..Record::default() };
        let changes = of_records(vec![thrown]);
        let after = changes[0].of_known(&before).unwrap();
        assert_eq!(after.labels, " UNREAD TRASH ");
        assert!(is_put_away(&after) && !is_put_away(&before));
        let changes = of_records(vec![back]);
        assert_eq!(changes[0].of_known(&after).unwrap().labels, " UNREAD ");
        let deleted = of_records(vec![Record { messages_deleted: vec![event("m", &[], &[])], ..Record::default() }]);
        assert!(is_put_away(&deleted[0].of_known(&before).unwrap()));
        assert!(!asks(&deleted[0], None));
        assert_eq!(deleted[0].of_known(&deleted[0].of_known(&before).unwrap()), None, "known already");
    }
}
