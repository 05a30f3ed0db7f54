//! Without any CRM the same records are kept here: deals in a pipeline of one's own, notes, tasks; and what the operator changed
//! can be taken back.

use api::{
    AddNote, AddTask, Api as _, Code, ContactId, DealEnd, DealId, DealLine, DealPage, DealStanding, DealView, FinishTask,
    ListConnections, ListDeals, ListLedger, ListPipelines, PipelineView, SaveDeal, SavePipeline, ShowDeal, ShowPerson, StageId,
    StageView, Undo, WantedStage,
};
use engine::store::connections;
use engine::store::crm::deals::{self, Facts, Told};
use engine::testkit::{OFFER, QUESTION, START, TestEngine};

const DAY: i64 = 24 * 3600;

fn new(name: &str) -> SaveDeal {
    let name = Some(name.to_owned());
    SaveDeal { deal: None, name, stage: None, amount_cents: None, currency: None, company: None, contacts: None, closes_at: None }
}

/// A change of a deal that says nothing yet.
fn change(deal: DealId) -> SaveDeal {
    SaveDeal { deal: Some(deal), name: None, ..new("") }
}

fn all() -> ListDeals {
    ListDeals { pipeline: None, stage: None, standing: None, text: None, after: None, limit: None }
}

async fn list(test: &TestEngine, request: ListDeals) -> Vec<DealLine> {
    test.engine.list_deals(request).await.unwrap().deals
}

async fn save(test: &TestEngine, request: SaveDeal) -> DealView {
    test.engine.save_deal(request).await.unwrap()
}

async fn pipelines(test: &TestEngine) -> Vec<PipelineView> {
    test.engine.list_pipelines(ListPipelines {}).await.unwrap()
}

async fn stage(test: &TestEngine, name: &str) -> StageId {
    let pipelines = pipelines(test).await;
    pipelines.iter().flat_map(|pipeline| &pipeline.stages).find(|stage| stage.name == name).unwrap().id
}

/// A workspace with mail from Inês of Brightloom, and who she is.
async fn with_ines() -> (TestEngine, ContactId) {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    test.run().await;
    let ines = test.number("select contact_id from addresses where address = 'ines@brightloom.example'").await;
    (test, ContactId(ines))
}

fn names(deals: &[DealLine]) -> Vec<&str> {
    deals.iter().map(|deal| deal.name.as_str()).collect()
}

async fn refusal(test: &TestEngine, request: SaveDeal) -> (Code, Option<String>) {
    let refused = test.engine.save_deal(request).await.unwrap_err();
    (refused.code, refused.field)
}

#[tokio::test]
async fn a_first_deal_makes_a_pipeline_of_ones_own() {
    let (test, ines) = with_ines().await;

    let made = save(
        &test,
        SaveDeal {
            contacts: Some(vec![ines]),
            amount_cents: Some(Some(4_800_000)),
            currency: Some("eur".to_owned()),
            ..new("Brightloom, 40 seats")
        },
    )
    .await;

    let deal = &made.deal;
    assert_eq!((deal.stage.as_str(), deal.pipeline.as_str()), ("Appointment scheduled", "Sales"));
    assert_eq!((deal.amount_cents, deal.currency.as_str(), deal.ends), (Some(4_800_000), "EUR", None));
    assert_eq!((deal.kept.is_local, deal.kept.name.as_str()), (true, "Your own pipeline"));
    assert_eq!(deal.company.as_ref().unwrap().name, "Brightloom", "where its people work");
    assert_eq!(deal.contacts[0].id, ines);
    let own = pipelines(&test).await;
    let stages: Vec<(&str, f64, Option<DealEnd>)> =
        own[0].stages.iter().map(|stage| (stage.name.as_str(), stage.probability, stage.ends)).collect();
    assert_eq!(
        stages,
        [
            ("Appointment scheduled", 0.2, None),
            ("Qualified to buy", 0.4, None),
            ("Presentation scheduled", 0.6, None),
            ("Decision maker bought in", 0.8, None),
            ("Contract sent", 0.9, None),
            ("Closed won", 1.0, Some(DealEnd::Won)),
            ("Closed lost", 0.0, Some(DealEnd::Lost)),
        ]
    );
    assert_eq!((own[0].stages[0].n_deals, own[0].stages[0].worth[0].cents), (1, 4_800_000));
    let listed = test.engine.list_connections(ListConnections {}).await.unwrap();
    assert!(listed.iter().all(|connection| connection.kind != "local"), "it is no service");
}

