//! Cards of small talks.

use std::collections::BTreeSet;

use super::*;
use crate::compose::testing::{sample, talk};

/// The questions among drafts, with their answers.
fn questions(drafts: Vec<Draft>) -> Vec<(String, String)> {
    let question = |draft: Draft| match draft.face {
        Face::Question { front } => Some((front, draft.answer)),
        Face::Cloze { .. } => None,
    };
    drafts.into_iter().filter_map(question).collect()
}

#[test]
fn ids_are_unique_and_answers_are_in_the_evidence() {
    let (script, analysis) = sample();
    let (cards, _) = Proposals::new(&script, &analysis).choose(&script, &Options::default());
    assert!(cards.len() >= 6, "{}", cards.len());
    let ids: BTreeSet<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids.len(), cards.len());
    for card in &cards {
        let evidence: Vec<String> =
            card.evidence.sentences.clone().map(|at| script.sentences[at].text().to_lowercase()).collect();
        assert!(evidence.join(" ").contains(&card.answer.to_lowercase()), "{card:?}");
    }
}

#[test]
fn selection_keeps_its_budget() {
    let (script, analysis) = sample();
    let options = Options { max_cards: Some(3), per_topic: Some(1), ..Options::default() };
    let (cards, dropped) = Proposals::new(&script, &analysis).choose(&script, &options);
    assert_eq!(cards.len(), 3);
    let topics: BTreeSet<usize> = cards.iter().map(|card| card.evidence.topic).collect();
    assert_eq!(topics.len(), 3);
    assert!(dropped.iter().any(|dropped| dropped.rule == "C23"));
}

#[test]
fn terms_are_asked_for_that_are_explained_in_passing() {
    let (script, analysis) = talk(
        "Ann: What keeps the lens floating?\n\
         Ben: The whole lens of the Makapuu tower floats on Quicksilver Bath, which is a ring of mercury under the lens. The engineers \
         poured in Quicksilver Bath, which is a great thing. It carries several tons of glass without friction.\n",
    );
    let talk = Talk::new(&script, &analysis);
    let asked = questions(definition::drafts(&talk));
    assert_eq!(
        asked,
        [("What is Quicksilver Bath?".to_owned(), "A ring of mercury under the lens".to_owned())]
    );
}

#[test]
fn activities_and_occasions_are_defined_in_their_own_ways() {
    let (script, analysis) = talk(
        "Ann: What went wrong in the towers?\n\
         Ben: Lens shadowing occurs when a bar of the lantern stands between the lamp and the ship. Wick trimming is just cutting off the \
         burnt end of the wick. And when I say double watching, it's two keepers sitting beside one lamp all night. The keepers are \
         cutting the wicks of the lamps. The lamp is when it rains.\n",
    );
    let talk = Talk::new(&script, &analysis);
    let asked = questions(definition::drafts(&talk));
    let asked: Vec<(&str, &str)> =
        asked.iter().map(|(front, answer)| (front.as_str(), answer.as_str())).collect();
    assert_eq!(
        asked,
        [
            (
                "When does lens shadowing occur?",
                "When a bar of the lantern stands between the lamp and the ship"
            ),
            ("What is wick trimming?", "Cutting off the burnt end of the wick"),
            ("What is meant by double watching?", "Two keepers sitting beside one lamp all night"),
        ]
    );
}

#[test]
fn what_is_defined_inside_a_sentence_is_found() {
    let (script, analysis) = talk(
        "Ann: What went wrong in the towers?\n\
         Ben: We will talk about neglect, and neglect is a kind of anger that allows the rock to hide from every ship. Some would say \
         neglect looks more like a slow fading of the lamp.\n",
    );
    let talk = Talk::new(&script, &analysis);
    let asked: Vec<String> =
        questions(definition::drafts(&talk)).into_iter().map(|(front, _)| front).collect();
    assert_eq!(asked, ["What is neglect?", "What does neglect look like?"]);
}

#[test]
fn what_is_doubted_or_follows_defines_nothing() {
    let (script, analysis) = talk(
        "Ann: What do the keepers use?\n\
         Ben: A spyglass is a telescope that allows keepers to see ships at night. I don't think that paint, and neglect is a kind of anger \
         that hides the rock. Big changes means the keepers work for weeks on a single lamp. We have a shelf of oils, which we call Colza.\n",
    );
    let asked: Vec<String> = questions(definition::drafts(&Talk::new(&script, &analysis)))
        .into_iter()
        .map(|(front, _)| front)
        .collect();
    assert_eq!(asked, ["What is a spyglass?"]);
}

#[test]
fn what_is_only_going_on_defines_nothing() {
    let (script, analysis) = talk(
        "Ann: Who looks after the towers?\n\
         Ben: The lighthouse authority is expanding its lamps along the whole coast. Ann Carter, who is a painter of towers, keeps one. \
         Paula Conboy is the chair of the harbour board.\n",
    );
    let asked = questions(definition::drafts(&Talk::new(&script, &analysis)));
    let asked: Vec<&str> = asked.iter().map(|(front, _)| front.as_str()).collect();
    assert_eq!(asked, ["Who is Ann Carter?", "Who is Paula Conboy?"]);
}

#[test]
fn every_number_of_a_sentence_may_be_hidden() {
    let (script, analysis) = talk(
        "Ann: How large are the lamps?\n\
         Ben: The great lamp of the harbour burned 40 barrels of oil and needed 12 keepers on the rock.\n",
    );
    let hidden: Vec<String> =
        number::drafts(&Talk::new(&script, &analysis)).into_iter().map(|draft| draft.answer).collect();
    assert_eq!(hidden, ["40", "12"]);
}

#[test]
fn a_reason_that_is_denied_is_none() {
    let reasons = |reason: &str| {
        let (script, analysis) = talk(&format!(
            "Ann: How did the towers change over the years, and who paid for them?\n\
             Ben: Electricity became a new kind of keeper. {reason} The keepers are answerable to the harbour companies.\n\
             Ann: What do ships pay?\n\
             Ben: There is a place for smaller harbours along the coast.\n"
        ));
        cause::drafts(&Talk::new(&script, &analysis)).len()
    };
    assert_eq!(reasons("The harbour companies refused new lamps because the old keepers had no oil."), 1);
    let denied = "The harbour companies didn't refuse new lamps because the keepers had no oil, they refused because they had no money.";
    assert_eq!(reasons(denied), 0);
}
