//! Undoes the format of a transcript: bytes in, [`Transcript`] out.
//!
//! [`decode()`] makes text of bytes, [`read`] makes a [`Transcript`] of text, and a [`SourceFacts`] beside
//! the input adds what the recording's page says. Readers recover. A cue that can't be used is a warning
//! with its place and the rest is read; only a file with nothing usable in it is an error.

mod blocks;
mod builder;
mod decode;
mod descript;
mod detect;
mod error;
mod format;
mod headed;
mod json;
mod json3;
mod labels;
mod lines;
mod log;
mod markdown;
mod markup;
mod millis;
mod order;
mod otter;
mod panel;
mod parts;
mod plain;
mod podcast_html;
mod raw;
mod rev_txt;
mod rolling;
mod segments;
mod services;
mod sidecar;
mod sounds;
mod srt;
mod srv;
mod text;
mod time;
mod timed_words;
mod tokens;
mod transcript;
mod ttml;
mod vtt;
mod warnings;
mod whisper_tsv;
mod zoom_txt;

pub use decode::decode;
pub use detect::detect;
pub use error::ReadError;
pub use format::Format;
pub use millis::Millis;
pub use sidecar::{SourceFacts, sidecar};
pub(crate) use text::clean as plain_text;
pub use transcript::{Chapter, ChapterStart, Cue, Sound, Source, Transcript, Word};

use builder::Builder;

use crate::diagnostics::Warned;

/// What is known of a file besides its text.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, where the person names it; `None` to find it by content.
    pub format: Option<Format>,
    /// The name of the file without its folder; `-` for standard input.
    pub file: String,
    /// BLAKE3 of the bytes, in hexadecimal.
    pub digest: String,
}

impl ReadOptions {
    /// Options for a file with a name and these bytes, whose format is found by content.
    pub fn new(file: impl Into<String>, bytes: &[u8]) -> Self {
        Self { format: None, file: file.into(), digest: blake3::hash(bytes).to_hex().to_string() }
    }
}

/// Reads a text that [`decode()`] returned. The places in the warnings are byte ranges in `text`.
///
/// # Errors
///
/// [`ReadError::Json`] and [`ReadError::UnknownJson`] for JSON that can't be understood,
/// [`ReadError::NothingUsable`] when no word is found in the format, [`ReadError::TooLong`] when there are more
/// than a million words or cues.
pub fn read(text: &str, options: &ReadOptions) -> Result<Warned<Transcript>, ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let format = options.format.map_or_else(|| detect(text), Ok)?;
    let mut builder = Builder::default();
    dispatch(format, text, options.format.is_some(), &mut builder)?;
    let (title, url) = (builder.title.take(), builder.url.take());
    let built = builder.finish()?;
    if built.cues.iter().all(|cue| cue.words.is_empty()) {
        return Err(ReadError::NothingUsable { format, wanted: format.wanted() });
    }
    let duration = built.cues.iter().filter_map(|cue| cue.end.or(cue.start)).max();
    let source = Source {
        file: options.file.clone(),
        format,
        title,
        url,
        channel: None,
        duration,
        chapters: built.chapters,
        digest: options.digest.clone(),
    };
    Ok(Warned::new(Transcript { source, cues: built.cues }, built.warnings))
}

fn dispatch<'a>(
    format: Format,
    text: &'a str,
    forced: bool,
    builder: &mut Builder<'a>,
) -> Result<(), ReadError> {
    match format {
        Format::YoutubeVtt => vtt::read(text, true, builder),
        Format::Vtt => vtt::read(text, false, builder),
        Format::Srt => srt::read(text, builder),
        Format::Json3 => json3::read(text, builder)?,
        Format::YoutubePanel => panel::read(text, builder),
        Format::WhisperTsv => whisper_tsv::read(text, builder),
        Format::WhisperLog => log::read(text, builder),
        Format::Otter => otter::read(text, builder),
        Format::ZoomTxt => zoom_txt::read(text, builder),
        Format::Descript => descript::read(text, builder),
        Format::RevTxt => rev_txt::read(text, builder),
        Format::Srv1 | Format::Srv3 => srv::read(text, builder),
        Format::Ttml => ttml::read(text, builder),
        Format::PodcastHtml => podcast_html::read(text, builder),
        Format::WhisperJson | Format::Whisperx => segments::whisper(text, builder)?,
        Format::WhisperCpp => segments::whisper_cpp(text, builder)?,
        Format::YoutubeApi => segments::youtube_api(text, builder)?,
        Format::PodcastJson => segments::podcast(text, builder)?,
        Format::RevJson => services::rev(text, builder)?,
        Format::Aws => services::aws(text, builder)?,
        Format::Deepgram => services::deepgram(text, builder)?,
        Format::Assemblyai => services::assemblyai(text, builder)?,
        Format::Labelled | Format::Plain => plain::read(text, detect::policy(format, forced), builder),
    }
    Ok(())
}

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
