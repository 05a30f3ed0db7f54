//! Texts that the operator uses again. They are put into a draft by whoever shows it; nothing here writes one.

use super::edit;
use crate::cx::Cx;
use crate::store::{Write, ledger, templates as store};
use api::{Actor, ApiError, Code, SaveTemplate, Template, TemplateId, Time, text};

const NAME_AT_MOST: usize = 100;
const TEMPLATES_AT_MOST: usize = 500;

pub async fn list(cx: &Cx) -> anyhow::Result<Vec<Template>> {
    store::all(&mut *cx.read().await?).await
}

/// Makes a template, or changes one.
///
/// Errors: `invalid` for a name that another has, and where name or text is missing or too long; `not_found`.
pub async fn save(cx: &Cx, request: &SaveTemplate) -> anyhow::Result<Vec<Template>> {
    let (name, body) = (name(&request.name)?, edit::body(&request.body)?);
    if body.trim().is_empty() {
        return Err(ApiError::new(Code::Invalid, text::template_without_text()).on("body").into());
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    if store::called(write.conn(), name).await?.is_some_and(|other| Some(other) != request.id) {
        return Err(ApiError::new(Code::Invalid, text::template_name_taken(name)).on("name").into());
    }
    let id = match request.id {
        Some(id) if store::change(&mut write, id, name, &body, now).await? => id,
        Some(id) => return Err(missing(id)),
        None if store::count(write.conn()).await? >= TEMPLATES_AT_MOST => {
            return Err(ApiError::new(Code::Invalid, text::too_many_templates(TEMPLATES_AT_MOST)).into());
        }
        None => store::make(&mut write, name, &body, now).await?,
    };
    record(&mut write, "template_saved", id, &crate::sha256(body.as_bytes()), now).await?;
    write.commit().await?;
    list(cx).await
}

/// Deletes a template. Errors: `not_found`.
pub async fn delete(cx: &Cx, id: TemplateId) -> anyhow::Result<Vec<Template>> {
    let mut write = cx.write().await?;
    if !store::delete(&mut write, id).await? {
        return Err(missing(id));
    }
    record(&mut write, "template_deleted", id, "", cx.now()).await?;
    write.commit().await?;
    list(cx).await
}

fn name(given: &str) -> Result<&str, ApiError> {
    let name = given.trim();
    if name.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::template_without_name()).on("name"));
    }
    if name.chars().any(char::is_control) {
        return Err(ApiError::new(Code::Invalid, text::line_break_in_header("name")).on("name"));
    }
    if name.chars().count() > NAME_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("name", NAME_AT_MOST)).on("name"));
    }
    Ok(name)
}

fn missing(id: TemplateId) -> anyhow::Error {
    ApiError::new(Code::NotFound, text::no_such_template(id.0)).on("id").into()
}

async fn record(write: &mut Write, event: &str, id: TemplateId, content_hash: &str, now: Time) -> anyhow::Result<()> {
    let subject = &format!("template:{id}");
    ledger::append(write, ledger::Entry { actor: Actor::Operator, event, subject, detail: "", content_hash }, now).await
}
