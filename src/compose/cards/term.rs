//! A gap for what a sentence tells: of all its phrases those that readers would hide, by the network that judges gaps.

use std::ops::Range;

use rayon::prelude::*;

use super::draft::Draft;
use super::number::is_number;
use super::talk::{Line, Talk};
use crate::analyze::{Hideable, is_misspelled, rarity, sigmoid, stem};
use crate::compose::clause::Word;
use crate::compose::study_set::CardKind;
use crate::compose::words::Words;

/// How far a sentence must hold outside the talk: a gap in a story asks for what happened to be said.
const GENERAL: f64 = 0.2;
/// Gaps that are tried in a sentence; the score of the whole card decides among them.
pub(super) const TRIED: usize = 5;
/// Words that are hidden together, at most.
const LONGEST: usize = 6;
/// Words at the beginning of a sentence among which its subject is.
const SUBJECT: usize = 4;
/// A word that is said only once must be less rare than this in speech at large: otherwise it may be
/// misheard.
const HEARD: f64 = 0.99;

/// What a hidden phrase neither begins nor ends with. `training/judge/gaps.py` has the same.
const FUNCTION: Words = Words::new(
    "a about all also am an and any are as at be because been being but by can could did do does doing for from get go going got
    had has have he her his how i i'd i'll i'm i've if in into is it it's its just kind like lot me might more most my no not of on
    one or our out really should so some sort than that that's the their them then there there's these they they're thing things
    think this those to up us very was way we we're well were what when where which who why will with would you you're your",
);

/// Drafts of gaps, so many of each sentence as are `tried`.
pub(super) fn drafts(talk: &Talk<'_>, tried: usize) -> Vec<Draft> {
    let lines: Vec<&Line> = talk
        .all()
        .chain(&talk.pairs)
        .filter(|line| talk.is_worth_trying(line, GENERAL) && line.core.len() >= 8 && !is_about_nobody(line))
        .collect();
    lines.into_par_iter().flat_map_iter(|line| gaps(talk, line, tried)).collect()
}

/// "Somebody goes there and they threaten ...": what nobody in particular does is no fact.
fn is_about_nobody(line: &Line) -> bool {
    const NOBODY: Words = Words::new("anybody anyone somebody somebody's someone someone's");
    let words = &line.clause.words[line.clause.claim(&line.core)..line.core.end];
    words.iter().take(SUBJECT).any(|word| NOBODY.has(&word.key))
}

fn gaps(talk: &Talk<'_>, line: &Line, tried: usize) -> Vec<Draft> {
    let words = &line.clause.words;
    let shown = line.shown();
    let heard = |word: &Word| talk.said(word) > 1 || rarity(&stem(&word.key)) <= HEARD;
    let known = |phrase: &Range<usize>| {
        let words = &words[phrase.clone()];
        words.iter().all(heard)
            && !is_misspelled(&talk.analysis.names, &words.iter().map(Word::bare).collect::<String>())
    };
    // "Suzy, what I believe is ...": who is spoken to.
    let called =
        |phrase: &Range<usize>| phrase.start <= line.core.start + 1 && words[phrase.end - 1].pauses();
    let tokens: Vec<&str> = words[shown.clone()].iter().map(|word| word.text.as_str()).collect();
    let text = Hideable::new(&tokens);
    let mut found: Vec<(f64, Range<usize>)> = phrases(words, line.core.clone())
        .filter(|phrase| !called(phrase))
        .map(|phrase| (text.without(phrase.start - shown.start..phrase.end - shown.start), phrase))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)).then(a.1.end.cmp(&b.1.end)));
    found
        .into_iter()
        .filter(|(_, phrase)| known(phrase))
        .take(tried)
        .filter_map(|(judged, phrase)| {
            let draft = line.gap(CardKind::Term, phrase, None, sigmoid(judged))?;
            Some(Draft { judged: Some(judged), ..draft })
        })
        .collect()
}

/// Words in a row that could be hidden at all: no function word at an end, no pause inside, at most half of what is said, more than a number.
fn phrases(words: &[Word], core: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let edge = |word: &Word| word.key.chars().any(char::is_alphanumeric) && !FUNCTION.has(&word.key);
    let goes_on = |word: &Word| !word.text.ends_with([',', ';', ':', '.', '?', '!', ')', '"', '”']);
    let longest = LONGEST.min(core.len() / 2);
    core.clone().filter(move |&start| edge(&words[start])).flat_map(move |start| {
        (start + 1..=core.end.min(start + longest))
            .take_while(move |&end| words[start..end - 1].iter().all(goes_on))
            .filter(move |&end| edge(&words[end - 1]) && !words[start..end].iter().all(is_number))
            .map(move |end| start..end)
    })
}
