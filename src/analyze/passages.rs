//! Picks what is worth keeping of a topic: few passages that can be read alone and don't repeat
//! one another.

use std::collections::BTreeSet;
use std::ops::Range;

use super::alone::{is_code, is_half, leans, turns_to};
use super::analysis::Passage;
use super::broken::is_broken;
use super::formulas::Formulas;
use super::quotations::Marks;
use super::reading::{self, Said};
use super::requests::requests;
use super::retraction::is_taken_back;
use super::stems::stem;
use super::tagger::{Pos, keys};
use super::vocabulary::Vocabulary;
use crate::restore::{Script, SentenceKind};

/// One passage for so many sentences that readers would keep, as the salience lets expect: most passages
/// are a sentence, some two or three.
const KEPT_PER_PASSAGE: f64 = 1.3;
const FEWEST: usize = 1;
const MOST: usize = 6;
/// One more for so many words of a topic beyond so many: half an hour of prepared remarks has more to it.
const LONG: usize = 2_000;
const WORDS_A_PASSAGE: usize = 500;

/// Longest passage, in sentences and in words.
const SENTENCES: usize = 3;
const WORDS: usize = 75;

/// Words of an English passage at least: of 16 shorter ones readers found one good.
const SHORTEST: usize = 12;

/// What is said next joins a passage when it is worth this share of the passage's best sentence. Of the same quotes with less and with more behind them readers
/// prefer those with more (114 to 42 of those with 0.55 beside 0.75, 126 to 28 of those with 0.4 beside 0.55): shorter ones stop before the point.
const JOINS: f64 = 0.4;
/// The same in other languages, for which what is worth it wasn't learned, of one sentence.
const JOINS_UNLEARNED: f64 = 0.75;
/// And when the passage reads so well with it, beside how it reads without. With 0.7 annotators agree as much, but readers prefer what that cuts off 69 to 11.
const AS_WELL: f64 = 0.5;
/// A sentence that is worth this share of a passage's heart says what the passage is about.
const HEART: f64 = 0.75;

/// How much it counts that annotators would keep a passage, to whether it can be read alone and is worth it: of 5,723 passages that readers marked, the best of
/// every topic is both in 0.39 of the cases with 0.5; with 1 and the root of the others in 0.37, without `worth` in 0.36.
const KEPT: f64 = 0.5;

/// How much a sentence is worth that begins as others of the talk do: "As an AI language model, ...", "The next question will be ...".
const FORMULA: f64 = 0.5;

/// A passage may share at most this part of its content words with one that was picked before.
const REPEATED: f64 = 0.5;
/// The same with one of another topic, beyond which it says the same again.
const SAME: f64 = 0.8;

/// How much a sentence with a number is worth: readers of whole summaries miss figures most.
const FIGURES: f64 = 1.3;

/// What is looked at in the whole talk before passages are chosen.
pub(super) struct Whole {
    marks: Marks,
    formulas: Formulas,
}

impl Whole {
    pub(super) fn new(script: &Script, tags: &[Vec<Pos>]) -> Self {
        Self { marks: Marks::new(script), formulas: Formulas::new(script, tags) }
    }
}

/// The passages of a topic, `most` of them at most, in the order in which they were said.
pub(super) fn passages(
    said: &Said<'_>,
    whole: &Whole,
    vocabulary: &Vocabulary,
    topic: Range<usize>,
    most: Option<usize>,
) -> Vec<Passage> {
    let &Said { script, salience, .. } = said;
    let expected: f64 = topic.clone().map(|at| salience[at]).sum();
    let further = words(script, &topic).saturating_sub(LONG) / WORDS_A_PASSAGE;
    let budget = ((expected / KEPT_PER_PASSAGE).round() as usize)
        .clamp(FEWEST, MOST + further)
        .min(most.unwrap_or(usize::MAX));
    let mut order: Vec<(f64, usize, Range<usize>)> = hearts(said, &whole.marks, &topic)
        .into_iter()
        .map(|(at, passage)| (worth(said, whole, at, &passage), at, passage))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut picked: Vec<Passage> = Vec::new();
    for (_, at, sentences) in order {
        if picked.len() == budget {
            break;
        }
        let overlaps = |passage: &Passage| {
            sentences.start < passage.sentences.end && passage.sentences.start < sentences.end
        };
        let repeats = |passage: &Passage| shared(vocabulary, &sentences, &passage.sentences) > REPEATED;
        if !picked.iter().any(|passage| overlaps(passage) || repeats(passage)) {
            picked.push(Passage { score: salience[at], sentences });
        }
    }
    picked.sort_by_key(|passage| passage.sentences.start);
    let mut free = topic.start;
    for passage in &mut picked {
        explain(said, &mut passage.sentences, free);
        free = passage.sentences.end;
    }
    joined(script, picked)
}

