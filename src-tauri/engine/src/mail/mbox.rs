//! Mails out of an mbox file (RFC 4155), one at a time, whatever the size of the file.
//!
//! Of the four dialects this reads `mboxrd` and `mboxo`: a line `From …` after an empty line begins a mail, and lines of
//! a body that looked like one carry a `>` more. Nobody's file keeps to a dialect, so a line begins a mail only where it
//! also has the shape of one, with a weekday, a month, a time and a year: "From Monday on" in a letter does not. Where the empty
//! line is missing, one with a whole date begins a mail if a header follows. The first such line of a file may be missing.

use std::io::{self, BufRead, Read};

use super::MAIL_LIMIT;

/// Bytes read at once of a line, so that a file without line ends is no trouble.
const PIECE_LIMIT: u64 = 64 << 10;
/// The longest line that can begin a mail.
const FROM_LINE_LIMIT: usize = 998;

/// One mail of an mbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where its `From ` line begins in the file, in bytes.
    pub offset: u64,
    /// The mail without its `From ` line, with `>From ` undone. Line ends are as in the file.
    pub raw: Vec<u8>,
}

/// Why a piece of an mbox gave no mail.
#[derive(Debug, thiserror::Error)]
pub enum MboxError {
    /// The mail was passed over; reading goes on behind it.
    #[error("the mail at byte {offset} is larger than {} MB", limit >> 20)]
    TooLarge { offset: u64, limit: usize },
    /// Text in front of the first mail; reading goes on behind it.
    #[error("the file has {length} bytes that belong to no mail at byte {offset}")]
    Stray { offset: u64, length: u64 },
    /// Reading ends here.
    #[error("the file could not be read further: {0}")]
    Io(#[from] io::Error),
}

/// Reads mails from an mbox until its end. A file that was cut gives its last mail as far as it goes.
#[derive(Debug)]
pub struct Mbox<R> {
    reader: R,
    limit: usize,
    /// Bytes taken from the reader so far.
    position: u64,
    state: State,
    /// A piece that was looked at ahead of its turn.
    ahead: Option<Vec<u8>>,
    after_empty_line: bool,
    at_line_start: bool,
}

#[derive(Debug)]
enum State {
    /// In front of the first mail; bytes seen there, and whether they were more than white space.
    Before {
        offset: u64,
        length: u64,
        is_blank: bool,
    },
    Mail(Entry),
    /// In a mail that went over the limit.
    Passing {
        offset: u64,
    },
    Ended,
}

impl<R: BufRead> Mbox<R> {
    pub fn new(reader: R) -> Mbox<R> {
        Mbox::with_limit(reader, MAIL_LIMIT)
    }

    /// `limit`: the largest mail that is given, in bytes. Never more than about that is held in memory.
    pub fn with_limit(reader: R, limit: usize) -> Mbox<R> {
        let state = State::Before { offset: 0, length: 0, is_blank: true };
        Mbox { reader, limit, position: 0, state, ahead: None, after_empty_line: true, at_line_start: true }
    }

    /// The next piece of a line: all of it, or its first or next 64 KiB.
    fn piece(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
        buffer.clear();
        match self.ahead.take() {
            Some(ahead) => {
                *buffer = ahead;
                Ok(buffer.len())
            }
            None => self.reader.by_ref().take(PIECE_LIMIT).read_until(b'\n', buffer),
        }
    }

    /// Takes the lines of a mail straight from the reader's buffer, as long as none of them can be where a mail begins or one that
    /// had to be told apart from that.
    fn take_plain_lines(&mut self) -> io::Result<()> {
        let State::Mail(entry) = &mut self.state else { return Ok(()) };
        if self.ahead.is_some() || !self.at_line_start {
            return Ok(());
        }
        let buffer = self.reader.fill_buf()?;
        let (mut taken, mut last) = (0, 0..0);
        while let Some(rest) = buffer.get(taken..)
            && !matches!(rest, [] | [b'F' | b'>', ..])
            && let Some(end) = memchr::memchr(b'\n', rest)
        {
            last = taken..taken + end + 1;
            taken = last.end;
        }
        let lines = buffer.get(..taken).unwrap_or_default();
        if lines.is_empty() {
            return Ok(());
        }
        entry.raw.extend_from_slice(lines);
        self.after_empty_line = matches!(lines.get(last), Some(b"\n" | b"\r\n"));
        self.reader.consume(taken);
        self.position += taken as u64;
        if entry.raw.len() > self.limit {
            self.state = State::Passing { offset: entry.offset };
        }
        Ok(())
    }

    /// Whether the next line is a header.
    fn header_follows(&mut self) -> io::Result<bool> {
        let mut next = Vec::new();
        self.piece(&mut next)?;
        let is_one = is_header(&next);
        self.ahead = Some(next);
        Ok(is_one)
    }

    /// Whether a mail begins with this line.
    fn begins_mail(&mut self, line: &[u8]) -> io::Result<bool> {
        Ok(is_from_line(line) && (self.after_empty_line || is_dated_in_full(line) && self.header_follows()?))
    }

