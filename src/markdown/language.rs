//! The languages that code is highlighted in: what their words, comments and strings look like.

/// How a language is read.
pub(super) enum Language {
    /// Words, comments, strings.
    Code(&'static Grammar),
    /// Tags.
    Markup,
    /// Added and removed lines.
    Diff,
    /// `\commands` and `@entries{`.
    Tex,
}

/// The words and marks of a language.
pub(super) struct Grammar {
    /// Keywords, sorted.
    pub(super) keywords: &'static [&'static str],
    /// What begins a comment that ends with the line.
    pub(super) line_comments: &'static [&'static str],
    /// `/*` and `*/`.
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    /// The characters that begin and end a string.
    pub(super) quotes: &'static str,
    /// Whether a tripled quote makes a string over several lines.
    pub(super) triple: bool,
    /// Whether `name(` is a call.
    pub(super) calls: bool,
    /// Whether a name with a capital is a type.
    pub(super) capital_types: bool,
    /// Whether case does not matter in keywords.
    pub(super) any_case: bool,
    /// What begins a name of a special kind: `@` of a decorator, `$` of a variable.
    pub(super) sigils: &'static str,
    /// What makes the word or string in front of it a key: `:` or `=`.
    pub(super) key_marks: &'static str,
    /// Whether `--name` is an option, and `-` belongs to words.
    pub(super) options: bool,
}

impl Grammar {
    pub(super) fn has_keyword(&self, word: &str) -> bool {
        let has = |word: &str| {
            // A look at the first letter settles most words.
            let first = |keyword: &str| keyword.as_bytes().first().cmp(&word.as_bytes().first());
            let from = self.keywords.partition_point(|keyword| first(keyword).is_lt());
            self.keywords[from..]
                .iter()
                .take_while(|keyword| first(keyword).is_eq())
                .any(|&keyword| keyword == word)
        };
        has(word) || self.any_case && has(&word.to_ascii_lowercase())
    }
}

/// The language of a name or an alias, in lower case.
pub(super) fn language(name: &str) -> Option<Language> {
    let grammar = match name {
        "python" | "py" | "python3" | "py3" | "ipython" | "pycon" | "python-repl" | "gyp" => &PYTHON,
        "bash" | "sh" | "shell" | "zsh" | "console" | "shell-session" | "shellscript" | "terminal"
        | "cmd" => &SHELL,
        "powershell" | "ps1" | "pwsh" => &POWERSHELL,
        "dockerfile" | "docker" => &DOCKER,
        "json" | "jsonc" | "json5" | "jsonl" | "ndjson" => &JSON,
        "yaml" | "yml" => &YAML,
        "toml" | "ini" | "cfg" | "conf" | "properties" => &TOML,
        "javascript" | "js" | "jsx" | "mjs" | "typescript" | "ts" | "tsx" => &JAVASCRIPT,
        "java" | "kotlin" | "kt" | "scala" | "groovy" | "dart" => &JAVA,
        "c" | "cpp" | "c++" | "cc" | "h" | "hpp" | "cuda" | "cu" | "objective-c" => &C,
        "c#" | "csharp" | "cs" => &CSHARP,
        "go" | "golang" => &GO,
        "rust" | "rs" => &RUST,
        "swift" => &SWIFT,
        "ruby" | "rb" => &RUBY,
        "php" => &PHP,
        "r" => &R,
        "julia" | "jl" => &JULIA,
        "lua" => &LUA,
        "sql" | "sparql" => &SQL,
        "matlab" | "octave" => &MATLAB,
        "html" | "xml" | "svg" | "xhtml" | "vue" => return Some(Language::Markup),
        "diff" | "patch" => return Some(Language::Diff),
        "bibtex" | "bib" | "latex" | "tex" | "bibtext" => return Some(Language::Tex),
        _ => return None,
    };
    Some(Language::Code(grammar))
}

const PLAIN: Grammar = Grammar {
    keywords: &[],
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: "\"'",
    triple: false,
    calls: true,
    capital_types: true,
    any_case: false,
    sigils: "",
    key_marks: "",
    options: false,
};

