//! A mail's text in three parts: what its writer says now, what is quoted, and the signature.
//!
//! Each line goes to exactly one part, so nothing is lost where a guess is wrong. An answer below or between quoted lines
//! is the writer's own. Where everything is quoted, the own part is empty.

use super::attribution::{self, Opening};
use super::signature;

/// Lines below a rule, a closing or a bare `--` that can still be a signature. More is text.
const SIGNATURE_LIMIT: usize = 15;
/// The longest line of a signature that has no separator, in characters. Longer ones are sentences.
const SIGNATURE_LINE_LIMIT: usize = 90;

/// The parts of a text. Line ends are `\n`; each part is without empty lines around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// What the writer of this mail says.
    pub own: String,
    /// What was said before, with the lines that introduce it; a forwarded mail too.
    pub quoted: String,
    /// Name, address, disclaimer, "Sent from my …", the banner of a server.
    pub signature: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Own,
    Quoted,
    Signature,
}

/// Splits a text. Signs of a quote are `> ` (RFC 3676 §4.5), the line or block with which a mail program introduces an
/// original, and of a signature `-- ` (RFC 3676 §4.3), a closing phrase or a rule above a few short lines.
pub fn split(text: &str) -> Parts {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let mut kinds = quoted(&lines);
    if kinds.iter().zip(&lines).all(|(kind, line)| *kind == Kind::Quoted || line.trim().is_empty()) {
        mark_answer_below(&lines, &mut kinds);
    }
    mark_signatures(&lines, &mut kinds);
    gather(&lines, &kinds, text.len())
}

fn quoted(lines: &[&str]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(lines.len());
    while let Some((line, rest)) = lines.get(kinds.len()..).and_then(|left| left.split_first()) {
        if is_marked(line) {
            kinds.push(Kind::Quoted);
            continue;
        }
        let from_here = lines.get(kinds.len()..).unwrap_or_default();
        match attribution::opening(from_here) {
            Some(Opening::Original) => {
                mark_rule_above(lines, &mut kinds);
                kinds.resize(lines.len(), Kind::Quoted);
            }
            Some(Opening::Attribution { n_lines, dated }) => {
                let behind = rest.get(n_lines - 1..).unwrap_or_default();
                let next = behind.iter().find(|line| !line.trim().is_empty());
                if next.is_some_and(|line| is_marked(line)) {
                    kinds.extend(std::iter::repeat_n(Kind::Quoted, n_lines));
                } else if dated {
                    // Some programs give the original no marks. Nothing then tells where it ends.
                    kinds.resize(lines.len(), Kind::Quoted);
                } else {
                    kinds.push(Kind::Own);
                }
            }
            None => kinds.push(Kind::Own),
        }
    }
    kinds
}

/// Where nothing stands above an original without marks, the answer may stand below it: a short paragraph behind the
/// original's closing and name.
fn mark_answer_below(lines: &[&str], kinds: &mut [Kind]) {
    const ANSWER_LIMIT: usize = 6;
    let Some(first) = lines.iter().find(|line| !line.trim().is_empty()) else {
        return;
    };
    let lower = first.to_lowercase();
    let is_forwarded = ["forward", "weiterg", "transf", "reenv", "inolt", "doorg"].iter().any(|word| lower.contains(word));
    let Some(closing) = lines.iter().rposition(|line| signature::is_closing(line)).filter(|_| !is_forwarded && !is_marked(first))
    else {
        return;
    };
    let below = lines.get(closing..).unwrap_or_default();
    let Some(gap) = below.iter().position(|line| line.trim().is_empty()) else {
        return;
    };
    let answer = below.get(gap..).unwrap_or_default();
    let n_written = answer.iter().filter(|line| !line.trim().is_empty()).count();
    if (1..=ANSWER_LIMIT).contains(&n_written) && !answer.iter().any(|line| is_marked(line)) {
        kinds.iter_mut().skip(closing + gap).for_each(|kind| *kind = Kind::Own);
    }
}

