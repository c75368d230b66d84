//! Study items for languages whose grammar is not known: gaps for numbers, names and key terms in whole sentences, and open
//! questions about key passages.

use std::ops::Range;

use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

use super::identity;
use super::options::Options;
use super::study_set::{Bloom, Card, CardKind, Evidence, Face, Form, Quiz, QuizItem, Tier};
use crate::analyze::{Analysis, Pos, stem_in};
use crate::restore::{Script, Sentence, SentenceKind};

/// A gap that might be asked for.
pub(super) struct Gap {
    pub(super) kind: CardKind,
    pub(super) sentence: usize,
    pub(super) topic: usize,
    pub(super) before: String,
    pub(super) answer: String,
    pub(super) after: String,
    /// How good it is thought to be, 0 to 1.
    pub(super) score: f64,
}

/// Words of a sentence that tells enough around a gap and can be read at once.
const WORDS: Range<usize> = 8..31;
/// The same where words are cut finer than others, as Japanese and Chinese are.
const FINE_WORDS: Range<usize> = 8..46;
/// Content words that have to stay visible.
const VISIBLE: usize = 3;
/// Most words of an answer.
const ANSWER: usize = 4;
/// What a sentence's salience, a name and a number add to the score of a gap.
const SALIENT: f64 = 0.35;
const NUMBER: f64 = 0.1;
const NAME: f64 = 0.08;

/// Every gap in the sentences that the source itself ends: the bounds of others are not known.
pub(super) fn gaps(script: &Script, analysis: &Analysis) -> Vec<Gap> {
    let words = if script.language.is_unspaced() { FINE_WORDS } else { WORDS };
    let mut gaps = Vec::new();
    for (topic, part) in analysis.topics.iter().enumerate().filter(|(_, topic)| topic.left_out.is_none()) {
        let best = part.sentences.clone().map(|at| analysis.salience[at]).fold(f64::MIN_POSITIVE, f64::max);
        for at in part.sentences.clone() {
            let sentence = &script.sentences[at];
            let whole = sentence.kind == SentenceKind::Statement
                && script.is_typed(at)
                && words.contains(&sentence.tokens.len());
            if whole {
                let worth = 0.2 + SALIENT * analysis.salience[at] / best;
                gaps.extend(
                    in_sentence(script, analysis, topic, at)
                        .into_iter()
                        .map(|gap| Gap { score: (worth + gap.score).min(1.0), ..gap }),
                );
            }
        }
    }
    gaps
}

/// The gaps of one sentence, with what their kind adds to the score.
fn in_sentence(script: &Script, analysis: &Analysis, topic: usize, at: usize) -> Vec<Gap> {
    let sentence = &script.sentences[at];
    let tags = &analysis.tags[at];
    let places = places(sentence);
    let text = sentence.text();
    let runs = runs(tags);
    let content = tags.iter().filter(|pos| pos.is_content()).count();
    runs.into_iter()
        .filter_map(|run| {
            let start = places[run.start].start;
            let answer = bare(&text[start..places[run.end - 1].end]);
            let start = answer.as_ptr() as usize - text.as_ptr() as usize;
            let numeric = run.clone().all(|token| tags[token] == Pos::Number);
            let named = run.clone().all(|token| matches!(tags[token], Pos::Name | Pos::Number));
            let (kind, more) = if numeric {
                (CardKind::Number, NUMBER)
            } else if named {
                (CardKind::Term, NAME)
            } else if is_key(script, analysis, topic, answer) {
                (CardKind::Term, 0.0)
            } else {
                return None;
            };
            let once = text.to_lowercase().matches(&answer.to_lowercase()).count() == 1;
            let fits = !answer.is_empty() && run.len() <= ANSWER && once && content >= run.len() + VISIBLE;
            fits.then(|| Gap {
                kind,
                sentence: at,
                topic,
                before: text[..start].to_owned(),
                answer: answer.to_owned(),
                after: text[start + answer.len()..].to_owned(),
                score: more,
            })
        })
        .collect()
}

