//! Words that point at something outside the sentence.

use std::ops::Range;

use super::{Clause, Word};
use crate::analyze::Pos;
use crate::compose::words::Words;

/// How far after an expletive "it" its clause may begin: "it's really important to ...".
const EXPLETIVE_REACH: usize = 9;

impl Clause {
    /// The first word of a range that points at something which isn't in the range before it.
    pub(crate) fn dangling(&self, range: Range<usize>) -> Option<&str> {
        range.clone().find(|&at| self.dangles(at, &range)).map(|at| self.words[at].bare())
    }

    fn dangles(&self, at: usize, range: &Range<usize>) -> bool {
        let word = &self.words[at];
        let before = &self.words[range.start..at];
        let previous = before.last();
        let next = self.words[..range.end].get(at + 1);
        let head = word.key.split('\'').next().unwrap_or_default();
        match head {
            "it" => !before.iter().any(is_thing) && !self.is_expletive(at, range.end),
            "its" | "itself" => !before.iter().any(is_thing),
            "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => {
                !before.iter().any(is_person)
            }
            "they" | "them" | "their" | "theirs" | "themselves" => !before.iter().any(is_several),
            "that" => self.that_points(at, range),
            "this" | "these" => !self.named_before(at, range) && !self.is_explained(at, range.end),
            "those" => !next.is_some_and(|next| next.is(&["who", "that", "of", "in", "with"])),
            "here" => true,
            "there" => {
                word.key == "there"
                    && !previous.is_some_and(|previous| previous.is(&["out"]))
                    && !self.words[..range.end].iter().skip(at + 1).take(2).any(is_being)
            }
            "one" | "ones" => {
                !before.iter().any(|word| word.pos == Pos::Noun && is_thing(word))
                    && previous.is_some_and(|previous| {
                        matches!(previous.pos, Pos::Determiner | Pos::Adjective)
                            && !previous.is(&["each", "every", "no", "a"])
                            || previous.is(&["the", "this", "that", "another", "which", "other"])
                    })
                    && !next.is_some_and(|next| next.pos.is_nominal() || next.pos == Pos::Adjective)
            }
            "former" | "latter" => next.is_none_or(|next| !next.pos.is_nominal()),
            "other" | "others" => {
                previous.is_some_and(|previous| previous.is(&["the"]))
                    && !before.iter().any(|word| word.is(&["one"]))
                    && !next.is_some_and(|next| {
                        next.pos.is_nominal() || matches!(next.pos, Pos::Adjective | Pos::Number)
                    })
            }
            "such" => !next.is_some_and(|next| next.is(&["as", "a", "an"])),
            "so" => {
                next.is_none()
                    || previous.is_some_and(|previous| previous.is(&["do", "does", "did", "doing", "or"]))
            }
            "mentioned" | "said" => {
                // "What you mentioned in the report": whom the speaker speaks to isn't there.
                let by_you =
                    head == "mentioned" && previous.is_some_and(|previous| previous.is(&["you", "you've"]));
                by_you
                    || before.len() > 1
                        && before[before.len() - 1].is(&["i", "you", "we", "i've", "you've"])
                        && before[before.len() - 2].is(&["as", "like", "what"])
            }
            "also" | "then" | "therefore" | "thus" | "hence" | "instead" | "otherwise" | "however"
            | "similarly" | "likewise" | "again" | "too" => before.is_empty(),
            "same" => {
                previous.is_some_and(|previous| previous.is(&["the"]))
                    && !next.is_some_and(|next| {
                        (next.pos.is_nominal() || matches!(next.pos, Pos::Adjective | Pos::Verb))
                            && !next.is(&["thing", "way"])
                    })
            }
            _ => false,
        }
    }

    /// "It is hard to say", "it turns out that": an "it" that stands for what follows.
    fn is_expletive(&self, at: usize, end: usize) -> bool {
        let rest = &self.words[at + 1..end.min(at + 1 + EXPLETIVE_REACH)];
        let contracted = self.words[at].key.starts_with("it'");
        let opens = contracted
            || rest.first().is_some_and(|next| {
                next.pos == Pos::Auxiliary
                    || next.is(&[
                        "is", "was", "takes", "took", "turns", "turned", "seems", "seemed", "makes", "made",
                    ])
            });
        opens
            && rest.iter().enumerate().skip(1).any(|(place, word)| {
                // "It's going to publish": what goes to do something is a thing.
                let wills =
                    rest[place - 1].is(&["able", "going", "has", "have", "need", "needs", "trying", "used"]);
                (word.is(&["that"])
                    || word.is(&["to"])
                        && !wills
                        && rest.get(place + 1).is_some_and(|next| next.pos == Pos::Verb))
                    && matches!(
                        rest[place - 1 - usize::from(place > 1 && rest[place - 1].is(&["not"]))].pos,
                        Pos::Adjective | Pos::Noun | Pos::Verb | Pos::Adverb | Pos::Number
                    )
            })
    }

    /// Whether "that" points back rather than joins clauses.
    fn that_points(&self, at: usize, range: &Range<usize>) -> bool {
        if at == range.start {
            return true;
        }
        let (previous, word) = (&self.words[at - 1], &self.words[at]);
        let contracted = word.key.contains('\'');
        if previous.pauses() && (contracted || !previous.pos.is_nominal()) {
            return true;
        }
        if contracted {
            // "a language that's compiled" against "I think that's right".
            return !(previous.pos.is_nominal()
                || previous.is(&["something", "anything", "everything", "someone"]));
        }
        if matches!(previous.pos, Pos::Preposition) && !previous.is(&["in", "given", "except"]) {
            return true;
        }
        let Some(next) = self.words[..range.end].get(at + 1) else { return true };
        if word.pauses()
            || next.pos == Pos::Conjunction
            || matches!(next.pos, Pos::Preposition) && !previous.pos.is_nominal()
        {
            return true;
        }
        // "We call that dovetailing" and its like never join.
        if previous.is(&["call", "called", "calls", "do", "doing", "did", "like", "use", "using"]) {
            return true;
        }
        // "They use that model to ..." against "they think that people like ...": a verb must follow
        // if it joins; a verb straight before and one noun straight after, and no verb, points.
        if next.pos == Pos::Noun && !previous.pos.is_nominal() {
            return !self.words[at + 2..range.end.min(at + 6)].iter().any(is_predicate);
        }
        // "Is that right?", "does that mean"
        if previous.pos == Pos::Auxiliary && !next.pos.is_nominal() {
            return !matches!(next.pos, Pos::Pronoun | Pos::Determiner);
        }
        matches!(previous.pos, Pos::Verb) && matches!(next.pos, Pos::Auxiliary | Pos::Adverb | Pos::Other)
    }

    /// "This idea that ...", "there's this thing called ...": what is meant follows.
    fn is_explained(&self, at: usize, end: usize) -> bool {
        const CONTENT: Words = Words::new(
            "assumption belief claim fact feeling hope idea impression notion saying sense theory thought",
        );
        let introduced = at > 0
            && (self.words[at - 1].key.starts_with("there")
                || self.words[at - 1].is(&["called", "had", "have"]));
        let rest = &self.words[at + 1..end.min(at + 5)];
        rest.windows(2).any(|pair| {
            pair[0].pos.is_nominal()
                && !pair[0].pauses()
                && (CONTENT.has(&pair[0].key) && pair[1].is(&["that"])
                    || introduced && pair[1].is(&["that", "called", "where", "which", "who"]))
        })
    }

    /// "This lens" where the lens was named before in the range.
    fn named_before(&self, at: usize, range: &Range<usize>) -> bool {
        let Some(noun) = self.words[at + 1..range.end].iter().take(2).find(|word| word.pos.is_nominal())
        else {
            return false;
        };
        let stem = crate::analyze::stem(&noun.key);
        self.words[range.start..at].iter().any(|word| crate::analyze::stem(&word.key) == stem)
    }
}

