//! What something does, needs or is for: "X prevents Y", "X can prevent Y", "X allows you to Y", "X is widely used as Y".

use std::ops::Range;

use super::draft::Draft;
use super::parts::clause_end;
use super::subject::{fit, is_of_the_story, term};
use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::verb::Turned;
use crate::compose::clause::{Clause, capitalised};
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;

/// Verbs that say too little to be asked for their object: "What does X have?"
const VAGUE: Words = Words::new(
    "add ask be become begin believe bring call care change come decide do end expect feel figure find get give go guess happen have hear help hope keep \
     know lead leave let like look love make matter mean mention move play put remember run say see seem sit sound start stay stop suppose take \
     talk tell tend think tries try turn use wait walk want watch win wish wonder work worry",
);

/// Verbs after which somebody does something, with or without "to".
const LETTING: Words = Words::new("allow enable force help let make");

/// Prepositions that go with a verb: "consists of", "comes from", "depends on".
const JOINTS: Words =
    Words::new("against after as by for from in into of on through to toward towards under with");

/// Verbs that mean something with a preposition: "relies on" is asked about, "comes on the market" isn't.
const JOINED: [(&str, &str); 71] = [
    ("act", "as"),
    ("aim", "for"),
    ("appear", "as"),
    ("apply", "to"),
    ("arise", "from"),
    ("attach", "to"),
    ("bind", "to"),
    ("belong", "to"),
    ("benefit", "from"),
    ("break", "into"),
    ("call", "for"),
    ("care", "for"),
    ("come", "from"),
    ("commit", "to"),
    ("compete", "with"),
    ("compile", "into"),
    ("compile", "to"),
    ("connect", "to"),
    ("connect", "with"),
    ("consist", "of"),
    ("contribute", "to"),
    ("convert", "into"),
    ("convert", "to"),
    ("correspond", "to"),
    ("deal", "with"),
    ("depend", "on"),
    ("derive", "from"),
    ("descend", "from"),
    ("differ", "from"),
    ("divide", "into"),
    ("emerge", "from"),
    ("end", "in"),
    ("evolve", "from"),
    ("evolve", "into"),
    ("expand", "into"),
    ("fall", "under"),
    ("feed", "on"),
    ("fight", "against"),
    ("focus", "on"),
    ("function", "as"),
    ("grow", "by"),
    ("grow", "into"),
    ("guard", "against"),
    ("integrate", "with"),
    ("interact", "with"),
    ("invest", "in"),
    ("lead", "to"),
    ("live", "in"),
    ("originate", "from"),
    ("point", "to"),
    ("protect", "against"),
    ("protect", "from"),
    ("range", "from"),
    ("refer", "to"),
    ("relate", "to"),
    ("rely", "on"),
    ("respond", "to"),
    ("result", "from"),
    ("result", "in"),
    ("rise", "by"),
    ("run", "on"),
    ("serve", "as"),
    ("shrink", "by"),
    ("specialize", "in"),
    ("stand", "for"),
    ("stem", "from"),
    ("suffer", "from"),
    ("translate", "into"),
    ("translate", "to"),
    ("turn", "into"),
    ("work", "as"),
];

/// Adverbs that only strengthen.
const WEAK: Words =
    Words::new("actually basically essentially literally mostly obviously probably really simply");

/// Participles that don't end in -ed.
const PARTICIPLES: Words = Words::new(
    "born brought built drawn driven found given held known led lost made meant named run seen sent sold spent taken used won written",
);

/// Who may be anybody: "What can human beings manipulate?"
const ANYBODY: Words = Words::new(
    "beings everybody everyone folks guys humans men nobody people person persons somebody someone women",
);

/// Words of an answer.
const ANSWER: std::ops::RangeInclusive<usize> = 2..=15;

/// Drafts of all functions.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all().filter_map(|line| draft(talk, line)).collect()
}

