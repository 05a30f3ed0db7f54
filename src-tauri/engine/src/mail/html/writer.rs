//! Writes text line by line: collapses white space, keeps at most one empty line, puts quote marks in front.

/// Quotes within quotes are marked up to this depth; a deeper nest would cost more marks than text.
const DEPTH_LIMIT: usize = 16;

/// What a `<blockquote>` is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Quote,
    Indent,
}

#[derive(Default)]
pub(super) struct Writer {
    out: String,
    /// Line ends owed before the next character: two make an empty line.
    pending: usize,
    space: bool,
    blocks: Vec<Block>,
    /// The quotes among the open blocks.
    depth: usize,
    /// The depth at which the last line was written, so that an empty line between two lines belongs to the outer one.
    last_depth: usize,
    is_preformatted: bool,
}

impl Writer {
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// What was written since the text had that length.
    pub fn since(&self, start: usize) -> &str {
        self.out.get(start..).unwrap_or_default()
    }

    pub fn text(&mut self, text: &str) {
        if self.is_preformatted {
            return self.preformatted_text(text);
        }
        let mut rest = text;
        loop {
            let word = rest.trim_start();
            self.space |= word.len() < rest.len();
            if word.is_empty() {
                return;
            }
            let (word, after) = word.split_at_checked(word.find(char::is_whitespace).unwrap_or(word.len())).unwrap_or((word, ""));
            if word.is_ascii() || !word.contains(is_filler) {
                self.start_line();
                self.out.push_str(word);
            } else if word.contains(|c| !is_filler(c)) {
                self.start_line();
                self.out.extend(word.chars().filter(|c| !is_filler(*c)));
            }
            rest = after;
        }
    }

    fn preformatted_text(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' {
                self.line_break();
            } else if c != '\r' {
                self.start_line();
                self.out.push(c);
            }
        }
    }

    pub fn space(&mut self) {
        self.space = true;
    }

    /// At least this many line ends before what comes next.
    pub fn break_lines(&mut self, n: usize) {
        self.pending = self.pending.max(n);
        self.space &= n == 0;
    }

    /// One line end more; on a line that is empty already it makes an empty line.
    pub fn line_break(&mut self) {
        self.pending = (self.pending + 1).min(2);
        self.space = false;
    }

    pub fn start_preformatted(&mut self) {
        self.break_lines(2);
        self.is_preformatted = true;
    }

    pub fn end_preformatted(&mut self) {
        self.break_lines(2);
        self.is_preformatted = false;
    }

    pub fn enter(&mut self, block: Block) {
        self.depth += usize::from(block == Block::Quote);
        self.blocks.push(block);
    }

    pub fn leave(&mut self) {
        if self.blocks.pop() == Some(Block::Quote) {
            self.depth -= 1;
        }
    }

    fn start_line(&mut self) {
        let depth = self.depth.min(DEPTH_LIMIT);
        let is_first = self.out.is_empty();
        if is_first || self.pending > 0 {
            for left in (0..if is_first { 1 } else { self.pending }).rev() {
                if !is_first {
                    self.out.push('\n');
                }
                let marks = if left == 0 { depth } else { depth.min(self.last_depth) };
                self.out.extend(std::iter::repeat_n('>', marks));
                if left == 0 && marks > 0 {
                    self.out.push(' ');
                }
            }
            self.last_depth = depth;
        } else if self.space {
            self.out.push(' ');
        }
        self.pending = 0;
        self.space = false;
    }

    pub fn finish(self) -> String {
        self.out
    }
}

/// Characters that senders put into previews by the hundred and that show as nothing. The joiners of emoji and of Persian
/// and Indian scripts are not among them.
fn is_filler(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}' | '\u{FEFF}')
}
