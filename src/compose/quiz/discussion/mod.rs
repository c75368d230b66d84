//! Open questions about the strongest statements: read out with their passage, then talked about.

mod act;
mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;

use crate::analyze::{Analysis, Pos, TopicKind, rarity, stem};
use crate::compose::clause::{Clause, capitalised, is_stop};
use crate::compose::identity;
use crate::compose::study_set::{Evidence, Form, QuizItem, Tier};
use crate::compose::words::Words;
use crate::restore::{Role, Script, SentenceKind};
use act::{Act, act};
use wording::{CLARIFY, CLARIFY_PLAINLY, FOLLOW_UPS, wordings};

/// A statement that a group could talk about, in its passage.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The passage that is read out.
    evidence: Evidence,
    /// The statement that is asked about, verbatim, where it can be understood alone.
    statement: Option<String>,
    /// What it does.
    act: Act,
    /// A phrase of it that names its subject, as it is written.
    term: String,
    score: f64,
}

impl Candidate {
    /// A question about it: what is asked about comes first.
    fn stem(&self, question: &str) -> String {
        if let Some(statement) = &self.statement {
            return format!("“{statement}” {question}");
        }
        let mut chars = question.chars();
        let question: String =
            chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default();
        format!("On “{}”: {question}", self.term)
    }
}

/// Words of a passage: long enough to say something, short enough to be read out.
const PASSAGE: std::ops::RangeInclusive<usize> = 9..=90;
/// Words with which a passage needs no more context.
const CONTEXT: usize = 30;
/// Words of the statement in the stem.
const STATEMENT: std::ops::RangeInclusive<usize> = 8..=28;
/// Words of a sentence that is asked about without being quoted.
const MENTION: usize = 9;
const LONGEST: usize = 45;
/// How much less the host's words are worth: people come for the guest.
const HOST: f64 = 0.15;
/// Words with meaning that a quoted statement has at least.
const CONTENT: usize = 4;
/// How far it has to stand for itself then.
const UNQUOTED: f64 = -0.2;
/// How much better a question is that can quote what it asks about.
const ALONE: f64 = 0.25;
/// The least rarity of the word that names the subject.
const SPECIFIC: f64 = 0.4;
/// How much a statement loses for each that was chosen of its topic before.
const CROWDING: f64 = 0.3;
/// How much a statement loses for each that does the same and was chosen before: variety.
const SAMENESS: f64 = 0.06;

/// The statements of content topics that can carry a discussion, in order, the best of each passage.
pub(super) fn candidates(script: &Script, analysis: &Analysis) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, topic) in analysis.topics.iter().enumerate() {
        if topic.kind != TopicKind::Content {
            continue;
        }
        let mut best: BTreeMap<usize, Candidate> = BTreeMap::new();
        for sentence in topic.sentences.clone() {
            let host = script.speaker_of(sentence).is_some_and(|speaker| speaker.role == Role::Host);
            let Some(statement) = statement(script, analysis, index, sentence) else { continue };
            let passage = topic.passages.iter().find(|passage| passage.sentences.contains(&sentence));
            let read = passage.map_or(sentence..sentence + 1, |passage| passage.sentences.clone());
            let Some(read) = with_context(script, read) else { continue };
            let worth = passage.map_or(0.6 * analysis.salience[sentence], |passage| passage.score);
            let candidate = Candidate {
                evidence: Evidence { sentences: read.clone(), topic: index },
                score: worth + statement.score - if host { HOST } else { 0.0 },
                ..statement
            };
            // One of what is read out together.
            let known = best
                .range(..read.end)
                .next_back()
                .filter(|(_, other)| other.evidence.sentences.end > read.start);
            match known.map(|(&start, other)| (start, other.score)) {
                Some((_, score)) if score >= candidate.score => {}
                Some((start, _)) => {
                    best.remove(&start);
                    best.insert(read.start, candidate);
                }
                None => {
                    best.insert(read.start, candidate);
                }
            }
        }
        if best.is_empty() {
            best.extend(retelling(script, analysis, index).map(|told| (told.evidence.sentences.start, told)));
        }
        found.extend(best.into_values());
    }
    found
}

