//! What was asked in a topic, and what was answered: the questions that open or turn the talk, as far as they say what they are about and
//! somebody else's reply can be quoted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::alone::{is_broken, is_half};
use super::analysis::{Asked, Passage};
use super::background::rarity;
use super::passages::{extend, stands};
use super::reading::{self, Said};
use super::stems::stem;
use super::tagger::{Pos, bare};
use crate::restore::{Role, Script, SentenceKind, key};

/// Most questions of a topic.
const MOST: usize = 3;
/// Words of a question that says what it is about and can be read at once.
const WORDS: std::ops::RangeInclusive<usize> = 6..=40;
/// Nouns, names and verbs that it has at least.
const CONTENT: usize = 3;
/// More of them say no more.
const FULL: f64 = 8.0;
/// Stems that two questions may share, of those of the shorter one, before the earlier one goes: it is asked again.
const AGAIN: f64 = 0.6;

/// Sentences of a reply among which the answer is looked for.
const REPLY: usize = 6;
/// Sentences between a question and the reply: back-channels, and what the asker adds.
const BETWEEN: usize = 3;
/// How much less an answer is worth with every sentence that it comes later.
const LATER: f64 = 0.92;
/// How much more with every word that the question has, too, and how many count.
const SHARES: f64 = 0.3;
const SHARED: usize = 2;
/// How much more where it begins as an answer.
const ANSWERING: f64 = 1.3;
/// How much more where it is the first that is said.
const FIRST: f64 = 2.0;
/// How likely an answer must be one that can be read alone, half of it for the first sentence of a reply, and what it must be worth with all that.
const READABLE: f64 = 0.15;
const WORTH: f64 = 0.35;
/// Sentences at the start of a reply of which one stands for it where none reads so well, how long that is, and what it is worth.
const REPLIES: usize = 3;
const DIRECT: std::ops::RangeInclusive<usize> = 4..=35;
const LEAST: f64 = 0.1;
/// How rare a word in speech at large must be to be one that a question and its answer share.
const TELLING: f64 = 0.3;

/// Words of the order of a talk rather than of its subject.
const ORDER: [&str; 12] = [
    "hear",
    "minute",
    "minutes",
    "mute",
    "question",
    "questions",
    "ready",
    "repeat",
    "rephrase",
    "slide",
    "slides",
    "start",
];

/// The questions that were put to others, those with most to say chosen first, in the order in which they were asked. Who speaks alone
/// asks only to answer, and so does a guest.
pub(super) fn asked(said: &Said<'_>, topic: &Range<usize>, passages: &[Passage]) -> Vec<Asked> {
    let &Said { script, tags, .. } = said;
    if script.is_monologue() {
        return Vec::new();
    }
    let english = script.language.is_english();
    let content = |at: usize| tags[at].iter().filter(|pos| pos.is_content()).count();
    let mut found: Vec<(f64, Asked)> = topic
        .clone()
        .filter(|&at| {
            script.sentences[at].kind == SentenceKind::Question
                && WORDS.contains(&script.sentences[at].tokens.len())
                && content(at) >= CONTENT
                && script.speaker_of(at).is_some_and(|speaker| speaker.role != Role::Guest)
                && (!english || asks(script, at))
        })
        .filter_map(|at| {
            if !english {
                return Some((content(at) as f64, Asked { question: at..at + 1, answer: None }));
            }
            let question = whole(script, tags, topic, at)?;
            let says = (content(at) as f64).min(FULL);
            let (worth, answer) = answer(said, &question, passages)?;
            Some((worth * says, Asked { question, answer: Some(answer) }))
        })
        .collect();
    drop_asked_again(script, &mut found);
    found.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.question.start.cmp(&other.question.start)));
    drop_answered(&mut found);
    found.truncate(MOST);
    found.sort_by_key(|(_, asked)| asked.question.start);
    found.into_iter().map(|(_, asked)| asked).collect()
}

fn words(script: &Script, at: usize) -> Vec<String> {
    script.sentences[at].tokens.iter().map(|token| key(bare(&token.text))).collect()
}

/// Words that lead to a question.
const LEADS: [&str; 9] = ["and", "but", "now", "ok", "okay", "or", "so", "then", "well"];

