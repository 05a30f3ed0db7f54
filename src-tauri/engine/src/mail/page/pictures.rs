//! The pictures of a cleaned mail: one that lies in the mail itself stays, for any other stands a box with its text.
//!
//! Reads what ammonia wrote, which is well formed: a `<` outside of a tag is always a tag, values stand in double quotes.

use super::{escape, scheme};

/// Pictures that a browser shows and that hold nothing but dots.
const IN_THE_MAIL: &[&str] = &["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];

/// The HTML with its pictures replaced, and how many of them lay elsewhere.
pub(super) fn replace(html: &str, unnamed: &str) -> (String, u32) {
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut n_remote) = (html, 0);
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        let (tag, after) = from.split_at(end_of_tag(from));
        out.push_str(before);
        if is_picture(tag) {
            let picture = Picture::read(tag);
            n_remote += u32::from(picture.is_remote());
            out.push_str(&picture.shown(unnamed));
        } else {
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(rest);
    (out, n_remote)
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
        let mut rest = tag.trim_start_matches("<img");
        while let Some((name, after)) = rest.split_once("=\"") {
            let Some((value, after)) = after.split_once('"') else { break };
            let value = unescape(value);
            match name.trim() {
                "src" => picture.source = value,
                "alt" => picture.text = value,
                "width" => picture.width = value,
                "height" => picture.height = value,
                _ => {}
            }
            rest = after;
        }
        picture
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
