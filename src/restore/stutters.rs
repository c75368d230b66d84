//! Takes out what is said twice by mistake, and what is begun again: "it it is", "I we think", "do you have you considered".

use std::ops::Range;

use super::clean::Text;
use super::marks::Mark;
use super::model;
use super::pieces::Piece;
use super::reparandum::PREPOSITIONS;

/// Words that are said twice on purpose.
const MEANT_TWICE: [&str; 26] = [
    "again", "big", "blah", "bye", "far", "great", "ha", "had", "hard", "la", "long", "lot", "many", "more",
    "much", "never", "no", "okay", "quite", "really", "right", "so", "super", "very", "way", "yes",
];

/// Words between which a second one means that the speaker started again: "I we think", "a the board".
const STARTS: [&[&str]; 2] = [&["he", "i", "it", "she", "they", "we"], &["a", "an", "the"]];

/// Words that begin a clause.
const BEGINNING: [&str; 17] = [
    "a", "an", "he", "how", "i", "if", "it", "it's", "she", "that", "that's", "the", "they", "this", "we",
    "what", "when",
];

/// Longest stretch of words that is taken for a stutter when said twice in a row.
const LONGEST_STUTTER: usize = 5;

/// Drops the first of two equal stretches that follow one another: "it it is it is" is "it is".
pub(super) fn drop_stutters(text: &mut Text<'_>) {
    let mut kept: Vec<usize> = Vec::with_capacity(text.pieces.len());
    let mut keys: Vec<String> = Vec::with_capacity(text.pieces.len());
    for at in 0..text.pieces.len() {
        if text.pieces[at].dropped {
            continue;
        }
        kept.push(at);
        keys.push(text.pieces[at].key());
        while let Some(length) = stutter(text, &kept, &keys) {
            if begins_next(text, &kept, &keys, length) {
                let last = &mut text.decisions[kept[kept.len() - length - 1]];
                if !last.trusted {
                    last.mark = Mark::Stop;
                }
                break;
            }
            // The first copy goes: the second is the one that the speaker went on from.
            let first = kept.len() - 2 * length;
            let last = first.checked_sub(1).map(|before| kept[before]);
            for &gone in &kept[first..first + length] {
                text.remove(gone, last);
            }
            kept.drain(first..first + length);
            keys.drain(first..first + length);
        }
        if let Some(start) = restarts(text, &kept, &keys) {
            let last = start.start.checked_sub(1).map(|before| kept[before]);
            for &gone in &kept[start.clone()] {
                text.remove(gone, last);
            }
            kept.drain(start.clone());
            keys.drain(start);
        }
    }
}

/// The length of the stretch with which the kept words end, if it is said twice by mistake.
fn stutter(text: &Text<'_>, kept: &[usize], keys: &[String]) -> Option<usize> {
    let end = kept.len();
    (1..=LONGEST_STUTTER.min(end / 2)).rev().find(|&length| {
        let (first, second) = (&keys[end - 2 * length..end - length], &keys[end - length..]);
        // Most are told apart by this, and the rest needn't be looked at.
        if first != second {
            return false;
        }
        let parted = kept[end - 2 * length + 1..=end - length].iter().any(|&at| text.turns(at))
            || kept[end - 2 * length..end - length].iter().any(|&at| text.ends(at));
        let meant = first
            .iter()
            .all(|key| MEANT_TWICE.contains(&key.as_str()) || key.starts_with(|c: char| c.is_ascii_digit()));
        let points = length == 1
            && (points_again(text, kept[end - 1], &second[0])
                || asks_anew(text, kept[end - 2], kept[end - 1], &second[0]));
        // "longer and longer and"
        let grows = length == 2
            && first[1] == "and"
            && (first[0].ends_with("er") || matches!(first[0].as_str(), "less" | "more" | "on"));
        !(meant || parted || points || grows)
    })
}

