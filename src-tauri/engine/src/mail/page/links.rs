//! The links of a cleaned mail: where one leads is told when the pointer rests on it. It leads nowhere by itself, also not by a
//! key or a menu of the web view, which would replace the window by whatever a mail names.

use super::pictures::attributes;

/// The link as it is shown; none where `tag` is no link.
pub(super) fn told(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix("<a").filter(|rest| rest.starts_with([' ', '>']))?;
    let mut out = "<a".to_owned();
    for (name, value) in attributes(inside) {
        match name {
            "rel" => {}
            "href" => out.push_str(&format!(" title=\"{value}\"")),
            _ => out.push_str(&format!(" {name}=\"{value}\"")),
        }
    }
    out.push('>');
    Some(out)
}
