//! A mail can be read by itself: its text with all that stands on it, and its HTML part as a page that fetches nothing.

use api::{Api as _, Code, ContactLine, MailHtml, MailPage, MessageDetail, MessageId, ShowMessage};
use engine::testkit::{Mail, QUESTION, TestEngine};

async fn show(test: &TestEngine, id: i64) -> MessageDetail {
    test.engine.show_message(ShowMessage { message: MessageId(id) }).await.unwrap()
}

async fn page(test: &TestEngine, id: i64) -> MailHtml {
    test.engine.mail_page(MailPage { message: MessageId(id), pictures: None }).await.unwrap()
}

/// Imports one file as it is. Answers its mail.
async fn import_raw(test: &TestEngine, raw: &str) -> i64 {
    let path = test.folder.path().join("raw.eml");
    std::fs::write(&path, raw).unwrap();
    crate::import(test, &path.display().to_string()).await;
    test.number("select max(message_id) from messages").await
}

const WITH_ALL: &str = "Message-ID: <all@brightloom.example>\r\nFrom: Ines Duarte <ines@brightloom.example>\r\n\
    To: Dana Reed <dana@northwind.example>, jonas@hollertal.example\r\nCc: Mira Sand <mira@brightloom.example>\r\n\
    Subject: Offer\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
    --a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the offer.\r\n\r\n-- \r\nInes Duarte\r\nBrightloom\r\n\r\n\
    --a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
    <p onclick=\"x()\">See the <b>offer</b>.</p><img src=\"https://track.example/p.png\" alt=\"Our logo\">\
    <script>x()</script>\r\n--a--\r\n\
    --m\r\nContent-Type: application/pdf; name=\"offer.pdf\"\r\nContent-Disposition: attachment; filename=\"offer.pdf\"\r\n\
    Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--m--\r\n";

#[tokio::test]
async fn a_mail_is_shown_with_all_that_stands_on_it() {
    let test = TestEngine::new().await;
    let id = import_raw(&test, WITH_ALL).await;

    let mail = show(&test, id).await;

    let line = |name: &str, address: &str| ContactLine { name: name.to_owned(), address: address.to_owned() };
    assert_eq!(mail.to, [line("Dana Reed", "dana@northwind.example"), line("", "jonas@hollertal.example")]);
    assert_eq!(mail.cc, [line("Mira Sand", "mira@brightloom.example")]);
    assert_eq!((mail.from_name.as_str(), mail.from_address.as_str()), ("Ines Duarte", "ines@brightloom.example"));
    assert_eq!((mail.subject.as_str(), mail.text.as_str(), mail.is_own), ("Offer", "See the offer.", false));
    assert!(mail.signature.contains("Brightloom"), "{}", mail.signature);
    assert_eq!(mail.attachments.iter().map(|file| (file.name.as_str(), file.size)).collect::<Vec<_>>(), [("offer.pdf", 8)]);
    assert!(mail.has_html);
}

#[tokio::test]
async fn what_a_mail_quotes_stands_apart_from_its_own_words() {
    let test = TestEngine::new().await;
    let body = "Yes.\r\n\r\nOn Fri, 20 Nov 2026 at 14:00, Ines Duarte wrote:\r\n> could you send pricing?\r\n";
    test.import(&[QUESTION, Mail { id: "own@northwind.example", from: QUESTION.to, to: QUESTION.from, body, ..QUESTION }]).await;

    let mail = show(&test, test.number("select max(message_id) from messages").await).await;

    assert_eq!((mail.text.as_str(), mail.is_own, mail.has_html), ("Yes.", true, false));
    assert!(mail.quoted.contains("could you send pricing?"), "{}", mail.quoted);
}

#[tokio::test]
async fn the_page_of_a_mail_fetches_and_runs_nothing() {
    let test = TestEngine::new().await;
    let id = import_raw(&test, WITH_ALL).await;

    let page = page(&test, id).await;

    assert!(page.html.contains("<p>See the <b>offer</b>.</p><span class=\"picture\">Our logo</span>"), "{}", page.html);
    assert!(!page.html.contains("track.example") && !page.html.contains("x()"), "{}", page.html);
    assert_eq!(page.n_remote, 1);
}

#[tokio::test]
async fn a_mail_without_html_is_a_page_of_its_text() {
    let test = TestEngine::new().await;
    let id = import_raw(&test, &QUESTION.text().replace("pricing", "<b>pricing</b>")).await;

    let page = page(&test, id).await;

    assert!(page.html.contains("&lt;b&gt;pricing&lt;/b&gt; for 40 seats"), "{}", page.html);
    assert_eq!(page.n_remote, 0);
}

#[tokio::test]
async fn a_mail_that_does_not_exist_is_said_so() {
    let test = TestEngine::new().await;
    let refused = test.engine.show_message(ShowMessage { message: MessageId(7) }).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotFound, Some("message")));
    assert_eq!(test.engine.mail_page(MailPage { message: MessageId(7), pictures: None }).await.unwrap_err().code, Code::NotFound);
}
