//! What holds for whatever bytes are read.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;

use clap::ValueEnum as _;
use cribsheet::diagnostics::Warned;
use cribsheet::read::{Format, ReadOptions, Transcript, decode, read};
use proptest::prelude::*;

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Reads bytes, and checks what must be true of every transcript and every warning.
fn lawful(bytes: &[u8], format: Option<Format>) -> Option<Transcript> {
    let decoded = decode(bytes).ok()?;
    let text = decoded.output;
    let options = ReadOptions { format, ..ReadOptions::default() };
    let Warned { output: transcript, warnings, .. } = read(&text, &options).ok()?;
    for warning in decoded.warnings.iter().chain(&warnings) {
        if let Some(span) = &warning.span {
            assert!(text.get(span.clone()).is_some(), "{warning:?} is out of the text");
        }
    }
    let starts: Vec<_> = transcript.cues.iter().filter_map(|cue| cue.start).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    let words = || transcript.cues.iter().flat_map(|cue| &cue.words);
    let word_starts: Vec<_> = words().filter_map(|word| word.start).collect();
    assert!(word_starts.is_sorted(), "{word_starts:?}");
    let ends_before = |start, end| matches!((start, end), (Some(start), Some(end)) if end < start);
    for (index, cue) in transcript.cues.iter().enumerate() {
        assert!(!ends_before(cue.start, cue.end), "{cue:?}");
        let last = index + 1 == transcript.cues.len();
        assert!(!cue.words.is_empty() || last && cue.sound.is_some(), "{cue:?}");
    }
    for word in words() {
        assert!(!word.text.is_empty() && !word.text.contains(char::is_whitespace), "{word:?}");
        assert!(!ends_before(word.start, word.end), "{word:?}");
        assert!(word.confidence.is_none_or(|confidence| (0.0..=1.0).contains(&confidence)), "{word:?}");
    }
    assert!(words().next().is_some());
    Some(transcript)
}

#[test]
fn fixtures_cut_off_anywhere_are_lawful() {
    for (_, bytes) in fixtures() {
        let step = bytes.len().div_ceil(1500).max(1);
        for end in (0..bytes.len()).step_by(step) {
            lawful(&bytes[..end], None);
        }
    }
}

/// Some trouble with a file: bytes lost, doubled, swapped or changed.
#[derive(Debug, Clone)]
enum Damage {
    Delete(usize, usize),
    Double(usize, usize),
    Swap(usize, usize),
    Set(usize, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<usize>();
    prop_oneof![
        (place, 1..20_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (place, 1..200_usize).prop_map(|(at, length)| Damage::Double(at, length)),
        (place, any::<usize>()).prop_map(|(one, other)| Damage::Swap(one, other)),
        (place, any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (place, prop::sample::select(b"\n\t :-<>[]{}(),.&;\"'0159*#_\\/".to_vec()))
            .prop_map(|(at, byte)| Damage::Set(at, byte)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let size = bytes.len();
    match *damage {
        Damage::Delete(at, length) => {
            let at = at % size;
            bytes.drain(at..(at + length).min(size));
        }
        Damage::Double(at, length) => {
            let at = at % size;
            let copy = bytes[at..(at + length).min(size)].to_vec();
            bytes.splice(at..at, copy);
        }
        Damage::Swap(one, other) => bytes.swap(one % size, other % size),
        Damage::Set(at, byte) => bytes[at % size] = byte,
    }
}

fn format() -> impl Strategy<Value = Option<Format>> {
    prop::option::of(prop::sample::select(Format::value_variants().to_vec()))
}

/// Text in which the marks of formats are frequent.
const MARKED: &str = "([a-z]{1,6}|[0-9]{1,3}|[A-Z][a-z]{0,5}:|[ \\n\\t]|-->|[0-9]{1,2}:[0-9]{2}([.,][0-9]{1,4})?|<[a-z/0-9:.]{0,12}>|[-\\[\\](){}♪>&;#*_\"é\u{FEFF}\u{200B}\u{85}]|&amp;|&#[0-9]{1,4};|WEBVTT|NOTE){0,60}";

proptest! {
    #[test]
    fn any_bytes_are_lawful(bytes in prop::collection::vec(any::<u8>(), 0..400), format in format()) {
        lawful(&bytes, format);
    }

    #[test]
    fn any_text_is_lawful(text in any::<String>(), format in format()) {
        lawful(text.as_bytes(), format);
    }

    #[test]
    fn text_full_of_marks_is_lawful(text in MARKED, format in format()) {
        lawful(text.as_bytes(), format);
    }

    #[test]
    fn damaged_fixtures_are_lawful(
        file in any::<prop::sample::Index>(),
        damages in prop::collection::vec(damage(), 1..8),
        forced in format(),
    ) {
        let files = fixtures();
        let mut bytes = file.get(&files).1.clone();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        lawful(&bytes, None);
        lawful(&bytes, forced);
    }

    /// Punctuation may be a mark, and a bare number may be an index; words are always kept.
    #[test]
    fn every_word_of_plain_text_is_kept(
        lines in prop::collection::vec("[a-zé]{1,9}[,.?!]?( [a-zA-Z0-9'é-]{0,8}[a-z0-9][,.;?!]?){0,12}", 1..20),
        blank in any::<bool>(),
    ) {
        let text = lines.join(if blank { "\n\n" } else { "\n" });
        let transcript = lawful(text.as_bytes(), None).unwrap();
        let read: Vec<&str> =
            transcript.cues.iter().flat_map(|cue| &cue.words).map(|word| word.text.as_str()).collect();
        prop_assert_eq!(read, text.split_whitespace().collect::<Vec<_>>());
    }
}

/// Twice as slow for each doubling is what these finish in; what is slower would take hours.
#[test]
fn five_megabytes_on_one_line_finish() {
    const SIZE: usize = 5_000_000;
    for bit in
        ["word ", "a", "[", "( ", "<", "&amp;", "♪ ", ">> ", "- ", "0:01 ", "Ada: ", "<v Ada>b ", "{\\"]
    {
        let text = bit.repeat(SIZE / bit.len());
        lawful(text.as_bytes(), None);
        lawful(format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}").as_bytes(), None);
    }
}

#[test]
fn many_short_lines_finish() {
    const LINES: usize = 100_000;
    for line in
        ["a\n", "a\n\n", "[\n", "- a\n", "0:01\na\n", "1\n00:00:01,000 --> 00:00:02,000\na\n\n", "Ada: a\n"]
    {
        lawful(line.repeat(LINES).as_bytes(), None);
    }
}
