//! Whether words make a plausible sentence.

use std::ops::Range;

use super::verb::is_base;
use super::{Clause, Word, is_content};
use crate::analyze::{Pos, tears_a_share};
use crate::compose::words::Words;

/// The shortest and longest sentences that are used: shorter ones say little, longer ones can't be read at a glance.
const WORDS: std::ops::RangeInclusive<usize> = 6..=34;
/// Sentences that are longer than this are often two that weren't parted.
const LONG: usize = 28;
/// More finite verbs than this are a run-on sentence.
const VERBS: usize = 5;
/// Talk that can't be cut out of the middle of a sentence, and shouldn't be learnt.
const NOISE: [&[&str]; 29] = [
    &["i'm", "like"],
    &["he's", "like"],
    &["she's", "like"],
    &["they're", "like"],
    &["we're", "like"],
    &["you're", "like"],
    &["you", "know"],
    &["i", "mean"],
    &["um"],
    &["uh"],
    &["blah"],
    &["or", "whatever"],
    &["and", "stuff"],
    &["something", "like", "that"],
    &["things", "like", "that"],
    &["stuff", "like", "that"],
    &["kind", "of", "like"],
    &["sort", "of", "like"],
    &["was", "like"],
    &["were", "like"],
    &["is", "like"],
    &["i", "was", "like"],
    &["yeah"],
    &["okay"],
    &["hey"],
    &["wow"],
    &["gonna", "be", "like"],
    &["it's", "like"],
    &["let's"],
];

/// Verbs whose object is often a whole clause.
const THINKING: Words = Words::new(
    "assume believe bet expect feel felt figure find found guess hope hoped imagine know knew mean meant realize said say      says see suppose suspect sure think thought wish wonder",
);

/// What a subordinate clause at the very beginning opens with.
const OPENING: [&str; 14] = [
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "unless", "until",
    "when", "whereas", "while",
];

/// The flaw of sentences that are too short.
pub(crate) const SHORT: &str = "too short";
/// The flaw of sentences without a finite verb, or with none outside of their subordinate clauses.
pub(crate) const VERBLESS: &str = "no main verb";

/// Pairs of words that no sentence has: "the is", "to if".
fn is_broken(before: Option<&Word>, first: &Word, second: &Word) -> bool {
    if first.pauses() {
        return false;
    }
    // "people like started to": a filler.
    let filler = first.is(&["like"])
        && (second.pos == Pos::Auxiliary || second.pos == Pos::Verb && !second.key.ends_with("ing"));
    let be = ["am", "are", "is", "was", "were"];
    // "were are", "a some", "the features are you need": the speaker began anew.
    let anew = first.is(&be) && (second.is(&be) || second.is(&["i", "we", "they", "you"]))
        || first.is(&["a", "an", "the"]) && second.is(&["any", "some", "these", "those"]);
    // "one of the parts would be add the oil"
    let bare = first.is(&["be", "been"]) && second.pos == Pos::Verb && is_base(&second.key);
    filler
        || anew
        || bare
        || first.is(&["a", "an", "the"])
            && second.is(&[
                "a", "an", "and", "are", "i", "is", "it", "of", "or", "that", "the", "they", "this", "to",
                "was", "we", "you",
            ])
        || tears_a_share(before.map(|word| word.key.as_str()), &first.key, &second.key)
        || first.is(&["at"]) && second.is(&["at", "for", "in", "of", "on", "to"])
        || first.is(&["of", "to", "for", "with"])
            && second.is(&["and", "are", "but", "if", "is", "or", "was"])
        || first.is(&["i", "we", "they", "you", "he", "she"])
            && second.is(&["the", "a", "of", "to", "i", "is"])
            // "allows you to have", "gives you a file"
            && !(first.is(&["you"])
                && before.is_some_and(|word| matches!(word.pos, Pos::Verb | Pos::Preposition)))
}

