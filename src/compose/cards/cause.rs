//! Why something is so: "... because ...", "the reason ... is ...", "that's why ...".

use std::ops::Range;

use super::draft::Draft;
use super::parts::clause_end;
use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::verb::Turned;
use crate::compose::clause::{Clause, Word, capitalised};
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;

/// Words with a meaning that a question has at least.
const CONTENT: usize = 3;
/// Words of the clause that is asked about at most.
const ASKED: usize = 18;

/// How rare in speech at large the hidden words of a reason must be.
const SPECIAL: f64 = 0.1;
/// How far a sentence must hold outside the talk.
const GENERAL: f64 = 0.4;

/// Drafts of all reasons.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for line in talk.all().filter(|line| !is_denied(&line.clause)) {
        drafts.extend(
            because(line)
                .or_else(|| because_first(line))
                .or_else(|| reason(line))
                .or_else(|| manner(line))
                .or_else(|| because_gap(line)),
        );
    }
    drafts.extend((0..talk.lines.len()).filter_map(|at| thats_why(talk, at)));
    drafts
}

/// "They weren't doing it because they wanted a deal; they did it because ...": the first reason is denied.
fn is_denied(clause: &Clause) -> bool {
    let words = &clause.words;
    let Some(at) = words.iter().position(|word| word.is(&["because"])) else { return false };
    words[..at].iter().any(|word| word.is(&["not", "never"]) || word.key.ends_with("n't"))
        && words[at + 1..].iter().any(|word| word.is(&["because", "but"]))
}

/// "X because Y".
fn because(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    if !line.sound || line.general < GENERAL {
        return None;
    }
    let (at, skip) =
        [("because", 0), ("so that", 0), ("in order to", 0)].iter().find_map(|(words, skip)| {
            let words: Vec<&str> = words.split(' ').collect();
            Some((clause.find(line.core.clone(), &words)?, *skip))
        })?;
    // "So that means ..." goes on from what was said.
    if clause.has(at, &["so"]) && clause.words.get(at + 2)?.pos == Pos::Verb {
        return None;
    }
    let end = clause_end(clause, at + 1, line.core.end);
    draft(line, line.core.start..at, at + skip..end, line.sentences.clone(), 0.8)
}

/// "Because Y, X", where X's pronoun is Y's subject: "Because mercury is so dense, it can carry ...".
fn because_first(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let start = line.core.start;
    if !line.sound || line.general < GENERAL || !clause.has(start, &["because"]) {
        return None;
    }
    let pause = line.core.clone().find(|&at| clause.words[at].pauses())?;
    let subject = clause.noun_phrase(start + 1, pause)?;
    let pronoun = pause + 1;
    let singular = clause.words.get(pronoun)?.is(&["it", "he", "she"]);
    if !(singular || clause.words[pronoun].is(&["they"])) || singular == clause.is_plural(&subject) {
        return None;
    }
    let end = clause_end(clause, pronoun + 1, line.core.end);
    if clause.has(start + 1, &["of"]) || !clause.is_finite(subject.end, &(start..pause)) {
        return None;
    }
    // The question is about the pronoun's clause, with the noun in its place.
    let words: Vec<_> =
        clause.words[subject].iter().chain(&clause.words[pronoun + 1..end]).cloned().collect();
    let asked = Clause { words };
    let whole = 0..asked.len();
    let front = why(&asked, whole)?;
    Some(Draft {
        kind: CardKind::Cause,
        face: Face::Question { front },
        answer: capitalised(&clause.text(start..pause + 1)),
        sentences: line.sentences.clone(),
        asked: None,
        fit: 0.8,
        judged: None,
    })
}

/// "If you ..., X because Y", which makes no short question: a gap for what the reason is.
fn because_gap(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    if !line.sound || line.general < GENERAL {
        return None;
    }
    let at = clause.find(line.core.start + 5..line.core.end, &["because"])?;
    let end = clause_end(clause, at + 1, line.core.end);
    // What happened to somebody is no reason of a thing.
    let told = clause.words[at..end].iter().any(|word| {
        matches!(
            word.key.split('\'').next().unwrap_or_default(),
            "i" | "me" | "my" | "you" | "your" | "he" | "she"
        )
    });
    if told {
        return None;
    }
    // The end of the reason is where what is new stands.
    let hidden = (at + 2..end).rev().find_map(|start| {
        let phrase = clause.noun_phrase(start, end)?;
        let whole = phrase.end == end && phrase.len() <= 4;
        let before = &clause.words[start - 1];
        (whole && matches!(before.pos, Pos::Verb | Pos::Preposition | Pos::Auxiliary)).then_some(phrase)
    })?;
    let special = Talk::specific(&clause.words[hidden.clone()]);
    (special >= SPECIAL && line.core.len() >= 12)
        .then(|| line.gap_in(line.core.start..end, CardKind::Cause, hidden, None, 0.65))
        .flatten()
}

