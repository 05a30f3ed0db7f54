//! A screen of the bench's own, whose picture can be looked at without asking anybody: the X server keeps it in a file.
//!
//! Looking costs the measured programs next to nothing, and means the same for every program: what a person would see. Must
//! never show anything on the person's own screen or session bus.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{fs, hash};

use anyhow::{Context as _, Result, bail};

use crate::process;

const WIDTH: u32 = 1280;
const HEIGHT: u32 = 800;
/// Each such line of the screen is looked at; text is higher than that.
const EVERY_LINE: u32 = 3;

pub(super) struct Display {
    /// Both only live: the bus ends before the screen that its programs show themselves on.
    _bus: Helper,
    _server: Helper,
    /// What programs are told: the display, the session bus, and a home that is not the person's.
    environment: Vec<(&'static str, String)>,
    picture: File,
    /// Where the points begin in the file, and how long a line is.
    start: u64,
    line_bytes: u64,
}

/// A part of the screen, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
}

/// What a part of the screen shows at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    hash: u64,
    /// Text has soft edges, so it brings many colours; an empty page and a placeholder have few.
    pub(super) n_colours: usize,
}

impl Display {
    pub(super) fn start(place: &Path) -> Result<Self> {
        let home = place.join("home");
        fs::create_dir_all(&home).context("Make a home for the measured programs")?;
        let screen = format!("{WIDTH}x{HEIGHT}x24");
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-screen", "0", &screen, "-fbdir"]).arg(place);
        let (server, number) = first_line(&mut command)?;
        let (bus, address) = first_line(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]))?;
        let picture = File::open(place.join("Xvfb_screen0")).context("Open the picture of the screen")?;
        let (start, line_bytes) = layout(&picture)?;
        let text = |path: PathBuf| path.display().to_string();
        let environment = vec![
            ("DISPLAY", format!(":{number}")),
            ("DBUS_SESSION_BUS_ADDRESS", address),
            ("GDK_BACKEND", "x11".to_owned()),
            ("HOME", text(home.clone())),
            ("XDG_DATA_HOME", text(home.join("data"))),
            ("XDG_CONFIG_HOME", text(home.join("config"))),
            ("XDG_CACHE_HOME", text(home.join("cache"))),
        ];
        Ok(Self { _bus: bus, _server: server, environment, picture, start, line_bytes })
    }

    /// A program that will show itself here.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_remove("WAYLAND_DISPLAY").envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Looks at a part of the screen.
    pub(super) fn look(&self, area: Area) -> Result<Look> {
        use hash::{DefaultHasher, Hasher as _};
        let mut hasher = DefaultHasher::new();
        let mut colours = std::collections::HashSet::new();
        let mut line = vec![0_u8; 4 * (area.right - area.left) as usize];
        for y in (area.top..area.bottom).step_by(EVERY_LINE as usize) {
            let at = self.start + u64::from(y) * self.line_bytes + 4 * u64::from(area.left);
            read_at(&self.picture, &mut line, at)?;
            hasher.write(&line);
            colours.extend(line.chunks_exact(4).filter_map(|point| <[u8; 4]>::try_from(point).ok()));
        }
        Ok(Look { hash: hasher.finish(), n_colours: colours.len() })
    }
}

/// A program that runs for the bench, and is ended with the value that stands for it.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        if let Err(error) = process::stop(&mut self.0) {
            eprintln!("a helper of the bench may still be running: {error:#}");
        }
    }
}

/// Starts a helper and waits for the one line that it prints once it is ready.
fn first_line(command: &mut Command) -> Result<(Helper, String)> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("Start `{}`", process::shown(command)))?;
    let mut helper = Helper(child);
    let mut line = String::new();
    let mut output = BufReader::new(helper.0.stdout.take().context("Read what a helper prints")?);
    output.read_line(&mut line)?;
    // Kept open: what a helper starts may print as well, and would be ended by a closed pipe.
    helper.0.stdout = Some(output.into_inner());
    if line.trim().is_empty() {
        bail!("`{}` did not start", process::shown(command));
    }
    Ok((helper, line.trim().to_owned()))
}

fn read_at(mut picture: &File, bytes: &mut [u8], at: u64) -> Result<()> {
    picture.seek(SeekFrom::Start(at)).context("Find a place in the picture of the screen")?;
    picture.read_exact(bytes).context("Read the picture of the screen")
}

/// The picture is an X window dump (XWDFile.h): a header of 32-bit numbers, the colours of the map, the points line by line.
fn layout(picture: &File) -> Result<(u64, u64)> {
    let field = |number: u64| -> Result<u64> {
        let mut bytes = [0_u8; 4];
        read_at(picture, &mut bytes, 4 * number)?;
        Ok(u64::from(u32::from_be_bytes(bytes)))
    };
    const BYTES_PER_COLOUR: u64 = 12;
    let (header, bits, line, colours) = (field(0)?, field(11)?, field(12)?, field(19)?);
    if bits != 32 {
        bail!("the screen has {bits} bits for a point, where 32 are expected");
    }
    Ok((header + colours * BYTES_PER_COLOUR, line))
}
