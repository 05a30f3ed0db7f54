//! When and where a meeting that is being booked is to be, in the draft pane: what is chosen is stored at once.

use super::Queue;
use crate::backend;
use crate::desk::desk;
use crate::rest::Rest;
use api::{Details, Draft, FreeSlots, ItemDetail, ItemId, MeetingDetails, MeetingTime, ReadMeetingTime, Slot, Time, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Lengths to choose from, in minutes.
const LENGTHS: &[i64] = &[15, 30, 45, 60, 90, 120];
/// How many days ahead free times are looked for.
const DAYS: u32 = 10;
const PLACE_AT_MOST: u32 = 500;

#[component]
pub fn MeetingForm(detail: Memo<Option<ItemDetail>>, draft: Memo<Option<Draft>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let item = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|detail| detail.item.id)));
    let meeting = Memo::new(move |_| draft.with(|draft| draft.as_ref()?.details.as_ref().and_then(Details::meeting).cloned()));
    let set = Callback::new(move |change: MeetingDetails| {
        if let Some(item) = item.get_untracked() {
            queue.set_meeting(item, change);
        }
    });
    view! {
        <When item meeting set />
        <Where meeting set />
    }
}

/// The time as it is stored, in the zones of both, and another one as it is typed or picked.
#[component]
fn When(item: Memo<Option<ItemId>>, meeting: Memo<Option<MeetingDetails>>, set: Callback<MeetingDetails>) -> impl IntoView {
    let queue: Queue = expect_context();
    let typed =
        Memo::new(move |_| queue.form.with(|form| form.as_ref().map(|form| form.meeting.when.clone()).unwrap_or_default()));
    let (stored, meant) = (RwSignal::new(MeetingTime::default()), RwSignal::new(MeetingTime::default()));
    let minutes = Memo::new(move |_| meeting.with(|meeting| meeting.as_ref().map_or(30, MeetingDetails::minutes)));
    let starts_at = Memo::new(move |_| meeting.with(|meeting| meeting.as_ref().map(|meeting| meeting.starts_at)));
    Effect::new(move |_| {
        let (Some(item), Some(at), minutes) = (item.get(), starts_at.get(), minutes.get()) else { return };
        read(stored, item, exact(at), minutes, move || starts_at.try_get_untracked() == Some(Some(at)));
    });
    let rest = Rest::new();
    Effect::new(move |_| {
        let words = typed.get();
        meant.set(MeetingTime::default());
        let (Some(item), false) = (item.get_untracked(), words.trim().is_empty()) else { return };
        rest.after(move || {
            let minutes = minutes.get_untracked();
            read(meant, item, words.clone(), minutes, move || typed.try_get_untracked().as_ref() == Some(&words));
        });
    });
    let take = move |slot: Slot| {
        queue.type_meeting(|typed| typed.when.clear());
        if let Some(meeting) = meeting.get_untracked() {
            set.run(MeetingDetails { starts_at: slot.starts_at, ends_at: slot.ends_at, ..meeting });
        }
    };
    // What was understood is taken; what was not stays to be corrected.
    let take_typed = move || {
        if let Some(slot) = meant.get_untracked().slot {
            take(slot);
        }
    };
    let entered = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            take_typed();
        }
    };
    let lengthen = move |event| {
        let (Ok(minutes), Some(meeting)) = (event_target_value(&event).parse::<i64>(), meeting.get_untracked()) else { return };
        set.run(MeetingDetails { ends_at: meeting.starts_at.plus_ms(minutes * 60_000), ..meeting });
    };
    let lengths = move || {
        let now = minutes.get();
        let mut all = LENGTHS.to_vec();
        if !all.contains(&now) {
            all.push(now);
            all.sort_unstable();
        }
        let option = |length: i64| view! { <option value=length.to_string() selected=length == now>{text::minutes_short(length)}</option> };
        all.into_iter().map(option).collect_view()
    };
    let wants_time = queue.wants_time;
    Effect::new(move |_| {
        if wants_time.get().is_some() && wants_time.get() == item.get() {
            wants_time.set(None);
            request_animation_frame(|| super::focus("meeting-when"));
        }
    });
    view! {
        <div class="field">
            <label for="meeting-when">{text::meeting_when_label()}</label>
            <input
                type="text"
                id="meeting-when"
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                placeholder=text::meeting_when_hint()
                aria-describedby="meeting-time"
                prop:value=typed
                on:input=move |event| {
                    let words = event_target_value(&event);
                    queue.type_on(|form| form.meeting.when = words);
                }
                on:keydown=entered
                on:blur=move |_| take_typed()
            />
            <select id="meeting-length" aria-label=text::meeting_length_label() on:change=lengthen>{lengths}</select>
            <div class="time" id="meeting-time" role="status">
                {move || said(stored.get(), meant.get(), typed.with(|typed| typed.trim().is_empty()))}
            </div>
            <Slots item minutes starts_at take=Callback::new(take) />
        </div>
    }
}

