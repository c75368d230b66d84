//! Keyphrases and titles of topics.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::linear::{Linear, sigmoid};
use super::phrases::Phrase;
use super::spelling::Spellings;
use super::stems::stem;
use super::vectors::Vector;
use super::vocabulary::Vocabulary;
use crate::language::Language;
use crate::restore::{Role, Script};

/// What a topic is called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Naming {
    /// Title in title form; `None` when nothing is said that would tell the part from others.
    pub(crate) title: Option<String>,
    /// Phrases that name the subject, best first.
    pub(crate) keyphrases: Vec<String>,
}

/// Most keyphrases of a topic.
const KEYPHRASES: usize = 5;

/// How often any phrase might as well have been said elsewhere: what was said two or three times, and all of them here, is as
/// often an aside as the subject. Of 1 to 8 the best on topics that were learned from.
const ELSEWHERE: f64 = 8.0;

/// How many sentences at the start of a topic say what it is about: the host's question.
const OPENING: usize = 6;

/// What topics are named from.
pub(super) struct Said<'a> {
    pub(super) script: &'a Script,
    pub(super) vocabulary: &'a Vocabulary,
    /// Of every sentence.
    pub(super) salience: &'a [f64],
    pub(super) phrases: &'a [Phrase],
    pub(super) spellings: &'a Spellings,
}

/// Names all topics by the phrases that a person would name them by: a logistic regression over how
/// often a phrase is said here and elsewhere, how rare it is at large, where it is said, and how salient the sentences are
/// that say it. A title begins with a phrase that is `fit`, of which it is told the score, 0 to 1, and says what those in
/// `taken` and those before it don't say.
pub(super) fn name(
    said: &Said<'_>,
    topics: &[Range<usize>],
    taken: &[String],
    fit: impl Fn(f64, &Phrase) -> bool,
) -> Vec<Naming> {
    let Said { script, vocabulary, salience, phrases, spellings } = said;
    let mut titles = taken.to_vec();
    let mut namings = Vec::with_capacity(topics.len());
    for (at, candidates) in candidates(script, vocabulary, salience, phrases, topics).into_iter().enumerate()
    {
        let mut scored: Vec<(f64, &Phrase)> = candidates
            .iter()
            .map(|(phrase, features)| (sigmoid(MODEL.log_odds(features)), *phrase))
            .collect();
        scored.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.sentences[0].cmp(&b.1.sentences[0]))
                .then_with(|| a.1.text.cmp(&b.1.text))
        });
        let chosen = distinct(&scored);
        let focus =
            |phrase: &Phrase| by_topic(phrase, topics)[at] / (phrase.sentences.len() as f64 + ELSEWHERE);
        let meaning = Meaning::new(vocabulary, &topics[at]).topic;
        let act = |phrase: &Phrase| act(phrase, &topics[at], &meaning);
        let title = title(script.language, &scored, &chosen, focus, act, &titles, &fit)
            .map(|title| spellings.corrected(&title));
        titles.extend(title.clone());
        namings.push(Naming {
            title,
            keyphrases: chosen.iter().map(|(_, phrase)| spellings.corrected(&phrase.text)).collect(),
        });
    }
    namings
}

/// How often a phrase is said in each topic.
fn by_topic(phrase: &Phrase, topics: &[Range<usize>]) -> Vec<f64> {
    let mut counts = vec![0.0; topics.len()];
    let mut topic = 0;
    for &sentence in &phrase.sentences {
        while topic + 1 < topics.len() && sentence >= topics[topic].end {
            topic += 1;
        }
        if topics.get(topic).is_some_and(|topic| topic.contains(&sentence)) {
            counts[topic] += 1.0;
        }
    }
    counts
}

/// How many features a phrase has in a topic.
pub(super) const FEATURES: usize = 20;

/// The names of the features, in order.
pub(super) const NAMES: [&str; FEATURES] = [
    "count",
    "count_elsewhere",
    "focus",
    "rarity",
    "rarity_count",
    "asked",
    "in_opening",
    "one_word",
    "three_words",
    "four_words",
    "name",
    "reach",
    "sentences",
    "said_once",
    "first_half",
    "near_topic",
    "near_own",
    "near_opening",
    "salient",
    "salience",
];

