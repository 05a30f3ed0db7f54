//! What survives of HTML, and what must not.

use proptest::prelude::*;

use super::*;

#[test]
fn paragraphs_lists_and_links_survive() {
    let html = "<html><head><title>x</title><style>p{color:red}</style></head><body><p>Hello&nbsp;Anna,</p>\n<p>see <a href=\"https://example.com/a?b=1&amp;c=2\">the\n offer</a>.<br>Two things:</p><ul><li>price</li><li>term</li></ul>Bye</body></html>";
    assert_eq!(
        to_text(html),
        "Hello Anna,\n\nsee the offer <https://example.com/a?b=1&c=2>.\nTwo things:\n\n- price\n- term\n\nBye"
    );
}

#[test]
fn a_link_that_shows_its_target_is_not_repeated() {
    assert_eq!(
        to_text("<a href='mailto:a@example.com'>a@example.com</a> <a href=https://www.example.com/>example.com</a>"),
        "a@example.com example.com"
    );
    assert_eq!(to_text("<a href='javascript:alert(1)'>click</a>"), "click");
}

#[test]
fn quotes_get_marks() {
    let html = "<div>Fine.</div><br><div class=gmail_quote><div>On Fri wrote:<br></div><blockquote class=gmail_quote style=\"border-left:1px\"><div>Are you</div><div><br></div><div>there?<blockquote>old</blockquote></div></blockquote></div>";
    assert_eq!(to_text(html), "Fine.\n\nOn Fri wrote:\n\n> Are you\n>\n> there?\n>\n>> old");
    assert_eq!(to_text("<blockquote style='margin:0 0 0 40px;border:none;padding:0'>mine</blockquote>"), "mine");
}

#[test]
fn outlook_lines_stay_lines() {
    let html = "<p class=MsoNormal>Hi,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>one</p><p class=MsoNormal>two</p><div style='border:none;border-top:solid'><p class=MsoNormal><b>From:</b> A<br><b>Sent:</b> B</p></div>";
    assert_eq!(to_text(html), "Hi,\n\none\ntwo\nFrom: A\nSent: B");
}

#[test]
fn what_nobody_sees_is_left_out() {
    let html = "a<script>if (1<2) alert('</p>')</script>b<div style=\"Display: none\">secret <div>x</div> order</div>c<!-- note -->d<span hidden>e</span>\u{200B}f";
    assert_eq!(to_text(html), "abcdf");
}

#[test]
fn what_cannot_be_seen_does_not_come_in_by_its_number() {
    assert_eq!(
        to_text("a&#0;b&#8;c&#x7f;d&#xE0041;e&#xFEFF;f&#13;g <a href='https://x.test/&#1;y'>h</a>"),
        "abcdef g h <https://x.test/y>"
    );
    assert_eq!(to_text("<pre>a&#0;b&#13;c</pre>"), "ab\nc");
}

#[test]
fn what_is_not_closed_does_not_swallow_the_mail() {
    assert_eq!(to_text("a <div style='display:none'>b"), "a\nb");
    assert_eq!(to_text("a <style>b <!-- c<i>"), "a b c");
    assert_eq!(to_text("1 < 2 and <3 a<b"), "1 < 2 and <3 a<b");
    assert_eq!(to_text("<p title=\"a>b\">c <a href=\"x>d</a> e"), "c d e");
    assert_eq!(to_text("&amp;&#8211;&#150;&eacute;&bogus;&&"), "&––é&bogus;&&");
}

#[test]
fn hostile_markup_takes_no_time_to_speak_of() {
    // Milliseconds each. Where time grew with the square of the length, this would not end today.
    for piece in
        ["<div style='display:none'>", "<a href=\"", "<!--", "<blockquote>x", "<b =\"", "<script>", "&", "<p a='b", "<b =\">\""]
    {
        let html = piece.repeat((1 << 18) / piece.len());
        to_text(&html);
        to_text(&format!("{html}>"));
    }
}

proptest! {
    #[test]
    fn any_markup_is_survived(html in "([<>/!a-z \"'=&;-]|<p|<a href=|<blockquote>|</blockquote>|<!--|é|\u{200D}){0,200}") {
        to_text(&html);
    }
}
