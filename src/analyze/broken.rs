//! Whether a sentence is broken: two words stand side by side that no sentence has so, or it asks and states at once.

use super::tagger::bare;
use crate::restore::{Script, SentenceKind, Token};

const ARTICLES: [&str; 3] = ["a", "an", "the"];
const SUBJECTS: [&str; 5] = ["he", "i", "she", "they", "we"];
const MODALS: [&str; 7] = ["could", "may", "might", "must", "should", "will", "would"];
const BEING: [&str; 4] = ["are", "is", "was", "were"];

/// Whether a sentence is no sentence of anybody: "you must the functions", "half the or ten percent", "the level of is", "keepers are we are", "Is the sole
/// lamp of the tower.", or the second half of one.
pub(crate) fn is_broken(script: &Script, at: usize) -> bool {
    if !script.language.is_english() {
        return false;
    }
    let sentence = &script.sentences[at];
    let tokens = &sentence.tokens;
    // "…that you would have to wind": somebody spoke in between.
    let goes_on = tokens.first().is_some_and(|token| token.text.starts_with('…'));
    goes_on
        || sentence.kind == SentenceKind::Statement && asks(tokens)
        || (1..tokens.len()).any(|at| {
            // "the A and B list", "he, the keeper"
            let joined = tokens[at - 1].text.ends_with(char::is_alphanumeric) && tokens[at - 1].text != "A";
            joined && clash(tokens, at)
        })
}

/// Asked of every sentence, so without a copy of each word.
fn is(tokens: &[Token], at: Option<usize>, words: &[&str]) -> bool {
    let token = at.and_then(|at| tokens.get(at));
    token.is_some_and(|token| words.iter().any(|other| bare(&token.text).eq_ignore_ascii_case(other)))
}

/// "Is the sole criterion for it": a verb before its subject.
fn asks(tokens: &[Token]) -> bool {
    const VERBS: [&str; 9] = ["are", "can", "could", "did", "does", "is", "was", "were", "would"];
    const OTHERS: [&str; 6] = ["it", "that", "there", "these", "this", "you"];
    let subject = |words: &[&str]| is(tokens, Some(1), words);
    tokens.len() > 2
        && is(tokens, Some(0), &VERBS)
        && (subject(&SUBJECTS) || subject(&ARTICLES) || subject(&OTHERS))
}

/// Whether a word can't stand behind the one before it.
fn clash(tokens: &[Token], at: usize) -> bool {
    /// What no article stands before.
    const NO_NOUNS: [&str; 18] = [
        "and", "because", "he", "i", "i'm", "if", "it's", "of", "or", "she", "since", "that's", "there's",
        "they", "they're", "we", "we're", "when",
    ];
    let word = |words: &[&str]| is(tokens, Some(at), words);
    let before = |words: &[&str]| is(tokens, at.checked_sub(1), words);
    let first = |words: &[&str]| is(tokens, at.checked_sub(2), words);
    let article = before(&ARTICLES) && (word(&ARTICLES) || word(&NO_NOUNS));
    // "You must the functions", "we most people worry"
    let subject = before(&SUBJECTS)
        && (word(&ARTICLES) || word(&["most", "some"]) && is(tokens, Some(at + 1), &["people"]));
    let modal = before(&MODALS) && word(&ARTICLES) && (first(&SUBJECTS) || first(&["you"]));
    // "then it be easier"
    let bare_be =
        word(&["be"]) && (before(&SUBJECTS) || before(&["it"])) && first(&["then", "and", "but", "so"]);
    let anew = || {
        before(&BEING)
            && (word(&SUBJECTS) || word(&["you"]))
            && is(tokens, Some(at + 1), &[bare(&tokens[at - 1].text)])
    };
    let says = |at: usize| bare(&tokens[at].text);
    let share = at > 1 && tears_a_share(Some(says(at - 2)), says(at - 1), says(at));
    let asked = || (0..at).any(|at| is(tokens, Some(at), &["what", "that", "who", "which"]));
    article || subject || modal || bare_be || anew() || share || before(&["of"]) && word(&BEING) && !asked()
}

/// "in the quarter of percent of revenue", and not "a couple of percent".
pub(crate) fn tears_a_share(before: Option<&str>, first: &str, second: &str) -> bool {
    const COUNTING: [&str; 7] = ["couple", "kind", "matter", "number", "sort", "tens", "terms"];
    first.eq_ignore_ascii_case("of")
        && second.eq_ignore_ascii_case("percent")
        && !before.is_some_and(|before| COUNTING.iter().any(|word| before.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    #[test]
    fn knows_what_no_sentence_has() {
        let broken =
            |text: &str| is_broken(&restore(crate::read::testing::transcript(text), &Options::default()), 0);
        assert!(broken("So you must the functions of the lamp by hand."));
        assert!(broken("They use half the or ten percent of the lamps."));
        assert!(broken("We see the price of is going down every year."));
        assert!(broken("Then it be easier to see the lamp of the tower."));
        // What nothing mended: "the valve is a it's a lamp".
        let mut script = restore(
            crate::read::testing::transcript("The valve is a box it's a lamp of the tower."),
            &Options::default(),
        );
        assert!(!is_broken(&script, 0));
        script.sentences[0].tokens.remove(4);
        assert!(is_broken(&script, 0));
        assert!(broken("Is the sole lamp of the keeper in the old tower."));
        assert!(!broken("Is the sole lamp of the keeper in the old tower?"));
        assert!(broken("Keepers are we are lazy, and it's a good thing."));
        assert!(!broken("That's what the keepers are, we are what we are."));
        assert!(!broken("What the lamps are made of is a metal that nobody knew."));
        assert!(!broken("He, the keeper of the lamp, was asleep, and should the wind turn he would wake."));
    }
}
