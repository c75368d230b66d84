//! Terms of a talk that the model cut in two: "the lot true. Client Taproot did activate", where "lot true client" is said again and again.

use indexmap::IndexMap;

use super::model::decode::{Decision, Mark};

/// Two words are a term that are said side by side so often, and in such a share of the places of the rarer one.
const OFTEN: usize = 5;
const SHARE: f64 = 0.5;
/// Of the places where they are, the share at most in which a sentence ends between them.
const CUT: f64 = 0.5;
/// Shorter words are mostly of grammar.
const LETTERS: usize = 3;

/// Takes the ends of sentences out of terms, where the source leaves it `open`.
pub(super) fn join(keys: &[&str], open: &[bool], decisions: &mut [Decision]) {
    let mut words: IndexMap<&str, usize> = IndexMap::new();
    let mut pairs: IndexMap<[&str; 2], [usize; 2]> = IndexMap::new();
    for (at, key) in keys.iter().enumerate() {
        *words.entry(key).or_default() += 1;
        if let Some(pair) = pair(keys, at) {
            let [said, cut] = pairs.entry(pair).or_default();
            *said += 1;
            *cut += usize::from(decisions[at].mark == Mark::Stop);
        }
    }
    let is_term = |pair: [&str; 2]| {
        let [said, cut] = pairs[&pair];
        let rarer = pair.iter().map(|word| words[word]).min().unwrap_or(0);
        said >= OFTEN && said as f64 >= SHARE * rarer as f64 && cut as f64 <= CUT * said as f64
    };
    for at in 0..keys.len() {
        let ends = open[at]
            && decisions[at].mark == Mark::Stop
            && !decisions.get(at + 1).is_some_and(|next| next.turn);
        if ends && pair(keys, at).is_some_and(is_term) {
            decisions[at].mark = Mark::None;
        }
    }
}

/// The word at a place and the next one, where both can be parts of a term.
fn pair<'a>(keys: &[&'a str], at: usize) -> Option<[&'a str; 2]> {
    let pair = [*keys.get(at)?, *keys.get(at + 1)?];
    let fits = |word: &&str| word.len() >= LETTERS && word.chars().all(char::is_alphabetic);
    (pair[0] != pair[1] && pair.iter().all(fits)).then_some(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Joined words, sentences parted by "|".
    fn joined(text: &str) -> String {
        let mut keys: Vec<&str> = Vec::new();
        let mut decisions: Vec<Decision> = Vec::new();
        for word in text.split(' ') {
            if word == "|" {
                decisions.last_mut().unwrap().mark = Mark::Stop;
            } else {
                keys.push(word);
                decisions.push(Decision { mark: Mark::None, turn: false });
            }
        }
        join(&keys, &vec![true; keys.len()], &mut decisions);
        let end = |decision: &Decision| if decision.mark == Mark::Stop { " |" } else { "" };
        let words: Vec<String> =
            keys.iter().zip(&decisions).map(|(key, decision)| format!("{key}{}", end(decision))).collect();
        words.join(" ")
    }

    #[test]
    fn a_term_that_is_said_again_and_again_is_whole() {
        let often = "the fresnel lens burns | ".repeat(4);
        assert_eq!(
            joined(&format!("{often}he saw the fresnel | lens makers came")),
            format!("{often}he saw the fresnel lens makers came")
        );
        let seldom = "he saw the fresnel | lens makers came";
        assert_eq!(joined(seldom), seldom);
        let parted = "the lamp burns fresnel | lens makers came | ".repeat(6);
        assert_eq!(joined(parted.trim_end_matches(" | ")), parted.trim_end_matches(" | "));
    }
}
