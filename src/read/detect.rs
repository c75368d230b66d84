//! Tells formats apart by their content, never by the name of the file.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::builder::LabelPolicy;
use super::error::ReadError;
use super::format::Format;
use super::labels::Census;
use super::lines::filled_lines;
use super::{descript, otter, panel, rev_txt, zoom_txt};
use super::{json, log, markdown, time};

/// How many lines are looked at for forms that show at once.
const FIRST_LINES: usize = 40;

/// Finds the format of a decoded text.
///
/// # Errors
///
/// [`ReadError::Json`] when the text begins as JSON and has a mistake, [`ReadError::UnknownJson`] when
/// it is JSON of another kind.
pub fn detect(text: &str) -> Result<Format, ReadError> {
    let start = text.trim_start().trim_start_matches('\u{FEFF}').trim_start();
    if start.starts_with("WEBVTT") {
        return Ok(if has_youtube_words(start) { Format::YoutubeVtt } else { Format::Vtt });
    }
    if start.starts_with('<')
        && let Some(format) = markup(start)
    {
        return Ok(format);
    }
    if start.starts_with(['{', '[']) {
        match serde_json::from_str::<&RawValue>(start) {
            Ok(_) => return json_keys(start),
            Err(_) if looks_like_json(start) => return json::whole::<&RawValue>(text).and(json_keys(start)),
            Err(_) => {}
        }
    }
    Ok(lines(start))
}

/// How labels are to be looked for in a format.
pub(super) fn policy(format: Format, forced: bool) -> LabelPolicy {
    match format {
        Format::Labelled if forced => LabelPolicy::Force,
        Format::Plain if forced => LabelPolicy::Ignore,
        _ => LabelPolicy::Look,
    }
}

/// Word times in tags, with the colour class or the bare `<c>` that YouTube writes.
fn has_youtube_words(text: &str) -> bool {
    let timed_word = |at: usize| {
        let tag = &text[at + 1..text.floor_char_boundary(at + 40)];
        tag.split_once('>').is_some_and(|(time, rest)| time::stamp(time).is_some() && rest.starts_with("<c"))
    };
    text.match_indices("<0").any(|(at, _)| timed_word(at))
}

fn markup(text: &str) -> Option<Format> {
    const HEAD: usize = 4000;
    let head = &text[..text.floor_char_boundary(HEAD)];
    let root = |name: &str| head.contains(&format!("<{name} ")) || head.contains(&format!("<{name}>"));
    if root("timedtext") {
        return Some(if root("text") { Format::Srv1 } else { Format::Srv3 });
    }
    if root("transcript") && text.contains("<text") {
        return Some(Format::Srv1);
    }
    if root("tt") || root("tt:tt") {
        return Some(Format::Ttml);
    }
    (root("cite") || root("time")).then_some(Format::PodcastHtml)
}

fn looks_like_json(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| !c.is_whitespace());
    matches!((characters.next(), characters.next()), (Some('{'), Some('"')) | (Some('['), Some('{')))
}

type Keys<'a> = BTreeMap<String, &'a RawValue>;

fn keys(text: &str) -> Keys<'_> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The names in an object, or in the first object of a list.
fn first_keys(text: &str) -> Keys<'_> {
    let list: Vec<&RawValue> = serde_json::from_str(text).unwrap_or_default();
    list.iter().map(|raw| keys(raw.get())).find(|keys| !keys.is_empty()).unwrap_or_default()
}

fn json_keys(text: &str) -> Result<Format, ReadError> {
    let top = if text.starts_with('[') { first_keys(text) } else { keys(text) };
    let has = |name: &str| top.contains_key(name);
    let inside = |name: &str| top.get(name).map(|raw| keys(raw.get())).unwrap_or_default();
    let first = |name: &str| top.get(name).map(|raw| first_keys(raw.get())).unwrap_or_default();
    let segment = first("segments");
    let segment_has = |name: &str| segment.contains_key(name);
    let format = if has("wireMagic") || has("events") {
        Format::Json3
    } else if has("monologues") {
        Format::RevJson
    } else if inside("results").contains_key("items") || inside("results").contains_key("transcripts") {
        Format::Aws
    } else if inside("results").contains_key("channels") || inside("results").contains_key("utterances") {
        Format::Deepgram
    } else if has("utterances") || has("audio_url") || has("words") && has("text") && !has("segments") {
        Format::Assemblyai
    } else if segment_has("body") || segment_has("startTime") {
        Format::PodcastJson
    } else if has("word_segments") || segment_has("speaker") && segment_has("text") {
        Format::Whisperx
    } else if has("transcription") {
        Format::WhisperCpp
    } else if segment_has("text") || has("segments") {
        Format::WhisperJson
    } else if has("snippets") || text.starts_with('[') && has("text") && has("start") {
        Format::YoutubeApi
    } else {
        let keys: Vec<String> = top.keys().take(5).map(|key| format!("`{key}`")).collect();
        let keys = if keys.is_empty() { "no names".to_owned() } else { keys.join(", ") };
        return Err(ReadError::UnknownJson { keys });
    };
    Ok(format)
}

fn lines(text: &str) -> Format {
    let first: Vec<&str> =
        filled_lines(text).take(FIRST_LINES).map(|line| line.text.trim_end_matches('\n')).collect();
    if first.first().is_some_and(|line| line.trim() == "start\tend\ttext") {
        return Format::WhisperTsv;
    }
    let count = |test: &dyn Fn(&str) -> bool| first.iter().filter(|line| test(line)).count();
    if count(&|line| log::span(line).is_some()) > 0 {
        return Format::WhisperLog;
    }
    if count(&|line| line.contains("-->") && time::timing(line).is_some()) > 0 {
        return Format::Srt;
    }
    if count(&|line| descript::is_line(line)) * 4 >= first.len() {
        return Format::Descript;
    }
    if count(&|line| zoom_txt::is_line(line)) * 4 >= first.len() {
        return Format::ZoomTxt;
    }
    if count(&|line| rev_txt::is_header(line)) > 0 {
        return Format::RevTxt;
    }
    if otter::is_otter(text, &first) {
        return Format::Otter;
    }
    if panel::is_panel(&first) {
        return Format::YoutubePanel;
    }
    let mut census = Census::default();
    filled_lines(text).for_each(|line| census.add(&markdown::inline(line.text)));
    if census.decide(false).is_empty() { Format::Plain } else { Format::Labelled }
}
