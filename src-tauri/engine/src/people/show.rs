//! Contacts and companies as they are shown: how they stand, what is open with them, and what happened.

use super::in_crm;
use super::pace::median_answer_ms;
use super::timeline::{Whose, timeline};
use crate::cx::Cx;
use crate::deals::{self, DEALS_SHOWN, NOTES_SHOWN};
use crate::page;
use crate::queue;
use crate::store::crm::{lists, notes, tasks};
use crate::store::directory::{self, Line};
use crate::store::{Conn, company_merges, dealings, items, merges, people as store, suppressions};
use api::{
    ApiError, Code, CompanyId, CompanyLine, CompanyPage, CompanyView, ContactId, DealId, ItemView, ListCompanies, ListPeople,
    PeoplePage, PersonLine, PersonView, Time, text,
};

/// The most people that a company is shown with.
const PEOPLE_SHOWN: i64 = 1000;

/// A page of the people with whom there was mail.
pub async fn list(cx: &Cx, request: &ListPeople) -> anyhow::Result<PeoplePage> {
    let limit = page::limit(request.limit)?;
    let after = page::after("list_people", request.after.as_deref())?;
    let words = page::words(request.text.as_deref());
    let mut conn = cx.read().await?;
    let rows = directory::newest(&mut conn, &words, after, limit).await?;
    let next = page::next(&rows, limit, |last| (last.last_mail_at, last.contact_id));
    Ok(PeoplePage { people: lines(&mut conn, &rows).await?, next })
}

/// A page of the companies.
pub async fn companies(cx: &Cx, request: &ListCompanies) -> anyhow::Result<CompanyPage> {
    let limit = page::limit(request.limit)?;
    let after: Option<(String, i64)> = page::after("list_companies", request.after.as_deref())?;
    let words = page::words(request.text.as_deref());
    let rows = directory::companies(&mut *cx.read().await?, &words, after.as_ref(), limit).await?;
    let next = page::next(&rows, limit, |last| (last.name.clone(), last.company_id));
    let line = |row: directory::Company| CompanyLine {
        last_mail_at: moment(row.last_mail_at),
        n_people: u64::try_from(row.n_people).unwrap_or_default(),
        n_open: u64::try_from(row.n_open).unwrap_or_default(),
        company: row.into_ref(),
    };
    Ok(CompanyPage { companies: rows.into_iter().map(line).collect(), next })
}

/// When the newest mail was; the store says 0 where there was none.
fn moment(last_mail_at: i64) -> Option<Time> {
    Some(last_mail_at).filter(|at| *at != 0).map(Time)
}

/// Lines of people. Their names are read at once.
async fn lines(conn: &mut Conn, rows: &[Line]) -> anyhow::Result<Vec<PersonLine>> {
    let ids: Vec<ContactId> = rows.iter().map(Line::id).collect();
    let mut people = store::contacts(conn, &ids).await?;
    let line = |row: &Line| {
        let (contact, company) = people.remove(&row.id())?;
        Some(PersonLine {
            contact,
            company,
            last_mail_at: moment(row.last_mail_at),
            n_open: u64::try_from(row.n_open).unwrap_or_default(),
            suppressed: row.is_suppressed,
        })
    };
    Ok(rows.iter().filter_map(line).collect())
}

/// One contact; of somebody who was merged, who they are now. Errors: `not_found`.
pub async fn person(cx: &Cx, id: ContactId) -> anyhow::Result<PersonView> {
    let settings = cx.settings().await?;
    let mut conn = cx.read().await?;
    let id = merges::stands_for(&mut conn, id).await?;
    let Some((contact, company)) = store::contact(&mut conn, id).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on("contact").into());
    };
    let standing = store::standings(&mut conn, &[id]).await?.remove(&id).unwrap_or_default();
    let facts = store::facts(&mut conn, id).await?.unwrap_or_default();
    let rows = lists::of_contact(&mut conn, id, DEALS_SHOWN).await?;
    let their_deals: Vec<DealId> = rows.iter().map(lists::Line::id).collect();
    let tasks = tasks::of_contact(&mut conn, id).await?;
    let whose = Whose { contacts: &[id], company: None, deals: &their_deals };
    let (n_received, n_sent) = dealings::counts(&mut conn, id).await?;
    Ok(PersonView {
        contact,
        company,
        addresses: store::addresses(&mut conn, id).await?,
        written_at: standing.written_at,
        allowed_at: standing.allowed_at,
        screened_at: standing.screened_at,
        opted_out_at: standing.opted_out_at,
        left_at: standing.left_at,
        away_until: standing.away_until,
        suppression: directory::suppression(&mut conn, id).await?,
        in_crm: in_crm::of_contact(&mut conn, id).await?,
        n_received,
        n_sent,
        answers_after_ms: median_answer_ms(&dealings::turns(&mut conn, id).await?),
        title: facts.title,
        phone: facts.phone,
        deals: deals::lines(&mut conn, rows).await?,
        tasks: deals::task_views(&mut conn, &tasks).await?,
        notes: notes::of_contact(&mut conn, id, NOTES_SHOWN).await?.into_iter().map(deals::note_view).collect(),
        open_items: open_items(&mut conn, &[id]).await?,
        timeline: timeline(&mut conn, &settings, whose, cx.now()).await?,
    })
}

/// One company; of one that was merged, the one that it is now. Errors: `not_found`.
pub async fn company(cx: &Cx, id: CompanyId) -> anyhow::Result<CompanyView> {
    let settings = cx.settings().await?;
    let mut conn = cx.read().await?;
    let id = company_merges::stands_for(&mut conn, id).await?;
    let Some(company) = directory::company(&mut conn, id).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_company(id.0)).on("company").into());
    };
    let rows = directory::of_company(&mut conn, id, PEOPLE_SHOWN).await?;
    let contacts: Vec<ContactId> = rows.iter().map(Line::id).collect();
    let facts = directory::company_facts(&mut conn, id).await?.unwrap_or_default();
    let with_it = lists::of_company(&mut conn, id, DEALS_SHOWN).await?;
    let its_deals: Vec<DealId> = with_it.iter().map(lists::Line::id).collect();
    let tasks = tasks::of_company(&mut conn, id).await?;
    let whose = Whose { contacts: &contacts, company: Some(id), deals: &its_deals };
    // A company without a domain has no mail that could be kept from it.
    let suppression = match company.domain.as_str() {
        "" => None,
        domain => suppressions::entry(&mut conn, domain).await?,
    };
    Ok(CompanyView {
        suppression,
        in_crm: in_crm::of_company(&mut conn, id).await?,
        company,
        phone: facts.phone,
        target_since: facts.target_since.map(Time),
        people: lines(&mut conn, &rows).await?,
        deals: deals::lines(&mut conn, with_it).await?,
        tasks: deals::task_views(&mut conn, &tasks).await?,
        notes: notes::of_company(&mut conn, id, NOTES_SHOWN).await?.into_iter().map(deals::note_view).collect(),
        open_items: open_items(&mut conn, &contacts).await?,
        timeline: timeline(&mut conn, &settings, whose, cx.now()).await?,
    })
}

async fn open_items(conn: &mut Conn, contacts: &[ContactId]) -> anyhow::Result<Vec<ItemView>> {
    let rows = items::open_of_contacts(conn, contacts).await?;
    queue::views(conn, &rows).await
}
