//! A first start with one's own mail, and mail that means harm: it is shown, nothing of it runs, and nothing is fetched.

use crate::driver::in_window;
use crate::page::Page;
use crate::workspace::{Mailbox, Workspace};
use anyhow::{Result, ensure};
use api::text;
use std::net::TcpListener;
use thirtyfour::Key;

/// Lets files go over the window, as the system would tell the page: no driver can drag from elsewhere.
const DROP: &str = "
    const [event, paths] = arguments;
    const listeners = window['__internal_unstable_listeners_object_id__'][event];
    const ids = Object.getOwnPropertyNames(listeners).map(Number);
    window['__internal_unstable_listeners_function_id__']({ event, payload: { paths, position: { x: 1, y: 1 } } }, ids);
";

async fn drag(page: &Page, event: &str, paths: &[String]) -> Result<()> {
    page.run(DROP, vec![event.into(), paths.into()]).await
}

#[tokio::test]
async fn a_first_start_offers_what_to_look_at_and_takes_mail_that_is_dropped() -> Result<()> {
    let (mailbox, workspace) = (Mailbox::new()?, Workspace::new().await?);
    let mut paths: Vec<String> = mailbox
        .conversation("ines", "Inês Duarte", "Seats for the pilot")?
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let no_mail = mailbox.file("photo.eml", b"\x89PNG\r\n\x1a\n")?;
    in_window("first-run", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        for (id, name) in [
            ("try-demo", text::try_the_demo()),
            ("import-folder", text::offer_folder()),
            ("import-files", text::offer_files()),
            ("later", text::offer_later()),
        ] {
            page.says(&format!("#{id}"), &name).await?;
        }
        page.picture("first-run").await?;
        page.press(Key::Control + "o").await?;
        page.says("#import-ask", &text::import_kinds()).await?;
        page.picture("import-ask").await?;
        page.press(Key::Escape).await?;

        drag(page, "tauri://drag-enter", &paths).await?;
        page.shows(".drop", &text::drop_to_import()).await?;
        page.picture("drop").await?;
        drag(page, "tauri://drag-leave", &[]).await?;
        page.is_gone(".drop").await?;

        paths.push(no_mail.display().to_string());
        drag(page, "tauri://drag-drop", &paths).await?;
        page.says("#import-ended", "2 new mails, 1 skipped").await?;
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.picture("imported").await?;
        page.click("#import-close").await?;
        page.is_gone("#import-ended").await?;

        // Where there is no mail, the words say what to choose instead.
        drag(page, "tauri://drag-drop", &[no_mail.display().to_string()]).await?;
        page.says("#import-ended", "No mail was found there").await?;
        page.resize(800, 600).await?;
        page.fits_its_width().await?;
        page.picture("imported-nothing").await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn a_file_of_contacts_says_what_it_would_do_before_it_is_read_in() -> Result<()> {
    const FILE: &str = "Name;E-Mail;Company;Fax\nIn\u{ea}s Duarte;ines@brightloom.example;Brightloom;1\nNobody;not an address;;2\n\
        Marta Silva;marta@pelagos.example;Pelagos;3\n";
    let (mailbox, workspace) = (Mailbox::new()?, Workspace::new().await?);
    let file = mailbox.file("contacts.csv", FILE.as_bytes())?.display().to_string();
    in_window("contacts", workspace.folder(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.press("gp").await?;
        drag(page, "tauri://drag-drop", std::slice::from_ref(&file)).await?;
        page.says("#csv-counts", "2 new contacts").await?;
        page.says("#csv .columns", "E-Mail").await?;
        page.says("#csv-problems", "not an address").await?;
        page.picture("csv").await?;
        // Whoever cancels has changed nothing.
        page.press(Key::Escape).await?;
        page.is_gone("#csv").await?;
        page.says("#nothing", &text::nobody_yet()).await?;

        drag(page, "tauri://drag-drop", std::slice::from_ref(&file)).await?;
        page.says("#csv-counts", "2 new contacts").await?;
        page.click("#csv-import").await?;
        page.is_gone("#csv").await?;
        page.says("#people .who", "Marta Silva").await?;
        // Again it would change nothing.
        drag(page, "tauri://drag-drop", std::slice::from_ref(&file)).await?;
        page.says("#csv-import", &text::csv_nothing_new()).await?;
        page.has_no_faults().await
    })
    .await
}

#[tokio::test]
async fn who_wants_to_connect_an_account_is_led_to_the_connections() -> Result<()> {
    let folder = tempfile::tempdir()?;
    in_window("later", folder.path(), async |page| {
        page.shows("#choose", &text::what_to_look_at()).await?;
        page.click("#later").await?;
        page.shows("main h1", &text::screen_connections()).await?;
        page.shows("#google-open", &text::google_open()).await?;
        page.picture("later").await?;
        page.press("gq").await?;
        page.says("#nothing", &text::nothing_in_tab(api::Tab::All)).await?;
        page.has_no_faults().await
    })
    .await
}

/// What a mail can try. `at` is a server that must never be asked.
fn hostile(at: &str) -> String {
    format!(
        "<html><head><base href=\"{at}/base\"><meta http-equiv=\"refresh\" content=\"0;url={at}/refresh\">\
         <link rel=\"stylesheet\" href=\"{at}/sheet.css\"><style>@import url({at}/import.css); body {{ background: url({at}/ground) }}</style>\
         <script src=\"{at}/script.js\"></script><script>parent.document.title = 'taken'; fetch('{at}/fetch')</script></head>\
         <body onload=\"parent.document.title = 'taken'\" background=\"{at}/body\">\
         <h1 style=\"color:#3d4ec9\">Your invoice</h1><p>Hi Dana, could you <b>confirm the order</b> for 40 seats today?</p>\
         <img src=\"{at}/pixel.gif\" width=\"1\" height=\"1\"><img src=\"{at}/logo.png\" alt=\"Our logo\" onerror=\"parent.document.title = 'taken'\">\
         <img src=\"{at}/plan.png\" srcset=\"{at}/large.png 2x\" alt=\"The plan\">\
         <div style=\"position:fixed;inset:0;background:url({at}/cover)\">Your session has ended</div>\
         <form action=\"{at}/form\"><input name=\"password\" autofocus><button>Sign in</button></form>\
         <iframe src=\"{at}/frame\"></iframe><object data=\"{at}/object\"></object><embed src=\"{at}/embed\">\
         <svg onload=\"parent.document.title = 'taken'\"><image href=\"{at}/svg\"/></svg><video src=\"{at}/video\" autoplay></video>\
         <a href=\"{at}/link\" ping=\"{at}/ping\" target=\"_top\">Open the invoice</a> <a href=\"javascript:parent.document.title='taken'\">here</a>\
         <table width=\"90000\" height=\"90000\"><tr><td>wide</td></tr></table></body></html>"
    )
}

#[tokio::test]
async fn a_hostile_mail_is_shown_and_reaches_nothing() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let at = format!("http://{}", listener.local_addr()?);
    let (mailbox, workspace) = (Mailbox::new()?, Workspace::new().await?);
    workspace.import(&mailbox.conversation_in_html("ines", "Inês Duarte", "Your order", &hostile(&at))?).await?;
    workspace.status_with(1).await?;

    in_window("hostile", workspace.folder(), async |page| {
        page.shows("#queue-count", &text::n_items(1)).await?;
        page.says(".thread", "confirm the order").await?;
        page.press("v").await?;
        page.says("#reading", "confirm the order").await?;
        page.picture("thread").await?;
        page.click("#reading .as-sent").await?;
        page.says(".pictures", &text::pictures_left_out(2, 1)).await?;
        page.in_frame(".letter iframe", async || {
            page.says("h1", "Your invoice").await?;
            page.says(".picture", "Our logo").await
        })
        .await?;
        page.picture("hostile").await?;

        // Asked for, the engine fetches them, and refuses a place on this machine.
        page.click("#reading .load-pictures").await?;
        page.says(".pictures", &text::pictures_are_loaded()).await?;
        page.in_frame(".letter iframe", async || {
            page.says(".picture", "The plan").await?;
            page.click("a").await
        })
        .await?;
        page.picture("hostile-with-pictures").await?;
        page.press(Key::Escape).await?;
        page.is_gone("#reading").await?;
        let title = page.title().await?;
        ensure!(title == "CaseyOS", "a mail has made the window's title {title}");
        page.has_no_faults().await
    })
    .await?;

    // Whoever asked would stand in line here.
    let asked = listener.accept();
    ensure!(asked.is_err(), "something of the mail was fetched: {asked:?}");
    Ok(())
}