    fn take_in(&mut self, piece: &[u8], starts_line: bool) {
        match &mut self.state {
            State::Before { length, is_blank, .. } => {
                *length += piece.len() as u64;
                *is_blank &= piece.trim_ascii().is_empty();
            }
            State::Mail(entry) => {
                entry.raw.extend_from_slice(if starts_line { unescape(piece) } else { piece });
                if entry.raw.len() > self.limit {
                    self.state = State::Passing { offset: entry.offset };
                }
            }
            State::Passing { .. } | State::Ended => {}
        }
    }

    /// Changes to the next state and gives what the last one came to.
    fn finish(&mut self, next: State) -> Option<Result<Entry, MboxError>> {
        match std::mem::replace(&mut self.state, next) {
            State::Before { is_blank: true, .. } | State::Ended => None,
            State::Before { offset, length, .. } => Some(Err(MboxError::Stray { offset, length })),
            State::Mail(mut entry) => {
                // The empty line in front of the next `From ` belongs to the file and not to the mail.
                let separator = match entry.raw.as_slice() {
                    [.., b'\r', b'\n', b'\r', b'\n'] => 2,
                    [.., b'\n', b'\n'] => 1,
                    _ => 0,
                };
                entry.raw.truncate(entry.raw.len() - separator);
                Some(Ok(entry))
            }
            State::Passing { offset } => Some(Err(MboxError::TooLarge { offset, limit: self.limit })),
        }
    }
}

impl<R: BufRead> Iterator for Mbox<R> {
    type Item = Result<Entry, MboxError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::new();
        while !matches!(self.state, State::Ended) {
            // What goes wrong here is met again by what follows.
            drop(self.take_plain_lines());
            let offset = self.position;
            let length = match self.piece(&mut piece) {
                Ok(length) => length,
                Err(error) => {
                    self.state = State::Ended;
                    return Some(Err(MboxError::Io(error)));
                }
            };
            if length == 0 {
                return self.finish(State::Ended);
            }
            self.position += length as u64;
            let starts_line = std::mem::replace(&mut self.at_line_start, piece.ends_with(b"\n"));
            if offset == 0 && piece.starts_with(BYTE_ORDER_MARK) {
                piece.drain(..BYTE_ORDER_MARK.len());
            }
            if let State::Before { is_blank: true, .. } = self.state
                && starts_line
                && is_header(&piece)
            {
                self.state = State::Mail(Entry { offset, raw: Vec::new() });
            }
            let begins_mail = match starts_line.then(|| self.begins_mail(&piece)).transpose() {
                Ok(begins) => begins.unwrap_or_default(),
                Err(error) => {
                    self.state = State::Ended;
                    return Some(Err(MboxError::Io(error)));
                }
            };
            self.after_empty_line = starts_line && matches!(piece.as_slice(), b"\n" | b"\r\n");
            if !begins_mail {
                self.take_in(&piece, starts_line);
            } else if let Some(done) = self.finish(State::Mail(Entry { offset, raw: Vec::new() })) {
                return Some(done);
            }
        }
        None
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether a file is an mbox whose beginning was lost: somewhere in it a mail begins as in an mbox.
pub fn is_mbox_without_start(file: impl BufRead) -> bool {
    let mut lines = Mbox::new(file);
    lines.after_empty_line = false;
    let (mut line, mut starts_line) = (Vec::new(), true);
    loop {
        match lines.piece(&mut line) {
            Ok(0) | Err(_) => return false,
            Ok(_) if starts_line && lines.begins_mail(&line).unwrap_or_default() => return true,
            Ok(_) => starts_line = line.ends_with(b"\n"),
        }
    }
}

/// Whether a file that begins like this is an mbox. A few hundred bytes are enough.
pub fn is_mbox(start: &[u8]) -> bool {
    let start = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start).trim_ascii_start();
    start.split(|byte| *byte == b'\n').next().is_some_and(is_from_line)
}

/// `From `, a sender, and a date as C's `asctime` writes it, with or without a zone, in any order of year and zone.
fn is_from_line(line: &[u8]) -> bool {
    const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if line.len() > FROM_LINE_LIMIT {
        return false;
    }
    let Some(line) = line.strip_prefix(b"From ").map(String::from_utf8_lossy) else {
        return false;
    };
    let mut words = line.split_ascii_whitespace().skip_while(|word| !WEEKDAYS.contains(word));
    let is_year = |word: &str| word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1970..2200).contains(&year));
    let is_time = |word: &str| word.split(':').count() >= 2 && word.split(':').all(|part| part.parse::<u8>().is_ok());
    words.next().is_some() && words.next().is_some_and(|word| MONTHS.contains(&word)) && {
        let rest: Vec<&str> = words.collect();
        rest.iter().any(|word| is_time(word)) && rest.iter().any(|word| is_year(word))
    }
}

/// Whether a `From ` line has a sender and then a whole date, as no sentence does: `Mon Jan  1 12:00:00 2024`.
fn is_dated_in_full(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    let is_day = |word: &str| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let is_time = |word: &str| word.split(':').count() == 3 && word.split(':').all(|part| part.len() == 2);
    matches!(words.as_slice(), [_, _, _, _, day, time, _, ..] if is_day(day) && is_time(time))
}

