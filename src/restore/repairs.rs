//! Takes out what a speaker begins and then says otherwise, and what is said without being meant, once the marks are known: "we
//! wanted to get to, we considered" is "we considered". The network says which words a careful editor would take out; what is plainly begun
//! again goes without it.

use std::ops::Range;

use super::clean::is_object;
use super::joints::{BEING, clash};
use super::marks::{Decision, Mark};
use super::model;
use super::pieces::Piece;
use super::reparandum::{DETERMINERS, PREPOSITIONS, Word, reparandum};
use super::stutters::FINITE;

/// How sure one wants to be, in log-odds a word, and of a single word that seems to hold its sentence together.
const SURE: f32 = 0.8;
const SURER: f32 = 1.8;
/// How far a word is looked for that is said again.
const NEAR: usize = 8;
/// Single words that may mean nothing wherever they stand.
const FILLING: [&str; 11] =
    ["and", "but", "just", "like", "okay", "or", "right", "so", "well", "yeah", "actually"];
/// Before "like" these compare.
const COMPARING: [&str; 24] = [
    "act",
    "acts",
    "anything",
    "behave",
    "behaves",
    "feel",
    "feels",
    "felt",
    "look",
    "looked",
    "looks",
    "more",
    "much",
    "nothing",
    "seems",
    "something",
    "sound",
    "sounds",
    "things",
    "treat",
    "used",
    "work",
    "worked",
    "works",
];
/// Who says or does something.
const PERSONS: [&str; 6] = ["he", "i", "she", "they", "we", "you"];
/// "like he said", "like I was saying", and not "I was like, he said".
const SAYING: [&str; 7] = ["described", "mention", "mentioned", "said", "say", "says", "was"];
/// Between a noun and one of these "like" brings an example: "a function like where is the remote".
const ASKING: [&str; 6] = ["how", "what", "when", "where", "who", "why"];
/// Behind these comes a verb.
pub(super) const MODALS: [&str; 12] = [
    "can", "can't", "could", "couldn't", "may", "might", "must", "should", "will", "won't", "would",
    "wouldn't",
];
/// Words that stand before an article: "which is double the target".
const PREDETERMINERS: [&str; 8] = ["all", "both", "double", "half", "quadruple", "triple", "twice", "what"];
/// What is no noun and no verb that says what is done.
const SMALL: [&str; 30] = [
    "am", "and", "are", "be", "because", "been", "but", "did", "do", "he", "i", "i'm", "is", "it", "it's",
    "just", "know", "me", "or", "really", "she", "so", "that", "that's", "they", "this", "was", "we", "were",
    "you",
];
/// Between the same noun twice: "year on year", "step by step".
const REPEATING: [&str; 7] = ["after", "by", "for", "in", "on", "over", "upon"];

/// More than the network is ever sure.
const CERTAIN: f32 = 20.0;
/// How asides end.
const ASIDES: [&str; 5] = ["know", "like", "mean", "of", "right"];
/// Behind these "like" and a comma mean nothing: "but like, we will return".
const JOINTS: [&str; 5] = ["and", "because", "but", "or", "so"];
/// Words that go or stay together.
const TOGETHER: [[&str; 2]; 4] = [["i", "mean"], ["kind", "of"], ["sort", "of"], ["you", "know"]];
/// Before "kind of" and "sort of" these make a noun of them.
const BEFORE_KINDS: [&str; 13] = [
    "all",
    "another",
    "any",
    "different",
    "every",
    "no",
    "same",
    "some",
    "that",
    "the",
    "these",
    "this",
    "what",
];
/// Whom something is done to or for.
const OBJECTS: [&str; 5] = ["her", "him", "me", "them", "us"];
/// What no sentence ends with.
const OPEN: [&str; 8] = ["a", "an", "and", "because", "but", "or", "the", "than"];
/// Words behind which a pause that was made for an aside goes with it: "a problem that, you know, we all have".
const LEADING: [&str; 14] =
    ["are", "be", "i", "if", "is", "it", "so", "that", "they", "was", "we", "were", "which", "you"];

