//! What is told to the person, as data. Only `cli/` draws it.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// The work went on without the part that the message names.
    Warning,
    /// The input or the call could not be used.
    Error,
}

/// Something to tell the person, about a place in their input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A short stable name for scripts, for instance `cue-time`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Byte range in the decoded text of the input; `None` when it is about the whole of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Range<usize>>,
    /// The next step for the person, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a warning about the whole input; add a place with [`Self::at`].
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code, message: message.into(), span: None, help: None }
    }

    /// Makes an error about the whole input; add a place with [`Self::at`].
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, ..Self::warning(code, message) }
    }

    /// Sets the byte range that the message is about.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Sets the advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A result, with what was noticed on the way to it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Warned<T> {
    /// The result.
    pub output: T,
    /// Findings in the order of their places.
    pub warnings: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// Wraps a result with its findings.
    pub fn new(output: T, warnings: Vec<Diagnostic>) -> Self {
        Self { output, warnings }
    }
}

/// The line and the column of a byte in `text`, both counted from 1; the column counts characters.
///
/// A place past the end, or inside a character, is moved back to the nearest character.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let byte = text.floor_char_boundary(byte);
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.bytes().filter(|&b| b == b'\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        assert_eq!(line_column("", 0), (1, 1));
        assert_eq!(line_column("ab\nçd", 5), (2, 2));
        assert_eq!(line_column("ab\nçd", 4), (2, 1));
        assert_eq!(line_column("ab", 99), (1, 3));
    }
}
