//! What absent people leave behind.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// A Monday.
const WRITTEN_ON: Date = date(2026, 11, 16);

fn read(text: &str) -> Absence {
    absence("Automatic reply: Offer", text, WRITTEN_ON, "anna@example.com")
}

fn back_on(text: &str) -> Option<Date> {
    match read(text) {
        Absence::Away { back_on, .. } => match back_on {
            Some(Back::In(month)) => panic!("only the month {month}: {text}"),
            Some(Back::On(day)) => Some(day),
            None => None,
        },
        other => panic!("{other:?}: {text}"),
    }
}

#[test]
fn the_first_day_back_is_read_in_many_forms() {
    for (text, expected) in [
        ("I am out of the office until 20 November.", date(2026, 11, 21)),
        ("I am out of the office until Friday, November 20th, 2026.", date(2026, 11, 21)),
        ("I'm on vacation through November 20.", date(2026, 11, 21)),
        ("I will be back on Monday 23 November.", date(2026, 11, 23)),
        ("I am out from 16 November until 20 November and back on 23 November.", date(2026, 11, 23)),
        ("I am away from 16 to 20 November.", date(2026, 11, 21)),
        ("I will be out of office 16-20 November.", date(2026, 11, 21)),
        ("I will be returning to the office on 2026-11-23.", date(2026, 11, 23)),
        ("I am out of the office, back 11/23/2026.", date(2026, 11, 23)),
        ("I will not be back in the office until 23 November.", date(2026, 11, 23)),
        ("I'm out of the office, back on Wednesday.", date(2026, 11, 18)),
        ("I am out of the office today.", date(2026, 11, 17)),
        ("I am on leave until January 5.", date(2027, 1, 6)),
        ("Ich bin bis 20.11. nicht im Büro.", date(2026, 11, 21)),
        ("Ich bin bis einschließlich 20.11.2026 im Urlaub.", date(2026, 11, 21)),
        ("Ich bin ab dem 23.11. wieder erreichbar.", date(2026, 11, 23)),
        ("Ab Montag, den 23. November, bin ich wieder für Sie da.", date(2026, 11, 23)),
        ("Ich bin vom 16. bis 20. November im Urlaub.", date(2026, 11, 21)),
        ("Ich bin erst am 23.11.26 wieder im Haus.", date(2026, 11, 23)),
        ("Je suis absent jusqu'au 20 novembre inclus.", date(2026, 11, 21)),
        ("Je serai de retour le lundi 23 novembre.", date(2026, 11, 23)),
        ("Je suis en congés du 16 au 20 novembre.", date(2026, 11, 21)),
        ("Je suis absente jusqu'au 03/12/2026.", date(2026, 12, 4)),
        ("Je suis absent jusqu'au vendredi 27 novembre. Je vous répondrai à mon retour.", date(2026, 11, 28)),
        ("Estoy fuera de la oficina hasta el 20 de noviembre.", date(2026, 11, 21)),
        ("Vuelvo el 23 de noviembre de 2026.", date(2026, 11, 23)),
        ("Estaré de vacaciones del 16 al 20 de noviembre.", date(2026, 11, 21)),
        ("Estarei de férias até 20 de novembro.", date(2026, 11, 21)),
        ("Ik ben afwezig tot 20 november.", date(2026, 11, 21)),
        ("Ik ben vanaf 23 november weer bereikbaar.", date(2026, 11, 23)),
    ] {
        assert_eq!(back_on(text), Some(expected), "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_not_read() {
    assert_eq!(back_on("I am out of the office until 12/01/2027."), Some(date(2027, 1, 13)), "1 December would be a year away");
    assert_eq!(back_on("I am out of the office until 01/02/2027."), None);
    assert_eq!(back_on("I am out of the office until 03/04/2026."), None);
    assert_eq!(absence("", "I am out of the office until 03/04/2026.", date(2026, 3, 1), "a@x.test"), away(None));
    assert_eq!(
        absence("", "I am out of the office until 03/04/2026.", date(2026, 3, 20), "a@x.test"),
        away(Some(date(2026, 4, 4)))
    );
    assert_eq!(back_on("I am out of the office. Our hotline is open Monday to Friday."), None);
    assert_eq!(back_on("I am out of the office with limited access to email."), None);
    assert_eq!(back_on("I am away. Our fair on 3 December was great."), None);
    assert_eq!(back_on("I am out of the office until 10 November."), None, "an old notice");
}

fn away(back_on: Option<Date>) -> Absence {
    Absence::Away { back_on: back_on.map(Back::On), delegate: None }
}

#[test]
fn a_month_with_its_year_is_when_somebody_is_back() {
    for text in [
        "I am on parental leave until March 2027.",
        "I will be on maternity leave until the beginning of March 2027.",
        "I am on sabbatical and will be back in March 2027.",
        "Ich bin bis März 2027 in Elternzeit.",
        "Ich bin ab März 2027 wieder erreichbar.",
        "Je suis en congé parental jusqu'en mars 2027.",
        "Je suis en congé maternité, de retour en mars 2027.",
        "Estoy de baja por maternidad hasta marzo de 2027.",
        "Estoy de permiso de paternidad y vuelvo en marzo de 2027.",
    ] {
        let back = Some(Back::In(date(2027, 3, 1)));
        assert_eq!(read(text), Absence::Away { back_on: back, delegate: None }, "{text}");
    }
}

#[test]
fn the_end_of_a_month_is_its_last_day_and_its_midst_is_none() {
    for (text, expected) in [
        ("I am on parental leave until the end of March 2027.", Some(date(2027, 4, 1))),
        ("I am on parental leave through March 2027.", Some(date(2027, 4, 1))),
        ("Ich bin bis Ende Februar 2027 in Elternzeit.", Some(date(2027, 3, 1))),
        ("Je suis en congé jusqu'à fin mars 2027.", Some(date(2027, 4, 1))),
        ("Estoy de baja hasta finales de marzo de 2027.", Some(date(2027, 4, 1))),
        ("I am on leave until mid March 2027.", None),
        ("Ich bin bis Mitte März 2027 in Elternzeit.", None),
        ("I am on leave. Our fair in March 2027 is not touched by that.", None),
        ("I have been on leave since March 2026.", None),
        ("I was on leave until March 2026.", None),
    ] {
        assert_eq!(back_on(text), expected, "{text}");
    }
}

#[test]
fn a_subject_can_name_the_day() {
    assert_eq!(absence("Out of office until 20 November", "", WRITTEN_ON, ""), away(Some(date(2026, 11, 21))));
}

#[test]
fn who_stands_in_is_named() {
    let text = "I am out of the office. Contact Bob.Marsh@example.com.\n\nAnna <anna@example.com>";
    assert_eq!(read(text), Absence::Away { back_on: None, delegate: Some("bob.marsh@example.com".to_owned()) });
}

#[test]
fn who_has_left_is_told_from_who_is_away() {
    for text in [
        "I am no longer with Example Corp. Please contact bob@example.com.",
        "Anna Keller has left the company. Please write to bob@example.com.",
        "I no longer work at Example. bob@example.com",
        "Ich bin nicht mehr im Unternehmen tätig. bob@example.com",
        "Frau Keller ist aus dem Unternehmen ausgeschieden: bob@example.com",
        "Je ne travaille plus chez Example. Contactez bob@example.com",
        "Anna a quitté la société. bob@example.com",
        "Ya no trabajo en Example. Escriba a bob@example.com",
        "Anna ya no forma parte de la empresa: bob@example.com",
        "Não trabalho mais na empresa. bob@example.com",
        "Ik ben niet meer werkzaam bij Example. bob@example.com",
    ] {
        assert_eq!(read(text), Absence::Left { successor: Some("bob@example.com".to_owned()) }, "{text}");
    }
}

#[test]
fn receipts_of_requests_are_no_absence() {
    for text in [
        "Thank you for contacting support. Your ticket 4711 has been created.",
        "Vielen Dank für Ihre Anfrage. Wir haben Ihre Nachricht erhalten.",
        "Nous avons bien reçu votre demande.",
        "Hemos recibido su solicitud.",
    ] {
        assert_eq!(read(text), Absence::Other, "{text}");
        assert_eq!(absence("[Ticket 4711] Offer", text, WRITTEN_ON, ""), Absence::Other);
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(subject in any::<String>(), text in "([0-9]{1,4}|[./-]| |until|back|on|bis|May|Monday|é|@|a){0,60}", any in any::<String>()) {
        absence(&subject, &text, WRITTEN_ON, "");
        absence(&text, &any, Date::MAX, "");
        absence(&text, &text, Date::MIN, "");
    }
}
