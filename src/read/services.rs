//! JSON of transcription services that give words: Rev, AWS Transcribe, Deepgram, `AssemblyAI`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::builder::Builder;
use super::error::ReadError;
use super::json::{self, Number, Part, Who};
use super::millis::Millis;
use super::raw::RawCue;
use super::timed_words::{self, TimedWord, attach};

#[derive(Deserialize)]
struct Rev<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    speakers: Vec<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    monologues: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct RevSpeaker {
    #[serde(default, deserialize_with = "json::or_default")]
    id: Who,
    #[serde(default, deserialize_with = "json::or_default")]
    name: Who,
}

#[derive(Deserialize)]
struct Monologue<'a> {
    #[serde(default, deserialize_with = "json::or_default")]
    speaker: Who,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    elements: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Element {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default, deserialize_with = "json::or_default")]
    value: String,
    #[serde(default, deserialize_with = "json::or_default")]
    ts: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    end_ts: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    confidence: Number,
}

/// Reads Rev JSON; punctuation is an element of its own.
pub(super) fn rev<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let file: Rev<'a> = json::whole(text)?;
    let names: BTreeMap<String, String> = json::parts(text, file.speakers)
        .filter_map(|part| part.read::<RevSpeaker>(builder))
        .filter_map(|speaker| Some((speaker.id.name()?, speaker.name.name()?)))
        .collect();
    for part in json::parts(text, file.monologues) {
        let Some(monologue) = part.read::<Monologue<'a>>(builder) else { continue };
        let speaker = monologue.speaker.name().map(|id| names.get(&id).cloned().unwrap_or(id));
        let mut words: Vec<TimedWord> = Vec::new();
        for element in json::parts(text, monologue.elements) {
            let at = element.span();
            let Some(element) = element.read::<Element>(builder) else { continue };
            if element.kind == "punct" {
                attach(&mut words, &element.value);
            } else {
                words.push(TimedWord {
                    text: element.value,
                    start: element.ts.seconds(),
                    end: element.end_ts.seconds(),
                    confidence: element.confidence.0,
                    speaker: speaker.clone(),
                    at,
                });
            }
        }
        timed_words::push(words, builder);
    }
    Ok(())
}

#[derive(Deserialize)]
struct Aws<'a> {
    #[serde(borrow)]
    results: AwsResults<'a>,
}

#[derive(Deserialize)]
struct AwsResults<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    items: Vec<&'a RawValue>,
    #[serde(default, deserialize_with = "json::or_default")]
    transcripts: Vec<AwsText>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    speaker_labels: AwsLabels<'a>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    channel_labels: AwsChannels<'a>,
}

#[derive(Deserialize)]
struct AwsText {
    #[serde(default, deserialize_with = "json::or_default")]
    transcript: String,
}

#[derive(Deserialize, Default)]
struct AwsLabels<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    segments: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct AwsSegment {
    #[serde(default, deserialize_with = "json::or_default")]
    start_time: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker_label: Who,
}

#[derive(Deserialize, Default)]
struct AwsChannels<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    channels: Vec<AwsChannel<'a>>,
}

#[derive(Deserialize)]
struct AwsChannel<'a> {
    #[serde(default, deserialize_with = "json::or_default")]
    channel_label: Who,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    items: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct AwsItem {
    #[serde(default, deserialize_with = "json::or_default")]
    start_time: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    end_time: Number,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker_label: Who,
    #[serde(default, deserialize_with = "json::or_default")]
    alternatives: Vec<AwsAlternative>,
}

#[derive(Deserialize)]
struct AwsAlternative {
    #[serde(default, deserialize_with = "json::or_default")]
    confidence: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    content: String,
}

