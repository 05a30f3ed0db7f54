//! What a CRM keeps: pipelines, deals, tasks, notes, and which of its records are which contacts and companies. Where there is
//! no CRM, the same rows are kept here by hand.

pub mod changes;
pub mod deals;
pub mod lists;
pub mod mail_logs;
pub mod notes;
pub mod people;
pub mod pipelines;
pub mod records;
pub mod standing;
pub mod tasks;
pub mod worth;
pub mod writes;
