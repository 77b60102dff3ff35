//! `cardex completions` and `cardex man`: what shells and manual readers want of the program.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::report::printable;

use super::{Arguments, Outcome};

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The folder for the pages, which is made if it is not there
    folder: PathBuf,
}

pub(super) fn completions(arguments: &CompletionsArguments) -> Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "cardex", &mut text);
    std::io::stdout().lock().write_all(&text).context("cannot write")?;
    Ok(Outcome::Clean)
}

pub(super) fn man(arguments: &ManArguments) -> Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let folder = &arguments.folder;
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make {}", printable(&folder.display().to_string())))?;
    // The program's own page, and one for each command: `man cardex-build`.
    let pages =
        std::iter::once(&command).chain(command.get_subcommands().filter(|page| page.get_name() != "help"));
    for page in pages {
        let name = if page.get_name() == "cardex" {
            "cardex".to_owned()
        } else {
            format!("cardex-{}", page.get_name())
        };
        // The usage line keeps the space between program and command; the page is called with a hyphen.
        let page = clap_mangen::Man::new(page.clone()).title(&name);
        let mut text = Vec::new();
        page.render(&mut text).context("cannot write a page")?;
        let path = folder.join(format!("{name}.1"));
        fs::write(&path, text)
            .with_context(|| format!("cannot write {}", printable(&path.display().to_string())))?;
    }
    Ok(Outcome::Clean)
}