/// What is said of a time: that which is being typed, else that which is stored.
fn said(stored: MeetingTime, meant: MeetingTime, is_stored: bool) -> impl IntoView {
    let MeetingTime { slot, why_not, busy, is_looked_up } = if is_stored { stored } else { meant };
    let is_known = slot.is_some();
    let doubt = match (busy.is_empty(), is_known && !is_looked_up) {
        (false, _) => Some(busy),
        (true, true) => Some(text::calendar_not_asked()),
        (true, false) => None,
    };
    let words = slot.map_or(why_not, |slot| slot.words);
    view! {
        <p class:meant=!is_stored dir="auto">{words}</p>
        {doubt.map(|doubt| view! { <p class="doubt">{doubt}</p> })}
    }
}

/// Times that are free, to pick one.
#[component]
fn Slots(item: Memo<Option<ItemId>>, minutes: Memo<i64>, starts_at: Memo<Option<Time>>, take: Callback<Slot>) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    let slots = RwSignal::new(Vec::<Slot>::new());
    Effect::new(move |_| {
        let (Some(id), minutes) = (item.get(), minutes.get()) else { return };
        let Ok(duration_minutes) = u32::try_from(minutes) else { return };
        spawn_local(async move {
            let answer = backend::call(FreeSlots { item: Some(id), zone: None, duration_minutes, days: DAYS }).await;
            if item.try_get_untracked() == Some(Some(id)) {
                // Without a calendar there is nothing to pick from; a time can be typed all the same.
                let _gone = slots.try_set(answer.map(|found| found.slots).unwrap_or_default());
            }
        });
    });
    let slot = move |slot: Slot| {
        let at = slot.starts_at;
        let (words, title) = (move || desk.moment(at, now.get()), slot.words.clone());
        let is_chosen = move || starts_at.get() == Some(at);
        view! {
            <button type="button" title=title aria-pressed=move || is_chosen().to_string() on:click=move |_| take.run(slot.clone())>{words}</button>
        }
    };
    move || {
        let all = slots.get();
        (!all.is_empty()).then(|| {
            view! {
                <div class="slots number" role="group" aria-label=text::free_times_label()>
                    <span class="label">{text::free_times_label()}</span>
                    {all.into_iter().map(slot).collect_view()}
                </div>
            }
        })
    }
}

#[component]
fn Where(meeting: Memo<Option<MeetingDetails>>, set: Callback<MeetingDetails>) -> impl IntoView {
    let queue: Queue = expect_context();
    let stored = Memo::new(move |_| meeting.with(|meeting| meeting.as_ref().map(|m| m.place.clone()).unwrap_or_default()));
    let typed = Memo::new(move |_| queue.form.with(|form| form.as_ref().and_then(|form| form.meeting.place.clone())));
    let place = move || typed.get().unwrap_or_else(|| stored.get());
    let adds_call = Memo::new(move |_| meeting.with(|meeting| meeting.as_ref().is_some_and(|meeting| meeting.adds_call)));
    let change = move |event| {
        let place: String = event_target_value(&event);
        queue.type_meeting(|typed| typed.place = None);
        if let Some(meeting) = meeting.get_untracked().filter(|meeting| meeting.place != place.trim()) {
            set.run(MeetingDetails { place, ..meeting });
        }
    };
    let call = move |event| {
        if let Some(meeting) = meeting.get_untracked() {
            set.run(MeetingDetails { adds_call: event_target_checked(&event), ..meeting });
        }
    };
    view! {
        <div class="field">
            <label for="meeting-place">{text::meeting_where_label()}</label>
            <input type="text" id="meeting-place" dir="auto" autocomplete="off" maxlength=PLACE_AT_MOST.to_string()
                placeholder=text::meeting_place_hint() prop:value=place on:change=change
                on:input=move |event| queue.type_on(|form| form.meeting.place = Some(event_target_value(&event))) />
            <label class="check">
                <input type="checkbox" id="meeting-call" prop:checked=adds_call on:change=call />
                <span>{text::meeting_call_label()}</span>
            </label>
        </div>
    }
}

/// Asks what a time means, and keeps the answer for as long as it is wanted.
fn read(into: RwSignal<MeetingTime>, item: ItemId, when: String, minutes: i64, is_wanted: impl Fn() -> bool + 'static) {
    let Ok(minutes) = u32::try_from(minutes) else { return };
    spawn_local(async move {
        let answer = backend::call(ReadMeetingTime { item, when, minutes }).await;
        if is_wanted() {
            let told = answer.unwrap_or_else(|error| MeetingTime { why_not: error.message, ..MeetingTime::default() });
            let _gone = into.try_set(told);
        }
    });
}

/// A moment as words that mean it exactly.
fn exact(at: Time) -> String {
    js_sys::Date::new(&(at.0 as f64).into()).to_iso_string().into()
}
