//! Recipients whom the others do not see (Bcc) are held to all that holds for those whom they see.

use crate::{let_undo_pass, state_of};
use api::{Api as _, ApiError, Code, EditDraft, GateName, HoldCode, ItemDetail, ItemId, ItemState, PutBy, Suppress, text};
use engine::testkit::TestEngine;

const HIDDEN: &str = "crm@northwind.example";

async fn hide(test: &TestEngine, item: ItemId, bcc: &[&str]) -> Result<ItemDetail, ApiError> {
    let bcc = Some(bcc.iter().map(|entry| (*entry).to_owned()).collect());
    test.engine.edit_draft(EditDraft { item, subject: None, body: None, to: None, cc: None, bcc, details: None }).await
}

fn hidden(detail: &ItemDetail) -> Vec<&str> {
    detail.draft.as_ref().unwrap().bcc.iter().map(|recipient| recipient.address.as_str()).collect()
}

#[tokio::test]
async fn a_hidden_recipient_stands_in_the_mail_that_goes() {
    let (test, item) = TestEngine::with_question().await;
    assert!(hidden(&test.show(item.id).await).is_empty(), "an agent hides nobody");

    let edited = hide(&test, item.id, &["Records <CRM@northwind.example>"]).await.unwrap();

    let recipient = &edited.draft.as_ref().unwrap().bcc[0];
    assert_eq!((recipient.name.as_str(), recipient.address.as_str(), recipient.put_by), ("Records", HIDDEN, PutBy::Operator));
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    let mail = String::from_utf8(test.practised().remove(0)).unwrap();
    assert!(mail.contains("\r\nBcc: \"Records\" <crm@northwind.example>\r\n"), "{mail}");
}

#[tokio::test]
async fn other_edits_keep_hidden_recipients_and_an_empty_list_takes_them_out() {
    let (test, item) = TestEngine::with_question().await;
    hide(&test, item.id, &[HIDDEN, HIDDEN]).await.unwrap();

    assert_eq!(hidden(&test.edit(item.id, "My own words.").await), [HIDDEN]);
    assert!(hidden(&hide(&test, item.id, &[]).await.unwrap()).is_empty());
}

#[tokio::test]
async fn hiding_somebody_voids_the_approval() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    hide(&test, item.id, &[HIDDEN]).await.unwrap();

    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
}

#[tokio::test]
async fn a_hidden_recipient_is_part_of_what_was_approved() {
    let (test, item) = TestEngine::with_question().await;
    hide(&test, item.id, &[HIDDEN]).await.unwrap();
    test.approve(item.id).await.unwrap();

    test.sql("update revision_recipients set address = 'eve@elsewhere.example' where role = 'bcc'").await;

    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
    let gates = &test.outbox().await[0].gates;
    let approval = gates.iter().find(|gate| gate.name == GateName::Approval).unwrap();
    assert_eq!((approval.passes, approval.words.as_str()), (false, text::fingerprint_differs().as_str()));
}

#[tokio::test]
async fn a_suppressed_hidden_recipient_holds_the_approval() {
    let (test, item) = TestEngine::with_question().await;
    test.answer(item.id).await;
    hide(&test, item.id, &["joao@brightloom.example"]).await.unwrap();
    let what = "joao@brightloom.example".to_owned();
    test.engine.suppress(Suppress { what, reason: String::new() }).await.unwrap();

    let shown = test.show(item.id).await;

    let codes: Vec<HoldCode> = shown.draft.unwrap().holds.iter().map(|hold| hold.code).collect();
    assert_eq!(codes, [HoldCode::SuppressedRecipient]);
    assert!(!shown.gates.iter().find(|gate| gate.name == GateName::Suppression).unwrap().passes);
    assert_eq!(test.approve(item.id).await.unwrap_err().code, Code::Held);
}

#[tokio::test]
async fn what_is_no_address_is_refused_beside_its_field() {
    let (test, item) = TestEngine::with_question().await;
    for (typed, words) in
        [("nobody", text::bad_address("nobody")), ("a@x.example\r\nSubject: other", text::line_break_in_header("bcc"))]
    {
        let refused = hide(&test, item.id, &[typed]).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref(), refused.message), (Code::Invalid, Some("bcc"), words));
    }
    assert_eq!(test.show(item.id).await.draft.unwrap().revision, 1, "nothing was changed");
}
