//! Finds what is said about a subject that the person names.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::analysis::{Analysis, Passage, TopicKind};
use super::background::rarity;
use super::passages;
use super::stems::stem;
use super::tagger::bare;
use super::vectors::{self, Vector};
use crate::restore::{Script, key};

/// What is said about a subject.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Found {
    /// The passages, best first, with scores from 0 to 1; empty when nothing is said about it.
    pub passages: Vec<Passage>,
    /// The topics that come nearest to the subject, best first, as indices of [`Analysis::topics`].
    pub nearest: Vec<usize>,
}

/// Most passages and most topics that are named.
const PASSAGES: usize = 8;
const NEAREST: usize = 3;

/// A passage is about the subject when it, with a sentence on each side, has this share of the subject's
/// words, weighted by rarity, or when what it means is as near as this cosine. Of the subjects of other
/// meetings (`QMSum`), nearly nine in ten stay below each.
const SAID: f64 = 0.4;
const NEAR: f64 = 0.5;

/// Sentences on each side that tell what a sentence is about by their words and by their meaning.
const WORDS_AROUND: usize = 8;
const MEANING_AROUND: usize = 20;

/// Finds passages by the words of the subject and by what it means.
pub fn find(script: &Script, analysis: &Analysis, subject: &str) -> Found {
    let words = subject_words(subject);
    let mut meaning = Vector::ZERO;
    for word in &words {
        meaning.add(&Vector::of_text(word), 1.0);
    }
    let stems: BTreeSet<String> = words.iter().map(|word| stem(word)).collect();
    let subject = Subject::new(script, &stems, meaning);
    let mut ranked: Vec<(f64, usize)> =
        (0..script.sentences.len()).map(|at| (subject.relevance(at, analysis.salience[at]), at)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut found: Vec<Passage> = Vec::new();
    for (score, at) in ranked {
        if found.len() == PASSAGES {
            break;
        }
        let Some(topic) = analysis.topics.iter().find(|topic| topic.sentences.contains(&at)) else {
            continue;
        };
        if topic.kind != TopicKind::Content || !passages::stands(script, &analysis.tags, at) {
            continue;
        }
        let Some(sentences) =
            passages::extend(script, &analysis.tags, &analysis.salience, &topic.sentences, at)
        else {
            continue;
        };
        let overlaps =
            |other: &Passage| sentences.start < other.sentences.end && other.sentences.start < sentences.end;
        if subject.covers(&sentences) && !found.iter().any(overlaps) {
            found.push(Passage { sentences, score });
        }
    }
    Found { passages: found, nearest: subject.nearest(analysis) }
}

/// A subject, looked for in a talk.
struct Subject {
    meaning: Vector,
    /// By sentence: the share of the subject's words in it, weighted by rarity.
    said: Vec<f64>,
    /// By sentence: what the talk means up to there, and its end.
    sums: Vec<Vector>,
}

impl Subject {
    fn new(script: &Script, stems: &BTreeSet<String>, meaning: Vector) -> Self {
        let all: f64 = stems.iter().map(|stem| rarity(stem)).sum();
        let said = script.sentences.iter().map(|sentence| {
            let said: BTreeSet<String> = sentence.tokens.iter().map(|token| stem(&token.text)).collect();
            said.intersection(stems).map(|stem| rarity(stem)).sum::<f64>() / all.max(f64::MIN_POSITIVE)
        });
        Self { meaning, said: said.collect(), sums: vectors::sums(&vectors::sentences(script)) }
    }

    /// A range of sentences with up to `more` on each side.
    fn around(&self, sentences: &Range<usize>, more: usize) -> Range<usize> {
        sentences.start.saturating_sub(more)..(sentences.end + more).min(self.said.len())
    }

    fn near(&self, sentences: Range<usize>) -> f64 {
        self.sums[sentences.end].minus(&self.sums[sentences.start]).cosine(&self.meaning)
    }

    /// How much a sentence is about the subject, 0 to 1. The words and the meaning of what is around it
    /// tell more than its own: the weights were tried on the queries of `QMSum` with their gold spans.
    fn relevance(&self, at: usize, salience: f64) -> f64 {
        let one = at..at + 1;
        let words: f64 = self.said[self.around(&one, WORDS_AROUND)].iter().sum();
        let sum = 1.6 * libm::log1p(words)
            + 1.5 * self.said[at]
            + 1.6 * self.near(self.around(&one, MEANING_AROUND))
            + 1.0 * self.near(self.around(&one, 2))
            + 0.3 * salience;
        sum.max(0.0) / (sum.max(0.0) + 2.0)
    }

    fn covers(&self, sentences: &Range<usize>) -> bool {
        let around = self.around(sentences, 1);
        self.said[around].iter().copied().fold(0.0, f64::max) >= SAID || self.near(sentences.clone()) >= NEAR
    }

    /// The topics of content that are nearest by the words of the subject and by their meaning.
    fn nearest(&self, analysis: &Analysis) -> Vec<usize> {
        let topics = analysis.topics.iter().enumerate().filter(|(_, topic)| topic.kind == TopicKind::Content);
        let mut ranked: Vec<(f64, usize)> = topics
            .map(|(id, topic)| {
                let names = format!("{} {}", topic.title, topic.keyphrases.join(" "));
                let words: f64 = self.said[topic.sentences.clone()].iter().sum();
                let near = self.near(topic.sentences.clone())
                    + Vector::of_text(&names).cosine(&self.meaning)
                    + libm::log1p(words);
                (near, id)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().take(NEAREST).map(|(_, id)| id).collect()
    }
}

/// The words that name the subject: without those of grammar and those that only ask for it. When there
/// are no others, they are the subject.
fn subject_words(subject: &str) -> Vec<String> {
    const ASKING: [&str; 26] = [
        "discuss",
        "discussed",
        "discussion",
        "explain",
        "explained",
        "feel",
        "give",
        "mention",
        "mentioned",
        "opinion",
        "opinions",
        "say",
        "said",
        "saying",
        "says",
        "speaker",
        "summarise",
        "summarize",
        "talk",
        "talked",
        "talking",
        "tell",
        "think",
        "thinks",
        "thought",
        "thoughts",
    ];
    static STOP: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        stop_words::get(stop_words::Language::English).iter().copied().chain(ASKING).collect()
    });
    let words: Vec<String> = subject.split_whitespace().map(|word| key(bare(word))).collect();
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let content: Vec<String> = words.iter().filter(|word| !STOP.contains(word.as_str())).cloned().collect();
    if content.is_empty() { words } else { content }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{Options, analyze};
    use crate::restore;

    const TALK: &str = "\
Host: How do you tune a piano?
Guest: A piano tuner begins with one string of each note and mutes the others with felt. \
The strings are stretched by pins, and each pin is turned with a wrench until the beating stops. \
A piano that is tuned twice a year keeps its pitch for decades.
Host: And what do you grow in your garden?
Guest: Tomatoes need a warm wall and a lot of water in the first weeks after planting. \
I sow beans in May because a late frost would kill the young plants. \
Compost from the kitchen makes the soil of the beds dark and loose.
";

    fn found(subject: &str) -> Vec<String> {
        let script = restore::restore(crate::read::testing::transcript(TALK), &restore::Options::default());
        let analysis = analyze(&script, &Options::default());
        let passages = find(&script, &analysis, subject).passages;
        passages
            .iter()
            .map(|passage| {
                script.sentences[passage.sentences.clone()].iter().map(restore::Sentence::text).collect()
            })
            .collect()
    }

    #[test]
    fn finds_by_words_and_by_meaning() {
        assert!(found("compost")[0].contains("Compost from the kitchen"));
        assert!(
            found("growing vegetables")
                .iter()
                .any(|text| text.contains("Tomatoes") || text.contains("beans"))
        );
        assert!(found("Summarize what was said about the pitch of a piano")[0].contains("piano"));
    }

    #[test]
    fn says_when_there_is_nothing() {
        assert!(found("monetary policy of central banks").is_empty());
        assert!(found("").is_empty());
        assert!(found("?!").is_empty());
    }
}
