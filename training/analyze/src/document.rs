//! Annotated documents as scripts, with the annotation moved onto the script's sentences.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use cribsheet::analyze::stem;
use cribsheet::read::{Cue, Format, Source, Transcript};
use cribsheet::restore::{Options, Script, restore};
use serde::Deserialize;

use crate::facts::Fact;

/// A document with its annotation.
pub struct Document {
    pub id: String,
    /// The stem of its file.
    pub name: String,
    pub measuring: bool,
    sentences: Vec<Line>,
    annotation: Annotation,
}

struct Line {
    turn: String,
    speaker: String,
    text: String,
}

#[derive(Deserialize)]
struct Annotation {
    topics: Vec<Topic>,
    passages: Vec<(usize, usize, f64)>,
    cards: Vec<Card>,
}

#[derive(Deserialize)]
struct Card {
    a: String,
    support: Vec<usize>,
}

#[derive(Deserialize)]
struct Topic {
    first: usize,
    title: String,
    keyphrases: Vec<String>,
    kind: String,
}

/// In which form the text is given to the tool.
#[derive(Clone, Copy, PartialEq)]
pub enum Condition {
    /// Punctuated, with speakers.
    Typed,
    /// Lower case, no marks, no speakers.
    Captions,
}

impl Condition {
    pub fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Captions => "captions",
        }
    }
}

/// A script with the annotation by sentence.
pub struct Example {
    pub script: Script,
    /// Annotated topics, as sentences of the script.
    pub topics: Vec<Range<usize>>,
    pub titles: Vec<String>,
    pub keyphrases: Vec<Vec<String>>,
    content: Vec<bool>,
    kept: Vec<f64>,
    carded: Vec<f64>,
    /// What experts made cards of.
    pub facts: Vec<Fact>,
}

impl Example {
    pub fn starts_topic(&self, at: usize) -> f64 {
        f64::from(u8::from(self.topics.iter().any(|topic| topic.start == at)))
    }

    pub fn is_content(&self, at: usize) -> bool {
        self.content[at]
    }

    /// The stems of the words by which the annotator named a topic.
    pub fn gold_stems(&self, topic: usize) -> Vec<String> {
        let phrases = self.keyphrases[topic].iter().chain([&self.titles[topic]]);
        phrases.flat_map(|phrase| phrase.split_whitespace().map(stem).collect::<Vec<_>>()).collect()
    }

    /// The share of the sentence's words that annotators kept, 0 or 1 in most cases.
    pub fn kept(&self, at: usize) -> f64 {
        self.kept[at]
    }

    /// How much the sentence is worth to learn from: what experts made cards of counts half when it
    /// wasn't kept as well.
    pub fn worth(&self, at: usize) -> f64 {
        self.kept[at].max(0.5 * self.carded[at])
    }
}

pub fn load(labels: &Path) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(labels.join("annotation"))
        .expect("the labels folder has `annotation`")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().expect("has a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(labels.join("text").join(format!("{name}.txt")))
            .expect("the text is there");
        let (heading, body) = text.split_once('\n').expect("a heading line");
        let id = heading.trim_start_matches("# ").split(" | ").next().expect("an id").to_owned();
        let sentences = body.lines().filter_map(|line| {
            let mut fields = line.splitn(4, '\t').skip(1);
            Some(Line {
                turn: fields.next()?.into(),
                speaker: fields.next()?.into(),
                text: fields.next()?.into(),
            })
        });
        let annotation = std::fs::read_to_string(&path).expect("readable");
        documents.push(Document {
            measuring: crc32fast::hash(id.as_bytes()).is_multiple_of(4),
            sentences: sentences.collect(),
            annotation: serde_json::from_str(&annotation).unwrap_or_else(|error| panic!("{name}: {error}")),
            id,
            name,
        });
    }
    documents
}

