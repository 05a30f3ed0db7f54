//! Days and times that somebody offers for a meeting: "Tuesday at 10 or Thursday afternoon?".
//!
//! It finds the sentences, not the times: what is taken up in an answer is what was written, word for word. A week alone is
//! no time, nor is one that is past or that somebody has no time at.

use std::sync::LazyLock;

use super::super::super::pattern::{Classes, Patterns};

/// Whole words and beginnings of words ("donnerstagvormittag") that name a day.
const DAYS: [&str; 32] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tomorrow",
    "tmrw",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "ubermorgen",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "demain",
];

const CLASSES: &Classes = &[
    (
        "month",
        "january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sep|sept|oct|nov|dec|januar|februar|marz|mai|juni|juli|oktober|dezember|okt|dez|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    ),
    (
        "th",
        "1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|11th|12th|13th|14th|15th|16th|17th|18th|19th|20th|21st|22nd|23rd|24th|25th|26th|27th|28th|29th|30th|31st",
    ),
    ("day", "tue|tues|wed|thu|thur|thurs|fri|mon|sat|sun|mo|di|mi|fr|lun|mar|mer|jeu|ven|mie|jue|vie"),
];
const DAY: &str = "
    # ?of|de|del @month / @month ?the # / may # / # ?of may
    tue|tues|wed|thu|thur|thurs|fri|@day # / on|the @th
    morgen um|nach|vor|gegen|ab|am|vormittag|nachmittag|mittag|abend|fruh # / konnen|konnten|kann|passt|gern|mich ... morgen
    morgen fruh|vormittag|nachmittag|mittag|abend|mal|kurz|oder / heute nachmittag|vormittag|mittag|abend|noch|um
    manana por|a|mismo|o|temprano / aujourd'hui vers|a|avant|apres|ou / hoy a|mismo|por / today at|after|before|or|around
    ";
const CLOCK: &str = "
    # uhr|o'clock|heures / las # / # # pm|uhr / at|um # $|or|oder|and|und|on
    ";
/// What makes a sentence with a day one about the writer's time, though it asks for nothing.
const READY: &str = "
    available|free|open|around|suit|suits|work|works|fit|fits|best|prefer|preferred|ideal|alternative|alternatively|either
    kann|konnte|konnten|konnen|passt|passen|ginge|gingen|ware|frei|vorschlag|schlage|schlagen|alternativ|lieber|moglich
    libre|disponible|disponibles|convient|conviendrait|irait|propose|proposons|peux|pouvons|possible|prefere|ideal
    propongo|proponemos|puedo|podemos|va|viene|vendria|hueco|prefiero|mejor|posible
    ";
const NOT: &str = "
    last week|month|time|year|call|meeting|one|monday|tuesday|wednesday|thursday|friday / was|were|yesterday|since|ago|war|waren|gestern|letzten|letzter|letzte|vergangenen|seit|etait|dernier|derniere|depuis
    ayer|pasado|pasada|fue
    ";
/// A day that is out; not where the sentence goes on to another.
const OUT: &str = "
    not|cannot|can't|won't|unable|busy|cancel|nicht|kein|keine|leider|absagen|verhindert|pas|malheureusement|annuler|no|cancelar
    ";
/// Somebody who is elsewhere that day, unless they ask about another.
const AWAY: &str = "
    deplacement|unterwegs|verreist|away|travelling|traveling|viaje|absent|absente|ausente
    ";
/// A week by the day that it begins on.
const WEEK: &str = "
    week|weeks of|from|commencing|starting ?the #|@month / woche|wochen ab|vom|um ?dem # / semaine du # / semana del #
    ";
const INSTEAD: &str = "
    instead|otherwise|alternative|alternatively|stattdessen|sonst|alternativ|sinon|plutot|alternativa
    ";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Day,
    Clock,
    Ready,
    Past,
    Out,
    Away,
    Week,
    Instead,
}

static SIGNS: LazyLock<Patterns<Sign>> = LazyLock::new(|| {
    Patterns::with_classes(
        CLASSES,
        &[
            (DAY, Sign::Day),
            (CLOCK, Sign::Clock),
            (READY, Sign::Ready),
            (NOT, Sign::Past),
            (OUT, Sign::Out),
            (AWAY, Sign::Away),
            (WEEK, Sign::Week),
            (INSTEAD, Sign::Instead),
        ],
    )
});

/// Whether a sentence of a mail that asks to meet offers a day or a time for it. `asks` says that it is the one that asks.
pub(super) fn are_offered(text: &str, words: &[&str], asks: bool) -> bool {
    let says = |sign| SIGNS.has(words, sign);
    let has_weekday = words.iter().any(|word| DAYS.iter().any(|day| word.starts_with(day)));
    let has_clock = says(Sign::Clock) || has_clock(text);
    let has_day = has_weekday || (says(Sign::Day) || has_date(text)) && !says(Sign::Week);
    let is_away = says(Sign::Away) && !text.contains('?');
    let is_out = says(Sign::Out) && !says(Sign::Instead);
    let is_ready = asks || !is_out && has_day && (has_clock || says(Sign::Ready));
    (has_day || has_clock) && !says(Sign::Past) && !is_away && is_ready
}

/// `24.11.`, `24.11.2026`, `24/11`.
fn has_date(text: &str) -> bool {
    tokens(text).any(|token| {
        let bare = token.trim_end_matches('.');
        let parts: Vec<&str> = bare.split(['.', '/']).collect();
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
        let is_date = matches!((number(0), number(1)), (Some(1..=31), Some(1..=12)));
        let is_short = if bare.contains('/') { bare != "24/7" } else { token.ends_with('.') };
        is_date && (parts.len() == 3 || parts.len() == 2 && is_short)
    })
}

/// `10:30`, `10h`, `10h30`, `10am`.
fn has_clock(text: &str) -> bool {
    tokens(text).any(|token| {
        let lower = token.trim_end_matches('.').to_lowercase();
        let hour: String = lower.chars().take_while(char::is_ascii_digit).collect();
        let behind = lower.get(hour.len()..).unwrap_or_default();
        let is_minutes = |text: &str| text.len() == 2 && text.chars().all(|c| c.is_ascii_digit());
        let is_marked = matches!(behind, "h" | "am" | "pm" | "uhr");
        let has_minutes = behind.strip_prefix([':', 'h']).is_some_and(|rest| is_minutes(rest.get(..2).unwrap_or_default()));
        matches!(hour.parse::<u32>(), Ok(0..=24)) && (is_marked || has_minutes)
    })
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| matches!(c, ',' | ';' | '(' | ')' | '?' | '!' | '"' | '“' | '”' | '„' | '«' | '»');
    text.split(char::is_whitespace).flat_map(|word| word.split(['-', '–'])).map(move |word| word.trim_matches(is_mark))
}
