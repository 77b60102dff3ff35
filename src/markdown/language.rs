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
    /// Keywords, separated by spaces.
    pub(super) keywords: &'static str,
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
    keywords: "",
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

static PYTHON: Grammar = Grammar {
    keywords: "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield True False None self",
    line_comments: &["#"],
    block_comment: None,
    triple: true,
    sigils: "@",
    ..PLAIN
};

static SHELL: Grammar = Grammar {
    keywords: "if then else elif fi for in do done while until case esac function return export local set unset source cd echo sudo exit alias eval exec",
    line_comments: &["#"],
    block_comment: None,
    calls: false,
    capital_types: false,
    sigils: "$",
    options: true,
    ..PLAIN
};

static POWERSHELL: Grammar = Grammar { block_comment: Some(("<#", "#>")), any_case: true, ..SHELL };

static DOCKER: Grammar = Grammar {
    keywords: "FROM RUN CMD LABEL EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL AS",
    ..SHELL
};

static JSON: Grammar =
    Grammar { keywords: "true false null", calls: false, capital_types: false, key_marks: ":", ..PLAIN };

static YAML: Grammar = Grammar {
    keywords: "true false null yes no on off",
    line_comments: &["#"],
    block_comment: None,
    calls: false,
    capital_types: false,
    key_marks: ":",
    options: true,
    ..PLAIN
};

static TOML: Grammar = Grammar { line_comments: &["#", ";"], triple: true, key_marks: "=", ..YAML };

static JAVASCRIPT: Grammar = Grammar {
    keywords: "abstract any as async await boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function if implements import in instanceof interface keyof let new null number of private protected public readonly return static string super switch this throw true try type typeof undefined var void while with yield",
    quotes: "\"'`",
    ..PLAIN
};

static JAVA: Grammar = Grammar {
    keywords: "abstract as assert boolean break byte case catch char class companion const continue data default def do double else enum extends false final finally float for fun if implements import in instanceof int interface internal is lateinit long native new null object open operator override package private protected public return sealed short static super suspend switch synchronized this throw throws trait true try typealias val var void volatile when while with yield",
    triple: true,
    sigils: "@",
    ..PLAIN
};

static C: Grammar = Grammar {
    keywords: "alignas alignof auto bool break case catch char class const constexpr continue decltype default delete do double dynamic_cast else enum explicit extern false final float for friend goto if inline int long mutable namespace new noexcept nullptr operator override private protected public register return short signed sizeof static static_cast struct switch template this throw true try typedef typename union unsigned using virtual void volatile while size_t NULL",
    sigils: "#",
    ..PLAIN
};

static CSHARP: Grammar = Grammar {
    keywords: "abstract as async await base bool break byte case catch char class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for foreach get if implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly record ref return sbyte sealed set short sizeof static string struct switch this throw true try typeof uint ulong using var virtual void volatile when where while yield",
    ..PLAIN
};

static GO: Grammar = Grammar {
    keywords: "any bool break byte case chan const continue default defer else error fallthrough false float32 float64 for func go goto if import int int32 int64 interface iota map nil package range return rune select string struct switch true type uint var",
    quotes: "\"'`",
    ..PLAIN
};

static RUST: Grammar = Grammar {
    keywords: "as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i32 i64 if impl in let loop match mod move mut pub ref return self Self static str struct super trait true type u8 u32 u64 union unsafe use usize where while",
    // A lone `'` begins a lifetime.
    quotes: "\"",
    sigils: "#",
    ..PLAIN
};

static SWIFT: Grammar = Grammar {
    keywords: "as associatedtype async await break case catch class continue default defer do else enum extension false fileprivate for func guard if import in init inout internal is let nil open operator override private protocol public repeat rethrows return self static struct subscript super switch throw throws true try typealias var where while",
    triple: true,
    sigils: "@",
    ..PLAIN
};

static RUBY: Grammar = Grammar {
    keywords: "alias and begin break case class def defined do else elsif end ensure false for if in module next nil not or redo require rescue retry return self super then true undef unless until when while yield",
    line_comments: &["#"],
    block_comment: None,
    sigils: "@$",
    ..PLAIN
};

static PHP: Grammar = Grammar {
    keywords: "abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty extends false final finally fn for foreach function global if implements include instanceof interface isset list namespace new null or print private protected public require require_once return static switch throw trait true try use var while xor yield",
    line_comments: &["//", "#"],
    sigils: "$",
    ..PLAIN
};

static R: Grammar = Grammar {
    keywords: "break else FALSE for function if in Inf library NA NaN next NULL repeat require return TRUE while",
    line_comments: &["#"],
    block_comment: None,
    capital_types: false,
    ..PLAIN
};

static JULIA: Grammar = Grammar {
    keywords: "abstract baremodule begin break catch const continue do else elseif end export false finally for function global if import in let local macro module mutable nothing quote return struct true try type using where while",
    line_comments: &["#"],
    block_comment: Some(("#=", "=#")),
    quotes: "\"",
    triple: true,
    sigils: "@",
    ..PLAIN
};

static LUA: Grammar = Grammar {
    keywords: "and break do else elseif end false for function goto if in local nil not or repeat require return then true until while",
    line_comments: &["--"],
    block_comment: Some(("--[[", "]]")),
    ..PLAIN
};

static SQL: Grammar = Grammar {
    keywords: "add all alter and as asc between by case cast create cross database default delete desc distinct drop else end exists false filter foreign from full group having if in index inner insert into is join key left like limit not null offset on or order outer prefix primary references right select set table then true union unique update use using values view when where with",
    line_comments: &["--", "#"],
    capital_types: false,
    any_case: true,
    ..PLAIN
};

static MATLAB: Grammar = Grammar {
    keywords: "break case catch continue else elseif end false for function global if otherwise persistent return switch true try while",
    line_comments: &["%", "#"],
    block_comment: None,
    capital_types: false,
    ..PLAIN
};
