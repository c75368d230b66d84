//! What somebody claims of something: "(I think) X is going to be Y", "X will use Y", asked with the speaker's name.
//! Opinions stay opinions: the front says whose they are. The front keeps the order of the words ("What does NAME
//! think X will use?"), so that no verb has to be turned and nothing can be turned wrongly.

use std::ops::Range;

use super::draft::Draft;
use super::parts::clause_end;
use super::talk::{Line, Talk};
use crate::analyze::{Pos, rarity, stem};
use crate::compose::clause::{Word, capitalised, is_content, is_stop};
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;
use crate::restore::Role;

/// How far a sentence must hold outside the talk to be asked for its object.
const GENERAL: f64 = 0.4;
/// The share of the words from which on a host tells as much as asks.
const TELLING: f64 = 0.35;

/// How rare in speech at large one word of the subject must be.
const SUBJECT: f64 = 0.2;
/// The same for a word that the talk says so often.
const SUBJECT_SAID: f64 = 0.12;
const OFTEN: usize = 5;
/// The same for a noun with nothing but an article: "the mempool", but not "the project".
const SUBJECT_ALONE: f64 = 0.4;
/// The least times that a subject of one word is said in the talk.
const SAID: usize = 2;

/// How rare in speech at large one word of the object must be.
const OBJECT: f64 = 0.12;
/// The same for the only word of an object that means something.
const OBJECT_ALONE: f64 = 0.3;

/// Words of the answer, of what something is and of what something does.
const BEING_WORDS: std::ops::RangeInclusive<usize> = 2..=14;
const OBJECT_WORDS: std::ops::RangeInclusive<usize> = 1..=10;
/// Words between subject and object, after the object, and of a phrase before the subject, at most.
const BETWEEN: usize = 9;
const AFTER: usize = 8;
const SETTING: usize = 8;
/// How much it takes from a claim's worth that it is one of many cases.
const CASE: f64 = 0.35;

/// Nouns that only the talk fills.
const EMPTY: Words = Words::new(
    "answer bit case conversation day example fact guy half idea kind lot lots moment one other others part person piece \
     point question rest reason something sort story stuff thing things time today tomorrow way weekend whole year",
);

/// How a complement doesn't begin.
const NO_COMPLEMENT: Words = Words::new(
    "are be because been being doing getting going gonna how if i it just like no not so that then there these this those to trying very was we were what \
     when where which who why you",
);

/// Words that keep what stands between subject and object from being one verb with its phrases.
const NO_BETWEEN: Words = Words::new(
    "and because but got had has have how i if it just kind like lot me myself or said say saying says so sort than that that's them then there they this those told us we \
     what when where whether which while who why you your",
);

/// Adverbs that only strengthen or fill; an answer doesn't begin with them.
const WEAK: Words =
    Words::new("actually basically definitely just kind literally probably really simply sort");

/// Drafts of all claims of speakers who are known.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all().filter(|line| line.sound).filter_map(|line| draft(talk, line)).collect()
}

fn draft(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let who = speaker(talk, line)?;
    let begin = clause.claim(&line.core);
    let says = if begin > line.core.start { "think" } else { "say" };
    // "With most materials, the best builders use ...": the phrase goes to the end of the question.
    let setting = setting(line, begin);
    let claim = setting.end;
    let pronoun = claim..claim + 1;
    let (subject, asked) = if clause.has(claim, &["there"]) {
        let asked = existing(talk, line, &pronoun)?;
        (pronoun, asked)
    } else if clause.has(claim, &["you"]) {
        // What everybody can or has to do; "you" of a story has no modal verb.
        let asked = doing(talk, line, &pronoun).filter(|asked| is_general(line, asked))?;
        (pronoun, asked)
    } else {
        let subject = clause.long_noun_phrase(claim, line.core.end)?;
        // A word said once or twice that begins a sentence is often no noun at all.
        let said_seldom = subject.len() == 1 && talk.said(&clause.words[subject.start]) < SAID;
        if said_seldom || !is_specific(talk, line, &subject) {
            return None;
        }
        // "What does NAME say X is?" has too many answers: blind readers kept none of 26. What somebody thinks it is, or what
        // it will, should or could be, is somebody's point.
        let asked = being(line, &subject)
            .filter(|asked| says == "think" || asked.verb.len() > 1)
            .or_else(|| doing(talk, line, &subject))?;
        (subject, asked)
    };
    // "What does the guest say civilization is not about?": anything at all.
    if clause.words[asked.verb.clone()]
        .iter()
        .any(|word| word.is(&["not", "never"]) || word.key.ends_with("n't"))
    {
        return None;
    }
    let verb = asked.verb.start;
    let mut front = format!("What does {who} {says} {} {}", clause.text(subject), clause.text(asked.verb));
    for part in [asked.after, setting] {
        if !part.is_empty() {
            front = format!("{front} {}", clause.text(part));
        }
    }
    Some(Draft {
        kind: CardKind::Claim,
        face: Face::Question { front: format!("{front}?") },
        answer: capitalised(&clause.text(asked.answer)),
        sentences: line.sentences.clone(),
        asked: None,
        // "Alice could just be ...": one of many cases.
        fit: if clause.words[verb].is(&["could", "may", "might"]) { asked.fit - CASE } else { asked.fit },
    })
}

