//! How well a passage reads outside the talk, and whether it says something.
//!
//! Logistic regressions over what a passage points back to, how it is broken and how it begins, learned from passages that
//! readers marked (`training/analyze`, `marks/passages.tsv` there and in `training/judge`).

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::background::rarity;
use super::judge::{self, HEADS, Judgement};
use super::linear::{self, Linear, flag, sigmoid};
use super::stems::stem;
use super::tagger::{Pos, bare};
use crate::restore::{Role, Script, key};

/// How many features a passage has: its own, what is judged of its sentences, and of some of them.
pub(super) const FEATURES: usize = OWN + HEADS + SOME.len();
const OWN: usize = OWN_NAMES.len();

/// Their names, in order.
pub(super) static NAMES: LazyLock<[String; FEATURES]> =
    LazyLock::new(|| linear::names(&[&OWN_NAMES, &judge::NAMES, &SOME]));

/// How clear the first sentence is, how sound the least sound one, and how intact the sentences are, on average and at least.
const SOME: [&str; 5] = ["first_alone", "first_clear", "least_sound", "intact", "least_intact"];

const OWN_NAMES: [&str; 38] = [
    "words",
    "sentences",
    "short",
    "long",
    "typed",
    "host",
    "guest",
    "first_of_turn",
    "lead",
    "first_i",
    "first_we",
    "first_you_or_if",
    "first_the",
    "first_name",
    "first_it_or_there",
    "points_back",
    "nouns_late",
    "verb_late",
    "pointers",
    "loose_the",
    "compares",
    "same",
    "twice",
    "repeats",
    "letters",
    "broken",
    "fillers",
    "vague",
    "commas",
    "joints",
    "rarity",
    "unknown",
    "names",
    "numbers",
    "verbs",
    "persons",
    "reasons",
    "judges",
];

static ALONE: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/reading.tsv"), &NAMES));
static WORTH: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/worth.tsv"), &NAMES));

const LEADS: [&str; 14] = [
    "actually", "also", "and", "because", "but", "like", "now", "or", "so", "then", "well", "which", "yeah",
    "yes",
];
const POINTERS: [&str; 28] = [
    "another", "he", "he's", "her", "here", "him", "his", "it", "it's", "its", "one", "other", "she", "such",
    "that", "that's", "their", "them", "there", "these", "they", "they'll", "they're", "they've", "this",
    "those", "too", "which",
];
const COMPARING: [&str; 12] = [
    "better", "bigger", "easier", "faster", "harder", "higher", "less", "longer", "lower", "more", "smaller",
    "worse",
];
const FILLERS: [&str; 10] =
    ["actually", "basically", "kinda", "like", "literally", "obviously", "really", "sorta", "uh", "um"];
const VAGUE: [&str; 14] = [
    "anything",
    "everything",
    "kind",
    "lot",
    "people",
    "somebody",
    "something",
    "somewhere",
    "sort",
    "stuff",
    "thing",
    "things",
    "way",
    "whatever",
];
const JOINTS: [&str; 6] = ["and", "because", "but", "or", "so", "which"];
const PERSONS: [&str; 14] =
    ["i", "i'd", "i'll", "i'm", "i've", "me", "my", "our", "us", "we", "we're", "we've", "you", "you're"];
const REASONS: [&str; 6] = ["because", "cause", "reason", "therefore", "so", "why"];
const JUDGES: [&str; 14] = [
    "always",
    "bad",
    "best",
    "better",
    "good",
    "great",
    "hard",
    "important",
    "must",
    "need",
    "never",
    "only",
    "problem",
    "should",
];
const LONG: usize = 45;
const SHORT: usize = 10;

/// What is known of a talk's sentences before passages are chosen.
pub(super) struct Said<'a> {
    pub(super) script: &'a Script,
    pub(super) tags: &'a [Vec<Pos>],
    pub(super) judged: &'a [Judgement],
    pub(super) intact: &'a [f64],
    pub(super) salience: &'a [f64],
}

/// How good a passage is, as probabilities.
pub(super) struct Verdict {
    /// That a reader who doesn't know the talk understands it and finds nothing broken in it.
    pub(super) alone: f64,
    /// That it says something worth keeping: a claim, reason, explanation, fact, definition, contrast or decision.
    pub(super) worth: f64,
}

/// Judges a passage. What was learned of English ones says nothing of others.
pub(super) fn verdict(said: &Said<'_>, passage: &Range<usize>) -> Verdict {
    if !said.script.language.is_english() {
        return Verdict { alone: 1.0, worth: 1.0 };
    }
    let features = features(said, passage);
    Verdict { alone: sigmoid(ALONE.log_odds(&features)), worth: sigmoid(WORTH.log_odds(&features)) }
}

