//! HTML mail as text: paragraphs, lists, links and quotes survive; scripts, styles and hidden passages do not.
//!
//! A quoted original (`<blockquote>`) gets `> ` in front of each line, so that one reader of quotes serves both kinds of
//! mail. What the sender hid from the eye is left out: nobody saw it, and a model must not read what the operator cannot.
//! One pass over the input; whatever is not closed is looked for once.

use std::borrow::Cow;

use mail_parser::decoders::html::add_html_token;

use super::decode;
use writer::{Block, Writer};

mod writer;

/// The longest link that is kept, in bytes.
const LINK_LIMIT: usize = 2_000;
/// Equals signs and quotes that are looked at in one tag.
const MARK_LIMIT: usize = 400;
/// Tags with senseless quotes, after which quotes are heeded no more. Real mails have none or a few.
const CARELESS_LIMIT: usize = 1_000;
/// Kinds of hidden elements without an end, after which none is skipped any more.
const UNCLOSED_LIMIT: usize = 20;
/// The longest character reference, `&CounterClockwiseContourIntegral;` among them.
const REFERENCE_LIMIT: usize = 40;

/// Turns HTML into text. Any string is accepted; what is not a tag is text.
pub fn to_text(html: &str) -> String {
    // What ends a tag and a comment is looked for only in front of its last one, so no search runs through all in vain.
    let (tags, tail) = html.rsplit_once('>').map_or(("", html), |(tags, _)| html.split_at(tags.len() + 1));
    let mut reader = TagReader { behind_comments: tags.rsplit_once("-->").map_or("", |(_, behind)| behind).len(), n_careless: 0 };
    let mut walk = Walk { out: Writer::default(), links: Vec::new(), paragraph_at: 0, unclosed: Vec::new() };
    let mut rest = tags;
    while let Some((before, from_tag)) = rest.split_once('<') {
        walk.out.text(&unescape(before));
        rest = match reader.read(from_tag) {
            Some(Tag::Skip { after }) => after,
            Some(Tag::Start { name, attributes, after }) => walk.start(name, attributes, after),
            Some(Tag::End { name, after }) => {
                walk.end(name);
                after
            }
            None => {
                walk.out.text("<");
                from_tag
            }
        };
    }
    walk.out.text(&unescape(rest));
    walk.out.text(&unescape(tail));
    walk.out.finish()
}

enum Tag<'a> {
    Start {
        name: &'a str,
        attributes: &'a str,
        after: &'a str,
    },
    End {
        name: &'a str,
        after: &'a str,
    },
    /// A comment, a declaration, an instruction.
    Skip {
        after: &'a str,
    },
}

struct TagReader {
    /// Bytes left behind the last end of a comment.
    behind_comments: usize,
    /// Tags so far whose quotes made no sense.
    n_careless: usize,
}

impl TagReader {
    /// Reads a tag whose `<` has been taken. None where this is no tag.
    fn read<'a>(&mut self, text: &'a str) -> Option<Tag<'a>> {
        if let Some(comment) = text.strip_prefix("!--") {
            // A comment without an end takes only its own opening, or the whole mail would be gone.
            let end = if comment.len() > self.behind_comments { comment.split_once("-->") } else { None };
            return Some(Tag::Skip { after: end.map_or(comment, |(_, after)| after) });
        }
        if text.starts_with(['!', '?']) {
            return text.split_once('>').map(|(_, after)| Tag::Skip { after });
        }
        let from_name = text.strip_prefix('/').unwrap_or(text);
        if !from_name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name_end = from_name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'))?;
        let (name, from_attributes) = from_name.split_at(name_end);
        let mut end = if self.n_careless < CARELESS_LIMIT { attributes_end(from_attributes) } else { None };
        if end.is_none() {
            self.n_careless += 1;
            end = from_attributes.find('>');
        }
        let (attributes, after) = from_attributes.split_at_checked(end?)?;
        let after = after.strip_prefix('>').unwrap_or(after);
        let is_end = from_name.len() < text.len();
        Some(if is_end { Tag::End { name, after } } else { Tag::Start { name, attributes, after } })
    }
}

