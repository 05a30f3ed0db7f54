//! A template while it is written: what is typed, what is stored, and what the engine said of it.

use api::{ApiError, SaveTemplate, Template, TemplateId};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateForm {
    /// None for one that was never stored.
    pub id: Option<TemplateId>,
    pub name: String,
    pub body: String,
    stored: (String, String),
    error: Option<ApiError>,
}

impl TemplateForm {
    /// A stored template, or an empty one.
    pub fn of(template: Option<&Template>) -> Self {
        template.map_or_else(Self::default, |template| Self {
            id: Some(template.id),
            name: template.name.clone(),
            body: template.body.clone(),
            stored: (template.name.clone(), template.body.clone()),
            error: None,
        })
    }

    pub fn stored_name(&self) -> &str {
        &self.stored.0
    }

    pub fn type_name(&mut self, typed: String) {
        self.name = typed;
        self.error = None;
    }

    pub fn type_body(&mut self, typed: String) {
        self.body = typed;
        self.error = None;
    }

    pub fn is_changed(&self) -> bool {
        (&self.name, &self.body) != (&self.stored.0, &self.stored.1)
    }

    /// Whether there is something that the engine could store.
    pub fn can_save(&self) -> bool {
        self.is_changed() && self.error.is_none() && !self.name.trim().is_empty() && !self.body.trim().is_empty()
    }

    pub fn to_save(&self) -> SaveTemplate {
        SaveTemplate { id: self.id, name: self.name.clone(), body: self.body.clone() }
    }

    /// What was sent is stored: it stands there as the engine tidied it up, unless more was typed since.
    pub fn saved(&mut self, sent: &Self, all: &[Template]) {
        // Names are unlike; which case they are written in does not tell them apart.
        let is_it = |template: &&Template| match sent.id {
            Some(id) => template.id == id,
            None => template.name.to_lowercase() == sent.name.trim().to_lowercase(),
        };
        let Some(template) = all.iter().find(is_it) else { return };
        if self == sent {
            *self = Self::of(Some(template));
        } else if self.id == sent.id {
            self.id = Some(template.id);
            self.stored = (template.name.clone(), template.body.clone());
        }
    }

    pub fn refused(&mut self, error: &ApiError) {
        self.error = Some(error.clone());
    }

    /// What another process made of it. What is being typed stays; one that is gone is a new one then.
    pub fn learn(&mut self, all: &[Template]) {
        let Some(id) = self.id else { return };
        match all.iter().find(|template| template.id == id) {
            Some(template) if !self.is_changed() => *self = Self::of(Some(template)),
            Some(template) => self.stored = (template.name.clone(), template.body.clone()),
            None => {
                self.id = None;
                self.stored = Default::default();
            }
        }
    }

    /// What is wrong with the name, or with all else.
    pub fn error_of(&self, field: &str) -> Option<String> {
        let of = |error: &ApiError| if error.field.as_deref() == Some("name") { "name" } else { "body" };
        self.error.as_ref().filter(|error| of(error) == field).map(|error| error.message.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::Code;

    fn template(id: i64, name: &str, body: &str) -> Template {
        Template { id: TemplateId(id), name: name.to_owned(), body: body.to_owned() }
    }

    #[test]
    fn a_new_template_becomes_the_stored_one_as_the_engine_tidied_it_up() {
        let mut form = TemplateForm::of(None);
        assert!(!form.can_save());
        form.type_name(" Prices ".to_owned());
        assert!(!form.can_save(), "without a text");
        form.type_body("They are on the page.\n".to_owned());
        let sent = form.clone();
        form.saved(&sent, &[template(3, "Demo", "x"), template(4, "Prices", "They are on the page.")]);
        assert_eq!((form.id, form.name.as_str(), form.is_changed()), (Some(TemplateId(4)), "Prices", false));
    }

    #[test]
    fn what_is_typed_while_it_is_stored_stays() {
        let mut form = TemplateForm::of(Some(&template(4, "Prices", "Old.")));
        form.type_body("New.".to_owned());
        let sent = form.clone();
        form.type_body("Newer.".to_owned());
        form.saved(&sent, &[template(4, "Prices", "New.")]);
        assert_eq!((form.body.as_str(), form.can_save()), ("Newer.", true));
    }

    #[test]
    fn a_refusal_stands_beside_its_field_until_something_else_is_typed() {
        let mut form = TemplateForm::of(Some(&template(4, "Prices", "Text.")));
        form.type_name("Demo".to_owned());
        form.refused(&ApiError::new(Code::Invalid, "Another has that name.").on("name"));
        assert_eq!((form.error_of("name").as_deref(), form.error_of("body")), (Some("Another has that name."), None));
        assert_eq!((form.name.as_str(), form.can_save()), ("Demo", false));
        form.type_name("Demos".to_owned());
        assert_eq!((form.error_of("name"), form.can_save()), (None, true));
    }

    #[test]
    fn another_process_does_not_take_away_what_is_being_typed() {
        let mut form = TemplateForm::of(Some(&template(4, "Prices", "Text.")));
        form.learn(&[template(4, "Prices", "Elsewhere.")]);
        assert_eq!(form.body, "Elsewhere.");
        form.type_body("Here.".to_owned());
        form.learn(&[template(4, "Prices", "Elsewhere again.")]);
        assert_eq!(form.body, "Here.");
        form.learn(&[]);
        assert_eq!((form.id, form.body.as_str(), form.can_save()), (None, "Here.", true));
    }
}
