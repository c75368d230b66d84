//! What a term means: "X is a ...", "X is when ...", "X means ...", "X stands for ...", "when I say X, it's ...", "... is called X".

use std::ops::Range;

use super::draft::Draft;
use super::parts::clause_end;
use super::subject::{LONGEST_TERM, NO_TERMS, fit, is_of_the_story, is_person, is_term, term};
use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::{Clause, SHORT, Word, capitalised};
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;

/// Heads of predicates that judge or leave open rather than define.
const NO_GENUS: Words = Words::new(
    "advantage answer big bit bummer bunch case challenge concern country deal difference example fact fan
    goal idea issue job joke key lot matter mistake moment one part point priority problem question
    reason result shame step stuff thing ton while",
);

/// Adjectives that judge; a definition doesn't.
const JUDGING: Words = Words::new(
    "amazing awesome bad beautiful best better big bigger biggest brilliant common cool critical crucial different difficult easy excellent fantastic fascinating fun funny good great hard horrible huge important incredible interesting key little lovely major nice perfect pretty quite real really sad terrible tough tremendous truly very wonderful",
);

/// What follows the head of a predicate that says enough.
const POSTMODIFIERS: Words = Words::new(
    "based between built called consisting created designed for from in made of on that to used using
    where which who whose with",
);

/// How far a sentence that names something must hold outside the talk.
const GENERAL: f64 = 0.4;

/// Drafts of all definitions.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let short = |line: &&Line| line.core.len() >= 4 && line.core.len() <= 40;
    for line in talk.all().filter(short) {
        drafts.extend(
            explaining(talk, line)
                .or_else(|| meant(talk, line))
                .or_else(|| calling(talk, line))
                .or_else(|| apposition(talk, line))
                .or_else(|| inner(talk, line).iter().find_map(|inner| explaining(talk, inner))),
        );
    }
    drafts
}

/// A definition whose term stands at the beginning.
fn explaining(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    copula(talk, line)
        .or_else(|| doing(talk, line))
        .or_else(|| occasion(talk, line))
        .or_else(|| meaning(talk, line))
        .or_else(|| likeness(talk, line))
}

/// Clauses inside a line that might define something: "we're going to talk about contempt, and | contempt is a form of ...".
fn inner(talk: &Talk<'_>, line: &Line) -> Vec<Line> {
    const JOINTS: [&str; 5] = ["and", "but", "say", "says", "so"];
    const FEWEST: usize = 5;
    let words = &line.clause.words;
    let begins = |at: &usize| {
        let word = &words[*at];
        let names = word.pos != Pos::Verb || word.key.ends_with("ing");
        (words[at - 1].pauses() || words[at - 1].is(&JOINTS)) && word.pos != Pos::Pronoun && names
    };
    // "I don't think fruit and veg is the sole criterion" defines nothing.
    let doubts = |word: &Word| {
        word.key.ends_with("n't") || word.is(&["not", "never", "doubt", "if", "whether", "wonder", "unless"])
    };
    let sure =
        words[line.core.clone()].iter().position(doubts).map_or(line.core.end, |at| line.core.start + at);
    let starts = line.core.start + 1..line.core.end.saturating_sub(FEWEST).min(sure);
    starts.filter(begins).map(|at| talk.part(line, at..line.core.end)).collect()
}

/// "Depression looks more like a certain sort of cognitive rigidity."
fn likeness(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let subject = term(line)?;
    let verb = clause.words.get(subject.end)?;
    let auxiliary = match verb.key.as_str() {
        "looks" => "does",
        "look" => "do",
        _ => return None,
    };
    let more = usize::from(clause.words.get(subject.end + 1)?.is(&["more"]));
    let start = subject.end + more + 2;
    let end = clause_end(clause, start, line.core.end);
    if !clause.words.get(start - 1)?.is(&["like"])
        || end < start + 3
        || is_of_the_story(talk, line, &subject)
        || !is_well_formed(clause, line.core.start..end)
    {
        return None;
    }
    ask(line, "What", auxiliary, subject.clone(), "look like", start..end, fit(talk, line, &subject, 0.75))
}

