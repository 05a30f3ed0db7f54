//! What the operator can ask of the window, by a key or by name in the palette.

use crate::signal::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// A command of the window. Its wire name is what the setting `keys.bindings` calls it.
    Command {
        // The item.
        Approve = "approve",
        Edit = "edit",
        Snooze = "snooze",
        Wake = "wake",
        Dismiss = "dismiss",
        Done = "done",
        Undo = "undo",
        AllowSender = "allow_sender",
        ScreenSender = "screen_sender",
        DropCc = "drop_cc",
        ShowWhy = "show_why",
        ReadThread = "read_thread",
        TryAgain = "try_again",
        Versions = "versions",
        InsertTemplate = "insert_template",
        BookMeeting = "book_meeting",
        MoveDeal = "move_deal",
        NoShow = "no_show",
        // The list.
        Next = "next",
        Previous = "previous",
        Open = "open",
        Back = "back",
        ToggleSelection = "toggle_selection",
        ExtendDown = "extend_down",
        ExtendUp = "extend_up",
        SelectAll = "select_all",
        NextTab = "next_tab",
        PreviousTab = "previous_tab",
        Filter = "filter",
        Sort = "sort",
        Add = "add",
        NextColumn = "next_column",
        PreviousColumn = "previous_column",
        StageForward = "stage_forward",
        StageBack = "stage_back",
        ToggleBoard = "toggle_board",
        // Screens.
        GoQueue = "go_queue",
        GoOutbox = "go_outbox",
        GoPeople = "go_people",
        GoDeals = "go_deals",
        GoSignals = "go_signals",
        GoAudit = "go_audit",
        GoConnections = "go_connections",
        GoSettings = "go_settings",
        // Anywhere.
        Compose = "compose",
        Palette = "palette",
        Keys = "keys",
        ToggleContext = "toggle_context",
        ReadNow = "read_now",
        StopReading = "stop_reading",
        Import = "import",
        ExportPeople = "export_people",
        RestartDemo = "restart_demo",
        LeaveDemo = "leave_demo",
        KillSwitch = "kill_switch",
        PauseReading = "pause_reading",
        CheckForUpdates = "check_for_updates",
        InstallUpdate = "install_update",
        ToggleTheme = "toggle_theme",
        ZoomIn = "zoom_in",
        ZoomOut = "zoom_out",
        ZoomReset = "zoom_reset",
    }
}

impl Command {
    /// Under which heading the sheet of keys lists it.
    pub const fn group(self) -> CommandGroup {
        use Command::*;
        match self {
            Approve | Edit | Snooze | Wake | Dismiss | Done | Undo | AllowSender | ScreenSender | DropCc | ShowWhy
            | ReadThread | TryAgain | Versions | InsertTemplate | BookMeeting | MoveDeal | NoShow => CommandGroup::Item,
            Next | Previous | Open | Back | ToggleSelection | ExtendDown | ExtendUp | SelectAll | NextTab | PreviousTab
            | Filter | Sort | Add | NextColumn | PreviousColumn | StageForward | StageBack | ToggleBoard => CommandGroup::List,
            GoQueue | GoOutbox | GoPeople | GoDeals | GoSignals | GoAudit | GoConnections | GoSettings => CommandGroup::Go,
            Compose | Palette | Keys | ToggleContext | ReadNow | StopReading | Import | ExportPeople | RestartDemo
            | LeaveDemo | KillSwitch | PauseReading | CheckForUpdates | InstallUpdate | ToggleTheme | ZoomIn | ZoomOut
            | ZoomReset => CommandGroup::Anywhere,
        }
    }
}

wire! {
    /// The headings under which commands are listed.
    CommandGroup {
        Item = "item",
        List = "list",
        Go = "go",
        Anywhere = "anywhere",
    }
}
