//! The rules for a quiz as a whole: what may stand in one quiz together, and what a good quiz has.

use std::collections::BTreeSet;

use crate::analyze::{Analysis, TopicKind, stem};
use crate::compose::study_set::{Bloom, Form, QuizItem, Tier};

/// A finished quiz.
pub(crate) struct Whole<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) items: &'a [QuizItem],
    /// How long the meeting is, where that was said.
    pub(crate) minutes: Option<u32>,
}

/// A rule for questions of one quiz; a question that breaks it isn't added.
pub(crate) struct SetRule {
    pub(crate) id: &'static str,
    pub(crate) check: fn(&[QuizItem]) -> Option<String>,
}

/// A rule for a quiz; what it finds is told, since leaving out more doesn't mend it.
pub(crate) struct WholeRule {
    pub(crate) id: &'static str,
    pub(crate) check: fn(&Whole<'_>) -> Option<String>,
}

/// What factual questions that are chosen together have to meet; the last one was added.
pub(crate) const SETS: [SetRule; 3] = [
    SetRule { id: "M21", check: gives_another_away },
    SetRule { id: "M21", check: asks_twice },
    SetRule { id: "M1", check: has_the_longest_key_too_often },
];

/// What a good quiz has.
pub(crate) const NOTES: [WholeRule; 6] = [
    WholeRule { id: "M19", check: keys_stand_at_one_place },
    WholeRule { id: "D1", check: lacks_a_part },
    WholeRule { id: "D2", check: demands_too_little },
    WholeRule { id: "D4", check: has_no_contrast },
    WholeRule { id: "D8", check: misses_the_time },
    WholeRule { id: "D10", check: leaves_topics_out },
];

fn stems(text: &str) -> BTreeSet<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .map(|word| stem(&word))
        .collect()
}

/// M21: no stem has another question's key in it.
fn gives_another_away(items: &[QuizItem]) -> Option<String> {
    let (last, before) = items.split_last()?;
    let shown = |item: &QuizItem| match &item.form {
        Form::Matching { pairs, .. } => {
            let texts = pairs.iter().flat_map(|pair| [pair.asked.as_str(), pair.answer.text.as_str()]);
            texts.collect::<Vec<_>>().join(" ")
        }
        // The wrong word of a false statement must not be taken for a hint, and the key isn't in it.
        _ => item.stem.clone(),
    };
    let tells = |one: &QuizItem, other: &QuizItem| {
        other.form.key().is_some_and(|key| {
            let key = stems(&key);
            !key.is_empty() && key.is_subset(&stems(&shown(one)))
        })
    };
    before
        .iter()
        .find(|other| tells(other, last) || tells(last, other))
        .map(|other| format!("it and “{}” give each other away", other.stem))
}

/// M21: no two questions are about the same sentence or its neighbour.
fn asks_twice(items: &[QuizItem]) -> Option<String> {
    let (last, before) = items.split_last()?;
    let near = |a: &QuizItem, b: &QuizItem| {
        a.sources().iter().any(|&one| b.sources().iter().any(|&other| one.abs_diff(other) < 2))
    };
    before.iter().find(|other| near(other, last)).map(|other| format!("“{}” is about the same", other.stem))
}

/// M1: taking the longest option each time is no strategy: the key is alone the longest in a third of
/// the questions at most, the first one aside.
fn has_the_longest_key_too_often(items: &[QuizItem]) -> Option<String> {
    let longest = |item: &&QuizItem| {
        let Form::MultipleChoice { options, key } = &item.form else { return false };
        let length = |at: usize| options[at].text.chars().count();
        (0..options.len()).all(|at| at == *key || length(at) < length(*key))
    };
    let choices = items.iter().filter(|item| matches!(item.form, Form::MultipleChoice { .. })).count();
    let count = items.iter().filter(longest).count();
    let last = items.last().is_some_and(|item| longest(&item));
    (last && count > 1 + choices / 3)
        .then(|| format!("the key is the longest option in {count} of {choices}"))
}

/// M19: no place has the key four times in a row.
fn keys_stand_at_one_place(whole: &Whole<'_>) -> Option<String> {
    let keys: Vec<usize> = whole
        .items
        .iter()
        .filter_map(|item| match &item.form {
            Form::MultipleChoice { key, .. } => Some(*key),
            _ => None,
        })
        .collect();
    let place = keys.windows(4).find(|run| run.iter().all(|key| *key == run[0]))?[0];
    Some(format!("option {} is right four times in a row", char::from(b'A' + place as u8)))
}

/// D1: opening, core and closing are there, in this order.
fn lacks_a_part(whole: &Whole<'_>) -> Option<String> {
    let parts = [
        (Tier::Factual, "question about what was said"),
        (Tier::Interpretive, "question about what it means"),
        (Tier::Evaluative, "question about what the group thinks"),
    ];
    let missing: Vec<&str> = parts
        .iter()
        .filter(|(tier, _)| !whole.items.iter().any(|item| item.tier == *tier))
        .map(|(_, name)| *name)
        .collect();
    (!missing.is_empty()).then(|| format!("no {}", missing.join(", no ")))
}

