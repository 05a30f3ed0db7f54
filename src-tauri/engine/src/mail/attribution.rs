//! The lines with which mail programs begin a quoted original, in the languages that our readers get.
//!
//! Each test wants two signs, because people write "From:" and "wrote:" too, and what is taken for a quote is not read.

/// What begins at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// "On …, Anna wrote:" over this many lines. `dated`: it names a time, a year or an address, so it is certain even
    /// where the original behind it carries no marks.
    Attribution { n_lines: usize, dated: bool },
    /// A header block, a rule or a forwarding line: all that follows is the original.
    Original,
}

/// Lines over which an attribution may be wrapped.
const WRAP_LIMIT: usize = 3;
/// The longest attribution, in bytes.
const ATTRIBUTION_LIMIT: usize = 400;

/// What begins at the first of these lines, if anything does.
pub(super) fn opening(lines: &[&str]) -> Option<Opening> {
    let first = lines.first()?.trim();
    if first.is_empty() || first.len() > ATTRIBUTION_LIMIT {
        None
    } else if is_original_line(first) || is_header_block(lines) {
        Some(Opening::Original)
    } else {
        attribution(lines)
    }
}

fn attribution(lines: &[&str]) -> Option<Opening> {
    const OPENERS: [&str; 10] = ["on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "på ", "a "];
    const VERBS: [&str; 10] =
        ["wrote", "schrieb", "a écrit", "escribió", "ha scritto", "escreveu", "schreef", "skrev", "writes", "geschrieben"];
    if !lines.iter().take(WRAP_LIMIT).any(|line| line.trim_end().ends_with(':')) {
        return None;
    }
    let mut joined = String::new();
    for (n, line) in lines.iter().take(WRAP_LIMIT).enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('>') || joined.len() + line.len() > ATTRIBUTION_LIMIT {
            return None;
        }
        joined.push_str(if n == 0 { "" } else { " " });
        joined.push_str(&line.to_lowercase());
        let Some(said) = joined.strip_suffix(':').map(str::trim_end) else {
            continue;
        };
        let has_verb = VERBS.iter().any(|verb| contains_words(said, verb));
        let has_digit = said.contains(|c: char| c.is_ascii_digit());
        let opens = OPENERS.iter().any(|opener| said.starts_with(opener));
        let dated = has_clock(said) || has_year(said) || opens && said.contains('@');
        // "Anna Keller <anna@example.com> schrieb am 3. Mai:" and, from old Gmail, "2024-05-03 10:00 Anna <anna@…>:".
        let names_writer = has_verb && said.contains('@') || has_year(said.get(..10).unwrap_or_default()) && said.ends_with('>');
        return (has_verb && opens && has_digit || names_writer).then_some(Opening::Attribution { n_lines: n + 1, dated });
    }
    None
}

fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn has_clock(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != ':')
        .any(|word| word.split_once(':').is_some_and(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() >= 2))
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
}

/// "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:".
fn is_original_line(line: &str) -> bool {
    const RULED: [&str; 18] = [
        "original message",
        "original appointment",
        "ursprüngliche nachricht",
        "originalnachricht",
        "original-nachricht",
        "ursprünglicher termin",
        "message d'origine",
        "message original",
        "mensaje original",
        "messaggio originale",
        "oorspronkelijk bericht",
        "forwarded message",
        "forwarded by",
        "weitergeleitete nachricht",
        "weitergeleitet von",
        "message transféré",
        "mensaje reenviado",
        "messaggio inoltrato",
    ];
    const PLAIN: [&str; 8] = [
        "begin forwarded message:",
        "anfang der weitergeleiteten nachricht:",
        "anfang der weitergeleiteten e-mail:",
        "début du message réexpédié",
        "début du message transféré",
        "inicio del mensaje reenviado:",
        "inizio messaggio inoltrato:",
        "begin doorgestuurd bericht:",
    ];
    let is_ruled = line.starts_with("--") && line.ends_with("--") || line.starts_with("__") && line.ends_with("__");
    if is_ruled {
        let inner = line.trim_matches(['-', ' ', '_']).replace('’', "'");
        return starts_with_any(&inner, &RULED);
    }
    line.ends_with(':') && starts_with_any(line, &PLAIN)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    From,
    Sent,
    To,
    Subject,
}

