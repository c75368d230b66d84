//! What was answered to a question: what is said first, or what comes soon, can be read alone and speaks of what was asked.

use std::collections::BTreeSet;
use std::ops::Range;

use super::analysis::Passage;
use super::background::rarity;
use super::broken::is_broken;
use super::passages::{extend, stands};
use super::reading::{self, Said};
use super::requests::requests;
use super::stems::stem;
use super::tagger::{Pos, bare, keys};
use crate::restore::{Script, SentenceKind, key};

/// Most sentences of an answer.
const MOST: usize = 3;
/// Sentences of a reply among which the answer is looked for.
const REPLY: usize = 6;
/// Sentences between a question and the reply: back-channels, and what the asker adds.
const BETWEEN: usize = 3;
/// Sentences at the start of a reply of which one begins the direct answer, words that it has at least if more is said, and at most.
const REPLIES: usize = 3;
const ENOUGH: usize = 30;
/// Words of a reason that answers by itself.
const REASON: usize = 8;
const LONGEST: usize = 60;
/// How much more a direct answer is worth than one that comes later, and how little that is with every sentence in between.
const FIRST: f64 = 3.0;
const LATER: f64 = 0.92;
/// How well a direct answer is thought to read at least: what it leans on is the question.
const LEAST: f64 = 0.25;
/// How much more it is worth with every word that the question has, too, and how many count.
const SHARES: f64 = 0.3;
const SHARED: usize = 2;
/// How much more where it begins as an answer.
const ANSWERING: f64 = 1.3;
/// And where it says that it answers.
const EXPRESSLY: f64 = 4.0;
/// How likely an answer that comes later must be one that can be read alone, and what an answer must be worth with all that.
const READABLE: f64 = 0.15;
const WORTH: f64 = 0.35;
/// How rare a word in speech at large must be to be one that a question and its answer share.
pub(super) const TELLING: f64 = 0.3;

/// Words that ask for more than a yes, among so many at the start of a question.
pub(super) const QUESTION_WORDS: [&str; 10] =
    ["how", "how's", "what", "what's", "when", "where", "which", "who", "who's", "why"];
const ASKING: usize = 4;

/// Words of the questions that may follow one in the same breath and still ask the same: "How many are you now? 50, 75?"
const RESTATED: usize = 6;

/// What is said to a question.
struct Reply<'a> {
    said: &'a Said<'a>,
    /// Its sentences, until the next question is put.
    sentences: Range<usize>,
    /// Whether no other question was put behind this one: of several the last one is answered first, or the one with the same words.
    last: bool,
    /// Whether "Yes." is an answer.
    yes_or_no: bool,
    /// Stems of what is asked about.
    wanted: BTreeSet<String>,
}

impl<'a> Reply<'a> {
    fn new(said: &'a Said<'a>, question: &Range<usize>) -> Option<Self> {
        let script = said.script;
        let turn = |at: usize| &script.turns[script.sentences[at].turn];
        let asker = turn(question.start).speaker;
        let is_question = |at: usize| script.sentences[at].kind == SentenceKind::Question;
        let near = question.end..script.sentences.len().min(question.end + BETWEEN + 1);
        let start = near.into_iter().find(|&at| {
            turn(at).speaker != asker
                && (!is_fragment(script, at) || begins_answer(script, at) || names(said, at))
        })?;
        let replier = turn(start).speaker;
        let end = (start..script.sentences.len().min(start + 2 * REPLY))
            .find(|&at| {
                turn(at).speaker == asker && is_question(at)
                    || turn(at).speaker != asker && turn(at).speaker != replier
            })
            .unwrap_or(script.sentences.len().min(start + 2 * REPLY));
        Some(Self {
            said,
            sentences: start..end,
            last: rest(script, question) <= RESTATED,
            yes_or_no: asks_yes_or_no(script, question.end - 1),
            wanted: telling(script, question.clone()),
        })
    }