fn is_marked(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// The rule that Outlook draws above its header block belongs to the block.
fn mark_rule_above(lines: &[&str], kinds: &mut [Kind]) {
    let above = lines.iter().zip(kinds.iter_mut()).collect::<Vec<_>>();
    if let Some((line, kind)) = above.into_iter().rev().find(|(line, _)| !line.trim().is_empty())
        && signature::is_rule(line)
    {
        *kind = Kind::Quoted;
    }
}

/// Looks for a signature at the end of each run of own lines: above a quote as well as at the end.
fn mark_signatures(lines: &[&str], kinds: &mut [Kind]) {
    let mut start = 0;
    while start < lines.len() {
        let is_own = |kind: &Kind| *kind == Kind::Own;
        let run = kinds.get(start..).unwrap_or_default().iter().take_while(|kind| is_own(kind)).count();
        let (Some(own), Some(marks)) = (lines.get(start..start + run), kinds.get_mut(start..start + run)) else {
            return;
        };
        let from = signature_start(own).unwrap_or(run);
        for (at, (line, kind)) in own.iter().zip(marks).enumerate() {
            if at >= from || signature::is_device_line(line) || signature::is_banner(line) {
                *kind = Kind::Signature;
            }
        }
        start += run.max(1);
    }
}

/// Where the signature of a run of own lines begins: the first line with a sign of one and nothing but signature below.
fn signature_start(own: &[&str]) -> Option<usize> {
    let n_written = |lines: &[&str]| lines.iter().filter(|line| !line.trim().is_empty()).count();
    let mut left = n_written(own);
    for (at, line) in own.iter().enumerate() {
        left -= usize::from(!line.trim().is_empty());
        if *line == "-- " || signature::is_disclaimer(line) {
            return Some(at);
        }
        let is_end = left <= SIGNATURE_LIMIT;
        let below = own.get(at + 1..).unwrap_or_default();
        if is_end && (line.trim_end() == "--" || signature::is_rule(line) || signature::is_closing(line) && is_card(below)) {
            return Some(at);
        }
    }
    None
}

/// Whether these lines read like name, title and numbers, and hide no postscript or question.
fn is_card(lines: &[&str]) -> bool {
    for line in lines.iter().map(|line| line.trim()) {
        if signature::is_disclaimer(line) || signature::is_rule(line) || matches!(line, "--") {
            return true;
        }
        let start = line.to_lowercase();
        let is_postscript = ["ps", "p.s", "nb", "n.b"]
            .iter()
            .any(|word| start.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '.', ' ', ','])));
        let is_question = line.contains('?') && !line.contains("://");
        if is_postscript || is_question || line.chars().count() > SIGNATURE_LINE_LIMIT && !line.contains("://") {
            return false;
        }
    }
    true
}