/// Reads AWS Transcribe; numbers are strings, punctuation has no time, speakers stand in segments or, by
/// channel, around the items.
pub(super) fn aws<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let results = json::whole::<Aws<'a>>(text)?.results;
    let mut segments: Vec<(Millis, Option<String>)> = json::parts(text, results.speaker_labels.segments)
        .filter_map(|part| part.read::<AwsSegment>(builder))
        .filter_map(|segment| Some((segment.start_time.seconds()?, segment.speaker_label.name())))
        .collect();
    segments.sort();
    let speaker_at = |time: Option<Millis>| {
        let after = segments.partition_point(|(start, _)| Some(*start) <= time);
        segments[..after].last().and_then(|(_, name)| name.clone())
    };
    let mut words: Vec<TimedWord> = Vec::new();
    if results.channel_labels.channels.is_empty() {
        for part in json::parts(text, results.items) {
            add_item(part, builder, &mut words, |item, start| {
                item.speaker_label.name().or_else(|| speaker_at(start))
            });
        }
    } else {
        for channel in results.channel_labels.channels {
            let name = channel.channel_label.name();
            for part in json::parts(text, channel.items) {
                add_item(part, builder, &mut words, |_, _| name.clone());
            }
        }
        // Channels come one after the other; who spoke first stands first.
        words.sort_by_key(|word| word.start);
    }
    if words.is_empty() {
        results.transcripts.into_iter().for_each(|text| builder.push(RawCue::new(text.transcript, 0..0)));
    }
    timed_words::push(words, builder);
    Ok(())
}

fn add_item(
    part: Part<'_>,
    builder: &mut Builder<'_>,
    words: &mut Vec<TimedWord>,
    speaker: impl Fn(&AwsItem, Option<Millis>) -> Option<String>,
) {
    let at = part.span();
    let Some(item) = part.read::<AwsItem>(builder) else { return };
    let Some(best) = item.alternatives.first() else { return };
    if item.kind == "punctuation" {
        attach(words, &best.content);
        return;
    }
    let start = item.start_time.seconds();
    words.push(TimedWord {
        text: best.content.clone(),
        start,
        end: item.end_time.seconds(),
        confidence: best.confidence.0,
        speaker: speaker(&item, start),
        at,
    });
}

#[derive(Deserialize)]
struct Deepgram<'a> {
    #[serde(borrow)]
    results: DeepgramResults<'a>,
}

#[derive(Deserialize)]
struct DeepgramResults<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    channels: Vec<DeepgramChannel<'a>>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    utterances: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct DeepgramChannel<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    alternatives: Vec<DeepgramAlternative<'a>>,
}

#[derive(Deserialize)]
struct DeepgramAlternative<'a> {
    #[serde(default, deserialize_with = "json::or_default")]
    transcript: String,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    words: Vec<&'a RawValue>,
}

/// A word of Deepgram or `AssemblyAI`, or an utterance of one of them.
#[derive(Deserialize)]
struct Said {
    #[serde(alias = "word", alias = "transcript", default)]
    text: String,
    #[serde(default, deserialize_with = "json::or_default")]
    punctuated_word: Option<String>,
    #[serde(default, deserialize_with = "json::or_default")]
    start: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    end: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    confidence: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    speaker: Who,
}

impl Said {
    fn word(self, unit: fn(Number) -> Option<Millis>, at: std::ops::Range<usize>) -> TimedWord {
        TimedWord {
            text: self.punctuated_word.unwrap_or(self.text),
            start: unit(self.start),
            end: unit(self.end),
            confidence: self.confidence.0,
            speaker: self.speaker.name(),
            at,
        }
    }
}

/// Reads Deepgram: words of the first alternative, else utterances.
pub(super) fn deepgram<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let results = json::whole::<Deepgram<'a>>(text)?.results;
    let best: Vec<DeepgramAlternative<'a>> =
        results.channels.into_iter().filter_map(|channel| channel.alternatives.into_iter().next()).collect();
    let mut words: Vec<TimedWord> = Vec::new();
    let (mut plain, channels) = (Vec::new(), best.len());
    for (channel, alternative) in best.into_iter().enumerate() {
        for part in json::parts(text, alternative.words) {
            let at = part.span();
            if let Some(said) = part.read::<Said>(builder) {
                let mut word = said.word(Number::seconds, at);
                if channels > 1 {
                    word.speaker.get_or_insert(format!("Channel {channel}"));
                }
                words.push(word);
            }
        }
        plain.push(alternative.transcript);
    }
    words.sort_by_key(|word| word.start);
    if words.is_empty() && results.utterances.is_empty() {
        for text in plain {
            builder.push(RawCue::new(text, 0..0));
        }
    } else if words.is_empty() {
        utterances(text, results.utterances, Number::seconds, builder);
    }
    timed_words::push(words, builder);
    Ok(())
}

