//! Which rows of the tables a word has.

use indexmap::IndexMap;

use super::weights::{AFFIXES, PAIRS};

/// Row of the text's edge.
pub(super) const EDGE: u16 = 0;
/// Row of every word that is not in the vocabulary; its affixes tell such words apart.
pub(super) const UNKNOWN: u16 = 1;

/// The known words in byte order, and their rows.
#[derive(Debug)]
pub(super) struct Vocabulary(IndexMap<&'static str, u16>);

impl Vocabulary {
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, u16)>) -> Self {
        Self(words.into_iter().collect())
    }

    /// The row of a lower-cased word in its [`normal`] form.
    pub(super) fn row(&self, normal: &str) -> u16 {
        self.0.get(normal).copied().unwrap_or(UNKNOWN)
    }

    #[cfg(test)]
    pub(super) fn words(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }
}

/// The form in which a word is looked up: every digit is `0`.
pub(super) fn normal(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Rows of the last three and the first four characters.
pub(super) fn affixes(normal: &str) -> (usize, usize) {
    let suffix = normal.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let prefix = normal.char_indices().nth(4).map_or(normal.len(), |(at, _)| at);
    let row = |kind: u8, part: &str| fnv(std::iter::once(kind).chain(part.bytes())) as usize % AFFIXES;
    (row(b's', &normal[suffix..]), row(b'p', &normal[..prefix]))
}

/// The row of two neighbouring words in the pair table.
pub(super) fn pair_bucket(first: u16, second: u16) -> usize {
    let mixed =
        u32::from(first).wrapping_mul(0x9E37_79B1).wrapping_add(u32::from(second).wrapping_mul(0x85EB_CA77));
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    (mixed >> 16) as usize & (PAIRS - 1)
}

/// FNV-1a, 32 bits: the hash that training uses, so that both find the same rows.
pub(super) fn fnv(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
