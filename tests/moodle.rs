//! What Moodle's question bank would read: GIFT by the npm package `gift-pegjs` under `target/`, which needs
//! node with npm (without them these tests fail, they don't pass); Aiken by the rules of Moodle's importer.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

const PARSER: &str = "gift-pegjs@1.0.2";

static MODULES: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gift");
    let ready = folder.join(PARSER.replace('@', "-"));
    if !ready.exists() {
        std::fs::create_dir_all(&folder).unwrap();
        let arguments = ["install", "--silent", "--no-save", "--prefix"];
        let made = Command::new("npm").args(arguments).arg(&folder).arg(PARSER).status();
        assert!(
            made.is_ok_and(|status| status.success()),
            "the Moodle tests need node with npm, for {PARSER}"
        );
        std::fs::write(ready, "").unwrap();
    }
    folder
});

/// What means something to GIFT, Aiken, HTML or Markdown.
const HOSTILE: [&str; 6] = [
    "~a =b #c {d} e:f \\g // h",
    "::x::[html]y{=z}",
    "%50%x -> ####y \n\n$CATEGORY: z",
    "A. b\nANSWER: B",
    "<script>&amp;\"'</script>",
    "ANSWER: C",
];

fn crib(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_crib"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The analysis of the sample with one question of each form, whose texts are spoiled by `spoil`.
fn analysis(spoil: impl Fn(&str) -> String) -> Value {
    let mut analysis: Value = serde_json::from_str(&crib(&[
        "analyze",
        "tests/fixtures/sample/lighthouses.vtt",
        "--questions",
        "12",
    ]))
    .unwrap();
    let items = analysis["quiz"]["items"].as_array_mut().unwrap();
    let choice = items.iter().find(|item| item["kind"] == "multiple_choice").unwrap().clone();
    let pair = |number: usize| {
        serde_json::json!({"number": number, "asked": format!("Which {number}?"), "letter": "A",
            "text": format!("Answer {number}"), "said": choice["options"][0]["said"]})
    };
    for kind in ["short_answer", "true_false", "matching", "ordering", "discussion"] {
        let mut item = choice.clone();
        item["kind"] = kind.into();
        match kind {
            "true_false" => item["statement"] = false.into(),
            "matching" => item["pairs"] = (1..=3).map(pair).collect(),
            "ordering" => item["key_letter"] = "B, A, C".into(),
            _ => {}
        }
        items.push(item);
    }
    let spoil_field = |value: &mut Value| {
        if let Some(text) = value.as_str() {
            *value = spoil(text).into();
        }
    };
    for item in items {
        for field in ["stem", "key", "quote", "topic_title"] {
            spoil_field(&mut item[field]);
        }
        for option in item["options"].as_array_mut().unwrap() {
            spoil_field(&mut option["text"]);
            spoil_field(&mut option["said"]["text"]);
        }
        for pair in item["pairs"].as_array_mut().unwrap() {
            spoil_field(&mut pair["asked"]);
            spoil_field(&mut pair["text"]);
        }
    }
    spoil_field(&mut analysis["source"]["title"]);
    analysis
}

fn render(template: &str, analysis: &Value) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("analysis.json");
    std::fs::write(&json, analysis.to_string()).unwrap();
    let made = folder.path().join("made");
    crib(&["render", template, json.to_str().unwrap(), "-o", made.to_str().unwrap()]);
    (folder, made)
}