static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/phrase.tsv"), &NAMES));

/// What speaks for a phrase as the name of a topic in which it is said `here` times.
fn features(
    script: &Script,
    phrase: &Phrase,
    here: f64,
    sentences: &Range<usize>,
    meaning: &Meaning,
    ranks: &[f64],
) -> [f64; FEATURES] {
    let elsewhere = phrase.sentences.len() as f64 - here;
    let places: Vec<usize> = phrase.sentences.iter().copied().filter(|at| sentences.contains(at)).collect();
    let opening = places.iter().find(|&&at| at < sentences.start + OPENING);
    let asked =
        opening.is_some_and(|&at| script.speaker_of(at).is_none_or(|speaker| speaker.role != Role::Guest));
    let (first, last) = (places.first().copied().unwrap_or(0), places.last().copied().unwrap_or(0));
    let length = sentences.len() as f64;
    let flag = |flag: bool| f64::from(u8::from(flag));
    let own = Vector::of_text(&phrase.text);
    [
        libm::log1p(here),
        libm::log1p(elsewhere),
        here / (here + elsewhere),
        phrase.rarity,
        phrase.rarity * libm::log1p(here),
        flag(asked),
        flag(opening.is_some()),
        flag(phrase.words == 1),
        flag(phrase.words == 3),
        flag(phrase.words > 3),
        flag(phrase.is_name),
        (last - first) as f64 / length,
        20.0 * places.len() as f64 / (length + 20.0),
        flag(here < 2.0),
        flag(first < sentences.start + sentences.len() / 2),
        own.cosine(&meaning.topic),
        own.cosine(&meaning.own),
        own.cosine(&meaning.opening),
        places.iter().map(|&at| ranks[at - sentences.start]).fold(0.0, f64::max),
        places.iter().map(|&at| ranks[at - sentences.start]).sum::<f64>() / places.len() as f64,
    ]
}

/// What a topic means.
struct Meaning {
    topic: Vector,
    /// What sets it apart from the whole talk.
    own: Vector,
    /// What its first sentences mean.
    opening: Vector,
}

impl Meaning {
    fn new(vocabulary: &Vocabulary, topic: &Range<usize>) -> Self {
        let sum = |range: Range<usize>| {
            let mut sum = Vector::ZERO;
            vocabulary.meaning[range].iter().for_each(|sentence| sum.add(sentence, 1.0));
            sum
        };
        let (all, here) = (sum(0..vocabulary.meaning.len()), sum(topic.clone()));
        let mut own = here.clone();
        own.add(&all, -here.length() / all.length().max(f32::MIN_POSITIVE));
        let opening = sum(topic.start..(topic.start + OPENING).min(topic.end));
        Self { topic: here, own, opening }
    }
}

/// For each of some sentences, the share of them that are at most as salient.
fn ranks(salience: &[f64]) -> Vec<f64> {
    let mut sorted = salience.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = |value: &f64| sorted.partition_point(|other| other <= value) as f64 / sorted.len() as f64;
    salience.iter().map(rank).collect()
}

/// The candidates of every topic: a phrase and its features.
pub(super) fn candidates<'a>(
    script: &Script,
    vocabulary: &Vocabulary,
    salience: &[f64],
    phrases: &'a [Phrase],
    topics: &[Range<usize>],
) -> Vec<Vec<(&'a Phrase, [f64; FEATURES])>> {
    let mut candidates: Vec<Vec<(&Phrase, [f64; FEATURES])>> = topics.iter().map(|_| Vec::new()).collect();
    let meanings: Vec<Meaning> = topics.iter().map(|topic| Meaning::new(vocabulary, topic)).collect();
    let ranks: Vec<Vec<f64>> = topics.iter().map(|topic| ranks(&salience[topic.clone()])).collect();
    // Who speaks is no subject.
    let speakers: BTreeSet<String> = script
        .speakers
        .iter()
        .flat_map(|speaker| speaker.name.split_whitespace().map(stem).collect::<Vec<_>>())
        .collect();
    let is_subject = |phrase: &&Phrase| !phrase.text.split(' ').all(|word| speakers.contains(&stem(word)));
    for phrase in phrases.iter().filter(is_subject) {
        let counts = by_topic(phrase, topics);
        for (at, topic) in topics.iter().enumerate() {
            if counts[at] > 0.0 {
                candidates[at]
                    .push((phrase, features(script, phrase, counts[at], topic, &meanings[at], &ranks[at])));
            }
        }
    }
    candidates
}

