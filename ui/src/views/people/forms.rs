//! The forms in which contacts, companies, deals and pipelines are made and changed, in a dialog over the screen.

mod fields;
mod pick;
mod pipeline;

use super::People;
use super::deciding::unchanged;
use crate::backend;
use crate::components::{Dialog, RefusedOtherwise, TypedField};
use crate::state::{Record, Shown, addresses, amount};
use api::{
    ApiError, Code, CompanyView, DealId, DealView, PersonView, PipelineView, Position, SaveCompany, SaveContact, SaveDeal,
    StageId, text,
};
use fields::{Buttons, CloseDate, Form};
use leptos::prelude::*;
use leptos::task::spawn_local;
use pick::{Found, Pick, Picked, company_of};

/// What stands in the form; without one it is about something new.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing {
    Person(Option<Box<PersonView>>),
    Company(Option<Box<CompanyView>>),
    Deal(Option<Box<DealView>>),
    Pipeline(Option<PipelineView>),
}

impl Editing {
    fn title(&self) -> String {
        let called = match self {
            Self::Person(of) => of.as_ref().map(|person| person.contact.called()),
            Self::Company(of) => of.as_ref().map(|company| company.company.called().to_owned()),
            Self::Deal(of) => of.as_ref().map(|deal| text::deal_called(&deal.deal.name)),
            Self::Pipeline(of) => of.as_ref().map(|pipeline| pipeline.name.clone()),
        };
        match (called, self) {
            (Some(called), _) => text::change_of(&called),
            (None, Self::Person(_)) => text::add_person_label(),
            (None, Self::Company(_)) => text::add_company_label(),
            (None, Self::Deal(_)) => text::add_deal_label(),
            (None, Self::Pipeline(_)) => text::new_pipeline(),
        }
    }

    /// The form of somebody; none of a deal that a CRM keeps.
    pub fn of(shown: Shown) -> Option<Self> {
        match shown {
            Shown::Person(person) => Some(Self::Person(Some(person))),
            Shown::Company(company) => Some(Self::Company(Some(company))),
            Shown::Deal(deal) => deal.deal.kept.is_local.then_some(Self::Deal(Some(deal))),
        }
    }
}

#[component]
pub fn FormDialog() -> impl IntoView {
    let people: People = expect_context();
    let close = Callback::new(move |()| people.editing.set(None));
    move || {
        let editing = people.editing.get()?;
        let title = editing.title();
        let body = match editing {
            Editing::Person(of) => view! { <PersonForm of /> }.into_any(),
            Editing::Company(of) => view! { <CompanyForm of /> }.into_any(),
            Editing::Deal(of) => view! { <DealForm of /> }.into_any(),
            Editing::Pipeline(of) => view! { <pipeline::PipelineForm of /> }.into_any(),
        };
        Some(view! { <Dialog title close>{body}</Dialog> })
    }
}

impl People {
    /// Carries out what a form was filled in with. A refusal leaves it open, with what was typed.
    fn save(self, form: Form, request: impl Future<Output = Result<(Option<Record>, String, bool), ApiError>> + 'static) {
        if form.is_busy.get_untracked() {
            return;
        }
        form.is_busy.set(true);
        form.refusal.set(None);
        spawn_local(async move {
            let answer = request.await;
            // Without it whoever closed the form meanwhile would not hear of a refusal.
            let is_gone = form.is_busy.try_set(false).is_some();
            match answer {
                Ok((record, said, can_undo)) => {
                    self.desk.say(said, can_undo);
                    if !is_gone {
                        self.editing.set(None);
                    }
                    if let Some(record) = record {
                        self.desk.wanted_record.set(Some(record));
                        self.load();
                    }
                }
                Err(error) if is_gone => self.desk.refuse(&error.message),
                Err(error) => form.refusal.set(Some((error.message, error.field))),
            }
        });
    }
}

fn typed(value: &str) -> RwSignal<String> {
    RwSignal::new(value.to_owned())
}

