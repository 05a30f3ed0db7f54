//! A workspace full of made-up conversations, the same for the same seed.

use anyhow::Context as _;
use api::{Api as _, ConnectionId, Play, SetSetting, SignalKind, Time};
use engine::clock::FixedClock;
use engine::store::signals::Observed;
use engine::store::{connections, people, threads};
use engine::testkit::{About, Fact, Judged, MemoryKeychain, Pile, START, take_in_batch};
use engine::{Engine, Options};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const SEED: u64 = 2026;
/// How many conversations one contact has (of each contact there is one open item), and how many contacts a company.
const CONVERSATIONS_PER_CONTACT: u64 = 1;
const CONTACTS_PER_COMPANY: u64 = 10;
const ITEMS_PER_BATCH: usize = 500;
/// The oldest signal is nearly too old for work.
const WITHIN_MS: u64 = 13 * 24 * 3_600_000;
const SUBJECTS: &[&str] =
    &["Seats for the pilot", "Pricing for next year", "Security review", "Re: our call", "Contract, second draft"];
const ASKED: &[&str] = &[
    "Could you send pricing for 40 seats and tell me whether single sign-on is included?",
    "When can your team join a call with our security people?",
    "Please send the signed order form, we want to start on Monday.",
];
const SAID: &[&str] = &[
    "We looked at the proposal and will talk about it in our meeting next week.",
    "Our legal team has no further remarks on the second draft.",
    "The pilot went well, people like the new reports very much.",
];

/// An open workspace in a folder that goes with it. Its clock stands still.
pub struct World {
    pub engine: Engine,
    connection: ConnectionId,
    dice: Dice,
    n_conversations: u64,
    n_signals: u64,
    folder: TempDir,
}

impl World {
    pub async fn new() -> anyhow::Result<Self> {
        let folder = TempDir::new().context("Make a folder for a workspace")?;
        let options = Options {
            clock: Arc::new(FixedClock(START)),
            keychain: Arc::new(MemoryKeychain::default()),
            ..Options::at(folder.path().join("data"))
        };
        let engine = Engine::open(options).await?;
        for (key, value) in [("operator.email", "dana@northwind.example"), ("operator.time_zone", "Europe/Lisbon")] {
            engine.set_setting(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
        }
        let mut write = engine.cx().write().await?;
        let connection = connections::ensure(&mut write, "maildir", "Mail", "/made/up", START).await?;
        write.commit().await?;
        Ok(Self { engine, connection, dice: Dice(SEED), n_conversations: 0, n_signals: 0, folder })
    }

    /// A folder that goes with the workspace.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A workspace with that many open items, each with so many signals behind it.
    pub async fn with_items(n_items: usize, signals_each: usize) -> anyhow::Result<Self> {
        let mut world = Self::new().await?;
        world.add_items(n_items, signals_each).await?;
        Ok(world)
    }

    pub async fn add_items(&mut self, n_items: usize, signals_each: usize) -> anyhow::Result<()> {
        let mut n_made = 0;
        while n_made < n_items {
            let batch = self.conversations(ITEMS_PER_BATCH.min(n_items - n_made), signals_each).await?;
            take_in_batch(&self.engine, &batch).await?;
            n_made += batch.len();
            if n_made % 20_000 == 0 {
                eprintln!("{n_made} of {n_items} items are made");
            }
        }
        Ok(())
    }

    /// Makes the threads and contacts of some conversations, and the signals that were observed in them but not yet taken in.
    pub async fn conversations(&mut self, n: usize, signals_each: usize) -> anyhow::Result<Vec<Judged>> {
        let mut made = Vec::with_capacity(n);
        let mut write = self.engine.cx().write().await?;
        for _ in 0..n {
            let contact = self.n_conversations / CONVERSATIONS_PER_CONTACT;
            let domain = format!("company{}.example", contact / CONTACTS_PER_COMPANY);
            let address = format!("person{contact}@{domain}");
            let new =
                people::NewContact { address: &address, name: "Ines Duarte", company: Some((&domain, "Made up".to_owned())) };
            let contact = *people::make_contacts(&mut write, &[new], START).await?.first().context("Make a contact")?;
            let subject = self.dice.one_of(SUBJECTS);
            let thread = threads::make(&mut write, subject, START).await?;
            let mut facts = Vec::with_capacity(signals_each);
            for _ in 0..signals_each {
                self.n_signals += 1;
                let asks = self.dice.below(5) < 2;
                let observed = Observed {
                    connection: self.connection,
                    source_id: format!("mid:{:032x}.{}@{domain}", self.dice.next(), self.n_signals),
                    kind: SignalKind::EmailReply,
                    play: Some(if asks { Play::Answer } else { Play::Reply }),
                    contact: Some(contact),
                    thread: Some(thread),
                    message: None,
                    excerpt: self.dice.one_of(if asks { ASKED } else { SAID }).to_owned(),
                    occurred_at: Time(START.0 - i64::try_from(self.dice.below(WITHIN_MS))?),
                };
                facts.push(Fact { observed, calls_for: Some(Pile::Of(contact)), effect: None });
            }
            self.n_conversations += 1;
            made.push(Judged { thread, about: About::Mails, facts, outcomes: Vec::new(), touches: vec![contact] });
        }
        write.commit().await?;
        Ok(made)
    }
}

/// SplitMix64.
pub struct Dice(u64);

impl Dice {
    pub fn new() -> Self {
        Self(SEED)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Even enough for made-up data.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        usize::try_from(self.below(all.len() as u64)).ok().and_then(|index| all.get(index)).copied().unwrap_or_default()
    }
}
