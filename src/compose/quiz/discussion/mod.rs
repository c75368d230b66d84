//! Open questions about the strongest statements: the statement is read out, then talked about.

mod act;
mod contrast;
pub(crate) mod score;
mod stand;
mod statement;
mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;
use rayon::prelude::*;

use super::plan::{EVALUATIVE, INTERPRETIVE};
use crate::analyze::{Analysis, TopicKind};
use crate::compose::identity;
use crate::compose::options::{Levels, Options};
use crate::compose::study_set::{Evidence, Form, QuizItem, Tier};
use crate::restore::{Script, Sentence, SentenceKind, Speaker, Token};
use act::Act;
pub(super) use contrast::with_contrasts;
use statement::{Statement, leads, passage, statement};
use wording::{CONTRAST, FOLLOW_UPS, FollowUp, RESERVE, Wording, wordings};

/// A statement that a group could talk about, in its passage.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The passage that is read out.
    pub(super) evidence: Evidence,
    /// The sentence that the statement is of.
    pub(super) sentence: usize,
    /// The statement that is asked about, verbatim: a whole sentence that can be understood alone.
    pub(super) statement: String,
    /// What it does.
    act: Act,
    /// A phrase of it that names its subject, as it is written.
    term: String,
    /// How likely it is that a group can talk about it and that it can be read aloud, 0 to 1.
    pub(super) score: f64,
    /// The statement that is set against it.
    against: Option<Box<Candidate>>,
}

impl Candidate {
    /// Whether there are interpretive and whether there are evaluative questions about it on some levels.
    pub(super) fn tiers(&self, levels: Levels) -> (bool, bool) {
        let any = |tier| !self.wordings(tier, levels).is_empty();
        (any(Tier::Interpretive), any(Tier::Evaluative))
    }

    /// What can be asked about it on some levels.
    fn wordings(&self, tier: Tier, levels: Levels) -> Vec<Wording> {
        let (usual, else_asked): (&[Wording], &[Wording]) = match (&self.against, tier) {
            (None, Tier::Evaluative) => (wordings(tier, self.act), RESERVE),
            (None, _) => (wordings(tier, self.act), &[]),
            (Some(_), Tier::Interpretive) => (CONTRAST, &[]),
            (Some(_), _) => (&[], &[]),
        };
        let on_levels = |of: &[Wording]| -> Vec<Wording> {
            of.iter().copied().filter(|(bloom, _)| levels.has(*bloom)).collect()
        };
        let usual = on_levels(usual);
        if usual.is_empty() { on_levels(else_asked) } else { usual }
    }

    /// Whether a sentence is read out with it.
    pub(super) fn reads_out(&self, sentence: usize) -> bool {
        self.passages().any(|passage| passage.sentences.contains(&sentence))
    }

    fn passages(&self) -> impl Iterator<Item = &Evidence> {
        std::iter::once(&self.evidence).chain(self.against.iter().map(|other| &other.evidence))
    }
}

/// Words of a passage: short enough to be read out.
const PASSAGE: usize = 90;
/// Words with which a passage needs no more context.
const CONTEXT: usize = 30;
/// Words of a sentence that gives context.
const SENTENCE: usize = 6;
/// What a statement is worth at least, since fewer questions are better than idle ones; but a group wants
/// a few, more of a long talk, as long as they are worth something.
const LEAST: f64 = 0.53;
const FEW: usize = 4;
const WORDS_A_QUESTION: usize = 1500;
const FLOOR: f64 = 0.28;
/// The same when so many were asked for that there are not enough of these.
const ASKED_FLOOR: f64 = 0.15;
/// How much a statement loses for each that was chosen of its topic before.
const CROWDING: f64 = 0.06;
/// How much a statement loses for each that does the same and was chosen before: variety.
const SAMENESS: f64 = 0.02;
/// One in so many questions sets two passages against each other.
const CONTRASTS: usize = 5;

