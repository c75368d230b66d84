//! Wrong options: words of the same talk that fit the gap and are false there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::numbers::{alike, is_reckoned};
use crate::analyze::{Analysis, Pos, TopicKind, rarity, similarity, stem};
use crate::compose::clause::{Clause, Word, is_stop};
use crate::compose::study_set::{Card, Choice};
use crate::restore::Script;

/// How near in meaning to the key a wrong term is at least: what is of another kind is seen to be wrong. At 0.2 there were
/// "oil question" beside "offshore wind division" and "solid performance" beside "semiconductor".
const KIND: f32 = 0.3;
/// The same of names, which are farther from one another: London and Chicago 0.18, Google and Apple 0.14, but France and Newton 0.
const NAMES: f32 = 0.1;
/// Wrong options of a question at most; three good ones suffice (Haladyna et al. 2002).
const MOST: usize = 3;

/// What has to fit the gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A number of the same form and size.
    Number,
    /// A name.
    Name,
    /// A noun phrase that isn't a name.
    Term,
}

/// Words that are asked for, and what is shown in their place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap<'a> {
    /// The right answer.
    pub(super) key: &'a str,
    /// The sentence that says it.
    pub(super) here: usize,
    /// What has to fit.
    pub(super) wanted: Wanted,
    /// What is shown, without the key.
    pub(super) visible: &'a str,
    /// What is shown before the gap.
    pub(super) before: &'a str,
}

/// Something said in the talk that could be an option.
struct Candidate {
    text: String,
    wanted: Wanted,
    /// By which it is compared with others.
    stems: Vec<String>,
    plural: bool,
    /// How names stand in sentences: after "the", after a preposition of place.
    place: Place,
    /// The prepositions of place that it is said behind.
    behind: BTreeSet<&'static str>,
    /// The articles it is said with.
    articles: BTreeSet<Article>,
    /// The words that follow it.
    followed: BTreeSet<String>,
    /// The sentences in which it is said.
    sentences: Vec<usize>,
}

/// How a name stands in the sentences of the talk, by which people, places and things differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    /// "the Eddystone"
    the: bool,
    /// "in France"
    at: bool,
}

/// What a number is of, where that stands behind the gap: other numbers of the same are no worse.
const UNITS: [&str; 24] = [
    "billion", "bits", "blocks", "bytes", "cents", "days", "degrees", "dollars", "euros", "hours", "km",
    "miles", "million", "minutes", "months", "people", "per", "percent", "points", "pounds", "seconds",
    "times", "weeks", "years",
];

/// What stands before places, and before some other names.
const AT: [&str; 7] = ["at", "from", "in", "into", "near", "on", "to"];

/// The article before a phrase, by which things that can be counted differ from those that can't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Article {
    /// "a tower"
    Indefinite,
    /// "the tower", "his tower"
    Definite,
    /// "glass"
    None,
}

impl Article {
    /// The article of what follows these words; adjectives may stand between.
    fn before(words: &[Word]) -> Self {
        let is_between = |word: &&Word| matches!(word.pos, Pos::Adjective | Pos::Adverb) && !word.pauses();
        match words.iter().rev().find(|word| !is_between(word)) {
            Some(word) if word.is(&["a", "an", "another"]) => Self::Indefinite,
            Some(word)
                if word.is(&["the", "this", "that", "my", "our", "your", "his", "her", "its", "their"])
                    || word.key.ends_with("'s") =>
            {
                Self::Definite
            }
            _ => Self::None,
        }
    }
}

/// All candidates of a talk, and its sentences as sets of stems.
pub(super) struct Pool {
    candidates: Vec<Candidate>,
    /// The words with meaning of every sentence, as stems.
    pub(super) content: Vec<BTreeSet<String>>,
    topics: Vec<usize>,
    /// Words that are written with a capital inside sentences.
    proper: BTreeSet<String>,
}

/// "The tower was Lit": a common word with a capital that captions got wrong, and not "the judge was Poisson".
fn is_miswritten(before: &Word, words: &[Word]) -> bool {
    const COMMON: f64 = 0.7;
    let [word] = words else { return false };
    before.is(&["are", "be", "been", "is", "was", "were"]) && rarity(&stem(&word.key)) < COMMON
}