/// Whether the first of two equal stretches ends a sentence as an object and the second begins the next as its subject: "we go to the states | the
/// states have".
fn begins_next(text: &Text<'_>, kept: &[usize], keys: &[String], length: usize) -> bool {
    /// Words between a preposition and its noun.
    const NEAR: usize = 2;
    const GIVING: [&str; 10] =
        ["allows", "give", "gives", "let", "lets", "show", "shows", "tell", "tells", "thank"];
    let at = kept[kept.len() - 1];
    let next = text.pieces[at + 1..].iter().find(|piece| !piece.dropped).map(Piece::key);
    let says =
        next.is_some_and(|next| FINITE.contains(&next.as_str()) || next == "cannot" || next.ends_with("n't"));
    let first = keys.len() - 2 * length;
    let stretch = &keys[first..first + length];
    let last = stretch[length - 1].as_str();
    let given = matches!(last, "it" | "you");
    let is_name = text.pieces[kept[first + length - 1]].core.starts_with(char::is_uppercase);
    let names = given || (is_name || last.len() > 3) && !FUNCTION.contains(&last);
    if !says || !names || kept[first..].iter().any(|&at| text.turns(at)) {
        return false;
    }
    let before = (0..first).rev().take_while(|&at| !text.ends(kept[at]) && !text.turns(kept[at + 1]));
    let mut before = before.map(|at| keys[at].as_str());
    if given {
        return before.next().is_some_and(|word| PREPOSITIONS.contains(&word) || GIVING.contains(&word));
    }
    let reached = before.take(NEAR + 1).find(|word| {
        LEADING.contains(word)
            || PREPOSITIONS.contains(word)
            || FINITE.contains(word)
            || FUNCTION.contains(word)
            || word.contains('\'')
    });
    reached.is_some_and(|word| LEADING.contains(&word) || PREPOSITIONS.contains(&word))
}

/// Prepositions besides those that begin a repair.
const LEADING: [&str; 9] = ["as", "between", "by", "on", "over", "through", "under", "than", "without"];

/// Verbs that say when.
pub(super) const FINITE: [&str; 18] = [
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "should",
    "was", "were", "will", "would",
];

/// Words that neither name anything nor stand between a preposition and its noun.
const FUNCTION: [&str; 40] = [
    "about", "also", "and", "because", "been", "both", "but", "even", "going", "here", "how", "if", "just",
    "kind", "like", "maybe", "not", "now", "only", "or", "really", "so", "some", "sort", "than", "that",
    "then", "there", "these", "they", "things", "think", "this", "those", "what", "when", "where", "which",
    "who", "why",
];

/// Whether the second "that" of two is what a clause is about: "they say that that is our goal" without it says that it is.
fn points_again(text: &Text<'_>, at: usize, key: &str) -> bool {
    const VERBS: [&str; 14] = [
        "can", "could", "did", "does", "had", "has", "is", "may", "might", "must", "should", "was", "will",
        "would",
    ];
    let next = text.pieces[at + 1..].iter().find(|piece| !piece.dropped);
    let next = next.map(Piece::key);
    // "it is clear that that duty is new": one "that" points at the noun.
    let names = next.as_deref().is_some_and(|next| {
        next.len() > 3
            && !["ed", "ing", "s"].iter().any(|ending| next.ends_with(ending))
            && !next.contains('\'')
            && !FUNCTION.contains(&next)
            && !COMMON.contains(&next)
    });
    // "what I would tell you, you know, the price ..."
    key == "that" && (names || next.as_deref().is_some_and(|next| VERBS.contains(&next)))
        || key == "you" && next.as_deref() == Some("know")
}

/// Whether the second of two equal verbs begins a question: "the main thing is, is there somebody who controls it".
fn asks_anew(text: &Text<'_>, first: usize, second: usize, key: &str) -> bool {
    const SUBJECTS: [&str; 8] = ["he", "i", "it", "she", "there", "they", "we", "you"];
    let next = text.pieces[second + 1..].iter().find(|piece| !piece.dropped).map(Piece::key);
    matches!(key, "are" | "can" | "do" | "does" | "is" | "was" | "will")
        && text.pieces[first].suffix.starts_with(',')
        && next.is_some_and(|next| SUBJECTS.contains(&next.as_str()))
}

/// Words behind "that that" that are no nouns.
const COMMON: [&str; 26] = [
    "actually",
    "after",
    "another",
    "anyone",
    "come",
    "every",
    "from",
    "give",
    "have",
    "into",
    "make",
    "made",
    "many",
    "more",
    "most",
    "much",
    "need",
    "people",
    "same",
    "someone",
    "something",
    "somebody",
    "their",
    "want",
    "with",
    "your",
];

/// The kept words that the last ones start again, if they do.
fn restarts(text: &Text<'_>, kept: &[usize], keys: &[String]) -> Option<Range<usize>> {
    let end = kept.len();
    let joined = |length: usize| {
        end >= length
            && kept[end - length..end - 1].iter().all(|&at| !text.is_marked(at))
            && kept[end - length + 1..].iter().all(|&at| !text.turns(at))
    };
    let keys: Vec<&str> = keys[end.saturating_sub(5)..].iter().map(String::as_str).collect();
    if let [before @ .., a, b, c, d] = keys.as_slice()
        && joined(4)
        && starts_clause_again(before.last().copied(), [a, b, c, d])
    {
        return Some(end - 4..end - 2);
    }
    // "so so the wave theory is dead" stammers, "so so good" doesn't.
    if let [.., "so", "so", next] = keys.as_slice()
        && joined(3)
        && BEGINNING.contains(next)
    {
        return Some(end - 3..end - 2);
    }
    // "an A grade"
    let letter = joined(2) && text.pieces[kept[end - 1]].core == "A";
    let [before @ .., first, second] = keys.as_slice() else { return None };
    (joined(2) && !letter && starts_word_again(before.last().copied(), first, second))
        .then_some(end - 2..end - 1)
}

