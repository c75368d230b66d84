//! What is done with a phrase: "moderating comments".

use std::ops::Range;

use super::phrases::written;
use super::tagger::Pos;
use crate::restore::key;

/// Forms of verbs that say little of what is done.
const LIGHT: [&str; 44] = [
    "according",
    "adding",
    "asking",
    "becoming",
    "being",
    "calling",
    "coming",
    "concerning",
    "doing",
    "during",
    "finding",
    "following",
    "getting",
    "giving",
    "going",
    "having",
    "hearing",
    "hoping",
    "including",
    "involving",
    "keeping",
    "knowing",
    "letting",
    "liking",
    "looking",
    "making",
    "meaning",
    "mentioning",
    "needing",
    "putting",
    "regarding",
    "saying",
    "seeing",
    "showing",
    "starting",
    "taking",
    "talking",
    "telling",
    "thinking",
    "trying",
    "using",
    "wanting",
    "watching",
    "wondering",
];

/// "moderating the comments" of "comments": the phrase with the verb that it is the object of, where that is named as an act.
pub(super) fn act(tokens: &[&str], tags: &[Pos], span: &Range<usize>) -> Option<String> {
    let verb = span.start.checked_sub(1)?;
    let article = matches!(key(tokens[verb]).as_str(), "a" | "an" | "the");
    let verb = if article { verb.checked_sub(1)? } else { verb };
    let word = key(tokens[verb]);
    // "We're moderating comments" is what somebody does at the moment.
    let going_on = verb
        .checked_sub(1)
        .is_some_and(|at| matches!(tags[at], Pos::Auxiliary | Pos::Pronoun | Pos::Noun | Pos::Name));
    let fits = tags[verb] == Pos::Verb
        && word.ends_with("ing")
        && word.len() > 5
        && word.chars().all(char::is_alphabetic)
        && !going_on
        && LIGHT.binary_search(&word.as_str()).is_err();
    fits.then(|| format!("{word} {}", written(&tokens[verb + 1..span.end]).join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_done() {
        let tokens = ["we", "talked", "about", "moderating", "the", "comments"];
        let tags = [Pos::Pronoun, Pos::Verb, Pos::Preposition, Pos::Verb, Pos::Determiner, Pos::Noun];
        assert_eq!(act(&tokens, &tags, &(5..6)).as_deref(), Some("moderating the comments"));
        let tokens = ["we're", "moderating", "comments"];
        assert_eq!(act(&tokens, &[Pos::Pronoun, Pos::Verb, Pos::Noun], &(2..3)), None, "what goes on");
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(LIGHT.is_sorted());
    }
}
