//! The door: every request of the contract, one line each.

use crate::{
    Engine, booking, connectors, deals, demo, desk, drafts, first_touch, free_slots, ledger, meetings, messages, notifications,
    outbox, people, queue, senders, sensitive::Sensitive, signals, undo, vault, write_back,
};
use api::*;

impl Api for Engine {
    async fn status(&self, _: GetStatus) -> Result<Status> {
        self.answer(desk::status(&self.cx)).await
    }

    async fn list_queue(&self, request: ListQueue) -> Result<QueuePage> {
        self.answer(queue::list(&self.cx, &request)).await
    }

    async fn rank_queue(&self, request: RankQueue) -> Result<Ranking> {
        self.answer(queue::rank(&self.cx, &request)).await
    }

    async fn list_items(&self, request: ListItems) -> Result<Vec<ItemView>> {
        self.answer(queue::lines(&self.cx, &request.items)).await
    }

    async fn show_item(&self, request: ShowItem) -> Result<ItemDetail> {
        self.answer(queue::open(&self.cx, request.item)).await
    }

    async fn edit_draft(&self, request: EditDraft) -> Result<ItemDetail> {
        self.answer(drafts::edit(&self.cx, &request)).await?;
        self.answer(queue::detail(&self.cx, request.item)).await
    }

    async fn keep_draft(&self, request: KeepDraft) -> Result<KeptDraft> {
        self.answer(drafts::keep(&self.cx, &request)).await
    }

    async fn drop_kept(&self, request: DropKept) -> Result<ItemDetail> {
        self.answer(drafts::drop_kept(&self.cx, request.item)).await?;
        self.answer(queue::detail(&self.cx, request.item)).await
    }

    async fn list_revisions(&self, request: ListRevisions) -> Result<Vec<RevisionView>> {
        self.answer(drafts::revisions(&self.cx, request.item)).await
    }

    async fn list_templates(&self, _: ListTemplates) -> Result<Vec<Template>> {
        self.answer(drafts::templates::list(&self.cx)).await
    }

    async fn save_template(&self, request: SaveTemplate) -> Result<Vec<Template>> {
        self.answer(drafts::templates::save(&self.cx, &request)).await
    }

    async fn delete_template(&self, request: DeleteTemplate) -> Result<Vec<Template>> {
        self.answer(drafts::templates::delete(&self.cx, request.id)).await
    }

    async fn approve(&self, request: Approve) -> Result<OutboxView> {
        let action = self.answer(outbox::approve(&self.cx, &request)).await?;
        self.cx.work.notify_one();
        self.answer(outbox::view(&self.cx, action)).await
    }

    async fn dismiss(&self, request: Dismiss) -> Result<ItemView> {
        self.line(queue::dismiss(&self.cx, request.item, &request.reason)).await
    }

    async fn finish(&self, request: Finish) -> Result<ItemView> {
        self.line(queue::finish(&self.cx, request.item)).await
    }

    async fn snooze(&self, request: Snooze) -> Result<ItemView> {
        self.line(queue::snooze(&self.cx, request.item, &request.until)).await
    }

    async fn snooze_many(&self, request: SnoozeMany) -> Result<Bulk> {
        self.answer(queue::snooze_many(&self.cx, &request.items, &request.until)).await
    }

    async fn wake(&self, request: Wake) -> Result<ItemView> {
        self.line(queue::wake(&self.cx, request.item)).await
    }

    async fn wake_many(&self, request: WakeMany) -> Result<Bulk> {
        self.answer(queue::wake_many(&self.cx, &request.items)).await
    }

    async fn read_until(&self, request: ReadUntil) -> Result<Until> {
        self.answer(queue::read_until(&self.cx, &request.until)).await
    }

    async fn dismiss_many(&self, request: DismissMany) -> Result<Bulk> {
        self.answer(queue::dismiss_many(&self.cx, &request.items, &request.reason)).await
    }

    async fn finish_many(&self, request: FinishMany) -> Result<Bulk> {
        self.answer(queue::finish_many(&self.cx, &request.items)).await
    }

    async fn reopen(&self, request: Reopen) -> Result<ItemView> {
        self.line(queue::reopen(&self.cx, request.item)).await
    }

    async fn retry(&self, request: Retry) -> Result<ItemView> {
        self.line(queue::retry(&self.cx, request.item)).await
    }

    async fn undo(&self, _: Undo) -> Result<UndoView> {
        self.answer(undo::undo(&self.cx)).await
    }

    async fn list_outbox(&self, _: ListOutbox) -> Result<Vec<OutboxView>> {
        self.answer(outbox::list(&self.cx)).await
    }

