//! Numbers that matter: years, shares, amounts, counts of something.

use std::ops::Range;

use super::draft::Draft;
use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::{Word, is_stop};
use crate::compose::study_set::CardKind;
use crate::compose::words::Words;

/// More numbers than this in a sentence interfere with each other.
const NUMBERS: usize = 3;

/// How far a sentence must hold outside the talk: the numbers of one's own story aren't worth knowing.
const GENERAL: f64 = 0.3;

/// Drafts of gaps for numbers.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all().chain(&talk.pairs).filter(|line| talk.is_worth_trying(line, GENERAL)).flat_map(gaps).collect()
}

/// A gap for every number that may be worth knowing; the score of the whole card decides among them.
fn gaps(line: &Line) -> Vec<Draft> {
    let runs = runs(line);
    // "Let's say it's $500": a number that was made up.
    let supposed = line.clause.words[line.core.clone()]
        .iter()
        .any(|word| word.is(&["if", "say", "imagine", "suppose", "let's", "example", "maybe", "whatever"]));
    if supposed || runs.len() > NUMBERS {
        return Vec::new();
    }
    let several = 0.12 * runs.len().saturating_sub(1) as f64;
    runs.into_iter()
        .filter_map(|run| {
            let (fit, hint) = worth(line, &run)?;
            line.gap(CardKind::Number, run, hint, (fit - several).max(0.0))
        })
        .collect()
}

/// Runs of number words: "2.5 million", "twenty four".
fn runs(line: &Line) -> Vec<Range<usize>> {
    let words = &line.clause.words;
    // "1) Open source": the number of an item.
    let is_item =
        |at: usize| words[at].text.ends_with(')') && !words[..=at].iter().any(|word| word.text.contains('('));
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in line.core.clone() {
        if !is_number(&words[at]) || is_item(at) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at && !words[at - 1].pauses() => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether a word counts something, in digits or letters.
pub(super) fn is_number(word: &Word) -> bool {
    word.pos == Pos::Number && !word.is(&["one", "half", "first", "second"])
        || word.bare().trim_start_matches(['$', '€', '£']).starts_with(|c: char| c.is_ascii_digit())
}

/// How much a number is worth knowing, and the hint for its gap; `None` when it isn't at all.
fn worth(line: &Line, run: &Range<usize>) -> Option<(f64, Option<&'static str>)> {
    let words = &line.clause.words;
    let first = words[run.start].bare();
    let text = line.clause.text(run.clone());
    let next = words[..line.core.end].get(run.end).filter(|_| !words[run.end - 1].pauses());
    let previous = run.start.checked_sub(1).filter(|&at| at >= line.core.start).map(|at| &words[at]);
    // "A book that isn't 7,000 pages long": what it isn't could be any number.
    if words[line.core.start..run.start]
        .iter()
        .rev()
        .take(2)
        .any(|word| word.is(&["not"]) || word.key.ends_with("n't"))
    {
        return None;
    }
    // "GPT 4", "Bitcoin 0.21", "version 3", "step two": a part of a name.
    if previous.is_some_and(|word| {
        word.pos == Pos::Name && !is_month(&word.key)
            || word.is(&[
                "version", "step", "number", "chapter", "episode", "part", "page", "slide", "section",
                "phase", "level", "v", "bip", "item", "figure", "table",
            ])
    }) {
        return None;
    }
    // A range has two numbers, a guess none.
    if previous.is_some_and(|word| word.is(&["between", "like", "or"]))
        || words[..line.core.end].get(run.end + 1).is_some_and(is_number)
            && words[run.end].is(&["to", "or", "and", "minus", "plus"])
        || run.start >= line.core.start + 2
            && previous.is_some_and(|word| word.is(&["to", "or", "and"]))
            && is_number(&words[run.start - 2])
    {
        return None;
    }
    // "24/7", "3D", "80s", ordinals.
    let digits = first.trim_start_matches(['$', '€', '£']);
    if digits.chars().any(char::is_alphabetic) && !digits.ends_with('%')
        || digits.contains(['/', ':'])
        || digits.contains('-')
    {
        return None;
    }
    let year = digits.len() == 4
        && run.len() == 1
        && digits.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year))
        && next.is_none_or(|next| !next.pos.is_nominal() || next.pos == Pos::Name)
        && previous.is_some_and(|word| {
            word.is(&[
                "in", "since", "by", "of", "until", "from", "to", "around", "about", "before", "after", "and",
            ]) || is_month(&word.key)
        });
    if year {
        return Some((0.75, Some("year")));
    }
    if text.contains('%') {
        return Some((0.8, Some("percent")));
    }
    if text.starts_with(['$', '€', '£']) {
        return Some((0.8, Some("amount")));
    }
    let next = next?;
    if next.is(&["percent", "per"]) {
        return Some((0.8, None));
    }
    let large = run.len() > 1 || digits.len() > 1;
    if next.pos.is_nominal() && !is_stop(&next.key) && !next.is(&["people's"]) {
        // "two things", "three days" are seldom worth a card.
        return Some((if large { 0.7 } else { 0.45 }, None));
    }
    (large && next.pos == Pos::Adjective).then_some((0.6, None))
}

fn is_month(key: &str) -> bool {
    const MONTHS: Words =
        Words::new("april august december february january july june march may november october september");
    MONTHS.has(key)
}
