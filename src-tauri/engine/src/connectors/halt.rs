//! Why a reading in steps stops before its end, and when it goes on.

use super::web::Fault;
use crate::cx::Cx;
use crate::store::connections::{self, Row};
use anyhow::anyhow;
use api::{Time, text};

/// How soon a reading that met another one of the same connection looks again.
const OVERTAKEN_SECONDS: i64 = 1;

/// Why a reading stops before its end.
#[derive(Debug)]
pub enum Halt {
    /// Others have their turn until then.
    Until(Time),
    /// The service asks to be left alone until then.
    Busy(Time),
    /// Somebody else reads the same, or it was disconnected.
    Overtaken,
    Fault(Fault),
    Failed(anyhow::Error),
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Busy(until) => Self::Busy(until),
            fault => Self::Fault(fault),
        }
    }
}

impl From<anyhow::Error> for Halt {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Halt> for anyhow::Error {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Until(at) | Halt::Busy(at) => Fault::Busy(at).into(),
            Halt::Overtaken => anyhow!(text::read_by_another()),
            Halt::Fault(fault) => fault.into(),
            Halt::Failed(error) => error,
        }
    }
}

impl Halt {
    /// When the reading goes on. Errors: what stopped it, where that is for the operator to know.
    pub async fn goes_on_at(self, cx: &Cx, connection: &Row) -> anyhow::Result<Time> {
        let now = cx.now();
        let row = connections::one(&mut *cx.read().await?, connection.id()).await?;
        // What it ran into is that nobody wants it any more.
        if row.is_none_or(|row| row.disconnected_at.is_some()) {
            return Ok(now);
        }
        match self {
            Self::Until(at) => Ok(at.max(now)),
            Self::Overtaken => Ok(now.plus_seconds(OVERTAKEN_SECONDS)),
            halt => Err(halt.into()),
        }
    }
}
