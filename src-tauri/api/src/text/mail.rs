//! What stands in a mail beside its letter, in the language of its reader: a subject, the way out, the line above a quote.

use crate::Language;

pub fn first_touch_subject(language: Language, who: &str, company: Option<&str>) -> String {
    let named = !who.is_empty();
    let about = match language {
        Language::English if named => format!("a first word from {who}"),
        Language::English => "a first word".to_owned(),
        Language::German if named => format!("eine erste Nachricht von {who}"),
        Language::German => "eine erste Nachricht".to_owned(),
        // "De" would have to become "d’" before some names.
        Language::French if named => format!("{who} se présente"),
        Language::French => "un premier message".to_owned(),
        Language::Spanish if named => format!("un primer mensaje de {who}"),
        Language::Spanish => "un primer mensaje".to_owned(),
    };
    match (company, language) {
        (Some(company), Language::French) => format!("{company} : {about}"),
        (Some(company), _) => format!("{company}, {about}"),
        (None, _) => capitalized(&about),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// How somebody who is written to for the first time can end it. Says neither "du" nor "Sie", so that it fits either letter;
/// the word that it asks for is one that reading mail knows as a wish to get no more.
pub fn opt_out_line(language: Language) -> String {
    match language {
        Language::English => "If you do not want to hear from me again, answer with “unsubscribe” and I will not write again.",
        Language::German => {
            "Keine weiteren Nachrichten von mir gewünscht? Eine Antwort mit „Abmelden“ genügt, und ich schreibe nicht mehr."
        }
        Language::French => {
            "Pour ne plus recevoir de messages de ma part, il suffit de répondre « désinscription » et je n’écrirai plus."
        }
        Language::Spanish => "Para no recibir más mensajes míos, basta con responder «baja» y no volveré a escribir.",
    }
    .to_owned()
}

/// What stands in the place of the answer, which only the operator knows; a mail with it is held.
pub fn answer_placeholder(language: Language) -> &'static str {
    match language {
        Language::English => "[your answer]",
        Language::German => "[Ihre Antwort]",
        Language::French => "[votre réponse]",
        Language::Spanish => "[su respuesta]",
    }
}

/// The line that stands above a quoted mail.
pub fn quote_heading(language: Language, day: &str, time: &str, who: &str) -> String {
    match language {
        Language::English => format!("On {day} {time}, {who} wrote:"),
        Language::German => format!("Am {day} um {time} schrieb {who}:"),
        Language::French => format!("Le {day} à {time}, {who} a écrit :"),
        Language::Spanish => format!("El {day} a las {time}, {who} escribió:"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_subject_is_whole_with_and_without_names() {
        assert_eq!(
            first_touch_subject(Language::English, "Dana Reed", Some("Brightloom")),
            "Brightloom, a first word from Dana Reed"
        );
        assert_eq!(first_touch_subject(Language::German, "Dana Reed", None), "Eine erste Nachricht von Dana Reed");
        assert_eq!(first_touch_subject(Language::French, "Anna Reed", Some("Lumenard")), "Lumenard : Anna Reed se présente");
        assert_eq!(first_touch_subject(Language::Spanish, "", None), "Un primer mensaje");
    }
}
