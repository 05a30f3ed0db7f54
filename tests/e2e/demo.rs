//! The demo from its first choice to its end: started over, left, and the workspace then taken for mail of one's own.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Result, ensure};
use api::text;
use engine::testkit::DEMO_ITEMS;
use thirtyfour::Key;

/// Runs a command by its name.
async fn run(page: &Page, name: &str) -> Result<()> {
    page.press(Key::Control + "k").await?;
    page.focused("palette-input").await?;
    page.press(name).await?;
    page.press(Key::Enter + "").await
}

async fn is_whole(page: &Page) -> Result<()> {
    page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
    page.shows("#demo", &text::demo_line(false)).await
}

#[tokio::test]
async fn the_demo_is_started_over_and_left_in_the_window() -> Result<()> {
    let (folder, mailbox) = (tempfile::tempdir()?, Mailbox::new()?);
    in_window("demo-left", folder.path(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.click("#try-demo").await?;
        is_whole(page).await?;
        page.press("e").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 1)).await?;

        run(page, &text::restart_demo()).await?;
        page.says("#demo-question", &text::demo_is_removed()).await?;
        page.picture("demo-start-over").await?;
        page.press(Key::Escape + "").await?;
        page.is_gone("#demo-question").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 1)).await?;

        // Whoever else has it open would find another workspace under their hands.
        let other = Workspace::at(folder.path()).await?;
        run(page, &text::restart_demo()).await?;
        page.says("#demo-question", &text::demo_is_removed()).await?;
        page.click("#demo-confirm").await?;
        page.says("#demo-question .refusal", "Another process has").await?;
        other.close().await;
        page.click("#demo-confirm").await?;
        page.is_gone("#demo-question").await?;
        is_whole(page).await?;

        page.press("g,").await?;
        page.says("#section-demo", &text::section_demo()).await?;
        page.picture("settings-demo").await?;
        page.click("#settings-leave_demo").await?;
        page.says("#demo-question", &text::demo_keeps()).await?;
        page.picture("demo-leave").await?;
        page.click("#demo-confirm").await?;
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.is_gone("#demo").await?;
        page.picture("demo-is-left").await?;

        let workspace = Workspace::at(folder.path()).await?;
        workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.has_no_faults().await
    })
    .await
}

/// No request comes back: what a page sees of an engine that hangs.
const HANG: &str = "
    const answers = window.fetch;
    window.__answers = () => { window.fetch = answers; };
    window.fetch = (where, ...rest) => String(where).endsWith('/rpc') ? new Promise(() => {}) : answers(where, ...rest);
";

#[tokio::test]
async fn an_engine_that_does_not_answer_is_told_of_until_it_does() -> Result<()> {
    let (mailbox, workspace) = (Mailbox::new()?, Workspace::new().await?);
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    workspace.status_with(1).await?;
    in_window("not-answering", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.is_gone("#starting").await?;
        page.run(HANG, vec![]).await?;
        workspace.import(&mailbox.conversation("omar", "Omar Haddad", "Renewal for the second year")?).await?;
        page.says(".notice", &text::not_answering()).await?;
        page.picture("not-answering").await?;
        page.run("window.__answers()", vec![]).await?;
        page.shows("#queue-count", &text::n_items(2)).await?;
        eventually("the notice to be gone", async || {
            let notices = page.texts(".notice").await?.concat();
            ensure!(!notices.contains(&text::not_answering()), "it is still there");
            Ok(())
        })
        .await?;
        page.has_no_faults().await
    })
    .await
}
