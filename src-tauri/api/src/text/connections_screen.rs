//! What stands on the screen Connections: what is read, how fresh it is, and what is wrong with it.
