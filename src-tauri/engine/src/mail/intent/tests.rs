//! What people write, and what they do not mean by it.

use proptest::prelude::*;

use super::*;

mod english;
mod french;
mod german;
mod meetings;
mod spanish;
mod times;
mod wishes;
mod yes;

fn all_are(wanted: Intent, texts: &[&str]) {
    let wrong: Vec<_> = texts.iter().map(|text| (*text, intent(text).intent)).filter(|(_, is)| *is != wanted).collect();
    assert!(wrong.is_empty(), "not {wanted:?}: {wrong:#?}");
}

#[test]
fn who_wants_no_more_mail_is_heard() {
    all_are(
        Intent::OptOut,
        &[
            "unsubscribe",
            "STOP",
            "Please unsubscribe. Thanks",
            "Abmelden!",
            "désabonner svp",
            "Baja",
            "Hi,\n\nplease remove me from your list.\n\nBob",
            "Please take us off your mailing list.",
            "I don't want to receive these emails anymore.",
            "Stop emailing me.",
            "Please do not contact me again.",
            "Kindly delete my data from your database.",
            "How do I unsubscribe from this?",
            "We are not interested. Please remove my email address from your database.",
            "No further emails please.",
            "I'd like to opt out.",
            "We no longer wish to be contacted by you.",
            "Bitte nehmen Sie mich aus Ihrem Verteiler.",
            "Bitte keine weiteren E-Mails.",
            "Ich möchte keine Mails mehr von Ihnen erhalten.",
            "Bitte löschen Sie meine Daten.",
            "Kontaktieren Sie mich bitte nicht mehr.",
            "Tragen Sie uns bitte aus.",
            "Hiermit widerspreche ich der Nutzung meiner Daten zu Werbezwecken.",
            "Merci de me retirer de votre liste.",
            "Je ne souhaite plus recevoir vos mails.",
            "Veuillez ne plus me contacter.",
            "Désinscrivez-moi de votre newsletter.",
            "Por favor, elimínenme de su lista.",
            "No deseo recibir más correos.",
            "Quiero darme de baja.",
            "Dejen de enviarme correos, por favor.",
            "No me escriban más.",
            "Por favor remova meu email da sua lista.",
            "Ik wil geen mails meer ontvangen.",
        ],
    );
}

#[test]
fn who_has_no_questions_asks_nothing() {
    all_are(
        Intent::Acknowledges,
        &[
            "Thanks, no questions from my side.",
            "Thank you, Dana. No further questions from our side.\n\nInes",
            "Thanks for the offer. We have no more questions for now.",
            "Thanks, I don't have any questions at the moment.",
            "Danke, keine Fragen.",
            "Vielen Dank, von meiner Seite keine Fragen mehr.",
            "Danke, ich habe keine weiteren Fragen.",
            "Danke, dazu habe ich keine Fragen.",
            "Merci, pas de questions.",
            "Merci beaucoup, pas de questions de mon côté.",
            "Merci, je n'ai pas d'autres questions.",
            "Merci, aucune question de notre part.",
            "Gracias, ninguna pregunta.",
            "Muchas gracias, ninguna pregunta por mi parte.",
            "Gracias, no tengo más preguntas.",
            "Gracias, sin preguntas por nuestra parte.",
            "Gracias, no tenemos dudas.",
        ],
    );
    all_are(
        Intent::Asks,
        &[
            "Thanks, no questions from my side. Could you send the contract?",
            "No questions about the price, but is hosting included?",
            "Thanks. Two questions from my side about the term.",
            "Danke, keine Fragen zum Preis. Noch eine Frage zur Laufzeit.",
            "Merci, pas de questions. Pouvez-vous envoyer le devis",
            "Gracias, ninguna pregunta. ¿Puede enviar el contrato?",
        ],
    );
}

#[test]
fn a_mail_is_read_as_it_is_seen() {
    all_are(Intent::OptOut, &["Please un\u{200B}subscribe me", "<!-- x -->unsubscribe"]);
    all_are(Intent::Acknowledges, &["<!--\n p { how is it? }\n-->\nThanks!", "Tha\u{AD}nks!"]);
}

