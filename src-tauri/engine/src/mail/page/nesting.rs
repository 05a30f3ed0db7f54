//! How deep the elements of a mail lie in each other. What cleans a mail asks of each element what it lies in, so that its work
//! grows with the square of the depth: a mail of nothing but openings would keep it busy for minutes.

/// How far up an end is looked for: what stands between was left open.
const LOOKED_UP: usize = 16;

/// Elements that end by themselves where the next one begins, or have no content, so that they never lie deep in each other.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Whether more than `limit` elements lie in each other. An estimate: it reads no attributes, and takes a `<` in one for a tag.
pub(super) fn is_deeper_than(html: &str, limit: usize) -> bool {
    let mut open: Vec<String> = Vec::new();
    for from in html.split('<').skip(1) {
        let (is_end, from) = from.strip_prefix('/').map_or((false, from), |name| (true, name));
        let name: String =
            from.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).take(16).collect();
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        if !is_end {
            open.push(name);
        } else if let Some(back) = open.iter().rev().take(LOOKED_UP).position(|known| *known == name) {
            open.truncate(open.len() - back - 1);
        }
        if open.len() > limit {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_deeper_than;

    #[test]
    fn only_what_lies_in_each_other_is_deep() {
        assert!(!is_deeper_than(&"<div><font>x</div><p>y<li>z".repeat(5_000), 20));
        assert!(!is_deeper_than(&"<br><td>1 < 2".repeat(5_000), 0));
        assert!(is_deeper_than(&"<DIV class=a>".repeat(21), 20));
        assert!(is_deeper_than(&"<div></span>".repeat(21), 20));
    }
}
