//! Stems, by which words are compared.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::language::Language;
use crate::restore::key;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of a word for comparisons, never for showing: lower case, without possessive and ending
/// (Snowball's English stemmer).
pub fn stem(word: &str) -> String {
    let lower = key(super::tagger::bare(word));
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    ENGLISH.stem(lower).into_owned()
}

/// The stem of a word of any language.
pub(crate) fn stem_in(language: Language, word: &str) -> String {
    if language.is_english() { stem(word) } else { language.stem(&key(super::tagger::bare(word))) }
}
