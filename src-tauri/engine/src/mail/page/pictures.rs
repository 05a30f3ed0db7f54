//! The pictures of a cleaned mail: one that lies in the mail itself stays, for any other stands a box with its text.
//!
//! Reads what ammonia wrote, which is well formed: a `<` outside of a tag is always a tag, values stand in double quotes.

use super::{Fetched, escape, links, scheme};

/// Pictures that a browser shows and that hold nothing but dots.
const IN_THE_MAIL: &[&str] = &["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];

/// What [`replace`] makes of a mail.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) html: String,
    /// Pictures of other places that are not shown.
    pub(super) n_remote: u32,
    /// How many of these are of one dot.
    pub(super) n_dots: u32,
}

/// The HTML with its pictures replaced, by what was fetched for them where that is there, and its links told.
pub(super) fn replace(html: &str, unnamed: &str, fetched: &Fetched) -> Shown {
    let mut shown = Shown { html: String::with_capacity(html.len()), ..Shown::default() };
    for (before, tag) in tags(html) {
        shown.html.push_str(before);
        if is_picture(tag) {
            let picture = Picture::read(tag).with(fetched);
            shown.n_remote += u32::from(picture.is_remote());
            shown.n_dots += u32::from(picture.is_remote() && picture.is_a_dot());
            shown.html.push_str(&picture.shown(unnamed));
        } else {
            shown.html.push_str(links::told(tag).as_deref().unwrap_or(tag));
        }
    }
    shown
}

/// What is called a picture of another place, each once, but those of one dot.
pub(super) fn remote(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (_, tag) in tags(html).filter(|(_, tag)| is_picture(tag)) {
        let picture = Picture::read(tag);
        if picture.is_remote() && !picture.is_a_dot() && !found.contains(&picture.source) {
            found.push(picture.source);
        }
    }
    found
}

/// The tags in their order, each with the text before it; at the end the rest of the text, before an empty tag.
fn tags(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(html);
    std::iter::from_fn(move || {
        let html = rest.take()?;
        let Some(at) = html.find('<') else { return Some((html, "")) };
        let (before, from) = html.split_at(at);
        let (tag, after) = from.split_at(end_of_tag(from));
        rest = Some(after);
        Some((before, tag))
    })
}

/// The attributes within a tag, behind its name. Values as they stand there, escaped.
pub(super) fn attributes(inside: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after;
        Some((name.trim(), value))
    })
}

fn is_picture(tag: &str) -> bool {
    tag.strip_prefix("<img").is_some_and(|rest| rest.starts_with([' ', '>', '/']))
}

/// Where a tag ends: behind the first `>` that is not within a value.
fn end_of_tag(from: &str) -> usize {
    let mut is_within = false;
    let end = from.bytes().position(|byte| {
        is_within ^= byte == b'"';
        byte == b'>' && !is_within
    });
    end.map_or(from.len(), |end| end + 1)
}

#[derive(Debug, Default)]
struct Picture {
    source: String,
    text: String,
    width: String,
    height: String,
}

impl Picture {
    fn read(tag: &str) -> Self {
        let mut picture = Self::default();
        for (name, value) in attributes(tag.trim_start_matches("<img")) {
            let value = unescape(value);
            match name {
                "src" => picture.source = value,
                "alt" => picture.text = value,
                "width" => picture.width = value,
                "height" => picture.height = value,
                _ => {}
            }
        }
        picture
    }

    /// The same with what was fetched for it.
    fn with(mut self, fetched: &Fetched) -> Self {
        if let Some(data) = fetched.get(&self.source) {
            self.source.clone_from(data);
        }
        self
    }

    fn is_remote(&self) -> bool {
        let scheme = scheme(&self.source);
        ["http:", "https:", "//"].iter().any(|place| scheme.starts_with(place))
    }

    /// Of one dot, or of none: it is there to tell that the mail was read, and nobody would see it.
    fn is_a_dot(&self) -> bool {
        [&self.width, &self.height].iter().any(|size| matches!(size.trim().trim_end_matches("px"), "0" | "1"))
    }

    fn shown(&self, unnamed: &str) -> String {
        let size = |name: &str, value: &str| {
            let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { format!(" {name}=\"{value}\"") } else { String::new() }
        };
        let kind = self.source.get(..32).unwrap_or(&self.source).to_ascii_lowercase();
        if IN_THE_MAIL.iter().any(|known| kind.starts_with(known)) {
            let (source, text) = (escape(&self.source), escape(&self.text));
            let (width, height) = (size("width", self.width.trim()), size("height", self.height.trim()));
            return format!("<img src=\"{source}\" alt=\"{text}\"{width}{height}>");
        }
        if self.is_a_dot() {
            return String::new();
        }
        let text = if self.text.trim().is_empty() { unnamed } else { self.text.trim() };
        format!("<span class=\"picture\">{}</span>", escape(text))
    }
}

/// What ammonia escapes in a value; the ampersand last, or `&amp;lt;` would become a bracket.
fn unescape(value: &str) -> String {
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}
