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
            Self { factual: share(30).min(factual), evaluative: share(20).min(passages), interpretive: 0 };
        wanted.interpretive = (all - wanted.factual - wanted.evaluative).min(passages - wanted.evaluative);
        wanted.factual = (all - wanted.interpretive - wanted.evaluative).min(factual);
        wanted
    }
}

/// How much chance decides among questions that are nearly as good.
const CHANCE: f64 = 0.12;
/// How much a question loses for each that was chosen of its topic before (D10).
const CROWDING: f64 = 0.25;

/// Chooses factual items: the best by `scores` and a little chance, spread over topics (D10), none that
/// gives another's key away (M21).
pub(super) fn choose_factual(
    analysis: &Analysis,
    items: Vec<QuizItem>,
    scores: &BTreeMap<String, f64>,
    count: usize,
    rng: &mut ChaCha8Rng,
) -> Vec<QuizItem> {
    let mut open: Vec<(f64, QuizItem)> = items
        .into_iter()
        .map(|item| (scores.get(&item.id).copied().unwrap_or(0.0) + rng.random_range(0.0..CHANCE), item))
        .collect();
    let mut per_topic = vec![0usize; analysis.topics.len()];
    let mut chosen: Vec<QuizItem> = Vec::new();
    while chosen.len() < count && !open.is_empty() {
        let worth =
            |(score, item): &(f64, QuizItem)| score - CROWDING * per_topic[item.evidence.topic] as f64;
        let best = (0..open.len())
            .max_by(|&a, &b| worth(&open[a]).total_cmp(&worth(&open[b])).then(b.cmp(&a)))
            .expect("the loop runs only while some are open");
        let (_, item) = open.remove(best);
        if chosen.iter().all(|other| other.id != item.id && apart(&item, other)) {
            per_topic[item.evidence.topic] += 1;
            chosen.push(item);
        }
    }
    chosen
}

/// Whether neither item's stem has the other's key, and they don't share evidence.
fn apart(a: &QuizItem, b: &QuizItem) -> bool {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(stem).collect() };
    let key = |item: &QuizItem| match &item.form {
        Form::MultipleChoice { options, key } => options[*key].text.clone(),
        Form::ShortAnswer { key } => key.clone(),
        Form::Discussion { .. } => String::new(),
    };
    let gives_away = |one: &QuizItem, other: &QuizItem| words(&key(other)).is_subset(&words(&one.stem));
    let near = a.evidence.sentences.start.abs_diff(b.evidence.sentences.start) < 2;
    !gives_away(a, b) && !gives_away(b, a) && !near
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
