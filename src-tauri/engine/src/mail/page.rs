//! The HTML part of a mail as a page that can be shown: nothing in it runs, nothing in it is fetched.
//!
//! ```text
//! html -> ammonia (tags, attributes, links) -> pictures (a box for each that is not in the mail itself), links (told, not
//!         followed) -> a whole document
//! ```
//!
//! It must never let an address of a picture through: to fetch one tells the sender that the mail was read, when and where.

use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

mod links;
mod nesting;
mod pictures;
mod style;

/// The document around a mail. The policy stands in it too, so that it holds wherever the page is shown.
const HEAD: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
     content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"><meta name=\"referrer\" content=\"no-referrer\">\
     <style>:root{color-scheme:light;background:white;color:black}\
     body{margin:16px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}pre{white-space:pre-wrap;font:inherit;margin:0}\
     img{max-width:100%;height:auto}a[title]{color:LinkText;text-decoration:underline}\
     .picture{display:inline-block;max-width:100%;padding:2px 6px;border:1px dashed currentColor}</style></head><body>";
const TAIL: &str = "</body></html>";

/// Elements whose content is no letter.
const UNREAD: &[&str] = &[
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "textarea",
    "select",
    "object",
    "iframe",
    "svg",
    "math",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
];

/// What a mail's layout is made of beyond what ammonia lets through by itself.
const MORE_TAGS: &[&str] = &["address", "big", "font", "main", "section", "tfoot"];
const TAGS_LEFT_OUT: &[&str] = &["area", "map"];

const ON_ALL: &[&str] = &["align", "bgcolor", "dir", "height", "lang", "style", "title", "valign", "width"];
const ON_TABLES: &[&str] = &["border", "cellpadding", "cellspacing"];
const ON_CELLS: &[&str] = &["colspan", "headers", "nowrap", "rowspan", "scope"];

/// How deep elements may lie in each other. A quote of a quote makes a few levels; letters have some hundred at most.
const NESTING_LIMIT: usize = 1_000;

/// A page, and how many pictures of other places it left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub html: String,
    pub n_remote: u32,
    /// How many of these are of one dot, so that nobody would see them.
    pub n_dots: u32,
}

/// Pictures that were fetched: what a mail calls them, and each as a `data:` address.
pub type Fetched = HashMap<String, String>;

/// A page of an HTML part. Any string is accepted; one whose elements lie deeper in each other than in any letter is shown by
/// its text. `unnamed` is what stands for a picture without a text of its own.
pub fn of_html(html: &str, unnamed: &str) -> Page {
    with_pictures(html, unnamed, &Fetched::new())
}

/// The same with the pictures that were fetched for it.
pub fn with_pictures(html: &str, unnamed: &str, fetched: &Fetched) -> Page {
    if nesting::is_deeper_than(html, NESTING_LIMIT) {
        return of_text(&super::html_to_text(html));
    }
    let cleaned = cleaner().clean(html).to_string();
    let shown = pictures::replace(&cleaned, unnamed, fetched);
    Page { html: format!("{HEAD}{}{TAIL}", shown.html), n_remote: shown.n_remote, n_dots: shown.n_dots }
}

/// What the mail calls its pictures of other places, each once, in their order; those of one dot are not among them.
pub fn remote_pictures(html: &str) -> Vec<String> {
    if nesting::is_deeper_than(html, NESTING_LIMIT) {
        return Vec::new();
    }
    pictures::remote(&cleaner().clean(html).to_string())
}

/// A page of a text.
pub fn of_text(text: &str) -> Page {
    Page { html: format!("{HEAD}<pre>{}</pre>{TAIL}", escape(text)), n_remote: 0, n_dots: 0 }
}

fn cleaner() -> Builder<'static> {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", set(&["href"])),
        ("font", set(&["color", "face", "size"])),
        ("img", set(&["alt", "src"])),
        ("ol", set(&["start", "type"])),
        ("table", set(ON_TABLES)),
        ("td", set(ON_CELLS)),
        ("th", set(ON_CELLS)),
        ("col", set(&["span"])),
        ("colgroup", set(&["span"])),
        ("hr", set(&["size"])),
    ]);
    let mut builder = Builder::default();
    builder
        .add_tags(MORE_TAGS)
        .rm_tags(TAGS_LEFT_OUT)
        .clean_content_tags(set(UNREAD))
        .generic_attributes(set(ON_ALL))
        .tag_attributes(attributes)
        .url_schemes(set(&["http", "https", "mailto", "data", "cid"]))
        // What is relative to nothing leads nowhere; for pictures it is told below what was left out.
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("a", "href") => leads_out(value).then_some(Cow::Borrowed(value)),
            // A link is shown with its address, which nothing else may pretend to be.
            ("a", "title") => None,
            (_, "style") => style::clean(value).map(Cow::Owned),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
}

/// Whether a link leads to a page or a mailbox. As a browser reads it: white space and control characters within do not count.
fn leads_out(link: &str) -> bool {
    let scheme = scheme(link);
    ["http://", "https://", "mailto:"].iter().any(|known| scheme.starts_with(known))
}

/// The beginning of an address as a browser understands it, lower case (URL standard §4.4: tabs and line breaks are taken out,
/// control characters and spaces in front of it as well; a backslash counts as a slash).
fn scheme(address: &str) -> String {
    let heard = address.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    heard.take(16).map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() }).collect()
}

/// Text as it may stand in HTML, also within a value in double quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
