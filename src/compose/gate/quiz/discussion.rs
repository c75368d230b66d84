//! What open questions need.

use std::collections::BTreeSet;

use super::{Checked, content, words};
use crate::compose::study_set::Form;

/// D1: what is interpreted says enough for more than one answer.
pub(super) fn says_too_little_to_interpret(item: &Checked) -> Option<String> {
    (item.is_discussion() && content(&item.evidence).len() < 4)
        .then(|| "the passage says too little".to_owned())
}

/// D4: a discussion begins with words of the passage.
pub(super) fn quotes_nothing(item: &Checked) -> Option<String> {
    let quotes: Vec<&str> = item
        .stem
        .split('“')
        .skip(1)
        .filter_map(|rest| rest.split_once('”'))
        .map(|(quote, _)| quote)
        .collect();
    let evidence = words(&item.evidence).join(" ");
    let said = |quote: &&str| evidence.contains(&words(quote).join(" "));
    (item.is_discussion() && (quotes.is_empty() || !quotes.iter().all(said)))
        .then(|| "the stem doesn't quote its passage".to_owned())
}

/// D3: a discussion question begins with an open word.
pub(super) fn is_closed(item: &Checked) -> Option<String> {
    const OPEN: [&str; 11] = ["by", "how", "in", "on", "to", "what", "when", "where", "which", "who", "why"];
    let first = words(item.asked()).into_iter().next()?;
    (item.is_discussion() && !OPEN.contains(&first.as_str()))
        .then(|| format!("“{first}” opens a question that yes or no answers"))
}

/// D5: the question doesn't judge.
pub(super) fn judges(item: &Checked) -> Option<String> {
    const JUDGING: [&str; 8] =
        ["absurd", "clearly", "obviously", "ridiculous", "silly", "stupid", "wrong", "naive"];
    let found = words(item.asked()).into_iter().find(|word| JUDGING.contains(&word.as_str()))?;
    (item.is_discussion()).then(|| format!("“{found}” judges"))
}

/// D6: a leader can keep the talk going.
pub(super) fn cannot_go_on(item: &Checked) -> Option<String> {
    let Form::Discussion { follow_ups, .. } = &item.form else { return None };
    let different: BTreeSet<&String> = follow_ups.iter().collect();
    (different.len() < 2 || follow_ups.iter().any(|question| !question.ends_with('?')))
        .then(|| "it has no two follow-ups".to_owned())
}
