//! What is plainly begun again: "we wanted to get to, we considered" begins as it began and stops where no clause can. What comes before the repair is its
//! reparandum (Shriberg 1994, "Preliminaries to a Theory of Speech Disfluencies").

use std::ops::Range;

/// Most words that are given up at once.
const LONGEST: usize = 6;

const SUBJECTS: [&str; 9] = ["he", "i", "it", "she", "that", "there", "they", "this", "we"];
pub(super) const DETERMINERS: [&str; 9] = ["a", "an", "his", "its", "my", "our", "the", "their", "your"];
pub(super) const PREPOSITIONS: [&str; 9] = ["about", "at", "for", "from", "in", "into", "of", "to", "with"];
const VERBS: [&str; 26] = [
    "am", "are", "be", "been", "can", "can't", "could", "did", "didn't", "do", "does", "doesn't", "don't",
    "had", "has", "have", "is", "isn't", "should", "was", "wasn't", "were", "will", "won't", "would",
    "wouldn't",
];
const ADVERBS: [&str; 5] = ["actually", "also", "just", "like", "really"];
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
/// A word of a sentence.
pub(super) struct Word<'a> {
    pub(super) key: &'a str,
    /// Without a contracted verb.
    root: &'a str,
    /// A comma or dash follows.
    pub(super) pauses: bool,
}

impl<'a> Word<'a> {
    pub(super) fn new(key: &'a str, pauses: bool) -> Self {
        Self { key, root: root(key), pauses }
    }
}

/// What the word at `repair` starts again, if it does.
pub(super) fn reparandum(words: &[Word<'_>], repair: usize) -> Option<Range<usize>> {
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

fn root(key: &str) -> &str {
    ["'s", "'m", "'re", "'ve", "'d", "'ll"].iter().find_map(|verb| key.strip_suffix(verb)).unwrap_or(key)
}
