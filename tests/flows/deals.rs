//! What a CRM tells of deals, leads and tasks calls for work, once for each change, and for none of what colleagues sell.

use api::{Action, ConnectionId, ContactId, ItemView, OwnerId, Play, SignalKind, StageId, Time};
use engine::store::crm::changes::Field;
use engine::store::crm::deals::{self, Facts, Told};
use engine::store::crm::pipelines::{self, Ends, ToldOwner, ToldPipeline, ToldStage};
use engine::store::crm::{records, tasks};
use engine::store::{connections, people};
use engine::testkit::{OPERATOR, START, TestEngine};

const DAY: i64 = 24 * 3600;

/// A workspace with a CRM in which two owners sell, the operator and a colleague.
struct Crm {
    test: TestEngine,
    connection: ConnectionId,
    stages: Vec<pipelines::Stage>,
    own: OwnerId,
    colleague: OwnerId,
    ines: ContactId,
}

fn stage(source_id: &str, probability: f64, ends: Option<Ends>) -> ToldStage {
    ToldStage { source_id: source_id.to_owned(), name: source_id.to_owned(), probability, ends }
}

impl Crm {
    async fn new() -> Self {
        let test = TestEngine::new().await;
        let mut write = test.engine.cx().write().await.unwrap();
        let connection = connections::ensure(&mut write, "hubspot", "Northwind", "1", START).await.unwrap();
        let sales = ToldPipeline {
            source_id: "default".to_owned(),
            name: "Sales".to_owned(),
            stages: vec![
                stage("appointmentscheduled", 0.2, None),
                stage("qualifiedtobuy", 0.4, None),
                stage("contractsent", 0.9, None),
                stage("closedwon", 1.0, Some(Ends::Won)),
                stage("closedlost", 0.0, Some(Ends::Lost)),
            ],
        };
        assert!(pipelines::put(&mut write, connection, std::slice::from_ref(&sales), START).await.unwrap());
        assert!(!pipelines::put(&mut write, connection, &[sales], START).await.unwrap());
        let owner =
            |id: &str, address: &str| ToldOwner { source_id: id.to_owned(), name: String::new(), address: address.to_owned() };
        let owners = [owner("7", OPERATOR), owner("8", "lee@northwind.example")];
        pipelines::put_owners(&mut write, connection, &owners, START).await.unwrap();
        let new = people::NewContact { address: "ines@brightloom.example", name: "Inês Duarte", company: None };
        let ines = people::make_contacts(&mut write, &[new], START).await.unwrap()[0];
        let owners = pipelines::owners(write.conn(), connection).await.unwrap();
        let stages = pipelines::of_connection(write.conn(), connection).await.unwrap();
        write.commit().await.unwrap();
        Self { test, connection, stages, own: owners["7"], colleague: owners["8"], ines }
    }

    fn stage(&self, source_id: &str) -> StageId {
        self.stages.iter().find(|stage| stage.source_id == source_id).unwrap().id
    }

    /// A deal of the operator's with Inês, with which something happened a day ago.
    fn deal(&self, stage: &str) -> Told {
        let now = self.test.engine.cx().now();
        Told {
            facts: Facts {
                source_id: "501".to_owned(),
                name: "Brightloom, 40 seats".to_owned(),
                stage_id: Some(self.stage(stage).0),
                amount_cents: Some(4_800_000),
                currency: "EUR".to_owned(),
                owner_id: Some(self.own.0),
                company_id: None,
                closes_at: None,
                active_at: Some(now.plus_seconds(-DAY).0),
                opened_at: START.plus_seconds(-20 * DAY).0,
                modified_at: now.0,
            },
            contacts: vec![self.ines],
            own: Vec::new(),
        }
    }

    /// The CRM is read and tells of these deals.
    async fn read(&self, told: &[Told], is_first: bool) {
        let now = self.test.engine.cx().now();
        let mut write = self.test.engine.cx().write().await.unwrap();
        deals::put(&mut write, self.connection, told, is_first, now).await.unwrap();
        write.commit().await.unwrap();
        self.test.judge().await;
        self.test.run().await;
    }

    async fn only(&self) -> ItemView {
        let mut queue = self.test.queue().await;
        assert_eq!(queue.len(), 1, "{queue:?}");
        queue.pop().unwrap()
    }

    async fn signals(&self, kind: SignalKind) -> i64 {
        self.test.number(&format!("select count(*) from signals where kind = '{kind}'")).await
    }
}

