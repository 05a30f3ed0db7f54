//! What the overview shows: how things stand, and the first items of the queue.

use crate::state::{Known, Reading};
use api::{ApiError, ConnectionState, Finding, ItemId, ItemView, Level, Status, Time};

/// How many items of the queue the overview lists.
pub const TOP: u32 = 5;

/// One reading: both answers, and when they were given.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub status: Status,
    pub items: Vec<ItemView>,
    pub read_at: Time,
}

/// Which of its faces the overview has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Loading,
    Failed,
    Empty,
    Items,
}

#[derive(Clone, Debug, Default)]
pub struct Overview {
    pub picture: Known<Picture>,
    pub reading: Reading,
}

impl Overview {
    /// Takes in the end of a reading. True where the next one is to be started now.
    pub fn learn(&mut self, answer: Result<Picture, ApiError>) -> bool {
        self.picture = std::mem::take(&mut self.picture).learn(answer);
        self.reading.end()
    }

    pub fn phase(&self) -> Phase {
        match &self.picture {
            Known::Loading => Phase::Loading,
            Known::Failed(_) => Phase::Failed,
            Known::Ready(picture) | Known::Stale { last: picture, .. } if picture.items.is_empty() => Phase::Empty,
            Known::Ready(_) | Known::Stale { .. } => Phase::Items,
        }
    }

    pub fn status(&self) -> Option<&Status> {
        Some(&self.picture.value()?.status)
    }

    pub fn items(&self) -> &[ItemView] {
        self.picture.value().map_or(&[], |picture| &picture.items)
    }

    pub fn item(&self, id: ItemId) -> Option<&ItemView> {
        self.items().iter().find(|item| item.id == id)
    }

    /// How many open items stand below those that are listed.
    pub fn n_more(&self) -> u64 {
        let listed = self.items().len() as u64;
        self.status().map_or(0, |status| status.n_open.saturating_sub(listed))
    }

    /// What is wrong: connections that cannot be read, then what the engine recorded.
    pub fn findings(&self) -> Vec<Finding> {
        let Some(status) = self.status() else { return Vec::new() };
        let unread = status.connections.iter().filter_map(|connection| {
            let words = connection.error.clone().filter(|_| connection.state == ConnectionState::Failing)?;
            Some(Finding { level: Level::Bad, subject: connection.name.clone(), words })
        });
        unread.chain(status.problems.iter().cloned()).collect()
    }

    /// When what is shown was read and why it could not be read again, where it is stale.
    pub fn stale(&self) -> Option<(Time, &ApiError)> {
        Some((self.picture.value()?.read_at, self.picture.error()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{Action, Band, Code, ConnectionId, ConnectionView, ItemState, KillSwitch, Play, Position};

    fn item(id: i64) -> ItemView {
        ItemView {
            id: ItemId(id),
            action: Action::SendEmail,
            play: Play::Answer,
            state: ItemState::Review,
            score: 80.0,
            band: Band::Hot,
            what: "Answer: Seats for the pilot".to_owned(),
            why: "Asked you something".to_owned(),
            due_at: Time(0),
            opened_at: Time(0),
            expires_at: None,
            snoozed_until: None,
            ended_how: None,
            contact: None,
            company: None,
        }
    }

    fn picture(n_open: u64, items: Vec<ItemView>) -> Picture {
        let status = Status {
            n_new_senders: 0,
            demo: None,
            n_open,
            n_hot: 0,
            n_waiting: 0,
            practice: Position::On,
            kill_switch: KillSwitch { position: Position::Off, since: None, n_waiting: 0 },
            connections: Vec::new(),
            problems: Vec::new(),
        };
        Picture { status, items, read_at: Time(7) }
    }

    fn refused() -> ApiError {
        ApiError::new(Code::Unavailable, "The disk is full.")
    }

    #[test]
    fn an_overview_goes_from_loading_to_what_there_is() {
        let mut overview = Overview::default();
        assert_eq!(overview.phase(), Phase::Loading);
        overview.learn(Err(refused()));
        assert_eq!(overview.phase(), Phase::Failed);
        overview.learn(Ok(picture(0, Vec::new())));
        assert_eq!(overview.phase(), Phase::Empty);
        overview.learn(Ok(picture(2, vec![item(1), item(2)])));
        assert_eq!(overview.phase(), Phase::Items);
        assert_eq!(overview.item(ItemId(2)), Some(&item(2)));
        assert_eq!(overview.item(ItemId(3)), None);
    }

    #[test]
    fn a_stale_overview_still_shows_its_items_and_says_since_when() {
        let mut overview = Overview::default();
        overview.learn(Ok(picture(1, vec![item(1)])));
        assert_eq!(overview.stale(), None);
        overview.learn(Err(refused()));
        assert_eq!(overview.phase(), Phase::Items);
        assert_eq!(overview.stale(), Some((Time(7), &refused())));
    }

    #[test]
    fn items_that_are_not_listed_are_counted() {
        let mut overview = Overview::default();
        assert_eq!(overview.n_more(), 0);
        overview.learn(Ok(picture(31, vec![item(1), item(2)])));
        assert_eq!(overview.n_more(), 29);
        overview.learn(Ok(picture(1, vec![item(1), item(2)])));
        assert_eq!(overview.n_more(), 0);
    }
    #[test]
    fn a_connection_that_cannot_be_read_is_wrong_with_its_reason() {
        let connection = |state, error: Option<&str>| ConnectionView {
            id: ConnectionId(1),
            name: "Archive".to_owned(),
            kind: "maildir".to_owned(),
            state,
            read_up_to: None,
            last_success_at: None,
            error: error.map(str::to_owned),
            n_messages: 0,
        };
        let recorded = Finding { level: Level::Note, subject: "import".to_owned(), words: "One file is no mail.".to_owned() };
        let mut shown = picture(0, Vec::new());
        shown.status.problems = vec![recorded.clone()];
        shown.status.connections =
            vec![connection(ConnectionState::Fresh, None), connection(ConnectionState::Failing, Some("The folder is gone."))];
        let mut overview = Overview::default();
        assert_eq!(overview.findings(), Vec::new());
        overview.learn(Ok(shown));
        let unread = Finding { level: Level::Bad, subject: "Archive".to_owned(), words: "The folder is gone.".to_owned() };
        assert_eq!(overview.findings(), vec![unread, recorded]);
    }
}