/// The best passage of a topic in which nobody takes a stand, if it has one of the topic's keyphrases.
fn retelling(script: &Script, analysis: &Analysis, topic: usize) -> Option<Candidate> {
    let passages = analysis.topics[topic].passages.iter().filter(|passage| {
        let clause = Clause::of(script, analysis, passage.sentences.start);
        let core = clause.core(0..clause.len());
        core.len() > 3 && !clause.ends_open(&core) && clause.dangling(core).is_none()
    });
    passages
        .filter_map(|passage| {
            let read = with_context(script, passage.sentences.clone())?;
            let words: Vec<_> =
                passage.sentences.clone().flat_map(|at| Clause::of(script, analysis, at).words).collect();
            let clause = Clause { words };
            let (standing, _) = standing(&clause)?;
            let term = term(analysis, topic, &clause, true)?;
            (standing > UNQUOTED).then_some(Candidate {
                evidence: Evidence { sentences: read, topic },
                statement: None,
                act: Act::Tells,
                term,
                score: passage.score + standing,
            })
        })
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// What is read out: a short passage begins with the sentence before it. `None` when it is too long.
fn with_context(script: &Script, read: Range<usize>) -> Option<Range<usize>> {
    let words = |range: Range<usize>| -> usize { range.map(|at| script.sentences[at].tokens.len()).sum() };
    let turn = &script.turns[script.sentences[read.start].turn].sentences;
    let mut read = read;
    while words(read.clone()) < CONTEXT && read.start > turn.start {
        let longer = read.start - 1..read.end;
        if words(longer.clone()) > *PASSAGE.end() {
            break;
        }
        read = longer;
    }
    PASSAGE.contains(&words(read.clone())).then_some(read)
}

/// A sentence as a statement to talk about, if it stands alone, takes a stand and names its subject.
fn statement(script: &Script, analysis: &Analysis, topic: usize, sentence: usize) -> Option<Candidate> {
    if script.sentences[sentence].kind != SentenceKind::Statement {
        return None;
    }
    let clause = Clause::of(script, analysis, sentence);
    let core = clause.core(0..clause.len());
    // A quotation mark without its partner: words of somebody else, which one can't tell.
    let marks: usize = clause.words.iter().map(|word| word.text.matches(['"', '“', '”']).count()).sum();
    if core.len() < *STATEMENT.start() || marks % 2 == 1 {
        return None;
    }
    let of = |range: &Range<usize>| Clause { words: clause.words[range.clone()].to_vec() };
    let (whole, _) = standing(&of(&core))?;
    if let Some((part, act)) = alone(&clause, &core)
        && let Some((standing, false)) = standing(&of(&part))
        && let Some(term) = term(analysis, topic, &of(&part), false)
    {
        let mut text = capitalised(&clause.text(part));
        if !text.ends_with(['.', '!']) {
            text.push('.');
        }
        if !text.contains(['"', '“', '”', '?']) {
            let score = act::weight(act) + standing + ALONE;
            let evidence = Evidence { sentences: sentence..sentence + 1, topic };
            return Some(Candidate { evidence, statement: Some(text), act, term, score });
        }
    }
    let act = act(&of(&core))?;
    let plain = matches!(act, Act::Demands | Act::Predicts | Act::Worries | Act::Reasons);
    let term = term(analysis, topic, &of(&core), true).filter(|term| term.contains(' '))?;
    let score = act::weight(act) + whole;
    let evidence = Evidence { sentences: sentence..sentence + 1, topic };
    (plain && whole > UNQUOTED && (MENTION..=LONGEST).contains(&core.len())).then_some(Candidate {
        evidence,
        statement: None,
        act,
        term,
        score,
    })
}

/// The longest part of a sentence that can be understood alone and takes a stand: whole clauses, cut where
/// "and", "so", "because" join them. What a "but" follows isn't cut off: it would say more than was said.
fn alone(clause: &Clause, core: &Range<usize>) -> Option<(Range<usize>, Act)> {
    let joints: Vec<usize> = (core.start + 1..core.end)
        .filter(|&at| {
            clause.words[at - 1].pauses()
                && clause.words[at].is(&["and", "but", "so", "because"])
                && !clause.words[at + 1..].first().is_some_and(|next| next.is(&["then"]))
        })
        .collect();
    let mut starts = vec![core.start];
    starts.extend(joints.iter().map(|&at| clause.core(at..core.end).start));
    let mut ends = vec![core.end];
    ends.extend(joints.iter().copied().filter(|&at| !clause.words[at].is(&["but"])));
    let mut parts: Vec<Range<usize>> = starts
        .iter()
        .flat_map(|&start| ends.iter().map(move |&end| start..end))
        .filter(|part| part.start < part.end && STATEMENT.contains(&part.len()))
        .collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.start));
    parts.into_iter().find_map(|part| {
        let opinions = part.clone().filter(|&at| clause.has(at, &["i", "think"])).count();
        if opinions > 1
            || clause.flaw(part.clone()).is_some()
            || clause.dangling(part.clone()).is_some()
            || !concludes(clause, &part)
            || part.start > core.start && !begins(clause, &part)
            || clause.content(part.clone()) < CONTENT
        {
            return None;
        }
        let act = act(&Clause { words: clause.words[part.clone()].to_vec() })?;
        Some((part, act))
    })
}

