//! What stands on the screen People: contacts and companies, and what happened with each.
