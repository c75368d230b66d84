//! Why a file can't be read at all.

use super::format::Format;
use crate::diagnostics::Diagnostic;

/// The reason that a file gives no transcript. Anything less is a warning.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// The bytes are not text in an encoding that is known.
    #[error("this is not text: {found}")]
    NotText {
        /// What the bytes are, as far as it can be told.
        found: &'static str,
    },
    /// The file begins as JSON and breaks off or has a mistake in it.
    #[error("this JSON can't be read: {message}")]
    Json {
        /// What the JSON reader says.
        message: String,
        /// The byte in the decoded text where it stopped.
        at: usize,
    },
    /// The file is JSON, and no transcript service that is known writes it.
    #[error("this JSON is no transcript that is known: it has {keys}")]
    UnknownJson {
        /// The names at the top level, for the message.
        keys: String,
    },
    /// There are more words or cues than any talk has.
    #[error("this is too long for a talk: it has more than a million words or cues")]
    TooLong,
    /// No word was found.
    #[error("nothing to read as `{format}`: looked for {wanted}")]
    NothingUsable {
        /// The format that was tried.
        format: Format,
        /// What that format is made of.
        wanted: &'static str,
    },
}

impl ReadError {
    /// The next step for the person, if there is one.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotText { .. } => "export the transcript as text, SRT, VTT or JSON",
            Self::Empty | Self::Json { .. } => "check that the download or the export has finished",
            Self::TooLong => "split it into the talks that it has",
            Self::UnknownJson { .. } => "name the format with `--format`, or export as SRT, VTT or text",
            Self::NothingUsable { .. } => "name another format with `--format`, or leave it out",
        })
    }

    /// A short stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not-text",
            Self::Json { .. } => "json",
            Self::UnknownJson { .. } => "unknown-json",
            Self::TooLong => "too-long",
            Self::NothingUsable { .. } => "nothing-usable",
        }
    }
}

/// The error as data for a report, with its place and its advice.
impl From<&ReadError> for Diagnostic {
    fn from(error: &ReadError) -> Self {
        let mut diagnostic = Self::error(error.code(), error.to_string());
        diagnostic.help = error.help().map(str::to_owned);
        match error {
            ReadError::Json { at, .. } => diagnostic.at(*at..*at),
            _ => diagnostic,
        }
    }
}