/// A prepositional phrase before the subject: "in most countries,". Empty where there is none.
fn setting(line: &Line, begin: usize) -> Range<usize> {
    let words = &line.clause.words;
    let end = line.core.end.min(begin + SETTING);
    let pause = (begin..end).find(|&at| words[at].pauses());
    let plain = |range: &Range<usize>| {
        words[range.clone()]
            .iter()
            .all(|word| !matches!(word.pos, Pos::Pronoun | Pos::Auxiliary | Pos::Verb | Pos::Conjunction))
    };
    match pause {
        Some(pause) if words[begin].pos == Pos::Preposition && plain(&(begin..pause + 1)) => begin..pause + 1,
        _ => begin..begin,
    }
}

/// The parts of a claim behind its subject.
struct Asked {
    /// From the first verb to the answer.
    verb: Range<usize>,
    /// What is asked for.
    answer: Range<usize>,
    /// What stays in the question behind the answer.
    after: Range<usize>,
    /// How well it fits the kind.
    fit: f64,
}

/// "X is Y".
fn being(line: &Line, subject: &Range<usize>) -> Option<Asked> {
    let verb = copula(line, subject.end)?;
    let end = clause_end(&line.clause, verb.end, line.core.end);
    let answer = verb.end..end;
    is_complement(line, &answer).then(|| Asked {
        fit: if subject.len() > 1 { 0.75 } else { 0.65 },
        after: end..end,
        verb,
        answer,
    })
}

/// "X does Y", "X does something with Y": the object, or what the last preposition joins.
fn doing(talk: &Talk<'_>, line: &Line, subject: &Range<usize>) -> Option<Asked> {
    let clause = &line.clause;
    let words = &clause.words;
    if line.general < GENERAL || words[subject.end - 1].pauses() {
        return None;
    }
    let end = clause_end(clause, subject.end, line.core.end);
    let whole = subject.start..end;
    let finite = (subject.end..end).find(|&at| words[at].pos != Pos::Adverb)?;
    if subject.end + 1 >= end || finite > subject.end + 2 || !clause.is_finite(finite, &whole) {
        return None;
    }
    // The main verb: the last of the group of auxiliaries, adverbs and verbs.
    let group = (subject.end..end)
        .take_while(|&at| {
            matches!(words[at].pos, Pos::Auxiliary | Pos::Adverb | Pos::Verb)
                || words[at].is(&["to", "not", "going"])
        })
        .last()?;
    let main = (subject.end..=group).rev().find(|&at| words[at].pos == Pos::Verb).unwrap_or(finite);
    if words[main].is(&["get", "go", "going", "goes", "went", "mean", "means"]) {
        return None;
    }
    // "X is Y" is asked otherwise; here only for what is joined to it: "X is answerable to Y".
    let copula = words[main].is(&["be", "been", "being", "is", "are", "was", "were"])
        || words[main].pos == Pos::Auxiliary;
    // "X is a signal from Y" says what X is.
    if copula
        && words[..end]
            .get(group + 1)
            .is_some_and(|next| next.pos == Pos::Determiner || next.pos.is_nominal())
    {
        return None;
    }
    let answer = (main + 1..end.min(subject.end + BETWEEN + 1)).find_map(|at| {
        let previous = &words[at - 1];
        let joined = previous.pos == Pos::Preposition || previous.is(&["to"]);
        let attached = joined || !copula && (at == main + 1 || at == group + 1);
        attached.then(|| clause.long_noun_phrase(at, end)).flatten()
    })?;
    // "X is one of Y", "X is 150 to Y": half of what X is.
    if copula && (words[answer.start - 1].is(&["of"]) || words[answer.start - 2].pos == Pos::Number) {
        return None;
    }
    let closed = words[answer.end - 1].pauses()
        && !words[..end].get(answer.end).is_some_and(|word| word.is(&["and", "or"]));
    // "The invasion of the country by its neighbour": who did it belongs to what was done.
    let by = words[..end].get(answer.end).filter(|word| !closed && word.is(&["by"]));
    let agent = by.and_then(|_| clause.noun_phrase(answer.end + 1, end));
    let answer = answer.start..agent.map_or(answer.end, |agent| agent.end);
    let (verb, after) = (subject.end..answer.start, answer.end..if closed { answer.end } else { end });
    // "The progress made in Y is ...": a participle with the verb still to come.
    let participle =
        words[finite].key.ends_with("ed") || words[finite].is(&["made", "given", "taken", "done"]);
    let rest = answer.end..line.core.end;
    let joined = rest.clone().any(|at| words[at].is(&["and", "but", "so", "because", "which", "that"]));
    if participle && !joined && rest.len() > 1 && clause.finite(rest).is_some() {
        return None;
    }
    // "X is of Y": what stands between says too little to ask.
    let fits = OBJECT_WORDS.contains(&answer.len())
        && is_object(talk, line, &answer)
        && verb.clone().all(|at| !NO_BETWEEN.has(&words[at].key) && !words[at].pauses())
        && (after.is_empty() || is_after(line, &after));
    fits.then_some(Asked { fit: if after.is_empty() { 0.7 } else { 0.6 }, verb, answer, after })
}

