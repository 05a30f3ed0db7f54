//! What must be right before a mail may be approved, each said in words beside the field where it is to be mended.

use api::{Api as _, ApiError, Approve, Code, EditDraft, HoldCode, ItemId, Waiver, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// A card number that passes its own check; nobody's.
const CARD: &str = "4111 1111 1111 1111";

async fn edit(test: &TestEngine, item: ItemId, subject: Option<&str>, to: Option<&str>) -> Result<api::ItemDetail, ApiError> {
    let edit = EditDraft {
        item,
        subject: subject.map(str::to_owned),
        body: None,
        to: to.map(|to| vec![to.to_owned()]),
        cc: None,
        bcc: None,
        details: None,
    };
    test.engine.edit_draft(edit).await
}

async fn holds(test: &TestEngine, item: ItemId) -> Vec<HoldCode> {
    test.show(item).await.draft.unwrap().holds.iter().map(|hold| hold.code).collect()
}

/// The approval is refused on that field with those words, and nothing is in the outbox.
async fn assert_held(test: &TestEngine, item: ItemId, field: &str, words: &str) {
    let refused = test.approve(item).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref(), refused.message.as_str()), (Code::Held, Some(field), words));
    assert_eq!(test.outbox().await, []);
}

async fn with_mails(mails: &[Mail<'_>]) -> (TestEngine, ItemId) {
    let test = TestEngine::new().await;
    test.import(mails).await;
    test.run().await;
    let item = test.queue().await.remove(0).id;
    (test, item)
}

#[tokio::test]
async fn what_is_still_to_be_filled_in_is_not_approved() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "Hi [Name],\n\nforty seats cost {{ price }}.").await;

    assert_eq!(holds(&test, item.id).await, [HoldCode::Placeholder, HoldCode::Placeholder]);
    assert_held(&test, item.id, "body", &format!("{} {}", text::placeholder("{{ price }}"), text::placeholder("[Name]"))).await;
    test.edit(item.id, "Hi Ines,\n\nforty seats cost 4,800.").await;
    test.approve(item.id).await.unwrap();
}

#[tokio::test]
async fn an_answer_to_another_domain_is_not_approved_until_the_operator_enters_it() {
    let question = Mail { headers: "Reply-To: billing@elsewhere.example\r\n", ..QUESTION };
    let (test, item) = with_mails(&[OFFER, question]).await;

    assert_eq!(test.show(item).await.draft.unwrap().to[0].address, "billing@elsewhere.example");
    assert_held(&test, item, "to", &text::reply_to_elsewhere("billing@elsewhere.example", "ines@brightloom.example")).await;
    // Other edits confirm nothing.
    test.edit(item, "My own words.").await;
    assert_eq!(holds(&test, item).await, [HoldCode::ReplyToElsewhere]);
    edit(&test, item, None, Some("billing@elsewhere.example")).await.unwrap();
    test.approve(item).await.unwrap();
}

#[tokio::test]
async fn a_reply_to_of_the_same_domain_is_followed() {
    let question = Mail { headers: "Reply-To: Team <pilots@brightloom.example>\r\n", ..QUESTION };
    let (test, item) = with_mails(&[OFFER, question]).await;

    assert_eq!(test.show(item).await.draft.unwrap().to[0].address, "pilots@brightloom.example");
    test.approve(item).await.unwrap();
}

#[tokio::test]
async fn a_recipient_whom_nobody_put_there_is_not_approved() {
    let (test, item) = TestEngine::with_question().await;
    test.answer(item.id).await;
    test.sql(&format!(
        "insert into revision_recipients (item_id, revision, role, position, name, address, put_by)
         values ({}, 2, 'cc', 0, '', 'stranger@brightloom.example', 'item')",
        item.id
    ))
    .await;

    assert_eq!(holds(&test, item.id).await, [HoldCode::UnknownRecipient]);
    assert_held(&test, item.id, "to", &text::unknown_recipient("stranger@brightloom.example")).await;
}

#[tokio::test]
async fn a_line_break_cannot_get_into_a_header() {
    let (test, item) = TestEngine::with_question().await;
    let before = test.show(item.id).await.draft;

    for (subject, to, field) in [
        (Some("Hello\r\nBcc: victim@x.example"), None, "subject"),
        (Some("Hello\nBcc: victim@x.example"), None, "subject"),
        (Some("Hello\u{0}"), None, "subject"),
        (None, Some("Ines <ines@brightloom.example>\r\nBcc: victim@x.example"), "to"),
        (None, Some("Ines\r\nBcc: victim@x.example <ines@brightloom.example>"), "to"),
        (None, Some("ines@brightloom.example\n"), "to"),
    ] {
        let refused = edit(&test, item.id, subject, to).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some(field)), "{subject:?} {to:?}");
        assert_eq!(refused.message, text::line_break_in_header(field), "{subject:?} {to:?}");
    }
    assert_eq!(test.show(item.id).await.draft, before, "nothing was changed");
}

#[tokio::test]
async fn a_line_break_that_got_into_the_file_is_held() {
    let (test, item) = TestEngine::with_question().await;
    test.sql(
        "drop trigger revisions_are_immutable; update revisions set subject = 'Hello' || char(13, 10) || 'Bcc: victim@x.example'",
    )
    .await;

    assert_held(&test, item.id, "subject", &text::line_break_in_header("subject")).await;
}

