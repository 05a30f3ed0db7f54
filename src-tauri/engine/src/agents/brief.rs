//! All that an agent gets to see of an item: plain values, read once.

use super::cited::{Citations, clean};
use super::names::Name;
use crate::calendar;
use crate::chats;
use crate::mail::{self, Address};
use crate::meetings::view;
use crate::settings::Settings;
use crate::store::crm::{deals, pipelines, tasks};
use crate::store::items::Row;
use crate::store::messages::Letter;
use crate::store::{Conn, items, meetings, messages, people, posts, signals};
use anyhow::Context as _;
use api::{
    Action, CompanyRef, ConnectionId, ContactId, ContactRef, DealId, ItemId, Language, MeetingId, MeetingView, MessageId, Play,
    PostId, SignalKind, Source, TaskId, ThreadId, Time, text,
};
use jiff::tz::TimeZone;

/// Mails of the contact that are read for their language and their name.
const LETTERS_READ: i64 = 20;
/// How many mails a note before a meeting tells of.
const LAST_MAILS: i64 = 5;
/// How many other pieces of work it names.
const OTHERS_NAMED: i64 = 5;

/// What there is to know for a draft.
#[derive(Clone, Debug)]
pub struct Brief {
    pub play: Play,
    /// The kind of the signal that says what is to be done.
    pub kind: SignalKind,
    /// The operator never wrote to the contact.
    pub is_first: bool,
    pub contact: Option<ContactRef>,
    pub company: Option<CompanyRef>,
    pub operator_name: String,
    /// For first mails, which must carry it; empty where the operator has not said it.
    pub postal_address: String,
    pub zone: TimeZone,
    /// The mail that the work is about: the newest that speaks for the item. None for what the operator asked for.
    pub about: Option<Mail>,
    /// What was asked and is not answered yet, by mail, oldest first.
    pub questions: Vec<Asked>,
    /// The sentences in which they offer times to meet, each with its mail.
    pub offered: Vec<(MessageId, String)>,
    /// What the contact wrote, newest first, that of the conversation before all else.
    pub letters: Vec<Letter>,
    /// The language that the draft is written in.
    pub language: Language,
    /// Whether they are on "du" or "tú" terms with the operator.
    pub is_familiar: bool,
    /// Why an address failed, in the words of the server; empty where it did not.
    pub fault: String,
    /// What the operator noted when they asked for the item.
    pub note: String,
    /// The meeting that the work is about; none where it is about mails.
    pub meeting: Option<MeetingView>,
    /// The deal that the work is about; none where it is about something else.
    pub deal: Option<DealBrief>,
    /// The task that the work is about; none where it is about something else.
    pub task: Option<TaskBrief>,
    /// The form that they filled in; none where the work is about something else.
    pub form: Option<FormBrief>,
    /// What was asked in a chat; none where the work is about something else.
    pub chat: Option<ChatBrief>,
    /// The newest mails with the guests of that meeting, newest first.
    pub last_mails: Vec<LastMail>,
    /// What else is open with the same people, in words.
    pub open: Vec<(ItemId, String)>,
    /// Times to meet that are free, in words, with the calendars that say so; empty where no calendar is connected.
    pub slots: Vec<(ConnectionId, String)>,
}

/// A conversation in a chat, as an agent sees it.
#[derive(Clone, Debug)]
pub struct ChatBrief {
    /// What is to be answered, by message, oldest first: what each asks, else what it says.
    pub waiting: Vec<(i64, String)>,
}

/// A deal, as an agent sees it.
#[derive(Clone, Debug)]
pub struct DealBrief {
    pub id: DealId,
    pub name: String,
    /// Empty where it stands in none that is known.
    pub stage: String,
    /// With its currency; empty where none is told.
    pub amount: String,
    pub closes_at: Option<Time>,
}

/// A task that is to be done, as an agent sees it.
#[derive(Clone, Debug)]
pub struct TaskBrief {
    pub id: TaskId,
    pub title: String,
    pub body: String,
    pub due_at: Time,
    /// The name of the deal that it is about; may be empty.
    pub deal: String,
}

/// A form that was filled in, as an agent sees it.
#[derive(Clone, Debug)]
pub struct FormBrief {
    pub id: PostId,
    /// What it is called; may be empty.
    pub kind: String,
    /// What they wrote; may be empty.
    pub text: String,
    pub arrived_at: Time,
}

