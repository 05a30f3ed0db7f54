//! How well mail is read: a labelled corpus of made-up mails in four languages, per kind precision and recall.
//!
//! `cargo test -p engine --test flows corpus -- --nocapture` prints the table, and what was read otherwise than labelled.

use engine::mail::{self, Absence, Back, Intent, Kind, Mbox, ParsedMail, Severity};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const FILES: &[(&str, &[u8])] = &[
    ("en", include_bytes!("../fixtures/mail/corpus/en.mbox")),
    ("de", include_bytes!("../fixtures/mail/corpus/de.mbox")),
    ("fr", include_bytes!("../fixtures/mail/corpus/fr.mbox")),
    ("es", include_bytes!("../fixtures/mail/corpus/es.mbox")),
];
/// Mails by another author, by which nothing was tuned: how well mail is read that nobody has seen.
const FRESH: &[(&str, &[u8])] = &[("fresh", include_bytes!("../fixtures/mail/corpus/fresh.mbox"))];
/// What must never be work, whatever it says.
const NEVER_WORK: &[&str] = &[
    "opt_out",
    "bounce_hard",
    "bounce_soft",
    "bounce_policy",
    "auto_reply",
    "out_of_office",
    "left_company",
    "bulk",
    "notice",
    "calendar",
];
/// What a person wrote that calls for an answer.
const WORK: &[&str] = &["asks", "reply", "meeting_request"];

struct Labelled {
    name: String,
    label: String,
    expect: BTreeMap<String, String>,
    mail: ParsedMail,
}

/// The mails, without the headers that give the label away.
fn corpus(files: &[(&str, &[u8])]) -> Vec<Labelled> {
    let mut all = Vec::new();
    for (language, bytes) in files {
        for (number, entry) in (1..).zip(Mbox::new(*bytes)) {
            let raw = String::from_utf8_lossy(&entry.unwrap().raw).into_owned();
            let (mut label, mut expect, mut kept) = (String::new(), String::new(), String::new());
            for line in raw.split_inclusive('\n') {
                if let Some(value) = line.strip_prefix("X-Label:") {
                    label = value.trim().to_owned();
                } else if let Some(value) = line.strip_prefix("X-Expect:") {
                    expect = value.trim().to_owned();
                } else if !line.starts_with("X-Language:") {
                    kept.push_str(line);
                }
            }
            let expect = expect.split(';').filter_map(|pair| pair.trim().split_once('='));
            let expect = expect.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            let mail = mail::parse(kept.as_bytes()).unwrap();
            all.push(Labelled { name: format!("{language} {number} {}", mail.subject), label, expect, mail });
        }
    }
    all
}

fn absence(mail: &ParsedMail) -> Absence {
    let parts = mail::split(&mail.text);
    let offset = mail.date_offset_minutes.unwrap_or(0);
    let written = engine::calendar::local(api::Time(mail.date_ms.unwrap()), i64::from(offset)).date();
    mail::absence(&mail.subject, &parts.own, written, &mail.from.as_ref().unwrap().address)
}

fn read(mail: &ParsedMail) -> &'static str {
    match mail.kind {
        Kind::Bounce => match mail.bounce.as_ref().map(|bounce| bounce.severity) {
            Some(Severity::Hard) => "bounce_hard",
            Some(Severity::Soft) => "bounce_soft",
            Some(Severity::Policy) => "bounce_policy",
            None => "bounce_unknown",
        },
        Kind::AutoReply => match absence(mail) {
            Absence::Away { .. } => "out_of_office",
            Absence::Left { .. } => "left_company",
            Absence::Other => "auto_reply",
        },
        Kind::Bulk => "bulk",
        Kind::Notice => "notice",
        Kind::Calendar => "calendar",
        Kind::Person => {
            let own = mail::split(&mail.text).own;
            if mail::opts_out(&mail.subject, &own).is_some() {
                return "opt_out";
            }
            match mail::intent(&own).intent {
                Intent::OptOut => "opt_out",
                Intent::MeetingRequest => "meeting_request",
                Intent::Asks => "asks",
                Intent::Acknowledges => "acknowledgement",
                Intent::Declines | Intent::Says => "reply",
            }
        }
    }
}

#[derive(Default)]
struct Count {
    labelled: usize,
    read: usize,
    right: usize,
}

