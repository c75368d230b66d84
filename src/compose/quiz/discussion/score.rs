//! How likely it is that a group can talk about a statement for ten minutes and that it can be read aloud as it stands.
//!
//! Two logistic regressions over what the statement does, how it is worded and where it stands, learned from statements
//! that readers marked (`training/analyze`, `marks/statements.tsv`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::act::Act;
use super::stand;
use super::statement::Statement;
use crate::analyze::{
    Analysis, JUDGED, JUDGED_NAMES, Linear, Vector, flag, judge_text, names, sigmoid, values,
};
use crate::compose::clause::features;
use crate::compose::words::Words;
use crate::restore::{Role, Script};

/// How many features a statement has: its own, what is judged of it, those of its words, and the direction of what it says.
pub(crate) const FEATURES: usize = OWN + JUDGED + features::FEATURES + features::MEANING;
const OWN: usize = OWN_NAMES.len();

/// Their names, in order.
pub(crate) static NAMES: LazyLock<[String; FEATURES]> =
    LazyLock::new(|| names(&[&OWN_NAMES, &JUDGED_NAMES, &features::NAMES]));

const OWN_NAMES: [&str; 30] = [
    "demands",
    "predicts",
    "worries",
    "conditions",
    "contrasts_act",
    "generalises",
    "reasons_act",
    "believes",
    "standing",
    "stand",
    "salience",
    "key_passage",
    "whole",
    "host",
    "named_speaker",
    "typed",
    "named_term",
    "term_words",
    "first_it",
    "to_guest",
    "is_a",
    "leans",
    "compares",
    "repeats",
    "letters",
    "verbs",
    "pauses",
    "more",
    "intact",
    "doubtful",
];

static TALK: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("talk.tsv"), &NAMES));
static ALOUD: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("aloud.tsv"), &NAMES));

/// How good it is, 0 to 1: that it can be talked about counts more than that it can be read aloud, since the group has it before its eyes. Both are seldom likely,
/// so it is the root, by which good ones stay apart from one another.
pub(super) fn score(script: &Script, analysis: &Analysis, statement: &Statement) -> f64 {
    let features = features(script, analysis, statement);
    (sigmoid(TALK.log_odds(&features)) * sigmoid(ALOUD.log_odds(&features)).sqrt()).sqrt()
}

/// What the score looks at.
pub(super) fn features(script: &Script, analysis: &Analysis, statement: &Statement) -> [f64; FEATURES] {
    // What points at something that was said before.
    const LEANING: Words = Words::new(
        "actually again already also another anyway either else even instead it just other same still such that them \
         then they those though too",
    );
    const COMPARING: Words = Words::new(
        "better bigger cheaper easier faster harder higher larger less longer lower more smaller stronger worse",
    );
    const YOU: Words = Words::new("you you'd you'll you're you've your yours yourself");
    const VERBS: Words = Words::new(
        "are can do does don't had has have i'm is it's should that's there's they're was we're were will would you're",
    );
    let Statement { topic, sentence, clause, act, term, standing, whole, more, doubtful, .. } = statement;
    let speaker = script.speaker_of(*sentence);
    let words = &clause.words;
    let length = words.len().max(1) as f64;
    let count = |list: Words| words.iter().filter(|word| list.has(&word.key)).count() as f64;
    let different: BTreeSet<&str> = words.iter().map(|word| word.key.as_str()).collect();
    let letters =
        words.iter().filter(|word| word.key.chars().count() == 1 && !word.is(&["a", "i"])).count() as f64;
    let host = speaker.is_some_and(|speaker| speaker.role == Role::Host);
    let does = |other: Act| flag(*act == other);
    let passages = &analysis.topics[*topic].passages;
    let own = [
        does(Act::Demands),
        does(Act::Predicts),
        does(Act::Worries),
        does(Act::Conditions),
        does(Act::Contrasts),
        does(Act::Generalises),
        does(Act::Reasons),
        does(Act::Believes),
        *standing,
        stand::worth(clause),
        analysis.salience[*sentence],
        flag(passages.iter().any(|passage| passage.sentences.contains(sentence))),
        flag(*whole),
        flag(host),
        flag(speaker.is_some_and(|speaker| speaker.named)),
        flag(script.is_typed(*sentence)),
        flag(term.contains(char::is_uppercase)),
        term.split(' ').count() as f64 / 3.0,
        flag(words[0].is(&["it", "it's", "there", "there's"])),
        // What a host says to the guest's face is for the guest.
        flag(host && count(YOU) > 0.0),
        flag(words.windows(2).any(|pair| pair[0].is(&["is", "are"]) && pair[1].is(&["a", "an", "the"]))),
        count(LEANING),
        flag(count(COMPARING) > 0.0 && !words.iter().any(|word| word.is(&["than"]))),
        1.0 - different.len() as f64 / length,
        letters,
        count(VERBS) / length,
        words.iter().filter(|word| word.text.ends_with(',')).count() as f64 / length,
        *more as f64,
        analysis.intact[*sentence],
        flag(*doubtful),
    ];
    // Most statements are whole sentences, which were judged before.
    let judged = if *more == 0 && statement.text == script.sentences[*sentence].text() {
        analysis.judged[*sentence]
    } else {
        judge_text(script.language, &statement.text)
    };
    values(&[&own, &judged, &clause.features()], &Vector::of_text(&statement.text))
}