impl Pool {
    pub(super) fn new(script: &Script, analysis: &Analysis) -> Self {
        let mut candidates: indexmap::IndexMap<String, Candidate> = indexmap::IndexMap::new();
        let mut content = vec![BTreeSet::new(); script.sentences.len()];
        let mut topics = vec![0; script.sentences.len()];
        let mut proper = BTreeSet::new();
        for (index, topic) in analysis.topics.iter().enumerate() {
            topics[topic.sentences.clone()].fill(index);
            for sentence in topic.sentences.clone() {
                let clause = Clause::of(script, analysis, sentence);
                content[sentence] = stems(&clause.words).into_iter().collect();
                let inside = clause.words.iter().skip(1);
                proper.extend(
                    inside
                        .filter(|word| word.bare().starts_with(char::is_uppercase))
                        .map(|word| word.key.clone()),
                );
                if topic.kind != TopicKind::Content {
                    continue;
                }
                for (text, wanted, range) in said(&clause) {
                    let words = &clause.words[range.clone()];
                    let before = range.start.checked_sub(1).map(|at| &clause.words[at]);
                    if wanted == Wanted::Name && before.is_some_and(|before| is_miswritten(before, words)) {
                        continue;
                    }
                    let entry = candidates.entry(text.to_lowercase()).or_insert_with(|| Candidate {
                        stems: stems(words),
                        plural: words.last().is_some_and(crate::compose::clause::is_plural),
                        text,
                        wanted,
                        place: Place::default(),
                        behind: BTreeSet::new(),
                        articles: BTreeSet::new(),
                        followed: BTreeSet::new(),
                        sentences: Vec::new(),
                    });
                    entry.articles.insert(Article::before(&clause.words[..range.start]));
                    entry.place.the |= before.is_some_and(|word| word.is(&["the"]));
                    entry.behind.extend(before.and_then(|word| AT.into_iter().find(|at| word.is(&[at]))));
                    entry.place.at = !entry.behind.is_empty();
                    entry.followed.extend(clause.words.get(range.end).map(|word| word.key.clone()));
                    entry.sentences.push(sentence);
                }
            }
        }
        Self { candidates: candidates.into_values().collect(), content, topics, proper }
    }

    /// The sentence of a card's evidence that says its answer; the first when none says all of it.
    pub(super) fn answering(&self, card: &Card) -> usize {
        let answer = stems(&Clause::parse(&card.answer).words);
        let mut sentences = card.evidence.sentences.clone();
        let says = |sentence: &usize| answer.iter().all(|stem| self.content[*sentence].contains(stem));
        sentences.find(says).unwrap_or(card.evidence.sentences.start)
    }

    /// Whether a word is written with a capital inside sentences; `word` is lower case.
    pub(super) fn is_proper(&self, word: &str) -> bool {
        self.proper.contains(word) || word == "i"
    }

    /// Whether the talk uses these words as a name.
    pub(super) fn is_name(&self, text: &str) -> bool {
        self.find(text).map_or_else(
            || text.split(' ').all(|word| word.starts_with(char::is_uppercase)),
            |candidate| candidate.wanted == Wanted::Name,
        )
    }

