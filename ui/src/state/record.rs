//! Contacts, companies and deals: which of them is meant, and which of their lists is looked at.

use api::{
    CompanyId, CompanyView, ContactId, DealId, DealLine, DealView, ItemView, NoteView, PersonLine, PersonView, TaskView,
    TimelineEntry,
};

/// The lists of the screen of people, in the order of its tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Records {
    #[default]
    People,
    Companies,
    Deals,
}

impl Records {
    pub const ALL: [Self; 3] = [Self::People, Self::Companies, Self::Deals];

    /// The tab behind this one; behind the last stands the first.
    pub const fn next(self) -> Self {
        match self {
            Self::People => Self::Companies,
            Self::Companies => Self::Deals,
            Self::Deals => Self::People,
        }
    }

    pub const fn previous(self) -> Self {
        self.next().next()
    }
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    Person(ContactId),
    Company(CompanyId),
    Deal(DealId),
}

impl Record {
    pub const fn person(self) -> Option<ContactId> {
        if let Self::Person(id) = self { Some(id) } else { None }
    }

    pub const fn company(self) -> Option<CompanyId> {
        if let Self::Company(id) = self { Some(id) } else { None }
    }

    pub const fn deal(self) -> Option<DealId> {
        if let Self::Deal(id) = self { Some(id) } else { None }
    }
}

/// All that is known of one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Person(Box<PersonView>),
    Company(Box<CompanyView>),
    Deal(Box<DealView>),
}

impl Shown {
    pub fn record(&self) -> Record {
        match self {
            Self::Person(person) => Record::Person(person.contact.id),
            Self::Company(company) => Record::Company(company.company.id),
            Self::Deal(deal) => Record::Deal(deal.deal.id),
        }
    }

    pub fn open_items(&self) -> &[ItemView] {
        match self {
            Self::Person(person) => &person.open_items,
            Self::Company(company) => &company.open_items,
            Self::Deal(deal) => &deal.open_items,
        }
    }

    pub fn tasks(&self) -> &[TaskView] {
        match self {
            Self::Person(person) => &person.tasks,
            Self::Company(company) => &company.tasks,
            Self::Deal(deal) => &deal.tasks,
        }
    }

    pub fn notes(&self) -> &[NoteView] {
        match self {
            Self::Person(person) => &person.notes,
            Self::Company(company) => &company.notes,
            Self::Deal(deal) => &deal.notes,
        }
    }

    pub fn timeline(&self) -> &[TimelineEntry] {
        match self {
            Self::Person(person) => &person.timeline,
            Self::Company(company) => &company.timeline,
            Self::Deal(deal) => &deal.timeline,
        }
    }

    /// Those in which they have a part.
    pub fn deals(&self) -> &[DealLine] {
        match self {
            Self::Person(person) => &person.deals,
            Self::Company(company) => &company.deals,
            Self::Deal(_) => &[],
        }
    }

    /// Who belongs to it.
    pub fn people(&self) -> Vec<PersonLine> {
        match self {
            Self::Person(_) => Vec::new(),
            Self::Company(company) => company.people.clone(),
            Self::Deal(deal) => {
                let line = |contact| PersonLine { contact, company: None, last_mail_at: None, n_open: 0, suppressed: false };
                deal.deal.contacts.iter().cloned().map(line).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tabs_go_round_in_both_directions() {
        let walked: Vec<Records> = std::iter::successors(Some(Records::People), |tab| Some(tab.next())).take(4).collect();
        assert_eq!(walked, [Records::People, Records::Companies, Records::Deals, Records::People]);
        for tab in Records::ALL {
            assert_eq!(tab.next().previous(), tab);
        }
    }
}