/// Where the `>` of a tag is; one within a quoted value does not count. None where a quote is not closed, or where there
/// are more values than any real tag has, which bounds what a tag can cost.
fn attributes_end(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut after_equals = false;
    for _ in 0..MARK_LIMIT {
        let next = at + text.get(at..)?.find(['>', '=', '"', '\''])?;
        let follows = text.get(at..next)?.trim().is_empty();
        at = next + 1;
        match text.as_bytes().get(next)? {
            b'>' => return Some(next),
            b'=' => after_equals = true,
            quote => {
                if after_equals && follows {
                    at += text.get(at..)?.find(char::from(*quote))? + 1;
                }
                after_equals = false;
            }
        }
    }
    None
}

struct Walk<'a> {
    out: Writer,
    /// Open links: the target, and where their text begins.
    links: Vec<(Cow<'a, str>, usize)>,
    /// Where the open Outlook paragraph begins, to tell whether it stayed empty.
    paragraph_at: usize,
    /// Names for which an end was missing once; it is not searched for again.
    unclosed: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    /// Acts on the start of an element and gives the input behind it, or behind the whole element where it is not read.
    fn start(&mut self, name: &'a str, attributes: &'a str, after: &'a str) -> &'a str {
        let kind = name.to_ascii_lowercase();
        if (is_unread(&kind) || is_hidden(attributes) && !is_void(&kind))
            && let Some(after) = self.skip(name, after)
        {
            return after;
        }
        match kind.as_str() {
            "br" => self.out.line_break(),
            "p" => self.start_paragraph(attributes),
            "pre" => self.out.start_preformatted(),
            "blockquote" => {
                self.out.break_lines(2);
                self.out.enter(if is_indent(attributes) { Block::Indent } else { Block::Quote });
            }
            "li" => {
                self.out.break_lines(1);
                self.out.text("- ");
            }
            "hr" => {
                // What Outlook itself writes for the rule above the original, so that it is recognised as that.
                self.out.break_lines(1);
                self.out.text("________________________________");
                self.out.break_lines(1);
            }
            "td" | "th" => self.out.space(),
            "a" => {
                self.links.clear();
                self.links.extend(attribute(attributes, "href").map(|target| (target, self.out.len())));
            }
            other => self.out.break_lines(n_breaks(other)),
        }
        after
    }

    fn end(&mut self, name: &str) {
        let kind = name.to_ascii_lowercase();
        match kind.as_str() {
            "p" => self.end_paragraph(),
            "pre" => self.out.end_preformatted(),
            "blockquote" => {
                self.out.break_lines(2);
                self.out.leave();
            }
            "li" => self.out.break_lines(1),
            "td" | "th" => self.out.space(),
            "a" => self.end_link(),
            other => self.out.break_lines(n_breaks(other)),
        }
    }

    /// Outlook writes each line as a paragraph without space around it, and an empty line as an empty paragraph.
    fn start_paragraph(&mut self, attributes: &str) {
        let is_line =
            |class: Cow<'_, str>| ["MsoNormal", "MsoPlainText", "MsoListParagraph"].iter().any(|name| class.starts_with(name));
        let is_outlook = attribute(attributes, "class").is_some_and(is_line) && self.out.len() > 0;
        self.out.break_lines(if is_outlook { 1 } else { 2 });
        self.paragraph_at = if is_outlook { self.out.len() } else { 0 };
    }

    fn end_paragraph(&mut self) {
        let stayed_empty = self.out.len() == self.paragraph_at;
        self.out.break_lines(if self.paragraph_at == 0 || stayed_empty { 2 } else { 1 });
        self.paragraph_at = 0;
    }

    /// Writes the target behind the text of a link, unless the text is the target.
    fn end_link(&mut self) {
        let Some((target, start)) = self.links.pop() else {
            return;
        };
        let target = target.trim();
        let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
        let is_link = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:");
        let is_plain = !target.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'));
        let shown = self.out.since(start).trim();
        if is_link && is_plain && target.len() <= LINK_LIMIT && !shown.is_empty() && !is_same_place(shown, target) {
            for piece in [" <", target, ">"] {
                self.out.text(piece);
            }
        }
    }

    /// The input after the end of the element that was just opened, or None where it has none.
    fn skip(&mut self, name: &'a str, after: &'a str) -> Option<&'a str> {
        if self.unclosed.len() > UNCLOSED_LIMIT || self.unclosed.iter().any(|missing| missing.eq_ignore_ascii_case(name)) {
            return None;
        }
        let mut depth = 1_usize;
        let mut rest = after;
        while let Some((_, from_tag)) = rest.split_once('<') {
            let (is_end, from_name) = from_tag.strip_prefix('/').map_or((false, from_tag), |from_name| (true, from_name));
            rest = from_tag;
            let is_same = from_name.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            let ends_there =
                from_name.get(name.len()..).is_none_or(|tail| !tail.starts_with(|c: char| c.is_ascii_alphanumeric()));
            if !is_same || !ends_there {
                continue;
            }
            depth = if is_end {
                depth - 1
            } else if is_unread(&name.to_ascii_lowercase()) {
                depth
            } else {
                depth + 1
            };
            if depth == 0 {
                return Some(from_tag.split_once('>').map_or("", |(_, after)| after));
            }
        }
        self.unclosed.push(name);
        None
    }
}

