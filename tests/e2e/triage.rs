//! A morning's work on the demo by keyboard alone: read on, put aside, edit, approve, take back, approve again.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::choose_demo;
use anyhow::{Context as _, Result, ensure};
use api::text;
use engine::testkit::DEMO_ITEMS;
use std::path::Path;
use thirtyfour::Key;

/// Who stands in the row of the cursor.
async fn current(page: &Page) -> Result<String> {
    page.texts(".row.current .who").await?.pop().context("No row is the current one")
}

/// Waits until the cursor is on somebody else than before.
async fn moves_on(page: &Page, before: &str) -> Result<String> {
    eventually("the next item", async || {
        let now = current(page).await?;
        ensure!(now != before, "the cursor is still on {now}");
        Ok(now)
    })
    .await
}

fn practised(folder: &Path) -> Result<usize> {
    let new = folder.join("practice").join("new");
    Ok(if new.exists() { std::fs::read_dir(new)?.count() } else { 0 })
}

#[tokio::test]
async fn ten_items_are_dealt_with_by_keyboard_alone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let place = folder.path().to_owned();
    in_window("triage", folder.path(), async |page| {
        choose_demo(page, folder.path()).await?;

        // Down and up again.
        let first = current(page).await?;
        page.press("j").await?;
        let second = moves_on(page, &first).await?;
        page.press("k").await?;
        ensure!(moves_on(page, &second).await? == first, "k does not lead back");

        // Put aside, dismissed, done by hand: three each of the last.
        page.press("h").await?;
        page.focused("ask-until").await?;
        page.press("tomorrow 9:00" + Key::Enter).await?;
        let mut at = moves_on(page, &first).await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 1)).await?;
        for n_left in [DEMO_ITEMS - 2, DEMO_ITEMS - 3, DEMO_ITEMS - 4] {
            page.press("n").await?;
            page.focused("ask-reason").await?;
            page.press("not for us" + Key::Enter).await?;
            at = moves_on(page, &at).await?;
            page.shows("#queue-count", &text::n_items(n_left)).await?;
        }
        for n_left in [DEMO_ITEMS - 5, DEMO_ITEMS - 6, DEMO_ITEMS - 7] {
            page.press("e").await?;
            at = moves_on(page, &at).await?;
            page.shows("#queue-count", &text::n_items(n_left)).await?;
        }
        page.press("z").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 6)).await?;
        page.picture("triage").await?;

        // The draft is rewritten and approved; what is typed means nothing else.
        let edited = current(page).await?;
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press("Yes to all of it, jj and zz.").await?;
        page.shows("#version", &text::typed_not_stored()).await?;
        page.press(Key::Control + Key::Enter).await?;
        moves_on(page, &edited).await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 7)).await?;
        page.says(".said", &text::said_approved(&edited)).await?;

        // Taken back, and approved once more as it stands.
        page.press(Key::Escape).await?;
        page.press("z").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 6)).await?;
        eventually("the item to come back", async || {
            ensure!(current(page).await? == edited, "the cursor is on {}", current(page).await?);
            Ok(())
        })
        .await?;
        // What is typed is stored once, when the field is left.
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press("So be it. ").await?;
        page.press(Key::Escape).await?;
        page.shows("#version", &text::version(3, api::Author::Operator)).await?;
        page.press("y").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 7)).await?;
        page.press("go").await?;
        page.says("#outbox-count", "1 waiting").await?;
        page.picture("outbox").await?;
        eventually("the mail in the practice outbox", async || {
            ensure!(practised(&place)? == 1, "{} mails lie there", practised(&place)?);
            Ok(())
        })
        .await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn commands_are_found_by_name_and_keys_are_shown() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("palette", folder.path(), async |page| {
        choose_demo(page, folder.path()).await?;
        page.press(Key::Control + "k").await?;
        page.focused("palette-input").await?;
        page.press("go out").await?;
        page.picture("palette").await?;
        page.press(Key::Enter).await?;
        page.says("#outbox-title", &text::screen_outbox()).await?;
        page.press("?").await?;
        page.says(".key-sheet", &text::command(api::Command::Approve)).await?;
        page.picture("keys").await?;
        page.press(Key::Escape).await?;
        page.press("gq").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn what_is_not_understood_stays_in_its_question() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("question", folder.path(), async |page| {
        choose_demo(page, folder.path()).await?;
        page.press("h").await?;
        page.focused("ask-until").await?;
        page.press("when pigs fly" + Key::Enter).await?;
        page.says("#ask-refusal", "pigs").await?;
        // The words are still there to be mended, and letters are words and no commands.
        page.focused("ask-until").await?;
        page.picture("question").await?;
        page.press(Key::Control + "a").await?;
        page.press("tomorrow 9:00" + Key::Enter).await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 1)).await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn an_approval_is_taken_back_from_the_outbox_and_keys_mean_what_they_did() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("outbox-undo", folder.path(), async |page| {
        choose_demo(page, folder.path()).await?;
        page.shows("#version", &text::version(1, api::Author::Agent)).await?;
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press(Key::Control + "a").await?;
        page.press("Thursday at ten it is." + Key::Escape).await?;
        page.shows("#version", &text::version(2, api::Author::Operator)).await?;
        page.press("y").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 1)).await?;
        page.press("go").await?;
        page.says("#outbox-count", "1 waiting").await?;
        page.click("#action-mail summary").await?;
        page.says("#action-mail .text", "Thursday at ten it is.").await?;
        page.picture("outbox-mail").await?;
        page.press("z").await?;
        page.says("#outbox-count", "0 waiting").await?;
        page.press("gq").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        let first = current(page).await?;
        page.press("j").await?;
        moves_on(page, &first).await?;
        page.has_no_faults().await
    })
    .await
}
