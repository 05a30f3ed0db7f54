//! What stands on the screen Signals: what came in, and what became of it.
