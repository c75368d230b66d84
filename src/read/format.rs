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

impl Format {
    /// What a file in this format is made of, for the message when none of it is found.
    pub(super) fn wanted(self) -> &'static str {
        match self {
            Self::YoutubeVtt | Self::Vtt | Self::Srt => "`start --> end` lines with text below them",
            Self::Json3 => "`events` with `segs`",
            Self::Srv1 => "`<text start dur>` elements",
            Self::Srv3 | Self::Ttml => "`<p>` elements with times",
            Self::YoutubeApi => "a list of `text`, `start` and `duration`",
            Self::YoutubePanel => "times such as `0:04` with text after them",
            Self::WhisperJson | Self::Whisperx => "`segments` with `text`",
            Self::WhisperTsv => "lines of start, end and text with tabs between them",
            Self::WhisperCpp => "`transcription` with `text`",
            Self::WhisperLog => "lines such as `[00:00.000 --> 00:03.440] text`",
            Self::PodcastJson => "`segments` with `body`",
            Self::PodcastHtml => "`<p>` elements",
            Self::Otter => "a name, two spaces and a time above each paragraph",
            Self::ZoomTxt => "lines such as `[Name] 00:01:02`",
            Self::Descript => "lines such as `Name: [00:00:12] text`",
            Self::RevJson => "`monologues` with `elements`",
            Self::RevTxt => "lines such as `Speaker 1 (00:02):`",
            Self::Aws => "`results` with `items`",
            Self::Deepgram => "`results` with `channels` or `utterances`",
            Self::Assemblyai => "`utterances` or `words`",
            Self::Labelled => "lines such as `Name: text`",
            Self::Plain => "words",
        }
    }
}

/// Writes the name that `--format` takes.
impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value().expect("no variant is skipped");
        f.write_str(value.get_name())
    }
}