#[test]
fn what_a_mail_asks_is_given_in_order_and_cut_behind_a_word() {
    let text = "Hi Bob,\n\nthanks for Tuesday. Could you send the\nrevised offer by Friday? We have 1.5 M for it.";
    assert_eq!(asked(text), ["Could you send the revised offer by Friday?"]);
    assert_eq!(asked("- price?\n- term?"), ["price?", "term?"]);
    assert_eq!(asked("Could we meet on Tuesday?\n\nWhat is the price?"), ["Could we meet on Tuesday?", "What is the price?"]);
    assert_eq!(asked("We still need the contract. What is it?\nWho?\nWhen?\nWhere?"), ["What is it?", "Who?", "When?"]);
    assert_eq!(asked("Thanks, got it."), [""; 0]);
    let long = asked(&format!("Could you {}?", "really ".repeat(100)));
    assert!(long[0].chars().count() <= 200 && long[0].ends_with("really…"), "{long:?}");
}

#[test]
fn talk_of_other_peoples_lists_is_no_opt_out() {
    for text in [
        "Please remove João from the thread.",
        "Where is the unsubscribe link in your product?",
        "We want to unsubscribe 5 users.",
        "Could you stop by our office on Friday?",
        "Please do not send the invoice to Bob, he has left.",
        "Our customers keep asking how they can unsubscribe.",
        "Bitte entfernen Sie Herrn Maier aus dem Verteiler der Einladung.",
        "Please delete the old contract.",
        "Don't hesitate to contact me.",
        "Merci de retirer la ligne 3 du devis.",
        "Baja el precio y firmamos.",
        "We will stop the pilot in May.",
    ] {
        assert_ne!(intent(text).intent, Intent::OptOut, "{text}");
    }
}

#[test]
fn a_subject_alone_can_opt_out() {
    assert_eq!(opts_out("Unsubscribe", "").as_deref(), Some("Unsubscribe"));
    assert_eq!(opts_out("Re: STOP", "Anna").as_deref(), Some("STOP"));
    assert_eq!(
        opts_out("Re: our offer", "Please remove me from your list.").as_deref(),
        Some("Please remove me from your list.")
    );
    assert_eq!(opts_out("Unsubscribe rates in Q3", "See attached."), None);
}

#[test]
fn who_wants_to_meet_is_heard() {
    all_are(
        Intent::MeetingRequest,
        &[
            "Does Thursday 10:00 work for a call?",
            "Do you have 30 minutes next week?",
            "Could we schedule a demo?",
            "Happy to jump on a quick call next week.",
            "Can you send me a few times that work for you?",
            "When are you free to talk?",
            "Let's set up a call with our CTO.",
            "I'm available Tuesday or Wednesday afternoon.",
            "What does your availability look like? And what is the price?",
            "Can we move our call to Friday?",
            "We would love to see a demo.",
            "Könnten wir nächste Woche telefonieren?",
            "Haben Sie am Donnerstag Zeit für ein Gespräch?",
            "Anbei unser Terminvorschlag: Montag, 10 Uhr.",
            "Passt Ihnen Dienstag um 14 Uhr?",
            "Wann hätten Sie Zeit?",
            "Können wir einen Termin vereinbaren?",
            "Seriez-vous disponible jeudi pour un appel ?",
            "Auriez-vous un créneau la semaine prochaine ?",
            "Pourrions-nous organiser une visio ?",
            "¿Podemos agendar una llamada?",
            "¿Le viene bien el martes a las 10?",
            "¿Tendría disponibilidad esta semana para una reunión?",
            "Podemos marcar uma reunião?",
            "Kunnen we volgende week bellen?",
        ],
    );
}

#[test]
fn a_meeting_that_is_only_spoken_of_asks_for_none() {
    for text in [
        "Looking forward to our call.",
        "As discussed in the call, we need the DPA first. Could you send it?",
        "Is the meeting still on?",
        "Thanks for the great demo.",
        "Könnten Sie mir das Protokoll unseres Gesprächs schicken?",
        "Merci pour l'appel d'hier.",
        "Gracias por la reunión.",
        "No need for a call, we have decided.",
        "Does Friday work for the delivery?",
        "We had a meeting with the board and they like it.",
    ] {
        assert_ne!(intent(text).intent, Intent::MeetingRequest, "{text}");
    }
    assert_eq!(intent("Is the meeting still on?").intent, Intent::Asks);
}

