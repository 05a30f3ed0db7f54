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
        /// Somebody began a conversation.
        EmailReceived = "email_received",
        /// A mail asks for a meeting or a call.
        MeetingRequest = "meeting_request",
        /// Somebody does not want to be written to.
        EmailOptOut = "email_opt_out",
        /// A mail of the operator could not be delivered.
        EmailBounced = "email_bounced",
        /// A machine says that somebody is away.
        OutOfOffice = "out_of_office",
        /// A mail of the operator was not answered in time.
        NoReply = "no_reply",
        /// A machine says that somebody no longer works there.
        ChampionLeft = "champion_left",
        /// A meeting with somebody outside begins within a day.
        MeetingUpcoming = "meeting_upcoming",
        /// A meeting with somebody outside is over.
        MeetingEnded = "meeting_ended",
        /// Somebody outside said no to a meeting of the operator's.
        MeetingDeclined = "meeting_declined",
        /// Nobody came to a meeting, the operator says.
        MeetingNoShow = "meeting_no_show",
        /// A deal was opened.
        DealCreated = "deal_created",
        /// A deal moved to another stage of its pipeline.
        DealStageChanged = "deal_stage_changed",
        DealAmountChanged = "deal_amount_changed",
        /// Nothing happened with an open deal for a while.
        DealStalled = "deal_stalled",
        /// An open deal is to be decided within days.
        DealCloseSoon = "deal_close_soon",
        DealWon = "deal_won",
        DealLost = "deal_lost",
        /// Nobody was in touch with a lead for a while.
        LeadCold = "lead_cold",
        /// A task of the operator's was to be done by now.
        TaskOverdue = "task_overdue",
        /// Somebody filled in a form.
        FormSubmitted = "form_submitted",
        /// Somebody named the operator in a channel.
        MessageMention = "message_mention",
        /// Somebody wrote to the operator in a chat.
        MessageDirect = "message_direct",
        /// The operator asked for it.
        Manual = "manual",
    }
}

wire! {
    /// Which row of the plays table an item follows, together with the kind of its signal.
    Play {
        /// Answer what was asked, or whoever began to write.
        Answer = "answer",
        /// Reply to what was written back.
        Reply = "reply",
        /// Decide about a sender who is new.
        Triage = "triage",
        ProposeTimes = "propose_times",
        FollowUp = "follow_up",
        /// Find an address that works.
        RepairContact = "repair_contact",
        /// Find somebody else at a company whose contact has left.
        FindNewContact = "find_new_contact",
        /// Write to somebody for the first time.
        FirstTouch = "first_touch",
        /// Prepare a meeting.
        Prepare = "prepare",
        /// Write after a meeting.
        MeetingFollowUp = "meeting_follow_up",
        /// Find another time for a meeting to which nobody came.
        Rebook = "rebook",
        /// Write about a deal that was opened.
        DealOutreach = "deal_outreach",
        /// Help a deal along that moved forward.
        Advance = "advance",
        /// Look at a deal: it moved back, its amount changed, or it is to be decided soon.
        ReviewDeal = "review_deal",
        /// Bring a deal back to life with which nothing happened.
        Revive = "revive",
        /// Welcome whoever became a customer.
        Onboard = "onboard",
        /// Find out why a deal was lost.
        LearnWhy = "learn_why",
        /// Write to a lead with whom nobody was in touch.
        CheckIn = "check_in",
        /// Do what a task says.
        DoTask = "do_task",
        /// Put a meeting into the calendar and ask people to come.
        Book = "book",
        /// Move a deal to another stage.
        MoveDeal = "move_deal",
        /// Have a task be to do again that was marked as done.
        ReopenTask = "reopen_task",
        /// Keep something to do.
        AddTask = "add_task",
        /// Keep a note.
        AddNote = "add_note",
    }
}

impl Play {
    /// Whether its draft is the operator's from the beginning, so that no agent takes it.
    pub const fn is_drafted_by_hand(self) -> bool {
        matches!(self, Self::Book | Self::MoveDeal | Self::ReopenTask | Self::AddTask | Self::AddNote)
    }
}

wire! {
    /// An effect on the outside world.
    Action {
        SendEmail = "send_email",
        CreateTask = "create_task",
        /// Mark a task as done.
        CompleteTask = "complete_task",
        /// Move a deal to another stage.
        UpdateDealStage = "update_deal_stage",
        /// Keep a note with whoever it is about.
        LogNote = "log_note",
        /// Put a meeting into a calendar, which asks people to come.
        BookMeeting = "book_meeting",
        /// Say something in a chat.
        PostMessage = "post_message",
    }
}

impl Action {
    /// Whether somebody outside gets to read it.
    pub const fn reaches_people(self) -> bool {
        match self {
            Self::SendEmail | Self::BookMeeting | Self::PostMessage => true,
            Self::CreateTask | Self::CompleteTask | Self::UpdateDealStage | Self::LogNote => false,
        }
    }

    /// Whether it goes to addresses. What is said in a chat goes to a place.
    pub const fn has_recipients(self) -> bool {
        matches!(self, Self::SendEmail | Self::BookMeeting)
    }

    /// Whether it can be kept here where there is no CRM: what makes something new, and needs nothing that is elsewhere.
    pub const fn can_be_kept_here(self) -> bool {
        matches!(self, Self::CreateTask | Self::LogNote)
    }
}
