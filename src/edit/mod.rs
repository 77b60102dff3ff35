//! Small changes of a text with front matter that leave every other byte as it is: comments, quotes, order, line ends.
//!
//! A [`Sheet`] is a text together with the tree that was read from it. It works out how a [`Change`](crate::diagnostic::Change)
//! is made, as [`Edit`](crate::diagnostic::Edit)s; [`apply`] makes them. What cannot be done for certain gives `None`: a text over several lines, an
//! anchor that others repeat, a list that is written in a way that is not understood. [`Shape`] is what a tree says, without
//! places and quotes: with it a caller makes sure that a change did what it should and nothing else.
//!
//! ```
//! use cardex::{config::Limits, edit, hub::CardSource};
//!
//! let text = "---\nlicense: mit  # since 2024\n---\n# Lamp\n";
//! let card = CardSource::parse(text.as_bytes(), "README.md", &Limits::default()).value.unwrap();
//! let sheet = edit::Sheet::new(text, card.front.as_ref());
//! let mut edits = sheet.set(&["license"], "apache-2.0").unwrap();
//! edits.extend(sheet.set(&["version"], "2.1.0").unwrap());
//! let changed = edit::apply(text, &[&edits]).text;
//! assert_eq!(changed, "---\nlicense: apache-2.0  # since 2024\nversion: 2.1.0\n---\n# Lamp\n");
//! ```

mod apply;
mod places;
mod remove;
mod scalar;
mod set;
mod shape;
mod sheet;

pub use apply::{Applied, apply};
pub use scalar::{plain_or_quoted, quoted};
pub use set::lines;
pub use shape::Shape;
pub use sheet::Sheet;
