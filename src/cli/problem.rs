//! What ends the work on an input, or all of it.

use super::write::reason;
use crate::diagnostics::Diagnostic;
use crate::render::RenderError;

/// A reason to stop, with what the report needs to draw it.
#[derive(Debug)]
pub(super) struct Problem {
    /// Whether the call or the configuration is wrong, and not an input.
    pub(super) usage: bool,
    /// What is wrong.
    pub(super) diagnostic: Diagnostic,
    /// The text that the diagnostic's place is in, with its name.
    pub(super) place: Option<Box<Place>>,
}

/// A text that diagnostics are about.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) text: String,
}

impl Problem {
    /// An input that can't be used; the others can.
    pub(super) fn input(code: &'static str, message: impl Into<String>) -> Self {
        Self { usage: false, diagnostic: Diagnostic::error(code, message), place: None }
    }

    /// A wrong call or configuration.
    pub(super) fn usage(code: &'static str, message: impl Into<String>) -> Self {
        Self { usage: true, ..Self::input(code, message) }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    pub(super) fn within(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.place = Some(Box::new(Place { name: name.into(), text: text.into() }));
        self
    }
}

/// A template is part of the configuration.
impl From<RenderError> for Problem {
    fn from(error: RenderError) -> Self {
        let message = error.to_string();
        match error {
            RenderError::Template(mistake) => {
                Self { usage: true, diagnostic: mistake.diagnostic, place: None }
                    .within(mistake.name, mistake.source_text)
            }
            RenderError::Read { path, error } => {
                let message = format!("can't read the templates at `{}`: {}", path.display(), reason(&error));
                Self::usage("template-read", message)
            }
            RenderError::Missing { .. } => {
                Self::usage("template-missing", message).help("`crib templates list` lists the built-in ones")
            }
            RenderError::Collision { .. } => {
                Self::usage("template-output", message).help("rename the template")
            }
        }
    }
}