/// The runs of words that may be hidden together: numbers alone, names, other words that carry a subject.
fn runs(tags: &[Pos]) -> Vec<Range<usize>> {
    let class = |pos: Pos| match pos {
        Pos::Number => 1,
        Pos::Name => 2,
        pos if pos.is_content() => 3,
        _ => 0,
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, &pos) in tags.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.end == at && class(tags[at - 1]) == class(pos) => run.end += 1,
            _ if class(pos) > 0 => runs.push(at..at + 1),
            _ => {}
        }
    }
    runs
}

/// Whether a phrase is one that names the topic, or a term of the talk.
fn is_key(script: &Script, analysis: &Analysis, topic: usize, phrase: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        text.split_whitespace().map(|word| stem_in(script.language, word)).collect()
    };
    let wanted = stems(phrase);
    let terms = analysis.terms.iter().map(|term| &term.text);
    analysis.topics[topic].keyphrases.iter().chain(terms).any(|key| stems(key) == wanted)
}

/// Where each token stands in the sentence's text.
fn places(sentence: &Sentence) -> Vec<Range<usize>> {
    let mut end = 0;
    let place = |(at, token): (usize, &crate::restore::Token)| {
        let start = end + usize::from(at > 0 && !token.glued);
        end = start + token.text.len();
        start..end
    };
    sentence.tokens.iter().enumerate().map(place).collect()
}

/// A phrase without the punctuation around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%' | '+' | '#' | '°'))
}

/// What stands for the missing words in a stem.
const GAP: &str = "(…)";

/// Questions about what a passage means, and about what the group thinks of it; each is asked after it was read out.
const INTERPRETIVE: [(Bloom, &str); 3] = [
    (Bloom::Understand, "What exactly is meant by this, and why is it said here?"),
    (Bloom::Analyse, "What does this rest on, and what in the talk supports it?"),
    (Bloom::Analyse, "Who would see this differently, and what would they say?"),
];
const EVALUATIVE: [(Bloom, &str); 2] = [
    (Bloom::Evaluate, "How far do you agree, and what is the strongest objection?"),
    (Bloom::Apply, "What in your own experience bears this out, and what doesn't?"),
];
const FOLLOW_UPS: [&str; 4] = [
    "How would you put this in a sentence of your own?",
    "What has to be true for this to hold?",
    "What else in the talk speaks for this, and what against it?",
    "If this is right, what follows from it?",
];

/// Words of talk for each question, and how many there are at least and at most, when nothing is asked for.
const WORDS_A_QUESTION: usize = 1500;
const QUESTIONS: std::ops::RangeInclusive<usize> = 5..=16;
const MINUTES: [u32; 3] = [1, 6, 8];

/// The quiz and its further editions: the gaps as short answers, and the best passage of each topic to talk about.
pub(super) fn quizzes(
    script: &Script,
    analysis: &Analysis,
    cards: &[Card],
    options: &Options,
) -> (Quiz, Vec<Quiz>) {
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
    let editions = 1 + options.further_editions;
    let (factual, evaluative, interpretive) = wanted(script, options);
    let mut gaps: Vec<&Card> = cards.iter().collect();
    gaps.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.evidence.sentences.start.cmp(&b.evidence.sentences.start))
    });
    // Among those that are about as good the seed decides.
    gaps.truncate(2 * factual * editions);
    gaps.shuffle(&mut rng);
    let mut passages: Vec<(f64, Evidence)> = Vec::new();
    for (topic, part) in analysis.topics.iter().enumerate().filter(|(_, topic)| topic.left_out.is_none()) {
        let mut own: Vec<_> = part.passages.iter().collect();
        own.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.sentences.start.cmp(&b.sentences.start)));
        // The best passage of every topic comes before the second best of any.
        passages.extend(own.iter().enumerate().map(|(rank, passage)| {
            (passage.score - rank as f64, Evidence { sentences: passage.sentences.clone(), topic })
        }));
    }
    passages.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.sentences.start.cmp(&b.1.sentences.start)));
    let mut passages = passages.into_iter().map(|(_, passage)| passage);
    let mut gaps = gaps.into_iter();
    let mut quizzes: Vec<Quiz> = (0..editions)
        .map(|_| {
            let mut asked: Vec<(Tier, Evidence)> = Vec::new();
            asked.extend(passages.by_ref().take(interpretive).map(|passage| (Tier::Interpretive, passage)));
            asked.extend(passages.by_ref().take(evaluative).map(|passage| (Tier::Evaluative, passage)));
            let read_out = |at: usize| asked.iter().any(|(_, passage)| passage.sentences.contains(&at));
            let mut items: Vec<QuizItem> = gaps
                .by_ref()
                .filter(|card| {
                    options.levels.has(Bloom::Remember) && !read_out(card.evidence.sentences.start)
                })
                .take(factual)
                .filter_map(|card| gap_item(script, options, card))
                .collect();
            let first = options.seed as usize;
            items.extend(asked.into_iter().enumerate().filter_map(|(at, (tier, passage))| {
                discussion(script, options, tier, passage, first.wrapping_add(at))
            }));
            items.sort_by_key(|item| (item.tier, item.evidence.sentences.start));
            Quiz { seed: options.seed, items, notes: Vec::new() }
        })
        .collect();
    let further = quizzes.split_off(1);
    (quizzes.remove(0), further)
}

