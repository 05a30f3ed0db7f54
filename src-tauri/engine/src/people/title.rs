//! Who decides, by what they are at their company.

use crate::mail::fold;

/// Words that a decision maker's title has, folded: English, German, French, Spanish.
const WORDS: &[&str] = &[
    "ceo",
    "cfo",
    "cio",
    "cmo",
    "coo",
    "cpo",
    "cro",
    "cto",
    "cdo",
    "chro",
    "ciso",
    "chief",
    "founder",
    "cofounder",
    "owner",
    "president",
    "vp",
    "svp",
    "evp",
    "director",
    "principal",
    "geschaftsfuhrer",
    "geschaftsfuhrerin",
    "geschaftsfuhrung",
    "inhaber",
    "inhaberin",
    "vorstand",
    "leiter",
    "leiterin",
    "prokurist",
    "prokuristin",
    "pdg",
    "directeur",
    "directrice",
    "gerant",
    "gerante",
    "fondateur",
    "fondatrice",
    "presidente",
    "directora",
    "gerente",
    "fundador",
    "fundadora",
    "propietario",
    "propietaria",
    "socio",
    "socia",
];
/// As above, of several words.
const PHRASES: &[&str] =
    &["head of", "managing partner", "general manager", "vice president", "responsable de", "jefe de", "jefa de"];
/// Whoever works for one of them is none.
const BESIDE: &[&str] =
    &["assistant", "assistenz", "assistentin", "assistante", "asistente", "secretary", "intern", "praktikant"];

/// Whether somebody with this title decides.
pub fn decides(title: &str) -> bool {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| BESIDE.contains(word)) {
        return false;
    }
    let spaced = format!(" {} ", words.join(" "));
    words.iter().any(|word| WORDS.contains(word)) || PHRASES.iter().any(|phrase| spaced.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_who_decides() {
        for title in [
            "CEO",
            "Co-Founder & CTO",
            "Head of Sales",
            "VP Operations",
            "Geschäftsführerin",
            "Directeur commercial",
            "Vertriebsleiter / Leiter IT",
        ] {
            assert!(decides(title), "{title}");
        }
        for title in ["", "Account Manager", "Assistant to the CEO", "Engineer", "Buyer", "Vicepresidency desk"] {
            assert!(!decides(title), "{title}");
        }
    }
}
