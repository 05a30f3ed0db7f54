//! Which of the days in a text is the first one back.

use jiff::civil::Date;

use super::Back;
use super::dates::{self, Day, Order};

/// What a word makes of the day behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// The last day away.
    Until,
    /// The first day back.
    Back,
    /// The first day away.
    From,
}

/// How many words may stand between a cue and its day.
const REACH: usize = 6;

/// The first day back: the day of a return, else the one behind the last day away. None where no day is tied to either, or
/// where it was over before the mail was written.
///
/// Who is away "until March 2027" is back in March, on a day that they do not know yet, so the month itself is the answer.
pub(super) fn of<'a>(sentences: impl Iterator<Item = &'a str>, written_on: Date) -> Option<Back> {
    let mut back: Option<Back> = None;
    for sentence in sentences {
        let tokens = dates::tokens(sentence);
        let order = if tokens.iter().any(|word| is_day_first_language(word)) { Order::DayFirst } else { Order::Unknown };
        let days = dates::days(&tokens, written_on, order);
        let mut spans = 0;
        for (n, day) in days.iter().enumerate() {
            let after = n.checked_sub(1).and_then(|last| days.get(last)).map_or(0, |last| last.end);
            match cue(&tokens, day, after) {
                Some(Cue::Back) if day.date > written_on => return Some(back_at(day)),
                Some(Cue::Until) => back = later(back, back_behind(day)),
                Some(Cue::From) => spans += 1,
                _ if day.ends_span || spans > 0 && n > 0 && is_dated(&tokens, day) => back = later(back, back_behind(day)),
                _ => {}
            }
        }
        if days.is_empty() && is_today_only(&tokens) {
            back = later(back, written_on.tomorrow().ok().map(Back::On));
        }
    }
    back.filter(|back| back.day() > written_on)
}

fn back_at(day: &Day) -> Back {
    if day.is_month { Back::In(day.date) } else { Back::On(day.date) }
}

/// Back when a day away is over.
fn back_behind(day: &Day) -> Option<Back> {
    if day.is_month { Some(Back::In(day.date)) } else { day.date.tomorrow().ok().map(Back::On) }
}

fn later(one: Option<Back>, other: Option<Back>) -> Option<Back> {
    one.into_iter().chain(other).max_by_key(|back| back.day())
}

/// What the words around a day make of it. `after` is where the day before it ends: a cue belongs to the day behind it.
fn cue(tokens: &[String], day: &Day, after: usize) -> Option<Cue> {
    let from = day.start.saturating_sub(REACH).max(after);
    let before = tokens.get(from..day.start).unwrap_or_default();
    let behind = tokens.get(day.end..(day.end + REACH).min(tokens.len())).unwrap_or_default();
    let has = |words: &[String], test: fn(&str) -> bool| words.iter().any(|word| test(word));
    if has(before, is_return) {
        return Some(Cue::Back);
    }
    let is_from_then = has(before, |word| {
        matches!(
            word,
            "ab" | "erst" | "a" | "partir" | "from" | "starting" | "vanaf" | "desde" | "am" | "on" | "le" | "el" | "op"
        )
    });
    if has(before, is_until) {
        // "I will not be back until 3 May": back on that day.
        let whole = tokens.get(..day.start).unwrap_or_default();
        let is_not_back =
            has(whole, is_return) && has(whole, |word| matches!(word, "not" | "won" | "t" | "no" | "pas" | "nicht" | "isn"));
        return Some(if is_not_back { Cue::Back } else { Cue::Until });
    }
    if is_from_then
        && has(behind, |word| is_return(word) || matches!(word, "wieder" | "again" | "nouveau" | "nuevo" | "weer" | "novo"))
    {
        return Some(Cue::Back);
    }
    let mut nearest = before.iter().rev().skip_while(|word| matches!(word.as_str(), "the" | "den" | "dem" | "dia" | "day"));
    let last_word = nearest.next();
    // "from 16 November to 20 November", "from 16 to 20 November".
    let is_second = after > 0 || nearest.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if is_second
        && is_dated(tokens, day)
        && last_word.is_some_and(|word| {
            matches!(word.as_str(), "to" | "au" | "al" | "a" | "ao" | "and" | "und" | "et" | "y" | "e" | "en")
        })
    {
        return Some(Cue::Until);
    }
    has(before, |word| {
        matches!(
            word,
            "from"
                | "vom"
                | "von"
                | "du"
                | "del"
                | "desde"
                | "between"
                | "zwischen"
                | "entre"
                | "van"
                | "starting"
                | "since"
                | "seit"
                | "depuis"
                | "de"
        )
    })
    .then_some(Cue::From)
}

/// Whether more than a weekday is named: "Monday to Friday" are office hours.
fn is_dated(tokens: &[String], day: &Day) -> bool {
    day.end - day.start > 1 || tokens.get(day.start).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_until(word: &str) -> bool {
    matches!(
        word,
        "until"
            | "till"
            | "til"
            | "through"
            | "thru"
            | "bis"
            | "einschliesslich"
            | "inklusive"
            | "inclusive"
            | "jusqu"
            | "jusque"
            | "hasta"
            | "ate"
            | "tot"
            | "including"
            | "inclus"
    )
}

fn is_return(word: &str) -> bool {
    matches!(
        word,
        "back"
            | "return"
            | "returning"
            | "returns"
            | "resume"
            | "resuming"
            | "wieder"
            | "zuruck"
            | "ruckkehr"
            | "zuruckkehren"
            | "retour"
            | "reviens"
            | "reviendrai"
            | "rentre"
            | "rentrerai"
            | "reprends"
            | "reprendrai"
            | "reprise"
            | "vuelvo"
            | "volvere"
            | "regreso"
            | "regresare"
            | "vuelta"
            | "reincorporo"
            | "reincorporare"
            | "reincorporacion"
            | "incorporo"
            | "incorporare"
            | "volto"
            | "voltarei"
            | "regressarei"
            | "regresso"
            | "retorno"
            | "retornarei"
            | "terug"
            | "weer"
            | "terugkeer"
            | "torno"
            | "rientro"
    )
}

/// Words of languages in which nobody writes the month first.
fn is_day_first_language(word: &str) -> bool {
    matches!(
        word,
        "bis"
            | "ich"
            | "ab"
            | "dem"
            | "vom"
            | "jusqu"
            | "au"
            | "je"
            | "suis"
            | "retour"
            | "le"
            | "du"
            | "hasta"
            | "el"
            | "estoy"
            | "vuelvo"
            | "regreso"
            | "ate"
            | "estou"
            | "tot"
            | "ik"
            | "vanaf"
            | "wieder"
            | "zuruck"
    )
}

/// "I am out of the office today."
fn is_today_only(tokens: &[String]) -> bool {
    let has = |list: &[&str]| tokens.iter().any(|word| list.contains(&word.as_str()));
    has(&["today", "heute", "aujourd", "hoy", "vandaag", "hoje"])
        && has(&[
            "out", "away", "office", "buro", "abwesend", "absent", "absente", "fuera", "ausente", "fora", "afwezig", "leave",
            "urlaub",
        ])
        && !has(&["starting", "ab", "from", "seit", "since"])
}
