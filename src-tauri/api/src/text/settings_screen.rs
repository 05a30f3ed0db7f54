//! What stands on the screen Settings: what the operator can choose, and what a choice would change.
