//! Open questions about the strongest passages: read out, then talked about.

use std::collections::BTreeSet;

use crate::analyze::{Analysis, TopicKind, stem};
use crate::compose::identity;
use crate::compose::study_set::{Bloom, Evidence, Form, QuizItem, Tier};
use crate::restore::{Role, Script, key};

/// A passage that a group could talk about.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    evidence: Evidence,
    score: f64,
    /// What the passage does, which decides what can be asked.
    act: Act,
    /// A phrase of the topic that the passage has.
    term: Option<String>,
}

/// What a passage does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Predicts,
    Demands,
    Conditions,
    Contrasts,
    Reasons,
    Claims,
    States,
}

/// The passages of content topics that can carry a discussion, in order.
pub(super) fn candidates(script: &Script, analysis: &Analysis, _seed: u64) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, topic) in analysis.topics.iter().enumerate() {
        if topic.kind != TopicKind::Content {
            continue;
        }
        for passage in &topic.passages {
            let text = text_of(script, passage.sentences.clone());
            let lower = format!(" {} ", key(&text));
            let act = act(&lower);
            let term = term(&topic.keyphrases, &lower);
            let words = text.split_whitespace().count();
            let host =
                script.speaker_of(passage.sentences.start).is_some_and(|speaker| speaker.role == Role::Host);
            // Long enough to say something, short enough to be read out.
            if !(10..=75).contains(&words) || act == Act::States || host {
                continue;
            }
            found.push(Candidate {
                evidence: Evidence { sentences: passage.sentences.clone(), topic: index },
                score: passage.score + weight(act),
                act,
                term,
            });
        }
    }
    found
}

fn text_of(script: &Script, sentences: std::ops::Range<usize>) -> String {
    let texts: Vec<String> = sentences.map(|at| script.sentences[at].text()).collect();
    texts.join(" ")
}

/// Passages that take a stand give a group more to talk about.
fn weight(act: Act) -> f64 {
    match act {
        Act::Predicts | Act::Demands => 0.2,
        Act::Conditions | Act::Contrasts => 0.1,
        Act::Reasons | Act::Claims => 0.08,
        Act::States => 0.0,
    }
}

fn act(text: &str) -> Act {
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    if has(&[" should ", " we need to ", " ought to ", " must ", " have got to ", " shouldn't "]) {
        Act::Demands
    } else if has(&[
        " will be ",
        " going to be ",
        " is going to ",
        " are going to ",
        " in the future",
        " my guess is",
        " i expect ",
        " years from now",
        " i predict ",
    ]) {
        Act::Predicts
    } else if has(&[" if you ", " if we ", " if they ", " unless ", " as long as ", " if i "]) {
        Act::Conditions
    } else if has(&[
        " rather than ",
        " instead of ",
        " whereas ",
        " not just ",
        " as opposed to ",
        " versus ",
        " on the other hand",
        " but ",
        " difference between ",
    ]) {
        Act::Contrasts
    } else if has(&[" because ", " the reason ", " that's why ", " which is why ", " so that "]) {
        Act::Reasons
    } else if has(&[
        " i think ",
        " i believe ",
        " most ",
        " best ",
        " important ",
        " the problem ",
        " never ",
        " always ",
        " everyone ",
        " people ",
    ]) {
        Act::Claims
    } else {
        Act::States
    }
}

/// The first keyphrase of the topic that the passage has.
fn term(keyphrases: &[String], passage: &str) -> Option<String> {
    let stems: BTreeSet<String> = passage.split_whitespace().map(stem).collect();
    let inside = |phrase: &&String| phrase.split(' ').all(|word| stems.contains(&stem(word)));
    keyphrases.iter().find(inside).cloned()
}

/// The items: the best passages, every topic before a second of one.
pub(super) fn items(
    script: &Script,
    analysis: &Analysis,
    candidates: &[Candidate],
    interpretive: usize,
    evaluative: usize,
) -> Vec<QuizItem> {
    let mut order: Vec<&Candidate> = candidates.iter().collect();
    order.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.evidence.sentences.start.cmp(&b.evidence.sentences.start))
    });
    let mut chosen: Vec<&Candidate> = Vec::new();
    let mut per_topic = vec![0usize; analysis.topics.len()];
    for round in 0..candidates.len() {
        for candidate in &order {
            let taken = chosen.iter().any(|other| other.evidence == candidate.evidence);
            if chosen.len() < interpretive + evaluative
                && !taken
                && per_topic[candidate.evidence.topic] == round
            {
                per_topic[candidate.evidence.topic] += 1;
                chosen.push(candidate);
            }
        }
    }
    // What takes a stand is what a group can judge; the rest it can interpret.
    let mut by_stand = chosen;
    by_stand.sort_by_key(|candidate| (candidate.act, candidate.evidence.sentences.start));
    let (judged, read) = by_stand.split_at(evaluative.min(by_stand.len()));
    let mut wording = Wording::default();
    let mut items: Vec<QuizItem> =
        read.iter().map(|candidate| wording.item(script, candidate, Tier::Interpretive)).collect();
    items.extend(judged.iter().map(|candidate| wording.item(script, candidate, Tier::Evaluative)));
    items
}

/// Chooses wordings so that none comes twice before all of its kind came once.
#[derive(Default)]
struct Wording {
    used: std::collections::BTreeMap<(Tier, Act), usize>,
    follow_up: usize,
}

