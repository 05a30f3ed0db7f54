//! What every agent keeps to: it says only what it was given, and cites it.

use super::*;
use crate::drafts::checks::placeholders;
use crate::store::messages::Letter;
use api::{
    CompanyId, CompanyRef, ConnectionId, ContactId, ContactRef, DealId, Guest, ItemId, Language, MeetingId, MeetingResponse,
    MeetingView, MessageId, Play, SignalKind, TaskId, Time, text,
};
use jiff::tz::TimeZone;

fn brief(play: Play, name: &str, questions: &[&str]) -> Brief {
    Brief {
        play,
        kind: SignalKind::EmailReply,
        is_first: false,
        contact: Some(ContactRef { id: ContactId(3), name: name.to_owned(), address: "ines@brightloom.example".to_owned() }),
        company: Some(CompanyRef { id: CompanyId(2), name: "Brightloom".to_owned(), domain: "brightloom.example".to_owned() }),
        operator_name: "Dana Reed".to_owned(),
        postal_address: "Northwind, Rua do Farol 12, 1200-109 Lisboa".to_owned(),
        zone: TimeZone::get("Europe/Lisbon").unwrap(),
        about: Some(Mail { id: MessageId(7), subject: "Re: Seats for the pilot".to_owned(), sent_at: Time(1_795_183_200_000) }),
        questions: questions
            .iter()
            .map(|question| Asked { mail: MessageId(7), sentences: vec![(*question).to_owned()] })
            .collect(),
        offered: Vec::new(),
        letters: Vec::new(),
        language: Language::English,
        is_familiar: false,
        fault: "5.1.1".to_owned(),
        note: "We met at the fair in Porto.".to_owned(),
        meeting: matches!(play, Play::Prepare | Play::MeetingFollowUp | Play::Rebook).then(meeting),
        deal: matches!(play, Play::ReviewDeal | Play::LearnWhy).then(|| DealBrief {
            id: DealId(5),
            name: "Brightloom, 40 seats".to_owned(),
            stage: "Contract sent".to_owned(),
            amount: "EUR 48,000".to_owned(),
            closes_at: Some(Time(1_795_255_200_000)),
        }),
        task: (play == Play::DoTask).then(|| TaskBrief {
            id: TaskId(6),
            title: "Send the security sheet".to_owned(),
            body: "They asked for it twice.".to_owned(),
            due_at: Time(1_795_183_200_000),
            deal: "Brightloom, 40 seats".to_owned(),
        }),
        form: None,
        chat: None,
        last_mails: vec![LastMail {
            id: MessageId(7),
            is_own: false,
            who: "Inês Duarte".to_owned(),
            excerpt: "Could you send pricing for 40 seats?".to_owned(),
            sent_at: Time(1_795_183_200_000),
        }],
        open: vec![(ItemId(4), "Answer: Seats for the pilot".to_owned())],
        slots: Vec::new(),
    }
}

fn meeting() -> MeetingView {
    let guest = |contact, name: &str, address: &str, response| Guest {
        contact: ContactId(contact),
        name: name.to_owned(),
        address: address.to_owned(),
        response,
    };
    MeetingView {
        id: MeetingId(9),
        title: "Pilot with 40 seats".to_owned(),
        starts_at: Time(1_795_255_200_000),
        ends_at: Time(1_795_258_800_000),
        is_all_day: false,
        place: "Room 4, Rua do Farol 12".to_owned(),
        link: "https://meet.example/abc-123".to_owned(),
        is_cancelled: false,
        no_show_at: None,
        guests: vec![
            guest(3, "Inês Duarte", "ines@brightloom.example", MeetingResponse::Accepted),
            guest(5, "", "tom@brightloom.example", MeetingResponse::NeedsAction),
        ],
    }
}

async fn write(brief: &Brief) -> Proposal {
    jarvis::route(brief.play).unwrap().propose(brief).await.unwrap()
}

#[tokio::test]
async fn every_agent_cites_all_that_it_says() {
    for &play in Play::ALL.iter().filter(|play| !play.is_drafted_by_hand()) {
        let proposal = write(&brief(play, "Inês Duarte", &["Could you send pricing for 40 seats?"])).await;
        insta::assert_snapshot!(
            format!("{play}"),
            format!("{}\n\n{}", proposal.subject.as_deref().unwrap_or("(as before)"), proposal.body)
        );
        assert!(!proposal.claims.is_empty(), "{play}");
        for claim in &proposal.claims {
            let found: String = proposal.body.chars().skip(claim.start).take(claim.text.chars().count()).collect();
            assert_eq!(found, claim.text, "{play}");
            assert!(claim.source.is_some(), "{play}");
        }
    }
}

