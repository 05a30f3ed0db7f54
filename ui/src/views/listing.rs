//! A long list that is read page by page: waiting, failed, empty, stale, and its rows, of which only what is seen is drawn.

use crate::components::{Failed, Stale, Waiting};
use crate::desk::desk;
use crate::paged::Paged;
use crate::state::{Known, Pages};
use crate::windowed::Windowed;
use api::Time;
use leptos::prelude::*;
use std::fmt::Display;
use std::hash::Hash;

/// What a list looks like, and what it is to those who cannot see it.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The id of the element, and what the ids of its rows begin with.
    pub id: &'static str,
    /// The id of what names it.
    pub named_by: &'static str,
    /// `listbox` where a row is one thing to choose, `grid` where there is something to press within it.
    pub role: &'static str,
    /// What the rows are drawn as.
    pub class: &'static str,
    /// The height of a row, in CSS pixels; the styles of the class say the same.
    pub row: f64,
}

impl Kind {
    const fn row_role(self) -> &'static str {
        if matches!(self.role.as_bytes(), b"grid") { "row" } else { "option" }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Waiting,
    Failed,
    Empty,
    Rows,
}

/// `draw` makes what stands in a row, and does so anew when the row says something else; `empty` what stands where there is none. `open` is called when a row is chosen.
#[component]
pub fn Listing<I, T>(
    paged: Paged<I, T>,
    kind: Kind,
    draw: fn(T) -> AnyView,
    #[prop(into)] empty: ViewFn,
    open: Callback<I>,
) -> impl IntoView
where
    I: Copy + Eq + Hash + Display + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let pages = paged.pages();
    let face = Memo::new(move |_| {
        pages.with(|pages| match (pages.known(), pages.len()) {
            (Known::Failed(_), _) => Face::Failed,
            (Known::Loading, 0) => Face::Waiting,
            (_, 0) => Face::Empty,
            _ => Face::Rows,
        })
    });
    let failure = Memo::new(move |_| pages.with(|pages| pages.known().error().map(|error| error.message.clone())));
    let retry = Callback::new(move |()| paged.read());
    let stale = when_stale(paged);
    let body = move || match face.get() {
        Face::Waiting => view! { <Waiting /> }.into_any(),
        Face::Failed => view! { <Failed message=failure retry /> }.into_any(),
        Face::Empty => empty.run().into_any(),
        Face::Rows => view! { <Rows paged kind draw open /> }.into_any(),
    };
    view! {
        <Stale stale now=desk().clock.now() retry />
        {body}
    }
}

/// When what is shown was read and why it could not be read again, where it is stale.
fn when_stale<I, T>(paged: Paged<I, T>) -> Memo<Option<(Time, String)>>
where
    I: Copy + Eq + Hash + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (now, pages) = (desk().clock.now(), paged.pages());
    let read_at = RwSignal::new(Time::default());
    Effect::new(move |_| {
        if pages.with(|pages| matches!(pages.known(), Known::Ready(()))) {
            read_at.set(now.get_untracked());
        }
    });
    Memo::new(move |_| {
        let error = pages.with(|pages| match pages.known() {
            Known::Stale { error, .. } => Some(error.message.clone()),
            _ => None,
        })?;
        Some((read_at.get(), error))
    })
}

#[component]
fn Rows<I, T>(paged: Paged<I, T>, kind: Kind, draw: fn(T) -> AnyView, open: Callback<I>) -> impl IntoView
where
    I: Copy + Eq + Hash + Display + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let pages = paged.pages();
    let n = Memo::new(move |_| pages.with(Pages::len));
    let position = Memo::new(move |_| pages.with(Pages::position));
    let list = Windowed::start(n, Signal::stored(kind.row), position);
    list.begin_at_top(Memo::new(move |_| pages.with(Pages::turned)));
    Effect::new(move |_| paged.see(list.drawn.get()));
    let shown = move || {
        let drawn = list.drawn.get();
        pages.with(|pages| drawn.filter_map(|at| pages.id_at(at)).collect::<Vec<I>>())
    };
    let cursor = paged.cursor();
    let active = move || cursor.get().map(|id| format!("{}-{id}", kind.id));
    // How long the list is cannot be told before its end was read.
    let count = move || pages.with(|pages| if pages.has_more() { "-1".to_owned() } else { pages.len().to_string() });
    let is_grid = kind.role == "grid";
    view! {
        <div
            class="rows"
            id=kind.id
            role=kind.role
            tabindex="0"
            aria-labelledby=kind.named_by
            aria-rowcount=move || is_grid.then(count)
            aria-activedescendant=active
            node_ref=list.frame
            on:scroll=move |_| list.scrolled()
        >
            <div class="all" role="presentation" style:height=move || list.height()>
                <For each=shown key=|id| *id let(id)>
                    <Row paged list id kind draw open />
                </For>
            </div>
        </div>
    }
}

#[component]
fn Row<I, T>(paged: Paged<I, T>, list: Windowed, id: I, kind: Kind, draw: fn(T) -> AnyView, open: Callback<I>) -> impl IntoView
where
    I: Copy + Eq + Hash + Display + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let pages = paged.pages();
    let line = paged.line(id);
    let at = Memo::new(move |_| pages.with(|pages| pages.position_of(id)).unwrap_or_default());
    let is_current = Memo::new(move |_| pages.with(|pages| pages.cursor() == Some(id)));
    let is_option = kind.row_role() == "option";
    let place = move || (at.get() + 1).to_string();
    view! {
        <div
            class=format!("row {}", kind.class)
            id=format!("{}-{id}", kind.id)
            role=kind.row_role()
            class:current=is_current
            aria-selected=move || is_current.get().to_string()
            aria-rowindex=move || (!is_option).then(place)
            aria-posinset=move || is_option.then(place)
            style:transform=move || list.place(at.get())
            on:click=move |_| {
                paged.go_to(id);
                open.run(id);
            }
        >
            {move || line.get().map(draw)}
        </div>
    }
}
