//! Sources that post by themselves: a form becomes an item once, whoever is not proved learns nothing, and nothing is lost.

use api::{
    Api as _, ApiError, Code, ConnectionId, ItemState, ListWebhooks, Listening, Mapping, Play, Position, Proof, Refused,
    RetryPosts, SaveWebhook, Secret, SignalKind, TryWebhook, WebhookView, Webhooks, text,
};
use engine::testkit::poster::{self, Poster, Reply, SECRET};
use engine::testkit::{START, TestEngine};
use std::io::Write as _;
use std::time::Duration;

pub const BODY: &str = r#"{"id":"sub-1","email":"ines@brightloom.example","name":"Inês Duarte","company":"Brightloom",
    "text":"We are 40 people. Could you send pricing for 40 seats?","seats":40}"#;

fn mapping(entries: &[(&str, &str)]) -> Mapping {
    entries.iter().map(|(name, pointer)| ((*name).to_owned(), (*pointer).to_owned())).collect()
}

fn usual() -> Mapping {
    mapping(&[
        ("kind", "Demo request"),
        ("id", "/id"),
        ("email", "/email"),
        ("name", "/name"),
        ("company", "/company"),
        ("text", "/text"),
        ("Seats", "/seats"),
    ])
}

fn source(name: &str, proof: Proof, mapping: Mapping) -> SaveWebhook {
    SaveWebhook {
        webhook: None,
        name: Some(name.to_owned()),
        secret: Some(Secret(SECRET.to_owned())),
        proof: Some(proof),
        public_url: None,
        mapping: Some(mapping),
        position: None,
    }
}

fn change(webhook: ConnectionId) -> SaveWebhook {
    SaveWebhook { webhook: Some(webhook), name: None, secret: None, proof: None, public_url: None, mapping: None, position: None }
}

/// A workspace that listens, with a source called `site` for forms.
pub struct Site {
    pub test: TestEngine,
    pub id: ConnectionId,
    pub poster: Poster,
}

impl Site {
    pub async fn new() -> Self {
        Self::with(source("site", Proof::Sha256, usual())).await
    }

    async fn with(request: SaveWebhook) -> Self {
        let mut test = TestEngine::new().await;
        test.allow_loopback().await;
        let made = test.engine.save_webhook(request).await.unwrap();
        assert_eq!(made.made_secret, None);
        let port = test.engine.listen_for_posts(0).await.unwrap();
        Self { test, id: made.id, poster: Poster::at(port) }
    }