fn is_thing(word: &Word) -> bool {
    /// Nouns that "it" seldom stands for.
    const UNMEANT: Words = Words::new(
        "beginning case day days end example fact half idea moment part people place point reason sense side \
         time times year years",
    );
    word.pos.is_nominal() && !super::is_stop(&word.key) && !UNMEANT.has(&word.key)
        || word.is(&["everything", "something", "anything", "nothing"])
}

fn is_being(word: &Word) -> bool {
    word.pos == Pos::Auxiliary
        || word.is(&[
            "is", "are", "was", "were", "will", "has", "have", "had", "would", "must", "may", "isn't",
            "aren't",
        ])
}

fn is_predicate(word: &Word) -> bool {
    matches!(word.pos, Pos::Verb | Pos::Auxiliary)
}

/// Names, and nouns that mean a person by their ending or by themselves.
fn is_person(word: &Word) -> bool {
    const PEOPLE: Words = Words::new(
        "actress anybody anyone boss boy captain child dad everybody everyone father friend girl guy
        husband kid king man mom mother parent patient person president queen somebody someone
        student wife woman",
    );
    const ENDINGS: [&str; 4] = ["er", "or", "ist", "ian"];
    word.pos == Pos::Name
        || PEOPLE.has(&word.key)
        || word.pos == Pos::Noun
            && word.key.len() > 4
            && ENDINGS.iter().any(|ending| word.key.ends_with(ending))
}

/// Plurals, and words that "they" may stand for.
fn is_several(word: &Word) -> bool {
    const SEVERAL: Words = Words::new(
        "anybody anyone children company couple everybody everyone family government majority men
        nobody people person public somebody someone staff team who whoever women",
    );
    SEVERAL.has(&word.key)
        || word.pos.is_nominal()
            && word.key.ends_with('s')
            && !word.key.ends_with("ss")
            && !word.key.ends_with("'s")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dangling(text: &str) -> Option<String> {
        let clause = Clause::parse(text);
        clause.dangling(0..clause.len()).map(str::to_owned)
    }

    #[test]
    fn finds_what_points_outside() {
        for text in [
            "It stays thin in the middle.",
            "The keeper used that lamp.",
            "We call that dovetailing.",
            "These people trimmed the wick.",
            "The board thought he was wrong.",
            "The first one was at Cordouan.",
            "They smashed the work.",
            "Then the oil burned.",
            "It's going to burn all night.",
            "Most lamps burn oil, because what you mentioned is whale oil.",
        ] {
            assert!(dangling(text).is_some(), "{text}");
        }
    }

    #[test]
    fn lets_what_is_explained_inside() {
        for text in [
            "A lens bends light, so it stays thin.",
            "A lighthouse is a tower that tells sailors where they are.",
            "There are nine members on the board.",
            "Ida Lewis was twelve when she made her first rescue.",
            "The problem is that the mirrors lose light.",
            "It is hard to build on a reef.",
            "Argand mentioned the wick in every letter to the board.",
        ] {
            assert_eq!(dangling(text), None, "{text}");
        }
    }
}
