//! Fills a template and keeps account of which of its words come from which row.
//!
//! What comes from outside reaches a draft only through here: on one line, as a value of the template and never as part of it.

use super::{Claim, Proposal};
use anyhow::Context as _;
use api::Source;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value};

/// Characters from the private-use area stand around each cited piece while the template runs; none comes from outside,
/// because [`clean`] takes them out.
const OPEN: char = '\u{e000}';
const MIDDLE: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// The sources that a draft has cited so far.
#[derive(Debug, Default)]
pub struct Citations(Vec<Source>);

impl Citations {
    /// `text` as a value for the template, said to come from `source`.
    pub fn cite(&mut self, text: &str, source: Source) -> String {
        self.0.push(source);
        format!("{OPEN}{}{MIDDLE}{}{CLOSE}", self.0.len() - 1, clean(text))
    }

    /// Fills the template. The name of a proposal's agent is for errors only.
    pub fn fill(self, agent: &str, template: &str, values: Value) -> anyhow::Result<Proposal> {
        let mut templates = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().context("Set up the templates")?;
        templates.set_syntax(syntax);
        templates.add_template("draft.txt", template).with_context(|| format!("Read the template of {agent}"))?;
        let filled = templates
            .get_template("draft.txt")
            .and_then(|template| template.render(values))
            .with_context(|| format!("Fill the template of {agent}"))?;
        Ok(read(filled.trim(), &self.0))
    }
}

/// Text for a template: what is seen of it, on one line, without the characters that mark citations.
pub fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| ![OPEN, MIDDLE, CLOSE].contains(c)).collect();
    crate::mail::one_line(&kept)
}

/// Takes the marks out of a filled template, and notes where each cited piece came to stand.
fn read(filled: &str, sources: &[Source]) -> Proposal {
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
    Proposal { subject: None, body, claims }
}
