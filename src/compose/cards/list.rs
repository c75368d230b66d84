//! The items of an enumeration, "A, B and C": one note that asks for each of them while the others stay (Wozniak's
//! twenty rules: enumerations are learnt item by item).

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Draft, stems_of};
use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::{Clause, Word, is_content, is_stop};
use crate::compose::study_set::CardKind;

/// How far a sentence must hold outside the talk.
const GENERAL: f64 = 0.3;
/// Items of a list: two are no list, and more than five nobody keeps (C14).
const ITEMS: std::ops::RangeInclusive<usize> = 3..=MOST;
pub(crate) const MOST: usize = 5;
/// Words of an item at most (C12).
const WORDS: usize = 4;
/// How rare in speech at large a word of each item must be.
const SPECIAL: f64 = 0.15;

/// Drafts of all enumerations.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all()
        .filter(|line| line.sound && line.general >= GENERAL && line.clause.states(&line.core))
        .filter_map(draft)
        .collect()
}

fn draft(line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let list =
        (line.core.start + 2..line.core.end).find_map(|start| enumeration(clause, start, line.core.end))?;
    let before = &clause.words[list.start - 1];
    // What the list is of must be said before it: "there are three kinds of", "we work with".
    let leads = matches!(before.pos, Pos::Preposition | Pos::Verb | Pos::Auxiliary)
        || before.is(&["like", "including", "the", "are", "were"]);
    let draft = leads.then(|| line.gap(CardKind::List, list, None, 0.7)).flatten()?;
    let own: Vec<BTreeSet<String>> =
        items(&draft.answer).into_iter().map(|item| stems_of(&draft.answer[item])).collect();
    let distinct = own.iter().map(BTreeSet::len).sum::<usize>()
        == own.iter().flatten().collect::<BTreeSet<&String>>().len();
    (ITEMS.contains(&own.len()) && distinct).then_some(draft)
}

/// The enumeration of noun phrases that begins at a word: at least three, parted by commas, "and" or "or" before the last.
fn enumeration(clause: &Clause, start: usize, end: usize) -> Option<Range<usize>> {
    let mut at = start;
    let mut count = 0;
    loop {
        let phrase = clause.noun_phrase(at, end).filter(|phrase| phrase.start == at)?;
        let words = &clause.words[phrase.clone()];
        let fits = phrase.len() <= WORDS
            && words.iter().all(|word| word.pos != Pos::Pronoun)
            && words.last()?.pos.is_nominal()
            && !is_stop(&words.last()?.key)
            && words.iter().any(is_content)
            && Talk::specific(words) >= SPECIAL
            && !words[..words.len() - 1].iter().any(Word::pauses);
        if !fits {
            return None;
        }
        count += 1;
        let pauses = clause.words[phrase.end - 1].pauses();
        let joined = clause.words[..end].get(phrase.end).is_some_and(|word| word.is(&["and", "or"]));
        at = match (pauses, joined) {
            (_, true) if count >= 2 => {
                let last = clause.noun_phrase(phrase.end + 1, end)?;
                let words = &clause.words[last.clone()];
                let closes = clause.words[..end]
                    .get(last.end)
                    .is_none_or(|next| words.last().is_some_and(Word::pauses) || !next.pos.is_nominal());
                let fits = last.start == phrase.end + 1
                    && last.len() <= WORDS
                    && words.last()?.pos.is_nominal()
                    && Talk::specific(words) >= SPECIAL
                    && closes;
                return (fits && ITEMS.contains(&(count + 1))).then_some(start..last.end);
            }
            (true, false) => phrase.end,
            _ => return None,
        };
    }
}

/// The items of a list as it is written, by their places.
pub(crate) fn items(list: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < list.len() {
        let rest = &list[start..];
        let (end, next) = [", and ", ", or ", ", ", " and ", " or "]
            .iter()
            .filter_map(|joint| rest.find(joint).map(|at| (at, at + joint.len())))
            .min_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
            .unwrap_or((rest.len(), rest.len()));
        if end > 0 {
            found.push(start..start + end);
        }
        start += next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::testing::talk;

    fn list(text: &str) -> Option<String> {
        let (script, analysis) = talk(&format!(
            "Lighthouses stood on the rocks of the coast. {text} The keepers of the towers lived there for many years."
        ));
        let talk = Talk::new(&script, &analysis);
        drafts(&talk).into_iter().next().map(|draft| draft.answer)
    }

    #[test]
    fn finds_enumerations() {
        assert_eq!(
            list("The oldest lighthouses of the northern coast burned coal, beeswax candles and whale oil.")
                .as_deref(),
            Some("coal, beeswax candles and whale oil")
        );
        assert_eq!(
            list("The oldest lighthouses of the northern coast burned coal and beeswax candles."),
            None
        );
        assert_eq!(
            list("The oldest lighthouses of the coast burned coal, stood on rocks and had keepers."),
            None
        );
    }

    #[test]
    fn parts_a_list_at_its_joints() {
        let parts =
            |list: &str| -> Vec<String> { items(list).into_iter().map(|at| list[at].to_owned()).collect() };
        assert_eq!(parts("coal, beeswax candles, and whale oil"), ["coal", "beeswax candles", "whale oil"]);
        assert_eq!(parts("sandstone or granite"), ["sandstone", "granite"]);
    }
}
