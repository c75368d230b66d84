//! The quiz as templates see it.

use serde::{Deserialize, Serialize};

use super::mark::around;
use super::name_of;
use super::talk::{Talk, seconds};
use crate::compose::opening::without_opening;
use crate::compose::{Choice, Evidence, Form, Quiz, QuizItem};

/// A quiz with the plan for a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct QuizView {
    #[serde(default)]
    pub edition: Option<String>,
    pub seed: u64,
    pub minutes: u32,
    pub items: Vec<QuizItemView>,
    #[serde(default)]
    pub notes: Vec<NoteView>,
}

/// A rule for quizzes that this one doesn't meet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct NoteView {
    pub rule: String,
    pub why: String,
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
    #[serde(default)]
    pub asked: String,
    pub options: Vec<OptionView>,
    pub key: Option<String>,
    pub key_letter: Option<String>,
    pub rationale: Option<String>,
    pub quote: String,
    pub quote_before: String,
    pub quote_answer: String,
    pub quote_after: String,
    #[serde(default)]
    pub stem_has_quote: bool,
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
    #[serde(default)]
    pub statement: Option<bool>,
    #[serde(default)]
    pub pairs: Vec<PairView>,
    #[serde(default)]
    pub against: Option<PassageRef>,
}

/// A question of a matching question, with its answer among the options.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct PairView {
    pub number: usize,
    pub asked: String,
    pub letter: String,
    pub text: String,
    pub said: SaidView,
}

/// The passage that is set against the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct PassageRef {
    pub quote: String,
    pub speaker_name: Option<String>,
    pub sentences: [usize; 2],
    pub words: [usize; 2],
    pub start_s: Option<f64>,
    pub url: Option<String>,
}

impl PassageRef {
    fn new(talk: &Talk<'_>, passage: &Evidence) -> Self {
        let place = talk.place(passage.sentences.clone());
        Self {
            quote: talk.text(passage.sentences.clone()),
            speaker_name: place.speaker_name,
            sentences: place.sentences,
            words: place.words,
            start_s: seconds(place.start),
            url: place.url,
        }
    }
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
    pub(super) fn new(talk: &Talk<'_>, quiz: &Quiz, edition: Option<&String>) -> Self {
        let items = quiz.items.iter().enumerate();
        let notes =
            quiz.notes.iter().map(|note| NoteView { rule: note.rule.to_owned(), why: note.why.clone() });
        Self {
            edition: edition.cloned(),
            notes: notes.collect(),
            seed: quiz.seed,
            minutes: quiz.items.iter().map(|item| item.minutes).sum(),
            items: items.map(|(at, item)| QuizItemView::new(talk, at + 1, item)).collect(),
        }
    }
}

/// Letters at the beginning of a quote that a stem may leave out.
const OPENING: usize = 8;

impl QuizItemView {
    fn new(talk: &Talk<'_>, number: usize, item: &QuizItem) -> Self {
        let place = talk.place(item.evidence.sentences.clone());
        let quote = talk.text(item.evidence.sentences.clone());
        let answer = Answer::new(talk, &item.form);
        // What is asked about one passage, and the statement in it.
        let asked = match &item.form {
            Form::Discussion { asked, .. } if item.against.is_none() => Some(asked.as_str()),
            _ => None,
        };
        let statement = asked.and_then(|asked| item.stem.strip_suffix(asked));
        // What a group reads out goes without the "But" or "And so" that took the turn.
        let shown = if asked.is_some() { without_opening(&quote) } else { quote.clone() };
        let [quote_before, quote_answer, quote_after] = answer
            .key
            .as_deref()
            .or(statement)
            .and_then(|key| around(&shown, "", key))
            .unwrap_or([&shown, "", ""])
            .map(str::to_owned);
        // Perhaps without the "But" or "And so" at its start.
        let rest: String = quote.chars().skip(OPENING).collect();
        Self {
            number,
            id: item.id.clone(),
            kind: answer.kind.to_owned(),
            tier: name_of(item.tier),
            bloom: name_of(item.bloom),
            stem: item.stem.clone(),
            asked: asked.unwrap_or(&item.stem).to_owned(),
            rationale: answer.rationale(),
            options: answer.options,
            key: answer.key,
            key_letter: answer.key_letter,
            quote_before,
            quote_answer,
            quote_after,
            stem_has_quote: item.stem.contains(&rest),
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
            statement: answer.statement,
            pairs: answer.pairs,
            against: item.against.as_ref().map(|passage| PassageRef::new(talk, passage)),
        }
    }
}

/// What the forms have in common for a template.
#[derive(Default)]
struct Answer {
    kind: &'static str,
    options: Vec<OptionView>,
    pairs: Vec<PairView>,
    key: Option<String>,
    key_letter: Option<String>,
    statement: Option<bool>,
    follow_ups: Vec<String>,
}

impl Answer {
    fn new(talk: &Talk<'_>, form: &Form) -> Self {
        let kind = form.name();
        let none = Self { kind, ..Self::default() };
        let shown = |options: &[Choice], key: Option<usize>| -> Vec<OptionView> {
            let options = options.iter().enumerate();
            options.map(|(at, choice)| option(talk, at, choice, Some(at) == key)).collect()
        };
        match form {
            Form::MultipleChoice { options, key } => Self {
                key: form.key(),
                key_letter: Some(letter(*key)),
                options: shown(options, Some(*key)),
                ..none
            },
            Form::ShortAnswer { key } => Self { key: Some(key.clone()), ..none },
            Form::Recall => none,
            Form::TrueFalse { key, swapped } => Self {
                key: Some(key.clone()),
                statement: Some(swapped.is_none()),
                options: shown(swapped.as_slice(), None),
                ..none
            },
            Form::Matching { pairs, shown: order } => {
                let options: Vec<Choice> = order.iter().map(|&at| pairs[at].answer.clone()).collect();
                let place = |at: usize| order.iter().position(|&other| other == at).unwrap_or(0);
                let options = shown(&options, None);
                let pairs = pairs.iter().enumerate().map(|(at, pair)| PairView {
                    number: at + 1,
                    asked: pair.asked.clone(),
                    letter: letter(place(at)),
                    text: pair.answer.text.clone(),
                    said: options[place(at)].said.clone(),
                });
                Self { pairs: pairs.collect(), options, ..none }
            }
            Form::Ordering { options, key } => Self {
                key_letter: Some(key.iter().map(|&at| letter(at)).collect::<Vec<_>>().join(", ")),
                options: shown(options, None),
                ..none
            },
            Form::Discussion { follow_ups, .. } => Self { follow_ups: follow_ups.clone(), ..none },
        }
    }

    /// Why the key is the key, as far as the words of the talk tell.
    fn rationale(&self) -> Option<String> {
        let key = self.key.as_ref()?;
        Some(match self.kind {
            "multiple_choice" => format!(
                "the passage says \u{201c}{key}\u{201d}; the other options are said elsewhere in the talk"
            ),
            _ => format!("the passage says \u{201c}{key}\u{201d}"),
        })
    }
}

/// The letter of an option.
fn letter(at: usize) -> String {
    char::from(b'A' + u8::try_from(at).unwrap_or(25).min(25)).to_string()
}

fn option(talk: &Talk<'_>, at: usize, choice: &Choice, correct: bool) -> OptionView {
    let place = talk.place(choice.sentence..choice.sentence + 1);
    OptionView {
        letter: letter(at),
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
