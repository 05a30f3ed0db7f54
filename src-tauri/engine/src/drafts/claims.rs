//! Factual statements of a draft: which text of an agent stands without a source, and which claims survive an edit.

use crate::agents::Proposal;
use crate::store::drafts::NewClaim;

/// The claims of an agent's text: those that it cites, and every number that it does not. What the operator said of themselves,
/// `own_words`, is none, whatever stands in it.
pub fn of_agent(proposal: &Proposal, own_words: &[&str]) -> Vec<NewClaim> {
    let mut claims: Vec<NewClaim> = proposal
        .claims
        .iter()
        .map(|claim| NewClaim {
            text: claim.text.clone(),
            start: u32::try_from(claim.start).unwrap_or(u32::MAX),
            source: claim.source.clone(),
        })
        .collect();
    for (start, number) in numbers(&proposal.body) {
        let is_cited = proposal.claims.iter().any(|claim| {
            let end = claim.start + claim.text.chars().count();
            (claim.start..end).contains(&start)
        });
        if !is_cited && !own_words.iter().any(|words| words.contains(&number)) {
            claims.push(NewClaim { text: number, start: u32::try_from(start).unwrap_or(u32::MAX), source: None });
        }
    }
    claims.sort_by_key(|claim| claim.start);
    claims
}

/// The words of a text that hold a digit, with the place of their first character, in characters.
fn numbers(body: &str) -> Vec<(usize, String)> {
    let (mut found, mut word, mut start) = (Vec::new(), String::new(), 0);
    for (position, c) in body.chars().chain(std::iter::once(' ')).enumerate() {
        if c.is_whitespace() {
            let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '%');
            if bare.chars().any(|c| c.is_ascii_digit()) {
                let before = word.find(bare).and_then(|at| word.get(..at)).map_or(0, |before| before.chars().count());
                found.push((start + before, bare.to_owned()));
            }
            word.clear();
        } else {
            if word.is_empty() {
                start = position;
            }
            word.push(c);
        }
    }
    found
}

/// The claims of a body that the operator edited: those of before whose line still stands as the agent wrote it. What the
/// operator typed is theirs and makes no claim that could hold.
pub fn after_edit(before: &str, claims: &[NewClaim], after: &str) -> Vec<NewClaim> {
    let mut kept = Vec::new();
    let mut line_start = 0;
    for line in before.split('\n') {
        let n_chars = line.chars().count();
        if let Some(moved_to) = place_of_line(after, line) {
            for claim in claims {
                let start = claim.start as usize;
                if (line_start..=line_start + n_chars).contains(&start) && line.contains(claim.text.as_str()) {
                    let start = u32::try_from(moved_to + (start - line_start)).unwrap_or(u32::MAX);
                    kept.push(NewClaim { start, ..claim.clone() });
                }
            }
        }
        line_start += n_chars + 1;
    }
    kept.sort_by_key(|claim| claim.start);
    kept
}

/// Where a whole line stands in a text, in characters.
fn place_of_line(body: &str, wanted: &str) -> Option<usize> {
    let mut start = 0;
    for line in body.split('\n') {
        if line == wanted {
            return Some(start);
        }
        start += line.chars().count() + 1;
    }
    None
}

/// The lines of a body that are as the agent wrote them.
pub fn agents_lines<'a>(body: &'a str, agents_body: &str) -> Vec<&'a str> {
    let by_agent: std::collections::HashSet<&str> = agents_body.split('\n').collect();
    body.split('\n').filter(|line| by_agent.contains(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::Source;

    fn claim(text: &str, start: u32) -> NewClaim {
        NewClaim {
            text: text.to_owned(),
            start,
            source: Some(Source { kind: "message".to_owned(), id: 1, excerpt: text.to_owned() }),
        }
    }

    #[test]
    fn a_number_that_an_agent_does_not_cite_is_a_claim_without_a_source() {
        let body = "Hi Inês,\n\nthe price is €1,200 for 40 seats.".to_owned();
        let cited = crate::agents::Claim { text: "40 seats".to_owned(), start: 34, source: claim("", 0).source };
        let found = of_agent(&Proposal { subject: None, body, claims: vec![cited] }, &["Dana Reed 2nd"]);
        assert_eq!(
            found.iter().map(|claim| (claim.text.as_str(), claim.source.is_some())).collect::<Vec<_>>(),
            [("€1,200", false), ("40 seats", true)]
        );
    }

    #[test]
    fn a_claim_moves_with_its_line_and_goes_with_it() {
        let before = "Hi Inês,\nyou asked for 40 seats.";
        let claims = [claim("40 seats", 23)];
        let moved = after_edit(before, &claims, "Hello Inês,\n\nyou asked for 40 seats.");
        assert_eq!(moved.first().map(|claim| claim.start), Some(27));
        assert!(after_edit(before, &claims, "Hi Inês,\nyou asked for 50 seats.").is_empty());
    }
}
