//! The door to the template engine: nothing else in the crate knows Tera.
//!
//! The built-in templates are part of the program, under `builtin/<name>`. A hub may bring its own: a template of
//! the same name takes the built-in one's place wherever that is used, and may say `{% extends "builtin/<name>" %}` to
//! change one block of it. Card text only ever enters as a value; it is never read as a template.

// Asked by key alone, so that its order never shows.
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use rust_embed::RustEmbed;
use serde::Serialize;
use tera::value::Map;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::number::grouped;
use super::shared::escape;
use super::view::{PageView, SiteView};

/// Where the built-in templates stand; also what is tried for a name that the hub does not have.
const BUILTIN: &str = "builtin/";

/// The template of an entry in a list of models.
const ITEM: &str = "model-item.html";

/// What all pages of a section show alike: the name in `shell`, and the template.
const SHELL: [(&str, &str); 4] = [
    ("links_html", "site-links.html"),
    ("scripts_html", "site-scripts.html"),
    ("nav_html", "site-nav.html"),
    ("footer_html", "site-footer.html"),
];

/// Stands for a page's way to the root in what several pages share. Values are escaped, so that none can hold it.
const ROOT: &str = "<root>";

/// Bytes that are set aside for a page: few have more.
const PAGE: usize = 48 * 1024;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Embedded;

/// All templates, parsed, with the value of `site` that they share.
pub struct Templates {
    tera: Tera,
    /// Sorted; the built-in ones begin with `builtin/`.
    names: Vec<String>,
    // Asked by key alone, so that its order never shows.
    shells: RwLock<HashMap<ShellKey, Value>>,
}

