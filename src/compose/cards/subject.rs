//! What a question can be about: a term or a name at the beginning of a sentence, and no thing of the story.

use std::ops::Range;

use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::{Clause, Word, is_stop};
use crate::compose::words::Words;

/// Heads of subjects that are no terms.
pub(super) const NO_TERMS: Words = Words::new(
    "advantage answer aspect benefit bit bunch case challenge concern day difference example fact
    factor feature focus goal half hope idea issue job key kind lot moment most number one others
    part people person place point problem purpose question reason rest result solution some sort
    step story stuff thing things time truth version way work year years",
);

/// Words of a term at most.
pub(super) const LONGEST_TERM: usize = 5;

/// The subject of a definition: a term at the beginning of the core.
pub(super) fn term(line: &Line) -> Option<Range<usize>> {
    let clause = &line.clause;
    let phrase = clause.noun_phrase(line.core.start, line.core.end)?;
    let (first, head) = (&clause.words[phrase.start], &clause.words[phrase.end - 1]);
    let fits = phrase.len() <= LONGEST_TERM
        && head.pos.is_nominal()
        && !NO_TERMS.has(&head.key)
        && !is_stop(&head.key)
        && first.pos != Pos::Pronoun
        && first.pos != Pos::Number
        && (first.pos != Pos::Determiner || first.is(&["a", "an", "the"]))
        && !clause.words[phrase.clone()].iter().any(Word::pauses);
    fits.then_some(phrase)
}

/// "The tower" is a tower of the story, not a term; a name or a phrase that the talk is about is one.
pub(super) fn is_of_the_story(talk: &Talk<'_>, line: &Line, subject: &Range<usize>) -> bool {
    let words = &line.clause.words[subject.clone()];
    words[0].is(&["the"])
        && (!is_term(talk, line, subject)
            || words.len() == 2 && !words[1].bare().starts_with(char::is_uppercase))
}

/// Whether a phrase names something that the talk is about.
pub(super) fn is_term(talk: &Talk<'_>, line: &Line, phrase: &Range<usize>) -> bool {
    let words = &line.clause.words[phrase.clone()];
    let words = if words[0].pos == Pos::Determiner { &words[1..] } else { words };
    words.iter().any(|word| word.pos == Pos::Name)
        || talk.is_keyphrase(line.topic, words)
        || words.len() > 1 && Talk::specific(words) > 0.5
}

pub(super) fn fit(talk: &Talk<'_>, line: &Line, phrase: &Range<usize>, base: f64) -> f64 {
    let words = &line.clause.words[phrase.clone()];
    let special = Talk::specific(words);
    let bonus = if is_term(talk, line, phrase) { 0.1 } else { 0.0 };
    (base - 0.3 + 0.4 * special + bonus).clamp(0.0, 1.0)
}

/// Whether the subject is a person: a name whose predicate is what only people are.
pub(super) fn is_person(clause: &Clause, subject: &Range<usize>, genus: &str) -> bool {
    const PEOPLE: Words = Words::new(
        "architect auditor author captain ceo chair chairman chairwoman chief co-founder cofounder composer contributor creator designer developer director employee engineer founder guy host inventor king lawyer leader maintainer man member minister musician officer painter partner person photographer president programmer researcher secretary teacher veteran woman writer",
    );
    const ENDINGS: [&str; 5] = ["eer", "ist", "ian", "ssor", "entor"];
    /// Letters of a word with such an ending at least: no "peer", no "beer".
    const LETTERS: usize = 6;
    let last = genus.rsplit('-').next().unwrap_or_default();
    let ends =
        last.len() >= LETTERS && last != "career" && ENDINGS.iter().any(|ending| last.ends_with(ending));
    clause.words[subject.clone()].iter().any(|word| word.pos == Pos::Name) && (PEOPLE.has(genus) || ends)
}
