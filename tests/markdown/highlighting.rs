//! Classes in code.

use cardex::markdown::highlight;

fn check(language: &str, code: &str, expected: &str) {
    let marked = highlight(language, code).expect("a known language");
    let short = marked.replace("<span class=\"", "‹").replace("\">", ":").replace("</span>", "›");
    assert_eq!(short, expected, "{language}");
}

#[test]
fn languages() {
    check(
        "python",
        "@x\ndef f(a=1): # c\n    return r\"\\\"s\" + A",
        "‹ty:@x›\n‹kw:def› ‹fn:f›(a=‹num:1›): ‹com:# c›\n    ‹kw:return› ‹str:r&quot;\\&quot;s&quot;› + ‹ty:A›",
    );
    check("py", "'''a\nb''' x", "‹str:'''a\nb'''› x");
    check(
        "bash",
        "pip install --upgrade x # y\necho $HOME ${A}#b",
        "pip install ‹op:--upgrade› x ‹com:# y›\n‹kw:echo› ‹ty:$HOME› ‹ty:${A}›#b",
    );
    check(
        "json",
        "{\"a\": [1.5, true, \"b\"]}",
        "{‹ty:&quot;a&quot;›: [‹num:1.5›, ‹kw:true›, ‹str:&quot;b&quot;›]}",
    );
    check("yaml", "a-b: c # d", "‹ty:a-b›: c ‹com:# d›");
    check("rust", "fn a<'b>() { /* c\n */ }", "‹kw:fn› a&lt;'b&gt;() { ‹com:/* c\n */› }");
    check("sql", "SELECT a FROM b -- c", "‹kw:SELECT› a ‹kw:FROM› b ‹com:-- c›");
    check(
        "html",
        "<!-- a --><b c=\"d\">e</b>",
        "‹com:&lt;!-- a --&gt;›&lt;‹kw:b› ‹ty:c›=‹str:&quot;d&quot;›&gt;e&lt;/‹kw:b›&gt;",
    );
    check("diff", "+a\n-b\n c", "‹str:+a›\n‹kw:-b›\n c");
    check("bibtex", "@misc{a,\n  title = {b}}", "‹kw:@misc›{a,\n  ‹ty:title› = {b}}");
}

#[test]
fn what_is_unknown_or_large_stays_plain() {
    assert_eq!(highlight("mermaid", "a"), None);
    assert_eq!(highlight("", "a"), None);
    assert_eq!(highlight("python", &"x\n".repeat(40_000)), None);
    assert_eq!(highlight("python", &"x".repeat(2_001)), None);
    assert!(highlight("python", &"x".repeat(2_000)).is_some());
}