    /// Whether the one who replies says a sentence.
    fn says(&self, at: usize) -> bool {
        let script = self.said.script;
        let speaker = |at: usize| script.turns[script.sentences[at].turn].speaker;
        self.sentences.contains(&at) && speaker(at) == speaker(self.sentences.start)
    }

    /// What is said first, with what follows as long as that is little.
    fn direct(&self) -> Option<Range<usize>> {
        let script = self.said.script;
        let length = |range: &Range<usize>| -> usize {
            script.sentences[range.clone()].iter().map(|sentence| sentence.tokens.len()).sum()
        };
        let start =
            self.sentences.clone().take(REPLIES).find(|&at| self.says(at) && !is_courtesy(script, at))?;
        let mut direct = start..start + 1;
        while direct.len() < MOST
            && self.says(direct.end)
            && script.sentences[direct.end].kind == SentenceKind::Statement
            && (length(&direct) < ENOUGH || announces(script, direct.end - 1))
        {
            direct.end += 1;
        }
        let content = |at: usize| self.said.tags[at].iter().filter(|pos| pos.is_content()).count();
        // "Sure." says nothing to "What is ...?".
        let says =
            direct.clone().map(content).sum::<usize>() > 1 || self.yes_or_no && begins_answer(script, start);
        let open =
            |at: usize| script.sentences[at].tokens.last().is_some_and(|last| last.text.ends_with('…'));
        let whole = direct.clone().all(|at| !is_broken(script, at) && !open(at))
            && script.sentences[start].kind != SentenceKind::Question
            && (length(&direct) >= REASON || !gives_only_a_reason(script, start))
            && length(&direct) <= LONGEST;
        (says && whole).then_some(direct)
    }

    /// What is said later and can be read alone, each with its place.
    fn later(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        let &Said { script, tags, salience, .. } = self.said;
        let standing =
            self.sentences.clone().filter(|&at| self.says(at) && stands(script, tags, at)).take(REPLY);
        standing.enumerate().filter_map(move |(place, at)| {
            let mut passage = extend(script, tags, salience, &self.sentences, at)?;
            // "There are several reasons." says nothing without the first of them.
            let announces = announces(script, passage.end - 1);
            if announces
                && passage.len() < MOST
                && self.says(passage.end)
                && stands(script, tags, passage.end)
            {
                passage.end += 1;
            }
            (!gives_only_a_reason(script, passage.start) && !is_courtesy(script, at))
                .then_some((place, passage))
        })
    }

    /// How likely it is that some of it answers, at `place` among what can be quoted, the first if it is what is said first; `None` where it
    /// may answer something else.
    fn worth(&self, passage: &Range<usize>, place: Option<usize>) -> Option<f64> {
        let script = self.said.script;
        let verdict = reading::verdict(self.said, passage);
        let shared = telling(script, passage.clone()).intersection(&self.wanted).count().min(SHARED);
        let says = answers_expressly(script, passage.start);
        let answers = says || begins_answer(script, passage.start);
        // What comes later, or before the answer to another question, is about this one only if it says so.
        if shared == 0 && (!self.last || place.is_some() && !answers)
            || place.is_some() && verdict.alone < READABLE
        {
            return None;
        }
        // The question says what an answer is about, so that it needn't stand as much alone as a quote.
        let reads = (verdict.alone * verdict.worth).sqrt();
        let (reads, place) = match place {
            None if self.last => (reads.max(LEAST), FIRST),
            None => (reads.max(LEAST), 1.0),
            Some(place) => (reads, libm::pow(LATER, place as f64)),
        };
        let answering = if says {
            EXPRESSLY
        } else if answers {
            ANSWERING
        } else {
            1.0
        };
        Some(reads * (1.0 + SHARES * shared as f64) * answering * place)
    }
}

