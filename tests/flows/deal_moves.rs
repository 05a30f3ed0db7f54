//! What the operator wants written is kept here once, behind an approval, in the transaction that records it; and it is taken back.

use crate::{last_reason, let_undo_pass, state_of};
use api::{
    Action, Api as _, Code, ConnectionId, ContactId, CreateTask, DealId, DealStages, Details, EditDraft, HoldCode, ItemId,
    ItemState, ItemView, LogNote, MoveDeal, OutboxState, Play, ReadAction, TaskDetails, Undo,
};
use engine::fault;
use engine::store::crm::deals::{self, Facts, Told};
use engine::store::crm::pipelines::{self, Ends, ToldPipeline, ToldStage};
use engine::store::crm::tasks;
use engine::store::{connections, people};
use engine::testkit::{START, TestEngine};

const HOUR: i64 = 3600;

fn stage(source_id: &str, probability: f64, ends: Option<Ends>) -> ToldStage {
    ToldStage { source_id: source_id.to_owned(), name: source_id.to_owned(), probability, ends }
}

/// A workspace that keeps a deal with Inês here, out of practice.
struct Own {
    test: TestEngine,
    connection: ConnectionId,
    ines: ContactId,
    deal: DealId,
}

impl Own {
    async fn new() -> Self {
        let test = TestEngine::new().await;
        test.set("sending.practice", "false").await;
        let mut write = test.engine.cx().write().await.unwrap();
        let connection = connections::ensure(&mut write, "local", "Your own pipeline", "", START).await.unwrap();
        let pipeline = |id: &str, name: &str, stages| ToldPipeline { source_id: id.to_owned(), name: name.to_owned(), stages };
        let sales = vec![
            stage("Begun", 0.2, None),
            stage("Qualified", 0.4, None),
            stage("Contract sent", 0.9, None),
            stage("Won", 1.0, Some(Ends::Won)),
            stage("Lost", 0.0, Some(Ends::Lost)),
        ];
        let renewals = vec![stage("Asked", 0.5, None), stage("Won", 1.0, Some(Ends::Won))];
        let told = [pipeline("sales", "Sales", sales), pipeline("renewals", "Renewals", renewals)];
        pipelines::put(&mut write, connection, &told, START).await.unwrap();
        let new = people::NewContact { address: "ines@brightloom.example", name: "Inês Duarte", company: None };
        let ines = people::make_contacts(&mut write, &[new], START).await.unwrap()[0];
        let begun = pipelines::of_connection(write.conn(), connection).await.unwrap()[0].id;
        let facts = Facts {
            source_id: "501".to_owned(),
            name: "Brightloom, 40 seats".to_owned(),
            stage_id: Some(begun.0),
            amount_cents: Some(4_800_000),
            currency: "EUR".to_owned(),
            owner_id: None,
            company_id: None,
            closes_at: None,
            active_at: Some(START.0),
            opened_at: START.0,
            modified_at: START.0,
        };
        deals::put(&mut write, connection, &[Told { facts, contacts: vec![ines], own: Vec::new() }], true, START).await.unwrap();
        let deal = deals::of_sources(write.conn(), connection, &["501"]).await.unwrap()["501"].id;
        write.commit().await.unwrap();
        test.run().await;
        Self { test, connection, ines, deal }
    }

    async fn move_to(&self, stage: &str) -> Result<ItemView, api::ApiError> {
        self.test.engine.move_deal(MoveDeal { deal: self.deal, stage: stage.to_owned() }).await
    }

    /// The stage in which the deal stands.
    async fn stage(&self) -> String {
        let sql = "select stages.name from deals join stages on stages.stage_id = deals.stage_id";
        self.test.texts(sql).await.remove(0)
    }

    async fn changes(&self) -> Vec<String> {
        self.test.texts("select field || ' ' || is_own from deal_changes order by change_id").await
    }

    async fn carry_out(&self, item: ItemId) {
        self.test.approve(item).await.unwrap();
        let_undo_pass(&self.test).await;
    }

    async fn add_task(&self, title: &str) -> ItemId {
        let wanted = CreateTask {
            title: title.to_owned(),
            body: "Forty of them".to_owned(),
            due: Some("mon 9:00".to_owned()),
            contact: None,
            company: None,
            deal: Some(self.deal),
        };
        self.test.engine.create_task(wanted).await.unwrap().id
    }
}

