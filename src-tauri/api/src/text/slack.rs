//! What is said of a chat: its token and what that may do, where messages stand, and what Slack refuses.

use crate::ChatDetails;

pub fn demo_connects_no_chat() -> String {
    "This is the demo workspace, and nothing real is connected to it. Start your own workspace to connect Slack.".to_owned()
}

pub fn no_slack_token() -> String {
    "Paste a user token (xoxp-…) or a bot token (xoxb-…), as Slack shows it under OAuth & Permissions: one line without spaces."
        .to_owned()
}

pub fn no_slack_app_token() -> String {
    "Paste the app-level token (xapp-…), as Slack shows it under Basic Information: one line without spaces.".to_owned()
}

pub fn slack_knows_no_such_token() -> String {
    "Slack does not know this token. Copy it again from your app at api.slack.com, OAuth & Permissions.".to_owned()
}

pub fn slack_knows_no_such_app_token() -> String {
    "Slack does not take this app-level token for Socket Mode. It needs the scope connections:write, and Socket Mode must be on."
        .to_owned()
}

pub fn slack_token_is_over() -> String {
    "Slack no longer takes the token: it was revoked or replaced there. Paste the new one.".to_owned()
}

pub fn slack_name(team: &str) -> String {
    if team.is_empty() { "Slack".to_owned() } else { format!("{team} on Slack") }
}

/// What follows from the kind of token.
pub fn slack_access(who: &str, is_bot: bool, is_live: bool) -> String {
    let scope = if is_bot {
        format!("As the bot {who}: reads what the bot was added to and what is written to it, and posts as the bot.")
    } else {
        format!("As {who}: reads your own direct messages and where you are named, and posts as you.")
    };
    let pace = if is_live {
        "Messages come in at once."
    } else {
        "Messages are asked for every few minutes; an app-level token brings them at once."
    };
    format!("{scope} {pace}")
}

/// Each scope that is missing, with what it is for.
pub fn slack_narrowed(missing: &[(&str, &str)]) -> String {
    let each: Vec<String> = missing.iter().map(|(scope, what)| format!("{what} ({scope})")).collect();
    format!("The token does not allow {}. That is left out; allow it in Slack and paste the token again.", each.join(", "))
}

pub fn slack_scope_is_missing(scope: &str) -> String {
    if scope.is_empty() { "a scope is missing".to_owned() } else { format!("the scope {scope} is missing") }
}

/// Why Slack refused, by its code.
pub fn slack_refuses(code: &str) -> String {
    match code {
        "channel_not_found" => "the channel is no longer there, or the token may not see it",
        "not_in_channel" => "the token is no member of this channel; add it there first",
        "is_archived" => "the channel was archived",
        "msg_too_long" => "the message is too long for Slack",
        "no_text" => "the message is empty",
        "restricted_action" | "restricted_action_read_only_channel" | "restricted_action_thread_only_channel" => {
            "the workspace does not allow posting there"
        }
        "thread_not_found" | "message_not_found" => "the message that it answers is no longer there",
        "user_not_found" | "user_not_visible" => "the person is not to be seen",
        "account_inactive" => "the account is switched off",
        "request_timeout" | "internal_error" | "fatal_error" | "service_unavailable" => "Slack has a fault of its own",
        other => return other.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(60).collect(),
    }
    .to_owned()
}

/// Where a message is said: `#deals, in the thread of Ana Duarte`.
pub fn chat_place(chat: &ChatDetails) -> String {
    let place = place_of(chat.is_direct, &chat.channel_name);
    match (&chat.thread, chat.thread_of.as_str()) {
        (None, _) => place,
        (Some(_), "") => format!("{place}, in the thread"),
        (Some(_), who) => format!("{place}, in the thread of {who}"),
    }
}

/// `#deals`, `direct message with Ana Duarte`.
pub fn place_of(is_direct: bool, name: &str) -> String {
    match (is_direct, name) {
        (true, "") => "direct message".to_owned(),
        (true, who) => format!("direct message with {who}"),
        (false, name) => format!("#{name}"),
    }
}

/// What a conversation in a chat is about: its first words, and where they stand.
pub fn chat_subject(excerpt: &str, is_direct: bool, channel: &str) -> String {
    let place = if is_direct { "direct message".to_owned() } else { format!("#{channel}") };
    if excerpt.is_empty() { place } else { format!("{excerpt} ({place})") }
}

pub fn chat_place_label() -> String {
    "Where".to_owned()
}

pub fn chat_posts_as(as_bot: bool) -> String {
    if as_bot { "posted as the bot".to_owned() } else { "posted as you".to_owned() }
}

/// Above what was said.
pub fn chat_title(place: &str) -> String {
    let mut letters = place.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub fn chat_line_gone() -> String {
    "taken back".to_owned()
}

pub fn chat_by_bot() -> String {
    "bot".to_owned()
}

pub fn chat_over() -> String {
    "somebody answered there".to_owned()
}

pub fn chat_place_stays() -> String {
    "A message goes where the one stands that it answers; that cannot be changed here.".to_owned()
}

/// As a problem names a message.
pub fn slack_message(workspace: &str, id: &str) -> String {
    format!("{workspace}, message {id}")
}

pub fn socket_is_away(why: &str) -> String {
    format!("Messages do not come in at once ({}); they are asked for meanwhile.", why.trim_end_matches('.'))
}

pub fn slack_does_not_greet() -> String {
    "Slack ended the line before it began".to_owned()
}

pub fn slack_title() -> String {
    "Slack".to_owned()
}

pub fn slack_lead() -> String {
    "Direct messages and where you are named. Make an app at api.slack.com, install it in your workspace, and paste its token; it is tried \
     before it is kept."
        .to_owned()
}

pub fn slack_open() -> String {
    "Connect Slack".to_owned()
}

pub fn slack_token_label() -> String {
    "User token (xoxp-…, posts as you) or bot token (xoxb-…, posts as the bot)".to_owned()
}

pub fn slack_app_token_label() -> String {
    "App-level token (xapp-…, optional): messages come in at once".to_owned()
}

pub fn slack_place_label() -> String {
    "Address, where it is not Slack's own (optional)".to_owned()
}

pub fn said_reads_slack(name: &str) -> String {
    format!("{name} is connected and being read")
}

pub fn access_label() -> String {
    "Access".to_owned()
}

pub fn revoke_too() -> String {
    "Revoke the token at Slack as well, wherever else it is used".to_owned()
}

pub fn channels_title() -> String {
    "What is read of this workspace".to_owned()
}

pub fn channels_label() -> String {
    "Only these channels, with commas between; direct messages always".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ConnectionId;

    #[test]
    fn a_place_is_told_as_one_would_say_it() {
        let mut chat = ChatDetails {
            connection: ConnectionId(1),
            channel: "C1".to_owned(),
            channel_name: "deals".to_owned(),
            is_direct: false,
            thread: Some("1.2".to_owned()),
            thread_of: "Ana Duarte".to_owned(),
            as_bot: false,
        };
        assert_eq!(chat_place(&chat), "#deals, in the thread of Ana Duarte");
        chat.thread = None;
        assert_eq!(chat_place(&chat), "#deals");
        let direct = ChatDetails { is_direct: true, channel_name: "Ana Duarte".to_owned(), ..chat };
        assert_eq!(chat_place(&direct), "direct message with Ana Duarte");
    }
}
