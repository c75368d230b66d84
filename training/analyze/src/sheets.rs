//! Sheets for readers to mark: everything that could be made of the documents, one JSON object a line.

use cribsheet::analyze::TopicKind;
use cribsheet::analyze::learning::{passage_features, title_features};
use cribsheet::compose::learning;

use crate::document::{Condition, Document};
use crate::marks::{self, Marked, each, hash};

/// Every card.
pub fn cards(documents: &[Document]) {
    each(documents, |_, document, condition, script, analysis| {
        for card in learning::card_features(script, analysis) {
            let line = serde_json::json!({
                "document": document.name,
                "measuring": document.measuring,
                "condition": condition.name(),
                "hash": hash(&format!("{}\t{}", card.front, card.answer)),
                "sentence": card.sentence,
                "topic": card.topic,
                "lead": card.lead,
                "front": card.front,
                "answer": card.answer,
                "quote": card.quote,
                "features": card.features,
            });
            println!("{line}");
        }
    });
}

/// Every statement that a group might talk about.
pub fn statements(documents: &[Document]) {
    each(documents, |_, document, condition, script, analysis| {
        for (text, features) in learning::statement_features(script, analysis) {
            let line = serde_json::json!({
                "document": document.name,
                "measuring": document.measuring,
                "condition": condition.name(),
                "hash": hash(&text),
                "text": text,
                "features": features,
            });
            println!("{line}");
        }
    });
}

/// The passages that each topic could have, the most salient ones.
pub fn passages(documents: &[Document]) {
    const BEST: usize = 12;
    each(documents, |_, document, condition, script, analysis| {
        let content = analysis.topics.iter().filter(|topic| topic.kind == TopicKind::Content);
        let topics: Vec<_> = content.map(|topic| topic.sentences.clone()).collect();
        let rows = passage_features(script, &analysis.salience, &topics);
        for (topic, mut passages) in rows.into_iter().enumerate() {
            passages.sort_by(|a, b| analysis.salience[b.0].total_cmp(&analysis.salience[a.0]));
            for (rank, (heart, sentences, features)) in passages.into_iter().take(BEST).enumerate() {
                let text = script.text(sentences);
                let line = serde_json::json!({
                    "document": document.name,
                    "measuring": document.measuring,
                    "condition": condition.name(),
                    "topic": topic,
                    "rank": rank,
                    "salience": analysis.salience[heart],
                    "hash": hash(&text),
                    "text": text,
                    "features": features,
                });
                println!("{line}");
            }
        }
    });
}

/// What was marked and what annotators kept, as texts: what `training/judge/teacher.py` learns from.
pub fn texts(documents: &[Document]) {
    /// Of the sentences that nobody kept so many are enough.
    const NOT_KEPT: f64 = 0.15;
    const KEPT: f64 = 0.7;
    let line = |text: &str, measuring: bool, take: f64, targets: serde_json::Value| {
        let line =
            serde_json::json!({ "text": text, "measuring": measuring, "take": take, "targets": targets });
        println!("{line}");
    };
    let [cards, statements, passages] = marks::marked(documents);
    let print = |marked: &[Marked], targets: fn(&Marked) -> serde_json::Value| {
        for one in marked {
            line(&one.text, one.measuring, 1.0, targets(one));
        }
    };
    print(&cards, |card| serde_json::json!({ "card": card.worth() }));
    print(&statements, |one| serde_json::json!({ "talk": one.talk(), "aloud": one.aloud() }));
    print(&passages, |one| serde_json::json!({ "alone": one.alone() }));
    for document in documents {
        let example = document.example(Condition::Typed);
        for (at, _) in example.script.sentences.iter().enumerate().filter(|(at, _)| example.is_content(*at)) {
            let worth = example.worth(at);
            let take = if worth > 0.0 { KEPT } else { NOT_KEPT };
            let targets = serde_json::json!({ "salience": worth });
            line(&example.script.text(at..at + 1), document.measuring, take, targets);
        }
    }
}

/// Every title that each annotated content topic could have.
pub fn titles(documents: &[Document]) {
    for document in documents {
        for condition in [Condition::Typed, Condition::Captions] {
            let example = document.example(condition);
            let titles = title_features(&example.script, &example.topics);
            for (topic, titles) in titles.into_iter().enumerate() {
                let sentences = example.topics[topic].clone();
                if titles.is_empty() || !example.is_content(sentences.start) {
                    continue;
                }
                let text = example.script.text(sentences);
                let line = serde_json::json!({
                    "document": document.name,
                    "measuring": document.measuring,
                    "condition": condition.name(),
                    "topic": topic,
                    "text": text,
                    "titles": titles.iter().map(|(text, _)| text).collect::<Vec<_>>(),
                    "features": titles.iter().map(|(_, features)| features).collect::<Vec<_>>(),
                });
                println!("{line}");
            }
        }
    }
}
