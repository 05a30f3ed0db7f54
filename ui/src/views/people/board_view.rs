//! Deals as a board: a column for each open stage, and the closed ones folded to what they came to. A card is moved to another stage
//! with the mouse, or by the commands that every list has.

use super::People;
use super::parts::worth;
use super::store::Which;
use crate::components::{Failed, Waiting, When};
use crate::desk::desk;
use crate::state::board::{self, Column};
use crate::state::{Known, Pages, Record};
use api::{DealId, DealLine, StageId, StageView, Worth, text};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// Deals that are drawn in a column before one asks for the rest; and that are read for all columns.
const DRAWN: usize = 40;
const READ_AT_MOST: usize = 1_000;
/// A press that moves less than this, in CSS pixels, is a click.
const DRAG_AFTER: f64 = 5.0;
/// Within this distance of an edge, in CSS pixels, the board scrolls below a card that is dragged, by so many at a time.
const EDGE: f64 = 48.0;
const SCROLL_BY: i32 = 14;

/// A card in the operator's hand.
#[derive(Clone, Copy, PartialEq)]
struct Drag {
    deal: DealId,
    /// Where it was taken, where its corner was then, and how wide it is, in CSS pixels.
    from: (f64, f64),
    corner: (f64, f64),
    width: f64,
    by: (f64, f64),
    is_moved: bool,
    over: Option<StageId>,
}

#[derive(Clone, Copy)]
struct Hand {
    people: People,
    drag: RwSignal<Option<Drag>>,
    frame: NodeRef<html::Div>,
}

#[component]
pub fn Board() -> impl IntoView {
    let people: People = expect_context();
    let hand = Hand { people, drag: RwSignal::new(None), frame: NodeRef::new() };
    provide_context(hand);
    let pages = people.deals.pages();
    // All that the columns show is read, page by page.
    Effect::new(move |_| {
        let n = pages.with(Pages::len);
        if n < READ_AT_MOST {
            people.deals.see(0..n);
        }
    });
    let cursor = people.deals.cursor();
    Effect::new(move |_| {
        let _moved = people.columns.with(Vec::len);
        if let Some(id) = cursor.get() {
            request_animation_frame(move || reveal(hand, id));
        }
    });
    let failure = Memo::new(move |_| pages.with(|pages| pages.known().error().map(|error| error.message.clone())));
    let not_told = Memo::new(move |_| people.pipelines.known().with(|known| known.error().map(|error| error.message.clone())));
    let is_failed = move || pages.with(|pages| matches!(pages.known(), Known::Failed(_)));
    let has_stages = Memo::new(move |_| people.columns.with(|columns| !columns.is_empty()));
    let retry = Callback::new(move |()| {
        people.pipelines.read();
        people.deals.read();
    });
    // By the stages alone: a deal that moves draws no column anew.
    let stages =
        Memo::new(move |_| people.columns.with(|columns| columns.iter().map(|column| column.stage.id).collect::<Vec<_>>()));
    let ends = Memo::new(move |_| people.chosen_pipeline().map(|pipeline| board::ends(&pipeline)).unwrap_or_default());
    let rest = move || {
        pages.with(|pages| pages.has_more() && pages.len() >= READ_AT_MOST).then(|| text::board_is_cut(READ_AT_MOST as u64))
    };
    let active = move || cursor.get().map(|id| format!("people-{id}"));
    let body = move || match (has_stages.get(), is_failed(), not_told.with(Option::is_some)) {
        (true, false, _) => view! {
            <div
                class="board"
                id="people"
                role="listbox"
                tabindex="0"
                aria-labelledby="people-title"
                aria-activedescendant=active
                node_ref=hand.frame
            >
                <For each=move || stages.get() key=|id| *id let(id)>
                    <StageColumn id />
                </For>
                <div class="ends">{move || ends.get().into_iter().map(|stage| view! { <End stage /> }).collect_view()}</div>
            </div>
        }
        .into_any(),
        (_, true, _) => view! { <Failed message=failure retry /> }.into_any(),
        (_, _, true) => view! { <Failed message=not_told retry /> }.into_any(),
        _ => view! { <Waiting /> }.into_any(),
    };
    view! {
        {body}
        <Held />
        <p class="cut" role="status">{rest}</p>
    }
}