#[rustfmt::skip]
static PYTHON: Grammar = Grammar {
    keywords: &["False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "self", "try", "while", "with", "yield"],
    line_comments: &["#"],
    block_comment: None,
    triple: true,
    sigils: "@",
    ..PLAIN
};

#[rustfmt::skip]
static SHELL: Grammar = Grammar {
    keywords: &["alias", "case", "cd", "do", "done", "echo", "elif", "else", "esac", "eval", "exec", "exit", "export", "fi", "for", "function", "if", "in", "local", "return", "set", "source", "sudo", "then", "unset", "until", "while"],
    line_comments: &["#"],
    block_comment: None,
    calls: false,
    capital_types: false,
    sigils: "$",
    options: true,
    ..PLAIN
};

#[rustfmt::skip]
static POWERSHELL: Grammar = Grammar { block_comment: Some(("<#", "#>")), any_case: true, ..SHELL };

#[rustfmt::skip]
static DOCKER: Grammar = Grammar {
    keywords: &["ADD", "ARG", "AS", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"],
    ..SHELL
};

#[rustfmt::skip]
static JSON: Grammar =
    Grammar { keywords: &["false", "null", "true"], calls: false, capital_types: false, key_marks: ":", ..PLAIN };

#[rustfmt::skip]
static YAML: Grammar = Grammar {
    keywords: &["false", "no", "null", "off", "on", "true", "yes"],
    line_comments: &["#"],
    block_comment: None,
    calls: false,
    capital_types: false,
    key_marks: ":",
    options: true,
    ..PLAIN
};

#[rustfmt::skip]
static TOML: Grammar = Grammar { line_comments: &["#", ";"], triple: true, key_marks: "=", ..YAML };

#[rustfmt::skip]
static JAVASCRIPT: Grammar = Grammar {
    keywords: &["abstract", "any", "as", "async", "await", "boolean", "break", "case", "catch", "class", "const", "continue", "debugger", "declare", "default", "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for", "from", "function", "if", "implements", "import", "in", "instanceof", "interface", "keyof", "let", "new", "null", "number", "of", "private", "protected", "public", "readonly", "return", "static", "string", "super", "switch", "this", "throw", "true", "try", "type", "typeof", "undefined", "var", "void", "while", "with", "yield"],
    quotes: "\"'`",
    ..PLAIN
};

#[rustfmt::skip]
static JAVA: Grammar = Grammar {
    keywords: &["abstract", "as", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "companion", "const", "continue", "data", "def", "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "fun", "if", "implements", "import", "in", "instanceof", "int", "interface", "internal", "is", "lateinit", "long", "native", "new", "null", "object", "open", "operator", "override", "package", "private", "protected", "public", "return", "sealed", "short", "static", "super", "suspend", "switch", "synchronized", "this", "throw", "throws", "trait", "true", "try", "typealias", "val", "var", "void", "volatile", "when", "while", "with", "yield"],
    triple: true,
    sigils: "@",
    ..PLAIN
};

#[rustfmt::skip]
static C: Grammar = Grammar {
    keywords: &["NULL", "alignas", "alignof", "auto", "bool", "break", "case", "catch", "char", "class", "const", "constexpr", "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "explicit", "extern", "false", "final", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "nullptr", "operator", "override", "private", "protected", "public", "register", "return", "short", "signed", "size_t", "sizeof", "static", "static_cast", "struct", "switch", "template", "this", "throw", "true", "try", "typedef", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "while"],
    sigils: "#",
    ..PLAIN
};

#[rustfmt::skip]
static CSHARP: Grammar = Grammar {
    keywords: &["abstract", "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "class", "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "get", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "record", "ref", "return", "sbyte", "sealed", "set", "short", "sizeof", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "using", "var", "virtual", "void", "volatile", "when", "where", "while", "yield"],
    ..PLAIN
};

#[rustfmt::skip]
static GO: Grammar = Grammar {
    keywords: &["any", "bool", "break", "byte", "case", "chan", "const", "continue", "default", "defer", "else", "error", "fallthrough", "false", "float32", "float64", "for", "func", "go", "goto", "if", "import", "int", "int32", "int64", "interface", "iota", "map", "nil", "package", "range", "return", "rune", "select", "string", "struct", "switch", "true", "type", "uint", "var"],
    quotes: "\"'`",
    ..PLAIN
};

#[rustfmt::skip]
static RUST: Grammar = Grammar {
    keywords: &["Self", "as", "async", "await", "bool", "break", "char", "const", "continue", "crate", "dyn", "else", "enum", "extern", "f32", "f64", "false", "fn", "for", "i32", "i64", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "str", "struct", "super", "trait", "true", "type", "u32", "u64", "u8", "union", "unsafe", "use", "usize", "where", "while"],
    // A lone `'` begins a lifetime.
    quotes: "\"",
    sigils: "#",
    ..PLAIN
};

#[rustfmt::skip]
static SWIFT: Grammar = Grammar {
    keywords: &["as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue", "default", "defer", "do", "else", "enum", "extension", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "open", "operator", "override", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while"],
    triple: true,
    sigils: "@",
    ..PLAIN
};

#[rustfmt::skip]
static RUBY: Grammar = Grammar {
    keywords: &["alias", "and", "begin", "break", "case", "class", "def", "defined", "do", "else", "elsif", "end", "ensure", "false", "for", "if", "in", "module", "next", "nil", "not", "or", "redo", "require", "rescue", "retry", "return", "self", "super", "then", "true", "undef", "unless", "until", "when", "while", "yield"],
    line_comments: &["#"],
    block_comment: None,
    sigils: "@$",
    ..PLAIN
};

#[rustfmt::skip]
static PHP: Grammar = Grammar {
    keywords: &["abstract", "and", "array", "as", "break", "callable", "case", "catch", "class", "clone", "const", "continue", "declare", "default", "do", "echo", "else", "elseif", "empty", "extends", "false", "final", "finally", "fn", "for", "foreach", "function", "global", "if", "implements", "include", "instanceof", "interface", "isset", "list", "namespace", "new", "null", "or", "print", "private", "protected", "public", "require", "require_once", "return", "static", "switch", "throw", "trait", "true", "try", "use", "var", "while", "xor", "yield"],
    line_comments: &["//", "#"],
    sigils: "$",
    ..PLAIN
};

#[rustfmt::skip]
static R: Grammar = Grammar {
    keywords: &["FALSE", "Inf", "NA", "NULL", "NaN", "TRUE", "break", "else", "for", "function", "if", "in", "library", "next", "repeat", "require", "return", "while"],
    line_comments: &["#"],
    block_comment: None,
    capital_types: false,
    ..PLAIN
};

#[rustfmt::skip]
static JULIA: Grammar = Grammar {
    keywords: &["abstract", "baremodule", "begin", "break", "catch", "const", "continue", "do", "else", "elseif", "end", "export", "false", "finally", "for", "function", "global", "if", "import", "in", "let", "local", "macro", "module", "mutable", "nothing", "quote", "return", "struct", "true", "try", "type", "using", "where", "while"],
    line_comments: &["#"],
    block_comment: Some(("#=", "=#")),
    quotes: "\"",
    triple: true,
    sigils: "@",
    ..PLAIN
};

#[rustfmt::skip]
static LUA: Grammar = Grammar {
    keywords: &["and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat", "require", "return", "then", "true", "until", "while"],
    line_comments: &["--"],
    block_comment: Some(("--[[", "]]")),
    ..PLAIN
};

#[rustfmt::skip]
static SQL: Grammar = Grammar {
    keywords: &["add", "all", "alter", "and", "as", "asc", "between", "by", "case", "cast", "create", "cross", "database", "default", "delete", "desc", "distinct", "drop", "else", "end", "exists", "false", "filter", "foreign", "from", "full", "group", "having", "if", "in", "index", "inner", "insert", "into", "is", "join", "key", "left", "like", "limit", "not", "null", "offset", "on", "or", "order", "outer", "prefix", "primary", "references", "right", "select", "set", "table", "then", "true", "union", "unique", "update", "use", "using", "values", "view", "when", "where", "with"],
    line_comments: &["--", "#"],
    capital_types: false,
    any_case: true,
    ..PLAIN
};

#[rustfmt::skip]
static MATLAB: Grammar = Grammar {
    keywords: &["break", "case", "catch", "continue", "else", "elseif", "end", "false", "for", "function", "global", "if", "otherwise", "persistent", "return", "switch", "true", "try", "while"],
    line_comments: &["%", "#"],
    block_comment: None,
    capital_types: false,
    ..PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted_for_the_search() {
        for name in [
            "python",
            "bash",
            "powershell",
            "docker",
            "json",
            "yaml",
            "toml",
            "js",
            "java",
            "c",
            "c#",
            "go",
            "rust",
            "swift",
            "ruby",
            "php",
            "r",
            "julia",
            "lua",
            "sql",
            "matlab",
        ] {
            let Some(Language::Code(grammar)) = language(name) else { panic!("{name}") };
            assert!(grammar.keywords.is_sorted(), "{name}");
            assert!(grammar.keywords.iter().all(|keyword| grammar.has_keyword(keyword)), "{name}");
            assert!(!grammar.has_keyword("nokeyword") && !grammar.has_keyword(""), "{name}");
        }
    }
}