/// "There is a place for Y": what the preposition joins.
fn existing(talk: &Talk<'_>, line: &Line, there: &Range<usize>) -> Option<Asked> {
    let clause = &line.clause;
    let copula = copula(line, there.end)?;
    let end = clause_end(clause, copula.end, line.core.end);
    let what = (copula.end..end)
        .find_map(|at| clause.long_noun_phrase(at, end).filter(|_| !WEAK.has(&clause.words[at].key)))?;
    let joint = clause.words[..end]
        .get(what.end)
        .filter(|joint| joint.is(&["about", "for", "to", "in", "between", "with", "against"]))?;
    let answer = clause.long_noun_phrase(what.end + 1, end)?;
    let fits = line.general >= GENERAL - 0.15
        && !joint.pauses()
        && OBJECT_WORDS.contains(&answer.len())
        && is_object(talk, line, &answer)
        && clause.content(what) >= 1
        && (answer.end == end || clause.words[answer.end - 1].pauses());
    fits.then_some(Asked { verb: there.end..answer.start, after: end..end, fit: 0.65, answer })
}

/// Whether what "you" do is said of everybody: with a modal verb, and with enough around it to know what it is about.
fn is_general(line: &Line, asked: &Asked) -> bool {
    let words = &line.clause.words[asked.verb.clone()];
    let modal = words.first().is_some_and(|word| {
        word.is(&["can", "can't", "cannot", "could", "have", "must", "need", "should", "shouldn't", "don't"])
    });
    modal && line.clause.content(asked.verb.clone()) + line.clause.content(asked.after.clone()) >= 2
}

/// Whether a noun phrase can be asked for with "what": it names something, and no person.
fn is_object(talk: &Talk<'_>, line: &Line, range: &Range<usize>) -> bool {
    let words = &line.clause.words[range.clone()];
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let own = words.iter().filter(|word| is_content(word) && !EMPTY.has(&word.key));
    let special = Talk::specific(words);
    // "The address": which one, the talk has said before.
    let vague = first.is(&["the"]) && words.len() == 2;
    !vague
        && !first.is(&["that", "this", "these", "those", "his", "her", "their", "its", "my", "your", "our"])
        && !WEAK.has(&first.key)
        && (last.pos == Pos::Noun || last.pos == Pos::Name && words.len() > 2)
        && !EMPTY.has(&last.key)
        && special >= if own.count() > 1 { OBJECT } else { OBJECT_ALONE }
        && (words.len() > 1 || talk.said(last) > 1 || crate::restore::model::knows(&last.key))
}

