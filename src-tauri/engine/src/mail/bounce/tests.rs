//! Reports of servers, in order and out of it.

use proptest::prelude::*;

use super::*;
use crate::mail::{Kind, ParsedMail, parse};

fn report(status: &str) -> ParsedMail {
    let raw = format!(
        "From: MAILER-DAEMON\nTo: us@example.com\nSubject: Undelivered Mail Returned to Sender\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nI'm sorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n{status}\n--b\nContent-Type: message/rfc822\n\nSubject: Offer\nMessage-ID:\n <first@example.com>\n\nHi\nMessage-ID: <second@example.com>\n--b--\n"
    );
    parse(raw.as_bytes()).unwrap()
}

#[test]
fn a_report_says_who_and_how() {
    for (status, severity, code) in [
        ("Final-Recipient: rfc822; Bob@Example.com\nAction: failed\nStatus: 5.1.1", Severity::Hard, "5.1.1"),
        (
            "Final-Recipient: rfc822; <bob@example.com>\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 no",
            Severity::Policy,
            "5.7.1",
        ),
        ("Final-Recipient: rfc822;bob@example.com\nAction: delayed\nStatus: 4.4.1", Severity::Soft, "4.4.1"),
        ("Final-Recipient: rfc822;bob@example.com\nAction: failed\nStatus: 5.2.2", Severity::Soft, "5.2.2"),
        ("Final-Recipient: rfc822;bob@example.com\nAction: failed\nStatus: 4.4.7 (expired)", Severity::Soft, "4.4.7"),
        (
            "Final-Recipient: rfc822;bob@example.com\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.7.26\n unauthenticated",
            Severity::Policy,
            "5.7.26",
        ),
        (
            "Final-Recipient: rfc822;bob@example.com\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 554 blocked by spam filter",
            Severity::Policy,
            "5.0.0",
        ),
        ("Original-Recipient: rfc822;bob@example.com\nAction: failed", Severity::Hard, ""),
    ] {
        let mail = report(status);
        assert_eq!(mail.kind, Kind::Bounce);
        let bounce = mail.bounce.unwrap();
        assert_eq!((bounce.severity, bounce.status.as_str()), (severity, code), "{status}");
        assert_eq!(
            (bounce.recipients, bounce.original_id.as_deref()),
            (vec!["bob@example.com".to_owned()], Some("first@example.com")),
            "{status}"
        );
    }
}

#[test]
fn of_several_recipients_those_of_the_gravest_failure_are_kept() {
    let mail = report(
        "Final-Recipient: rfc822;a@example.com\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822;b@example.com\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822;c@example.com\nAction: failed\nStatus: 4.2.2",
    );
    assert_eq!(mail.bounce.unwrap().recipients, ["b@example.com"]);
    let many: Vec<String> =
        (0..200).map(|n| format!("Final-Recipient: rfc822;p{n}@example.com\nAction: failed\nStatus: 5.1.1\n")).collect();
    assert_eq!(report(&many.join("\n")).bounce.unwrap().recipients.len(), RECIPIENT_LIMIT);
}

#[test]
fn success_and_read_receipts_are_notices() {
    let mail = report("Final-Recipient: rfc822;a@example.com\nAction: relayed\nStatus: 2.1.5");
    assert_eq!((mail.kind, mail.bounce), (Kind::Notice, None));
    let raw = b"From: a@example.com\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nread\n--b--\n";
    assert_eq!(parse(raw).unwrap().kind, Kind::Notice);
}

#[test]
fn a_report_in_base64_is_read() {
    let raw = "From: MAILER-DAEMON\nContent-Type: multipart/report; boundary=b\n\n--b\n\nsorry\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\nRmluYWwtUmVjaXBpZW50OiByZmM4MjI7Ym9iQGV4YW1wbGUuY29tCkFjdGlvbjogZmFpbGVkClN0\nYXR1czogNS4xLjEK\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <x@example.com>\n--b--\n";
    let bounce = parse(raw.as_bytes()).unwrap().bounce.unwrap();
    assert_eq!((bounce.recipients, bounce.original_id.as_deref()), (vec!["bob@example.com".to_owned()], Some("x@example.com")));
}

#[test]
fn words_do_where_there_is_no_report() {
    for (from, subject, text, severity, status) in [
        (
            "Mail Delivery System <mailer-daemon@example.com>",
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its recipients.\n\n  bob@other.example\n    550 5.1.1 no such user\n\n------ This is a copy of the message ------\n\nReturn-path: <us@example.com>\nTo: carla@other.example",
            Severity::Hard,
            "5.1.1",
        ),
        (
            "postmaster@example.com",
            "Unzustellbar: Angebot",
            "Ihre Nachricht an bob@other.example konnte nicht zugestellt werden. Das Postfach ist voll.",
            Severity::Soft,
            "",
        ),
        (
            "postmaster@example.com",
            "=?utf-8?Q?=C3=89chec_de_la_remise?=",
            "Le message pour bob@other.example n'a pas pu être remis : adresse inconnue.",
            Severity::Hard,
            "",
        ),
        (
            "postmaster@example.com",
            "No se puede entregar: Oferta",
            "<bob@other.example>: 554 rejected as spam",
            Severity::Policy,
            "554",
        ),
        (
            "postmaster@example.com",
            "Warning: message delayed 24 hours",
            "Delivery to bob@other.example is delayed. We keep trying.",
            Severity::Soft,
            "",
        ),
    ] {
        let raw =
            format!("From: {from}\nTo: us@example.com\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}");
        let mail = parse(raw.as_bytes()).unwrap();
        assert_eq!(mail.kind, Kind::Bounce, "{subject}");
        let bounce = mail.bounce.unwrap();
        assert_eq!((bounce.severity, bounce.status.as_str()), (severity, status), "{subject}");
        assert_eq!(bounce.recipients, ["bob@other.example"], "{subject}");
    }
}

#[test]
fn a_person_who_writes_about_a_bounce_is_none() {
    for (from, subject) in
        [("anna@example.com", "Undeliverable: what now?"), ("postmaster@example.com", "Re: Undelivered Mail Returned to Sender")]
    {
        let mail = parse(format!("From: {from}\nSubject: {subject}\n\nCan you help?").as_bytes()).unwrap();
        assert_ne!(mail.kind, Kind::Bounce, "{subject}");
        assert_eq!(mail.bounce, None);
    }
}

#[test]
fn each_severity_has_its_word() {
    for severity in [Severity::Hard, Severity::Soft, Severity::Policy] {
        assert_eq!(Severity::from_wire(severity.as_str()), Some(severity));
    }
}

proptest! {
    #[test]
    fn any_report_is_survived(status in any::<String>(), text in "([a-z@.<> \n]|5\\.1\\.1|550|--){0,200}") {
        fields::groups(status.as_bytes());
        fields::message_id(status.as_bytes());
        status::of_words(&status, &text);
        prop_assert!(addresses(&text, &[]).len() <= RECIPIENT_LIMIT);
        above_original(&text);
        report(&status.replace('\0', " "));
    }
}