/// The statements of content topics that can carry a discussion, in order, the best of each passage.
pub(super) fn candidates(script: &Script, analysis: &Analysis) -> Vec<Candidate> {
    let content = analysis.topics.iter().enumerate().filter(|(_, topic)| topic.kind == TopicKind::Content);
    let sentences: Vec<(usize, usize)> =
        content.flat_map(|(index, topic)| topic.sentences.clone().map(move |at| (index, at))).collect();
    let mut statements: Vec<Statement> = sentences
        .into_par_iter()
        .filter_map(|(topic, sentence)| statement(script, analysis, topic, sentence))
        .collect();
    statements.extend(passages(script, analysis));
    statements.sort_by_key(|statement| statement.sentence);
    let candidates: Vec<Candidate> =
        statements.into_par_iter().filter_map(|statement| candidate(script, analysis, statement)).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        // One of what is read out together.
        let overlaps = |other: &Candidate| other.evidence.sentences.end > candidate.evidence.sentences.start;
        match found.last_mut().filter(|last| overlaps(last)) {
            Some(last) if last.score >= candidate.score => {}
            Some(last) => *last = candidate,
            None => found.push(candidate),
        }
    }
    found.retain(|candidate| candidate.score >= ASKED_FLOOR);
    found
}

/// Leaves those that are worth a question: a few, more of a long talk, and all that are good; where a number of questions or minutes was asked for, all.
pub(super) fn keep_worth_asking(candidates: &mut Vec<Candidate>, script: &Script, options: &Options) {
    if options.questions.is_some() || options.minutes.is_some() {
        return;
    }
    let mut scores: Vec<f64> = candidates.iter().map(|candidate| candidate.score).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let few = (script.words.len() / WORDS_A_QUESTION).max(FEW);
    let least = scores.get(few - 1).map_or(FLOOR, |score| score.clamp(FLOOR, LEAST));
    candidates.retain(|candidate| candidate.score >= least);
}

/// A statement with what is read out with it, if that isn't too long.
fn candidate(script: &Script, analysis: &Analysis, statement: Statement) -> Option<Candidate> {
    let Statement { topic, sentence, more, doubtful, .. } = statement;
    let score = score::score(script, analysis, &statement);
    if doubtful && score < LEAST {
        return None;
    }
    let passages = &analysis.topics[topic].passages;
    let passage = passages.iter().find(|passage| passage.sentences.contains(&sentence));
    let read = passage.map_or(sentence..sentence + more + 1, |passage| passage.sentences.clone());
    Some(Candidate {
        evidence: Evidence { sentences: with_context(script, analysis, read)?, topic },
        sentence,
        score,
        statement: statement.text,
        act: statement.act,
        term: statement.term,
        against: None,
    })
}

/// The key passages of content topics that can be talked about as they are.
fn passages(script: &Script, analysis: &Analysis) -> impl Iterator<Item = Statement> {
    let content = analysis.topics.iter().enumerate().filter(|(_, topic)| topic.kind == TopicKind::Content);
    content.flat_map(move |(index, topic)| {
        topic.passages.iter().filter_map(move |one| passage(script, analysis, index, &one.sentences))
    })
}

/// Every statement of content topics with the features of its score: what `training/analyze` learns from.
pub(crate) fn rows(script: &Script, analysis: &Analysis) -> Vec<(String, Vec<f64>)> {
    let content = analysis.topics.iter().enumerate().filter(|(_, topic)| topic.kind == TopicKind::Content);
    content
        .flat_map(|(index, topic)| topic.sentences.clone().map(move |sentence| (index, sentence)))
        .filter_map(|(index, sentence)| statement(script, analysis, index, sentence))
        .chain(passages(script, analysis))
        .map(|statement| {
            let features = score::features(script, analysis, &statement).to_vec();
            (statement.text, features)
        })
        .collect()
}

