//! What a page of a mail shows and what it never holds, whatever the mail is made of.

use super::{of_html, of_text};
use proptest::prelude::*;

/// What stands between the tags of `body`.
fn body(html: &str) -> String {
    let page = of_html(html, "picture").html;
    page.split_once("<body>").unwrap().1.trim_end_matches("</body></html>").to_owned()
}

#[test]
fn a_letter_keeps_its_words_and_looks() {
    let html = "<html><head><style>p{color:red}</style><title>T</title></head><body><p style=\"color: red\">Hi <b>Dana</b></p>\
         <table border=1><tr><td width=20>1</td></tr></table></body></html>";
    assert_eq!(
        body(html),
        "<p style=\"color:red\">Hi <b>Dana</b></p><table border=\"1\"><tbody><tr><td width=\"20\">1</td></tr></tbody></table>"
    );
}

#[test]
fn a_page_is_a_whole_document_with_its_own_policy() {
    for page in [of_html("<p>Hi", "picture"), of_text("Hi")] {
        assert!(page.html.starts_with("<!DOCTYPE html><html><head>") && page.html.ends_with("</body></html>"), "{}", page.html);
        let policy = "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"";
        assert!(page.html.contains(policy), "{}", page.html);
    }
}

#[test]
fn nothing_runs_and_nothing_is_sent() {
    for html in [
        "<script>alert(1)</script>",
        "<form action=\"https://x.example\"><input name=a></form>",
        "<iframe src=\"https://x.example\"></iframe>",
        "<object data=\"https://x.example\"></object>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<style>body{background:url(https://x.example)}</style>",
        "<link rel=stylesheet href=\"https://x.example\"><base href=\"https://x.example\"><meta http-equiv=refresh content=0>",
        "<!-- a comment -->",
    ] {
        assert_eq!(body(html), "", "{html}");
    }
    let hidden = "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>";
    assert_eq!(body(hidden), "<span class=\"picture\">picture</span>\"&gt;");
    assert_eq!(body("<p onclick=\"alert(1)\" class=\"picture\" id=a>Hi</p>"), "<p>Hi</p>");
}

#[test]
fn a_link_tells_where_it_leads_and_leads_nowhere_by_itself() {
    assert_eq!(
        body("<a href=\"https://x.example/a?b=1&c\" title=\"https://bank.example\" style=\"color:red\" target=_blank>x</a>"),
        "<a title=\"https://x.example/a?b=1&amp;c\" style=\"color:red\">x</a>"
    );
    assert_eq!(body("<a href=\"mailto:dana@northwind.example\">x</a>"), "<a title=\"mailto:dana@northwind.example\">x</a>");
    for link in
        ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "/a", "//x.example", "cid:a", "file:///etc/passwd"]
    {
        assert_eq!(body(&format!("<a href=\"{link}\">x</a>")), "<a>x</a>", "{link}");
    }
}

#[test]
fn a_picture_of_another_place_becomes_a_box_and_is_counted() {
    let shown = |html| {
        let page = of_html(html, "picture");
        (body(html), page.n_remote)
    };
    let boxed = |text: &str| format!("<span class=\"picture\">{text}</span>");
    assert_eq!(shown("<img src=\"https://x.example/a.png\" alt=\"Our <new> office\">"), (boxed("Our &lt;new&gt; office"), 1));
    assert_eq!(shown("<img src=\"//x.example/a.png\" srcset=\"https://x.example/b.png 2x\">"), (boxed("picture"), 1));
    assert_eq!(shown("<img src=\"cid:logo\" alt=\"a &quot;b&quot; &amp;amp; c\">"), (boxed("a &quot;b&quot; &amp;amp; c"), 0));
    assert_eq!(shown("<img src=\"https://x.example/seen.gif\" width=1 height=1>"), (String::new(), 1));
    assert_eq!(shown("<img alt=\"><script>alert(1)</script>\" src=x>"), (boxed("&gt;&lt;script&gt;alert(1)&lt;/script&gt;"), 0));
    assert_eq!(shown("<table background=\"https://x.example/a.png\"></table>").0, "<table></table>");
}

#[test]
fn a_picture_within_the_mail_stays_unless_it_can_hold_more_than_dots() {
    assert_eq!(
        body("<img src=\"data:image/png;base64,iVBORw0K\" alt=Logo width=20>"),
        "<img src=\"data:image/png;base64,iVBORw0K\" alt=\"Logo\" width=\"20\">"
    );
    for source in ["data:image/svg+xml;base64,PHN2Zz4=", "data:text/html;base64,PHA+"] {
        assert_eq!(body(&format!("<img src=\"{source}\" alt=a>")), "<span class=\"picture\">a</span>", "{source}");
    }
}

