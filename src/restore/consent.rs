//! Sentences that ask for consent and nothing else: "then we can never force that, right?"

use std::ops::Range;

use super::script::{Sentence, SentenceKind, Token, Turn};
use super::{LONGEST_BACK_CHANNEL, key};

/// Words with which English questions begin.
pub(crate) const ASKING: [&str; 39] = [
    "am",
    "are",
    "aren't",
    "can",
    "can't",
    "could",
    "couldn't",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "don't",
    "had",
    "has",
    "have",
    "haven't",
    "how",
    "is",
    "isn't",
    "may",
    "might",
    "shall",
    "should",
    "shouldn't",
    "was",
    "wasn't",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "why",
    "will",
    "won't",
    "would",
    "wouldn't",
];

/// Makes statements of those that only seem to ask: "then we can never force that, right? And so ...", which nobody answers.
pub(super) fn state_tagged(sentences: &mut [Sentence], turns: &[Turn]) {
    for turn in turns {
        let Range { start, end } = turn.sentences;
        for sentence in &mut sentences[start..end.saturating_sub(1).max(start)] {
            if sentence.kind == SentenceKind::Question && is_tagged(&sentence.tokens) {
                sentence.kind = SentenceKind::Statement;
            }
        }
    }
}

/// Whether a sentence states something and asks for consent.
fn is_tagged(tokens: &[Token]) -> bool {
    const TAGS: [&[&str]; 6] =
        [&["right"], &["okay"], &["correct"], &["you", "know"], &["isn't", "it"], &["you", "see"]];
    const OPENING: [&str; 8] = ["and", "but", "now", "okay", "or", "so", "well", "yeah"];
    let keys: Vec<String> =
        tokens.iter().map(|token| key(token.text.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    let tag = TAGS.iter().find(|tag| {
        keys.len() > tag.len() + LONGEST_BACK_CHANNEL
            && keys.iter().rev().zip(tag.iter().rev()).all(|(key, tag)| key == tag)
            && tokens[keys.len() - tag.len() - 1].text.ends_with([',', '-', '–', '—', '…'])
    });
    let first = keys.iter().find(|key| !OPENING.contains(&key.as_str()));
    tag.is_some() && first.is_some_and(|first| first != "you" && !ASKING.contains(&first.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::{Options, restore};
    use super::*;

    #[test]
    fn who_asks_for_consent_and_goes_on_states_something() {
        let first = |text: &str| {
            let transcript = crate::read::testing::transcript(text);
            restore(transcript, &Options::default()).sentences[0].kind
        };
        let said =
            "Ann: The lamp turns all night, right? And so it never rests.\n\nBob: Yes, it did so for years.";
        assert_eq!(first(said), SentenceKind::Statement);
        assert_eq!(first(&said.replace("The lamp turns", "Does it turn")), SentenceKind::Question);
        assert_eq!(first(&said.replace(" And so it never rests.", "")), SentenceKind::Question);
    }
}
