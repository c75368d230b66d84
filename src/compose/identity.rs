//! Ids that survive: hashes of the words an item was made from.

use std::ops::Range;

use crate::restore::{Script, key};

/// The id of an item of some `kind` made from `sentences`: a hash of the kind, the normalised words
/// that were said there, and how many times the same words were said before. It doesn't depend on
/// wording, templates, other items, or the rest of the transcript. 16 hexadecimal digits.
pub fn id(kind: &str, script: &Script, sentences: Range<usize>) -> String {
    let length = sentences.len();
    let evidence: Vec<String> = spoken(script, sentences.clone()).collect();
    let occurrence = (0..sentences.start)
        .filter(|&start| script.sentences[start].words.len() == script.sentences[sentences.start].words.len())
        .filter(|&start| spoken(script, start..start + length).eq(evidence.iter().map(String::as_str)))
        .count();
    let evidence: String = evidence.iter().flat_map(|word| [word.as_str(), " "]).collect();
    let mut hasher = blake3::Hasher::new();
    for part in [kind, &evidence, &occurrence.to_string()] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Letters and digits of the words that were said, lower case; words without any are left out.
fn spoken(script: &Script, sentences: Range<usize>) -> impl Iterator<Item = String> {
    let first = script.sentences[sentences.start].words.start;
    let last = script.sentences[sentences.end - 1].words.end;
    script.words[first..last]
        .iter()
        .map(|word| key(&word.text).chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|letters| !letters.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    fn ids(text: &str) -> Vec<String> {
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        (0..script.sentences.len()).map(|at| id("term", &script, at..at + 1)).collect()
    }

    #[test]
    fn depends_on_the_words_and_nothing_else() {
        let before = ids("First we speak. The board has nine members. The end.");
        let after = ids("Before that there was more. Now we speak. The BOARD has, nine members! The end.");
        assert_eq!(before[1], after[2]);
        assert_ne!(before[0], before[2]);
    }

    #[test]
    fn tells_repeated_sentences_apart() {
        let ids = ids("The board has nine members. Really nice people. The board has nine members.");
        assert_ne!(ids[0], ids[2]);
    }
}
