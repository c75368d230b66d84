//! Measures `find` on QMSum's queries: are the passages from the spans that annotators gave as the answer?

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use cribsheet::analyze::{Options, analyze, find};
use cribsheet::read::{Cue, Format, Source, Transcript};
use cribsheet::restore::{self, restore};
use serde::Deserialize;

#[derive(Deserialize)]
struct Meeting {
    id: String,
    turns: Vec<Turn>,
    queries: Vec<Query>,
}

#[derive(Deserialize)]
struct Turn {
    speaker: String,
    text: String,
}

#[derive(Deserialize)]
struct Query {
    query: String,
    turn_spans: Vec<(usize, usize)>,
}

/// Spans that cover more of the meeting than this ask for no subject ("Summarize the whole meeting").
const WHOLE: f64 = 0.4;

pub fn print(corpora: &Path) {
    let file = File::open(corpora.join("qmsum-train.jsonl.zst")).expect("the corpora have QMSum");
    let lines = BufReader::new(zstd::Decoder::new(file).expect("zstd")).lines();
    let (mut queries, mut chance, mut silent, mut precision, mut first, mut hit, mut recall) =
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for line in lines {
        let meeting: Meeting = serde_json::from_str(&line.expect("readable")).expect("a meeting");
        if !crc32fast::hash(meeting.id.as_bytes()).is_multiple_of(4) {
            continue;
        }
        let mut turn_of_word = Vec::new();
        let mut cues = Vec::new();
        for (at, turn) in meeting.turns.iter().enumerate() {
            let mut cue = Cue::spoken(Some(&turn.speaker), &turn.text);
            cue.turn_mark = true;
            turn_of_word.extend(std::iter::repeat_n(at, cue.words.len()));
            if !cue.words.is_empty() {
                cues.push(cue);
            }
        }
        let source = Source::new(&meeting.id, Format::Labelled);
        let script = restore(Transcript::new(source, cues), &restore::Options::default());
        let analysis = analyze(&script, &Options::default());
        for query in &meeting.queries {
            let gold = |turn: usize| query.turn_spans.iter().any(|&(from, to)| (from..=to).contains(&turn));
            let share = turn_of_word.iter().filter(|&&turn| gold(turn)).count() as f64
                / turn_of_word.len().max(1) as f64;
            if query.turn_spans.is_empty() || share > WHOLE {
                continue;
            }
            queries += 1.0;
            chance += share;
            let passages = find(&script, &analysis, &query.query).passages;
            let turns: Vec<usize> = passages
                .iter()
                .map(|passage| turn_of_word[script.sentences[passage.sentences.start].words.start])
                .collect();
            let right = turns.iter().filter(|&&turn| gold(turn)).count() as f64;
            let spans = query.turn_spans.iter();
            let reached =
                spans.filter(|(from, to)| turns.iter().any(|turn| (from..=to).contains(&turn))).count();
            silent += f64::from(u8::from(turns.is_empty()));
            precision += right / turns.len().max(1) as f64;
            first += f64::from(u8::from(turns.first().is_some_and(|&turn| gold(turn))));
            hit += f64::from(u8::from(right > 0.0));
            recall += reached as f64 / query.turn_spans.len() as f64;
        }
    }
    println!(
        "| queries | share of the spans | passages inside | best passage inside | any inside | spans reached | nothing found |"
    );
    println!("|---|---|---|---|---|---|---|");
    println!(
        "| {queries} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} |",
        chance / queries,
        precision / queries,
        first / queries,
        hit / queries,
        recall / queries,
        silent / queries
    );
}