    async fn count_outbox(&self, _: CountOutbox) -> Result<OutboxCounts> {
        self.answer(outbox::counts(&self.cx)).await
    }

    async fn read_action(&self, request: ReadAction) -> Result<ActionText> {
        self.answer(outbox::read(&self.cx, request.action)).await
    }

    async fn cancel_action(&self, request: CancelAction) -> Result<OutboxView> {
        self.answer(outbox::cancel(&self.cx, request.action)).await?;
        self.answer(outbox::view(&self.cx, request.action)).await
    }

    async fn resolve_action(&self, request: ResolveAction) -> Result<OutboxView> {
        self.answer(outbox::resolve(&self.cx, request.action, request.verdict)).await?;
        self.answer(outbox::view(&self.cx, request.action)).await
    }

    async fn kill_switch(&self, _: GetKillSwitch) -> Result<KillSwitch> {
        self.answer(desk::kill_switch(&self.cx)).await
    }

    async fn set_kill_switch(&self, request: SetKillSwitch) -> Result<KillSwitch> {
        self.answer(outbox::set_kill_switch(&self.cx, request.position)).await?;
        self.answer(desk::kill_switch(&self.cx)).await
    }

    async fn get_setting(&self, request: GetSetting) -> Result<Setting> {
        self.answer(desk::setting(&self.cx, &request.key)).await
    }

    async fn set_setting(&self, request: SetSetting) -> Result<Setting> {
        self.answer(desk::set_setting(&self.cx, &request.key, &request.value)).await?;
        self.answer(desk::setting(&self.cx, &request.key)).await
    }

    async fn list_settings(&self, _: ListSettings) -> Result<Vec<Setting>> {
        self.answer(desk::settings(&self.cx)).await
    }

    async fn import(&self, request: Import) -> Result<ImportReport> {
        self.answer(connectors::import::import(&self.cx, &request.paths)).await
    }

    async fn list_connections(&self, _: ListConnections) -> Result<Vec<ConnectionView>> {
        self.answer(connectors::list(&self.cx)).await
    }

    async fn sync(&self, request: ReadNow) -> Result<Vec<ConnectionView>> {
        self.answer(connectors::sync_now(&self.cx, request.connection)).await
    }

    async fn stop_reading(&self, request: StopReading) -> Result<Vec<ConnectionView>> {
        self.answer(connectors::stop(&self.cx, request.connection)).await
    }

    async fn pause_reading(&self, request: PauseReading) -> Result<Status> {
        self.answer(desk::pause_reading(&self.cx, request.until.as_deref())).await
    }

    async fn list_senders(&self, _: ListSenders) -> Result<Vec<Sender>> {
        self.answer(senders::list(&self.cx)).await
    }

    async fn allow_sender(&self, request: AllowSender) -> Result<Vec<Sender>> {
        self.answer(senders::allow(&self.cx, &request.address)).await
    }

    async fn screen_sender(&self, request: ScreenSender) -> Result<Vec<Sender>> {
        self.answer(senders::screen(&self.cx, &request.address)).await
    }

    async fn suggest_people(&self, request: SuggestPeople) -> Result<Vec<ContactRef>> {
        self.answer(people::suggest(&self.cx, &request)).await
    }

    async fn write_to(&self, request: WriteTo) -> Result<ItemView> {
        self.line(first_touch::write_to(&self.cx, &request)).await
    }

    async fn connect_google(&self, request: ConnectGoogle) -> Result<SignInStarted> {
        self.answer(connectors::sign_in::begin(&self.cx, &request)).await
    }

    async fn sign_in(&self, request: AwaitSignIn) -> Result<SignInOutcome> {
        self.answer(connectors::sign_in::outcome(&self.cx, &request.attempt, request.wait_seconds)).await
    }

    async fn cancel_sign_in(&self, request: CancelSignIn) -> Result<()> {
        connectors::sign_in::cancel(&self.cx, &request.attempt);
        Ok(())
    }

    async fn connect_smtp(&self, request: ConnectSmtp) -> Result<ConnectionView> {
        self.answer(connectors::connect_smtp(&self.cx, &request)).await
    }

    async fn connect_slack(&self, request: ConnectSlack) -> Result<ConnectionView> {
        self.answer(connectors::connect_slack(&self.cx, &request)).await
    }

    async fn connect_hubspot(&self, request: ConnectHubspot) -> Result<ConnectionView> {
        self.answer(connectors::connect_hubspot(&self.cx, &request)).await
    }

    async fn list_webhooks(&self, _: ListWebhooks) -> Result<Webhooks> {
        self.answer(connectors::webhook::list(&self.cx)).await
    }

