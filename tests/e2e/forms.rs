//! A form in the real window: a source is added, a signed post comes in and is an item at once, and is answered.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::Workspace;
use anyhow::{Context as _, Result, ensure};
use api::{ListOutbox, SetSetting, text};
use sha2::{Digest as _, Sha256};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use thirtyfour::Key;

const SAMPLE: &str = r#"{"id":"s-1","email":"ines@brightloom.example","name":"Inês Duarte","company":"Brightloom","text":"Please call me about 40 seats.","seats":40}"#;
/// Within which a form is an item in the window, however busy the machine is; what is aimed at is a second.
const WITHIN: Duration = Duration::from_secs(10);

/// HMAC-SHA256 (RFC 2104), by hand: the program under test must not check itself.
fn hmac(key: &str, body: &str) -> String {
    let mut block = [0_u8; 64];
    block.iter_mut().zip(key.bytes()).for_each(|(to, from)| *to = from);
    let padded = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(body).finalize();
    let outer = Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize();
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[expect(clippy::disallowed_methods, reason = "how long the window takes is real time")]
fn real_now() -> Instant {
    Instant::now()
}

/// Posts as a relay would. Answers the first line of the answer.
fn post(port: u16, signature: &str, body: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).context("Connect to the listener")?;
    let head = format!(
        "POST /hooks/site HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nX-Signature-256: sha256={signature}\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}

/// Adds a source in the window, and answers the secret that was made for it.
async fn add_source(page: &Page) -> Result<String> {
    page.press("gc").await?;
    page.click("#webhook-open").await?;
    page.focused("webhook-name").await?;
    page.press("My form").await?;
    page.click("#webhook-connect").await?;
    page.says("#webhook-name-fault", "small letters").await?;
    page.click("#webhook-name").await?;
    page.press(Key::Control + "a").await?;
    page.press("site").await?;
    page.click("#map-others").await?;
    page.press("Seats /seats").await?;
    page.click("#map-sample").await?;
    page.press(SAMPLE).await?;
    page.says("#map-tried", &text::becomes_item("Inês Duarte")).await?;
    page.says("#map-tried dd", "40").await?;
    page.picture("form-source").await?;
    page.fits_its_width().await?;
    page.click("#webhook-connect").await?;
    let secret = eventually("the secret that was made", async || {
        let secret = page.value("#made-secret").await?;
        ensure!(secret.len() == 64, "{secret:?}");
        Ok(secret)
    })
    .await?;
    page.picture("form-secret").await?;
    page.press(Key::Escape + "").await?;
    page.is_gone("#made-secret").await?;
    page.click("#listen").await?;
    Ok(secret)
}

#[tokio::test]
async fn a_signed_form_is_an_item_at_once_and_is_answered() -> Result<()> {
    let workspace = Workspace::new().await?;
    let port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    workspace.ask(SetSetting { key: "webhooks.port".to_owned(), value: port.to_string() }).await?;

    in_window("forms", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        let secret = add_source(page).await?;
        page.shows("#listening", &text::listening_on(port)).await?;
        ensure!(post(port, &hmac("guessed", SAMPLE), SAMPLE)?.contains("404"), "a wrong signature is taken");
        page.says("#connections dd li", "wrong signature").await?;

        page.press("gq").await?;
        page.run("window.stays = true", Vec::new()).await?;
        let began = real_now();
        let answer = post(port, &hmac(&secret, SAMPLE), SAMPLE)?;
        ensure!(answer.contains("200"), "{answer}");
        page.says(".row .who", "Inês Duarte").await?;
        let took = began.elapsed();
        eprintln!("a form was an item in the window after {} ms", took.as_millis());
        ensure!(took <= WITHIN, "it took {took:?}");
        ensure!(post(port, &hmac(&secret, SAMPLE), SAMPLE)?.contains("200"), "a replay is taken");
        page.says("#form-title", &text::form_title()).await?;
        page.says(".side .form dd", "40").await?;
        page.says("#version", &text::version(1, api::Author::Agent)).await?;
        page.picture("form-item").await?;
        ensure!(page.number("return window.stays ? 1 : 0", &[]).await? == 1.0, "the page was loaded anew");

        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press(Key::Control + "a").await?;
        page.press("Gladly: when does it suit you?").await?;
        page.press(Key::Control + Key::Enter).await?;
        page.shows("#queue-count", &text::n_items(0)).await?;
        eventually("the answer in the outbox", async || {
            let outbox = workspace.ask(ListOutbox {}).await?;
            ensure!(outbox.len() == 1, "{} actions", outbox.len());
            Ok(())
        })
        .await?;
        page.press("gc").await?;
        page.says("#connections dd", &text::posts_words(1)).await?;
        page.picture("connections-forms").await?;
        page.fits_its_width().await?;
        page.has_no_faults().await
    })
    .await
}
