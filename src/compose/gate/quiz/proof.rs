//! Whether the key is right by the evidence, and nothing else is.

use std::collections::BTreeSet;

use super::{Checked, content, words};
use crate::compose::study_set::Form;

/// M17: no other option is said in the evidence, and none contains the key or is contained in it.
pub(super) fn has_several_answers(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let evidence = format!(" {} ", words(&item.evidence).join(" "));
    let right = words(options[key]).join(" ");
    options.iter().enumerate().filter(|(at, _)| *at != key).find_map(|(_, option)| {
        let other = words(option).join(" ");
        let said = evidence.contains(&format!(" {other} "));
        let padded = |text: &str| format!(" {text} ");
        let inside = padded(&other).contains(&padded(&right)) || padded(&right).contains(&padded(&other));
        (said || inside).then(|| format!("“{option}” could be right, too"))
    })
}

/// M17: nowhere in the talk an option is said together with most of what the stem says.
pub(super) fn is_said_of_an_option(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    if item.asks_who() {
        return None;
    }
    let shown = content(&item.stem);
    let most = (shown.len() / 2).max(3);
    options.iter().enumerate().filter(|(at, _)| *at != key).find_map(|(_, option)| {
        let words = content(option);
        let clash = |said: &&BTreeSet<String>| {
            !words.is_empty() && words.is_subset(said) && said.intersection(&shown).count() >= most
        };
        item.talk.iter().find(clash).map(|_| format!("the talk says much the same of “{option}”"))
    })
}

/// M22: the evidence says the key, and every other option is said where the leader is told it is.
pub(super) fn has_no_proof(item: &Checked) -> Option<String> {
    let says = |text: &str, phrase: &str| {
        format!(" {} ", words(text).join(" ")).contains(&format!(" {} ", words(phrase).join(" ")))
    };
    if let Some(key) = item.form.key()
        && !item.asks_who()
        && !says(&item.evidence, &key)
    {
        return Some(format!("the evidence doesn't say “{key}”"));
    }
    let (options, key) = item.choices()?;
    let strange = (0..options.len())
        .find(|&at| at != key && item.said.get(at).is_some_and(|said| !says(said, options[at])))?;
    Some(format!("“{}” isn't said where it is told to be", options[strange]))
}

/// D7: the group's edition shows the stem, so the key can't stand there.
pub(super) fn shows_its_key(item: &Checked) -> Option<String> {
    if matches!(item.form, Form::TrueFalse { .. }) {
        return None;
    }
    let key = item.form.key()?;
    let shown = format!(" {} ", words(&item.stem).join(" "));
    shown.contains(&format!(" {} ", words(&key).join(" "))).then(|| format!("the stem shows “{key}”"))
}