/// Whether what follows the object is phrases only, which can stay in the question.
fn is_after(line: &Line, range: &Range<usize>) -> bool {
    let words = &line.clause.words[range.clone()];
    range.len() <= AFTER
        && words[0].pos == Pos::Preposition
        && !words[0].is(&["of", "by", "like", "than", "as"])
        && !line.clause.ends_open(range)
        && words.iter().all(|word| {
            !matches!(word.pos, Pos::Pronoun | Pos::Auxiliary | Pos::Conjunction)
                && !NO_BETWEEN.has(&word.key)
                && (word.pos != Pos::Verb || word.key.ends_with("ing"))
        })
        && words[..words.len() - 1].iter().all(|word| !word.pauses())
}

/// Who makes the claim. The views of a host who only asks are not what a talk is heard for.
fn speaker(talk: &Talk<'_>, line: &Line) -> Option<String> {
    let speaker = talk.script.speaker_of(line.sentence)?;
    let turn = talk.script.sentences[line.sentence].turn;
    let share = talk.script.turns[turn].speaker.map_or(0.0, |speaker| talk.shares[speaker]);
    let asks = speaker.role == Role::Host && share < TELLING;
    talk.voice(line.sentence).filter(|_| !asks)
}

/// Whether the subject says by itself what it is about.
fn is_specific(talk: &Talk<'_>, line: &Line, subject: &Range<usize>) -> bool {
    let words = &line.clause.words[subject.clone()];
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let pointing = first.pos == Pos::Pronoun
        || first.is(&[
            "all", "another", "any", "both", "each", "every", "her", "his", "its", "my", "no", "one",
            "other", "our", "some", "such", "that", "their", "these", "this", "those", "your",
        ]);
    // "The project", "the division": which one, the talk has said before.
    let vague = first.is(&["the"]) && words.len() == 2 && rarity(&stem(&last.key)) < SUBJECT_ALONE;
    last.pos.is_nominal()
        && !vague
        && !pointing
        && words.len() <= 8
        && !words.iter().any(|word| word.pauses() || EMPTY.has(&word.key))
        && words.iter().filter(|word| word.pos.is_nominal() && !is_stop(&word.key)).any(|word| {
            let rarity = rarity(&stem(&word.key));
            rarity >= SUBJECT || rarity >= SUBJECT_SAID && talk.said(word) >= OFTEN
        })
}

/// The copula after the subject with its auxiliaries: "is", "will be", "is going to be", "should be".
fn copula(line: &Line, start: usize) -> Option<Range<usize>> {
    let (clause, end) = (&line.clause, line.core.end);
    let first = clause.words[..end].get(start)?;
    let long = |length: usize| (start + length < end).then_some(start..start + length);
    if first.is(&["is", "are", "was", "were"]) {
        if clause.has(start + 1, &["going", "to", "be"]) {
            return long(4);
        }
        return long(1);
    }
    let modal = first.is(&["can", "could", "may", "might", "must", "should", "will", "would"]);
    let perfect = first.is(&["has", "have", "had"]) && clause.has(start + 1, &["been"]);
    if perfect || modal && clause.has(start + 1, &["be"]) {
        return long(2);
    }
    // "will probably be": the hedge stays in the question.
    (modal
        && clause.words.get(start + 1).is_some_and(|word| word.pos == Pos::Adverb)
        && clause.has(start + 2, &["be"]))
    .then(|| long(3))
    .flatten()
}

/// Whether what follows the copula says something that can be learnt.
fn is_complement(line: &Line, range: &Range<usize>) -> bool {
    let clause = &line.clause;
    if !BEING_WORDS.contains(&range.len()) {
        return false;
    }
    let first = &clause.words[range.start];
    // A clause of its own is joined on without a pause, unless a pronoun opens it.
    let opened = clause.words[range.clone()].iter().any(|word| {
        word.is(&["that", "which", "who", "where", "when", "what", "how", "if", "because", "as"])
    });
    let clause_within = !opened && clause.finite(range.start + 1..range.end).is_some();
    // "Elon is a friend": too little to be asked for.
    let bare = range.len() == 2 && first.is(&["a", "an"]);
    let compared = first.is(&["more", "less"])
        && clause.words.get(range.start + 1).is_some_and(|word| word.is(&["like"]));
    !NO_COMPLEMENT.has(&first.key)
        && (first.pos != Pos::Adverb || compared)
        && !matches!(first.pos, Pos::Verb | Pos::Preposition)
        && !clause_within
        && !bare
        && clause.content(range.clone()) >= 1
        && clause.dangling(range.clone()).is_none()
        && !clause.ends_open(range)
        && !clause.words[range.clone()]
            .iter()
            .any(|word: &Word| word.is(&["i", "me", "my", "it", "he", "she", "they", "them"]))
}
