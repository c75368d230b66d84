//! The calls that the documentation shows work as they stand there.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;
use std::process::Command;

/// The calls of `crib` in the console blocks of a page, without comments and pagers.
fn calls(page: &str) -> Vec<String> {
    page.lines()
        .filter_map(|line| line.strip_prefix("$ crib "))
        .map(|line| line.split(['#', '|']).next().unwrap().trim().to_owned())
        .collect()
}

/// A folder with the files that the pages name: the sample in several formats.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = root.join("tests/fixtures/sample");
    std::fs::create_dir(folder.path().join("talks")).unwrap();
    for name in ["talk.vtt", "talks/one.vtt", "talks/two.vtt"] {
        std::fs::copy(sample.join("lighthouses.vtt"), folder.path().join(name)).unwrap();
    }
    std::fs::copy(sample.join("lighthouses.reference.txt"), folder.path().join("talk.txt")).unwrap();
    // The same words with times, as SRT and as the JSON of a transcriber.
    let cues: Vec<String> = std::fs::read_to_string(sample.join("lighthouses.reference.txt"))
        .unwrap()
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, text)| text).to_owned())
        .filter(|line| !line.trim().is_empty())
        .collect();
    let time = |seconds: usize| format!("00:{:02}:{:02}", seconds / 60, seconds % 60);
    let srt: Vec<String> = cues
        .iter()
        .enumerate()
        .map(|(at, text)| {
            format!("{}\n{},000 --> {},900\n{text}\n", at + 1, time(at * 20), time(at * 20 + 19))
        })
        .collect();
    std::fs::write(folder.path().join("talk.srt"), srt.join("\n")).unwrap();
    let segments: Vec<serde_json::Value> = cues
        .iter()
        .enumerate()
        .map(|(at, text)| serde_json::json!({"id": at, "start": at * 20, "end": at * 20 + 19, "text": text}))
        .collect();
    let whisper = serde_json::json!({"text": cues.join(" "), "language": "en", "segments": segments});
    std::fs::write(folder.path().join("talk.json"), whisper.to_string()).unwrap();
    folder
}

#[test]
fn the_calls_in_the_documentation_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "templates/README.md"] {
        let folder = folder();
        let calls = calls(&std::fs::read_to_string(root.join(page)).unwrap());
        assert!(calls.len() >= 2, "{page} shows no calls");
        for call in calls {
            let done = Command::new(env!("CARGO_BIN_EXE_crib"))
                .args(call.split_whitespace())
                .current_dir(folder.path())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{page}: crib {call}\n{said}");
            assert!(!said.contains("warning"), "{page}: crib {call}\n{said}");
        }
    }
}
