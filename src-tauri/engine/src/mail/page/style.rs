//! What of a `style` attribute may stay: how text and boxes look, never an address and never a place of its own on the screen.

/// Properties that change how a thing looks where it stands. A longer name that begins with one of these and a hyphen is meant
/// too: `border-top-color`. `position` is not among them: a thing must not lie over another.
const PROPERTIES: &[&str] = &[
    "background",
    "border",
    "caption-side",
    "clear",
    "color",
    "direction",
    "display",
    "float",
    "font",
    "height",
    "letter-spacing",
    "line-height",
    "list-style",
    "margin",
    "max",
    "min",
    "opacity",
    "overflow",
    "padding",
    "table-layout",
    "text",
    "unicode-bidi",
    "vertical-align",
    "visibility",
    "white-space",
    "width",
    "word",
];

/// A browser would read on behind these, or fetch what they name.
const REFUSED: &[char] = &['\\', '@', '<', '>', '{', '}', '"', '&'];

/// Functions of which it is known that they name nothing outside.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla", "calc"];

/// The declarations that may stay; none where there is none.
pub(super) fn clean(style: &str) -> Option<String> {
    let kept: Vec<String> = style.split(';').filter_map(declaration).collect();
    (!kept.is_empty()).then(|| kept.join(";"))
}

fn declaration(text: &str) -> Option<String> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim().to_ascii_lowercase();
    // Names of fonts stand in double quotes in some mails; a browser takes single ones as well.
    let value = value.trim().replace('"', "'");
    let is_known =
        PROPERTIES.iter().any(|known| name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')));
    (is_known && is_harmless(&value)).then(|| format!("{name}:{value}"))
}

fn is_harmless(value: &str) -> bool {
    let is_plain = !value.is_empty() && !value.contains(REFUSED) && !value.contains("/*") && !value.chars().any(char::is_control);
    let is_whole = value.matches('\'').count().is_multiple_of(2) && value.matches('(').count() == value.matches(')').count();
    is_plain && is_whole && value.split('(').rev().skip(1).all(is_before_known_function)
}

/// Whether what stands before an opening bracket ends with the name of a harmless function, or with none.
fn is_before_known_function(before: &str) -> bool {
    let name = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().unwrap_or_default();
    name.is_empty() || FUNCTIONS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn how_a_thing_looks_stays() {
        assert_eq!(clean("color: red; Border-Top:1px solid #333"), Some("color:red;border-top:1px solid #333".to_owned()));
        assert_eq!(clean("font-family:\"Times New Roman\", serif"), Some("font-family:'Times New Roman', serif".to_owned()));
        assert_eq!(clean("background:rgb(1, 2, 3);width:calc(100% - (2px + 1px))").unwrap().matches(';').count(), 1);
    }

    #[test]
    fn what_fetches_or_covers_goes() {
        for style in [
            "background:url(https://track.example/a.gif)",
            "background:URL(//track.example/a.gif)",
            "background-image:image-set('https://track.example/a.gif' 1x)",
            "background:u\\72l(https://track.example/a.gif)",
            "background:url/**/(https://track.example/a.gif)",
            "position:fixed",
            "POSITION : fixed",
            "inset:0",
            "behavior:url(x)",
            "width:expression(alert(1))",
            "color:red}body{color:blue",
            "",
        ] {
            assert_eq!(clean(style), None, "{style}");
        }
        assert_eq!(clean("color:red;position:fixed;top:0;margin:0"), Some("color:red;margin:0".to_owned()));
    }
}
