//! The kinds of records that are read: where each lies, which of its properties are asked for, and who may read it.

use super::VERSION;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Companies,
    Contacts,
    Deals,
    Tasks,
}

impl Kind {
    /// In the order in which they are read: what a record belongs to comes before it.
    pub const ALL: [Self; 4] = [Self::Companies, Self::Contacts, Self::Deals, Self::Tasks];

    /// As people and associations call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::Contacts => "contacts",
            Self::Deals => "deals",
            Self::Tasks => "tasks",
        }
    }

    /// As a problem names one of them.
    pub const fn one(self) -> &'static str {
        match self {
            Self::Companies => "company",
            Self::Contacts => "contact",
            Self::Deals => "deal",
            Self::Tasks => "task",
        }
    }

    /// Its path. Deals lie under the number of their kind.
    pub const fn path(self) -> [&'static str; 4] {
        let kind = match self {
            Self::Deals => "0-3",
            other => other.name(),
        };
        ["crm", "objects", VERSION, kind]
    }

    /// The property that holds when a record last changed.
    pub const fn changed(self) -> &'static str {
        match self {
            Self::Contacts => "lastmodifieddate",
            _ => "hs_lastmodifieddate",
        }
    }

    pub const fn properties(self) -> &'static [&'static str] {
        match self {
            Self::Companies => &["name", "domain", "phone", "hs_lastmodifieddate", "hs_merged_object_ids"],
            Self::Contacts => &[
                "email",
                "hs_additional_emails",
                "firstname",
                "lastname",
                "jobtitle",
                "phone",
                "mobilephone",
                "lifecyclestage",
                "notes_last_contacted",
                "lastmodifieddate",
                "hs_merged_object_ids",
            ],
            Self::Deals => &[
                "dealname",
                "amount",
                "deal_currency_code",
                "pipeline",
                "dealstage",
                "closedate",
                "createdate",
                "hubspot_owner_id",
                "notes_last_contacted",
                "notes_last_updated",
                "hs_lastmodifieddate",
                "hs_merged_object_ids",
            ],
            Self::Tasks => &[
                "hs_task_subject",
                "hs_task_body",
                "hs_task_status",
                "hs_task_completion_date",
                "hs_timestamp",
                "hubspot_owner_id",
                "hs_lastmodifieddate",
            ],
        }
    }

    /// The kinds whose records one of this kind belongs to.
    pub const fn belongs_to(self) -> &'static [Self] {
        match self {
            Self::Companies => &[],
            Self::Contacts => &[Self::Companies],
            Self::Deals => &[Self::Companies, Self::Contacts],
            Self::Tasks => &[Self::Companies, Self::Contacts, Self::Deals],
        }
    }

    /// What a token needs to read it. Tasks are read by whoever may read contacts.
    pub const fn scope(self) -> &'static str {
        match self {
            Self::Companies => super::scopes::READ_COMPANIES,
            Self::Contacts | Self::Tasks => super::scopes::READ_CONTACTS,
            Self::Deals => super::scopes::READ_DEALS,
        }
    }
}
