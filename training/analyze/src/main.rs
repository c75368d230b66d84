//! Learns and measures the analyze stage.
//!
//! ```text
//! cargo run --manifest-path training/analyze/Cargo.toml -- learn ../shared/labels    # writes src/analyze/weights/*.tsv
//! cargo run --manifest-path training/analyze/Cargo.toml -- evaluate ../shared/labels # prints the first table of RESULTS.md
//! cargo run --manifest-path training/analyze/Cargo.toml -- score ../shared/labels    # learns and measures what comes of readers' marks; needs data/drawn.jsonl
//! cargo run --manifest-path training/analyze/Cargo.toml -- intact data              # learns and measures which sentences are garbled; needs data/{drawn,misheard}.jsonl
//! cargo run --manifest-path training/analyze/Cargo.toml -- facts ../shared/labels    # how many facts of experts' cards are found
//! cargo run --manifest-path training/analyze/Cargo.toml -- cards ../shared/labels    # every card that could be made, for readers to mark
//! cargo run --manifest-path training/analyze/Cargo.toml -- statements ../shared/labels # and every statement
//! cargo run --manifest-path training/analyze/Cargo.toml -- titles ../shared/labels   # and every title
//! cargo run --manifest-path training/analyze/Cargo.toml -- passages ../shared/labels # and the passages
//! cargo run --manifest-path training/analyze/Cargo.toml -- texts ../shared/labels    # what was marked, for `training/judge`
//! cargo run --manifest-path training/analyze/Cargo.toml -- proposals data/drawn.jsonl # cards and statements of documents that nobody annotated
//! cargo run --manifest-path training/analyze/Cargo.toml -- spoken ../shared/labels   # the words that the restoration model reads
//! cargo run --manifest-path training/analyze/Cargo.toml -- queries ../shared/corpora # and the second
//! ```
//! Documents whose id has a CRC-32 divisible by 4 are for measuring only.

mod document;
mod drawn;
mod facts;
mod intact;
mod logistic;
mod marks;
mod measure;
mod proposals;
mod queries;
mod sheets;
mod spoken;
mod titles;

use std::path::{Path, PathBuf};

use cribsheet::analyze::{learning, stem};
use document::{Condition, Document};
use logistic::{Row, choose, fit};
use marks::Marked;
use titles::MarkedTitles;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, folder] = arguments.as_slice() else {
        eprintln!(
            "usage: learn LABELS | evaluate LABELS | score LABELS | intact DATA | facts LABELS | cards LABELS | statements LABELS | titles LABELS | passages LABELS | texts LABELS | proposals DOCUMENTS | spoken LABELS|TEXT | queries CORPORA"
        );
        std::process::exit(2);
    };
    let folder = Path::new(folder);
    let documents = || document::load(folder);
    match command.as_str() {
        "learn" => learn(&documents()),
        "score" => score(&documents()),
        "intact" => intact::learn(folder),
        "facts" => facts::print(&documents()),
        "cards" => sheets::cards(&documents()),
        "statements" => sheets::statements(&documents()),
        "passages" => sheets::passages(&documents()),
        "titles" => sheets::titles(&documents()),
        "proposals" => proposals::print(folder),
        "texts" => sheets::texts(&documents()),
        "spoken" => spoken::print(folder),
        "evaluate" => measure::print(&documents()),
        "queries" => queries::print(folder),
        other => {
            eprintln!("unknown command `{other}`");
            std::process::exit(2);
        }
    }
}

/// Ridge penalty: the annotations are few, the features overlap.
const RIDGE: f64 = 3.0;
/// Penalty of the numbers of a vector, which are many and small.
const MEANING_RIDGE: f64 = 15.0;
/// Penalty of all that is learned from marks.
const MARKS_RIDGE: f64 = 4.0;
/// The same for passages, of which fewer are marked.
const PASSAGES_RIDGE: f64 = 40.0;
/// Penalty of which sheet a mark is from.
const SHEET_RIDGE: f64 = 1e-3;
/// Penalty of the features of titles, by their variance.
const TITLES_RIDGE: f64 = 20.0;

/// Learns from the marks of two sheets, of whose readers some were stricter: that is a feature while learning, and none of what is learned, which speaks as
/// readers do on average.
fn learned(sheets: [&[Marked]; 2], target: fn(&Marked) -> f64, ridge: f64) -> Vec<f64> {
    let mut rows = Vec::new();
    for (sheet, marked) in [0.0, 1.0].into_iter().zip(sheets) {
        rows.extend(marked.iter().filter(|one| !one.measuring).map(|one| {
            let mut row = one.row(target(one));
            row.features.push(sheet);
            row
        }));
    }
    let last = rows[0].features.len() - 1;
    let share = rows.iter().map(|row| row.features[last]).sum::<f64>() / rows.len() as f64;
    let mut weights = fit(&rows, |at| if at == last { SHEET_RIDGE } else { ridge });
    weights[0] += share * weights.pop().unwrap_or_default();
    weights
}

