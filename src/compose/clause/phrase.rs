//! Noun phrases.

use std::ops::Range;

use super::{Clause, Word};
use crate::analyze::Pos;
use crate::compose::words::Words;

impl Clause {
    /// The simple noun phrase that starts at `at`: determiner, numbers and adjectives, nouns. Its last word
    /// is its head. Pronouns aren't noun phrases.
    pub(crate) fn noun_phrase(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let mut to = at;
        let mut head = None;
        while to < end {
            let word = &self.words[to];
            let fits = match word.pos {
                Pos::Determiner => to == at,
                Pos::Adverb => to <= at + 1 && head.is_none() && word.is(&["very", "most", "more", "highly"]),
                Pos::Verb => {
                    // "a burning lamp", "machine learning"
                    head.is_none()
                        && to > at
                        && word.key.ends_with("ing")
                        && self.words.get(to + 1).is_some_and(|next| next.pos.is_nominal())
                        && to + 1 < end
                }
                Pos::Adjective | Pos::Number | Pos::Noun | Pos::Name => true,
                Pos::Pronoun => to == at && word.is(&["my", "our", "your", "his", "her", "its", "their"]),
                _ => word.key.ends_with("'s") && head.is_some(),
            };
            if !fits || head.is_some_and(|head: usize| matches!(word.pos, Pos::Determiner) && head < to) {
                break;
            }
            if word.pos.is_nominal() || word.pos == Pos::Number {
                head = Some(to);
            }
            to += 1;
            // "put in place structures", "take into account prices"
            let idiom = to == at + 1
                && word.is(&["account", "mind", "motion", "place"])
                && at.checked_sub(1).is_some_and(|before| self.words[before].is(&["in", "into"]));
            if idiom || word.pauses() || word.text.ends_with(['.', '?', '!', '"', ')']) {
                break;
            }
        }
        head.map(|head| at..head + 1)
    }

    /// All longest simple noun phrases of a range, without their determiners, in order.
    pub(crate) fn noun_phrases(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut phrases = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.noun_phrase(at, range.end) {
                Some(phrase) => {
                    at = phrase.end;
                    let start = phrase.start
                        + usize::from(matches!(
                            self.words[phrase.start].pos,
                            Pos::Determiner | Pos::Pronoun | Pos::Adverb
                        ));
                    if start < phrase.end {
                        phrases.push(start..phrase.end);
                    }
                }
                None => at += 1,
            }
        }
        phrases
    }

    /// A noun phrase with what hangs on it by "of", "in", "for": "the head of the board".
    pub(crate) fn long_noun_phrase(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let mut phrase = self.noun_phrase(at, end)?;
        while phrase.end + 1 < end
            && self.words[phrase.end].is(&["of", "for", "in", "between", "on", "from", "with"])
            && !self.words[phrase.end - 1].pauses()
        {
            let Some(next) = self.noun_phrase(phrase.end + 1, end) else { break };
            phrase.end = next.end;
        }
        Some(phrase)
    }

    /// Whether the head of a noun phrase is plural.
    pub(crate) fn is_plural(&self, phrase: &Range<usize>) -> bool {
        is_plural(&self.words[phrase.end - 1])
            || self.words[phrase.clone()].iter().any(|word| word.is(&["and"]))
    }
}

/// Whether a noun is plural by its form.
pub(crate) fn is_plural(word: &Word) -> bool {
    const SINGULAR: Words =
        Words::new("always analysis basis bias bus campus economics focus gas mathematics physics politics");
    const PLURAL: Words = Words::new("children data men people police women");
    let key = word.key.as_str();
    word.pos != Pos::Name
        && (PLURAL.has(key)
            || key.ends_with('s')
                && !["ss", "us", "is", "'s"].iter().any(|ending| key.ends_with(ending))
                && !SINGULAR.has(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_noun_phrases() {
        let clause = Clause::parse("A Fresnel lens bends the bright light of a small lamp.");
        let found: Vec<String> =
            clause.noun_phrases(0..clause.len()).into_iter().map(|phrase| clause.text(phrase)).collect();
        assert_eq!(found, ["Fresnel lens", "bright light", "small lamp"]);
        let clause = Clause::parse("They put in place lamps.");
        let found: Vec<String> =
            clause.noun_phrases(0..clause.len()).into_iter().map(|phrase| clause.text(phrase)).collect();
        assert_eq!(found, ["place", "lamps"]);
    }
}