/// Whether a line is a header field (RFC 5322 §2.2): a name without spaces and a colon.
fn is_header(line: &[u8]) -> bool {
    const NAME_LIMIT: usize = 76;
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len() && (1..=NAME_LIMIT).contains(&name.len()) && name.iter().all(u8::is_ascii_graphic)
}

/// Takes back the `>` that was put in front of a line which began with `From ` or with `>From `.
fn unescape(line: &[u8]) -> &[u8] {
    match line.strip_prefix(b">") {
        Some(rest) if rest.iter().find(|byte| **byte != b'>') == Some(&b'F') => {
            let marks = rest.iter().take_while(|byte| **byte == b'>').count();
            if rest.get(marks..).is_some_and(|word| word.starts_with(b"From ")) { rest } else { line }
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn raws(bytes: &[u8]) -> Vec<String> {
        Mbox::new(bytes).map(|entry| String::from_utf8(entry.unwrap().raw).unwrap()).collect()
    }

    #[test]
    fn mails_come_apart_in_both_kinds_of_line_ends() {
        let text = "From a@example.com Mon Jan  1 12:00:00 2024\nSubject: 1\n\none\n>From here\n>>From there\n\nFrom - Tue Feb 06 08:30:00 +0000 2024\nSubject: 2\n\ntwo\n";
        let expected = ["Subject: 1\n\none\nFrom here\n>From there\n", "Subject: 2\n\ntwo\n"];
        assert_eq!(raws(text.as_bytes()), expected);
        assert_eq!(raws(text.replace('\n', "\r\n").as_bytes()), expected.map(|mail| mail.replace('\n', "\r\n")));
    }

    #[test]
    fn offsets_say_where_a_mail_begins() {
        let text = b"From a Mon Jan  1 12:00:00 2024\n\nx\n\nFrom b Mon Jan  1 12:00:00 2024\ny";
        let offsets: Vec<u64> = Mbox::new(&text[..]).map(|entry| entry.unwrap().offset).collect();
        assert_eq!(offsets, [0, 36]);
        assert!(text[36..].starts_with(b"From b"));
    }

    #[test]
    fn a_sentence_does_not_begin_a_mail() {
        let text = "From a@example.com Mon Jan  1 12:00:00 2024\nSubject: 1\n\nfoo\n\nFrom Monday on, at 10:00, in May 2024\n\nFrom here\nend\nFrom b@example.com Mon Jan  1 12:00:00 2024\n";
        assert_eq!(raws(text.as_bytes()).len(), 1);
        assert!(is_mbox(text.as_bytes()));
        assert!(!is_mbox(b"From: a@example.com\nDate: Mon, 1 Jan 2024 12:00:00 +0000\n"));
    }

    #[test]
    fn a_mail_that_is_too_large_is_named_and_passed_over() {
        let big = "x".repeat(200_000);
        let text = format!("From a Mon Jan  1 12:00:00 2024\n\n{big}\n\nFrom b Mon Jan  1 12:00:00 2024\n\nsmall\n");
        let mut mbox = Mbox::with_limit(text.as_bytes(), 1_000);
        assert!(matches!(mbox.next(), Some(Err(MboxError::TooLarge { offset: 0, limit: 1_000 }))));
        assert_eq!(mbox.next().unwrap().unwrap().raw, b"\nsmall\n");
        assert!(mbox.next().is_none());
    }

    #[test]
    fn text_that_is_no_mbox_is_named() {
        let entries: Vec<_> = Mbox::new(&b"just\ntext\n"[..]).collect();
        assert!(matches!(entries.as_slice(), [Err(MboxError::Stray { offset: 0, length: 10 })]));
        assert_eq!(Mbox::new(&b"\n\n"[..]).count(), 0);
    }

    #[test]
    fn an_error_of_the_disk_ends_the_reading() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("disk"))
            }
        }
        let mut mbox = Mbox::new(io::BufReader::new(b"From a Mon Jan  1 12:00:00 2024\n\nx".chain(Failing)));
        assert!(matches!(mbox.next(), Some(Err(MboxError::Io(_)))));
        assert!(mbox.next().is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
            Mbox::with_limit(&bytes[..], 500).for_each(drop);
        }

        #[test]
        fn written_as_mboxrd_everything_comes_back(bodies in prop::collection::vec("(From |>|a|\n){0,30}", 1..5)) {
            let mut file = String::new();
            for body in &bodies {
                file.push_str("From a@example.com Mon Jan  1 12:00:00 2024\n");
                for line in body.split_inclusive('\n') {
                    file.push_str(if line.trim_start_matches('>').starts_with("From ") { ">" } else { "" });
                    file.push_str(line);
                }
                file.push_str(if body.ends_with('\n') || body.is_empty() { "\n" } else { "\n\n" });
            }
            let expected: Vec<String> = bodies.iter().map(|body| if body.ends_with('\n') { body.clone() } else { format!("{body}\n") }).collect();
            prop_assert_eq!(raws(file.as_bytes()), expected);
        }
    }
}
