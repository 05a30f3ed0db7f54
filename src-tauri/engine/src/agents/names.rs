//! By which name somebody is greeted: from how mail programs show their name, and how they sign.
//!
//! A wrong name at the head of a letter is worse than none, so whatever is no person's name gives none.

/// Words in front of a name, in lower case and without their dot.
const TITLES: &str = " dr prof professor professorin mr mrs ms miss mx sir herr hr frau mme mlle monsieur madame sr sra srta
    señor señora dipl dipl-ing ing mag med rer nat phil jur habil ";
/// Words behind it.
const SUFFIXES: &str = " phd md mba msc bsc ma jr ii iii esq cfa cpa pmp ceo cto cfo coo ";
/// Who has one of these in their name is no single person.
const NO_PERSON: &str = " team support sales info office service services kontakt contact contacto vertrieb einkauf buchhaltung
    sekretariat admin noreply reply billing accounts marketing gmbh ag kg inc llc ltd plc sarl sas sl bv nv group gruppe company
    customer kunden equipe équipe equipo ventas newsletter the ";
/// What programs and companies write behind a name.
const BEHIND: [&str; 8] = [" (", " [", " | ", " - ", " – ", " / ", " via ", " <"];
/// Longer ones are no name.
const WORDS_AT_MOST: usize = 5;
/// A surname in capitals has at least so many letters; fewer are initials.
const CAPITALS_AT_LEAST: usize = 3;

/// A person's name, given name first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Without titles; empty where there is no person's name.
    words: Vec<String>,
    /// Whether a title was all that stood before a single word, which is a surname then.
    is_surname: bool,
}

impl Name {
    /// Reads a name as mail shows it: `Anna Keller`, `Keller, Anna`, `KELLER Anna`, `Dr. Anna Keller (Brightloom)`.
    pub fn read(shown: &str) -> Self {
        let mut shown = shown.trim();
        if shown.contains('@') {
            return Self::default();
        }
        for mark in BEHIND {
            shown = shown.split(mark).next().unwrap_or_default().trim();
        }
        shown = shown.trim_matches(['"', '\'', ' ']);
        let given_first = match shown.split_once(',') {
            Some((before, behind)) if is_only_suffixes(behind) => before.to_owned(),
            Some((family, given)) => format!("{given} {family}"),
            None => shown.to_owned(),
        };
        let all: Vec<&str> = given_first.split_whitespace().collect();
        let mut words: Vec<&str> = all.iter().copied().filter(|word| !is_in(TITLES, word) && !is_in(SUFFIXES, word)).collect();
        if words.is_empty() || words.len() > WORDS_AT_MOST || words.iter().any(|word| is_in(NO_PERSON, word)) {
            return Self::default();
        }
        // "KELLER Anna": who writes one of their names in capitals means the family's.
        let is_mixed = words.iter().any(|word| !is_in_capitals(word) && word.chars().count() > 1);
        if is_mixed && words.first().is_some_and(|word| is_in_capitals(word)) {
            let n_capitals = words.iter().take_while(|word| is_in_capitals(word)).count();
            words.rotate_left(n_capitals);
        }
        let is_small = !words.iter().any(|word| word.contains(char::is_uppercase));
        let is_surname = words.len() == 1 && all.iter().any(|word| is_in(TITLES, word));
        let spelled = |word: &&str| if is_small || is_in_capitals(word) { capitalized(word) } else { (*word).to_owned() };
        Self { words: words.iter().map(spelled).collect(), is_surname }
    }

    /// The word to greet somebody near by.
    pub fn first(&self) -> Option<&str> {
        self.words.first().map(String::as_str).filter(|word| !self.is_surname && is_name(word))
    }

    /// The whole name, for a greeting where the first alone would be too near.
    pub fn whole(&self) -> Option<String> {
        let is_initial = |word: &str| word.strip_suffix('.').unwrap_or(word).chars().count() == 1;
        let is_whole =
            self.words.iter().all(|word| is_name(word) || is_initial(word)) && self.words.iter().any(|word| is_name(word));
        (is_whole && !self.is_surname).then(|| self.words.join(" "))
    }