#[tokio::test]
async fn a_first_reading_of_deals_tells_of_states_and_not_of_changes() {
    let crm = Crm::new().await;
    let mut stalled = crm.deal("qualifiedtobuy");
    stalled.facts.active_at = Some(START.plus_seconds(-9 * DAY).0);
    let won = Told { facts: Facts { source_id: "502".to_owned(), ..crm.deal("closedwon").facts }, ..crm.deal("closedwon") };

    crm.read(&[stalled, won], true).await;

    let item = crm.only().await;
    assert_eq!((item.play, item.action), (Play::Revive, Action::SendEmail));
    assert_eq!(crm.test.number("select n_open from tab_counts where tab = 'deals'").await, 1);
    assert_eq!(crm.test.number("select count(*) from signals").await, 1);
}

#[tokio::test]
async fn a_deal_that_moves_forward_calls_for_the_next_step_once_however_often_it_is_read() {
    let crm = Crm::new().await;
    crm.read(&[crm.deal("appointmentscheduled")], true).await;
    assert_eq!(crm.test.queue().await.len(), 0);

    let moved = crm.deal("contractsent");
    crm.read(std::slice::from_ref(&moved), false).await;
    crm.read(&[moved], false).await;

    assert_eq!(crm.only().await.play, Play::Advance);
    assert_eq!(crm.signals(SignalKind::DealStageChanged).await, 1);
}

#[tokio::test]
async fn a_deal_that_moves_back_is_to_be_looked_at_and_one_that_ends_is_welcomed_or_asked_why() {
    for (stage, play, kind) in [
        ("appointmentscheduled", Play::ReviewDeal, SignalKind::DealStageChanged),
        ("closedwon", Play::Onboard, SignalKind::DealWon),
        ("closedlost", Play::LearnWhy, SignalKind::DealLost),
    ] {
        let crm = Crm::new().await;
        crm.read(&[crm.deal("qualifiedtobuy")], true).await;
        crm.read(&[crm.deal(stage)], false).await;
        assert_eq!(crm.only().await.play, play, "{stage}");
        assert_eq!(crm.signals(kind).await, 1, "{stage}");
    }
}

#[tokio::test]
async fn what_was_changed_from_here_and_what_colleagues_sell_is_no_news() {
    let crm = Crm::new().await;
    crm.read(&[crm.deal("appointmentscheduled")], true).await;
    crm.read(&[Told { own: vec![Field::Stage], ..crm.deal("contractsent") }], false).await;
    assert_eq!(crm.test.queue().await.len(), 0);
    assert_eq!(crm.signals(SignalKind::DealStageChanged).await, 0);

    let mut theirs = crm.deal("closedwon");
    theirs.facts.owner_id = Some(crm.colleague.0);
    crm.read(&[theirs], false).await;
    assert_eq!(crm.test.queue().await.len(), 0);
    assert_eq!(crm.signals(SignalKind::DealWon).await, 1, "it is a fact all the same");
}

#[tokio::test]
async fn a_deal_that_goes_on_needs_no_word_about_its_silence() {
    let crm = Crm::new().await;
    let mut stalled = crm.deal("qualifiedtobuy");
    stalled.facts.active_at = Some(START.plus_seconds(-9 * DAY).0);
    crm.read(&[stalled], true).await;
    assert_eq!(crm.only().await.play, Play::Revive);

    crm.read(&[crm.deal("qualifiedtobuy")], false).await;
    assert_eq!(crm.test.queue().await.len(), 0);

    crm.test.clock.set(START.plus_seconds(7 * DAY));
    crm.test.run().await;
    assert_eq!(crm.only().await.play, Play::Revive, "a week later it stands still again");
}

#[tokio::test]
async fn a_deal_that_closes_within_a_week_is_to_be_looked_at() {
    let crm = Crm::new().await;
    let mut closing = crm.deal("contractsent");
    closing.facts.closes_at = Some(START.plus_seconds(9 * DAY).0);
    closing.facts.active_at = Some(START.plus_seconds(2 * DAY).0);
    crm.read(&[closing], true).await;
    assert_eq!(crm.test.queue().await.len(), 0);
    crm.test.clock.set(START.plus_seconds(3 * DAY));
    crm.test.run().await;
    let item = crm.only().await;
    assert_eq!((item.play, item.action), (Play::ReviewDeal, Action::CreateTask));
}