#[component]
fn StageColumn(id: StageId) -> impl IntoView {
    let people: People = expect_context();
    let hand: Hand = expect_context();
    let column: Memo<Option<Column>> =
        Memo::new(move |_| people.columns.with(|columns| columns.iter().find(|column| column.stage.id == id).cloned()));
    let stage = Memo::new(move |_| column.with(|column| column.as_ref().map(|column| column.stage.clone())));
    let deals = Memo::new(move |_| column.with(|column| column.as_ref().map(|column| column.deals.clone()).unwrap_or_default()));
    let n_drawn = RwSignal::new(DRAWN);
    // What is looked for is counted as it was found; else all there are, also those that were not read.
    let count = move || {
        let is_all = people.typed.with(|typed| typed.trim().is_empty());
        stage.with(|stage| stage.as_ref().map(|stage| stage.n_deals)).filter(|_| is_all).unwrap_or(deals.with(Vec::len) as u64)
    };
    let sums = move || stage.with(|stage| stage.as_ref().map(|stage| sums(&stage.worth)));
    let name = move || stage.with(|stage| stage.as_ref().map(|stage| stage.name.clone()));
    let shown = move || deals.with(|deals| deals.iter().take(n_drawn.get()).copied().collect::<Vec<_>>());
    let further = move || {
        let n_left = deals.with(Vec::len).saturating_sub(n_drawn.get());
        (n_left > 0).then(|| {
            view! { <button type="button" class="link more" on:click=move |_| n_drawn.set(usize::MAX)>{text::show_all_people(n_left as u64)}</button> }
        })
    };
    let title = format!("stage-{id}");
    let named_by = title.clone();
    view! {
        <section
            class="column"
            role="group"
            aria-labelledby=named_by
            data-stage=id.to_string()
            class:over=move || hand.is_over(id)
        >
            <header id=title>
                <h3 dir="auto">{name}</h3>
                <span class="number">{count}</span>
                <p class="number">{sums}</p>
            </header>
            <div class="pile">
                <For each=shown key=|id| *id let(id)>
                    <DealCard id />
                </For>
                {further}
            </div>
        </section>
    }
}

#[component]
fn DealCard(id: DealId) -> impl IntoView {
    let people: People = expect_context();
    let hand: Hand = expect_context();
    let line = people.deals.line(id);
    let cursor = people.deals.cursor();
    let is_current = Memo::new(move |_| cursor.get() == Some(id));
    let is_held = move || hand.held().is_some_and(|drag| drag.deal == id);
    let opened = move |_| {
        people.deals.go_to(id);
        people.show(Record::Deal(id));
    };
    view! {
        <div
            class="deal card"
            id=format!("people-{id}")
            role="option"
            class:current=is_current
            class:held=is_held
            aria-selected=move || is_current.get().to_string()
            on:pointerdown=move |event| hand.take(id, &event)
            on:pointermove=move |event| hand.carry(&event)
            on:pointerup=move |event| hand.let_go(&event, || opened(()))
            on:pointercancel=move |_| hand.drag.set(None)
        >
            {move || line.get().map(inner)}
        </div>
    }
}

fn inner(deal: DealLine) -> AnyView {
    let desk = desk();
    let now = desk.clock.now();
    let with = deal.company.as_ref().map(|company| company.called().to_owned());
    let with = with.or_else(|| deal.contacts.first().map(api::ContactRef::called));
    let closes = deal.closes_at.map(|at| {
        view! { <span class="closes" class:late=move || at < now.get() title=move || desk.date(at)>{move || text::closes_on(&desk.day(at, now.get()))}</span> }
    });
    let open = (deal.n_open > 0).then(|| view! { <span class="state">{text::n_open(deal.n_open)}</span> });
    view! {
        <b dir="auto">{text::deal_called(&deal.name)}</b>
        <p class="with" dir="auto">{with}</p>
        <p class="figures-of number">
            <span class="worth">{worth(&deal)}</span>
            {closes}
        </p>
        <p class="last number">{open} {deal.touched_at.map(|at| view! { <When at /> })}</p>
    }
    .into_any()
}

/// A closed stage: how many deals, and what they came to. It leads to the list of them, and takes a card that is dropped on it.
#[component]
fn End(stage: StageView) -> impl IntoView {
    let people: People = expect_context();
    let hand: Hand = expect_context();
    let id = stage.id;
    let list = move |_| {
        let pipeline = people.pipeline.get_untracked();
        people.set_board(false);
        people.narrow(pipeline, Which::Stage(id));
    };
    view! {
        <button type="button" class="end card" data-stage=id.to_string() class:over=move || hand.is_over(id) on:click=list>
            <b dir="auto">{stage.name.clone()}</b>
            <span class="number">{text::n_deals(stage.n_deals, false)}</span>
            <span class="number">{sums(&stage.worth)}</span>
        </button>
    }
}

