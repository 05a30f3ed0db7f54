//! What is being typed outlives a crash, and is nothing else than that: no revision, and no approval falls by it.

use crate::{FURTHER, let_undo_pass, state_of};
use api::{
    Api as _, ApiError, Author, Code, Dismiss, DropKept, EditDraft, ItemId, ItemState, KeepDraft, KeptDraft, ListRevisions, Time,
    Undo, text,
};
use engine::testkit::{OFFER, QUESTION, START, TestEngine};

fn typed(item: ItemId, body: &str) -> KeepDraft {
    let (to, cc) = ("Ines Duarte <ines@brigh".to_owned(), "not an address,".to_owned());
    let (bcc, subject) = (" crm@northwind.example".to_owned(), "Re: Seats\tfor {{".to_owned());
    KeepDraft {
        item,
        revision: 1,
        to,
        cc,
        bcc,
        subject,
        body: body.to_owned(),
        when: "tue 1".to_owned(),
        place: Some("Roo".to_owned()),
    }
}

fn kept(body: &str, kept_at: Time) -> KeptDraft {
    let KeepDraft { revision, to, cc, bcc, subject, body, when, place, .. } = typed(ItemId(0), body);
    KeptDraft { revision, to, cc, bcc, subject, body, when, place, kept_at }
}

async fn keep(test: &TestEngine, item: ItemId, body: &str) -> Result<KeptDraft, ApiError> {
    test.engine.keep_draft(typed(item, body)).await
}

#[tokio::test]
async fn what_is_being_typed_is_kept_as_typed_and_outlives_a_crash() {
    let (mut test, item) = TestEngine::with_question().await;
    assert_eq!(test.show(item.id).await.kept, None);

    let answered = keep(&test, item.id, "Hi Ines,\r\n\r\n  forty sea ").await.unwrap();

    let expected = kept("Hi Ines,\r\n\r\n  forty sea ", START);
    assert_eq!(answered, expected);
    test.restart().await;
    assert_eq!(test.show(item.id).await.kept, Some(expected));
}

#[tokio::test]
async fn the_newest_words_take_the_place_of_the_older_ones() {
    let (test, item) = TestEngine::with_question().await;
    keep(&test, item.id, "forty").await.unwrap();
    test.clock.advance_seconds(2);
    keep(&test, item.id, "forty seats").await.unwrap();

    assert_eq!(test.show(item.id).await.kept, Some(kept("forty seats", START.plus_seconds(2))));
    assert_eq!(test.number("select count(*) from kept_drafts").await, 1);
}

#[tokio::test]
async fn keeping_makes_no_revision_and_voids_no_approval() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    let approved = test.show(item.id).await.draft.unwrap().revision;
    let n_in_ledger = test.number("select count(*) from ledger").await;

    keep(&test, item.id, "Wait, this is better.").await.unwrap();

    let shown = test.show(item.id).await;
    assert_eq!((shown.item.state, shown.draft.unwrap().revision), (ItemState::Approved, approved));
    assert_eq!(test.number("select count(*) from ledger").await, n_in_ledger);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn an_edit_takes_the_place_of_what_was_kept() {
    let (test, item) = TestEngine::with_question().await;
    keep(&test, item.id, "My own wor").await.unwrap();

    assert_eq!(test.edit(item.id, "My own words.").await.kept, None);
    assert_eq!(test.show(item.id).await.kept, None);
}

#[tokio::test]
async fn an_edit_that_is_refused_leaves_what_was_kept() {
    let (test, item) = TestEngine::with_question().await;
    keep(&test, item.id, "My own words.").await.unwrap();

    let to = Some(vec!["nobody".to_owned()]);
    let edit = EditDraft {
        item: item.id,
        subject: None,
        body: Some("My own words.".to_owned()),
        to,
        cc: None,
        bcc: None,
        details: None,
    };
    test.engine.edit_draft(edit).await.unwrap_err();

    assert_eq!(test.show(item.id).await.kept, Some(kept("My own words.", START)));
}