/// Whether an English sentence begins as questions do: "And what ...", "Did the board ...", not "You know what I mean?".
fn asks(script: &Script, at: usize) -> bool {
    const OPENERS: [&str; 27] = [
        "are", "can", "could", "did", "do", "does", "has", "have", "how", "how's", "in", "is", "should",
        "to", "was", "were", "what", "what's", "when", "where", "which", "who", "who's", "whose", "why",
        "will", "would",
    ];
    let words = words(script, at);
    let first = words.iter().find(|word| !LEADS.contains(&word.as_str()));
    first.is_some_and(|word| OPENERS.contains(&word.as_str()))
        && !words.iter().any(|word| ORDER.contains(&word.as_str()))
}

/// The question with the sentence before where it points at that: "Is that a common use case?". `None` where what it points at isn't there.
fn whole(script: &Script, tags: &[Vec<Pos>], topic: &Range<usize>, at: usize) -> Option<Range<usize>> {
    if !points(&words(script, at), &tags[at]) {
        return Some(at..at + 1);
    }
    let before = at.checked_sub(1).filter(|before| topic.contains(before))?;
    let (one, other) = (&script.sentences[before], &script.sentences[at]);
    let content = tags[before].iter().filter(|pos| pos.is_content()).count();
    let fits = one.tokens.len() + other.tokens.len() <= *WORDS.end();
    let stands = one.kind != SentenceKind::Fragment && !points(&words(script, before), &tags[before]);
    (one.turn == other.turn && content >= CONTENT && fits && stands).then_some(before..at + 1)
}

/// Whether the first thing that a sentence speaks of was named before it: "Does it occur ...", "How does that transaction ...".
fn points(words: &[String], tags: &[Pos]) -> bool {
    const POINTERS: [&str; 19] = [
        "he", "her", "him", "his", "it", "it's", "its", "she", "that", "that's", "their", "them", "these",
        "they", "they're", "this", "those", "there", "here",
    ];
    // "that case", "these people"
    let unnamed = |at: usize| {
        at > 0
            && matches!(words[at].as_str(), "that" | "these" | "this" | "those" | "such")
            && tags.get(at + 1).is_some_and(|pos| *pos == Pos::Noun)
            && !words[..at].iter().any(|word| stem(word) == stem(&words[at + 1]))
            // "that people like" behind "think"
            && !(words[at] == "that" && matches!(tags[at - 1], Pos::Verb | Pos::Noun | Pos::Adjective))
    };
    if (0..words.len()).any(unnamed) {
        return true;
    }
    let Some(first) = words.iter().position(|word| POINTERS.contains(&word.as_str())) else { return false };
    let named = tags[..first].iter().zip(words).any(|(pos, word)| {
        pos.is_nominal()
            && !matches!(word.as_str(), "kind" | "sort" | "point" | "way" | "thing" | "what" | "how")
    });
    // "Is it possible to ...", "do you think that people ...", "is there a point where ..."
    let explained = match words[first].as_str() {
        "it" | "it's" => words[first + 1..].iter().take(6).any(|word| word == "to" || word == "that"),
        "that" => {
            let asked = first > 0 && tags[first - 1] == Pos::Auxiliary;
            !asked
                && tags
                    .get(first + 1)
                    .is_some_and(|pos| matches!(pos, Pos::Pronoun | Pos::Determiner | Pos::Name))
                || first > 0 && matches!(words[first - 1].as_str(), "think" | "say" | "mean" | "feel")
        }
        "there" => true,
        _ => false,
    };
    !named && !explained
}

