//! What Anki's own backend does with the cards: the `PyPI` package `anki`, in a virtual environment
//! under `target/`. Needs python3 with venv; without it these tests fail, they don't pass.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// The release of Anki that the import was measured with.
const ANKI: &str = "anki==26.9.3";

static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("anki-venv");
    let python = folder.join("bin/python");
    let ready = folder.join(ANKI);
    if !ready.exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status();
        assert!(
            made.is_ok_and(|status| status.success()),
            "the Anki tests need python3 with the venv module"
        );
        let installed =
            Command::new(&python).args(["-m", "pip", "install", "--quiet", ANKI]).status().unwrap();
        assert!(installed.success(), "pip could not install {ANKI}");
        std::fs::write(ready, "").unwrap();
    }
    python
});

/// Writes the cards of a transcript with the binary and imports them into an empty collection.
fn import(transcript: &str) -> Value {
    let work = tempfile::tempdir().unwrap();
    let csv = work.path().join("cards.csv");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(transcript);
    let made = Command::new(env!("CARGO_BIN_EXE_crib"))
        .arg("cards")
        .arg(&fixture)
        .arg("-o")
        .arg(&csv)
        .status()
        .unwrap();
    assert!(made.success());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/anki/import.py");
    let output = Command::new(&*PYTHON).arg(script).arg(&csv).arg(work.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn anki_takes_every_card_and_updates_in_place() {
    let report = import("sample/lighthouses.vtt");
    let rows = report["rows"].as_u64().unwrap();
    assert!(rows >= 6, "a quarter of an hour gives at least six cards: {report:#}");
    for error in ["conflicting", "first_field_match", "missing_notetype", "missing_deck", "empty_first_field"]
    {
        for import in ["first", "second", "third"] {
            assert_eq!(report[import][error], 0, "{error} in the {import} import: {report:#}");
        }
    }
    assert_eq!(report["first"]["new"], rows, "{report:#}");
    assert_eq!(report["notes"], rows);
    assert_eq!(report["guids"], rows, "every note has a GUID of its own");
    assert_eq!(report["no_gap"], serde_json::json!([]), "every cloze card shows a gap");
    assert_eq!(report["without_answer"], serde_json::json!([]));
    assert_eq!(report["second"]["duplicate"], rows, "a second import changes nothing: {report:#}");
    assert_eq!(report["second"]["updated"], 0);
    assert_eq!(report["third"]["updated"], 1, "a changed back updates in place: {report:#}");
    assert_eq!(report["third"]["new"], 0);
    assert_eq!(report["same_note"], true);
    assert_eq!(report["took_change"], true);
}
