//! Persons and machines, told apart by what they send.

use proptest::prelude::*;

use super::*;
use crate::mail::parse;

fn kind(headers: &str, text: &str) -> Kind {
    let from = if headers.contains("From:") { "" } else { "From: Anna Keller <anna.keller@example.com>\n" };
    parse(format!("{from}{headers}\n\n{text}").as_bytes()).unwrap().kind
}

#[test]
fn headers_of_machines_decide() {
    for (headers, expected) in [
        ("Subject: x", Kind::Person),
        ("Auto-Submitted: no", Kind::Person),
        ("Auto-Submitted: auto-replied", Kind::AutoReply),
        ("Auto-Submitted: auto-generated", Kind::Notice),
        ("Precedence: auto_reply", Kind::AutoReply),
        ("X-Autoreply: yes\nPrecedence: bulk", Kind::AutoReply),
        ("X-Auto-Response-Suppress: All\nReturn-Path: <>", Kind::AutoReply),
        ("X-Auto-Response-Suppress: All", Kind::Person),
        ("List-Id: <x.example.com>", Kind::Bulk),
        ("List-Unsubscribe: <mailto:x@example.com>", Kind::Bulk),
        ("Precedence: list", Kind::Bulk),
        ("Feedback-ID: 12:campaign:mailer", Kind::Bulk),
        ("Content-Type: text/calendar; method=REQUEST", Kind::Calendar),
        ("Return-Path: <>", Kind::Notice),
    ] {
        assert_eq!(kind(&format!("{headers}\nX: y"), "hi"), expected, "{headers}");
    }
}

#[test]
fn subjects_of_absence_decide_but_not_behind_a_re() {
    for subject in [
        "Automatic reply: Offer",
        "Out of Office: Re: Offer",
        "Out of office",
        "Abwesenheitsnotiz: AW: Angebot",
        "Automatische Antwort: Angebot",
        "[EXTERN] Automatische Antwort: Angebot",
        "=?utf-8?Q?R=C3=A9ponse_automatique_:_Offre?=",
        "Absence du bureau : Offre",
        "=?utf-8?Q?Respuesta_autom=C3=A1tica:_Oferta?=",
        "Fuera de la oficina: Oferta",
        "=?utf-8?Q?Resposta_autom=C3=A1tica:_x?=",
        "Automatisch antwoord: x",
    ] {
        assert_eq!(kind(&format!("Subject: {subject}"), "hi"), Kind::AutoReply, "{subject}");
    }
    for subject in [
        "Re: Automatic reply: Offer",
        "AW: Abwesenheitsnotiz",
        "Automatic reply feature in your product",
        "Out of office space in Berlin?",
        "Absence management software",
    ] {
        assert_eq!(kind(&format!("Subject: {subject}"), "hi"), Kind::Person, "{subject}");
    }
}

#[test]
fn senders_that_nobody_reads_are_notices() {
    for from in [
        "no-reply@example.com",
        "noreply-billing@example.com",
        "donotreply@example.com",
        "team+noreply@example.com",
        "ne-pas-repondre@example.com",
        "nicht-antworten@example.com",
        "notifications@example.com",
        "alerts2@example.com",
        "system@example.com",
        "calendar-notification@example.com",
    ] {
        assert_eq!(kind(&format!("From: <{from}>\nSubject: x"), "hi"), Kind::Notice, "{from}");
    }
    for from in ["norberto.reply@example.com", "ecosystem@example.com", "anna@notifications.example", "botond@example.com"] {
        assert_eq!(kind(&format!("From: <{from}>\nSubject: x"), "hi"), Kind::Person, "{from}");
    }
}

#[test]
fn receipts_are_notices_and_letters_about_invoices_are_not() {
    for (from, subject, expected) in [
        ("billing@example.com", "Your invoice 4711", Kind::Notice),
        ("rechnung@example.com", "Ihre Rechnung vom 3. Mai", Kind::Notice),
        ("facturation@example.com", "Votre facture no 12", Kind::Notice),
        ("pedidos@example.com", "=?utf-8?Q?Confirmaci=C3=B3n_de_pedido?=", Kind::Notice),
        ("billing@example.com", "Re: Your invoice 4711", Kind::Person),
        ("billing@example.com", "A question about the contract", Kind::Person),
        ("anna.keller@example.com", "Your invoice 4711", Kind::Person),
    ] {
        assert_eq!(kind(&format!("From: <{from}>\nSubject: {subject}"), "Hello"), expected, "{from} {subject}");
    }
}