#[tokio::test]
async fn a_deal_is_moved_once_when_it_is_approved_and_that_is_no_news() {
    let own = Own::new().await;
    let item = own.move_to("contract SENT").await.unwrap();
    assert_eq!((item.play, item.action, item.state), (Play::MoveDeal, Action::UpdateDealStage, ItemState::Review));
    let shown = own.test.show(item.id).await;
    let Some(Details::Stage(details)) = shown.draft.unwrap().details else { panic!("no stage") };
    assert_eq!((details.seen_name.as_str(), details.stage_name.as_str()), ("Begun", "Contract sent"));
    assert_eq!(shown.deal.unwrap().name, "Brightloom, 40 seats");
    assert_eq!(own.stage().await, "Begun", "not before it is approved");

    let action = own.test.approve(item.id).await.unwrap();
    let said = own.test.engine.read_action(ReadAction { action: action.id }).await.unwrap();
    assert!(said.text.contains("Begun → Contract sent"), "{}", said.text);
    let_undo_pass(&own.test).await;

    assert_eq!((own.stage().await.as_str(), state_of(&own.test, item.id).await), ("Contract sent", ItemState::Done));
    assert_eq!(own.changes().await, ["stage 1"]);
    assert_eq!(own.test.number("select count(*) from signals where kind = 'deal_stage_changed'").await, 0, "no echo");
    assert_eq!(own.test.queue().await.len(), 0);
    assert_eq!(own.test.outbox().await[0].state, OutboxState::Sent);
}

#[tokio::test]
async fn a_move_is_asked_for_once_and_its_stage_can_be_changed_until_it_is_approved() {
    let own = Own::new().await;
    let item = own.move_to("Qualified").await.unwrap();
    let again = own.move_to("Contract sent").await.unwrap();
    assert_eq!(item.id, again.id);
    assert_eq!(own.test.queue().await.len(), 1);
    let stages = own.test.engine.deal_stages(DealStages { deal: own.deal }).await.unwrap();
    assert_eq!(stages.iter().filter(|stage| stage.is_of_its_pipeline).count(), 5);
    let Some(Details::Stage(details)) = own.test.show(item.id).await.draft.unwrap().details else { panic!("no stage") };
    assert_eq!(details.stage_name, "Contract sent");

    let change = |details: Details| EditDraft {
        item: item.id,
        subject: None,
        body: None,
        to: None,
        cc: None,
        bcc: None,
        details: Some(details),
    };
    let won = stages.iter().find(|stage| stage.name == "Won").unwrap().id;
    let other = api::StageDetails { stage: won, stage_name: "anything".to_owned(), ..details.clone() };
    own.test.engine.edit_draft(change(Details::Stage(other))).await.unwrap();
    let wrong = api::StageDetails { deal: DealId(99), ..details.clone() };
    assert_eq!(own.test.engine.edit_draft(change(Details::Stage(wrong))).await.unwrap_err().code, Code::Invalid);
    let task = TaskDetails { connection: None, due_at: None, belongs: api::Belongs::default() };
    assert_eq!(own.test.engine.edit_draft(change(Details::Task(task))).await.unwrap_err().code, Code::Invalid);
    own.carry_out(item.id).await;
    assert_eq!(own.stage().await, "Won");
}

#[tokio::test]
async fn a_stage_that_there_is_not_is_refused_with_those_that_there_are() {
    let own = Own::new().await;
    let none = own.move_to("Signed").await.unwrap_err();
    assert_eq!((none.code, none.field.as_deref()), (Code::Invalid, Some("stage")));
    assert!(none.message.contains("Begun, Qualified, Contract sent, Won, Lost"), "{}", none.message);
    assert_eq!(own.move_to("begun").await.unwrap_err().code, Code::Conflict);
    let gone = own.test.engine.move_deal(MoveDeal { deal: DealId(99), stage: "Won".to_owned() }).await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
    assert_eq!(own.test.queue().await.len(), 0);
}

#[tokio::test]
async fn a_deal_that_somebody_else_moved_stays_where_it_is_and_the_item_comes_back() {
    let own = Own::new().await;
    let item = own.move_to("Contract sent").await.unwrap();
    own.test.approve(item.id).await.unwrap();
    let elsewhere = "update deals set stage_id = (select stage_id from stages where name = 'Qualified')";
    own.test.sql(elsewhere).await;
    let_undo_pass(&own.test).await;

    assert_eq!((own.stage().await.as_str(), state_of(&own.test, item.id).await), ("Qualified", ItemState::Review));
    let reason = last_reason(&own.test, item.id).await;
    assert!(reason.contains("“Begun”") && reason.contains("“Qualified”"), "{reason}");
    let draft = own.test.show(item.id).await.draft.unwrap();
    assert_eq!(draft.holds.iter().map(|hold| hold.code).collect::<Vec<_>>(), [HoldCode::RecordChanged]);
    assert_eq!(own.test.approve(item.id).await.unwrap_err().code, Code::Held);
    assert_eq!(own.test.number("select count(*) from crm_writes").await, 0);

    own.move_to("Contract sent").await.unwrap();
    own.carry_out(item.id).await;
    assert_eq!(own.stage().await, "Contract sent", "once it was looked at again");
}