/// What deals are worth together, each currency by itself.
fn sums(all: &[Worth]) -> String {
    all.iter().map(|worth| text::money(worth.cents, &worth.currency)).collect::<Vec<_>>().join(" · ")
}

/// The card in the operator's hand, over all else: a column would cut it at its edge.
#[component]
fn Held() -> impl IntoView {
    let hand: Hand = expect_context();
    let deal = Memo::new(move |_| hand.held().map(|drag| drag.deal));
    let place = move || {
        let Drag { corner, by, .. } = hand.held()?;
        Some(format!("translate({}px, {}px)", corner.0 + by.0, corner.1 + by.1))
    };
    let width = move || hand.held().map(|drag| format!("{}px", drag.width));
    move || {
        let line = hand.people.deals.pages().with_untracked(|pages| pages.row(deal.get()?).cloned())?;
        Some(
            view! { <div class="deal card in-hand" aria-hidden="true" style:width=width style:transform=place>{inner(line)}</div> },
        )
    }
}

impl Hand {
    /// What is in the hand once it has moved.
    fn held(self) -> Option<Drag> {
        self.drag.get().filter(|drag| drag.is_moved)
    }

    fn is_over(self, stage: StageId) -> bool {
        self.drag.with(|drag| drag.is_some_and(|drag| drag.is_moved && drag.over == Some(stage)))
    }

    fn take(self, deal: DealId, event: &ev::PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let Some(card) = card_of(event) else { return };
        // Without it a hand that leaves the card would leave it hanging.
        drop(card.set_pointer_capture(event.pointer_id()));
        let area = card.get_bounding_client_rect();
        let (from, corner, width) =
            ((f64::from(event.client_x()), f64::from(event.client_y())), (area.left(), area.top()), area.width());
        self.drag.set(Some(Drag { deal, from, corner, width, by: (0.0, 0.0), is_moved: false, over: None }));
    }

    fn carry(self, event: &ev::PointerEvent) {
        let Some(drag) = self.drag.get_untracked() else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let by = (at.0 - drag.from.0, at.1 - drag.from.1);
        let is_moved = drag.is_moved || by.0.hypot(by.1) > DRAG_AFTER;
        if is_moved {
            self.scroll_at_edge(at.0);
            self.drag.set(Some(Drag { by, is_moved, over: stage_under(event), ..drag }));
        }
    }

    fn scroll_at_edge(self, x: f64) {
        if let Some(frame) = self.frame.get_untracked() {
            let area = frame.get_bounding_client_rect();
            let by = if x > area.right() - EDGE {
                SCROLL_BY
            } else if x < area.left() + EDGE {
                -SCROLL_BY
            } else {
                0
            };
            if by != 0 {
                frame.set_scroll_left(frame.scroll_left() + by);
            }
        }
    }

    fn let_go(self, event: &ev::PointerEvent, click: impl Fn()) {
        let Some(drag) = self.drag.get_untracked() else { return };
        self.drag.set(None);
        match (drag.is_moved, stage_under(event)) {
            (false, _) => click(),
            (true, Some(stage)) => {
                self.people.deals.go_to(drag.deal);
                self.people.move_deal_to(drag.deal, stage);
            }
            (true, None) => {}
        }
    }
}

fn card_of(event: &ev::PointerEvent) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(".deal").ok().flatten()
}

/// The stage over which the pointer is; what is in the hand lets it through.
fn stage_under(event: &ev::PointerEvent) -> Option<StageId> {
    let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    let column = under.closest("[data-stage]").ok().flatten()?;
    column.get_attribute("data-stage")?.parse().ok().map(StageId)
}

/// Scrolls the board and the column no further than the card needs to be seen.
fn reveal(hand: Hand, id: DealId) {
    let Some(card) = document().get_element_by_id(&format!("people-{id}")) else { return };
    let (Some(frame), Some(column)) = (hand.frame.try_get_untracked().flatten(), card.parent_element()) else { return };
    let (wide, high, area) =
        (frame.get_bounding_client_rect(), column.get_bounding_client_rect(), card.get_bounding_client_rect());
    let past = |before: f64, behind: f64, low: f64, high: f64| if low < before { low - before } else { (high - behind).max(0.0) };
    let across = past(wide.left(), wide.right(), area.left() - 12.0, area.right() + 12.0);
    let down = past(high.top(), high.bottom(), area.top() - 4.0, area.bottom() + 4.0);
    frame.set_scroll_left(frame.scroll_left() + across as i32);
    column.set_scroll_top(column.scroll_top() + down as i32);
}
