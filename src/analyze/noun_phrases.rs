//! Where noun phrases stand in a sentence: runs of adjectives, nouns and names, less what names no subject.

use std::ops::Range;

use super::tagger::{Pos, bare};
use crate::language::Language;
use crate::restore::key;

/// Longest phrase, in words.
pub(super) const LONGEST: usize = 4;

/// Nouns of speech that name no subject, and units.
const EMPTY: [&str; 147] = [
    "actual",
    "afternoon",
    "amount",
    "answer",
    "anybody",
    "anything",
    "aspect",
    "beginning",
    "billion",
    "billions",
    "bit",
    "bunch",
    "case",
    "centimeters",
    "cents",
    "certain",
    "chance",
    "couple",
    "course",
    "day",
    "days",
    "deal",
    "different",
    "digit",
    "digits",
    "discussion",
    "dollars",
    "else",
    "end",
    "entire",
    "euros",
    "evening",
    "everybody",
    "everything",
    "example",
    "fact",
    "feeling",
    "feet",
    "few",
    "folks",
    "friday",
    "gigawatt",
    "gigawatts",
    "good",
    "great",
    "guess",
    "guy",
    "guys",
    "half",
    "hour",
    "hours",
    "hundred",
    "hundreds",
    "idea",
    "inches",
    "kilometers",
    "kilometres",
    "kilowatt",
    "kilowatts",
    "kind",
    "kinds",
    "last",
    "level",
    "life",
    "line",
    "little",
    "lot",
    "lots",
    "many",
    "matter",
    "megawatt",
    "megawatts",
    "meters",
    "metres",
    "miles",
    "millimeters",
    "million",
    "millions",
    "minute",
    "moment",
    "monday",
    "month",
    "months",
    "more",
    "morning",
    "next",
    "night",
    "noon",
    "nothing",
    "number",
    "one",
    "ones",
    "other",
    "others",
    "own",
    "part",
    "parts",
    "people",
    "percent",
    "person",
    "piece",
    "place",
    "point",
    "pounds",
    "question",
    "reason",
    "same",
    "saturday",
    "sense",
    "several",
    "side",
    "somebody",
    "someone",
    "something",
    "sort",
    "speaker",
    "specific",
    "stuff",
    "sunday",
    "term",
    "terms",
    "thanks",
    "thing",
    "things",
    "thousand",
    "thousands",
    "thursday",
    "time",
    "times",
    "today",
    "tomorrow",
    "tonight",
    "trillion",
    "tuesday",
    "watts",
    "way",
    "ways",
    "wednesday",
    "week",
    "weekend",
    "weekends",
    "weeks",
    "whole",
    "word",
    "year",
    "years",
    "yesterday",
];

/// What makes a number of a phrase: "double digit million euro".
const SCALES: [&str; 7] = ["billion", "digit", "hundred", "million", "percent", "thousand", "trillion"];

/// The noun phrases of one sentence and, inside the longer ones, their shorter ends: "nonprofit board
/// members" has "board members" and "members".
pub(crate) fn spans(tokens: &[&str], tags: &[Pos], language: Language) -> Vec<Range<usize>> {
    let is_empty = |token: &str| is_empty(token, language);
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = chunk_end(tokens, tags, start);
        if end == start {
            start += 1;
            continue;
        }
        let last = (start..end).rev().find(|&at| {
            tags[at].is_nominal()
                && (!is_empty(tokens[at]) || at > start && ends_name(tokens, tags, at))
                && !is_modifier(bare(tokens[at]))
                && !is_in_order(tokens, at)
        });
        if let Some(last) = last {
            let end = last + 1;
            for from in start.max(end.saturating_sub(LONGEST))..end {
                let inner = &tags[from..end];
                let splits_name = from > start
                    && tags[from] == Pos::Name
                    && (tags[from - 1] == Pos::Name || starts_name(tokens, tags, from - 1));
                let good_start = !is_empty(tokens[from]) && tags[from] != Pos::Number
                    || from + 1 < end && starts_name(tokens, tags, from);
                let counts =
                    tokens[from..end].iter().any(|token| SCALES.contains(&key(bare(token)).as_str()));
                if good_start && !splits_name && !counts && inner.iter().any(|pos| pos.is_nominal()) {
                    found.push(from..end);
                }
            }
        }
        start = end;
    }
    found
}

/// The end of the run of adjectives, nouns, names and numbers that starts here, cut at punctuation.
fn chunk_end(tokens: &[&str], tags: &[Pos], start: usize) -> usize {
    let mut end = start;
    while end < tokens.len() && matches!(tags[end], Pos::Adjective | Pos::Noun | Pos::Name | Pos::Number) {
        let word = bare(tokens[end]);
        let fits = !word.is_empty()
            && !is_auxiliary(word)
            && (end == start || !tokens[end].starts_with(|c: char| "\"“(‘'".contains(c)));
        if !fits {
            break;
        }
        end += 1;
        let tail = &tokens[end - 1][tokens[end - 1].find(word).unwrap_or(0) + word.len()..];
        if !tail.is_empty() {
            break;
        }
    }
    end
}

/// What no phrase has, whatever the tagger takes it for: "version 3 was", "the board would've".
pub(super) fn is_auxiliary(word: &str) -> bool {
    const AUXILIARIES: [&str; 24] = [
        "am", "are", "be", "been", "can", "could", "did", "do", "does", "had", "has", "have", "is", "isn't",
        "may", "might", "must", "shall", "should", "was", "wasn't", "were", "will", "would",
    ];
    let lower = key(word);
    word.starts_with(char::is_lowercase)
        && (AUXILIARIES.contains(&lower.as_str())
            || ["'ve", "'d", "'ll", "'re", "n't"].iter().any(|end| lower.ends_with(end)))
}