/// How much a passage is worth whose heart is the sentence `at`.
fn worth(said: &Said<'_>, whole: &Whole, at: usize, passage: &Range<usize>) -> f64 {
    let &Said { script, tags, salience, .. } = said;
    let reading::Verdict { alone, worth } = reading::verdict(said, passage);
    let formula = if whole.formulas.opens(script, tags, at) { FORMULA } else { 1.0 };
    let figures = if has_figure(script, tags, at) { FIGURES } else { 1.0 };
    libm::pow(salience[at], KEPT) * alone * worth * formula * figures
}

/// How likely a passage must be one that can be read alone to be added for the sake of the title.
const READABLE: f64 = 0.3;

/// Adds the best passage that says a word of the topic's title, where none says any: who reads the title looks for it.
pub(super) fn explain_title(
    said: &Said<'_>,
    whole: &Whole,
    topic: &Range<usize>,
    title: &str,
    passages: &mut Vec<Passage>,
) {
    const LETTERS: usize = 3;
    let script = said.script;
    let named: Vec<String> = title
        .split([' ', '-'])
        .filter(|word| word.chars().count() >= LETTERS && *word != "and")
        .map(stem)
        .collect();
    let says = |sentences: &Range<usize>| {
        let mut words = sentences.clone().flat_map(|at| keys(&script.sentences[at]));
        words.any(|word| word.split('-').chain([word.as_str()]).any(|part| named.contains(&stem(part))))
    };
    if passages.iter().any(|passage| says(&passage.sentences)) {
        return;
    }
    let is_free = |sentences: &Range<usize>| {
        passages.iter().all(|passage| {
            sentences.start >= passage.sentences.end || passage.sentences.start >= sentences.end
        })
    };
    let best = hearts(said, &whole.marks, topic)
        .into_iter()
        .filter(|(_, passage)| says(passage) && is_free(passage))
        .filter(|(_, passage)| reading::verdict(said, passage).alone >= READABLE)
        .map(|(at, passage)| (worth(said, whole, at, &passage), at, passage))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, at, sentences)) = best {
        passages.push(Passage { score: said.salience[at], sentences });
        passages.sort_by_key(|passage| passage.sentences.start);
    }
}

/// The stems of what the best sentences of passages say.
pub(super) fn stems(said: &Said<'_>, passages: &[Passage]) -> BTreeSet<String> {
    let best = |passage: &Passage| {
        let least = HEART * passage.score;
        passage.sentences.clone().filter(move |&at| said.salience[at] >= least)
    };
    let sentences = passages.iter().flat_map(best);
    sentences.flat_map(|at| keys(&said.script.sentences[at])).map(|word| stem(&word)).collect()
}

/// Whether a number is written in digits in a sentence.
fn has_figure(script: &Script, tags: &[Vec<Pos>], at: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    script.sentences[at]
        .tokens
        .iter()
        .zip(&tags[at])
        .any(|(token, pos)| *pos == Pos::Number && token.text.contains(is_digit))
}

/// Leaves out of each topic what an earlier one quotes already, unless it has nothing else.
pub(super) fn drop_repeats(topics: &mut [Vec<Passage>], vocabulary: &Vocabulary) {
    let mut quoted: Vec<Range<usize>> = Vec::new();
    for passages in topics {
        let is_new = |passage: &Passage| {
            !quoted.iter().any(|earlier| shared(vocabulary, &passage.sentences, earlier) > SAME)
        };
        if passages.iter().any(is_new) {
            passages.retain(is_new);
        }
        quoted.extend(passages.iter().map(|passage| passage.sentences.clone()));
    }
}

/// Whether a short sentence limits or turns round what stands before it: "But we can't prove that.", "At least there wasn't.", and "It is a business
/// problem." behind "It isn't a software problem."
fn limits(script: &Script, at: usize) -> bool {
    /// Words of such a sentence at most.
    const LONGEST: usize = 16;
    if !script.language.is_english() || script.sentences[at].tokens.len() > LONGEST {
        return false;
    }
    let words = keys(&script.sentences[at]);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.as_str()));
    let denied = || {
        let before = keys(&script.sentences[at - 1]);
        before.iter().any(|word| word == "not" || word == "isn't" || word == "aren't" || word == "wasn't")
    };
    is(0, &["but", "although", "except"])
        || is(0, &["at"]) && is(1, &["least"])
        || (is(0, &["it's", "they're"]) || is(0, &["it", "they"]) && is(1, &["is", "are"]))
            && at > 0
            && denied()
}

