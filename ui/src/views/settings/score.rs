//! What counts in the score, tried out on the first ten of the queue before anything applies.

use super::kept::{Shape, TextSetting};
use crate::backend;
use crate::desk::desk;
use crate::source::Source;
use crate::state::Shares;
use api::{ItemView, ListQueue, Moved, PreviewWeights, SetSetting, Tab, Tag, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use web_sys::HtmlInputElement;

const WEIGHTS: &str = "scoring.weights";
/// The factors in the order of the setting, by the names of their colours.
const FACTORS: [&str; 4] = ["revenue", "urgency", "strategic", "effort"];
const SHOWN: u32 = 10;
/// How long a slider rests before the order is asked for.
const PREVIEW_AFTER: Duration = Duration::from_millis(120);

#[component]
pub fn Score() -> impl IntoView {
    let desk = desk();
    let stored = Memo::new(move |_| Shares::read(&desk.setting(WEIGHTS)));
    let tried = RwSignal::new(stored.get_untracked());
    let before_it = StoredValue::new(stored.get_untracked());
    // What another process stores is shown, unless other weights are being tried here.
    Effect::new(move |_| {
        let stored = stored.get();
        let before = before_it.get_value();
        before_it.set_value(stored);
        if tried.with_untracked(|tried| percents(*tried) == percents(before)) {
            tried.set(stored);
        }
    });
    let is_tried = Memo::new(move |_| percents(tried.get()) != percents(stored.get()));
    let (error, is_busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let set = Callback::new(move |(which, percent): (usize, u32)| {
        error.set(None);
        tried.update(|tried| {
            if let Some(shares) = tried {
                shares.set(which, percent);
            }
        });
    });
    let apply = move |_| {
        let Some(shares) = tried.get_untracked().filter(|_| !is_busy.get_untracked()) else { return };
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(SetSetting { key: WEIGHTS.to_owned(), value: shares.written() }).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(_) => desk.say(text::weights_applied(), false),
                Err(refusal) => {
                    if error.try_set(Some(refusal.message.clone())).is_some() {
                        desk.refuse(&refusal.message);
                    }
                }
            }
        });
    };
    let sliders = FACTORS.into_iter().enumerate().map(|(which, name)| view! { <Weight which name tried set /> }).collect_view();
    // As shipped. They are tried like any others, and apply once the operator says so.
    let usual = Memo::new(move |_| Shares::read(&desk.shipped(WEIGHTS)));
    let is_usual = Memo::new(move |_| usual.get().is_none() || percents(tried.get()) == percents(usual.get()));
    let try_usual = move |_| {
        error.set(None);
        tried.set(usual.get_untracked());
    };
    let is_idle = move || !is_tried.get() || is_busy.get();
    view! {
        <div class="card">
            <div class="weights">
                <p class="lead">{text::setting_help(WEIGHTS)}</p>
                {sliders}
                <footer>
                    <button type="button" class="go" id="weights-apply" disabled=is_idle on:click=apply>{text::apply()}</button>
                    <button type="button" id="weights-reset" disabled=is_idle on:click=move |_| tried.set(stored.get_untracked())>
                        {text::reset()}
                    </button>
                    <button type="button" id="weights-usual" disabled=move || is_usual.get() || is_busy.get() on:click=try_usual>
                        {text::usual_weights()}
                    </button>
                    <span class="doubt" role="status">{move || is_tried.get().then(text::weights_are_tried)}</span>
                </footer>
                <p role="alert" class="refusal" dir="auto">{error}</p>
            </div>
            <Orders tried />
        </div>
        <div class="card">
            <TextSetting key="scoring.typical_deal" shape=Shape::Number />
            <TextSetting key="scoring.currency" shape=Shape::Line />
            <TextSetting key="scoring.rates" shape=Shape::Line />
            <TextSetting key="scoring.target_domains" shape=Shape::Line />
        </div>
    }
}

fn percents(shares: Option<Shares>) -> Option<[u32; 4]> {
    shares.map(|shares| shares.percents())
}