#[test]
fn a_text_is_shown_as_it_was_typed() {
    assert!(of_text("1 < 2 & <b>\n\"x\"").html.contains("<pre>1 &lt; 2 &amp; &lt;b&gt;\n&quot;x&quot;</pre>"));
}

#[test]
fn a_mail_of_nothing_but_openings_is_read_to_its_end() {
    for piece in ["<div>", "<table><tr><td>", "<b>", "<a href=\"https://x.example\">", "<img alt=\"", "<!--", "<svg>", "<"] {
        of_html(&piece.repeat(100_000), "picture");
    }
    assert!(of_html(&format!("{}Hi Dana", "<div>".repeat(100_000)), "picture").html.contains("<pre>Hi Dana</pre>"));
}

/// The tags of a page behind its head, each as its name and its attributes.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let (mut found, mut rest) = (Vec::new(), page.split_once("<body>").unwrap().1);
    while let Some((_, from)) = rest.split_once('<') {
        let name_end = from.find([' ', '>']).unwrap_or(from.len());
        let (name, mut inside) = from.split_at(name_end);
        let mut attributes = Vec::new();
        while let Some(from) = inside.strip_prefix(' ') {
            let (attribute, value) = from.split_once("=\"").expect("an attribute has a value");
            let (value, after) = value.split_once('"').expect("a value ends");
            attributes.push((attribute.to_owned(), value.to_lowercase()));
            inside = after;
        }
        rest = inside.strip_prefix('>').unwrap_or_else(|| panic!("a tag ends: {inside}"));
        found.push((name.to_owned(), attributes));
    }
    found
}

fn piece() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "<p style=\"color:red;background:url(https://x.example)\">",
        "<td style='position:fixed'>",
        "<img src=https://x.example/a.png>",
        "<a href=' javascript:a'>",
        "<script>",
        "</script>",
        "<ScRiPt src=//x.example>",
        "<img src=",
        "<img src=\"",
        "https://x.example/a.png",
        "//x.example",
        "cid:a",
        "data:image/png;base64,AA",
        "data:image/svg+xml,<svg onload=a>",
        " onerror=alert(1)",
        "\" onload=\"a",
        "' onclick='a",
        ">",
        "<",
        "\"",
        "'",
        "javascript:alert(1)",
        "<a href=\"",
        "<a href=javascript:a>",
        "java\tscript:a",
        "<svg>",
        "<math>",
        "<mtext>",
        "<style>",
        "</style>",
        "<p style=\"",
        "background:url(",
        "position:fixed;",
        "@import 'x'",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<iframe srcdoc='",
        "<form action=",
        "<table background=",
        "<td>",
        "<noscript>",
        "<template>",
        "<xmp>",
        "<plaintext>",
        "<select>",
        "<option>",
        "&lt;",
        "&#x6a;avascript:",
        "\0",
        "\u{a0}",
        " alt=\"",
        " style=\"",
        " srcset=\"https://x.example 2x\"",
        "<annotation-xml encoding=text/html>",
        "<mglyph>",
        "<foreignObject>",
        "<title>",
        "<textarea>",
        "<base href=//x.example>",
        "<object data=",
        "<embed src=",
        "<video poster=",
        "<body onload=a>",
        "<input onfocus=a autofocus>",
        "<area href=",
        "<link href=",
        "<meta http-equiv=refresh>",
    ]);
    prop_oneof![4 => nasty.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "[a-z]{1,4}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn whatever_a_mail_is_made_of_its_page_is_harmless(pieces in prop::collection::vec(piece(), 0..24)) {
        let page = of_html(&pieces.concat(), "picture").html;
        for (name, attributes) in tags(&page) {
            let known = name.trim_start_matches('/');
            for refused in ["script", "style", "form", "input", "iframe", "object", "embed", "svg", "math", "link", "meta", "base", "video"] {
                prop_assert_ne!(known, refused, "{}", &page);
            }
            for (attribute, value) in attributes {
                prop_assert!(!attribute.starts_with("on"), "{attribute} in {page}");
                prop_assert!(!matches!(attribute.as_str(), "srcset" | "background" | "target" | "action" | "poster" | "srcdoc"), "{page}");
                prop_assert!(attribute != "src" || value.starts_with("data:image/"), "{page}");
                if attribute == "href" {
                    prop_assert!(["http://", "https://", "mailto:"].iter().any(|good| value.trim_start().starts_with(good)), "{page}");
                }
                if attribute == "style" {
                    prop_assert!(!value.contains("url") && !value.contains("position"), "{page}");
                }
            }
        }
        prop_assert!(!page.to_lowercase().contains("<script"), "{}", page);
    }
}