/// "X is a Y that ...".
fn copula(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let subject = term(line)?;
    let verb = subject.end;
    let copula = clause.words.get(verb)?;
    if !copula.is(&["is", "are", "was", "were"]) {
        return None;
    }
    let start = behind_adverbs(clause, verb + 1);
    let plural = copula.is(&["are", "were"]);
    let article = clause.words.get(start)?;
    if !(article.is(&["a", "an", "the", "one"]) || plural && article.pos != Pos::Verb) {
        return None;
    }
    let genus = clause.noun_phrase(start, line.core.end)?;
    let head = &clause.words[genus.end - 1];
    if !head.pos.is_nominal()
        || NO_GENUS.has(&head.key)
        || clause.words[genus.clone()].iter().any(|word| JUDGING.has(&word.key))
    {
        return None;
    }
    let end = clause_end(clause, genus.end - 1, line.core.end);
    let follows = clause.words[..end].get(genus.end);
    let says_enough = follows.is_some_and(|word| {
        POSTMODIFIERS.has(&word.key) || word.key.ends_with("ing") || word.key.ends_with("ed")
    }) || genus.len() >= 4;
    let next = clause.words.get(start + 1)?;
    if !says_enough
        || end < start + 4
        || next.is(&["best", "first", "last", "next", "one", "only", "other", "same", "second", "whole"])
        || !is_well_formed(clause, line.core.start..end)
    {
        return None;
    }
    let person = is_person(clause, &subject, &head.key);
    let question = if person { "Who" } else { "What" };
    // "The tower" is a tower of the story, not a term; a name or a much used term is.
    if !person && is_of_the_story(talk, line, &subject) {
        return None;
    }
    ask(line, question, &copula.key, subject.clone(), "", start..end, fit(talk, line, &subject, 0.75))
}

/// The first word from `at` on that isn't said to soften what is said.
fn behind_adverbs(clause: &Clause, mut at: usize) -> usize {
    const SOFT: [&str; 15] = [
        "actually",
        "also",
        "basically",
        "effectively",
        "essentially",
        "fundamentally",
        "generally",
        "just",
        "literally",
        "merely",
        "really",
        "simply",
        "typically",
        "ultimately",
        "usually",
    ];
    while clause.words.get(at).is_some_and(|word| word.is(&SOFT)) {
        at += 1;
    }
    at
}

/// "Catastrophic thinking is imagining ...": what somebody does who does it. Something that acts itself would only be doing it now.
fn doing(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    const ACTS: [&str; 6] = ["ing", "tion", "ment", "ness", "ity", "ism"];
    const ACTORS: Words = Words::new(
        "administration authority charity city community department entity facility federation foundation \
         government organisation organization parliament university",
    );
    const NOW: Words = Words::new(
        "amazing becoming changing coming declining exciting expanding falling getting going growing \
         happening improving increasing interesting moving rising slowing starting struggling taking trying working",
    );
    let clause = &line.clause;
    let subject = subject_of(line, &["is", "was"])?;
    let named = &clause.words[subject.end - 1];
    let head = &named.key;
    let copula = &clause.words[subject.end];
    let start = behind_adverbs(clause, subject.end + 1);
    let first = clause.words.get(start)?;
    let end = clause_end(clause, start, line.core.end);
    let fits = ACTS.iter().any(|ending| head.ends_with(ending))
        && named.pos != Pos::Name
        && !ACTORS.has(head)
        && first.key.ends_with("ing")
        && first.key.len() > 5
        && !NOW.has(&first.key)
        && end >= start + 3
        && !is_of_the_story(talk, line, &subject)
        && is_well_formed(clause, line.core.start..end);
    fits.then(|| {
        ask(line, "What", &copula.key, subject.clone(), "", start..end, fit(talk, line, &subject, 0.75))
    })?
}

/// "Variable shadowing occurs when ...", "a breach is when ...".
fn occasion(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let subject = subject_of(line, &["is", "was", "occurs", "happens", "occur", "happen"])?;
    let verb = &clause.words[subject.end];
    let start = behind_adverbs(clause, subject.end + 1);
    let end = clause_end(clause, start, line.core.end);
    if !clause.words.get(start)?.is(&["when", "where"])
        || end < start + 4
        || is_of_the_story(talk, line, &subject)
        || !is_well_formed(clause, line.core.start..end)
    {
        return None;
    }
    let (question, auxiliary, base) = match verb.key.as_str() {
        "is" | "was" => ("What", verb.key.as_str(), ""),
        "occurs" => ("When", "does", "occur"),
        "happens" => ("When", "does", "happen"),
        "occur" => ("When", "do", "occur"),
        "happen" => ("When", "do", "happen"),
        _ => return None,
    };
    ask(line, question, auxiliary, subject.clone(), base, start..end, fit(talk, line, &subject, 0.75))
}

