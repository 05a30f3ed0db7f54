//! Made-up mails as real programs write them, and bytes that no program should write.

use proptest::prelude::*;

use super::*;
use crate::mail::{Mbox, asked, split};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../../tests/fixtures/mail/", $name)).as_slice()
    };
}

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox { name: name.to_owned(), address: address.to_owned() }
}

#[test]
fn encoded_words_groups_and_references_are_read() {
    let mail = parse(fixture!("encoded-words.eml")).unwrap();
    assert_eq!(mail.from, Some(mailbox("Jürgen Müller", "juergen@muster.example")));
    assert_eq!(mail.to, [mailbox("Keller, Anna", "anna@example.com"), mailbox("René", "rene@lab.test")]);
    assert_eq!(mail.cc, [mailbox("", "kauf@muster.example"), mailbox("Bob O'Neil", "bob@muster.example")]);
    assert_eq!(mail.subject, "Angebot für das nächste Quartal (final)");
    assert_eq!((mail.date_ms, mail.date_offset_minutes), (Some(1_714_724_100_000), Some(120)));
    assert_eq!(mail.message_id.as_deref(), Some("a1.b2@muster.example"));
    assert_eq!(mail.in_reply_to, ["root@example.com"]);
    assert_eq!(mail.references, ["first@example.com", "root@example.com"]);
    assert_eq!(mail.text, "Passt.");
    assert!(mail.raw_headers.starts_with("From: =?utf-8?Q?") && mail.raw_headers.ends_with("us-ascii"));
    assert!(!mail.is_automatic() && !mail.text_cut && mail.html.is_none());
}

#[test]
fn charsets_and_transfer_encodings_are_read() {
    let latin = parse(fixture!("latin1.eml")).unwrap();
    assert_eq!((latin.from.unwrap().name.as_str(), latin.subject.as_str()), ("René Dupré", "Délai de livraison"));
    assert_eq!(latin.date_offset_minutes, None);
    assert!(latin.text.contains("livraison à juin"));
    let quoted = parse(fixture!("utf8-qp.eml")).unwrap();
    assert_eq!(
        quoted.text,
        "The price is 1.500 € per month – that is the best we can do, and it includes support.\n50% off for the first = quarter =ZZ."
    );
    let coded = parse(fixture!("base64.eml")).unwrap();
    assert_eq!(coded.text, "Hola Anna,\n\n¿podría enviarme la propuesta?\n\nSaludos,\nLucía");
    let wrong = parse(fixture!("wrong-charset.eml")).unwrap();
    assert_eq!((wrong.text.as_str(), wrong.subject.as_str()), ("Die Größe passt – 5 €.", "Größe"));
}

#[test]
fn html_reads_like_a_letter_and_hides_nothing_from_the_operator() {
    let mail = parse(fixture!("html-only.eml")).unwrap();
    assert_eq!(
        mail.text,
        "Hello Anna,\n\nwe looked at the plan <https://shop.test/plan?tier=2&x=1>. When could you show it?\n\n- 10 seats\n- from June\n\nCarla"
    );
    assert!(mail.html.unwrap().contains("<script>"));
    assert_eq!(asked(&split(&mail.text).own), ["When could you show it?"]);
}

#[test]
fn replies_of_the_usual_programs_come_apart() {
    for (raw, own, signature, ask) in [
        (fixture!("gmail-reply.eml"), "Hi Anna,\n\nlooks good. Could you send the contract?", "", "Could you send the contract?"),
        (
            fixture!("outlook-reply.eml"),
            "Hi Anna,\n\nwe need a shorter term. Is 12 months possible?",
            "Mit freundlichen Grüßen\nPetra Lang\nEinkauf\nTel. +49 30 1234",
            "we need a shorter term.",
        ),
        (
            fixture!("apple-reply.eml"),
            "Happy to talk. Would next week suit you?\n\nTom",
            "Sent from my iPhone",
            "Would next week suit you?",
        ),
        (
            fixture!("german-reply.eml"),
            "Zehn, z.B. ab Juni.\n\nJa. Könnten Sie mir bitte den Vertrag schicken?",
            "-- \nJonas Weber\nWeber GmbH",
            "Könnten Sie mir bitte den Vertrag schicken?",
        ),
    ] {
        let mail = parse(raw).unwrap();
        let parts = split(&mail.text);
        assert_eq!((parts.own.as_str(), parts.signature.as_str()), (own, signature), "{}", mail.subject);
        assert!(!parts.quoted.is_empty() && !mail.is_automatic(), "{}", mail.subject);
        assert_eq!(asked(&parts.own).first().map(String::as_str), Some(ask));
        // The same mail as HTML says the same.
        if let Some(html) = mail.html {
            assert!(
                own.split_whitespace().eq(split(&crate::mail::html_to_text(&html)).own.split_whitespace()),
                "{}",
                mail.subject
            );
        }
    }
}