fn draft(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let subject = term(line)?;
    let anybody = clause.words[..subject.end].last().is_some_and(|head| ANYBODY.has(&head.key));
    // A single common noun with "the" is something of the story.
    if anybody || is_of_the_story(talk, line, &subject) {
        return None;
    }
    let mut verb = subject.end;
    while clause.words.get(verb).is_some_and(|word| word.pos == Pos::Adverb && !word.is(&["not", "never"])) {
        verb += 1;
    }
    if verb > subject.end + 1 || verb + 2 >= line.core.end {
        return None;
    }
    let (front, answer) = passive(line, &subject, verb)
        .or_else(|| modal(line, &subject, verb))
        .or_else(|| active(line, &subject, verb))?;
    if !ANSWER.contains(&answer.len())
        || clause.ends_open(&answer)
        || clause.dangling(line.core.start..answer.end).is_some()
        || clause.fault(line.core.start..answer.end).is_some()
    {
        return None;
    }
    Some(Draft {
        kind: CardKind::Function,
        face: Face::Question { front },
        answer: capitalised(&clause.text(answer)),
        sentences: line.sentences.clone(),
        asked: None,
        fit: fit(talk, line, &subject, 0.8),
        judged: None,
    })
}

/// "as well as", "as much as": no "as" that says what something is.
fn compares(clause: &Clause, at: usize) -> bool {
    let is = |at: usize, words: &[&str]| clause.words.get(at).is_some_and(|word| word.is(words));
    is(at, &["as"])
        && (is(at + 1, &["far", "good", "long", "many", "much", "soon", "well"])
            || is(at - 1, &["far", "good", "long", "many", "much", "soon", "such", "well"]))
}

/// "X is used to Y", "X is based on Y".
fn passive(line: &Line, subject: &Range<usize>, verb: usize) -> Option<(String, Range<usize>)> {
    let clause = &line.clause;
    let copula = &clause.words[verb];
    if !copula.is(&["is", "are", "was", "were"]) {
        return None;
    }
    // "Is also widely used": "also" answers to what was said before, "widely" belongs to the question.
    let also = usize::from(clause.words.get(verb + 1)?.is(&["also"]));
    let adverb = clause
        .words
        .get(verb + 1 + also)
        .is_some_and(|word| word.pos == Pos::Adverb && word.key.ends_with("ly") && !WEAK.has(&word.key));
    let how = if adverb { format!(" {}", clause.words[verb + 1 + also].key) } else { String::new() };
    let copula = copula.key.clone();
    let verb = verb + also + usize::from(adverb);
    let participle = &clause.words.get(verb + 1)?.key;
    let next = &clause.words.get(verb + 2)?.key;
    let end = clause_end(clause, verb + 3, line.core.end);
    let subject = clause.text(subject.clone()) + &how;
    if next == "to" && matches!(participle.as_str(), "used" | "designed" | "meant" | "intended") {
        let (tail, from) = match participle.as_str() {
            "used" => ("used for".to_owned(), verb + 2),
            other if clause.words.get(verb + 3)?.is(&["be"]) => (format!("{other} to be"), verb + 4),
            other => (format!("{other} to do"), verb + 3),
        };
        return Some((format!("What {copula} {subject} {tail}?"), from..end));
    }
    let passive = participle.ends_with("ed") || PARTICIPLES.has(participle) || participle == "responsible";
    // "Is used in the industry as an API gateway": what it is used as is what is told.
    let role = (verb + 3..end).find(|&at| {
        clause.words[at].is(&["as"]) && !compares(clause, at) && names_something(clause, at + 1, end)
    });
    if let Some(role) = role.filter(|_| passive && JOINTS.has(next) && next != "as") {
        return Some((format!("What {copula} {subject} {participle} as?"), role + 1..end));
    }
    (passive && JOINTS.has(next) && !compares(clause, verb + 2) && names_something(clause, verb + 3, end))
        .then(|| (format!("What {copula} {subject} {participle} {next}?"), verb + 3..end))
}

/// "X prevents Y", "X allows you to Y", "X consists of Y".
fn active(line: &Line, subject: &Range<usize>, verb: usize) -> Option<(String, Range<usize>)> {
    let clause = &line.clause;
    let Turned::Do { auxiliary, base } = clause.turn(verb, clause.is_plural(subject))? else { return None };
    let subject = clause.text(subject.clone());
    let end = clause_end(clause, verb + 2, line.core.end);
    let joint = &clause.words[verb + 1].key;
    if JOINED.contains(&(base.as_str(), joint.as_str())) && names_something(clause, verb + 2, end) {
        return Some((format!("What {auxiliary} {subject} {base} {joint}?"), verb + 2..end));
    }
    // What was done once is a story; "What did Fresnel use?" has too many answers.
    if auxiliary == "did" {
        return None;
    }
    if LETTING.has(&base) {
        return letting(clause, &subject, auxiliary, &base, verb, end);
    }
    has_object(clause, &base, verb, end)
        .then(|| (format!("What {auxiliary} {subject} {base}?"), verb + 1..end))
}

