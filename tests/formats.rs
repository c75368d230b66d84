//! Every format has a fixture in `tests/fixtures/formats/`, and a snapshot of what is read of it.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cribsheet::diagnostics::line_column;
use cribsheet::read::{Cue, ReadOptions, Transcript, decode, read};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A transcript as a person can check it: facts, then a line a cue, then what was noticed.
fn dump(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let decoded = decode(&bytes).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let found = read(&decoded.output, &ReadOptions::new(name.as_ref(), &bytes)).unwrap();
    let source = &found.output.source;
    let mut text = format!("{}\n", source.format);
    for (what, value) in [("title", &source.title), ("url", &source.url)] {
        if let Some(value) = value {
            writeln!(text, "{what}: {value}").unwrap();
        }
    }
    for chapter in &source.chapters {
        writeln!(text, "chapter: {chapter:?}").unwrap();
    }
    for cue in &found.output.cues {
        writeln!(text, "{}", line(cue)).unwrap();
    }
    for warning in decoded.warnings.iter().chain(&found.warnings) {
        let (line, column) =
            warning.span.as_ref().map_or((0, 0), |span| line_column(&decoded.output, span.start));
        writeln!(text, "{line}:{column} {}: {}", warning.code, warning.message).unwrap();
    }
    text
}

fn line(cue: &Cue) -> String {
    let seconds = |time: Option<cribsheet::read::Millis>| {
        time.map_or("?".to_owned(), |time| time.seconds().to_string())
    };
    let mut text = String::new();
    if cue.start.is_some() || cue.end.is_some() {
        write!(text, "{}-{} ", seconds(cue.start), seconds(cue.end)).unwrap();
    }
    if let Some(speaker) = &cue.speaker {
        write!(text, "<{speaker}> ").unwrap();
    }
    if cue.turn_mark {
        text.push_str(">> ");
    }
    if let Some(sound) = cue.sound {
        write!(text, "[{sound:?}] ").unwrap();
    }
    if cue.paragraph {
        text.push_str("¶ ");
    }
    text.push('|');
    for word in &cue.words {
        write!(text, " {}", word.text).unwrap();
        if let Some(start) = word.start {
            write!(text, "@{}", start.seconds()).unwrap();
        }
        if let Some(confidence) = word.confidence {
            write!(text, "~{confidence:.2}").unwrap();
        }
    }
    text
}

fn transcript(text: &str, options: &ReadOptions) -> Transcript {
    read(text, options).unwrap().output
}

#[test]
fn every_fixture_reads_as_its_snapshot_says() {
    insta::glob!("fixtures/formats/*", |path| {
        insta::assert_snapshot!(dump(path));
    });
}

#[test]
fn forcing_the_format_that_was_found_changes_nothing() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let text = decode(&bytes).unwrap().output;
        let found = transcript(&text, &ReadOptions::new("x", &bytes));
        let mut options = ReadOptions::new("x", &bytes);
        options.format = Some(found.source.format);
        assert_eq!(transcript(&text, &options).cues, found.cues, "{}", path.display());
    }
}

#[test]
fn times_only_go_forward_and_words_are_words() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let found = transcript(&decode(&bytes).unwrap().output, &ReadOptions::new("x", &bytes));
        let starts: Vec<_> = found.cues.iter().filter_map(|cue| cue.start).collect();
        assert!(starts.is_sorted(), "{}", path.display());
        for cue in &found.cues {
            assert!(
                cue.start.is_none() || cue.end.is_none() || cue.start <= cue.end,
                "{}: {cue:?}",
                path.display()
            );
            assert!(
                cue.words
                    .iter()
                    .all(|word| !word.text.is_empty() && !word.text.contains(char::is_whitespace))
            );
        }
    }
}

#[test]
fn fixtures_cut_off_anywhere_never_panic() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        for end in 0..bytes.len() {
            if let Ok(decoded) = decode(&bytes[..end]) {
                read(&decoded.output, &ReadOptions::new("x", &bytes[..end])).ok();
            }
        }
    }
}

#[test]
fn the_sample_has_the_words_of_its_reference() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample");
    let words = |name: &str| -> Vec<String> {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let found = transcript(&decode(&bytes).unwrap().output, &ReadOptions::new(name, &bytes));
        let bare =
            |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        found
            .cues
            .iter()
            .flat_map(|cue| &cue.words)
            .map(|word| bare(&word.text))
            .filter(|word| !word.is_empty())
            .collect()
    };
    let (captions, typed) = (words("lighthouses.vtt"), words("lighthouses.reference.txt"));
    assert_eq!(captions.len(), 2814);
    // They differ by the misheard names only: every other word of the captions stands in the reference,
    // in order, with at most the length of a name between.
    let (mut at, mut misheard) = (0, 0);
    for word in &captions {
        match typed[at..].iter().take(4).position(|other| other == word) {
            Some(skipped) => at += skipped + 1,
            None => misheard += 1,
        }
    }
    assert!(misheard <= 50, "{misheard} words of the captions are not in the reference");
    assert!(typed.len() - at <= 4);
}