/// Makes one of passages that somebody said directly after one another, unless that is too long.
fn joined(script: &Script, passages: Vec<Passage>) -> Vec<Passage> {
    let turn = |at: usize| script.sentences[at].turn;
    let mut joined: Vec<Passage> = Vec::with_capacity(passages.len());
    for passage in passages {
        let before = joined.last_mut().filter(|before| {
            before.sentences.end == passage.sentences.start
                && !turns_to(script, passage.sentences.start)
                && turn(before.sentences.start) == turn(passage.sentences.start)
                && fits(script, &(before.sentences.start..passage.sentences.end))
        });
        match before {
            Some(before) => {
                before.sentences.end = passage.sentences.end;
                before.score = before.score.max(passage.score);
            }
            None => joined.push(passage),
        }
    }
    joined
}

/// Begins a passage a sentence or two earlier, at `free` the earliest, where it reads better with them.
fn explain(said: &Said<'_>, passage: &mut Range<usize>, free: usize) {
    let &Said { script, tags, .. } = said;
    let turn = &script.turns[script.sentences[passage.start].turn].sentences;
    let mut best = reading::verdict(said, passage).alone;
    let earlier = (free.max(turn.start)..passage.start).rev();
    for start in earlier.take_while(|&at| stands(script, tags, at)) {
        let longer = start..passage.end;
        if !fits(script, &longer) {
            break;
        }
        let reads = reading::verdict(said, &longer).alone;
        if reads > best {
            best = reads;
            *passage = longer;
        }
    }
}

/// Every passage that a topic could have, the heart of it first, with the features of how it reads: what
/// `training/analyze` learns from.
pub(super) fn rows(said: &Said<'_>, topic: &Range<usize>) -> Vec<(usize, Range<usize>, Vec<f64>)> {
    hearts(said, &Marks::new(said.script), topic)
        .into_iter()
        .map(|(at, passage)| {
            let features = reading::features(said, &passage).to_vec();
            (at, passage, features)
        })
        .collect()
}

/// The sentences of a topic that can be the heart of a passage, each with its passage.
fn hearts(said: &Said<'_>, marks: &Marks, topic: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let &Said { script, tags, salience, .. } = said;
    let standing = topic.clone().filter(|&at| stands(script, tags, at));
    let long = |passage: &Range<usize>| !script.language.is_english() || words(script, passage) >= SHORTEST;
    standing
        .filter_map(|at| {
            let extended = readable(said, at, extend(script, tags, salience, topic, at)?);
            Some((at, unquoted(script, marks, topic, extended)?))
        })
        .filter(|(_, passage)| long(passage))
        .collect()
}

/// The passage without what is said behind its heart and reads much worse: "So the argument that was meant to kill the theory."
fn readable(said: &Said<'_>, heart: usize, passage: Range<usize>) -> Range<usize> {
    let alone = |end: usize| reading::verdict(said, &(passage.start..end)).alone;
    let mut reads = alone(heart + 1);
    for end in heart + 2..=passage.end {
        let longer = alone(end);
        if longer < AS_WELL * reads {
            return passage.start..end - 1;
        }
        reads = reads.max(longer);
    }
    passage
}

/// Whether a sentence is fit to be the heart of a passage.
pub(super) fn stands(script: &Script, tags: &[Vec<Pos>], at: usize) -> bool {
    let sentence = &script.sentences[at];
    sentence.kind == SentenceKind::Statement
        && (6..=WORDS).contains(&sentence.tokens.len())
        && !is_half(script, tags, at)
        && !is_taken_back(script, at)
        && !is_code(sentence)
        && !is_broken(script, at)
        && !(script.language.is_english() && requests(sentence))
}

/// The sentence with the neighbours it needs: the one before when it leans on it, and those behind it
/// that are worth it. `None` when it leans on something that can't be had.
pub(super) fn extend(
    script: &Script,
    tags: &[Vec<Pos>],
    salience: &[f64],
    topic: &Range<usize>,
    at: usize,
) -> Option<Range<usize>> {
    let turn = &script.turns[script.sentences[at].turn].sentences;
    let bounds = turn.start.max(topic.start)..turn.end.min(topic.end);
    let mut range = at..at + 1;
    while leans(script, tags, range.start) {
        let longer = range.start.checked_sub(1)?..range.end;
        if longer.start < bounds.start
            || !fits(script, &longer)
            || script.sentences[longer.start].kind == SentenceKind::Question
        {
            return None;
        }
        range = longer;
    }
    let (joins, most) = if script.language.is_english() { (JOINS, SENTENCES) } else { (JOINS_UNLEARNED, 1) };
    while range.end < bounds.end.min(at + 1 + most)
        && fits(script, &(range.start..range.end + 1))
        && (salience[range.end] >= joins * salience[at] || limits(script, range.end))
        && script.sentences[range.end].kind == SentenceKind::Statement
        && !turns_to(script, range.end)
        && !is_half(script, tags, range.end)
        && !is_code(&script.sentences[range.end])
        && !is_broken(script, range.end)
        && !requests(&script.sentences[range.end])
    {
        range.end += 1;
    }
    Some(range)
}

