//! What is written beside the pages, for machines and auditors.

use serde::{Deserialize, Serialize};

/// A form in which models are written beside their pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `models.csv` and `register.csv`: one row for each model.
    Csv,
    /// A Markdown twin of each page.
    Markdown,
    /// A CycloneDX 1.6 ML-BOM of each model.
    CycloneDx,
    /// An SPDX 3.0 AI profile of each model.
    Spdx,
    /// A SageMaker model card of each model.
    SageMaker,
    /// Badges of each model.
    Badges,
}

/// The forms that are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Exports(Vec<Form>);

impl Default for Exports {
    /// What costs no file for each model: a hundred thousand models would have a hundred thousand of each.
    fn default() -> Self {
        Self(vec![Form::Csv])
    }
}

impl Exports {
    /// Whether models are written in a form.
    pub fn has(&self, form: Form) -> bool {
        self.0.contains(&form)
    }
}