/// "do you have you considered", "that is it is valuable": a verb and its subject, in either order, twice with
/// another subject or verb.
fn starts_clause_again(before: Option<&str>, words: [&str; 4]) -> bool {
    const VERBS: [&str; 14] = [
        "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "was", "were", "will",
        "would",
    ];
    const SUBJECTS: [&str; 7] = ["he", "i", "it", "she", "they", "we", "you"];
    /// Subjects behind which a noun's own clause seldom begins: "the rules we have they have, too".
    const POINTING: [&str; 6] = ["it", "that", "there", "these", "this", "those"];
    /// After these a clause can have two verbs, "what it is is that", or what follows is no subject, "the reason for this is it is".
    const DOUBLE: [&str; 15] = [
        "about", "as", "behind", "for", "from", "how", "in", "of", "than", "to", "what", "whatever", "where",
        "who", "why",
    ];
    let [a, b, c, d] = words;
    if before.is_some_and(|before| DOUBLE.contains(&before)) {
        return false;
    }
    let asked = VERBS.contains(&a) && VERBS.contains(&c) && SUBJECTS.contains(&b) && b == d && a != c;
    let told = POINTING.contains(&a)
        && SUBJECTS.contains(&c)
        && matches!(b, "are" | "is" | "was" | "were")
        && b == d
        && a != c;
    asked || told
}

/// Whether the second word starts again what the first one had started.
fn starts_word_again(before: Option<&str>, first: &str, second: &str) -> bool {
    /// What no verb begins with, so that an "I" before it is given up: "I there's some roles".
    const NO_VERBS: [&str; 16] = [
        "a", "an", "because", "her", "his", "it's", "my", "our", "some", "that's", "the", "their", "there's",
        "these", "this", "your",
    ];
    /// Before these an "I" may be the second half of something: "you and I the other day", "am I the only one".
    const HALVES: [&str; 20] = [
        "am", "and", "as", "can", "could", "did", "do", "had", "have", "if", "like", "may", "might", "nor",
        "or", "should", "than", "was", "will", "would",
    ];
    /// Verbs of one subject in the wrong and then the right number.
    const NUMBERS: [[&str; 2]; 6] =
        [["are", "were"], ["has", "have"], ["have", "has"], ["is", "were"], ["were", "are"], ["were", "was"]];
    let contracted = second.strip_prefix(first).is_some_and(|rest| rest.starts_with('\''))
        && (STARTS[0].contains(&first) || OPENERS.contains(&first));
    // "it's it is a problem"
    let spelled_out =
        STARTS[0].contains(&second) && first.strip_prefix(second).is_some_and(|rest| rest.starts_with('\''));
    let given_up =
        first == "i" && NO_VERBS.contains(&second) && !before.is_some_and(|before| HALVES.contains(&before));
    first != second
        && (STARTS[1].contains(&first) && second == "some"
            // "I I've been": the pronoun, and then the pronoun with its verb.
            || contracted
            || spelled_out
            || given_up
            || is_begun(first, second)
            || before != Some("what") && NUMBERS.contains(&[first, second])
            || STARTS.iter().any(|group| group.contains(&first) && group.contains(&second))
                // "most important without it we wouldn't be human"
                && !(first == "it" && before.is_some_and(|before| !CLAUSES.contains(&before))))
}

/// Behind these an "it" begins a clause; behind others it ends one.
const CLAUSES: [&str; 24] = [
    "and", "as", "because", "but", "feel", "guess", "how", "if", "know", "like", "maybe", "mean", "or",
    "say", "so", "that", "then", "think", "until", "well", "when", "where", "while", "yeah",
];

