//! Words that were misheard once and understood elsewhere in the talk: "humanid" among "humanoid".

use std::collections::BTreeMap;

use strsim::damerau_levenshtein;

use super::analysis::Mention;
use super::background::rarity;
use super::stems::stem;
use super::tagger::bare;
use crate::restore::{Script, key, model};

/// The right spellings of words that a talk has in two.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    right: BTreeMap<String, String>,
}

/// Letters of a word at least: short ones have too many neighbours.
const SHORTEST: usize = 6;
/// Times that a word is said at most to be taken for misheard, and how many times as often the other is said, where
/// that is no common word either.
const MISHEARD: usize = 2;
const OFTENER: usize = 2;
/// How rare in speech at large it must be: as rare as what nobody says.
const UNHEARD: f64 = 0.95;

impl Spellings {
    /// Looks through the words of a script. English only: what other languages know is not known here.
    pub(crate) fn new(script: &Script) -> Self {
        if !script.language.is_english() {
            return Self::default();
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for token in script.sentences.iter().flat_map(|sentence| &sentence.tokens) {
            let word = key(bare(&token.text));
            if word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let heard = |word: &str, count: usize| {
            let ending = word.strip_suffix('s').unwrap_or(word);
            count <= MISHEARD
                && !model::knows(word)
                && !model::knows(ending)
                && rarity(&stem(word)) >= UNHEARD
        };
        let right = counts
            .iter()
            .filter(|&(word, &count)| heard(word, count))
            .filter_map(|(word, &count)| {
                let likely = |&(other, &times): &(&String, &usize)| {
                    other.chars().next() == word.chars().next()
                        // "bitcoind" and "bitcoin" are two things, "related" and "relates" two forms.
                        && other.chars().next_back() == word.chars().next_back()
                        && (times >= OFTENER * count || model::knows(other))
                        && damerau_levenshtein(word, other) == 1
                };
                let best = counts.iter().filter(likely).max_by_key(|&(other, &times)| (times, other))?;
                Some((word.clone(), best.0.clone()))
            })
            .collect();
        Self { right }
    }

    /// A phrase with its words as the talk spells them elsewhere.
    pub(crate) fn corrected(&self, phrase: &str) -> String {
        let word = |word: &str| match self.right.get(&key(word)) {
            Some(right) if word.starts_with(char::is_uppercase) => {
                let mut chars = right.chars();
                chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
            }
            Some(right) => right.clone(),
            None => word.to_owned(),
        };
        phrase.split(' ').map(word).collect::<Vec<String>>().join(" ")
    }
}

/// Whether words are what captions heard of a name that they mostly write in another way: "Openi" beside "Open AI".
pub(crate) fn is_misspelled(names: &[Mention], heard: &str) -> bool {
    const SHORTEST: usize = 5;
    const OFTENER: usize = 3;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let heard = letters(heard);
    let times = |name: &Mention| name.sentences.len();
    let count = names.iter().find(|name| letters(&name.text) == heard).map_or(1, times);
    let is_it = |name: &Mention| {
        let written = letters(&name.text);
        times(name) >= OFTENER * count
            && written.chars().next() == heard.chars().next()
            && damerau_levenshtein(&written, &heard) == 1
    };
    heard.chars().count() >= SHORTEST && names.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    #[test]
    fn takes_the_spelling_that_the_talk_has_elsewhere() {
        let text = "Humanoid robots will come. I like a Humanid robot. The robots are humanoid. We saw robotts in Nancy, where bitcoind runs bitcoin.";
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let spellings = Spellings::new(&script);
        assert_eq!(spellings.corrected("Humanid Robots"), "Humanoid Robots");
        assert_eq!(spellings.corrected("robotts"), "robots");
        assert_eq!(spellings.corrected("robot bitcoind Nancy"), "robot bitcoind Nancy");
    }

    #[test]
    fn knows_what_is_mostly_written_otherwise() {
        let name = |text: &str, times: usize| Mention {
            text: text.to_owned(),
            said: times,
            sentences: (0..times).collect(),
            explained: None,
        };
        let names = [name("Open AI", 17), name("Openi", 2), name("Fresnel", 4), name("Fresner", 3)];
        let other = |text: &str| is_misspelled(&names, text);
        assert!(other("Openi"));
        assert!(other("openi,"));
        assert!(!other("Open AI"));
        assert!(!other("Fresner"));
        assert!(!other("Arago"));
    }
}
