//! Made-up mail: people who never were, at domains that cannot be.

use crate::harness::Desk;
use engine::testkit::{Mail, OFFER, QUESTION};
use std::path::PathBuf;

/// Somebody else opens a conversation: with it, only Dana stands on every mail.
pub const HELLO: Mail<'static> = Mail {
    id: "hello@vellumtech.example",
    from: "Priya Nair <priya@vellumtech.example>",
    to: "Dana Reed <dana@northwind.example>",
    subject: "Nice to meet you",
    date: "Fri, 20 Nov 2026 09:30:00 +0000",
    answers: "",
    headers: "",
    body: "Hi Dana,\r\n\r\nit was good to meet you at the fair.\r\n\r\nPriya",
};

/// The conversation that makes one item, among as many mails of people to whom Dana never wrote as make `n` in all.
pub fn many(n: usize) -> Vec<String> {
    let mut all = vec![OFFER.text(), QUESTION.text()];
    all.extend((2..n).map(|number| {
        let (id, from) = (format!("n{number}@caldera.example"), format!("Sam Ortiz <sam{number}@caldera.example>"));
        let subject = format!("Note {number}");
        Mail { id: &id, from: &from, subject: &subject, body: "For your records.", ..HELLO }.text()
    }));
    all
}

/// The mails of [`many`] in one mbox file.
pub fn mbox(desk: &Desk, n: usize) -> PathBuf {
    let mails = many(n).into_iter().map(|mail| format!("From nobody Fri Nov 20 09:30:00 2026\n{}\n", mail.replace("\r\n", "\n")));
    desk.file("many.mbox", mails.collect::<String>())
}

/// The mails of [`many`] in a Maildir, Dana's own in its folder for sent mail.
pub fn maildir(desk: &Desk, n: usize) -> PathBuf {
    for folder in ["cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"] {
        std::fs::create_dir_all(desk.beside("mail").join(folder)).unwrap();
    }
    for (number, mail) in many(n).iter().enumerate() {
        let folder = if number == 0 { ".Sent/cur" } else { "cur" };
        desk.file(&format!("mail/{folder}/{number}.made.up"), mail);
    }
    desk.beside("mail")
}