/// Marks the pieces that the readable text does without.
pub(super) fn clean(pieces: &mut [Piece], decisions: &mut [Decision]) {
    let mut sentence: Vec<usize> = Vec::new();
    for at in 0..pieces.len() {
        if pieces[at].before.turn || decisions[at].turn {
            repair(pieces, decisions, &mut sentence);
            sentence.clear();
        }
        if !pieces[at].dropped {
            sentence.push(at);
        }
        if matches!(decisions[at].mark, Mark::Stop | Mark::Question) {
            repair(pieces, decisions, &mut sentence);
            close(pieces, decisions, &sentence);
            sentence.clear();
        }
    }
}

/// Takes words out of one sentence, and leaves in it those that stay.
fn repair(pieces: &mut [Piece], decisions: &mut [Decision], sentence: &mut Vec<usize>) {
    let goes = taken_out(pieces, decisions, sentence);
    let pick = |wanted: bool| -> Vec<usize> {
        sentence.iter().zip(&goes).filter(|&(_, &goes)| goes == wanted).map(|(&at, _)| at).collect()
    };
    let (gone, left) = (pick(true), pick(false));
    let (Some(&end), Some(&last)) = (sentence.last(), left.last()) else {
        // What nobody wrote as a sentence is none: the model ended what was begun.
        if gone.iter().all(|&at| !decisions[at].trusted) {
            for &at in &gone {
                pieces[at].dropped = true;
            }
            sentence.clear();
        }
        return;
    };
    for &at in &gone {
        pieces[at].dropped = true;
        let before = left.partition_point(|&other| other < at).checked_sub(1).map(|index| left[index]);
        let parts = |at: usize| pauses(&pieces[at], &decisions[at]);
        // "It was, you know, hard", but "they built, it's, it is hard".
        let is_aside = |at: usize| ASIDES.contains(&pieces[at].key().as_str());
        if let Some(before) = before.filter(|&before| parts(before)) {
            let key = pieces[before].key();
            if parts(at) && is_aside(at) || OPEN.contains(&key.as_str()) || LEADING.contains(&key.as_str()) {
                pieces[before].suffix = pieces[before].suffix.replacen(',', "", 1);
                decisions[before].mark = Mark::None;
            }
        }
    }
    if last != end {
        let mark = pieces[end].suffix.clone();
        if decisions[last].trusted && !pieces[last].suffix.contains(['"', '”', '’', '»', ')', ']']) {
            pieces[last].suffix = mark;
        }
        decisions[last].mark = decisions[end].mark;
        decisions[end].mark = Mark::None;
    }
    *sentence = left;
}

/// Which words of a sentence an editor would take out.
fn taken_out(pieces: &[Piece], decisions: &[Decision], sentence: &[usize]) -> Vec<bool> {
    let mut edits: Vec<f32> = sentence
        .iter()
        .map(|&at| decisions[at].scores.map_or(f32::NEG_INFINITY, |scores| scores.edit))
        .collect();
    let keys: Vec<String> = sentence.iter().map(|&at| pieces[at].key()).collect();
    for at in 1..keys.len() {
        if TOGETHER.iter().any(|[one, other]| keys[at - 1] == *one && keys[at] == *other) {
            // "that kind of door"
            let kind = keys[at] == "of" && at > 1 && BEFORE_KINDS.contains(&keys[at - 2].as_str());
            let both = if kind { f32::NEG_INFINITY } else { f32::midpoint(edits[at - 1], edits[at]) };
            edits[at - 1..=at].fill(both);
        }
    }
    let words: Vec<Word<'_>> = (sentence.iter().zip(&keys))
        .map(|(&at, key)| Word::new(key, pauses(&pieces[at], &decisions[at])))
        .collect();
    for again in (1..words.len()).filter_map(|repair| reparandum(&words, repair)) {
        edits[again].fill(CERTAIN);
    }
    // "Like, I mentioned", "it was, like, late": nothing stands before that could be compared.
    for (at, word) in words.iter().enumerate().take(words.len().saturating_sub(1)) {
        let alone = at
            .checked_sub(1)
            .is_none_or(|before| words[before].pauses || JOINTS.contains(&words[before].key));
        if word.key == "like" && alone && word.pauses {
            edits[at] = CERTAIN;
        }
    }
    // Half of a pair of quotation marks or brackets would stay.
    let holds_marks =
        |piece: &Piece| !piece.prefix.is_empty() || piece.suffix.contains(['"', '”', '’', '»', ')', ']']);
    for (edit, &at) in edits.iter_mut().zip(sentence) {
        *edit = if holds_marks(&pieces[at]) { f32::NEG_INFINITY } else { *edit - SURE };
    }
    let mut gone = model::cuts(&edits);
    let mut start = 0;
    while start < gone.len() {
        let end = (start..gone.len()).find(|&at| gone[at] != gone[start]).unwrap_or(gone.len());
        if gone[start] {
            let written = |at: usize| pieces[sentence[at]].core.as_str();
            let pauses = pauses(&pieces[sentence[end - 1]], &decisions[sentence[end - 1]]);
            let run = Run { keys: &keys, range: start..end, pauses };
            let trusted = decisions[sentence[start]].trusted;
            if run.says(|at| trusted && at > 0 && written(at).starts_with(char::is_uppercase))
                || run.is_meant()
                || run.is_half()
                || run.limits()
                || run.is_called_for()
                || run.is_lone() && edits[start] < SURER
                || run.clashes()
            {
                gone[start..end].fill(false);
            } else if start > 0 && keys.get(end) == Some(&keys[start - 1]) {
                // "the work of, you know, of a dozen"
                gone[start - 1] = true;
            }
        }
        start = end;
    }
    gone
}

