//! Who wants no more mail, and who only uses the words of it. A wish that is heard wrongly loses a buyer at once.

use super::*;

fn wants_none(texts: &[&str]) {
    let missed: Vec<_> = texts.iter().filter(|text| opts_out("Re: Our offer", text).is_none()).collect();
    assert!(missed.is_empty(), "no wish heard: {missed:#?}");
}

fn wants_more(texts: &[&str]) {
    let heard: Vec<_> = texts.iter().filter_map(|text| Some((text, opts_out("Re: Our offer", text)?))).collect();
    assert!(heard.is_empty(), "a wish heard: {heard:#?}");
}

#[test]
fn a_single_mail_or_matter_is_no_wish_about_all_mail() {
    wants_more(&[
        "Please delete my last email, the numbers were wrong. We need 42 seats.",
        "Please delete our previous message, it was meant for somebody else.",
        "Please remove my email from Friday from the file, it has the old prices.",
        "Bitte löschen Sie meine letzte E-Mail, die Zahlen waren falsch. Wir brauchen 42 Plätze.",
        "Bitte löschen Sie unsere Mail von gestern.",
        "Merci de supprimer mon dernier mail, les chiffres étaient faux. Il nous faut 42 licences.",
        "Supprimez mon message précédent, s'il vous plaît.",
        "Por favor, elimine mi último correo, las cifras estaban mal. Necesitamos 42 licencias.",
        "Borre mi correo anterior, por favor.",
        "Do not follow up with Kevin, I have taken this over. Which price holds for 60?",
        "Don't follow up with our lawyers, they have signed.",
        "Bitte melden Sie sich nicht mehr bei Herrn Maier, ich übernehme das.",
        "Ne relancez plus Kevin, je m'en occupe. Quel est le prix pour 60 ?",
        "No escriban más a Kevin, ahora lo llevo yo.",
        "Please remove me from the approval step, Carla signs from now on.",
        "Take me off the list of signatories, Carla signs.",
        "Bitte nehmen Sie mich aus der Freigabe, Carla unterschreibt.",
        "Bitte nehmen Sie mich aus dem Freigabeprozess.",
        "Retirez-moi de la liste des signataires, c'est Carla qui signe.",
        "Quíteme de la lista de firmantes, ahora firma Carla.",
        "Keep me out of the price talks, that is Carla's matter. Could you send me the technical annex?",
        "Leave me out of the call on Friday.",
        "Halten Sie mich aus den Preisgesprächen raus. Könnten Sie mir den technischen Anhang schicken?",
    ]);
}

#[test]
fn a_thing_that_is_not_to_be_sent_is_no_wish_about_all_mail() {
    wants_more(&[
        "Ne m'envoyez plus la version anglaise, nos équipes lisent le français. Quand arrive la version française ?",
        "Ne nous envoyez plus les factures par courrier, déposez-les sur le portail.",
        "No me mandes el contrato por correo, súbelo al portal.",
        "No nos envíe más la versión antigua del contrato.",
        "Don't send me the contract by email, upload it to the portal.",
        "Please don't send us any more paper invoices. Is a PDF possible?",
        "Stop sending me the English version, we read French. When is the French one due?",
        "Schicken Sie mir bitte keine Papierrechnungen mehr, PDF genügt.",
        "Bitte schreiben Sie mir den Preis nicht mehr in Dollar.",
        "Please do not email me the password, call me instead.",
        "We want no further discounts, we want the contract. Please send it.",
    ]);
}

#[test]
fn rights_and_consents_of_others_are_no_wish() {
    wants_more(&[
        "¿El contrato cubre el derecho de supresión de los datos de nuestros conductores?",
        "How would one of our drivers withdraw his consent to location tracking?",
        "Does your DPA cover the right to erasure?",
        "Can an employee object to the processing of his data?",
        "Wie kann ein Fahrer seine Einwilligung widerrufen?",
        "Können unsere Mitarbeiter der Verarbeitung ihrer Daten widersprechen?",
        "Comment un chauffeur retire-t-il son consentement ?",
        "Le contrat couvre-t-il le droit à l'effacement des données ?",
        "¿Cómo puede un conductor revocar su consentimiento?",
        "How can our drivers delete their data from your database?",
    ]);
}

#[test]
fn a_change_of_what_was_bought_is_no_wish() {
    wants_more(&[
        "Queremos cancelar nuestra suscripción del módulo básico y pasar al módulo completo.",
        "We want to cancel our subscription of the basic module and move to the full one.",
        "Please cancel our subscription at the end of the year.",
        "Wir möchten unser Abonnement des Basismoduls kündigen und auf das volle wechseln.",
        "Nous voulons résilier notre abonnement de base et passer au module complet.",
        "Please remove my address from the delivery note and put in the depot's.",
        "Bitte entfernen Sie unsere Adresse aus dem Vertragsentwurf, wir ziehen um.",
        "Veuillez retirer notre nom de la page des références, la direction préfère. Le contrat est signé.",
    ]);
}

