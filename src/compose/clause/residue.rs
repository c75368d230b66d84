//! What stands at the ends of spoken sentences and says nothing.

use std::ops::Range;

use super::{Clause, Word};
use crate::analyze::Pos;

/// Openings that are cut, longest first where one begins another.
const OPENINGS: [&[&str]; 75] = [
    &["at", "the", "end", "of", "the", "day"],
    &["i", "guess", "what", "i'm", "saying", "is"],
    &["what", "i", "mean", "is"],
    &["what", "i'm", "saying", "is"],
    &["the", "other", "thing", "is", "that"],
    &["the", "other", "thing", "is"],
    &["the", "thing", "is", "that"],
    &["the", "thing", "is"],
    &["the", "point", "is", "that"],
    &["the", "point", "is"],
    &["the", "fact", "is", "that"],
    &["the", "fact", "is"],
    &["the", "truth", "is", "that"],
    &["the", "truth", "is"],
    &["it", "turns", "out", "that"],
    &["it", "turns", "out"],
    &["turns", "out"],
    &["to", "be", "honest"],
    &["to", "be", "clear"],
    &["to", "be", "fair"],
    &["as", "i", "said"],
    &["like", "i", "said"],
    &["as", "you", "know"],
    &["as", "you", "said"],
    &["as", "we", "know"],
    &["as", "i", "mentioned"],
    &["like", "i", "mentioned"],
    &["as", "you", "mentioned"],
    &["like", "you", "mentioned"],
    &["like", "you", "said"],
    &["as", "i", "say"],
    &["first", "of", "all"],
    &["by", "the", "way"],
    &["of", "course"],
    &["in", "fact"],
    &["you", "know"],
    &["you", "see"],
    &["i", "mean"],
    &["let's", "see"],
    &["and"],
    &["so"],
    &["but"],
    &["well"],
    &["okay"],
    &["ok"],
    &["alright"],
    &["yeah"],
    &["yes"],
    &["yep"],
    &["right"],
    &["sure"],
    &["exactly"],
    &["absolutely"],
    &["oh"],
    &["ah"],
    &["hm"],
    &["hmm"],
    &["now"],
    &["look"],
    &["listen"],
    &["anyway"],
    &["actually"],
    &["basically"],
    &["obviously"],
    &["honestly"],
    &["plus"],
    &["or"],
    &["like"],
    &["also"],
    &["then"],
    &["because"],
    &["again"],
    &["meanwhile"],
    &["for", "example"],
    &["for", "instance"],
];

/// Endings that are cut.
const ENDINGS: [&[&str]; 22] = [
    &["if", "that", "makes", "sense"],
    &["if", "you", "will"],
    &["and", "so", "on", "and", "so", "forth"],
    &["and", "so", "on"],
    &["and", "so", "forth"],
    &["or", "something", "like", "that"],
    &["and", "things", "like", "that"],
    &["and", "stuff", "like", "that"],
    &["or", "something"],
    &["but", "still"],
    &["but", "also"],
    &["or", "anything"],
    &["or", "whatever"],
    &["and", "stuff"],
    &["you", "know"],
    &["i", "mean"],
    &["right"],
    &["okay"],
    &["of", "course"],
    &["for", "example"],
    &["for", "instance"],
    &["basically"],
];

/// How opinions begin; the words stay, for they say that it is one.
const HEDGES: [&[&str]; 12] = [
    &["i", "do", "think"],
    &["i", "would", "say"],
    &["i", "think"],
    &["i", "believe"],
    &["i", "suspect"],
    &["i", "guess"],
    &["i", "expect"],
    &["i'd", "say"],
    &["we", "think"],
    &["we", "believe"],
    &["my", "sense", "is"],
    &["my", "guess", "is"],
];

impl Clause {
    /// Where the claim of a range begins: after "I think that", which says that it is an opinion.
    pub(crate) fn claim(&self, range: &Range<usize>) -> usize {
        let hedge = HEDGES
            .iter()
            .find(|hedge| self.has(range.start, hedge) && range.start + hedge.len() + 3 < range.end)
            .map_or(0, |hedge| hedge.len());
        let that = hedge > 0 && self.words[range.start + hedge].is(&["that"]);
        range.start + hedge + usize::from(that)
    }

