//! What the problem, the goal, the advantage of something is: "the problem with X is (that) Y", "Y is the biggest
//! problem with X".

use super::draft::Draft;
use super::parts::clause_end;
use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::capitalised;
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;

/// Nouns that ask for what they are.
const POINTS: Words = Words::new(
    "advantage advantages aim benefit benefits cause challenge challenges concern consequence danger difference \
     difficulty disadvantage downside drawback effect function goal goals hope idea intention key lesson limitation \
     meaning mission motivation objective obstacle outcome point premise principle problem problems promise purpose \
     result risk risks role rule secret solution strength task theory trade-off tradeoff trick trouble upside value weakness",
);

/// Prepositions that say whose point it is.
const JOINTS: Words = Words::new("about among behind between for in of to with");

/// Words of the front at most, and of the answer.
const FRONT: usize = 14;
const ANSWER: std::ops::RangeInclusive<usize> = 3..=15;
/// Words of a subject that is asked for.
const SUBJECT: std::ops::RangeInclusive<usize> = 1..=10;

/// Drafts of all points.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all().filter_map(|line| draft(line).or_else(|| reversed(line))).collect()
}

/// "Y is the biggest problem with X", "Y was the first to do X": what Y is.
fn reversed(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let words = &clause.words;
    let start = clause.claim(&line.core);
    let subject = clause.long_noun_phrase(start, line.core.end)?;
    let copula = subject.end;
    if !line.sound
        || !SUBJECT.contains(&subject.len())
        || !words.get(copula)?.is(&["is", "are", "was", "were"])
        || !words.get(copula + 1)?.is(&["the"])
        || words[subject.clone()].iter().any(|word| word.pos == Pos::Pronoun || word.pauses())
    {
        return None;
    }
    let end = clause_end(clause, copula + 1, line.core.end);
    let what = clause.noun_phrase(copula + 1, end)?;
    let singles_out = words[what.clone()].iter().any(|word| {
        word.pos == Pos::Adjective && word.key.ends_with("est")
            || word
                .is(&["most", "main", "primary", "key", "first", "last", "best", "worst", "only", "central"])
            || POINTS.has(&word.key)
    });
    let rest = what.end..end;
    // "The first thing" alone is the first of what the talk was just about.
    if !singles_out
        || rest.len() < 2
        || end - copula > FRONT
        || !(JOINTS.has(&words[rest.start].key) || words[rest.start].is(&["that", "to", "on", "who"]))
        || clause.dangling(copula..end).is_some()
        || clause.ends_open(&(copula..end))
        || words[copula..end].iter().any(|word| word.pos == Pos::Pronoun && !word.is(&["that", "who"]))
    {
        return None;
    }
    let asks = if words[what.clone()].iter().chain(&words[rest.clone()]).any(|word| word.is(&["who"])) {
        "Who"
    } else {
        "What"
    };
    let front = format!("{asks} {} {}?", words[copula].key, clause.text(copula + 1..end));
    Some(Draft {
        kind: CardKind::Point,
        face: Face::Question { front },
        answer: capitalised(&clause.text(subject)),
        sentences: line.sentences.clone(),
        asked: None,
        fit: 0.8,
        judged: None,
    })
}

fn draft(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let words = &clause.words;
    let start = line.core.start;
    let one = clause.has(start, &["one", "of", "the"]);
    if !one && !words[start].is(&["the"]) && !words[start].key.ends_with("'s") {
        return None;
    }
    let head = (start + 1..line.core.end.min(start + 6)).find(|&at| POINTS.has(&words[at].key))?;
    if words[start + 1..head].iter().any(|word| {
        matches!(word.pos, Pos::Verb | Pos::Auxiliary | Pos::Pronoun) && !word.key.ends_with("est")
            || word.is(&["only", "other", "same", "next", "second"])
    }) {
        return None;
    }
    let owned = words[start].key.ends_with("'s");
    if !owned && !JOINTS.has(&words.get(head + 1)?.key) {
        return None;
    }
    let copula = (head + 1..line.core.end).find(|&at| words[at].is(&["is", "are", "was", "were"]))?;
    // What stands between is one noun phrase or an -ing phrase, without a clause of its own.
    if copula - start > FRONT
        || words[head + 1..copula].iter().any(|word| {
            word.pos == Pos::Auxiliary || word.pauses() || word.is(&["that", "which", "who", "it", "this"])
        })
        || clause.ends_open(&(start..copula))
    {
        return None;
    }
    let mut from = copula + 1;
    while words.get(from).is_some_and(|word| {
        word.is(&["that", "just", "really", "basically", "actually", "simply", "obviously"])
    }) {
        from += 1;
    }
    let end = clause_end(clause, from, line.core.end);
    if from >= end || !ANSWER.contains(&(end - from)) || clause.ends_open(&(from..end)) {
        return None;
    }
    if words[from].is(&["not", "what", "how", "why", "whether", "very", "so", "if", "when"])
        || words[from].pos == Pos::Adjective && end - from < 5
    {
        return None;
    }
    // Not "something I've toyed with", "one that I like".
    if words[from].is(&["something", "someone", "one", "i", "i'm", "i've", "really", "a"])
        && words[from..end].iter().any(|word| word.is(&["i", "i've", "i'm", "we"]))
    {
        return None;
    }
    if words[from].is(&["we're", "you're", "it", "it's", "that", "that's", "there", "there's"])
        || clause.has(from, &["we", "are"])
        || words[from].pos == Pos::Adverb
    {
        return None;
    }
    let front = format!("What {} {}?", words[copula].key, clause.text(start..copula));
    Some(Draft {
        kind: CardKind::Point,
        face: Face::Question { front },
        answer: capitalised(&clause.text(from..end)),
        sentences: line.sentence..line.sentence + 1,
        asked: None,
        fit: 0.85,
        judged: None,
    })
}
