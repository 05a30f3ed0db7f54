//! What a test sees and does in the window, in the words of a person: shows, click, fits.

use crate::driver::{eventually, results};
use anyhow::{Context as _, Result, ensure};
use thirtyfour::prelude::TypingData;
use thirtyfour::{By, WebDriver};

/// Collects what the page must never do: break its policy, fail, complain on its console. What happened before this script
/// ran is not seen; a page whose scripts or styles were blocked shows nothing, and that is seen.
const WATCH: &str = r"
    window.__faults = [];
    const fault = (kind, what) => window.__faults.push(`${kind}: ${what}`);
    document.addEventListener('securitypolicyviolation', e => fault('policy', `${e.violatedDirective} ${e.blockedURI}`));
    window.addEventListener('error', e => fault('error', e.message));
    window.addEventListener('unhandledrejection', e => fault('rejection', e.reason));
    const complain = console.error;
    console.error = (...said) => { fault('console', said.join(' ')); complain(...said); };
";

/// Has answers of the engine come late, each by another time, up to as many milliseconds: what comes in another order than on a quiet
/// machine must not break the page.
const DELAY: &str = r"
    const answers = window.fetch, longest = arguments[0];
    const later = answer => new Promise(done => setTimeout(() => done(answer), Math.random() * longest));
    window.fetch = async (where, ...rest) => {
        const answer = await answers(where, ...rest);
        return String(where).endsWith('/rpc') ? later(answer) : answer;
    };
";

pub struct Page {
    web: WebDriver,
}

impl Page {
    pub fn of(web: WebDriver) -> Self {
        Self { web }
    }

    pub async fn watch_for_faults(&self) -> Result<()> {
        self.web.execute(WATCH, vec![]).await.context("Watch the page for faults")?;
        if let Some(longest) = std::env::var("CASEYOS_E2E_DELAY_MS").ok().and_then(|ms| ms.parse::<u32>().ok()) {
            self.web.execute(DELAY, vec![longest.into()]).await.context("Have answers come late")?;
        }
        Ok(())
    }

    pub async fn has_no_faults(&self) -> Result<()> {
        let faults: Vec<String> = self.web.execute("return window.__faults", vec![]).await?.convert()?;
        // On one line: what runs the tests may show no more than the first lines of a failure.
        ensure!(faults.is_empty(), "the page did what it must not: {}", faults.join(" | "));
        Ok(())
    }

    /// Waits until the element shows exactly these words.
    pub async fn shows(&self, selector: &str, words: &str) -> Result<()> {
        eventually(&format!("{selector} to show {words:?}"), async || {
            let shown = self.web.find(By::Css(selector)).await?.text().await?;
            ensure!(shown == words, "it shows {shown:?}");
            Ok(())
        })
        .await
    }