    /// What stays of a range when residue of conversation is cut from its ends.
    pub(crate) fn core(&self, range: Range<usize>) -> Range<usize> {
        let mut range = range;
        // "00:02:32 Silent payments are ...": some transcripts have times between the words.
        while range.len() > 1 && is_time(&self.words[range.start].text) {
            range.start += 1;
        }
        while let Some(opening) = OPENINGS.iter().find(|opening| {
            self.has(range.start, opening)
                && range.start + opening.len() < range.end
                && !self.goes_on(range.start, opening)
        }) {
            range.start += opening.len();
            if opening.last().is_some_and(|last| ["mentioned", "said", "say"].contains(last)) {
                range.start = self.behind_the_place(&range);
            }
        }
        while let Some(ending) = ENDINGS.iter().find(|ending| {
            range.len() > ending.len()
                && self.has(range.end - ending.len(), ending)
                // "all right", "the right", "take glass for example" are no residue.
                && (ending.len() > 1 && ending[0] != "for" || self.words[range.end - ending.len() - 1].pauses())
        }) {
            range.end -= ending.len();
        }
        range
    }

    /// "As I said in my speech, ...": what tells where it was said goes with that.
    fn behind_the_place(&self, range: &Range<usize>) -> usize {
        const LONGEST: usize = 6;
        let rest = &self.words[range.clone()];
        let opened = range.start > 0 && self.words[range.start - 1].pauses();
        let places = !opened
            && rest.first().is_some_and(|word| {
                word.pos == Pos::Preposition || word.is(&["already", "earlier", "here", "previously"])
            });
        let end =
            rest.iter().take(LONGEST).position(Word::pauses).filter(|&at| places && at + 1 < rest.len());
        end.map_or(range.start, |at| range.start + at + 1)
    }

    /// Whether an opening is the beginning of something else: "right now", "so many", "now that".
    fn goes_on(&self, at: usize, opening: &[&str]) -> bool {
        let next = at + opening.len();
        let last = &self.words[next - 1];
        if last.pauses() || next >= self.len() {
            return opening == ["because"];
        }
        let next = &self.words[next];
        match opening {
            ["so"] => next.is(&["far", "much", "many", "long", "that", "called"]),
            ["now"] => next.is(&["that"]),
            ["right"] => next.is(&["now", "after", "before", "at", "in", "here", "there", "behind"]),
            ["well"] => next.is(&["before", "after", "over"]) || next.pos == Pos::Verb,
            ["look" | "listen"] => next.is(&["at", "to", "for", "like"]),
            ["you", "know"] => next.is(&["how", "what", "why", "when", "where", "that", "who", "if"]),
            ["like"] => !last.pauses(),
            // "Because X, Y" needs its beginning; "Because X" was joined to the sentence before, "Because X, with Z", too.
            ["because"] => {
                let stated = |pause: usize| pause + 1 < self.len() && self.states(&(pause + 1..self.len()));
                next.is(&["of"]) || (at..self.len()).any(|word| self.words[word].pauses() && stated(word))
            }
            _ => false,
        }
    }
}

/// Whether a word is a time of the recording, with hours: "00:02:32".
fn is_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    parts.len() == 3
        && parts.iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(text: &str) -> String {
        let clause = Clause::parse(text);
        clause.text(clause.core(0..clause.len()))
    }

    #[test]
    fn cuts_what_says_nothing() {
        assert_eq!(core("So, I mean, a lens bends light, you know."), "a lens bends light");
        assert_eq!(core("And the thing is, the tower never failed."), "the tower never failed");
        assert_eq!(core("Well, you turn left and then right."), "you turn left and then right");
        assert_eq!(core("As I said in my speech, the tower stands."), "the tower stands");
        assert_eq!(core("As I said, in winter, the tower stands."), "in winter, the tower stands");
        assert_eq!(core("A lens is heavy, for example."), "A lens is heavy");
        assert_eq!(core("We take glass for example."), "We take glass for example");
        assert_eq!(
            core("Because the coast is a good place, with lights for years."),
            "the coast is a good place, with lights for years"
        );
        assert_eq!(core("Because oil is cheap, they burn oil."), "Because oil is cheap, they burn oil");
        assert_eq!(core("Right now the tower stands."), "Right now the tower stands");
        assert_eq!(core("00:02:32 And the tower stands."), "the tower stands");
        assert_eq!(core("10:30 is when the tower opens."), "10:30 is when the tower opens");
    }
}