    /// The word of the name by which its bearer signs, as the name spells it, and how they signed.
    pub fn signed<'a>(&self, signed: &[&'a str]) -> Option<(&str, &'a str)> {
        signed.iter().find_map(|line| {
            let word = self.words.iter().find(|word| word.to_lowercase() == line.to_lowercase())?;
            Some((word.as_str(), *line))
        })
    }

    /// The names that an address is made of: `anna.keller@…`. Good to recognise a signature by, not to greet by.
    pub fn of_address(address: &str) -> Self {
        let local = address.split('@').next().unwrap_or_default();
        let words = local.split(['.', '_', '-', '+']).filter(|word| is_name(word));
        Self { words: words.map(capitalized).collect(), is_surname: false }
    }
}

fn is_in(list: &str, word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',']).replace('.', "").to_lowercase();
    list.split_whitespace().any(|known| known == bare)
}

fn is_only_suffixes(words: &str) -> bool {
    words.split([',', ' ']).filter(|word| !word.is_empty()).all(|word| is_in(SUFFIXES, word))
}

/// Letters, and the marks within names; more than one.
fn is_name(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        && word.starts_with(char::is_alphabetic)
}

fn is_in_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= CAPITALS_AT_LEAST && letters().all(char::is_uppercase)
}

/// `JEAN-PIERRE` and `jean-pierre` as `Jean-Pierre`.
fn capitalized(word: &str) -> String {
    let (mut out, mut at_start) = (String::with_capacity(word.len()), true);
    for c in word.chars() {
        if at_start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        at_start = matches!(c, '-' | '\'' | '’');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_however_it_is_shown() {
        for (shown, first, whole) in [
            ("Anna Keller", Some("Anna"), Some("Anna Keller")),
            ("Keller, Anna", Some("Anna"), Some("Anna Keller")),
            ("Keller, Dr. Anna", Some("Anna"), Some("Anna Keller")),
            ("Anna Keller, PhD", Some("Anna"), Some("Anna Keller")),
            ("KELLER Anna", Some("Anna"), Some("Anna Keller")),
            ("Anna KELLER", Some("Anna"), Some("Anna Keller")),
            ("ANNA KELLER", Some("Anna"), Some("Anna Keller")),
            ("anna keller", Some("Anna"), Some("Anna Keller")),
            ("Dr. Anna Keller", Some("Anna"), Some("Anna Keller")),
            ("Prof. Dr. med. Anna Keller", Some("Anna"), Some("Anna Keller")),
            ("Frau Anna Keller (Brightloom)", Some("Anna"), Some("Anna Keller")),
            ("'Anna Keller' via Pilots", Some("Anna"), Some("Anna Keller")),
            ("JEAN-PIERRE O'DOWD", Some("Jean-Pierre"), Some("Jean-Pierre O'Dowd")),
            ("Annette von der Heide", Some("Annette"), Some("Annette von der Heide")),
            ("JP Smith", Some("JP"), Some("JP Smith")),
            ("Anna", Some("Anna"), Some("Anna")),
            ("J. Keller", None, Some("J. Keller")),
            ("Dr. Keller", None, None),
            ("Frau Keller", None, None),
            ("", None, None),
            ("anna.keller", None, None),
            ("sales@brightloom.example", None, None),
            ("Brightloom Support Team", None, None),
            ("Brightloom GmbH", None, None),
        ] {
            let name = Name::read(shown);
            assert_eq!((name.first(), name.whole().as_deref()), (first, whole), "{shown}");
        }
    }

    #[test]
    fn who_signs_with_a_word_of_their_name_is_called_by_it() {
        assert_eq!(Name::read("Li Wen").signed(&["Wen"]), Some(("Wen", "Wen")));
        assert_eq!(Name::read("WEN Li").signed(&["wen"]), Some(("Wen", "wen")));
        assert_eq!(Name::read("Li Wen").signed(&["Director", "Dana"]), None);
        assert_eq!(Name::of_address("li.wen@haloport.example").signed(&["Wen"]), Some(("Wen", "Wen")));
        assert_eq!(Name::of_address("l.w42@haloport.example"), Name::default());
    }
}