/// What the reply says to a question, and how much that is worth: of its first sentences the one that reads best, speaks of what was asked
/// and comes early, or what is quoted anyway and has that sentence in it.
fn answer(said: &Said<'_>, question: &Range<usize>, passages: &[Passage]) -> Option<(f64, Range<usize>)> {
    let &Said { script, tags, salience, .. } = said;
    let turn = |at: usize| &script.turns[script.sentences[at].turn];
    let asker = turn(question.start).speaker;
    let end = script.sentences.len();
    let start = reply(script, question)?;
    let is_question = |at: usize| script.sentences[at].kind == SentenceKind::Question;
    // Until the next question is put.
    let sentences = (start..end.min(start + 2 * REPLY))
        .take_while(|&at| turn(at).speaker != asker || !is_question(at))
        .filter(|&at| {
            turn(at).speaker != asker && (stands(script, tags, at) || at == start && is_short(script, at))
        })
        .take(REPLY);
    // Of several questions the last one is answered first, or the one with the same words.
    let last = !(question.end..turn(question.start).sentences.end).any(is_question);
    let wanted = telling(script, question.clone());
    let mut best: Option<(f64, Range<usize>)> = None;
    for (place, at) in sentences.enumerate() {
        // What the first sentence points at is in the question.
        let first = place == 0;
        let alone = first.then_some(at..at + 1);
        let Some(passage) = extend(script, tags, salience, &(start..end), at).or(alone) else { continue };
        let verdict = reading::verdict(said, &passage);
        let shared = telling(script, passage.clone()).intersection(&wanted).count().min(SHARED);
        let yes = passage.start.checked_sub(1).filter(|&before| {
            before >= start
                && turn(before).speaker == turn(at).speaker
                && is_fragment(script, before)
                && says_yes_or_no(script, before)
        });
        let mut passage = yes.unwrap_or(passage.start)..passage.end;
        // "There are several reasons." says nothing without the first of them, and "It is." little.
        let goes_on = |passage: &Range<usize>| {
            passage.end < turn(at).sentences.end
                && stands(script, tags, passage.end)
                && (announces(script, passage.end - 1) || first && passage.len() == 1 && is_short(script, at))
        };
        if passage.len() < MOST && goes_on(&passage) {
            passage.end += 1;
        }
        let answers = says_yes_or_no(script, passage.start);
        let readable = if first { READABLE / 2.0 } else { READABLE };
        if is_courtesy(script, at)
            || verdict.alone < readable
            // What comes later, or before the answer to another question, is about this one only if it says so.
            || shared == 0 && (!last || !first && !answers)
            || gives_only_a_reason(script, passage.start)
        {
            continue;
        }
        let place = if first && last { FIRST } else { libm::pow(LATER, place as f64) };
        let answering = if answers { ANSWERING } else { 1.0 };
        // The question says what an answer is about, so that it needn't stand as much alone as a quote.
        let reads = (verdict.alone * verdict.worth).sqrt();
        let worth = reads * (1.0 + SHARES * shared as f64) * answering * place;
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, passage));
        }
    }
    let Some((worth, answer)) = best.filter(|(worth, _)| *worth >= WORTH) else {
        // What is said first is the reply, however it reads.
        let direct = (start..start + REPLIES).find(|&at| is_direct(said, asker, at))?;
        return last.then_some((LEAST, direct..direct + 1));
    };
    let begins_with = |passage: &&Passage| {
        (start..=answer.start).contains(&passage.sentences.start) && answer.start < passage.sentences.end
    };
    Some((
        worth,
        passages.iter().find(begins_with).map_or(answer.clone(), |passage| passage.sentences.clone()),
    ))
}

/// Whether a sentence is of the reply, whole, and says something.
fn is_direct(said: &Said<'_>, asker: Option<usize>, at: usize) -> bool {
    let &Said { script, tags, .. } = said;
    script.sentences.get(at).is_some_and(|sentence| {
        script.turns[sentence.turn].speaker != asker
            && sentence.kind == SentenceKind::Statement
            && DIRECT.contains(&sentence.tokens.len())
            && tags[at].iter().filter(|pos| pos.is_content()).count() > 1
            && !is_half(script, tags, at)
            && !is_broken(script, at)
            && !is_courtesy(script, at)
    })
}

/// "It's a good question.", "Thank you for your question."
fn is_courtesy(script: &Script, at: usize) -> bool {
    const LONGEST: usize = 10;
    let words = words(script, at);
    words.len() <= LONGEST
        && words.iter().any(|word| matches!(word.as_str(), "question" | "questions" | "thank" | "thanks"))
}

/// Whether a sentence is too short to be quoted but as an answer: "It's on memory."
fn is_short(script: &Script, at: usize) -> bool {
    script.sentences[at].kind == SentenceKind::Statement && script.sentences[at].tokens.len() < *WORDS.start()
}

/// Whether a sentence only says how many are to come: "for several reasons", "two suggestions".
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
    let words = words(script, at);
    let counted = |pair: &[String]| COUNTS.contains(&pair[0].as_str());
    words.windows(2).any(counted) && words.iter().any(|word| THINGS.contains(&word.as_str()))
}

/// "Because it is cold" answers with a half.
fn gives_only_a_reason(script: &Script, at: usize) -> bool {
    let first = script.sentences[at].tokens.first();
    first.is_some_and(|token| matches!(key(bare(&token.text)).as_str(), "because" | "'cause" | "cause"))
}

