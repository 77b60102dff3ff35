//! Tests of the card renderer: what every feature becomes, what no attack becomes, and the limits.

mod attacks;
mod features;
mod headings;
mod highlighting;
mod limits;
mod links;
mod outlines;
mod properties;
mod raw_html;
mod stills;
mod strict;

use cardex::markdown::{Limits, Options, RemoteImages, Rendered, Resolver, Target, render};

/// A hub with a page, a file and a picture.
struct Hub;

impl Resolver for Hub {
    fn link(&self, path: &str) -> Target {
        match path {
            "../other" => Target::Page("../other/index.html".to_owned()),
            "files/a b.txt" => Target::File("files/a%20b.txt".to_owned()),
            "train.py" => Target::External("https://git.example/train.py".to_owned()),
            "bad" => Target::Page("javascript:alert(1)".to_owned()),
            _ => Target::Missing,
        }
    }

    fn image(&self, path: &str) -> Target {
        match path {
            "p.png" | "a.gif" => Target::File(format!("files/{path}")),
            _ => Target::Missing,
        }
    }
}

/// Renders with the defaults.
fn card(markdown: &str) -> Rendered {
    with(markdown, RemoteImages::Block, &Limits::default())
}

fn with(markdown: &str, remote_images: RemoteImages, limits: &Limits) -> Rendered {
    render(
        markdown,
        &Options {
            path: "models/a/b/README.md",
            first_line: 11,
            title: "My model",
            resolver: &Hub,
            colours: true,
            remote_images,
            limits,
        },
    )
}

/// The HTML of a card, without the line end at its end.
fn html(markdown: &str) -> String {
    card(markdown).html.trim_end().to_owned()
}

/// The findings of a card as lines.
fn findings(markdown: &str) -> Vec<String> {
    card(markdown).diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &cardex::diagnostic::Diagnostic) -> String {
    format!("{} {} {}: {}", diagnostic.location, diagnostic.level, diagnostic.rule, diagnostic.message)
}
