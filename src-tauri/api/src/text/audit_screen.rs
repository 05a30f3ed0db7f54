//! What stands on the screen Audit: the ledger, filtered, and whether its chain holds.
