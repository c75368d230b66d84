//! Documents that nobody annotated, drawn by `training/judge/sentences.py`, and what readers said of what is made of them (`training/judge/marks`).

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use cribsheet::analyze::learning::passage_features;
use cribsheet::analyze::{Analysis, Options, TopicKind, analyze};
use cribsheet::compose::learning;
use cribsheet::read::{ReadOptions, read};
use cribsheet::restore::{self, Script, restore};
use rayon::prelude::*;
use serde::Deserialize;

use crate::marks::{Marked, hash};

const CARDS: &str = include_str!("../../judge/marks/cards.tsv");
const STATEMENTS: &str = include_str!("../../judge/marks/statements.tsv");
const PASSAGES: &str = include_str!("../../judge/marks/passages.tsv");

/// A document as `crib stream` reads it.
#[derive(Deserialize)]
pub struct Drawn {
    pub id: String,
    text: String,
}

impl Drawn {
    /// The program's reading of it.
    pub fn analyzed(&self) -> (Script, Analysis) {
        let script = self.restored();
        let analysis = analyze(&script, &Options::default());
        (script, analysis)
    }

    /// The program's reading of it without its subjects.
    pub fn restored(&self) -> Script {
        let transcript = read(&self.text, &ReadOptions::default()).expect("a transcript").output;
        restore(transcript, &restore::Options::default())
    }

    /// What its cards are for, by the last digit of the CRC-32 of its id: 0 measures, 1 to 3 teach the score; the network of cards learned from the others, of
    /// which it knows more than it will know of any talk.
    pub fn part(&self) -> u32 {
        crc32fast::hash(self.id.as_bytes()) % 10
    }
}

/// The documents of a file.
pub fn load(file: &Path) -> Vec<Drawn> {
    let lines = BufReader::new(std::fs::File::open(file).expect("the documents are there")).lines();
    lines
        .map(|line| serde_json::from_str(&line.expect("readable")).expect("a document with id and text"))
        .collect()
}

/// The marked cards, statements and passages of documents that teach scores or measure them.
pub fn marked(file: &Path) -> [Vec<Marked>; 3] {
    let documents = load(file);
    let (cards, statements, passages) = (gaps(), texts(STATEMENTS), texts(PASSAGES));
    let found: Vec<[Vec<Marked>; 3]> = documents
        .par_iter()
        .enumerate()
        .map(|(at, document)| {
            let (script, analysis) = document.analyzed();
            let one = |mark, text, features| Marked {
                measuring: document.part() == 0,
                document: at,
                features,
                text,
                mark,
            };
            let offered =
                if document.part() < 4 { learning::card_features(&script, &analysis) } else { Vec::new() };
            let cards = offered.into_iter().filter_map(|card| {
                let (whole, gap) = hidden(&card.text)?;
                let mark = *cards.get(&(document.id.as_str(), hash(&whole)))?.get(&gap)?;
                Some(one(vec![mark], card.text, card.features))
            });
            let known = |of: &Texts, (text, features): (String, Vec<f64>)| {
                let marks = of.get(&(document.id.as_str(), hash(&text)))?;
                Some(one(marks.clone(), text, features))
            };
            let offered = learning::statement_features(&script, &analysis).into_iter();
            let statements = offered.filter_map(|statement| known(&statements, statement));
            let content = analysis.topics.iter().filter(|topic| topic.kind == TopicKind::Content);
            let topics: Vec<_> = content.map(|topic| topic.sentences.clone()).collect();
            let offered = passage_features(&script, &analysis.salience, &topics).into_iter().flatten();
            let passages = offered
                .filter_map(|(_, sentences, features)| known(&passages, (script.text(sentences), features)));
            [cards.collect(), statements.collect(), passages.collect()]
        })
        .collect();
    let mut all: [Vec<Marked>; 3] = Default::default();
    for one in found {
        for (all, one) in all.iter_mut().zip(one) {
            all.extend(one);
        }
    }
    let [cards, statements, passages] = all.each_ref().map(Vec::len);
    eprintln!("{cards} cards, {statements} statements and {passages} passages of drawn documents are marked");
    all
}

type Gaps = BTreeMap<(usize, usize), &'static str>;

/// By document and hash of the text: the mark of each gap, by its first word and how many it hides.
fn gaps() -> BTreeMap<(&'static str, String), Gaps> {
    let gap = |gap: &'static str| {
        let (first, rest) = gap.split_once('+')?;
        let (count, letter) = rest.split_at(rest.len() - 1);
        let mark = match letter {
            "k" | "K" => "keep",
            "f" | "F" => "fix",
            "d" => "drop",
            // What somebody would rather hide was not seen as a card, and nothing is no card.
            _ => return None,
        };
        Some(((first.parse().ok()?, count.parse().ok()?), mark))
    };
    rows(CARDS)
        .map(|[id, hash, gaps]| ((id, hash.to_owned()), gaps.split(' ').filter_map(gap).collect()))
        .collect()
}

/// By document and hash of a text: its marks.
type Texts = BTreeMap<(&'static str, String), Vec<&'static str>>;

fn texts(table: &'static str) -> Texts {
    let marks = |letters: &'static str| (0..letters.len()).map(|at| &letters[at..=at]).collect();
    rows(table).map(|[id, hash, letters]| ((id, hash.to_owned()), marks(letters))).collect()
}

/// Document, hash and marks; where no document stands, it is the one above.
pub fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    let mut document = "";
    table.lines().filter(|line| !line.starts_with('#')).map(move |line| {
        let mut fields = line.split('\t');
        let [new, hash, marks] = std::array::from_fn(|_| fields.next().expect("document, hash and marks"));
        document = if new.is_empty() { document } else { new };
        [document, hash, marks]
    })
}

/// The text without the brackets, the first word in them and how many are; `None` unless it has one pair.
fn hidden(text: &str) -> Option<(String, (usize, usize))> {
    let count = |bracket: char| text.matches(bracket).count();
    let place = |bracket: char| text.split_whitespace().position(|word| word.contains(bracket));
    if count('[') != 1 || count(']') != 1 {
        return None;
    }
    let (first, last) = (place('[')?, place(']')?);
    Some((text.replace(['[', ']'], ""), (first, last + 1 - first)))
}
