//! A gap for a key term or a name, in sentences that define, explain or state; and for what any phrase says, in those that promise most.

use std::ops::Range;

use super::draft::Draft;
use super::talk::{Line, Talk};
use crate::analyze::{Pos, is_misspelled, rarity, stem};
use crate::compose::clause::{Clause, Word, is_plural, is_stop};
use crate::compose::study_set::CardKind;
use crate::compose::words::Words;

/// How rare in speech at large a term must be, a single word still rarer; and in a sentence that promises much.
const SPECIAL: f64 = 0.25;
const SPECIAL_ENOUGH: f64 = 0.1;
/// How far a sentence must hold outside the talk: a gap in a story asks for what happened to be said.
const GENERAL: f64 = 0.2;
/// Gaps that are tried in a sentence; the score of the whole card decides among them.
const TRIED: usize = 5;
const TRIED_MOST: usize = 8;
/// Words at the beginning of a sentence among which its subject is.
const SUBJECT: usize = 4;
/// A word that is said only once must be less rare than this in speech at large: otherwise it may be
/// misheard.
const KNOWN: f64 = 0.75;
/// The same in a sentence that promises much.
const HEARD: f64 = 0.99;

/// Nouns that many others could replace.
const VAGUE: Words = Words::new(
    "amount area aspect case chance day days end everybody example fact folks guy guys idea issue
    kind level lot moment month part people person piece place point problem question reason side
    sort stuff thing things time times way week year",
);

/// Drafts of gaps for terms.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all()
        .chain(&talk.pairs)
        .filter(|line| talk.is_worth_trying(line, GENERAL) && line.core.len() >= 8 && !is_about_nobody(line))
        .flat_map(|line| gaps(talk, line))
        .collect()
}

/// "Somebody goes there and they threaten ...": what nobody in particular does is no fact.
fn is_about_nobody(line: &Line) -> bool {
    const NOBODY: Words = Words::new("anybody anyone somebody somebody's someone someone's");
    let words = &line.clause.words[line.clause.claim(&line.core)..line.core.end];
    words.iter().take(SUBJECT).any(|word| NOBODY.has(&word.key))
}

fn gaps(talk: &Talk<'_>, line: &Line) -> Vec<Draft> {
    let promises = talk.promises(line);
    let phrases = line.clause.noun_phrases(line.core.clone());
    let joined = if promises { joined(&line.clause, &phrases) } else { Vec::new() };
    let mut found: Vec<(f64, Range<usize>)> = phrases
        .into_iter()
        .flat_map(|phrase| trimmed(line, phrase))
        .chain(joined)
        .filter_map(|phrase| Some((worth(talk, line, &phrase, promises)?, phrase)))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
    found
        .into_iter()
        .take(if promises { TRIED_MOST } else { TRIED })
        .filter_map(|(fit, phrase)| line.gap(CardKind::Term, phrase, None, fit))
        .collect()
}

/// Phrases with what belongs to them: "the currency of the future", "scientific and technological progress", "lenses and lamps".
fn joined(clause: &Clause, phrases: &[Range<usize>]) -> Vec<Range<usize>> {
    let words = &clause.words;
    let of = phrases.windows(2).filter_map(|pair| {
        let between = &words[pair[0].end..pair[1].start];
        let linked = match between {
            [joint] => joint.is(&["and", "of"]),
            [joint, article] => joint.is(&["of"]) && article.is(&["a", "an", "the"]),
            _ => false,
        };
        linked.then(|| pair[0].start..pair[1].end)
    });
    let both = phrases.iter().filter_map(|phrase| {
        let start = phrase.start.checked_sub(2)?;
        (words[phrase.start - 1].is(&["and"]) && words[start].pos == Pos::Adjective)
            .then_some(start..phrase.end)
    });
    of.chain(both).filter(|phrase| !words[phrase.start..phrase.end - 1].iter().any(Word::pauses)).collect()
}

/// A phrase and its end without leading adjectives.
fn trimmed(line: &Line, phrase: Range<usize>) -> Vec<Range<usize>> {
    let mut found = vec![phrase.clone()];
    if phrase.len() > 1 && line.clause.words[phrase.start].pos == Pos::Adjective {
        found.push(phrase.start + 1..phrase.end);
    }
    found
}

