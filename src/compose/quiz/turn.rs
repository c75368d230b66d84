//! Statements turned into questions that can be read aloud: "In which year did Fresnel win the prize?"
//!
//! Only statements with one finite verb and a plain subject are turned, since only those can be turned
//! safely; the others stay statements with a gap.

use std::ops::Range;

use crate::analyze::Pos;
use crate::compose::clause::verb::Turned;
use crate::compose::clause::{Clause, Word, capitalised};
use crate::compose::words::Words;

/// Words of a statement that is turned: longer ones seldom have one clause.
const LONGEST: usize = 22;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// "In which year".
    Year,
    /// "How many".
    Count,
    /// "Which of these", or "what" where there is nothing to choose from.
    Thing {
        /// Whether options are shown.
        choice: bool,
    },
}

/// The question whose answer is the `gap` of a statement, if it can be turned. `proper` says that the first
/// word keeps its capital inside a sentence.
pub(super) fn turn(statement: &Clause, gap: &Range<usize>, asked: Asked, proper: bool) -> Option<String> {
    let all = 0..statement.len();
    let inner_pause = |word: &Word| word.pauses() || word.text.contains(['"', '“', '(', ';', ':']);
    if statement.len() > LONGEST
        || statement.words.iter().any(|word| {
            word.is(&["and", "but", "which", "who", "that", "if", "when", "because", "so", "not"])
        })
    {
        return None;
    }
    let finite: Vec<usize> = all.clone().filter(|&at| statement.is_finite(at, &all)).collect();
    let &[verb] = finite.as_slice() else { return None };
    if statement.words[verb].key.contains('\'') {
        return None;
    }
    let parts = Parts { statement, gap, verb, proper };
    let pauses = |range: Range<usize>| statement.words[range].iter().any(inner_pause);
    match asked {
        Asked::Year => {
            let from = gap.start.checked_sub(1).filter(|&at| statement.words[at].is(&["in"]))?;
            // "very early in 2018"
            let loose = |at: usize| {
                statement.words[at].pos == Pos::Adverb || statement.words[at].is(&["early", "late", "back"])
            };
            if from > 0 && loose(from - 1) {
                return None;
            }
            let begins = if from == 0 { gap.end } else { 0 };
            let free = if from == 0 { gap.end..statement.len() - 1 } else { 0..from };
            if pauses(free)
                || gap.end < statement.len() - 1 && from > 0 && pauses(gap.end..statement.len() - 1)
            {
                return None;
            }
            let subject = parts.subject(begins)?;
            parts.ask(
                "In which year",
                &subject,
                &[verb + 1..from.max(verb + 1), gap.end.max(verb + 1)..statement.len()],
            )
        }
        Asked::Count => {
            if pauses(0..statement.len() - 1) {
                return None;
            }
            let things = statement.noun_phrase(gap.start, statement.len())?;
            let plural = statement.is_plural(&things) && things.end > gap.end;
            if !plural || statement.words[things.end - 1].is(&["percent", "times"]) {
                return None;
            }
            let what = format!("How many {}", parts.plain(gap.end..things.end));
            if gap.start == 0 && verb == things.end {
                return Some(format!("{what} {}?", parts.plain(verb..statement.len())));
            }
            let subject = parts.subject(0)?;
            let main = if gap.start == verb + 1 { verb + 1..verb + 1 } else { verb + 1..gap.start };
            let object = main.is_empty() || main.len() == 1 && statement.words[main.start].pos == Pos::Verb;
            let being = statement.words[verb].is(&["is", "are", "was", "were"]);
            if !object || being && main.is_empty() {
                return None;
            }
            parts.ask(&what, &subject, &[main, things.end..statement.len()])
        }
        Asked::Thing { choice } => {
            if pauses(0..statement.len() - 1) {
                return None;
            }
            let subject = statement.noun_phrase(0, statement.len())?;
            let bare = usize::from(statement.words[subject.start].pos == Pos::Determiner);
            let subject = subject.start + bare..subject.end;
            // "would like to", "will decide": the verb that tells is the second one.
            let next = statement.words.get(verb + 1).filter(|_| statement.words[verb].pos == Pos::Auxiliary);
            let acts = WILLING.has(&next.unwrap_or(&statement.words[verb]).key);
            let named = statement.words[gap.clone()].iter().all(|word| word.pos == Pos::Name);
            let what = match choice {
                true => "Which of these",
                false if *gap == subject && named && acts => "Who",
                false => "What",
            };
            let defines = statement.words[verb].is(&["is", "are", "was", "were"]);
            if *gap == subject && verb == subject.end && (choice || !defines) {
                // "Which of these is a ...": a definition the other way round.
                return Some(format!("{what} {}?", parts.plain(verb..statement.len())));
            }
            let object = statement.noun_phrase(verb + 1, statement.len())?;
            let bare = usize::from(statement.words[object.start].pos == Pos::Determiner);
            let being = matches!(statement.turn(verb, false), Some(Turned::Front(_)) | None);
            let hangs = statement.words.get(object.end).is_some_and(|next| next.is(&["of"]));
            if *gap != (object.start + bare..object.end) || being || hangs {
                return None;
            }
            let subject = parts.subject(0)?;
            parts.ask(what, &subject, &[verb + 1..verb + 1, object.end..statement.len()])
        }
    }
}

