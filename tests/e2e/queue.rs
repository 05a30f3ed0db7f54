//! The queue beyond one item after the other: narrowed, many at once, recipients, versions, templates, first mails, odd input.

use crate::driver::{eventually, in_window};
use crate::page::Page;
use crate::workspace::choose_demo;
use anyhow::{Result, ensure};
use api::text;
use engine::testkit::DEMO_ITEMS;
use std::path::Path;
use thirtyfour::Key;

/// The window on a fresh demo.
async fn on_demo(name: &str, folder: &Path, steps: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    in_window(name, folder, async |page| {
        choose_demo(page, folder).await?;
        steps(page).await?;
        page.has_no_faults().await
    })
    .await
}

async fn waits_for(page: &Page, what: &str, selector: &str, fits: impl Fn(&[String]) -> bool) -> Result<Vec<String>> {
    eventually(what, async || {
        let shown = page.texts(selector).await?;
        ensure!(fits(&shown), "{selector} shows {shown:?}");
        Ok(shown)
    })
    .await
}

#[tokio::test]
async fn the_list_is_narrowed_while_one_types_and_all_of_it_comes_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    on_demo("narrowed", folder.path(), async |page| {
        let who = page.texts(".row.current .who").await?.pop().unwrap_or_default();
        page.press("/").await?;
        page.focused("filter").await?;
        page.press(who.as_str()).await?;
        waits_for(page, "only what fits", ".row .who", |shown| !shown.is_empty() && shown.iter().all(|one| *one == who)).await?;
        page.says("#queue-count", &format!(" of {DEMO_ITEMS}")).await?;
        page.picture("queue-narrowed").await?;
        page.press("zzz").await?;
        page.says("#nothing", "Nothing fits").await?;
        page.picture("queue-nothing-fits").await?;
        page.click("#clear-filter").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        // By name, and by score again.
        let by_score = page.texts(".row .who").await?;
        page.press("s").await?;
        page.press("s").await?;
        page.press("s").await?;
        waits_for(page, "another order", ".said", |said| said.iter().any(|words| words.contains("by name"))).await?;
        page.press("s").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        ensure!(!by_score.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn many_are_dismissed_at_once_and_one_undo_brings_all_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    on_demo("many", folder.path(), async |page| {
        page.press("JJJ").await?;
        page.says("#n-selected", "4 selected").await?;
        page.picture("queue-selected").await?;
        page.press("n").await?;
        page.focused("ask-reason").await?;
        page.press("not for us" + Key::Enter).await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 4)).await?;
        page.says(".said", &text::said_dismissed(&text::n_items(4))).await?;
        page.press("z").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        page.press(Key::Control + "a").await?;
        page.says("#n-selected", &format!("{DEMO_ITEMS} selected")).await?;
        page.press("h").await?;
        page.focused("ask-until").await?;
        page.press("tomorrow 9:00" + Key::Enter).await?;
        page.shows("#queue-count", &text::n_items(0)).await?;
        page.press("z").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS)).await?;
        page.press("J").await?;
        page.says("#n-selected", "2 selected").await?;
        page.click("#done-selected").await?;
        page.shows("#queue-count", &text::n_items(DEMO_ITEMS - 2)).await?;
        page.says(".said", &text::said_done(&text::n_items(2))).await
    })
    .await
}

#[tokio::test]
async fn whoever_comes_back_finds_the_queue_as_they_left_it() -> Result<()> {
    const TOP: &str = "return document.querySelector('#items').scrollTop";
    let folder = tempfile::tempdir()?;
    on_demo("back", folder.path(), async |page| {
        let first = page.texts(".row.current").await?;
        page.press("s").await?;
        page.press("jjjjjjjjjjjjjjjjjjjj").await?;
        let left = waits_for(page, "another line", ".row.current", |shown| !shown.is_empty() && shown != first).await?;
        eventually("the list to be scrolled", async || {
            let top = page.number(TOP, &[]).await?;
            ensure!(top > 0.0, "it stands at {top}");
            Ok(())
        })
        .await?;
        page.press("x").await?;
        page.says("#n-selected", "1 selected").await?;
        page.press("gp").await?;
        page.says("#people .who", "Lenka Horáková").await?;
        page.press("gq").await?;
        waits_for(page, "the line where it was left", ".row.current", |shown| shown == left).await?;
        page.is_gone("#n-selected").await?;
        eventually("the list to be scrolled again", async || {
            let top = page.number(TOP, &[]).await?;
            ensure!(top > 0.0, "it stands at {top}");
            Ok(())
        })
        .await?;
        page.picture("queue-back").await
    })
    .await
}