#[tokio::test]
async fn marks_and_template_syntax_in_a_mail_are_only_text() {
    let proposal = write(&brief(Play::Answer, "Inês\u{e000}9\u{e001}", &["{{ 7 * 7 }} \u{e002}?"])).await;
    assert!(proposal.body.contains("{{ 7 * 7 }} ?"), "{}", proposal.body);
    assert!(proposal.body.starts_with("Hi Inês,") || proposal.body.starts_with("Hello,"), "{}", proposal.body);
}

#[tokio::test]
async fn a_contact_without_a_name_is_not_given_one() {
    for play in [Play::Answer, Play::FollowUp, Play::ProposeTimes, Play::FirstTouch] {
        assert!(write(&brief(play, "", &[])).await.body.starts_with("Hello,"), "{play}");
        assert!(write(&brief(play, "sales@x.example", &[])).await.body.starts_with("Hello,"), "{play}");
    }
}

#[tokio::test]
async fn without_a_calendar_no_time_is_proposed() {
    for &language in Language::ALL {
        let body = write(&Brief { language, ..brief(Play::ProposeTimes, "Inês Duarte", &[]) }).await.body;
        let day = crate::calendar::day(language, Time(1_795_183_200_000), &TimeZone::UTC);
        assert!(!body.replace(&day, "").contains(|c: char| c.is_ascii_digit()), "{body}");
        assert_eq!(body.matches('?').count(), 1, "it asks for theirs: {body}");
        assert_eq!(placeholders::find(&body), Vec::<String>::new());
    }
}

/// How letters are written: every language, and both ways to address somebody where they differ.
const TONGUES: [(Language, bool, &str); 6] = [
    (Language::English, false, "english"),
    (Language::German, false, "german_formal"),
    (Language::German, true, "german_familiar"),
    (Language::French, false, "french"),
    (Language::Spanish, false, "spanish_formal"),
    (Language::Spanish, true, "spanish_familiar"),
];

#[tokio::test]
async fn every_letter_is_written_in_every_language() {
    for (language, is_familiar, name) in TONGUES {
        let offered = vec![(MessageId(7), "Tuesday at 10?".to_owned()), (MessageId(7), "Or Thursday.".to_owned())];
        let of = |play, questions: &[&str]| Brief { language, is_familiar, ..brief(play, "Inês Duarte", questions) };
        let zone = TimeZone::get("Europe/Lisbon").unwrap();
        let span = (Time(1_795_255_200_000), Time(1_795_257_000_000));
        let times = crate::free_slots::words(language, &zone, Some(&crate::calendar::fixed_zone(-300)), span);
        let slots = vec![(ConnectionId(2), times)];
        let one = of(Play::ProposeTimes, &["Can we talk?"]);
        let letters = [
            of(Play::Answer, &["Could you send pricing for 40 seats?"]),
            of(Play::Answer, &["Could you send pricing?", "Is training included?"]),
            Brief { offered: offered[..1].to_vec(), ..one.clone() },
            Brief { offered, ..one.clone() },
            one,
            of(Play::FollowUp, &[]),
            of(Play::FirstTouch, &[]),
            Brief { contact: None, company: None, operator_name: String::new(), ..of(Play::FirstTouch, &[]) },
            of(Play::MeetingFollowUp, &[]),
            of(Play::Rebook, &[]),
            Brief { slots: slots.clone(), ..of(Play::ProposeTimes, &["Can we talk?"]) },
            Brief { slots, ..of(Play::Rebook, &[]) },
            Brief { meeting: Some(meeting()), ..of(Play::ProposeTimes, &[]) },
            Brief { meeting: Some(MeetingView { title: String::new(), ..meeting() }), ..of(Play::ProposeTimes, &[]) },
        ];
        let mut written = Vec::new();
        for letter in &letters {
            let proposal = write(letter).await;
            assert!(proposal.claims.iter().all(|claim| claim.source.is_some()), "{name}");
            let is_open = proposal.body.contains('[');
            let leaves_open = matches!(letter.play, Play::Answer | Play::MeetingFollowUp) || !letter.offered.is_empty();
            assert_eq!(is_open, leaves_open, "an answer and the choice of a time are left open: {}", proposal.body);
            let promised = proposal.body.to_lowercase();
            let promises = ["invitation", "einladung", "invitación"].iter().any(|word| promised.contains(word));
            assert!(!promises, "nothing here can send an invitation: {}", proposal.body);
            assert_eq!(placeholders::find(&proposal.body).len(), usize::from(is_open), "{}", proposal.body);
            written.push(format!("{}\n\n{}", proposal.subject.as_deref().unwrap_or("(as before)"), proposal.body));
        }
        insta::assert_snapshot!(format!("letters_{name}"), written.join("\n\n========\n\n"));
    }
}