    fn find(&self, text: &str) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.text.eq_ignore_ascii_case(text))
    }

    /// Up to three wrong options for a gap, the most alike first.
    pub(super) fn distractors(&self, gap: &Gap<'_>) -> Vec<Choice> {
        let Gap { wanted, visible, before, here, .. } = *gap;
        let key = Clause::parse(gap.key);
        // Beside "user privacy" a verb is seen to be right where a verb is missing, and a percentage can be reckoned.
        let known = wanted != Wanted::Term || self.find(gap.key).is_some_and(|said| said.wanted == wanted);
        if !known || wanted == Wanted::Number && is_reckoned(gap.key, visible) {
            return Vec::new();
        }
        let key_stems = stems(&key.words);
        let shown: BTreeSet<String> = stems(&Clause::parse(visible).words).into_iter().collect();
        let plural = key.words.last().is_some_and(crate::compose::clause::is_plural);
        let article = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
        let place = self.find(gap.key).map(|candidate| candidate.place);
        let frame = (wanted == Wanted::Term && !before.trim().is_empty())
            .then(|| Article::before(&Clause::parse(before).words))
            .filter(|article| *article != Article::Definite);
        let unit = visible.strip_prefix(before).and_then(|behind| {
            let first = Clause::parse(behind).words.into_iter().next()?;
            UNITS.contains(&first.key.as_str()).then_some(first.key)
        });
        let starts_upper = |text: &str| text.starts_with(char::is_uppercase);
        let mut fitting: Vec<(f64, &Candidate)> = self
            .candidates
            .iter()
            .filter(|other| other.wanted == wanted && !other.sentences.contains(&here))
            .filter(|other| wanted == Wanted::Number || other.plural == plural)
            // Beside "90 percent" the "148" of "BIP 148" is absurd.
            .filter(|other| {
                wanted != Wanted::Number || unit.as_ref().is_none_or(|unit| other.followed.contains(unit))
            })
            .filter(|other| wanted != Wanted::Name || place.is_none_or(|place| place == other.place))
            // Nobody goes "from Raygun" who was only ever "at Raygun".
            .filter(|other| {
                wanted != Wanted::Name
                    || !AT.contains(&article.as_str())
                    || other.behind.contains(article.as_str())
            })
            .filter(|other| frame.is_none_or(|frame| other.articles.contains(&frame)))
            // "Ryer's" is a part of something.
            .filter(|other| !other.text.ends_with("'s") && !other.text.ends_with("’s"))
            // "menu" beside "menus"
            .filter(|other| without_s(&other.text) != without_s(gap.key))
            .filter(|other| wanted != Wanted::Name || starts_upper(gap.key) == starts_upper(&other.text))
            .filter(|other| fits_article(&article, &other.text))
            .filter(|other| match wanted {
                Wanted::Number => alike(gap.key, &other.text),
                _ => {
                    alike_phrases(gap.key, &other.text)
                        && is_remembered(other)
                        && capitals(gap.key) == capitals(&other.text)
                }
            })
            .filter(|other| {
                other.stems.iter().all(|stem| !key_stems.contains(stem) && !shown.contains(stem))
                    && !self.could_be_true(other, &shown)
            })
            .filter(|other| is_of_the_kind(gap, other))
            .map(|other| (self.likeness(gap, other, &key_stems), other))
            .collect();
        fitting.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.sentences[0].cmp(&b.1.sentences[0]))
                .then_with(|| a.1.text.cmp(&b.1.text))
        });
        let mut chosen: Vec<&Candidate> = Vec::new();
        // Those of one sentence give one another away, and so only make up what is missing.
        for of_one_sentence in [false, true] {
            for (_, candidate) in &fitting {
                let apart = |other: &&Candidate| {
                    other.stems.iter().all(|stem| !candidate.stems.contains(stem))
                        && other.text != candidate.text
                        && (of_one_sentence || other.sentences[0] != candidate.sentences[0])
                };
                if chosen.len() < MOST && chosen.iter().all(apart) {
                    chosen.push(candidate);
                }
            }
        }
        let matches_case = |text: &str| {
            if gap.key.starts_with(char::is_uppercase) && wanted == Wanted::Term {
                crate::compose::clause::capitalised(text)
            } else {
                text.to_owned()
            }
        };
        chosen
            .iter()
            .map(|other| Choice { text: matches_case(&other.text), sentence: other.sentences[0] })
            .collect()
    }

    /// Whether the talk says the candidate together with much of the statement somewhere (M17).
    fn could_be_true(&self, candidate: &Candidate, shown: &BTreeSet<String>) -> bool {
        let limit = (shown.len() / 3).max(2);
        candidate
            .sentences
            .iter()
            .any(|&sentence| self.content[sentence].intersection(shown).count() >= limit)
    }

    /// How plausible a candidate is instead of the key: said nearby, as often, as special.
    fn likeness(&self, gap: &Gap<'_>, other: &Candidate, key: &[String]) -> f64 {
        let here = self.topics[gap.here];
        let near = other
            .sentences
            .iter()
            .map(|&sentence| self.topics[sentence].abs_diff(here))
            .min()
            .unwrap_or(usize::MAX);
        let special = |stems: &[String]| stems.iter().map(|stem| rarity(stem)).fold(0.0, f64::max);
        let words = gap.key.split(' ').count().abs_diff(other.text.split(' ').count());
        1.0 / (1.0 + near as f64) - (special(key) - special(&other.stems)).abs() - 0.4 * words as f64
            + 0.1 * (other.sentences.len().min(5) as f64)
            + [gap.key, gap.visible]
                .iter()
                .filter_map(|text| similarity(text, &other.text))
                .map(f64::from)
                .sum::<f64>()
    }
}

/// Whether a candidate means something of the kind of the key. Where common talk doesn't know the key, any name may be of its kind; beside
/// "Titan" only a name that is known to be like it is.
fn is_of_the_kind(gap: &Gap<'_>, other: &Candidate) -> bool {
    match (gap.wanted, similarity(gap.key, &other.text)) {
        (Wanted::Number, _) => true,
        (Wanted::Name, None) => similarity(gap.key, gap.key).is_none(),
        (Wanted::Term, None) => false,
        (Wanted::Name, Some(near)) => near >= NAMES,
        (Wanted::Term, Some(near)) => near >= KIND,
    }
}