#[tokio::test]
async fn an_overdue_task_is_to_be_done_and_is_over_once_it_is() {
    let crm = Crm::new().await;
    let mut task = tasks::Told {
        source_id: "9".to_owned(),
        title: "Send the security sheet".to_owned(),
        body: String::new(),
        due_at: Some(START.plus_seconds(-3600).0),
        done_at: None,
        owner_id: Some(crm.own.0),
        contact_id: Some(crm.ines.0),
        company_id: None,
        deal_id: None,
        modified_at: START.0,
    };
    for done_at in [None, Some(START.0)] {
        task.done_at = done_at;
        let mut write = crm.test.engine.cx().write().await.unwrap();
        tasks::put(&mut write, crm.connection, std::slice::from_ref(&task), START).await.unwrap();
        write.commit().await.unwrap();
        crm.test.judge().await;
        crm.test.run().await;
        if done_at.is_none() {
            let item = crm.only().await;
            assert_eq!((item.play, item.action), (Play::DoTask, Action::CompleteTask));
        }
    }
    assert_eq!(crm.test.queue().await.len(), 0);
}

#[tokio::test]
async fn a_lead_with_whom_nobody_was_in_touch_for_two_weeks_is_written_to() {
    let crm = Crm::new().await;
    let now = START;
    let mut write = crm.test.engine.cx().write().await.unwrap();
    records::is_contact(&mut write, crm.connection, "77", crm.ines, true, now, now).await.unwrap();
    records::touched(&mut write, crm.ines, Time(now.plus_seconds(-13 * DAY).0)).await.unwrap();
    write.commit().await.unwrap();
    crm.test.judge().await;
    crm.test.run().await;
    assert_eq!(crm.test.queue().await.len(), 0);
    crm.test.clock.set(START.plus_seconds(2 * DAY));
    crm.test.run().await;
    assert_eq!(crm.only().await.play, Play::CheckIn);
}

/// The component of that name of the only item.
async fn component(crm: &Crm, name: &str) -> api::Component {
    let detail = crm.test.show(crm.only().await.id).await;
    detail.components.into_iter().find(|part| part.name == name).unwrap()
}

#[tokio::test]
async fn the_amount_of_a_deal_moves_its_rank_and_is_named_in_the_explanation() {
    let crm = Crm::new().await;
    let mut stalled = crm.deal("qualifiedtobuy");
    stalled.facts.active_at = Some(START.plus_seconds(-9 * DAY).0);
    crm.read(&[stalled.clone()], true).await;
    let revenue = component(&crm, "revenue").await;
    // 0.70 + 0.4 · (48,000 / (48,000 + 25,000) − 0.5)
    assert!((revenue.value - 0.763_013_7).abs() < 1e-6, "{revenue:?}");
    assert_eq!(revenue.counted, [api::Counted::Amount { cents: 4_800_000, currency: "EUR".to_owned() }]);

    stalled.facts.currency = "JPY".to_owned();
    crm.read(&[stalled], false).await;
    crm.test.run().await;
    let revenue = component(&crm, "revenue").await;
    assert_eq!(revenue.counted, [api::Counted::NoRate { cents: 4_800_000, currency: "JPY".to_owned() }]);
    assert!((revenue.value - 0.70).abs() < 1e-9, "without a rate the base counts");

    crm.test.set("scoring.rates", "JPY 0.006").await;
    crm.test.run().await;
    let revenue = component(&crm, "revenue").await;
    assert_eq!(revenue.counted, [api::Counted::Amount { cents: 4_800_000, currency: "JPY".to_owned() }]);
}

#[tokio::test]
async fn the_stage_that_a_deal_came_to_says_how_soon_the_next_step_is_due() {
    let mut due = Vec::new();
    for (stage, urgency) in [("qualifiedtobuy", 0.80), ("contractsent", 0.95)] {
        let crm = Crm::new().await;
        crm.read(&[crm.deal("appointmentscheduled")], true).await;
        crm.read(&[crm.deal(stage)], false).await;
        assert!((component(&crm, "urgency").await.value - urgency).abs() < 1e-9, "{stage}");
        due.push(crm.only().await.due_at);
    }
    assert!(due[1] < due[0], "a contract is more urgent: {due:?}");
}

#[tokio::test]
async fn somebody_who_decides_at_a_target_company_weighs_more() {
    let crm = Crm::new().await;
    let mut stalled = crm.deal("qualifiedtobuy");
    stalled.facts.active_at = Some(START.plus_seconds(-9 * DAY).0);
    crm.read(&[stalled], true).await;
    assert!((component(&crm, "strategic").await.value - 0.60).abs() < 1e-9);
    crm.test.sql("insert into companies (name, domain, made_at) values ('Brightloom', 'brightloom.example', 0)").await;
    crm.test.sql("update contacts set title = 'Head of Operations', company_id = (select company_id from companies)").await;
    crm.test.set("scoring.target_domains", "Brightloom.example").await;
    crm.test.run().await;
    let strategic = component(&crm, "strategic").await;
    assert!((strategic.value - 0.85).abs() < 1e-9, "{strategic:?}");
    assert_eq!(strategic.counted, [api::Counted::TargetCompany, api::Counted::DecisionMaker]);
}
