//! The host's question with the guest's answer.

use super::draft::{Draft, stems};
use super::talk::Talk;
use crate::analyze::Pos;
use crate::compose::clause::{Clause, capitalised};
use crate::compose::study_set::{CardKind, Face};
use crate::restore::{Role, SentenceKind};
use std::ops::Range;

/// Sentences at the beginning of a reply among which the answer is looked for.
const REPLY: usize = 2;
/// Words of an answer at most.
const ANSWER: usize = 15;

/// What an answer has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Person,
    Time,
    Number,
    Reason,
    Definition,
}

/// Drafts of questions that were asked and answered.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.script
        .turns
        .windows(2)
        .filter_map(|pair| {
            let script = talk.script;
            let host = |speaker: Option<usize>| speaker.map(|at| script.speakers[at].role);
            if host(pair[0].speaker) != Some(Role::Host)
                || host(pair[1].speaker) == Some(Role::Host)
                || pair[1].speaker.is_none()
            {
                return None;
            }
            // Only the last question of a turn is the one that is answered.
            let asked = pair[0].sentences.clone().next_back()?;
            if script.sentences[asked].kind != SentenceKind::Question {
                return None;
            }
            let clause = Clause::of(script, talk.analysis, asked);
            let (question, wanted) = question(&clause)?;
            // Without "Can you or Ann tell us": what leads to the question isn't what it asks.
            let asking = Clause { words: clause.words[question.clone()].to_vec() };
            let front = format!("{}?", capitalised(&clause.text(question.clone())));
            let reply = pair[1].sentences.clone();
            let (sentence, answer) = reply.clone().take(REPLY).find_map(|at| {
                let clause = Clause::of(script, talk.analysis, at);
                answers(&clause, wanted, &asking).then_some(())?;
                Some((at, answer(&clause, wanted, &asking)?))
            })?;
            Some(Draft {
                kind: CardKind::Question,
                face: Face::Question { front },
                answer,
                sentences: sentence..sentence + 1,
                asked: Some(asked),
                fit: 0.75,
                judged: None,
            })
        })
        .collect()
}

/// Whether a sentence of the reply speaks of what was asked, by a word of the question, or is the bare answer: a name in some
/// sentence of the reply answers nothing by itself.
fn answers(reply: &Clause, wanted: Wanted, asked: &Clause) -> bool {
    const BARE: usize = 6;
    let names = matches!(wanted, Wanted::Person | Wanted::Time | Wanted::Number);
    !names || reply.len() <= BARE || stems(reply).intersection(&stems(asked)).next().is_some()
}

/// The question proper within a sentence, and what it wants.
fn question(clause: &Clause) -> Option<(Range<usize>, Wanted)> {
    let core = clause.core(0..clause.len());
    let start = core.clone().find(|&at| {
        clause.words[at].is(&["what", "who", "when", "where", "why", "how", "which", "what's", "who's"])
    })?;
    // What stands before must be a mere opening, or the question hangs on it.
    if start > core.start + 6 {
        return None;
    }
    // "What is a lighthouse, and where does the story begin?" asks twice; the first is asked here.
    let end = (start + 2..core.end.saturating_sub(1))
        .find(|&at| {
            clause.words[at].is(&["and", "or"])
                && clause.words[at + 1]
                    .is(&["what", "who", "when", "where", "why", "how", "is", "are", "do", "does", "did"])
        })
        .unwrap_or(core.end);
    let range = start..end;
    let words = &clause.words[range.clone()];
    if !(3..=25).contains(&words.len())
        || words.iter().any(|word| {
            word.is(&[
                "you", "your", "you're", "you've", "i", "we", "our", "us", "my", "me", "yourself", "i'm",
                "we're", "think",
            ])
        })
    {
        return None;
    }
    let second = words.get(1)?;
    let wanted = match words[0].key.as_str() {
        // "Who was Fresnel?" asks for more than a name.
        "who" | "who's"
            if second.pos == Pos::Name || words.get(2).is_some_and(|word| word.pos == Pos::Name) =>
        {
            return None;
        }
        "who" | "who's" => Wanted::Person,
        "when" => Wanted::Time,
        "why" => Wanted::Reason,
        "how" if second.is(&["many", "much", "long", "old", "tall", "far", "big", "often", "fast"]) => {
            Wanted::Number
        }
        "what" if second.is(&["is", "are", "was", "were"]) => Wanted::Definition,
        _ => return None,
    };
    // "Who is the fourth?", "who is going to win": what is asked lies outside, or after the talk.
    if words.iter().any(|word| {
        word.is(&["going", "gonna", "will", "first", "second", "third", "fourth", "next", "last"])
    }) {
        return None;
    }
    let verb = words.iter().skip(1).any(|word| {
        word.pos == Pos::Auxiliary || word.is(&["is", "are", "was", "were", "did", "does", "do"])
    }) || words[0].key.contains('\'');
    verb.then_some((range, wanted))
}

/// The shortest span of a sentence that is an answer of the kind wanted.
fn answer(clause: &Clause, wanted: Wanted, asked: &Clause) -> Option<String> {
    let core = clause.core(0..clause.len());
    if core.is_empty() {
        return None;
    }
    let words = &clause.words[core.clone()];
    let range = match wanted {
        Wanted::Number => {
            let at = core.clone().find(|&at| clause.words[at].pos == Pos::Number)?;
            let phrase = clause.noun_phrase(at, core.end).unwrap_or(at..at + 1);
            at..phrase.end
        }
        Wanted::Time => {
            let at = core.clone().find(|&at| {
                clause.words[at].bare().len() == 4
                    && clause.words[at].bare().chars().all(|c| c.is_ascii_digit())
            })?;
            at..at + 1
        }
        Wanted::Person => clause
            .noun_phrases(core.clone())
            .into_iter()
            .find(|phrase| clause.words[phrase.end - 1].pos == Pos::Name)?,
        Wanted::Reason => {
            let at = if words[0].is(&["because"]) {
                core.start
            } else {
                clause.find(core.clone(), &["because"])?
            };
            at..super::parts::clause_end(clause, at + 1, core.end)
        }
        Wanted::Definition => {
            // "It's a tower that ...", "A lighthouse is a tower that ..."
            let subject = match words[0].key.as_str() {
                "it's" | "that's" | "they're" => core.start..core.start + 1,
                "it" | "that" | "they" => core.start..core.start + 2,
                _ => {
                    let phrase = clause.noun_phrase(core.start, core.end)?;
                    let head = &clause.words[phrase.end - 1];
                    let asked = asked.words.iter().any(|word| word.key == head.key);
                    (asked && clause.words.get(phrase.end)?.is(&["is", "are", "was", "were"]))
                        .then_some(phrase.start..phrase.end + 1)?
                }
            };
            let from = subject.end;
            if !clause.words.get(from)?.is(&["a", "an", "the"]) {
                return None;
            }
            let end = super::parts::clause_end(clause, from, core.end);
            if end < from + 4 {
                return None;
            }
            from..end
        }
    };
    if range.len() > ANSWER || clause.ends_open(&range) {
        return None;
    }
    Some(capitalised(&clause.text(range)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_reply_answers_only_what_it_speaks_of() {
        let asked = Clause::parse("Who built the second tower on the rock?");
        let says = |reply: &str| answers(&Clause::parse(reply), Wanted::Person, &asked);
        assert!(says("John Smeaton built it, who had never seen the sea before."));
        assert!(says("John Smeaton."));
        assert!(!says("I stand by what Henry Winstanley said in the newspapers this morning."));
    }
}