/// Words that the network would take out.
struct Run<'a> {
    /// Those of the sentence.
    keys: &'a [String],
    range: Range<usize>,
    /// A comma or dash follows.
    pauses: bool,
}

/// What may stand in both halves of "the lower the watts, the lower the spread".
const COMPARATIVES: [&str; 29] = [
    "better", "bigger", "cheaper", "closer", "deeper", "earlier", "easier", "farther", "faster", "fewer",
    "further", "greater", "harder", "higher", "larger", "later", "less", "longer", "lower", "more", "older",
    "shorter", "slower", "smaller", "sooner", "stronger", "wider", "worse", "younger",
];

impl Run<'_> {
    fn is_repeated(&self, at: usize) -> bool {
        let key = self.keys[at].as_str();
        let behind = &self.keys[self.range.end..self.keys.len().min(self.range.end + NEAR)];
        let before = &self.keys[self.range.start.saturating_sub(NEAR)..self.range.start];
        // "thi thing": a word that is only begun; but "for us using it".
        let begins = at + 1 == self.range.end
            && !OBJECTS.contains(&key)
            && behind.first().is_some_and(|next| next.starts_with(key));
        begins || behind.iter().chain(before).any(|other| other == key)
    }

    /// Whether something is named in it that isn't named beside it: a name, a rare word, a number.
    fn says(&self, is_name: impl Fn(usize) -> bool) -> bool {
        self.range.clone().any(|at| {
            let key = self.keys[at].as_str();
            let names = !model::knows(key) || is_name(at) || key.contains(|c: char| c.is_ascii_digit());
            names && key != "i" && !key.starts_with("i'") && !self.is_repeated(at)
        })
    }

    /// "the lower the watts, the lower the spread", "like for like", "if you are right": each half needs the other.
    fn is_half(&self) -> bool {
        let key = |at: Option<usize>| at.and_then(|at| self.keys.get(at)).map_or("", String::as_str);
        let compares = |at: usize| key(Some(at)) == "the" && COMPARATIVES.contains(&key(Some(at + 1)));
        let Range { start, end } = self.range;
        let correlates =
            self.range.clone().any(compares) && (end..self.keys.len().min(end + NEAR)).any(compares);
        let twice = |at: usize| {
            let [one, between, other] = [key(Some(at)), key(Some(at + 1)), key(Some(at + 2))];
            REPEATING.contains(&between)
                && one == other
                && !SMALL.contains(&one)
                && !DETERMINERS.contains(&one)
                && (start..end).any(|gone| (at..at + 3).contains(&gone))
                && !(start <= at && at + 3 <= end)
        };
        let joined = (start.saturating_sub(2)..end).any(twice);
        let states = end == start + 1
            && key(Some(start)) == "right"
            && matches!(
                key(start.checked_sub(1)),
                "am" | "are" | "is" | "was" | "were" | "you're" | "that's" | "not"
            );
        let doubles = PREDETERMINERS.contains(&key(Some(end - 1)))
            && DETERMINERS.contains(&key(Some(end)))
            && !self.pauses
            && self.range.len() <= 2
            && !self.is_repeated(end - 1);
        correlates || joined || states || doubles
    }

    /// Whether it says how much of something, which isn't said beside it: "so the most you should have at the bottom".
    fn limits(&self) -> bool {
        const LIMITS: [&str; 7] = ["all", "least", "less", "most", "never", "none", "only"];
        self.range.clone().any(|at| LIMITS.contains(&self.keys[at].as_str()) && !self.is_repeated(at))
    }

    /// "you know all of them", "by that I mean that": what has an object is a verb.
    fn is_meant(&self) -> bool {
        let ends = |[one, other]: [&str; 2]| {
            self.range.len() >= 2
                && self.keys[self.range.end - 2] == one
                && self.keys[self.range.end - 1] == other
        };
        let next = self.keys.get(self.range.end).map_or("", String::as_str);
        // "people that you know are good"
        let before = self.range.start.checked_sub(1).map_or("", |at| self.keys[at].as_str());
        let relates =
            self.range.len() == 2 && matches!(before, "that" | "which" | "who") && FINITE.contains(&next);
        !self.pauses && (ends(["you", "know"]) || ends(["i", "mean"])) && (is_object(next) || relates)
            // "It looks like a box", "more like a box".
            || self.range.len() == 1
                && self.keys[self.range.start] == "like"
                && self.range.start.checked_sub(1).is_some_and(|before| COMPARING.contains(&self.keys[before].as_str()))
    }

    /// Whether what stands beside it can't stand together without it.
    fn clashes(&self) -> bool {
        let Range { start, end } = self.range;
        let (Some(before), Some(after)) = (start.checked_sub(1), self.keys.get(end)) else { return false };
        clash(&self.keys[before], &self.keys[start..end], after)
    }

    /// Whether it is the only word that can be what a word before it calls for: "that could mean for us", "used like a hammer",
    /// "a function like where is the remote".
    fn is_called_for(&self) -> bool {
        let Range { start, end } = self.range;
        let (Some(before), Some(next)) = (start.checked_sub(1), self.keys.get(end)) else { return false };
        let (before, next) = (self.keys[before].as_str(), next.as_str());
        let opens = DETERMINERS.contains(&next) || PREPOSITIONS.contains(&next);
        let word = self.keys[start].as_str();
        let verb = MODALS.contains(&before) && opens && !FILLING.contains(&word) && !self.is_repeated(start);
        let compares = word == "like"
            && !self.pauses
            && (before.ends_with("ed") && DETERMINERS.contains(&next)
                || ASKING.contains(&next) && !SMALL.contains(&before));
        // "writing a program was like finding a box", but "I was like going home"
        let pronoun = start.checked_sub(2).is_none_or(|at| PERSONS.contains(&self.keys[at].as_str()));
        let likens = word == "like"
            && matches!(before, "is" | "was")
            && !pronoun
            && !self.pauses
            && next.len() > "thing".len()
            && next.ends_with("ing");
        let then = self.keys.get(end + 1).map_or("", String::as_str);
        // "our friends like to call it a lamp", "like I was saying", "what is held like that might fall"
        let held = word == "like"
            && !self.pauses
            && (next == "to" && !BEING.contains(&before) && before != "to"
                || SAYING.contains(&then) && !SAYING.contains(&before) && PERSONS.contains(&next)
                || matches!(next, "that" | "this") && MODALS.contains(&then));
        // "an advantage for us using it"
        let object = PREPOSITIONS.contains(&before) && OBJECTS.contains(&word) && !self.is_repeated(start);
        self.range.len() == 1 && (verb || compares || likens || held || object)
    }

    /// Whether it is a single word that holds a sentence together and isn't said again beside it.
    fn is_lone(&self) -> bool {
        self.range.len() == 1
            && !FILLING.contains(&self.keys[self.range.start].as_str())
            && !self.is_repeated(self.range.start)
    }
}

