//! Every format has a fixture in `tests/fixtures/formats/`, and a snapshot of what is read of it.
//!
//! A fixture whose name begins with a format, as `srt.mess.srt` does, must be found to have it.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use cribsheet::diagnostics::line_column;
use cribsheet::read::{Cue, Format, ReadError, ReadOptions, Transcript, decode, detect, read};

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

#[test]
fn fixtures_are_found_to_have_the_format_they_are_named_for() {
    let mut named = 0;
    for path in fixtures() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(format) = Format::from_str(name.split('.').next().unwrap(), false) else { continue };
        let text = decode(&std::fs::read(&path).unwrap()).unwrap().output;
        assert_eq!(detect(&text), Ok(format), "{name}");
        named += 1;
    }
    assert!(named > 40);
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’'))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

fn spoken(transcript: &Transcript) -> String {
    let words = transcript.cues.iter().flat_map(|cue| &cue.words);
    words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Replaces each misheard name of `crib.toml` by the right one, longest first.
fn correct(words: &[String], config: &str) -> Vec<String> {
    let config: toml::Table = config.parse().unwrap();
    let mut glossary: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (right, misheard) in config["glossary"].as_table().unwrap() {
        for form in misheard.as_array().unwrap() {
            glossary.push((self::words(form.as_str().unwrap()), self::words(right)));
        }
    }
    glossary.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    let mut corrected = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (length, right) = glossary
            .iter()
            .find(|(form, _)| rest.starts_with(form))
            .map_or((1, &rest[..1]), |(form, right)| (form.len(), right.as_slice()));
        corrected.extend_from_slice(right);
        rest = &rest[length..];
    }
    corrected
}

#[test]
fn the_sample_reads_as_what_was_said_apart_from_misheard_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample");
    let captions = decode(&std::fs::read(folder.join("lighthouses.vtt")).unwrap()).unwrap().output;
    let found = read(&captions, &ReadOptions::new("lighthouses.vtt", b"")).unwrap();
    assert_eq!(found.output.source.format, Format::YoutubeVtt);
    assert_eq!(found.warnings, []);
    let config = std::fs::read_to_string(folder.join("crib.toml")).unwrap();
    let reference: String = std::fs::read_to_string(folder.join("lighthouses.reference.txt"))
        .unwrap()
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, words)| words).to_owned() + "\n")
        .collect();
    assert_eq!(reference.split_whitespace().count(), 2806);
    assert_eq!(spoken(&found.output).split(' ').count(), 2814);
    let (read, said) = (correct(&words(&spoken(&found.output)), &config), words(&reference));
    let differs = read.iter().zip(&said).position(|(read, said)| read != said).unwrap_or(0);
    let near = differs.saturating_sub(5)..(differs + 5).min(read.len()).min(said.len());
    assert_eq!(read[near.clone()], said[near], "word {differs}");
    assert_eq!(read.len(), said.len());
}

fn error(bytes: &[u8], format: Option<Format>) -> (String, &'static str) {
    let error = match decode(bytes) {
        Err(error) => error,
        Ok(decoded) => {
            let mut options = ReadOptions::new("test", bytes);
            options.format = format;
            read(&decoded.output, &options).unwrap_err()
        }
    };
    let help = error.help().unwrap();
    (error.to_string(), help)
}

#[test]
fn says_what_is_wrong_with_a_file_that_gives_nothing() {
    let unfinished = "check that the download or the export has finished";
    let export = "export the transcript as text, SRT, VTT or JSON";
    let rename = "name another format with `--format`, or leave it out";
    let told = |bytes: &[u8], format, message: &str, help| {
        assert_eq!(error(bytes, format), (message.to_owned(), help));
    };
    told(b"", None, "the file is empty", unfinished);
    told(b"\xEF\xBB\xBF \r\n", None, "the file is empty", unfinished);
    told(b"%PDF-1.7 and so on", None, "this is not text: it is a PDF", export);
    told(&[0, 159, 146, 150, 1, 2, 3, 255], None, "this is not text: it looks like a binary file", export);
    told(
        b"{\"wireMagic\":\"pb3\",\"events\":[",
        None,
        "this JSON can't be read: EOF while parsing a list",
        unfinished,
    );
    told(
        b"{\"cats\":[],\"dogs\":2}",
        None,
        "this JSON is no transcript that is known: it has `cats`, `dogs`",
        "name the format with `--format`, or export as SRT, VTT or text",
    );
    told(
        b"WEBVTT\n\nNOTE nothing else\n",
        None,
        "nothing to read as `vtt`: looked for `start --> end` lines with text below them",
        rename,
    );
    told(
        b"hello there\n",
        Some(Format::Vtt),
        "nothing to read as `vtt`: looked for `start --> end` lines with text below them",
        rename,
    );
    told(
        b"hello there\n",
        Some(Format::Srt),
        "nothing to read as `srt`: looked for `start --> end` lines with text below them",
        rename,
    );
    told(
        b"hello there\n",
        Some(Format::WhisperLog),
        "nothing to read as `whisper-log`: looked for lines such as `[00:00.000 --> 00:03.440] text`",
        rename,
    );
    told(b"{\"events\":[]}", None, "nothing to read as `json3`: looked for `events` with `segs`", rename);
    assert!(matches!(
        read("hello there", &ReadOptions { format: Some(Format::Json3), ..ReadOptions::default() }),
        Err(ReadError::Json { .. })
    ));
}