/// One of the last mails with somebody.
#[derive(Clone, Debug)]
pub struct LastMail {
    pub id: MessageId,
    pub is_own: bool,
    pub who: String,
    pub excerpt: String,
    pub sent_at: Time,
}

/// What one mail asks: its sentences that ask, in order.
#[derive(Clone, Debug)]
pub struct Asked {
    pub mail: MessageId,
    pub sentences: Vec<String>,
}

/// A mail, as an agent sees it.
#[derive(Clone, Debug)]
pub struct Mail {
    pub id: MessageId,
    pub subject: String,
    pub sent_at: Time,
}

impl Brief {
    pub async fn read(conn: &mut Conn, settings: &Settings, item: &Row) -> anyhow::Result<Self> {
        let evidence = signals::of_item(conn, item.id()).await?;
        // Of several conversations and people, those that the item is about: the greeting and the recipient are one person.
        let in_thread = |signal: &&signals::Row| signal.thread_id == item.thread_id;
        let by_contact = |signal: &&signals::Row| signal.contact_id == item.contact_id;
        let about = evidence.iter().rev().filter(in_thread).find(by_contact).or_else(|| evidence.iter().rev().find(in_thread));
        let newest = about.and_then(|signal| signal.message_id).map(MessageId);
        let original = match newest {
            Some(id) => Some(messages::original(conn, id).await?.context("The mail that an item is about is gone")?),
            None => None,
        };
        let who = match item.contact_id {
            Some(id) => people::contact(conn, ContactId(id)).await?,
            None => None,
        };
        let (contact, company) = who.map_or((None, None), |(contact, company)| (Some(contact), company));
        let letters = match item.contact_id {
            Some(id) => letters(conn, ContactId(id), item.thread_id).await?,
            None => Vec::new(),
        };
        let offered = offered(conn, &evidence).await?;
        let form = match item.thread_id {
            Some(thread) => form(conn, ThreadId(thread)).await?,
            None => None,
        };
        let (language, is_familiar) = match item.action {
            Action::SendEmail => {
                let written = original.as_ref().map(|mail| mail.own_text.as_str());
                tongue(&letters, written.or(form.as_ref().map(|form| form.text.as_str())))
            }
            // A task is for the operator's eyes.
            _ => (Language::English, false),
        };
        let meeting = match item.thread_id {
            Some(thread) => meetings::of_thread(conn, ThreadId(thread)).await?.map(|meeting| view(&meeting)),
            None => None,
        };
        let is_first = match item.contact_id.map(ContactId) {
            Some(id) => people::standings(conn, &[id]).await?.remove(&id).is_none_or(|standing| standing.written_at.is_none()),
            None => true,
        };
        let (deal, task) = match item.thread_id.map(ThreadId) {
            Some(thread) => (deal(conn, thread).await?, task(conn, thread).await?),
            None => (None, None),
        };
        let chat = match item.thread_id.map(ThreadId).filter(|_| item.action == Action::PostMessage) {
            Some(thread) => Some(ChatBrief { waiting: chats::waiting(conn, thread, &evidence).await? }),
            None => None,
        };
        let language = match &chat {
            Some(chat) => chat.waiting.iter().rev().find_map(|(_, words)| mail::language(words)).unwrap_or_default(),
            None => language,
        };
        let (last_mails, open) = match &meeting {
            Some(meeting) if item.play == Play::Prepare => (last_mails(conn, meeting).await?, open(conn, item).await?),
            _ => (Vec::new(), Vec::new()),
        };
        let about = newest.zip(original);
        let about = about.map(|(id, mail)| Mail { id, subject: mail.subject, sent_at: Time(mail.sent_at) });
        let excerpt_of = |kind: SignalKind| {
            evidence.iter().rev().find(|signal| signal.kind == kind).map_or_else(String::new, |signal| signal.excerpt.clone())
        };
        Ok(Self {
            play: item.play,
            kind: item.kind,
            is_first,
            contact,
            company,
            operator_name: settings.name.clone(),
            postal_address: settings.postal_address.clone(),
            zone: settings.zone.clone(),
            about,
            questions: questions(conn, &evidence).await?,
            offered,
            letters,
            language,
            is_familiar,
            fault: excerpt_of(SignalKind::EmailBounced),
            note: excerpt_of(SignalKind::Manual),
            meeting,
            deal,
            task,
            form,
            chat,
            last_mails,
            open,
            slots: Vec::new(),
        })
    }