/// What only those do who want something.
const WILLING: Words = Words::new(
    "agree agreed ask asked believe believes decide decided hope hopes like plan plans promise promised refuse refused \
     said say says think thinks thought want wanted wants wish wishes",
);

/// A statement taken apart.
struct Parts<'a> {
    statement: &'a Clause,
    gap: &'a Range<usize>,
    verb: usize,
    proper: bool,
}

impl Parts<'_> {
    /// The noun phrase that starts at `at` and ends at the verb.
    fn subject(&self, at: usize) -> Option<Range<usize>> {
        if self.statement.words[at].is(&["there", "we", "they", "you"]) && self.verb == at + 1 {
            return self.statement.words[at].is(&["there", "you"]).then_some(at..at + 1);
        }
        let subject = self.statement.long_noun_phrase(at, self.verb)?;
        let inside = subject.start < self.gap.end && self.gap.start < subject.end;
        (subject.end == self.verb && !inside).then_some(subject)
    }

    /// "What" "did" subject base rest "?".
    fn ask(&self, what: &str, subject: &Range<usize>, rest: &[Range<usize>]) -> Option<String> {
        let head = &self.statement.words[subject.end - 1];
        let plural = self.statement.is_plural(subject) || head.is(&["you"]);
        let (auxiliary, base) = match self.statement.turn(self.verb, plural)? {
            Turned::Front(auxiliary) => (auxiliary, String::new()),
            Turned::Do { auxiliary, base } => (auxiliary.to_owned(), base),
        };
        let mut parts = vec![what.to_owned(), auxiliary, self.plain(subject.clone()), base];
        parts.extend(rest.iter().filter(|part| part.start < part.end).map(|part| self.plain(part.clone())));
        parts.retain(|part| !part.is_empty());
        Some(capitalised(&format!("{}?", parts.join(" "))))
    }

    /// Words as they stand inside a sentence.
    fn plain(&self, range: Range<usize>) -> String {
        let starts = range.start == 0;
        let text = self.statement.text(range);
        if !starts || self.proper {
            return text;
        }
        let mut chars = text.chars();
        chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(text: &str, asked: Asked) -> Option<String> {
        let before = text.split('[').next().unwrap().split_whitespace().count();
        let inside = text.split('[').nth(1).unwrap().split(']').next().unwrap().split_whitespace().count();
        turn(
            &Clause::parse(&text.replace(['[', ']'], "")),
            &(before..before + inside),
            asked,
            text.starts_with(['F', 'C']),
        )
    }

    #[test]
    fn asks_for_years() {
        let year = |text| question(text, Asked::Year);
        assert_eq!(
            year("The tower was lit in [1759] with 24 candles.").as_deref(),
            Some("In which year was the tower lit with 24 candles?")
        );
        assert_eq!(
            year("Fresnel sent a paper to Paris in [1818].").as_deref(),
            Some("In which year did Fresnel send a paper to Paris?")
        );
        assert_eq!(
            year("In [1907] a Swedish engineer invented the sun valve.").as_deref(),
            Some("In which year did a Swedish engineer invent the sun valve?")
        );
        assert_eq!(year("They left in [1907] and nobody came."), None);
    }

    #[test]
    fn asks_for_counts() {
        let count = |text| question(text, Asked::Count);
        assert_eq!(
            count("Cordouan had [eight] lens panels around a single lamp.").as_deref(),
            Some("How many lens panels did Cordouan have around a single lamp?")
        );
        assert_eq!(count("The tower is [13] miles away."), None);
    }

    #[test]
    fn asks_for_things() {
        let thing = |text| question(text, Asked::Thing { choice: true });
        assert_eq!(
            thing("The [mirrors] lost the light of the lamp.").as_deref(),
            Some("Which of these lost the light of the lamp?")
        );
        let named = |text| question(text, Asked::Thing { choice: false });
        assert_eq!(
            named("[France] would like to keep the lamp.").as_deref(),
            Some("Who would like to keep the lamp?")
        );
        assert_eq!(
            named("[Mirrors] lost the light of the lamp.").as_deref(),
            Some("What lost the light of the lamp?")
        );
    }
}