/// Whether a link's text is its target, but for what readers leave out.
fn is_same_place(shown: &str, target: &str) -> bool {
    fn bare(link: &str) -> impl Iterator<Item = char> {
        let link = ["mailto:", "https://", "http://"].iter().fold(link, |link, start| link.strip_prefix(start).unwrap_or(link));
        let link = link.strip_prefix("www.").unwrap_or(link).trim_end_matches('/');
        link.chars().flat_map(char::to_lowercase)
    }
    bare(shown).eq(bare(target))
}

/// Line ends around an element: two make an empty line.
fn n_breaks(name: &str) -> usize {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "ul" | "ol" | "dl" => 2,
        "div" | "tr" | "section" | "article" | "header" | "footer" | "address" | "center" | "form" | "dt" | "dd" | "body"
        | "html" | "caption" | "figure" | "figcaption" | "main" | "nav" | "tbody" | "thead" | "tfoot" | "title" => 1,
        _ => 0,
    }
}

/// Elements whose content is not shown.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "title" | "template" | "noscript" | "textarea" | "select" | "object" | "svg" | "math" | "iframe"
    )
}

/// Elements that have no end, so that nothing may be skipped up to it (HTML standard §13.1.2).
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "source" | "track" | "wbr"
    )
}

fn is_hidden(attributes: &str) -> bool {
    // Nearly no element is hidden, and a newsletter has a thousand with a style.
    const SIGNS: [&[u8]; 2] = [b"none", b"hidd"];
    let shows_sign = |start: &[u8]| SIGNS.iter().any(|sign| start.eq_ignore_ascii_case(sign));
    if !attributes.contains('&') && !attributes.as_bytes().windows(4).any(shows_sign) {
        return false;
    }
    let style: String = attribute(attributes, "style").unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden") || attribute(attributes, "hidden").is_some()
}

/// Gmail indents a writer's own words with a blockquote too, and says so by taking its border away.
fn is_indent(attributes: &str) -> bool {
    let style = attribute(attributes, "style").unwrap_or_default().to_ascii_lowercase();
    style.contains("border:none")
        || style.contains("border: none")
        || style.contains("border: 0") && !style.contains("border-left")
}

/// The value of an attribute, unescaped; empty where it has none.
fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => {
                match value.strip_prefix('"').map(|v| (v, '"')).or_else(|| value.strip_prefix('\'').map(|v| (v, '\''))) {
                    Some((value, quote)) => value.split_once(quote).unwrap_or((value, "")),
                    None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
                }
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(unescape(value));
        }
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == '/' || c == '=');
    }
    None
}

/// Replaces character references (HTML standard §13.5). Numbers in 128 to 159 mean windows-1252. What is taken out of every text
/// does not come back by its number.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(REFERENCE_LIMIT).position(|byte| byte == b';').map_or(1, |position| position + 1);
        let (reference, after) = from.split_at(end);
        let start = out.len();
        add_html_token(&mut out, reference.as_bytes(), false);
        if let Some(c @ '\u{80}'..='\u{9F}') = out.get(start..).and_then(|new| new.chars().next()) {
            out.truncate(start);
            out.push_str(&decode::windows_1252(&[c as u32 as u8]));
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(decode::clean(&out))
}

#[cfg(test)]
mod tests;
