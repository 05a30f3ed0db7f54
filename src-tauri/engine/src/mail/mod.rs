//! Reading mail: from bytes and folders to plain values.
//!
//! ```text
//!   a file       -> parse   -> ParsedMail -> quotes::split -> own text -> intent, asked  (a person's mail)
//!                               kind, bounce                            -> absence        (an automatic answer)
//!   an mbox      -> Mbox    -> bytes of each mail ------^
//!   a Maildir    -> maildir -> paths of each mail ------^
//! ```
//!
//! Everything here is a function of its input: no clock, no database, no task. It says what a mail is and what it wants;
//! nothing here decides what the operator does about it. Whatever the bytes are, the answer is a value or a named reason,
//! never a panic, and the work grows with the size of the input, not with its nesting.

mod absence;
mod address_list;
mod asks;
mod attribution;
mod body;
mod bounce;
mod decode;
mod guard;
mod headers;
mod html;
mod intent;
mod kind;
mod language;
pub mod maildir;
mod mbox;
pub mod page;
mod parse;
mod pattern;
mod phrases;
mod quotes;
mod said;
mod sentence;
mod signature;
mod stored;
pub mod subject;
mod visible;
mod words;

pub use absence::{Absence, Back, absence};
pub use address_list::{split_list, unquoted_name};
pub use asks::sentences;
pub use bounce::{Bounce, Severity};
pub use headers::{Mailbox, domain_in_words, is_address, sendable_address};
pub use html::to_text as html_to_text;
pub use intent::{Intent, Read, acknowledges, asked, intent, offered_times, opts_out, requests};
pub use kind::Kind;
pub use language::{Address, address, language};
pub use mbox::{Entry as MboxEntry, Mbox, MboxError, is_mbox, is_mbox_without_start};
pub use parse::{Attachment, MAIL_LIMIT, ParsedMail, TEXT_LIMIT, Unreadable, parse};
pub use quotes::{Parts, split};
pub use signature::signed;
pub use stored::{is_sent_by_machine, kind_of_stored};
pub use visible::{excerpt, one_line, without_greeting};
pub(crate) use words::fold;