/// The lines of each kind in their order. Where others stood between them, an empty line does.
fn gather(lines: &[&str], kinds: &[Kind], length: usize) -> Parts {
    let mut parts = Parts { quoted: String::with_capacity(length), ..Parts::default() };
    let (mut own, mut quoted, mut signature) = (None, None, None);
    for (at, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        if line.trim_start().is_empty() {
            continue;
        }
        let (out, last) = match kind {
            Kind::Own => (&mut parts.own, &mut own),
            Kind::Quoted => (&mut parts.quoted, &mut quoted),
            Kind::Signature => (&mut parts.signature, &mut signature),
        };
        if let Some(last) = *last {
            out.push_str(if last + 1 == at { "\n" } else { "\n\n" });
        }
        out.push_str(line);
        *last = Some(at);
    }
    for part in [&mut parts.own, &mut parts.quoted, &mut parts.signature] {
        part.truncate(part.trim_end().len());
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn top_posting_leaves_the_answer() {
        let parts = split(
            "Hi Bob,\n\nFriday works.\n\nBest regards,\nAnna\nHead of Sales\n\nOn Tue, 3 May 2024 at 10:00, Bob <bob@example.com>\nwrote:\n\n> Does Friday work?\n>\n> Bob\n",
        );
        assert_eq!(parts.own, "Hi Bob,\n\nFriday works.");
        assert_eq!(parts.signature, "Best regards,\nAnna\nHead of Sales");
        assert!(parts.quoted.starts_with("On Tue") && parts.quoted.ends_with("> Bob"));
    }

    #[test]
    fn answers_below_and_between_quotes_are_own() {
        let parts = split("On 3 May 2024, Bob wrote:\n> Price?\nThe price is 5.\n\n> Term?\nTwo years.\n-- \nAnna");
        assert_eq!(parts.own, "The price is 5.\n\nTwo years.");
        assert_eq!(parts.signature, "-- \nAnna");
    }

    #[test]
    fn outlooks_block_and_its_rule_are_quoted() {
        let parts = split(
            "Yes please.\n________________________________\nFrom: Bob\nSent: Tuesday\nTo: Anna\nSubject: Offer\n\nShall I send it?",
        );
        assert_eq!(parts.own, "Yes please.");
        assert!(parts.quoted.starts_with("____") && parts.quoted.ends_with("send it?"));
        assert_eq!(split("See below.\n\n-----Original Message-----\nFrom: x\n\nold").own, "See below.");
    }

    #[test]
    fn an_original_without_marks_is_quoted() {
        let parts = split("OK\n\nAm 03.05.2024 um 10:00 schrieb Bob:\n\nPasst das?\n\nBob");
        assert_eq!((parts.own.as_str(), parts.signature.as_str()), ("OK", ""));
    }

    #[test]
    fn a_sentence_about_what_somebody_wrote_hides_nothing() {
        let text = "Have you seen what bob@example.com wrote:\nthe price is too high";
        assert_eq!(split(text).own, text);
    }

    #[test]
    fn a_forwarded_mail_alone_has_no_own_text() {
        assert_eq!(split("---------- Forwarded message ---------\nFrom: A\n\nbody").own, "");
        assert_eq!(split("> all\n> quoted").own, "");
        assert_eq!(split(""), Parts::default());
    }

    #[test]
    fn a_postscript_or_question_below_the_name_is_own() {
        let parts = split("Fine.\n\nBest regards,\nAnna\n\nPS: could you send the deck?");
        assert!(parts.own.ends_with("send the deck?"));
        let device = split("Fine.\nSent from my iPhone\n\n> old");
        assert_eq!((device.own.as_str(), device.signature.as_str()), ("Fine.", "Sent from my iPhone"));
    }

    #[test]
    fn disclaimers_and_banners_are_not_what_somebody_says() {
        let parts = split(
            "CAUTION: This email originated from outside the organization.\n\nNo budget.\n\nThis e-mail and any attachments are confidential.\nIf you are not the recipient, could you delete it?",
        );
        assert_eq!(parts.own, "No budget.");
    }

    fn written(text: &str) -> Vec<String> {
        let mut lines: Vec<String> =
            text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.trim().is_empty()).collect();
        lines.sort();
        lines
    }

    proptest! {
        #[test]
        fn every_line_is_in_exactly_one_part(
            lines in prop::collection::vec(prop::sample::select(vec![
                "", "Hello", "> quoted", ">> deep", "-- ", "--", "Best regards,", "Anna", "____________", "From: A <a@x.test>",
                "Sent: Tuesday", "To: B", "Subject: C", "On 3 May 2024, Bob <b@x.test> wrote:", "On 3 May 2024, Bob", "wrote:",
                "Sent from my iPhone", "-----Original Message-----", "PS: why?", "This e-mail and any attachments", "é \u{a0}", "Am 1. schrieb:",
            ]), 0..30)
        ) {
            let text = lines.join("\n");
            let parts = split(&text);
            prop_assert_eq!(written(&[parts.own, parts.quoted, parts.signature].join("\n")), written(&text));
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let parts = split(&text);
            let n = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            prop_assert_eq!(n(&parts.own) + n(&parts.quoted) + n(&parts.signature), n(&text));
        }
    }
}
