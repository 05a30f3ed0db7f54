//! From the bytes of a part to clean text: transfer encodings, charsets, and the characters that no reader needs.
//!
//! Lenient on purpose: a mail with one wrong byte is still a mail that somebody waits for an answer to.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

/// Undoes a transfer encoding (RFC 2045 §6). What is not encoded as it says is kept as it stands (§6.7, notes).
pub(super) fn transfer<'a>(bytes: &'a [u8], encoding: &str) -> Cow<'a, [u8]> {
    if encoding.eq_ignore_ascii_case("base64") {
        let decoded = base64_decode(bytes).or_else(|| {
            let kept: Vec<u8> = bytes.iter().copied().filter(|byte| is_base64(*byte) || *byte == b'=').collect();
            base64_decode(&kept)
        });
        decoded.map_or(Cow::Borrowed(bytes), Cow::Owned)
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        Cow::Owned(quoted_printable(bytes))
    } else {
        Cow::Borrowed(bytes)
    }
}

/// The size that `transfer` would give, in bytes. Base64 is counted and not decoded, so a big attachment costs nothing.
pub(super) fn decoded_size(bytes: &[u8], encoding: &str) -> u64 {
    if encoding.eq_ignore_ascii_case("base64") {
        let n_no_data = count(bytes, |byte| matches!(byte, b'\n' | b'\r' | b'=' | b' ' | b'\t'));
        (bytes.len() - n_no_data) as u64 * 3 / 4
    } else {
        transfer(bytes, encoding).len() as u64
    }
}

/// How many bytes are so. Counts in small numbers, which the compiler turns into steps of many bytes at once.
pub(super) fn count(bytes: &[u8], is_so: impl Fn(u8) -> bool + Copy) -> usize {
    let in_chunk = |chunk: &[u8]| chunk.iter().fold(0_u8, |n, byte| n + u8::from(is_so(*byte)));
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| usize::from(in_chunk(chunk))).sum()
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (line, newline) = line.strip_suffix(b"\n").map_or((line, false), |line| (line, true));
        let line = line.trim_ascii_end();
        let (mut rest, soft) = line.strip_suffix(b"=").map_or((line, false), |line| (line, true));
        while let Some(at) = rest.iter().position(|byte| *byte == b'=') {
            let (kept, from) = rest.split_at_checked(at).unwrap_or((rest, &[]));
            out.extend_from_slice(kept);
            if let [_, high, low, after @ ..] = from
                && let (Some(high), Some(low)) = (hex(*high), hex(*low))
            {
                out.push(high * 16 + low);
                rest = after;
            } else {
                out.push(b'=');
                rest = from.get(1..).unwrap_or_default();
            }
        }
        out.extend_from_slice(rest);
        if newline && !soft {
            out.push(b'\n');
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// Decodes text in the charset that the mail names. The name is a hint: bytes that are plainly UTF-8 are read as UTF-8
/// where the mail says ASCII or Latin-1, and bytes that cannot be UTF-8 are read as windows-1252, as browsers do.
pub(super) fn charset<'a>(bytes: &'a [u8], name: Option<&str>) -> Cow<'a, str> {
    let name = name.unwrap_or_default().trim().to_ascii_lowercase();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let is_utf_8 = matches!(name.as_str(), "utf-8" | "utf8");
    let is_a_guess = matches!(
        name.as_str(),
        "" | "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "latin1" | "iso-8859-15" | "windows-1252" | "cp1252"
    );
    let decoder = charset_decoder(name.as_bytes());
    if (is_utf_8 || is_a_guess || decoder.is_none())
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    if is_utf_8 {
        // One cut character must not turn all the others into two wrong ones each.
        let lossy = String::from_utf8_lossy(bytes);
        if lossy.chars().any(|c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER) {
            return lossy;
        }
        return Cow::Owned(windows_1252(bytes));
    }
    Cow::Owned(decoder.map_or_else(|| windows_1252(bytes), |decode| decode(bytes)))
}

pub(super) fn windows_1252(bytes: &[u8]) -> String {
    charset_decoder(b"windows-1252").map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |decode| decode(bytes))
}