    async fn save_webhook(&self, request: SaveWebhook) -> Result<WebhookView> {
        self.answer(connectors::webhook::save(&self.cx, &request)).await
    }

    async fn try_webhook(&self, request: TryWebhook) -> Result<TriedPost> {
        self.answer(connectors::webhook::attempt(&self.cx, &request)).await
    }

    async fn retry_posts(&self, request: RetryPosts) -> Result<WebhookView> {
        self.answer(connectors::webhook::retry(&self.cx, request.webhook)).await
    }

    async fn drop_posts(&self, request: DropPosts) -> Result<WebhookView> {
        self.answer(connectors::webhook::drop_unmapped(&self.cx, request.webhook)).await
    }

    async fn renew_webhook_secret(&self, request: RenewWebhookSecret) -> Result<WebhookView> {
        self.answer(connectors::webhook::renew_secret(&self.cx, request.webhook)).await
    }

    async fn set_connection_options(&self, request: SetConnectionOptions) -> Result<ConnectionView> {
        self.answer(connectors::set_options(&self.cx, request.connection, &request.options)).await
    }

    async fn list_calendars(&self, request: ListCalendars) -> Result<Vec<CalendarChoice>> {
        self.answer(connectors::list_calendars(&self.cx, request.connection)).await
    }

    async fn disconnect(&self, request: Disconnect) -> Result<Vec<ConnectionView>> {
        self.answer(connectors::disconnect(&self.cx, &request)).await
    }

    async fn vault(&self, _: GetVault) -> Result<VaultView> {
        self.answer(vault::view(&self.cx)).await
    }

    async fn unlock_vault(&self, request: UnlockVault) -> Result<VaultView> {
        self.answer(vault::unlock(&self.cx, Sensitive::new(request.passphrase.0))).await
    }

    async fn reset_vault(&self, _: ResetVault) -> Result<VaultView> {
        self.answer(vault::start_over(&self.cx)).await
    }

    async fn start_demo(&self, _: StartDemo) -> Result<ImportReport> {
        self.answer_alone(demo::start(&self.cx)).await
    }

    async fn restart_demo(&self, _: RestartDemo) -> Result<ImportReport> {
        self.answer_alone(demo::restart(&self.cx)).await
    }

    async fn leave_demo(&self, _: LeaveDemo) -> Result<Status> {
        self.answer_alone(demo::leave(&self.cx)).await?;
        self.answer(desk::status(&self.cx)).await
    }

    async fn suppress(&self, request: Suppress) -> Result<Vec<Suppression>> {
        self.answer(desk::suppress(&self.cx, &request.what, &request.reason)).await
    }

    async fn unsuppress(&self, request: Unsuppress) -> Result<Vec<Suppression>> {
        self.answer(desk::unsuppress(&self.cx, &request.what)).await
    }

    async fn list_suppressions(&self, _: ListSuppressions) -> Result<Vec<Suppression>> {
        self.answer(desk::suppressions(&self.cx)).await
    }

    async fn doctor(&self, _: Doctor) -> Result<Vec<Finding>> {
        self.answer(desk::doctor(&self.cx)).await
    }

    async fn show_message(&self, request: ShowMessage) -> Result<MessageDetail> {
        self.answer(messages::show(&self.cx, request.message)).await
    }

    async fn mail_page(&self, request: MailPage) -> Result<MailHtml> {
        self.answer(messages::page(&self.cx, request.message, request.pictures.unwrap_or(Position::Off))).await
    }

    async fn list_people(&self, request: ListPeople) -> Result<PeoplePage> {
        self.answer(people::list(&self.cx, &request)).await
    }

    async fn list_companies(&self, request: ListCompanies) -> Result<CompanyPage> {
        self.answer(people::companies(&self.cx, &request)).await
    }

    async fn show_person(&self, request: ShowPerson) -> Result<PersonView> {
        self.answer(people::person(&self.cx, request.contact)).await
    }

    async fn show_company(&self, request: ShowCompany) -> Result<CompanyView> {
        self.answer(people::company(&self.cx, request.company)).await
    }

    async fn save_contact(&self, request: SaveContact) -> Result<PersonView> {
        self.answer(people::save_contact(&self.cx, &request)).await
    }

    async fn save_company(&self, request: SaveCompany) -> Result<CompanyView> {
        self.answer(people::save_company(&self.cx, &request)).await
    }

    async fn list_duplicates(&self, _: ListDuplicates) -> Result<Vec<Duplicate>> {
        self.answer(people::duplicates(&self.cx)).await
    }

    async fn keep_apart(&self, request: KeepApart) -> Result<Vec<Duplicate>> {
        self.answer(people::keep_apart(&self.cx, request.one, request.other)).await
    }

