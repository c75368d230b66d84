//! Topics and their key passages as templates see them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::talk::{Talk, seconds};
use super::{name_of, rounded};
use crate::analyze::{Asked, Passage, Section, Topic};

/// A stretch of the talk about one subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct TopicView {
    pub id: usize,
    pub number: Option<usize>,
    pub title: String,
    pub kind: String,
    pub keyphrases: Vec<String>,
    #[serde(default)]
    pub strength: Option<f64>,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub start_s: Option<f64>,
    pub end_s: Option<f64>,
    pub url: Option<String>,
    pub share: f64,
    #[serde(default)]
    pub sections: Vec<SectionView>,
    pub passages: Vec<PassageView>,
    #[serde(default)]
    pub questions: Vec<AskedView>,
}

/// Sentences of the talk with their place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SpokenView {
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub text: String,
    pub speaker_name: Option<String>,
    pub start_s: Option<f64>,
    pub url: Option<String>,
}

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct AskedView {
    #[serde(flatten)]
    pub spoken: SpokenView,
    #[serde(default)]
    pub answer: Option<AnswerView>,
}

/// What was said to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct AnswerView {
    #[serde(flatten)]
    pub spoken: SpokenView,
    pub quoted: bool,
}

/// A part of a long topic about a narrower subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SectionView {
    pub title: String,
    pub strength: Option<f64>,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub start_s: Option<f64>,
    pub end_s: Option<f64>,
    pub url: Option<String>,
}

/// One to three sentences that are worth keeping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct PassageView {
    pub id: String,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub text: String,
    pub speaker: Option<usize>,
    pub speaker_name: Option<String>,
    pub start_s: Option<f64>,
    pub url: Option<String>,
    pub score: f64,
}

/// All topics; the ones that are not left out are numbered from 1.
pub(super) fn topics(talk: &Talk<'_>) -> Vec<TopicView> {
    let mut numbers = 1..;
    let topics = talk.analysis.topics.iter().enumerate();
    topics.map(|(id, topic)| view(talk, id, topic, &mut numbers)).collect()
}

fn view(talk: &Talk<'_>, id: usize, topic: &Topic, numbers: &mut impl Iterator<Item = usize>) -> TopicView {
    let place = talk.place(topic.sentences.clone());
    TopicView {
        id,
        number: if topic.left_out.is_none() { numbers.next() } else { None },
        title: topic.title.clone(),
        kind: name_of(topic.kind),
        keyphrases: topic.keyphrases.clone(),
        strength: topic.strength.map(rounded),
        sentences: place.sentences,
        words: place.words,
        start_s: seconds(place.start),
        end_s: seconds(place.end),
        url: place.url,
        share: talk.share(place.words),
        sections: topic.sections.iter().map(|section| section_view(talk, section)).collect(),
        passages: topic.passages.iter().map(|passage| passage_view(talk, passage)).collect(),
        questions: topic.questions.iter().map(|asked| asked_view(talk, topic, asked)).collect(),
    }
}

fn section_view(talk: &Talk<'_>, section: &Section) -> SectionView {
    let place = talk.place(section.sentences.clone());
    SectionView {
        title: section.title.clone(),
        strength: section.strength.map(rounded),
        sentences: place.sentences,
        words: place.words,
        start_s: seconds(place.start),
        end_s: seconds(place.end),
        url: place.url,
    }
}

fn spoken(talk: &Talk<'_>, sentences: &Range<usize>) -> SpokenView {
    let place = talk.place(sentences.clone());
    SpokenView {
        sentences: place.sentences,
        words: place.words,
        text: talk.text(sentences.clone()),
        speaker_name: place.speaker_name,
        start_s: seconds(place.start),
        url: place.url,
    }
}

fn asked_view(talk: &Talk<'_>, topic: &Topic, asked: &Asked) -> AskedView {
    let answer = asked.answer.as_ref().map(|answer| AnswerView {
        spoken: spoken(talk, answer),
        quoted: topic.passages.iter().any(|passage| passage.sentences == *answer),
    });
    AskedView { spoken: spoken(talk, &asked.question), answer }
}

pub(super) fn passage_view(talk: &Talk<'_>, passage: &Passage) -> PassageView {
    let place = talk.place(passage.sentences.clone());
    PassageView {
        id: talk.passage_id(passage.sentences.clone()),
        sentences: place.sentences,
        words: place.words,
        text: talk.text(passage.sentences.clone()),
        speaker: place.speaker,
        speaker_name: place.speaker_name,
        start_s: seconds(place.start),
        url: place.url,
        score: rounded(passage.score),
    }
}
