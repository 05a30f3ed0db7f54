//! What must hold whatever the bytes are: mail is read without a panic and without loss, and importing it leaves a sound
//! workspace. The fuzzer and the ordinary tests run these same functions. They never judge what a mail means.

use super::TestEngine;
use crate::calendar;
use crate::mail::{self, Absence, Attachment, Intent, Kind, Mailbox, Mbox, ParsedMail};
use api::{Api as _, Import, ImportReport, Level, Time};
use std::path::Path;

/// The longest sentence that is shown, in characters.
const EXCERPT_CHARS: usize = 200;
/// What may not grow when the same mail is imported again.
const TABLES: [&str; 9] =
    ["messages", "message_recipients", "attachments", "bounces", "threads", "contacts", "signals", "items", "source_files"];

/// Reads the bytes as a mail and as an mbox. Panics where a promise of reading is broken.
pub fn parse(bytes: &[u8]) {
    read(bytes);
    let mut n_bytes = 0;
    // What is no mail in an mbox is named as an error and passed over.
    for entry in Mbox::new(bytes).flatten() {
        n_bytes += entry.raw.len();
        read(&entry.raw);
    }
    assert!(n_bytes <= bytes.len(), "an mbox gave more than it has");
}

/// Imports the bytes as a mail, as an mbox and as a file of a Maildir, twice. Panics where the second time adds anything, or
/// where the workspace is not sound afterwards.
#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
pub fn import(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(import_twice(bytes));
}

fn read(raw: &[u8]) {
    let Ok(mail) = mail::parse(raw) else { return };
    headers_are_clean(&mail);
    nothing_is_lost(&mail);
    its_meaning_is_read(&mail);
}

fn headers_are_clean(mail: &ParsedMail) {
    let boxes = || mail.from.iter().chain(&mail.reply_to).chain(&mail.to).chain(&mail.cc).chain(&mail.bcc);
    let names = boxes().flat_map(|mailbox: &Mailbox| [&mailbox.name, &mailbox.address]);
    let ids = mail.message_id.iter().chain(&mail.in_reply_to).chain(&mail.references);
    let attached = mail.attachments.iter().flat_map(|attachment: &Attachment| [&attachment.name, &attachment.media_type]);
    for line in names.chain(ids).chain(&mail.delivered_to).chain([&mail.subject]).chain(attached) {
        assert!(!line.contains(char::is_control), "a control character in {line:?}");
    }
    let addresses = boxes().map(|mailbox| &mailbox.address).chain(&mail.delivered_to);
    for address in addresses.chain(mail.bounce.iter().flat_map(|bounce| &bounce.recipients)) {
        assert!(mail::is_address(address), "{address:?} is no address");
    }
}

/// Each line of the text that says anything is in exactly one of its parts.
fn nothing_is_lost(mail: &ParsedMail) {
    assert!(mail.text.len() <= mail::TEXT_LIMIT);
    assert!(!mail.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "a control character in {:?}", mail.text);
    let parts = mail::split(&mail.text);
    assert_eq!(written(&[&parts.own, &parts.quoted, &parts.signature]), written(&[&mail.text]));
}

fn written<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    let mut lines: Vec<&str> = texts.iter().flat_map(|text| text.split('\n')).map(str::trim_end).collect();
    lines.retain(|line| !line.is_empty());
    lines.sort_unstable();
    lines
}

fn its_meaning_is_read(mail: &ParsedMail) {
    let own = mail::split(&mail.text).own;
    assert_eq!(mail.is_automatic(), mail.kind != Kind::Person);
    assert!(mail.from.is_some() || mail.is_automatic(), "a person without an address");
    assert!(mail.bounce.is_none() || mail.kind == Kind::Bounce);
    assert_eq!(Kind::from_wire(mail.kind.as_str()), Some(mail.kind));
    mail::kind_of_stored(&mail.raw_headers, &own, false, |_| true);

    let read = mail::intent(&own);
    assert_eq!(Intent::from_wire(read.intent.as_str()), Some(read.intent));
    assert_eq!(mail::acknowledges(&own), read.intent == Intent::Acknowledges);
    let opts_out = mail::opts_out(&mail.subject, &own);
    assert!(opts_out.is_some() || read.intent != Intent::OptOut, "one reader sees an opt-out that the other does not");
    for shown in [Some(read.excerpt), opts_out].into_iter().flatten().chain(mail::asked(&own)) {
        assert!(shown.chars().count() <= EXCERPT_CHARS && !shown.contains(char::is_control), "{shown:?}");
    }

    let offset = i64::from(mail.date_offset_minutes.unwrap_or(0));
    let written_on = calendar::local(Time(mail.date_ms.unwrap_or(0)), offset).date();
    let sender = mail.from.as_ref().map_or("", |from| from.address.as_str());
    if let Absence::Away { delegate: Some(named), .. } | Absence::Left { successor: Some(named) } =
        mail::absence(&mail.subject, &own, written_on, sender)
    {
        assert!(mail::is_address(&named), "{named:?} is no address");
    }
}

#[expect(clippy::expect_used, reason = "what fails here is a broken promise")]
async fn import_twice(bytes: &[u8]) {
    // Every other input meets a workspace that has yet to guess who the operator is.
    let test = if bytes.len().is_multiple_of(2) { TestEngine::new().await } else { TestEngine::without_operator().await };
    let paths = sources(test.folder.path(), bytes);
    let import = async || -> ImportReport {
        let report = test.engine.import(Import { paths: paths.clone() }).await.expect("import");
        test.run().await;
        report
    };

    let first = import().await;
    let n_read = first.n_new + first.n_known;
    assert!(n_read + first.unreadable.len() as u64 >= paths.len() as u64, "a file was passed over: {first:?}");
    assert!(first.n_new == 0 || test.number("select count(*) from messages").await > 0, "{first:?}");
    let rows = count(&test).await;

    let second = import().await;
    assert_eq!((second.n_new, second.n_items), (0, 0), "{second:?}");
    assert_eq!(count(&test).await, rows);

    for item in test.queue().await {
        let Some(draft) = test.show(item.id).await.draft else { continue };
        let people =
            draft.to.iter().chain(&draft.cc).chain(&draft.bcc).flat_map(|recipient| [&recipient.name, &recipient.address]);
        for line in people.chain([&draft.subject]) {
            assert!(!line.contains(char::is_control), "a control character in {line:?}");
        }
    }
    let findings = test.engine.doctor(api::Doctor {}).await.expect("ask the doctor");
    assert!(findings.iter().all(|finding| finding.level != Level::Bad), "{findings:?}");
    test.engine.stop().await;
}

async fn count(test: &TestEngine) -> Vec<(&'static str, i64)> {
    let mut counts = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        counts.push((table, test.number(&format!("select count(*) from {table}")).await));
    }
    counts
}

/// The bytes as each kind of file that is imported.
#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
fn sources(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let (mail, mbox, maildir) = (folder.join("mail.eml"), folder.join("all.mbox"), folder.join("maildir"));
    let envelope = b"From sender@x.example Fri Nov 20 14:00:00 2026\n";
    std::fs::write(&mail, bytes).expect("write a mail");
    std::fs::write(&mbox, [envelope, bytes].concat()).expect("write an mbox");
    for place in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(maildir.join(place)).expect("make a Maildir");
    }
    std::fs::write(maildir.join("new").join("1"), bytes).expect("write a mail");
    [mail, mbox, maildir].map(|path| path.display().to_string()).into()
}
