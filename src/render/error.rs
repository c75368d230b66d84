//! Why nothing was rendered.

use std::error::Error as _;
use std::io;
use std::path::PathBuf;

use minijinja::ErrorKind;

use crate::diagnostics::Diagnostic;

/// Why nothing was rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A template has a mistake.
    #[error("{}", .0.diagnostic)]
    Template(Box<Mistake>),
    /// A file or folder of templates can't be read.
    #[error("can't read `{}`: {error}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no template of that name.
    #[error("there is no template `{name}`")]
    Missing {
        /// The name asked for.
        name: String,
    },
    /// Two files would have the same name.
    #[error("`{template}` would write `{output}`, which is written already")]
    Collision {
        /// The template.
        template: String,
        /// The file that both would write.
        output: String,
    },
}

/// A mistake in a template.
#[derive(Debug)]
#[non_exhaustive]
pub struct Mistake {
    /// The file, or `built-in NAME`.
    pub name: String,
    /// The text of the template, which the place is in.
    pub source_text: String,
    /// What is wrong and where.
    pub diagnostic: Diagnostic,
}

/// The innermost error of the engine's chain: the outer ones only say that an include failed.
pub(super) fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let mut innermost = error;
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(error) = cause.downcast_ref::<minijinja::Error>()
            && error.name().is_some()
        {
            innermost = error;
        }
        source = cause.source();
    }
    innermost
}

/// Says what is wrong, with the place in `source_text`.
pub(super) fn diagnostic(error: &minijinja::Error, source_text: &str) -> Diagnostic {
    let what = match error.kind() {
        ErrorKind::OutOfFuel => "the template does not come to an end".to_owned(),
        kind => match error.detail() {
            Some(detail) => detail.to_owned(),
            None => kind.to_string(),
        },
    };
    let found = Diagnostic::error("template", what);
    let found = match place(error, source_text) {
        Some(span) => found.at(span),
        None => found,
    };
    match advice(error.kind()) {
        Some(help) => found.help(help),
        None => found,
    }
}

/// The range that the engine names, else its line.
fn place(error: &minijinja::Error, source_text: &str) -> Option<std::ops::Range<usize>> {
    if let Some(range) = error.range().filter(|range| source_text.get(range.clone()).is_some()) {
        return Some(range);
    }
    let line = error.line()?.checked_sub(1)?;
    let start: usize = source_text.split_inclusive('\n').take(line).map(str::len).sum();
    let text = source_text[start..].lines().next()?;
    let indent = text.len() - text.trim_start().len();
    Some(start + indent..start + text.len())
}

fn advice(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::OutOfFuel => {
            Some("look for nested loops over long ranges, or a template that includes itself")
        }
        ErrorKind::UndefinedError => {
            Some("`crib templates show README.md` lists every field that a template can use")
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            Some("`crib templates show README.md` lists the filters")
        }
        _ => None,
    }
}