/// The term before the first of these verbs. The tagger takes "shadowing" for a verb, so that a term isn't always a noun phrase.
fn subject_of(line: &Line, verbs: &[&str]) -> Option<Range<usize>> {
    let words = &line.clause.words;
    let at = line.core.clone().take(LONGEST_TERM + 1).find(|&at| words[at].is(verbs))?;
    let activity = || {
        let named = &words[line.core.start..at];
        let fits = named.last()?.key.ends_with("ing")
            && named.iter().all(|word| {
                matches!(word.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Verb) && !word.pauses()
            });
        fits.then_some(line.core.start..at)
    };
    term(line).filter(|term| term.end == at).or_else(activity)
}

/// "When I say schema stitching, it's taking ...", "by towers I mean ...".
fn meant(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let core = &line.core;
    let (from, is_by) = match clause.find(core.clone(), &["when", "i", "say"]) {
        Some(at) => (at + 3, false),
        None => (clause.find(core.clone(), &["by"])? + 1, true),
    };
    let subject = (from..core.end.min(from + LONGEST_TERM))
        .find(|&at| clause.words[at].pauses())
        .map(|at| from..at + 1)
        .or_else(|| clause.noun_phrase(from, core.end))?;
    let words = &clause.words[subject.end..core.end];
    let begins = |with: &[&str]| {
        words.iter().zip(with).filter(|(word, with)| word.is(&[**with])).count() == with.len()
    };
    let skip = if begins(&["i", "mean"]) {
        2
    } else if !is_by && (begins(&["it's"]) || begins(&["that's"])) {
        1
    } else {
        return None;
    };
    let start = behind_adverbs(clause, subject.end + skip);
    let end = clause_end(clause, start, core.end);
    let fits = end >= start + 3
        && clause.content(subject.clone()) > 0
        && clause.fault(start..end).is_none_or(|fault| fault != "broken off")
        && clause.dangling(start..end).is_none()
        && !clause.words[start].is(&["that", "it", "this"]);
    fits.then(|| {
        let front = format!("What is meant by {}?", clause.text(subject.clone()));
        question_of(line, front, start..end, fit(talk, line, &subject, 0.85))
    })?
}

/// "..., X, which is a Y, ...": a term that is explained in passing.
fn apposition(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let words = &clause.words;
    (line.core.start + 1..line.core.end.saturating_sub(3)).find_map(|which| {
        let copula = &words[which + 1];
        if !words[which].is(&["which", "who"])
            || !words[which - 1].pauses()
            || !copula.is(&["is", "are", "was", "were"])
        {
            return None;
        }
        let subject = clause
            .noun_phrases(line.core.start..which)
            .into_iter()
            .find(|phrase| phrase.end == which && words[phrase.end - 1].pos.is_nominal())?;
        // "a notion called marginal fee rate, which is ..."
        let named = words[subject.clone()].iter().rposition(|word| word.is(&["called", "named"]));
        let subject = named.map_or(subject.start, |at| subject.start + at + 1)..subject.end;
        let plural = copula.is(&["are", "were"]);
        let start = which + 2;
        let genus = clause.noun_phrase(start, line.core.end)?;
        let head = &words[genus.end - 1];
        let end = clause_end(clause, genus.end - 1, line.core.end);
        let article = words[start].is(&["a", "an", "the"]) || plural && words[start].pos.is_nominal();
        let fits = article
            && head.pos.is_nominal()
            && !NO_GENUS.has(&head.key)
            && !words[start..end].iter().any(|word| JUDGING.has(&word.key))
            && end >= start + 3
            && subject.len() <= 4
            && is_term(talk, line, &subject)
            && plural == clause.is_plural(&subject)
            && !NO_TERMS.has(&words[subject.end - 1].key)
            && clause.dangling(start..end).is_none();
        if !fits {
            return None;
        }
        let person = words[which].is(&["who"]) || is_person(clause, &subject, &head.key);
        let question = if person { "Who" } else { "What" };
        let fit = fit(talk, line, &subject, 0.7);
        ask(line, question, &copula.key, subject, "", start..end, fit)
    })
}