/// Outlook's block: "From: … Sent: … To: … Subject: …", each in a line, in any language and in the order of any version.
/// A travel plan has From, To and Date as well, so a subject or an address must be there too.
fn is_header_block(lines: &[&str]) -> bool {
    const LOOKED_AT: usize = 10;
    const UNKNOWN_ALLOWED: usize = 3;
    if !lines.first().and_then(|line| label(line)).is_some_and(|(label, _)| matches!(label, Label::From | Label::Sent)) {
        return false;
    }
    let mut seen: Vec<Label> = Vec::new();
    let mut has_address = false;
    let mut unknown = 0;
    for line in lines.iter().take(LOOKED_AT).filter(|line| !line.trim().is_empty()) {
        match label(line) {
            Some((label, value)) => {
                has_address |= label == Label::From && value.contains('@');
                if !seen.contains(&label) {
                    seen.push(label);
                }
            }
            None => unknown += 1,
        }
        if unknown > UNKNOWN_ALLOWED {
            break;
        }
    }
    seen.contains(&Label::From) && (seen.contains(&Label::Subject) && seen.len() >= 3 || has_address && seen.len() >= 3)
}

fn label(line: &str) -> Option<(Label, &str)> {
    const NAME_LIMIT: usize = 20;
    let line = line.trim().trim_start_matches(['*', '_']);
    let colon = line.bytes().take(NAME_LIMIT + 1).position(|byte| byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    let label = match name.trim_matches(|c: char| c.is_whitespace() || c == '*').to_lowercase().as_str() {
        "from" | "von" | "de" | "da" | "van" | "från" | "fra" => Label::From,
        "sent" | "date" | "gesendet" | "datum" | "envoyé" | "envoyé le" | "enviado" | "enviado el" | "fecha" | "inviato"
        | "data" | "verzonden" | "skickat" | "sendt" => Label::Sent,
        "to" | "an" | "à" | "a" | "para" | "aan" | "till" | "til" | "cc" | "kopie" => Label::To,
        "subject" | "betreff" | "objet" | "asunto" | "oggetto" | "assunto" | "onderwerp" | "ämne" | "emne" => Label::Subject,
        _ => return None,
    };
    Some((label, value))
}

/// Whether the text starts with one of these, which are in lower case and begin with an ASCII letter. Nothing is copied:
/// this runs for each line of each mail, and nearly always the first letter decides.
pub(super) fn starts_with_any(text: &str, starts: &[&str]) -> bool {
    let Some(first) = text.bytes().next().map(|byte| byte.to_ascii_lowercase()) else {
        return false;
    };
    starts.iter().any(|start| {
        let mut chars = text.chars().flat_map(char::to_lowercase);
        start.bytes().next() == Some(first) && start.chars().all(|c| chars.next() == Some(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_are_known_in_many_forms() {
        for lines in [
            vec!["On Tue, 3 May 2024 at 10:00, Anna Keller <anna@example.com> wrote:"],
            vec!["On Tue, May 3, 2024 at 10:00 AM Anna Keller <", "anna@example.com> wrote:"],
            vec!["Am 03.05.2024 um 10:00 schrieb Anna Keller:"],
            vec!["Am Di., 3. Mai 2024 um 10:00 Uhr schrieb Anna", "Keller <anna@example.com>:"],
            vec!["Le mar. 3 mai 2024 à 10:00, Anna <anna@example.com> a écrit :"],
            vec!["El mar, 3 may 2024 a las 10:00, Anna (<anna@example.com>) escribió:"],
            vec!["Anna Keller <anna@example.com> schrieb am 3. Mai 2024:"],
            vec!["2024-05-03 10:00 GMT+02:00 Anna <anna@example.com>:"],
        ] {
            let n_lines = lines.len();
            assert_eq!(opening(&lines), Some(Opening::Attribution { n_lines, dated: true }), "{lines:?}");
        }
    }

    #[test]
    fn what_people_write_is_no_attribution() {
        for lines in [
            vec!["On Tuesday we met Bob, who wrote:"],
            vec!["As she wrote:"],
            vec!["Have you seen what bob wrote:"],
            vec!["Am Ende zählt das Ergebnis:"],
            vec!["On 3 May I wrote to you", "", "and so on:"],
            vec!["From: Berlin", "To: Munich", "Date: 3 May"],
            vec!["Subject: see below"],
            vec!["--"],
        ] {
            assert_eq!(opening(&lines), None, "{lines:?}");
        }
    }

    #[test]
    fn originals_are_known_by_block_and_rule() {
        for lines in [
            vec!["From: Anna Keller", "Sent: Tuesday, May 3, 2024 10:00", "To: Bob", "Subject: Offer"],
            vec!["Von: Anna <anna@example.com>", "Gesendet: Dienstag", "An: Bob", "Betreff: Angebot"],
            vec!["De : Anna", "Envoyé : mardi", "À : Bob", "Objet : Offre"],
            vec!["*From:* Anna", "*Date:* Tuesday", "*To:* Bob;", "Carol; Dan", "*Subject:* Offer"],
            vec!["-----Original Message-----"],
            vec!["---------- Forwarded message ---------"],
            vec!["-----Ursprüngliche Nachricht-----"],
            vec!["Begin forwarded message:"],
        ] {
            assert_eq!(opening(&lines), Some(Opening::Original), "{lines:?}");
        }
    }
}