/// Whether a subject and its verb come before the first pause, where a sentence was cut.
fn begins(clause: &Clause, part: &Range<usize>) -> bool {
    let first = part.clone().find(|&at| clause.words[at].pauses()).map_or(part.end, |at| at + 1);
    clause.words[part.start].is(&["if"]) || clause.finite(part.start..first).is_some_and(|at| at > part.start)
}

/// Whether what begins with a condition goes on to say what follows from it.
fn concludes(clause: &Clause, part: &Range<usize>) -> bool {
    if !clause.words[part.start]
        .is(&["if", "when", "unless", "while", "once", "although", "since", "because", "as"])
    {
        return true;
    }
    let pause = part.clone().rev().skip(1).find(|&at| clause.words[at].pauses());
    pause.is_some_and(|at| clause.finite(at + 1..part.end).is_some() && part.end - at > 3)
}

/// How far a statement stands for itself, about 0 for a general one and less for a moment of a
/// story, and whether it is about who says it; `None` for what only makes sense on the day or in the room where it was said.
fn standing(statement: &Clause) -> Option<(f64, bool)> {
    const ROOM: [&[&str]; 40] = [
        &["today"],
        &["yesterday"],
        &["tomorrow"],
        &["tonight"],
        &["this", "week"],
        &["this", "morning"],
        &["next", "week"],
        &["last", "week"],
        &["this", "episode"],
        &["the", "episode"],
        &["this", "show"],
        &["the", "show"],
        &["this", "podcast"],
        &["the", "podcast"],
        &["this", "video"],
        &["this", "talk"],
        &["this", "call"],
        &["the", "slide"],
        &["this", "slide"],
        &["listeners"],
        &["thank", "you"],
        &["welcome"],
        &["this", "meeting"],
        &["the", "link"],
        &["let", "me"],
        &["you", "guys"],
        &["your", "point"],
        &["email"],
        &["should", "talk"],
        &["talk", "about", "later"],
        &["subscribe"],
        &["subscribed"],
        &["sponsor"],
        &["this", "list"],
        &["your", "question"],
        &["great", "question"],
        &["as", "you", "can", "see"],
        &["this", "quarter"],
        &["on", "screen"],
        &["let's", "say"],
    ];
    const SELF: Words = Words::new("i i'd i'll i'm i've me mine my myself");
    const STORY: Words = Words::new("he he's her him his she she's was were went said told");
    const VIEW: Words = Words::new("think believe expect feel guess");
    const LOOSE: Words = Words::new(
        "actually basically definitely gonna guys just kinda kind literally okay pretty probably really some \
         somebody something somewhere sort stuff thing things totally wanna whatever",
    );
    let words = &statement.words;
    if ROOM.iter().any(|phrase| statement.find(0..words.len(), phrase).is_some()) {
        return None;
    }
    let view = |at: usize| words.get(at + 1).is_some_and(|next| VIEW.has(&next.key));
    let own = (0..words.len()).filter(|&at| SELF.has(&words[at].key) && !view(at)).count();
    let count = |list: Words| words.iter().filter(|word| list.has(&word.key)).count() as f64;
    let numbers = words.iter().filter(|word| word.pos == Pos::Number).count() as f64;
    let we = count(Words::new("we we're we've we'll our us"));
    let past = words.iter().filter(|word| word.pos == Pos::Verb && word.key.ends_with("ed")).count() as f64;
    let story = -0.12 * count(STORY) - 0.04 * past - 0.1 * own.min(3) as f64;
    Some((story - 0.08 * count(LOOSE) - 0.1 * numbers - 0.06 * we.min(2.0), own > 0))
}

/// The phrase that names the subject: a keyphrase of the topic, or the rarest noun phrase.
fn term(analysis: &Analysis, topic: usize, statement: &Clause, key_only: bool) -> Option<String> {
    let stems: Vec<String> = statement.words.iter().map(|word| stem(&word.key)).collect();
    let key = analysis.topics[topic].keyphrases.iter().find_map(|phrase| {
        let phrase: Vec<String> =
            phrase.split_whitespace().map(|word| stem(&crate::restore::key(word))).collect();
        let at = stems.windows(phrase.len().max(1)).position(|window| window == phrase)?;
        Some(at..at + phrase.len())
    });
    let specific = |range: &Range<usize>| {
        let words = &statement.words[range.clone()];
        words
            .iter()
            .filter(|word| !is_stop(&word.key))
            .map(|word| rarity(&stem(&word.key)))
            .fold(0.0, f64::max)
    };
    let key = key.filter(|range| statement.words[range.end - 1].pos.is_nominal());
    let range = key.or_else(|| {
        if key_only {
            return None;
        }
        statement
            .noun_phrases(0..statement.len())
            .into_iter()
            .filter(|phrase| !statement.words[phrase.start].is(&["same", "other", "certain"]))
            .filter(|phrase| phrase.len() <= 3 && specific(phrase) >= SPECIFIC)
            .max_by(|a, b| specific(a).total_cmp(&specific(b)).then(b.start.cmp(&a.start)))
    })?;
    Some(statement.text(range))
        .filter(|text| !text.contains(|c: char| !c.is_alphanumeric() && !" -'’.".contains(c)))
}