/// "techni technically", "onl only", "di dislike": a word that broke off, and then the whole of it.
fn is_begun(first: &str, second: &str) -> bool {
    const BEGUN: usize = 2;
    /// What the model knows, but hardly as words: in the corpora's meetings and talks each stands before a word that it begins at least
    /// once in twenty times.
    const BROKEN_OFF: [&str; 66] = [
        "ab", "ba", "bu", "ch", "cou", "cr", "cra", "des", "di", "dis", "dow", "eas", "ei", "ev", "ex", "fa",
        "fo", "fr", "fro", "fu", "gi", "hav", "ho", "im", "ju", "jus", "le", "li", "ma", "mea", "mi", "mo",
        "mu", "ne", "ou", "pe", "ph", "pl", "po", "pos", "pri", "qu", "rem", "ri", "sa", "sh", "shou", "sp",
        "str", "sur", "sus", "te", "th", "tha", "thi", "tho", "tr", "ve", "wh", "wha", "whe", "wi", "wou",
        "ye", "yea", "yo",
    ];
    first.chars().count() >= BEGUN
        && first.chars().all(char::is_alphabetic)
        && second.starts_with(first)
        && (!model::knows(first) || BROKEN_OFF.contains(&first))
        && model::knows(second)
}

/// What a contraction can start again beside pronouns: "what what's the process".
const OPENERS: [&str; 4] = ["how", "what", "where", "who"];

#[cfg(test)]
mod tests {
    use super::super::clean::tests::cleaned;

    #[test]
    fn drops_stutters_of_any_length() {
        assert_eq!(cleaned("I I I wish I wish it it is it is done"), "I wish it is done");
        assert_eq!(cleaned("the um the board"), "the board");
        assert_eq!(cleaned("it was an A grade"), "it was an A grade");
        assert_eq!(cleaned("it gets longer and longer and it ends"), "it gets longer and longer and it ends");
        assert_eq!(cleaned("it is clear that that duty is new"), "it is clear that that duty is new");
        assert_eq!(cleaned("what was it that that ended it"), "what was it that ended it");
        assert_eq!(cleaned("the thing is, is there somebody"), "the thing is, is there somebody");
        assert_eq!(cleaned("the thing is, is that it ends"), "the thing is that it ends");
        assert_eq!(cleaned("people say that that is our goal"), "people say that that is our goal");
        assert_eq!(cleaned("people say that that the goal is near"), "people say that the goal is near");
        assert_eq!(cleaned("going to be going to be like a war"), "going to be like a war");
    }

    #[test]
    fn what_ends_a_sentence_may_begin_the_next() {
        for text in [
            "it goes to the states the states have work to do",
            "they do that in open towers towers have doors",
            "not doing that gives you you may still fall",
            "she sends it to Bob, Bob cannot see it",
            "no such thing as objective data data has to be read",
        ] {
            assert_eq!(cleaned(text), text);
        }
        for (said, text) in [
            ("and the states the states have work to do", "and the states have work to do"),
            ("and in the in the tower is a door", "and in the tower is a door"),
            ("if you you may go", "if you may go"),
            ("it goes to the towers the towers of stone", "it goes to the towers of stone"),
        ] {
            assert_eq!(cleaned(said), text);
        }
    }

    #[test]
    fn keeps_what_is_meant_twice() {
        assert_eq!(cleaned("very very big and no no"), "very very big and no no");
        assert_eq!(cleaned("I know. I know."), "I know. I know.");
    }

    #[test]
    fn drops_starts_that_are_given_up() {
        assert_eq!(cleaned("if I we consider a the th- plan"), "if we consider the plan");
        assert_eq!(cleaned("and it they stood, without it we fall"), "and they stood, without it we fall");
    }

    #[test]
    fn drops_what_a_contraction_starts_again() {
        assert_eq!(
            cleaned("and I I've said there should be a some level"),
            "and I've said there should be some level"
        );
        assert_eq!(cleaned("I know it it's late"), "I know it's late");
    }

    #[test]
    fn drops_clauses_that_are_started_again() {
        assert_eq!(cleaned("do you have you considered it"), "have you considered it");
        assert_eq!(cleaned("I think that is it is valuable"), "I think it is valuable");
        assert_eq!(
            cleaned("towers techni technically could onl only be seen"),
            "towers technically could only be seen"
        );
        assert_eq!(
            cleaned("people di dislike th this ad advertised on cra crappy pages"),
            "people dislike this ad advertised on crappy pages"
        );
        assert_eq!(cleaned("and it's it is hard, that's that"), "and it is hard, that's that");
        assert_eq!(cleaned("and those were they were copies"), "and they were copies");
        assert_eq!(cleaned("so so the theory is so so good"), "so the theory is so so good");
        assert_eq!(cleaned("what they are we are not"), "what they are we are not");
        assert_eq!(
            cleaned("but I there's some roles and what what's the plan"),
            "but there's some roles and what's the plan"
        );
        assert_eq!(
            cleaned("am I the only one and you and I the other day"),
            "am I the only one and you and I the other day"
        );
        assert_eq!(cleaned("the members were are well meaning"), "the members are well meaning");
    }
}
