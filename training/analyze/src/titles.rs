//! Titles that readers marked, to learn from and to measure by.
//!
//! `marks/titles.tsv` has a line for each: document, condition, number of the annotated topic, hash of the title, mark.

use std::collections::BTreeMap;

use cribsheet::analyze::learning::title_features;

use crate::document::{Condition, Document};
use crate::logistic::Row;
use crate::marks::hash;

const TITLES: &str = include_str!("../marks/titles.tsv");
/// What a title that is only partly right is worth to one that is right.
const PARTLY: f64 = 0.1;

/// The titles of one topic that readers marked.
pub struct MarkedTitles {
    pub measuring: bool,
    /// The features of each and its mark: `R` right, `P` partly, `W` wrong.
    pub titles: Vec<(Vec<f64>, char)>,
}

impl MarkedTitles {
    /// A choice to learn from; `None` when all titles are wrong.
    pub fn choice(&self) -> Option<Vec<Row>> {
        let worth = |mark: char| match mark {
            'R' => 1.0,
            'P' => PARTLY,
            _ => 0.0,
        };
        let row = |(features, mark): &(Vec<f64>, char)| Row {
            features: features.clone(),
            target: worth(*mark),
            weight: 1.0,
        };
        self.titles.iter().any(|(_, mark)| *mark != 'W').then(|| self.titles.iter().map(row).collect())
    }
}

/// The topics of which titles were marked.
pub fn marked(documents: &[Document]) -> Vec<MarkedTitles> {
    let marks: BTreeMap<[String; 4], char> = TITLES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            (std::array::from_fn(|at| fields[at].to_owned()), fields[4].chars().next().expect("a mark"))
        })
        .collect();
    let (mut found, mut topics) = (0, Vec::new());
    for document in documents {
        for condition in [Condition::Typed, Condition::Captions] {
            let example = document.example(condition);
            for (topic, titles) in title_features(&example.script, &example.topics).into_iter().enumerate() {
                let mark = |text: &str| {
                    marks.get(&[
                        document.name.clone(),
                        condition.name().to_owned(),
                        topic.to_string(),
                        hash(text),
                    ])
                };
                let titles: Vec<(Vec<f64>, char)> = titles
                    .into_iter()
                    .filter_map(|(text, features)| Some((features, *mark(&text)?)))
                    .collect();
                found += titles.len();
                if !titles.is_empty() {
                    topics.push(MarkedTitles { measuring: document.measuring, titles });
                }
            }
        }
    }
    eprintln!("{found} of {} marked titles are still made", marks.len());
    topics
}

/// How often the title that a score likes best was marked right, and wrong, among what is measured; and how often one was right
/// at all.
pub fn measure(topics: &[MarkedTitles], score: impl Fn(&[f64]) -> f64) -> String {
    let measured: Vec<&MarkedTitles> = topics.iter().filter(|topic| topic.measuring).collect();
    let best = |topic: &&MarkedTitles| {
        let best = topic.titles.iter().max_by(|a, b| score(&a.0).total_cmp(&score(&b.0)));
        best.expect("a topic has titles").1
    };
    let share = |count: usize| count as f64 / measured.len().max(1) as f64;
    format!(
        "| titles | {} | {:.2} right | {:.2} wrong | {:.2} had a right one |",
        measured.len(),
        share(measured.iter().filter(|topic| best(topic) == 'R').count()),
        share(measured.iter().filter(|topic| best(topic) == 'W').count()),
        share(measured.iter().filter(|topic| topic.titles.iter().any(|title| title.1 == 'R')).count()),
    )
}
