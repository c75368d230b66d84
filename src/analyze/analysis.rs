//! What analyzing returns: the topics of the talk, and how much every sentence matters.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::judge::Judgement;
use super::tagger::Pos;

/// What was talked about and what matters. All sentence ranges index
/// [`Script::sentences`](crate::restore::Script::sentences) and are half-open.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Analysis {
    /// How much each sentence is worth keeping, 0 to 1, by sentence.
    pub salience: Vec<f64>,
    /// What is judged of each sentence.
    pub(crate) judged: Vec<Judgement>,
    /// Log-odds that nothing in a sentence is garbled or cut off, by sentence.
    pub(crate) intact: Vec<f64>,
    /// Topics in order. Their sentence ranges are adjacent and cover the script.
    pub topics: Vec<Topic>,
    /// The people, companies, places that come up, those named most often first; without the speakers.
    pub names: Vec<Mention>,
    /// The words of the trade, those that matter most first.
    pub terms: Vec<Mention>,
    /// The part of speech of every token, by sentence and token.
    pub tags: Vec<Vec<Pos>>,
    /// How many times each content word is said, by stem; see [`stem`](super::stem).
    pub stems: BTreeMap<String, usize>,
}

/// A stretch of the talk about one subject.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Topic {
    /// Title in title form, unique in the talk.
    pub title: String,
    /// What kind of stretch it is.
    pub kind: TopicKind,
    /// Phrases that name the subject, best first, as they are written in the script.
    pub keyphrases: Vec<String>,
    /// Its sentences.
    pub sentences: Range<usize>,
    /// How surely the subject changes at its start, 0 to 1: the learned probability that an annotator would cut
    /// there, and 1 where the author did. `None` at the start of the talk.
    pub strength: Option<f64>,
    /// The narrower subjects inside a long topic, in order. They are adjacent and reach to its end; what is before
    /// the first is what the topic's own title says.
    pub sections: Vec<Section>,
    /// What is worth keeping of it, in the order in which it was said; empty unless the kind is content.
    pub passages: Vec<Passage>,
    /// What others were asked, in order, the fullest three of them.
    pub questions: Vec<Asked>,
    /// Why it is left out of summary, cards and quiz; `None` for content.
    pub left_out: Option<String>,
}

/// A question that was put to somebody.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Asked {
    /// Its sentence, with the one before where it points at that.
    pub question: Range<usize>,
    /// One to three sentences of the reply that can be read alone, one of [`Topic::passages`] where that answers; `None` where only the
    /// question could be told, as in languages other than English.
    pub answer: Option<Range<usize>>,
    /// How well both read and how surely one answers the other, from 0 to about 20; 1 for a usual pair, a tenth of that without an
    /// answer. In languages other than English how many words of content the question has.
    pub score: f64,
}

/// A part of a long topic about a narrower subject.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Section {
    /// Title in title form; it says something that no topic's title and no section's before it says.
    pub title: String,
    /// Its sentences.
    pub sentences: Range<usize>,
    /// How surely the subject changes at its start; see [`Topic::strength`].
    pub strength: Option<f64>,
}

/// What a topic is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TopicKind {
    /// What the talk is about.
    Content,
    /// Greeting, introduction of the speakers, preview of the talk.
    Intro,
    /// Advertisement.
    Ad,
    /// Thanks and goodbye.
    Outro,
    /// Talk that isn't about the subject.
    Smalltalk,
}

/// A name or a term with its places, in topics that are not left out.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Mention {
    /// As it is mostly written.
    pub text: String,
    /// How often it is said.
    pub said: usize,
    /// The sentences in which it is said, in order; of a name, those with a part of it, too. Never empty.
    pub sentences: Vec<usize>,
    /// The first sentence that says what it is.
    pub explained: Option<usize>,
}

/// One to three sentences that are worth keeping and can be read alone.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// Its sentences, all of one turn.
    pub sentences: Range<usize>,
    /// How much it is worth, 0 to 1.
    pub score: f64,
}