#[test]
fn a_text_that_says_it_is_automatic_is_believed_and_a_quoted_one_is_not() {
    for text in [
        "Ticket 5 was closed.\n\nThis is an automated message.",
        "Done.\n\n--\nPlease do not reply to this email.",
        "Ihr Ticket ist da.\n\nDiese E-Mail wurde automatisch erstellt. Bitte antworten Sie nicht auf diese Nachricht.",
        "Votre demande est close.\n\nMerci de ne pas répondre à ce message.",
        "Su caso se ha cerrado.\n\nPor favor, no responda a este correo.",
    ] {
        assert_eq!(kind("Subject: x", text), Kind::Notice, "{text}");
    }
    for text in [
        "See below, what is this?\n\n> This is an automated message.\n> Please do not reply to this email.",
        "We automatically generated the reports last week. Could you look at them?",
        "Our new workflow sends mails that say please do not reply to this email, and clients hate it.",
        "Ich habe Ihre Rechnung erhalten, aber automatisch abgebucht wurde nichts.",
    ] {
        assert_eq!(kind("Subject: x", text), Kind::Person, "{text}");
    }
}

#[test]
fn a_footer_makes_no_machine_of_a_person() {
    for text in [
        "Wann können wir starten?\n\nTom\n\nDiese E-Mail wurde automatisch auf Viren geprüft.",
        "Das Angebot liegt beim Vorstand.\n\nTom\n\nDiese Nachricht wurde automatisch verschlüsselt versendet.",
        "Le dossier est à la direction.\n\nTom\n\nCe message a été automatiquement analysé par notre antivirus.",
        "El contrato está con dirección.\n\nTom\n\nEste mensaje ha sido analizado automáticamente en busca de virus.",
        "The board has it.\n\nTom\n\nThis email has been automatically scanned for viruses.",
        "The board has it.\n\nTom\n\nThis message was automatically encrypted when it was sent.",
        "The board has it.\n\nPlease do not reply to this address for invoices, use ap@example.com.",
        "Our mailbox is not monitored at weekends. Can you send the price by Friday?",
    ] {
        assert_eq!(kind("Subject: Offer", text), Kind::Person, "{text}");
    }
    let asks = "When can we start?\n\nTom\n\nThis is an automated message. Please do not reply to this email.";
    assert_eq!(kind("Subject: Re: Offer\nIn-Reply-To: <a@b.example>", asks), Kind::Person);
    assert_eq!(kind("Subject: Re: Offer\nIn-Reply-To: <a@b.example>\nAuto-Submitted: auto-generated", asks), Kind::Notice);
    let ticket = "Your request 5 was received.\n\nThis is an automated message. Please do not reply to this email.";
    assert_eq!(kind("Subject: Re: Offer\nIn-Reply-To: <a@b.example>", ticket), Kind::Notice);
}

#[test]
fn an_absence_is_known_by_its_text_only_beyond_doubt() {
    for text in [
        "Hello,\n\nI am out of the office until 3 May with limited access to email.\n\nAnna",
        "Guten Tag,\nich bin bis 3. Mai im Urlaub. In dringenden Fällen wenden Sie sich an bob@example.com.",
        "Bonjour,\nje suis absente jusqu'au 3 mai. En cas d'urgence, contactez Bob.",
        "Hola,\nestoy de vacaciones hasta el 3 de mayo. En caso de urgencia, contacte con Bob.",
    ] {
        assert_eq!(kind("Subject: Offer", text), Kind::AutoReply, "{text}");
        assert_eq!(kind("Subject: Offer", &format!("{text}\n\n> Could you call?")), Kind::Person, "{text}");
    }
    assert_eq!(kind("Subject: x", "I am out of the office until Monday. Could you send it then?"), Kind::Person);
    assert_eq!(kind("Subject: x", "I was on vacation. The offer looks good."), Kind::Person);
}

