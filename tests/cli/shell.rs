//! `cardex completions` and `cardex man`.

use std::fs;
use std::process::Command;

use super::{cardex, hub};

#[test]
fn every_shell_gets_every_command() {
    let folder = hub(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = cardex(folder.path(), &["completions", shell]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0));
        for word in ["build", "check", "init", "new", "schema", "base-model"] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn bash_completes() {
    let folder = hub(&[]);
    let script = "source <(\"$0\" completions bash); COMP_WORDS=(cardex sch); COMP_CWORD=1; _cardex cardex sch cardex; echo \"${COMPREPLY[*]}\"";
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_cardex")])
        .current_dir(folder.path())
        .output();
    match output {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout), "schema\n", "{output:?}"),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "no bash: {error}");
            println!("SKIP: no bash to complete with: {error}");
        }
    }
}

#[test]
fn every_command_has_a_page() {
    let folder = hub(&[]);
    let output = cardex(folder.path(), &["man", "pages"]);
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8(cardex(folder.path(), &["help"]).stdout).expect("UTF-8");
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut expected: Vec<String> = commands
        .filter_map(|line| {
            line.strip_prefix("  ")?.split_whitespace().next().filter(|_| !line.starts_with("   "))
        })
        .filter(|name| *name != "help")
        .map(|name| format!("cardex-{name}.1"))
        .collect();
    expected.push("cardex.1".to_owned());
    expected.sort();
    let mut pages: Vec<String> = fs::read_dir(folder.path().join("pages"))
        .expect("the folder")
        .map(|entry| entry.expect("a page").file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    assert_eq!(pages, expected);
    let page = fs::read_to_string(folder.path().join("pages/cardex-new.1")).expect("a page");
    assert!(page.contains(".TH cardex-new 1") && page.contains("cardex new"), "{page}");
}
