//! What composing returns: study items, each with the words it was made from.

use std::ops::Range;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::cards::list;

/// Everything that is made from a talk, all of it past the gate.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StudySet {
    /// Flashcards in the order of the talk.
    pub cards: Vec<Card>,
    /// The quiz for a discussion group.
    pub quiz: Quiz,
    /// Further editions of the quiz.
    pub editions: Vec<Quiz>,
    /// What the gate refused, for `--explain`.
    pub dropped: Vec<Dropped>,
}

/// The words an item was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// The quoted sentences, half-open, all of one turn.
    pub sentences: Range<usize>,
    /// Index of the topic they belong to.
    pub topic: usize,
}

/// A flashcard.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Card {
    /// Hash of the evidence and the kind: the GUID in Anki.
    pub id: String,
    /// What kind of card it is.
    pub kind: CardKind,
    /// What is asked.
    pub face: Face,
    /// What has to be known: a part of the evidence's readable text, up to case and punctuation.
    pub answer: String,
    /// Where it comes from.
    pub evidence: Evidence,
    /// What was said before, where the card can't be understood without.
    pub lead: Option<Lead>,
    /// How good it is thought to be, 0 to 1.
    pub score: f64,
}

impl Card {
    /// The items of a list, as they stand in the answer; empty for every other kind.
    pub fn items(&self) -> Vec<String> {
        let places = if self.kind == CardKind::List { list::items(&self.answer) } else { Vec::new() };
        places.into_iter().map(|item| self.answer[item].to_owned()).collect()
    }
}

/// A sentence that leads to the evidence of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lead {
    /// Index of the sentence, before the evidence and in the same topic.
    pub sentence: usize,
    /// Its readable text, or the end of it after `… `.
    pub text: String,
}

/// The visible sides of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Face {
    /// A question on the front, [`Card::answer`] on the back.
    Question {
        /// The question, ending in `?`.
        front: String,
    },
    /// A sentence with a gap, in three parts: the answer stands between `before` and `after`.
    Cloze {
        /// The sentence up to the gap.
        before: String,
        /// The sentence after the gap.
        after: String,
        /// A word shown in the gap when several answers are plausible.
        hint: Option<String>,
    },
}

/// The kinds of cards; one file each in `compose/cards/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CardKind {
    /// A question of the talk with the answer that was given.
    Question,
    /// What a term means.
    Definition,
    /// Why or how something is so.
    Cause,
    /// What somebody sets against something else: the one of the two.
    Contrast,
    /// What the problem, the goal, the advantage of something is.
    Point,
    /// What something does, needs or is for.
    Function,
    /// Gaps for the items of an enumeration, one at a time; the answer is the whole of it.
    List,
    /// A gap for a number, date or quantity.
    Number,
    /// A gap for a key term or name.
    Term,
}

/// A quiz with the plan for a meeting.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Quiz {
    /// The seed that chose and ordered the items.
    pub seed: u64,
    /// Items in the order in which they are asked: opening, core, closing.
    pub items: Vec<QuizItem>,
    /// Where it falls short of what a good quiz has, which the talk didn't give.
    pub notes: Vec<Note>,
}

/// A rule for quizzes that a quiz doesn't meet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Id of the rule, for instance `D10`.
    pub rule: &'static str,
    /// What is missing, in words.
    pub why: String,
}

/// One question of the quiz.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct QuizItem {
    /// Hash of the evidence and the kind.
    pub id: String,
    /// What it demands of the group.
    pub tier: Tier,
    /// Level of the question in Bloom's revised taxonomy (Anderson & Krathwohl 2001).
    pub bloom: Bloom,
    /// The question itself.
    pub stem: String,
    /// How it is answered.
    pub form: Form,
    /// Where it comes from; for a discussion, the passage to be read out.
    pub evidence: Evidence,
    /// The passage that is set against it.
    pub against: Option<Evidence>,
    /// Planned time in minutes.
    pub minutes: u32,
}