/// Whether the words around a phrase let it be a noun phrase, which isn't one of several that are
/// listed: the tagger takes some verbs for nouns, and a list's items could be any.
fn stands_as_noun(line: &Line, phrase: &Range<usize>, promises: bool) -> bool {
    let words = &line.clause.words;
    let listed = |word: &Word| word.is(&["and", "or", "&"]);
    // "The signal differs accordingly": what an adverb follows is a verb.
    let head = &words[phrase.end - 1];
    let does = |next: &Word| next.pos == Pos::Adverb && next.key.ends_with("ly");
    if head.pos == Pos::Noun
        && head.key.ends_with('s')
        && !head.pauses()
        && words.get(phrase.end).is_some_and(does)
    {
        return false;
    }
    if words[..line.core.end].get(phrase.end).is_some_and(listed) {
        return false;
    }
    let Some(previous) = phrase.start.checked_sub(1).filter(|&at| at >= line.core.start).map(|at| &words[at])
    else {
        return true;
    };
    let being = previous.is(&["am", "are", "be", "been", "is", "was", "were"]);
    let doing = being && words[phrase.start].key.ends_with("ing");
    // "answerable to shareholders", "to a careful keeper".
    let no_verb = promises
        && previous.is(&["to"])
        && (phrase.len() > 1 && words[phrase.start].pos == Pos::Adjective || is_plural(head));
    !listed(previous)
        && !doing
        && !previous.pauses()
        && (no_verb || !previous.is(&["to", "not", "who", "which", "that"]))
        && (being || !matches!(previous.pos, Pos::Auxiliary | Pos::Adverb | Pos::Pronoun))
        // "oceans", which follows "seas and", and the items between commas.
        && !(words[phrase.end - 1].pauses() && words[..line.core.end].get(phrase.end + 1).is_some_and(Word::pauses))
}

/// How good a phrase is to hide; `None` when it isn't.
fn worth(talk: &Talk<'_>, line: &Line, phrase: &Range<usize>, promises: bool) -> Option<f64> {
    let words = &line.clause.words[phrase.clone()];
    let head = words.last()?;
    let known = if promises { HEARD } else { KNOWN };
    if words.len() > 4
        || !head.pos.is_nominal()
        || is_stop(&head.key)
        // "I think Nat's the one": more than a name.
        || head.key.ends_with("'s")
        || words.iter().any(|word| word.pos == Pos::Number)
        || words.iter().any(|word| VAGUE.has(&word.key))
        // "two per cent of ..."
        || words[0].is(&["cent"])
        || words[0].is(&["least", "less", "more", "most", "other", "own", "same", "such"])
        || !stands_as_noun(line, phrase, promises)
        // "Suzy, what I believe is ...": who is spoken to.
        || phrase.start <= line.core.start + 1 && line.clause.words[phrase.end - 1].pauses()
        || words.iter().any(|word| talk.said(word) < 2 && rarity(&stem(&word.key)) > known)
        || is_misspelled(&talk.analysis.names, &words.iter().map(Word::bare).collect::<String>())
    {
        return None;
    }
    let key = talk.is_keyphrase(line.topic, words);
    let special = Talk::specific(words);
    let named = words.iter().any(|word| word.pos == Pos::Name);
    let least = match (promises, words.len()) {
        (true, _) => SPECIAL_ENOUGH,
        (false, 1) => SPECIAL + 0.15,
        (false, _) => SPECIAL,
    };
    if special < least && !(words.len() > 1 && (named || key)) {
        return None;
    }
    let mut worth = 0.25 + 0.35 * special;
    if key {
        worth += 0.2;
    }
    if words.len() > 1 {
        worth += 0.1;
    }
    // What the whole talk is about can be guessed anywhere.
    if talk.said(head) > talk.lines.len() / 12 {
        worth -= 0.2;
    }
    // A gap at the very beginning is read before anything that could lead to it; one in a phrase before the subject
    // ("from a user experience, ...") hides what the sentence is set in and not what it says.
    if line.clause.words[line.core.start].pos == Pos::Preposition
        && line
            .core
            .clone()
            .take(8)
            .find(|&at| line.clause.words[at].pauses())
            .is_some_and(|pause| phrase.end <= pause + 1)
    {
        worth -= 0.3;
    } else if phrase.start <= line.core.start + 1 {
        worth -= 0.1;
    }
    Some(worth.clamp(0.0, 1.0))
}
