//! A whole engine for tests: a real file in a folder of its own, a clock moved by hand, chance that repeats, made-up mail.

pub mod fuzz;
pub mod hubspot;
pub mod poster;
pub mod slack;
pub mod smtp_sink;

use crate::clock::Clock;
use crate::http::Http;
pub use crate::queue::{About, Judged};
use crate::random::Random;
use crate::sensitive::Sensitive;
pub use crate::signals::{Fact, Pile};
use crate::store::items;
pub use crate::vault::{KeychainFault, MemoryKeychain};
use crate::{Engine, Options, queue};
use api::{
    Api as _, ApiError, Approve, EditDraft, Import, ImportReport, ItemDetail, ItemId, ItemState, ItemView, Language, ListQueue,
    OutboxView, SetSetting, ShowItem, Time, text,
};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Friday, 20 November 2026, 15:00 UTC: when most tests take place.
pub const START: Time = Time(1_795_186_800_000);
/// The operator of the tests.
pub const OPERATOR: &str = "dana@northwind.example";

/// How many items stand open on the desk of the demo, beside its new senders.
pub const DEMO_ITEMS: u64 = 36;

/// What the operator answers where a test does not say it.
const ANSWER: &str = "Yes, with pleasure.";

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn at(time: Time) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(time.0)))
    }

    pub fn set(&self, time: Time) {
        self.0.store(time.0, Ordering::SeqCst);
    }

    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Time {
        Time(self.0.load(Ordering::SeqCst))
    }

    fn wait_for(&self, time: Duration) -> Duration {
        self.0.fetch_add(i64::try_from(time.as_millis()).unwrap_or_default(), Ordering::SeqCst);
        Duration::ZERO
    }
}

/// Numbers that look random and are the same in each run.
#[derive(Debug, Default)]
pub struct TestRandom(AtomicU64);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) -> anyhow::Result<()> {
        for byte in bytes {
            // A Weyl sequence through the finaliser of SplitMix64.
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z >> 56) as u8;
        }
        Ok(())
    }
}

/// An engine whose world is in the hands of a test.
pub struct TestEngine {
    pub engine: Engine,
    pub clock: Arc<TestClock>,
    pub keychain: Arc<MemoryKeychain>,
    /// As its process is started.
    options: Options,
    pub folder: TempDir,
}

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
impl TestEngine {
    /// A new workspace in which the operator is known.
    pub async fn new() -> Self {
        let test = Self::without_operator().await;
        test.set("operator.email", OPERATOR).await;
        test.set("operator.name", "Dana Reed").await;
        test
    }

    /// A new workspace in which nothing is set but the time zone.
    pub async fn without_operator() -> Self {
        let test = Self::bare().await;
        test.set("operator.time_zone", "UTC").await;
        test
    }

    /// A new workspace in which nothing is set.
    pub async fn bare() -> Self {
        let folder = TempDir::new().expect("a folder for the workspace");
        let (clock, keychain) = (TestClock::at(START), Arc::new(MemoryKeychain::default()));
        let options = Options {
            data: data(folder.path()),
            clock: clock.clone(),
            random: Arc::new(TestRandom::default()),
            http: Http::default(),
            keychain: keychain.clone(),
            passphrase: None,
        };
        let engine = open(options.clone()).await;
        Self { engine, clock, keychain, options, folder }
    }

    /// Lets this engine fetch from servers of the test, on the loopback of this machine. Without it nothing there is reached.
    pub async fn allow_loopback(&mut self) {
        self.options.http = Http::reaching_loopback();
        self.restart().await;
    }

    /// The same workspace after its process died: nothing is carried over but the file.
    pub async fn restart(&mut self) {
        self.engine.stop().await;
        self.engine = open(self.options.clone()).await;
    }

    /// The same, with a passphrase for the vault, or without the one that it had.
    pub async fn restart_with(&mut self, passphrase: Option<&str>) {
        self.options.passphrase = passphrase.map(Sensitive::new);
        self.restart().await;
    }

    /// A second process on the same workspace.
    pub async fn second_process(&self) -> Engine {
        open(Options { random: Arc::new(TestRandom(AtomicU64::new(7))), ..self.options.clone() }).await
    }

    pub fn data(&self) -> PathBuf {
        data(self.folder.path())
    }

    pub async fn set(&self, key: &str, value: &str) {
        self.engine.set_setting(SetSetting { key: key.to_owned(), value: value.to_owned() }).await.expect("set a setting");
    }

