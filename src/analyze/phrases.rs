//! The noun phrases and names of a talk, with all their places: what keyphrases, titles and the answers of cards are made of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use indexmap::IndexMap;

use super::acts::act;
use super::background::rarity_in;
use super::introductions::{addresses, introduces};
use super::noun_phrases::{LONGEST, is_auxiliary, singular_owner, spans};
use super::stems::stem_in;
use super::tagger::{Pos, bare};
use crate::language::joined;
use crate::restore::{Script, Token, key};

/// How often a word has to stand behind a phrase, and in which share of its places, to belong to it.
const OFTEN: usize = 3;
const ALWAYS: f64 = 0.8;

/// A noun phrase with all the places where it is said.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The commonest way in which it is written.
    pub(crate) text: String,
    /// How many words it has.
    pub(crate) words: usize,
    /// Whether it is a name.
    pub(crate) is_name: bool,
    /// The sentences in which it is said, in order, repeated when it is said twice in one.
    pub(crate) sentences: Vec<usize>,
    /// Mean rarity of its content words in speech at large, 0 to 1.
    pub(crate) rarity: f64,
    /// What is done with it, and in which sentences: "moderating comments".
    pub(crate) acts: Vec<(usize, String)>,
}

/// All noun phrases of a script, in the order in which they are first said.
pub(crate) fn phrases(script: &Script, tags: &[Vec<Pos>]) -> Vec<Phrase> {
    struct Entry {
        spellings: IndexMap<String, usize>,
        /// What is said directly behind it, and no phrase has since the tagger takes it for a verb.
        followed: IndexMap<String, usize>,
        phrase: Phrase,
        names: usize,
        introduced: usize,
    }
    let mut entries: IndexMap<String, Entry> = IndexMap::new();
    let numbered = numbered(script, tags);
    for (at, sentence) in script.sentences.iter().enumerate() {
        let texts = parted(&sentence.tokens);
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        for mut span in spans(&texts, &tags[at], script.language) {
            if has_number(&texts, &tags[at], span.end - 1) && numbered.contains(bare(texts[span.end - 1])) {
                span.end += 1;
            }
            let words = written(&texts[span.clone()]);
            let stems: Vec<String> = words.iter().map(|word| stem_in(script.language, word)).collect();
            let is_name = tags[at][span.clone()].iter().all(|pos| matches!(pos, Pos::Name | Pos::Number));
            let entry = entries.entry(stems.join(" ")).or_insert_with(|| Entry {
                spellings: IndexMap::new(),
                followed: IndexMap::new(),
                names: 0,
                introduced: 0,
                phrase: Phrase {
                    text: String::new(),
                    words: words.len(),
                    is_name,
                    sentences: Vec::new(),
                    rarity: stems.iter().map(|stem| rarity_in(script.language, stem)).sum::<f64>()
                        / stems.len() as f64,
                    acts: Vec::new(),
                },
            });
            let spelling = joined(words.iter().copied(), script.language.is_unspaced());
            *entry.spellings.entry(spelling).or_default() += 1;
            if let Some(next) = noun_behind(&texts, &tags[at], &span) {
                *entry.followed.entry(next).or_default() += 1;
            }
            entry.names += usize::from(is_name);
            entry.introduced +=
                usize::from(is_name && (introduces(&texts, &span) || addresses(&texts, &span)));
            entry.phrase.sentences.push(at);
            if script.language.is_english() {
                entry.phrase.acts.extend(act(&texts, &tags[at], &span).map(|act| (at, act)));
            }
        }
    }
    entries
        .into_values()
        // Who says who he is, or is called or greeted, is nobody that the talk is about.
        .filter(|entry| 2 * entry.introduced < entry.phrase.sentences.len().max(1))
        .map(|mut entry| {
            // `max_by_key` takes the last of equals; reversed, that is the spelling seen first.
            let text =
                entry.spellings.iter().rev().max_by_key(|(_, count)| **count).map(|(text, _)| text.clone());
            entry.phrase.text = text.unwrap_or_default();
            let mostly =
                |count: usize| count >= OFTEN && count as f64 >= ALWAYS * entry.phrase.sentences.len() as f64;
            if let Some((next, _)) = entry.followed.iter().find(|(_, count)| mostly(**count))
                && entry.phrase.words < LONGEST
            {
                entry.phrase.text = format!("{} {next}", entry.phrase.text);
                entry.phrase.words += 1;
            }
            entry.phrase.is_name = 2 * entry.names > entry.phrase.sentences.len();
            entry.phrase
        })
        // Where verbs can't be told from nouns, what is said once may be anything.
        .filter(|phrase| script.language.is_english() || phrase.is_name || phrase.sentences.len() > 1)
        .collect()
}