    pub async fn post(&self, headers: Vec<(&'static str, String)>, body: &str) -> Reply {
        self.post_by(&self.poster, headers, body).await
    }

    async fn post_by(&self, poster: &Poster, headers: Vec<(&'static str, String)>, body: &str) -> Reply {
        let (poster, body) = (poster.clone(), body.to_owned());
        tokio::task::spawn_blocking(move || poster.post("site", &headers, &body)).await.unwrap().unwrap()
    }

    pub async fn signed(&self, body: &str) -> Reply {
        self.post(poster::sha256(SECRET, body), body).await
    }

    pub async fn list(&self) -> Webhooks {
        self.test.engine.list_webhooks(ListWebhooks {}).await.unwrap()
    }

    /// The source, once what was turned away is counted, which nobody waits for.
    pub async fn view(&self) -> WebhookView {
        tokio::time::sleep(Duration::from_millis(700)).await;
        self.list().await.sources.into_iter().find(|one| one.id == self.id).unwrap()
    }

    pub async fn refusals(&self) -> Vec<(Refused, u64)> {
        let mut all: Vec<_> = self.view().await.refusals.into_iter().map(|one| (one.reason, one.n)).collect();
        all.sort();
        all
    }
}

#[tokio::test]
async fn a_form_is_one_item_however_often_it_is_posted() {
    let site = Site::new().await;

    let first = site.signed(BODY).await;
    let replay = site.signed(BODY).await;
    // The same post as its id says, in other words.
    let again = site.signed(&BODY.replace("40 people", "41 people")).await;
    site.test.run().await;

    assert_eq!((first.status, replay.status, again.status), (200, 200, 200));
    assert_eq!((first.body.as_str(), replay.body.as_str()), (r#"{"status":"kept"}"#, r#"{"status":"known"}"#));
    let queue = site.test.queue().await;
    assert_eq!(queue.len(), 1, "{queue:#?}");
    let item = site.test.show(queue[0].id).await;
    assert_eq!((item.item.play, item.item.state), (Play::FirstTouch, ItemState::Review));
    assert_eq!(
        (item.item.what.as_str(), item.item.why.as_str()),
        ("Answer the form: Demo request", "Filled in a form, not answered yet")
    );
    assert_eq!(item.item.band, api::Band::Hot);
    assert_eq!(item.item.due_at, START.plus_seconds(1800));
    assert_eq!(item.evidence[0].kind, SignalKind::FormSubmitted);
    let form = item.form.unwrap();
    assert_eq!((form.source.as_str(), form.company.as_str(), form.fields[0].value.as_str()), ("site", "Brightloom", "40"));
    let draft = item.draft.unwrap();
    assert_eq!((draft.subject.as_str(), draft.to[0].address.as_str()), ("Your message: Demo request", "ines@brightloom.example"));
    assert!(draft.body.contains("Hi Inês") && draft.body.contains("“Could you send pricing for 40 seats?”"), "{}", draft.body);
    assert!(draft.claims.iter().all(|claim| claim.source.is_some()), "{:#?}", draft.claims);
    let view = site.view().await;
    assert_eq!((view.n_posts, view.n_today, view.n_unmapped), (1, 1, 0));
}

#[tokio::test]
async fn an_answer_to_a_form_is_approved_like_any_mail_and_needs_no_way_out_of_a_list() {
    let site = Site::new().await;
    site.signed(BODY).await;
    site.test.run().await;
    let item = site.test.queue().await[0].id;

    site.test.approve(item).await.unwrap();
    site.test.clock.advance_seconds(60);
    site.test.run().await;

    assert_eq!(site.test.show(item).await.item.state, ItemState::Done);
    assert_eq!(site.test.outbox().await.len(), 1);
}

#[tokio::test]
async fn a_second_form_of_somebody_joins_the_item_and_what_they_ask_is_taken_up() {
    let site = Site::new().await;
    site.signed(BODY).await;
    site.test.run().await;
    let second = BODY.replace("sub-1", "sub-2").replace("Could you send pricing for 40 seats?", "When could we start?");
    site.signed(&second).await;
    site.test.run().await;

    let queue = site.test.queue().await;
    assert_eq!(queue.len(), 1);
    assert_eq!(site.test.show(queue[0].id).await.evidence.len(), 2);
}

#[tokio::test]
async fn each_kind_of_signature_is_taken_and_whoever_has_none_learns_nothing() {
    for proof in Proof::ALL.iter().copied() {
        let url = "https://forms.example.com/hooks/site";
        let site = Site::with(SaveWebhook { public_url: Some(url.to_owned()), ..source("site", proof, usual()) }).await;
        let sign = |secret: &str, at: api::Time| match proof {
            Proof::Sha256 => poster::sha256(secret, BODY),
            Proof::Bearer => poster::bearer(secret),
            Proof::Hubspot => poster::hubspot(secret, url, BODY, at),
            Proof::Slack => poster::slack(secret, BODY, at),
        };
        let nobody = Poster { media: "text/html", ..site.poster.clone() };
        let unknown = tokio::task::spawn_blocking(move || nobody.post("nobody", &[], "x")).await.unwrap().unwrap();

        assert_eq!(site.post(Vec::new(), BODY).await, unknown, "{proof}");
        assert_eq!(site.post(sign("another secret", START), BODY).await, unknown, "{proof}");
        let mut refused = vec![(Refused::NoSignature, 1), (Refused::BadSignature, 1)];
        if matches!(proof, Proof::Hubspot | Proof::Slack) {
            assert_eq!(site.post(sign(SECRET, START.plus_seconds(-301)), BODY).await, unknown, "{proof}");
            refused.push((Refused::OldSignature, 1));
        }
        assert_eq!(unknown.status, 404);
        assert_eq!(site.refusals().await, refused, "{proof}");
        assert_eq!(site.list().await.refusals[0].reason, Refused::UnknownName);
        assert_eq!(site.post(sign(SECRET, START), BODY).await.status, 200, "{proof}");
        assert_eq!(site.view().await.n_posts, 1);
    }
}

#[tokio::test]
async fn without_an_id_a_replay_is_told_by_its_signature_or_its_content() {
    let no_id = mapping(&[("email", "/email")]);
    let site = Site::with(source("site", Proof::Slack, no_id.clone())).await;
    // As it came, in other letters, and once more by the service, which signs anew.
    for (at, is_large) in [(START, false), (START, true), (START.plus_seconds(1), false)] {
        let mut signed = poster::slack(SECRET, BODY, at);
        if is_large {
            signed[0].1 = signed[0].1.replace("v0=", "").to_uppercase();
            signed[0].1.insert_str(0, "v0=");
        }
        assert_eq!(site.post(signed, BODY).await.status, 200);
    }
    assert_eq!(site.view().await.n_posts, 1);
    assert_eq!(site.refusals().await, [(Refused::Replay, 2)]);

    let site = Site::with(source("site", Proof::Sha256, no_id)).await;
    site.signed(BODY).await;
    site.signed(BODY).await;
    assert_eq!(site.view().await.n_posts, 1);
    site.test.clock.advance_seconds(25 * 3600);
    site.signed(BODY).await;
    assert_eq!(site.view().await.n_posts, 2, "somebody wrote the same a day later");
}

#[tokio::test]
async fn what_does_not_fit_is_turned_away_with_its_reason_and_nothing_of_it_is_kept() {
    let site = Site::new().await;
    let signed = |body: &str| poster::sha256(SECRET, body);
    // Ten megabytes are said, and none of them needs to come.
    let huge = site.poster.clone();
    let large = tokio::task::spawn_blocking(move || {
        let mut stream = huge.connect().unwrap();
        stream.write_all(huge.head("/hooks/site", &[], 10 << 20).as_bytes()).unwrap();
        poster::read(&mut stream).unwrap()
    });
    assert_eq!(large.await.unwrap().status, 413);
    assert_eq!(site.post(signed("secret words {"), "secret words {").await.status, 400);
    let other = Poster { media: "text/html", ..site.poster.clone() };
    assert_eq!(site.post_by(&other, signed(BODY), BODY).await.status, 415);
    let elsewhere = Poster { host: "evil.example".to_owned(), ..site.poster.clone() };
    assert_eq!(site.post_by(&elsewhere, signed(BODY), BODY).await.status, 421);

    assert_eq!(site.refusals().await, [(Refused::TooLarge, 1), (Refused::OtherMedia, 1), (Refused::Unreadable, 1)]);
    assert_eq!(site.list().await.refusals[0].reason, Refused::OtherHost);
    assert_eq!(site.view().await.n_posts, 0);
    assert!(site.test.queue().await.is_empty());
    site.test.set("webhooks.hosts", "forms.example.com").await;
    let listed = Poster { host: "forms.example.com".to_owned(), ..site.poster.clone() };
    assert_eq!(site.post_by(&listed, signed(BODY), BODY).await.status, 200);
}

#[tokio::test]
async fn whoever_sends_too_slowly_is_cut_off_and_others_are_answered_meanwhile() {
    let site = Site::new().await;
    let slow = site.poster.clone();
    let slow = tokio::task::spawn_blocking(move || {
        let mut stream = slow.connect().unwrap();
        stream.write_all(slow.head("/hooks/site", &[], 100).as_bytes()).unwrap();
        // A letter now and then does not keep the line open.
        for _ in 0..60 {
            std::thread::sleep(Duration::from_millis(50));
            if stream.write_all(b"x").is_err() {
                return true;
            }
        }
        !matches!(poster::read(&mut stream), Ok(Reply { status: 200, .. }))
    });
    assert_eq!(site.signed(BODY).await.status, 200);
    assert!(slow.await.unwrap());
}

#[tokio::test]
async fn a_form_of_a_browser_is_read_like_json() {
    let site = Site::new().await;
    let body = "id=7&email=ines%40brightloom.example&name=In%C3%AAs&text=Please+call+me.&seats=40";
    let form = Poster { media: "application/x-www-form-urlencoded", ..site.poster.clone() };

    assert_eq!(site.post_by(&form, poster::sha256(SECRET, body), body).await.status, 200);
    site.test.run().await;

    let item = site.test.show(site.test.queue().await[0].id).await;
    assert_eq!(item.form.unwrap().text, "Please call me.");
}

#[tokio::test]
async fn a_post_in_which_nobody_is_found_is_kept_and_tried_again() {
    let site = Site::new().await;
    let body = r#"{"id":"9","contact":{"mail":"ines@brightloom.example"}}"#;
    assert_eq!(site.signed(body).await.status, 200);
    site.test.run().await;
    let view = site.view().await;
    assert_eq!((view.n_posts, view.n_unmapped), (1, 1));
    assert_eq!(view.unmapped_words, Some(text::nothing_at("/email")));
    assert!(site.test.queue().await.is_empty());

    // The same mapping finds as little; another one finds all.
    let retried = site.test.engine.retry_posts(RetryPosts { webhook: site.id }).await.unwrap();
    assert_eq!(retried.n_unmapped, 1);
    let other = SaveWebhook { mapping: Some(mapping(&[("email", "/contact/mail")])), ..change(site.id) };
    site.test.engine.save_webhook(other).await.unwrap();
    site.test.run().await;

    assert_eq!(site.view().await.n_unmapped, 0);
    assert_eq!(site.test.queue().await.len(), 1);
}

#[tokio::test]
async fn colleagues_and_people_who_are_kept_out_are_no_work() {
    let site = Site::new().await;
    for (n, email) in ["dana@northwind.example", "tester@northwind.example"].iter().enumerate() {
        let body = BODY.replace("sub-1", &n.to_string()).replace("ines@brightloom.example", email);
        assert_eq!(site.signed(&body).await.status, 200);
    }
    site.test.run().await;

    assert!(site.test.queue().await.is_empty());
    assert_eq!(site.view().await.n_posts, 2);
}

#[tokio::test]
async fn it_listens_while_it_is_switched_on_and_says_when_the_port_is_taken() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    test.engine.save_webhook(source("site", Proof::Sha256, usual())).await.unwrap();
    assert_eq!(listening(&test).await, Listening::Off);
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    test.set("webhooks.port", &port.to_string()).await;
    test.set("webhooks.listen", "on").await;
    assert_eq!(listening(&test).await, Listening::NotHere);
    let refused = test.engine.listen_for_posts(port).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Unavailable, Some("port")));

    test.engine.start();
    become_so(&test, Listening::PortTaken).await;
    drop(taken);
    // A change of a setting is a reason to try again at once.
    test.set("webhooks.hosts", "forms.example.com").await;
    become_so(&test, Listening::On).await;
    let poster = Poster::at(port);
    let reply = tokio::task::spawn_blocking(move || poster.post("site", &poster::sha256(SECRET, BODY), BODY)).await.unwrap();
    assert_eq!(reply.unwrap().status, 200);
    test.set("webhooks.listen", "off").await;
    become_so(&test, Listening::Off).await;
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    test.engine.stop().await;
}

async fn listening(test: &TestEngine) -> Listening {
    test.engine.list_webhooks(ListWebhooks {}).await.unwrap().listening
}

async fn become_so(test: &TestEngine, wanted: Listening) {
    for _ in 0..200 {
        if listening(test).await == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("still {}", listening(test).await);
}

#[tokio::test]
async fn a_source_that_is_off_takes_nothing_and_looks_like_none() {
    let site = Site::new().await;
    site.test.engine.save_webhook(SaveWebhook { position: Some(Position::Off), ..change(site.id) }).await.unwrap();
    assert_eq!(site.signed(BODY).await.status, 404);
    assert_eq!(site.refusals().await, [(Refused::SwitchedOff, 1)]);
    site.test.engine.save_webhook(SaveWebhook { position: Some(Position::On), ..change(site.id) }).await.unwrap();
    assert_eq!(site.signed(BODY).await.status, 200);
}

#[tokio::test]
async fn what_is_entered_is_checked_and_the_secret_is_shown_once_and_sealed() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let refused = async |request: SaveWebhook| -> ApiError { test.engine.save_webhook(request).await.unwrap_err() };
    let good = source("site", Proof::Sha256, usual());
    for (request, field) in [
        (SaveWebhook { name: Some("a b".to_owned()), ..good.clone() }, "name"),
        (SaveWebhook { name: None, ..good.clone() }, "name"),
        (SaveWebhook { secret: Some(Secret("short".to_owned())), ..good.clone() }, "secret"),
        (SaveWebhook { mapping: None, ..good.clone() }, "mapping"),
        (SaveWebhook { mapping: Some(mapping(&[("email", "email")])), ..good.clone() }, "mapping"),
        (SaveWebhook { public_url: Some("forms".to_owned()), ..good.clone() }, "public_url"),
        (SaveWebhook { proof: Some(Proof::Hubspot), ..good.clone() }, "public_url"),
    ] {
        let error = refused(request).await;
        assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some(field)), "{error}");
    }
    let made = test.engine.save_webhook(SaveWebhook { secret: None, ..good.clone() }).await.unwrap();
    let secret = made.made_secret.unwrap().0;
    assert_eq!(secret.len(), 64);
    assert_eq!(refused(good).await.code, Code::Conflict);
    let listed = serde_json::to_string(&test.engine.list_webhooks(ListWebhooks {}).await.unwrap()).unwrap();
    assert!(!listed.contains(&secret));
    test.engine.stop().await;
    for file in std::fs::read_dir(test.data()).unwrap().filter_map(|entry| std::fs::read(entry.unwrap().path()).ok()) {
        assert!(!file.windows(secret.len()).any(|piece| piece == secret.as_bytes()));
    }
}

