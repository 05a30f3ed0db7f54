//! A HubSpot portal is read once and then followed, every request within the published descriptions. The portal is one of ours,
//! which refuses what they do not allow.

use api::{Api as _, Code, ConnectHubspot, ConnectionState, ConnectionView, ListConnections, Secret, StartDemo};
use engine::fault;
use engine::testkit::TestEngine;
use engine::testkit::hubspot::{HubSpot, Kind, OWNER, PORTAL_DOMAIN, STAGES, TOKEN};

pub fn request(hubspot: &HubSpot, token: &str) -> ConnectHubspot {
    ConnectHubspot { token: Secret(token.to_owned()), base_url: Some(hubspot.base.clone()) }
}

pub async fn connect(test: &TestEngine, hubspot: &HubSpot) -> ConnectionView {
    test.engine.connect_hubspot(request(hubspot, TOKEN)).await.unwrap()
}

pub async fn portal(test: &TestEngine) -> ConnectionView {
    let all = test.engine.list_connections(ListConnections {}).await.unwrap();
    all.into_iter().find(|connection| connection.kind == "hubspot").expect("a portal")
}

/// The next reading of the portal, and of whatever it asks for.
pub async fn read_again(test: &TestEngine) {
    test.clock.advance_seconds(400);
    test.run().await;
}

/// A company, a contact of it, and a deal with both. Answers the ids.
pub fn pilot(hubspot: &HubSpot) -> (String, String, String) {
    let company = hubspot.company("Brightloom", "brightloom.example");
    let contact = hubspot.contact("ines@brightloom.example", "Ines", "Duarte");
    let deal = hubspot.deal("Pilot with 40 seats", STAGES[1], "12000.50");
    hubspot.link((Kind::Contacts, &contact), (Kind::Companies, &company));
    hubspot.link((Kind::Deals, &deal), (Kind::Companies, &company));
    hubspot.link((Kind::Deals, &deal), (Kind::Contacts, &contact));
    (company, contact, deal)
}

/// A portal with one deal that was read to its end. Answers its ids, too.
pub async fn reading() -> (TestEngine, HubSpot, (String, String, String)) {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let hubspot = HubSpot::start(test.clock.clone());
    let ids = pilot(&hubspot);
    connect(&test, &hubspot).await;
    test.run().await;
    assert_eq!(portal(&test).await.state, ConnectionState::Fresh, "{:?}", portal(&test).await.error);
    // What changes from here on changes later.
    test.clock.advance_seconds(1);
    (test, hubspot, ids)
}

/// What is stored of deals, in one line each.
pub async fn deals(test: &TestEngine) -> Vec<String> {
    test.texts(
        "select deals.name || ', ' || coalesce(stages.source_id, '?') || ', ' || coalesce(amount_cents, '-') || ' ' || currency
             || ', ' || coalesce(companies.name, '-') || ', ' || coalesce((
                 select group_concat(contacts.name) from deal_contacts
                 join contacts on contacts.contact_id = deal_contacts.contact_id where deal_contacts.deal_id = deals.deal_id), '-')
         from deals left join stages on stages.stage_id = deals.stage_id
         left join companies on companies.company_id = deals.company_id
         where deals.archived_at is null order by deals.deal_id",
    )
    .await
}

const CHANGES: &str = "select field || ' ' || before || ' > ' || after from deal_changes order by change_id";

