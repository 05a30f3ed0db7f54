//! Putting aside until later, in the window: what the words mean is seen first, and what is asleep is woken before its time.

use crate::driver::in_window;
use crate::workspace::choose_demo;
use anyhow::Result;
use api::{Command, text};
use engine::testkit::DEMO_ITEMS;
use thirtyfour::Key;

#[tokio::test]
async fn typed_words_show_what_they_mean_and_a_snoozed_item_is_woken_by_hand() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("snoozed", folder.path(), async |page| {
        choose_demo(page, folder.path()).await?;

        page.press("h").await?;
        page.focused("ask-until").await?;
        page.press("tomorrow 9").await?;
        page.says("#ask-meant", "09:00").await?;
        page.picture("snooze-meant").await?;
        page.press(Key::Control + "a").await?;
        page.press("when pigs").await?;
        page.shows("#ask-meant", &text::until_not_understood()).await?;
        page.press(Key::Control + "a").await?;
        page.press("tomorrow 9" + Key::Enter).await?;
        page.says(".said", "09:00: ").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 1)).await?;

        page.click("#tab-snoozed").await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.says("#wake", &text::command(Command::Wake)).await?;
        page.says("#note", "09:00").await?;
        page.picture("snoozed").await?;
        page.press("H").await?;
        page.shows("#queue-count", &text::n_items(0)).await?;
        page.press("z").await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.click("#wake").await?;
        page.says(".said", &text::said_woken("")).await?;
        page.click("#tab-all").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        page.has_no_faults().await
    })
    .await
}
