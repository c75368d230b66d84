//! Text compared as it sounds: without marks and case.

use crate::language::is_unspaced;
use crate::restore::key;

/// Letters and digits only, lower case, one space between words.
pub(crate) fn letters(text: &str) -> String {
    let words: Vec<String> = units(text)
        .map(|word| key(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The words of a text; of Chinese and Japanese, where nothing parts them, the characters.
pub(crate) fn units(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| word.split_inclusive(is_unspaced)).flat_map(|part| {
        let last = part.chars().next_back().filter(|&c| is_unspaced(c)).map_or(0, char::len_utf8);
        let (before, own) = part.split_at(part.len() - last);
        [before, own].into_iter().filter(|unit| !unit.is_empty())
    })
}

/// Whether whole words of `part` stand in `text`; both are [`letters`].
pub(crate) fn contains(text: &str, part: &str) -> bool {
    format!(" {text} ").contains(&format!(" {part} "))
}
