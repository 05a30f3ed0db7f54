//! What an eye would complain about: words that are cut where they must not be, and text that does not stand out from its ground.
//!
//! Asks the page for what it computed, never the style sheets: what counts is what is shown.

use crate::driver::eventually;
use crate::page::Page;
use anyhow::{Result, ensure};

/// Names, titles and buttons that say less when they are cut. Lists and what others wrote may end in an ellipsis.
const WHOLE: &str = ".rail .name, .tabs button, .list h1, .listed h1, .head h1, .settings h1, .settings h2, .acts button, \
                     .head button, .status-line .practice, kbd, .option strong, .setting .label, .dialog header h2";

/// What stands out of the window, or is cut by itself or by what holds it. The page asks for nothing: layout is computed.
const CUT: &str = "
    const cut = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > innerWidth) cut.push(`the page is ${page.scrollWidth} wide in a window of ${innerWidth}`);
    for (const tabs of document.querySelectorAll('.tabs')) {
        if (tabs.scrollWidth > tabs.clientWidth) cut.push(`the tabs take ${tabs.scrollWidth} of ${tabs.clientWidth}: ${tabs.innerText}`);
    }
    for (const element of document.querySelectorAll(arguments[0])) {
        if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const words = range.getBoundingClientRect();
        if (words.width === 0) continue;
        const say = why => cut.push(`${element.innerText} (${element.className || element.tagName}): ${why}`);
        if (words.left < -1 || words.right > innerWidth + 1) { say('out of the window'); continue; }
        for (let holder = element; holder && holder !== document.body; holder = holder.parentElement) {
            if (getComputedStyle(holder).overflowX === 'visible') continue;
            const box = holder.getBoundingClientRect();
            if (words.left < box.left - 1 || words.right > box.right + 1) { say(`cut by ${holder.className || holder.tagName}`); break; }
        }
    }
    return cut;
";

/// Text with less contrast than WCAG 2.2 AA asks for (1.4.3): 4.5, or 3 for large text. The ground is what the ancestors paint.
/// What is disabled is exempt there; the marks of a draft are seen through to its field, which lies on them.
const FAINT: &str = "
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const known = new Map();
    const colour = name => {
        if (!known.has(name)) {
            canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = name; canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            known.set(name, [r, g, b, a / 255]);
        }
        return known.get(name);
    };
    const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
    const ground = element => {
        if (!element) return [255, 255, 255];
        const own = colour(getComputedStyle(element).backgroundColor);
        return own[3] === 1 ? own : over(own, ground(element.parentElement));
    };
    const light = rgb => {
        const [r, g, b] = rgb.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const faint = new Set();
    for (const element of document.querySelectorAll('body *')) {
        const written = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
        const words = element.matches('input[type=text], input[type=number], textarea') ? element.value || element.placeholder : written;
        if (!words || element.closest(':disabled, [aria-disabled=true], .unseen, .marks, option')) continue;
        if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const style = getComputedStyle(element);
        const paper = ground(element), ink = over(colour(style.color), paper);
        const [low, high] = [light(ink), light(paper)].sort((a, b) => a - b);
        const contrast = (high + 0.05) / (low + 0.05);
        const size = parseFloat(style.fontSize), is_large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        if (contrast < (is_large ? 3 : 4.5)) faint.add(`${words.slice(0, 40)} (${element.className || element.tagName}): ${contrast.toFixed(2)}`);
    }
    return [...faint];
";

impl Page {
    /// Nothing stands out of the window, and no name, title or button is cut.
    pub async fn is_whole(&self) -> Result<()> {
        let cut = self.complaints(CUT, vec![WHOLE.into()]).await?;
        ensure!(cut.is_empty(), "these are cut: {cut:#?}");
        Ok(())
    }

    /// All text that is shown has the contrast of WCAG AA.
    pub async fn is_readable(&self) -> Result<()> {
        // A colour that is on its way to another is not what one reads.
        eventually("all text to be readable", async || {
            let faint = self.complaints(FAINT, vec![]).await?;
            ensure!(faint.is_empty(), "these are too faint: {faint:#?}");
            Ok(())
        })
        .await
    }

    /// Waits until the page is drawn `light` or `dark`, and nothing of it is still on its way from the one to the other.
    pub async fn has_theme(&self, theme: &str) -> Result<()> {
        const IN_ITS_WAY: &str =
            "const wrong = document.getAnimations().filter(a => a.playState !== 'finished').map(a => 'it moves');
            if (!matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches) wrong.push('it has another theme');
            return wrong;";
        eventually(&format!("the page to be {theme}"), async || {
            let wrong = self.complaints(IN_ITS_WAY, vec![theme.into()]).await?;
            ensure!(wrong.is_empty(), "{wrong:?}");
            Ok(())
        })
        .await
    }
}