#[tokio::test]
async fn a_sample_shows_what_it_becomes_and_leaves_nothing() {
    let test = TestEngine::new().await;
    let attempt = async |mapping: Option<Mapping>, sample: &str| {
        test.engine.try_webhook(TryWebhook { webhook: None, mapping, sample: sample.to_owned() }).await
    };
    let tried = attempt(Some(usual()), BODY).await.unwrap();
    assert_eq!(tried.words, text::becomes_item("Inês Duarte"));
    assert_eq!((tried.id.as_deref(), tried.form.unwrap().email.as_str()), (Some("sub-1"), "ines@brightloom.example"));
    let nobody = attempt(Some(usual()), r#"{"email":"nobody"}"#).await.unwrap();
    assert_eq!((nobody.form, nobody.words), (None, text::no_address_at("/email", "nobody")));
    assert_eq!(attempt(Some(usual()), "{").await.unwrap_err().field.as_deref(), Some("sample"));
    assert_eq!(attempt(None, BODY).await.unwrap_err().field.as_deref(), Some("mapping"));
    assert!(test.queue().await.is_empty());
}

#[tokio::test]
async fn what_was_posted_is_forgotten_when_it_is_old_and_what_was_found_stays() {
    let site = Site::new().await;
    site.signed(BODY).await;
    site.signed(r#"{"id":"nobody"}"#).await;
    site.test.run().await;
    site.test.clock.advance_seconds(91 * 24 * 3600);
    site.test.run().await;

    let mut conn = site.test.engine.cx().read().await.unwrap();
    let bodies: Vec<(String, bool)> =
        sqlx::query_as("select state, body <> '' from posts order by post_id").fetch_all(&mut *conn).await.unwrap();
    assert_eq!(bodies, [("taken".to_owned(), false), ("unmapped".to_owned(), true)]);
    let email: String = sqlx::query_scalar("select email from posts limit 1").fetch_one(&mut *conn).await.unwrap();
    assert_eq!(email, "ines@brightloom.example");
}

#[tokio::test]
async fn many_posts_at_once_are_each_answered_once_they_are_kept() {
    let site = Site::new().await;
    let posting = (0..8).map(|line| {
        let poster = site.poster.clone();
        tokio::task::spawn_blocking(move || {
            let mut stream = poster.connect().unwrap();
            for n in 0..50 {
                let body = format!(r#"{{"id":"{line}-{n}","email":"p{line}-{n}@brightloom.example"}}"#);
                let reply = poster.say(&mut stream, "/hooks/site", &poster::sha256(SECRET, &body), &body).unwrap();
                assert_eq!(reply.status, 200);
            }
        })
    });
    for line in posting.collect::<Vec<_>>() {
        line.await.unwrap();
    }
    assert_eq!(site.view().await.n_posts, 400);
}
