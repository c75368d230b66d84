//! What was asked in a topic, and what was answered: the questions that open or turn the talk, as far as they say what they are about and
//! somebody else's reply can be quoted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::alone::{POINTERS, points};
use super::analysis::{Asked, Passage};
use super::answers::{QUESTION_WORDS, TELLING, answer, begins_answer, telling};
use super::background::rarity;
use super::broken::is_broken;
use super::judge::{DEBATED, KEPT};
use super::passages::fits;
use super::reading::Said;
use super::tagger::{Pos, keys};
use super::vocabulary::Vocabulary;
use crate::restore::{ASKING, Role, Script, SentenceKind};

/// Most questions of a topic: so many, and one more for so many words of it, up to a limit.
const MOST: usize = 3;
const WORDS_A_QUESTION: usize = 500;
const LIMIT: usize = 6;
/// Words of a question that says what it is about and can be read at once.
const WORDS: std::ops::RangeInclusive<usize> = 4..=55;
/// Nouns, names and verbs that it has at least.
const CONTENT: usize = 3;
/// Enough of them where one is said seldom: "What is great about Taproot?"
const NAMED: usize = 2;
/// Words of a question that stands without an answer, and what it is worth beside answered ones.
const ALONE: usize = 7;
const UNANSWERED: f64 = 0.1;
const JUDGED_ALONE: f64 = -6.9;
/// The score of a pair that is shown beside others: of 100 pairs with 1 and more readers understood 71 questions, of 63 with less 28.
const GOOD: f64 = 0.9;
/// More of them say no more.
const FULL: f64 = 8.0;
/// What is judged of a question at least, in log-odds: that one could dispute or apply it and would note it. The judge learned from statements; of 312
/// questions that readers marked it tells with AUC 0.76 and 0.72 which can be understood. By so much it counts beside the others.
const JUDGED: f64 = -7.2;
const EVENED: f64 = 4.0;
/// Stems that two questions may share, of those of the shorter one, before the earlier one goes: it is asked again.
const AGAIN: f64 = 0.6;

/// Sentences at the start of a turn of which one may begin the answer to a question.
const BEGINNING: usize = 2;

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
pub(super) fn asked(
    said: &Said<'_>,
    vocabulary: &Vocabulary,
    topic: &Range<usize>,
    passages: &[Passage],
) -> Vec<Asked> {
    let &Said { script, tags, .. } = said;
    let known = Known::new(vocabulary, script);
    if script.is_monologue() {
        return Vec::new();
    }
    let english = script.language.is_english();
    let content = |at: usize| tags[at].iter().filter(|pos| pos.is_content()).count();
    let says_what = |at: usize| {
        content(at) >= CONTENT || english && content(at) >= NAMED && names_something(script, &tags[at], at)
    };
    let mut found: Vec<Asked> = topic
        .clone()
        .filter(|&at| {
            script.sentences[at].kind == SentenceKind::Question
                && WORDS.contains(&script.sentences[at].tokens.len())
                && says_what(at)
                && puts(script, at)
                && (!english || asks(script, tags, at) && !is_broken(script, at))
        })
        .filter_map(|at| {
            let question = at..at + 1;
            if english {
                pair(said, &known, topic, passages, at)
            } else {
                Some(Asked { question, answer: None, score: content(at) as f64 })
            }
        })
        .collect();
    drop_asked_again(script, &mut found);
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.question.start.cmp(&b.question.start)));
    drop_answered(&mut found);
    let best = found.first().map(|asked| asked.question.start);
    found.retain(|asked| {
        !english || asked.answer.is_none() || asked.score >= GOOD || best == Some(asked.question.start)
    });
    let words: usize = topic.clone().map(|at| script.sentences[at].tokens.len()).sum();
    found.truncate((MOST + words / WORDS_A_QUESTION).min(LIMIT));
    if english {
        let leaning = passages.iter().filter_map(|passage| leans_on(said, &known, topic, &passage.sentences));
        let further: Vec<Asked> = leaning
            .filter(|asked| {
                !found.iter().any(|other| {
                    other.question.end > asked.question.start && asked.question.end > other.question.start
                        || other.answer.is_some() && other.answer == asked.answer
                })
            })
            .collect();
        found.extend(further);
    }
    found.sort_by_key(|asked| asked.question.start);
    found
}

/// What a talk is so much about that "this" needs no other sentence: "this bill".
struct Known<'a> {
    vocabulary: &'a Vocabulary,
    /// How often that is said at least.
    often: usize,
}

impl<'a> Known<'a> {
    const FEWEST: usize = 6;
    /// Once in so many sentences.
    const SENTENCES: usize = 60;

    fn new(vocabulary: &'a Vocabulary, script: &Script) -> Self {
        Self { vocabulary, often: Self::FEWEST.max(script.sentences.len() / Self::SENTENCES) }
    }

    /// Whether the first thing that a question speaks of was named before it.
    fn points(&self, words: &[String], tags: &[Pos]) -> bool {
        points(words, tags, |stem| self.vocabulary.said(stem) >= self.often)
    }
}

