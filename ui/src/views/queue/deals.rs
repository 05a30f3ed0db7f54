//! The deals that an item has to do with: the one that it is about, then the other open ones of its contact. Each leads to its card.

use crate::desk::desk;
use crate::state::Record;
use api::{DealLine, ItemDetail, text};
use leptos::prelude::*;

pub fn deals(detail: ItemDetail) -> AnyView {
    let about = detail.deal.map(|deal| deal.id);
    let (its_own, others): (Vec<DealLine>, Vec<DealLine>) = detail.deals.into_iter().partition(|deal| Some(deal.id) == about);
    let others = (!others.is_empty()).then(|| {
        view! {
            <section>
                <h3>{text::deals_with_them()}</h3>
                <ul class="others">{others.into_iter().map(other).collect_view()}</ul>
            </section>
        }
    });
    view! { {its_own.into_iter().map(own).collect_view()} {others} }.into_any()
}

fn own(deal: DealLine) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    let (id, is_open) = (deal.id, !deal.is_closed());
    let line = |label: String, words: AnyView| {
        view! {
            <dt>{label}</dt>
            <dd dir="auto">{words}</dd>
        }
    };
    let amount = deal.amount_cents.map(|cents| line(text::amount_label(), text::money(cents, &deal.currency).into_any()));
    let closes = deal.closes_at.map(|at| {
        let day = view! { <span class="closes" class:late=move || is_open && at < now.get() title=move || desk.date(at)>{move || desk.day(at, now.get())}</span> };
        line(text::closes_label(), day.into_any())
    });
    view! {
        <section class="deal-of">
            <h3>{text::deal_title()}</h3>
            <button type="button" class="link" id="to-deal" on:click=move |_| desk.show_record(Record::Deal(id))>
                <bdi>{text::deal_called(&deal.name)}</bdi>
            </button>
            <dl class="figures number">
                {amount}
                {line(text::deal_stage_label(), deal.stage.clone().into_any())}
                {closes}
            </dl>
        </section>
    }
}

fn other(deal: DealLine) -> impl IntoView {
    let desk = desk();
    let id = deal.id;
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| desk.show_record(Record::Deal(id))>
                <bdi>{text::deal_called(&deal.name)}</bdi>" "<bdi class="what">{deal.stage.clone()}</bdi>
            </button>
            <span class="number">{deal.amount_cents.map(|cents| text::money(cents, &deal.currency))}</span>
        </li>
    }
}