#[tokio::test]
async fn only_what_asks_is_quoted_as_asked() {
    let stated = ["My controller wants a figure before we sign.", "Pilot ends on Friday, so they would never get to use it."];
    for (language, asked, wrote) in [
        (Language::English, "You asked", "You wrote"),
        (Language::German, "Ihre Anliegen", "Sie schreiben"),
        (Language::French, "Vos demandes", "Vous écrivez"),
        (Language::Spanish, "Sus consultas", "Me escribe"),
    ] {
        let body = write(&Brief { language, ..brief(Play::Answer, "Ines", &stated) }).await.body;
        assert!(body.contains(wrote) && !body.contains(asked), "{body}");
        let mixed = [stated[0], "Could you send it?", "Is training in?"];
        let body = write(&Brief { language, ..brief(Play::Answer, "Ines", &mixed) }).await.body;
        assert!(body.contains(asked) && body.contains("Is training in?") && !body.contains("controller"), "{body}");
    }
}

#[tokio::test]
async fn a_first_letter_passes_the_checks_in_every_language() {
    for (language, is_familiar, name) in TONGUES {
        let first = Brief { language, is_familiar, ..brief(Play::FirstTouch, "Inês Duarte", &[]) };
        let body = write(&first).await.body;
        assert!(body.contains(&text::opt_out_line(language)), "{body}");
        assert_eq!(crate::mail::language(&body), Some(language), "{name}");
    }
}

#[test]
fn what_the_way_out_asks_for_is_heard_as_a_wish_for_no_more_mail() {
    for &language in Language::ALL {
        let line = text::opt_out_line(language);
        let word = line.split(['“', '”', '„', '«', '»']).nth(1).unwrap().trim();
        assert!(crate::mail::opts_out("Re: x", word).is_some(), "{word}");
        assert!(crate::mail::opts_out("Re: x", &format!("{word}\n\nAnna")).is_some(), "{word}");
    }
}

#[tokio::test]
async fn who_signs_with_their_second_name_is_greeted_by_it() {
    let letter = |own_text: &str, signature: &str| Letter {
        message_id: 8,
        thread_id: 1,
        own_text: own_text.to_owned(),
        signature: signature.to_owned(),
    };
    let greeting = async |name: &str, letters: Vec<Letter>| {
        let proposal = write(&Brief { letters, ..brief(Play::Answer, name, &[]) }).await;
        proposal.body.lines().next().unwrap().to_owned()
    };
    assert_eq!(greeting("Li Wen", vec![letter("Please send it.\n\nWen", "")]).await, "Hi Wen,");
    assert_eq!(greeting("Li Wen", vec![letter("Please send it.", "Best,\nWen\nHaloport")]).await, "Hi Wen,");
    assert_eq!(greeting("Li Wen", vec![letter("Fine.", ""), letter("Please send it.", "Regards, Wen")]).await, "Hi Wen,");
    assert_eq!(greeting("Li Wen", vec![letter("Please send it.", "Regards,\nLi Wen")]).await, "Hi Li,");
    assert_eq!(greeting("Li Wen", vec![]).await, "Hi Li,");
    // An address is no name, but who signs with a part of it has one.
    assert_eq!(greeting("ines@brightloom.example", vec![letter("Please send it.\n\nInes", "")]).await, "Hi Ines,");
    assert_eq!(greeting("", vec![letter("Please send it.\n\nMaria", "")]).await, "Hello,");
}

#[tokio::test]
async fn a_german_letter_calls_by_the_whole_name_or_by_the_first() {
    for (name, is_familiar, expected) in [
        ("Anna Keller", false, "Hallo Anna Keller,"),
        ("Keller, Anna", false, "Hallo Anna Keller,"),
        ("Anna Keller", true, "Hallo Anna,"),
        ("KELLER Anna", true, "Hallo Anna,"),
        ("sales@x.example", false, "Guten Tag,"),
    ] {
        let letter = Brief { language: Language::German, is_familiar, ..brief(Play::Answer, name, &[]) };
        assert!(write(&letter).await.body.starts_with(expected), "{name}");
    }
}
