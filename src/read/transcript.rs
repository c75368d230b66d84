//! What every reader returns: cues in the order they were said, and facts about the source.

use serde::{Deserialize, Serialize};

use super::format::Format;
use super::millis::Millis;

/// A transcript with its format undone.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Transcript {
    /// Facts about the recording and the file.
    pub source: Source,
    /// What was said, in order.
    pub cues: Vec<Cue>,
}

/// Facts about the recording and the file that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// The name of the file without its folder; `-` for standard input.
    pub file: String,
    /// The format that was read.
    pub format: Format,
    /// Title of the recording.
    pub title: Option<String>,
    /// Address of the recording, `http` or `https` only.
    pub url: Option<String>,
    /// Name of the channel or show.
    pub channel: Option<String>,
    /// Length of the recording, or the end of the last cue.
    pub duration: Option<Millis>,
    /// The author's chapters, by start; empty when there are none.
    pub chapters: Vec<Chapter>,
    /// BLAKE3 of the bytes that were read, in hexadecimal.
    pub digest: String,
}

impl Source {
    /// The title, or else what the name of the file says: "My talk 2" of `my-talk_2.en.vtt`.
    pub fn shown_title(&self) -> String {
        self.title.clone().unwrap_or_else(|| readable(&self.file))
    }
}

/// `my-talk_2.en.vtt` as a person would write it: "My talk 2".
fn readable(file: &str) -> String {
    let stem = if file == "-" { "Untitled talk" } else { file };
    let mut stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    // yt-dlp puts the language before the ending.
    if let Some((name, language)) = stem.rsplit_once('.')
        && (2..=3).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_lowercase())
    {
        stem = name;
    }
    let words: Vec<&str> =
        stem.split(|c: char| c == '-' || c == '_' || c.is_whitespace()).filter(|w| !w.is_empty()).collect();
    let mut chars = words.join(" ");
    if let Some(first) = chars.chars().next() {
        chars.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    if chars.is_empty() { "Untitled talk".to_owned() } else { chars }
}

/// A chapter that the author of the recording named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Chapter {
    /// Where it starts.
    pub start: ChapterStart,
    /// The author's title.
    pub title: String,
}

impl Chapter {
    /// A chapter that starts at `start`.
    pub fn new(start: ChapterStart, title: impl Into<String>) -> Self {
        Self { start, title: title.into() }
    }
}

/// Where a chapter starts: sources with times give a time, headings in a text give a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChapterStart {
    /// A time in the recording.
    Time(Millis),
    /// The index of the first cue of the chapter.
    Cue(usize),
}

/// A stretch of speech as the source cut it: a caption line, a segment, a labelled paragraph.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Cue {
    /// When it starts; `None` when the source has no times.
    pub start: Option<Millis>,
    /// When it ends, never before `start`.
    pub end: Option<Millis>,
    /// Who speaks, as the source labels it; `None` when it doesn't say. A source that labels only
    /// changes has the label repeated here on the cues that follow.
    pub speaker: Option<String>,
    /// The source marks that a new speaker starts here without saying who: `>>`, a dialogue dash,
    /// `[SPEAKER_TURN]`.
    pub turn_mark: bool,
    /// Non-speech that the source notes before this cue.
    pub sound: Option<Sound>,
    /// The source starts a new paragraph here (an empty line in prose).
    pub paragraph: bool,
    /// The words, whitespace tokens of the text after the format is undone. Never empty, except in
    /// a last cue that carries a sound at the end.
    pub words: Vec<Word>,
}

/// One whitespace token of the source, verbatim.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Word {
    /// The token as written, punctuation included; never empty, no white space inside.
    pub text: String,
    /// When it starts, where the source times words.
    pub start: Option<Millis>,
    /// When it ends, where the source says.
    pub end: Option<Millis>,
    /// The recogniser's confidence, 0 to 1, where the source has it.
    pub confidence: Option<f32>,
}

impl Word {
    /// A word without a time.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Non-speech that captions note in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Sound {
    /// `[Music]`, `♪`: a jingle, where a part often starts or ends.
    Music,
    /// `[Applause]`, `[Cheering]`.
    Applause,
    /// `[Laughter]`.
    Laughter,
    /// `[ __ ]` (a word that YouTube hides), `[inaudible]`, `[crosstalk]`: speech is missing here.
    Missing,
    /// Any other note in brackets.
    Other,
}

impl Transcript {
    /// A transcript from its parts, for callers with a source of their own.
    pub fn new(source: Source, cues: Vec<Cue>) -> Self {
        Self { source, cues }
    }
}

impl Source {
    /// A source of which nothing is known but its name and format.
    pub fn new(file: impl Into<String>, format: Format) -> Self {
        Self {
            file: file.into(),
            format,
            title: None,
            url: None,
            channel: None,
            duration: None,
            chapters: Vec::new(),
            digest: String::new(),
        }
    }
}

impl Cue {
    /// A cue without times: the words of `text`, said by `speaker`.
    pub fn spoken(speaker: Option<&str>, text: &str) -> Self {
        Self {
            speaker: speaker.map(str::to_owned),
            words: text.split_whitespace().map(Word::new).collect(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn makes_a_title_of_a_file_name() {
        assert_eq!(readable("interview-autocaptions.txt"), "Interview autocaptions");
        assert_eq!(readable("My_Talk.en.vtt"), "My Talk");
        assert_eq!(readable("-"), "Untitled talk");
        assert_eq!(readable("Ärzte"), "Ärzte");
    }
}
