//! A card on its way through the gate.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analyze::stem;
use crate::compose::clause::{Clause, is_function, is_stop};
use crate::compose::study_set::{CardKind, Face, Lead};

/// What a kind of card proposes.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// What kind of card it is.
    pub(crate) kind: CardKind,
    /// What is shown.
    pub(crate) face: Face,
    /// What is hidden.
    pub(crate) answer: String,
    /// The sentences it is made from, all of one turn.
    pub(crate) sentences: Range<usize>,
    /// The sentence of another turn that asks it, for [`CardKind::Question`].
    pub(crate) asked: Option<usize>,
    /// How well it fits its kind, 0 to 1.
    pub(crate) fit: f64,
    /// What the network says of its gap, in log-odds, where that was asked already.
    pub(crate) judged: Option<f64>,
}

/// A draft with everything that the gate looks at.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    /// The draft.
    pub(crate) draft: Draft,
    /// The front, or the sentence with its gap filled.
    pub(crate) shown: Clause,
    /// What can be read before the answer is known: the front, or the sentence without the answer.
    pub(crate) visible: String,
    /// The answer.
    pub(crate) answer: Clause,
    /// The readable text of the evidence.
    pub(crate) evidence: String,
    /// The readable text of the sentence that asks it.
    pub(crate) asked: Option<String>,
    /// The line that says where in the talk the card belongs: the topic.
    pub(crate) context: String,
    /// What was said before, shown in small print.
    pub(crate) lead: Option<Lead>,
    /// What else is shown in small print: the title of the talk, and who speaks if that is known.
    pub(crate) small_print: Vec<String>,
    /// Whether the answer is what the whole talk is about.
    pub(crate) is_subject: bool,
}

impl Checked {
    /// Looks at a draft.
    pub(crate) fn new(draft: Draft, evidence: String, asked: Option<String>, context: String) -> Self {
        let (shown, visible) = match &draft.face {
            Face::Question { front } => (front.clone(), front.clone()),
            Face::Cloze { before, after, .. } => {
                (format!("{before}{}{after}", draft.answer), format!("{before} {after}"))
            }
        };
        Self {
            shown: Clause::parse(&shown),
            visible,
            answer: Clause::parse(&draft.answer),
            evidence,
            asked,
            context,
            lead: None,
            small_print: Vec::new(),
            is_subject: false,
            draft,
        }
    }

    /// Whether the card is a sentence with a gap.
    pub(crate) fn is_cloze(&self) -> bool {
        matches!(self.draft.face, Face::Cloze { .. })
    }

    /// What is hidden at a time: the answer, or each of the items of a list.
    pub(crate) fn hidden(&self) -> Vec<&str> {
        let answer = self.draft.answer.as_str();
        if self.draft.kind == CardKind::List {
            super::list::items(answer).into_iter().map(|item| &answer[item]).collect()
        } else {
            vec![answer]
        }
    }

    /// How many words with a meaning stay visible while the answer, or one item of it, is hidden.
    pub(crate) fn visible_words(&self) -> usize {
        let means = |text: &str| Clause::keys(text).filter(|key| !is_function(key)).count();
        let items = self.hidden().into_iter().map(means);
        let others = items.clone().sum::<usize>() - items.max().unwrap_or_default();
        others + means(&self.visible)
    }

    /// What is shown with the answer in brackets, behind a question with the words that it is from.
    pub(crate) fn answered(&self) -> String {
        match &self.draft.face {
            Face::Question { front } => format!("{front} [{}] {}", self.draft.answer, self.evidence),
            Face::Cloze { before, after, .. } => format!("{before}[{}]{after}", self.draft.answer),
        }
    }

    /// What is shown, as one text.
    pub(crate) fn text(&self) -> String {
        match &self.draft.face {
            Face::Question { front } => front.clone(),
            Face::Cloze { before, after, .. } => format!("{before}[...]{after}"),
        }
    }
}

/// The stems of the words that mean something.
pub(crate) fn stems(clause: &Clause) -> BTreeSet<String> {
    clause.words.iter().filter_map(|word| meaningful(&word.key)).collect()
}

/// The stems of the words of a text that mean something.
pub(crate) fn stems_of(text: &str) -> BTreeSet<String> {
    Clause::keys(text).filter_map(|key| meaningful(&key)).collect()
}

fn meaningful(key: &str) -> Option<String> {
    (!is_stop(key) && key.chars().any(char::is_alphanumeric)).then(|| stem(key))
}