#[tokio::test]
async fn a_move_of_ones_own_is_history_and_no_news() {
    let (test, ines) = with_ines().await;
    let made = save(&test, SaveDeal { contacts: Some(vec![ines]), ..new("Brightloom") }).await;
    let n_signals = test.number("select count(*) from signals").await;
    test.clock.advance_seconds(60);

    let moved = save(&test, SaveDeal { stage: Some(stage(&test, "Contract sent").await), ..change(made.deal.id) }).await;

    assert_eq!(moved.deal.stage, "Contract sent");
    let words: Vec<(&str, bool)> = moved.history.iter().map(|change| (change.words.as_str(), change.is_own)).collect();
    assert_eq!(words, [("Moved from Appointment scheduled to Contract sent", true), ("Opened in Appointment scheduled", true)]);
    assert!(moved.timeline.iter().any(|entry| entry.deal.is_some() && entry.words.starts_with("Moved from")));
    assert!(moved.timeline.iter().any(|entry| entry.message.is_some()), "and the mail with its people");
    test.run().await;
    assert_eq!(test.number("select count(*) from signals").await, n_signals);
    let noted =
        test.number("select count(*) from ledger where event in ('deal_made', 'deal_changed') and actor = 'operator'").await;
    assert_eq!(noted, 2);
}

#[tokio::test]
async fn what_is_left_out_stays_and_what_is_emptied_is_empty() {
    let (test, ines) = with_ines().await;
    let full = SaveDeal {
        contacts: Some(vec![ines]),
        amount_cents: Some(Some(100)),
        currency: Some("USD".to_owned()),
        closes_at: Some(Some(START.plus_seconds(20 * DAY))),
        ..new("Brightloom")
    };
    let deal = save(&test, full).await.deal;

    let renamed = save(&test, SaveDeal { name: Some("  Brightloom,   all of it ".to_owned()), ..change(deal.id) }).await.deal;
    assert_eq!(renamed.name, "Brightloom, all of it");
    assert_eq!((renamed.amount_cents, renamed.closes_at, renamed.company.is_some()), (Some(100), deal.closes_at, true));

    let emptied = SaveDeal {
        amount_cents: Some(None),
        closes_at: Some(None),
        company: Some(None),
        contacts: Some(vec![]),
        ..change(deal.id)
    };
    let emptied = save(&test, emptied).await.deal;
    assert_eq!((emptied.amount_cents, emptied.closes_at, emptied.company, emptied.contacts.len()), (None, None, None, 0));
}

#[tokio::test]
async fn a_deal_that_cannot_be_is_refused_and_nothing_is_made() {
    let (test, _) = with_ines().await;
    let refused = [
        (new("   "), Code::Invalid, "name"),
        (new(&"x".repeat(201)), Code::Invalid, "name"),
        (SaveDeal { amount_cents: Some(Some(-1)), ..new("a") }, Code::Invalid, "amount_cents"),
        (SaveDeal { currency: Some("euro".to_owned()), ..new("a") }, Code::Invalid, "currency"),
        (SaveDeal { stage: Some(StageId(999)), ..new("a") }, Code::NotFound, "stage"),
        (SaveDeal { contacts: Some(vec![ContactId(999)]), ..new("a") }, Code::NotFound, "contacts"),
        (SaveDeal { company: Some(Some(api::CompanyId(999))), ..new("a") }, Code::NotFound, "company"),
        (change(DealId(999)), Code::NotFound, "deal"),
    ];
    for (request, code, field) in refused {
        assert_eq!(refusal(&test, request).await, (code, Some(field.to_owned())));
    }
    assert_eq!(list(&test, all()).await, []);
}

