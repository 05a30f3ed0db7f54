//! Importing again changes nothing, the same mail in two files is one, and what cannot be read does not hold up the rest.

use crate::import;
use api::{Api as _, Code, Import, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};
use std::collections::BTreeMap;
use std::path::Path;

/// How many rows each table has. Jobs come and go, and the ledger notes each import, also one that brings nothing.
async fn counts(test: &TestEngine) -> BTreeMap<String, i64> {
    let mut conn = test.engine.cx().read().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not in ('jobs', 'ledger')",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let mut counts = BTreeMap::new();
    for table in tables {
        let n = test.number(&format!("select count(*) from {table}")).await;
        counts.insert(table, n);
    }
    assert!(counts.len() > 20, "{counts:?}");
    counts
}

/// The mails as one mbox file, with the line ends of such files.
fn mbox(path: &Path) {
    let mails = [OFFER, QUESTION]
        .map(|mail| format!("From sender@x.example Fri Nov 20 14:00:00 2026\n{}\n", mail.text().replace("\r\n", "\n")));
    std::fs::write(path, mails.concat()).unwrap();
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let (test, _) = TestEngine::with_question().await;
    let (before, queue) = (counts(&test).await, test.queue().await);

    let report = test.import(&[OFFER, QUESTION]).await;
    test.run().await;

    assert_eq!((report.n_new, report.n_known, report.n_items), (0, 2, 0));
    assert_eq!(counts(&test).await, before);
    assert_eq!(test.queue().await, queue);
}

#[tokio::test]
async fn a_mail_in_an_mbox_and_in_a_file_of_its_own_is_one_mail() {
    let (test, _) = TestEngine::with_question().await;
    let (before, path) = (counts(&test).await, test.folder.path().join("all.mbox"));
    mbox(&path);

    let report = import(&test, &path.display().to_string()).await;

    assert_eq!((report.n_new, report.n_known), (0, 2));
    assert_eq!(counts(&test).await, before);
}

#[tokio::test]
async fn a_mail_that_is_read_through_two_connections_is_one_mail() {
    let (test, maildir, _) = crate::watching().await;
    let before = counts(&test).await;

    let report = test.import(&[OFFER, QUESTION]).await;

    assert_eq!((report.n_new, report.n_known, report.n_items), (0, 2, 0));
    let mut after = counts(&test).await;
    // The connection that stands for imported files is the only thing that is new.
    *after.get_mut("connections").unwrap() -= 1;
    assert_eq!(after, before);
    drop(maildir);
}

#[tokio::test]
async fn what_was_dismissed_does_not_come_back_with_the_next_import() {
    let (test, item) = TestEngine::with_question().await;
    test.engine.dismiss(api::Dismiss { item: item.id, reason: "not for us".to_owned() }).await.unwrap();

    test.import(&[OFFER, QUESTION]).await;
    test.run().await;

    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_listed_and_the_rest_goes_on() {
    let test = TestEngine::new().await;
    let folder = test.folder.path().join("mixed");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("1.eml"), OFFER.text()).unwrap();
    std::fs::write(folder.join("2.eml"), [0_u8, 159, 146, 150, 255, 10, 13, 0]).unwrap();
    std::fs::write(folder.join("3.eml"), "").unwrap();
    std::fs::write(folder.join("4.eml"), QUESTION.text()).unwrap();
    let gone = folder.join("gone.eml").display().to_string();

    let paths = vec![folder.display().to_string(), gone.clone()];
    let report = test.engine.import(Import { paths }).await.unwrap();

    assert_eq!((report.n_new, report.n_items), (2, 1));
    let listed: Vec<&str> = report.unreadable.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(listed.len(), 3, "{listed:?}");
    for name in ["2.eml", "3.eml", "gone.eml"] {
        let file = report.unreadable.iter().find(|file| file.path.ends_with(name)).unwrap();
        assert!(file.reason.len() > 20, "{file:?}");
    }
    assert!(report.unreadable.iter().any(|file| file.reason == text::no_such_file(&gone)));
    let status = test.engine.status(api::GetStatus {}).await.unwrap();
    assert_eq!(status.problems.len(), 2, "{:?}", status.problems);
}

#[tokio::test]
async fn a_folder_without_mail_and_an_empty_list_say_so() {
    let test = TestEngine::new().await;
    let folder = test.folder.path().join("empty");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.display().to_string();

    let report = import(&test, &path).await;
    let refused = test.engine.import(Import { paths: Vec::new() }).await.unwrap_err();

    assert_eq!(report.unreadable[0].reason, text::not_mail(&path));
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("paths")));
}

#[tokio::test]
async fn the_workspace_itself_is_not_imported() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;
    let path = test.data().join("practice").display().to_string();

    let report = import(&test, &path).await;

    assert_eq!(report.n_new, 0);
    assert_eq!(report.unreadable[0].reason, text::own_folder(&path));
}

#[tokio::test]
async fn an_mbox_that_ends_in_the_middle_of_a_line_says_which_mail_may_be_cut() {
    let test = TestEngine::new().await;
    let path = test.folder.path().join("cut.mbox");
    let whole =
        format!("From x Fri Nov 20 09:30:00 2026\n{}\nFrom x Fri Nov 20 09:30:00 2026\n{}", OFFER.text(), QUESTION.text());
    let mut said = Vec::new();
    for content in [whole.trim_end().strip_suffix("nes").unwrap(), whole.as_str()] {
        std::fs::write(&path, content.replace("\r\n", "\n")).unwrap();
        let report = crate::import(&test, &path.display().to_string()).await;
        said.push(report.notes.iter().filter(|note| note.contains("may be cut") && note.contains("mail 2")).count());
        assert!(report.unreadable.is_empty(), "{report:?}");
    }
    assert_eq!(said, [1, 0]);
    assert_eq!(test.number("select count(*) from messages").await, 2);
}

/// An mbox of two mails, and how many of them are found in it once it was changed.
async fn n_found(change: impl Fn(String) -> String) -> (u64, usize) {
    let test = TestEngine::new().await;
    let entry = |mail: &Mail<'_>| format!("From nobody Fri Nov 20 15:00:00 2026\n{}\n", mail.text().replace("\r\n", "\n"));
    let path = test.folder.path().join("changed.mbox");
    std::fs::write(&path, change([OFFER, QUESTION].iter().map(entry).collect())).unwrap();
    let report = crate::import(&test, &path.display().to_string()).await;
    (report.n_new, report.unreadable.len())
}

#[tokio::test]
async fn an_mbox_is_known_by_the_lines_between_its_mails() {
    const FROM: &str = "From nobody Fri Nov 20 15:00:00 2026\n";
    assert_eq!(n_found(|file| file).await, (2, 0));
    assert_eq!(n_found(|file| file.replacen(FROM, "", 1)).await, (2, 0), "the first line is missing");
    assert_eq!(n_found(|file| file.replace(&format!("\n{FROM}"), FROM)).await, (2, 0), "no empty line between");
    assert_eq!(n_found(|file| format!("\u{feff}{file}")).await, (2, 0), "a mark of the byte order");
    assert_eq!(n_found(|file| format!("\u{feff}{}", file.replacen(FROM, "", 1))).await, (2, 0), "both");
    let cut = |file: String| file.split_once("\n\n").unwrap().1.to_owned();
    assert_eq!(n_found(cut).await, (1, 1), "the rest, and a note");
    let quoted = |file: String| file.replacen(FROM, "", 1).replace(FROM, "From nobody on Friday, at 15:00\n");
    assert_eq!(n_found(quoted).await, (1, 0), "a sentence is none");
}
