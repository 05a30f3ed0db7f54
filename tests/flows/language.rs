//! In which language a mail is read to be: over the labelled corpus, whose files and labels name it.
//!
//! `cargo test -p engine --test flows language -- --nocapture` prints how well, and what was read otherwise.

use api::Language;
use engine::mail::{self, Kind, Mbox};
use std::fmt::Write as _;

const FILES: &[(&str, &[u8])] = &[
    ("en", include_bytes!("../fixtures/mail/corpus/en.mbox")),
    ("de", include_bytes!("../fixtures/mail/corpus/de.mbox")),
    ("fr", include_bytes!("../fixtures/mail/corpus/fr.mbox")),
    ("es", include_bytes!("../fixtures/mail/corpus/es.mbox")),
    ("", include_bytes!("../fixtures/mail/corpus/fresh.mbox")),
];

fn named(name: &str) -> Language {
    match name {
        "en" => Language::English,
        "de" => Language::German,
        "fr" => Language::French,
        "es" => Language::Spanish,
        other => panic!("{other} is no language of the corpus"),
    }
}

#[test]
fn the_language_of_what_a_person_wrote_is_found() {
    let (mut otherwise, mut n_mails, mut n_right, mut n_open, mut n_other) = (String::new(), 0, 0, 0, 0);
    for (file, bytes) in FILES {
        for entry in Mbox::new(*bytes) {
            let raw = String::from_utf8_lossy(&entry.unwrap().raw).into_owned();
            let label = raw.lines().find_map(|line| line.strip_prefix("X-Language:")).map_or(*file, str::trim);
            let parsed = mail::parse(raw.as_bytes()).unwrap();
            let own = mail::split(&parsed.text).own;
            if parsed.kind != Kind::Person || !own.contains(char::is_alphabetic) {
                continue;
            }
            let (read, expected) = (mail::language(&own), named(label));
            n_mails += 1;
            n_open += usize::from(read.is_none());
            n_other += usize::from(read.is_some_and(|read| read != expected));
            if read.unwrap_or_default() == expected {
                n_right += 1;
                continue;
            }
            writeln!(otherwise, "{label} read as {read:?}: {}\n    {}", parsed.subject, own.replace('\n', " ")).unwrap();
        }
    }

    let accuracy = f64::from(n_right) / f64::from(n_mails);
    println!("{otherwise}\n{n_mails} mails, right {accuracy:.3}, left open {n_open}, taken for another language {n_other}");
    assert!(n_mails >= 200, "{n_mails}");
    assert!(accuracy >= 0.97, "{accuracy}");
    assert!(n_other <= 1, "{n_other}");
}
