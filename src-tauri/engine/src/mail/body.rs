//! What a person reads of a mail, and what is attached to it.
//!
//! Only the parts that are read are decoded. An attachment is named and counted; its content is never looked at.

use std::collections::BTreeSet;

use mail_parser::{HeaderName, Message, MessagePart, MimeHeaders, PartType};

use super::decode::FlowSpace;
use super::parse::{Attachment, LINE_LIMIT, TEXT_LIMIT};
use super::{decode, headers, html};

/// The longest HTML that is kept and read, in bytes.
const HTML_LIMIT: usize = 2 << 20;
/// Attachments listed per mail.
const ATTACHMENT_LIMIT: usize = 1_000;

/// The readable side of a mail, and which parts it was made of.
#[derive(Default)]
pub(super) struct Body {
    pub text: String,
    pub html: Option<String>,
    pub cut: bool,
    pub read: BTreeSet<usize>,
}

impl Body {
    pub fn of(message: &Message<'_>) -> Body {
        let mut body = Body::default();
        let is = |subtype: &'static str| {
            move |id: &&usize| message.parts.get(**id).is_some_and(|part| headers::is_text(part, subtype))
        };
        let ids = |list: &[u32]| list.iter().map(|id| *id as usize).collect::<Vec<_>>();
        let (text_parts, html_parts) = (ids(&message.text_body), ids(&message.html_body));

        let shown: Vec<usize> = html_parts.iter().filter(is("html")).copied().collect();
        let html = body.gather(message, &shown, HTML_LIMIT, |part, raw| part_text(raw, part));
        if text_parts != shown {
            body.text = body.gather(message, &text_parts, TEXT_LIMIT, readable);
        }
        if body.text.trim().is_empty() {
            // There is only HTML, or, as in newsletters, an empty plain part beside the HTML that says it all.
            body.text = html::to_text(&html);
            body.cut |= decode::cut(&mut body.text, TEXT_LIMIT);
        }
        if body.text.trim().is_empty() {
            // A mail that was cut in the middle: the parser sets parts without an end aside.
            let all: Vec<usize> = (0..message.parts.len()).collect();
            let plain: Vec<usize> = all.iter().filter(is("plain")).copied().collect();
            let marked: Vec<usize> = all.iter().filter(is("html")).copied().collect();
            body.text = body.gather(message, &plain, TEXT_LIMIT, readable);
            if body.text.trim().is_empty() {
                body.text = body.gather(message, &marked, TEXT_LIMIT, readable);
            }
        }
        body.text = body.text.trim_end().trim_start_matches('\n').to_owned();
        body.html = (!html.trim().is_empty()).then_some(html);
        body
    }

    /// The text of these parts, one under the other, up to a limit.
    fn gather(
        &mut self,
        message: &Message<'_>,
        ids: &[usize],
        limit: usize,
        text_of: fn(&MessagePart<'_>, &[u8]) -> String,
    ) -> String {
        let mut all = String::new();
        for id in ids {
            let Some(part) = message.parts.get(*id).filter(|part| is_body(part)) else {
                continue;
            };
            let text = text_of(part, &message.raw_message);
            if text.trim().is_empty() {
                continue;
            }
            if !all.is_empty() {
                all.push_str("\n\n");
            }
            all.push_str(&text);
            self.read.insert(*id);
            if decode::cut(&mut all, limit) {
                self.cut = true;
                break;
            }
        }
        all
    }
}

fn is_body(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Text(_) | PartType::Html(_))
        && !part.content_disposition().is_some_and(|kind| kind.is_attachment())
}

/// The text of a part as a person reads it.
fn readable(part: &MessagePart<'_>, raw: &[u8]) -> String {
    let text = part_text(raw, part);
    if headers::is_text(part, "html") {
        return html::to_text(&text);
    }
    let says = |name, value: &str| {
        part.content_type().and_then(|kind| kind.attribute(name)).is_some_and(|is| is.eq_ignore_ascii_case(value))
    };
    if !says("format", "flowed") {
        return text;
    }
    decode::unflow(&text, if says("delsp", "yes") { FlowSpace::Deleted } else { FlowSpace::Kept })
}

fn part_text(raw: &[u8], part: &MessagePart<'_>) -> String {
    let bytes = raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = decode::transfer(bytes, encoding(raw, part));
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    decode::clean(&decode::charset(&decoded, charset))
}

/// The transfer encoding of a part, from the bytes of its header field.
pub(super) fn encoding<'a>(raw: &'a [u8], part: &MessagePart<'_>) -> &'a str {
    let field = part.headers.iter().rfind(|header| header.name == HeaderName::ContentTransferEncoding);
    let bytes = field.and_then(|field| raw.get(field.offset_start as usize..field.offset_end as usize)).unwrap_or_default();
    std::str::from_utf8(bytes).unwrap_or_default().trim()
}

/// All parts that were not read as the body: what the parser set aside, without what had to be read after all.
pub(super) fn attachments(message: &Message<'_>, read: &BTreeSet<usize>) -> Vec<Attachment> {
    let raw = message.raw_message.as_ref();
    let ids = message.attachments.iter().map(|id| *id as usize).filter(|id| !read.contains(id));
    let parts = ids.filter_map(|id| message.parts.get(id));
    parts
        .map(|part| {
            let attached = match &part.body {
                PartType::Message(inner) => {
                    inner.parts.first().and_then(|root| headers::Fields::of(&root.headers).text("Subject"))
                }
                _ => None,
            };
            let bytes = raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
            Attachment {
                name: decode::one_line(part.attachment_name().or(attached).unwrap_or_default(), LINE_LIMIT),
                media_type: headers::media_type(part),
                size: decode::decoded_size(bytes, encoding(raw, part)),
            }
        })
        .take(ATTACHMENT_LIMIT)
        .collect()
}
