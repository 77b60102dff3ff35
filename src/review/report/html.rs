//! A review as one page that needs no other file, no script and no network.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::site::templates::{TemplateError, Templates};

use super::Report;
use super::cards::{self, CardView};
use super::details::ModelView;
use super::view::View;

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    view: View,
    /// The models of the view, which has none here, with their cards.
    sections: Vec<Section>,
    style_html: String,
    /// The style's name for the content security policy, which lets nothing else be styled.
    style_hash: String,
}

#[derive(Serialize)]
struct Section {
    #[serde(flatten)]
    model: ModelView,
    /// `None` where the text is the same.
    card: Option<CardView>,
}

/// The review as a page.
///
/// # Errors
/// None for a released program: its templates are tested.
pub fn html(report: &Report<'_>) -> Result<String, TemplateError> {
    let templates = Templates::builtin()?;
    let style_html = templates.render_file("review-style.html", "none", &())?;
    let style_hash = base64(&Sha256::digest(style_html.as_bytes()));
    let mut view = View::of(report);
    let models = std::mem::take(&mut view.models).into_iter();
    let sections =
        models.zip(cards::cards(report.compared)).map(|(model, card)| Section { model, card }).collect();
    let page = Page { view, sections, style_html, style_hash };
    templates.render_file("review.html", "review", &page)
}

/// Bytes as base64, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three =
            chunk.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(three >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_with_each_padding() {
        assert_eq!(
            [base64(b""), base64(b"f"), base64(b"fo"), base64(b"foo"), base64(b"foob")],
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
        assert_eq!(base64(&[255, 254, 253]), "//79");
    }
}
