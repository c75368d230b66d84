//! The quiz as templates see it.

use serde::{Deserialize, Serialize};

use super::mark::around;
use super::name_of;
use super::talk::{Talk, seconds};
use crate::compose::{Choice, Form, Quiz, QuizItem};

/// A quiz with the plan for a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct QuizView {
    pub seed: u64,
    pub minutes: u32,
    pub items: Vec<QuizItemView>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct QuizItemView {
    pub number: usize,
    pub id: String,
    pub kind: String,
    pub tier: String,
    pub bloom: String,
    pub stem: String,
    pub options: Vec<OptionView>,
    pub key: Option<String>,
    pub key_letter: Option<String>,
    pub rationale: Option<String>,
    pub quote: String,
    pub quote_before: String,
    pub quote_answer: String,
    pub quote_after: String,
    pub topic: usize,
    pub topic_title: String,
    pub speaker: Option<usize>,
    pub speaker_name: Option<String>,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub start_s: Option<f64>,
    pub url: Option<String>,
    pub minutes: u32,
    pub follow_ups: Vec<String>,
}

/// An option of a multiple-choice question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct OptionView {
    pub letter: String,
    pub text: String,
    pub correct: bool,
    pub said: SaidView,
}

/// Where an option is said in the talk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct SaidView {
    pub sentence: usize,
    pub words: [usize; 2],
    pub speaker_name: Option<String>,
    pub text: String,
    pub start_s: Option<f64>,
    pub url: Option<String>,
}

impl QuizView {
    pub(super) fn new(talk: &Talk<'_>, quiz: &Quiz) -> Self {
        let items = quiz.items.iter().enumerate();
        Self {
            seed: quiz.seed,
            minutes: quiz.items.iter().map(|item| item.minutes).sum(),
            items: items.map(|(at, item)| QuizItemView::new(talk, at + 1, item)).collect(),
        }
    }
}

impl QuizItemView {
    fn new(talk: &Talk<'_>, number: usize, item: &QuizItem) -> Self {
        let place = talk.place(item.evidence.sentences.clone());
        let quote = talk.text(item.evidence.sentences.clone());
        let answer = Answer::new(talk, &item.form);
        let [quote_before, quote_answer, quote_after] = answer
            .key
            .as_deref()
            .and_then(|key| around(&quote, key))
            .unwrap_or([&quote, "", ""])
            .map(str::to_owned);
        Self {
            number,
            id: item.id.clone(),
            kind: answer.kind.to_owned(),
            tier: name_of(item.tier),
            bloom: name_of(item.bloom),
            stem: item.stem.clone(),
            rationale: answer.rationale(),
            options: answer.options,
            key: answer.key,
            key_letter: answer.key_letter,
            quote_before,
            quote_answer,
            quote_after,
            quote,
            topic: item.evidence.topic,
            topic_title: talk
                .analysis
                .topics
                .get(item.evidence.topic)
                .map_or_else(String::new, |topic| topic.title.clone()),
            speaker: place.speaker,
            speaker_name: place.speaker_name,
            sentences: place.sentences,
            words: place.words,
            start_s: seconds(place.start),
            url: place.url,
            minutes: item.minutes,
            follow_ups: answer.follow_ups,
        }
    }
}

/// What the three forms have in common for a template.
struct Answer {
    kind: &'static str,
    options: Vec<OptionView>,
    key: Option<String>,
    key_letter: Option<String>,
    follow_ups: Vec<String>,
}

impl Answer {
    fn new(talk: &Talk<'_>, form: &Form) -> Self {
        let none =
            Self { kind: "", options: Vec::new(), key: None, key_letter: None, follow_ups: Vec::new() };
        match form {
            Form::MultipleChoice { options, key } => {
                let options: Vec<OptionView> = options
                    .iter()
                    .enumerate()
                    .map(|(at, choice)| option(talk, at, choice, at == *key))
                    .collect();
                let right = options.get(*key);
                Self {
                    kind: "multiple_choice",
                    key: right.map(|option| option.text.clone()),
                    key_letter: right.map(|option| option.letter.clone()),
                    options,
                    ..none
                }
            }
            Form::ShortAnswer { key } => Self { kind: "short_answer", key: Some(key.clone()), ..none },
            Form::Discussion { follow_ups } => {
                Self { kind: "discussion", follow_ups: follow_ups.clone(), ..none }
            }
        }
    }

    /// Why the key is the key, as far as the words of the talk tell.
    fn rationale(&self) -> Option<String> {
        let key = self.key.as_ref()?;
        Some(if self.options.is_empty() {
            format!("the passage says \u{201c}{key}\u{201d}")
        } else {
            format!(
                "the passage says \u{201c}{key}\u{201d}; the other options are said elsewhere in the talk"
            )
        })
    }
}

fn option(talk: &Talk<'_>, at: usize, choice: &Choice, correct: bool) -> OptionView {
    let place = talk.place(choice.sentence..choice.sentence + 1);
    OptionView {
        letter: char::from(b'A' + u8::try_from(at).unwrap_or(25).min(25)).to_string(),
        text: choice.text.clone(),
        correct,
        said: SaidView {
            sentence: choice.sentence,
            words: place.words,
            speaker_name: place.speaker_name,
            text: talk.text(choice.sentence..choice.sentence + 1),
            start_s: seconds(place.start),
            url: place.url,
        },
    }
}
