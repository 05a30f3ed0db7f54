//! What commands and their keys are called.

use crate::{Command, CommandGroup};

pub fn command(command: Command) -> String {
    use Command::*;
    match command {
        Next => "Next",
        Previous => "Previous",
        Open => "Open",
        Back => "Back to the list",
        ToggleSelection => "Select or unselect",
        ExtendDown => "Extend the selection down",
        ExtendUp => "Extend the selection up",
        SelectAll => "Select all",
        NextTab => "Next tab",
        PreviousTab => "Previous tab",
        Filter => "Filter the list",
        Sort => "Change the order of the list",
        Add => "Add one",
        NextColumn => "Next stage of the board",
        PreviousColumn => "Previous stage of the board",
        StageForward => "Move the deal a stage on",
        StageBack => "Move the deal a stage back",
        ToggleBoard => "Show deals as a board or a list",
        Approve => "Approve",
        Edit => "Edit",
        Snooze => "Snooze",
        Wake => "Wake now",
        Dismiss => "Dismiss with a reason",
        Done => "Done by hand",
        Undo => "Undo",
        DropCc => "Drop Cc",
        ShowWhy => "Show why it stands here",
        ReadThread => "Read the thread",
        TryAgain => "Draft again",
        Versions => "Versions of the draft",
        InsertTemplate => "Insert a template",
        BookMeeting => "Book a meeting",
        MoveDeal => "Move the deal",
        NoShow => "Nobody came to the meeting",
        AllowSender => "Let the sender in",
        ScreenSender => "Keep the sender out",
        Compose => "Write to somebody",
        ReadNow => "Read all connections now",
        StopReading => "Stop a first reading",
        Import => "Import mail or contacts",
        ExportPeople => "Export all people",
        RestartDemo => return super::restart_demo(),
        LeaveDemo => return super::leave_demo(),
        KillSwitch => "Kill switch: stop or resume all sending",
        PauseReading => "Pause reading for an hour, or go on",
        CheckForUpdates => "Look for a newer version",
        InstallUpdate => "Install the newer version",
        ToggleTheme => "Switch between light and dark",
        ZoomIn => "Larger",
        ZoomOut => "Smaller",
        ZoomReset => "Usual size",
        Palette => "Find a command",
        Keys => "Keys",
        ToggleContext => "Show or hide the context",
        GoQueue => "Go to the queue",
        GoOutbox => "Go to the outbox",
        GoPeople => "Go to people and companies",
        GoDeals => "Go to deals",
        GoSignals => "Go to signals",
        GoAudit => "Go to the audit",
        GoConnections => "Go to connections",
        GoSettings => "Go to settings",
    }
    .to_owned()
}

/// Other words by which somebody may look for a command, in small letters; none where its name has what there is to say.
pub const fn command_synonyms(command: Command) -> &'static str {
    use Command::*;
    match command {
        Open => "show",
        Back => "cancel close",
        ToggleSelection | ExtendDown | ExtendUp => "mark",
        SelectAll => "everything mark",
        Filter => "search find narrow",
        Sort => "sort rank",
        Approve => "send accept yes",
        Edit => "write change reply rewrite draft",
        Snooze => "later remind postpone wait",
        Wake => "unsnooze bring back now",
        Dismiss => "reject delete archive remove no",
        Done => "finish complete close handled",
        Undo => "revert back",
        DropCc => "remove recipients",
        ShowWhy => "reason score evidence explain",
        ReadThread => "conversation messages",
        TryAgain => "retry redo regenerate",
        Versions => "history changes compare",
        InsertTemplate => "snippet text canned",
        BookMeeting => "invite calendar appointment schedule call",
        MoveDeal => "stage pipeline won lost advance",
        NoShow => "no show missed absent",
        AllowSender => "allow accept",
        ScreenSender => "block spam screen",
        Compose => "compose mail email new message",
        ReadNow => "sync refresh fetch check receive mail",
        StopReading => "cancel sync abort halt",
        Import => "email mbox maildir eml csv",
        ExportPeople => "csv file contacts save",
        Add => "new create person company deal",
        StageForward | StageBack => "pipeline advance",
        ToggleBoard => "kanban pipeline stages",
        KillSwitch => "halt emergency off",
        PauseReading => "hold quiet",
        CheckForUpdates | InstallUpdate => "update upgrade",
        ToggleTheme => "theme night appearance colors colours",
        ZoomIn => "zoom bigger enlarge text",
        ZoomOut => "zoom shrink text",
        ZoomReset => "zoom reset normal text",
        Palette => "search",
        Keys => "shortcuts keyboard help",
        ToggleContext => "panel sidebar",
        RestartDemo => "reset again sample",
        LeaveDemo => "exit real own sample",
        GoQueue => "inbox home work",
        GoOutbox => "sent waiting",
        GoPeople => "contacts customers",
        GoDeals => "pipeline board opportunities",
        GoSignals => "found facts",
        GoAudit => "log history ledger",
        GoConnections => "accounts sources",
        GoSettings => "preferences options configuration",
        Next | Previous | NextTab | PreviousTab | NextColumn | PreviousColumn => "",
    }
}

pub fn command_group(group: CommandGroup) -> String {
    match group {
        CommandGroup::Item => "The item",
        CommandGroup::List => "The list",
        CommandGroup::Go => "Screens",
        CommandGroup::Anywhere => "Anywhere",
    }
    .to_owned()
}

pub fn keys_title() -> String {
    "Keys".to_owned()
}

pub fn palette_title() -> String {
    "Find a command".to_owned()
}

pub fn no_such_command(typed: &str) -> String {
    format!("No command is called {}.", super::quoted(typed))
}

pub fn letters_are_off() -> String {
    "Single letters are switched off in the settings; keys with Ctrl, Alt or Cmd work.".to_owned()
}