impl Document {
    /// The document as it is read, in one condition, and how many words come before each of its lines.
    pub fn transcript(&self, condition: Condition) -> (Transcript, Vec<usize>) {
        let mut cues = Vec::new();
        let mut turn = None;
        let mut words_before = vec![0];
        for line in &self.sentences {
            let text = match condition {
                Condition::Typed => line.text.clone(),
                Condition::Captions => strip(&line.text),
            };
            let speaker = (condition == Condition::Typed).then_some(line.speaker.as_str());
            let mut cue = Cue::spoken(speaker, &text);
            cue.turn_mark = condition == Condition::Typed && turn.is_some_and(|turn| turn != &line.turn);
            turn = Some(&line.turn);
            words_before.push(words_before[words_before.len() - 1] + cue.words.len());
            if !cue.words.is_empty() {
                cues.push(cue);
            }
        }
        (Transcript::new(Source::new(&self.id, Format::Labelled), cues), words_before)
    }

    /// The document as the tool sees it, in one condition.
    pub fn example(&self, condition: Condition) -> Example {
        let (transcript, words_before) = self.transcript(condition);
        let script = restore(transcript, &Options::default());
        let to_sentence = |line: usize| {
            let word = words_before[line.min(words_before.len() - 1)];
            // The sentence that begins nearest to the word.
            let after = script.sentences.partition_point(|sentence| sentence.words.start < word);
            let distance =
                |at: usize| script.sentences.get(at).map_or(usize::MAX, |s| s.words.start.abs_diff(word));
            if after > 0 && distance(after - 1) < distance(after) { after - 1 } else { after }
        };
        let starts: Vec<usize> =
            self.annotation.topics.iter().map(|topic| to_sentence(topic.first)).collect();
        let (mut topics, mut titles, mut keyphrases, mut kinds) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, topic) in self.annotation.topics.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(script.sentences.len());
            if starts[at] < end {
                topics.push(starts[at]..end);
                titles.push(topic.title.clone());
                keyphrases.push(topic.keyphrases.clone());
                kinds.push(topic.kind == "content");
            }
        }
        // Which sentences have most of their words in some of the annotated lines.
        let inside = |lines: &[Range<usize>]| -> Vec<f64> {
            let words: BTreeSet<usize> = lines
                .iter()
                .flat_map(|lines| {
                    words_before[lines.start]..words_before[lines.end.min(words_before.len() - 1)]
                })
                .collect();
            let inside = script.sentences.iter().map(|sentence| {
                2 * words.range(sentence.words.clone()).count() >= sentence.words.len().max(1)
            });
            inside.map(|inside| f64::from(u8::from(inside))).collect()
        };
        let passages: Vec<_> =
            self.annotation.passages.iter().map(|&(first, last, _)| first..last + 1).collect();
        let support = self.annotation.cards.iter().flat_map(|card| &card.support);
        let (kept, carded) =
            (inside(&passages), inside(&support.map(|&line| line..line + 1).collect::<Vec<_>>()));
        let facts = self.annotation.cards.iter().map(|card| {
            let lines: Vec<_> = card.support.iter().map(|&line| line..line + 1).collect();
            let marked = inside(&lines);
            let support = (0..marked.len()).filter(|&at| marked[at] > 0.0).collect();
            Fact { support, answer: card.a.clone() }
        });
        let facts = facts.collect();
        let content = (0..script.sentences.len())
            .map(|at| topics.iter().zip(&kinds).any(|(topic, content)| *content && topic.contains(&at)));
        Example { kept, carded, facts, content: content.collect(), topics, titles, keyphrases, script }
    }
}

/// A text as captions have it: lower case, no marks.
fn strip(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '%')).to_lowercase()
    });
    // "00:19:55 Yes, so ...": times that typists put before sentences are in no captions.
    let stamp = |word: &str| word.matches(':').count() == 2;
    words.filter(|word| !word.is_empty() && !stamp(word)).collect::<Vec<_>>().join(" ")
}