#[tokio::test]
async fn a_deal_of_a_crm_is_not_changed_by_hand() {
    let test = TestEngine::new().await;
    let mut write = test.engine.cx().write().await.unwrap();
    let connection = connections::ensure(&mut write, "hubspot", "Northwind", "1", START).await.unwrap();
    let facts = Facts {
        source_id: "501".to_owned(),
        name: "Brightloom".to_owned(),
        stage_id: None,
        amount_cents: None,
        currency: String::new(),
        owner_id: None,
        company_id: None,
        closes_at: None,
        active_at: None,
        opened_at: START.0,
        modified_at: START.0,
    };
    deals::put(&mut write, connection, &[Told { facts, contacts: vec![], own: vec![] }], true, START).await.unwrap();
    write.commit().await.unwrap();
    let deal = list(&test, all()).await.pop().unwrap();
    assert_eq!((deal.kept.is_local, deal.stage_id, deal.stage.as_str()), (false, None, ""));

    let refused = test.engine.save_deal(SaveDeal { name: Some("Mine".to_owned()), ..change(deal.id) }).await.unwrap_err();

    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.message.contains("Northwind") && refused.message.contains("approve"), "{}", refused.message);
    assert_eq!(list(&test, all()).await[0].name, "Brightloom");
}

#[tokio::test]
async fn deals_are_found_by_stage_standing_and_words_and_pages_show_each_once() {
    let (test, ines) = with_ines().await;
    for (name, contacts) in [("Alpha", vec![]), ("Beta", vec![ines]), ("Gamma", vec![])] {
        test.clock.advance_seconds(60);
        save(&test, SaveDeal { contacts: Some(contacts), ..new(name) }).await;
    }
    let won = stage(&test, "Closed won").await;
    let alpha = list(&test, all()).await.pop().unwrap();
    test.clock.advance_seconds(60);
    save(&test, SaveDeal { stage: Some(won), ..change(alpha.id) }).await;

    assert_eq!(names(&list(&test, all()).await), ["Alpha", "Gamma", "Beta"]);
    assert_eq!(names(&list(&test, ListDeals { stage: Some(won), ..all() }).await), ["Alpha"]);
    assert_eq!(names(&list(&test, ListDeals { standing: Some(DealStanding::Closed), ..all() }).await), ["Alpha"]);
    assert_eq!(names(&list(&test, ListDeals { standing: Some(DealStanding::Open), ..all() }).await), ["Gamma", "Beta"]);
    let own = pipelines(&test).await[0].id;
    assert_eq!(list(&test, ListDeals { pipeline: Some(own), ..all() }).await.len(), 3);
    for (text, found) in
        [("GAM", vec!["Gamma"]), ("ines", vec!["Beta"]), ("brightloom beta", vec!["Beta"]), ("alpha ines", vec![])]
    {
        assert_eq!(names(&list(&test, ListDeals { text: Some(text.to_owned()), ..all() }).await), found, "{text}");
    }
    let (mut shown, mut after) = (Vec::new(), None);
    loop {
        let DealPage { deals, next } = test.engine.list_deals(ListDeals { limit: Some(1), after, ..all() }).await.unwrap();
        shown.extend(deals);
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(shown, list(&test, all()).await);
}

#[tokio::test]
async fn changes_of_deals_and_tasks_are_taken_back_one_after_the_other_among_all_decisions() {
    let (test, ines) = with_ines().await;
    let item = test.queue().await.pop().unwrap().id;
    let deal = save(&test, SaveDeal { contacts: Some(vec![ines]), ..new("Brightloom") }).await.deal;
    let moved = SaveDeal { stage: Some(stage(&test, "Contract sent").await), ..change(deal.id) };
    save(&test, moved).await;
    test.engine.snooze(api::Snooze { item, until: "3d".to_owned() }).await.unwrap();
    save(&test, SaveDeal { amount_cents: Some(Some(5)), ..change(deal.id) }).await;
    let task =
        AddTask { title: "Call".to_owned(), body: String::new(), due: None, contact: Some(ines), company: None, deal: None };
    let task = test.engine.add_task(task).await.unwrap().kept().unwrap();
    test.engine.finish_task(FinishTask { task: task.id }).await.unwrap();
    let undo = async || test.engine.undo(Undo {}).await.unwrap().words;
    let shown = async || test.engine.show_deal(ShowDeal { deal: deal.id }).await.unwrap().deal;

    assert!(undo().await.contains("to do again"));
    assert!(undo().await.contains("gone again"));
    assert_eq!(test.number("select count(*) from tasks where archived_at is null").await, 0);
    assert!(undo().await.contains("as it was"));
    assert_eq!(shown().await.amount_cents, None);
    undo().await;
    assert_eq!(test.queue().await.len(), 1, "the snoozed item is back");
    assert!(undo().await.contains("stage where it was"));
    assert_eq!(shown().await.stage, "Appointment scheduled");
    undo().await;
    assert_eq!(list(&test, all()).await, []);
    assert_eq!(test.engine.undo(Undo {}).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn stages_are_renamed_added_put_in_order_and_put_away() {
    let test = TestEngine::new().await;
    let deal = save(&test, new("Alpha")).await.deal;
    let own = pipelines(&test).await.pop().unwrap();
    let kept =
        |stage: &StageView| WantedStage { id: Some(stage.id), name: stage.name.clone(), probability: None, ends: stage.ends };
    let mut stages: Vec<WantedStage> = own.stages.iter().map(kept).collect();
    stages[1].name = "Talked to".to_owned();
    stages.swap(1, 2);
    stages.remove(3);
    stages.insert(1, WantedStage { id: None, name: "Tried".to_owned(), probability: None, ends: None });

    let saved =
        test.engine.save_pipeline(SavePipeline { pipeline: Some(own.id), name: "Mine".to_owned(), stages }).await.unwrap();

    let now = &saved[0];
    let names: Vec<&str> = now.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(
        (now.name.as_str(), names),
        (
            "Mine",
            vec![
                "Appointment scheduled",
                "Tried",
                "Presentation scheduled",
                "Talked to",
                "Contract sent",
                "Closed won",
                "Closed lost"
            ]
        )
    );
    assert!((now.stages[1].probability - 0.4).abs() < 1e-9, "between its neighbours: {}", now.stages[1].probability);

    let rest: Vec<WantedStage> = now.stages.iter().skip(1).map(kept).collect();
    let refused = test
        .engine
        .save_pipeline(SavePipeline { pipeline: Some(own.id), name: "Mine".to_owned(), stages: rest })
        .await
        .unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Conflict, Some("stages")), "a deal stands there");
    let ends_only: Vec<WantedStage> = now.stages.iter().filter(|stage| stage.ends.is_some()).map(kept).collect();
    let refused =
        test.engine.save_pipeline(SavePipeline { pipeline: Some(own.id), name: "Mine".to_owned(), stages: ends_only }).await;
    assert_eq!(refused.unwrap_err().code, Code::Invalid);

    let second = WantedStage { id: None, name: "Asked".to_owned(), probability: Some(0.5), ends: None };
    let both = test
        .engine
        .save_pipeline(SavePipeline { pipeline: None, name: "Partners".to_owned(), stages: vec![second] })
        .await
        .unwrap();
    assert_eq!(both.iter().map(|pipeline| pipeline.name.as_str()).collect::<Vec<_>>(), ["Mine", "Partners"]);
    assert_eq!(test.engine.show_deal(ShowDeal { deal: deal.id }).await.unwrap().deal.pipeline, "Mine");
}

#[tokio::test]
async fn notes_and_tasks_stand_with_the_person_and_the_deal() {
    let (test, ines) = with_ines().await;
    let deal = save(&test, SaveDeal { contacts: Some(vec![ines]), ..new("Brightloom") }).await.deal.id;
    let note = AddNote { body: " Prefers calls ".to_owned(), contact: Some(ines), company: None, deal: Some(deal) };
    test.engine.add_note(note).await.unwrap();
    let task = AddTask {
        title: "Send the sheet".to_owned(),
        body: String::new(),
        due: Some("3d".to_owned()),
        contact: Some(ines),
        company: None,
        deal: Some(deal),
    };
    let task = test.engine.add_task(task).await.unwrap().kept().unwrap();
    assert!(task.due_at.is_some_and(|at| at > START));

    let person = test.engine.show_person(ShowPerson { contact: ines }).await.unwrap();
    let shown = test.engine.show_deal(ShowDeal { deal }).await.unwrap();

    assert_eq!(person.deals.len(), 1);
    for (tasks, notes, timeline) in
        [(&person.tasks, &person.notes, &person.timeline), (&shown.tasks, &shown.notes, &shown.timeline)]
    {
        assert_eq!((tasks[0].title.as_str(), notes[0].body.as_str()), ("Send the sheet", "Prefers calls"));
        assert_eq!(timeline.iter().filter(|entry| entry.note.is_some()).count(), 1, "once, although it is about both");
    }
    assert_eq!(shown.tasks[0].deal.as_ref().unwrap().name, "Brightloom");
    let done = test.engine.finish_task(FinishTask { task: task.id }).await.unwrap();
    assert!(done.done_at.is_some());
    assert_eq!(test.engine.finish_task(FinishTask { task: task.id }).await.unwrap_err().code, Code::Conflict);
    let empty = AddNote { body: " ".to_owned(), contact: Some(ines), company: None, deal: None };
    assert_eq!(test.engine.add_note(empty).await.unwrap_err().code, Code::Invalid);
    let about_nothing = AddNote { body: "x".to_owned(), contact: None, company: None, deal: None };
    assert_eq!(test.engine.add_note(about_nothing).await.unwrap_err().code, Code::Invalid);
}

#[tokio::test]
async fn an_overdue_task_of_ones_own_and_a_deal_that_stands_still_are_work() {
    let (test, ines) = with_ines().await;
    test.engine.finish(api::Finish { item: test.queue().await[0].id }).await.unwrap();
    save(&test, SaveDeal { contacts: Some(vec![ines]), ..new("Brightloom") }).await;
    let task = AddTask {
        title: "Call".to_owned(),
        body: String::new(),
        due: Some("3d".to_owned()),
        contact: None,
        company: None,
        deal: None,
    };
    test.engine.add_task(task).await.unwrap();
    test.run().await;
    assert_eq!(test.queue().await.len(), 0);

    test.clock.set(START.plus_seconds(9 * DAY));
    test.run().await;

    let plays: Vec<api::Play> = test.queue().await.iter().map(|item| item.play).collect();
    assert!(plays.contains(&api::Play::DoTask) && plays.contains(&api::Play::Revive), "{plays:?}");
}

#[tokio::test]
async fn what_is_kept_here_is_told_in_words_by_the_ledger() {
    let test = TestEngine::new().await;
    save(&test, new("Alpha")).await;
    let request = ListLedger { event: Some("deal_made".to_owned()), subject: None, after: None, limit: None };
    let rows = test.engine.list_ledger(request).await.unwrap().rows;
    assert_eq!(rows[0].deed, "made a deal");
}
