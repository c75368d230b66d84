//! Takes out what a speaker begins and then says otherwise, once the marks are known: "we wanted to get to, we
//! considered" is "we considered". What comes before the repair is its reparandum (Shriberg 1994, "Preliminaries to
//! a Theory of Speech Disfluencies"); here it must end where no clause can and the repair begin as it began.

use std::ops::Range;

use super::marks::{Decision, Mark};
use super::pieces::Piece;

/// Most words that are given up at once.
const LONGEST: usize = 6;

const SUBJECTS: [&str; 9] = ["he", "i", "it", "she", "that", "there", "they", "this", "we"];
const DETERMINERS: [&str; 9] = ["a", "an", "his", "its", "my", "our", "the", "their", "your"];
const PREPOSITIONS: [&str; 9] = ["about", "at", "for", "from", "in", "into", "of", "to", "with"];
const VERBS: [&str; 26] = [
    "am", "are", "be", "been", "can", "can't", "could", "did", "didn't", "do", "does", "doesn't", "don't",
    "had", "has", "have", "is", "isn't", "should", "was", "wasn't", "were", "will", "won't", "would",
    "wouldn't",
];
const ADVERBS: [&str; 5] = ["actually", "also", "just", "like", "really"];
/// Behind these "like" and a comma mean nothing, either: "but like, we will return".
const JOINTS: [&str; 5] = ["and", "because", "but", "or", "so"];
/// Those that are as often an object or a determiner.
const OBJECTS: [&str; 4] = ["it", "that", "there", "this"];
/// Words behind which a main clause begins.
const BEGINNING: [&str; 15] = [
    "and", "because", "but", "maybe", "no", "now", "or", "so", "then", "think", "though", "um", "well",
    "yeah", "yes",
];
/// What answers a question alone, with a subject.
const ANSWERS: [&str; 8] = ["am", "can", "could", "did", "do", "have", "will", "would"];
/// Verbs behind which "to" may end a clause.
const ELLIPTIC: [&str; 12] =
    ["able", "going", "got", "had", "have", "like", "need", "ought", "supposed", "used", "want", "wanted"];
/// "It is, I think, the best": what is said in passing, and no repair.
const THINKING: [&str; 16] = [
    "appears", "assume", "believe", "bet", "feel", "guess", "hope", "imagine", "know", "mean", "say",
    "seems", "suppose", "suspect", "think", "thought",
];
/// What no sentence ends with.
const OPEN: [&str; 8] = ["a", "an", "and", "because", "but", "or", "the", "than"];

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

fn repair(pieces: &mut [Piece], decisions: &mut [Decision], sentence: &mut Vec<usize>) {
    let keys: Vec<String> = sentence.iter().map(|&at| pieces[at].key()).collect();
    let words: Vec<Word<'_>> = sentence
        .iter()
        .zip(&keys)
        .map(|(&at, key)| Word { key, root: root(key), pauses: pauses(&pieces[at], &decisions[at]) })
        .collect();
    // Half of a pair of quotation marks or brackets would stay.
    let holds_marks = |at: &usize| {
        !pieces[*at].prefix.is_empty() || pieces[*at].suffix.contains(['"', '”', '’', '»', ')', ']'])
    };
    let mut gone = vec![false; words.len()];
    for repair in 1..words.len() {
        let begun = reparandum(&words, repair);
        if let Some(range) = begun.filter(|range| !sentence[range.clone()].iter().any(holds_marks)) {
            gone[range].fill(true);
        }
    }
    // "Like, I mentioned", "it was, like, late": nothing stands before that could be compared.
    let mut asides = Vec::new();
    for (at, word) in words.iter().enumerate().take(words.len().saturating_sub(1)) {
        if word.key != "like" || !word.pauses {
            continue;
        }
        let before = at.checked_sub(1);
        gone[at] |= before.is_none_or(|before| words[before].pauses || JOINTS.contains(&words[before].key));
        asides.extend(before.filter(|&before| gone[at] && words[before].pauses && !gone[before]));
    }
    for at in asides {
        let (piece, decision) = (&mut pieces[sentence[at]], &mut decisions[sentence[at]]);
        piece.suffix = piece.suffix.replacen(',', "", 1);
        decision.mark = Mark::None;
    }
    let mut left = Vec::with_capacity(words.len());
    for (&at, gone) in sentence.iter().zip(gone) {
        if gone { pieces[at].dropped = true } else { left.push(at) }
    }
    *sentence = left;
}

