//! A yes is no mere thanks: it is what the operator waited for.

use super::*;

#[test]
fn a_yes_is_something_said() {
    all_are(
        Intent::Says,
        &[
            "OK, we take it.",
            "We'll take it, thanks!",
            "We accept. Thank you!",
            "Deal!",
            "Ok, deal.",
            "Agreed, thanks.",
            "Yes, thanks!",
            "The price works for us. Thanks!",
            "Works for us, thank you.",
            "Count us in, thanks!",
            "Great, we accept the offer.",
            "Hi Dana,\n\nthat is fine with us.\n\nTom",
            "Wir nehmen das Angebot an. Danke!",
            "Danke, wir nehmen es.",
            "Mir passt das Angebot so.",
            "Das Angebot passt, danke!",
            "Einverstanden, danke.",
            "Abgemacht!",
            "Wir machen das so. Danke!",
            "C'est bon pour nous.",
            "Merci, nous acceptons l'offre.",
            "Ok pour nous, merci.",
            "Cela nous convient, merci !",
            "Affaire conclue, merci !",
            "De acuerdo, adelante. Gracias.",
            "Nos parece bien. Gracias.",
            "Aceptamos la oferta, gracias.",
            "Trato hecho, gracias.",
            "Sí, gracias.",
        ],
    );
}

#[test]
fn a_named_time_is_no_mere_thanks() {
    for text in [
        "Friday 3pm is fine, thanks!",
        "Thursday please. Thanks",
        "Tuesday at 10 works, thank you!",
        "Great, Monday at 9 then. Thanks!",
        "3pm is perfect, thanks.",
        "Freitag um 10 passt, danke!",
        "Danke, Dienstag 14 Uhr geht.",
        "Dann Mittwoch, bitte. Danke!",
        "Jeudi à 10h me convient, merci !",
        "Mardi alors, merci.",
        "El jueves a las 10 me va bien, gracias.",
        "Viernes, por favor. Gracias",
    ] {
        let read = intent(text).intent;
        assert!(matches!(read, Intent::Says | Intent::Asks | Intent::MeetingRequest), "{text}: {read:?}");
    }
}

#[test]
fn thanks_receipts_and_farewells_stay_acknowledgements() {
    all_are(
        Intent::Acknowledges,
        &[
            "Thanks!",
            "Got it, thank you",
            "OK",
            "Yes",
            "Ja gerne",
            "Ok, thanks for the update.",
            "Yes, received, thanks!",
            "Danke, angekommen",
            "Danke, am Freitag erhalten.",
            "Merci pour mardi !",
            "Perfect, see you on Tuesday at 10.",
            "Super, bis Donnerstag um 10.",
            "Parfait, à jeudi !",
            "Perfecto, hasta el viernes.",
            "Thanks for Friday's call.",
            "Thanks, have a good Friday!",
        ],
    );
}