/// What a shell can depend on: the root, the section, and the page's path where the navigation leads to it.
type ShellKey = (String, &'static str, Option<String>);

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
        tera.register_filter("grouped", |number: u64, _: Kwargs, _: &State| grouped(number));
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
        let mut names: Vec<String> = sources.iter().map(|(name, _)| name.clone()).collect();
        names.sort_unstable();
        // What the hub leaves alone is there under its plain name as well: the engine looks for that first, and a page
        // asks for dozens.
        let plain = |name: &str| name.strip_prefix(BUILTIN).map(str::to_owned);
        let known: Vec<(String, String)> = sources
            .iter()
            .filter_map(|(name, text)| Some((plain(name)?, text.clone())))
            .filter(|(name, _)| !files.iter().any(|(own, _)| own == name))
            .collect();
        sources.extend(known);
        tera.add_raw_templates(sources).map_err(|error| TemplateError::new("", &error))?;
        Ok(Templates { tera, names, shells: RwLock::default() })
    }

    /// The same templates, for another site than this one's.
    #[must_use]
    pub fn again(&self) -> Templates {
        Templates { tera: self.tera.clone(), names: self.names.clone(), shells: RwLock::default() }
    }

    /// Sets what every page sees as `site`; converted here once, not for each page.
    ///
    /// # Errors
    /// If the view cannot be turned into a template value.
    pub fn set_site(&mut self, site: &SiteView) -> Result<(), TemplateError> {
        let value = to_value("site", site)?;
        self.tera.global_context().insert_value("site", value);
        self.shells.write().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    /// The context of a page: its head, and what it shares with others of its section.
    fn context(&self, page: &PageView) -> Result<Context, TemplateError> {
        let mut context = Context::new();
        context.insert_value("page", to_value("page", page)?);
        context.insert_value("shell", self.shell(page)?);
        Ok(context)
    }

    /// What pages of a section share, rendered once for each way to the root.
    fn shell(&self, page: &PageView) -> Result<Value, TemplateError> {
        let leads_here = page.path.strip_suffix("/index.html").is_some_and(|folder| !folder.contains('/'));
        let key = (page.root.clone(), page.section, leads_here.then(|| page.path.clone()));
        if let Some(shell) = self.shells.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(shell.clone());
        }
        let mut head = Map::new();
        head.insert("root".into(), page.root.as_str().into());
        head.insert("section".into(), page.section.into());
        head.insert("path".into(), key.2.as_deref().unwrap_or_default().into());
        let mut context = Context::new();
        context.insert_value("page", head.into());
        let mut shell = Map::new();
        for (name, template) in SHELL {
            let html =
                self.tera.render(template, &context).map_err(|error| TemplateError::new(template, &error))?;
            shell.insert(name.into(), Value::safe_string(&html));
        }
        let shell: Value = shell.into();
        self.shells.write().unwrap_or_else(PoisonError::into_inner).insert(key, shell.clone());
        Ok(shell)
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
        self.render_bytes(name, page, key, value).map(text)
    }

    /// As [`Templates::render`], for a page that is only written.
    pub(super) fn render_bytes<T: Serialize + ?Sized>(
        &self,
        name: &str,
        page: &PageView,
        key: &'static str,
        value: &T,
    ) -> Result<Vec<u8>, TemplateError> {
        let mut context = self.context(page)?;
        context.insert_value(key, to_value(key, value)?);
        self.page(name, &context)
    }

    fn page(&self, name: &str, context: &Context) -> Result<Vec<u8>, TemplateError> {
        let mut html = Vec::with_capacity(PAGE);
        self.tera.render_to(name, context, &mut html).map_err(|error| TemplateError::new(name, &error))?;
        Ok(html)
    }

    /// Renders a model (a [`super::view::ModelItem`]) as an entry of lists, for every page that will show it.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn list_item<T: Serialize + ?Sized>(&self, item: &T) -> Result<ListItem, TemplateError> {
        let value = to_value("item", item)?;
        let mut page = Map::new();
        page.insert("root".into(), Value::safe_string(ROOT));
        let mut context = Context::new();
        context.insert_value("page", page.into());
        context.insert_value("item", value.clone());
        let html = self.tera.render(ITEM, &context).map_err(|error| TemplateError::new(ITEM, &error))?;
        Ok(ListItem { value, pieces: html.split(ROOT).map(Box::from).collect() })
    }

    /// Renders one page of a list: as [`Templates::render`], with `items` and `items_html` added to the page's own value.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn render_list<T: Serialize + ?Sized>(
        &self,
        name: &str,
        page: &PageView,
        value: (&'static str, &T),
        items: &[&ListItem],
    ) -> Result<String, TemplateError> {
        self.render_list_bytes(name, page, value, items).map(text)
    }

    /// As [`Templates::render_list`], for a page that is only written.
    pub(super) fn render_list_bytes<T: Serialize + ?Sized>(
        &self,
        name: &str,
        page: &PageView,
        (key, value): (&'static str, &T),
        items: &[&ListItem],
    ) -> Result<Vec<u8>, TemplateError> {
        let mut context = self.context(page)?;
        let mut fields = to_value(key, value)?.into_map().unwrap_or_default();
        let root = escape(&page.root);
        let mut html = String::with_capacity(items.len() * 1024);
        for item in items {
            for (at, piece) in item.pieces.iter().enumerate() {
                if at > 0 {
                    html.push_str(&root);
                }
                html.push_str(piece);
            }
        }
        let values: Vec<Value> = items.iter().map(|item| item.value.clone()).collect();
        fields.insert("items".into(), values.into());
        fields.insert("items_html".into(), html.into());
        context.insert_value(key, fields.into());
        self.page(name, &context)
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
        self.names.iter().map(String::as_str).collect()
    }
}

/// A model as an entry of lists. It is rendered once and not for each of the dozens of pages that show it.
#[derive(Debug, Clone)]
pub struct ListItem {
    value: Value,
    /// Its HTML, in two wherever a page's own way to the root belongs.
    pieces: Vec<Box<str>>,
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

/// A page as text: values and templates are texts, and so is what comes of them.
fn text(html: Vec<u8>) -> String {
    String::from_utf8(html).unwrap_or_default()
}

fn to_value<T: Serialize + ?Sized>(key: &str, value: &T) -> Result<Value, TemplateError> {
    Value::try_from_serializable(value).map_err(|error| TemplateError::new(key, &error))
}
