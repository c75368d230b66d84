//! The calls that the documentation shows work as they stand there.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;
use std::process::Command;

/// The calls of `crib` in the console blocks of a page, without comments and pagers, and the output that is shown.
fn calls(page: &str) -> Vec<(String, Vec<String>)> {
    let mut calls: Vec<(String, Vec<String>)> = Vec::new();
    let mut within = false;
    for line in page.lines() {
        if line.starts_with("```") {
            within = line == "```console";
        } else if let Some(call) = line.strip_prefix("$ ") {
            let call = call.strip_prefix("crib ").unwrap_or_default();
            calls.push((call.split(['#', '|']).next().unwrap().trim().to_owned(), Vec::new()));
        } else if within && let Some((_, shown)) = calls.last_mut() {
            shown.push(line.to_owned());
        }
    }
    calls.retain(|(call, _)| !call.is_empty());
    calls
}

/// Cards with two mistakes.
const DECK: &str = "\
#separator:Comma
#html:false
Who had the idea of a lens cut into rings?,Buffon
Is mercury used in lighthouses?,Yes
Who had the idea of a lens cut into rings?,Fresnel
";

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
    std::fs::write(folder.path().join("deck.csv"), DECK).unwrap();
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
        for (call, shown) in calls {
            // Quotes are the shell's.
            let done = Command::new("sh")
                .args(["-c", &format!("\"$CRIB\" {call}")])
                .env("CRIB", env!("CARGO_BIN_EXE_crib"))
                .current_dir(folder.path())
                .output()
                .unwrap();
            let (out, said) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
            // `lint` exits with 1 when it finds something.
            assert!(done.status.success() || call.starts_with("lint"), "{page}: crib {call}\n{said}");
            assert!(!said.contains("warning:"), "{page}: crib {call}\n{said}");
            if !shown.is_empty() {
                let printed: Vec<&str> = out.lines().chain(said.lines()).collect();
                assert_eq!(printed, shown, "{page}: crib {call}");
            }
        }
    }
}
