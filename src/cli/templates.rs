//! `crib templates`: what is built in, to look at and to change.

use std::path::Path;

use super::args::TemplatesAction;
use super::problem::Problem;
use super::write;
use crate::language::Table;
use crate::render::{README, Templates, WORDS};

/// The name of the documentation among the templates.
const README_NAME: &str = "README.md";

/// Lists, shows or copies.
pub(super) fn run(action: &TemplatesAction) -> Result<(), Problem> {
    let templates = Templates::built_in();
    match action {
        TemplatesAction::List => {
            let names: String = templates.names().flat_map(|name| [name, "\n"]).collect();
            write::result(None, &format!("{names}{WORDS}\n{README_NAME}\n"))
        }
        TemplatesAction::Show { name } if name == README_NAME => write::result(None, README),
        TemplatesAction::Show { name } if name == WORDS => write::result(None, Table::source()),
        TemplatesAction::Show { name } => write::result(None, &templates.source(&templates.find(name)?)?),
        TemplatesAction::Export { folder } => export(&templates, folder),
    }
}

/// Copies all templates; none of the person's own files is replaced.
fn export(templates: &Templates, folder: &Path) -> Result<(), Problem> {
    let mut files = vec![(README_NAME, README.to_owned()), (WORDS, Table::source().to_owned())];
    for name in templates.names() {
        files.push((name, templates.source(name)?));
    }
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        let message = format!("`{}` is there already", folder.join(name).display());
        return Err(
            Problem::usage("template-exists", message).help("name a new folder, or move your own away")
        );
    }
    write::folder(folder)?;
    files.iter().try_for_each(|(name, text)| write::file(&folder.join(name), text))?;
    let count = files.len() - 2;
    write::result(
        None,
        &format!("{count} templates, {WORDS} and {README_NAME} are in {}\n", folder.display()),
    )
}
