//! What Anki's own backend does with the cards: the `PyPI` package `anki`, in a virtual environment
//! under `target/`. Needs python3 with venv; without it these tests fail, they don't pass.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::{Value, json};

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

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sample/lighthouses.vtt");

/// The languages of Anki that are tried, with the names of the stock note types in them.
const LANGUAGES: [(&str, &str); 2] = [("en", "Basic,Cloze"), ("fr", "Basique,Texte à trous")];

/// The note types of our packages, for `--note-types`.
const OWN: [&str; 2] = ["--note-types", "Cribsheet Basic,Cribsheet Cloze"];

/// A folder for files of ours.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes the cards of the sample to a file.
    fn cards(&self, name: &str, arguments: &[&str]) -> String {
        self.crib(&[&["cards", SAMPLE, "-o", name], arguments].concat());
        self.path(name)
    }

    /// The same package, made again and kept under another name.
    fn package(&self, name: &str, arguments: &[&str]) -> String {
        let made = self.cards("cards.apkg", &[&["--to", "apkg"], arguments].concat());
        std::fs::copy(made, self.path(name)).unwrap();
        self.path(name)
    }

    fn crib(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_crib"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// A folder of templates with another line about the source: every card changes.
    fn templates(&self) -> String {
        let folder = self.path("templates");
        std::fs::create_dir_all(&folder).unwrap();
        let part = Path::new(&folder).join("_card-source.html.j2");
        std::fs::write(part, "(changed) {{ card | place }} {{- \"\" -}}").unwrap();
        folder
    }
}

/// What became of a collection.
struct Report(Value);

impl Report {
    /// The number of a step's notes that were `what`; nothing else may have happened to any.
    fn only(&self, step: usize, what: &str) -> u64 {
        let counts = self.0["steps"][step].as_object().unwrap();
        for (name, count) in counts {
            assert!(name == what || count == 0, "step {step}: {count} are {name}, not {what}");
        }
        counts[what].as_u64().unwrap()
    }

    fn notes(&self) -> &Vec<Value> {
        self.0["notes"].as_array().unwrap()
    }

    fn note(&self, guid: &str) -> &Value {
        self.notes().iter().find(|note| note["guid"] == guid).unwrap()
    }

    /// Every note has one GUID, and every card shows a question, with a gap if it should, and an
    /// answer.
    fn is_sound(&self) {
        assert_eq!(self.0["sound"], true);
        let mut guids: Vec<&str> = self.notes().iter().map(|note| note["guid"].as_str().unwrap()).collect();
        guids.sort_unstable();
        guids.dedup();
        assert_eq!(guids.len(), self.notes().len(), "a GUID is there twice");
        for note in self.notes() {
            let cards = note["cards"].as_array().unwrap();
            assert!(!cards.is_empty(), "{note:#}");
            for card in cards {
                let question = card["question"].as_str().unwrap();
                let is_gap = question.contains("class=\"cloze\"");
                assert!(note["is_cloze"] == is_gap && !question.contains("No cloze"), "{note:#}");
                assert_ne!(card["answer_text"], "", "{note:#}");
            }
        }
    }
}

/// Does things in Anki, in an empty collection; an import is `["csv", path]` or `["apkg", path]`.
fn anki(language: &str, steps: &[Value]) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/anki/session.py");
    let mut child = Command::new(&*PYTHON)
        .arg(script)
        .arg(language)
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(json!(steps).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = Report(serde_json::from_slice(&output.stdout).unwrap());
    report.is_sound();
    report
}

#[test]
fn a_csv_adds_every_card_once_and_updates_in_place() {
    let desk = Desk::new();
    let templates = desk.templates();
    for (language, types) in LANGUAGES {
        let types = ["--note-types", types];
        let first = desk.cards("cards.csv", &types);
        let changed = desk.cards("changed.csv", &[&types[..], &["--templates", &templates]].concat());
        let report = anki(language, &[json!(["csv", first]), json!(["csv", first]), json!(["csv", changed])]);
        let count = report.only(0, "new");
        assert!(count >= 6, "a quarter of an hour gives at least six cards");
        assert_eq!(report.only(1, "duplicate"), count, "a second import changes nothing");
        assert_eq!(report.only(2, "updated"), count, "a change of a template reaches every note");
        assert_eq!(report.notes().len() as u64, count);
        for note in report.notes() {
            let name = usize::from(note["is_cloze"] == true);
            assert_eq!(note["type"], types[1].split(',').nth(name).unwrap());
            assert!(note["fields"][1].as_str().unwrap().contains("(changed)"));
        }
    }
}

