//! What models can be filtered and sorted by, as columns: one value or some for each model, in the catalog's order.
//!
//! A column is a dictionary (keys, labels) and one text that holds the codes of all models. The text is JSON-safe and
//! compresses well: a common value is one character. The room knows no model and no hub: it serves whatever is listed
//! by ordinal. `theme/facets.js` is the other half; `tests/facets.rs` reads the columns back.

mod column;
mod digits;
mod moments;
mod range;
mod rank;

pub use column::{Column, Value, collect, column};
pub use digits::{numbers, planes, push};
pub use moments::{Moments, moments};
pub use range::{PARAMETERS, Range, SIZES, place};
pub use rank::ranks;
