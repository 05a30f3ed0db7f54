//! Which mails are read: not drafts, chats, spam and trash, and what the operator chose by label and by domain.

use crate::mail::ParsedMail;
use api::ConnectionOptions;
use std::collections::BTreeMap;

/// Mails with one of these are not read.
const NEVER: &[&str] = &["DRAFT", "CHAT", SPAM, TRASH];
/// A mail with one of these was put away.
pub const SPAM: &str = "SPAM";
pub const TRASH: &str = "TRASH";

pub struct Wanted<'a> {
    pub said: &'a ConnectionOptions,
    /// The provider's names of labels, by the operator's in lower case.
    pub labels: &'a BTreeMap<String, String>,
}

impl Wanted<'_> {
    /// Whether labels were chosen, whose names have to be looked up.
    pub fn needs_labels(said: &ConnectionOptions) -> bool {
        !said.only_labels.is_empty() || !said.without_labels.is_empty()
    }

    /// The label that each list of mails is asked for by; one list of all where no label was chosen.
    pub fn lists(&self) -> Vec<Option<String>> {
        if self.said.only_labels.is_empty() {
            return vec![None];
        }
        self.ids(&self.said.only_labels).map(|id| Some(id.to_owned())).collect()
    }

    /// What mails are searched for by. Spam and trash are left out as long as nobody asks for them. What the search does not
    /// leave out is told by the labels and addresses of the mail itself, so that this saves units and decides nothing.
    pub fn query(&self, after_seconds: i64) -> String {
        let mut query = format!("after:{after_seconds} -label:drafts -label:chats");
        for name in &self.said.without_labels {
            let name = name.trim().to_lowercase().replace([' ', '/'], "-");
            if name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
                query.push_str(" -label:");
                query.push_str(&name);
            }
        }
        query
    }

    pub fn by_labels(&self, labels: &[String]) -> bool {
        !NEVER.iter().any(|id| labels.iter().any(|label| label == id)) && self.by_chosen_labels(labels)
    }

    /// The same by what was chosen alone, wherever the mail lies.
    pub fn by_chosen_labels(&self, labels: &[String]) -> bool {
        let has = |id: &str| labels.iter().any(|label| label == id);
        !self.ids(&self.said.without_labels).any(has)
            && (self.said.only_labels.is_empty() || self.ids(&self.said.only_labels).any(has))
    }

    pub fn by_domains(&self, mail: &ParsedMail) -> bool {
        let mailboxes = mail.from.iter().chain(&mail.to).chain(&mail.cc).chain(&mail.bcc);
        self.by_addresses(&mailboxes.map(|mailbox| mailbox.address.as_str()).collect::<Vec<_>>())
    }

    /// The same of the addresses of a mail.
    pub fn by_addresses(&self, addresses: &[&str]) -> bool {
        let stands_on = |domains: &[String]| addresses.iter().any(|address| domains.iter().any(|domain| is_in(address, domain)));
        let (only, without) = (&self.said.only_domains, &self.said.without_domains);
        !stands_on(without) && (only.is_empty() || stands_on(only))
    }

    /// Whether a mail that was not read may be wanted once this label is put on it or taken off.
    pub fn turns_on(&self, label: &str) -> bool {
        NEVER.contains(&label)
            || self.ids(&self.said.only_labels).chain(self.ids(&self.said.without_labels)).any(|id| id == label)
    }

    fn ids<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a str> {
        names.iter().filter_map(|name| self.labels.get(&key(name)).map(String::as_str))
    }
}

/// A label's name as it is compared.
pub fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn is_in(address: &str, domain: &str) -> bool {
    let domain = domain.trim().trim_start_matches('@').to_ascii_lowercase();
    let host = address.rsplit_once('@').map_or("", |(_, host)| host).to_ascii_lowercase();
    host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn takes(said: &ConnectionOptions, on: &[&str]) -> bool {
        let known = BTreeMap::from([("deals".to_owned(), "L1".to_owned()), ("big news".to_owned(), "L2".to_owned())]);
        Wanted { said, labels: &known }.by_labels(&labels(on))
    }

    #[test]
    fn drafts_chats_spam_and_trash_are_not_read() {
        let said = ConnectionOptions::default();
        assert!(takes(&said, &["INBOX", "UNREAD"]) && takes(&said, &["SENT"]) && takes(&said, &[]));
        for label in ["DRAFT", "CHAT", "SPAM", "TRASH"] {
            assert!(!takes(&said, &["INBOX", label]), "{label}");
        }
    }

    #[test]
    fn labels_are_chosen_by_the_names_that_the_operator_gave_them() {
        let only = ConnectionOptions { only_labels: labels(&["Deals"]), ..ConnectionOptions::default() };
        assert!(takes(&only, &["L1", "INBOX"]) && !takes(&only, &["INBOX"]));
        let without = ConnectionOptions { without_labels: labels(&["Big News"]), ..ConnectionOptions::default() };
        assert!(takes(&without, &["L1"]) && !takes(&without, &["L1", "L2"]));
        let known = BTreeMap::new();
        let query = Wanted { said: &without, labels: &known }.query(7);
        assert_eq!(query, "after:7 -label:drafts -label:chats -label:big-news");
    }

    #[test]
    fn a_domain_means_its_hosts_too_and_nothing_that_only_ends_alike() {
        let mail =
            |from: &str| crate::mail::parse(format!("From: {from}\r\nTo: me@own.example\r\nSubject: s\r\n\r\nb\r\n").as_bytes());
        let said = ConnectionOptions { without_domains: labels(&["Bank.example"]), ..ConnectionOptions::default() };
        let known = BTreeMap::new();
        let takes = |from: &str| Wanted { said: &said, labels: &known }.by_domains(&mail(from).unwrap());
        assert!(!takes("a@bank.example") && !takes("a@mail.bank.example"));
        assert!(takes("a@otherbank.example"));
        let said = ConnectionOptions { only_domains: labels(&["bank.example"]), ..ConnectionOptions::default() };
        let takes = |from: &str| Wanted { said: &said, labels: &known }.by_domains(&mail(from).unwrap());
        assert!(takes("a@bank.example") && !takes("a@x.example"));
    }
}