/// What a topic says is done with what a phrase names, where that says more of what the topic is about than the phrase alone:
/// "Reducing the Delay", and not "Sending the Funds".
fn act(phrase: &Phrase, topic: &Range<usize>, meaning: &Vector) -> Option<String> {
    let near = |text: &str| Vector::of_text(text).cosine(meaning);
    let acts = phrase.acts.iter().filter(|(at, _)| topic.contains(at)).map(|(_, act)| (near(act), act));
    let (nearness, act) = acts.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (nearness > near(&phrase.text)).then(|| act.clone())
}

/// The best phrases, without those that share a content word with a better one.
fn distinct<'a>(scored: &[(f64, &'a Phrase)]) -> Vec<(f64, &'a Phrase)> {
    let mut chosen: Vec<(f64, &Phrase)> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for &(score, phrase) in scored {
        let stems: Vec<String> = phrase.text.split(' ').map(stem).collect();
        if stems.iter().all(|stem| !taken.contains(stem)) {
            taken.extend(stems);
            chosen.push((score, phrase));
            if chosen.len() == KEYPHRASES {
                break;
            }
        }
    }
    chosen
}

/// A title of the one or two phrases that tell this topic from the others: what the whole talk is
/// about, or an earlier title has said, names none of its parts.
fn title(
    language: Language,
    scored: &[(f64, &Phrase)],
    chosen: &[(f64, &Phrase)],
    focus: impl Fn(&Phrase) -> f64,
    act: impl Fn(&Phrase) -> Option<String>,
    taken: &[String],
    fit: impl Fn(f64, &Phrase) -> bool,
) -> Option<String> {
    // Least share of the best score that a second phrase needs, and least cosine of the two: "Jungle and
    // Square Root" is no title. A single word needs another more than a longer phrase does.
    const CLOSE: [f64; 2] = [0.3, 0.5];
    const RELATED: [f64; 2] = [0.3, 0.4];
    // A longer phrase around a single word needs this share of its score.
    const LONGER: f64 = 0.5;
    const MOST_WORDS: usize = 6;
    const SAID_BEFORE: f64 = 0.35;
    let title_form = |phrase: &str| title_form_in(language, phrase);
    let said: BTreeSet<String> = taken.iter().flat_map(|title| title.split(' ').map(stem)).collect();
    let mut ranked: Vec<(f64, &Phrase)> = chosen
        .iter()
        .map(|(score, phrase)| {
            let repeats = phrase.text.split(' ').any(|word| said.contains(&stem(word)));
            (score * (0.25 + 0.75 * focus(phrase)) * if repeats { SAID_BEFORE } else { 1.0 }, *phrase)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.sentences[0].cmp(&b.1.sentences[0])));
    let mut candidates = Vec::new();
    if let [(best, first), rest @ ..] = ranked.as_slice() {
        let longer = usize::from(first.words > 1);
        candidates.extend(act(first).map(|act| (*best, *first, title_form(&act))));
        for (score, second) in rest {
            let related = Vector::of_text(&first.text).cosine(&Vector::of_text(&second.text));
            if language.is_english()
                && *score >= CLOSE[longer] * best
                && related >= RELATED[longer]
                && first.words + second.words < MOST_WORDS
                && says_something(second)
                && !share_a_part(&first.text, &second.text)
            {
                candidates.push((*best, *first, title_form(&format!("{} and {}", first.text, second.text))));
            }
        }
        if first.words == 1 {
            // A longer phrase around the word says more.
            let long = scored.iter().filter(|(score, phrase)| {
                (2..=4).contains(&phrase.words)
                    && *score >= LONGER * best
                    && phrase.text.split(' ').any(|word| stem(word) == stem(&first.text))
            });
            candidates.extend(long.map(|(_, phrase)| (*best, *phrase, title_form(&phrase.text))));
        }
        // A name or a single word says where the talk came to, and not what it is about: "Clubhouse and Kim Dotcom".
        if language.is_english() && (first.words == 1 || first.is_name) {
            let place = |of: &Phrase| chosen.iter().position(|(_, phrase)| phrase.text == of.text);
            let partners = chosen.iter().map(|(_, phrase)| *phrase).filter(|phrase| {
                phrase.text != first.text
                    && phrase.words + first.words < MOST_WORDS
                    && says_something(phrase)
                    && !share_a_part(&phrase.text, &first.text)
            });
            candidates.extend(partners.map(|partner| {
                let (one, two) =
                    if place(partner) < place(first) { (partner, *first) } else { (*first, partner) };
                (*best, *first, title_form(&format!("{} and {}", one.text, two.text)))
            }));
        }
        candidates.extend(ranked.iter().map(|(score, phrase)| (*score, *phrase, title_form(&phrase.text))));
    }
    let spellings: Vec<String> = taken.iter().map(|title| letters(title)).collect();
    let taken: Vec<Vec<String>> = taken.iter().map(|title| title.split(' ').map(stem).collect()).collect();
    // "Gas" says nothing new after "Valve and Gas", and "Pumps and Valve and Gas" says it again.
    let says_more = |title: &str| {
        if spellings.contains(&letters(title)) {
            return false;
        }
        let words: Vec<String> = title.split(' ').map(stem).collect();
        taken.iter().all(|other| {
            let repeats = other.len() > 1 && other.iter().all(|word| words.contains(word));
            !repeats && words.iter().any(|word| !other.contains(word))
        })
    };
    let found = candidates.into_iter().find(|(score, phrase, title)| fit(*score, phrase) && says_more(title));
    found.map(|(_, _, title)| title)
}

