//! `output/` is what the README's first command writes; this keeps it true.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
        })
        .collect()
}

/// Builds the sample as the README says, with one more argument each, over the lock that is there.
fn build(arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/lighthouses/cards.lock.json");
    std::fs::create_dir(folder.path().join("lighthouses")).unwrap();
    std::fs::copy(kept, folder.path().join("lighthouses/cards.lock.json")).unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_crib"))
        .args(["build", "tests/fixtures/sample/lighthouses.vtt", "-o"])
        .arg(folder.path())
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    files(&folder.path().join("lighthouses"))
}

#[test]
fn output_is_what_the_first_command_writes() {
    let built = build(&[]);
    let kept = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("output/lighthouses"));
    for (name, text) in &built {
        assert!(
            kept.get(name) == Some(text),
            "output/lighthouses/{name} is out of date: run the README's first command"
        );
    }
    assert_eq!(built.len(), kept.len(), "output/lighthouses has files that nothing writes");
}

#[test]
fn the_readme_quotes_what_is_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let written: Vec<String> = files(&folder.join("output/lighthouses"))
        .into_values()
        .filter_map(|bytes| String::from_utf8(bytes).ok())
        .collect();
    let quoted: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .map(|line| line.trim_start_matches('#'))
        .collect();
    assert!(quoted.len() > 10);
    for line in quoted {
        assert!(
            written.iter().any(|text| text.contains(line)),
            "README.md quotes what is not in output/: {line}"
        );
    }
    let cards: Vec<Vec<&str>> = readme
        .lines()
        .skip_while(|line| *line != "| kind | front | back |")
        .skip(2)
        .take_while(|line| line.starts_with("| "))
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").collect())
        .collect();
    assert!(cards.len() > 2);
    for card in cards {
        let [kind, .., answer] = card.as_slice() else { panic!("{card:?}") };
        let made = |line: &str| {
            line.contains(&format!("\"kind\": \"{kind}\""))
                && line.contains(&format!("\"answer\": \"{answer}\""))
        };
        assert!(
            written.iter().flat_map(|text| text.lines()).any(made),
            "README.md shows a card that is not in output/: {card:?}"
        );
    }
}

#[test]
fn threads_and_runs_leave_no_trace() {
    let once = build(&["--threads", "1"]);
    assert!(once == build(&["--threads", "2"]));
    assert!(once == build(&["--threads", "2"]));
}
