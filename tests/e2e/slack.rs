//! A mention in Slack in the real window: it comes in without a reload, and its answer stands in the thread.
//!
//! The service is one that others wrote (`tests/peers`).

use crate::driver::{eventually, in_window};
use crate::slack_peer::{ANA, DANA, Emulated};
use crate::workspace::Workspace;
use anyhow::{Context as _, Result, ensure};
use api::{ReadNow, SetSetting, text};
use thirtyfour::Key;

#[tokio::test]
async fn a_mention_becomes_work_and_its_answer_stands_in_its_thread() -> Result<()> {
    let slack = Emulated::start("dana@example.com").await;
    let who = slack.ask(DANA, "auth.test", &[]).await;
    let dana = who["user_id"].as_str().context("a person")?.to_owned();
    let workspace = Workspace::new().await?;
    for (key, value) in [("sending.practice", "false"), ("sending.undo_seconds", "0")] {
        workspace.ask(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
    }

    in_window("slack", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.press("gc").await?;
        page.shows("#slack-title", &text::slack_title()).await?;
        page.click("#slack-open").await?;
        page.focused("slack-token").await?;
        page.press("pasted by mistake").await?;
        page.click("#slack-place").await?;
        page.press(slack.base.as_str()).await?;
        page.click("#slack-connect").await?;
        page.shows("#slack-token-fault", &text::no_slack_token()).await?;
        page.picture("connect-slack").await?;
        page.fits_its_width().await?;
        page.click("#slack-token").await?;
        page.press(Key::Control + "a").await?;
        page.press(DANA).await?;
        page.click("#slack-connect").await?;
        page.says(".connection", "Northwind on Slack").await?;
        page.says(".connection .fresh", "Read up to").await?;
        page.picture("connections-slack").await?;

        page.press("gq").await?;
        let question = format!("<@{dana}> could you send pricing for 40 seats?");
        let asked = slack.ask(ANA, "chat.postMessage", &[("channel", "deals"), ("text", &question)]).await;
        let (channel, root) = (asked["channel"].as_str().context("a channel")?, asked["ts"].as_str().context("a time")?);
        workspace.ask(ReadNow { connection: None }).await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.says("#version", &text::version(1, api::Author::Agent)).await?;
        page.shows("#chat-title", &text::chat_title("#deals")).await?;
        page.says(".belongs", "#deals, in the thread of Ana Duarte").await?;
        page.picture("slack").await?;
        page.fits_its_width().await?;
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press(Key::Control + "a").await?;
        page.press("EUR 48,000 a year.").await?;
        page.press(Key::Control + Key::Enter).await?;
        eventually("the answer in its thread", async || {
            let thread = slack.ask(DANA, "conversations.replies", &[("channel", channel), ("ts", root)]).await;
            let said: Vec<&str> =
                thread["messages"].as_array().into_iter().flatten().filter_map(|said| said["text"].as_str()).collect();
            ensure!(said == [question.as_str(), "EUR 48,000 a year."], "{said:?}");
            Ok(())
        })
        .await?;
        page.shows("#queue-count", &text::n_items(0)).await?;
        page.has_no_faults().await
    })
    .await
}