#[test]
fn who_carries_the_business_on_wants_mail() {
    wants_more(&[
        "Please no more reminders, we are on it. We take the 60 seats, please send the contract.",
        "Not about the trial any more: please stop these reminders. When can you start?",
        "Bitte keine weiteren Mails zum Test, wir sind überzeugt. Schicken Sie uns den Vertrag?",
        "Merci de ne plus nous relancer sur le test. Pouvez-vous envoyer le contrat ?",
        "No me mande más correos sobre la prueba. ¿Cuándo podemos firmar?",
    ]);
    wants_none(&[
        "Unsubscribe me. Who gave you my address?",
        "Please remove me from your mailing list. Could you confirm that you have done so?",
        "Stop emailing me. How did you get my address?",
        "Nehmen Sie mich aus dem Verteiler. Woher haben Sie meine Adresse?",
        "Bitte löschen Sie meine Daten und bestätigen Sie mir die Löschung.",
        "Ne m'écrivez plus. Où avez-vous trouvé mon adresse ?",
        "Denme de baja. ¿De dónde han sacado mi correo?",
        "What part of no did you not understand? Do not contact me again.",
        "Please send your offers to somebody else and stop emailing me.",
    ]);
}

#[test]
fn the_writers_own_footer_is_no_wish() {
    wants_more(&[
        "We take the 60 seats, please send the contract.\n\nMaria\nIf you no longer wish to receive emails from us, reply STOP.",
        "The board has approved it.\n\nTo unsubscribe from our emails, click here.",
        "The board has approved it.\n\nYou receive this because you are a customer. You can opt out of our emails at any time.",
        "The board has approved it.\n\nIf you do not want to hear from us any more, let us know.",
        "Der Vorstand hat zugestimmt.\n\nSie möchten keine E-Mails mehr von uns? Hier abmelden:",
        "Der Vorstand hat zugestimmt.\n\nWenn Sie keine weiteren E-Mails von uns erhalten möchten, antworten Sie mit STOPP.",
        "Der Vorstand hat zugestimmt.\n\nFalls Sie unseren Newsletter abbestellen möchten, klicken Sie hier.",
        "La direction a donné son accord.\n\nSi vous ne souhaitez plus recevoir nos messages, répondez STOP.",
        "La direction a donné son accord.\n\nPour vous désabonner de nos envois, cliquez ici.",
        "La dirección ha dado el visto bueno.\n\nSi no desea recibir más correos nuestros, responda BAJA",
        "La dirección ha dado el visto bueno.\n\nSi ya no quiere recibir nuestros mensajes, puede darse de baja aquí.",
    ]);
    wants_none(&[
        "If you email me again I will report you. Remove me from your list.",
        "If you have my address in your list, please remove me from it.",
        "If you would take me off your mailing list, I'd be grateful.",
        "Wenn Sie so freundlich wären, mich aus dem Verteiler zu nehmen.",
    ]);
}

#[test]
fn what_somebody_else_said_is_no_wish() {
    wants_more(&[
        "One of the people on our list answered this:\n\"Please remove me from your list.\"\nDoes your tool catch that?",
        "A customer wrote to us: “Stop emailing me. I never signed up.” That is why we look for a tool.",
        "Ein Kunde schrieb: „Nehmen Sie mich aus dem Verteiler.“ Das soll nicht mehr vorkommen.",
        "Un client a écrit : « Ne m'envoyez plus de mails. » Voilà le problème.",
    ]);
    wants_none(&[
        "\"unsubscribe\"",
        "\"Please remove me from your list.\"",
        "I say it once more: \"stop\". Do not write to me again.",
    ]);
}

#[test]
fn politer_and_blunter_wishes_are_heard() {
    wants_none(&[
        "Melden Sie sich bitte nicht mehr.",
        "Bitte melden Sie sich nicht wieder bei uns.",
        "Melde dich bitte nicht mehr.",
        "Wir möchten keine Angebote mehr bekommen.",
        "Ich will keine Anfragen mehr von Ihnen erhalten.",
        "Bitte ersparen Sie uns weitere Mails.",
        "Hören Sie bitte mit den Erinnerungen auf.",
        "Wir wünschen keinen weiteren Kontakt.",
        "Por favor eliminad mi correo de vuestra base.",
        "Quitadnos de vuestra lista, por favor.",
        "Basta ya de correos, por favor.",
        "Preferiría no recibir más mensajes suyos.",
        "Veuillez cesser tout envoi à cette adresse.",
        "Merci d'arrêter vos relances.",
        "Je préférerais ne plus avoir de vos nouvelles.",
        "Ça suffit avec les relances.",
        "I'd rather not hear from you any more.",
        "We would rather you didn't write to us any more.",
        "Would you mind not writing to me anymore?",
        "Could you please not contact us again?",
        "Kindly take me off whatever list this is.",
        "Get me off this thing, whatever it is you send from.",
        "Stop it with the follow-ups please.",
        "Enough with the emails, please.",
        "Please quit emailing me.",
        "No more reminders, please.",
        "I don't want your emails.",
        "Please leave us in peace.",
        "Keep me out of your mailings.",
        "Delete my email address from your system.",
        "I withdraw my consent.",
        "Ejerzo mi derecho de supresión.",
        "Please cancel my subscription to your newsletter.",
    ]);
}