#[tokio::test]
async fn a_portal_is_read_with_all_that_belongs_together() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    let (company, contact, deal) = pilot(&hubspot);
    let task = hubspot.make(
        Kind::Tasks,
        &[("hs_task_subject", "Call Ines"), ("hs_task_status", "NOT_STARTED"), ("hs_timestamp", "2026-11-21T09:00:00Z")],
    );
    for (kind, id) in [(Kind::Contacts, &contact), (Kind::Companies, &company), (Kind::Deals, &deal)] {
        hubspot.link((Kind::Tasks, &task), (kind, id));
    }

    let view = connect(&test, &hubspot).await;
    assert_eq!((view.name.as_str(), view.kind.as_str(), view.narrowed), (PORTAL_DOMAIN, "hubspot", None));
    test.run().await;

    assert_eq!(hubspot.refused(), Vec::<String>::new());
    assert_eq!(deals(&test).await, ["Pilot with 40 seats, qualifiedtobuy, 1200050 EUR, Brightloom, Ines Duarte"]);
    let people =
        "select name || ' ' || (select address from addresses where addresses.contact_id = contacts.contact_id) from contacts";
    assert_eq!(test.texts(people).await, ["Ines Duarte ines@brightloom.example"]);
    let owners = "select owners.source_id from deals join owners on owners.owner_id = deals.owner_id";
    assert_eq!(test.texts(owners).await, [OWNER]);
    let tasks =
        "select title || ' ' || due_at || ' ' || (contact_id is not null and company_id is not null and deal_id is not null)
         || ' ' || coalesce(done_at, '-') from tasks";
    assert_eq!(test.texts(tasks).await, ["Call Ines 1795251600000 1 -"]);
    assert_eq!(test.texts(CHANGES).await, Vec::<String>::new(), "a first reading is no news");
    let stages = test.texts("select source_id from stages order by position").await;
    assert_eq!(stages, STAGES);
    assert_eq!(test.texts("select ends from stages order by position").await[5..], ["won", "lost"]);
}

#[tokio::test]
async fn where_nothing_is_new_one_request_for_each_kind_is_made_and_nothing_changes() {
    let (test, hubspot, _) = reading().await;
    read_again(&test).await;
    hubspot.requests();
    let state = "select (select group_concat(cursor || coalesce(read_up_to_at, '') || n_done) from connections)
         || (select count(*) from ledger) || ' ' || (select count(*) from problems) || ' ' || (select count(*) from deal_changes)
         || ' ' || (select group_concat(modified_at) from crm_records) || (select group_concat(modified_at) from deals)";
    let before = test.texts(state).await;
    let read_at = portal(&test).await.last_success_at;

    for _ in 0..3 {
        read_again(&test).await;
        let mut requests = hubspot.requests();
        requests.sort();
        let searches = ["0-3", "companies", "contacts", "tasks"].map(|kind| format!("POST /crm/objects/2026-03/{kind}/search"));
        assert_eq!(requests, searches);
        assert_eq!(test.texts(state).await, before);
    }
    assert!(portal(&test).await.last_success_at > read_at);
}

