//! A deal of one's own, without any CRM: made, moved on the board, found on the card of the person, and the move taken back.

use crate::driver::{eventually, in_window};
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Result, ensure};
use api::text;
use thirtyfour::Key;

#[tokio::test]
async fn a_deal_is_made_moved_found_with_its_person_and_moved_back() -> Result<()> {
    let (mailbox, workspace) = (Mailbox::new()?, Workspace::new().await?);
    workspace.import(&mailbox.conversation("lenka", "Lenka Horáková", "Furnace hall A")?).await?;
    workspace.status_with(1).await?;
    in_window("deals", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.press("gd").await?;
        page.says("#nothing", &text::no_deal_yet()).await?;
        page.press("a").await?;
        page.focused("deal-name").await?;
        page.press("Pilot for 40 seats" + Key::Tab).await?;
        page.press("about much" + Key::Tab).await?;
        page.click("#deal-people").await?;
        page.press("lenka").await?;
        page.says("#deal-people-list", "Lenka Horáková").await?;
        page.press(Key::Enter + "").await?;
        page.says(".piece", "Lenka Horáková").await?;
        // What is no amount is said beside its field, and nothing is lost.
        page.click("#record-save").await?;
        page.says("#deal-amount-fault", &text::amount_not_understood()).await?;
        page.picture("deal-form").await?;
        page.click("#deal-amount").await?;
        page.press(Key::Control + "a").await?;
        page.press("48,000" + Key::Enter).await?;
        page.says("#card h2", "Pilot for 40 seats").await?;
        page.says("#card .about", "EUR 48,000").await?;
        page.says("#steps .now", "Appointment scheduled").await?;
        page.picture("deal").await?;

        // On the board, by keyboard, to the next stage.
        page.press(Key::Escape).await?;
        page.press("B").await?;
        page.focused("people").await?;
        page.says(".board .current", "Pilot for 40 seats").await?;
        page.press(">").await?;
        eventually("the deal in the second column", async || {
            let columns = page.texts(".board .column").await?;
            ensure!(columns.iter().position(|column| column.contains("Pilot for 40 seats")) == Some(1), "{columns:?}");
            Ok(())
        })
        .await?;
        page.picture("deals-board").await?;
        page.resize(800, 600).await?;
        page.picture("deals-board-narrow").await?;
        page.resize(1280, 800).await?;

        // With the person.
        page.press("gp").await?;
        page.click("#tab-people").await?;
        page.press("/").await?;
        page.focused("people-filter").await?;
        page.press("lenka" + Key::Enter).await?;
        page.says("#card .colleague", "Qualified to buy").await?;
        page.says("#timeline", "Moved from Appointment scheduled to Qualified to buy").await?;
        page.press("z").await?;
        page.says("#card .colleague", "Appointment scheduled").await?;
        page.click("#card .colleague").await?;
        page.says("#steps .now", "Appointment scheduled").await?;

        // Something to do, and done.
        page.click("#add-task").await?;
        page.focused("task-title").await?;
        page.press("Send the contract" + Key::Enter).await?;
        page.says(".tasks", "Send the contract").await?;
        page.click(".tasks input").await?;
        page.says(".history summary", &text::n_tasks_done(1)).await?;
        page.resize(800, 600).await?;
        page.fits_its_width().await?;
        page.picture("deal-narrow").await?;
        page.has_no_faults().await
    })
    .await
}
