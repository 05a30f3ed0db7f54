//! Mails of a megabyte of words: they are taken in, and nobody who wants to write waits for that.

use api::{Api as _, Import, SetSetting};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};
use std::time::Duration;

const N_MAILS: usize = 40;
/// How many writes of another process have their turn meanwhile, at least; one that waits for the whole import is alone.
const TURNS: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn a_write_gets_its_turn_while_long_mails_are_read() {
    let test = TestEngine::new().await;
    let body = "we go on and on as it is ".repeat((1 << 20) / 25);
    let names: Vec<(String, String)> =
        (0..N_MAILS).map(|n| (format!("long{n}@brightloom.example"), format!("Subject {n}"))).collect();
    let mails: Vec<Mail<'_>> =
        names.iter().map(|(id, subject)| Mail { id, subject, answers: "", body: &body, ..QUESTION }).collect();
    let entry = |mail: &Mail<'_>| format!("From nobody Fri Nov 20 15:00:00 2026\n{}\n", mail.text().replace("\r\n", "\n"));
    let path = test.folder.path().join("long.mbox");
    std::fs::write(&path, mails.iter().map(entry).collect::<String>()).unwrap();
    test.import(&[OFFER]).await;
    let other = test.second_process().await;

    let engine = test.engine.clone();
    let import = tokio::spawn(async move { engine.import(Import { paths: vec![path.display().to_string()] }).await });
    let mut n_written = 0;
    while !import.is_finished() {
        let write = SetSetting { key: "operator.name".to_owned(), value: format!("Dana {n_written}") };
        other.set_setting(write).await.unwrap();
        n_written += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    assert_eq!(import.await.unwrap().unwrap().n_new, N_MAILS as u64);
    assert!(n_written >= TURNS, "{n_written} turns to write");
    other.stop().await;
}
