//! Every screen, light and dark, on a small screen and on a large one: whole, readable, and as a picture for a person to look at.
//!
//! Must never promise that a screen is good to look at: that is for whoever looks at the pictures, in `<target>/e2e/pictures`.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::Workspace;
use anyhow::{Context as _, Result, ensure};
use api::{Approve, ItemId, ListOutbox, ListQueue, OutboxState, SaveTemplate, SetSetting, ShowItem, Suppress, text};
use engine::testkit::DEMO_ITEMS;
use thirtyfour::Key;

const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];
const THEMES: [&str; 2] = ["light", "dark"];

/// A demo at which somebody has worked: one mail is out in practice, one is held, a text is kept, an address is suppressed.
async fn used_demo() -> Result<Workspace> {
    let workspace = Workspace::demo().await?;
    workspace.status_with(DEMO_ITEMS).await?;
    let set = async |key: &str, value: &str| {
        workspace.ask(SetSetting { key: key.to_owned(), value: value.to_owned() }).await.map(|_| ())
    };
    let body = "Hi {first_name},\n\nyou find the prices for this year attached.".to_owned();
    workspace.ask(SaveTemplate { id: None, name: "Prices".to_owned(), body }).await?;
    let (what, reason) = ("billing@crestline.example".to_owned(), "asked by phone not to be written to".to_owned());
    workspace.ask(Suppress { what, reason }).await?;
    set("sending.undo_seconds", "0").await?;
    approve_one_from(&workspace, 2).await?;
    eventually("the mail to go out in practice", async || {
        let outbox = workspace.ask(ListOutbox {}).await?;
        ensure!(outbox.iter().any(|action| action.state == OutboxState::Sent), "it holds {outbox:?}");
        Ok(())
    })
    .await?;
    set("sending.undo_seconds", "600").await?;
    approve_one_from(&workspace, 1).await?;
    Ok(workspace)
}

/// Approves the first item from this place of the queue on whose draft may go as it is.
async fn approve_one_from(workspace: &Workspace, place: usize) -> Result<()> {
    eventually("a draft that can be approved", async || {
        let queue = workspace.ask(ListQueue { tab: None, band: None, limit: Some(100), after: None }).await?;
        for item in queue.items.iter().skip(place) {
            let item: ItemId = item.id;
            let draft = workspace.ask(ShowItem { item }).await?.draft;
            if draft.is_some_and(|draft| !draft.to.is_empty())
                && workspace.ask(Approve { item, revision: None, waivers: Vec::new() }).await.is_ok()
            {
                return Ok(());
            }
        }
        anyhow::bail!("none of {} items", queue.items.len())
    })
    .await
}

/// What a person presses to come there, by what they see that they have come, and what the screen is called.
struct Stop {
    name: &'static str,
    keys: &'static str,
    selector: &'static str,
    words: String,
}

fn stops() -> Vec<Stop> {
    let stop = |name, keys, selector, words| Stop { name, keys, selector, words };
    vec![
        stop("queue", "gq", "#version", text::version(1, api::Author::Agent)),
        stop("reader", "v", "#reading", "@".to_owned()),
        stop("outbox", "go", ".trace", text::gate_name(api::GateName::Undo)),
        stop("people", "gp", "#timeline", "You wrote".to_owned()),
        stop("signals", "gs", "#signals .became", "waits for your decision".to_owned()),
        stop("audit", "ga", "#ledger .deed", "approved".to_owned()),
        stop("connections", "gc", "#connections dd", "mails".to_owned()),
        stop("settings", "g,", ".settings h1", text::screen_settings()),
        stop("keys", "?", ".key-sheet", text::command(api::Command::Approve)),
    ]
}

/// Looks at what is shown as a person would, and leaves a picture of it.
async fn look(page: &Page, name: &str, theme: &str, (width, height): (u32, u32)) -> Result<()> {
    let name = format!("{name}-{theme}-{width}x{height}");
    page.is_whole().await.with_context(|| name.clone())?;
    page.is_readable().await.with_context(|| name.clone())?;
    page.picture(&format!("pictures/{name}")).await
}

async fn change_theme(workspace: &Workspace, page: &Page, theme: &str) -> Result<()> {
    workspace.ask(SetSetting { key: "window.theme".to_owned(), value: theme.to_owned() }).await?;
    page.has_theme(theme).await
}

#[tokio::test]
async fn every_screen_is_whole_and_readable_light_and_dark_small_and_large() -> Result<()> {
    let workspace = used_demo().await?;
    in_window("pictures", workspace.folder(), async |page| {
        page.says("#queue-count", &text::n_items(DEMO_ITEMS - 2)).await?;
        for size in SIZES {
            page.resize(size.0, size.1).await?;
            for theme in THEMES {
                change_theme(&workspace, page, theme).await?;
                for stop in stops() {
                    page.press(stop.keys).await?;
                    page.says(stop.selector, &stop.words).await?;
                    look(page, stop.name, theme, size).await?;
                    page.press(Key::Escape).await?;
                    page.is_gone("dialog").await?;
                }
                page.press("gq").await?;
                page.press(Key::Control + "k").await?;
                page.focused("palette-input").await?;
                look(page, "palette", theme, size).await?;
                page.press(Key::Escape).await?;
                page.is_gone("dialog").await?;
            }
        }
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn a_first_start_is_whole_and_readable_light_and_dark_small_and_large() -> Result<()> {
    let workspace = Workspace::new().await?;
    in_window("pictures-first", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        for size in SIZES {
            page.resize(size.0, size.1).await?;
            for theme in THEMES {
                change_theme(&workspace, page, theme).await?;
                look(page, "first-run", theme, size).await?;
            }
        }
        page.has_no_faults().await
    })
    .await
}
