//! Undoes the format of a transcript: bytes in, [`Transcript`] out.
//!
//! Readers recover. A cue that can't be used is a warning with its place and the rest is read; only
//! a file with nothing usable in it is an error.

mod format;
mod millis;
mod transcript;

pub use format::Format;
pub use millis::Millis;
pub use transcript::{Chapter, ChapterStart, Cue, Sound, Source, Transcript, Word};