/// A phrase in small letters without the ending of a plural.
fn without_s(text: &str) -> String {
    let text = text.to_lowercase();
    text.strip_suffix('s').map(str::to_owned).unwrap_or(text)
}

/// Whether a phrase has capitals besides the one a sentence begins with: "API", "Save Snippet" (M16).
fn capitals(text: &str) -> bool {
    text.chars().skip(1).any(char::is_uppercase)
}

/// A term that is said once may be misheard, and an option that nobody remembers is none.
fn is_remembered(candidate: &Candidate) -> bool {
    candidate.sentences.len()
        > if candidate.wanted == Wanted::Name || candidate.text.contains(' ') { 1 } else { 2 }
}

fn stems(words: &[Word]) -> Vec<String> {
    words
        .iter()
        .filter(|word| !is_stop(&word.key) && !word.key.is_empty())
        .map(|word| stem(&word.key))
        .collect()
}

/// The numbers, names and terms of a sentence.
fn said(clause: &Clause) -> Vec<(String, Wanted, Range<usize>)> {
    let mut found = Vec::new();
    let is_digit = |word: &Word| {
        word.bare().trim_start_matches(['$', '€', '£']).starts_with(|c: char| c.is_ascii_digit())
    };
    let mut at = 0;
    while at < clause.len() {
        let start = at;
        while at < clause.len() && (clause.words[at].pos == Pos::Number || is_digit(&clause.words[at])) {
            at += 1;
            if clause.words[at - 1].pauses() {
                break;
            }
        }
        if at > start && !clause.words[start].is(&["one", "half"]) {
            found.push((clause.text(start..at), Wanted::Number, start..at));
        }
        at = at.max(start + 1);
    }
    for phrase in clause.noun_phrases(0..clause.len()) {
        let mut phrase = phrase;
        while phrase.len() > 1 && matches!(clause.words[phrase.start].pos, Pos::Determiner | Pos::Pronoun) {
            phrase.start += 1;
        }
        let words = &clause.words[phrase.clone()];
        let special = words.iter().map(|word| rarity(&stem(&word.key))).fold(0.0, f64::max);
        if words.iter().any(|word| word.pos == Pos::Number || is_stop(&word.key))
            || special < 0.3
            || !words.last().is_some_and(|word| word.pos.is_nominal())
        {
            continue;
        }
        let text = clause.text(phrase.clone());
        let named =
            words.iter().all(|word| word.pos == Pos::Name && word.bare().starts_with(char::is_uppercase));
        found.push((text, if named { Wanted::Name } else { Wanted::Term }, phrase));
    }
    found
}

/// After "a" a consonant, after "an" a vowel (M12).
fn fits_article(article: &str, option: &str) -> bool {
    let vowel = option.starts_with(|c: char| "aeiouAEIOU".contains(c));
    match article {
        "a" => !vowel,
        "an" => vowel,
        _ => true,
    }
}

/// Phrases of about the same length, so that length tells nothing (M1).
fn alike_phrases(key: &str, other: &str) -> bool {
    let words = |text: &str| text.split(' ').count();
    let letters = |text: &str| text.chars().count() as f64;
    let ratio = letters(other) / letters(key);
    words(key).abs_diff(words(other)) <= 1 && (0.5..=2.0).contains(&ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_name_stands_beside_known_ones() {
        let candidate = |text: &str| Candidate {
            text: text.to_owned(),
            wanted: Wanted::Name,
            stems: Vec::new(),
            plural: false,
            place: Place::default(),
            behind: BTreeSet::new(),
            articles: BTreeSet::new(),
            followed: BTreeSet::new(),
            sentences: vec![0],
        };
        let fits = |key: &str, other: &str| {
            let gap = Gap { key, here: 1, wanted: Wanted::Name, visible: "", before: "" };
            is_of_the_kind(&gap, &candidate(other))
        };
        assert!(fits("London", "Chicago"));
        assert!(!fits("France", "Newton") && !fits("London", "Pleasonton"));
        assert!(fits("Argand", "Pleasonton"));
    }

    #[test]
    fn a_capital_may_be_wrong() {
        let miswritten = |text: &str| {
            let clause = Clause::parse(text);
            is_miswritten(&clause.words[2], &clause.words[3..4])
        };
        assert!(miswritten("The tower was Lit in 1759."));
        assert!(!miswritten("The judge was Poisson in 1819."));
        assert!(!miswritten("The tower of Lit in 1759."));
    }

    #[test]
    fn minds_articles() {
        assert!(fits_article("an", "oak tree"));
        assert!(!fits_article("a", "oak tree"));
        assert!(fits_article("the", "oak tree"));
    }
}