    /// The name to greet the contact by, cited; none where theirs is not one to greet by. German "Sie" wants the whole name,
    /// everywhere else it is the name that they sign with, or the first.
    pub(super) fn name(&self, citations: &mut Citations) -> Option<String> {
        let contact = self.contact.as_ref()?;
        let shown = clean(&contact.name);
        let name = Name::read(&shown);
        let of_contact = of_contact(contact, &contact.name);
        if self.language == Language::German && !self.is_familiar {
            return name.whole().map(|whole| citations.cite(&whole, of_contact));
        }
        // Nothing but an address is known of some people; they may sign with a part of it all the same.
        let is_address = shown.is_empty() || shown.contains('@');
        let known = if is_address { Name::of_address(&contact.address) } else { name.clone() };
        for letter in &self.letters {
            if let Some((word, signed)) = known.signed(&mail::signed(&letter.own_text, &letter.signature)) {
                return Some(citations.cite(word, of_mail(letter.id(), signed)));
            }
        }
        name.first().map(|first| citations.cite(first, of_contact))
    }

    /// The day of the mail that it is about, cited.
    pub(super) fn day(&self, citations: &mut Citations) -> Option<String> {
        let mail = self.about.as_ref()?;
        let day = calendar::day(self.language, mail.sent_at, &self.zone);
        Some(citations.cite(&day, of_mail(mail.id, &day)))
    }

    /// The subject of that mail without its marks, cited and in quotation marks; none where it has none.
    pub(super) fn subject(&self, citations: &mut Citations) -> Option<String> {
        let mail = self.about.as_ref()?;
        let subject = clean(&crate::mail::subject::base(&mail.subject));
        (!subject.is_empty()).then(|| citations.cite(&self.quoted(&subject), of_mail(mail.id, &mail.subject)))
    }

    /// The questions of the newest mails with some that are open, of at most `n_mails`, cited and in quotation marks.
    pub(super) fn questions(&self, citations: &mut Citations, n_mails: usize) -> Vec<String> {
        let newest = self.questions.len().saturating_sub(n_mails);
        let asked = self.questions.get(newest..).unwrap_or_default();
        let is_asked = self.asks(n_mails);
        let sentences = asked.iter().flat_map(|asked| asked.sentences.iter().map(|sentence| (asked.mail, sentence)));
        let sentences = sentences.filter(|(_, sentence)| !is_asked || crate::mail::requests(sentence));
        sentences.map(|(id, sentence)| citations.cite(&self.quoted(sentence), of_mail(id, sentence))).collect()
    }

    /// Whether one of these sentences asks; where none does, they state what is needed. Where one does, the others are left out:
    /// quoted as a question, a statement would be read as a mistake.
    pub(super) fn asks(&self, n_mails: usize) -> bool {
        let newest = self.questions.len().saturating_sub(n_mails);
        let asked = self.questions.get(newest..).unwrap_or_default();
        asked.iter().flat_map(|asked| &asked.sentences).any(|sentence| crate::mail::requests(sentence))
    }

    /// What they wrote of times that suit them, cited and in quotation marks.
    pub(super) fn offered(&self, citations: &mut Citations) -> Vec<String> {
        self.offered.iter().map(|(id, sentence)| citations.cite(&self.quoted(sentence), of_mail(*id, sentence))).collect()
    }

    /// The day of the meeting that it is about, cited.
    pub(super) fn meeting_day(&self, citations: &mut Citations) -> Option<String> {
        let meeting = self.meeting.as_ref()?;
        let day = calendar::day(self.language, meeting.starts_at, &self.zone);
        Some(citations.cite(&day, of_meeting(meeting.id, &day)))
    }

    /// What that meeting is called, cited and in quotation marks; none where it has no title.
    pub(super) fn meeting_title(&self, citations: &mut Citations) -> Option<String> {
        let meeting = self.meeting.as_ref()?;
        let title = clean(&meeting.title);
        (!title.is_empty()).then(|| citations.cite(&self.quoted(&title), of_meeting(meeting.id, &meeting.title)))
    }

