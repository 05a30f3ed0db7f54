//! What the operator says of meetings.

use super::Queue;
use crate::backend;
use crate::state::{Known, Ranking, TypedMeeting};
use crate::views::queue::meeting::may_be_said;
use api::{BookMeeting, Details, ItemId, MeetingDetails, MeetingNoShow, Play, Position, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Queue {
    /// Opens an item to meet whom the one that is shown is about; of a booking, its time is written on. Answers whether that means
    /// anything here.
    pub fn book(self) -> bool {
        let Some(item) = self.ranking.with_untracked(Ranking::cursor) else { return false };
        let Some(line) = self.view_of(item) else { return false };
        if line.play == Play::Book {
            self.is_open.set(true);
            self.wants_time.set(Some(item));
            return true;
        }
        let Some(contact) = line.contact else { return false };
        spawn_local(async move {
            match backend::call(BookMeeting { item, when: None, starts_at: None, minutes: None }).await {
                Ok(booking) => {
                    self.desk.say(text::said_booking(&contact.called()), false);
                    self.wants_time.set(Some(booking.id));
                    self.read();
                    self.visit(booking.id);
                }
                Err(error) => self.refuse(item, error),
            }
        });
        true
    }

    /// Stores when and where a meeting is to be, with what else was typed.
    pub fn set_meeting(self, item: ItemId, meeting: MeetingDetails) {
        self.set_details(item, Details::Meeting(meeting));
    }

    /// What is typed of a meeting was taken, or is given up.
    pub fn type_meeting(self, change: impl FnOnce(&mut TypedMeeting)) {
        let _gone = self.form.try_update(|form| {
            if let Some(form) = form {
                change(&mut form.meeting);
            }
        });
    }

    /// Says that nobody came to the meeting of the item that is shown. Answers whether there is one of which that can be said.
    pub fn no_show(self) -> bool {
        let now = self.desk.clock.now().get_untracked();
        let shown = untrack(|| self.shown().get());
        let meeting = shown.as_ref().and_then(Known::value).and_then(|detail| detail.meeting.as_ref());
        let may_be = meeting.and_then(|meeting| may_be_said(meeting, now)) == Some(Position::On);
        if may_be {
            self.note_no_show(Position::On);
        }
        may_be
    }

    /// Says that nobody came, or that somebody did after all.
    pub fn note_no_show(self, position: Position) {
        let Some(item) = self.ranking.with_untracked(Ranking::cursor) else { return };
        let shown = untrack(|| self.shown().get());
        let Some(meeting) = shown.as_ref().and_then(Known::value).and_then(|detail| detail.meeting.clone()) else { return };
        spawn_local(async move {
            match backend::call(MeetingNoShow { meeting: meeting.id, position: Some(position) }).await {
                Ok(_) => {
                    let what = if meeting.title.is_empty() { self.who(item) } else { meeting.title };
                    let said = match position {
                        Position::On => text::said_no_show(&what),
                        Position::Off => text::said_they_came(&what),
                    };
                    self.desk.say(said, true);
                    self.load(item);
                }
                Err(error) => self.refuse(item, error),
            }
        });
    }
}