/// Whether a word that names nothing alone ends a name: "Startup Weekend".
fn ends_name(tokens: &[&str], tags: &[Pos], at: usize) -> bool {
    const DAYS: [&str; 7] = ["friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"];
    let is_name = |at: usize| tags[at] == Pos::Name && bare(tokens[at]).starts_with(char::is_uppercase);
    is_name(at) && is_name(at - 1) && !DAYS.contains(&key(bare(tokens[at])).as_str())
}

/// Whether a letter or a number word begins a name: "Y Combinator", "One Nation" inside a sentence.
fn starts_name(tokens: &[&str], tags: &[Pos], at: usize) -> bool {
    let word = bare(tokens[at]);
    let capital = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    // "J PEG" is spelled.
    let letter = word.chars().count() == 1
        && !matches!(word, "A" | "I")
        && bare(tokens[at + 1]).chars().any(char::is_lowercase);
    let follows = tags[at + 1] == Pos::Name
        && bare(tokens[at + 1]).starts_with(char::is_uppercase)
        && tokens[at].ends_with(char::is_alphanumeric);
    capital && follows && (letter || at > 0 && tags[at] == Pos::Number)
}

/// Whether a compound says when or in what way, and no noun follows that it says it of: "grew year-on-year", "in real-time".
fn is_modifier(word: &str) -> bool {
    const ENDS: [&str; 12] =
        ["based", "day", "end", "free", "level", "scale", "side", "term", "time", "wide", "year", "quarter"];
    let lower = word.to_lowercase();
    let mut parts = lower.rsplit('-');
    let (Some(last), Some(before)) = (parts.next(), parts.next()) else { return false };
    ENDS.contains(&last)
        || parts.next() == Some(last)
            && matches!(before, "after" | "by" | "for" | "in" | "on" | "over" | "to")
}

/// "in order to", "in order for"
fn is_in_order(tokens: &[&str], at: usize) -> bool {
    let is = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| words.contains(&key(bare(token)).as_str()))
    };
    is(Some(at), &["order"]) && is(at.checked_sub(1), &["in"]) && is(Some(at + 1), &["for", "that", "to"])
}

fn is_empty(token: &str, language: Language) -> bool {
    let lower = key(bare(token));
    if language.is_unspaced() {
        return lower.is_empty();
    }
    // "today's visit" is a visit.
    language.is_english() && EMPTY.binary_search(&singular_owner(&lower)).is_ok() || lower.chars().count() < 2
}

/// "board's" is "board" when a phrase ends with it.
pub(super) fn singular_owner(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_long_phrases_and_their_heads() {
        let tokens = ["the", "nonprofit", "board", "members", "of", "Open", "Labs,", "a", "lot"];
        let tags = [
            Pos::Determiner,
            Pos::Adjective,
            Pos::Noun,
            Pos::Noun,
            Pos::Preposition,
            Pos::Name,
            Pos::Name,
            Pos::Determiner,
            Pos::Noun,
        ];
        let found: Vec<String> =
            spans(&tokens, &tags, Language::ENGLISH).into_iter().map(|span| tokens[span].join(" ")).collect();
        assert_eq!(found, ["nonprofit board members", "board members", "members", "Open Labs,"]);
    }

    #[test]
    fn quantities_name_no_subject() {
        let found = |tokens: &[&str], tags: &[Pos]| -> Vec<String> {
            spans(tokens, tags, Language::ENGLISH).into_iter().map(|span| tokens[span].join(" ")).collect()
        };
        let million = ["double", "digit", "million", "euro", "loss"];
        let tags = [Pos::Adjective, Pos::Noun, Pos::Number, Pos::Noun, Pos::Noun];
        assert_eq!(found(&million, &tags), ["euro loss", "loss"]);
        assert_eq!(found(&["offshore", "megawatts"], &[Pos::Adjective, Pos::Noun]), [""; 0]);
    }

    #[test]
    fn names_may_have_empty_words() {
        let found = |text: &str, tags: &[Pos]| -> Vec<String> {
            let tokens: Vec<&str> = text.split(' ').collect();
            spans(&tokens, tags, Language::ENGLISH).into_iter().map(|span| tokens[span].join(" ")).collect()
        };
        let tags = [Pos::Preposition, Pos::Name, Pos::Name];
        assert_eq!(found("at Startup Weekend", &tags), ["Startup Weekend"]);
        assert_eq!(found("by Y Combinator", &tags), ["Y Combinator"]);
        assert_eq!(found("by One Nation", &[Pos::Preposition, Pos::Number, Pos::Name]), ["One Nation"]);
        assert_eq!(found("on Boxing Monday", &tags), ["Boxing"]);
    }

    #[test]
    fn what_only_modifies_names_no_subject() {
        let found = |tokens: &[&str], tags: &[Pos]| -> Vec<String> {
            spans(tokens, tags, Language::ENGLISH).into_iter().map(|span| tokens[span].join(" ")).collect()
        };
        assert_eq!(found(&["grew", "year-on-year"], &[Pos::Verb, Pos::Noun]), [""; 0]);
        let tags = [Pos::Preposition, Pos::Noun, Pos::Preposition, Pos::Verb, Pos::Adjective, Pos::Noun];
        assert_eq!(found(&["in", "order", "to", "trim", "old", "wicks"], &tags), ["old wicks", "wicks"]);
    }

    #[test]
    fn no_phrase_has_an_auxiliary() {
        let tokens = ["version", "3", "was", "late"];
        let found = spans(&tokens, &[Pos::Noun, Pos::Number, Pos::Noun, Pos::Adjective], Language::ENGLISH);
        assert_eq!((found.len(), found[0].clone()), (1, 0..1));
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(EMPTY.is_sorted());
    }
}
