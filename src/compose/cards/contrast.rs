//! What is set against something else: "A, not B", "A rather than B", "not B but A", "more A than B". A gap for A,
//! or for B after "than": the other one leads to it.

use std::ops::Range;

use super::draft::Draft;
use super::parts::clause_end;
use super::talk::Talk;
use crate::analyze::Pos;
use crate::compose::clause::{Clause, is_content};
use crate::compose::study_set::CardKind;

/// How far a sentence must hold outside the talk.
const GENERAL: f64 = 0.3;
/// How rare in speech at large one of the hidden words must be.
const SPECIAL: f64 = 0.1;
/// Words that are hidden at most.
const HIDDEN: usize = 4;

/// Drafts of all contrasts.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all()
        .filter(|line| line.sound && line.general >= GENERAL && line.core.len() >= 9)
        .filter_map(|line| {
            let clause = &line.clause;
            let hidden = opposed(clause, &line.core)
                .or_else(|| replaced(clause, &line.core))
                .or_else(|| compared(clause, &line.core))?;
            let words = &clause.words[hidden.clone()];
            let fits = words.len() <= HIDDEN
                && words.iter().any(is_content)
                && words.last()?.pos.is_nominal()
                && Talk::specific(words) >= SPECIAL;
            fits.then(|| line.gap(CardKind::Contrast, hidden, None, 0.75)).flatten()
        })
        .collect()
}

/// "A, not B" and "A rather than B": the noun phrase A, which ends where B is refused.
fn opposed(clause: &Clause, core: &Range<usize>) -> Option<Range<usize>> {
    let words = &clause.words;
    let joint = (core.start + 4..core.end.saturating_sub(1)).find(|&at| {
        words[at].is(&["not"])
            && words[at - 1].pauses()
            && !words[at + 1].is(&["really", "necessarily", "only", "just"])
            || clause.has(at, &["rather", "than"])
            || clause.has(at, &["instead", "of"])
    })?;
    // What is refused is a phrase, too, and no new sentence.
    let refused = joint + 1..clause_end(clause, joint + 1, core.end);
    if clause.finite(refused).is_some() {
        return None;
    }
    ending_at(clause, core.start, joint)
}

/// "Not B but A": the noun phrase A.
fn replaced(clause: &Clause, core: &Range<usize>) -> Option<Range<usize>> {
    let words = &clause.words;
    let not = core.clone().find(|&at| words[at].is(&["not"]) || words[at].key.ends_with("n't"))?;
    let but = (not + 2..core.end.min(not + 12)).find(|&at| words[at].is(&["but"]))?;
    let mut from = but + 1;
    while words[..core.end]
        .get(from)
        .is_some_and(|word| word.pos == Pos::Preposition || word.is(&["rather", "also"]))
    {
        from += 1;
    }
    let phrase = clause.noun_phrase(from, core.end)?;
    let end = clause_end(clause, from, core.end);
    let start = bare_start(clause, &phrase);
    (phrase.end == end && clause.finite(not + 1..but).is_none()).then_some(start..phrase.end)
}

/// "More A than B": the noun phrase B.
fn compared(clause: &Clause, core: &Range<usize>) -> Option<Range<usize>> {
    let words = &clause.words;
    let than = (core.start + 5..core.end.saturating_sub(1)).find(|&at| words[at].is(&["than"]))?;
    let comparative = words[core.start..than].iter().any(|word| {
        word.is(&["more", "less", "fewer", "better", "worse"])
            || word.key.ends_with("er") && word.pos == Pos::Adjective
    });
    let phrase = clause.noun_phrase(than + 1, core.end)?;
    let ends = phrase.end == clause_end(clause, than + 1, core.end);
    (comparative && ends && words[phrase.end - 1].pos.is_nominal())
        .then(|| bare_start(clause, &phrase)..phrase.end)
}

/// The noun phrase that ends at `end`, without its determiner.
fn ending_at(clause: &Clause, start: usize, end: usize) -> Option<Range<usize>> {
    let phrase =
        (start..end).find_map(|at| clause.noun_phrase(at, end).filter(|phrase| phrase.end == end))?;
    Some(bare_start(clause, &phrase)..phrase.end)
}

/// Where a noun phrase begins behind its determiner.
fn bare_start(clause: &Clause, phrase: &Range<usize>) -> usize {
    let first = clause.words[phrase.start].pos;
    phrase.start
        + usize::from(matches!(first, Pos::Determiner | Pos::Pronoun | Pos::Adverb) && phrase.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Option<String> {
        let clause = Clause::parse(text);
        let core = 0..clause.len();
        opposed(&clause, &core)
            .or_else(|| replaced(&clause, &core))
            .or_else(|| compared(&clause, &core))
            .map(|range| clause.text(range))
    }

    #[test]
    fn finds_what_is_set_against_something() {
        assert_eq!(
            hidden("The company hires people for talent, not for experience.").as_deref(),
            Some("talent")
        );
        assert_eq!(hidden("The keepers used whale oil rather than coal.").as_deref(), Some("whale oil"));
        assert_eq!(hidden("The light is made not by a mirror but by a lens.").as_deref(), Some("lens"));
        assert_eq!(hidden("A lens throws more light than a mirror.").as_deref(), Some("mirror"));
        assert_eq!(hidden("The lens is heavy, not that it mattered."), None);
    }
}
