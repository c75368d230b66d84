//! `crib completions` and `crib man`, for packagers.

use std::path::Path;

use clap_complete::Shell;
use clap_mangen::Man;

use super::args::command;
use super::problem::Problem;
use super::write;

/// Writes the completions for a shell.
pub(super) fn completions(shell: Shell) -> Result<(), Problem> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "crib", &mut script);
    write::result(None, &text(script))
}

/// Writes the manual page, or those of all commands to a folder.
pub(super) fn man(folder: Option<&Path>) -> Result<(), Problem> {
    let Some(folder) = folder else { return write::result(None, &page(command())) };
    write::folder(folder)?;
    let mut root = command();
    root.build();
    write::file(&folder.join("crib.1"), &page(root.clone()))?;
    for sub in root.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = format!("crib-{}", sub.get_name());
        let page = page(sub.clone().name(name.clone()));
        write::file(&folder.join(format!("{name}.1")), &page)?;
    }
    Ok(())
}

fn page(command: clap::Command) -> String {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).expect("a vector takes every byte");
    text(page)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("clap writes UTF-8")
}