fn utterances<'a>(
    text: &'a str,
    list: Vec<&'a RawValue>,
    unit: fn(Number) -> Option<Millis>,
    builder: &mut Builder<'a>,
) {
    for part in json::parts(text, list) {
        let at = part.span();
        if let Some(said) = part.read::<Said>(builder) {
            let (start, end, speaker) = (unit(said.start), unit(said.end), said.speaker.name());
            builder.push(RawCue::new(said.text, at).times(start, end).speaker(speaker));
        }
    }
}

#[derive(Deserialize)]
struct Assembly<'a> {
    #[serde(default, deserialize_with = "json::or_default")]
    text: Option<String>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    utterances: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    words: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    chapters: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct AssemblyChapter {
    #[serde(default, deserialize_with = "json::or_default")]
    start: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    headline: String,
    #[serde(default, deserialize_with = "json::or_default")]
    gist: String,
}

#[derive(Deserialize)]
struct AssemblyUtterance<'a> {
    #[serde(borrow, default, deserialize_with = "json::or_default")]
    words: Vec<&'a RawValue>,
}

/// Reads `AssemblyAI`, whose times are milliseconds: utterances (their words, where they have them), else words.
pub(super) fn assemblyai<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let file: Assembly<'a> = json::whole(text)?;
    for part in json::parts(text, file.chapters.unwrap_or_default()) {
        let Some(chapter) = part.read::<AssemblyChapter>(builder) else { continue };
        let title = if chapter.gist.is_empty() { chapter.headline } else { chapter.gist };
        builder.chapter(chapter.start.millis(), &title);
    }
    let utterances = file.utterances.unwrap_or_default();
    let mut lists: Vec<&'a RawValue> = Vec::new();
    for &raw in &utterances {
        if let Ok(utterance) = serde_json::from_str::<AssemblyUtterance<'a>>(raw.get()) {
            lists.extend(utterance.words);
        }
    }
    if lists.is_empty() && !utterances.is_empty() {
        self::utterances(text, utterances, Number::millis, builder);
        return Ok(());
    }
    if lists.is_empty() {
        lists = file.words.unwrap_or_default();
    }
    if lists.is_empty() {
        builder.push(RawCue::new(file.text.unwrap_or_default(), 0..0));
    }
    let mut words = Vec::with_capacity(lists.len());
    for part in json::parts(text, lists) {
        let at = part.span();
        words.extend(part.read::<Said>(builder).map(|said| said.word(Number::millis, at)));
    }
    timed_words::push(words, builder);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read};

    #[test]
    fn takes_null_for_missing() {
        let files = [
            r#"{"results":{"utterances":null,"channels":[{"alternatives":[{"transcript":"Four hours.","words":null}]}]}}"#,
            r#"{"results":{"speaker_labels":null,"channel_labels":null,"transcripts":[{"transcript":"Four hours."}],"items":null}}"#,
            r#"{"speakers":null,"monologues":[{"speaker":null,"elements":[{"type":"text","value":"Four hours."}]}]}"#,
        ];
        for file in files {
            let found = read(file, &ReadOptions::default()).unwrap().output;
            let words: Vec<&str> = found.cues[0].words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(words.join(" "), "Four hours.", "{file}");
        }
    }

    #[test]
    fn skips_a_bad_part_and_reads_the_rest() {
        let files = [
            r#"{"text":"Four hours.","chapters":[7],"words":[{"text":"Four","start":0,"end":9},{"text":"hours.","start":9,"end":20}]}"#,
            r#"{"results":{"speaker_labels":{"segments":["x"]},"transcripts":[{"transcript":"Four hours."}],"items":[{"type":"pronunciation","start_time":"0.1","end_time":"0.2","alternatives":[{"content":"Four"}]},{"type":"pronunciation","start_time":"0.2","end_time":"0.4","alternatives":[{"content":"hours."}]}]}}"#,
            r#"{"speakers":[5],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Four"},{"type":"punct","value":" "},{"type":"text","value":"hours."}]}]}"#,
        ];
        for file in files {
            let found = read(file, &ReadOptions::default()).unwrap();
            let words: Vec<&str> = found.output.cues[0].words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(words.join(" "), "Four hours.", "{file}");
            assert_eq!(found.warnings.len(), 1, "{file}");
        }
    }
}