/// What the reply says to a question, and how much that is worth: what is said first, or of its first sentences the one that reads best, speaks
/// of what was asked and comes early. What is quoted anyway and begins so stands for it.
pub(super) fn answer(
    said: &Said<'_>,
    question: &Range<usize>,
    passages: &[Passage],
) -> Option<(f64, Range<usize>)> {
    let reply = Reply::new(said, question)?;
    let direct = reply.direct().and_then(|passage| Some((reply.worth(&passage, None)?, passage)));
    let later =
        reply.later().filter_map(|(place, passage)| Some((reply.worth(&passage, Some(place))?, passage)));
    let best = direct.into_iter().chain(later).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (worth, answer) = best.filter(|(worth, _)| *worth >= WORTH)?;
    let quoted = passages.iter().find(|passage| {
        (reply.sentences.start..=answer.start).contains(&passage.sentences.start)
            && passage.sentences.end >= answer.end
    });
    Some((worth, quoted.map_or(answer, |passage| passage.sentences.clone())))
}

/// Whether "Yes." answers a question: "Is it a lamp?", and neither "What is it?" nor "Can you tell us what it is?".
fn asks_yes_or_no(script: &Script, at: usize) -> bool {
    let sentence = &script.sentences[at];
    !requests(sentence)
        && !keys(sentence).iter().take(ASKING).any(|word| QUESTION_WORDS.contains(&word.as_str()))
}

/// How many words the questions have that follow one in its turn.
fn rest(script: &Script, question: &Range<usize>) -> usize {
    let turn = &script.turns[script.sentences[question.start].turn].sentences;
    let further = script.sentences[question.end.min(turn.end)..turn.end].iter();
    further
        .filter(|sentence| sentence.kind == SentenceKind::Question)
        .map(|sentence| sentence.tokens.len())
        .sum()
}

/// "It's a good question.", "You bring up a good point.", "Thank you for your question.", "I'll let you know.", "I'll take that, Chris.", "John. And thanks
/// for the question."
fn is_courtesy(script: &Script, at: usize) -> bool {
    const CALLING: usize = 3;
    let first = keys(&script.sentences[at]).into_iter().next();
    // "Sure, John." says nothing yet, "Yes." does.
    let says = first
        .is_some_and(|word| matches!(word.as_str(), "absolutely" | "definitely" | "exactly" | "no" | "yes"));
    let calls = script.sentences[at].tokens.len() <= CALLING && !says;
    let next = script.sentences.get(at + 1).filter(|next| next.turn == script.sentences[at].turn);
    is_polite(script, at) || next.is_some() && (only_agrees(script, at) || calls && is_polite(script, at + 1))
}

/// "Yeah, okay.", before more is said.
fn only_agrees(script: &Script, at: usize) -> bool {
    const AGREEING: [&str; 12] =
        ["alright", "good", "great", "hi", "oh", "ok", "okay", "right", "sure", "thanks", "well", "yeah"];
    keys(&script.sentences[at]).iter().all(|word| AGREEING.contains(&word.as_str()))
}

fn is_polite(script: &Script, at: usize) -> bool {
    const LONGEST: usize = 12;
    const STARTING: [&str; 9] =
        ["answer", "begin", "comment", "handle", "jump", "start", "take", "tackle", "try"];
    let words = keys(&script.sentences[at]);
    let starts = words.windows(2).take(2).any(|two| two[0] == "i'll" && STARTING.contains(&two[1].as_str()));
    let polite =
        |word: &String| matches!(word.as_str(), "answer" | "question" | "questions" | "thank" | "thanks");
    words.len() <= LONGEST
        && (starts
            || words.iter().any(polite)
            || words.windows(2).any(|pair| pair[0] == "good" && pair[1] == "point"))
        || words.windows(3).any(|three| three[0] == "let" && three[2] == "know")
}