struct Word<'a> {
    key: &'a str,
    /// Without a contracted verb.
    root: &'a str,
    /// A comma or dash follows.
    pauses: bool,
}

/// What the word at `repair` starts again, if it does.
fn reparandum(words: &[Word<'_>], repair: usize) -> Option<Range<usize>> {
    let (before, again) = (&words[repair - 1], &words[repair]);
    let next = words.get(repair + 1)?;
    let subject = SUBJECTS.contains(&again.root);
    let opens = subject || DETERMINERS.contains(&again.key) || PREPOSITIONS.contains(&again.key);
    if !opens || THINKING.contains(&next.key) {
        return None;
    }
    let first = (repair.saturating_sub(LONGEST)..repair).rev().find(|&at| words[at].root == again.root)?;
    let given_up = &words[first + 1..repair];
    // "If I can, I will", "the people I talked to, I liked": a clause that may end so.
    let begins = first.checked_sub(1).is_none_or(|at| words[at].pauses || BEGINNING.contains(&words[at].key));
    if subject && !begins || words[first..repair - 1].iter().any(|word| word.pauses) {
        return None;
    }
    let ends_open = !given_up.is_empty()
        && (DETERMINERS.contains(&before.key) || PREPOSITIONS.contains(&before.key))
        && !is_ellipsis(given_up);
    let stops = if !subject {
        before.pauses && ends_open && given_up.len() <= 2
    } else if OBJECTS.contains(&again.root) {
        // "entered into that agreement", "good at it, it's only": what isn't the subject twice starts nothing again.
        let verbs = clause(words, first) && clause(words, repair);
        verbs && before.pauses && (given_up.is_empty() || ends_open || is_bare(given_up))
    } else if given_up.is_empty() {
        before.pauses && before.key != again.key
    } else {
        // "I was like, I have to": what was said or thought.
        let is =
            words[first].key != words[first].root || given_up.iter().any(|word| VERBS.contains(&word.key));
        let quotes = before.key == "like" && is && again.root != "it";
        // "Have you done it? I have, I was there."
        let answers = matches!(given_up, [only] if ANSWERS.contains(&only.key));
        let moves = before.key == "in";
        ends_open && !moves || before.pauses && is_bare(given_up) && !quotes && !answers
    };
    stops.then_some(first..repair)
}

/// Whether the subject at `at` has its verb behind it.
fn clause(words: &[Word<'_>], at: usize) -> bool {
    words[at].key != words[at].root || words.get(at + 1).is_some_and(|next| VERBS.contains(&next.key))
}

/// Whether words say nothing yet: "was just", "won't be like".
fn is_bare(words: &[Word<'_>]) -> bool {
    words.iter().all(|word| VERBS.contains(&word.key) || ADVERBS.contains(&word.key))
}

/// "under the terms they want to, they can": the verb that was said before is left out behind "to".
fn is_ellipsis(words: &[Word<'_>]) -> bool {
    matches!(words, [.., verb, to] if to.key == "to" && ELLIPTIC.contains(&verb.key))
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
        piece.suffix.starts_with([',', '-', '–', '—']) || piece.core.ends_with(['-', '–', '—'])
    } else {
        decision.mark == Mark::Comma
    }
}

fn root(key: &str) -> &str {
    ["'s", "'m", "'re", "'ve", "'d", "'ll"].iter().find_map(|verb| key.strip_suffix(verb)).unwrap_or(key)
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
            ("It was late, but like, we will return.", "It was late, but we will return."),
        ] {
            assert_eq!(cleaned(said), text);
        }
    }

    #[test]
    fn keeps_what_is_whole() {
        for said in [
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
        ] {
            assert_eq!(cleaned(said), said);
        }
    }
}
