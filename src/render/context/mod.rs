//! What templates see, and what `analysis.json` holds: a public format of its own, so that it stays
//! when the types of the stages change. `templates/README.md` documents it field by field.

mod anki;
mod card;
mod found;
mod json;
mod mark;
mod mention;
mod quiz;
mod talk;
mod talk_view;
mod topic;

pub use anki::{AnkiView, NoteTypes, OnMatch};
pub use card::CardView;
pub use found::FoundView;
pub use json::to_string as to_json;
pub(in crate::render) use mark::gaps;
pub use mention::MentionView;
pub use quiz::{NoteView, OptionView, PairView, PassageRef, QuizItemView, QuizView, SaidView};
pub use talk_view::{DroppedView, LeftOutView, SentenceView, SourceView, SpeakerView, SummaryView, ToolView};
pub use topic::{AnswerView, AskedView, PassageView, SectionView, SpokenView, TopicView};

use serde::{Deserialize, Serialize};

use crate::analyze::Analysis;
use crate::compose::StudySet;
use crate::render::filters::deck;
use crate::restore::Script;
use talk::Talk;

/// The version of the format; it goes up when a field changes its meaning or goes away.
pub const SCHEMA: u32 = 1;

/// Everything about one talk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Context {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What made this.
    pub tool: ToolView,
    /// The recording and the file that was read.
    pub source: SourceView,
    /// Name of the Anki deck; topics are decks below it.
    pub deck: String,
    /// Anki tags of every note.
    pub tags: Vec<String>,
    /// How the cards go into Anki.
    #[serde(default)]
    pub anki: AnkiView,
    /// Who speaks; empty when that is not known.
    pub speakers: Vec<SpeakerView>,
    /// What was said, in order.
    pub sentences: Vec<SentenceView>,
    /// What was talked about, in order.
    pub topics: Vec<TopicView>,
    /// People, companies, places that come up, those named most often first.
    #[serde(default)]
    pub names: Vec<MentionView>,
    /// Words of the trade, those that matter most first.
    #[serde(default)]
    pub terms: Vec<MentionView>,
    /// The talk in numbers.
    pub summary: SummaryView,
    /// Flashcards, in the order of the talk.
    pub cards: Vec<CardView>,
    /// The quiz.
    pub quiz: QuizView,
    /// Further editions of the quiz.
    #[serde(default)]
    pub editions: Vec<QuizView>,
    /// What is in the talk but not in the study material.
    pub left_out: Vec<LeftOutView>,
    /// What the gate refused; empty unless it was asked for.
    #[serde(default)]
    pub dropped: Vec<DroppedView>,
}

/// What the person decides about the output, beyond the talk itself.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Facts {
    /// Name of the Anki deck; the title of the talk when `None`.
    pub deck: Option<String>,
    /// Name of the deck of a course, of which the talk is a part: its deck is below that one.
    pub course: Option<String>,
    /// Anki tags beside the ones that are always set.
    pub tags: Vec<String>,
    /// Note types of `cards.csv`.
    pub note_types: NoteTypes,
    /// What an import does with notes that are in Anki already.
    pub on_match: OnMatch,
    /// Whether to list what the gate refused.
    pub explain: bool,
    /// The names of the editions of the quiz, when there is more than one.
    pub editions: Vec<String>,
}

impl Facts {
    fn deck_of(&self, title: &str) -> String {
        match (&self.course, &self.deck) {
            (Some(course), _) => format!("{course}::{}", deck(title)),
            (None, Some(deck)) => deck.clone(),
            (None, None) => deck(title),
        }
    }
}

impl Context {
    /// Gathers what the stages found out.
    pub fn new(script: &Script, analysis: &Analysis, study: &StudySet, facts: &Facts) -> Self {
        let talk = Talk::new(script, analysis);
        let source = SourceView::new(&talk);
        let tags = std::iter::once(format!("src::{}", super::slug::slug(&source.title)))
            .chain(facts.tags.iter().map(|tag| one_word(tag)).filter(|tag| !tag.is_empty()))
            .collect();
        Self {
            schema: SCHEMA,
            tool: ToolView::current(),
            deck: facts.deck_of(&source.title),
            tags,
            anki: AnkiView::new(facts),
            speakers: talk.speakers(),
            sentences: talk.sentences(),
            topics: topic::topics(&talk),
            names: mention::mentions(&talk, &analysis.names),
            terms: mention::mentions(&talk, &analysis.terms),
            summary: talk.summary(study),
            cards: study.cards.iter().map(|card| CardView::new(&talk, card)).collect(),
            quiz: QuizView::new(&talk, &study.quiz, facts.editions.first()),
            editions: study
                .editions
                .iter()
                .enumerate()
                .map(|(at, quiz)| QuizView::new(&talk, quiz, facts.editions.get(at + 1)))
                .collect(),
            left_out: talk.left_out(),
            dropped: if facts.explain { talk.dropped(&study.dropped) } else { Vec::new() },
            source,
        }
    }

    /// This talk with each edition of its quiz in turn as the quiz.
    pub fn each_edition(&self) -> impl Iterator<Item = Self> {
        std::iter::once(&self.quiz)
            .chain(&self.editions)
            .map(|quiz| Self { quiz: quiz.clone(), ..self.clone() })
    }

    /// The text of `analysis.json`, with a line feed at the end.
    ///
    /// # Panics
    ///
    /// Never: every type in here can be written as JSON.
    pub fn to_json(&self) -> String {
        json::to_string(self)
    }
}

/// Anki ends a tag at white space.
fn one_word(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A score as it is shown: three decimals are more than it can claim.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

/// The name that serde gives a variant, so that JSON and templates agree on it.
fn name_of(variant: impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => unreachable!("only enums without fields are named"),
    }
}
