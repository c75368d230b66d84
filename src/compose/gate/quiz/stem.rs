//! What stems ask and how they are worded.

use std::collections::BTreeSet;

use super::{Checked, content, words};
use crate::compose::study_set::Form;

/// M5: what is asked for is true.
pub(super) fn asks_for_what_is_not(item: &Checked) -> Option<String> {
    item.choices()?;
    let lead = words(item.asked());
    let found =
        lead.iter().find(|word| ["not", "except", "never", "incorrect", "false"].contains(&word.as_str()))?;
    Some(format!("the stem asks for what is “{found}”"))
}

/// M6: no word of the stem stands in the key and in no other option.
pub(super) fn repeats_the_key(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let others: BTreeSet<String> = options
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != key)
        .flat_map(|(_, option)| content(option))
        .collect();
    let stem_words = content(&item.stem);
    let clue = content(options[key])
        .into_iter()
        .find(|word| word.len() >= 4 && stem_words.contains(word) && !others.contains(word))?;
    Some(format!("“{clue}” stands in the stem and only in the key"))
}

/// M7: no blank of underscores: the stem asks.
pub(super) fn has_a_blank(item: &Checked) -> Option<String> {
    (item.choices().is_some() && item.stem.contains("__")).then(|| "the stem has a blank".to_owned())
}

/// M13: the stem asks something that can be answered with the options hidden.
pub(super) fn has_no_focus(item: &Checked) -> Option<String> {
    if item.is_discussion() || matches!(item.form, Form::Matching { .. }) {
        return None;
    }
    let asks = item.stem.contains('?');
    let least = if item.choices().is_some() { 3 } else { 1 };
    (!asks || content(&item.stem).len() < least).then(|| "the stem says too little".to_owned())
}

/// M13: a question isn't about what "I", "we" or "you" did: who that is, the stem doesn't say.
pub(super) fn is_about_the_speaker(item: &Checked) -> Option<String> {
    const SELF: [&str; 8] = ["i", "me", "my", "our", "us", "we", "you", "your"];
    // What was asked in the talk, "you" may be asked.
    if item.asks_who() || matches!(item.form, Form::Recall) {
        return None;
    }
    // "you" as anybody, in a question, needs nobody.
    let own = words(item.asked()).into_iter().filter(|word| !word.starts_with("you"));
    let said = words(&item.stem).into_iter().filter(|_| item.stem.contains('“'));
    let found = own.chain(said).find(|word| SELF.contains(&word.split('\'').next().unwrap_or_default()))?;
    (!item.is_discussion()).then(|| format!("“{found}” isn't known without the talk"))
}

/// M14: at most 45 words, the statement included; 70 where two statements are set against each other, and 110 where a passage is read out
/// before the question.
pub(super) fn is_too_long(item: &Checked) -> Option<String> {
    let most = match item.form {
        _ if item.stem.matches('“').count() > 1 => 70,
        Form::Discussion { .. } => 110,
        _ => 45,
    };
    (words(&item.stem).len() > most).then(|| format!("the stem is longer than {most} words"))
}

/// M23: the stem asks about the matter, not about the recording.
pub(super) fn asks_what_is_stated(item: &Checked) -> Option<String> {
    let lower = item.stem.to_lowercase();
    ["is stated", "is mentioned in the", "according to the text", "in this episode", "in this video"]
        .iter()
        .find(|phrase| lower.contains(**phrase))
        .map(|phrase| format!("the stem says “{phrase}”"))
}

/// D9: nothing has to be seen.
pub(super) fn needs_a_screen(item: &Checked) -> Option<String> {
    let lower = item.stem.to_lowercase();
    ["as you can see", "you see here", "on the screen", "this slide", "over here", "this picture"]
        .iter()
        .find(|phrase| lower.contains(**phrase))
        .map(|phrase| format!("“{phrase}” needs a screen"))
}

/// D9: a question is still one next year.
pub(super) fn speaks_of_the_hour(item: &Checked) -> Option<String> {
    const HOUR: [&str; 6] = ["today", "tomorrow", "tonight", "yesterday", "currently", "nowadays"];
    let found = words(&item.stem).into_iter().find(|word| HOUR.contains(&word.as_str()))?;
    Some(format!("“{found}” was another day"))
}
