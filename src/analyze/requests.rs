//! What is said to ask for something rather than to state it: "Could you share what the costs were?", "My second question is on the lens.", "That would be
//! helpful."

use super::tagger::keys;
use crate::restore::Sentence;

/// Words of a sentence among which it must ask.
const NEAR: usize = 12;
/// What one asks others to do.
const TELLING: [&str; 20] = [
    "comment",
    "clarify",
    "describe",
    "discuss",
    "elaborate",
    "expand",
    "explain",
    "give",
    "help",
    "provide",
    "quantify",
    "remind",
    "repeat",
    "say",
    "share",
    "speak",
    "talk",
    "tell",
    "update",
    "walk",
];

/// Whether an English sentence asks somebody to say something, or says that he will be asked.
pub(super) fn requests(sentence: &Sentence) -> bool {
    const ASKS: [&str; 4] = ["can", "could", "will", "would"];
    const BETWEEN: [&str; 10] =
        ["also", "can", "could", "first", "just", "kindly", "maybe", "perhaps", "please", "then"];
    const COUNTING: [&str; 14] = [
        "another",
        "final",
        "first",
        "follow-up",
        "last",
        "more",
        "my",
        "next",
        "other",
        "quick",
        "second",
        "third",
        "two",
        "three",
    ];
    const BEHIND: [&str; 14] = [
        "about",
        "around",
        "for",
        "from",
        "here",
        "if",
        "in",
        "is",
        "on",
        "please",
        "regarding",
        "related",
        "relates",
        "would",
    ];
    let words = keys(sentence);
    let near = &words[..words.len().min(NEAR)];
    let is = |at: usize, list: &[&str]| near.get(at).is_some_and(|word| list.contains(&word.as_str()));
    // "could you share ...", "if you could just explain ..."
    let asks = (1..near.len()).filter(|&at| is(at, &["you"])).any(|at| {
        let told = (at + 1..near.len()).find(|&next| !is(next, &BETWEEN));
        let put = is(at - 1, &ASKS) || is(at - 1, &["if"]) && is(at + 1, &ASKS);
        put && told.is_some_and(|told| is(told, &TELLING))
    });
    // "My second question is on ...", "I have two questions"
    let counts = (1..near.len()).any(|at| {
        is(at, &["question", "questions"])
            && is(at - 1, &COUNTING)
            && (at + 1 == words.len() || is(at + 1, &BEHIND))
            && !words.iter().any(|word| word == "answer")
    });
    let helps = matches!(words.as_slice(), [.., be, last] if be == "be" && (last == "helpful" || last == "appreciated"));
    asks || counts || helps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    #[test]
    fn knows_what_asks() {
        let asks = |text: &str| {
            requests(&restore(crate::read::testing::transcript(text), &Options::default()).sentences[0])
        };
        for text in [
            "And thirdly could you share what the costs of the tower were.",
            "Secondly, if you could just maybe explain how the lens is turned.",
            "A little more color on the cost of the lens would be helpful.",
            "My second question is on the keepers of the tower.",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "If you tell a keeper that the lamp is out, he climbs up.",
            "The question is how the lens is turned.",
            "You could say that the lens is the tower.",
            "The second question of the keeper was never answered.",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