    /// What waits in the chat for an answer, of the newest `n` messages, cited.
    pub(super) fn said(&self, citations: &mut Citations, n: usize) -> Vec<String> {
        let waiting = self.chat.as_ref().map(|chat| chat.waiting.as_slice()).unwrap_or_default();
        let newest = waiting.get(waiting.len().saturating_sub(n)..).unwrap_or_default();
        newest.iter().map(|(id, words)| citations.cite(words, of_chat(*id, words))).collect()
    }

    /// The times to meet that are free, cited.
    pub(super) fn slots(&self, citations: &mut Citations) -> Vec<String> {
        self.slots.iter().map(|(id, words)| citations.cite(words, of_calendar(*id, words))).collect()
    }

    /// The day on which they filled in the form, cited.
    pub(super) fn form_day(&self, citations: &mut Citations) -> Option<String> {
        let form = self.form.as_ref()?;
        let day = calendar::day(self.language, form.arrived_at, &self.zone);
        Some(citations.cite(&day, of_post(form.id, &day)))
    }

    /// What the form is called, cited and in quotation marks; none where it is called nothing.
    pub(super) fn form_kind(&self, citations: &mut Citations) -> Option<String> {
        let form = self.form.as_ref().filter(|form| !form.kind.is_empty())?;
        Some(citations.cite(&self.quoted(&form.kind), of_post(form.id, &form.kind)))
    }

    /// What they ask in the form, sentence by sentence, cited and in quotation marks.
    pub(super) fn form_questions(&self, citations: &mut Citations) -> Vec<String> {
        let Some(form) = &self.form else { return Vec::new() };
        let asked = crate::mail::asked(&form.text);
        asked.iter().map(|sentence| citations.cite(&self.quoted(sentence), of_post(form.id, sentence))).collect()
    }

    /// In the quotation marks of the draft's language.
    fn quoted(&self, text: &str) -> String {
        let text = clean(text);
        match self.language {
            Language::English => format!("“{text}”"),
            Language::German => format!("„{text}“"),
            Language::French => format!("« {text} »"),
            Language::Spanish => format!("«{text}»"),
        }
    }

    /// The name of the contact's company, cited.
    pub(super) fn company(&self, citations: &mut Citations) -> Option<String> {
        let (company, contact) = (self.company.as_ref()?, self.contact.as_ref()?);
        Some(citations.cite(&company.name, of_contact(contact, &company.domain)))
    }
}

/// What the contact wrote, newest first, that of this conversation before all else.
async fn letters(conn: &mut Conn, contact: ContactId, thread: Option<i64>) -> anyhow::Result<Vec<Letter>> {
    let mut letters = messages::of_contact(conn, contact, LETTERS_READ).await?;
    letters.sort_by_key(|letter| Some(letter.thread_id) != thread);
    Ok(letters)
}

