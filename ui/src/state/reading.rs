//! When to read: at most one reading at a time, and one more for all that changed meanwhile.
//!
//! An import reports thousands of changes; a page that read after each of them would show none of them.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    #[default]
    Idle,
    /// A reading is under way.
    Running,
    /// A reading is under way, and something changed since it began.
    RunningAndOutdated,
}

impl Reading {
    /// Something changed. True where a reading is to be started now.
    pub fn ask(&mut self) -> bool {
        let start = *self == Self::Idle;
        *self = if start { Self::Running } else { Self::RunningAndOutdated };
        start
    }

    /// A reading ended. True where the next one is to be started now.
    pub fn end(&mut self) -> bool {
        let again = *self == Self::RunningAndOutdated;
        *self = if again { Self::Running } else { Self::Idle };
        again
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_changes_during_a_reading_make_one_more() {
        let mut reading = Reading::default();
        assert!(reading.ask());
        for _ in 0..1000 {
            assert!(!reading.ask());
        }
        assert!(reading.end());
        assert!(!reading.end());
        assert_eq!(reading, Reading::Idle);
    }

    #[test]
    fn a_change_after_the_reading_starts_a_new_one() {
        let mut reading = Reading::default();
        assert!(reading.ask());
        assert!(!reading.end());
        assert!(reading.ask());
    }
}
