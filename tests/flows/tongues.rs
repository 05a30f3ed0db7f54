//! A draft is written in the language of the mail that it answers, calls its reader as they sign, and takes up the times that
//! they offer without choosing among them.

use api::{Draft, HoldCode, Play};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine, TestMaildir};

const DAY: i64 = 24 * 3600;

/// The draft that answers the last of these mails, and what it does.
async fn draft(mails: &[Mail<'_>]) -> (Play, Draft) {
    let test = TestEngine::new().await;
    test.import(mails).await;
    test.run().await;
    let item = test.queue().await.remove(0);
    (item.play, test.show(item.id).await.draft.unwrap())
}

#[tokio::test]
async fn a_mail_is_answered_in_its_language() {
    for (body, head, quote) in [
        (
            "Hallo Frau Reed,\r\n\r\nkönnten Sie uns bitte die Preise für 40 Plätze schicken?\r\n\r\nViele Grüße\r\nInes Duarte",
            "Hallo Ines Duarte,\n\nvielen Dank für Ihre Nachricht vom Freitag, dem 20. November zu „Seats for the pilot“.",
            "Am 20.11.2026 um 14:00 schrieb Ines Duarte:\n",
        ),
        (
            "Hi Dana,\r\n\r\nkannst du uns bitte die Preise für 40 Plätze schicken?\r\n\r\nInes",
            "Hallo Ines,\n\nvielen Dank für deine Nachricht vom Freitag, dem 20. November zu „Seats for the pilot“.",
            "Am 20.11.2026 um 14:00 schrieb Ines Duarte:\n",
        ),
        (
            "Bonjour Dana,\r\n\r\npourriez-vous nous envoyer les prix pour 40 postes ?\r\n\r\nInes",
            "Bonjour Ines,\n\nMerci pour votre message du vendredi 20 novembre au sujet de « Seats for the pilot ».",
            "Le 20/11/2026 à 14:00, Ines Duarte a écrit :\n",
        ),
        (
            "Hola, Dana:\r\n\r\n¿podría usted enviarnos los precios para 40 puestos?\r\n\r\nInes",
            "Hola, Ines:\n\nGracias por su mensaje del viernes 20 de noviembre sobre «Seats for the pilot».",
            "El 20/11/2026 a las 14:00, Ines Duarte escribió:\n",
        ),
        (
            "Hola, Dana:\r\n\r\n¿puedes enviarnos los precios para 40 puestos?\r\n\r\nInes",
            "Hola, Ines:\n\nGracias por tu mensaje del viernes 20 de noviembre sobre «Seats for the pilot».",
            "El 20/11/2026 a las 14:00, Ines Duarte escribió:\n",
        ),
        (
            "Olá Dana,\r\n\r\nvocês podem enviar os preços para 40 lugares até amanhã?\r\n\r\nInes",
            "Hi Ines,\n\nthank you for your mail of Friday, 20 November about “Seats for the pilot”.",
            "On Fri 20 Nov 2026 14:00, Ines Duarte wrote:\n",
        ),
    ] {
        let (play, draft) = draft(&[OFFER, Mail { body, ..QUESTION }]).await;
        assert_eq!(play, Play::Answer);
        assert!(draft.body.starts_with(head), "{}", draft.body);
        assert!(draft.quoted.starts_with(quote), "{}", draft.quoted);
        assert!(draft.holds.iter().all(|hold| hold.code == HoldCode::Placeholder), "{}", draft.body);
        let again = engine::mail::split(&format!("{}\n\n{}", draft.body, draft.quoted));
        assert!(again.quoted.starts_with(quote.trim_end()), "other programs know the line for a quote's: {again:?}");
    }
}

#[tokio::test]
async fn a_mail_of_few_words_is_answered_in_the_language_of_those_before() {
    let german = "Hallo Frau Reed,\r\n\r\nkönnten Sie uns bitte die Preise schicken?\r\n\r\nInes Duarte";
    let short = Mail {
        id: "short@brightloom.example",
        date: "Fri, 20 Nov 2026 14:20:00 +0000",
        answers: QUESTION.id,
        body: "SSO?\r\n\r\nInes",
        ..QUESTION
    };
    let (_, draft) = draft(&[OFFER, Mail { body: german, ..QUESTION }, short]).await;
    assert!(draft.body.starts_with("Hallo Ines Duarte,\n\nvielen Dank für Ihre Nachricht"), "{}", draft.body);
}

#[tokio::test]
async fn who_never_answered_is_followed_up_in_the_language_they_were_written_to() {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    let body = "Hallo Ines,\r\n\r\nich schicke dir gern ein Angebot. Wie viele Plätze braucht ihr?\r\n\r\nDana";
    maildir.keep_sent(&Mail { body, ..OFFER });
    crate::import(&test, &maildir.path().display().to_string()).await;
    test.clock.advance_seconds(7 * DAY);
    test.run().await;
    let item = test.queue().await.remove(0);
    let draft = test.show(item.id).await.draft.unwrap();
    assert_eq!(item.play, Play::FollowUp);
    assert!(draft.body.starts_with("Hallo Ines,\n\nich habe dir am Donnerstag, dem 19. November"), "{}", draft.body);
}

#[tokio::test]
async fn a_first_mail_is_in_the_language_of_the_last_that_they_wrote() {
    use api::Api as _;
    let test = TestEngine::new().await;
    test.set("operator.postal_address", "Northwind, Rua do Farol 12, 1200-109 Lisboa").await;
    let long_ago = Mail {
        id: "old@lumenard.example",
        from: "Camille Fournier <camille@lumenard.example>",
        date: "Thu, 20 Aug 2026 14:00:00 +0000",
        answers: "",
        body: "Bonjour,\r\n\r\nnous ne sommes pas encore prêts, mais le sujet nous intéresse.\r\n\r\nCamille",
        ..QUESTION
    };
    test.import(&[long_ago]).await;
    test.run().await;
    for (to, subject, greeting) in [
        ("camille@lumenard.example", "Dana Reed se présente", "Bonjour Camille,"),
        ("Anna Keller <anna@elsewhere.example>", "a first word from Dana Reed", "Hi Anna,"),
    ] {
        let write = api::WriteTo { to: to.to_owned(), note: "We met at the fair.".to_owned() };
        let item = test.engine.write_to(write).await.unwrap();
        test.run().await;
        let draft = test.show(item.id).await.draft.unwrap();
        assert!(draft.subject.ends_with(subject), "{}", draft.subject);
        assert!(draft.body.starts_with(greeting), "{}", draft.body);
        assert_eq!(draft.holds, [], "{}", draft.body);
    }
}

#[tokio::test]
async fn a_first_mail_without_the_way_out_is_held_with_the_line_of_its_language() {
    use api::{Api as _, text};
    let test = TestEngine::new().await;
    test.set("operator.postal_address", "Northwind, Rua do Farol 12, 1200-109 Lisboa").await;
    let write = api::WriteTo { to: "Anna Keller <anna@elsewhere.example>".to_owned(), note: String::new() };
    let item = test.engine.write_to(write).await.unwrap().id;
    test.run().await;
    let german = "Guten Tag,\n\nich schreibe Ihnen zum ersten Mal und würde gern wissen, ob das für Sie ein Thema ist.";
    let address = "Northwind, Rua do Farol 12, 1200-109 Lisboa";
    let line = text::opt_out_line(api::Language::German);

    test.edit(item, &format!("{german}\n\n{address}")).await;
    let holds = test.show(item).await.draft.unwrap().holds;
    assert_eq!(holds.iter().map(|hold| hold.words.clone()).collect::<Vec<_>>(), [text::no_opt_out(&line)]);
    test.edit(item, &format!("{german}\n\n{line}\n{address}")).await;
    assert_eq!(test.show(item).await.draft.unwrap().holds, []);
}

#[tokio::test]
async fn who_signs_with_their_second_name_is_greeted_by_it() {
    let wen = Mail {
        from: "Li Wen <ines@brightloom.example>",
        body: "Hello Dana,\r\n\r\ncould you send pricing for 40 seats?\r\n\r\nRegards,\r\nWen\r\nDirector",
        ..QUESTION
    };
    let (_, draft) = draft(&[Mail { to: "Li Wen <ines@brightloom.example>", ..OFFER }, wen]).await;
    assert!(draft.body.starts_with("Hi Wen,"), "{}", draft.body);
}

#[tokio::test]
async fn times_that_are_offered_are_taken_up_and_left_to_the_operator() {
    for (body, offer, open) in [
        (
            "Hi Dana,\r\n\r\nshall we have a call? Tuesday at 10 or Thursday afternoon?\r\n\r\nInes",
            "“Tuesday at 10 or Thursday afternoon?”",
            "[pick the time that suits you]",
        ),
        (
            "Hallo Frau Reed,\r\n\r\nkönnten wir telefonieren? Bei mir ginge es am Dienstag um 10.\r\n\r\nInes Duarte",
            "„Bei mir ginge es am Dienstag um 10.“",
            "[passenden Termin auswählen]",
        ),
        (
            "Bonjour Dana,\r\n\r\npourrions-nous en parler au téléphone ? Je vous propose mardi à 10h.\r\n\r\nInes",
            "« Je vous propose mardi à 10h. »",
            "[choisir le créneau qui convient]",
        ),
        (
            "Hola, Dana:\r\n\r\n¿podemos hacer una llamada? Le propongo el martes a las 10.\r\n\r\nInes",
            "«Le propongo el martes a las 10.»",
            "[elegir la hora que convenga]",
        ),
    ] {
        let (play, draft) = draft(&[OFFER, Mail { body, ..QUESTION }]).await;
        assert_eq!(play, Play::ProposeTimes, "{body}");
        assert!(draft.body.contains(offer) && draft.body.contains(open), "{}", draft.body);
        let claim = draft.claims.iter().find(|claim| claim.text == offer).unwrap();
        assert_eq!(claim.source.as_ref().unwrap().kind, "message");
        assert!(draft.claims.iter().all(|claim| claim.source.is_some()), "{:?}", draft.claims);
        assert_eq!(draft.holds.iter().map(|hold| hold.code).collect::<Vec<_>>(), [HoldCode::Placeholder], "{}", draft.body);
    }
}
