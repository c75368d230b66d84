//! Whether a talk without labels says that more than two people talk: then its words don't tell who is who.

use super::pieces::Piece;

/// Words at the beginning in which a host introduces who is there.
const OPENING: usize = 500;
/// Words between a count and who is counted: "two very special guests".
const NEAR: usize = 4;
/// How often the floor has to be given to somebody.
const CALLS: usize = 2;
const COUNTS: [&str; 9] = ["both", "couple", "few", "four", "multiple", "several", "some", "three", "two"];
const PEOPLE: [&str; 14] = [
    "authors",
    "co-founders",
    "co-hosts",
    "cofounders",
    "cohosts",
    "founders",
    "guests",
    "hosts",
    "members",
    "panelists",
    "panellists",
    "speakers",
    "councillors",
    "witnesses",
];
/// What only a talk of several says.
const ALONE: [&str; 9] = [
    "co-host",
    "co-hosting",
    "co-hosts",
    "cohost",
    "cohosts",
    "panelist",
    "panelists",
    "panellist",
    "panellists",
];
const TOGETHER: [&[&str]; 18] = [
    &["also", "here"],
    &["also", "joined"],
    &["also", "joining"],
    &["also", "with", "us"],
    &["both", "of", "you"],
    &["each", "of", "you"],
    &["either", "of", "you"],
    &["joined", "also"],
    &["last", "but", "not", "least"],
    &["of", "you", "guys"],
    &["on", "the", "panel"],
    &["our", "other", "guest"],
    &["our", "other", "host"],
    &["our", "panel"],
    &["panel", "consists"],
    &["panel", "of"],
    &["second", "guest"],
    &["your", "hosts"],
];
/// How operators and chairs give the floor to one after the other, anywhere.
const GIVING: [&[&str]; 7] = [
    &["question", "comes", "from"],
    &["question", "come", "from"],
    &["question", "is", "from"],
    &["question", "today", "comes"],
    &["from", "the", "line", "of"],
    &["questions", "now", "from"],
    &["line", "is", "open"],
];

/// Whether the first words speak of a panel, of two guests, or of a second host, or an operator calls one after the other.
pub(super) fn are_several(pieces: &[Piece]) -> bool {
    let keys: Vec<String> = pieces.iter().filter(|piece| !piece.dropped).map(Piece::key).collect();
    let is = |at: usize, words: &[&str]| keys.get(at).is_some_and(|key| words.contains(&key.as_str()));
    let says = |at: usize, phrases: &[&[&str]]| {
        phrases.iter().any(|words| words.iter().enumerate().all(|(nth, word)| is(at + nth, &[word])))
    };
    let introduced = (0..keys.len().min(OPENING)).any(|at| {
        let counted = is(at, &COUNTS) && (at + 1..=at + NEAR).any(|at| is(at, &PEOPLE));
        is(at, &ALONE) || counted || says(at, &TOGETHER)
    });
    introduced || (0..keys.len()).filter(|&at| says(at, &GIVING)).count() >= CALLS
}

#[cfg(test)]
mod tests {
    use crate::restore::{Options, restore};

    #[test]
    fn nobody_is_named_in_a_panel() {
        let talk = |opening: &str| {
            let text = format!(
                "{opening} so what got you into lamps in the first place\nwell i grew up by the sea and my father kept the light of the tower\n\
                 and how do you clean the lens of it\nyou use a soft cloth and a lot of patience because the prisms are old"
            );
            let script = restore(crate::read::testing::transcript(&text), &Options::default());
            (0..script.sentences.len()).any(|at| script.sentences[at].speaker_odds > 0.0)
        };
        assert!(talk("welcome to the show about lamps"));
        assert!(!talk("welcome to the show i have two wonderful guests with me today"));
        assert!(!talk("welcome to the show with me is my co-host and a guest"));
    }
}
