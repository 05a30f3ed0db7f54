//! The promises of the styles: contrast in both themes, colours in one file, nothing that the window's policy would block.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// WCAG 2.2, 1.4.3: the contrast of text that is not large.
const CONTRAST_AA: f64 = 4.5;

const GROUNDS: &[&str] = &["paper", "surface", "raised", "hover", "selected", "quiet"];
const TEXTS: &[&str] = &["ink", "soft", "faint", "accent", "hot", "warm", "cool", "good", "bad", "doubt"];

type Colours = BTreeMap<String, [f64; 3]>;

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sheets() -> Vec<PathBuf> {
    let entries = fs::read_dir(page().join("style")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "css")).collect()
}

/// The colours of the light theme and of the dark one.
fn themes() -> [(&'static str, Colours); 2] {
    let css = read(&page().join("style/tokens.css"));
    let (light, dark) = css.split_once("@media (prefers-color-scheme: dark)").expect("tokens.css has no dark theme");
    let light = colours(light);
    let mut both = light.clone();
    both.extend(colours(dark));
    [("light", light), ("dark", both)]
}

fn colours(css: &str) -> Colours {
    let declarations = css.split([';', '{']).filter_map(|part| part.trim().strip_prefix("--"));
    let pairs = declarations.filter_map(|declaration| declaration.split_once(':'));
    pairs.filter_map(|(name, value)| Some((name.to_owned(), channels(value.trim())?))).collect()
}

fn channels(value: &str) -> Option<[f64; 3]> {
    let digits = value.strip_prefix('#')?;
    assert_eq!(digits.len(), 6, "{value}: write colours with six digits");
    let channel = |at: usize| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
    Some([channel(0), channel(2), channel(4)])
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn text_can_be_read_on_every_ground_in_both_themes() {
    let mut too_faint = Vec::new();
    for (theme, colours) in themes() {
        let pairs = TEXTS.iter().flat_map(|text| GROUNDS.iter().map(move |ground| (*text, *ground)));
        for (text, ground) in pairs.chain([("accent-ink", "accent")]) {
            let contrast = contrast(colours[text], colours[ground]);
            if contrast < CONTRAST_AA {
                too_faint.push(format!("{theme}: {text} on {ground} is {contrast:.2}"));
            }
        }
    }
    assert!(too_faint.is_empty(), "{too_faint:#?}");
}

#[test]
fn the_measure_of_contrast_is_right() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([1.0; 3], [1.0; 3]) - 1.0).abs() < 1e-9);
    // #767676 on white is known as the lightest grey that passes.
    assert!(contrast(channels("#767676").unwrap(), [1.0; 3]) >= CONTRAST_AA);
    assert!(contrast(channels("#777777").unwrap(), [1.0; 3]) < CONTRAST_AA);
}

#[test]
fn colours_stand_in_the_tokens_only() {
    for path in sheets().into_iter().filter(|path| !path.ends_with("tokens.css")) {
        for (index, line) in read(&path).lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            let named = ["#", "rgb(", "hsl(", "oklch(", "white", "black"].iter().any(|colour| value.contains(colour));
            assert!(!named, "{}:{}: a colour outside of the tokens: {line}", path.display(), index + 1);
        }
    }
}

#[test]
fn every_token_that_is_used_is_defined() {
    let tokens = read(&page().join("style/tokens.css"));
    for path in sheets() {
        let css = read(&path);
        for used in css.split("var(--").skip(1) {
            let name = used.split([')', ',']).next().unwrap_or_default();
            assert!(tokens.contains(&format!("--{name}:")), "--{name} is used and not defined");
        }
    }
}

/// The selectors of a sheet with what they stand in: `@media …` or nothing. Steps of an animation are none.
fn rules(css: &str) -> Vec<(String, String)> {
    let (mut rules, mut around, mut words) = (Vec::new(), Vec::new(), String::new());
    let plain = css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect::<String>();
    for c in plain.chars() {
        match c {
            '{' => {
                let head = std::mem::take(&mut words).split_whitespace().collect::<Vec<_>>().join(" ");
                let outer: String = around.last().cloned().unwrap_or_default();
                if !head.starts_with('@') && !outer.starts_with("@keyframes") {
                    rules.push((outer, head.clone()));
                }
                around.push(head);
            }
            '}' => {
                around.pop();
                words.clear();
            }
            ';' => words.clear(),
            _ => words.push(c),
        }
    }
    rules
}

#[test]
fn no_rule_stands_twice() {
    let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for path in sheets() {
        for rule in rules(&read(&path)) {
            places.entry(rule).or_default().push(path.display().to_string());
        }
    }
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

#[test]
fn what_is_styled_is_there() {
    let mut sources = read(&page().join("index.html"));
    let mut folders = vec![page().join("src"), page().join("../src-tauri/api/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { folders.push(entry) } else { sources += &read(&entry) }
        }
    }
    // Names of classes stand in quotation marks, alone or among others, or behind `class:`.
    let quoted = sources.split('"').skip(1).step_by(2).flat_map(str::split_whitespace);
    let switched = sources.split("class:").skip(1).filter_map(|rest| rest.split(['=', ' ']).next());
    let used: std::collections::BTreeSet<&str> = quoted.chain(switched).collect();
    for path in sheets() {
        for (_, selector) in rules(&read(&path)) {
            for rest in selector.split('.').skip(1) {
                let class = rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
                assert!(used.contains(class), "{}: nothing is called {class}: {selector}", path.display());
            }
        }
    }
}

#[test]
fn the_page_says_by_itself_that_it_did_not_start() {
    assert!(read(&page().join("index.html")).contains(&format!(">{}</p>", api::text::window_did_not_start())));
}

/// The window's policy allows scripts and styles from files of our own, and nothing that stands in the page itself.
#[test]
fn the_page_holds_neither_scripts_nor_styles_of_its_own() {
    let html = read(&page().join("index.html"));
    assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("://"));
    for script in html.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        assert!(tag.contains("src=\"/") && rest.starts_with("</script>"), "an inline script: {tag}");
    }
    for link in html.split("href=\"/").skip(1) {
        let file = page().join(link.split('"').next().unwrap());
        // What the build makes is not there before it.
        let is_made = file.ends_with("ui.js") || file.ends_with("ui_bg.wasm");
        assert!(is_made || file.exists(), "{} is linked and not there", file.display());
    }
}
