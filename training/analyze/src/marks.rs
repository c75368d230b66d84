//! Cards, statements and passages that readers marked, to learn from and to measure by.
//!
//! `marks/*.tsv` have a line for each: document, hash of its text (which is the corpora's), marks, objection.

use std::collections::BTreeMap;

use cribsheet::analyze::learning::passage_features;
use cribsheet::analyze::{self, Analysis, TopicKind, analyze};
use cribsheet::compose::learning;
use cribsheet::restore::Script;

use crate::document::{Condition, Document};
use crate::logistic::Row;

const CARDS: &str = include_str!("../marks/cards.tsv");
const STATEMENTS: &str = include_str!("../marks/statements.tsv");
const PASSAGES: &str = include_str!("../marks/passages.tsv");

/// What a card is worth that one edit would make good.
const CARD_TO_FIX: f64 = 0.35;

/// A card, a statement or a passage that was marked.
pub struct Marked {
    pub measuring: bool,
    /// Index of the document.
    pub document: usize,
    pub features: Vec<f64>,
    /// What readers saw of it, the answer of a card in brackets.
    pub text: String,
    /// The fields of its mark, as in the table.
    pub mark: Vec<&'static str>,
}

impl Marked {
    /// What a card is worth, 1 when it is kept.
    pub fn worth(&self) -> f64 {
        match self.mark[0] {
            "keep" => 1.0,
            "fix" => CARD_TO_FIX,
            _ => 0.0,
        }
    }

    /// Whether a group can talk about a statement for ten minutes.
    pub fn talk(&self) -> f64 {
        f64::from(u8::from(self.mark[0] == "y"))
    }

    /// Whether a passage can be read alone.
    pub fn alone(&self) -> f64 {
        f64::from(u8::from(self.mark[0] == "y"))
    }

    /// Whether a passage says something worth keeping.
    pub fn worth_keeping(&self) -> f64 {
        f64::from(u8::from(self.mark[1] == "y"))
    }

    /// Whether a statement can be read aloud as it stands.
    pub fn aloud(&self) -> f64 {
        f64::from(u8::from(self.mark[1] == "y"))
    }

    /// An example of something to learn.
    pub fn row(&self, target: f64) -> Row {
        Row { features: self.features.clone(), target, weight: 1.0 }
    }
}

/// The marked cards, statements and passages, each text once.
pub fn marked(documents: &[Document]) -> [Vec<Marked>; 3] {
    let [mut cards, mut statements, mut passages] = [CARDS, STATEMENTS, PASSAGES].map(Marks::new);
    each(documents, |at, document, _, script, analysis| {
        let hashed = |front: &str, answer: &str| format!("{front}\t{answer}");
        let marked = |front: &str, answer: &str| cards.is_open(document, &hashed(front, answer));
        for card in learning::card_features_of(script, analysis, &marked) {
            cards.find(at, document, &hashed(&card.front, &card.answer), card.text, card.features);
        }
        for (text, features) in learning::statement_features(script, analysis) {
            statements.find(at, document, &text, text.clone(), features);
        }
        let content = analysis.topics.iter().filter(|topic| topic.kind == TopicKind::Content);
        let topics: Vec<_> = content.map(|topic| topic.sentences.clone()).collect();
        for (_, sentences, features) in passage_features(script, &analysis.salience, &topics).concat() {
            let text = script.text(sentences);
            passages.find(at, document, &text, text.clone(), features);
        }
    });
    [cards.done("cards"), statements.done("statements"), passages.done("passages")]
}

/// Goes through all documents in both conditions.
pub fn each(documents: &[Document], mut see: impl FnMut(usize, &Document, Condition, &Script, &Analysis)) {
    for (at, document) in documents.iter().enumerate() {
        for condition in [Condition::Typed, Condition::Captions] {
            let script = document.example(condition).script;
            see(at, document, condition, &script, &analyze(&script, &analyze::Options::default()));
        }
    }
}

struct Marks {
    /// By document and hash of the text.
    open: BTreeMap<(String, String), Vec<&'static str>>,
    all: usize,
    found: Vec<Marked>,
}

impl Marks {
    fn new(table: &'static str) -> Self {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let open: BTreeMap<_, _> = lines
            .map(|line| {
                let mut fields = line.split('\t');
                let mut key = || fields.next().expect("a document and a hash").to_owned();
                ((key(), key()), fields.collect())
            })
            .collect();
        Self { all: open.len(), open, found: Vec::new() }
    }

    fn is_open(&self, document: &Document, hashed: &str) -> bool {
        self.open.contains_key(&(document.name.clone(), hash(hashed)))
    }

    fn find(&mut self, at: usize, document: &Document, hashed: &str, text: String, features: Vec<f64>) {
        let Some(mark) = self.open.remove(&(document.name.clone(), hash(hashed))) else { return };
        self.found.push(Marked { measuring: document.measuring, document: at, features, text, mark });
    }

    fn done(self, what: &str) -> Vec<Marked> {
        eprintln!("{} of {} marked {what} are still made", self.found.len(), self.all);
        self.found
    }
}

/// FNV-1a.
pub fn hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// How well scores find what is good among what is measured: its share among the best fifth of every document and
/// among all, the same with what is half good, and the chance that one that is at least half good has a higher
/// score than one that isn't (AUC). `worth` is 1 for what is good, 0 for what is not good at all.
pub fn measure(marked: &[Marked], worth: impl Fn(&Marked) -> f64, score: impl Fn(&[f64]) -> f64) -> String {
    let mut by_document: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for one in marked.iter().filter(|one| one.measuring) {
        by_document.entry(one.document).or_default().push((score(&one.features), worth(one)));
    }
    let (mut best, mut all): (Vec<f64>, Vec<(f64, f64)>) = Default::default();
    for mut document in by_document.into_values() {
        document.sort_by(|a, b| b.0.total_cmp(&a.0));
        best.extend(document.iter().take(document.len().div_ceil(5)).map(|(_, worth)| *worth));
        all.extend(document);
    }
    let share = |worths: &[f64], test: fn(f64) -> bool| {
        worths.iter().filter(|worth| test(**worth)).count() as f64 / worths.len().max(1) as f64
    };
    let worths: Vec<f64> = all.iter().map(|(_, worth)| *worth).collect();
    let (good, bad): (Vec<(f64, f64)>, Vec<_>) = all.iter().copied().partition(|(_, worth)| *worth > 0.0);
    let wins: usize = good.iter().map(|good| bad.iter().filter(|bad| bad.0 < good.0).count()).sum();
    format!(
        "{} | {:.2} | {:.2} | {:.2} | {:.2} | {:.3}",
        worths.len(),
        share(&worths, |worth| worth >= 1.0),
        share(&best, |worth| worth >= 1.0),
        share(&worths, |worth| worth > 0.0),
        share(&best, |worth| worth > 0.0),
        wins as f64 / (good.len() * bad.len()).max(1) as f64,
    )
}
