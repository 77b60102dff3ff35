//! HTML in Markdown: what cards really hold, and how it is put right.

use super::html;

#[test]
fn what_cards_often_hold() {
    assert_eq!(
        html(
            "<div align=\"center\">\n\n# Big\n\n<p align='center'><img src=\"p.png\" width=\"200px\" alt=\"x\"><br/>y</p>\n</div>"
        ),
        "<div class=\"align-center\">\n<h3 id=\"card-big\">Big</h3>\n\
         <p class=\"align-center\"><img src=\"files/p.png\" alt=\"x\" width=\"200\" loading=\"lazy\"><br>y</p>\n</div>"
    );
    assert_eq!(
        html("<details>\n<summary>More</summary>\n\n**a**\n\n</details>"),
        "<details>\n<summary>More</summary>\n<p><strong>a</strong></p>\n</details>"
    );
    assert_eq!(
        html("<details>\n\na\n</details>"),
        "<details>\n<summary>Details</summary>\n<p>a</p>\n</details>"
    );
    assert_eq!(html("H<sub>2</sub>O <kbd>x</kbd><br>y"), "<p>H<sub>2</sub>O <kbd>x</kbd><br>y</p>");
}

#[test]
fn old_elements() {
    assert_eq!(
        html("<center>a <font color=red>b</font> <tt>c</tt> <strike>d</strike></center>"),
        "<div class=\"align-center\">a b <code>c</code> <s>d</s></div>"
    );
}

#[test]
fn tokens_are_text() {
    for text in
        ["Use the <s> token, </s>, <unk>, <mask>, <image> or <input>.", "<|endoftext|> <bos>x<eos> a < b > c"]
    {
        assert_eq!(html(text), format!("<p>{}</p>", text.replace('<', "&lt;").replace('>', "&gt;")));
    }
}

#[test]
fn tables() {
    assert_eq!(
        html("<table><tr><th>a<th align=right>b\n<tr><td colspan=2>c</table>"),
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"><table>\n<tbody>\n\
         <tr>\n<th>a</th>\n<th class=\"align-right\">b\n</th>\n</tr>\n<tr>\n<td colspan=\"2\">c</td>\n</tr>\n</tbody>\n</table></div>"
    );
    assert_eq!(html("<td>a</td><tr>b"), "ab");
    assert_eq!(html("<table></table>x"), "x");
}

#[test]
fn what_stands_in_a_wrong_place() {
    assert_eq!(html("<p>a<div>b</div>c</p>"), "<p>a</p>\n<div>b</div>\nc");
    assert_eq!(html("<h2><p>a</p></h2>"), "<h3 id=\"card-a\">a</h3>");
    assert_eq!(html("<ul>a<li>b<li>c</ul>d"), "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>\nd");
    assert_eq!(html("<div><li>a</li></div>"), "<div><div>a</div>\n</div>");
    assert_eq!(
        html("<a href=../other>a <a href=../other>b</a></a>"),
        "<p><a href=\"../other/index.html\">a </a><a href=\"../other/index.html\">b</a></p>"
    );
    assert_eq!(html("- <b>a\n- b</b>"), "<ul>\n<li><b>a</b></li>\n<li>b</li>\n</ul>");
    assert_eq!(html("> <div>\n\n</div></blockquote>a"), "<blockquote>\n<div>\n</div>\n</blockquote>\na");
}
