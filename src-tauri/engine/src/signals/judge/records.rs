//! Deals, tasks and leads of a CRM, and forms, read for judging with all that their verdicts are made from.

use super::look_up;
use crate::queue::{About, Judged};
use crate::settings::Settings;
use crate::signals::deals::Judgement;
use crate::signals::forms::judge_form;
use crate::signals::leads::{judge_lead, judge_task};
use crate::signals::verdict::Verdict;
use crate::store::Write;
use crate::store::crm::changes::{self, Change};
use crate::store::crm::deals::{self, Deal};
use crate::store::crm::pipelines::{self, Stage};
use crate::store::crm::records::{self, Lead};
use crate::store::crm::tasks::{self, Task};
use crate::store::people::Standing;
use crate::store::posts::{self, Form};
use api::{ConnectionId, ContactId, OwnerId, StageId, ThreadId, Time};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What a conversation without mails is about.
pub enum Record {
    Deal { deal: Deal, changes: Vec<Change>, stages: Arc<HashMap<StageId, Stage>>, is_ours: bool, last_mail_at: Option<Time> },
    Task { task: Task, is_ours: bool },
    Lead(Lead),
    Form(Form),
}

/// The records by which some of these conversations are judged.
pub async fn read(write: &mut Write, settings: &Settings, threads: &[ThreadId]) -> anyhow::Result<HashMap<ThreadId, Record>> {
    let deals = deals::of_threads(write.conn(), threads).await?;
    let tasks = tasks::of_threads(write.conn(), threads).await?;
    let leads = records::leads_of_threads(write.conn(), threads).await?;
    let forms = posts::of_threads(write.conn(), threads).await?;
    let mut read: HashMap<ThreadId, Record> = leads.into_iter().map(|(thread, lead)| (thread, Record::Lead(lead))).collect();
    read.extend(forms.into_iter().map(|(thread, form)| (thread, Record::Form(form))));
    if deals.is_empty() && tasks.is_empty() {
        return Ok(read);
    }
    let stages: Arc<HashMap<StageId, Stage>> =
        Arc::new(pipelines::all(write.conn()).await?.into_iter().map(|stage| (stage.id, stage)).collect());
    let ours = Ours::read(write, settings).await?;
    for (thread, deal) in deals {
        let changes = changes::of_deal(write.conn(), deal.id).await?;
        let last_mail_at = deals::last_mail_at(write.conn(), deal.id).await?;
        let is_ours = ours.is(deal.connection, deal.owner());
        read.insert(thread, Record::Deal { changes, stages: stages.clone(), is_ours, last_mail_at, deal });
    }
    for (thread, task) in tasks {
        let is_ours = ours.is(task.connection, task.told.owner_id.map(OwnerId));
        read.insert(thread, Record::Task { task, is_ours });
    }
    Ok(read)
}

/// Which owners are the operator.
struct Ours {
    own: HashSet<OwnerId>,
    /// The CRMs that know the operator: where one does not, nobody can tell, and everything is theirs.
    knowing: HashSet<ConnectionId>,
}

impl Ours {
    async fn read(write: &mut Write, settings: &Settings) -> anyhow::Result<Self> {
        let owners = pipelines::all_owners(write.conn()).await?;
        let own: Vec<_> = owners.into_iter().filter(|owner| settings.is_own(&owner.address)).collect();
        Ok(Self { own: own.iter().map(|owner| owner.id).collect(), knowing: own.iter().map(|owner| owner.connection).collect() })
    }

    /// What nobody owns is everybody's.
    fn is(&self, connection: ConnectionId, owner: Option<OwnerId>) -> bool {
        owner.is_none_or(|owner| self.own.contains(&owner)) || !self.knowing.contains(&connection)
    }
}

impl Record {
    /// Answers what was found, when to look again although nothing came in, and how many bytes of text were read.
    pub async fn judge(
        self,
        write: &mut Write,
        standings: &mut HashMap<ContactId, Standing>,
        now: Time,
    ) -> anyhow::Result<(Option<Judged>, Option<Time>, usize)> {
        let (thread, about, people, verdict): (_, _, BTreeSet<ContactId>, Verdict) = match &self {
            Self::Deal { deal, changes, stages, is_ours, last_mail_at } => {
                let judgement = Judgement { deal, changes, stages, is_ours: *is_ours, last_mail_at: *last_mail_at, now };
                (deal.thread, About::Deal(deal.id), deal.contacts.iter().copied().collect(), judgement.judge())
            }
            Self::Task { task, is_ours } => {
                let people = task.told.contact_id.map(ContactId).into_iter().collect();
                (task.thread, About::Task(task.id), people, judge_task(task, *is_ours, now))
            }
            Self::Lead(lead) => {
                (ThreadId(lead.thread_id), About::Mails, BTreeSet::from([ContactId(lead.contact_id)]), judge_lead(lead, now))
            }
            Self::Form(form) => {
                let contact = ContactId(form.contact_id);
                look_up(write, standings, &BTreeSet::from([contact])).await?;
                (ThreadId(form.thread_id), About::Mails, BTreeSet::from([contact]), judge_form(form, standings.get(&contact)))
            }
        };
        look_up(write, standings, &people).await?;
        let (facts, outcomes) = (verdict.facts, verdict.outcomes);
        let judged = Judged { thread, about, facts, outcomes, touches: people.into_iter().collect() };
        Ok((Some(judged), verdict.look_at, 0))
    }
}
