//! The meeting that an item is about: when and where, who comes, and whether anybody came.

use super::Queue;
use crate::backend;
use crate::components::KeyCap;
use crate::desk::{Desk, desk};
use api::{Command, Guest, ItemDetail, MeetingResponse, MeetingView, Position, ShellAnswer, ShellWish, Time, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn meeting(detail: ItemDetail) -> AnyView {
    let Some(meeting) = detail.meeting else { return ().into_any() };
    let (queue, desk): (Queue, _) = (expect_context(), desk());
    let now = desk.clock.now();
    let title = if meeting.title.is_empty() { text::meeting_without_title() } else { meeting.title.clone() };
    let span = {
        let meeting = meeting.clone();
        move || span(desk, &meeting, now.get())
    };
    let place = (!meeting.place.is_empty())
        .then(|| view! { <dt>{text::meeting_where_label()}</dt><dd dir="auto">{meeting.place.clone()}</dd> });
    let link = (!meeting.link.is_empty()).then(|| link(desk, meeting.link.clone()));
    let state = match (meeting.is_cancelled, meeting.no_show_at) {
        (true, _) => Some(text::meeting_was_cancelled()),
        (false, Some(_)) => Some(text::meeting_nobody_came()),
        (false, None) => None,
    };
    let guests = meeting.guests.iter().map(guest).collect_view();
    let came = {
        let meeting = meeting.clone();
        // Nobody can have stayed away before it began.
        move || {
            let position = may_be_said(&meeting, now.get())?;
            let (label, with_key) = match position {
                Position::On => (text::no_show_label(), true),
                Position::Off => (text::they_came_label(), false),
            };
            Some(view! {
                <button type="button" id="no-show" on:click=move |_| queue.note_no_show(position)>
                    {label}
                    {with_key.then(|| view! { <KeyCap command=Command::NoShow /> })}
                </button>
            })
        }
    };
    view! {
        <section class="meeting" aria-labelledby="meeting-title">
            <h3 id="meeting-title">{text::meeting_title()}</h3>
            <p class="title" dir="auto">{title}</p>
            <dl class="figures number">
                <dt>{text::meeting_when_label()}</dt>
                <dd>{span}</dd>
                {place}
                {link}
            </dl>
            {state.map(|words| view! { <p class="state">{words}</p> })}
            <ul class="guests" aria-label=text::meeting_guests_label()>{guests}</ul>
            {came}
        </section>
    }
    .into_any()
}

/// What can be said of a meeting now: that nobody came, or that somebody did after all; none before it began.
pub fn may_be_said(meeting: &MeetingView, now: Time) -> Option<Position> {
    let may_be = !meeting.is_cancelled && !meeting.guests.is_empty() && meeting.starts_at <= now;
    may_be.then_some(if meeting.no_show_at.is_some() { Position::Off } else { Position::On })
}

fn span(desk: Desk, meeting: &MeetingView, now: Time) -> String {
    if meeting.is_all_day {
        // The last day of a span ends when the next one begins.
        return text::meeting_span(&desk.day(meeting.starts_at, now), &desk.day(meeting.ends_at.plus_ms(-1), now));
    }
    text::meeting_span(&desk.moment(meeting.starts_at, now), &desk.moment(meeting.ends_at, now))
}

/// Opened in the operator's own browser, by their own click alone; the address is seen before. What is no such page is only told.
fn link(desk: Desk, address: String) -> impl IntoView {
    let shown = address.strip_prefix("https://").map(str::to_owned);
    let open = {
        let address = address.clone();
        move |_| {
            let address = address.clone();
            spawn_local(async move {
                if let Ok(ShellAnswer { words: Some(words), .. }) = backend::host(ShellWish::OpenBrowser(address)).await {
                    desk.refuse(&words);
                }
            });
        }
    };
    let address = match shown {
        Some(shown) => {
            view! { <button type="button" class="link" id="meeting-link" on:click=open><bdi>{shown}</bdi></button> }.into_any()
        }
        None => view! { <bdi>{address}</bdi> }.into_any(),
    };
    view! {
        <dt>{text::meeting_link_label()}</dt>
        <dd>{address}</dd>
    }
}

fn guest(guest: &Guest) -> impl IntoView + use<> {
    let is_no = guest.response == MeetingResponse::Declined;
    view! {
        <li class:no=is_no>
            <span dir="auto" title=guest.address.clone()>{guest.called().to_owned()}</span>
            <span class="response">{text::meeting_response(guest.response)}</span>
        </li>
    }
}
