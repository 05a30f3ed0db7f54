//! Sources that post, at their limits: what is known swallows nothing unseen, a flood and a silent line keep nobody else waiting,
//! and what cannot be read or proved any more has a way out.

use crate::webhooks::{BODY, Site};
use api::{Api as _, DropPosts, Event, GetVault, Refused, RenewWebhookSecret, RetryPosts, Tag};
use engine::testkit::poster::{self, Poster, SECRET};
use engine::testkit::{KeychainFault, START, TestEngine};
use std::time::Duration;

#[tokio::test]
async fn what_is_known_is_counted_and_another_post_under_its_id_is_told_from_a_replay() {
    let site = Site::new().await;
    site.signed(BODY).await;
    site.signed(BODY).await;
    // An id that is the form's own swallows what others send.
    for who in ["rui", "ana"] {
        let reply = site.signed(&BODY.replace("ines@", &format!("{who}@"))).await;
        assert_eq!((reply.status, reply.body.as_str()), (200, r#"{"status":"known"}"#));
    }
    let view = site.view().await;
    assert_eq!(view.n_posts, 1);
    assert_eq!(site.refusals().await, [(Refused::Replay, 1), (Refused::SameId, 2)]);
    assert!(view.refusals.iter().all(|one| one.n_today == one.n && one.last_at == START), "{view:#?}");
    // It is told from a replay for as long as the post stands, though its body is let go of.
    site.test.run().await;
    site.test.sql("update posts set body = ''").await;
    site.signed(BODY).await;
    assert_eq!(site.refusals().await, [(Refused::Replay, 2), (Refused::SameId, 2)]);
}

#[tokio::test]
async fn without_the_key_all_names_get_one_answer_and_the_keychain_is_asked_once() {
    let mut site = Site::new().await;
    let nobody = async |site: &Site| {
        let poster = site.poster.clone();
        let post = move || poster.post("nobody", &poster::sha256(SECRET, BODY), BODY);
        tokio::task::spawn_blocking(post).await.unwrap().unwrap()
    };
    site.test.restart().await;
    site.poster = Poster::at(site.test.engine.listen_for_posts(0).await.unwrap());
    site.test.keychain.fail(Some(KeychainFault::Locked));
    let locked = site.signed(BODY).await;
    assert_eq!(locked.status, 503);
    assert_eq!(nobody(&site).await, locked);
    tokio::time::sleep(Duration::from_millis(700)).await;
    let refusals: Vec<_> = site.list().await.refusals.iter().map(|one| (one.reason, one.n)).collect();
    assert_eq!(refusals, [(Refused::Locked, 2)]);

    // Who is told to come back later is not the one to ask the keychain again; what the operator does is found at once.
    site.test.keychain.fail(None);
    assert_eq!(site.signed(BODY).await, locked);
    site.test.engine.vault(GetVault {}).await.unwrap();
    assert_eq!(site.signed(BODY).await.status, 200);
    assert_eq!(nobody(&site).await.status, 404);
}

#[tokio::test]
async fn a_flood_that_is_turned_away_is_written_down_now_and_then() {
    let site = Site::new().await;
    let mut events = site.test.engine.events();
    let poster = site.poster.clone();
    let flood = move || {
        let mut stream = poster.connect().unwrap();
        for _ in 0..100 {
            assert_eq!(poster.say(&mut stream, "/hooks/nobody", &[], BODY).unwrap().status, 404);
        }
    };
    tokio::task::spawn_blocking(flood).await.unwrap();
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(site.list().await.refusals[0].n, 100);
    let mut n_told = 0;
    while let Ok(event) = events.try_recv() {
        n_told += usize::from(event == Event::Changed(Tag::Connections));
    }
    assert!(n_told <= 10, "{n_told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_read_what_is_answered_is_cut_off() {
    let site = Site::new().await;
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(([127, 0, 0, 1], site.poster.port).into()).await.unwrap();
    let ended = async {
        let requests = "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n".repeat(100);
        while tokio::io::AsyncWriteExt::write_all(&mut stream, requests.as_bytes()).await.is_ok() {}
    };
    tokio::time::timeout(Duration::from_secs(60), ended).await.unwrap();
}

#[tokio::test]
async fn a_flood_of_one_source_leaves_their_turn_to_others() {
    let test = TestEngine::new().await;
    test.sql(
        "insert into connections (connection_id, kind, name, location, made_at)
             values (70, 'webhook', 'flood', 'flood', 0), (71, 'webhook', 'site', 'site', 0);
         insert into webhooks (connection_id, name, proof, public_url, mapping, changed_at)
             values (70, 'flood', 'sha256', '', '{\"email\":\"/email\"}', 0), (71, 'site', 'sha256', '', '{\"email\":\"/email\"}', 0);
         insert into posts (connection_id, identity, media, body, state, arrived_at)
             with recursive posted (n) as (select 1 union all select n + 1 from posted where n < 1200)
             select iif(n < 1200, 70, 71), 'p' || n, 'json', '{}', 'waiting', 0 from posted;
         create table turns (turn integer primary key, source integer);
         create trigger note_turn after update of state on posts
         begin insert into turns (source) values (new.connection_id); end;
         insert into jobs (kind, subject, run_at, n_attempts, made_at) values ('take_posts', 70, 0, 0, 0), ('take_posts', 71, 1, 0, 0);",
    )
    .await;
    test.run().await;
    assert_eq!(test.number("select count(*) from turns").await, 1200);
    assert!(test.number("select turn from turns where source = 71").await <= 501);
}

#[tokio::test]
async fn posts_in_which_nobody_is_found_can_be_let_go_of_and_are_forgotten_with_the_others() {
    let site = Site::new().await;
    site.signed(r#"{"id":"9"}"#).await;
    site.test.run().await;
    assert_eq!(site.list().await.sources[0].n_unmapped, 1);

    let dropped = site.test.engine.drop_posts(DropPosts { webhook: site.id }).await.unwrap();
    assert_eq!((dropped.n_unmapped, dropped.unmapped_words, dropped.n_posts), (0, None, 1));
    let retried = site.test.engine.retry_posts(RetryPosts { webhook: site.id }).await.unwrap();
    assert_eq!(retried.n_unmapped, 0);
    site.test.clock.advance_seconds(91 * 24 * 3600);
    site.test.run().await;
    assert_eq!(site.test.number("select count(*) from posts where body <> ''").await, 0);
}

#[tokio::test]
async fn a_new_secret_is_shown_once_and_the_one_before_no_longer_holds() {
    let site = Site::new().await;
    let renewed = site.test.engine.renew_webhook_secret(RenewWebhookSecret { webhook: site.id }).await.unwrap();
    let secret = renewed.made_secret.unwrap().0;
    assert_eq!(secret.len(), 64);
    assert_eq!(site.list().await.sources[0].made_secret, None);
    assert_eq!(site.signed(BODY).await.status, 404);
    assert_eq!(site.post(poster::sha256(&secret, BODY), BODY).await.status, 200);
}
