//! Short lists of words, kept near their use.

/// A list of words, lower case, parted by white space; in order, so that additions find their place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(&'static str);

impl Words {
    /// The words of a text.
    pub(crate) const fn new(words: &'static str) -> Self {
        Self(words)
    }

    /// Whether the list has a word. Lists are short: looking through them is as quick as searching, when most words are told
    /// apart by their first letter.
    pub(crate) fn has(self, word: &str) -> bool {
        let first = word.as_bytes().first();
        self.0.split_ascii_whitespace().any(|each| each.as_bytes().first() == first && each == word)
    }

    /// The words in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }
}
