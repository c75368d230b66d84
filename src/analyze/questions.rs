//! What was asked in a topic: the questions that open or turn the talk, as far as they say what they are about.

use std::ops::Range;

use super::tagger::{Pos, bare};
use crate::restore::{Role, Script, SentenceKind, key};

/// Most questions of a topic.
const MOST: usize = 3;
/// Words of a question that says what it is about and can be read at once.
const WORDS: std::ops::RangeInclusive<usize> = 6..=30;
/// Nouns, names and verbs that it has at least.
const CONTENT: usize = 3;

/// The questions that were put to others, fullest first chosen, in the order in which they were asked. Who speaks alone asks
/// only to answer, and so does a guest.
pub(super) fn asked(script: &Script, tags: &[Vec<Pos>], topic: Range<usize>) -> Vec<usize> {
    if script.is_monologue() {
        return Vec::new();
    }
    let content = |at: usize| tags[at].iter().filter(|pos| pos.is_content()).count();
    let mut found: Vec<usize> = topic
        .filter(|&at| {
            script.sentences[at].kind == SentenceKind::Question
                && WORDS.contains(&script.sentences[at].tokens.len())
                && content(at) >= CONTENT
                && script.speaker_of(at).is_some_and(|speaker| speaker.role != Role::Guest)
                && (!script.language.is_english() || asks(script, at))
        })
        .collect();
    found.sort_by(|&a, &b| content(b).cmp(&content(a)).then(a.cmp(&b)));
    found.truncate(MOST);
    found.sort_unstable();
    found
}

/// Whether an English sentence begins as questions do: "And what ...", "Did the board ...", not "You know what I mean?".
fn asks(script: &Script, at: usize) -> bool {
    const LEADS: [&str; 9] = ["and", "but", "now", "ok", "okay", "or", "so", "then", "well"];
    const OPENERS: [&str; 27] = [
        "are", "can", "could", "did", "do", "does", "has", "have", "how", "how's", "in", "is", "should",
        "to", "was", "were", "what", "what's", "when", "where", "which", "who", "who's", "whose", "why",
        "will", "would",
    ];
    let words = script.sentences[at].tokens.iter().map(|token| key(bare(&token.text)));
    let first = words.into_iter().find(|word| !LEADS.contains(&word.as_str()));
    first.is_some_and(|word| OPENERS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::analyze::{Options, analyze};
    use crate::restore::{self, restore};

    #[test]
    fn keeps_what_was_put_to_others() {
        let text = "Ann: So how do you tune the strings of an old piano?\n\
            Bob: You start with one string. And what do you think the felt is good for in that piano? It mutes the others.\n\
            Ann: You know what I mean about the old strings of it? Right?\n\
            Bob: Yes, the pins hold them and a wrench turns the pins.\n\
            Ann: Does a cold room change the pitch of a piano?\n\
            Bob: Yes, a cold room changes the pitch of every piano in it.\n";
        let script = restore(crate::read::testing::transcript(text), &restore::Options::default());
        let analysis = analyze(&script, &Options { topics: Some(1), ..Options::default() });
        let asked: Vec<String> = analysis
            .topics
            .iter()
            .flat_map(|topic| &topic.questions)
            .map(|&at| script.sentences[at].text())
            .collect();
        assert_eq!(
            asked,
            [
                "So how do you tune the strings of an old piano?",
                "Does a cold room change the pitch of a piano?"
            ]
        );
    }
}
