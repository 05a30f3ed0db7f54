//! The lines that stand below or above a letter and are not what somebody says: closings, devices, disclaimers, banners.
//!
//! What is taken for one is not read as the writer's words, so each test knows whole phrases and not single words.

use super::attribution::starts_with_any;

/// A line of nothing but underscores, dashes or equals signs, as Outlook, mailing lists and disclaimers draw it.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && ['_', '-', '='].iter().any(|mark| line.chars().all(|c| c == *mark))
}

/// "Sent from my iPhone" and what other programs put under a letter by themselves.
pub(super) fn is_device_line(line: &str) -> bool {
    const STARTS: [&str; 26] = [
        "sent from my ",
        "sent from outlook",
        "sent from mail for ",
        "sent from yahoo",
        "sent from proton",
        "sent from gmail",
        "sent from samsung",
        "sent via ",
        "sent on the go",
        "get outlook for ",
        "von meinem ",
        "gesendet von ",
        "gesendet mit ",
        "gesendet über ",
        "diese nachricht wurde von meinem ",
        "holen sie sich outlook",
        "outlook für ",
        "envoyé de mon ",
        "envoyé depuis ",
        "envoyé à partir ",
        "télécharger outlook",
        "obtenez outlook",
        "enviado desde ",
        "obtener outlook",
        "inviato da ",
        "verzonden vanaf ",
    ];
    let line = line.trim();
    if !starts_with_any(line, &STARTS) {
        return false;
    }
    let is_short = line.split('<').next().is_some_and(|words| words.chars().count() <= 60);
    let is_whole = !starts_with_any(line, &["von meinem "]) || line.trim_end_matches('.').ends_with("gesendet");
    is_short && is_whole
}

/// The phrase that ends a letter, with or without the name behind it. "Thanks" is none: it can be all that a mail says.
pub(super) fn is_closing(line: &str) -> bool {
    const PHRASES: [&str; 31] = [
        "best regards",
        "kind regards",
        "warm regards",
        "regards",
        "best wishes",
        "all the best",
        "sincerely",
        "yours sincerely",
        "yours faithfully",
        "with kind regards",
        "mit freundlichen grüßen",
        "mit freundlichen grüssen",
        "mit freundlichem gruß",
        "freundliche grüße",
        "freundliche grüsse",
        "mit besten grüßen",
        "beste grüße",
        "viele grüße",
        "liebe grüße",
        "herzliche grüße",
        "schöne grüße",
        "cordialement",
        "bien cordialement",
        "bien à vous",
        "meilleures salutations",
        "sincères salutations",
        "saludos cordiales",
        "un cordial saludo",
        "atentamente",
        "saludos",
        "un saludo",
    ];
    const SHORT: [&str; 8] = ["best", "vg", "mfg", "lg", "br", "kr", "bg", "cdlt"];
    const WITH_NAME: usize = 50;
    let line = line.trim();
    if line.chars().nth(WITH_NAME + 3).is_some() {
        return false;
    }
    let lower = line.to_lowercase();
    let phrase = lower.trim_end_matches([',', '.', '!', ' ']);
    let is_with_name = |start: &str| {
        let rest = phrase.strip_prefix(start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ' ', '\u{a0}']) && !rest.contains(['?', ':']))
    };
    phrase.chars().count() <= WITH_NAME && (SHORT.contains(&phrase) || PHRASES.iter().any(|start| is_with_name(start)))
}

/// The words that stand alone at the end of a letter, in its last lines or below them, or behind its closing: what it may be
/// signed with. "Best, Wen" and a line "Wen" give "Wen".
pub fn signed<'a>(own_text: &'a str, signature: &'a str) -> Vec<&'a str> {
    const LAST_LINES: usize = 3;
    const SIGNATURE_LINES: usize = 6;
    fn written(text: &str) -> impl DoubleEndedIterator<Item = &str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty())
    }
    let lines = written(own_text).rev().take(LAST_LINES).chain(written(signature).take(SIGNATURE_LINES));
    lines.filter_map(lone_word).collect()
}

fn lone_word(line: &str) -> Option<&str> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let (before, word) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
    let is_alone = before.is_empty() || is_closing(before.trim_end_matches([',', '-', '–', '!', ' ']));
    (is_alone && !word.is_empty()).then_some(word)
}

/// The first words of a disclaimer, which runs to the end.
pub(super) fn is_disclaimer(line: &str) -> bool {
    const STARTS: [&str; 17] = [
        "confidentiality notice",
        "confidentiality:",
        "disclaimer",
        "this e-mail and any ",
        "this email and any ",
        "this e-mail is confidential",
        "this email is confidential",
        "this message and any ",
        "the information contained in this ",
        "the information in this e",
        "please consider the environment",
        "diese e-mail enthält vertraulich",
        "diese e-mail ist vertraulich",
        "der inhalt dieser e-mail",
        "ce message et ",
        "este mensaje y ",
        "este correo electrónico y ",
    ];
    starts_with_any(line.trim().trim_start_matches(['*', '_']), &STARTS)
}

/// The banner that a company's server puts above mail from outside. It asks something of its reader, not of ours.
pub(super) fn is_banner(line: &str) -> bool {
    const STARTS: [&str; 8] = ["caution", "external", "warning", "achtung", "extern", "attention", "vorsicht", "precaución"];
    const LINE_LIMIT: usize = 500;
    let line = line.trim().trim_start_matches(['*', '[', ' ']);
    if line.len() > LINE_LIMIT || !starts_with_any(line, &STARTS) {
        return false;
    }
    let lower = line.to_lowercase();
    let says = ["outside", "extern", "außerhalb", "unknown sender"];
    STARTS
        .iter()
        .any(|start| lower.strip_prefix(start).is_some_and(|rest| rest.starts_with([':', ']', '!', ' ']) || rest.is_empty()))
        && says.iter().any(|word| lower.contains(word))
        && (lower.contains("mail") || lower.contains("sender") || lower.len() <= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_signed_with_the_word_that_stands_alone_at_its_end() {
        assert_eq!(signed("Could you call?\n\nWen", ""), ["Wen"]);
        assert_eq!(signed("Could you call?", "Regards,\nWen\nLi Wen, Director"), ["Regards", "Wen"]);
        assert_eq!(signed("Wen\n\nCould you call me?\nI am in the office\nall day", "Viele Grüße, Anna"), ["Anna"]);
        assert_eq!(signed("Passt so.\n\nLG Anja", ""), ["Anja"]);
        assert!(signed("", "-- \nDana Reed").is_empty());
    }

    #[test]
    fn closings_devices_and_banners_are_known() {
        for line in ["Best regards,", "Viele Grüße Anna", "Mit freundlichen Grüßen", "Best,", "Cordialement"] {
            assert!(is_closing(line), "{line}");
        }
        for line in [
            "Thanks,",
            "Regarding the offer",
            "Best price is 5",
            "Best regards to your team, and could you call me about the offer?",
        ] {
            assert!(!is_closing(line), "{line}");
        }
        assert!(is_device_line("Get Outlook for iOS <https://aka.ms/o0ukef>"));
        assert!(is_device_line("Von meinem iPhone gesendet"));
        assert!(!is_device_line("Von meinem Chef kam die Frage, ob das geht"));
        assert!(is_banner("CAUTION: This email originated from outside of the organization. Do not click links."));
        assert!(!is_banner("Attention: we need the contract by Friday"));
    }
}