/// The items: the best statements, spread over topics and over what they do. What takes the clearest stand
/// is what a group can judge; the rest it can interpret.
pub(super) fn items(
    script: &Script,
    analysis: &Analysis,
    candidates: &[Candidate],
    (interpretive, evaluative): (usize, usize),
    rng: &mut ChaCha8Rng,
) -> Vec<QuizItem> {
    let mut chosen = choose(analysis, candidates, interpretive + evaluative);
    chosen.sort_by_key(|candidate| (candidate.act, candidate.evidence.sentences.start));
    // Every second one in the order of acts, so that both parts have some of each.
    let judged = evaluative.min(chosen.len());
    let every = chosen.len().checked_div(judged).unwrap_or(0).max(1);
    let mut wording = Wording::new(rng);
    let mut items = Vec::new();
    let mut left = judged;
    for (at, candidate) in chosen.iter().enumerate() {
        let evaluates = left > 0 && at % every == 0;
        left -= usize::from(evaluates);
        let tier = if evaluates { Tier::Evaluative } else { Tier::Interpretive };
        items.push(wording.item(script, candidate, tier));
    }
    items
}

fn choose<'a>(analysis: &Analysis, candidates: &'a [Candidate], count: usize) -> Vec<&'a Candidate> {
    let mut per_topic = vec![0usize; analysis.topics.len()];
    let mut per_act: BTreeMap<Act, usize> = BTreeMap::new();
    let mut open: Vec<&Candidate> = candidates.iter().collect();
    let mut chosen: Vec<&Candidate> = Vec::new();
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
        per_topic[candidate.evidence.topic] += 1;
        *per_act.entry(candidate.act).or_default() += 1;
        chosen.push(candidate);
    }
    chosen
}

/// Chooses wordings so that none comes twice before all of its kind came once.
struct Wording {
    used: BTreeMap<(Tier, Act), usize>,
    /// Where the first wording of every kind and the first follow-up are taken from.
    first: usize,
    items: usize,
}

impl Wording {
    fn new(rng: &mut ChaCha8Rng) -> Self {
        Self { used: BTreeMap::new(), first: rng.random_range(0..6), items: 0 }
    }

    fn item(&mut self, script: &Script, candidate: &Candidate, tier: Tier) -> QuizItem {
        let used = self.used.entry((tier, candidate.act)).or_default();
        let wordings = wordings(tier, candidate.act);
        let (bloom, pattern) = wordings[(self.first + *used) % wordings.len()];
        *used += 1;
        let follow_ups = self.follow_ups(&candidate.term);
        let speaker = script.speaker_of(candidate.evidence.sentences.start).filter(|speaker| {
            speaker.named && speaker.name.split(' ').all(|word| word.starts_with(char::is_uppercase))
        });
        let who = speaker.map_or("the speaker", |speaker| speaker.name.as_str());
        QuizItem {
            id: identity::id(name(tier), script, candidate.evidence.sentences.clone()),
            tier,
            bloom,
            stem: candidate.stem(&pattern.replace("{who}", who)),
            form: Form::Discussion { follow_ups },
            evidence: candidate.evidence.clone(),
            minutes: if tier == Tier::Interpretive { 6 } else { 8 },
        }
    }

    /// Three follow-ups of different types, the first for clarification.
    fn follow_ups(&mut self, term: &str) -> Vec<String> {
        let round = self.first + self.items;
        self.items += 1;
        // A single common word needs no explaining.
        let clarify = if term.contains(' ') { CLARIFY } else { CLARIFY_PLAINLY };
        let mut found = vec![clarify[round % clarify.len()].replace("{term}", &format!("“{term}”"))];
        for step in 0..2 {
            let kind = FOLLOW_UPS[(round + 2 * step) % FOLLOW_UPS.len()];
            found.push(kind[(round / FOLLOW_UPS.len() + round + step) % kind.len()].to_owned());
        }
        found
    }
}

/// The tier as it goes into ids.
fn name(tier: Tier) -> &'static str {
    match tier {
        Tier::Factual => "quiz",
        Tier::Interpretive => "interpretive",
        Tier::Evaluative => "evaluative",
    }
}