fn learn(documents: &[Document]) {
    let (mut boundary, mut salience, mut phrase): (Vec<Row>, Vec<Row>, Vec<Row>) = Default::default();
    for document in documents.iter().filter(|document| !document.measuring) {
        // Learned from text as typed and from text stripped like captions: users have both.
        for condition in [Condition::Typed, Condition::Captions] {
            let example = document.example(condition);
            for (at, features) in learning::boundary_features(&example.script).into_iter().enumerate().skip(1)
            {
                boundary.push(Row { features, target: example.starts_topic(at), weight: 1.0 });
            }
            for (topic, candidates) in
                learning::phrase_features(&example.script, &example.topics).into_iter().enumerate()
            {
                let gold = example.gold_stems(topic);
                for (text, features) in candidates {
                    let stems: Vec<String> = text.split(' ').map(stem).collect();
                    let right =
                        stems.iter().filter(|stem| gold.contains(stem)).count() as f64 / stems.len() as f64;
                    phrase.push(Row { features, target: right, weight: 1.0 });
                }
            }
            let features = learning::salience_features(&example.script, &example.topics);
            for (at, features) in features.into_iter().enumerate() {
                if example.is_content(at) {
                    salience.push(Row { features, target: example.worth(at), weight: 1.0 });
                }
            }
        }
    }
    write("analyze/weights/boundary.tsv", LABELS, learning::BOUNDARY_NAMES, &fit(&boundary, |_| RIDGE));
    write("analyze/weights/phrase.tsv", LABELS, learning::PHRASE_NAMES, &fit(&phrase, |_| RIDGE));
    let names = learning::salience_names();
    let ridge = |at: usize| if names[at].starts_with("meaning_") { MEANING_RIDGE } else { RIDGE };
    write("analyze/weights/salience.tsv", LABELS, names, &fit(&salience, ridge));
}

/// Learns which cards are kept, which statements a group can talk about, which passages read well and which titles are right, and prints the tables of
/// `RESULTS.md`.
fn score(documents: &[Document]) {
    use cribsheet::compose::learning::{card_names, statement_names};
    let [cards, statements, passages] = marks::marked(documents);
    let [drawn_cards, drawn_statements, drawn_passages] = drawn::marked(&home().join("data/drawn.jsonl"));
    println!(
        "| | marked | good | of the best fifth | at least half good | of the best fifth | AUC |\n|---|--:|--:|--:|--:|--:|--:|"
    );
    let weights = learned([&cards, &drawn_cards], Marked::worth, MARKS_RIDGE);
    for (what, cards) in [("cards", &cards), ("cards of drawn documents", &drawn_cards)] {
        println!("| {what} | {} |", marks::measure(cards, Marked::worth, |card| log_odds(&weights, card)));
    }
    write("compose/cards/score.tsv", MARKS, card_names(), &weights);
    let both = [statements.as_slice(), &drawn_statements];
    let (talk, aloud) = (learned(both, Marked::talk, MARKS_RIDGE), learned(both, Marked::aloud, MARKS_RIDGE));
    let both = |statement: &Marked| f64::midpoint(statement.talk(), statement.talk() * statement.aloud());
    let score = |features: &[f64]| {
        let chance = |weights: &[f64]| 1.0 / (1.0 + libm::exp(-log_odds(weights, features)));
        chance(&talk) * chance(&aloud)
    };
    for (what, statements) in
        [("statements", &statements), ("statements of drawn documents", &drawn_statements)]
    {
        println!("| {what} | {} |", marks::measure(statements, both, score));
    }
    write("compose/quiz/discussion/talk.tsv", MARKS, statement_names(), &talk);
    write("compose/quiz/discussion/aloud.tsv", MARKS, statement_names(), &aloud);
    let both = [passages.as_slice(), &drawn_passages];
    let weights = learned(both, Marked::alone, PASSAGES_RIDGE);
    for (what, passages) in
        [("passages, alone", &passages), ("passages of drawn documents, alone", &drawn_passages)]
    {
        println!("| {what} | {} |", marks::measure(passages, Marked::alone, |one| log_odds(&weights, one)));
    }
    write("analyze/weights/reading.tsv", MARKS, learning::passage_names(), &weights);
    let weights = learned(both, Marked::worth_keeping, PASSAGES_RIDGE);
    for (what, passages) in
        [("passages, worth", &passages), ("passages of drawn documents, worth", &drawn_passages)]
    {
        println!(
            "| {what} | {} |",
            marks::measure(passages, Marked::worth_keeping, |one| log_odds(&weights, one))
        );
    }
    write("analyze/weights/worth.tsv", MARKS, learning::passage_names(), &weights);
    let titles = titles::marked(documents);
    let choices: Vec<Vec<Row>> =
        titles.iter().filter(|topic| !topic.measuring).filter_map(MarkedTitles::choice).collect();
    let mut weights = choose(&choices, TITLES_RIDGE);
    weights.insert(0, 0.0);
    println!("\n{}", titles::measure(&titles, |title| log_odds(&weights, title)));
    write("analyze/weights/title.tsv", MARKS, learning::title_names(), &weights);
}

/// Of weights with their bias first.
fn log_odds(weights: &[f64], features: &[f64]) -> f64 {
    weights[0] + features.iter().zip(&weights[1..]).map(|(feature, weight)| feature * weight).sum::<f64>()
}

/// What the tables are learned from.
const LABELS: &str =
    "90 annotated transcripts (texts of the corpora in NOTICE), those with CRC-32(id) % 4 != 0";
const MARKS: &str = "marks of readers on cards, statements, passages and titles: of the annotated transcripts those with CRC-32(id) % 4 != 0, of 1,541 others those with CRC-32(id) % 10 in 1 to 3";

/// The folder of all that is trained.
fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn write(path: &str, source: &str, features: &[impl AsRef<str>], weights: &[f64]) {
    let mut table = format!(
        "# source: {source}\n# version: 2026-11-30\n# licence: CC BY-SA 4.0\n# how made: training/analyze\n",
    );
    for (name, weight) in std::iter::once("bias").chain(features.iter().map(AsRef::as_ref)).zip(weights) {
        table.push_str(&format!("{name}\t{weight:.4}\n"));
    }
    let path = home().join("../src").join(path);
    std::fs::write(&path, table).expect("the weights folder is writable");
    eprintln!("{} written", path.display());
}
