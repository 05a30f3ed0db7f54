//! What the operator says of meetings.

use super::Queue;
use crate::backend;
use crate::state::{Known, Ranking};
use crate::views::queue::meeting::may_be_said;
use api::{MeetingNoShow, Position, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Queue {
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