impl Wording {
    fn item(&mut self, script: &Script, candidate: &Candidate, tier: Tier) -> QuizItem {
        let used = self.used.entry((tier, candidate.act)).or_default();
        let wordings = wordings(tier, candidate.act);
        let (bloom, pattern) = wordings[*used % wordings.len()];
        *used += 1;
        let speaker = script.speaker_of(candidate.evidence.sentences.start).filter(|speaker| speaker.named);
        let who = speaker.map_or_else(|| "the speaker".to_owned(), |speaker| speaker.name.clone());
        let term = candidate.term.as_ref().map_or_else(|| "this".to_owned(), |term| format!("“{term}”"));
        let fill = |pattern: &str| capitalised(&pattern.replace("{who}", &who).replace("{term}", &term));
        let follow_ups =
            (0..3).map(|step| fill(FOLLOW_UPS[(self.follow_up + 2 * step) % FOLLOW_UPS.len()])).collect();
        self.follow_up += 1;
        QuizItem {
            id: identity::id(
                if tier == Tier::Interpretive { "interpretive" } else { "evaluative" },
                script,
                candidate.evidence.sentences.clone(),
            ),
            tier,
            bloom,
            stem: fill(pattern),
            form: Form::Discussion { follow_ups },
            evidence: candidate.evidence.clone(),
            minutes: if tier == Tier::Interpretive { 6 } else { 8 },
        }
    }
}

fn capitalised(text: &str) -> String {
    crate::compose::clause::capitalised(text)
}

/// One of each of Paul's types, twice: clarification, assumptions, evidence, viewpoints,
/// consequences, the question itself (R. Paul & L. Elder, "The Art of Socratic Questioning").
const FOLLOW_UPS: [&str; 12] = [
    "What exactly does {who} mean by {term}?",
    "What has to be true for this to hold?",
    "What evidence would make you more sure of this, and what less?",
    "Who would see {term} differently, and what would they say?",
    "If this is right, what follows from it?",
    "Why is this worth asking at all?",
    "Can you say the same in one sentence of your own?",
    "What is taken for granted here without being said?",
    "Which example from the talk, or from your own life, fits this best?",
    "What would the strongest objection to this be?",
    "Who gains and who loses if many people think so about {term}?",
    "Which other question does this one depend on?",
];

fn wordings(tier: Tier, act: Act) -> &'static [(Bloom, &'static str)] {
    use Bloom::{Analyse, Apply, Create, Evaluate, Understand};
    match (tier, act) {
        (Tier::Evaluative, Act::Predicts) => &[
            (
                Evaluate,
                "How likely do you think it is that this comes true, and what would change your mind about {term}?",
            ),
            (Evaluate, "What in this prediction about {term} convinces you, and what doesn't?"),
            (Create, "What would you expect instead for {term}, and on what do you base it?"),
        ],
        (Tier::Evaluative, Act::Demands) => &[
            (Evaluate, "How far would you go along with what {who} asks for here, and where would you stop?"),
            (Apply, "What would following this advice about {term} change in your own work or life?"),
            (Evaluate, "What speaks for this demand, what against it, and which weighs more for you?"),
        ],
        (Tier::Evaluative, Act::Conditions) => &[
            (Apply, "In which situation of your own would this condition matter, and what would you do?"),
            (Evaluate, "How sound is the step from the condition to the conclusion that {who} draws here?"),
        ],
        (Tier::Evaluative, Act::Contrasts) => &[
            (Evaluate, "Which side of this contrast is nearer to your own view of {term}, and why?"),
            (Apply, "Where have you met this contrast yourself, and how did it turn out?"),
        ],
        (Tier::Evaluative, _) => &[
            (Evaluate, "What would you answer {who} on {term}, and why?"),
            (Apply, "How does this apply to something that you know from your own work or life?"),
            (Evaluate, "How convincing is the reason that is given here, and what would make it stronger?"),
        ],
        (_, Act::Predicts) => &[
            (Understand, "What does {who} base this expectation about {term} on?"),
            (Analyse, "What would have to happen first for this to come about?"),
            (Analyse, "How does this expectation fit with what else is said in the talk about {term}?"),
        ],
        (_, Act::Demands) => &[
            (Understand, "What problem is this demand meant to solve?"),
            (Analyse, "What does {who} assume about {term} when asking for this?"),
            (Analyse, "Which other answers to the same problem does the talk leave open?"),
        ],
        (_, Act::Conditions) => &[
            (Analyse, "What follows for {term} when the condition in this passage is not met?"),
            (Understand, "Why does so much depend on this condition for {who}?"),
        ],
        (_, Act::Contrasts) => &[
            (
                Analyse,
                "Which two things are set against each other here, and why does the difference matter for {term}?",
            ),
            (Understand, "What would be lost if only one side of this contrast were true?"),
            (Analyse, "How does the “but” in this passage change what was said before it about {term}?"),
            (Understand, "To what extent can both sides of this be right?"),
        ],
        (_, Act::Reasons) => &[
            (Understand, "How does the reason given here support what is said about {term}?"),
            (Analyse, "What other reasons than this one could there be?"),
            (Analyse, "Which step from reason to conclusion would you ask {who} to explain further?"),
        ],
        _ => &[
            (Understand, "What does {who} want us to understand about {term} here?"),
            (Analyse, "How does this view of {term} fit with the rest of the talk?"),
            (Understand, "Why might {who} put it in just this way?"),
            (Analyse, "To what extent does the talk show that this is so?"),
        ],
    }
}