/// The passage with the rest of a quotation that it begins. `None` where it is only a part of one.
fn unquoted(
    script: &Script,
    marks: &Marks,
    topic: &Range<usize>,
    passage: Range<usize>,
) -> Option<Range<usize>> {
    let turn = &script.turns[script.sentences[passage.start].turn].sentences;
    (passage.end..=turn.end.min(topic.end))
        .map(|end| passage.start..end)
        .take_while(|longer| *longer == passage || fits(script, longer))
        .find(|longer| !marks.are_cut(turn, longer))
}

/// Whether a passage isn't too long.
pub(super) fn fits(script: &Script, range: &Range<usize>) -> bool {
    range.len() <= SENTENCES && words(script, range) <= WORDS
}

fn words(script: &Script, range: &Range<usize>) -> usize {
    script.sentences[range.clone()].iter().map(|sentence| sentence.tokens.len()).sum()
}

/// The part of the content words of `a` that `b` has too.
fn shared(vocabulary: &Vocabulary, a: &Range<usize>, b: &Range<usize>) -> f64 {
    let words = |range: &Range<usize>| -> Vec<usize> {
        range.clone().flat_map(|at| vocabulary.sentences[at].iter().copied()).collect()
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() {
        return 0.0;
    }
    a.iter().filter(|id| b.contains(id)).count() as f64 / a.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::tagger::tag;
    use crate::restore::{Options, restore};

    #[test]
    fn what_an_earlier_topic_quotes_is_left_out() {
        let text = "Ada: The keepers polished the brass of the lamp every evening. The mirrors swallowed half of the light. \
                    And the keepers polished the brass of the lamp every evening.";
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let tags: Vec<_> = script.sentences.iter().map(tag).collect();
        let vocabulary = Vocabulary::new(&script, &tags);
        let passage = |at: usize| Passage { sentences: at..at + 1, score: 0.5 };
        let starts = |topics: &[Vec<Passage>]| -> Vec<Vec<usize>> {
            topics.iter().map(|topic| topic.iter().map(|one| one.sentences.start).collect()).collect()
        };
        let mut topics = [vec![passage(0)], vec![passage(1), passage(2)]];
        drop_repeats(&mut topics, &vocabulary);
        assert_eq!(starts(&topics), [vec![0], vec![1]]);
        let mut topics = [vec![passage(0)], vec![passage(2)]];
        drop_repeats(&mut topics, &vocabulary);
        assert_eq!(starts(&topics), [vec![0], vec![2]], "a topic has something");
    }

    #[test]
    fn a_quotation_is_quoted_whole() {
        let text = "Ann: She wrote a song about the old tower. It has lines such as \"This is my first day in the tower. I will \
                    clean the glass and trim the wick of the lamp.\" People still sing it in the harbour every year.\n";
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let marks = Marks::new(&script);
        let whole = |passage: Range<usize>| unquoted(&script, &marks, &(0..script.sentences.len()), passage);
        assert_eq!(whole(0..1), Some(0..1));
        assert_eq!(whole(1..2), Some(1..3), "with the end of the quotation");
        assert_eq!(whole(2..3), None, "without its beginning");
        assert_eq!(whole(3..4), Some(3..4));
    }

    #[test]
    fn joins_what_was_said_in_one_breath() {
        let text = "Ann: The lamp burned oil from whales. Its wick was trimmed every four hours. The keeper slept in between.\n\
                    Bob: The lens stood in mercury.\n";
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let passages = |ranges: &[Range<usize>]| {
            let passage = |sentences: &Range<usize>| Passage { sentences: sentences.clone(), score: 0.5 };
            let joined = joined(&script, ranges.iter().map(passage).collect());
            joined.into_iter().map(|passage| passage.sentences).collect::<Vec<_>>()
        };
        assert_eq!(passages(&[0..1, 1..3, 3..4]), [0..3, 3..4]);
        assert_eq!(passages(&[0..1, 2..3, 3..4]), [0..1, 2..3, 3..4]);
    }
}
