//! What taking words out must not leave side by side: "it's kind of hard to make" would be "it's to make".

use super::repairs::MODALS;
use super::reparandum::DETERMINERS;

const PREPOSITIONS: [&str; 10] = ["about", "at", "by", "for", "from", "in", "into", "of", "on", "with"];
const SUBJECTS: [&str; 5] = ["he", "i", "she", "they", "we"];
/// Prepositions that say when or where.
const PLACES: [&str; 6] = ["after", "at", "before", "in", "on", "with"];
const PRONOUNS: [&str; 8] = ["he", "i", "it", "she", "there", "they", "we", "you"];
const JOINTS: [&str; 6] = ["and", "because", "but", "even", "if", "or"];
pub(super) const BEING: [&str; 12] =
    ["am", "are", "be", "been", "i'm", "is", "it's", "that's", "they're", "was", "we're", "were"];
/// Words of an aside, which nothing hangs on.
const ASIDE: [&str; 17] = [
    "actually", "again", "i", "just", "kind", "know", "like", "mean", "of", "okay", "really", "right", "so",
    "sort", "well", "yeah", "you",
];

/// Halves of "you know", "I mean", "kind of".
const HALVES: [&str; 7] = ["i", "kind", "know", "mean", "of", "sort", "you"];

/// Whether two words that stood apart can't stand side by side, after what was said between them has gone.
pub(super) fn clash(before: &str, gone: &[String], after: &str) -> bool {
    let determiner = DETERMINERS.contains(&before);
    let joins = JOINTS.contains(&after);
    let subject = SUBJECTS.contains(&after);
    // "that could mean for us" has no aside in it.
    let aside = gone.iter().all(|word| ASIDE.contains(&word.as_str()))
        && !matches!(gone, [only] if HALVES.contains(&only.as_str()));
    // "We, I mean, the fix": the pronoun was given up.
    if SUBJECTS.contains(&before) {
        return DETERMINERS.contains(&after) || !aside && (joins || PREPOSITIONS.contains(&after));
    }
    if aside {
        return false;
    }
    // "you don't just have storms, you have storms"
    let limits = matches!(before, "just" | "not" | "only") || before.ends_with("n't");
    // "do it after the lamp change, after the storm": "lamp change" is cut through.
    let open = |word: &str| {
        DETERMINERS.contains(&word)
            || PREPOSITIONS.contains(&word)
            || JOINTS.contains(&word)
            || PRONOUNS.contains(&word)
    };
    let phrase = gone.first().is_some_and(|first| PLACES.contains(&first.as_str()))
        && gone.iter().any(|word| DETERMINERS.contains(&word.as_str()))
        && gone.last().is_some_and(|last| !open(last));
    limits && (PRONOUNS.contains(&after)) && gone.len() > 1
        || phrase && !open(after) && !BEING.contains(&after)
        || determiner
            && (DETERMINERS.contains(&after)
                || PREPOSITIONS.contains(&after)
                || joins
                || subject
                || BEING.contains(&after))
        || MODALS.contains(&before) && (PREPOSITIONS.contains(&after) || DETERMINERS.contains(&after))
        || PREPOSITIONS.contains(&before) && (PREPOSITIONS.contains(&after) || joins && after != "if")
        || BEING.contains(&before) && after == "to" && !gone.iter().any(|word| BEING.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_cannot_stand_side_by_side() {
        let clashes = |before: &str, gone: &str, after: &str| {
            let gone: Vec<String> = gone.split(' ').map(str::to_owned).collect();
            clash(before, &gone, after)
        };
        assert!(clashes("it's", "kind of hard", "to"));
        assert!(clashes("a", "relatively cheap", "a"));
        assert!(clashes("we", "can", "even"));
        assert!(clashes("we", "i mean", "the"));
        assert!(clashes("in", "a w", "on"));
        assert!(clashes("could", "mean", "for"));
        assert!(clashes("just", "have storms", "you"));
        assert!(clashes("it", "after the lamp", "change"));
        assert!(!clashes("the", "you know", "lamp"));
        assert!(!clashes("with", "you know", "are"));
        assert!(!clashes("is", "the thing is", "to"));
    }
}