#[component]
fn Weight(which: usize, name: &'static str, tried: RwSignal<Option<Shares>>, set: Callback<(usize, u32)>) -> impl IntoView {
    let percent = Memo::new(move |_| tried.with(|tried| tried.map_or(0, |shares| shares.percent(which))));
    let (id, figure) = (format!("weight-{name}"), format!("weight-{name}-figure"));
    let moved = move |event: leptos::ev::Event| {
        if let Ok(percent) = event_target_value(&event).trim().parse() {
            set.run((which, percent));
        }
        // What could not be taken as it was typed does not stay in the field.
        event_target::<HtmlInputElement>(&event).set_value(&percent.get_untracked().to_string());
    };
    view! {
        <div class="weight">
            <label for=id.clone()>
                <i class=format!("dot {name}") aria-hidden="true"></i>
                {text::part(name)}
                <span>{text::weight_help(name)}</span>
            </label>
            <input type="range" id=id.clone() min="0" max="100" step="1" aria-valuetext=move || text::percent(percent.get())
                prop:value=move || percent.get().to_string() on:input=moved />
            <span class="figure">
                <input type="number" id=figure class="number" min="0" max="100" step="1" aria-label=text::part(name)
                    prop:value=move || percent.get().to_string() on:change=moved />
                <span aria-hidden="true">"%"</span>
            </span>
        </div>
    }
}

/// The first ten as they stand, and as they would.
#[component]
fn Orders(tried: RwSignal<Option<Shares>>) -> impl IntoView {
    let desk = desk();
    let today = Source::new(|| backend::call(ListQueue { tab: Some(Tab::All), band: None, limit: Some(SHOWN), after: None }));
    let then = Source::new(move || {
        let [revenue, urgency, strategic, effort] =
            tried.try_get_untracked().flatten().map_or([0.25; 4], |shares| shares.parts());
        backend::call(PreviewWeights { revenue, urgency, strategic, effort })
    });
    let n_moved = StoredValue::new(0_u64);
    Effect::new(move |_| {
        desk.follow(Tag::Queue);
        today.read();
        then.read();
    });
    Effect::new(move |_| {
        tried.track();
        let number = n_moved.try_update_value(|n| {
            *n += 1;
            *n
        });
        set_timeout(
            move || {
                if n_moved.try_get_value() == number {
                    then.read();
                }
            },
            PREVIEW_AFTER,
        );
    });
    let before = Memo::new(move |_| today.value().map(|page| page.items).unwrap_or_default());
    let after = Memo::new(move |_| then.value().map(|preview| preview.items).unwrap_or_default());
    let is_empty = Memo::new(move |_| today.known().with(|known| known.value().is_some_and(|page| page.items.is_empty())));
    let failure = move || {
        let of_today = today.known().with(|known| known.error().map(|error| error.message.clone()));
        of_today.or_else(|| then.known().with(|known| known.error().map(|error| error.message.clone())))
    };
    move || {
        if is_empty.get() {
            return view! { <p class="nothing">{text::nothing_to_rank()}</p> }.into_any();
        }
        view! {
            <div class="orders">
                <section aria-labelledby="order-today">
                    <h3 id="order-today">{text::order_today()}</h3>
                    <ol>{move || before.get().into_iter().zip(1..).map(|(item, place)| line(item, place, None)).collect_view()}</ol>
                </section>
                <section aria-labelledby="order-then">
                    <h3 id="order-then">{text::order_then()}</h3>
                    <ol id="order-tried">{move || after.get().into_iter().map(moved_line).collect_view()}</ol>
                </section>
            </div>
            <p role="alert" class="refusal" dir="auto">{failure}</p>
        }
        .into_any()
    }
}

fn moved_line(moved: Moved) -> impl IntoView {
    let (from, to) = (moved.rank_before, moved.rank_after);
    let item = ItemView { score: moved.score_after, ..moved.item };
    line(item, to, Some(from))
}

fn line(item: ItemView, place: u32, from: Option<u32>) -> impl IntoView {
    let who = item.called().unwrap_or_else(text::unknown_contact);
    let step = from.filter(|from| *from != place).map(|from| {
        let n = from.abs_diff(place);
        let (class, arrow, words) = if from > place { ("up", "▲", text::rises(n)) } else { ("down", "▼", text::falls(n)) };
        view! {
            <span class=format!("step {class}")>
                <span aria-hidden="true">{arrow}{n}</span>
                <span class="unseen">{words}</span>
            </span>
        }
    });
    view! {
        <li>
            <span class="place number">{place}</span>
            <span class="about">
                <b dir="auto">{who}</b>
                <span dir="auto">{item.what}</span>
            </span>
            {step}
            <span class="number score">{format!("{:.0}", item.score)}</span>
        </li>
    }
}