#[component]
fn PersonForm(of: Option<Box<PersonView>>) -> impl IntoView {
    let people: People = expect_context();
    let form = Form::new();
    let read = |field: fn(&PersonView) -> String| typed(&of.as_deref().map(field).unwrap_or_default());
    let (name, title, phone) =
        (read(|person| person.contact.name.clone()), read(|person| person.title.clone()), read(|person| person.phone.clone()));
    let written = read(|person| person.addresses.join(", "));
    let company = RwSignal::new(
        of.as_ref().and_then(|person| person.company.as_ref()).map(Picked::company).into_iter().collect::<Vec<_>>(),
    );
    let (contact, is_new) = (of.as_ref().map(|person| person.contact.id), of.is_none());
    let save = Callback::new(move |()| {
        people.save(form, async move {
            let company = company_of(company).await?;
            let request = SaveContact {
                contact,
                name: Some(name.get_untracked()),
                title: Some(title.get_untracked()),
                phone: Some(phone.get_untracked()),
                addresses: Some(addresses::split(&written.get_untracked())),
                company: Some(company),
            };
            let saved = backend::call(request).await?;
            Ok((Some(Record::Person(saved.contact.id)), text::said_saved(&saved.contact.called()), false))
        });
    });
    view! {
        <form class="record" on:submit=move |event| form.submit(&event, save)>
            <TypedField id="person-name" field="name" label=text::name_label() value=name refusal=form.refusal focus=true />
            <TypedField id="person-addresses" field="addresses" label=text::addresses_field() value=written refusal=form.refusal />
            <TypedField id="person-title" field="title" label=text::title_label() value=title refusal=form.refusal />
            <Pick id="person-company" label=text::company_label() found=Found::Companies picked=company />
            <TypedField id="person-phone" field="phone" label=text::phone_label() value=phone refusal=form.refusal />
            <RefusedOtherwise fields=&["name", "addresses", "title", "phone"] refusal=form.refusal />
            <Buttons form is_new />
        </form>
    }
}

#[component]
fn CompanyForm(of: Option<Box<CompanyView>>) -> impl IntoView {
    let people: People = expect_context();
    let form = Form::new();
    let read = |field: fn(&CompanyView) -> String| typed(&of.as_deref().map(field).unwrap_or_default());
    let (name, domain, phone) = (
        read(|view| view.company.called().to_owned()),
        read(|view| view.company.domain.clone()),
        read(|view| view.phone.clone()),
    );
    let is_target = RwSignal::new(of.as_ref().is_some_and(|view| view.target_since.is_some()));
    let (company, is_new) = (of.as_ref().map(|view| view.company.id), of.is_none());
    let save = Callback::new(move |()| {
        people.save(form, async move {
            let request = SaveCompany {
                company,
                name: Some(name.get_untracked()),
                domain: Some(domain.get_untracked().trim().to_owned()),
                phone: Some(phone.get_untracked()),
                target: Some(if is_target.get_untracked() { Position::On } else { Position::Off }),
            };
            let saved = backend::call(request).await?;
            Ok((Some(Record::Company(saved.company.id)), text::said_saved(saved.company.called()), false))
        });
    });
    view! {
        <form class="record" on:submit=move |event| form.submit(&event, save)>
            <TypedField id="company-name" field="name" label=text::name_label() value=name refusal=form.refusal focus=true />
            <TypedField id="company-domain" field="domain" label=text::domain_label() value=domain refusal=form.refusal />
            <TypedField id="company-phone" field="phone" label=text::phone_label() value=phone refusal=form.refusal />
            <label class="check">
                <input type="checkbox" id="company-target" prop:checked=is_target on:change=move |event| is_target.set(event_target_checked(&event)) />
                <span>{text::target_label()}</span>
            </label>
            <RefusedOtherwise fields=&["name", "domain", "phone"] refusal=form.refusal />
            <Buttons form is_new />
        </form>
    }
}