/// Where somebody else replies to a question.
fn reply(script: &Script, question: &Range<usize>) -> Option<usize> {
    let speaker = |at: usize| script.turns[script.sentences[at].turn].speaker;
    let near = question.end..script.sentences.len().min(question.end + BETWEEN + 1);
    near.into_iter().find(|&at| {
        speaker(at) != speaker(question.start) && (!is_fragment(script, at) || says_yes_or_no(script, at))
    })
}

fn is_fragment(script: &Script, at: usize) -> bool {
    script.sentences[at].kind == SentenceKind::Fragment
}

fn says_yes_or_no(script: &Script, at: usize) -> bool {
    const ANSWERS: [&str; 10] =
        ["absolutely", "because", "definitely", "exactly", "no", "not", "sure", "yeah", "yep", "yes"];
    let first = script.sentences[at].tokens.first();
    first.is_some_and(|token| ANSWERS.contains(&key(bare(&token.text)).as_str()))
}

/// The stems of the words of sentences that say what they are about.
fn telling(script: &Script, sentences: Range<usize>) -> BTreeSet<String> {
    let stems = sentences.flat_map(|at| words(script, at)).map(|word| stem(&word));
    stems.filter(|stem| rarity(stem) >= TELLING).collect()
}

/// Leaves of questions with the same answer the first.
fn drop_answered(found: &mut Vec<(f64, Asked)>) {
    let mut answered: Vec<Range<usize>> = Vec::new();
    found.retain(|(_, asked)| {
        let Some(answer) = &asked.answer else { return true };
        let is_new = !answered.iter().any(|other| other.start < answer.end && answer.start < other.end);
        answered.push(answer.clone());
        is_new
    });
}

/// Drops what is asked again later.
fn drop_asked_again(script: &Script, found: &mut Vec<(f64, Asked)>) {
    let stems: Vec<BTreeSet<String>> =
        found.iter().map(|(_, asked)| telling(script, asked.question.clone())).collect();
    let again = |at: usize, later: usize| {
        let shared = stems[at].intersection(&stems[later]).count() as f64;
        let shorter = stems[at].len().min(stems[later].len());
        shorter > 0 && shared >= AGAIN * shorter as f64
    };
    let mut kept = (0..stems.len()).map(|at| !(at + 1..stems.len()).any(|later| again(at, later)));
    found.retain(|_| kept.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use crate::analyze::{Options, analyze};
    use crate::restore::{self, restore};

    #[test]
    fn keeps_what_was_put_to_others_with_what_they_said() {
        let text = "Ann: So how do you tune the strings of an old piano?\n\
            Bob: You start with one string and a good wrench. And what do you think the felt is good for in that piano? It mutes the others of the same note.\n\
            Ann: You know what I mean about the old strings of it? Right?\n\
            Bob: Yes, the pins hold the strings of a piano and a wrench turns the pins.\n\
            Ann: Does it occur by calling a tuner with a wrench?\n\
            Bob: Most people call a tuner once a year and pay him for the work.\n\
            Ann: Most pianos stand in a cold room. Does that change their pitch over the winter?\n\
            Bob: Yes, a cold room changes the pitch of every piano in it, because the board shrinks.\n\
            Ann: Could you repeat the question about the cold room?\nBob: I said that a cold room changes the pitch.\n";
        let script = restore(crate::read::testing::transcript(text), &restore::Options::default());
        let analysis = analyze(&script, &Options { topics: Some(1), ..Options::default() });
        let text = |range: std::ops::Range<usize>| -> String {
            range.map(|at| script.sentences[at].text()).collect::<Vec<_>>().join(" ")
        };
        let asked: Vec<(String, Option<String>)> = analysis
            .topics
            .iter()
            .flat_map(|topic| &topic.questions)
            .map(|asked| (text(asked.question.clone()), asked.answer.clone().map(text)))
            .collect();
        assert_eq!(
            asked,
            [
                (
                    "So how do you tune the strings of an old piano?".to_owned(),
                    Some("You start with one string and a good wrench.".to_owned())
                ),
                (
                    "Most pianos stand in a cold room. Does that change their pitch over the winter?"
                        .to_owned(),
                    Some(
                        "Yes, a cold room changes the pitch of every piano in it, because the board shrinks."
                            .to_owned()
                    )
                )
            ]
        );
    }
}
