//! The fields of a delivery report (RFC 3464 §2): groups of lines, one for each recipient.

use super::super::headers::message_id as clean_id;
use super::{Severity, comparable, status};

/// Groups that are read.
const GROUP_LIMIT: usize = 1_000;

/// What a report says of one recipient.
#[derive(Debug, Default)]
pub(super) struct Group {
    original: String,
    last: String,
    action: String,
    status: String,
    diagnostic: String,
}

/// The groups of a report that are about a recipient. The first group is about the report as a whole; servers that know no
/// better put everything into it.
pub(super) fn groups(report: &[u8]) -> Vec<Group> {
    let text = String::from_utf8_lossy(report);
    let mut groups = vec![Group::default()];
    for line in unfold(&text) {
        let has_room = groups.len() < GROUP_LIMIT;
        let Some(group) = groups.last_mut() else {
            break;
        };
        if line.trim().is_empty() {
            if !group.is_empty() && has_room {
                groups.push(Group::default());
            }
            continue;
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "original-recipient" => group.original = behind_type(value).to_lowercase(),
            "final-recipient" => {
                // Some servers leave the empty line between two recipients out.
                if !group.last.is_empty() && has_room {
                    groups.push(Group { last: behind_type(value).to_lowercase(), ..Group::default() });
                } else {
                    group.last = behind_type(value).to_lowercase();
                }
            }
            "action" => group.action = value.split([' ', '(', ';']).next().unwrap_or_default().to_ascii_lowercase(),
            "status" => group.status = value.split([' ', '(', ';']).next().unwrap_or_default().to_owned(),
            "diagnostic-code" => group.diagnostic = value.to_owned(),
            _ => {}
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

impl Group {
    fn is_empty(&self) -> bool {
        [&self.original, &self.last, &self.action, &self.status].iter().all(|field| field.is_empty())
    }

    /// A report of success (RFC 3464 §2.3.3).
    pub fn is_delivered(&self) -> bool {
        matches!(self.action.as_str(), "delivered" | "relayed" | "expanded")
            || self.action.is_empty() && self.status.starts_with("2.")
    }

    /// Whom we wrote to, then whom the mail was sent on to.
    pub fn addresses(&self) -> impl Iterator<Item = String> {
        [&self.original, &self.last].into_iter().filter_map(|address| comparable(address))
    }

    /// The status code; where the server says nothing but "failed", the one in what it was told.
    pub fn code(&self) -> String {
        let is_vague = self.status.is_empty() || self.status.ends_with(".0.0");
        let told = if is_vague { status::enhanced(&self.diagnostic) } else { None };
        told.map_or_else(|| self.status.clone(), str::to_owned)
    }

    pub fn severity(&self) -> Option<Severity> {
        if self.action == "delayed" {
            return Some(Severity::Soft);
        }
        let by_code = status::severity(&self.code(), &self.diagnostic);
        by_code.or_else(|| (self.action == "failed").then_some(Severity::Hard))
    }
}

/// `rfc822; bob@example.com` without its type.
fn behind_type(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, address)| address).trim().trim_matches(['<', '>', ' '])
}

/// The Message-ID in a header block, without brackets.
pub(super) fn message_id(original: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(original);
    let lines = unfold(text.trim_start());
    let field = lines.iter().take_while(|line| !line.trim().is_empty()).find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("Message-ID").then_some(value)
    });
    field.and_then(clean_id)
}

/// Lines with those that continue them (RFC 5322 §2.2.3).
fn unfold(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) && !line.trim().is_empty() && !last.trim().is_empty() => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}