/// Takes from the end of a sentence that the model ended what must belong to something else: "it is on the border of the."
fn close(pieces: &mut [Piece], decisions: &mut [Decision], sentence: &[usize]) {
    let mut hangs = false;
    for at in (1..sentence.len()).rev() {
        let (before, last) = (sentence[at - 1], sentence[at]);
        let key = pieces[last].key();
        let key = key.as_str();
        let open = OPEN.contains(&key)
            || pauses(&pieces[before], &decisions[before]) && matches!(key, "is" | "so")
            || hangs && PREPOSITIONS.contains(&key);
        if !open || decisions[last].trusted || decisions[before].trusted {
            return;
        }
        hangs = DETERMINERS.contains(&key);
        pieces[last].dropped = true;
        decisions[before].mark = decisions[last].mark;
        decisions[last].mark = Mark::None;
    }
}

fn pauses(piece: &Piece, decision: &Decision) -> bool {
    if decision.trusted {
        piece.suffix.trim_start().starts_with([',', '-', '–', '—']) || piece.core.ends_with(['-', '–', '—'])
    } else {
        decision.mark == Mark::Comma
    }
}

#[cfg(test)]
mod tests {
    use super::super::{marks, pieces::pieces};
    use super::*;
    use crate::read::{Cue, Word};

