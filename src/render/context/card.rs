//! Flashcards as templates see them.

use serde::{Deserialize, Serialize};

use super::mark::{around, gaps};
use super::talk::{Talk, seconds};
use super::{name_of, rounded};
use crate::analyze::stem;
use crate::compose::clause::is_stop;
use crate::compose::{Card, Face};
use crate::render::slug::slug;
use crate::restore::key;

/// A flashcard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct CardView {
    pub id: String,
    pub kind: String,
    pub front: Option<String>,
    pub back: Option<String>,
    pub text: Option<String>,
    pub text_before: Option<String>,
    pub text_after: Option<String>,
    pub hint: Option<String>,
    pub answer: String,
    #[serde(default)]
    pub items: Vec<String>,
    pub topic: usize,
    pub topic_title: String,
    #[serde(default)]
    pub topic_tells: bool,
    pub topic_number: Option<usize>,
    pub tags: Vec<String>,
    pub quote: String,
    pub quote_before: String,
    pub quote_answer: String,
    pub quote_after: String,
    #[serde(default)]
    pub lead: Option<String>,
    #[serde(default)]
    pub lead_sentence: Option<usize>,
    #[serde(default)]
    pub lead_speaker_name: Option<String>,
    pub speaker: Option<usize>,
    pub speaker_name: Option<String>,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub start_s: Option<f64>,
    pub url: Option<String>,
    pub score: f64,
}

/// Whether a title says a word of an answer.
fn tells(title: &str, answer: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        text.split_whitespace().map(key).filter(|word| !is_stop(word)).map(|word| stem(&word)).collect()
    };
    let title = stems(title);
    stems(answer).iter().any(|word| title.contains(word))
}

impl CardView {
    pub(super) fn new(talk: &Talk<'_>, card: &Card) -> Self {
        let place = talk.place(card.evidence.sentences.clone());
        let topics = &talk.analysis.topics;
        let topic = topics.get(card.evidence.topic);
        let topic_title = topic.map_or_else(String::new, |topic| topic.title.clone());
        let quote = talk.text(card.evidence.sentences.clone());
        let before = if let Face::Cloze { before, .. } = &card.face { before.as_str() } else { "" };
        let [quote_before, quote_answer, quote_after] =
            around(&quote, before, &card.answer).unwrap_or([&quote, "", ""]).map(str::to_owned);
        let lead_speaker_name = card.lead.as_ref().and_then(|lead| {
            let speaker = talk.place(lead.sentence..lead.sentence + 1).speaker_name?;
            (Some(&speaker) != place.speaker_name.as_ref()).then_some(speaker)
        });
        let mut view = Self {
            id: card.id.clone(),
            kind: name_of(card.kind),
            front: None,
            back: None,
            text: None,
            text_before: None,
            text_after: None,
            hint: None,
            answer: card.answer.clone(),
            items: Vec::new(),
            topic: card.evidence.topic,
            topic_tells: tells(&topic_title, &card.answer)
                || talk.script.language.is_unspaced() && topic_title.contains(&card.answer),
            topic_number: topic.filter(|topic| topic.left_out.is_none()).map(|_| {
                topics[..=card.evidence.topic].iter().filter(|topic| topic.left_out.is_none()).count()
            }),
            tags: vec![
                format!("topic::{}", slug(&topic_title)),
                format!("kind::{}", name_of(card.kind).replace('_', "-")),
            ],
            topic_title,
            quote_before,
            quote_answer,
            quote_after,
            quote,
            lead: card.lead.as_ref().map(|lead| lead.text.clone()),
            lead_sentence: card.lead.as_ref().map(|lead| lead.sentence),
            lead_speaker_name,
            speaker: place.speaker,
            speaker_name: place.speaker_name,
            sentences: place.sentences,
            words: place.words,
            start_s: seconds(place.start),
            url: place.url,
            score: rounded(card.score),
        };
        match &card.face {
            Face::Question { front } => {
                view.front = Some(front.clone());
                view.back = Some(card.answer.clone());
            }
            Face::Cloze { before, after, hint } => {
                let hint_part = hint.as_ref().map_or_else(String::new, |hint| format!("::{hint}"));
                view.items = card.items();
                let gaps = gaps(&card.answer, &view.items, |number, text| {
                    format!("{{{{c{number}::{text}{hint_part}}}}}")
                });
                view.text = Some(format!("{before}{gaps}{after}"));
                view.text_before = Some(before.clone());
                view.text_after = Some(after.clone());
                view.hint.clone_from(hint);
            }
        }
        view
    }
}
