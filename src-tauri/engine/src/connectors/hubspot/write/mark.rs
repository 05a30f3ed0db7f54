//! The marker by which what we made is found again, and text as HubSpot takes it.
//!
//! It stands as the last line of the text. A property of our own would have to be made in every portal first, which takes a right that
//! a token for selling has no need of; HubSpot's own unique keys are set by HubSpot alone; a trace id is told in answers and not
//! kept. The text is kept as it was given, comes back with every reading, and can be searched.

/// What stands before the marker.
const BEFORE: &str = "CaseyOS ";
const DIGITS: usize = 32;

/// A text as HubSpot takes it (HTML), with the marker below.
pub fn with(text: &str, marker: &str) -> String {
    let lines: Vec<String> = text.trim_end().lines().map(escaped).collect();
    let above = if lines.is_empty() { String::new() } else { format!("{}<br><br>", lines.join("<br>")) };
    format!("{above}{BEFORE}{marker}")
}

/// A plain text with the marker below.
pub fn below(text: &str, marker: &str) -> String {
    format!("{}\n\n{BEFORE}{marker}", text.trim_end())
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether this is what was made under a marker.
pub fn carries(text: &str, marker: &str) -> bool {
    text.contains(&format!("{BEFORE}{marker}"))
}

/// A text that was read, without the line of the marker.
pub fn without(text: &str) -> &str {
    let trimmed = text.trim_end();
    let last = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let is_marker = trimmed
        .get(last..)
        .and_then(|line| line.strip_prefix(BEFORE))
        .is_some_and(|marker| marker.len() == DIGITS && marker.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_marker { trimmed.get(..last).unwrap_or_default().trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKER: &str = "00112233445566778899aabbccddeeff";

    #[test]
    fn a_text_is_no_markup_and_carries_its_marker_below() {
        let written = with("Ask <Ines> & Rui\nabout seats\n", MARKER);
        assert_eq!(written, format!("Ask &lt;Ines&gt; &amp; Rui<br>about seats<br><br>CaseyOS {MARKER}"));
        assert!(carries(&written, MARKER) && !carries(&written, "ff"));
        assert_eq!(with("", MARKER), format!("CaseyOS {MARKER}"));
        assert!(!carries("CaseyOS 00", MARKER));
    }

    #[test]
    fn what_is_read_back_is_what_was_typed() {
        assert_eq!(without(&format!("about seats\n\nCaseyOS {MARKER}")), "about seats");
        assert_eq!(without(&format!("CaseyOS {MARKER}")), "");
        assert_eq!(without("about\nCaseyOS seats"), "about\nCaseyOS seats");
        assert_eq!(without(""), "");
    }
}
