//! A meeting booked in the window: asked for from a mail, given a time in plain words and a place, approved, kept in practice.

use crate::driver::{eventually, in_window};
use crate::workspace::choose_demo;
use anyhow::{Result, ensure};
use api::text;
use engine::testkit::DEMO_ITEMS;
use thirtyfour::Key;

#[tokio::test]
async fn a_meeting_is_asked_for_given_a_time_and_approved() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kept = folder.path().join("practice").join("meetings");
    in_window("booking", folder.path(), async |page| {
        choose_demo(page, folder.path()).await?;
        page.press("m").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS + 1)).await?;
        page.focused("meeting-when").await?;
        page.press("in 3 hours of work").await?;
        page.says("#meeting-time", "not understood").await?;
        page.press(Key::Control + "a").await?;
        page.press("next week 10:00").await?;
        page.says("#meeting-time", "10:00–10:30").await?;
        page.says("#meeting-time .doubt", &text::calendar_not_asked()).await?;
        page.press(Key::Enter + "").await?;
        page.holds("#meeting-when", "").await?;
        page.shows("#version", &text::version(2, api::Author::Operator)).await?;
        page.click("#meeting-place").await?;
        page.press("Room 4" + Key::Tab).await?;
        page.shows("#version", &text::version(3, api::Author::Operator)).await?;
        page.picture("booking").await?;
        page.fits_its_width().await?;

        page.press(Key::Escape).await?;
        page.press("y").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        page.press("go").await?;
        page.says("#outbox-count", "1 waiting").await?;
        page.click("#action-mail summary").await?;
        page.says("#action-mail .text", "Where: Room 4").await?;
        page.picture("booking-outbox").await?;
        eventually("the meeting in the practice outbox", async || {
            ensure!(kept.exists() && std::fs::read_dir(&kept)?.count() == 1, "it is not there yet");
            Ok(())
        })
        .await?;
        page.has_no_faults().await
    })
    .await
}
