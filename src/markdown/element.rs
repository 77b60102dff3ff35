//! What becomes of each HTML element that a card may hold.

/// The part that an element plays in a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Text-level, under its own or a current name: `kbd`, `tt` as `code`.
    Inline(&'static str),
    /// A box: `div` and everything that is shown as one.
    Wrapper,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// A box with a meaning: `blockquote`, `figure`.
    Block(&'static str),
    /// `details`.
    Details,
    /// `summary`.
    Summary,
    /// `figcaption`.
    Caption,
    /// `pre`.
    Pre,
    /// `ul`, `ol`.
    List(&'static str),
    /// `li`.
    Item,
    /// `table`.
    Table,
    /// `thead`, `tbody`, `tfoot`.
    Section(&'static str),
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell(&'static str),
    /// `br`.
    Break,
    /// `wbr`.
    WordBreak,
    /// `hr`.
    Rule,
    /// `img`.
    Image,
    /// `a`.
    Link,
    /// `video`, `audio`: shown as a link.
    Media,
    /// `source`: the file of a medium.
    Source,
    /// The tags are left out, the content stays.
    Silent,
    /// Left out with its content.
    Hidden,
    /// Left out; it never has content.
    Void,
    /// No element of HTML: a token such as `<unk>`, shown as it is written.
    Unknown,
}

/// The role of an element, by its lower-case name; `bare` when the tag has no attributes.
///
/// Cards speak of tokens and placeholders (`<s>`, `<mask>`, `<input>`, `<image>`) far more often than they mean
/// those elements, so a bare tag of such a name is text.
pub(super) fn role(name: &str, bare: bool) -> Role {
    match name {
        "b" => Role::Inline("b"),
        "i" => Role::Inline("i"),
        "u" => Role::Inline("u"),
        "em" => Role::Inline("em"),
        "strong" => Role::Inline("strong"),
        "small" => Role::Inline("small"),
        "sub" => Role::Inline("sub"),
        "sup" => Role::Inline("sup"),
        "mark" => Role::Inline("mark"),
        "kbd" => Role::Inline("kbd"),
        "samp" => Role::Inline("samp"),
        "var" => Role::Inline("var"),
        "cite" => Role::Inline("cite"),
        "q" => Role::Inline("q"),
        "dfn" => Role::Inline("dfn"),
        "abbr" | "acronym" => Role::Inline("abbr"),
        "del" => Role::Inline("del"),
        "ins" => Role::Inline("ins"),
        "strike" => Role::Inline("s"),
        "code" | "tt" => Role::Inline("code"),
        "span" | "font" | "big" | "nobr" | "bdi" | "bdo" | "ruby" | "rt" | "rp" | "rb" | "rtc" | "blink"
        | "marquee" | "picture" | "noscript" | "hgroup" | "colgroup" | "basefont" | "optgroup" => {
            Role::Silent
        }
        "div" | "center" | "dl" | "dt" | "dd" | "fieldset" | "legend" => Role::Wrapper,
        "p" => Role::Paragraph,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "blockquote" => Role::Block("blockquote"),
        "figure" => Role::Block("figure"),
        "figcaption" => Role::Caption,
        "details" => Role::Details,
        "summary" => Role::Summary,
        "pre" | "listing" => Role::Pre,
        "ul" => Role::List("ul"),
        "ol" => Role::List("ol"),
        "li" => Role::Item,
        "table" => Role::Table,
        "thead" => Role::Section("thead"),
        "tbody" => Role::Section("tbody"),
        "tfoot" => Role::Section("tfoot"),
        "tr" => Role::Row,
        "td" => Role::Cell("td"),
        "th" => Role::Cell("th"),
        "caption" => Role::Wrapper,
        "br" => Role::Break,
        "wbr" => Role::WordBreak,
        "hr" => Role::Rule,
        "img" => Role::Image,
        "a" => Role::Link,
        "script" | "style" | "iframe" | "svg" | "math" | "applet" | "noembed" | "noframes" | "frameset"
        | "plaintext" | "xmp" | "canvas" => Role::Hidden,
        "s" => Role::Unknown,
        _ if bare && !matches!(name, "section" | "form") => Role::Unknown,
        "section" | "header" | "footer" | "main" | "nav" | "article" | "aside" | "address" | "search"
        | "dir" | "menu" => Role::Wrapper,
        "video" | "audio" => Role::Media,
        "source" => Role::Source,
        "html" | "body" | "head" | "form" | "label" | "button" | "output" | "data" | "time" | "dialog"
        | "slot" | "meter" | "progress" | "map" | "option" | "datalist" => Role::Silent,
        "object" | "template" | "textarea" | "title" | "select" => Role::Hidden,
        "input" | "link" | "meta" | "base" | "embed" | "param" | "track" | "area" | "frame" | "col"
        | "keygen" | "bgsound" | "isindex" => Role::Void,
        _ if is_foreign(name) => Role::Void,
        _ => Role::Unknown,
    }
}

/// Whether leaving an element out is worth a word to the card's author.
pub(super) fn is_reported(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "svg"
            | "math"
            | "applet"
            | "noembed"
            | "noframes"
            | "frameset"
            | "plaintext"
            | "xmp"
            | "canvas"
            | "object"
            | "template"
            | "textarea"
            | "title"
            | "select"
            | "form"
            | "button"
            | "input"
            | "link"
            | "meta"
            | "base"
            | "embed"
            | "frame"
            | "marquee"
            | "dialog"
            | "keygen"
            | "bgsound"
            | "isindex"
    )
}

/// Elements of SVG and MathML that can be met outside of their `<svg>` or `<math>`, since a blank line ends a
/// block of HTML.
fn is_foreign(name: &str) -> bool {
    matches!(
        name,
        "path"
            | "g"
            | "circle"
            | "rect"
            | "line"
            | "polygon"
            | "polyline"
            | "ellipse"
            | "defs"
            | "lineargradient"
            | "radialgradient"
            | "stop"
            | "use"
            | "symbol"
            | "animate"
            | "animatetransform"
            | "animatemotion"
            | "set"
            | "foreignobject"
            | "image"
            | "text"
            | "tspan"
            | "clippath"
            | "mask"
            | "pattern"
            | "filter"
            | "annotation-xml"
            | "annotation"
            | "semantics"
            | "mi"
            | "mo"
            | "mn"
            | "mtext"
            | "mrow"
            | "mglyph"
            | "malignmark"
            | "mstyle"
            | "mtable"
            | "mtr"
            | "mtd"
            | "msup"
            | "msub"
            | "mfrac"
    )
}
