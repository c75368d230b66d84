//! The content words of a talk and what its sentences mean, by sentence.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::background::rarity_in;
use super::stems::stem_in;
use super::tagger::{Pos, bare};
use super::vectors::{self, Vector};
use crate::restore::Script;

/// Words rarer than this share of the scale carry content: below it are "thing", "people", "good".
const CONTENT_RARITY: f64 = 0.12;

/// The content words of every sentence, as indices of stems, and its meaning.
pub(crate) struct Vocabulary {
    /// By sentence, in the order in which they are said.
    pub(crate) sentences: Vec<Vec<usize>>,
    /// By sentence: what it means.
    pub(crate) meaning: Vec<Vector>,
    /// By stem: rarity in speech at large, 0 to 1.
    pub(crate) rarity: Vec<f64>,
    /// By stem: whether it is tagged as a name most of the time.
    pub(crate) is_name: Vec<bool>,
    /// By stem: how many times it is said.
    pub(crate) count: Vec<usize>,
    stems: IndexMap<String, ()>,
}

impl Vocabulary {
    pub(crate) fn new(script: &Script, tags: &[Vec<Pos>]) -> Self {
        let language = script.language;
        // A Chinese character may be a word.
        let shortest = if language.is_unspaced() { 1 } else { 2 };
        let mut stems: IndexMap<String, ()> = IndexMap::new();
        let mut names: Vec<usize> = Vec::new();
        let mut count: Vec<usize> = Vec::new();
        let sentences = script.sentences.iter().zip(tags).map(|(sentence, tags)| {
            let content = sentence.tokens.iter().zip(tags).filter(|(_, pos)| pos.is_content());
            let mut ids = Vec::new();
            for (token, pos) in content {
                let stem = stem_in(language, bare(&token.text));
                if stem.chars().count() < shortest
                    || (rarity_in(language, &stem) < CONTENT_RARITY && *pos != Pos::Name)
                {
                    continue;
                }
                let (id, _) = stems.insert_full(stem, ());
                if id == count.len() {
                    count.push(0);
                    names.push(0);
                }
                count[id] += 1;
                names[id] += usize::from(*pos == Pos::Name);
                ids.push(id);
            }
            ids
        });
        let sentences = sentences.collect();
        Self {
            sentences,
            meaning: vectors::sentences(script),
            rarity: stems.keys().map(|stem| rarity_in(language, stem)).collect(),
            is_name: names.iter().zip(&count).map(|(names, all)| 2 * names > *all).collect(),
            count,
            stems,
        }
    }

    /// How many different stems there are.
    pub(crate) fn len(&self) -> usize {
        self.count.len()
    }

    /// How many times a stem is said.
    pub(crate) fn said(&self, stem: &str) -> usize {
        self.stems.get_index_of(stem).map_or(0, |id| self.count[id])
    }

    /// The counts by stem, for the stages that follow.
    pub(crate) fn counts(&self) -> BTreeMap<String, usize> {
        self.stems.keys().cloned().zip(self.count.iter().copied()).collect()
    }
}

/// A bag of stems that can be added to, compared and cleared in time of its own size.
pub(crate) struct Bag<'a> {
    vocabulary: &'a Vocabulary,
    weights: Vec<f64>,
    touched: Vec<usize>,
}

impl<'a> Bag<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, weights: vec![0.0; vocabulary.len()], touched: Vec::new() }
    }

    /// Adds the content words of a sentence, weighted by rarity.
    pub(crate) fn add(&mut self, sentence: usize) {
        for &id in &self.vocabulary.sentences[sentence] {
            if self.weights[id] == 0.0 {
                self.touched.push(id);
            }
            self.weights[id] += self.vocabulary.rarity[id];
        }
    }

    pub(crate) fn clear(&mut self) {
        for &id in &self.touched {
            self.weights[id] = 0.0;
        }
        self.touched.clear();
    }

    /// Cosine of the angle between two bags with dampened counts, 0 when one is empty.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let norm = |bag: &Self| -> f64 { bag.touched.iter().map(|&id| bag.weights[id]).sum() };
        let (a, b) = (norm(self), norm(other));
        if a <= 0.0 || b <= 0.0 {
            return 0.0;
        }
        // Square roots of the counts keep one word that is said twenty times from deciding alone.
        let dot: f64 = self.touched.iter().map(|&id| (self.weights[id] * other.weights[id]).sqrt()).sum();
        dot / (a * b).sqrt()
    }
}
