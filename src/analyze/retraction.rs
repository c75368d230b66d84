//! What is said and isn't meant: it is taken back right after, by whoever said it or by another, or announced as what can't be said.

use super::tagger::bare;
use crate::restore::{Script, Sentence, SentenceKind, Token, key};

/// Sentences behind a sentence that may be about it.
const NEAR: usize = 2;
/// Words of the longest phrase below.
const LONGEST: usize = 5;
/// How somebody takes back what he just said; a comma or the end of the sentence stands behind it.
const CORRECTS: [&str; 6] = ["sorry", "correction", "no wait", "wait no", "scratch that", "strike that"];
/// How anybody refuses what was just said.
const REFUSES: [&str; 32] = [
    "actually no",
    "maybe not",
    "i could be wrong",
    "i may be wrong",
    "i might be wrong",
    "but that's not true",
    "but that is not true",
    "clearly that is not",
    "clearly that's not",
    "no that's not",
    "no that is not",
    "no there isn't",
    "of course not",
    "no it isn't",
    "let's not get into that",
    "let's not talk about that",
    "that's not it",
    "that is not it",
    "the correct answer is",
    "this is no longer",
    "i misspoke",
    "i take that back",
    "that is not true",
    "that is wrong",
    "that isn't true",
    "that was wrong",
    "that's completely made up",
    "that's made up",
    "that's not correct",
    "that's not right",
    "that's not true",
    "that's wrong",
];

/// Whether the next sentences take back an English sentence: "Sorry, the coil is charged, and not the rod.", "That's not true."; or the one before says that it can't
/// be said.
pub(crate) fn is_taken_back(script: &Script, sentence: usize) -> bool {
    if !script.language.is_english() {
        return false;
    }
    let before = sentence.checked_sub(1).map(|before| &script.sentences[before]);
    if before.is_some_and(|before| before.turn == script.sentences[sentence].turn && refuses_to_say(before)) {
        return true;
    }
    if says_otherwise(&script.sentences[sentence]) {
        return true;
    }
    let behind = script.sentences[sentence + 1..].iter().take(NEAR).enumerate();
    behind.into_iter().any(|(distance, next)| {
        // With a space behind each word: most sentences need no more of their words to be looked at.
        let mut opening = String::new();
        for token in next.tokens.iter().take(LONGEST) {
            opening.push_str(&key(bare(&token.text)));
            opening.push(' ');
        }
        let begins = |phrase: &&str| opening.strip_prefix(*phrase).is_some_and(|rest| rest.starts_with(' '));
        let pauses = |phrase: &&str| {
            let last = &next.tokens[phrase.split(' ').count() - 1].text;
            last.ends_with(|c: char| !c.is_alphanumeric())
        };
        let own = next.turn == script.sentences[sentence].turn;
        REFUSES.iter().any(begins)
            || denies(next)
            || distance == 0 && !own && contradicts(next, &script.sentences[sentence])
            || distance == 0 && affirms(next, &script.sentences[sentence])
            || distance == 0 && own && CORRECTS.iter().filter(|phrase| begins(phrase)).any(pauses)
    })
}

/// What somebody else says to a statement: "No, there are two.", "Not the lamp, just the lens.", and not "No, I agree."
fn contradicts(reply: &Sentence, said: &Sentence) -> bool {
    /// Words of a reply that say whether it agrees after all.
    const NEAR: usize = 8;
    const AGREES: [&str; 18] = [
        "absolutely",
        "agree",
        "exactly",
        "fair",
        "fine",
        "good",
        "great",
        "no",
        "course",
        "problem",
        "right",
        "sure",
        "thank",
        "thanks",
        "totally",
        "true",
        "worries",
        "yeah",
    ];
    if said.kind != SentenceKind::Statement {
        return false;
    }
    let words: Vec<String> = reply.tokens.iter().take(NEAR).map(|token| key(bare(&token.text))).collect();
    let Some([first, second]) = words.first_chunk() else { return false };
    let parted = reply.tokens[0].text.ends_with([',', '.', '-', '–', '—']);
    let refuses = first == "no" && parted && !words[1..].iter().any(|word| AGREES.contains(&word.as_str()));
    let corrects = first == "not"
        && said.tokens.iter().any(|token| key(bare(&token.text)) == *second && second.len() > 2);
    refuses || corrects
}