/// What is read out: a short passage begins with the sentence before it, if that is a whole one. `None`
/// when it is too long.
fn with_context(script: &Script, analysis: &Analysis, read: Range<usize>) -> Option<Range<usize>> {
    let words = |range: Range<usize>| -> usize { range.map(|at| script.sentences[at].tokens.len()).sum() };
    let turn = &script.turns[script.sentences[read.start].turn].sentences;
    let mut read = read;
    while words(read.clone()) < CONTEXT && read.start > turn.start {
        let longer = read.start - 1..read.end;
        let before = &script.sentences[read.start - 1];
        if words(longer.clone()) > PASSAGE
            || before.kind != SentenceKind::Statement
            || before.tokens.len() < SENTENCE
            || !leads(script, analysis, read.start - 1)
        {
            break;
        }
        read = longer;
    }
    (words(read.clone()) <= PASSAGE).then_some(read)
}

/// The best of them, spread over topics and over what they do, the best first; no passage twice.
pub(super) fn choose(analysis: &Analysis, candidates: &[Candidate], count: usize) -> Vec<Candidate> {
    let mut per_topic = vec![0usize; analysis.topics.len()];
    let mut per_act: BTreeMap<Act, usize> = BTreeMap::new();
    let mut contrasts = 0;
    let mut open: Vec<&Candidate> = candidates.iter().collect();
    let mut chosen: Vec<Candidate> = Vec::new();
    while chosen.len() < count && !open.is_empty() {
        let worth = |candidate: &Candidate| {
            candidate.score
                - CROWDING * per_topic[candidate.evidence.topic] as f64
                - SAMENESS * per_act.get(&candidate.act).copied().unwrap_or(0) as f64
        };
        let best = (0..open.len())
            .max_by(|&a, &b| worth(open[a]).total_cmp(&worth(open[b])).then(b.cmp(&a)))
            .expect("the loop runs only while some are open");
        let candidate = open.remove(best);
        let again = candidate.passages().any(|passage| {
            chosen.iter().any(|other| {
                other.reads_out(passage.sentences.start) || other.reads_out(passage.sentences.end - 1)
            })
        });
        let too_many = candidate.against.is_some() && (contrasts + 1) * CONTRASTS > count.max(CONTRASTS);
        if again || too_many {
            continue;
        }
        for passage in candidate.passages() {
            per_topic[passage.topic] += 1;
        }
        contrasts += usize::from(candidate.against.is_some());
        *per_act.entry(candidate.act).or_default() += 1;
        chosen.push(candidate.clone());
    }
    chosen
}

/// The questions. What takes the clearest stand is what a group can judge; the rest it can interpret.
pub(super) fn items(
    script: &Script,
    chosen: &[Candidate],
    evaluative: usize,
    levels: Levels,
    rng: &mut ChaCha8Rng,
) -> Vec<QuizItem> {
    let mut chosen: Vec<&Candidate> = chosen.iter().collect();
    chosen.sort_by_key(|candidate| (candidate.act, candidate.evidence.sentences.start));
    let mut left = evaluative;
    let mut tiers: Vec<Tier> = chosen
        .iter()
        .map(|candidate| {
            let only = candidate.tiers(levels) == (false, true);
            left = left.saturating_sub(usize::from(only));
            if only { Tier::Evaluative } else { Tier::Interpretive }
        })
        .collect();
    // Every second one in the order of acts, so that both parts have some of each.
    let able: Vec<usize> = (0..chosen.len()).filter(|&at| chosen[at].tiers(levels) == (true, true)).collect();
    let every = able.len().checked_div(left).unwrap_or(0).max(1);
    for &at in able.iter().step_by(every).take(left) {
        tiers[at] = Tier::Evaluative;
    }
    let mut asking = Asking { used: BTreeMap::new(), first: rng.random_range(0..6), items: 0, levels };
    chosen.iter().zip(tiers).filter_map(|(candidate, tier)| asking.item(script, candidate, tier)).collect()
}

/// Chooses wordings so that none comes twice before all that fit came once.
struct Asking {
    used: BTreeMap<&'static str, usize>,
    /// Where the first wording of every kind and the first follow-up are taken from.
    first: usize,
    items: usize,
    levels: Levels,
}