    /// Writes mails to files and imports these.
    pub async fn import(&self, mails: &[Mail<'_>]) -> ImportReport {
        let folder = self.folder.path().join("mails");
        std::fs::create_dir_all(&folder).expect("a folder for mails");
        let mut paths = Vec::new();
        for mail in mails {
            let path = folder.join(format!("{}.eml", mail.id.replace(['/', '@'], "_")));
            std::fs::write(&path, mail.text()).expect("write a mail");
            paths.push(path.display().to_string());
        }
        self.engine.import(Import { paths }).await.expect("import")
    }

    /// Writes mails to one mbox, so that they arrive together, and imports it.
    pub async fn import_together(&self, mails: &[Mail<'_>]) -> ImportReport {
        let entry = |mail: &Mail<'_>| format!("From nobody Fri Nov 20 15:00:00 2026\n{}\n", mail.text().replace("\r\n", "\n"));
        let path = self.folder.path().join("mails.mbox");
        std::fs::write(&path, mails.iter().map(entry).collect::<String>()).expect("write an mbox");
        self.engine.import(Import { paths: vec![path.display().to_string()] }).await.expect("import")
    }

    /// Runs all that is due now.
    pub async fn run(&self) {
        self.engine.run_until_idle().await.expect("run");
    }

    /// Judges what changed, as after a reading.
    pub async fn judge(&self) {
        crate::signals::judge::judge_changed(self.engine.cx()).await.expect("judge what changed");
    }

    pub async fn queue(&self) -> Vec<ItemView> {
        self.engine.list_queue(ListQueue { tab: None, band: None, limit: None, after: None }).await.expect("list the queue").items
    }

    pub async fn outbox(&self) -> Vec<OutboxView> {
        self.engine.list_outbox(api::ListOutbox {}).await.expect("list the outbox")
    }

    pub async fn show(&self, item: ItemId) -> ItemDetail {
        self.engine.show_item(ShowItem { item }).await.expect("show an item")
    }

    /// Writes the answer where the draft leaves it to the operator, and approves.
    pub async fn approve(&self, item: ItemId) -> Result<OutboxView, ApiError> {
        self.answer(item).await;
        self.engine.approve(Approve { item, revision: None, waivers: Vec::new() }).await
    }

    /// Writes the answer in the place that the draft leaves to the operator; a draft that leaves none stays as it is.
    pub async fn answer(&self, item: ItemId) {
        let detail = self.show(item).await;
        let Some(draft) = detail.draft.filter(|_| detail.item.state == ItemState::Review) else { return };
        let answered = Language::ALL
            .iter()
            .fold(draft.body.clone(), |body, language| body.replace(text::answer_placeholder(*language), ANSWER));
        if answered != draft.body {
            self.edit(item, &answered).await;
        }
    }

    /// Gives the draft another text.
    pub async fn edit(&self, item: ItemId, body: &str) -> ItemDetail {
        let edit = EditDraft { item, subject: None, body: Some(body.to_owned()), to: None, cc: None, bcc: None, details: None };
        self.engine.edit_draft(edit).await.expect("edit a draft")
    }

    /// Changes the file past the engine, as a fault would.
    pub async fn sql(&self, statement: &str) {
        let mut write = self.engine.cx().write().await.expect("begin to write");
        crate::store::testing::run(&mut write, statement).await.expect("run a statement");
        write.commit().await.expect("commit");
    }

    /// One number out of the file.
    pub async fn number(&self, query: &str) -> i64 {
        let mut conn = self.engine.cx().read().await.expect("begin to read");
        crate::store::testing::number(&mut conn, query).await.expect("read a number")
    }

    /// One column of text out of the file.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        let mut conn = self.engine.cx().read().await.expect("begin to read");
        crate::store::testing::texts(&mut conn, query).await.expect("read texts")
    }

    /// The mails in the practice outbox.
    pub fn practised(&self) -> Vec<Vec<u8>> {
        let listed = std::fs::read_dir(self.data().join("practice").join("new"));
        let Ok(listed) = listed else { return Vec::new() };
        listed
            .map(|entry| std::fs::read(entry.expect("list the practice outbox").path()).expect("read a practised mail"))
            .collect()
    }

    /// A workspace with one item in review: Inês asked for pricing. Answers the item.
    pub async fn with_question() -> (Self, ItemView) {
        let test = Self::new().await;
        test.import(&[OFFER, QUESTION]).await;
        test.run().await;
        let item = test.queue().await.into_iter().next().expect("an item");
        (test, item)
    }
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
async fn open(options: Options) -> Engine {
    Engine::open(options).await.expect("open the workspace")
}

/// What the connectors are called, in the order of their list.
pub fn connector_kinds() -> Vec<&'static str> {
    crate::connectors::ALL.iter().map(|connector| connector.kind()).collect()
}

/// Reads one step of a connection, and no more of it.
pub async fn read_step(engine: &Engine, connection: api::ConnectionId) -> anyhow::Result<()> {
    crate::connectors::sync(engine.cx(), connection).await.map(drop)
}

/// Takes signals in as the judge of threads does, in one transaction. Answers how many items were opened.
pub async fn take_in_batch(engine: &Engine, batch: &[Judged]) -> anyhow::Result<u64> {
    let cx = engine.cx();
    let settings = cx.settings().await?;
    let mut write = cx.write().await?;
    let opened = queue::take_in(cx, &mut write, &settings, batch, &HashMap::new()).await?;
    write.commit().await?;
    Ok(opened.n_items)
}

/// Scores all open items anew, as happens each minute. Answers how many it wrote.
pub async fn rescore_all(engine: &Engine) -> anyhow::Result<u64> {
    queue::rescore_all(engine.cx()).await
}

/// Reads all open items and nothing else. Answers how many there are.
pub async fn read_open_items(engine: &Engine) -> anyhow::Result<usize> {
    const ITEMS_PER_PAGE: i64 = 2000;
    let (mut after, mut n_read) = (0, 0);
    loop {
        let page = items::open_after(&mut *engine.cx().read().await?, after, ITEMS_PER_PAGE).await?;
        let Some(last) = page.last() else { return Ok(n_read) };
        after = last.item_id;
        n_read += page.len();
    }
}

/// Reads the row of one item and nothing else.
pub async fn read_item(engine: &Engine, item: ItemId) -> anyhow::Result<()> {
    items::one(&mut *engine.cx().read().await?, item).await.map(drop)
}

/// A Maildir as another mail program keeps it.
pub struct TestMaildir(PathBuf);

#[expect(clippy::expect_used, reason = "a test that cannot set its world up has to stop there")]
impl TestMaildir {
    /// An empty one, with a folder for sent mail.
    pub fn make(path: PathBuf) -> Self {
        for place in ["cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"] {
            std::fs::create_dir_all(path.join(place)).expect("make a Maildir");
        }
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A mail that came in.
    pub fn deliver(&self, mail: &Mail<'_>) {
        self.put("new", mail);
    }

    /// A mail that the operator sent with that other program.
    pub fn keep_sent(&self, mail: &Mail<'_>) {
        self.put(".Sent/cur", mail);
    }

    fn put(&self, place: &str, mail: &Mail<'_>) {
        let name = mail.id.replace(['/', '@'], "_");
        std::fs::write(self.0.join(place).join(name), mail.text()).expect("write a mail");
    }
}

/// A made-up mail.
#[derive(Clone, Copy, Debug)]
pub struct Mail<'a> {
    /// The Message-ID, without angle brackets.
    pub id: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    /// RFC 5322.
    pub date: &'a str,
    /// The Message-ID of the mail that it answers; empty for none.
    pub answers: &'a str,
    /// Further header lines, each with its line end.
    pub headers: &'a str,
    pub body: &'a str,
}

impl Mail<'_> {
    /// The mail as a file.
    pub fn text(&self) -> String {
        let Self { id, from, to, subject, date, answers, headers, body } = self;
        let threading =
            if answers.is_empty() { String::new() } else { format!("In-Reply-To: <{answers}>\r\nReferences: <{answers}>\r\n") };
        format!(
            "Message-ID: <{id}>\r\nFrom: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\n{threading}{headers}\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n"
        )
    }
}

/// The operator offers a pilot.
pub const OFFER: Mail<'static> = Mail {
    id: "offer@northwind.example",
    from: "Dana Reed <dana@northwind.example>",
    to: "Ines Duarte <ines@brightloom.example>",
    subject: "Seats for the pilot",
    date: "Thu, 19 Nov 2026 10:00:00 +0000",
    answers: "",
    headers: "",
    body: "Hi Ines,\r\n\r\nhappy to set up the pilot. Which week suits you?\r\n\r\nDana",
};

/// The contact asks something back, an hour before [`START`].
pub const QUESTION: Mail<'static> = Mail {
    id: "question@brightloom.example",
    from: "Ines Duarte <ines@brightloom.example>",
    to: "Dana Reed <dana@northwind.example>",
    subject: "Re: Seats for the pilot",
    date: "Fri, 20 Nov 2026 14:00:00 +0000",
    answers: "offer@northwind.example",
    headers: "",
    body: "Hi Dana,\r\n\r\ncould you send pricing for 40 seats and tell me whether single sign-on is included? We decide on Friday.\r\n\r\nInes",
};