/// "X means ...", "X stands for ...", "X refers to ...".
fn meaning(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let subject = term(line)?;
    let verb = clause.words.get(subject.end)?;
    let plural = !verb.key.ends_with('s');
    let (base, skip) = match verb.key.as_str() {
        "means" | "mean" => ("mean", 1),
        "stands" | "stand" if clause.words.get(subject.end + 1)?.is(&["for"]) => ("stand for", 2),
        "refers" | "refer" if clause.words.get(subject.end + 1)?.is(&["to"]) => ("refer to", 2),
        _ => return None,
    };
    let start = subject.end + skip;
    let end = clause_end(clause, start, line.core.end);
    if end < start + 2 || !is_well_formed(clause, line.core.start..end) {
        return None;
    }
    // "The court's judgment means that ..." tells what follows, not what a word means.
    let capital = clause.words[subject.clone()].iter().any(|word| word.pos == Pos::Name);
    if base == "mean" && subject.len() > 2 && !capital {
        return None;
    }
    // "Larger sets mean ...": what follows from them.
    let first = &clause.words[subject.start];
    // "Big changes means it takes long" tells that, too.
    let head = &clause.words[subject.end - 1];
    if head.pos != Pos::Name && plural != clause.is_plural(&subject) {
        return None;
    }
    if is_of_the_story(talk, line, &subject) || first.pos == Pos::Adjective && first.key.ends_with("er") {
        return None;
    }
    let auxiliary = if plural { "do" } else { "does" };
    ask(line, "What", auxiliary, subject.clone(), base, start..end, fit(talk, line, &subject, 0.9))
}

/// "... is called X", "a ... known as X": a gap for the term.
fn calling(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    const CALLING: [&[&str]; 9] = [
        &["so-called"],
        &["that", "we", "call"],
        &["which", "we", "call"],
        &["is", "called"],
        &["are", "called"],
        &["was", "called"],
        &["known", "as"],
        &["referred", "to", "as"],
        &["called"],
    ];
    // "I was born in a town called ...": somebody's own story.
    let own = line.clause.words[line.core.start].is(&["i", "i'm", "i've", "my"]);
    if !line.sound || line.general < GENERAL || own {
        return None;
    }
    let clause = &line.clause;
    let (at, length) =
        CALLING.iter().find_map(|words| Some((clause.find(line.core.clone(), words)?, words.len())))?;
    let mut start = at + length;
    if clause.words.get(start).is_some_and(|word| word.is(&["a", "an", "the"])) {
        start += 1;
    }
    let phrase = clause.noun_phrase(start, line.core.end)?;
    // What is called by the name has to be told before or after.
    let told = clause.content(line.core.start..at) + clause.content(phrase.end..line.core.end);
    // "a talk called Generate All The Things": a title goes on after the tagger's phrase.
    let goes_on = clause.words[..line.core.end].get(phrase.end).is_some_and(|next| {
        next.bare().starts_with(char::is_uppercase) && !clause.words[phrase.end - 1].pauses()
    });
    let named =
        !goes_on && clause.words[phrase.end - 1].pos.is_nominal() && clause.words[start].pos != Pos::Pronoun;
    if told < 3 || !named || clause.words[phrase.clone()].iter().any(|word| NO_TERMS.has(&word.key)) {
        return None;
    }
    line.gap(CardKind::Definition, phrase.clone(), None, fit(talk, line, &phrase, 0.75))
}

/// Whether what is used of a sentence could be a sentence, and a short one may.
fn is_well_formed(clause: &Clause, range: Range<usize>) -> bool {
    // "An architecture that Antoine.": a relative clause that was cut off.
    let cut_off = range.clone().any(|at| {
        clause.words[at].is(&["that", "which", "who", "where"]) && clause.finite(at..range.end).is_none()
    });
    !cut_off
        && clause.fault(range.clone()).is_none_or(|fault| fault == SHORT && range.len() < 6)
        && clause.dangling(range).is_none()
}

/// A question from its parts: "What" "is" subject base "?".
fn ask(
    line: &Line,
    question: &str,
    auxiliary: &str,
    subject: Range<usize>,
    base: &str,
    answer: Range<usize>,
    fit: f64,
) -> Option<Draft> {
    let subject = line.clause.text(subject);
    let base = if base.is_empty() { String::new() } else { format!(" {base}") };
    question_of(line, format!("{question} {auxiliary} {subject}{base}?"), answer, fit)
}

/// A question with its answer, if that can be shown.
fn question_of(line: &Line, front: String, answer: Range<usize>, fit: f64) -> Option<Draft> {
    let clause = &line.clause;
    let words = &clause.words[answer.clone()];
    let marks: usize = words.iter().map(|word| word.text.matches(['"', '“', '”']).count()).sum();
    let halting = words.iter().any(|word| word.is(&["okay", "yeah"]));
    if halting
        || clause.ends_open(&answer)
        || marks % 2 == 1
        || words.iter().any(|word| word.text.contains("--"))
    {
        return None;
    }
    Some(Draft {
        kind: CardKind::Definition,
        face: Face::Question { front },
        answer: capitalised(&clause.text(answer)),
        sentences: line.sentences.clone(),
        asked: None,
        fit,
        judged: None,
    })
}