/// How a quiz item is answered.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Form {
    /// One option is right.
    MultipleChoice {
        /// Three or four options in the order shown.
        options: Vec<Choice>,
        /// Index of the right one.
        key: usize,
    },
    /// A few words are the answer.
    ShortAnswer {
        /// The answer.
        key: String,
    },
    /// A question that was put to somebody in the talk; the answer is what was said, the evidence.
    Recall,
    /// A statement that is as it was said, or has one wrong word in it.
    TrueFalse {
        /// What was said at the place of the wrong word, or at its own.
        key: String,
        /// The wrong word, and where it belongs; `None` when the statement is true.
        swapped: Option<Choice>,
    },
    /// Questions and, in another order, their answers.
    Matching {
        /// Each question with its answer, in the order of the questions.
        pairs: Vec<Pair>,
        /// In which order the answers are shown: indices of `pairs`.
        shown: Vec<usize>,
    },
    /// Things to be put in the order in which they came up.
    Ordering {
        /// The things in the order shown.
        options: Vec<Choice>,
        /// Indices of `options` in the right order.
        key: Vec<usize>,
    },
    /// Open talk; no key.
    Discussion {
        /// What is asked, the end of the stem: what stands before it is what it is asked about.
        asked: String,
        /// Questions with which a leader keeps the talk going.
        follow_ups: Vec<String>,
    },
}

impl Form {
    /// The form as it is called in `analysis.json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MultipleChoice { .. } => "multiple_choice",
            Self::ShortAnswer { .. } => "short_answer",
            Self::Recall => "recall",
            Self::TrueFalse { .. } => "true_false",
            Self::Matching { .. } => "matching",
            Self::Ordering { .. } => "ordering",
            Self::Discussion { .. } => "discussion",
        }
    }

    /// The words that are the answer, where a few words are.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::MultipleChoice { options, key } => options.get(*key).map(|option| option.text.clone()),
            Self::ShortAnswer { key } | Self::TrueFalse { key, .. } => Some(key.clone()),
            Self::Recall | Self::Matching { .. } | Self::Ordering { .. } | Self::Discussion { .. } => None,
        }
    }
}

impl QuizItem {
    /// Every sentence from which something is asked.
    pub(crate) fn sources(&self) -> Vec<usize> {
        match &self.form {
            Form::Matching { pairs, .. } => pairs.iter().map(|pair| pair.answer.sentence).collect(),
            _ => self.evidence.sentences.clone().collect(),
        }
    }
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair {
    /// The question.
    pub asked: String,
    /// Its answer, and where it is said.
    pub answer: Choice,
}

/// An option of a multiple-choice question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The option as shown.
    pub text: String,
    /// The sentence of the talk in which the option is said.
    pub sentence: usize,
}

/// What a question demands, after the Great Books Foundation's Shared Inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// One answer, in the talk.
    Factual,
    /// Several answers that the talk supports.
    Interpretive,
    /// What the group thinks itself.
    Evaluative,
}

/// What a question may demand: the levels of Bloom's revised taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Bloom {
    /// Say again what was said
    Remember,
    /// Say what it means, and why
    Understand,
    /// Use it elsewhere
    Apply,
    /// Take it apart: what it rests on, what contradicts it
    Analyse,
    /// Judge it
    Evaluate,
    /// Make something of it
    Create,
}

/// An item that was not written, and why.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Dropped {
    /// `card` or `quiz`.
    pub what: &'static str,
    /// The kind of item, as in `analysis.json`.
    pub kind: String,
    /// Front or stem.
    pub text: String,
    /// Its answer, if it has one.
    pub answer: String,
    /// Id of the rule of the gate that refused it, for instance `C7`.
    pub rule: &'static str,
    /// Why, in words.
    pub why: String,
    /// The first sentence of its evidence.
    pub sentence: usize,
}
