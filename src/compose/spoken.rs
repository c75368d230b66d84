//! Text compared as it sounds: without marks and case.

use crate::restore::key;

/// Letters and digits only, lower case, one space between words.
pub(crate) fn letters(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| key(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Whether whole words of `part` stand in `text`; both are [`letters`].
pub(crate) fn contains(text: &str, part: &str) -> bool {
    format!(" {text} ").contains(&format!(" {part} "))
}