#[test]
fn where_a_mail_was_delivered_and_where_answers_go_is_read() {
    assert_eq!(parse(fixture!("gmail-reply.eml")).unwrap().delivered_to, ["anna+sales@example.com"]);
    let outlook = parse(fixture!("outlook-reply.eml")).unwrap();
    assert_eq!(outlook.reply_to, [mailbox("", "einkauf@lang.example")]);
    assert_eq!(outlook.from, Some(mailbox("Lang, Petra", "petra@lang.example")));
}

#[test]
fn attachments_are_listed_and_not_opened() {
    let mail = parse(fixture!("attachments.eml")).unwrap();
    let found: Vec<_> = mail.attachments.iter().map(|a| (a.name.as_str(), a.media_type.as_str(), a.size)).collect();
    assert_eq!(
        found,
        [
            ("", "image/png", 8),
            ("Übersicht 2024.pdf", "application/pdf", 100),
            ("", "text/calendar", 29),
            ("The old mail", "message/rfc822", 83),
            ("../../notes.txt", "text/plain", 14),
        ]
    );
    assert_eq!(mail.text, "See the files.");
}

#[test]
fn machines_are_told_from_people() {
    for raw in [fixture!("out-of-office.eml"), fixture!("newsletter.eml"), fixture!("bounce.eml")] {
        let mail = parse(raw).unwrap();
        assert!(mail.is_automatic(), "{}", mail.subject);
    }
    for (field, expected) in [
        ("Auto-Submitted: no", false),
        ("Auto-Submitted: auto-generated; x=y", true),
        ("Precedence: list", true),
        ("Precedence: first-class", false),
        ("X-Autoreply: yes", true),
        ("X-Auto-Response-Suppress: All", false),
        ("X-Auto-Response-Suppress: All\nReturn-Path: <>", true),
        ("Return-Path: <a@example.com>", false),
        ("List-Unsubscribe: <mailto:u@x.test>", true),
    ] {
        let raw = format!("From: a@example.com\n{field}\nSubject: x\n\nhi");
        assert_eq!(parse(raw.as_bytes()).unwrap().is_automatic(), expected, "{field}");
    }
    assert_eq!(parse(fixture!("bounce.eml")).unwrap().from, None);
    let news = parse(fixture!("newsletter.eml")).unwrap();
    assert_eq!((news.subject.as_str(), news.text.as_str()), ("🔥 This week", "Deal one buy <https://deals.test/1>\nDeal two"));
}

#[test]
fn no_header_can_be_smuggled_in() {
    let mail = parse(fixture!("header-injection.eml")).unwrap();
    assert_eq!(mail.from, Some(mailbox("Anna Bcc: evil@bad.test", "mallory@bad.test")));
    assert_eq!(mail.subject, "Hello Bcc: evil@bad.test body");
    assert_eq!(mail.message_id, None);
    assert!(mail.references.iter().all(|id| id == "ok@bad.test" || id == "fine@bad.test"), "{:?}", mail.references);
    assert!(mail.to.contains(&mailbox("", "anna@example.com")));
    assert_eq!(mail.text, "bodywithcontrol");
    no_controls(&mail);
}

#[test]
fn other_scripts_survive_without_their_tricks() {
    let hebrew = parse(fixture!("right-to-left.eml")).unwrap();
    assert_eq!((hebrew.from.unwrap().name.as_str(), hebrew.subject.as_str()), ("נועה לוי", "הצעה gpj.exe"));
    assert_eq!(asked(&split(&hebrew.text).own), ["האם אפשר לדבר מחר?"]);
    let emoji = parse(fixture!("emoji.eml")).unwrap();
    assert_eq!(emoji.subject, "Launch 🎉 next week 👨‍👩‍👧");
    assert_eq!(emoji.text, "Great 👍🏽 can you join? ❤️");
}

#[test]
fn a_mail_that_was_cut_is_read_as_far_as_it_goes() {
    assert_eq!(parse(fixture!("cut.eml")).unwrap().text, "The file ends in the mid");
    assert_eq!(parse(b"From: a@example.com\nSubject: x").unwrap().subject, "x");
}

#[test]
fn an_mbox_with_crlf_gives_its_mails() {
    let mails: Vec<_> = Mbox::new(fixture!("three.mbox")).map(|entry| parse(&entry.unwrap().raw).unwrap()).collect();
    assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["One", "Two", "Three"]);
    assert_eq!(mails[0].text, "From here on it is simple.\n>From was quoted twice.\n\nFrom Monday on I am away.");
    assert_eq!(mails[2].text, "It stops he");
}

#[test]
fn what_is_no_mail_is_named() {
    for (raw, expected) in [
        (&b""[..], Unreadable::Empty),
        (b" \r\n\n\t", Unreadable::Empty),
        (b"just some text\nwithout a header\n", Unreadable::NotMail),
        (b"X-Foo: bar\n\nbody", Unreadable::NotMail),
        (b"\x00\x01\xFF\xFE:\x7F\n\n\x80", Unreadable::NotMail),
        (b"Subject: x\n\nbody", Unreadable::NoSender),
        (b"From: undisclosed\nSubject: x\n\nbody", Unreadable::NoSender),
    ] {
        assert_eq!(parse(raw), Err(expected), "{raw:?}");
    }
    assert_eq!(parse(&vec![b'a'; MAIL_LIMIT + 1]), Err(Unreadable::TooLarge { limit: MAIL_LIMIT }));
    assert_eq!(
        parse(format!("From: a@example.com\nX: {}\n\n", "y".repeat(9 << 20)).as_bytes()).unwrap_err().code(),
        "headers_too_large"
    );
    assert_eq!(Unreadable::TooLarge { limit: MAIL_LIMIT }.to_string(), "the mail is larger than 64 MB");
}