impl Count {
    fn recall(&self) -> f64 {
        self.right as f64 / self.labelled.max(1) as f64
    }

    fn precision(&self) -> f64 {
        if self.read == 0 { 1.0 } else { self.right as f64 / self.read as f64 }
    }
}

/// How a corpus was read.
#[derive(Default)]
struct Reading {
    counts: BTreeMap<String, Count>,
    overall: f64,
    /// What a machine wrote, or who opted out, and was taken for work all the same.
    embarrassing: Vec<String>,
    table: String,
}

fn measure(name: &str, corpus: &[Labelled]) -> Reading {
    let mut reading = Reading::default();
    let (mut otherwise, mut n_right) = (String::new(), 0);
    for labelled in corpus {
        let read = read(&labelled.mail);
        reading.counts.entry(labelled.label.clone()).or_default().labelled += 1;
        reading.counts.entry(read.to_owned()).or_default().read += 1;
        if read == labelled.label {
            reading.counts.entry(read.to_owned()).or_default().right += 1;
            n_right += 1;
            continue;
        }
        let own = mail::split(&labelled.mail.text).own;
        let start: String = own.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect();
        writeln!(otherwise, "{} read as {}: {}\n    {start}", labelled.label, read, labelled.name).unwrap();
        if NEVER_WORK.contains(&labelled.label.as_str()) && WORK.contains(&read) {
            reading.embarrassing.push(labelled.name.clone());
        }
    }
    reading.overall = n_right as f64 / corpus.len() as f64;
    let table = &mut reading.table;
    writeln!(table, "{otherwise}\n{name:<16} {:>5} {:>10} {:>10}", "mails", "recall", "precision").unwrap();
    for (kind, count) in &reading.counts {
        writeln!(table, "{kind:<16} {:>5} {:>10.3} {:>10.3}", count.labelled, count.recall(), count.precision()).unwrap();
    }
    writeln!(table, "{:<16} {:>5} {:>10} {:>10.3}", "all", corpus.len(), "", reading.overall).unwrap();
    reading
}

#[test]
fn mail_is_read_as_it_is_labelled() {
    let corpus = corpus(FILES);
    assert!(corpus.len() >= 200, "{}", corpus.len());

    let Reading { counts, overall, embarrassing, table } = measure("corpus", &corpus);

    println!("{table}");
    assert_eq!(embarrassing, Vec::<String>::new(), "what a machine wrote or who opted out became work");
    for kind in ["asks", "meeting_request"] {
        assert!(counts[kind].recall() >= 0.95, "{kind}: {}", counts[kind].recall());
    }
    assert!((counts["opt_out"].recall() - 1.0).abs() < f64::EPSILON, "{}", counts["opt_out"].recall());
    assert!(overall >= 0.95, "{overall}");
}

#[test]
fn mail_that_nobody_has_tuned_by_is_read_nearly_as_well() {
    let corpus = corpus(FRESH);

    let Reading { overall, table, .. } = measure("fresh", &corpus);

    println!("{table}");
    assert!(overall >= 0.8, "{overall}");
}

#[test]
fn reports_and_absences_are_read_to_the_end() {
    let mut wrong = String::new();
    for labelled in corpus(FILES) {
        let (mail, expect) = (&labelled.mail, &labelled.expect);
        if let (Some(recipient), Some(bounce)) = (expect.get("recipient"), &mail.bounce)
            && !bounce.recipients.contains(recipient)
        {
            writeln!(wrong, "{}: {recipient}, not {:?}", labelled.name, bounce.recipients).unwrap();
        }
        if mail.kind != Kind::AutoReply {
            continue;
        }
        let (back, named) = match absence(mail) {
            Absence::Away { back_on, delegate } => (back_on.map(Back::day), delegate),
            Absence::Left { successor } => (None, successor),
            Absence::Other => (None, None),
        };
        let back = back.map_or_else(|| "unknown".to_owned(), |day| day.to_string());
        if expect.get("back").is_some_and(|expected| *expected != back) {
            writeln!(wrong, "{}: back {:?}, not {back}", labelled.name, expect.get("back")).unwrap();
        }
        let expected = expect.get("delegate").or(expect.get("successor"));
        if expected != named.as_ref() {
            writeln!(wrong, "{}: {expected:?}, not {named:?}", labelled.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