    /// What all elements show that the selector finds. Asked of the page: the driver takes words that are cut with an ellipsis
    /// for hidden ones, and answers nothing.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        const TEXTS: &str = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())";
        let texts = self.web.execute(TEXTS, vec![selector.into()]).await?;
        texts.convert().with_context(|| format!("Read what {selector} shows"))
    }

    /// Runs a script of the test in the page.
    pub async fn run(&self, script: &str, arguments: Vec<serde_json::Value>) -> Result<()> {
        self.web.execute(script, arguments).await.context("Run a script in the page")?;
        Ok(())
    }

    /// Waits until no element is found any more.
    pub async fn is_gone(&self, selector: &str) -> Result<()> {
        eventually(&format!("{selector} to be gone"), async || {
            let n = self.web.find_all(By::Css(selector)).await?.len();
            ensure!(n == 0, "{n} are there");
            Ok(())
        })
        .await
    }

    /// Does `steps` within a frame, then comes back.
    pub async fn in_frame(&self, selector: &str, steps: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        self.web.find(By::Css(selector)).await?.enter_frame().await.context("Enter a frame")?;
        let outcome = steps().await;
        self.web.enter_default_frame().await.context("Leave a frame")?;
        outcome
    }

    pub async fn title(&self) -> Result<String> {
        Ok(self.web.title().await?)
    }

    /// Runs a script that answers with what is wrong, each in words.
    pub async fn complaints(&self, script: &str, arguments: Vec<serde_json::Value>) -> Result<Vec<String>> {
        self.web.execute(script, arguments).await?.convert().context("Ask the page what is wrong")
    }

    /// Runs a script that answers with a number.
    pub async fn number(&self, script: &str, arguments: &[serde_json::Value]) -> Result<f64> {
        self.web.execute(script, arguments.to_vec()).await?.convert().context("Run a script in the page")
    }

    /// Clicks what is there, or will be soon.
    pub async fn click(&self, selector: &str) -> Result<()> {
        eventually(&format!("{selector} to be clicked"), async || Ok(self.web.find(By::Css(selector)).await?.click().await?))
            .await
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, key: impl Into<TypingData>) -> Result<()> {
        self.web.active_element().await?.send_keys(key).await.context("Press a key")
    }

    /// What has the focus, by its id.
    pub async fn focused(&self, id: &str) -> Result<()> {
        eventually(&format!("#{id} to have the focus"), async || {
            let focused: String = self.web.execute("return document.activeElement?.id ?? ''", vec![]).await?.convert()?;
            ensure!(focused == id, "#{focused} has it");
            Ok(())
        })
        .await
    }

    /// Waits until some element that the selector finds shows these words among others.
    pub async fn says(&self, selector: &str, words: &str) -> Result<()> {
        eventually(&format!("{selector} to say {words:?}"), async || {
            let all = self.texts(selector).await?;
            ensure!(all.iter().any(|shown| shown.contains(words)), "they say {all:?}");
            Ok(())
        })
        .await
    }

    /// What the field holds.
    pub async fn value(&self, selector: &str) -> Result<String> {
        Ok(self.web.find(By::Css(selector)).await?.prop("value").await?.unwrap_or_default())
    }

    /// Waits until the field holds exactly this.
    pub async fn holds(&self, selector: &str, value: &str) -> Result<()> {
        eventually(&format!("{selector} to hold {value:?}"), async || {
            let held = self.web.find(By::Css(selector)).await?.prop("value").await?;
            ensure!(held.as_deref() == Some(value), "it holds {held:?}");
            Ok(())
        })
        .await
    }

    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.web.set_window_rect(0, 0, width, height).await.context("Resize the window")?;
        eventually("the window to be resized", async || {
            let shown: (u32, u32) =
                self.web.execute("return [window.innerWidth, window.innerHeight]", vec![]).await?.convert()?;
            ensure!(shown == (width, height), "it is {shown:?}");
            Ok(())
        })
        .await
    }

    /// Nothing stands out of the window to the right.
    pub async fn fits_its_width(&self) -> Result<()> {
        const TOO_WIDE: &str = "return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            // What is cut off with an ellipsis is not seen there.
            .filter(e => getComputedStyle(e.parentElement).textOverflow !== 'ellipsis')
            .map(e => e.outerHTML.slice(0, 120))";
        let too_wide: Vec<String> = self.web.execute(TOO_WIDE, vec![]).await?.convert()?;
        ensure!(too_wide.is_empty(), "these stand out of the window: {too_wide:#?}");
        Ok(())
    }

    /// Takes a picture of the page, for a person to look at.
    pub async fn picture(&self, name: &str) -> Result<()> {
        // The second frame after now shows everything that is known now; an earlier one may be half of the last window.
        const PAINTED: &str = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.web.execute_async(PAINTED, vec![]).await.context("Wait for the page to be painted")?;
        let file = results()?.join(format!("{name}.png"));
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        self.web.screenshot(&file).await.with_context(|| format!("Take the picture {}", file.display()))
    }
}