impl Asking {
    fn item(&mut self, script: &Script, candidate: &Candidate, tier: Tier) -> Option<QuizItem> {
        let wordings = candidate.wordings(tier, self.levels);
        let from = self.first.checked_rem(wordings.len())?;
        let (bloom, pattern) = (0..wordings.len())
            .map(|at| wordings[(from + at) % wordings.len()])
            .min_by_key(|(_, pattern)| self.used.get(pattern).copied().unwrap_or_default())?;
        *self.used.entry(pattern).or_default() += 1;
        let called = script.attributed_to(candidate.sentence).and_then(Speaker::called);
        let question = pattern.replace("{who}", called.as_deref().unwrap_or("the speaker"));
        let stem = match &candidate.against {
            None => format!("“{}” {question}", candidate.statement),
            Some(other) => contrast::both(script, candidate, other, &question),
        };
        Some(QuizItem {
            id: identity::id(name(tier), script, candidate.evidence.sentences.clone()),
            tier,
            bloom,
            stem,
            form: Form::Discussion { asked: question, follow_ups: self.follow_ups(script, &candidate.term) },
            evidence: candidate.evidence.clone(),
            against: candidate.against.as_ref().map(|other| other.evidence.clone()),
            minutes: if tier == Tier::Interpretive { INTERPRETIVE } else { EVALUATIVE },
        })
    }

    /// Three follow-ups of different types, the first for clarification.
    fn follow_ups(&mut self, script: &Script, term: &str) -> Vec<String> {
        // A single common word needs no explaining, nobody takes a single word for granted, and what is said once is no term.
        // Nobody asks what is meant by somebody: "George Bush".
        let is_name = term.split(' ').all(|word| word.starts_with(char::is_uppercase));
        let is_term = term.contains(' ') && !is_name && !is_everyday(term) && is_said_again(script, term);
        let round = self.first + self.items;
        self.items += 1;
        let rest = FOLLOW_UPS.len() - 1;
        let kinds = [0, 1 + round % rest, 1 + (round + 2) % rest];
        let form = |follow_up: &FollowUp| match follow_up.about {
            Some(about) if is_term => about,
            _ => follow_up.plain,
        };
        let mut asked = Vec::with_capacity(kinds.len());
        for kind in kinds {
            let forms = FOLLOW_UPS[kind];
            let from = round / rest;
            let next = (0..forms.len())
                .map(|at| form(&forms[(from + at) % forms.len()]))
                .min_by_key(|form| self.used.get(form).copied().unwrap_or_default())
                .expect("every kind has some");
            *self.used.entry(next).or_default() += 1;
            asked.push(next.replace("{term}", &format!("“{term}”")));
        }
        asked
    }
}

/// "critical thing", "fewer people"
fn is_everyday(phrase: &str) -> bool {
    const HEADS: [&str; 20] = [
        "bit", "case", "kind", "lot", "matter", "one", "ones", "part", "people", "person", "place", "point",
        "side", "sort", "stuff", "thing", "things", "time", "way", "ways",
    ];
    const COUNTING: [&str; 6] = ["enough", "fewer", "less", "many", "more", "most"];
    let lower = phrase.to_lowercase();
    let is = |word: Option<&str>, list: &[&str]| word.is_some_and(|word| list.contains(&word));
    is(lower.split(' ').next_back(), &HEADS) || is(lower.split(' ').next(), &COUNTING)
}

/// Whether several sentences say a phrase.
fn is_said_again(script: &Script, phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split(' ').collect();
    let says = |sentence: &&Sentence| {
        sentence.tokens.windows(words.len()).any(|tokens| {
            let same = |(token, word): (&Token, &&str)| {
                let bare = token.text.trim_matches(|c: char| !c.is_alphanumeric());
                bare.eq_ignore_ascii_case(word)
            };
            tokens.iter().zip(&words).all(same)
        })
    };
    script.sentences.iter().filter(says).nth(1).is_some()
}

/// The tier as it goes into ids.
fn name(tier: Tier) -> &'static str {
    match tier {
        Tier::Factual => "quiz",
        Tier::Interpretive => "interpretive",
        Tier::Evaluative => "evaluative",
    }
}