/// Whether a speaker says a word again where a sentence begins anew: "We worry most people worry more", and not "lamp by lamp".
fn begins_twice(words: &[Word]) -> bool {
    const NEAR: usize = 4;
    const SHORT: usize = 3;
    // What may stand between a word and itself: "from one keeper to another keeper", "up 60 % year over year".
    let joins = |word: &Word| {
        matches!(word.pos, Pos::Preposition | Pos::Conjunction | Pos::Auxiliary)
            || word
                .is(&["than", "over", "versus", "vs", "not", "which", "that", "who", "if", "when", "because"])
    };
    // "Different people want different things", "people help people".
    let doubles = |word: &Word| word.is(&["different", "people"]);
    (0..words.len()).any(|at| {
        let word = &words[at];
        let again = (at + 2..words.len().min(at + NEAR + 1)).find(|&later| words[later].key == word.key);
        is_content(word)
            && word.key.len() > SHORT
            && !doubles(word)
            && again.is_some_and(|later| {
                !words[at..later].iter().any(Word::pauses) && !words[at + 1..later].iter().any(joins)
            })
    })
}

impl Clause {
    /// Whether a range says of somebody's thought only what it is about: "I think Argand, who is an inventor from Geneva."
    fn names_only(&self, range: &Range<usize>) -> bool {
        let claim = self.claim(range);
        let Some(relative) = (claim + 1..range.end.saturating_sub(2))
            .find(|&at| self.words[at].is(&["which", "who"]) && self.words[at - 1].pauses())
        else {
            return false;
        };
        let rest = relative + 1..range.end;
        claim > range.start
            && self.finite(claim..relative).is_none()
            && !self.words[relative..range.end - 1].iter().any(Word::pauses)
            && rest.clone().filter(|&at| self.is_finite(at, &rest)).count() < 2
    }

    /// Whether a range names a thought and says nothing of it: "The idea that you can light every rock."
    fn has_an_idea_only(&self, range: &Range<usize>) -> bool {
        const THOUGHTS: [&str; 5] = ["belief", "fact", "idea", "notion", "thought"];
        let opens = self.words[range.start].is(&["the"])
            && range.len() > 3
            && self.words[range.start + 1].is(&THOUGHTS)
            && self.words[range.start + 2].is(&["that"]);
        // What is mostly said of one.
        let says = |at: usize| {
            let word = &self.words[at];
            word.is(&["is", "was", "isn't", "wasn't", "seems", "means", "makes", "comes"])
                && !matches!(self.words[at - 1].pos, Pos::Pronoun)
        };
        opens && !(range.start + 4..range.end).any(says)
    }

