//! Serves mails as pages to the frames of the window: `mailview://localhost/12`, and with `?pictures=on` those of other places
//! as well, which the engine then fetches. (On Windows the same is `http://mailview.localhost/12`.)
//!
//! Must never decide what a page may hold: the engine cleans it. It adds the policy under which the web view shows it, and
//! answers nothing but a mail named by its number.

use crate::{WINDOW, Workspace};
use api::{Api as _, ApiError, Code, MailPage, MessageId, Position, text};
use std::borrow::Cow;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{AppHandle, Manager as _, Runtime, UriSchemeContext, UriSchemeResponder};

pub(crate) const SCHEME: &str = "mailview";

/// Nothing runs, nothing is fetched, nothing is sent; the same stands in the page, and the frame around it says it a third time.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; sandbox";

/// Answers a request of a frame, on a task of its own: a page may wait for pictures.
pub(crate) fn serve<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    let wanted = if context.webview_label() == WINDOW { wanted(&request) } else { None };
    tauri::async_runtime::spawn(async move {
        // A task within the task, so that a panic becomes an answer: the frame would wait for ever otherwise.
        let answer = tauri::async_runtime::spawn(async move { page(&app, wanted).await });
        let broke_off = |_panic| Err(ApiError::new(Code::Internal, text::request_broke_off("mail_page")));
        responder.respond(response(answer.await.unwrap_or_else(broke_off)));
    });
}

async fn page<R: Runtime>(app: &AppHandle<R>, wanted: Option<MailPage>) -> Result<String, ApiError> {
    let wanted = wanted.ok_or_else(|| ApiError::new(Code::Invalid, text::no_mail_at_address()))?;
    let workspace = app.state::<Workspace>();
    Ok(workspace.engine(app).await?.mail_page(wanted).await?.html)
}

/// The mail that is asked for; none where it is anything else.
fn wanted(request: &Request<Vec<u8>>) -> Option<MailPage> {
    if request.method() != Method::GET {
        return None;
    }
    let number = request.uri().path().strip_prefix('/')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let pictures = match request.uri().query() {
        None | Some("") => None,
        Some("pictures=on") => Some(Position::On),
        Some(_) => return None,
    };
    Some(MailPage { message: MessageId(number.parse().ok().filter(|_| is_number)?), pictures })
}

fn response(answer: Result<String, ApiError>) -> Response<Cow<'static, [u8]>> {
    let (status, kind, body) = match answer {
        Ok(html) => (StatusCode::OK, "text/html; charset=utf-8", html),
        Err(error) => {
            let status = match error.code {
                Code::NotFound => StatusCode::NOT_FOUND,
                Code::Invalid => StatusCode::BAD_REQUEST,
                _ => StatusCode::SERVICE_UNAVAILABLE,
            };
            (status, "text/plain; charset=utf-8", error.message)
        }
    };
    let mut response = Response::new(Cow::Owned(body.into_bytes()));
    *response.status_mut() = status;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str, address: &str) -> Option<(i64, bool)> {
        let request = Request::builder().method(method).uri(address).body(Vec::new()).unwrap();
        wanted(&request).map(|page| (page.message.0, page.pictures == Some(Position::On)))
    }

    #[test]
    fn a_mail_is_asked_for_by_its_number() {
        assert_eq!(asked("GET", "mailview://localhost/12"), Some((12, false)));
        assert_eq!(asked("GET", "mailview://localhost/12?pictures=on"), Some((12, true)));
        assert_eq!(asked("GET", "http://mailview.localhost/12"), Some((12, false)));
    }

    #[test]
    fn nothing_else_is_asked_for() {
        for path in [
            "",
            "/",
            "/12/",
            "/12/a",
            "/-1",
            "/+1",
            "/1.5",
            "/a",
            "/../12",
            "/12?pictures=off",
            "/12?a=b",
            "/99999999999999999999",
        ] {
            assert_eq!(asked("GET", &format!("mailview://localhost{path}")), None, "{path}");
        }
        for method in ["POST", "HEAD", "PUT", "OPTIONS"] {
            assert_eq!(asked(method, "mailview://localhost/12"), None, "{method}");
        }
    }

    #[test]
    fn whatever_is_answered_stands_under_its_own_policy() {
        for answer in [Ok("<p>Hi".to_owned()), Err(ApiError::new(Code::NotFound, "There is no mail 7."))] {
            let is_mail = answer.is_ok();
            let response = response(answer);
            let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap();
            assert!(
                header("content-security-policy").starts_with("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
            );
            assert_eq!(header("x-content-type-options"), "nosniff");
            // The words of an error may quote what was asked for, so they are no HTML.
            assert_eq!(header("content-type").starts_with("text/html"), is_mail);
        }
    }
}
