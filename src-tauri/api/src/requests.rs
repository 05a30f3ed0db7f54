//! Every request that a host may make: the table of contents of the product.
//!
//! One entry makes the request's struct, a method of [`Api`] and an arm of [`dispatch`]; a host that misses a method does not
//! compile, and an unknown name answers `not_found`.

use crate::request::{Request, answer, read, requests};
use crate::{ApiError, ClaimId, Code, ItemId, OutboxId, Result, Sort, Tab, text, views::*};
use crate::{
    audit_views::*, connection_views::*, deal_views::*, draft_views::*, import_views::*, mail_views::*, people_views::*,
    queue_views::*, rank_views::*, vault_views::*, webhook_views::*,
};
use serde::{Deserialize, Serialize};
use std::future::Future;

requests! {
    /// What the status line shows: open items, practice, kill switch, freshness, problems.
    status: GetStatus {} -> Status;

    /// A page of the ranked queue, best first: 1 to 1000 lines. `after` is the `next` of the page before.
    list_queue: ListQueue { #[serde(default)] tab: Option<Tab>, #[serde(default)] band: Option<crate::Band>, #[serde(default)] limit: Option<u32>, #[serde(default)] after: Option<String> } -> QueuePage;
    /// All of a tab in order, as ids, with how long the open queue takes. `text` is looked for in the names of contact and
    /// company, the address and the subject, without case and accents; several words must all be found. Without `sort` a tab
    /// has its own order: by score, and what is snoozed by when it wakes.
    rank_queue: RankQueue {
        #[serde(default)] tab: Option<Tab>,
        #[serde(default)] band: Option<crate::Band>,
        #[serde(default)] text: Option<String>,
        #[serde(default)] sort: Option<Sort>,
    } -> Ranking;
    /// The lines of these items, at most 500, in the order asked; those that are gone are left out.
    list_items: ListItems { items: Vec<ItemId> } -> Vec<ItemView>;
    /// One item with its score's parts, evidence, draft, thread, moves and gate trace.
    show_item: ShowItem { item: ItemId } -> ItemDetail;
    /// Makes a new revision of the draft; what is left out stays. Voids an approval that was given. What was kept is gone.
    edit_draft: EditDraft {
        item: ItemId,
        #[serde(default)] subject: Option<String>,
        #[serde(default)] body: Option<String>,
        /// Addresses, as in a mail header: `Inês Duarte <ines@brightloom.example>`.
        #[serde(default)] to: Option<Vec<String>>,
        #[serde(default)] cc: Option<Vec<String>>,
        #[serde(default)] bcc: Option<Vec<String>>,
        /// All of them, in place of what stood there. Errors: `invalid` for an action that has none, or other ones.
        #[serde(default)] details: Option<crate::Details>,
    } -> ItemDetail;
    /// Keeps what is being typed, as typed, in place of what was kept before: it outlives a crash, makes no revision and voids
    /// nothing. Errors: `invalid` for more than 4.1 MB: the longest draft, 1,000,000 characters, is less in any script.
    keep_draft: KeepDraft {
        item: ItemId,
        revision: u32,
        to: String,
        cc: String,
        bcc: String,
        subject: String,
        body: String,
        /// Of a meeting, what is typed as its time and was not taken yet.
        #[serde(default)] when: String,
        /// Of a meeting, what is typed as its place; none where nothing is.
        #[serde(default)] place: Option<String>,
    } -> KeptDraft;
    /// Lets go of what was kept.
    drop_kept: DropKept { item: ItemId } -> ItemDetail;
    /// All versions of an item's draft, newest first.
    list_revisions: ListRevisions { item: ItemId } -> Vec<RevisionView>;
    /// The operator's own texts, by name.
    list_templates: ListTemplates {} -> Vec<Template>;
    /// Keeps a text to use again: a new one, or in place of the one with this id. Errors: `invalid` for a name that another has,
    /// and where name or text is missing or too long; `not_found`.
    save_template: SaveTemplate { #[serde(default)] id: Option<crate::TemplateId>, name: String, body: String } -> Vec<Template>;
    /// Lets go of a text. Errors: `not_found`.
    delete_template: DeleteTemplate { id: crate::TemplateId } -> Vec<Template>;
    /// Approves one revision for the destination of the moment. Fails if the draft changed since it was shown, or where a
    /// check holds it. Nothing goes out before the undo window is over and every gate passes.
    approve: Approve {
        item: ItemId,
        /// The revision that the operator saw; without it the newest.
        #[serde(default)] revision: Option<u32>,
        #[serde(default)] waivers: Vec<Waiver>,
    } -> OutboxView;
    /// Puts an item aside for good, with the operator's reason.
    dismiss: Dismiss { item: ItemId, reason: String } -> ItemView;
    /// Marks an item as dealt with by hand, outside of this product.
    finish: Finish { item: ItemId } -> ItemView;
    /// Puts an item aside until a time in plain words: `tomorrow 9:00`, `mon 9`, `3d`, `18:00`.
    snooze: Snooze { item: ItemId, until: String } -> ItemView;
    /// Snoozes many items at once, 1 to 1000; those that cannot be are named with the reason, and the others are. One undo
    /// takes back all of it. Errors: `invalid` for words that name no time to come.
    snooze_many: SnoozeMany { items: Vec<ItemId>, until: String } -> Bulk;
    /// Brings a snoozed item back to the queue now. Errors: `conflict` where it is not snoozed.
    wake: Wake { item: ItemId } -> ItemView;
    /// Wakes many items at once, 1 to 1000; those that cannot be are named with the reason, and the others are. One undo takes
    /// back all of it.
    wake_many: WakeMany { items: Vec<ItemId> } -> Bulk;
    /// What plain words say of until when, as they would be understood now: for whoever is still typing them. Changes nothing.
    read_until: ReadUntil { until: String } -> Until;
    /// Dismisses many items at once for the same reason, 1 to 1000; those that cannot be are named with the reason, and the
    /// others are. One undo takes back all of it.
    dismiss_many: DismissMany { items: Vec<ItemId>, reason: String } -> Bulk;
    /// Marks many items as dealt with by hand at once, 1 to 1000; those that cannot be are named with the reason, and the
    /// others are. One undo takes back all of it.
    finish_many: FinishMany { items: Vec<ItemId> } -> Bulk;
    /// Brings an expired, superseded or practised item back to review.
    reopen: Reopen { item: ItemId } -> ItemView;
    /// Has a failed item drafted again.
    retry: Retry { item: ItemId } -> ItemView;
    /// Takes back the operator's last decision about an item, about many at once, or about a sender, that is not yet undone. Refuses once the action is out.
    undo: Undo {} -> UndoView;

    /// Approved actions, waiting first, each with its gates.
    list_outbox: ListOutbox {} -> Vec<OutboxView>;
    /// How many actions wait and how many went, of all that there ever were.
    count_outbox: CountOutbox {} -> OutboxCounts;
    /// The mail of an action as it was approved, which is what goes. Errors: `not_found`.
    read_action: ReadAction { action: OutboxId } -> ActionText;
    /// Takes an action out of the outbox before it runs; its item goes back to review.
    cancel_action: CancelAction { action: OutboxId } -> OutboxView;
    /// Says what became of an action that is unsure.
    resolve_action: ResolveAction { action: OutboxId, verdict: Verdict } -> OutboxView;

    /// Whether the kill switch is on, and since when.
    kill_switch: GetKillSwitch {} -> KillSwitch;
    /// Stops everything that leaves, at once; lifting it sends nothing by itself.
    set_kill_switch: SetKillSwitch { position: Position } -> KillSwitch;
    /// One setting; an unset key answers with an empty value.
    get_setting: GetSetting { key: String } -> Setting;
    /// Changes one setting. Errors: `not_found` for a key that does not exist, `invalid` for a value that does not fit.
    set_setting: SetSetting { key: String, value: String } -> Setting;
    /// All settings with their values.
    list_settings: ListSettings {} -> Vec<Setting>;

    /// Reads `.eml` files, mbox files and Maildir folders; and files of contacts (`.csv`), as `import_csv` does. A Maildir is watched
    /// from then on. Importing again changes nothing.
    import: Import { paths: Vec<String> } -> ImportReport;
    /// What is read, how fresh it is, and what is wrong with it.
    list_connections: ListConnections {} -> Vec<ConnectionView>;
    /// Begins to sign in to Google. The answer of the browser is waited for on this machine, for five minutes at most; `sign_in`
    /// tells how it went. With a connection, its sign-in is renewed or allowed more, and what is not said is as it was.
    ///
    /// Errors: `invalid` where the client id is none, the place no address or the depth no number of days, `conflict` in a demo, `unavailable` where the
    /// service or the port cannot be reached.
    connect_google: ConnectGoogle {
        #[serde(default)] client_id: String,
        #[serde(default)] client_secret: crate::Secret,
        grants: Vec<Grant>,
        /// Where the service is, where that is not Google's own place.
        #[serde(default)] base_url: Option<String>,
        /// The port for the browser's answer, where a firewall lets only one pass.
        #[serde(default)] redirect_port: Option<u16>,
        #[serde(default)] connection: Option<crate::ConnectionId>,
        /// The sign-in of the connection may be another mailbox than before.
        #[serde(default)] other_mailbox: bool,
        /// How far back the first reading of the mailbox goes; as usual, or as it was chosen, without.
        #[serde(default)] depth_days: Option<u32>,
    } -> SignInStarted;
    /// How a sign-in went; waits for it up to some seconds. Errors: `not_found` for one that was never begun or that is over.
    sign_in: AwaitSignIn { attempt: String, #[serde(default)] wait_seconds: u32 } -> SignInOutcome;
    /// Ends a sign-in that is waited for.
    cancel_sign_in: CancelSignIn { attempt: String } -> ();
    /// Connects a mailbox for sending by SMTP, after it was tried. Errors: `invalid` where something does not fit, `unavailable`
    /// in the server's words.
    connect_smtp: ConnectSmtp { address: String, server: SmtpServer, #[serde(default)] password: crate::Secret } -> ConnectionView;
    /// Connects a HubSpot portal by a service key or the token of a private app, after it was tried. What the token may not do
    /// narrows what is read and written. Errors: `invalid` on `token` where HubSpot does not know it, `unavailable` on `base_url`
    /// where HubSpot cannot be reached, `conflict` in a demo.
    connect_hubspot: ConnectHubspot { token: crate::Secret, #[serde(default)] base_url: Option<String> } -> ConnectionView;
    /// What listens for posts of others, and every source that may post.
    list_webhooks: ListWebhooks {} -> Webhooks;
    /// Makes a source that may post, or changes one; what is left out stays. One made without a secret gets one, which is answered.
    ///
    /// Errors: `not_found`; `conflict` for a name that another has, and in a demo; `invalid` on the field that does not fit.
    save_webhook: SaveWebhook {
        #[serde(default)] webhook: Option<crate::ConnectionId>,
        #[serde(default)] name: Option<String>, #[serde(default)] secret: Option<crate::Secret>, #[serde(default)] proof: Option<Proof>,
        #[serde(default)] public_url: Option<String>, #[serde(default)] mapping: Option<Mapping>, #[serde(default)] position: Option<Position>,
    } -> WebhookView;
    /// What a mapping, else that of the source, makes of a sample: JSON, or a form as a browser encodes it. Stores nothing.
    try_webhook: TryWebhook { #[serde(default)] webhook: Option<crate::ConnectionId>, #[serde(default)] mapping: Option<Mapping>, sample: String } -> TriedPost;
    /// Tries the mapping again on the posts in which it found nobody. Errors: `not_found`.
    retry_posts: RetryPosts { webhook: crate::ConnectionId } -> WebhookView;
    /// Lets go of the posts in which nobody was found: they are not tried again. Errors: `not_found`.
    drop_posts: DropPosts { webhook: crate::ConnectionId } -> WebhookView;
    /// Makes a new secret for a source, which is answered this once; the one before it no longer holds. Errors: `not_found`.
    renew_webhook_secret: RenewWebhookSecret { webhook: crate::ConnectionId } -> WebhookView;
    /// Connects a Slack workspace by a user token (`xoxp-`) or a bot token (`xoxb-`), after it was tried; with an app-level token
    /// (`xapp-`) its messages come in at once. Errors: `invalid` on `token` or `app_token` where Slack does not know it, `unavailable`
    /// on `base_url` where Slack cannot be reached, `conflict` in a demo.
    connect_slack: ConnectSlack {
        token: crate::Secret,
        #[serde(default)] app_token: Option<crate::Secret>,
        #[serde(default)] base_url: Option<String>,
    } -> ConnectionView;
    /// Changes what was chosen for a connection. Errors: `not_found`, `invalid`.
    set_connection_options: SetConnectionOptions { connection: crate::ConnectionId, options: ConnectionOptions } -> ConnectionView;
    /// The calendars of an account, the main one first, with those that are read.
    ///
    /// Errors: `not_found`; `conflict` where the connection is no calendar; `unavailable` where the service cannot be asked.
    list_calendars: ListCalendars { connection: crate::ConnectionId } -> Vec<CalendarChoice>;
    /// Signs out, at the service too, and forgets its tokens. What was read stays. A token that was pasted stays good there, unless
    /// it is to be revoked and the service can do that. Errors: `not_found`; `unavailable` where that is done here and the service
    /// could not be told.
    disconnect: Disconnect { connection: crate::ConnectionId, #[serde(default)] revoke: bool } -> Vec<ConnectionView>;
    /// Stops the first reading of a connection once what is under way is stored. What was read stays, and nothing more is read before
    /// it is named in `sync`. Errors: `not_found`; `conflict` where no first reading goes on.
    stop_reading: StopReading { connection: crate::ConnectionId } -> Vec<ConnectionView>;
    /// Reads one connection now, or all; a first reading that was stopped goes on where its connection is named.
    sync: ReadNow { #[serde(default)] connection: Option<crate::ConnectionId> } -> Vec<ConnectionView>;
    /// Reads no connection by itself until a time in plain words (`1h`, `tomorrow 9:00`), or goes on at once without one. What was
    /// approved goes on. Errors: `invalid` for words that name no time to come.
    pause_reading: PauseReading { #[serde(default)] until: Option<String> } -> Status;
    /// People who wrote for the first time and wait to be let in or kept out, best first.
    list_senders: ListSenders {} -> Vec<Sender>;
    /// Lets a sender in: their mail is work like that of anybody known. Errors: `not_found` for an address that never wrote.
    allow_sender: AllowSender { address: String } -> Vec<Sender>;
    /// Keeps a sender out: no mail of theirs is work. Errors: `not_found` for an address that never wrote.
    screen_sender: ScreenSender { address: String } -> Vec<Sender>;
    /// Contacts whose name or address has words that begin with those of the text, without case and accents; those with the
    /// newest mail first. Suppressed ones are left out. 1 to 1000, at first 8; nobody for an empty text.
    suggest_people: SuggestPeople { text: String, #[serde(default)] limit: Option<u32> } -> Vec<crate::ContactRef>;
    /// Opens an item to write to somebody for the first time, with the reason that the mail is to give.
    write_to: WriteTo {
        /// As in a mail header: `Inês Duarte <ines@brightloom.example>`.
        to: String,
        #[serde(default)] note: String,
    } -> ItemView;
    /// Adds an address or a domain to which nothing may go; one that is there gets the newer reason, unless it is empty.
    ///
    /// Errors: `invalid` for the operator's own address or domain, and for the domain of a free-mail provider.
    suppress: Suppress { what: String, #[serde(default)] reason: String } -> Vec<Suppression>;
    /// Takes an address or a domain off that list.
    unsuppress: Unsuppress { what: String } -> Vec<Suppression>;
    /// To which addresses and domains nothing may go.
    list_suppressions: ListSuppressions {} -> Vec<Suppression>;

    /// Whether the stored tokens can be read, and what to do where they cannot. Makes no key.
    vault: GetVault {} -> VaultView;
    /// Takes the passphrase that seals the tokens where there is no keychain, for as long as the program runs.
    ///
    /// Errors: `unavailable` on `passphrase` where it is not the one.
    unlock_vault: UnlockVault { passphrase: crate::Secret } -> VaultView;
    /// Gives up all that is sealed, where its key is lost for good: each connection is signed in to again, with a new key.
    ///
    /// Errors: `conflict` while the key is there, or may come back by itself.
    reset_vault: ResetVault {} -> VaultView;

    /// Fills this workspace, which must not have been used, with the mail of a made-up company, and sets its clock.
    ///
    /// Errors: `conflict` where the workspace is in use.
    start_demo: StartDemo {} -> ImportReport;
    /// Leaves the demo and makes it anew.
    ///
    /// Errors: `conflict` where the workspace is no demo, another process has it open, or other mail was read into it.
    restart_demo: RestartDemo {} -> ImportReport;
    /// Makes an empty workspace of a demo, with the machine's clock. How the window looks, keys and templates stay.
    ///
    /// Errors: as for `restart_demo`.
    leave_demo: LeaveDemo {} -> Status;
    /// Checks the workspace and says what is wrong and what to do.
    doctor: Doctor {} -> Vec<Finding>;

    /// One mail with its recipients, quotes, signature and attachments. Errors: `not_found`.
    show_message: ShowMessage { message: crate::MessageId } -> MessageDetail;
    /// A mail as a page in which nothing runs and which fetches nothing; pictures of other places are left out and counted.
    /// With `pictures` on the engine fetches up to 20 of them now, and they stand in the page itself. A mail without an HTML
    /// part is shown by its text. Errors: `not_found`.
    mail_page: MailPage { message: crate::MessageId, #[serde(default)] pictures: Option<Position> } -> MailHtml;

    /// A page of the people with whom there was mail, newest mail first: 1 to 1000 lines. `text` keeps those whose name,
    /// address or company holds each of its words. `after` is the `next` of the page before.
    list_people: ListPeople { #[serde(default)] text: Option<String>, #[serde(default)] after: Option<String>, #[serde(default)] limit: Option<u32> } -> PeoplePage;
    /// A page of the companies whose people there was mail with, in the order of their domains: 1 to 1000 lines. `text` keeps
    /// those whose name or domain holds each of its words. `after` is the `next` of the page before.
    list_companies: ListCompanies { #[serde(default)] text: Option<String>, #[serde(default)] after: Option<String>, #[serde(default)] limit: Option<u32> } -> CompanyPage;
    /// One contact: how they stand, what is open with them, and what happened. Errors: `not_found`.
    show_person: ShowPerson { contact: crate::ContactId } -> PersonView;
    /// One company: its people, what is open with them, and what happened. Errors: `not_found`.
    show_company: ShowCompany { company: crate::CompanyId } -> CompanyView;

    /// Adds a contact by hand, or changes one; what is left out stays. The first address is the one under which they are shown.
    ///
    /// Errors: `not_found`; `invalid` for what is no address, or the operator's own; `conflict` for an address that is another's, and
    /// where one with which there is mail would be taken off.
    save_contact: SaveContact {
        #[serde(default)] contact: Option<crate::ContactId>,
        #[serde(default)] name: Option<String>,
        #[serde(default)] title: Option<String>,
        #[serde(default)] phone: Option<String>,
        #[serde(default)] addresses: Option<Vec<String>>,
        /// Null for none.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::deal_views::said")]
        company: Option<Option<crate::CompanyId>>,
    } -> PersonView;
    /// Adds a company by hand, or changes one; what is left out stays. `target` says whether it is wanted above others.
    ///
    /// Errors: `not_found`; `invalid` without a name, and for what is no domain of a company; `conflict` for another's domain.
    save_company: SaveCompany {
        #[serde(default)] company: Option<crate::CompanyId>,
        #[serde(default)] name: Option<String>,
        /// May be empty.
        #[serde(default)] domain: Option<String>,
        #[serde(default)] phone: Option<String>,
        #[serde(default)] target: Option<Position>,
    } -> CompanyView;
    /// Pairs of contacts who may be one person, the surest first, at most 200. One address is never of two.
    list_duplicates: ListDuplicates {} -> Vec<Duplicate>;
    /// Says of two contacts that they are two people, and answers the pairs that are left. Errors: `not_found`; `invalid`.
    keep_apart: KeepApart { one: crate::ContactId, other: crate::ContactId } -> Vec<Duplicate>;
    /// Merges two contacts that are one person: all that names `gone` names `keep` from then on. Undo takes it back.
    ///
    /// Errors: `not_found`; `invalid` for one and the same; `conflict` where one of them was merged before, and where a mail to one is
    /// approved while another waits for the other.
    merge_contacts: MergeContacts { keep: crate::ContactId, gone: crate::ContactId } -> PersonView;
    /// Pairs of companies that may be one, at most 200.
    list_company_duplicates: ListCompanyDuplicates {} -> Vec<CompanyDuplicate>;
    /// Says of two companies that they are two, and answers the pairs that are left. Errors: `not_found`; `invalid`.
    keep_companies_apart: KeepCompaniesApart { one: crate::CompanyId, other: crate::CompanyId } -> Vec<CompanyDuplicate>;
    /// Merges two companies that are one: all that names `gone` names `keep` from then on, also who writes from its domain later. Undo
    /// takes it back.
    ///
    /// Errors: `not_found`; `invalid` for one and the same; `conflict` where one of them was merged before.
    merge_companies: MergeCompanies { keep: crate::CompanyId, gone: crate::CompanyId } -> CompanyView;
    /// What reading in a file of contacts (CSV) would do. Changes nothing. Its columns are known by their names, in English, German,
    /// French and Spanish and as other programs export them; one of them must hold addresses.
    ///
    /// Errors: `not_found`; `invalid` for a file of another shape, which says what was seen and what is needed.
    preview_csv: PreviewCsv { path: String } -> CsvReport;
    /// Reads in a file of contacts: adds those who are not here, and fills in what is empty; reading it again changes nothing.
    /// Errors: as for `preview_csv`; `conflict` in a demo.
    import_csv: ImportCsv { path: String } -> CsvReport;
    /// Writes all contacts to a new file (CSV), with who is suppressed.
    /// Errors: `conflict` where there is a file; `invalid` where none can be made.
    export_people: ExportPeople { path: String } -> Exported;
    /// A page of the deals of all pipelines, those that changed last first: 1 to 1000 lines; what was put away is left out. `text`
    /// keeps those whose name, company or people hold each of its words. `after` is the `next` of the page before.
    list_deals: ListDeals {
        #[serde(default)] pipeline: Option<crate::PipelineId>,
        #[serde(default)] stage: Option<crate::StageId>,
        #[serde(default)] standing: Option<DealStanding>,
        #[serde(default)] text: Option<String>,
        #[serde(default)] after: Option<String>,
        #[serde(default)] limit: Option<u32>,
    } -> DealPage;
    /// One deal: its history, tasks, notes and people, what is open with them, and what happened. Errors: `not_found`.
    show_deal: ShowDeal { deal: crate::DealId } -> DealView;
    /// All pipelines with their stages in order, those of each CRM together. What is put away is there while deals stand in it.
    /// Where there is none yet, the operator's own is made.
    list_pipelines: ListPipelines {} -> Vec<PipelineView>;
    /// Makes a deal that is kept here, or changes one; what is left out stays, null empties it. A new one stands in the first stage
    /// of the operator's own pipeline unless another is said.
    ///
    /// Errors: `not_found`; `invalid`; `conflict` for a deal of a CRM, which is changed by an action that is approved.
    save_deal: SaveDeal {
        #[serde(default)] deal: Option<crate::DealId>,
        #[serde(default)] name: Option<String>,
        #[serde(default)] stage: Option<crate::StageId>,
        /// In hundredths of the currency.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::deal_views::said")]
        amount_cents: Option<Option<i64>>,
        /// As in ISO 4217.
        #[serde(default)] currency: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::deal_views::said")]
        company: Option<Option<crate::CompanyId>>,
        /// The main one first.
        #[serde(default)] contacts: Option<Vec<crate::ContactId>>,
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::deal_views::said")]
        closes_at: Option<Option<crate::Time>>,
    } -> DealView;
    /// Makes a pipeline that is kept here, or changes one: its name and all its stages in their order. A stage that is left out is
    /// put away.
    ///
    /// Errors: `not_found`; `invalid` without a stage in which a deal is open; `conflict` for a pipeline of a CRM, and where deals
    /// stand in a stage that is to be put away.
    save_pipeline: SavePipeline { #[serde(default)] pipeline: Option<crate::PipelineId>, name: String, stages: Vec<WantedStage> } -> Vec<PipelineView>;
    /// Notes something about a contact, a company or a deal: what is kept here at once; for what a CRM keeps, by an item that waits for
    /// approval. Errors: `not_found`; `invalid`.
    add_note: AddNote {
        body: String,
        #[serde(default)] contact: Option<crate::ContactId>,
        #[serde(default)] company: Option<crate::CompanyId>,
        #[serde(default)] deal: Option<crate::DealId>,
    } -> crate::Added<NoteView>;
    /// Adds something to do, as `add_note` notes something. Errors: `not_found`; `invalid`.
    add_task: AddTask {
        title: String,
        #[serde(default)] body: String,
        /// Until when, in plain words: `tomorrow 9:00`, `mon 9`, `3d`.
        #[serde(default)] due: Option<String>,
        #[serde(default)] contact: Option<crate::ContactId>,
        #[serde(default)] company: Option<crate::CompanyId>,
        #[serde(default)] deal: Option<crate::DealId>,
    } -> crate::Added<TaskView>;
    /// Marks a task that is kept here as done. Errors: `not_found`; `conflict` for one that is done, and for one of a CRM.
    finish_task: FinishTask { task: crate::TaskId } -> TaskView;

    /// Times at which the operator could meet somebody in the coming days (1 to 30), for so many minutes (10 to 480): within the
    /// working hours of both, where nothing stands in the calendars that are read. Their zone is `zone`, else that of the item's
    /// contact, where their mail tells it.
    ///
    /// Errors: `invalid`; `not_found`; `conflict` where no calendar is connected; `unavailable` where one cannot be asked.
    free_slots: FreeSlots { #[serde(default)] item: Option<ItemId>, #[serde(default)] zone: Option<String>, duration_minutes: u32, days: u32 } -> crate::Slots;
    /// What plain words (`tue 10:00`) say of when a meeting is that takes so many minutes (10 to 480), as they would be understood now,
    /// and whether the operator is busy then. Changes nothing. Errors: `invalid`, `not_found`.
    read_meeting_time: ReadMeetingTime { item: ItemId, when: String, minutes: u32 } -> crate::MeetingTime;
    /// Opens an item to meet whom an item is about, beside that one: with those to whom it writes, at that time, for so many minutes
    /// (10 to 480, else 30). Without a time it is the first that is free; at which it is can be changed until it is approved. Where
    /// there is one already it is that one, at the new time where one is given.
    ///
    /// Errors: `not_found`; `invalid` for words that name no time to come; `conflict` for an item that is about nobody.
    book_meeting: BookMeeting {
        item: ItemId,
        /// In plain words: `tue 10:00`.
        #[serde(default)] when: Option<String>,
        #[serde(default)] starts_at: Option<crate::Time>,
        #[serde(default)] minutes: Option<u32>,
    } -> ItemView;
    /// The stages to which a deal can be moved, in their order, those of its own pipeline first. Errors: `not_found`.
    deal_stages: DealStages { deal: crate::DealId } -> Vec<crate::StageChoice>;
    /// Opens an item that moves a deal to another stage, by its name or number. Where there is one already it is that one, with this
    /// stage. What is moved, and when, is for the operator to approve.
    ///
    /// Errors: `not_found`; `invalid` where no stage, or more than one, is called so; `conflict` where the deal stands there already.
    move_deal: MoveDeal { deal: crate::DealId, stage: String } -> ItemView;
    /// Opens an item that keeps something to do, where the deal or the contact is kept, else here.
    ///
    /// Errors: `not_found`; `invalid` without a title, and for words that name no time to come.
    create_task: CreateTask {
        title: String,
        #[serde(default)] body: String,
        /// Until when, in plain words: `tomorrow 9:00`, `mon 9`, `3d`.
        #[serde(default)] due: Option<String>,
        #[serde(default)] contact: Option<crate::ContactId>,
        #[serde(default)] company: Option<crate::CompanyId>,
        #[serde(default)] deal: Option<crate::DealId>,
    } -> ItemView;
    /// Opens an item that keeps a note with a contact, a company or a deal, where that is kept, else here.
    ///
    /// Errors: `not_found`; `invalid` without words, or about nothing.
    log_note: LogNote {
        body: String,
        #[serde(default)] contact: Option<crate::ContactId>,
        #[serde(default)] company: Option<crate::CompanyId>,
        #[serde(default)] deal: Option<crate::DealId>,
    } -> ItemView;
    /// Says that nobody came to a meeting that has begun; with `position` off, that somebody did. What is to be done about it changes
    /// with that.
    ///
    /// Errors: `not_found`; `conflict` for a meeting that has not begun, was cancelled, or is with nobody outside.
    meeting_no_show: MeetingNoShow { meeting: crate::MeetingId, #[serde(default)] position: Option<Position> } -> crate::MeetingView;

    /// A page of the signals and what became of each, the newest first: 1 to 1000 lines. `after` is the `next` of the page before.
    list_signals: ListSignals { #[serde(default)] kind: Option<crate::SignalKind>, #[serde(default)] after: Option<String>, #[serde(default)] limit: Option<u32> } -> SignalPage;

    /// A page of the ledger, the newest row first: 1 to 1000 rows. `after` is the `next` of the page before.
    list_ledger: ListLedger {
        /// Only rows of this event: `approved`.
        #[serde(default)] event: Option<String>,
        /// Only rows about this: `item:12`.
        #[serde(default)] subject: Option<String>,
        #[serde(default)] after: Option<String>,
        #[serde(default)] limit: Option<u32>,
    } -> LedgerPage;
    /// Walks the whole ledger and says whether its chain holds.
    verify_ledger: VerifyLedger {} -> Finding;

    /// What to tell the operator now: items that became hot and of which they were not told. Each item is answered once ever;
    /// outside of `notify.hours` they wait, and while the window is in front they count as seen.
    take_notifications: TakeNotifications { is_in_front: bool } -> Vec<Notification>;

    /// The first ten of the queue under other weights, from the factors as they are stored. Changes nothing; the setting
    /// `scoring.weights` does. Errors: `invalid` where one is not within 0 and 1, or they do not sum to 1 (within .001).
    preview_weights: PreviewWeights { revenue: f64, urgency: f64, strategic: f64, effort: f64 } -> WeightsPreview;
}

/// Lets one claim without a source stand, for a reason that becomes part of the approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    pub claim: ClaimId,
    pub reason: String,
}
