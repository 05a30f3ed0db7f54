//! How fast posts are taken while everything else goes on, against ten thousand a minute; each is on the disk when it is answered.

use crate::figure::Figure;
use crate::stopwatch::{time, time_now};
use anyhow::{Context as _, ensure};
use api::{Api as _, ListWebhooks, SaveWebhook, Secret, SetSetting};
use engine::testkit::MemoryKeychain;
use engine::testkit::poster::{self, Poster, SECRET};
use engine::{Engine, Options};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

pub const ID: &str = "webhook";
const POSTS: usize = 10_000;
const LINES: usize = 16;
/// How long an answer may take.
const ANSWER: Duration = Duration::from_millis(100);

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_posts = POSTS * scale / 100;
    let folder = TempDir::new().context("Make a folder for a workspace")?;
    let keychain = Arc::new(MemoryKeychain::default());
    let engine = Engine::open(Options { keychain, ..Options::at(folder.path().join("data")) }).await?;
    for (key, value) in [("operator.email", "dana@northwind.example"), ("operator.time_zone", "Europe/Lisbon")] {
        engine.set_setting(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
    }
    let pointers = [("id", "/id"), ("email", "/email"), ("text", "/text")];
    let mapping = pointers.iter().map(|(name, pointer)| ((*name).to_owned(), (*pointer).to_owned())).collect();
    let source = SaveWebhook {
        webhook: None,
        name: Some("site".to_owned()),
        secret: Some(Secret(SECRET.to_owned())),
        proof: None,
        public_url: None,
        mapping: Some(mapping),
        position: None,
    };
    engine.save_webhook(source).await?;
    // The queue is worked on meanwhile, as in the window.
    engine.start();
    let poster = Poster::at(engine.listen_for_posts(0).await?);
    let posting = async {
        let line = |line| {
            let poster = poster.clone();
            tokio::task::spawn_blocking(move || post(&poster, line, n_posts))
        };
        let lines: Vec<_> = (0..LINES).map(line).collect();
        let mut answers = Vec::with_capacity(n_posts);
        for line in lines {
            answers.extend(line.await.context("Post")??);
        }
        Ok(answers)
    };
    let (took, mut answers) = time(posting).await?;
    let kept = engine.list_webhooks(ListWebhooks {}).await?.sources.first().map_or(0, |source| source.n_posts);
    ensure!(kept == n_posts as u64 && answers.len() == n_posts, "of {n_posts} posts {kept} are kept");
    engine.stop().await;
    answers.sort_unstable();
    let slow = answers.get(answers.len() * 99 / 100).copied().unwrap_or_default();
    let (measured, yardstick) = (took.as_secs_f64(), 60.0 * n_posts as f64 / POSTS as f64);
    let ratio = measured / yardstick;
    Ok(Figure {
        id: ID,
        at: format!(
            "{n_posts} posts over {LINES} lines; 99 of 100 answered within {} ms (at most {} ms)",
            slow.as_millis(),
            ANSWER.as_millis()
        ),
        measured,
        yardstick,
        unit: "s",
        ratio,
        target: "ratio at most 1.00".to_owned(),
        passes: ratio <= 1.0 && slow <= ANSWER,
    })
}

/// Posts what falls to this line, and answers how long each answer took.
fn post(poster: &Poster, line: usize, n_posts: usize) -> anyhow::Result<Vec<Duration>> {
    let mut stream = poster.connect()?;
    let mut answers = Vec::new();
    for n in (line..n_posts).step_by(LINES) {
        let body = format!(r#"{{"id":"{n}","email":"p{n}@c{}.example","text":"Please call me about {n} seats."}}"#, n % 500);
        let signed = poster::sha256(SECRET, &body);
        let (took, reply) = time_now(|| poster.say(&mut stream, "/hooks/site", &signed, &body));
        let reply = reply?;
        answers.push(took);
        ensure!(reply.status == 200, "post {n} was answered {}", reply.status);
    }
    Ok(answers)
}
