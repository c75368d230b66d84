//! What words mean, as static vectors: texts about the same thing have vectors that point the same way
//! although they share no word.
//!
//! The table is distilled from the sentence encoder all-MiniLM-L6-v2 (see `training/vectors`): the sum
//! of the vectors of a sentence's words points where the encoder's vector of the sentence points, with
//! frequent words already short. Numbers are 8-bit with a scale a word; sums are taken in the order of
//! the words, so that they come out the same everywhere.

use std::sync::LazyLock;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::tagger::bare;
use crate::restore::{Script, Sentence, key};

static WORDS: &str = include_str!("vectors/words.tsv");
static ROWS: &[u8] = include_bytes!("vectors/vectors.i8");

/// How many numbers a vector has.
pub(crate) const DIMENSIONS: usize = 192;

/// Row and scale of every word.
static TABLE: LazyLock<IndexMap<&'static str, (&'static [u8], f32)>> = LazyLock::new(|| {
    WORDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .zip(ROWS.chunks_exact(DIMENSIONS))
        .map(|(line, row)| {
            let (word, scale) = line.split_once('\t').expect("a word and its scale, see the test");
            let scale: u16 = scale.parse().expect("scales are numbers, see the test");
            (word, (row, f32::from(scale) / f32::from(u16::MAX)))
        })
        .collect()
});

/// Reads the table.
pub(super) fn load() {
    LazyLock::force(&TABLE);
}

/// A direction of meaning; its length tells how much was said. Zero when no word is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vector([f32; DIMENSIONS]);

impl Vector {
    /// Nothing said.
    pub(crate) const ZERO: Self = Self([0.0; DIMENSIONS]);

    /// The vector of a text: the sum of its words'.
    pub(crate) fn of_text(text: &str) -> Self {
        let mut sum = Self::ZERO;
        text.split_whitespace().for_each(|word| sum.add_word(word));
        sum
    }

    /// The vector of a sentence.
    pub(crate) fn of_sentence(sentence: &Sentence) -> Self {
        let mut sum = Self::ZERO;
        sentence.tokens.iter().for_each(|token| sum.add_word(&token.text));
        sum
    }

    /// Adds a word as it is written, with punctuation around it; words that the table lacks are looked
    /// for without possessive and in the parts that hyphens join.
    fn add_word(&mut self, word: &str) {
        let word = key(bare(word));
        let found = TABLE.get(word.as_str()).or_else(|| TABLE.get(word.strip_suffix("'s")?));
        if let Some((row, scale)) = found {
            for (sum, level) in self.0.iter_mut().zip(*row) {
                *sum += scale * f32::from(level.cast_signed());
            }
        } else if word.contains('-') {
            word.split('-').for_each(|part| self.add_word(part));
        }
    }

    /// The numbers, each as long as it is.
    pub(super) fn numbers(&self) -> &[f32; DIMENSIONS] {
        &self.0
    }

    /// Adds another vector, `times` as long as it is.
    pub(crate) fn add(&mut self, other: &Self, times: f32) {
        for (sum, other) in self.0.iter_mut().zip(&other.0) {
            *sum += times * other;
        }
    }

    /// The difference of two vectors.
    pub(crate) fn minus(&self, other: &Self) -> Self {
        let mut difference = self.clone();
        difference.add(other, -1.0);
        difference
    }

    /// The vector with length 1, along the principal components of what is said, greatest first; zero
    /// when it is zero.
    pub(crate) fn direction(&self) -> [f32; DIMENSIONS] {
        let length = self.length();
        if length > 0.0 { self.0.map(|number| number / length) } else { self.0 }
    }

    fn dot(&self, other: &Self) -> f32 {
        // Eight sums side by side, in an order that doesn't depend on the machine.
        const LANES: usize = 8;
        let mut sums = [0.0; LANES];
        for (a, b) in self.0.chunks_exact(LANES).zip(other.0.chunks_exact(LANES)) {
            for lane in 0..LANES {
                sums[lane] += a[lane] * b[lane];
            }
        }
        sums.iter().sum()
    }

    /// Its length.
    pub(crate) fn length(&self) -> f32 {
        self.dot(self).sqrt()
    }

    /// Cosine of the angle between two vectors, -1 to 1; 0 when one is zero.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let lengths = self.length() * other.length();
        if lengths > 0.0 { f64::from(self.dot(other) / lengths) } else { 0.0 }
    }
}

/// How near two words or texts are in meaning: the cosine of their vectors, -1 to 1; `None` when one of them
/// has no word that is known. Around 0 for unrelated words, often 0.4 and more for words of one kind ("guitar",
/// "piano"), 1 for the same words.
pub(crate) fn similarity(a: &str, b: &str) -> Option<f32> {
    let (a, b) = (Vector::of_text(a), Vector::of_text(b));
    (a.length() > 0.0 && b.length() > 0.0).then(|| a.cosine(&b) as f32)
}

/// The vectors of a script's sentences.
pub(crate) fn sentences(script: &Script) -> Vec<Vector> {
    // The table is of English words; "die" and "pain" mean something else elsewhere.
    let of =
        |sentence| if script.language.is_english() { Vector::of_sentence(sentence) } else { Vector::ZERO };
    script.sentences.par_iter().map(of).collect()
}

/// What is meant up to each sentence, and in the end by all: the meaning of a range is the difference
/// of two.
pub(crate) fn sums(sentences: &[Vector]) -> Vec<Vector> {
    let mut sums = vec![Vector::ZERO];
    for sentence in sentences {
        let mut sum = sums[sums.len() - 1].clone();
        sum.add(sentence, 1.0);
        sums.push(sum);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_where_it_is_from_and_has_a_row_a_word() {
        for field in ["# source: ", "# version: ", "# licence: ", "# how made: "] {
            assert!(WORDS.lines().any(|line| line.starts_with(field)), "{field}");
        }
        let words: Vec<&str> = WORDS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split_once('\t').unwrap().0)
            .collect();
        assert!(words.is_sorted());
        assert_eq!(words.len() * DIMENSIONS, ROWS.len());
        assert_eq!(TABLE.len(), words.len());
        assert!(ROWS.len() + WORDS.len() <= 8 << 20);
    }

    #[test]
    fn related_words_are_near() {
        let near = |a: &str, b: &str| similarity(a, b).unwrap();
        assert!(near("guitar", "piano") > near("guitar", "inflation") + 0.2);
        assert!(near("interest rates", "inflation") > near("interest rates", "microphone") + 0.2);
        assert!(
            near("how the board of a charity should be run", "nonprofit governance")
                > near("how the board of a charity should be run", "training neural networks") + 0.2
        );
    }

    #[test]
    fn takes_any_text() {
        assert_eq!(similarity("", "guitar"), None);
        assert_eq!(similarity("xqzzt", "- -- ’s"), None);
        assert!(similarity("Guitar,", "“guitar”").is_some_and(|same| (same - 1.0).abs() < 1e-6));
    }
}