#[tokio::test]
async fn undo_brings_a_deal_back_to_where_it_was_unless_it_was_moved_since() {
    let own = Own::new().await;
    let item = own.move_to("Won").await.unwrap();
    own.carry_out(item.id).await;
    let outcomes = "select kind || ' ' || cast(impact as integer) from outcomes order by outcome_id";
    assert_eq!(own.test.texts(outcomes).await, ["deal_won 10"]);

    let undone = own.test.engine.undo(Undo {}).await.unwrap();
    assert!(undone.words.contains("back in “Begun”"), "{}", undone.words);
    assert_eq!((own.stage().await.as_str(), own.changes().await.len()), ("Begun", 2));
    assert_eq!(own.test.engine.undo(Undo {}).await.unwrap_err().code, Code::NotFound);

    own.test.clock.advance_seconds(HOUR);
    let item = own.move_to("Qualified").await.unwrap();
    own.carry_out(item.id).await;
    own.test.sql("update deals set stage_id = (select max(stage_id) from stages)").await;
    assert_eq!(own.test.engine.undo(Undo {}).await.unwrap_err().code, Code::Conflict);
    assert_eq!(own.test.queue().await.len(), 0, "no echo of what was taken back");
}

#[tokio::test]
async fn a_move_is_made_once_wherever_the_process_dies() {
    for point in [
        "send_before_claim",
        "send_before_sending_commit",
        "send_after_sending_commit",
        "send_before_sent_commit",
        "send_after_sent_commit",
    ] {
        let mut own = Own::new().await;
        let item = own.move_to("Qualified").await.unwrap();
        own.test.approve(item.id).await.unwrap();
        own.test.clock.advance_seconds(30);
        fault::panic_at(point);
        let engine = own.test.engine.clone();
        // A panic inside of the job is caught by its runner.
        drop(tokio::spawn(async move { engine.run_until_idle().await }).await);
        own.test.restart().await;
        own.test.clock.advance_seconds(600);
        own.test.run().await;
        assert_eq!((own.stage().await.as_str(), own.changes().await.len()), ("Qualified", 1), "{point}");
        assert_eq!(own.test.number("select count(*) from crm_writes where written_at is not null").await, 1, "{point}");
        assert_eq!(state_of(&own.test, item.id).await, ItemState::Done, "{point}");
    }
}

#[tokio::test]
async fn a_task_and_a_note_are_kept_with_their_deal_and_taken_back() {
    let own = Own::new().await;
    let task = own.add_task("Count the seats").await;
    let shown = own.test.show(task).await;
    let Some(Details::Task(details)) = shown.draft.unwrap().details else { panic!("no task") };
    assert_eq!(
        (details.connection, details.belongs.deal, details.belongs.contact),
        (Some(own.connection), Some(own.deal), Some(own.ines))
    );
    own.carry_out(task).await;
    let kept = "select title || ' / ' || body || ' / ' || (due_at is not null) || (deal_id is not null) || (contact_id is not null) from tasks where archived_at is null";
    assert_eq!(own.test.texts(kept).await, ["Count the seats / Forty of them / 111"]);

    let wanted =
        LogNote { body: "They want forty seats.".to_owned(), contact: Some(own.ines), company: None, deal: Some(own.deal) };
    let note = own.test.engine.log_note(wanted).await.unwrap();
    assert_eq!((note.play, note.action), (Play::AddNote, Action::LogNote));
    own.carry_out(note.id).await;
    assert_eq!(own.test.texts("select body from notes").await, ["They want forty seats."]);

    own.test.engine.undo(Undo {}).await.unwrap();
    assert_eq!(own.test.texts("select body from notes").await, Vec::<String>::new());
    own.test.engine.undo(Undo {}).await.unwrap();
    assert_eq!(own.test.texts(kept).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_asked_for_without_words_or_about_nothing_is_refused() {
    let own = Own::new().await;
    let task = |title: &str, due: Option<&str>, deal| CreateTask {
        title: title.to_owned(),
        body: String::new(),
        due: due.map(str::to_owned),
        contact: None,
        company: None,
        deal,
    };
    for (wanted, field) in [(task(" ", None, None), "title"), (task("Call", Some("whenever"), None), "due")] {
        let refused = own.test.engine.create_task(wanted).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some(field)));
    }
    let gone = own.test.engine.create_task(task("Call", None, Some(DealId(99)))).await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
    for (body, contact) in [("", Some(own.ines)), ("words", None)] {
        let refused =
            own.test.engine.log_note(LogNote { body: body.to_owned(), contact, company: None, deal: None }).await.unwrap_err();
        assert_eq!(refused.code, Code::Invalid);
    }
}