    /// Why a range isn't a sentence that can be put before a reader, if it isn't.
    pub(crate) fn flaw(&self, range: Range<usize>) -> Option<&'static str> {
        self.fault(range.clone()).or_else(|| self.doubt(range))
    }

    /// What is plainly wrong with a range as a sentence.
    pub(crate) fn fault(&self, range: Range<usize>) -> Option<&'static str> {
        let words = &self.words[range.clone()];
        if !WORDS.contains(&words.len()) {
            return Some(if words.len() < *WORDS.start() { SHORT } else { "too long" });
        }
        if words.iter().any(|word| {
            word.text.contains(['[', ']', '…', '♪', '>', '|', '_'])
                || word.text.trim_end_matches('-').contains("--")
                || word.text.contains("...")
                // "doesn';t", "&amp;": a source that was garbled before.
                || word.bare().contains([';', '&', '\\', '*'])
        }) {
            return Some("broken off");
        }
        // "7) Testing", "One, when ...", "00:02:32 The problem ...": an item of a list, a time of the source.
        let first = &words[0];
        if first.text.ends_with(')') && !first.text.contains('(')
            || first.pauses()
                && (first.pos == Pos::Number
                    || first.is(&["first", "firstly", "second", "secondly", "third"]))
            || words.iter().any(|word| word.bare().matches(':').count() == 2)
        {
            return Some("an item of a list");
        }
        if words[..words.len() - 1].iter().any(|word| word.text.ends_with(['-', '–', '—'])) {
            return Some("broken off");
        }
        let last = words.len() - 1;
        if words[..last].iter().any(|word| {
            word.text.ends_with(['?', '!', '.'])
                && word.text.len() > 4
                && !word.text[..word.text.len() - 1].contains('.')
        }) {
            return Some("more than one sentence");
        }
        if words
            .windows(2)
            .any(|pair| pair[0].key == pair[1].key && !pair[0].is(&["very", "that", "had", "really"]))
        {
            return Some("a stutter");
        }
        // "You always do, or you always do just need": said again in other words.
        let again = |at: usize| {
            let phrase = |from: usize| words[from..from + 3].iter().map(|word| word.key.as_str());
            (at + 3..words.len().saturating_sub(2).min(at + 6)).any(|later| phrase(at).eq(phrase(later)))
        };
        if (0..words.len().saturating_sub(5)).any(again) {
            return Some("a stutter");
        }
        if begins_twice(words) {
            return Some("a stutter");
        }
        let broken =
            |at: usize| is_broken(at.checked_sub(1).map(|before| &words[before]), &words[at], &words[at + 1]);
        if (0..last).any(broken) {
            return Some("a broken phrase");
        }
        if self.only_supposes(&range) || self.supposes_at_the_end(&range) {
            return Some("a condition without its consequence");
        }
        if self.names_only(&range) || self.has_an_idea_only(&range) {
            return Some(VERBLESS);
        }
        if NOISE.iter().any(|noise| self.find(range.clone(), noise).is_some()) {
            return Some("fillers inside");
        }
        if self.ends_open(&range) {
            return Some("ends in the middle");
        }
        if self.starts_open(&range) {
            return Some("starts in the middle");
        }
        // "I think when a system can do that in the world."
        let claim = self.claim(&range)..range.end;
        if self.words[claim.start].is(&OPENING)
            && !self.resumes(&claim)
            && self.doubt(claim) == Some(VERBLESS)
        {
            return Some(VERBLESS);
        }
        let quotes = words.iter().map(|word| word.text.matches('"').count()).sum::<usize>();
        (quotes % 2 == 1).then_some("an open quotation")
    }

    /// Whether what follows a "but" says something: "the theory is dead, but another judge Arago" breaks off, "it bends light like
    /// a thick lens, but without the weight" needs no verb.
    pub(crate) fn opposes(&self, range: &Range<usize>) -> bool {
        let but = range.clone().rev().find(|&at| self.words[at].is(&["but"]) && at > range.start);
        but.is_none_or(|at| {
            // What begins with a pronoun has a verb, even one that the tagger doesn't know.
            let begins = |word: &Word| matches!(word.pos, Pos::Determiner | Pos::Noun | Pos::Name);
            let subject = self.words[at + 1..range.end].first().is_none_or(begins);
            !self.words[at - 1].pauses() || !subject || self.finite(at + 1..range.end).is_some()
        })
    }

    /// What seems wrong with a range by counting its verbs: the tagger takes "the scan key" and "improved performance"
    /// for clauses, so that one in three of these is a good sentence.
    fn doubt(&self, range: Range<usize>) -> Option<&'static str> {
        let words = &self.words[range.clone()];
        if words.len() > LONG {
            return Some("too long");
        }
        let verbs = range.clone().filter(|&at| self.is_finite(at, &range)).count();
        let joints = words
            .iter()
            .filter(|word| word.is(&["and", "but", "or", "so", "than", "as", "then", "yet"]) || word.pauses())
            .count();
        // "Energy is the hardest part building data centers is also hard": nothing joins the two.
        if verbs > self.subordinators(&range) + joints + 2
            || joints == 0 && verbs > self.subordinators(&range) + 1
        {
            return Some("a run-on sentence");
        }
        match verbs {
            _ if verbs <= self.subordinators(&range) => return Some(VERBLESS),
            _ if verbs > VERBS => return Some("a run-on sentence"),
            _ => {}
        }
        (words.iter().filter(|word| word.is(&["and"])).count() > 3).then_some("a run-on sentence")
    }

    /// Whether a subject that no subordinate clause claims stands behind the one that a range begins with: "If you have a
    /// lamp you can see".
    fn resumes(&self, range: &Range<usize>) -> bool {
        (range.start + 3..range.end).any(|at| {
            let (previous, word) = (&self.words[at - 1], &self.words[at]);
            let subject = word.pos == Pos::Pronoun
                && ["i", "you", "we", "they", "he", "she", "it", "that", "there"].iter().any(|root| {
                    word.key.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('\''))
                });
            let claimed = previous.is(&[
                "that", "which", "who", "what", "where", "how", "because", "if", "when", "and", "although",
                "of", "for", "to",
            ]);
            (subject || word.is(&["then"])) && !claimed
        })
    }

    /// How many finite verbs of a range belong to subordinate clauses, as far as their openings tell.
    fn subordinators(&self, range: &Range<usize>) -> usize {
        range
            .clone()
            .skip(1)
            .filter(|&at| {
                let (previous, word) = (&self.words[at - 1], &self.words[at]);
                let opens = (word.is(&["that", "which", "who", "where", "when", "because", "if", "while", "what", "how", "why", "whether"])
                    || word.is(&["although", "though", "unless", "until", "whereas"]))
                    && self.finite(at + 1..range.end.min(at + 6)).is_some();
                // "the keys the tower uses": a relative clause without a pronoun.
                let bare = (previous.pos == Pos::Noun || previous.is(&["everything", "something", "anything", "all"]))
                    && !previous.pauses()
                    && (word.is(&["the", "i", "you", "we", "they", "he", "she", "it", "i've", "we've", "they've", "you've"]))
                    && self.finite(at + 1..range.end.min(at + 4)).is_some();
                // "what's going to happen": the pronoun and its verb are one word.
                let contracted = word.is(&["what's", "who's", "where's", "how's", "why's"]);
                // "I think compute is ...": a clause that is thought or said, without "that".
                let thought = THINKING.has(&previous.key)
                    && !previous.pauses()
                    && !word.is(&["that", "what", "how", "why", "if", "whether", "where", "who", "which", "when"])
                    && (word.key.contains('\'') && word.pos == Pos::Pronoun
                        || self.finite(at + 1..range.end.min(at + 8)).is_some());
                opens || bare || contracted || thought
            })
            .count()
            // A subordinate clause at the very beginning.
            + usize::from(self.words[range.start].is(&OPENING)
                && self.finite(range.start + 1..range.end.min(range.start + 8)).is_some())
    }

    /// Whether the range ends where no sentence can.
    pub(crate) fn ends_open(&self, range: &Range<usize>) -> bool {
        let last = &self.words[range.end - 1];
        // "what people care about", "the privacy they ask for"
        let stranded = range.len() > 4
            && last.is(&[
                "about", "at", "by", "down", "for", "from", "in", "off", "on", "out", "over", "through",
                "up", "with",
            ])
            && matches!(self.words[range.end - 2].pos, Pos::Verb | Pos::Noun | Pos::Adjective);
        if last.is(&["as", "least", "less", "more", "most", "such", "than"])
            && !self.has(range.end.saturating_sub(2), &["at"])
        {
            return true;
        }
        match last.pos {
            Pos::Preposition => !stranded,
            Pos::Determiner => !last.is(&["all", "both", "each", "that", "this", "some"]),
            Pos::Conjunction => true,
            Pos::Auxiliary => {
                // "... tells sailors where they are", "bigger than it was"
                !self.words[range.start..range.end - 1].iter().any(|word| {
                    word.pos == Pos::Auxiliary
                        || word.is(&["where", "what", "who", "how", "than", "that", "which"])
                })
            }
            Pos::Pronoun => {
                last.is(&["i", "we", "he", "she", "they", "who", "my", "your", "our", "their", "its"])
                    || last.key.contains('\'')
            }
            Pos::Adverb => {
                last.is(&["very", "really", "just", "how", "when", "where", "why", "pretty", "quite"])
                    || last.is(&["also", "then"]) && self.words[range.end - 2].is(&["and", "but"])
            }
            _ => last.is(&["to", "the", "a", "an", "and", "or", "but", "so", "like", "not", "um"]),
        }
    }

    /// Whether a range states something plainly: a subject at its beginning, or after a phrase or
    /// clause before it, and its verb straight after.
    pub(crate) fn states(&self, range: &Range<usize>) -> bool {
        let mut start = self.claim(range);
        let opens = matches!(self.words[start].pos, Pos::Preposition | Pos::Conjunction)
            || self.words[start].is(&["to", "when", "if", "as"]);
        if opens {
            match range.clone().find(|&at| self.words[at].pauses()) {
                Some(pause) if pause + 2 < range.end => start = pause + 1,
                Some(_) => return false,
                // "In 1907 a Swedish engineer invented ...": without a comma the phrase ends with its noun.
                None => match self.noun_phrase(start + 1, range.end) {
                    Some(phrase) if phrase.end + 2 < range.end => start = phrase.end,
                    _ => return false,
                },
            }
        }
        let subject = match self.words[start].pos {
            Pos::Pronoun => start + 1,
            Pos::Verb if self.words[start].key.ends_with("ing") => {
                self.finite(start + 1..range.end).unwrap_or(range.end)
            }
            _ => match self.long_noun_phrase(start, range.end) {
                Some(phrase) => phrase.end,
                None => return false,
            },
        };
        if self.words[subject - 1].pauses() {
            return false;
        }
        let mut verb = subject;
        while self.words[..range.end].get(verb).is_some_and(|word| word.pos == Pos::Adverb) {
            verb += 1;
        }
        if verb >= range.end {
            return false;
        }
        let contracted =
            self.words[subject - 1].pos == Pos::Pronoun && self.words[subject - 1].key.contains('\'');
        contracted || self.is_finite(verb, range)
    }

    /// Whether the range starts where no statement can.
    fn starts_open(&self, range: &Range<usize>) -> bool {
        let (first, second) = (&self.words[range.start], &self.words[range.start + 1]);
        if first.is(&[
            "which", "who", "whose", "whom", "than", "of", "what", "where", "how", "why", "not", "like",
            "also", "etc", "whether", "versus",
        ]) {
            return true;
        }
        match first.pos {
            // "Building a tower takes ..." has its verb later, "goes up in the tower" hasn't.
            Pos::Verb => !(first.key.ends_with("ing") && self.finite(range.start + 1..range.end).is_some()),
            Pos::Auxiliary => true,
            Pos::Conjunction => !first.is(&[
                "if", "when", "while", "although", "though", "since", "unless", "before", "after", "once",
                "as", "until", "both", "either", "neither",
            ]),
            Pos::Other => !first.is(&["to", "not"]) && second.pos != Pos::Noun,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<&'static str> {
        let clause = Clause::parse(text);
        clause.fault(clause.core(0..clause.len()))
    }

    fn flaw(text: &str) -> Option<&'static str> {
        let clause = Clause::parse(text);
        clause.flaw(clause.core(0..clause.len()))
    }

    #[test]
    fn knows_broken_sentences() {
        assert_eq!(flaw("A lens bends light only at its surface."), None);
        assert_eq!(flaw("In 1907 a Swedish engineer invented the sun valve."), None);
        assert_eq!(flaw("I think light is going to be the signal of the future."), None);
        assert_eq!(flaw("We want to see what's going to happen."), None);
        assert!(flaw("Profit was 2 million in the quarter of percent of revenue.").is_some());
        assert_eq!(flaw("The lamp lost a couple of percent of its light."), None);
        assert!(flaw("Energy is the hardest part building towers is also hard.").is_some());
        assert!(flaw("A lens bends light only at the.").is_some());
        assert!(flaw("The tower on the rock in the sea.").is_some());
        assert!(flaw("Which is the tower that they built on a rock.").is_some());
        assert!(flaw("You always do, or you always do just need the lamp.").is_some());
        assert!(fault("We worry most keepers worry more about the lamp than about the rock.").is_some());
        assert_eq!(fault("In the harbour people help people whenever the wind is strong."), None);
        assert!(
            fault("The idea that you can light every rock, and you can see every ship at night.").is_some()
        );
        assert_eq!(fault("The idea that you can light every rock is older than the lamp."), None);
        assert!(fault("I think Argand, who is an inventor from Geneva.").is_some());
        assert_eq!(fault("I think Argand built the lamp, which is the best in Geneva."), None);
        assert_eq!(fault("A tower is a place that allows you to see a ship in the dark."), None);
        assert!(fault("In the old tower you to the ship at the harbour of the town.").is_some());
        assert_eq!(fault("The keepers cleaned the rooms lamp by lamp before the evening."), None);
        assert_eq!(fault("Sales of lamps went up by half year over year in the north."), None);
        assert!(
            fault("I think when a tower can significantly raise the number of ships in the world.").is_some()
        );
        assert!(flaw("We will return to lamps at in some way.").is_some());
        assert!(flaw("The keepers saw the lamp, and they're like holy in the tower.").is_some());
        assert!(flaw("A lot of the lamps are you need to think of oil.").is_some());
        assert!(flaw("In the war the supply of oil will stop and also.").is_some());
        assert!(fault("I think when a tower can light the whole coast.").is_some());
        assert!(
            fault("As many have said, although the keeper had the right to leave, in practice.").is_some()
        );
        assert_eq!(fault("If you have a lamp on the rock you can light the whole coast."), None);
        assert!(flaw("The keepers were are good people on the whole.").is_some());
        assert!(flaw("The tower is uh built on the the rock.").is_some());
        assert!(flaw("Goes up the tower and winds the clockwork.").is_some());
    }
}