    async fn merge_contacts(&self, request: MergeContacts) -> Result<PersonView> {
        self.answer(people::merge(&self.cx, request.keep, request.gone)).await
    }

    async fn list_company_duplicates(&self, _: ListCompanyDuplicates) -> Result<Vec<CompanyDuplicate>> {
        self.answer(people::company_duplicates(&self.cx)).await
    }

    async fn keep_companies_apart(&self, request: KeepCompaniesApart) -> Result<Vec<CompanyDuplicate>> {
        self.answer(people::keep_companies_apart(&self.cx, request.one, request.other)).await
    }

    async fn merge_companies(&self, request: MergeCompanies) -> Result<CompanyView> {
        self.answer(people::merge_companies(&self.cx, request.keep, request.gone)).await
    }

    async fn preview_csv(&self, request: PreviewCsv) -> Result<CsvReport> {
        self.answer(people::exchange::preview(&self.cx, &request.path)).await
    }

    async fn import_csv(&self, request: ImportCsv) -> Result<CsvReport> {
        self.answer(people::exchange::import(&self.cx, &request.path)).await
    }

    async fn export_people(&self, request: ExportPeople) -> Result<Exported> {
        self.answer(people::exchange::export(&self.cx, &request.path)).await
    }

    async fn list_deals(&self, request: ListDeals) -> Result<DealPage> {
        self.answer(deals::list(&self.cx, &request)).await
    }

    async fn show_deal(&self, request: ShowDeal) -> Result<DealView> {
        self.answer(deals::show(&self.cx, request.deal)).await
    }

    async fn list_pipelines(&self, _: ListPipelines) -> Result<Vec<PipelineView>> {
        self.answer(deals::pipelines(&self.cx)).await
    }

    async fn save_deal(&self, request: SaveDeal) -> Result<DealView> {
        self.answer(deals::save(&self.cx, &request)).await
    }

    async fn save_pipeline(&self, request: SavePipeline) -> Result<Vec<PipelineView>> {
        self.answer(deals::save_pipeline(&self.cx, &request)).await
    }

    async fn add_note(&self, request: AddNote) -> Result<Added<NoteView>> {
        self.answer(deals::add_note(&self.cx, &request)).await
    }

    async fn add_task(&self, request: AddTask) -> Result<Added<TaskView>> {
        self.answer(deals::add_task(&self.cx, &request)).await
    }

    async fn finish_task(&self, request: FinishTask) -> Result<TaskView> {
        self.answer(deals::finish_task(&self.cx, request.task)).await
    }

    async fn free_slots(&self, request: FreeSlots) -> Result<Slots> {
        self.answer(free_slots::list(&self.cx, &request)).await
    }

    async fn read_meeting_time(&self, request: ReadMeetingTime) -> Result<MeetingTime> {
        self.answer(booking::read_time(&self.cx, &request)).await
    }

    async fn deal_stages(&self, request: DealStages) -> Result<Vec<StageChoice>> {
        self.answer(write_back::stages(&self.cx, request.deal)).await
    }

    async fn move_deal(&self, request: MoveDeal) -> Result<ItemView> {
        self.line(write_back::move_deal(&self.cx, &request)).await
    }

    async fn create_task(&self, request: CreateTask) -> Result<ItemView> {
        self.line(write_back::create_task(&self.cx, &request)).await
    }

    async fn log_note(&self, request: LogNote) -> Result<ItemView> {
        self.line(write_back::log_note(&self.cx, &request)).await
    }

    async fn book_meeting(&self, request: BookMeeting) -> Result<ItemView> {
        self.line(booking::book(&self.cx, &request)).await
    }

    async fn meeting_no_show(&self, request: MeetingNoShow) -> Result<MeetingView> {
        self.answer(meetings::no_show(&self.cx, request.meeting, request.position.unwrap_or(Position::On))).await
    }

    async fn list_signals(&self, request: ListSignals) -> Result<SignalPage> {
        self.answer(signals::list(&self.cx, &request)).await
    }

    async fn list_ledger(&self, request: ListLedger) -> Result<LedgerPage> {
        self.answer(ledger::list(&self.cx, &request)).await
    }

    async fn verify_ledger(&self, _: VerifyLedger) -> Result<Finding> {
        self.answer(ledger::verify(&self.cx)).await
    }

    async fn take_notifications(&self, request: TakeNotifications) -> Result<Vec<Notification>> {
        self.answer(notifications::take(&self.cx, &request)).await
    }

    async fn preview_weights(&self, request: PreviewWeights) -> Result<WeightsPreview> {
        self.answer(queue::preview(&self.cx, &request)).await
    }
}
