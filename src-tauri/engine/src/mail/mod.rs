//! Reading mail: from bytes and folders to plain values.
//!
//! ```text
//!   a file       -> parse   -> ParsedMail -> quotes::split -> own text -> asks
//!   an mbox      -> Mbox    -> bytes of each mail ------^
//!   a Maildir    -> maildir -> paths of each mail ------^
//! ```
//!
//! Everything here is a function of its input: no clock, no database, no task. Nothing here decides what a mail means
//! for the operator. Whatever the bytes are, the answer is a value or a named reason, never a panic, and the work grows
//! with the size of the input, not with its nesting.

mod asks;
mod attribution;
mod body;
mod decode;
mod guard;
mod headers;
mod html;
pub mod maildir;
mod mbox;
mod parse;
mod phrases;
mod quotes;
mod sentence;
mod signature;
pub mod subject;

pub use asks::{asks, sentences};
pub use headers::{Mailbox, is_address};
pub use html::to_text as html_to_text;
pub use mbox::{Entry as MboxEntry, Mbox, MboxError, is_mbox};
pub use parse::{Attachment, MAIL_LIMIT, ParsedMail, TEXT_LIMIT, Unreadable, parse};
pub use quotes::{Parts, split};