/// "You couldn't see it from here. | Sure you could.": what was asked, without a mark, and answered.
fn affirms(reply: &Sentence, said: &Sentence) -> bool {
    /// Words of what was asked among which it is denied.
    const NEAR: usize = 6;
    let words: Vec<String> = reply.tokens.iter().take(3).map(|token| key(bare(&token.text))).collect();
    let [first, subject, verb] = words.as_slice() else { return false };
    let denied = said.tokens.iter().take(NEAR).map(|token| key(bare(&token.text))).any(|word| {
        word.strip_suffix("n't").is_some_and(|stem| {
            stem == verb || stem == "ca" && verb == "can" || stem == "wo" && verb == "will"
        })
    });
    matches!(first.as_str(), "of" | "oh" | "sure" | "well" | "yeah" | "yes")
        && matches!(subject.as_str(), "he" | "i" | "it" | "she" | "they" | "we" | "you")
        && denied
}

/// "The answer is to have, well, let me put it another way, ..."
fn says_otherwise(sentence: &Sentence) -> bool {
    /// Words behind which something was begun that is said otherwise.
    const BEGUN: usize = 3;
    const OTHERWISE: [[&str; 3]; 3] =
        [["put", "it", "another"], ["put", "it", "differently"], ["let", "me", "rephrase"]];
    let said = |three: &[Token]| {
        OTHERWISE.iter().any(|words| {
            three.iter().zip(words).all(|(token, word)| bare(&token.text).eq_ignore_ascii_case(word))
        })
    };
    sentence.tokens.windows(3).skip(BEGUN).any(said)
}

/// "A lot of times, you can't say.", before what can't be said.
fn refuses_to_say(sentence: &Sentence) -> bool {
    /// Words between the refusal and the verb at most, with both.
    const NEAR: usize = 3;
    let words: Vec<String> =
        sentence.tokens.iter().rev().take(NEAR).map(|token| key(bare(&token.text))).collect();
    let says = words.first().is_some_and(|last| matches!(last.as_str(), "say" | "saying"));
    says && words
        .iter()
        .any(|word| matches!(word.as_str(), "not" | "never" | "cannot") || word.ends_with("n't"))
}

/// "Yeah, that is completely not true at all."
fn denies(sentence: &Sentence) -> bool {
    let words: Vec<&str> = sentence.tokens.iter().map(|token| bare(&token.text)).collect();
    words.windows(3).any(|three| matches!(three, ["completely", "not", "true"] | ["not", "true", "at"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    fn taken_back(text: &str) -> bool {
        is_taken_back(&restore(crate::read::testing::transcript(text), &Options::default()), 0)
    }

    #[test]
    fn what_cannot_be_said_was_not_said() {
        let script = |text: &str| restore(crate::read::testing::transcript(text), &Options::default());
        let refused = script("Ann: A lot of times you can't say. Well, we chose the rock over the beach.\n");
        assert!(is_taken_back(&refused, 1));
        let said = script("Ann: It is hard to say. Well, we chose the rock over the beach.\n");
        assert!(!is_taken_back(&said, 1));
    }

    #[test]
    fn knows_what_is_taken_back() {
        for text in [
            "Ada: The rod sends the current through the coil. Sorry, the coil is charged, and not the rod.",
            "Ada: The tower was built of sandstone.\nBen: That's not true.",
            "Ada: The tower was built of sandstone.\nBen: Yeah.\nBen: That's completely made up, you know.",
            "Ada: The tower has one lamp on top of it.\nBen: No, there were two of them.",
            "Ada: So you couldn't see the lamp from here. Sure you could.",
            "Ada: The lamp is, well let me put it another way, it has to be lit.",
            "Ada: You can see only the lamp from here.\nBen: Not lamp, just the lens.",
            "Ada: He wrote a song about towers.\nBen: Yeah, that is completely not true at all.",
        ] {
            assert!(taken_back(text), "{text}");
        }
        for text in [
            "Ada: The tower was built of sandstone. Sorry sights like that were common then.",
            "Ada: The tower was built of sandstone.\nBen: Sorry, go on.",
            "Ada: The tower was built of sandstone. It stood for a hundred years.\nBen: Yes. That's not true of the next.",
            "Ada: The tower was built of sandstone.",
            "Ada: The tower was built of sandstone.\nBen: No, I agree with that.",
            "Ada: Was the tower built of sandstone?\nBen: No, it was built of granite.",
        ] {
            assert!(!taken_back(text), "{text}");
        }
    }
}
