//! Addresses as the operator types them: names as they stand in a header, and domains in any script.

use api::{Api as _, ApiError, Code, EditDraft, HoldCode, ItemDetail, ItemId, PutBy, Recipient, Suppress, WriteTo};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// A mail of somebody whose domain is written in an older form of the same name.
const FROM_MULLER: Mail<'static> = Mail {
    id: "hello@mueller.example",
    from: "Anna Weber <Anna@xn--mller-kva.example>",
    subject: "Your product",
    answers: "",
    body: "Hello,\r\n\r\ncould you send me a price list?\r\n\r\nAnna",
    ..QUESTION
};

async fn send_to(test: &TestEngine, item: ItemId, to: &[&str]) -> Result<ItemDetail, ApiError> {
    let to = to.iter().map(|entry| (*entry).to_owned()).collect();
    test.engine.edit_draft(EditDraft { item, subject: None, body: None, to: Some(to), cc: None, bcc: None, details: None }).await
}

fn recipients(detail: ItemDetail) -> Vec<Recipient> {
    detail.draft.unwrap().to
}

fn person(name: &str, address: &str) -> Recipient {
    Recipient { name: name.to_owned(), address: address.to_owned(), put_by: PutBy::Operator }
}

#[tokio::test]
async fn an_address_is_read_as_in_a_header() {
    let (test, item) = TestEngine::with_question().await;
    for (typed, expected) in [
        ("\"Doe, John\" <j@x.example>", person("Doe, John", "j@x.example")),
        (r#""John \"Jack\" Doe" <j@x.example>"#, person("John \"Jack\" Doe", "j@x.example")),
        (" O'Neil, x <J@X.example> ", person("O'Neil, x", "j@x.example")),
        ("Ines@Brightloom.example", person("", "ines@brightloom.example")),
    ] {
        assert_eq!(recipients(send_to(&test, item.id, &[typed]).await.unwrap()), [expected], "{typed}");
    }
}

#[tokio::test]
async fn a_name_with_a_comma_goes_out_as_one_recipient() {
    let (test, item) = TestEngine::with_question().await;
    send_to(&test, item.id, &["\"Doe, John\" <j@x.example>"]).await.unwrap();
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;

    let mail = engine::mail::parse(&test.practised()[0]).unwrap();

    assert_eq!(
        mail.to.iter().map(|to| (to.name.as_str(), to.address.as_str())).collect::<Vec<_>>(),
        [("Doe, John", "j@x.example")]
    );
}

#[tokio::test]
async fn a_domain_in_another_script_goes_out_as_the_name_that_mail_servers_know() {
    let (test, item) = TestEngine::with_question().await;
    let to = recipients(send_to(&test, item.id, &["Anna Weber <anna@Müller.example>"]).await.unwrap());
    assert_eq!(to, [person("Anna Weber", "anna@xn--mller-kva.example")]);
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;

    let mail = test.practised().remove(0);

    let header: String = String::from_utf8(mail).unwrap().lines().filter(|line| line.starts_with("To:")).collect();
    assert!(header.contains("<anna@xn--mller-kva.example>"), "{header}");
}

#[tokio::test]
async fn a_domain_is_suppressed_in_whatever_form_it_is_written() {
    let (test, item) = TestEngine::with_question().await;
    let list = test.engine.suppress(Suppress { what: "müller.example".to_owned(), reason: String::new() }).await.unwrap();
    assert_eq!(list[0].what, "xn--mller-kva.example");

    for typed in ["anna@müller.example", "anna@MÜLLER.example", "anna@xn--mller-kva.example"] {
        let draft = send_to(&test, item.id, &[typed]).await.unwrap().draft.unwrap();
        assert!(draft.holds.iter().any(|hold| hold.code == HoldCode::SuppressedRecipient), "{typed}: {:?}", draft.holds);
    }
    let again =
        test.engine.suppress(Suppress { what: "xn--mller-kva.example".to_owned(), reason: "x".to_owned() }).await.unwrap();
    assert_eq!(again.len(), 1);
    let again = test.engine.unsuppress(api::Unsuppress { what: "MÜLLER.example".to_owned() }).await.unwrap();
    assert_eq!(again, []);
}

#[tokio::test]
async fn somebody_is_the_same_contact_in_whatever_form_their_domain_is_written() {
    let test = TestEngine::new().await;
    let own = Mail { to: "Anna Weber <anna@müller.example>", ..OFFER };
    test.import(&[own, FROM_MULLER]).await;
    test.run().await;

    let items = test.queue().await;

    assert_eq!(items.len(), 1, "{items:#?}");
    assert_eq!(items[0].company.as_ref().unwrap().name, "Müller");
    assert_eq!(items[0].contact.as_ref().unwrap().address, "anna@xn--mller-kva.example");
}

#[tokio::test]
async fn the_operators_own_domain_may_be_in_another_script() {
    let test = TestEngine::without_operator().await;
    test.set("operator.email", "Dana@Müller.example").await;
    test.import(&[FROM_MULLER]).await;
    test.run().await;
    assert_eq!(test.engine.list_senders(api::ListSenders {}).await.unwrap(), [], "it is from a colleague");
}

#[tokio::test]
async fn what_no_mail_server_could_be_called_is_refused() {
    let (test, item) = TestEngine::with_question().await;
    for typed in ["anna@mü\u{301}\u{200d}ller-.example", "anna@-mü-.example"] {
        let refused = send_to(&test, item.id, &[typed]).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("to")), "{typed}");
        let refused = test.engine.write_to(WriteTo { to: typed.to_owned(), note: String::new() }).await.unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "{typed}");
    }
}
