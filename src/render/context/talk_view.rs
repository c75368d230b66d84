//! The talk as templates see it: source, speakers, sentences, numbers, what was left out.

use serde::{Deserialize, Serialize};

use super::talk::{Talk, kind_name, role_name, seconds};
use super::{name_of, rounded};
use crate::analyze::TopicKind;
use crate::compose::{Dropped, StudySet};
use crate::language::Language;
use crate::render::link::web_address;

/// What made the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct ToolView {
    pub name: String,
    pub version: String,
}

impl ToolView {
    pub(in crate::render) fn current() -> Self {
        Self { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// The recording and the file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SourceView {
    pub file: String,
    pub format: String,
    #[serde(default = "english")]
    pub language: String,
    #[serde(default)]
    pub right_to_left: bool,
    pub title: String,
    pub url: Option<String>,
    pub channel: Option<String>,
    pub duration_s: Option<f64>,
    pub words: usize,
    pub digest: String,
}

/// What was written before other languages were told apart.
fn english() -> String {
    Language::ENGLISH.code().to_owned()
}

impl SourceView {
    pub(super) fn new(talk: &Talk<'_>) -> Self {
        let source = &talk.script.source;
        Self {
            file: source.file.clone(),
            format: source.format.to_string(),
            language: talk.script.language.code().to_owned(),
            right_to_left: talk.script.language.is_right_to_left(),
            title: source.shown_title(),
            url: source.url.as_deref().and_then(web_address).map(str::to_owned),
            channel: source.channel.clone(),
            duration_s: seconds(source.duration),
            words: talk.script.words.len(),
            digest: source.digest.clone(),
        }
    }
}

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SpeakerView {
    pub id: usize,
    pub name: String,
    pub named: bool,
    /// Whether only the words tell this voice from the other.
    #[serde(default)]
    pub guessed: bool,
    pub role: String,
    pub words: usize,
}

/// A sentence: readable, verbatim, and where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SentenceView {
    pub id: usize,
    pub text: String,
    pub said: String,
    pub words: [usize; 2],
    pub turn: usize,
    pub speaker: Option<usize>,
    /// Whether that is sure enough to be told.
    #[serde(default)]
    pub speaker_sure: bool,
    pub kind: String,
    pub start_s: Option<f64>,
    pub end_s: Option<f64>,
    pub salience: f64,
}

/// The talk in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SummaryView {
    pub words: usize,
    pub duration_s: Option<f64>,
    pub speakers: usize,
    pub topics: usize,
    pub passages: usize,
    pub kept_words: usize,
    pub kept_share: f64,
    #[serde(default)]
    pub left_out_words: usize,
    #[serde(default)]
    pub left_out_share: f64,
    pub cards: usize,
    pub questions: usize,
}

/// A part of the talk that is in no summary, card or question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct LeftOutView {
    pub what: String,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub why: String,
    #[serde(default)]
    pub share: f64,
    pub start_s: Option<f64>,
    pub end_s: Option<f64>,
    pub url: Option<String>,
}

/// An item that the gate refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct DroppedView {
    pub what: String,
    pub kind: String,
    pub text: String,
    pub answer: String,
    pub rule: String,
    pub why: String,
    pub sentence: usize,
    pub words: [usize; 2],
    pub start_s: Option<f64>,
}

impl Talk<'_> {
    pub(super) fn speakers(&self) -> Vec<SpeakerView> {
        let mut words = vec![0; self.script.speakers.len()];
        for turn in &self.script.turns {
            if let Some(count) = turn.speaker.and_then(|id| words.get_mut(id)) {
                *count += self.script.sentences[turn.sentences.clone()]
                    .iter()
                    .map(|s| s.words.len())
                    .sum::<usize>();
            }
        }
        let guessed = self.script.sentences.first().is_some_and(|first| first.speaker_odds.is_finite());
        let speakers = self.script.speakers.iter().zip(words).enumerate();
        speakers
            .map(|(id, (speaker, words))| SpeakerView {
                id,
                name: speaker.name.clone(),
                named: speaker.named,
                guessed,
                role: role_name(speaker.role).to_owned(),
                words,
            })
            .collect()
    }

    pub(super) fn sentences(&self) -> Vec<SentenceView> {
        let sentences = self.script.sentences.iter().enumerate();
        sentences
            .map(|(id, sentence)| SentenceView {
                id,
                text: sentence.text(),
                said: self.script.said(sentence.words.clone()),
                words: [sentence.words.start, sentence.words.end],
                turn: sentence.turn,
                speaker: self.script.turns[sentence.turn].speaker,
                speaker_sure: self.script.attributed(id..id + 1).is_some(),
                kind: kind_name(sentence.kind).to_owned(),
                start_s: seconds(sentence.start),
                end_s: seconds(sentence.end),
                salience: rounded(self.analysis.salience.get(id).copied().unwrap_or(0.0)),
            })
            .collect()
    }

    pub(super) fn summary(&self, study: &StudySet) -> SummaryView {
        let passages = self.analysis.topics.iter().flat_map(|topic| &topic.passages);
        let kept = passages.clone().map(|passage| {
            let sentences = &self.script.sentences[passage.sentences.clone()];
            sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>()
        });
        let kept_words: usize = kept.sum();
        let words = self.script.words.len();
        let left_out = self.analysis.topics.iter().filter(|topic| topic.left_out.is_some());
        let left_out_words = left_out
            .flat_map(|topic| &self.script.sentences[topic.sentences.clone()])
            .map(|sentence| sentence.words.len())
            .sum();
        SummaryView {
            words,
            duration_s: seconds(self.script.source.duration),
            speakers: self.script.speakers.len(),
            topics: self.analysis.topics.iter().filter(|topic| topic.left_out.is_none()).count(),
            passages: passages.count(),
            kept_words,
            left_out_words,
            left_out_share: self.share([0, left_out_words]),
            kept_share: self.share([0, kept_words]),
            cards: study.cards.len(),
            questions: study.quiz.items.len(),
        }
    }

    pub(super) fn left_out(&self) -> Vec<LeftOutView> {
        let topics = self.analysis.topics.iter();
        topics
            .filter_map(|topic| {
                let place = self.place(topic.sentences.clone());
                Some(LeftOutView {
                    what: if topic.kind == TopicKind::Content {
                        topic.title.clone()
                    } else {
                        name_of(topic.kind)
                    },
                    why: topic.left_out.clone()?,
                    share: self.share(place.words),
                    sentences: place.sentences,
                    words: place.words,
                    start_s: seconds(place.start),
                    end_s: seconds(place.end),
                    url: place.url,
                })
            })
            .collect()
    }

    pub(super) fn dropped(&self, dropped: &[Dropped]) -> Vec<DroppedView> {
        dropped
            .iter()
            .map(|item| {
                let place = self.place(item.sentence..item.sentence + 1);
                DroppedView {
                    what: item.what.to_owned(),
                    kind: item.kind.clone(),
                    text: item.text.clone(),
                    answer: item.answer.clone(),
                    rule: item.rule.to_owned(),
                    why: item.why.clone(),
                    sentence: item.sentence,
                    words: place.words,
                    start_s: seconds(place.start),
                }
            })
            .collect()
    }
}
