//! The built-in theme: enough contrast in both schemes, and small enough to load at once.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use cardex::site::theme::Theme;

fn asset(stem: &str) -> String {
    let theme = Theme::builtin();
    let assets = theme.assets();
    let (_, bytes) = assets.iter().find(|(path, _)| path.starts_with(&format!("assets/{stem}."))).unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The colours that a block of the stylesheet sets, by name.
fn tokens(css: &str, opening: &str) -> BTreeMap<String, [u8; 3]> {
    let block = css.split(opening).nth(1).unwrap().split('}').next().unwrap();
    let colours = block.split(';').filter_map(|declaration| {
        let (name, value) = declaration.trim().strip_prefix("--")?.split_once(":#")?;
        let channel = |at: usize| u8::from_str_radix(&value[at..at + 2], 16).unwrap();
        Some((name.to_owned(), [channel(0), channel(2), channel(4)]))
    });
    colours.collect()
}

/// Relative luminance after WCAG 2.
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_enough_in_both_schemes() {
    let css = asset("style");
    let light = tokens(&css, ":root{");
    let dark = tokens(&css, ":root:not([data-theme=\"light\"]){");
    assert_eq!(dark, tokens(&css, ":root[data-theme=\"dark\"]{"), "chosen and automatic dark differ");
    assert!(light.keys().eq(dark.keys()));
    for (scheme, tokens) in [("light", light), ("dark", dark)] {
        let at_least = |least: f64, text: &str, grounds: &[&str]| {
            for ground in grounds {
                let ratio = contrast(tokens[text], tokens[*ground]);
                assert!(ratio >= least, "{scheme}: {text} on {ground} is {ratio:.2}");
            }
        };
        for text in ["text", "muted", "accent", "accent-hover"] {
            at_least(4.5, text, &["bg", "surface", "surface2", "code-bg"]);
        }
        for tone in ["ok", "warn", "bad", "info", "neutral"] {
            at_least(4.5, tone, &[&format!("{tone}-bg")]);
            at_least(4.5, "text", &[&format!("{tone}-bg")]);
        }
        for part in ["com", "kw", "str", "num", "fn"] {
            at_least(4.5, part, &["bg", "code-bg"]);
        }
        at_least(4.5, "on-accent", &["accent"]);
        at_least(4.5, "text", &["mark"]);
        at_least(3.0, "control", &["bg", "surface"]);
    }
}

#[test]
fn the_theme_is_small() {
    assert!(asset("style").len() <= 30 << 10, "{}", asset("style").len());
    assert!(asset("app").len() + asset("theme").len() <= 16 << 10);
}

#[test]
fn the_same_theme_has_the_same_names() {
    assert_eq!(Theme::builtin().assets(), Theme::builtin().assets());
}
