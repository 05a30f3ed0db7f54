//! What folders are called, in the languages and encodings in which mail programs name them.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Names of folders with the operator's own mail, without accents.
const SENT: [&str; 22] = [
    "sent",
    "sent items",
    "sent messages",
    "sent mail",
    "sent-mail",
    "sent_mail",
    "gesendet",
    "gesendete",
    "gesendete elemente",
    "gesendete objekte",
    "gesendete nachrichten",
    "envoyes",
    "messages envoyes",
    "elements envoyes",
    "courrier envoye",
    "enviados",
    "elementos enviados",
    "mensajes enviados",
    "correo enviado",
    "inviati",
    "posta inviata",
    "verzonden items",
];
/// Drafts, trash and junk.
const NOT_WORK: [&str; 33] = [
    "draft",
    "drafts",
    "entwurf",
    "entwurfe",
    "brouillon",
    "brouillons",
    "borrador",
    "borradores",
    "bozze",
    "concepten",
    "trash",
    "bin",
    "deleted",
    "deleted items",
    "deleted messages",
    "papierkorb",
    "geloscht",
    "geloschte elemente",
    "geloschte objekte",
    "corbeille",
    "elements supprimes",
    "papelera",
    "elementos eliminados",
    "cestino",
    "prullenbak",
    "junk",
    "junk e-mail",
    "junk email",
    "spam",
    "bulk mail",
    "indesirables",
    "courrier indesirable",
    "correo no deseado",
];

/// Whether the operator's own mail is in a folder of that name: `Sent`, `INBOX.Sent Items`, `[Gmail]/Gesendet` and so on.
pub fn is_sent_folder(name: &str) -> bool {
    SENT.contains(&plain(name).as_str())
}

/// Whether nothing in a folder of that name is work: drafts, trash, junk.
pub fn is_draft_or_trash_folder(name: &str) -> bool {
    NOT_WORK.contains(&plain(name).as_str())
}

/// The name as people see it. On disk it may be in modified UTF-7 (RFC 3501 §5.1.3): `Envoy&AOk-s`.
pub(super) fn shown(name: &str) -> String {
    match charset_decoder(b"utf-7") {
        Some(decode) if name.contains('&') && !name.contains('+') && name.is_ascii() => {
            let utf_7: String = name.chars().map(|c| if c == '&' { '+' } else { c }).collect();
            decode(utf_7.replace(',', "/").as_bytes()).replace("+-", "&")
        }
        _ => name.to_owned(),
    }
}

/// The last part of a path of folders, in lower case and without accents, whether written as one character or as two.
fn plain(name: &str) -> String {
    let last = shown(name);
    let last = last.rsplit(['/', '.', '\\']).next().unwrap_or_default().trim().to_lowercase();
    last.chars()
        .filter(|c| !('\u{300}'..='\u{36F}').contains(c))
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'î' | 'ï' => 'i',
            'ó' | 'ô' | 'ö' => 'o',
            'ú' | 'û' | 'ü' => 'u',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_known_by_any_of_their_names() {
        for name in [
            "Sent",
            "INBOX.Sent Items",
            "[Gmail]/Sent Mail",
            "Gesendet",
            "Envoyés",
            "Envoye\u{301}s",
            "Envoy&AOk-s",
            "ENVIADOS",
            "&AMk-l&AOk-ments envoy&AOk-s",
        ] {
            assert!(is_sent_folder(name), "{name}");
        }
        for name in ["INBOX", "Presented", "Consent", "Archive", ""] {
            assert!(!is_sent_folder(name), "{name}");
        }
        assert!(
            is_draft_or_trash_folder("Entw&APw-rfe")
                && is_draft_or_trash_folder("Gelöschte Elemente")
                && is_draft_or_trash_folder("Junk")
        );
    }

    #[test]
    fn names_are_shown_decoded() {
        assert_eq!(shown("Envoy&AOk-s"), "Envoyés");
        assert_eq!(shown("R&-D"), "R&D");
        assert_eq!(shown("a+b & c"), "a+b & c");
    }
}
