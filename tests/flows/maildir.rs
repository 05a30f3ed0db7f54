//! A Maildir is read, watched and never written to.

use crate::{import, watching};
use api::{Api as _, GetSetting};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine, TestMaildir};
use std::collections::BTreeMap;
use std::path::Path;

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    found
}

#[tokio::test]
async fn a_mail_that_lands_in_a_watched_maildir_becomes_work() {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&OFFER);
    let report = import(&test, &maildir.path().display().to_string()).await;
    test.run().await;
    assert_eq!((report.n_new, test.queue().await.len()), (1, 0));

    maildir.deliver(&QUESTION);
    test.run().await;

    let queue = test.queue().await;
    assert_eq!(queue.len(), 1);
    assert!(test.show(queue[0].id).await.draft.is_some());
}

#[tokio::test]
async fn a_watched_maildir_is_left_as_it_was() {
    let (test, maildir, item) = watching().await;
    let before = files(maildir.path());

    test.approve(item).await.unwrap();
    crate::let_undo_pass(&test).await;
    test.run().await;

    assert_eq!(test.practised().len(), 1);
    assert_eq!(files(maildir.path()), before);
}

#[tokio::test]
async fn a_mail_that_another_program_marks_as_read_is_still_the_same_mail() {
    let (test, maildir, item) = watching().await;
    let (new, cur) = (maildir.path().join("new"), maildir.path().join("cur"));
    for entry in std::fs::read_dir(&new).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        std::fs::rename(new.join(&name), cur.join(format!("{name}:2,S"))).unwrap();
    }

    test.clock.advance_seconds(60);
    test.run().await;

    assert_eq!(test.queue().await.iter().map(|item| item.id).collect::<Vec<_>>(), [item]);
    assert_eq!(test.number("select count(*) from messages").await, 2);
    assert_eq!(test.number("select count(*) from source_files").await, 2, "it is not opened again either");
}

#[tokio::test]
async fn who_wrote_the_mails_in_sent_is_the_operator() {
    let test = TestEngine::without_operator().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&OFFER);
    maildir.deliver(&QUESTION);

    let report = import(&test, &maildir.path().display().to_string()).await;

    let email = test.engine.get_setting(GetSetting { key: "operator.email".to_owned() }).await.unwrap();
    assert_eq!(email.value, "dana@northwind.example");
    assert_eq!(report.n_items, 1);
    assert_eq!(report.notes, [api::text::operator_guessed("dana@northwind.example")]);
}

#[tokio::test]
async fn while_nobody_knows_who_the_operator_is_nothing_is_proposed() {
    let test = TestEngine::without_operator().await;

    let report = test.import(&[OFFER, QUESTION]).await;
    test.run().await;
    assert_eq!(report.notes, [api::text::operator_not_guessed()]);
    assert_eq!(test.queue().await, []);

    test.set("operator.email", "dana@northwind.example").await;
    test.run().await;
    let queue = test.queue().await;
    assert_eq!(queue.len(), 1);
    assert_eq!(test.show(queue[0].id).await.draft.unwrap().to[0].address, "ines@brightloom.example");
}

#[tokio::test]
async fn one_mail_that_cannot_be_read_does_not_hold_up_a_maildir() {
    let (test, maildir, _) = watching().await;
    std::fs::write(maildir.path().join("new/broken"), [0_u8, 1, 2, 255]).unwrap();
    maildir.deliver(&Mail { id: "more@brightloom.example", ..crate::FURTHER });

    test.clock.advance_seconds(60);
    test.run().await;

    assert_eq!(test.number("select count(*) from messages").await, 3);
    assert_eq!(test.number("select count(*) from source_files where problem is not null").await, 1);
    let status = test.engine.status(api::GetStatus {}).await.unwrap();
    assert_eq!(status.problems.len(), 1, "{:?}", status.problems);
    assert!(status.problems[0].words.contains("broken"), "{}", status.problems[0].words);
}
