//! The sentence before, shown in small print with a card that leans on it: "the project", "another way". Readers
//! of cards without it refused more of them for a missing referent than for anything else. Where it names nothing ("It's a really
//! common use case."), the one before that which does.

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Checked, stems, stems_of};
use super::select::Candidate;
use super::talk::Talk;
use crate::analyze::{Pos, rarity, stem};
use crate::compose::clause::Clause;
use crate::compose::spoken::{contains, letters};
use crate::compose::study_set::{CardKind, Lead};
use crate::compose::words::Words;
use crate::restore::SentenceKind;

/// Words of it at most; of a longer sentence the end is shown, from a pause on.
const LONGEST: usize = 28;
/// Words of it at least, and of those that mean something.
const SHORTEST: usize = 5;
const CONTENT: usize = 2;
/// Sentences that are looked back over: a short reply may stand between.
const BACK: usize = 4;
/// How rare in speech at large a word must be to say what is spoken of.
const TELLING: f64 = 0.35;

/// The sentence that leads to a card which needs one, if there is one that can be shown.
pub(super) fn of(talk: &Talk<'_>, card: &Checked) -> Option<Lead> {
    if card.draft.kind == CardKind::Question || !card.is_cloze() && !leans(card) {
        return None;
    }
    let start = card.draft.sentences.start;
    let leans = leans(card);
    let (asked, hidden) = (stems_of(&card.visible), stems(&card.answer));
    (start.saturating_sub(BACK)..start)
        .rev()
        .take_while(|&at| talk.topics[at] == talk.topics[start])
        .filter(|&at| talk.script.sentences[at].kind != SentenceKind::Fragment)
        .find_map(|at| {
            let clause = Clause::of(talk.script, talk.analysis, at);
            let part = end(&clause)?;
            let shown = Clause { words: clause.words[part.clone()].to_vec() };
            let own = stems(&shown);
            // "8k to 128k tokens" tells 128, "cap for profit" a for-profit arm.
            let tells = own.intersection(&hidden).next().is_some() || card.answer.words.iter().any(|word| has_parts(&shown, &word.key));
            // "What is a lighthouse, and where does the story begin?" before "What is a lighthouse?" adds nothing.
            let repeats = 2 * own.intersection(&asked).count() >= own.len().min(asked.len());
            let says = part.len() >= SHORTEST
                && clause.content(part.clone()) >= CONTENT
                // Broken off, or with a time of the source: "00:13:20 Well, ...".
                && !shown.words.iter().any(|word| word.text.contains("--") || word.bare().matches(':').count() > 1);
            // Of what a card that can do without it speaks, too, or it leads nowhere.
            let belongs = leans && at + 1 == start || own.intersection(&asked).any(|stem| rarity(stem) >= TELLING);
            (says && belongs && !tells && names(&shown, &asked) && (card.is_cloze() || !repeats))
                .then(|| Lead { sentence: at, text: text(&clause, part) })
        })
}

/// Whether what leads to a card that can do without it tells what another card of the deck hides.
pub(super) fn tells(lead: &Lead, card: &Candidate, deck: &[&Candidate]) -> bool {
    let said = letters(&lead.text);
    let hides = |other: &&&Candidate| {
        let draft = &other.checked.draft;
        draft.sentences.contains(&lead.sentence) && contains(&said, &letters(&draft.answer))
    };
    deck.iter().find(hides).is_some() && !leans(&card.checked)
}

/// Whether a sentence has a number as a part of a word, or the parts of a hyphenated word in a row.
fn has_parts(shown: &Clause, word: &str) -> bool {
    let number = word.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = word.split('-').collect();
    let keys: Vec<&str> = shown.words.iter().map(|word| word.key.as_str()).collect();
    number && keys.iter().any(|key| key.trim_matches(|c: char| !c.is_ascii_digit()) == word)
        || parts.len() > 1 && keys.windows(parts.len()).any(|run| run == parts)
}

/// Whether a sentence names something that isn't named on the card.
fn names(shown: &Clause, asked: &BTreeSet<String>) -> bool {
    shown.words.iter().any(|word| {
        let stem = stem(&word.key);
        (word.pos == Pos::Name || word.pos == Pos::Noun && rarity(&stem) >= TELLING) && !asked.contains(&stem)
    })
}

/// Whether something on the card was spoken of before: a noun with "the" and nothing that says which, "this" or
/// "such" with a noun, "also", "another", somebody's "we".
fn leans(card: &Checked) -> bool {
    const LEANING: Words = Words::new(
        "also another both he he's her here him his instead it it's its other others our ours same she she's similar similarly \
         such that's their them then there these they they're this those too us we we'll we're we've",
    );
    let words = card.shown.words.iter().chain(&card.answer.words);
    card.shown.bare_definites() > 0 || words.into_iter().any(|word| LEANING.has(&word.key))
}