#[test]
fn a_package_adds_every_card_once_and_updates_in_place() {
    let desk = Desk::new();
    let first = desk.package("1.apkg", &[]);
    let again = desk.package("2.apkg", &[]);
    assert!(std::fs::read(&first).unwrap() == std::fs::read(&again).unwrap(), "two runs give the same bytes");
    let changed = desk.package("3.apkg", &["--templates", &desk.templates()]);
    for (language, _) in LANGUAGES {
        let steps = [&first, &again, &changed, &first].map(|path| json!(["apkg", path]));
        let report = anki(language, &steps);
        let count = report.only(0, "new");
        assert!(count >= 6);
        assert_eq!(report.only(1, "duplicate"), count, "a second import changes nothing");
        assert_eq!(report.only(2, "updated"), count, "a change of a template reaches every note");
        assert_eq!(report.only(3, "duplicate"), count, "an older package changes nothing");
        assert_eq!(report.notes().len() as u64, count);
        for note in report.notes() {
            let fields = note["fields"].as_array().unwrap();
            assert!(fields[4].as_str().unwrap().starts_with("(changed)"));
            assert_eq!(fields[5], note["guid"], "the last field is the id");
            let topic = note["cards"][0]["deck"].as_str().unwrap();
            assert!(topic.contains("Lighthouses") && topic.contains("::0"), "a deck for each topic: {topic}");
            assert_eq!(note["type"].as_str().unwrap().split(' ').next(), Some("Cribsheet"));
        }
    }
}

#[test]
fn what_the_person_did_is_kept() {
    let desk = Desk::new();
    let first = desk.package("1.apkg", &[]);
    let changed = desk.package("2.apkg", &["--templates", &desk.templates()]);
    let guid = any_guid(&first);
    let by_hand = [
        json!(["apkg", first]),
        json!(["edit", guid, 1, "my own words"]),
        json!(["move", guid, "Elsewhere"]),
        json!(["apkg", changed]),
    ];
    let report = anki("en", &by_hand);
    let note = report.note(&guid);
    assert_eq!(note["fields"][1], "my own words", "an edit is later than any package");
    assert_eq!(note["cards"][0]["deck"], "Elsewhere");
    assert_eq!(note["cards"][0]["suspended"], true);
    assert_eq!(report.0["steps"][3]["duplicate"], 1);
    assert_eq!(report.0["steps"][3]["updated"].as_u64().unwrap() + 1, report.notes().len() as u64);

    let csv = desk.cards("cards.csv", &[]);
    let changed = desk.cards("changed.csv", &["--templates", &desk.templates()]);
    let kept = desk.cards("kept.csv", &["--templates", &desk.templates(), "--on-match", "keep"]);
    for (file, edit_stays) in [(&changed, false), (&kept, true)] {
        let steps = [
            json!(["csv", csv]),
            json!(["edit", guid, 1, "my own words"]),
            json!(["tag", guid, "mine"]),
            json!(["move", guid, "Elsewhere"]),
            json!(["csv", file]),
        ];
        let report = anki("en", &steps);
        let note = report.note(&guid);
        assert_eq!(note["fields"][1] == "my own words", edit_stays);
        assert!(
            note["tags"].as_array().unwrap().contains(&json!("mine")),
            "the tags are global, so they add"
        );
        assert_eq!(note["cards"][0]["deck"], "Elsewhere");
        assert_eq!(note["cards"][0]["suspended"], true);
    }
}

#[test]
fn a_package_that_keeps_changes_no_note() {
    let desk = Desk::new();
    let first = desk.package("1.apkg", &[]);
    let kept = desk.package("2.apkg", &["--templates", &desk.templates(), "--on-match", "keep"]);
    let report = anki("en", &[json!(["apkg", first]), json!(["apkg", kept])]);
    assert_eq!(report.only(1, "duplicate"), report.only(0, "new"));
}

#[test]
fn a_csv_for_our_note_types_updates_what_a_package_added() {
    let desk = Desk::new();
    let package = desk.package("1.apkg", &[]);
    let same = desk.cards("same.csv", &OWN);
    let changed = desk.cards("changed.csv", &[&OWN[..], &["--templates", &desk.templates()]].concat());
    for (language, _) in LANGUAGES {
        let report = anki(
            language,
            &[
                json!(["apkg", package]),
                json!(["csv", same]),
                json!(["csv", changed]),
                json!(["apkg", package]),
            ],
        );
        let count = report.only(0, "new");
        assert_eq!(report.only(1, "duplicate"), count, "both say the same");
        assert_eq!(report.only(2, "updated"), count);
        assert_eq!(report.only(3, "duplicate"), count, "the older package changes nothing");
        assert_eq!(report.notes().len() as u64, count);
    }
}