#[tokio::test]
async fn a_task_that_is_overdue_is_done_by_its_approval_and_counts_for_whom_it_is_about() {
    let own = Own::new().await;
    let now = own.test.engine.cx().now();
    let told = tasks::Told {
        source_id: "901".to_owned(),
        title: "Call Inês".to_owned(),
        body: String::new(),
        due_at: Some(now.plus_seconds(-HOUR).0),
        done_at: None,
        owner_id: None,
        contact_id: Some(own.ines.0),
        company_id: None,
        deal_id: Some(own.deal.0),
        modified_at: now.plus_seconds(-2 * HOUR).0,
    };
    let mut write = own.test.engine.cx().write().await.unwrap();
    tasks::put(&mut write, own.connection, &[told], now).await.unwrap();
    write.commit().await.unwrap();
    own.test.judge().await;
    own.test.run().await;
    let outcomes = "select kind || ' ' || cast(impact as integer) from outcomes order by 1";
    assert_eq!(own.test.texts(outcomes).await, ["task_overdue -2"]);
    let item = own.test.queue().await.remove(0);
    assert_eq!((item.play, item.action), (Play::DoTask, Action::CompleteTask));
    let Some(Details::Done(done)) = own.test.show(item.id).await.draft.unwrap().details else { panic!("no task") };
    assert_eq!((done.task_title.as_str(), done.is_done), ("Call Inês", true));
    let before = own.test.show(item.id).await.adjustment;

    own.carry_out(item.id).await;
    assert_eq!(own.test.number("select count(*) from tasks where done_at is not null").await, 1);
    assert_eq!(own.test.texts(outcomes).await, ["task_completed 3", "task_overdue -2"]);
    assert!(before < 0.0, "{before}");
    assert_eq!(state_of(&own.test, item.id).await, ItemState::Done);

    own.test.engine.undo(Undo {}).await.unwrap();
    assert_eq!(own.test.number("select count(*) from tasks where done_at is null").await, 1);
    assert_eq!(own.test.texts(outcomes).await, ["task_overdue -2"]);
}

#[tokio::test]
async fn practice_moves_nothing_and_the_kill_switch_holds() {
    let own = Own::new().await;
    own.test.set("sending.practice", "true").await;
    let item = own.move_to("Qualified").await.unwrap();
    own.carry_out(item.id).await;
    assert_eq!(own.stage().await, "Begun");
    let folder = own.test.data().join("practice").join("deals");
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(files.len(), 1);
    own.test.set("sending.practice", "false").await;

    let item = own.move_to("Won").await.unwrap();
    own.test.engine.set_kill_switch(api::SetKillSwitch { position: api::Position::On }).await.unwrap();
    own.carry_out(item.id).await;
    assert_eq!((own.stage().await.as_str(), own.test.outbox().await[0].state), ("Begun", OutboxState::Held));
}

#[tokio::test]
async fn what_has_no_crm_is_kept_here() {
    let (test, _) = TestEngine::with_question().await;
    test.set("sending.practice", "false").await;
    let contact = test.queue().await[0].contact.clone().unwrap().id;
    let wanted = CreateTask {
        title: "Ask about seats".to_owned(),
        body: String::new(),
        due: None,
        contact: Some(contact),
        company: None,
        deal: None,
    };
    let item = test.engine.create_task(wanted).await.unwrap();
    let gates = test.show(item.id).await.gates;
    assert!(gates.iter().filter(|gate| !gate.passes).all(|gate| ["approval", "undo"].contains(&gate.name.as_str())), "{gates:?}");
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(test.texts("select title from tasks").await, ["Ask about seats"]);
    assert_eq!(
        test.texts("select kind from connections where connection_id = (select connection_id from tasks)").await,
        ["local"]
    );
}