/// Whether a phrase can be half of a title: "Company" and "Country" add nothing.
fn says_something(phrase: &Phrase) -> bool {
    const RARITY: f64 = 0.4;
    phrase.words > 1 || phrase.is_name || phrase.rarity >= RARITY
}

/// Whether two phrases have a word in common, hyphenated ones taken apart: "Clubhouse-style" and "Clubhouse"; or are one
/// name in two spellings: "Micropayment" and "Micro Payment".
fn share_a_part(a: &str, b: &str) -> bool {
    let parts = |text: &str| -> Vec<String> { text.split([' ', '-']).map(str::to_lowercase).collect() };
    let other = parts(b);
    parts(a).iter().any(|part| other.iter().any(|other| are_kin(part, other))) || letters(a) == letters(b)
}

/// Whether two words are forms of one: "TVs" and "TV", "Australia" and "Australian", "comments" and "commentary".
fn are_kin(a: &str, b: &str) -> bool {
    const ROOT: usize = 5;
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    stem(a) == stem(b) || common >= ROOT || a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a)
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A phrase as titles of a language are written: English ones with capitals, others with one at the start.
fn title_form_in(language: Language, phrase: &str) -> String {
    if language.is_english() { title_form(phrase) } else { capitalised(phrase) }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A phrase with capitals as in a title: all words but articles, conjunctions and short prepositions.
pub(crate) fn title_form(phrase: &str) -> String {
    const SMALL: [&str; 15] =
        ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to"];
    let words: Vec<String> = phrase
        .split(' ')
        .enumerate()
        .map(|(at, word)| {
            if at > 0 && SMALL.contains(&word) || word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
            {
                return word.to_owned();
            }
            capitalised(word)
        })
        .collect();
    words.join(" ")
}