/// The whole sentence, or the end of a long one from a pause on.
fn end(clause: &Clause) -> Option<Range<usize>> {
    let all = 0..clause.len();
    if all.len() <= LONGEST {
        return Some(all);
    }
    (all.end - LONGEST..all.end - SHORTEST).find(|&at| clause.words[at - 1].pauses()).map(|at| at..all.end)
}

fn text(clause: &Clause, part: Range<usize>) -> String {
    let words: Vec<&str> = clause.words[part.clone()].iter().map(|word| word.text.as_str()).collect();
    let cut = if part.start > 0 { "… " } else { "" };
    format!("{cut}{}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::cards::Proposals;
    use crate::compose::options::Options;
    use crate::compose::study_set::Card;
    use crate::compose::testing::{sample, talk};

    #[test]
    fn is_said_before_in_the_same_topic_and_hides_the_answer() {
        let (script, analysis) = sample();
        let (cards, _) = Proposals::new(&script, &analysis).choose(&script, &Options::default());
        let led: Vec<(&Card, &Lead)> =
            cards.iter().filter_map(|card| Some((card, card.lead.as_ref()?))).collect();
        assert!(!led.is_empty());
        for (card, lead) in led {
            let start = card.evidence.sentences.start;
            assert!((start.saturating_sub(BACK)..start).contains(&lead.sentence), "{card:?}");
            assert!(analysis.topics[card.evidence.topic].sentences.contains(&lead.sentence), "{card:?}");
            let said = script.sentences[lead.sentence].text();
            assert!(said.ends_with(lead.text.trim_start_matches("… ")), "{card:?}");
            let tells = stems_of(&lead.text).intersection(&stems_of(&card.answer)).count();
            assert_eq!(tells, 0, "{card:?}");
        }
    }

    #[test]
    fn tells_no_other_card_where_it_can_be_done_without() {
        let (script, analysis) = sample();
        let proposals = Proposals::new(&script, &analysis);
        let all = Options {
            max_cards: Some(usize::MAX),
            per_topic: Some(usize::MAX),
            min_score: Some(0.0),
            ..Options::default()
        };
        let (cards, _) = proposals.choose(&script, &all);
        let mut dropped = 0;
        for card in &cards {
            let made = |candidate: &&Candidate| {
                let draft = &candidate.checked.draft;
                draft.kind == card.kind && draft.sentences == card.evidence.sentences
            };
            let candidate = proposals.candidates.iter().find(made).expect("what the card was made of");
            let Some(lead) = &candidate.checked.lead else { continue };
            let told = cards.iter().any(|other| {
                other.evidence.sentences.contains(&lead.sentence)
                    && contains(&letters(&lead.text), &letters(&other.answer))
            });
            assert_eq!(card.lead.is_none(), told && !leans(&candidate.checked), "{card:?}");
            dropped += usize::from(card.lead.is_none());
        }
        assert!(dropped > 0);
    }

    #[test]
    fn shows_the_end_of_a_long_sentence() {
        let (script, analysis) = talk(
            "The keepers of the harbour on the far side of the bay had never in all those years been asked by anybody who \
             came to see the towers, but they knew the stones of the old wall very well.",
        );
        let clause = Clause::of(&script, &analysis, 0);
        let part = end(&clause).unwrap();
        assert_eq!(text(&clause, part), "… but they knew the stones of the old wall very well.");
        let whole = Clause::parse("The keepers knew the stones.");
        assert_eq!(text(&whole, end(&whole).unwrap()), "The keepers knew the stones.");
    }

    #[test]
    fn questions_get_one_only_when_they_lean() {
        let leaning = |front: &str, answer: &str| {
            leans(&crate::compose::gate::card_rules::testing::question(front, answer))
        };
        assert!(leaning("What was Pharos?", "The name of the island it stood on"));
        assert!(leaning("What did the project use?", "Granite"));
        assert!(!leaning("What is a lighthouse?", "A tower with a bright light"));
    }

    #[test]
    fn parts_of_an_answer_are_seen() {
        let has = |text: &str, word: &str| has_parts(&Clause::parse(text), word);
        assert!(has("It went from 8k to 128k lamps.", "128"));
        assert!(has("They moved to this cap for profit.", "for-profit"));
        assert!(!has("It went from 8k to 1280k lamps.", "128"));
        assert!(!has("They did it for a profit.", "for-profit"));
        assert!(!has("They did it for a profit.", "profit"));
    }
}
