//! Which addresses are the operator's, guessed from headers where they have not said so.
//!
//! Guessed only where the mails leave no doubt: a wrong guess would turn everything round.

use crate::mail::ParsedMail;
use std::collections::HashMap;

/// An address that delivered or sent this many times less than the first one is somebody else's.
const SHARE_OF_FIRST: u64 = 20;

/// Counts from the headers of some mails.
#[derive(Debug, Default)]
pub struct Guess {
    n_mails: u64,
    /// Senders of what lay in folders for sent mail.
    sent: HashMap<String, u64>,
    /// To whom the servers delivered.
    delivered: HashMap<String, u64>,
    /// (mails written, mails received) by address.
    seen: HashMap<String, (u64, u64)>,
    name: HashMap<String, String>,
}

impl Guess {
    pub fn add(&mut self, mail: &ParsedMail, is_sent: bool) {
        let Some(from) = &mail.from else { return };
        self.n_mails += 1;
        if is_sent {
            *self.sent.entry(from.address.clone()).or_default() += 1;
        }
        if !from.name.is_empty() {
            self.name.insert(from.address.clone(), from.name.clone());
        }
        for address in &mail.delivered_to {
            *self.delivered.entry(address.clone()).or_default() += 1;
        }
        if mail.is_automatic() {
            return;
        }
        self.seen.entry(from.address.clone()).or_default().0 += 1;
        for mailbox in mail.to.iter().chain(&mail.cc).filter(|mailbox| mailbox.address != from.address) {
            self.seen.entry(mailbox.address.clone()).or_default().1 += 1;
        }
    }

    /// The operator's addresses, the most used first, and their name; nothing where the mails leave it open.
    pub fn result(&self) -> Option<(Vec<String>, String)> {
        let addresses = [frequent(&self.sent), frequent(&self.delivered), self.in_every_conversation()];
        let addresses = addresses.into_iter().find(|addresses| !addresses.is_empty())?;
        let name = addresses.first().and_then(|address| self.name.get(address)).cloned().unwrap_or_default();
        Some((addresses, name))
    }

    /// The one address that both writes and receives and stands on more mails than any other.
    fn in_every_conversation(&self) -> Vec<String> {
        let total = |(wrote, received): &(u64, u64)| wrote + received;
        let mut by_count: Vec<(&String, u64, bool)> =
            self.seen.iter().map(|(address, counts)| (address, total(counts), counts.0 > 0 && counts.1 > 0)).collect();
        by_count.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        match by_count.as_slice() {
            [(address, n, true), rest @ ..] if rest.first().is_none_or(|(_, second, _)| second < n) && *n == self.n_mails => {
                vec![(*address).clone()]
            }
            _ => Vec::new(),
        }
    }
}

/// Addresses by count, without those that are rare beside the first.
fn frequent(counts: &HashMap<String, u64>) -> Vec<String> {
    let mut by_count: Vec<(&String, &u64)> = counts.iter().collect();
    by_count.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let most = by_count.first().map_or(0, |(_, n)| **n);
    by_count.into_iter().filter(|(_, n)| **n * SHARE_OF_FIRST >= most).map(|(address, _)| address.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(from: &str, to: &str) -> ParsedMail {
        crate::mail::parse(
            format!("From: {from}\r\nTo: {to}\r\nSubject: x\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\n\r\nx\r\n").as_bytes(),
        )
        .unwrap()
    }

    #[test]
    fn the_sender_of_sent_mail_is_the_operator() {
        let mut guess = Guess::default();
        guess.add(&mail("Dana <dana@northwind.example>", "ines@brightloom.example"), true);
        guess.add(&mail("ines@brightloom.example", "dana@northwind.example"), false);
        assert_eq!(guess.result(), Some((vec!["dana@northwind.example".to_owned()], "Dana".to_owned())));
    }

    #[test]
    fn who_stands_on_every_mail_is_the_operator() {
        let mut guess = Guess::default();
        guess.add(&mail("dana@northwind.example", "ines@brightloom.example"), false);
        guess.add(&mail("priya@vellumtech.example", "dana@northwind.example"), false);
        assert_eq!(guess.result().unwrap().0, ["dana@northwind.example"]);
    }

    #[test]
    fn a_single_conversation_leaves_it_open() {
        let mut guess = Guess::default();
        guess.add(&mail("dana@northwind.example", "ines@brightloom.example"), false);
        guess.add(&mail("ines@brightloom.example", "dana@northwind.example"), false);
        assert_eq!(guess.result(), None);
    }
}
