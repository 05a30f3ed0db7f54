//! What is said in Slack as plain words, and plain words as Slack takes them.
//!
//! What others wrote becomes text and nothing else: an address is told beside the words that stand for it, never behind them.

use std::collections::HashMap;

/// The longest message that is kept, in characters; Slack cuts at the same length.
const TEXT_AT_MOST: usize = 40_000;
/// Emoji that say yes, no or thanks; the others stay as they are named.
const EMOJI: &[(&str, &str)] = &[
    ("+1", "👍"),
    ("thumbsup", "👍"),
    ("-1", "👎"),
    ("thumbsdown", "👎"),
    ("tada", "🎉"),
    ("wave", "👋"),
    ("pray", "🙏"),
    ("white_check_mark", "✅"),
    ("heavy_check_mark", "✔️"),
    ("eyes", "👀"),
    ("smile", "😄"),
    ("slightly_smiling_face", "🙂"),
    ("heart", "❤️"),
    ("fire", "🔥"),
    ("rocket", "🚀"),
    ("ok_hand", "👌"),
    ("warning", "⚠️"),
    ("x", "❌"),
];

/// A message as plain words. `names` are of the people that it names, by what Slack calls them.
pub fn plain(said: &str, names: &HashMap<String, String>) -> String {
    let said: String = said.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(TEXT_AT_MOST).collect();
    let mut out = String::with_capacity(said.len());
    let mut rest = said.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(&unescaped(before));
        match after.split_once('>') {
            Some((inside, behind)) => {
                out.push_str(&unescaped(&told(inside, names)));
                rest = behind;
            }
            // Slack writes each other one as an entity, so this is odd; it is shown as it is.
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(&unescaped(rest));
    with_emoji(&out).trim().to_owned()
}

/// What stands between angle brackets (Slack, formatting text: mentions, channels, links, dates).
fn told(inside: &str, names: &HashMap<String, String>) -> String {
    let (target, label) = inside.split_once('|').map_or((inside, ""), |(target, label)| (target, label));
    let mut letters = target.chars();
    match (letters.next(), letters.as_str()) {
        (Some('@'), id) => {
            let name = names.get(id).map(String::as_str).filter(|name| !name.is_empty());
            format!("@{}", name.or(Some(label).filter(|label| !label.is_empty())).unwrap_or(id).trim_start_matches('@'))
        }
        (Some('#'), id) => format!("#{}", if label.is_empty() { id } else { label }),
        (Some('!'), command) => match (command.split('^').next().unwrap_or_default(), label) {
            ("here" | "channel" | "everyone", _) => format!("@{command}"),
            (_, "") => format!("@{command}"),
            (_, label) => label.to_owned(),
        },
        _ if label.is_empty() => target.strip_prefix("mailto:").unwrap_or(target).to_owned(),
        _ => {
            let shown = target.strip_prefix("mailto:").unwrap_or(target);
            if shown == label { label.to_owned() } else { format!("{label} ({shown})") }
        }
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Emoji by name as what they show, where that says something by itself.
fn with_emoji(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(':') {
        out.push_str(before);
        let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')).collect();
        let behind = after.get(name.len()..).unwrap_or_default();
        match (EMOJI.iter().find(|(known, _)| *known == name), behind.strip_prefix(':')) {
            (Some((_, shown)), Some(behind)) => {
                out.push_str(shown);
                rest = behind;
            }
            _ => {
                out.push(':');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The people whom a message names, by what Slack calls them.
pub fn named(said: &str) -> Vec<&str> {
    let mut all = Vec::new();
    for piece in said.split("<@").skip(1) {
        if let Some((id, _)) = piece.split_once(['>', '|'])
            && !id.is_empty()
            && id.chars().all(|c| c.is_ascii_alphanumeric())
        {
            all.push(id);
        }
    }
    all
}

/// Plain words as Slack takes them: nothing in them is a mention, a link with other words, or a call to a whole channel.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(said: &str) -> String {
        plain(said, &HashMap::from([("U1".to_owned(), "Ana Duarte".to_owned())]))
    }

    #[test]
    fn what_is_said_becomes_plain_words() {
        for (said, expected) in [
            ("<@U1> could you look?", "@Ana Duarte could you look?"),
            ("<@U9|tom> and <@U8>", "@tom and @U8"),
            ("in <#C1|deals> and <#C2>", "in #deals and #C2"),
            ("see <https://x.example/a|our offer>", "see our offer (https://x.example/a)"),
            ("see <https://x.example/a>", "see https://x.example/a"),
            ("<mailto:ana@x.example|ana@x.example>", "ana@x.example"),
            ("<!here> 2 &lt; 3 &amp;&amp; 4 &gt; 3", "@here 2 < 3 && 4 > 3"),
            ("<!date^1|Friday>", "Friday"),
            ("thanks :+1: :party_parrot: 10:30", "thanks 👍 :party_parrot: 10:30"),
            ("&amp;lt;script&amp;gt;", "&lt;script&gt;"),
            ("a < b", "a < b"),
            ("  \u{0}hi\u{7}\n", "hi"),
        ] {
            assert_eq!(read(said), expected, "{said}");
        }
    }

    #[test]
    fn an_address_is_never_behind_other_words() {
        assert_eq!(read("<https://evil.example/|https://bank.example/>"), "https://bank.example/ (https://evil.example/)");
    }

    #[test]
    fn who_is_named_is_found_and_nobody_is_named_by_what_we_say() {
        assert_eq!(named("<@U1> and <@U2|ana>, not <#C1> or @U3 or <@>"), ["U1", "U2"]);
        let posted = escaped("<!channel> & <@U1> > quote");
        assert_eq!(posted, "&lt;!channel&gt; &amp; &lt;@U1&gt; &gt; quote");
        assert_eq!(read(&posted), "<!channel> & <@U1> > quote");
    }
}