#[tokio::test]
async fn what_was_kept_can_be_let_go_of() {
    let (test, item) = TestEngine::with_question().await;
    keep(&test, item.id, "My own wor").await.unwrap();

    let shown = test.engine.drop_kept(DropKept { item: item.id }).await.unwrap();

    assert_eq!(shown, test.show(item.id).await);
    assert_eq!((shown.kept, shown.draft.unwrap().revision), (None, 1));
    test.engine.drop_kept(DropKept { item: item.id }).await.unwrap();
}

#[tokio::test]
async fn a_redraft_leaves_what_was_kept_and_tells_that_it_is_newer() {
    let (test, item) = TestEngine::with_question().await;
    keep(&test, item.id, "forty seats").await.unwrap();

    test.import(&[FURTHER]).await;
    test.run().await;

    let shown = test.show(item.id).await;
    assert_eq!(shown.draft.unwrap().revision, 2);
    assert_eq!(shown.kept, Some(kept("forty seats", START)));
}

#[tokio::test]
async fn what_was_kept_stands_when_its_item_comes_back() {
    let (test, item) = TestEngine::with_question().await;
    keep(&test, item.id, "forty seats").await.unwrap();
    test.engine.dismiss(Dismiss { item: item.id, reason: "by mistake".to_owned() }).await.unwrap();
    test.engine.undo(Undo {}).await.unwrap();

    assert_eq!(test.show(item.id).await.kept, Some(kept("forty seats", START)));
    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
}

#[tokio::test]
async fn more_than_the_longest_draft_is_refused_and_what_was_kept_before_stays() {
    let (test, item) = TestEngine::with_question().await;
    let KeepDraft { to, cc, bcc, subject, when, place, .. } = typed(item.id, "");
    let rest: usize = [to, cc, bcc, subject, when, place.unwrap_or_default()].iter().map(String::len).sum();
    let most = "x".repeat(4_100_000 - rest);
    keep(&test, item.id, &most).await.unwrap();

    let refused = keep(&test, item.id, &format!("{most}y")).await.unwrap_err();

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("body")));
    assert_eq!(refused.message, text::too_long_to_keep(1_000_000));
    assert_eq!(test.show(item.id).await.kept.unwrap().body, most);
}

#[tokio::test]
async fn nothing_is_kept_for_an_item_that_is_not_there() {
    let test = TestEngine::new().await;
    let item = ItemId(4711);

    assert_eq!(keep(&test, item, "words").await.unwrap_err().code, Code::NotFound);
    assert_eq!(test.engine.drop_kept(DropKept { item }).await.unwrap_err().code, Code::NotFound);
    assert_eq!(test.engine.list_revisions(ListRevisions { item }).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn all_versions_of_a_draft_are_listed_newest_first() {
    let (test, item) = TestEngine::with_question().await;
    let first = test.show(item.id).await.draft.unwrap();
    test.clock.advance_seconds(60);
    let bcc = Some(vec!["Records <crm@northwind.example>".to_owned()]);
    let edit = EditDraft {
        item: item.id,
        subject: Some("Prices".to_owned()),
        body: Some("Mine.".to_owned()),
        to: None,
        cc: None,
        bcc,
        details: None,
    };
    let second = test.engine.edit_draft(edit).await.unwrap().draft.unwrap();

    let all = test.engine.list_revisions(ListRevisions { item: item.id }).await.unwrap();

    assert_eq!(
        all.iter().map(|version| (version.revision, version.author)).collect::<Vec<_>>(),
        [(2, Author::Operator), (1, Author::Agent)]
    );
    assert_eq!((all[0].made_at, all[1].made_at), (START.plus_seconds(60), START));
    assert_eq!((&all[0].subject, &all[0].body, &all[0].bcc), (&second.subject, &second.body, &second.bcc));
    assert_eq!(
        (&all[1].subject, &all[1].body, &all[1].to, &all[1].agent),
        (&first.subject, &first.body, &first.to, &first.agent)
    );
    assert!(all[1].bcc.is_empty() && all[0].bcc[0].name == "Records");
}

#[tokio::test]
async fn an_item_without_a_draft_has_no_versions() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let item = test.queue().await.remove(0).id;

    assert_eq!(test.engine.list_revisions(ListRevisions { item }).await.unwrap(), []);
}