#[test]
fn package_and_csv_for_stock_note_types_never_make_copies() {
    let desk = Desk::new();
    let package = desk.package("1.apkg", &[]);
    for (language, types) in LANGUAGES {
        let csv = desk.cards("cards.csv", &["--note-types", types]);
        for (first, second) in [(["apkg", &package], ["csv", &csv]), (["csv", &csv], ["apkg", &package])] {
            let report = anki(language, &[json!(first), json!(second)]);
            // Anki never moves a note to another type: the first one stays.
            assert_eq!(report.only(1, "conflicting"), report.only(0, "new"));
            assert_eq!(report.notes().len() as u64, report.only(0, "new"));
        }
    }
}

#[test]
fn a_spreadsheet_does_no_harm() {
    let desk = Desk::new();
    let ours = desk.cards("cards.csv", &[]);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&ours).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let width = rows.iter().map(csv::StringRecord::len).max().unwrap();
    let mut writer = csv::WriterBuilder::new().from_path(desk.path("sheet.csv")).unwrap();
    for mut row in rows {
        row.extend(std::iter::repeat_n("", width - row.len()));
        writer.write_record(&row).unwrap();
    }
    writer.flush().unwrap();
    let report = anki("en", &[json!(["csv", ours]), json!(["csv", desk.path("sheet.csv")])]);
    assert_eq!(report.only(1, "duplicate"), report.only(0, "new"), "saved by a spreadsheet, all is the same");
}

/// The GUID of one note of a package.
fn any_guid(package: &str) -> String {
    let report = anki("en", &[json!(["apkg", package])]);
    report.notes()[0]["guid"].as_str().unwrap().to_owned()
}

#[test]
fn no_text_is_taken_for_something_else() {
    let hostile = [
        "#tags:gone",
        "tags: x",
        "=1+1",
        "-a",
        "\"quoted\"",
        "a;b:c|d,e\tf",
        "a\nb\r\nc",
        "<b>&amp;",
        "{{c1::x}}",
        "std::vec}}",
        "[sound:x.mp3]",
        "\\(x\\)",
        "🦀 שלום",
        "a\u{0}b",
        " ",
        "&nbsp;",
    ];
    let desk = Desk::new();
    desk.crib(&["analyze", SAMPLE, "-o", "analysis.json"]);
    let text = std::fs::read_to_string(desk.path("analysis.json")).unwrap();
    let mut analysis: Value = serde_json::from_str(&text).unwrap();
    // A question, whatever cards the sample makes.
    let mut model = analysis["cards"][0].clone();
    for gap in ["text", "text_before", "text_after", "hint", "lead"] {
        model[gap] = Value::Null;
    }
    let cards: Vec<Value> = hostile
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let mut card = model.clone();
            card["id"] = json!(format!("{at:016}"));
            card["front"] = json!(text);
            card["back"] = json!(text);
            card["answer"] = json!(text);
            card
        })
        .collect();
    analysis["cards"] = json!(cards);
    std::fs::write(desk.path("hostile.json"), analysis.to_string()).unwrap();
    desk.crib(&["render", "cards.csv", "hostile.json", "-o", "hostile.csv"]);
    let report = anki("en", &[json!(["csv", desk.path("hostile.csv")])]);
    assert_eq!(report.only(0, "new") as usize, hostile.len());
    for (at, text) in hostile.iter().enumerate() {
        let front = report.note(&format!("{at:016}"))["cards"][0]["question"].as_str().unwrap();
        let shown = front.split("<br><br>").next().unwrap().rsplit("</style>").next().unwrap();
        let expected = text.replace(['\n', '\t'], " ").replace(['\r', '\0'], "");
        let unescaped = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&#58;", ":"),
            ("&#123;", "{"),
            ("&#125;", "}"),
            ("&#91;", "["),
            ("&#93;", "]"),
            ("&#61;", "="),
            ("&#45;", "-"),
            // What keeps commands of MathJax apart is not seen.
            ("&#8288;", ""),
            ("&amp;", "&"),
        ];
        let shown =
            unescaped.iter().fold(shown.to_owned(), |text, (entity, mark)| text.replace(entity, mark));
        assert_eq!(shown.trim(), expected.trim(), "row {at}");
    }
}
