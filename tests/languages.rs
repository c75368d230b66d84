//! Talks in languages other than English: written whole, in words of their own, and true to their transcripts.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod crib;

use std::path::Path;

use crib::{Crib, SAMPLE, files};

const FIXTURES: [(&str, &str); 5] = [
    ("nakhil.srt", "ar"),
    ("orgel.vtt", "de"),
    ("faro.srt", "es"),
    ("fromage.txt", "fr"),
    ("washi.txt", "ja"),
];

fn fixture(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/languages").join(name))
        .unwrap()
}

/// The folder of a fixture that was built.
fn built(crib: &Crib, name: &str, more: &[&str]) -> String {
    crib.write(name, fixture(name));
    let output = crib.run(&[&["build", name], more].concat());
    assert_eq!(output.code, 0, "{}", output.stderr);
    format!("output/{}", name.split('.').next().unwrap())
}

#[test]
fn material_is_in_the_language_of_the_talk() {
    for (name, code) in FIXTURES {
        let crib = Crib::new(&[]);
        let folder = built(&crib, name, &[]);
        let text = ["summary.md", "cards.csv", "quiz-key.md"]
            .map(|file| format!("======== {file}\n{}", crib.read(&format!("{folder}/{file}"))))
            .concat();
        for english in [
            "Topic",
            "Starts at",
            "Quotes are",
            "Short answer",
            "What was said",
            "Made by",
            "leader",
            " word ",
        ] {
            assert!(!text.contains(english), "{english} in {name}");
        }
        insta::assert_snapshot!(code, text);
    }
}

#[test]
fn every_quote_holds() {
    for (name, _) in FIXTURES {
        let crib = Crib::new(&[]);
        let folder = built(&crib, name, &["--editions", "A,B"]);
        let verified = crib.run(&["verify", &folder]);
        assert_eq!(verified.code, 0, "{name}: {}{}", verified.stdout, verified.stderr);
    }
}

#[test]
fn one_warning_says_what_is_missing() {
    let crib = Crib::new(&[]);
    crib.write("orgel.vtt", fixture("orgel.vtt"));
    let output = crib.run(&["summary", "orgel.vtt"]);
    assert_eq!(output.stderr.matches("warning").count(), 1, "{}", output.stderr);
    assert!(output.stderr.contains("this is German"), "{}", output.stderr);
    assert!(output.stderr.contains("--lang en"), "{}", output.stderr);
    let english = crib.run(&["summary", SAMPLE]);
    assert!(!english.stderr.contains("grammar"), "{}", english.stderr);
}

#[test]
fn the_language_can_be_named() {
    let crib = Crib::new(&[("talk.txt", crib::TALK), ("crib.toml", "lang = \"de\"\n")]);
    let output = crib.run(&["summary", "talk.txt"]);
    assert!(output.stdout.contains("Erstellt mit"), "{}", output.stdout);
    assert_eq!(crib.run(&["summary", "talk.txt", "--lang", "en"]).stderr, "");
    let wrong = crib.run(&["summary", "talk.txt", "--lang", "klingon"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("`klingon` is no language that crib knows"), "{}", wrong.stderr);
}

#[test]
fn phrases_can_be_changed_and_added() {
    let crib = Crib::new(&[(
        "mine/words.toml",
        "[de]\nTopic = \"Abschnitt\"\n[en]\n\"Made by {} from {}.\" = \"By {}: {}.\"\n",
    )]);
    crib.write("orgel.vtt", fixture("orgel.vtt"));
    crib.write("talk.txt", crib::TALK);
    let german = crib.run(&["summary", "orgel.vtt", "--topics", "2", "--templates", "mine"]).stdout;
    assert!(german.contains("| Abschnitt |") && german.contains("| Anteil |"), "{german}");
    let english = crib.run(&["summary", "talk.txt", "--templates", "mine"]).stdout;
    assert!(english.contains("\nBy cribsheet "), "{english}");
    crib.write("mine/words.toml", "[de]\nTopic = 5\n");
    let wrong = crib.run(&["summary", "talk.txt", "--templates", "mine"]);
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
    assert!(wrong.stderr.contains("words.toml:2:9"), "{}", wrong.stderr);
}

#[test]
fn file_names_and_packages_take_any_script() {
    let crib = Crib::new(&[]);
    crib.write("和紙の話.txt", fixture("washi.txt"));
    crib.write("النخيل.srt", fixture("nakhil.srt"));
    let output = crib.run(&["build", "和紙の話.txt", "النخيل.srt"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    for (folder, words) in [("和紙の話", "和紙は"), ("النخيل", "النخلة")] {
        let summary = crib.read(&format!("output/{folder}/summary.md"));
        assert!(summary.contains(words), "{summary}");
        let cards = crib.read(&format!("output/{folder}/cards.csv"));
        assert!(cards.contains("{{c1::") && !cards.contains('\u{fffd}'), "{cards}");
    }
    let written = files(&crib.path("output"));
    let packages = written.iter().filter(|(name, bytes)| name.ends_with("cards.apkg") && bytes.len() > 1000);
    assert_eq!(packages.count(), 2);
}

#[test]
fn captions_without_marks_give_a_summary_and_no_cards() {
    let line =
        "el faro se construyó sobre la roca más alta de la isla y la lente llegó en barco desde la ciudad\n";
    let crib = Crib::new(&[("charla.txt", &line.repeat(30))]);
    let output = crib.run(&["build", "charla.txt"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(crib.read("output/charla/summary.md").contains("\n> "));
    assert!(!crib.read("output/charla/cards.csv").contains("{{c1::"));
}
