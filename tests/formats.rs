//! Each fixture of `tests/fixtures/formats` is read, and what comes out is compared with a snapshot.
//!
//! A fixture is named `FORMAT.what-it-shows.extension`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use cribsheet::diagnostics::{Diagnostic, line_column};
use cribsheet::read::{
    ChapterStart, Cue, Format, Millis, ReadError, ReadOptions, Transcript, Word, decode, detect, read,
};

fn millis(time: Option<Millis>) -> String {
    time.map_or_else(|| "_".to_owned(), |time| format!("{time}.{:03}", time.0 % 1000))
}

fn word(word: &Word) -> String {
    let mut shown = word.text.clone();
    if word.start.is_some() || word.end.is_some() {
        let end = word.end.map(|end| format!("..{}", end.0)).unwrap_or_default();
        let start = word.start.map_or_else(|| "_".to_owned(), |start| start.0.to_string());
        write!(shown, "@{start}{end}").unwrap();
    }
    if let Some(confidence) = word.confidence {
        write!(shown, "%{confidence:.2}").unwrap();
    }
    shown
}

fn cue(cue: &Cue) -> String {
    let mut line = String::new();
    if cue.start.is_some() || cue.end.is_some() {
        write!(line, "{}-{} ", millis(cue.start), millis(cue.end)).unwrap();
    }
    if let Some(speaker) = &cue.speaker {
        write!(line, "{{{speaker}}} ").unwrap();
    }
    if cue.turn_mark {
        line.push_str("turn ");
    }
    if let Some(sound) = cue.sound {
        write!(line, "{sound:?} ").unwrap();
    }
    if cue.paragraph {
        line.push_str("para ");
    }
    let words: Vec<String> = cue.words.iter().map(word).collect();
    format!("{line}| {}", words.join(" "))
}

fn dump(transcript: &Transcript, text: &str, warnings: &[Diagnostic]) -> String {
    let source = &transcript.source;
    let mut dump = format!("format: {}\n", source.format);
    for (name, value) in [("title", &source.title), ("url", &source.url), ("channel", &source.channel)] {
        if let Some(value) = value {
            writeln!(dump, "{name}: {value}").unwrap();
        }
    }
    if source.duration.is_some() {
        writeln!(dump, "duration: {}", millis(source.duration)).unwrap();
    }
    for chapter in &source.chapters {
        let start = match chapter.start {
            ChapterStart::Time(time) => time.to_string(),
            ChapterStart::Cue(index) => format!("cue {index}"),
        };
        writeln!(dump, "chapter: {start} {}", chapter.title).unwrap();
    }
    for one in &transcript.cues {
        writeln!(dump, "{}", cue(one)).unwrap();
    }
    for warning in warnings {
        let place = warning.span.as_ref().map_or_else(String::new, |span| {
            let ((line, column), end) = (line_column(text, span.start), line_column(text, span.end));
            format!("{line}:{column}-{}:{}: ", end.0, end.1)
        });
        write!(dump, "warning[{}]: {place}{}", warning.code, warning.message).unwrap();
        writeln!(
            dump,
            "{}",
            warning.help.as_ref().map_or_else(String::new, |help| format!(" (help: {help})"))
        )
        .unwrap();
    }
    dump
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn intended(path: &Path) -> Format {
    let name = path.file_name().unwrap().to_str().unwrap();
    let format = name.split('.').next().unwrap();
    Format::from_str(format, false).unwrap_or_else(|_| panic!("`{name}` doesn't begin with a format"))
}

fn read_path(path: &Path, format: Option<Format>) -> (String, Transcript, Vec<Diagnostic>) {
    let bytes = fs::read(path).unwrap();
    let decoded = decode(&bytes).unwrap();
    let mut options = ReadOptions::new(path.file_name().unwrap().to_str().unwrap(), &bytes);
    options.format = format;
    let read = read(&decoded.output, &options).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let warnings = decoded.warnings.into_iter().chain(read.warnings).collect();
    (decoded.output, read.output, warnings)
}

#[test]
fn every_format_reads_as_its_snapshot() {
    insta::glob!("fixtures/formats/*", |path| {
        let (text, transcript, warnings) = read_path(path, None);
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(dump(&transcript, &text, &warnings));
        });
    });
}

#[test]
fn every_fixture_is_detected_and_reads_the_same_when_forced() {
    for path in fixtures() {
        let (text, found, _) = read_path(&path, None);
        let name = path.display();
        assert_eq!(detect(&text), Ok(intended(&path)), "{name}");
        let (_, forced, _) = read_path(&path, Some(intended(&path)));
        assert_eq!(found.cues, forced.cues, "{name}");
        assert_eq!(found.source, forced.source, "{name}");
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == '-')
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
fn the_sample_reads_as_what_was_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample");
    let (_, transcript, warnings) = read_path(&folder.join("lighthouses.vtt"), None);
    assert_eq!(transcript.source.format, Format::YoutubeVtt);
    assert_eq!(warnings, []);
    let config = fs::read_to_string(folder.join("crib.toml")).unwrap();
    let reference: String = fs::read_to_string(folder.join("lighthouses.reference.txt"))
        .unwrap()
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, words)| words).to_owned() + "\n")
        .collect();
    assert_eq!(reference.split_whitespace().count(), 2814);
    let (read, said) = (correct(&words(&spoken(&transcript)), &config), words(&reference));
    let differs = read.iter().zip(&said).position(|(read, said)| read != said).unwrap_or(0);
    let near = differs.saturating_sub(5)..(differs + 5).min(read.len()).min(said.len());
    assert_eq!(read[near.clone()], said[near], "word {differs}");
    assert_eq!(read.len(), said.len());
}

/// The sample of two hours lies beside the repository, where there is one.
#[test]
fn caption_lines_with_blank_lines_are_no_paragraphs() {
    let path = Path::new("/work/shared/transcripts/interview-autocaptions.txt");
    if !path.exists() {
        return;
    }
    let (_, transcript, warnings) = read_path(path, None);
    assert_eq!(transcript.source.format, Format::Plain);
    assert_eq!(spoken(&transcript).split_whitespace().count(), 20_307);
    assert!(transcript.cues.iter().all(|cue| !cue.paragraph && cue.speaker.is_none()));
    assert_eq!(warnings, []);
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