/// D2: at least three levels, and at most two in five questions only ask to remember.
fn demands_too_little(whole: &Whole<'_>) -> Option<String> {
    let levels: BTreeSet<Bloom> = whole.items.iter().map(|item| item.bloom).collect();
    let remember = whole.items.iter().filter(|item| item.bloom == Bloom::Remember).count();
    if remember * 5 > whole.items.len() * 2 {
        return Some(format!("{remember} of {} questions only ask to remember", whole.items.len()));
    }
    (levels.len() < 3 && whole.items.len() > 2)
        .then(|| "the questions are all of one or two levels".to_owned())
}

/// D4: somewhere two passages are set against each other.
fn has_no_contrast(whole: &Whole<'_>) -> Option<String> {
    let talks = whole.items.iter().filter(|item| matches!(item.form, Form::Discussion { .. })).count();
    (talks > 3 && whole.items.iter().all(|item| item.against.is_none()))
        .then(|| "no question sets two passages against each other".to_owned())
}

/// D8: the minutes of the questions sum to those of the meeting.
fn misses_the_time(whole: &Whole<'_>) -> Option<String> {
    let sum: u32 = whole.items.iter().map(|item| item.minutes).sum();
    let minutes = whole.minutes.filter(|&minutes| minutes != sum)?;
    Some(format!("the questions take {sum} of {minutes} minutes"))
}

/// D10: every topic that takes its share of the talk has a question.
fn leaves_topics_out(whole: &Whole<'_>) -> Option<String> {
    let topics = &whole.analysis.topics;
    let long = |at: usize| topics[at].sentences.len();
    let content: Vec<usize> = (0..topics.len()).filter(|&at| topics[at].kind == TopicKind::Content).collect();
    let all: usize = content.iter().map(|&at| long(at)).sum();
    let sources: BTreeSet<usize> = whole.items.iter().flat_map(QuizItem::sources).collect();
    let missing: Vec<&str> = content
        .iter()
        .filter(|&&at| long(at) * whole.items.len().max(1) >= all)
        .filter(|&&at| sources.range(topics[at].sentences.clone()).next().is_none())
        .map(|&at| topics[at].title.as_str())
        .collect();
    (!missing.is_empty()).then(|| format!("no question about these longer topics: {}", missing.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::study_set::{Choice, Evidence};

    fn item(stem: &str, options: &[&str], key: usize, sentence: usize) -> QuizItem {
        let options = options.iter().map(|text| Choice { text: (*text).to_owned(), sentence }).collect();
        QuizItem {
            id: sentence.to_string(),
            tier: Tier::Factual,
            bloom: Bloom::Remember,
            stem: stem.to_owned(),
            form: Form::MultipleChoice { options, key },
            evidence: Evidence { sentences: sentence..sentence + 1, topic: 0 },
            against: None,
            minutes: 1,
        }
    }

    fn refused(items: &[QuizItem]) -> Option<&'static str> {
        SETS.iter().find(|rule| (rule.check)(items).is_some()).map(|rule| rule.id)
    }

    fn noted(items: &[QuizItem], minutes: Option<u32>) -> Vec<&'static str> {
        let analysis = Analysis {
            topics: vec![crate::analyze::Topic {
                title: "Lamps".to_owned(),
                kind: TopicKind::Content,
                keyphrases: Vec::new(),
                sentences: 100..120,
                left_out: None,
                strength: None,
                sections: Vec::new(),
                passages: Vec::new(),
                questions: Vec::new(),
            }],
            salience: Vec::new(),
            judged: Vec::new(),
            intact: Vec::new(),
            names: Vec::new(),
            terms: Vec::new(),
            stems: std::collections::BTreeMap::new(),
            tags: Vec::new(),
        };
        let whole = Whole { analysis: &analysis, items, minutes };
        NOTES.iter().filter(|rule| (rule.check)(&whole).is_some()).map(|rule| rule.id).collect()
    }

    #[test]
    fn keeps_apart_what_gives_away() {
        let first = item("Who built the tower?", &["Smeaton", "Fresnel", "Arago"], 0, 3);
        let hint = item("When did Smeaton die?", &["1790", "1791", "1792"], 2, 30);
        assert_eq!(refused(&[first.clone(), hint]), Some("M21"));
        let again = item("Where did the tower stand?", &["Plymouth", "Brest", "Dover"], 2, 4);
        assert_eq!(refused(&[first.clone(), again]), Some("M21"));
        let other = item("What burned in it?", &["oil", "gas", "wood"], 2, 40);
        assert_eq!(refused(&[first, other]), None);
        let long =
            |at: usize| item(&format!("Question {at}"), &[&format!("long key {at}"), "a", "b"], 0, at * 9);
        assert_eq!(refused(&[long(1)]), None);
        assert_eq!(refused(&[long(1), long(2)]), Some("M1"));
    }

    #[test]
    fn tells_what_a_quiz_lacks() {
        let items: Vec<QuizItem> =
            (0..4).map(|at| item(&format!("Question {at}?"), &["a", "b", "c"], 1, at * 9)).collect();
        assert_eq!(noted(&items, Some(60)), ["M19", "D1", "D2", "D8", "D10"]);
        assert_eq!(noted(&items[..3], Some(3)), ["D1", "D2", "D10"]);
    }
}
