//! People, signals and the audit: found, read, decided about and taken back, by keyboard.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use anyhow::{Result, ensure};
use api::text;
use engine::testkit::DEMO_ITEMS;
use thirtyfour::Key;

async fn in_demo(page: &Page) -> Result<()> {
    page.shows("#choose", &text::what_to_look_at()).await?;
    page.click("#try-demo").await?;
    page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await
}

#[tokio::test]
async fn somebody_is_found_looked_at_suppressed_and_suppressed_no_longer() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("people", folder.path(), async |page| {
        in_demo(page).await?;
        page.press("gp").await?;
        page.says("#people .who", "Lenka Horáková").await?;
        page.press("/").await?;
        page.focused("people-filter").await?;
        page.press("lenka" + Key::Enter).await?;
        page.focused("people").await?;
        page.shows("#people-count", &text::n_people(1, false)).await?;
        page.says("#card h2", "Lenka Horáková").await?;
        page.says("#card .waits", "Propose times").await?;
        page.says("#timeline", "You wrote").await?;
        page.picture("people").await?;

        // Into the card, to the company, and back.
        page.press(Key::Enter).await?;
        page.focused("to-company").await?;
        page.press(Key::Enter).await?;
        page.says("#card h2", "Jantar Sklo").await?;
        page.picture("company").await?;
        page.press(Key::Escape).await?;
        page.says("#card h2", "Lenka Horáková").await?;

        page.click("#suppress").await?;
        page.focused("ask-people").await?;
        page.press("asked by phone" + Key::Enter).await?;
        page.says("#suppressed", "asked by phone").await?;
        page.says("#people .state", &text::is_suppressed()).await?;
        page.press("z").await?;
        eventually("nobody to be suppressed", async || {
            let all = page.texts("#suppressed").await?;
            ensure!(all.is_empty(), "{all:?}");
            Ok(())
        })
        .await?;

        // Where nobody is found, nobody is shown; a search that is let go of brings all back.
        page.press("/").await?;
        page.focused("people-filter").await?;
        page.press(Key::Control + "a").await?;
        page.press("nobody is called this").await?;
        page.says("#nothing", "nobody is called this").await?;
        page.is_gone("#card h2").await?;
        page.picture("people-nobody").await?;
        page.press(Key::Control + "a").await?;
        page.press("lenka" + Key::Enter).await?;
        page.says("#card h2", "Lenka Horáková").await?;

        // What waits opens in the queue.
        page.click("#card .waits").await?;
        page.says("#heading", "Lenka Horáková").await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn what_is_refused_about_somebody_stays_in_its_question() -> Result<()> {
    // More than a field takes, as from a page that was tampered with.
    const TOO_LONG: &str = "const field = document.querySelector('#ask-people');
        field.value = 'n'.repeat(600);
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    let folder = tempfile::tempdir()?;
    in_window("people-question", folder.path(), async |page| {
        in_demo(page).await?;
        page.press("gp").await?;
        page.press("/").await?;
        page.focused("people-filter").await?;
        page.press("webinar harbour" + Key::Enter).await?;
        page.says("#card h2", "Webinar Harbour").await?;
        page.click("#write").await?;
        page.focused("ask-people").await?;
        page.run(TOO_LONG, vec![]).await?;
        page.press(Key::Enter + "").await?;
        page.shows("#ask-refusal", &text::too_long("note", 500)).await?;
        page.holds("#ask-people", &"n".repeat(600)).await?;
        page.picture("people-refused").await?;
        // Mended, it goes through.
        page.focused("ask-people").await?;
        page.press(Key::Control + "a").await?;
        page.press("we met at the trade fair" + Key::Enter).await?;
        page.says("#heading", "Webinar Harbour").await?;
        page.is_gone("#ask-people").await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn signals_and_the_ledger_are_read_and_the_chain_is_verified() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("audit", folder.path(), async |page| {
        in_demo(page).await?;
        page.press("gs").await?;
        page.says("#signals .became", "waits for your decision").await?;
        page.picture("signals").await?;
        page.press("j").await?;
        page.press("ga").await?;
        page.says("#ledger .deed", "drafted “").await?;
        page.click("#verify").await?;
        page.shows("#verdict", &text::ledger_whole()).await?;
        page.says("#chain-head", "Head").await?;
        page.press("/").await?;
        page.focused("audit-about").await?;
        page.press("item 3").await?;
        eventually("rows of one item only", async || {
            let about = page.texts("#ledger .about-what .link:first-child").await?;
            ensure!(!about.is_empty() && about.iter().all(|about| about == "item 3"), "they are about {about:?}");
            Ok(())
        })
        .await?;
        page.picture("audit").await?;
        page.resize(800, 600).await?;
        page.fits_its_width().await?;
        page.has_no_faults().await
    })
    .await
}