#[test]
fn an_answer_that_is_an_absence_note_and_nothing_else_is_a_machines() {
    for text in [
        "Ich bin bis 14. Dezember nicht im Büro.",
        "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin bis einschließlich 14. Dezember nicht im Haus.\n\nMit freundlichen Grüßen\nJana Weber",
        "Ich bin bis zum 14.12. nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Frau Maier (maier@example.com).",
        "Ich befinde mich bis 14. Dezember in Elternzeit.",
        "I am out of the office until 14 December.\n\nAnna Keller",
        "Hi,\n\nI am on annual leave until Monday, 14 December and will reply when I am back.\n\nBest regards\nAnna",
        "I'm away until 14 December. For urgent matters please contact Bob Marsh.",
        "Je suis absente jusqu'au 14 décembre.",
        "Bonjour,\n\nje suis en déplacement jusqu'au 14 décembre.\n\nCordialement",
        "Estoy fuera de la oficina hasta el 14 de diciembre. Responderé a mi vuelta.",
        "Estoy de vacaciones hasta el 9 de diciembre. ¿Es urgente? Escriba a mi compañero Luis.",
        "I'm on annual leave until 7 December and will reply on my return. If urgent, could you contact Sue?",
        "I am out of the office until 14 December. Is it urgent? Please call Bob Marsh.",
        "Ich bin bis 14. Dezember im Urlaub. Ist es dringend? Dann wenden Sie sich bitte an Frau Maier.",
        "Je suis en congés jusqu'au 14 décembre. C'est urgent ? Contactez ma collègue Anne.",
    ] {
        for subject in ["AW: Offer", "RE: Offer", "Offer\nIn-Reply-To: <a@b.example>"] {
            assert_eq!(kind(&format!("Subject: {subject}"), text), Kind::AutoReply, "{text}");
        }
        assert_eq!(kind("Subject: AW: Offer", &format!("{text}\n\n> Could you call?")), Kind::Person, "{text}");
    }
}

#[test]
fn who_is_away_and_says_more_than_that_is_a_person() {
    for text in [
        "I'm out of the office next week, can we move our call?",
        "I am out of the office until Monday. Let's move our call to Tuesday.",
        "I am out of the office until Monday but the contract is signed.",
        "I am out of the office until Monday. Please send the contract to Bob.",
        "I am on leave until 14 December and would like to see the offer before that.",
        "I am out of the office today.",
        "I am out of the office until 14 December. If it is urgent, could you call me?",
        "I am out of the office until 14 December. Could you send the price to Bob?",
        "Estoy de vacaciones hasta el 9 de diciembre. ¿Es urgente el contrato para ustedes?",
        "We are out of the running until March.",
        "Ich bin bis 14. Dezember nicht im Büro, schicken Sie mir den Vertrag bitte danach.",
        "Ich bin bis Freitag nicht im Büro. Das Angebot passt so, wir bestellen nächste Woche.",
        "Ich bin morgen nicht im Büro.",
        "Je suis absente jusqu'au 14 décembre, pouvons-nous décaler notre appel",
        "Estoy fuera de la oficina hasta el lunes. Nos interesa la oferta.",
        "The price is fine. I am out of the office until 14 December.",
    ] {
        assert_eq!(kind("Subject: AW: Offer", text), Kind::Person, "{text}");
    }
}

#[test]
fn an_invitation_is_a_calendar_mail_and_a_file_is_none() {
    let mail = |part: &str| {
        kind(
            "Subject: x\nContent-Type: multipart/mixed; boundary=b",
            &format!("--b\n\nhi\n--b\n{part}\n\nBEGIN:VCALENDAR\n--b--\n"),
        )
    };
    assert_eq!(mail("Content-Type: text/calendar; method=REQUEST"), Kind::Calendar);
    assert_eq!(mail("Content-Type: text/calendar; charset=utf-8"), Kind::Calendar);
    assert_eq!(mail("Content-Type: text/calendar; name=x.ics\nContent-Disposition: attachment; filename=x.ics"), Kind::Person);
}

#[test]
fn each_kind_has_its_word() {
    for kind in [Kind::Person, Kind::Bulk, Kind::Notice, Kind::Calendar, Kind::Bounce, Kind::AutoReply] {
        assert_eq!(Kind::from_wire(kind.as_str()), Some(kind));
    }
    assert_eq!(Kind::from_wire("spam"), None);
}

proptest! {
    #[test]
    fn any_subject_and_text_are_survived(subject in any::<String>(), text in any::<String>()) {
        wording::is_absence_subject(&subject);
        wording::is_bounce_subject(&subject);
        wording::is_bounce_text(&text);
        wording::is_absence_text(&text);
        stems::may_be_automatic(&text);
        crate::mail::absence::is_note(&text);
    }
}
