//! Names and terms as templates see them.

use serde::{Deserialize, Serialize};

use super::talk::{Talk, seconds};
use crate::analyze::Mention;

/// A name or a term and where it comes up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct MentionView {
    pub text: String,
    pub said: usize,
    pub said_in: Vec<usize>,
    pub topics: Vec<usize>,
    pub explained: bool,
    pub sentence: usize,
    pub words: [usize; 2],
    pub start_s: Option<f64>,
    pub url: Option<String>,
}

/// The views of some mentions, in their order.
pub(super) fn mentions(talk: &Talk<'_>, mentions: &[Mention]) -> Vec<MentionView> {
    mentions.iter().filter_map(|mention| view(talk, mention)).collect()
}

/// `None` for what is said nowhere.
fn view(talk: &Talk<'_>, mention: &Mention) -> Option<MentionView> {
    let sentence = mention.explained.or(mention.sentences.first().copied())?;
    let place = talk.place(sentence..sentence + 1);
    let topics = talk.analysis.topics.iter().enumerate();
    let says = |range: &std::ops::Range<usize>| mention.sentences.iter().any(|at| range.contains(at));
    Some(MentionView {
        text: mention.text.clone(),
        said: mention.said,
        said_in: mention.sentences.clone(),
        topics: topics.filter(|(_, topic)| says(&topic.sentences)).map(|(id, _)| id).collect(),
        explained: mention.explained.is_some(),
        sentence,
        words: place.words,
        start_s: seconds(place.start),
        url: place.url,
    })
}