#[test]
fn mere_thanks_are_told_from_thanks_with_matter() {
    all_are(
        Intent::Acknowledges,
        &[
            "Got it, thanks!",
            "Thanks",
            "Hi Anna,\n\nthank you for the quick reply!\n\nBob",
            "Perfect, see you on Tuesday.",
            "Received, many thanks. Have a great weekend!",
            "Sounds good.",
            "Will do, thanks Anna.",
            "Perfekt, danke, bis Dienstag",
            "Hallo Anna,\nvielen Dank für die Unterlagen.\nViele Grüße",
            "Alles klar, danke!",
            "Bien reçu, merci",
            "Merci beaucoup pour votre retour. Bonne journée !",
            "C'est noté, merci.",
            "Recibido, mil gracias",
            "Perfecto, muchas gracias. Un saludo",
            "Obrigado, recebido!",
            "Bedankt, ontvangen.",
        ],
    );
    all_are(
        Intent::Says,
        &[
            "",
            "Thanks. Our legal team has signed the contract today.",
            "Danke, der Vertrag geht am Freitag an unsere Rechtsabteilung.",
            "Merci, nous avons transmis le dossier à la direction.",
            "Gracias, el contrato está en manos de nuestro abogado.",
            "The budget for the project was approved yesterday.",
        ],
    );
    assert!(acknowledges("Danke!") && !acknowledges("Danke, aber wann?"));
}

#[test]
fn a_polite_no_is_told_from_a_question() {
    all_are(
        Intent::Declines,
        &[
            "Thanks for the offer. We decided to go with another vendor.",
            "This is not a priority this year.",
            "Unfortunately we have no budget for this.",
            "We're not interested at the moment.",
            "Wir haben uns für einen anderen Anbieter entschieden.",
            "Leider haben wir derzeit keinen Bedarf.",
            "Nous avons retenu un autre prestataire.",
            "Nous ne donnerons pas suite à votre proposition.",
            "Hemos decidido seguir con otro proveedor.",
            "No nos interesa en este momento.",
        ],
    );
    all_are(
        Intent::Asks,
        &[
            "We have not decided yet. What does the support cost?",
            "Could you send the contract?",
            "Können Sie uns ein Angebot schicken?",
            "Quel est le prix ?",
            "¿Cuánto cuesta?",
        ],
    );
}

#[test]
fn the_sentence_that_decided_is_given_in_one_line() {
    assert_eq!(
        intent("Hi Bob,\n\nthanks. We decided to go\nwith another vendor.").excerpt,
        "We decided to go with another vendor."
    );
    assert_eq!(intent("Hi Bob,\n\nThe board approved the budget.").excerpt, "The board approved the budget.");
    assert!(intent(&"ja und nein ".repeat(100)).excerpt.chars().count() <= 200);
    for intent in [Intent::OptOut, Intent::MeetingRequest, Intent::Asks, Intent::Acknowledges, Intent::Declines, Intent::Says] {
        assert_eq!(Intent::from_wire(intent.as_str()), Some(intent));
    }
}

/// What of these lines is read otherwise, of how many.
fn otherwise(wanted: &[Intent], lines: &str) -> (Vec<String>, usize) {
    let lines: Vec<&str> = lines.lines().filter(|line| !line.is_empty()).collect();
    let is_wrong = |line: &&&str| !wanted.contains(&intent(line).intent);
    (lines.iter().filter(is_wrong).map(|line| format!("{:?}: {line}", intent(line).intent)).collect(), lines.len())
}

#[test]
fn families_of_each_language_are_heard() {
    use Intent::{Acknowledges, Asks, Declines, MeetingRequest, OptOut, Says};
    let (mut all, mut n_all) = (Vec::new(), 0);
    let lists = [
        (english::ASKS, english::MEETING, english::THANKS, english::SAYS, english::OPT_OUT, english::STAYS),
        (german::ASKS, german::MEETING, german::THANKS, german::SAYS, german::OPT_OUT, german::STAYS),
        (french::ASKS, french::MEETING, french::THANKS, french::SAYS, french::OPT_OUT, french::STAYS),
        (spanish::ASKS, spanish::MEETING, spanish::THANKS, spanish::SAYS, spanish::OPT_OUT, spanish::STAYS),
    ];
    for (asks, meeting, thanks, says, opt_out, stays) in lists {
        for (wanted, lines) in [
            (&[Asks][..], asks),
            (&[MeetingRequest], meeting),
            (&[Acknowledges], thanks),
            (&[Says, Declines], says),
            (&[OptOut], opt_out),
            (&[Asks, Says, Declines, MeetingRequest], stays),
        ] {
            let (wrong, n) = otherwise(wanted, lines);
            n_all += n;
            all.extend(wrong);
        }
    }
    // These are there to show where hearing is weak; a single one says little.
    assert!(all.len() * 25 <= n_all, "{} of {n_all} read otherwise: {all:#?}", all.len());
}

proptest! {
    #[test]
    fn any_text_is_survived(subject in any::<String>(), text in any::<String>()) {
        opts_out(&subject, &text);
        prop_assert!(intent(&text).excerpt.chars().count() <= 200);
    }
}