/// How many factual, evaluative and interpretive questions.
fn wanted(script: &Script, options: &Options) -> (usize, usize, usize) {
    let mix = |all: usize| {
        let (factual, evaluative) = options.mix.of(all);
        (factual, evaluative, all - factual - evaluative)
    };
    let time = |(factual, evaluative, interpretive): (usize, usize, usize)| {
        factual as u32 * MINUTES[0] + interpretive as u32 * MINUTES[1] + evaluative as u32 * MINUTES[2]
    };
    match (options.questions, options.minutes) {
        (Some(all), _) => mix(all),
        (None, Some(minutes)) => {
            (1..=60).map(mix).take_while(|wanted| time(*wanted) <= minutes).last().unwrap_or_else(|| mix(1))
        }
        (None, None) => {
            mix((script.words.len() / WORDS_A_QUESTION + 5).clamp(*QUESTIONS.start(), *QUESTIONS.end()))
        }
    }
}

fn gap_item(script: &Script, options: &Options, card: &Card) -> Option<QuizItem> {
    let Face::Cloze { before, after, .. } = &card.face else { return None };
    let sentence = format!("{before}{GAP}{after}");
    let quoted = options.words.say("“{}”").replacen("{}", &sentence, 1);
    Some(QuizItem {
        id: identity::id("quiz", script, card.evidence.sentences.clone()),
        tier: Tier::Factual,
        bloom: Bloom::Remember,
        stem: options.words.say("Fill the gap: {}").replacen("{}", &quoted, 1),
        form: Form::ShortAnswer { key: card.answer.clone() },
        evidence: card.evidence.clone(),
        against: None,
        minutes: MINUTES[0],
    })
}

fn discussion(
    script: &Script,
    options: &Options,
    tier: Tier,
    passage: Evidence,
    at: usize,
) -> Option<QuizItem> {
    let wordings: &[(Bloom, &str)] = if tier == Tier::Evaluative { &EVALUATIVE } else { &INTERPRETIVE };
    let fit: Vec<&(Bloom, &str)> = wordings.iter().filter(|(bloom, _)| options.levels.has(*bloom)).collect();
    let (bloom, question) = *fit.get(at.checked_rem(fit.len())?)?;
    let say = |english: &'static str| options.words.say(english).to_owned();
    let quoted = options.words.say("“{}”").replacen("{}", &script.text(passage.sentences.clone()), 1);
    let name = if tier == Tier::Evaluative { "evaluative" } else { "interpretive" };
    Some(QuizItem {
        id: identity::id(name, script, passage.sentences.clone()),
        tier,
        bloom: *bloom,
        stem: format!("{quoted} {}", options.words.say(question)),
        form: Form::Discussion {
            asked: options.words.say(question).to_owned(),
            follow_ups: vec![
                say(FOLLOW_UPS[0]),
                say(FOLLOW_UPS[1 + at % 3]),
                say(FOLLOW_UPS[1 + (at + 1) % 3]),
            ],
        },
        evidence: passage,
        against: None,
        minutes: if tier == Tier::Evaluative { MINUTES[2] } else { MINUTES[1] },
    })
}
