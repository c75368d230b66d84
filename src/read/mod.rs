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

#[cfg(test)]
pub(crate) mod testing {
    //! Transcripts for the tests of later stages.

    use super::{Cue, Format, Source, Transcript};

    /// A transcript of one line a cue; `Name: ` at the start of a line labels it.
    pub(crate) fn transcript(text: &str) -> Transcript {
        let cues =
            text.lines().filter(|line| !line.trim().is_empty()).map(|line| match line.split_once(": ") {
                Some((name, words)) => Cue::spoken(Some(name), words),
                None => Cue::spoken(None, line),
            });
        Transcript::new(Source::new("test", Format::Plain), cues.collect())
    }
}