#[component]
fn DealForm(of: Option<Box<DealView>>) -> impl IntoView {
    let people: People = expect_context();
    let desk = people.desk;
    let form = Form::new();
    let line = of.map(|view| view.deal);
    let (deal, is_new) = (line.as_ref().map(|line| line.id), line.is_none());
    let name = typed(line.as_ref().map_or("", |line| &line.name));
    let cents = line.as_ref().and_then(|line| line.amount_cents);
    let sum = typed(&cents.map(amount::written).unwrap_or_default());
    let currency = line.as_ref().map(|line| line.currency.clone()).filter(|code| !code.is_empty());
    let currency = typed(&currency.unwrap_or_else(|| untrack(|| desk.setting("scoring.currency"))));
    let closes = CloseDate::of(line.as_ref().and_then(|line| line.closes_at));
    let stage = RwSignal::new(line.as_ref().and_then(|line| line.stage_id));
    let about = people.shown.get_untracked().filter(|_| is_new);
    let (company, with) = match (&line, people.known().filter(|_| about.is_some())) {
        (Some(line), _) => (line.company.as_ref().map(Picked::company), line.contacts.iter().map(Picked::person).collect()),
        // A new one is of whoever is looked at.
        (None, Some(Shown::Person(person))) => {
            (person.company.as_ref().map(Picked::company), vec![Picked::person(&person.contact)])
        }
        (None, Some(Shown::Company(company))) => (Some(Picked::company(&company.company)), Vec::new()),
        (None, _) => (None, Vec::new()),
    };
    let (company, with) = (RwSignal::new(company.into_iter().collect::<Vec<_>>()), RwSignal::new(with));
    let save = Callback::new(move |()| {
        people.save(form, async move {
            let amount_cents = amount::read(&sum.get_untracked())
                .ok_or_else(|| ApiError::new(Code::Invalid, text::amount_not_understood()).on("amount_cents"))?;
            let closes_at = closes.read()?;
            let request = SaveDeal {
                name: Some(name.get_untracked()),
                stage: stage.get_untracked(),
                amount_cents: Some(amount_cents),
                currency: Some(currency.get_untracked()),
                company: Some(company_of(company).await?),
                contacts: Some(with.get_untracked().iter().filter_map(Picked::contact_id).collect()),
                closes_at: Some(closes_at),
                ..unchanged(deal)
            };
            let saved = backend::call(request).await?;
            Ok((Some(Record::Deal(saved.deal.id)), text::said_saved(&text::deal_called(&saved.deal.name)), true))
        });
    });
    view! {
        <form class="record" on:submit=move |event| form.submit(&event, save)>
            <TypedField id="deal-name" field="name" label=text::name_label() value=name refusal=form.refusal focus=true />
            <div class="side-by-side">
                <TypedField id="deal-amount" field="amount_cents" label=text::amount_label() value=sum refusal=form.refusal />
                <TypedField id="deal-currency" field="currency" label=text::currency_label() value=currency refusal=form.refusal />
            </div>
            <Stages stage deal />
            <fields::ClosesField closes refusal=form.refusal />
            <Pick id="deal-company" label=text::company_label() found=Found::Companies picked=company />
            <Pick id="deal-people" label=text::people_of_company() found=Found::People picked=with />
            <RefusedOtherwise fields=&["name", "amount_cents", "currency", "closes_at"] refusal=form.refusal />
            <Buttons form is_new />
        </form>
    }
}

/// The stages of the operator's own pipelines; a new deal stands in the first one unless another is chosen.
#[component]
fn Stages(stage: RwSignal<Option<StageId>>, deal: Option<DealId>) -> impl IntoView {
    let people: People = expect_context();
    let own = Memo::new(move |_| {
        let all = people.pipelines.value().unwrap_or_default();
        all.into_iter().filter(|pipeline| pipeline.kept.is_local && !pipeline.is_archived).collect::<Vec<PipelineView>>()
    });
    Effect::new(move |_| {
        let first = |all: &[PipelineView]| {
            all.first()?.stages.iter().find(|one| one.ends.is_none() && !one.is_archived).map(|one| one.id)
        };
        if deal.is_none() && stage.get_untracked().is_none() {
            stage.set(own.with(|all| first(all)));
        }
    });
    let change = move |event| stage.set(event_target_value(&event).parse::<i64>().ok().map(StageId));
    let options = move || {
        let now = stage.get_untracked();
        let of = |pipeline: PipelineView| {
            let seen = pipeline.stages.into_iter().filter(|one| !one.is_archived || Some(one.id) == now);
            let option = |one: api::StageView| {
                let is_now = now == Some(one.id);
                view! { <option value=one.id.to_string() selected=is_now>{one.name}</option> }
            };
            view! { <optgroup label=pipeline.name>{seen.map(option).collect_view()}</optgroup> }
        };
        own.get().into_iter().map(of).collect_view()
    };
    view! {
        <div class="typed">
            <label for="deal-stage">{text::deal_stage_label()}</label>
            <select id="deal-stage" on:change=change>{options}</select>
        </div>
    }
}