/// Names that mostly have a number behind them, which tells several things apart: "BIP 148", "Article 5".
fn numbered(script: &Script, tags: &[Vec<Pos>]) -> BTreeSet<String> {
    const OFTEN: usize = 3;
    const SHARE: f64 = 0.6;
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (sentence, tags) in script.sentences.iter().zip(tags) {
        let texts: Vec<&str> = sentence.tokens.iter().map(|token| token.text.as_str()).collect();
        for at in (0..texts.len()).filter(|&at| tags[at] == Pos::Name) {
            let count = counts.entry(bare(texts[at])).or_default();
            count[0] += 1;
            count[1] += usize::from(has_number(&texts, tags, at));
        }
    }
    counts
        .into_iter()
        .filter(|(_, [said, with])| *with >= OFTEN && *with as f64 >= SHARE * *said as f64)
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The word behind a phrase that the tagger takes for a verb and that can be none, since a verb would have an "s" behind one thing: "revenue
/// market share".
fn noun_behind(tokens: &[&str], tags: &[Pos], span: &Range<usize>) -> Option<String> {
    let (last, next) = (tokens[span.end - 1], tokens.get(span.end)?);
    let singular = last.ends_with(char::is_alphabetic) && !last.ends_with('s');
    let word = key(bare(next));
    let inflected = ["ed", "ing", "s"].iter().any(|ending| word.ends_with(ending));
    let fits = singular
        && tags[span.end] == Pos::Verb
        && word.len() > 3
        && word.chars().all(char::is_alphabetic)
        && !inflected
        && !is_auxiliary(&word);
    fits.then_some(word)
}

/// Whether a number in digits stands directly behind a word.
fn has_number(tokens: &[&str], tags: &[Pos], at: usize) -> bool {
    tokens[at].ends_with(char::is_alphanumeric)
        && tokens
            .get(at + 1)
            .is_some_and(|next| tags[at + 1] == Pos::Number && bare(next).chars().all(|c| c.is_ascii_digit()))
}

/// The words of a sentence, with a comma where something was taken out between two: "this bubble, um, tech as a whole" is no "bubble tech".
fn parted(tokens: &[Token]) -> Vec<Cow<'_, str>> {
    let next = tokens.iter().skip(1).map(Some).chain([None]);
    tokens
        .iter()
        .zip(next)
        .map(|(token, next)| match next {
            Some(next)
                if token.words.end < next.words.start && token.text.ends_with(char::is_alphanumeric) =>
            {
                Cow::Owned(format!("{},", token.text))
            }
            _ => Cow::Borrowed(token.text.as_str()),
        })
        .collect()
}

/// The words of a phrase without the marks around them, and without the "'s" that it ends with: inside, "keeper's lamp" needs it.
pub(super) fn written<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    let mut words: Vec<&str> = tokens.iter().map(|token| bare(token)).collect();
    if let Some(last) = words.last_mut() {
        *last = singular_owner(last);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_phrase_has_what_always_stands_behind_it() {
        let text = "Ann: The revenue market share grew. Our revenue market share is high. A revenue market share of half is good.";
        let script = crate::restore::restore(
            crate::read::testing::transcript(text),
            &crate::restore::Options::default(),
        );
        let mut tags: Vec<_> = script.sentences.iter().map(crate::analyze::tagger::tag).collect();
        for (sentence, tags) in script.sentences.iter().zip(&mut tags) {
            for (token, tag) in sentence.tokens.iter().zip(tags) {
                if token.text == "share" {
                    *tag = Pos::Verb;
                }
            }
        }
        let found: Vec<String> = phrases(&script, &tags).into_iter().map(|phrase| phrase.text).collect();
        assert!(found.contains(&"revenue market share".to_owned()), "{found:?}");
    }

    #[test]
    fn owners_stay_inside_a_phrase() {
        let tokens = ["today's", "historic", "visit"];
        let found = spans(&tokens, &[Pos::Noun, Pos::Adjective, Pos::Noun], Language::ENGLISH);
        assert_eq!(found, [1..3, 2..3]);
        assert_eq!(written(&["the", "keeper's", "lamp's,"]), ["the", "keeper's", "lamp"]);
    }

    #[test]
    fn a_number_belongs_to_a_name_that_mostly_has_one() {
        let text = "Ann: We built BIP 9 first. Then BIP 148 came. People liked BIP 148 more than BIP 9. Lens 4 is old, a lens burns nothing.";
        let script = crate::restore::restore(
            crate::read::testing::transcript(text),
            &crate::restore::Options::default(),
        );
        let tags: Vec<_> = script.sentences.iter().map(crate::analyze::tagger::tag).collect();
        let found: Vec<String> = phrases(&script, &tags).into_iter().map(|phrase| phrase.text).collect();
        assert!(found.contains(&"BIP 9".to_owned()) && found.contains(&"BIP 148".to_owned()), "{found:?}");
        assert!(!found.iter().any(|text| text == "BIP" || text == "Lens 4"), "{found:?}");
    }

    #[test]
    fn no_phrase_crosses_what_was_taken_out() {
        let script = crate::restore::restore(
            crate::read::testing::transcript(
                "Ann: We live in an old bubble, um, lamps are sold in it. We buy old lamps.",
            ),
            &crate::restore::Options::default(),
        );
        let tokens = parted(&script.sentences[0].tokens);
        assert_eq!(tokens.iter().filter(|token| token.ends_with("bubble,")).count(), 1);
    }
}
