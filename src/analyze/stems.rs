//! Stems, by which words are compared.

use std::cell::RefCell;
use std::sync::LazyLock;

use indexmap::IndexMap;
use rust_stemmers::{Algorithm, Stemmer};

use crate::language::Language;
use crate::restore::key;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of a word for comparisons, never for showing: lower case, without possessive and ending
/// (Snowball's English stemmer).
pub fn stem(word: &str) -> String {
    /// More than the words of most talks.
    const KEPT: usize = 1 << 14;
    thread_local! {
        // A talk's few thousand words are asked for half a million times.
        static KNOWN: RefCell<IndexMap<String, String>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(word) {
            return stem.clone();
        }
        if known.len() == KEPT {
            known.clear();
        }
        let stem = found(word);
        known.insert(word.to_owned(), stem.clone());
        stem
    })
}

fn found(word: &str) -> String {
    let lower = key(super::tagger::bare(word));
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    ENGLISH.stem(lower).into_owned()
}

/// The stem of a word of any language.
pub(crate) fn stem_in(language: Language, word: &str) -> String {
    if language.is_english() { stem(word) } else { language.stem(&key(super::tagger::bare(word))) }
}
