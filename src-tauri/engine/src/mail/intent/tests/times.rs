//! Times that are offered: which sentences are taken up, and which only speak of a day.

use super::super::offered_times;

#[test]
fn sentences_that_offer_times_are_found_word_for_word() {
    for (text, expected) in [
        ("Shall we talk?\nTuesday at 10 or Thursday afternoon?", vec!["Tuesday at 10 or Thursday afternoon?"]),
        (
            "Could we have a call next week? Wednesday or Thursday would suit us best.",
            vec!["Wednesday or Thursday would suit us best."],
        ),
        (
            "It will last 45 minutes, and a slot is pencilled in for you on Monday at 10:30.",
            vec!["It will last 45 minutes, and a slot is pencilled in for you on Monday at 10:30."],
        ),
        ("I'd like to meet you there. Would the morning of the 12th suit you?", vec!["Would the morning of the 12th suit you?"]),
        ("I am away on Monday. Can we have the call on Tuesday?", vec!["Can we have the call on Tuesday?"]),
        ("Ok. Shall we hop on a call. Wed 8am.", vec!["Wed 8am."]),
        ("Can you dial in? That is November 19, 2:45 pm Central.", vec!["That is November 19, 2:45 pm Central."]),
        ("Können wir telefonieren? Dienstag um 10 oder Donnerstagvormittag.", vec!["Dienstag um 10 oder Donnerstagvormittag."]),
        (
            "Passt Ihnen der 25. oder 26. November, jeweils ab 14 Uhr?",
            vec!["Passt Ihnen der 25. oder 26. November, jeweils ab 14 Uhr?"],
        ),
        (
            "Könnten wir morgen telefonieren, am besten nach 16 Uhr?",
            vec!["Könnten wir morgen telefonieren, am besten nach 16 Uhr?"],
        ),
        ("Hast du Zeit für einen Call? Ich könnte am 24.11. ganztägig.", vec!["Ich könnte am 24.11. ganztägig."]),
        ("Peut-on s'appeler ? Je vous propose mardi à 10h.", vec!["Je vous propose mardi à 10h."]),
        ("¿Podemos hablar? Le propongo el martes a las 10.", vec!["Le propongo el martes a las 10."]),
        ("¿Hacemos una llamada el martes a las 10?", vec!["¿Hacemos una llamada el martes a las 10?"]),
    ] {
        assert_eq!(offered_times(text), expected, "{text}");
    }
}

#[test]
fn a_day_that_is_past_or_out_or_only_spoken_of_is_no_offer() {
    for text in [
        "Could we have a call next week?",
        "Kindly share your availability for a call this week or early next week.",
        "Can we talk? I saw your colleague on Tuesday.",
        "Can we have a call? The last one was on Tuesday at 10.",
        "Können wir telefonieren? Am Dienstag bin ich leider nicht da.",
        "Guten Morgen, können wir telefonieren?",
        "Buenas, ¿podemos hablar? Gracias por lo de la mañana.",
        "Könnten Sie uns in der Woche ab dem 12. Oktober eine Demo geben?",
        "Pourriez-vous nous proposer un créneau dans la semaine du 13 avril ?",
        "Peut-on décaler notre point ? Je serai en déplacement mercredi.",
        "The invoice is due on Tuesday at 10.",
        "Could we have a demo for 25 people? We work 24/7.",
    ] {
        assert_eq!(offered_times(text), Vec::<String>::new(), "{text}");
    }
}
