//! The door to the template engine: nothing else in the crate knows Tera.
//!
//! The built-in templates are part of the program, under `builtin/<name>`. A hub may bring its own: a template of
//! the same name takes the built-in one's place wherever that is used, and may say `{% extends "builtin/<name>" %}` to
//! change one block of it. Card text only ever enters as a value; it is never read as a template.

use rust_embed::RustEmbed;
use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::view::{PageView, SiteView};

/// Where the built-in templates stand; also what is tried for a name that the hub does not have.
const BUILTIN: &str = "builtin/";

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Embedded;

/// All templates, parsed, with the value of `site` that they share.
pub struct Templates {
    tera: Tera,
}

impl Templates {
    /// The built-in templates alone.
    ///
    /// # Errors
    /// None for a released program: its templates are tested.
    pub fn builtin() -> Result<Templates, TemplateError> {
        Templates::with_overrides(&[])
    }

    /// The built-in templates and a hub's own, given as name (`model.html`) and text.
    ///
    /// # Errors
    /// The first template that does not parse, or refers to a block, template or filter that is not there.
    pub fn with_overrides(files: &[(String, String)]) -> Result<Templates, TemplateError> {
        let mut tera = Tera::new();
        tera.set_fallback_prefixes([BUILTIN]).map_err(|error| TemplateError::new("", &error))?;
        let mut sources = Vec::new();
        for name in Embedded::iter() {
            if let Some(file) = Embedded::get(&name) {
                sources.push((format!("{BUILTIN}{name}"), String::from_utf8_lossy(&file.data).into_owned()));
            }
        }
        for (name, text) in files {
            check_name(name)?;
            sources.push((name.clone(), text.clone()));
        }
        tera.add_raw_templates(sources).map_err(|error| TemplateError::new("", &error))?;
        Ok(Templates { tera })
    }

    /// Sets what every page sees as `site`; converted here once, not for each page.
    ///
    /// # Errors
    /// If the view cannot be turned into a template value.
    pub fn set_site(&mut self, site: &SiteView) -> Result<(), TemplateError> {
        let value = to_value("site", site)?;
        self.tera.global_context().insert_value("site", value);
        Ok(())
    }

    /// Renders one page: `name` is the template's (`model.html`), `key` the name of the page's own value in it.
    ///
    /// # Errors
    /// If there is no such template, or it asks for something that is not there.
    pub fn render<T: Serialize + ?Sized>(
        &self,
        name: &str,
        page: &PageView,
        key: &'static str,
        value: &T,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        context.insert_value("page", to_value("page", page)?);
        context.insert_value(key, to_value(key, value)?);
        self.tera.render(name, &context).map_err(|error| TemplateError::new(name, &error))
    }

    /// Renders one page of a list: as [`Templates::render`], with `items` added to the page's own value.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn render_list<T: Serialize + ?Sized>(
        &self,
        name: &str,
        page: &PageView,
        (key, value): (&'static str, &T),
        items: Vec<Prepared>,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        context.insert_value("page", to_value("page", page)?);
        let mut fields = to_value(key, value)?.into_map().unwrap_or_default();
        let items: Vec<Value> = items.into_iter().map(|Prepared(value)| value).collect();
        fields.insert("items".into(), items.into());
        context.insert_value(key, fields.into());
        self.tera.render(name, &context).map_err(|error| TemplateError::new(name, &error))
    }

    /// Renders a file that is no page: `feed.xml`, `sitemap.xml`.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn render_file<T: Serialize + ?Sized>(
        &self,
        name: &str,
        key: &'static str,
        value: &T,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        context.insert_value(key, to_value(key, value)?);
        self.tera.render(name, &context).map_err(|error| TemplateError::new(name, &error))
    }

    /// The names of all templates, sorted; the built-in ones begin with `builtin/`.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.tera.get_template_names().collect();
        names.sort_unstable();
        names
    }
}

/// A value converted for templates once, for pages that show it again and again: copying it costs next to nothing.
#[derive(Debug, Clone)]
pub struct Prepared(Value);

impl Prepared {
    /// Converts a value.
    ///
    /// # Errors
    /// If it cannot be turned into a template value.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> Result<Prepared, TemplateError> {
        to_value("items", value).map(Prepared)
    }
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// The template's name; empty where the message names several.
    pub template: String,
    /// The line in it, from 1.
    pub line: Option<usize>,
    /// What is wrong, with the place and the line of the template where they are known.
    pub message: String,
}

impl TemplateError {
    fn new(name: &str, error: &tera::Error) -> TemplateError {
        let message = error.to_string();
        let message = message.strip_prefix("error: ").unwrap_or(&message).to_owned();
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
                template: report.filename().to_owned(),
                line: Some(report.span().start_line),
                message,
            },
            ErrorKind::MissingParent { current, .. } => {
                TemplateError { template: current.clone(), line: None, message }
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                TemplateError { template: tpl.clone(), line: None, message }
            }
            _ => TemplateError { template: name.to_owned(), line: None, message },
        }
    }
}

/// Refuses a name under which the engine would not escape, or that would hide a built-in template for good.
fn check_name(name: &str) -> Result<(), TemplateError> {
    let message = if name.starts_with(BUILTIN) {
        "templates of a hub cannot stand in a folder named `builtin`"
    } else if !(name.ends_with(".html") || name.ends_with(".xml")) {
        "a template's name must end in `.html` or `.xml`, so that what cards say is escaped in it"
    } else {
        return Ok(());
    };
    Err(TemplateError {
        template: name.to_owned(),
        line: None,
        message: format!("template `{name}`: {message}"),
    })
}

fn to_value<T: Serialize + ?Sized>(key: &str, value: &T) -> Result<Value, TemplateError> {
    Value::try_from_serializable(value).map_err(|error| TemplateError::new(key, &error))
}
