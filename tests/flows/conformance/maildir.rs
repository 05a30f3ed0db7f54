//! A Maildir: a folder, which nobody is asked for.

use super::{Promise, Source, Subject, Trouble, When};
use async_trait::async_trait;
use engine::testkit::{Mail, QUESTION, TestEngine, TestMaildir};

pub struct Maildir;

#[async_trait(?Send)]
impl Subject for Maildir {
    fn kind(&self) -> &'static str {
        "maildir"
    }

    fn spared(&self, promise: Promise) -> Option<&'static str> {
        match promise {
            Promise::Sending(_) => Some("nothing is sent through a Maildir"),
            Promise::Reading(Trouble::Away) => None,
            Promise::Reading(Trouble::Refused | Trouble::Quota | Trouble::Busy) => {
                Some("a folder asks nobody who they are, has no quota, and does not ask to be left alone")
            }
            Promise::Reading(_) => Some("a folder gives no answers; mails are moved into it whole, and it is there or is not"),
            _ => None,
        }
    }

    fn many(&self) -> usize {
        // A batch holds 250.
        260
    }

    async fn source(&self, n_things: usize) -> Option<Box<dyn Source>> {
        let test = TestEngine::new().await;
        let maildir = TestMaildir::make(test.folder.path().join("maildir"));
        // Importing reads it at once, so that what is to be read comes after.
        crate::import(&test, &maildir.path().display().to_string()).await;
        test.clock.advance_seconds(60);
        let mut folder = Folder { test, maildir, n_added: 0 };
        for _ in 0..n_things {
            folder.add().await;
        }
        Some(Box::new(folder))
    }
}

struct Folder {
    test: TestEngine,
    maildir: TestMaildir,
    n_added: usize,
}

impl Folder {
    fn away(&self) -> std::path::PathBuf {
        self.test.folder.path().join("away")
    }
}

#[async_trait(?Send)]
impl Source for Folder {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn kind(&self) -> &'static str {
        Maildir.kind()
    }

    fn counts(&self) -> [&'static str; 2] {
        ["select count(*) from messages", "select count(distinct rfc_message_id) from messages"]
    }

    fn forgets(&self) -> &'static [&'static str] {
        &["delete from source_files"]
    }

    async fn add(&mut self) {
        self.n_added += 1;
        let (id, from) = (format!("m{}@c.example", self.n_added), format!("Pat <pat@c{}.example>", self.n_added));
        self.maildir.deliver(&Mail { id: &id, from: &from, answers: "", ..QUESTION });
    }

    async fn add_odd(&mut self) {
        std::fs::write(self.maildir.path().join("new/odd"), [0, 1, 2, 255]).unwrap();
    }

    async fn break_line(&mut self, _trouble: Trouble, _when: When) {
        std::fs::rename(self.maildir.path(), self.away()).unwrap();
    }

    async fn mend(&mut self) {
        if self.away().exists() {
            std::fs::rename(self.away(), self.maildir.path()).unwrap();
        }
    }

    fn n_asked(&self) -> Option<usize> {
        None
    }

    fn words(&self, _trouble: Trouble) -> String {
        api::text::maildir_gone(&self.maildir.path().display().to_string())
    }
}
