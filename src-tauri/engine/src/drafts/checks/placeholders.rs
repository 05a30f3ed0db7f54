//! Finds what was meant to be filled in and was not: `{{ name }}`, `[your company]`, `TODO`.

/// Words that make a bracket a placeholder, in the languages that drafts are written in; `[1]` or `[sic]` is none.
const TELLING: &[&str] = &[
    "address",
    "amount",
    "answer",
    "company",
    "date",
    "day",
    "first",
    "fill",
    "here",
    "insert",
    "last",
    "link",
    "name",
    "number",
    "placeholder",
    "price",
    "product",
    "recipient",
    "sender",
    "tbd",
    "time",
    "title",
    "todo",
    "url",
    "xxx",
    "your",
    // German
    "anrede",
    "antwort",
    "adresse",
    "auswählen",
    "betrag",
    "datum",
    "einfügen",
    "eintragen",
    "empfänger",
    "ergänzen",
    "firma",
    "preis",
    "produkt",
    "termin",
    "uhrzeit",
    "unternehmen",
    "vorname",
    "zahl",
    // French
    "choisir",
    "compléter",
    "créneau",
    "destinataire",
    "entreprise",
    "heure",
    "insérer",
    "lien",
    "montant",
    "nom",
    "prénom",
    "prix",
    "produit",
    "réponse",
    "société",
    "votre",
    // Spanish
    "apellido",
    "completar",
    "destinatario",
    "dirección",
    "elegir",
    "empresa",
    "enlace",
    "fecha",
    "hora",
    "importe",
    "insertar",
    "nombre",
    "precio",
    "producto",
    "respuesta",
];
/// Words that are never meant to be read by the recipient.
const NOTES: &[&str] = &["TODO", "FIXME", "TBD", "XXX", "XXXX", "LOREM"];
/// A placeholder is short; longer text in brackets is a remark.
const CHARS_AT_MOST: usize = 60;

/// The placeholders of a text, as they stand there.
pub fn find(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (open, close, always) in
        [("{{", "}}", true), ("{%", "%}", true), ("${", "}", true), ("[", "]", false), ("<", ">", false), ("{", "}", false)]
    {
        let mut rest = body;
        while let Some((_, after)) = rest.split_once(open) {
            if let Some((inside, _)) = after.split_once(close)
                && inside.chars().count() <= CHARS_AT_MOST
                && !inside.contains('\n')
                && (always || is_telling(inside))
            {
                let whole = format!("{open}{inside}{close}");
                if !found.iter().any(|other: &String| other.contains(&whole)) {
                    found.push(whole);
                }
            }
            rest = after;
        }
    }
    for word in body.split(|c: char| !c.is_alphanumeric()) {
        if NOTES.contains(&word) && !found.iter().any(|other| other == word) {
            found.push(word.to_owned());
        }
    }
    found
}

fn is_telling(inside: &str) -> bool {
    // An address in angle brackets is no placeholder.
    if inside.contains('@') || inside.contains("://") {
        return false;
    }
    let lower = inside.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.any(|word| TELLING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_to_be_filled_in_is_found() {
        for text in [
            "Hi {{first_name}},",
            "Hi [Name],",
            "Regards, <your name>",
            "See you at {time}",
            "The price is TBD.",
            "${company}",
            "[insert link]",
            "Hallo [Vorname],",
            "Der Preis beträgt [Betrag einfügen].",
            "Bonjour [prénom],",
            "à [heure]",
            "Hola, [nombre]:",
            "el {fecha}",
            "[your answer]",
            "[Ihre Antwort]",
            "[votre réponse]",
            "[su respuesta]",
        ] {
            assert_eq!(find(text).len(), 1, "{text}: {:?}", find(text));
        }
    }

    #[test]
    fn ordinary_brackets_are_left_alone() {
        for text in [
            "See note [1] and (name)",
            "Inês <ines@brightloom.example>",
            "a < b and b > c",
            "an array like {1, 2}",
            "[sic]",
            "siehe [2] und [unverändert]",
            "voir [annexe] et [idem]",
            "véase [anexo]",
            "todo lists are nice",
        ] {
            assert!(find(text).is_empty(), "{text}: {:?}", find(text));
        }
    }
}
