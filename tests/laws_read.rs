//! What holds for whatever bytes are read.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod laws;

use std::path::Path;

use clap::ValueEnum as _;
use cribsheet::read::{Format, ReadError, ReadOptions, read};
use laws::lawful;
use proptest::prelude::*;

/// A file of every format, and files in languages whose characters have several bytes.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<(String, Vec<u8>)> = ["formats", "languages"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(fixtures.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn fixtures_cut_off_at_every_byte_are_lawful() {
    for (_, bytes) in fixtures() {
        for end in 0..bytes.len() {
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
        // "flat'cause" is two words.
        prop_assert!(read.len() >= text.split_whitespace().count());
        prop_assert_eq!(read.concat(), text.split_whitespace().collect::<String>());
    }
}

/// Twice as slow for each doubling is what these finish in; what is slower would take hours.
#[test]
fn a_million_words_on_one_line_finish() {
    // The shortest of these come to as many words as are read at all.
    const SIZE: usize = 2_000_000;
    for bit in
        ["word ", "a", "[", "( ", "<", "&amp;", "♪ ", ">> ", "- ", "0:01 ", "Ada: ", "<v Ada>b ", "{\\"]
    {
        let text = bit.repeat(SIZE / bit.len());
        lawful(text.as_bytes(), None);
        lawful(format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}").as_bytes(), None);
    }
}

#[test]
fn a_million_words_are_read_and_more_are_told() {
    const MOST: usize = 1_000_000;
    let read = |text: &str| read(text, &ReadOptions::default());
    assert!(read(&"word ".repeat(MOST)).is_ok());
    assert_eq!(read(&"word ".repeat(MOST + 1)), Err(ReadError::TooLong));
    let cues = "{\"text\": \"\", \"start\": 1},".repeat(MOST);
    let cues = format!("[{cues}{{\"text\": \"tea\", \"start\": 1}}]");
    assert_eq!(read(&cues), Err(ReadError::TooLong), "cues without words count as well");
}

/// What the fuzzer began with and what it once fell over: a folder for each reader, `any` for finding the format.
#[test]
fn the_corpus_of_the_fuzzer_is_lawful() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut readers = Vec::new();
    for folder in std::fs::read_dir(corpus).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let format = (name != "any").then(|| Format::from_str(&name, false).unwrap());
        for file in std::fs::read_dir(folder).unwrap() {
            lawful(&std::fs::read(file.unwrap().path()).unwrap(), format);
        }
        readers.push(name);
    }
    assert_eq!(readers.len(), Format::value_variants().len() + 1, "{readers:?}");
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