/// The question that a quote begins to answer and can hardly be understood without: "Yes, every winter.", "Because the board shrinks."
fn leans_on(
    said: &Said<'_>,
    known: &Known<'_>,
    topic: &Range<usize>,
    quoted: &Range<usize>,
) -> Option<Asked> {
    let &Said { script, tags, .. } = said;
    let speaker = |at: usize| script.turns[script.sentences[at].turn].speaker;
    let turn = &script.turns[script.sentences[quoted.start].turn].sentences;
    let words = keys(&script.sentences[quoted.start]);
    let opens = turn.start + BEGINNING > quoted.start;
    let leans = begins_answer(script, quoted.start)
        || words.first().is_some_and(|word| word == "because")
        || known.points(&words, &tags[quoted.start]);
    if !opens || !leans {
        return None;
    }
    let near = topic.start.max(turn.start.saturating_sub(BEGINNING))..turn.start;
    let question = near.rev().find(|&at| {
        script.sentences[at].kind == SentenceKind::Question
            && speaker(at) != speaker(quoted.start)
            && puts(script, at)
            && WORDS.contains(&script.sentences[at].tokens.len())
            && asks(script, tags, at)
            && !is_broken(script, at)
            && keys(&script.sentences[at]).first().is_none_or(|word| word != "or")
    })?;
    let question = whole(script, tags, known, topic, question).unwrap_or(question..question + 1);
    Some(Asked { question, answer: Some(quoted.clone()), score: GOOD })
}

/// Whether a question is put to somebody: who is asked mostly asks only to answer, unless others are known to speak next.
fn puts(script: &Script, at: usize) -> bool {
    let sentence = &script.sentences[at];
    let hands_over =
        sentence.speaker_odds.is_infinite() && at + 1 == script.turns[sentence.turn].sentences.end;
    // Where the words don't tell who speaks, he may well ask, if it is plainly asked.
    let unsure = sentence.speaker_odds.is_finite()
        && script.attributed_to(at).is_none()
        && keys(sentence).iter().take(PLAINLY).any(|word| QUESTION_WORDS.contains(&word.as_str()));
    script.speaker_of(at).is_some_and(|speaker| speaker.role != Role::Guest || hands_over || unsure)
}

/// A question that can be understood, with its answer. What has none has to be understood all the more: it tells what the topic is about.
fn pair(
    said: &Said<'_>,
    known: &Known<'_>,
    topic: &Range<usize>,
    passages: &[Passage],
    at: usize,
) -> Option<Asked> {
    let &Said { script, tags, .. } = said;
    let question = whole(script, tags, known, topic, at)?;
    let content = tags[at].iter().filter(|pos| pos.is_content()).count();
    let judged = question
        .clone()
        .map(|at| said.judged[at][DEBATED] + said.judged[at][KEPT])
        .fold(f64::NEG_INFINITY, f64::max);
    let score = |answers: f64| answers * (content as f64).min(FULL) * libm::exp(judged / EVENED);
    if judged < JUDGED {
        return None;
    }
    let answered = answer(said, &question, passages);
    // "No." tells something only where the question is one to note.
    let bare = answered.as_ref().is_some_and(|(_, answer)| {
        answer.clone().all(|at| tags[at].iter().filter(|pos| pos.is_content()).count() == 0)
    });
    if let Some((answers, answer)) = answered.filter(|_| !bare || judged >= JUDGED_ALONE) {
        return Some(Asked { question, answer: Some(answer), score: score(answers) });
    }
    if bare {
        return None;
    }
    let words = keys(&script.sentences[at]);
    let loose = |word: &str| POINTERS.contains(&word) && !matches!(word, "that" | "there");
    let alone = content >= CONTENT
        && words.len() >= ALONE
        && judged >= JUDGED_ALONE
        && !words.iter().any(|word| loose(word))
        && words.last().is_some_and(|word| word != "that");
    alone.then(|| Asked { question, answer: None, score: score(UNANSWERED) })
}

/// Who or what is asked about behind "do", "is", "have".
const SUBJECTS: [&str; 12] =
    ["anybody", "anyone", "he", "i", "it", "people", "she", "that", "there", "they", "we", "you"];

/// Words at the start of a question of which one asks, where it is asked plainly.
const PLAINLY: usize = 2;

/// Words that lead to a question.
const LEADS: [&str; 9] = ["and", "but", "now", "ok", "okay", "or", "so", "then", "well"];

