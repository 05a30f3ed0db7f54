//! Numbers and days that are no time to meet at: "40 seats", "15%", "1,100 each", "before Thursday".

/// What may stand behind the number of a day, a time of day or a length of time.
const BEHIND_TIME: &str = " min mins minute minutes minuten minutos minutos hour hours h hr hrs stunde stunden heure heures hora horas uhr \
    o'clock pm am a p cet gmt bst or and on at to till until bis oder und ou y o et e em as or both works work worked would suit suits ok \
    okay fine good best great possible passt passen ware waren ginge geht recht moglich for next this that in of the if please pls is be \
    instead works then um ab am vor nach vormittags nachmittags abends fruh morgens matin midi manana tarde de del le la les el las los \
    monday tuesday wednesday thursday friday montag dienstag mittwoch donnerstag freitag lundi mardi mercredi jeudi vendredi lunes martes \
    miercoles jueves viernes january february march april may june july august september october november december jan feb mar apr jun jul \
    aug sep sept oct nov dec januar februar marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre \
    octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
    zu ca ist sind your me us you mir uns ihnen dir euch vous nous te le os irait va vous convient convendria viene bien with mit avec con today tomorrow \
    morning afternoon noon heute morgen demain hoy pour por para from between zwischen entre ";
/// Before a day by which something is to be done.
const BY: [&str; 9] = ["before", "by", "until", "till", "bis", "avant", "d'ici", "antes", "hasta"];
const BETWEEN: [&str; 10] = ["the", "next", "zum", "del", "el", "le", "a", "de", "kommenden", "nachsten"];
const DAYS: &str = " monday tuesday wednesday thursday friday tomorrow montag dienstag mittwoch donnerstag freitag morgen lundi mardi mercredi \
    jeudi vendredi demain lunes martes miercoles jueves viernes manana week woche semaine semana ";

/// The words of a sentence, those that are an amount or, where no meeting is named, a day that something is due by, made blank.
pub(super) fn without<'a>(text: &str, words: &[&'a str], names_meeting: bool) -> Vec<&'a str> {
    let is_number = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut left = words.to_vec();
    let mut at = 0;
    while at < words.len() {
        let run = words.get(at..).unwrap_or_default().iter().take_while(|word| is_number(word)).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let numbers = words.get(at..at + run).unwrap_or_default();
        let behind = words.get(at + run).copied().unwrap_or_default();
        // A telephone number is where to call.
        let is_telephone = run > 2 || numbers.first().is_some_and(|number| number.starts_with('0'));
        if !is_telephone && !is_time(numbers, behind) || is_measured(text, numbers.last().copied().unwrap_or_default()) {
            left.iter_mut().skip(at).take(run).for_each(|word| *word = "");
        }
        at += run;
    }
    if !names_meeting {
        blank_deadlines(&mut left);
    }
    left
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// `10`, `10 30`, `12 4` and the like, with what can follow them.
fn is_time(numbers: &[&str], behind: &str) -> bool {
    const HIGHEST: u32 = 60;
    const YEARS: std::ops::Range<u32> = 2020..2100;
    let value = |word: &&str| word.parse::<u32>().unwrap_or(u32::MAX);
    let is_small = numbers.iter().map(value).all(|value| value <= HIGHEST || YEARS.contains(&value));
    is_small && (behind.is_empty() || is_in(BEHIND_TIME, behind) || behind.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a sign of percent or money stands at the number.
fn is_measured(text: &str, number: &str) -> bool {
    const MARKS: [char; 5] = ['%', '€', '$', '£', '¥'];
    text.match_indices(number).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let behind = text.get(at + number.len()..).unwrap_or_default().trim_start();
        before.ends_with(MARKS) || behind.starts_with(MARKS)
    })
}

fn blank_deadlines(words: &mut [&str]) {
    let is_due = |words: &[&str], at: usize| {
        let before = words.get(..at).unwrap_or_default().iter().rev();
        let by = before.clone().find(|word| !BETWEEN.contains(word));
        by.is_some_and(|by| BY.contains(by))
    };
    for at in 0..words.len() {
        let is_day = words.get(at).is_some_and(|word| is_in(DAYS, word));
        if is_day
            && is_due(words, at)
            && let Some(word) = words.get_mut(at)
        {
            *word = "";
        }
    }
}
