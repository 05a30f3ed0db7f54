//! Words about deals and tasks of a CRM.

use crate::{Language, Play};

/// The subject of a mail to the people of a deal.
pub fn deal_subject(language: Language, play: Play, company: Option<&str>) -> String {
    let about = match (play, language) {
        (Play::DealOutreach, Language::English) => "Working together",
        (Play::DealOutreach, Language::German) => "Zusammenarbeit",
        (Play::DealOutreach, Language::French) => "Travailler ensemble",
        (Play::DealOutreach, Language::Spanish) => "Trabajar juntos",
        (Play::Advance, Language::English) => "Our next step",
        (Play::Advance, Language::German) => "Unser nächster Schritt",
        (Play::Advance, Language::French) => "Notre prochaine étape",
        (Play::Advance, Language::Spanish) => "Nuestro próximo paso",
        (Play::Onboard, Language::English) => "A good start",
        (Play::Onboard, Language::German) => "Ein guter Start",
        (Play::Onboard, Language::French) => "Bien commencer",
        (Play::Onboard, Language::Spanish) => "Un buen comienzo",
        (_, Language::English) => "Where things stand",
        (_, Language::German) => "Wie ist der Stand?",
        (_, Language::French) => "Où en êtes-vous ?",
        (_, Language::Spanish) => "¿Cómo va todo?",
    };
    match (company, language) {
        (Some(company), Language::French) => format!("{company} : {about}"),
        (Some(company), _) => format!("{company}: {about}"),
        (None, _) => about.to_owned(),
    }
}

/// The title of a task about a deal.
pub fn deal_review_subject(play: Play, deal: &str) -> String {
    let deal = if deal.is_empty() { "a deal without a name" } else { deal };
    match play {
        Play::LearnWhy => format!("Find out why: {deal}"),
        _ => format!("Look at: {deal}"),
    }
}

pub fn task_without_title() -> String {
    "A task without a title".to_owned()
}

pub fn deal_is_gone() -> String {
    "The deal is gone. Mark the item as done.".to_owned()
}

/// An amount of money, to the whole unit where nothing is behind it: `EUR 48,000`, `12,000.50`.
pub fn money(cents: i64, currency: &str) -> String {
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if cents < 0 { "-" } else { "" };
    let part = if part == 0 { String::new() } else { format!(".{part:02}") };
    let amount = format!("{sign}{grouped}{part}");
    if currency.is_empty() { amount } else { format!("{currency} {amount}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_by_thousands() {
        assert_eq!(money(4_800_000, "EUR"), "EUR 48,000");
        assert_eq!(money(123_456_789, ""), "1,234,567.89");
        assert_eq!(money(-50, "USD"), "USD -0.50");
        assert_eq!(money(99_900, "GBP"), "GBP 999");
    }
}
