//! What the operator sets in the window: stored as a field is left, refused beside it, and never taken from under their hands.

use crate::driver::{eventually, in_window};
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Result, ensure};
use api::{Command, GetSetting, SetSetting, text};
use thirtyfour::Key;

async fn holds(workspace: &Workspace, key: &str, value: &str) -> Result<()> {
    eventually(&format!("{key} to be {value:?}"), async || {
        let stored = workspace.ask(GetSetting { key: key.to_owned() }).await?.value;
        ensure!(stored == value, "it is {stored:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn settings_are_stored_as_a_field_is_left_and_refused_beside_it() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    in_window("settings", workspace.folder(), async |page| {
        page.says("#items .what", "Seats for the pilot").await?;
        page.press("g,").await?;
        page.says(".settings h1", &text::screen_settings()).await?;

        page.click("#operator-time-zone").await?;
        page.press("Nowhere" + Key::Enter).await?;
        page.says(".setting .refusal", &text::not_a_zone("Nowhere")).await?;
        holds(&workspace, "operator.time_zone", "").await?;

        // Another process changes a setting; what is typed elsewhere stays.
        page.click("#operator-name").await?;
        page.press(Key::Control + "a").await?;
        page.press("Dana R").await?;
        workspace.ask(SetSetting { key: "operator.signature".to_owned(), value: "Northwind".to_owned() }).await?;
        workspace.ask(SetSetting { key: "operator.name".to_owned(), value: "Somebody else".to_owned() }).await?;
        page.holds("#operator-signature", "Northwind").await?;
        page.holds("#operator-name", "Dana R").await?;
        page.press(Key::Tab).await?;
        holds(&workspace, "operator.name", "Dana R").await?;

        // Leaving practice mode is asked for.
        page.click("#sending-practice").await?;
        page.says(".question", &text::practice_consequence(true, 0)).await?;
        page.press(Key::Escape).await?;
        holds(&workspace, "sending.practice", "true").await?;
        page.picture("settings").await?;
        page.fits_its_width().await?;
        page.resize(800, 600).await?;
        page.fits_its_width().await?;
        page.picture("settings-small").await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn a_command_gets_another_key_and_no_key_is_taken_silently() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    in_window("rebinding", workspace.folder(), async |page| {
        page.says("#items .what", "Seats for the pilot").await?;
        page.press("g,").await?;
        page.says(".settings h1", &text::screen_settings()).await?;

        // What belongs to another command is not taken, and runs nothing.
        page.click("#change-done").await?;
        page.focused("listening").await?;
        page.press("h").await?;
        page.says(".clash", &text::key_is_taken("H", &text::command(Command::Snooze))).await?;
        holds(&workspace, "keys.bindings", "{}").await?;
        page.click("#other-key").await?;
        page.focused("listening").await?;
        page.press("gx").await?;
        holds(&workspace, "keys.bindings", r#"{"done":"g x"}"#).await?;
        page.focused("change-done").await?;
        page.click("#change-done").await?;
        page.focused("listening").await?;
        page.press(Key::Escape).await?;
        page.focused("change-done").await?;
        page.picture("settings-keys").await?;

        page.press("gq").await?;
        page.says("#items .what", "Seats for the pilot").await?;
        page.press("gx").await?;
        page.shows("#queue-count", &text::n_items(0)).await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn connections_say_how_fresh_they_are_and_can_be_read_now() -> Result<()> {
    let mailbox = Mailbox::new()?;
    let workspace = Workspace::new().await?;
    workspace.import(&mailbox.conversation("ines", "Inês Duarte", "Seats for the pilot")?).await?;
    in_window("connections", workspace.folder(), async |page| {
        page.says("#items .what", "Seats for the pilot").await?;
        page.click(".status-line .source").await?;
        page.says(".head h1", &text::screen_connections()).await?;
        page.says("#connections dd", &text::n_newly_read("maildir", 2)).await?;
        page.click("#check-now").await?;
        page.says("#check-findings .words", &text::ledger_whole()).await?;
        page.picture("connections").await?;
        page.fits_its_width().await?;
        page.has_no_faults().await
    })
    .await
}