/// "The reason X is that Y".
fn reason(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let start = line.core.start;
    if !line.sound || !clause.has(start, &["the", "reason"]) {
        return None;
    }
    let skip = 2 + usize::from(clause.words.get(start + 2)?.is(&["why", "that"]));
    let (at, length) = [&["is", "because"][..], &["is", "that"], &["was", "that"], &["was", "because"]]
        .iter()
        .find_map(|words| Some((clause.find(start + skip..line.core.end, words)?, words.len())))?;
    let end = clause_end(clause, at + length, line.core.end);
    draft(line, start + skip..at, at + length..end, line.sentences.clone(), 0.9)
}

/// "X by doing Y".
fn manner(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    if !line.sound || line.general < GENERAL {
        return None;
    }
    let at = line.core.clone().find(|&at| {
        clause.words[at].is(&["by"])
            && clause.words[..line.core.end]
                .get(at + 1)
                .is_some_and(|next| next.pos == Pos::Verb && next.key.ends_with("ing"))
    })?;
    let end = clause_end(clause, at + 1, line.core.end);
    let mut found = draft(line, line.core.start..at, at..end, line.sentences.clone(), 0.8)?;
    let Face::Question { front } = &mut found.face else { return None };
    *front = front.replacen("Why", "How", 1);
    Some(found)
}

/// "Y, and that's why X", with Y in the same sentence or the one before.
fn thats_why(talk: &Talk<'_>, at: usize) -> Option<Draft> {
    let line = &talk.lines[at];
    let clause = &line.clause;
    let why = clause
        .find(line.core.clone(), &["that's", "why"])
        .map(|at| at..at + 2)
        .or_else(|| clause.find(line.core.clone(), &["that", "is", "why"]).map(|at| at..at + 3))?;
    if why.start == line.core.start {
        let before = talk.before(at)?;
        if !before.sound || before.core.len() > 15 {
            return None;
        }
        let mut found = draft(line, why.end..line.core.end, 0..0, before.sentence..line.sentence + 1, 0.8)?;
        found.answer = capitalised(&before.clause.text(before.core.clone()));
        return Some(found);
    }
    let mut end = why.start;
    while end > line.core.start && clause.words[end - 1].is(&["and", "so", "but"]) {
        end -= 1;
    }
    let reason = line.core.start..end;
    if reason.len() < 4
        || clause.dangling(reason.clone()).is_some()
        || clause.finite(reason.clone()).is_none()
    {
        return None;
    }
    draft(line, why.end..line.core.end, reason, line.sentences.clone(), 0.8)
}

/// A why-question about `asked`, answered by `answer`.
fn draft(
    line: &Line,
    asked: Range<usize>,
    answer: Range<usize>,
    sentences: Range<usize>,
    fit: f64,
) -> Option<Draft> {
    let clause = &line.clause;
    if !answer.is_empty() && (clause.ends_open(&answer) || answer.len() < 3) {
        return None;
    }
    if clause.content(asked.clone()) < CONTENT {
        return None;
    }
    let front = why(clause, asked)?;
    Some(Draft {
        kind: CardKind::Cause,
        face: Face::Question { front },
        answer: if answer.is_empty() { String::new() } else { capitalised(&clause.text(answer)) },
        sentences,
        asked: None,
        fit,
        judged: None,
    })
}

