//! Every page of the catalog, from the catalog through templates.

pub mod templates;
pub mod theme;
pub mod view;