/// The deal by which a conversation is judged.
async fn deal(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Option<DealBrief>> {
    let Some(deal) = deals::of_threads(conn, &[thread]).await?.remove(&thread) else { return Ok(None) };
    let stage = match deal.stage() {
        Some(id) => pipelines::stage(conn, id).await?.map_or_else(String::new, |stage| stage.name),
        None => String::new(),
    };
    let amount = deal.facts.amount_cents.map_or_else(String::new, |cents| text::money(cents, &deal.facts.currency));
    Ok(Some(DealBrief { id: deal.id, stage, amount, closes_at: deal.facts.closes_at.map(Time), name: deal.facts.name }))
}

/// The task by which a conversation is judged.
async fn task(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Option<TaskBrief>> {
    let Some(task) = tasks::of_threads(conn, &[thread]).await?.remove(&thread) else { return Ok(None) };
    let deal = match task.told.deal_id {
        Some(id) => deals::one(conn, DealId(id)).await?.map_or_else(String::new, |deal| deal.facts.name),
        None => String::new(),
    };
    let due_at = Time(task.told.due_at.unwrap_or_default());
    Ok(Some(TaskBrief { id: task.id, title: task.told.title, body: task.told.body, due_at, deal }))
}

/// The form by which a conversation is judged.
async fn form(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Option<FormBrief>> {
    let form = posts::of_threads(conn, &[thread]).await?.remove(&thread);
    Ok(form.map(|form| FormBrief { id: form.id(), kind: form.kind, text: form.words, arrived_at: Time(form.arrived_at) }))
}

/// The newest mails with the guests of a meeting.
async fn last_mails(conn: &mut Conn, meeting: &MeetingView) -> anyhow::Result<Vec<LastMail>> {
    let guests: Vec<ContactId> = meeting.guests.iter().map(|guest| guest.contact).collect();
    let mails = messages::last_with(conn, &guests, LAST_MAILS).await?;
    let mail = |mail: messages::LastMail| LastMail {
        id: MessageId(mail.message_id),
        is_own: mail.is_own,
        who: mail.who,
        excerpt: mail::excerpt(mail::without_greeting(&mail.own_text)),
        sent_at: Time(mail.sent_at),
    };
    Ok(mails.into_iter().map(mail).collect())
}

/// What else is open with the people of an item, in words.
async fn open(conn: &mut Conn, item: &Row) -> anyhow::Result<Vec<(ItemId, String)>> {
    let others = items::others_of_people(conn, item, OTHERS_NAMED).await?;
    Ok(others.into_iter().map(|other| (other.id(), text::what(other.play, &mail::subject::base(&other.subject)))).collect())
}

/// What the newest mail says that asks to meet and names times for it.
async fn offered(conn: &mut Conn, evidence: &[signals::Row]) -> anyhow::Result<Vec<(MessageId, String)>> {
    let requests = evidence.iter().rev().filter(|signal| signal.kind == SignalKind::MeetingRequest);
    for id in requests.filter_map(|signal| signal.message_id).map(MessageId) {
        let mail = messages::original(conn, id).await?.context("A mail that asks to meet is gone")?;
        let sentences = mail::offered_times(&mail.own_text);
        if !sentences.is_empty() {
            return Ok(sentences.into_iter().map(|sentence| (id, sentence)).collect());
        }
    }
    Ok(Vec::new())
}

/// The language to write in, and whether as to somebody near: by the newest mail of theirs that tells, else by the mail that the
/// work is about, which is the operator's own where they follow up.
fn tongue(letters: &[Letter], about: Option<&str>) -> (Language, bool) {
    let with_signature = |letter: &Letter| mail::language(&format!("{}\n{}", letter.own_text, letter.signature));
    let theirs = letters.iter().find_map(|letter| mail::language(&letter.own_text).or_else(|| with_signature(letter)));
    let language = theirs.or_else(|| mail::language(about?)).unwrap_or_default();
    let texts = letters.iter().map(|letter| letter.own_text.as_str()).chain(about);
    let in_language = texts.filter(|text| mail::language(text).is_none_or(|other| other == language));
    let address = in_language.filter_map(|text| mail::address(language, text)).next();
    (language, address == Some(Address::Familiar))
}

/// What the mails ask of which this evidence tells that they wait for an answer.
async fn questions(conn: &mut Conn, evidence: &[signals::Row]) -> anyhow::Result<Vec<Asked>> {
    let mut all = Vec::new();
    for signal in evidence.iter().filter(|signal| matches!(signal.play, Play::Answer | Play::ProposeTimes | Play::Triage)) {
        let Some(id) = signal.message_id.map(MessageId) else { continue };
        let mail = messages::original(conn, id).await?.context("The mail that asks is gone")?;
        let sentences = crate::mail::asked(&mail.own_text);
        if !sentences.is_empty() {
            all.push(Asked { mail: id, sentences });
        }
    }
    Ok(all)
}

pub(super) fn of_mail(id: MessageId, excerpt: &str) -> Source {
    Source { kind: "message".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_meeting(id: MeetingId, excerpt: &str) -> Source {
    Source { kind: "meeting".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_post(id: PostId, excerpt: &str) -> Source {
    Source { kind: "post".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_deal(id: DealId, excerpt: &str) -> Source {
    Source { kind: "deal".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_task(id: TaskId, excerpt: &str) -> Source {
    Source { kind: "task".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

fn of_chat(id: i64, excerpt: &str) -> Source {
    Source { kind: "chat".to_owned(), id, excerpt: excerpt.to_owned() }
}

fn of_calendar(id: ConnectionId, excerpt: &str) -> Source {
    Source { kind: "calendar".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_item(id: ItemId, excerpt: &str) -> Source {
    Source { kind: "item".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_contact(contact: &ContactRef, excerpt: &str) -> Source {
    Source { kind: "contact".to_owned(), id: contact.id.0, excerpt: excerpt.to_owned() }
}