/// "X can prevent Y", "X will replace Y".
fn modal(line: &Line, subject: &Range<usize>, verb: usize) -> Option<(String, Range<usize>)> {
    let clause = &line.clause;
    let modal = &clause.words[verb];
    if !modal.is(&["can", "will", "should", "must", "cannot", "would"]) {
        return None;
    }
    let adverb = clause.words.get(verb + 1).is_some_and(|word| word.is(&["also", "only", "then"]));
    let main = verb + 1 + usize::from(adverb);
    let base = clause.words.get(main).filter(|word| word.pos == Pos::Verb)?.key.clone();
    let subject = clause.text(subject.clone());
    let end = clause_end(clause, main + 1, line.core.end);
    let joint = &clause.words.get(main + 1)?.key;
    if JOINED.contains(&(base.as_str(), joint.as_str())) && names_something(clause, main + 2, end) {
        return Some((format!("What {} {subject} {base} {joint}?", modal.key), main + 2..end));
    }
    has_object(clause, &base, main, end)
        .then(|| (format!("What {} {subject} {base}?", modal.key), main + 1..end))
}

/// Whether what follows a verb is what it does something to, and the verb says enough to ask for that.
fn has_object(clause: &Clause, base: &str, verb: usize, end: usize) -> bool {
    let known = !VAGUE.has(base) && crate::restore::model::knows(base);
    let gerund = clause.words.get(verb + 1).is_some_and(|word| word.key.ends_with("ing"));
    known && (gerund || clause.noun_phrase(verb + 1, end).is_some())
}

/// Whether a thing, and no person or moment, stands after a preposition.
fn names_something(clause: &Clause, at: usize, end: usize) -> bool {
    const MOMENTS: Words = Words::new("day end fact moment month point question time way week year");
    clause.noun_phrase(at, end).is_some_and(|phrase| {
        let head = &clause.words[phrase.end - 1];
        let person =
            phrase.len() <= 2 && clause.words[phrase.clone()].iter().all(|word| word.pos == Pos::Name);
        head.pos == Pos::Noun && !MOMENTS.has(&head.key) && !person
    })
}

/// "X allows you to Y": "What does X allow you to do?"
fn letting(
    clause: &Clause,
    subject: &str,
    auxiliary: &str,
    base: &str,
    verb: usize,
    end: usize,
) -> Option<(String, Range<usize>)> {
    let someone = &clause.words[verb + 1];
    let object = if someone.is(&["you", "us", "people", "everyone", "anyone"]) {
        verb + 1..verb + 2
    } else {
        clause.noun_phrase(verb + 1, end)?
    };
    let mut from = object.end;
    let to = clause.words[..end].get(from)?.is(&["to"]);
    if to {
        from += 1;
    } else if !matches!(base, "help" | "let" | "make") {
        return None;
    }
    if clause.words[..end].get(from)?.pos != Pos::Verb || clause.words[from].key.ends_with("ing") {
        return None;
    }
    let object = clause.text(object);
    let to = if to { " to" } else { "" };
    Some((format!("What {auxiliary} {subject} {base} {object}{to} do?"), from..end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::testing::talk;

    #[test]
    fn asks_what_things_do_and_not_anybody() {
        let fronts = |text: &str| -> Vec<String> {
            let (script, analysis) = talk(text);
            let drafts = drafts(&Talk::new(&script, &analysis));
            drafts
                .into_iter()
                .filter_map(|draft| match draft.face {
                    Face::Question { front } => Some(front),
                    Face::Cloze { .. } => None,
                })
                .collect()
        };
        assert_eq!(
            fronts("Fresnel lenses can replace the heavy mirrors of the old lighthouses."),
            ["What can Fresnel lenses replace?"]
        );
        assert_eq!(fronts("Human beings can replace the heavy mirrors of the old lighthouses."), [""; 0]);
    }
}
