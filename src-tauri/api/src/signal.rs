//! Kinds of signal and the plays that they call for, by their wire names.

use serde::{Deserialize, Serialize};

/// An enum whose values have one wire name each, used alike in JSON, in the database and on the command line.
macro_rules! wire {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $value:ident = $wire:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $wire)] $value),+
        }

        impl $name {
            /// Every value, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The name on the wire and in the database.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $wire),+
                }
            }

            /// The value with this wire name.
            pub fn from_wire(name: &str) -> Option<Self> {
                match name {
                    $($wire => Some(Self::$value),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::UnknownName;

            fn try_from(name: String) -> Result<Self, Self::Error> {
                Self::from_wire(&name).ok_or($crate::UnknownName { of: stringify!($name), name })
            }
        }
    };
}
pub(crate) use wire;

/// A stored or received name that no value has, as a file of a newer version would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    pub of: &'static str,
    pub name: String,
}

impl std::fmt::Display for UnknownName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} has no value called {:?}", self.of, self.name)
    }
}

impl std::error::Error for UnknownName {}

wire! {
    /// What was observed outside.
    SignalKind {
        /// Somebody answered in a thread in which the operator has written.
        EmailReply = "email_reply",
    }
}

wire! {
    /// Which row of the plays table an item follows.
    Play {
        /// A reply that asks or requests something.
        Answer = "answer",
        /// Any other reply.
        Reply = "reply",
    }
}

wire! {
    /// An effect on the outside world.
    Action {
        SendEmail = "send_email",
    }
}