/// What the probabilities depend on.
pub(super) fn features(said: &Said<'_>, passage: &Range<usize>) -> [f64; FEATURES] {
    let (judged, intact) = (&said.judged[passage.clone()], &said.intact[passage.clone()]);
    let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    let some = [
        judged[0][judge::ALONE],
        judged[0][judge::CLEAR],
        least(&mut judged.iter().map(|one| one[judge::SOUND])),
        intact.iter().sum::<f64>() / intact.len().max(1) as f64,
        least(&mut intact.iter().copied()),
    ];
    let features = [own(said.script, said.tags, passage).as_slice(), &judge::mean(judged), &some].concat();
    std::array::from_fn(|at| features[at])
}

/// What the words of a passage tell.
fn own(script: &Script, tags: &[Vec<Pos>], passage: &Range<usize>) -> [f64; OWN] {
    let tokens: Vec<&str> = passage
        .clone()
        .flat_map(|at| script.sentences[at].tokens.iter().map(|token| token.text.as_str()))
        .collect();
    let tags: Vec<Pos> = passage.clone().flat_map(|at| tags[at].iter().copied()).collect();
    let words: Vec<String> = tokens.iter().map(|token| key(bare(token))).collect();
    let length = words.len().max(1) as f64;
    let among = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count() as f64;
    let share = |count: f64| 10.0 * count / length;
    let start = words.iter().position(|word| !LEADS.contains(&word.as_str())).unwrap_or(0);
    let begins = |list: &[&str]| flag(list.contains(&words[start].as_str()));
    let noun = tags.iter().position(|pos| pos.is_nominal()).unwrap_or(tags.len());
    let verb = |pos: &Pos| matches!(pos, Pos::Verb | Pos::Auxiliary);
    let points_back = words[..noun].iter().enumerate().any(|(place, word)| {
        // "This board" names what it points at.
        POINTERS.contains(&word.as_str()) && place + 1 != noun
    });
    // "the project" and nothing that says which.
    let loose = (0..words.len().saturating_sub(1)).filter(|&at| {
        words[at] == "the"
            && tags[at + 1] == Pos::Noun
            && !words.get(at + 2).is_some_and(|next| {
                tags[at + 2].is_nominal()
                    || matches!(next.as_str(), "of" | "that" | "in" | "for" | "which" | "who" | "with")
            })
    });
    let different: BTreeSet<&String> = words.iter().collect();
    let twice = words.windows(2).filter(|pair| pair[0] == pair[1] && pair[0] != "that" && pair[0] != "had");
    let letter = |word: &&String| word.len() == 1 && !matches!(word.as_str(), "a" | "i" | "c" | "x");
    let broken =
        |token: &&&str| token.ends_with(['-', '–', '…']) || token.contains("..") || token.contains("--");
    let content: Vec<f64> = words
        .iter()
        .zip(&tags)
        .filter(|(_, pos)| pos.is_content())
        .map(|(word, _)| rarity(&stem(word)))
        .collect();
    let of = |pos: Pos| tags.iter().filter(|tag| **tag == pos).count() as f64;
    let role = script.speaker_of(passage.start).map(|speaker| speaker.role);
    let turn = &script.turns[script.sentences[passage.start].turn].sentences;
    [
        length / 10.0,
        passage.len() as f64,
        flag(words.len() < SHORT),
        flag(words.len() > LONG),
        flag(script.is_typed(passage.start)),
        flag(role == Some(Role::Host)),
        flag(role == Some(Role::Guest)),
        flag(turn.start == passage.start),
        flag(start > 0),
        begins(&["i", "i'm", "i've", "i'd", "my"]),
        begins(&["we", "we're", "we've", "our"]),
        begins(&["you", "you're", "your", "if"]),
        begins(&["the", "a", "an"]),
        flag(tags.get(start) == Some(&Pos::Name)),
        begins(&["there", "there's", "it's", "it"]),
        flag(points_back),
        (noun as f64 / 5.0).min(2.0),
        (tags.iter().position(verb).unwrap_or(tags.len()) as f64 / 5.0).min(3.0),
        share(among(&POINTERS)),
        share(loose.count() as f64),
        flag(among(&COMPARING) > 0.0 && !words.iter().any(|word| word == "than")),
        flag(
            words
                .iter()
                .any(|word| matches!(word.as_str(), "same" | "again" | "either" | "else" | "instead")),
        ),
        flag(twice.count() > 0),
        1.0 - different.len() as f64 / length,
        flag(words.iter().any(|word| letter(&word))),
        flag(tokens.iter().any(|token| broken(&token))),
        share(among(&FILLERS)),
        share(among(&VAGUE)),
        share(tokens.iter().filter(|token| token.ends_with(',')).count() as f64),
        share(among(&JOINTS)),
        content.iter().sum::<f64>() / content.len().max(1) as f64,
        share(content.iter().filter(|rarity| **rarity >= 1.0).count() as f64),
        share(of(Pos::Name)),
        share(of(Pos::Number)),
        share(of(Pos::Verb) + of(Pos::Auxiliary)),
        share(among(&PERSONS)),
        flag(among(&REASONS) > 0.0),
        among(&JUDGES).min(3.0),
    ]
}
