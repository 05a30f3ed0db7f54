//! The reply writer without a model: a template, filled with what stands in the store and nothing else.
//!
//! It takes up what was asked, word for word and with its source, and leaves the answer to the operator: it never invents one.

use super::{Agent, Brief, Claim, Proposal};
use anyhow::Context as _;
use api::{Play, Source};
use async_trait::async_trait;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};

const TEMPLATE: &str = include_str!("reply.j2");
/// How many open questions are taken up.
const QUESTIONS_AT_MOST: usize = 3;

/// Characters from the private-use area stand around each cited piece while the template runs; none comes from outside,
/// because [`clean`] takes them out.
const OPEN: char = '\u{e000}';
const MIDDLE: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

pub struct Reply;

#[async_trait]
impl Agent for Reply {
    fn name(&self) -> &'static str {
        "reply"
    }

    fn takes(&self, play: Play) -> bool {
        matches!(play, Play::Answer | Play::Reply)
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut sources = Vec::new();
        let mut cite = |text: String, source: Source| {
            sources.push(source);
            format!("{OPEN}{}{MIDDLE}{text}{CLOSE}", sources.len() - 1)
        };
        let mail = &brief.answers;
        let of_mail = |excerpt: &str| Source { kind: "message".to_owned(), id: mail.id.0, excerpt: excerpt.to_owned() };
        let first_name = brief.contact.as_ref().and_then(|contact| {
            let name = clean(contact.name.split_whitespace().next().unwrap_or_default());
            let is_name = name.chars().all(|c| c.is_alphabetic() || c == '-' || c == '’' || c == '\'');
            (!name.is_empty() && is_name)
                .then(|| cite(name, Source { kind: "contact".to_owned(), id: contact.id.0, excerpt: contact.name.clone() }))
        });
        let written = crate::day(mail.sent_at, &brief.zone);
        let day = cite(written.clone(), of_mail(&written));
        let subject = clean(&crate::mail::subject::base(&mail.subject));
        let subject = (!subject.is_empty()).then(|| cite(format!("“{subject}”"), of_mail(&mail.subject)));
        let questions: Vec<String> = brief
            .questions
            .iter()
            .rev()
            .take(QUESTIONS_AT_MOST)
            .rev()
            .map(|(id, question)| {
                let source = Source { kind: "message".to_owned(), id: id.0, excerpt: question.clone() };
                cite(format!("“{}”", clean(question)), source)
            })
            .collect();
        let mut templates = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().context("Set up the templates")?;
        templates.set_syntax(syntax);
        templates.add_template("reply.txt", TEMPLATE).context("Read the template of replies")?;
        let values = context! { first_name, day, subject, questions, operator_name => clean(&brief.operator_name) };
        let filled = templates
            .get_template("reply.txt")
            .and_then(|template| template.render(values))
            .context("Fill the template of replies")?;
        Ok(read_citations(filled.trim(), &sources))
    }
}

/// Text for a template: on one line, without the characters that mark citations.
fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| ![OPEN, MIDDLE, CLOSE].contains(c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes the marks out of a filled template, and notes where each cited piece came to stand.
fn read_citations(filled: &str, sources: &[Source]) -> Proposal {
    let (mut body, mut claims) = (String::new(), Vec::new());
    let mut n_chars = 0;
    let mut rest = filled;
    while let Some((before, marked)) = rest.split_once(OPEN) {
        n_chars += before.chars().count();
        body.push_str(before);
        let (number, marked) = marked.split_once(MIDDLE).unwrap_or(("", marked));
        let (text, after) = marked.split_once(CLOSE).unwrap_or((marked, ""));
        let source = number.parse().ok().and_then(|number: usize| sources.get(number)).cloned();
        claims.push(Claim { text: text.to_owned(), start: n_chars, source });
        n_chars += text.chars().count();
        body.push_str(text);
        rest = after;
    }
    body.push_str(rest);
    Proposal { body, claims }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agents::Mail;
    use api::{ContactId, ContactRef, MessageId, Time};
    use jiff::tz::TimeZone;

    fn brief(name: &str, questions: &[&str]) -> Brief {
        Brief {
            contact: Some(ContactRef { id: ContactId(3), name: name.to_owned(), address: "ines@brightloom.example".to_owned() }),
            operator_name: "Dana Reed".to_owned(),
            zone: TimeZone::UTC,
            answers: Mail { id: MessageId(7), subject: "Re: Seats for the pilot".to_owned(), sent_at: Time(1_795_183_200_000) },
            questions: questions.iter().map(|question| (MessageId(7), (*question).to_owned())).collect(),
        }
    }

    async fn write(brief: &Brief) -> Proposal {
        Reply.propose(brief).await.unwrap()
    }

    #[tokio::test]
    async fn a_reply_takes_up_the_question_and_cites_all_that_it_says() {
        let proposal = write(&brief("Inês Duarte", &["Could you send pricing for 40 seats?"])).await;
        insta::assert_snapshot!(proposal.body);
        assert_eq!(proposal.claims.len(), 4);
        for claim in &proposal.claims {
            let found: String = proposal.body.chars().skip(claim.start).take(claim.text.chars().count()).collect();
            assert_eq!(found, claim.text);
            assert!(claim.source.is_some());
        }
    }

    #[tokio::test]
    async fn marks_and_template_syntax_in_a_mail_are_only_text() {
        let proposal = write(&brief("Inês\u{e000}9\u{e001}", &["{{ 7 * 7 }} \u{e002}?"])).await;
        assert!(proposal.body.contains("{{ 7 * 7 }} ?"), "{}", proposal.body);
        assert!(proposal.body.starts_with("Hi Inês,") || proposal.body.starts_with("Hello,"), "{}", proposal.body);
    }

    #[tokio::test]
    async fn a_contact_without_a_name_is_not_given_one() {
        assert!(write(&brief("", &[])).await.body.starts_with("Hello,"));
        assert!(write(&brief("sales@x.example", &[])).await.body.starts_with("Hello,"));
    }
}