#[tokio::test]
async fn what_changes_is_noted_once_however_often_it_is_read() {
    let (test, hubspot, (company, contact, deal)) = reading().await;
    test.clock.advance_seconds(60);
    hubspot.move_deal(&deal, STAGES[3]);
    hubspot.change(Kind::Deals, &deal, &[("amount", "15000")]);
    let second = hubspot.deal("Rollout", STAGES[0], "");
    hubspot.link((Kind::Deals, &second), (Kind::Companies, &company));
    hubspot.link((Kind::Deals, &second), (Kind::Contacts, &contact));

    for _ in 0..3 {
        read_again(&test).await;
    }

    assert_eq!(
        deals(&test).await,
        [
            "Pilot with 40 seats, decisionmakerboughtin, 1500000 EUR, Brightloom, Ines Duarte",
            "Rollout, appointmentscheduled, - , Brightloom, Ines Duarte"
        ]
    );
    assert_eq!(test.texts(CHANGES).await, ["stage 2 > 4", "amount 1200050 EUR > 1500000 EUR", "opened  > 1"]);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn what_a_search_sees_late_is_not_missed() {
    let (test, hubspot, (_, _, deal)) = reading().await;
    hubspot.lag_seconds(90);
    test.clock.advance_seconds(310);
    // The one that is seen at once moves the mark past the one that is seen late.
    hubspot.move_deal(&deal, STAGES[2]);
    test.run().await;
    test.clock.advance_seconds(60);
    test.run().await;
    hubspot.deal("Rollout", STAGES[0], "1");
    for _ in 0..3 {
        read_again(&test).await;
    }
    assert_eq!(test.number("select count(*) from deals where stage_id is not null").await, 2);
    assert_eq!(test.number("select count(*) from deal_changes where field = 'stage'").await, 1);
}

#[tokio::test]
async fn what_is_put_away_is_found_within_the_hour() {
    let (test, hubspot, (company, contact, deal)) = reading().await;
    hubspot.archive(Kind::Deals, &deal);
    hubspot.archive(Kind::Contacts, &contact);
    hubspot.archive(Kind::Companies, &company);
    test.clock.advance_seconds(3700);
    test.run().await;

    assert_eq!(deals(&test).await, Vec::<String>::new());
    assert_eq!(test.number("select count(*) from crm_records where archived_at is null").await, 0);
    assert_eq!(test.number("select count(*) from contacts").await, 1, "whom mail knows stays");
    hubspot.requests();
    read_again(&test).await;
    assert_eq!(hubspot.requests().len(), 4, "the next look is an hour later");
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_deleted_for_good_is_put_away_within_the_hour_and_looked_for_once() {
    let (test, hubspot, (company, contact, deal)) = reading().await;
    let kept = hubspot.deal("Rollout", STAGES[0], "");
    read_again(&test).await;
    for (kind, id) in [(Kind::Deals, &deal), (Kind::Contacts, &contact), (Kind::Companies, &company)] {
        hubspot.erase(kind, id);
    }
    test.clock.advance_seconds(3700);
    test.run().await;

    let left = test.texts("select source_id from deals where archived_at is null").await;
    assert_eq!(left, [kept]);
    assert_eq!(test.number("select count(*) from crm_records where archived_at is null").await, 0);
    assert_eq!(test.number("select count(*) from contacts").await, 1, "whom mail may know stays");
    hubspot.requests();
    test.clock.advance_seconds(3700);
    test.run().await;
    let asked = hubspot.requests();
    assert!(!asked.iter().any(|line| line.contains("batch/read")), "{asked:?}");
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_first_reading_in_many_steps_keeps_within_the_limits_and_what_was_read() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    hubspot.be_strict();
    for n in 0..10_450 {
        hubspot.contact(&format!("p{n}@c{}.example", n % 50), "Pat", &format!("Number {n}"));
    }
    // What is old by then is not looked at again by the first search.
    test.clock.advance_seconds(86_400);
    hubspot.contact("newest@c.example", "Pat", "Newest");
    connect(&test, &hubspot).await;

    let mut n_steps = 0;
    while portal(&test).await.last_success_at.is_none() {
        test.run().await;
        let view = portal(&test).await;
        assert_eq!(view.error, None);
        if let Some(progress) = view.progress {
            assert_eq!(progress.n_expected, Some(10_451));
        }
        test.clock.advance_seconds(4);
        n_steps += 1;
        assert!(n_steps < 60, "it does not end");
    }

    assert_eq!(test.number("select count(*) from crm_records").await, 10_451);
    assert_eq!(test.number("select count(*) from contacts").await, 10_451);
    assert!(hubspot.busiest() <= 100, "{}", hubspot.busiest());
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn more_changes_than_a_search_gives_are_read_by_later_searches() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    hubspot.contact("first@c.example", "Pat", "First");
    connect(&test, &hubspot).await;
    test.run().await;
    test.clock.advance_seconds(3000);
    for n in 0..10_300 {
        if n % 20 == 0 {
            test.clock.advance_seconds(1);
        }
        hubspot.make(Kind::Contacts, &[("firstname", "Pat"), ("lastname", &format!("Number {n}"))]);
    }
    for _ in 0..30 {
        test.clock.advance_seconds(30);
        test.run().await;
    }
    assert_eq!(test.number("select count(*) from crm_records").await, 10_301);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
    hubspot.requests();
    test.clock.advance_seconds(2000);
    test.run().await;
    read_again(&test).await;
    // With it the archives are looked through, and all records counted.
    read_again(&test).await;
    hubspot.requests();
    read_again(&test).await;
    let n_searches = hubspot.requests().iter().filter(|request| request.starts_with("POST")).count();
    assert_eq!(n_searches, 4, "what changed all at once is not gone through for ever");
}

#[tokio::test]
async fn a_process_that_dies_while_it_reads_loses_nothing_and_reads_nothing_twice() {
    for point in fault::READ_POINTS {
        let mut test = TestEngine::new().await;
        let hubspot = HubSpot::start(test.clock.clone());
        for n in 0..250 {
            let deal = hubspot.deal(&format!("Deal {n}"), STAGES[n % 5], &format!("{n}"));
            let contact = hubspot.contact(&format!("p{n}@c.example"), "Pat", &format!("Number {n}"));
            hubspot.link((Kind::Deals, &deal), (Kind::Contacts, &contact));
        }
        connect(&test, &hubspot).await;
        // The lists before the first page pass these points as well.
        for _ in 0..5 {
            fault::panic_at(point);
            let engine = test.engine.clone();
            assert!(tokio::spawn(async move { engine.run_until_idle().await }).await.is_ok(), "{point}: the job caught it");
            test.restart().await;
            test.clock.advance_seconds(600);
        }
        for _ in 0..3 {
            read_again(&test).await;
        }

        assert_eq!(test.number("select count(*) from deals").await, 250, "{point}");
        assert_eq!(test.number("select count(*) from deal_contacts").await, 250, "{point}");
        assert_eq!(test.number("select count(*) from contacts").await, 250, "{point}");
        assert_eq!(test.texts(CHANGES).await, Vec::<String>::new(), "{point}");
        assert_eq!(portal(&test).await.state, ConnectionState::Fresh, "{point}");
    }
}

#[tokio::test]
async fn pipelines_of_ones_own_and_unknown_properties_are_fine() {
    let (test, hubspot, (_, _, deal)) = reading().await;
    hubspot.property(Kind::Deals, "favourite_colour");
    hubspot.pipeline("renewals", "Renewals", &["talk", "paper", "kept", "gone"]);
    hubspot.change(Kind::Deals, &deal, &[("pipeline", "renewals"), ("dealstage", "paper"), ("favourite_colour", "green")]);
    read_again(&test).await;

    let stage = "select pipelines.name || ' ' || stages.source_id from deals join stages on stages.stage_id = deals.stage_id
         join pipelines on pipelines.pipeline_id = stages.pipeline_id";
    assert_eq!(test.texts(stage).await, ["Renewals paper"]);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_wrong_token_is_refused_beside_its_field_and_nothing_is_stored() {
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    for token in ["pat-wrong", "", "two words", "line\nbreak"] {
        let refused = test.engine.connect_hubspot(request(&hubspot, token)).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("token")), "{token:?}: {}", refused.message);
        assert!(token.is_empty() || !refused.message.contains(token), "{}", refused.message);
    }
    let elsewhere = ConnectHubspot { base_url: Some("http://hubspot.example".to_owned()), ..request(&hubspot, TOKEN) };
    let refused = test.engine.connect_hubspot(elsewhere).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("base_url")));
    assert_eq!(test.number("select (select count(*) from connections) + (select count(*) from secrets)").await, 0);
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn a_demo_connects_no_portal() {
    let test = TestEngine::bare().await;
    test.engine.start_demo(StartDemo {}).await.unwrap();
    let hubspot = HubSpot::start(test.clock.clone());
    let refused = test.engine.connect_hubspot(request(&hubspot, TOKEN)).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(hubspot.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn a_step_ends_after_its_time_and_the_next_one_goes_on() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let hubspot = HubSpot::start(test.clock.clone());
    for n in 0..250 {
        hubspot.contact(&format!("p{n}@brightloom.example"), "Person", &n.to_string());
    }
    let connection = connect(&test, &hubspot).await.id;
    // Each answer takes longer than a step may.
    let clock = test.clock.clone();
    hubspot.meanwhile(move || clock.advance_seconds(6));

    engine::testkit::read_step(&test.engine, connection).await.unwrap();
    assert!(test.number("select count(*) from addresses where address like 'p%@brightloom.example'").await < 250);

    test.run().await;
    assert_eq!(test.number("select count(*) from addresses where address like 'p%@brightloom.example'").await, 250);
}