#[test]
fn dates_of_any_age_are_read() {
    for (date, expected) in [
        ("Thu, 1 Jan 1970 00:00:00 +0000", Some(0)),
        ("Fri, 31 Dec 2100 23:59:60 +0000", Some(4_133_980_799_000)),
        ("Fri, 3 May 24 10:00:00 EST", Some(1_714_748_400_000)),
        ("yesterday", None),
        ("Fri, 99 Foo 2024 99:99:99 +9999", None),
    ] {
        let mail = parse(format!("From: a@example.com\nDate: {date}\n\nx").as_bytes()).unwrap();
        assert_eq!(mail.date_ms, expected, "{date}");
    }
}

#[test]
fn deep_nests_neither_overflow_the_stack_nor_take_long() {
    // Tests run on a thread with a small stack, as the engine's do.
    let multipart: String = (0..1_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let mail = parse(format!("From: a@example.com\n{multipart}Content-Type: text/plain\n\ndeep inside\n").as_bytes()).unwrap();
    assert_eq!(mail.text, "deep inside");

    let attached = "Content-Type: message/rfc822\n\n".repeat(90_000);
    assert!(parse(format!("From: a@example.com\n{attached}Subject: x\n\ny").as_bytes()).is_ok());

    use std::io::Write;
    let mut inner = Vec::new();
    write!(inner, "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n").unwrap();
    inner.extend_from_slice("Q29udGVudC1UeXBlOiBtZXNzYWdlL3JmYzgyMgoK".repeat(20_000).as_bytes());
    assert!(parse(&[&b"From: a@example.com\n"[..], &inner].concat()).is_ok());
}

#[test]
fn big_mails_keep_to_their_limits() {
    let recipients: Vec<String> = (0..10_000).map(|n| format!("\"Person {n}\" <p{n}@example.com>")).collect();
    let raw =
        format!("From: {} <a@example.com>\nTo: {}\n\n{}", "n".repeat(10_000), recipients.join(",\n "), "é".repeat(TEXT_LIMIT));
    let mail = parse(raw.as_bytes()).unwrap();
    assert_eq!(mail.to.len(), 10_000);
    assert_eq!(mail.from.as_ref().unwrap().name.len(), 200);
    assert!(mail.text_cut && mail.text.len() <= TEXT_LIMIT && mail.raw_headers.len() <= RAW_HEADER_LIMIT);

    let attachment = "A".repeat(76) + "\n";
    let raw = format!(
        "From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n{}--b--\n",
        attachment.repeat((50 << 20) / 77)
    );
    let mail = parse(raw.as_bytes()).unwrap();
    assert_eq!((mail.text.as_str(), mail.attachments[0].size), ("hi", ((50 << 20) / 77) as u64 * 57));
}

fn no_controls(mail: &ParsedMail) {
    let boxes = mail.from.iter().chain(&mail.reply_to).chain(&mail.to).chain(&mail.cc).chain(&mail.bcc);
    let names = boxes.flat_map(|mailbox| [&mailbox.name, &mailbox.address]);
    let ids = mail.message_id.iter().chain(&mail.in_reply_to).chain(&mail.references);
    for line in names.chain(ids).chain(&mail.delivered_to).chain([&mail.subject]).chain(mail.attachments.iter().map(|a| &a.name))
    {
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    assert!(!mail.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{:?}", mail.text);
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(mail) = parse(&bytes) {
            no_controls(&mail);
        }
    }

    #[test]
    fn any_arrangement_of_mail_pieces_is_survived(pieces in prop::collection::vec(prop::sample::select(vec![
        "From: a@example.com\n", "\n", "\r\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: multipart/alternative; boundary=c\n",
        "--b\n", "--b--\n", "--c\n", "--c--\n", "Content-Type: message/rfc822\n", "Content-Type: multipart/digest; boundary=b\n",
        "Content-Type: text/html; charset=utf-16\n", "Content-Type: text/plain; charset=iso-2022-jp; format=flowed\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "Subject: =?utf-8?Q?=0D=0A\n", "=?utf-8?B?",
        "To: \"a\\\" <b@c>, d:;(((\n", "Date: Fri, 31 Feb 0000 25:61:61 -9999\n", "References: <<a>> <b\n", "<p>x", "SGVsbG8", "=C3", "\u{0}", " ",
        "> quoted\n", "Content-Disposition: attachment; filename*=utf-8''%0D%0A\n", "text\n",
    ]), 0..40)) {
        let raw = format!("From: a@example.com\n{}", pieces.concat());
        if let Ok(mail) = parse(raw.as_bytes()) {
            no_controls(&mail);
        }
    }
}