/// White space as one line has it.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of HTML as our filter makes it. In the answers of matching the parser forgets to put back what it
/// put in the place of escaped characters.
fn plain(html: &Value) -> String {
    let mut text = html["text"].as_str().or(html.as_str()).unwrap().to_owned();
    for (mark, c) in
        [("126", "~"), ("061", "="), ("035", "#"), ("123", "{"), ("125", "}"), ("058", ":"), ("092", "\\")]
    {
        text = text.replace(&format!("&&{mark};"), c);
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#37;", "%")
        .replace("&#47;", "/")
        .replace("&amp;", "&")
}

fn check_gift(analysis: &Value) {
    let (_folder, file) = render("quiz.gift", analysis);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/moodle/parse.js");
    let output = Command::new("node").arg(script).arg(&*MODULES).arg(&file).output().unwrap();
    let source = std::fs::read_to_string(&file).unwrap();
    assert!(output.status.success(), "{}\n{source}", String::from_utf8_lossy(&output.stderr));
    let parsed: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let (categories, questions): (Vec<&Value>, Vec<&Value>) =
        parsed.iter().partition(|question| question["type"] == "Category");
    let items = analysis["quiz"]["items"].as_array().unwrap();
    assert_eq!((categories.len(), questions.len()), (1, items.len()), "{source}");
    for (item, question) in items.iter().zip(questions) {
        let stem = plain(&question["stem"]);
        let asked = line(item["stem"].as_str().unwrap());
        let kind = item["kind"].as_str().unwrap();
        assert!(stem == asked || kind == "ordering" && stem.starts_with(&asked), "{stem}\n{asked}");
        let expected = match kind {
            "multiple_choice" => "MC",
            "short_answer" | "ordering" => "Short",
            "true_false" => "TF",
            "matching" => "Matching",
            _ => "Essay",
        };
        assert_eq!(question["type"], expected, "{question:#}");
        let texts = |list: &Value, field: &str| -> Vec<String> {
            list.as_array().unwrap().iter().map(|each| plain(&each[field])).collect()
        };
        let shown = |list: &Value, field: &str| -> Vec<String> {
            list.as_array().unwrap().iter().map(|each| line(each[field].as_str().unwrap())).collect()
        };
        match kind {
            "multiple_choice" => {
                assert_eq!(texts(&question["choices"], "text"), shown(&item["options"], "text"));
                let right = |list: &Value, field: &str| -> Vec<bool> {
                    list.as_array().unwrap().iter().map(|each| each[field] == true).collect()
                };
                assert_eq!(right(&question["choices"], "isCorrect"), right(&item["options"], "correct"));
            }
            "matching" => {
                assert_eq!(texts(&question["matchPairs"], "subquestion"), shown(&item["pairs"], "asked"));
                assert_eq!(texts(&question["matchPairs"], "subanswer"), shown(&item["pairs"], "text"));
            }
            "true_false" => assert_eq!(question["isTrue"], item["statement"]),
            "short_answer" => {
                assert_eq!(texts(&question["choices"], "text"), [line(item["key"].as_str().unwrap())]);
            }
            _ => {}
        }
    }
}

/// Reads Aiken as `question/format/aiken/format.php` of Moodle does: a line is an answer, an option, or
/// the question. Returns questions with their options and their answer.
fn read_aiken(text: &str) -> Vec<(String, Vec<String>, char)> {
    let mut questions = Vec::new();
    let mut stem: Option<String> = None;
    let mut options: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut chars = line.chars();
        let (first, second) = (chars.next().unwrap(), chars.next());
        if let Some(answer) = line.strip_prefix("ANSWER:") {
            let letter = answer.trim();
            assert_eq!(letter.len(), 1, "{line}");
            let letter = letter.chars().next().unwrap();
            assert!(options.len() >= 2 && (letter as usize) < 'A' as usize + options.len(), "{line}");
            questions.push((
                stem.take().expect("a question before its answer"),
                std::mem::take(&mut options),
                letter,
            ));
        } else if first.is_ascii_uppercase() && matches!(second, Some('.' | ')')) {
            assert!(stem.is_some(), "an option without a question: {line}");
            assert_eq!(first as usize, 'A' as usize + options.len(), "{line}");
            options.push(line[2..].trim().to_owned());
        } else {
            assert!(stem.is_none(), "a question of two lines: {line}");
            stem = Some(line.to_owned());
        }
    }
    assert!(stem.is_none() && options.is_empty(), "a question without an answer");
    questions
}

fn check_aiken(analysis: &Value) {
    let (_folder, file) = render("quiz.aiken", analysis);
    let questions = read_aiken(&std::fs::read_to_string(file).unwrap());
    let items: Vec<&Value> = analysis["quiz"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["kind"] == "multiple_choice")
        .collect();
    assert!(!items.is_empty());
    assert_eq!(questions.len(), items.len());
    for (item, (stem, options, letter)) in items.iter().zip(questions) {
        let shown = line(item["stem"].as_str().unwrap());
        assert!(stem.ends_with(&shown), "{stem}");
        assert_eq!(options.len(), item["options"].as_array().unwrap().len());
        assert_eq!(Some(letter.to_string().as_str()), item["key_letter"].as_str());
    }
}

#[test]
fn moodle_reads_every_question() {
    let analysis = analysis(str::to_owned);
    check_gift(&analysis);
    check_aiken(&analysis);
}

#[test]
fn nothing_that_was_said_breaks_out() {
    for hostile in HOSTILE {
        check_gift(&analysis(|text| format!("{hostile} {text}")));
        check_gift(&analysis(|text| format!("{text} {hostile}")));
        check_aiken(&analysis(|text| format!("{hostile} {text}")));
        check_aiken(&analysis(|text| format!("{text} {hostile}")));
    }
}