#[tokio::test]
async fn what_is_no_address_is_refused_at_once() {
    let (test, item) = TestEngine::with_question().await;
    for to in ["", "ines", "ines@", "Ines <ines@brightloom.example", "a@b.example, c@d.example", "ines@bright loom.example"] {
        let refused = edit(&test, item.id, None, Some(to)).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("to")), "{to}");
        assert_eq!(refused.message, text::bad_address(to), "{to}");
    }
}

#[tokio::test]
async fn an_empty_mail_is_not_approved() {
    let (test, item) = TestEngine::with_question().await;

    test.edit(item.id, " \n\n ").await;
    assert_held(&test, item.id, "body", &text::empty_body()).await;
    test.edit(item.id, "Words.").await;
    edit(&test, item.id, Some("  "), None).await.unwrap();
    assert_held(&test, item.id, "subject", &text::empty_subject()).await;
    let nobody = EditDraft {
        item: item.id,
        subject: Some("Words".to_owned()),
        body: None,
        to: Some(Vec::new()),
        cc: None,
        bcc: None,
        details: None,
    };
    test.engine.edit_draft(nobody).await.unwrap();
    assert_held(&test, item.id, "to", &text::no_recipient()).await;
}

#[tokio::test]
async fn a_personal_number_is_held_unless_the_operator_typed_it() {
    let body = format!("Hi Dana,\r\n\r\ncan you charge {CARD} for the seats?\r\n\r\nInes");
    let (test, item) = with_mails(&[OFFER, Mail { body: &body, ..QUESTION }]).await;
    assert_eq!(holds(&test, item).await, [HoldCode::Placeholder, HoldCode::PersonalNumber]);
    test.answer(item).await;
    let quoting = test.show(item).await.draft.unwrap();
    assert!(quoting.body.contains(CARD), "{}", quoting.body);
    assert_held(&test, item, "body", &text::personal_number("a payment card number")).await;

    // Typed beside it, the agent's line still holds; typed alone, it is the operator's own business.
    test.edit(item, &format!("{}\n\nPS: all is fine.", quoting.body)).await;
    assert_eq!(holds(&test, item).await, [HoldCode::PersonalNumber]);
    test.edit(item, &format!("Hi Ines,\n\nwe charged {CARD} as you asked.")).await;
    assert_eq!(holds(&test, item).await, []);
    test.approve(item).await.unwrap();
}

#[tokio::test]
async fn a_claim_without_a_source_is_held_until_it_is_waived_for_a_reason() {
    let (test, item) = TestEngine::with_question().await;
    test.answer(item.id).await;
    test.sql(&format!(
        "insert into claims (item_id, revision, text, start_char, source_excerpt) values ({}, 2, 'forty percent off', 0, '')",
        item.id
    ))
    .await;
    let hold = test.show(item.id).await.draft.unwrap().holds.remove(0);
    assert_eq!(hold.code, HoldCode::ClaimWithoutSource);
    assert_held(&test, item.id, "claims", &text::claim_without_source("forty percent off")).await;

    let claim = hold.claim.unwrap();
    let waive = |claim, reason: &str| Approve {
        item: item.id,
        revision: None,
        waivers: vec![Waiver { claim, reason: reason.to_owned() }],
    };
    let refused = test.engine.approve(waive(claim, "  ")).await.unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::Invalid, text::reason_missing()));
    let other = api::ClaimId(claim.0 - 1);
    let refused = test.engine.approve(waive(other, "it has a source")).await.unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::Invalid, text::waiver_of_nothing(other.0)));

    test.engine.approve(waive(claim, "agreed on the phone")).await.unwrap();
    assert_eq!(test.number("select count(*) from waivers where reason = 'agreed on the phone'").await, 1);
    crate::let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1, "the gate knows of the waiver too");
}

#[tokio::test]
async fn a_placeholder_in_the_quoted_mail_holds_nothing() {
    let body = "Hi Dana,\r\n\r\ncan you send pricing?\r\n\r\nThe form says [your company] and {{ name }} below.\r\n\r\nInes";
    let (test, item) = with_mails(&[OFFER, Mail { body, ..QUESTION }]).await;
    assert!(test.show(item).await.draft.unwrap().quoted.contains("[your company]"));

    test.approve(item).await.unwrap();
}

#[tokio::test]
async fn the_copies_of_a_mail_are_answered_too_but_not_the_operator() {
    let headers = "Cc: Joao Silva <joao@brightloom.example>, dana@northwind.example, gone@old.example\r\n";
    let test = TestEngine::new().await;
    test.engine.suppress(api::Suppress { what: "old.example".to_owned(), reason: String::new() }).await.unwrap();
    test.import(&[OFFER, Mail { headers, ..QUESTION }]).await;
    test.run().await;

    let item = test.queue().await.remove(0).id;

    let cc: Vec<String> = test.show(item).await.draft.unwrap().cc.into_iter().map(|cc| cc.address).collect();
    assert_eq!(cc, ["joao@brightloom.example"]);
    test.approve(item).await.unwrap();
}