#[tokio::test]
async fn recipients_stand_as_pieces_and_versions_beside_each_other() -> Result<()> {
    let folder = tempfile::tempdir()?;
    on_demo("draft", folder.path(), async |page| {
        // Somebody is suggested, somebody typed, and what is no address is said to be none.
        page.click("#draft-to").await?;
        page.press("in").await?;
        waits_for(page, "suggestions", ".people-found:not(.closed) li", |shown| !shown.is_empty()).await?;
        page.picture("queue-suggestions").await?;
        let before = page.texts(".piece bdi").await?.len();
        page.press(Key::Enter).await?;
        waits_for(page, "the one that was chosen", ".piece bdi", |shown| shown.len() == before + 1).await?;
        page.press("joao at nowhere,").await?;
        page.says(".piece.bad em", &text::not_an_address()).await?;
        page.picture("queue-recipients").await?;
        page.press(Key::Backspace + "").await?;
        waits_for(page, "the last one gone", ".piece bdi", |shown| shown.len() == before + 1).await?;

        // What is typed becomes a version; the agent's is one click away.
        page.press(Key::Escape + "").await?;
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.press("Something else ").await?;
        page.press(Key::Escape + "").await?;
        waits_for(page, "a version of one's own", "#version", |shown| shown.iter().any(|words| words.contains("yours"))).await?;
        page.press("V").await?;
        page.says(".versions ins", "Something").await?;
        page.picture("queue-versions").await?;
        page.click(".of-draft li:last-child button").await?;
        page.says(".versions .hint", &text::is_agents_version()).await?;
        page.click("#use-version").await?;
        waits_for(page, "the agent's words again", ".said", |said| said.iter().any(|words| words.contains("Version 1"))).await?;

        // No template yet: it is said where to make one.
        page.press("t").await?;
        page.shows("#no-templates", &text::no_templates()).await?;
        page.press(Key::Escape + "").await?;

        // Why it stands here, with the way to the mail.
        page.press("w").await?;
        page.says("#evidence", &text::part_words("urgency")).await?;
        page.click("#evidence .link").await?;
        waits_for(page, "the mail to be opened", ".mail.open", |shown| !shown.is_empty()).await?;
        page.picture("queue-why").await
    })
    .await
}

#[tokio::test]
async fn somebody_is_written_to_for_the_first_time() -> Result<()> {
    let folder = tempfile::tempdir()?;
    on_demo("compose", folder.path(), async |page| {
        page.press("c").await?;
        page.focused("compose-to").await?;
        page.press("Noor Haddad <noor@saltmarsh.example>").await?;
        page.press(Key::Tab + "").await?;
        page.says(".dialog .piece bdi", "Noor Haddad").await?;
        page.click("#compose-why").await?;
        page.press("we met at the trade fair").await?;
        page.picture("compose").await?;
        page.click("#compose-go").await?;
        page.says("#heading", "Noor Haddad").await
    })
    .await
}

#[tokio::test]
async fn odd_and_huge_input_neither_overflows_nor_stands_still() -> Result<()> {
    const MIXED: &str = "שלום 👩🏽‍🚀 مرحبا word ";
    // Has a field tell that it was typed into, and answers how long all takes that follows from it, in milliseconds.
    const TYPE: &str = "const tell = field => {
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.getBoundingClientRect();
            const { port1, port2 } = new MessageChannel();
            const followed = new Promise(done => port1.onmessage = done);
            port2.postMessage(null);
            return followed.then(() => field.getBoundingClientRect());
        };
        const timed = async doing => {
            const begun = performance.now();
            await doing();
            return performance.now() - begun;
        };
        const [selector, piece, n] = arguments;
        const field = document.querySelector(selector);";
    let typed = format!(
        "{TYPE}
        field.value = piece.repeat(n);
        return timed(() => tell(field))"
    );
    // How many times as long a word takes as in a bare field of that size, to which nothing listens; the better of two each.
    let against_bare = format!(
        "{TYPE}
        const bare = document.createElement('textarea');
        const {{ width, height }} = field.getBoundingClientRect();
        bare.dir = 'auto';
        const font = getComputedStyle(field).font;
        Object.assign(bare.style, {{ position: 'fixed', width: `${{width}}px`, height: `${{height}}px`, font }});
        document.body.append(bare);
        const type = (field, n) => timed(() => {{
            field.value = piece.repeat(n);
            return tell(field);
        }});
        const best = async field => Math.min(await type(field, n), await type(field, n + 1));
        return best(field).then(took => best(bare).then(needed => {{
            bare.remove();
            return took / needed;
        }}))"
    );
    let folder = tempfile::tempdir()?;
    on_demo("odd", folder.path(), async |page| {
        page.press("i").await?;
        page.focused("draft-body").await?;
        page.number(&typed, &["#draft-body".into(), MIXED.into(), 24_000.into()]).await?;
        // The web view needs seconds to lay out a megabyte of mixed directions, in a field of any page. How many depends on the
        // machine, so what is promised is that the draft takes at most twice as long as a field to which nothing listens; of a third of that.
        let times = page.number(&against_bare, &["#draft-body".into(), MIXED.into(), 8_000.into()]).await?;
        ensure!(times < 2.0, "a word took {times} times as long as in a bare field");
        page.number(&typed, &["#draft-subject".into(), "W".into(), 100_000.into()]).await?;
        page.number(&typed, &["#draft-to".into(), "n".into(), 300.into()]).await?;
        page.picture("queue-odd").await?;
        for (width, height) in [(1280, 800), (800, 600)] {
            page.resize(width, height).await?;
            page.fits_its_width().await?;
        }
        page.picture("queue-odd-narrow").await
    })
    .await
}