    fn cleaned(text: &str) -> String {
        // Sentences before it tell that the source is punctuated.
        let text = format!("Yes. No. {text} Yes. No.");
        let cue = Cue { words: text.split_whitespace().map(Word::new).collect(), ..Cue::default() };
        let (_, mut pieces) = pieces(&[cue]);
        let mut marks = marks::decide(&pieces, true);
        clean(&mut pieces, &mut marks.decisions);
        let kept: Vec<String> = pieces
            .iter()
            .filter(|piece| !piece.dropped)
            .map(|p| p.prefix.clone() + &p.core + &p.suffix)
            .collect();
        kept[2..kept.len() - 2].join(" ")
    }

    #[test]
    fn drops_what_is_begun_again() {
        for (said, text) in [
            ("But we wanted to get to, we considered three plans.", "But we considered three plans."),
            ("I think it's just like, it's a shame.", "I think it's a shame."),
            ("They built, it's, it is a hard problem.", "They built, it is a hard problem."),
            ("I put it in the, in a box.", "I put it in a box."),
            ("I like the I need a lamp.", "I need a lamp."),
            ("And I really just like, I felt a lot.", "And I felt a lot."),
            ("Like, I said that it works.", "I said that it works."),
            ("It was, like, late in the year.", "It was late in the year."),
            ("It does the work of, you know, of a dozen.", "It does the work of a dozen."),
            ("It was late, but like, we will return.", "It was late, but we will return."),
        ] {
            assert_eq!(cleaned(said), text);
        }
    }

    #[test]
    fn keeps_what_is_whole() {
        for said in [
            "The lower the watts, the lower the spread.",
            "If you compare like for like, our share grew.",
            "Sales grew by 14 percent year on year on the back of the new lamps.",
            "We met four million units, which is the double the target of last year.",
            "That could mean for us a good thing.",
            "Why not introduce a function like where is the lamp?",
            "It can be used like a hammer.",
            "It's kind of hard to make this many lamps.",
            "Learning to write was like finding a box of lamps.",
            "That is, as our friends at the tower like to call it, a lamp.",
            "And like you said, the lamps are old.",
            "The trouble is that you don't just have storms, you have storms at night.",
            "We want to do it after the first lamp change.",
            "On the tower you are right.",
            "So the most you should have down at the level of the sea.",
            "It is what I want to do- what he wants to do- is to win.",
            "It is, it seems to me, the best.",
            "I am, I think, the last.",
            "We went on, we made it, we won.",
            "If I can, I will do it.",
            "They may give it away under whatever terms they want to, they can.",
            "She signed the law that we fought for, that law is good.",
            "I was like, I have to go.",
            "He said \"I was, I am a keeper.\"",
            "He is good at it, it's a matter of care.",
            "She asked what it is, and it is a lamp.",
            "In the tower, in the lamp room, it is warm.",
            "He gave it to her, to his sister.",
            "I see no advantage for us using a lamp.",
        ] {
            assert_eq!(cleaned(said), said);
        }
    }
}