/// Whether a sentence only says how many are to come: "for several reasons", "two suggestions", "my view is as follows", "let me start with the latter".
fn announces(script: &Script, at: usize) -> bool {
    const COUNTS: [&str; 8] = ["couple", "few", "following", "four", "many", "several", "three", "two"];
    const THINGS: [&str; 12] = [
        "answers",
        "areas",
        "factors",
        "parts",
        "points",
        "qualities",
        "questions",
        "reasons",
        "suggestions",
        "things",
        "types",
        "ways",
    ];
    let words = keys(&script.sentences[at]);
    let counted = |pair: &[String]| COUNTS.contains(&pair[0].as_str());
    words.windows(2).any(counted) && words.iter().any(|word| THINGS.contains(&word.as_str()))
        || matches!(words.as_slice(), [.., so, follows] if so == "as" && follows == "follows")
        || words.windows(3).any(|three| {
            three[0] == "let" && three[1] == "me" && matches!(three[2].as_str(), "begin" | "start")
        })
}

/// "Because it is cold" answers with a half.
fn gives_only_a_reason(script: &Script, at: usize) -> bool {
    let first = script.sentences[at].tokens.first();
    first.is_some_and(|token| matches!(key(bare(&token.text)).as_str(), "because" | "'cause" | "cause"))
}

/// "The extra functions.", "A lot.", and not "Right."
fn names(said: &Said<'_>, at: usize) -> bool {
    said.tags[at].iter().any(|pos| pos.is_nominal() || *pos == Pos::Number)
}

fn is_fragment(script: &Script, at: usize) -> bool {
    script.sentences[at].kind == SentenceKind::Fragment
}

pub(super) fn begins_answer(script: &Script, at: usize) -> bool {
    const ANSWERS: [&str; 9] =
        ["absolutely", "definitely", "exactly", "no", "not", "sure", "yeah", "yep", "yes"];
    let first = script.sentences[at].tokens.first();
    first.is_some_and(|token| ANSWERS.contains(&key(bare(&token.text)).as_str()))
}

/// "In answer to your question, ...", "The short answer is ..."
fn answers_expressly(script: &Script, at: usize) -> bool {
    /// Words of the opening that says so.
    const NEAR: usize = 8;
    let words = keys(&script.sentences[at]);
    let near = &words[..words.len().min(NEAR)];
    let says = |phrase: &[&str]| near.windows(phrase.len()).any(|words| words == phrase);
    says(&["answer", "to", "your"]) || says(&["answer", "your", "question"]) || says(&["answer", "is"])
}

/// The stems of the words of sentences that say what they are about.
pub(super) fn telling(script: &Script, sentences: Range<usize>) -> BTreeSet<String> {
    let stems = sentences.flat_map(|at| keys(&script.sentences[at])).map(|word| stem(&word));
    stems.filter(|stem| rarity(stem) >= TELLING).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    #[test]
    fn a_request_is_answered_by_no_yes() {
        let yes_or_no = |text: &str| {
            asks_yes_or_no(&restore(crate::read::testing::transcript(text), &Options::default()), 0)
        };
        assert!(yes_or_no("Ann: Is it the lamp that you tell us of?"));
        assert!(!yes_or_no("Ann: What is the lamp for?"));
        assert!(!yes_or_no("Ann: Can you tell us a little bit about what the lamp is?"));
    }

    #[test]
    fn thanks_answer_nothing() {
        let courtesies = |text: &str| -> Vec<bool> {
            let script = restore(crate::read::testing::transcript(text), &Options::default());
            (0..script.sentences.len()).map(|at| is_courtesy(&script, at)).collect()
        };
        assert_eq!(
            courtesies("Bob: Sure, John. And thanks for the question. The old strings break in the cold."),
            [true, true, false]
        );
        assert_eq!(courtesies("Bob: Yes. Thanks for the question."), [false, true]);
        assert_eq!(courtesies("Bob: Yeah, okay. The strings break."), [true, false]);
        assert_eq!(courtesies("Bob: I'll take that one. The strings break."), [true, false]);
    }
}
