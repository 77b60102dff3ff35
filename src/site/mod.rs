//! Every page of the catalog, from the catalog through templates.

pub mod view;
