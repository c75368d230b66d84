//! JSON lists of timed segments: Whisper, `WhisperX`, whisper.cpp, youtube-transcript-api, Podcasting 2.0.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::builder::Builder;
use super::error::ReadError;
use super::json::{self, Number, Who};
use super::millis::Millis;
use super::raw::{Piece, RawCue};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    segments: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Segment<'a> {
    #[serde(default, deserialize_with = "json::or_default")]
    start: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    end: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    text: String,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker: Who,
    #[serde(default, deserialize_with = "json::or_default")]
    no_speech_prob: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    compression_ratio: Number,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    words: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Word {
    #[serde(rename = "word", default)]
    text: String,
    #[serde(default, deserialize_with = "json::or_default")]
    start: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    end: Number,
    #[serde(alias = "score", default)]
    probability: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker: Who,
}

/// Above these Whisper itself doubts a segment (`compression_ratio_threshold` and `no_speech_threshold`
/// of openai/whisper's `transcribe`).
const COMPRESSION: f64 = 2.4;
const NO_SPEECH: f64 = 0.6;
/// A text that comes this many times in a row is a loop of the recogniser.
const LOOP: usize = 5;

/// Reads Whisper and `WhisperX`; segments that the recogniser made up are left out with a warning.
pub(super) fn whisper<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let file: File<'a> = json::whole(text)?;
    let (mut last, mut repeats) = (String::new(), 0);
    for part in json::parts(text, file.segments) {
        let at = part.span();
        let Some(segment) = part.read::<Segment<'a>>(builder) else { continue };
        repeats = if segment.text == last { repeats + 1 } else { 0 };
        last.clone_from(&segment.text);
        let doubted = segment.compression_ratio.0.is_some_and(|ratio| ratio > COMPRESSION)
            && segment.no_speech_prob.0.is_some_and(|probability| probability > NO_SPEECH);
        if doubted || repeats >= LOOP {
            builder.warn("made-up", "the recogniser seems to have made this up, it is left out", at);
            continue;
        }
        let mut pieces = Vec::new();
        let mut voice = segment.speaker.name();
        let words: Vec<Word> =
            json::parts(text, segment.words).filter_map(|word| word.read::<Word>(builder)).collect();
        // Whisper's words carry their spaces, so that " well" and "-known" are one; WhisperX's have none.
        let carry_spaces = words.iter().any(|word| word.text.starts_with(' '));
        for word in words {
            let spaced = if carry_spaces { word.text } else { format!(" {}", word.text) };
            let mut piece =
                Piece::timed(spaced, word.start.seconds(), word.end.seconds()).confidence(word.probability.0);
            let speaker = word.speaker.name();
            if speaker.is_some() && speaker != voice {
                voice.clone_from(&speaker);
                piece.voice = speaker;
            }
            pieces.push(piece);
        }
        if pieces.is_empty() {
            pieces.push(Piece::new(segment.text));
        }
        let cue = RawCue::of(pieces, at).times(segment.start.seconds(), segment.end.seconds());
        builder.push(cue.speaker(segment.speaker.name()));
    }
    Ok(())
}

#[derive(Deserialize)]
struct Cpp<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    transcription: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct CppSegment {
    #[serde(default, deserialize_with = "json::or_default")]
    offsets: CppSpan,
    #[serde(default, deserialize_with = "json::or_default")]
    timestamps: CppSpan,
    #[serde(default, deserialize_with = "json::or_default")]
    text: String,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker: Who,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker_turn_next: bool,
}

#[derive(Deserialize, Default)]
struct CppSpan {
    #[serde(default, deserialize_with = "json::or_default")]
    from: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    to: Number,
}

/// Reads whisper.cpp.
pub(super) fn whisper_cpp<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let file: Cpp<'a> = json::whole(text)?;
    let mut turn = false;
    for part in json::parts(text, file.transcription) {
        let at = part.span();
        let Some(segment) = part.read::<CppSegment>(builder) else { continue };
        let mark = if std::mem::replace(&mut turn, segment.speaker_turn_next) { ">> " } else { "" };
        let cue = RawCue::new(format!("{mark}{}", segment.text.trim_start()), at);
        builder.push(
            cue.times(
                segment.offsets.from.millis().or(segment.timestamps.from.seconds()),
                segment.offsets.to.millis().or(segment.timestamps.to.seconds()),
            )
            .speaker(segment.speaker.name()),
        );
    }
    Ok(())
}

#[derive(Deserialize)]
struct Snippets<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    snippets: Vec<&'a RawValue>,
    #[serde(default, deserialize_with = "json::or_default")]
    video_id: Option<String>,
}

#[derive(Deserialize)]
struct Snippet {
    #[serde(default, deserialize_with = "json::or_default")]
    text: String,
    #[serde(default, deserialize_with = "json::or_default")]
    start: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    duration: Number,
}

/// The address of a video, if this is an id as YouTube gives them.
pub(super) fn youtube_url(id: &str) -> Option<String> {
    let is_id = id.len() == 11 && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_id.then(|| format!("https://www.youtube.com/watch?v={id}"))
}

/// Reads youtube-transcript-api, a list or an object with one. Its durations reach into the next snippet.
pub(super) fn youtube_api<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let list: Vec<&'a RawValue> = if text.trim_start().starts_with('[') {
        json::whole(text)?
    } else {
        let file: Snippets<'a> = json::whole(text)?;
        builder.url = file.video_id.as_deref().and_then(youtube_url);
        file.snippets
    };
    for part in json::parts(text, list) {
        let at = part.span();
        let Some(snippet) = part.read::<Snippet>(builder) else { continue };
        let start = snippet.start.seconds();
        let end = start.zip(snippet.duration.seconds()).map(|(start, length)| Millis(start.0 + length.0));
        builder.push(RawCue::new(snippet.text, at).times(start, end));
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Podcast {
    #[serde(default, deserialize_with = "json::or_default")]
    start_time: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    end_time: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    body: String,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker: Who,
}

/// Reads Podcasting 2.0 JSON. Segments may be single words; those of one speaker are joined.
pub(super) fn podcast<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let file: File<'a> = json::whole(text)?;
    let mut words = Vec::new();
    let mut segments = Vec::new();
    for part in json::parts(text, file.segments) {
        let at = part.span();
        segments.extend(part.read::<Podcast>(builder).map(|segment| (segment, at)));
    }
    let single =
        segments.iter().filter(|(segment, _)| segment.body.split_whitespace().nth(1).is_none()).count();
    let by_word = 2 * single > segments.len();
    let mut speaker = None;
    for (segment, at) in segments {
        let (start, end) = (segment.start_time.seconds(), segment.end_time.seconds());
        // Some writers name a speaker only where another one starts.
        speaker = segment.speaker.name().or(speaker);
        if by_word {
            words.push(super::timed_words::TimedWord {
                text: segment.body.trim().to_owned(),
                start,
                end,
                confidence: None,
                speaker: speaker.clone(),
                at,
            });
        } else {
            builder.push(RawCue::new(segment.body, at).times(start, end).speaker(speaker.clone()));
        }
    }
    super::timed_words::push(words, builder);
    Ok(())
}
