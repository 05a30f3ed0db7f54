//! How a file of contacts is written: its letters, what stands between its fields, and what in a field is no word of it. Pure.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How much of a file is looked at to find out how its letters are written.
const LOOKED_AT: usize = 4096;

/// The text of a file, and what its encoding is called.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => encoding_of(bytes),
    };
    let (text, encoding, _) = encoding.decode(bytes);
    (text, encoding.name())
}

/// What a file without a mark is written in: UTF-16 has a zero beside each English letter, and what is no UTF-8 is an old
/// Windows file.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 5;
    if odd > many && odd > even {
        UTF_16LE
    } else if even > many {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

/// What stands between fields, and the text behind a first line that only says so (`sep=;`, as Excel writes it). Answers how many
/// lines that took.
pub fn separator(text: &str) -> (u8, &str, u64) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_end_matches('\r').trim_matches('"');
    if let Some([separator @ (b',' | b';' | b'\t')]) = said.strip_prefix("sep=").map(str::as_bytes) {
        return (*separator, rest, 1);
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for letter in text.trim_start().chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\n' if !is_quoted => break,
            letter if !is_quoted => {
                counts.iter_mut().filter(|(separator, _)| char::from(*separator) == letter).for_each(|(_, n)| *n += 1);
            }
            _ => {}
        }
    }
    // Of equals the first: a comma where there is none of any.
    let most = counts.iter().rev().max_by_key(|(_, n)| *n);
    (most.map_or(b',', |(separator, _)| *separator), text, 0)
}

/// Whether a field says yes, in the languages of the headers.
pub fn says_yes(field: &str) -> bool {
    matches!(
        field.trim().to_lowercase().as_str(),
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "wahr" | "oui" | "vrai" | "si" | "sí" | "verdadero"
    )
}

/// A spreadsheet takes what begins like this for a formula and runs it. Telephone numbers begin so, too, and are none.
fn is_formula(field: &str) -> bool {
    let is_number = |field: &str| field.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    field.starts_with(['=', '@', '\t', '\r']) || field.starts_with(['+', '-']) && !is_number(field)
}

/// A field as it is written to a file that a spreadsheet may open.
pub fn guarded(field: &str) -> Cow<'_, str> {
    if is_formula(field) { format!("'{field}").into() } else { field.into() }
}

/// A field as it was before it was guarded.
pub fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_stands_outside_of_quotes_most() {
        for (text, expected) in [
            ("a,b\n1;2;3", (b',', 0)),
            ("\"a,b,c\";d\n", (b';', 0)),
            ("a\tb, c\td\n", (b'\t', 0)),
            ("Email\nines@brightloom.example", (b',', 0)),
            ("sep=;\r\na;b", (b';', 1)),
        ] {
            let (separator, _, skipped) = separator(text);
            assert_eq!((separator, skipped), expected, "{text}");
        }
    }

    #[test]
    fn letters_are_read_however_they_are_written() {
        let wide = |order: fn(u16) -> [u8; 2]| "Name,Email\nInês,i".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for (bytes, encoding) in [
            ("Inês".as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", "Inês".as_bytes()].concat(), "UTF-8"),
            (b"In\xeas".to_vec(), "windows-1252"),
            (wide(u16::to_le_bytes), "UTF-16LE"),
            (wide(u16::to_be_bytes), "UTF-16BE"),
            ([b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat(), "UTF-16LE"),
        ] {
            let (text, found) = decode(&bytes);
            assert!(text.contains("Inês") && !text.contains('\u{feff}'), "{text}");
            assert_eq!(found, encoding);
        }
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_read_back() {
        for (field, written) in
            [("=1+1", "'=1+1"), ("@x", "'@x"), ("-cmd", "'-cmd"), ("+49 (30) 1", "+49 (30) 1"), ("O'Neil", "O'Neil")]
        {
            assert_eq!(guarded(field), written);
            assert_eq!(unguarded(written), field);
        }
        assert_eq!(unguarded("'tis"), "'tis");
    }
}
