//! Sentences seen as words with parts of speech: what can be cut from their ends, whether the rest
//! can be understood alone, and where its noun phrases and verbs are.
//!
//! Restored captions are not prose: sentence ends are sometimes wrong and words misheard. Everything
//! here is therefore ready to say no, and study items are made only of what is plainly well formed.

mod condition;
pub(crate) mod features;
mod phrase;
pub(crate) use phrase::is_plural;
mod reference;
mod residue;
mod shape;
pub(crate) mod verb;

pub(crate) use shape::{SHORT, VERBLESS};

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::analyze::{Analysis, Pos};
use crate::compose::words::Words;
use crate::restore::{Script, Sentence, SentenceKind, Token, key};

/// A word of a clause.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// As written, with the marks around it.
    pub(crate) text: String,
    /// For comparisons: lower case, without marks.
    pub(crate) key: String,
    /// Its part of speech.
    pub(crate) pos: Pos,
}

impl Word {
    /// The word without the marks around it.
    pub(crate) fn bare(&self) -> &str {
        self.text.trim_matches(is_mark)
    }

    /// Whether a comma, dash or similar follows.
    pub(crate) fn pauses(&self) -> bool {
        self.text.ends_with([',', ';', ':', '-', '–', '—'])
    }

    /// Whether it is one of these, which are lower case.
    pub(crate) fn is(&self, keys: &[&str]) -> bool {
        keys.contains(&self.key.as_str())
    }
}

/// Marks that may stand around a word and don't belong to it.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%' | '+' | '#')
}

/// Words in order, usually of one sentence.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// The words.
    pub(crate) words: Vec<Word>,
}

impl Clause {
    /// A sentence of the script with the parts of speech that the analysis gave it.
    pub(crate) fn of(script: &Script, analysis: &Analysis, sentence: usize) -> Self {
        Self::from_tokens(&script.sentences[sentence].tokens, &analysis.tags[sentence])
    }

    /// Any text; its parts of speech are found here.
    pub(crate) fn parse(text: &str) -> Self {
        let sentence = Sentence {
            tokens: text
                .split_whitespace()
                .map(|word| Token { text: word.to_owned(), words: 0..0, glued: false })
                .collect(),
            words: 0..0,
            turn: 0,
            kind: SentenceKind::Statement,
            start: None,
            end: None,
            sound: None,
            doubt: crate::restore::Doubt::default(),
            speaker_odds: f32::INFINITY,
        };
        Self::from_tokens(&sentence.tokens, &crate::analyze::tagger::tag(&sentence))
    }

    /// The words of any text for comparisons, whose parts of speech nobody asks for.
    pub(crate) fn keys(text: &str) -> impl Iterator<Item = String> {
        text.split_whitespace().map(|word| key(word.trim_matches(is_mark)))
    }

    fn from_tokens(tokens: &[Token], tags: &[Pos]) -> Self {
        let words = tokens
            .iter()
            .zip(tags)
            .map(|(token, &pos)| Word {
                text: token.text.clone(),
                key: key(token.text.trim_matches(is_mark)),
                pos,
            })
            .collect();
        Self { words }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words of a range as written, without marks at either end.
    pub(crate) fn text(&self, range: Range<usize>) -> String {
        let words: Vec<&str> = self.words[range].iter().map(|word| word.text.as_str()).collect();
        let text = words.join(" ");
        // Brackets and quotes go only when they lost their partner.
        let text = text.trim_end_matches(['.', ',', ';', ':', '-', '–', '—', '?', '!', '…', ' ']);
        let text = text.trim_start_matches([',', ';', ':', '-', '–', '—', '…', ' ']);
        balanced(text)
    }

    /// Whether the words from `at` on are these.
    pub(crate) fn has(&self, at: usize, keys: &[&str]) -> bool {
        self.words.len() >= at + keys.len()
            && self.words[at..].iter().zip(keys).all(|(word, key)| word.key == *key)
    }

    /// Where these words stand one after the other inside a range, first place.
    pub(crate) fn find(&self, range: Range<usize>, keys: &[&str]) -> Option<usize> {
        let end = (range.end + 1).saturating_sub(keys.len());
        (range.start..end).find(|&at| self.has(at, keys))
    }

    /// How many words of a range carry meaning.
    pub(crate) fn content(&self, range: Range<usize>) -> usize {
        self.words[range].iter().filter(|word| is_content(word)).count()
    }
}

/// Whether a word is probably not what was said: common talk doesn't know it, nor a word that it is a form of, the talk
/// says it but once, and it is no name.
pub(crate) fn is_misheard(word: &Word, said: impl FnOnce() -> usize) -> bool {
    let known = crate::restore::model::knows;
    let bare = word.bare();
    bare.len() > 3
        && bare.chars().all(|c| c.is_ascii_lowercase())
        && !known(&word.key)
        && !["s", "es", "ed", "d", "ly", "ing"]
            .iter()
            .any(|end| word.key.strip_suffix(end).is_some_and(known))
        && said() < 2
}

/// Whether a word carries meaning: the part of speech says so, and it isn't a word like "thing".
pub(crate) fn is_content(word: &Word) -> bool {
    word.pos.is_content() && !is_stop(&word.key)
}

/// Words that only hold others together.
pub(crate) fn is_function(key: &str) -> bool {
    static STOP: LazyLock<BTreeSet<&'static str>> =
        LazyLock::new(|| stop_words::get(stop_words::Language::English).iter().copied().collect());
    STOP.contains(key) || key.split('\'').next().is_some_and(|head| STOP.contains(head))
}

/// Words that say nothing by themselves.
pub(crate) fn is_stop(key: &str) -> bool {
    const EMPTY: Words = Words::new(
        "actually anything basically bit everything get gets getting go goes going gonna got kind
        know let like lot lots make maybe mean much really say something sort stuff thing things way
        well would yeah",
    );
    static STOP: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        stop_words::get(stop_words::Language::English).iter().copied().chain(EMPTY.iter()).collect()
    });
    STOP.contains(key)
}

/// Takes quotes and brackets off the ends when their partners aren't inside.
fn balanced(text: &str) -> String {
    let mut text = text;
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»')] {
        let (opens, closes) = (text.matches(open).count(), text.matches(close).count());
        if opens > closes {
            text = text.strip_prefix(open).unwrap_or(text);
        } else if closes > opens {
            text = text.strip_suffix(close).unwrap_or(text);
        }
    }
    if text.matches('"').count() % 2 == 1 {
        text = text.strip_prefix('"').or_else(|| text.strip_suffix('"')).unwrap_or(text);
    }
    text.trim().to_owned()
}

/// The text with a capital first letter, as a sentence or an answer begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first)
            if !text
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .chars()
                .skip(1)
                .any(char::is_uppercase) =>
        {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
