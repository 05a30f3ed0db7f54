//! What every agent keeps to: it says only what it was given, and cites it.

use super::*;
use api::{CompanyId, CompanyRef, ContactId, ContactRef, MessageId, Play, Time};
use jiff::tz::TimeZone;

fn brief(play: Play, name: &str, questions: &[&str]) -> Brief {
    Brief {
        play,
        contact: Some(ContactRef { id: ContactId(3), name: name.to_owned(), address: "ines@brightloom.example".to_owned() }),
        company: Some(CompanyRef { id: CompanyId(2), name: "Brightloom".to_owned(), domain: "brightloom.example".to_owned() }),
        operator_name: "Dana Reed".to_owned(),
        postal_address: "Northwind, Rua do Farol 12, 1200-109 Lisboa".to_owned(),
        zone: TimeZone::get("Europe/Lisbon").unwrap(),
        about: Some(Mail { id: MessageId(7), subject: "Re: Seats for the pilot".to_owned(), sent_at: Time(1_795_183_200_000) }),
        questions: questions.iter().map(|question| (MessageId(7), (*question).to_owned())).collect(),
        fault: "5.1.1".to_owned(),
        note: "We met at the fair in Porto.".to_owned(),
    }
}

async fn write(brief: &Brief) -> Proposal {
    jarvis::route(brief.play).unwrap().propose(brief).await.unwrap()
}

#[tokio::test]
async fn every_agent_cites_all_that_it_says() {
    for &play in Play::ALL {
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
    let body = write(&brief(Play::ProposeTimes, "Inês Duarte", &[])).await.body;
    assert!(body.contains("Which times suit you"), "{body}");
    assert!(!body.contains(':') || !body.chars().any(|c| c.is_ascii_digit() && !body.contains("20 November")), "{body}");
}
