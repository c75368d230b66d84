//! How many questions of which part, which of the factual ones, and where their keys stand.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

use crate::analyze::{Analysis, stem};
use crate::compose::study_set::{Form, QuizItem};
use crate::restore::Script;

/// How many questions of each part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) factual: usize,
    pub(super) interpretive: usize,
    pub(super) evaluative: usize,
}

impl Wanted {
    /// The mix 30/50/20 of `questions`, or of a number that suits the talk: six for a quarter of an
    /// hour, sixteen for two hours. What one part lacks goes to the others.
    pub(super) fn new(script: &Script, questions: Option<usize>, factual: usize, passages: usize) -> Self {
        const FEWEST: usize = 5;
        const MOST: usize = 16;
        const WORDS_A_QUESTION: usize = 1500;
        let all =
            questions.unwrap_or_else(|| (script.words.len() / WORDS_A_QUESTION + 5).clamp(FEWEST, MOST));
        let share = |percent: usize| (all * percent + 50) / 100;
        let mut wanted =
            Self { factual: share(35).min(factual), evaluative: share(20).min(passages), interpretive: 0 };
        wanted.interpretive = (all - wanted.factual - wanted.evaluative).min(passages - wanted.evaluative);
        wanted.factual = (all - wanted.interpretive - wanted.evaluative).min(factual);
        wanted
    }
}

/// Chooses factual items: multiple choice before short answers, every topic before a second of one
/// (D10), in an order that the seed decides; none that gives another's key away (M21).
pub(super) fn choose_factual(
    script: &Script,
    analysis: &Analysis,
    mut items: Vec<QuizItem>,
    count: usize,
    rng: &mut ChaCha8Rng,
) -> Vec<QuizItem> {
    items.shuffle(rng);
    items.sort_by_key(|item| matches!(item.form, Form::ShortAnswer { .. }));
    let mut by_topic: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chosen: Vec<QuizItem> = Vec::new();
    for round in 0..analysis.topics.len().max(count) {
        for item in &items {
            if chosen.len() == count {
                return chosen;
            }
            let taken = chosen.iter().any(|other| other.id == item.id);
            if !taken
                && by_topic.get(&item.evidence.topic).copied().unwrap_or(0) == round
                && chosen.iter().all(|other| apart(script, item, other))
            {
                *by_topic.entry(item.evidence.topic).or_default() += 1;
                chosen.push(item.clone());
            }
        }
    }
    chosen
}

/// Whether neither item's stem has the other's key, and they don't share evidence.
fn apart(script: &Script, a: &QuizItem, b: &QuizItem) -> bool {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(stem).collect() };
    let key = |item: &QuizItem| match &item.form {
        Form::MultipleChoice { options, key } => options[*key].text.clone(),
        Form::ShortAnswer { key } => key.clone(),
        Form::Discussion { .. } => String::new(),
    };
    let gives_away = |one: &QuizItem, other: &QuizItem| words(&key(other)).is_subset(&words(&one.stem));
    let near = a.evidence.sentences.start.abs_diff(b.evidence.sentences.start) < 2;
    !gives_away(a, b) && !gives_away(b, a) && !near && !script.sentences.is_empty()
}

/// Orders the options: numbers by size (M10), others so that keys stand at all places about equally
/// often and never at one place four times in a row (M19).
pub(super) fn balance_keys(items: &mut [QuizItem], rng: &mut ChaCha8Rng) {
    items.sort_by_key(|item| item.evidence.sentences.start);
    let mut used = [0usize; 4];
    for item in items {
        let Form::MultipleChoice { options, key } = &mut item.form else { continue };
        let right = options.remove(*key);
        let number = |text: &str| -> Option<f64> {
            let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
            digits.parse().ok()
        };
        if let Some(value) = number(&right.text)
            && options.iter().all(|option| number(&option.text).is_some())
        {
            options.sort_by(|a, b| number(&a.text).unwrap_or(0.0).total_cmp(&number(&b.text).unwrap_or(0.0)));
            *key = options.iter().filter(|option| number(&option.text).unwrap_or(0.0) < value).count();
        } else {
            options.shuffle(rng);
            let places = options.len() + 1;
            let least = used[..places].iter().min().copied().unwrap_or(0);
            let free: Vec<usize> = (0..places).filter(|&place| used[place] == least).collect();
            *key = free[rng.random_range(0..free.len())];
        }
        used[*key] += 1;
        options.insert(*key, right);
    }
}