/// Makes line ends `\n` and removes what cannot be seen but could mislead: NUL and other control characters, byte order
/// marks, and the *tag* block, in which text can be hidden from the eye and not from a model.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = first_unclean(rest.as_bytes()) {
        let (kept, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(kept);
        if let Some(after) = from.strip_prefix("\r\n") {
            out.push('\n');
            rest = after;
            continue;
        }
        let mut chars = from.chars();
        match chars.next().unwrap_or_default() {
            '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{0B}' | '\u{0C}' => out.push('\n'),
            '\u{FEFF}' | '\u{E0000}'..='\u{E007F}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// Where the first byte is that has to be looked at. Most text is plain, so it is passed in strides that the compiler turns
/// into one comparison each.
fn first_unclean(bytes: &[u8]) -> Option<usize> {
    const STRIDE: usize = 16;
    let mut strides = bytes.chunks_exact(STRIDE);
    let mut at = 0;
    for stride in strides.by_ref() {
        let is_plain = stride.iter().fold(true, |all, byte| all & (b' '..0x7F).contains(byte));
        if !is_plain && let Some(within) = stride.iter().position(|byte| may_be_unclean(*byte)) {
            return Some(at + within);
        }
        at += STRIDE;
    }
    strides.remainder().iter().position(|byte| may_be_unclean(*byte)).map(|within| at + within)
}

/// Whether a character that begins with this byte of UTF-8 has to be looked at: control characters, and the first bytes of
/// U+0080, U+2000, U+F000 and U+E0000. All others are copied in runs.
fn may_be_unclean(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\t') || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF | 0xF3)
}

/// One line of at most `limit` characters: white space collapsed, control characters and the marks that turn the
/// direction of writing removed, so that a name or subject cannot pass for another one, nor open a new header.
pub(super) fn one_line(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit));
    let mut space = false;
    let mut n = 0;
    for c in text.chars() {
        if n >= limit {
            break;
        }
        if c.is_whitespace() || c.is_control() {
            space = !out.is_empty();
        } else if !is_deceptive(c) {
            if space {
                out.push(' ');
                n += 1;
                space = false;
            }
            out.push(c);
            n += 1;
        }
    }
    out
}

/// Characters that change how their neighbours are shown, or part them, while they are not shown themselves: the marks of
/// direction (Unicode UAX #9 §2), invisible format characters, fillers, variation selectors beyond the common ones, tags. The
/// joiners of emoji and of Persian and Indian scripts are not among them.
pub(super) fn is_deceptive(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Cuts the text to at most `limit` bytes, at a character. True where something was cut.
pub(super) fn cut(text: &mut String, limit: usize) -> bool {
    if text.len() <= limit {
        return false;
    }
    text.truncate(text.floor_char_boundary(limit));
    true
}

/// What becomes of the space at which a flowed line was broken: `DelSp` of RFC 3676 §4.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FlowSpace {
    Kept,
    Deleted,
}

/// Joins the lines of `format=flowed` text (RFC 3676 §4): a line that ends in a space goes on in the next one of the same
/// quote depth; the signature separator `-- ` never does.
pub(super) fn unflow(text: &str, spaces: FlowSpace) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open_depth: Option<usize> = None;
    for line in text.lines() {
        let content = line.trim_start_matches('>');
        let depth = line.len() - content.len();
        let content = content.strip_prefix(' ').unwrap_or(content);
        let is_separator = content == "-- ";
        if open_depth == Some(depth) && !is_separator {
            out.push_str(content);
        } else {
            if !out.is_empty() || open_depth.is_some() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n('>', depth));
            if depth > 0 {
                out.push(' ');
            }
            out.push_str(content);
        }
        let flows = content.ends_with(' ') && !is_separator;
        open_depth = Some(if flows { depth } else { usize::MAX });
        if flows && spaces == FlowSpace::Deleted {
            out.pop();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings_forgive() {
        assert_eq!(transfer(b"SGVsbG8=\r\n", "BASE64").as_ref(), b"Hello");
        assert_eq!(transfer(b"SGVs!bG8=", "base64").as_ref(), b"Hello");
        assert_eq!(transfer(b"a=C3=A9=\r\nb =\n= 50% =ZZ \nend", "quoted-printable").as_ref(), "aéb = 50% =ZZ\nend".as_bytes());
        assert_eq!(decoded_size(b"SGVs\r\nbG8=", "base64"), 5);
        assert_eq!(decoded_size(b"Hello", "7bit"), 5);
    }

    #[test]
    fn the_charset_is_a_hint() {
        assert_eq!(charset(b"Gr\xFC\xDFe", Some("ISO-8859-1")), "Grüße");
        assert_eq!(charset("Grüße".as_bytes(), Some("iso-8859-1")), "Grüße");
        assert_eq!(charset(b"Gr\xFC\xDFe \x80", Some("utf-8")), "Grüße €");
        assert_eq!(charset(b"Gr\xC3\xBC\xC3", Some("utf-8")), "Grü\u{FFFD}");
        assert_eq!(charset(b"caf\xE9", Some("x-nonsense")), "café");
        assert_eq!(charset(b"\xCF\xF0\xE8", Some("windows-1251")), "При");
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        assert_eq!(clean("a\r\nb\rc\0\u{7}\u{FEFF}d\te"), "a\nb\ncd\te");
        assert_eq!(one_line("  Anna\r\nBcc: x\u{202E}gpj.exe ", 100), "Anna Bcc: xgpj.exe");
        assert_eq!(one_line(&"ä".repeat(10_000), 200).chars().count(), 200);
        let mut text = "aé".to_owned();
        assert!(cut(&mut text, 2));
        assert_eq!(text, "a");
    }

    #[test]
    fn flowed_lines_join_within_their_depth() {
        assert_eq!(unflow("Hello \nworld\n> a \n> b\nc \n-- \nme", FlowSpace::Kept), "Hello world\n> a b\nc \n-- \nme");
        assert_eq!(unflow("\n\nHello", FlowSpace::Kept), "\n\nHello");
    }
}