/// Turns a clause into a why-question: subject, adverbs, finite verb, rest.
fn why(clause: &Clause, asked: Range<usize>) -> Option<String> {
    const VAGUE: Words =
        Words::new("he her him his it it's its kind really she someone something sort them they this those");
    if asked.len() < 3 || asked.len() > ASKED || clause.ends_open(&asked) {
        return None;
    }
    // One clause only: what is joined on would be asked too.
    if clause.words[asked.start + 1..asked.end]
        .iter()
        .any(|word| word.is(&["but", "so", "because", "if", "when", "which", "while", "or"]))
        || clause.words[asked.clone()].iter().any(|word| word.text.contains(['"', '“']))
    {
        return None;
    }
    // "Why do you use crutches, you might need a wheelchair": more than one clause.
    if clause.words[asked.start..asked.end - 1].iter().any(Word::pauses) {
        return None;
    }
    // Who or what is meant has to be said in the question itself.
    if clause.words[asked.clone()].iter().any(|word| VAGUE.has(&word.key)) {
        return None;
    }
    let first = &clause.words[asked.start];
    // "Whole company gets together": an article was lost.
    if first.pos == Pos::Adjective && !clause.is_plural(&clause.noun_phrase(asked.start, asked.end)?) {
        return None;
    }
    let subject = if first.is(&["you", "people", "everybody", "everyone", "nobody"]) {
        asked.start..asked.start + 1
    } else {
        clause.long_noun_phrase(asked.start, asked.end)?
    };
    if clause.words[subject.clone()].iter().any(Word::pauses) {
        return None;
    }
    let mut verb = subject.end;
    while clause.words[..asked.end]
        .get(verb)
        .is_some_and(|word| word.pos == Pos::Adverb && !word.is(&["not", "never"]))
    {
        verb += 1;
    }
    if verb >= asked.end || verb > subject.end + 2 {
        return None;
    }
    if clause.words[verb].pos != Pos::Verb && clause.words[verb].pos != Pos::Auxiliary {
        return None;
    }
    // A second clause with "and" would need a second turn: "he ran and fell".
    if clause.words[verb..asked.end].iter().enumerate().any(|(at, word)| {
        word.is(&["and"])
            && clause.words.get(verb + at + 1).is_some_and(|next| {
                matches!(next.pos, Pos::Verb | Pos::Auxiliary | Pos::Pronoun)
                    || clause.words[verb + at - 1].pauses()
            })
    }) {
        return None;
    }
    // "The problem was that ...": what it was is told, not why it was so.
    if clause.words.get(verb + 1)?.is(&["that", "to"]) && clause.words[verb].pos == Pos::Auxiliary {
        return None;
    }
    // "Why is a Fresnel lens a lens cut into rings?" asks why something is what it is.
    if clause.words[verb].is(&["is", "are", "was", "were"]) && clause.words[verb + 1].is(&["a", "an"]) {
        return None;
    }
    let plural = first.is(&["you", "people"])
        || clause.is_plural(&subject) && !first.is(&["everybody", "everyone", "nobody"]);
    let adverbs =
        if verb > subject.end { format!(" {}", clause.text(subject.end..verb)) } else { String::new() };
    let rest =
        if verb + 1 < asked.end { format!(" {}", clause.text(verb + 1..asked.end)) } else { String::new() };
    let subject = clause.text(subject);
    let turned = clause.turn(verb, plural)?;
    // "Why do you want ..." is general, "why could you do it" was somebody's.
    let general =
        matches!(&turned, Turned::Do { auxiliary: "do", .. }) || turned == Turned::Front("should".into());
    if first.is(&["you"]) && !general {
        return None;
    }
    Some(match turned {
        Turned::Front(auxiliary) => format!("Why {auxiliary} {subject}{adverbs}{rest}?"),
        Turned::Do { auxiliary, base } => format!("Why {auxiliary} {subject}{adverbs} {base}{rest}?"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<String> {
        let clause = Clause::parse(text);
        why(&clause, 0..clause.len())
    }

    #[test]
    fn turns_clauses() {
        assert_eq!(
            asked("the mirrors lost a lot of light").as_deref(),
            Some("Why did the mirrors lose a lot of light?")
        );
        assert_eq!(
            asked("the keeper loses the light").as_deref(),
            Some("Why does the keeper lose the light?")
        );
        assert_eq!(
            asked("mercury is poisonous for the keepers").as_deref(),
            Some("Why is mercury poisonous for the keepers?")
        );
        assert_eq!(asked("you want a tall tower").as_deref(), Some("Why do you want a tall tower?"));
        assert_eq!(asked("Running up the stairs").as_deref(), None);
        assert_eq!(asked("a Fresnel lens is a lens cut into rings").as_deref(), None);
    }
}
