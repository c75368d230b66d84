//! The names of the formats.

use std::fmt;

use clap::ValueEnum;
use serde::Serialize;

/// A transcript format that can be read; `--format` takes these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// YouTube automatic captions as WebVTT, with word times and rolling lines
    YoutubeVtt,
    /// WebVTT: manual YouTube captions, Zoom, Teams, Whisper and others
    Vtt,
    /// SubRip
    Srt,
    /// YouTube json3
    Json3,
    /// YouTube srv1 and other `<transcript><text start dur>` XML
    Srv1,
    /// YouTube srv3 `<timedtext format="3">` XML
    Srv3,
    /// JSON of youtube-transcript-api, old and new shape
    YoutubeApi,
    /// The "Show transcript" panel of a YouTube page, pasted
    YoutubePanel,
    /// Whisper JSON
    WhisperJson,
    /// Whisper TSV
    WhisperTsv,
    /// whisper.cpp JSON
    WhisperCpp,
    /// Lines of `[00:00.000 --> 00:03.440] text` as whisper.cpp prints them
    WhisperLog,
    /// WhisperX JSON
    Whisperx,
    /// Podcasting 2.0 JSON
    PodcastJson,
    /// Podcasting 2.0 HTML
    PodcastHtml,
    /// TTML as Apple Podcasts gives it
    Ttml,
    /// Otter text export
    Otter,
    /// Zoom text export
    ZoomTxt,
    /// Descript text and Markdown export
    Descript,
    /// Rev JSON
    RevJson,
    /// Rev text export
    RevTxt,
    /// AWS Transcribe JSON
    Aws,
    /// Deepgram JSON
    Deepgram,
    /// `AssemblyAI` JSON
    Assemblyai,
    /// Text or Markdown with `Name:` labels: Meet, Trint, Tactiq, talk shows
    Labelled,
    /// Caption lines or prose without labels
    Plain,
}

/// Writes the name that `--format` takes.
impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value().expect("no variant is skipped");
        f.write_str(value.get_name())
    }
}