/// Whether an English sentence asks as questions do: "And what ...", "Did the board ...", "Most people agree, so what ...", not "You know
/// what I mean?".
fn asks(script: &Script, tags: &[Vec<Pos>], at: usize) -> bool {
    /// Beside [`ASKING`]: "how's", "to what extent", "in which way".
    const OPENERS: [&str; 6] = ["hasn't", "how's", "in", "to", "what's", "who's"];
    let greets = |words: &[String]| {
        matches!(words, [how, are, you, ..] if how == "how" && are == "are" && matches!(you.as_str(), "things" | "you"))
            || matches!(words, [how, it, going, ..] if how == "how's" && it == "it" && going == "going")
    };
    if keys(&script.sentences[at]).windows(3).any(greets) {
        return false;
    }
    // "That's like saying, \"Who built it?\"": whoever quotes a question asks none.
    if script.sentences[at].tokens.iter().any(|token| token.text.contains(['"', '“', '”'])) {
        return false;
    }
    let words = keys(&script.sentences[at]);
    let opens = |words: &[String]| {
        let first = words.iter().find(|word| !LEADS.contains(&word.as_str()));
        first.is_some_and(|word| OPENERS.contains(&word.as_str()) || ASKING.contains(&word.as_str()))
    };
    // "Eric, do you ..."
    let called = usize::from(tags[at].first() == Some(&Pos::Name));
    // A question behind what it is about: what follows the last comma.
    let tail = script.sentences[at].tokens.iter().rposition(|token| token.text.ends_with(','));
    let asks_last = |words: &[String]| {
        let subject = |word: &String| SUBJECTS.contains(&word.as_str()) || word == "the";
        words.len() >= *WORDS.start()
            && opens(words)
            && (words[0].starts_with("wh") || words[0] == "how" || words[1..3].iter().any(subject))
    };
    (opens(&words[called..])
        || tail.is_some_and(|comma| words[comma] != "like" && asks_last(&words[comma + 1..])))
        && !words.iter().any(|word| ORDER.contains(&word.as_str()))
}

/// Whether a short question names what it is about by a word that isn't said everywhere, and points at nothing else: "What is great about
/// Taproot?", not "Do you see merit in this?"
fn names_something(script: &Script, tags: &[Pos], at: usize) -> bool {
    let words = keys(&script.sentences[at]);
    let named = words.iter().zip(tags).any(|(word, pos)| *pos == Pos::Name && rarity(word) >= TELLING);
    named && !words.iter().any(|word| POINTERS.contains(&word.as_str()))
}

/// The question with the sentence before where it points at that: "Is that a common use case?". `None` where what it points at isn't there.
fn whole(
    script: &Script,
    tags: &[Vec<Pos>],
    known: &Known<'_>,
    topic: &Range<usize>,
    at: usize,
) -> Option<Range<usize>> {
    let words = keys(&script.sentences[at]);
    // "Or do you have any?" is the rest of a question.
    let goes_on = words.first().is_some_and(|word| word == "or");
    if !goes_on && !known.points(&words, &tags[at]) {
        return Some(at..at + 1);
    }
    let before = at.checked_sub(1).filter(|before| topic.contains(before))?;
    let (one, other) = (&script.sentences[before], &script.sentences[at]);
    let content = tags[before].iter().filter(|pos| pos.is_content()).count();
    let fits = one.tokens.len() + other.tokens.len() <= *WORDS.end();
    let asked = one.kind == SentenceKind::Question && !asks(script, tags, before);
    let stands = one.kind != SentenceKind::Fragment
        && !asked
        && !known.points(&keys(&script.sentences[before]), &tags[before]);
    (one.turn == other.turn && content >= CONTENT && fits && stands).then_some(before..at + 1)
}

/// Makes one of an answer and a passage that overlap or follow one another, as far as that isn't too long; a passage that an answer shows
/// already, or a question, goes.
pub(super) fn reconcile(script: &Script, asked: &mut [Asked], passages: &mut Vec<Passage>) {
    let turn = |at: usize| script.sentences[at].turn;
    for Asked { question, answer, .. } in asked {
        passages.retain(|passage| {
            passage.sentences.end <= question.start || question.end <= passage.sentences.start
        });
        let Some(answer) = answer else { continue };
        passages.retain_mut(|passage| {
            let quoted = &mut passage.sentences;
            if quoted.start > answer.end
                || answer.start > quoted.end
                || turn(quoted.start) != turn(answer.start)
            {
                return true;
            }
            let both = quoted.start.min(answer.start)..quoted.end.max(answer.end);
            if fits(script, &both) || both == *quoted {
                answer.clone_from(&both);
                *quoted = both;
                return true;
            }
            let overlap = quoted.start.max(answer.start)..quoted.end.min(answer.end);
            overlap.is_empty()
        });
    }
}

/// Leaves of questions with the same answer the first.
fn drop_answered(found: &mut Vec<Asked>) {
    let mut answered: Vec<Range<usize>> = Vec::new();
    found.retain(|asked| {
        let Some(answer) = &asked.answer else { return true };
        let is_new = !answered.iter().any(|other| other.start < answer.end && answer.start < other.end);
        answered.push(answer.clone());
        is_new
    });
}

/// Drops what is asked again later.
fn drop_asked_again(script: &Script, found: &mut Vec<Asked>) {
    let stems: Vec<BTreeSet<String>> =
        found.iter().map(|asked| telling(script, asked.question.clone())).collect();
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
        let text = "Ann: So how do you tune the thick bass strings of an old concert piano?\n\
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
                    "So how do you tune the thick bass strings of an old concert piano?".to_owned(),
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
