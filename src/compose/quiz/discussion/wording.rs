//! The wordings of discussion questions. Each is asked after the statement was read out, so that none
//! has to repeat it; none judges, and none can be answered by yes or no (D3, D5).

use super::act::Act;
use crate::compose::study_set::{
    Bloom::{self, Analyse, Apply, Create, Evaluate, Understand},
    Tier,
};

/// A question, on its level; `{who}` is the speaker.
pub(super) type Wording = (Bloom, &'static str);

const OTHERWISE: Wording =
    (Understand, "Why might somebody who knows the subject well see this differently?");
const ASSUMPTIONS: Wording = (Analyse, "Which assumptions does this rest on, and how safe are they?");
const BEHIND: Wording = (Analyse, "What stands behind this, and what would somebody who disagrees point to?");
const OVERLOOKS: Wording = (Analyse, "What might {who} be overlooking here?");
const IN_PRACTICE: Wording = (Understand, "What does this mean in practice?");
const AGREE: Wording = (Evaluate, "How far do you agree, and what is the strongest objection?");
const OPPOSITE: Wording = (Evaluate, "What is the best case for doing the opposite, and how strong is it?");
const AGAINST: Wording = (Evaluate, "What is the strongest argument against this?");
const CONVINCE: Wording = (Evaluate, "What would convince you of this, and what would make you doubt it?");
const JUDGEMENT: Wording = (Evaluate, "How far do you share this judgement, and what could change it?");

/// What can be asked about a statement that does this. Readers put every question to 274 statements
/// that groups can talk about and said which fit (`tests/quality/QUIZ.md`): these did in most cases, or were often among the
/// three best, less those that didn't in the quizzes that came of it.
pub(super) fn wordings(tier: Tier, act: Act) -> &'static [Wording] {
    if tier == Tier::Evaluative { evaluative(act) } else { interpretive(act) }
}

fn interpretive(act: Act) -> &'static [Wording] {
    match act {
        Act::Demands => &[
            (Analyse, "Who would object to this, and on what grounds?"),
            (Understand, "Why does {who} think that this ought to be so?"),
            (Understand, "What problem is this meant to solve, and whose problem is it?"),
            OTHERWISE,
        ],
        Act::Predicts => &[
            OTHERWISE,
            (Analyse, "Who would gain and who would lose if this came true?"),
            (Understand, "On what does {who} base this expectation, and what in the talk speaks against it?"),
            (Analyse, "What would have to happen first for this to come true?"),
            ASSUMPTIONS,
        ],
        Act::Worries => &[
            (Analyse, "What lies behind this difficulty, and what stands in the way of a solution?"),
            (Analyse, "Who has to live with this difficulty, and what could ease it?"),
            OTHERWISE,
        ],
        Act::Conditions => &[
            OTHERWISE,
            ASSUMPTIONS,
            (Analyse, "To what extent does this hold under other conditions than the one named here?"),
            (Understand, "How does the one lead to the other, and where could the chain break?"),
            OVERLOOKS,
        ],
        Act::Contrasts => &[
            OTHERWISE,
            (Analyse, "What is set against what here, and why does the difference matter?"),
            IN_PRACTICE,
        ],
        Act::Generalises => &[
            OTHERWISE,
            (Analyse, "Which exceptions come to mind, and what do they do to the claim?"),
            OVERLOOKS,
        ],
        Act::Reasons => &[
            (Analyse, "How far does this reason carry, and what else could be behind it?"),
            (Analyse, "What would have to be different for this reason to lose its force?"),
            OTHERWISE,
            OVERLOOKS,
        ],
        Act::Believes => &[
            OTHERWISE,
            IN_PRACTICE,
            ASSUMPTIONS,
            (Analyse, "By what yardstick is this true, and what would another yardstick show?"),
        ],
        Act::Tells => &[OTHERWISE, OVERLOOKS, BEHIND],
    }
}

fn evaluative(act: Act) -> &'static [Wording] {
    match act {
        Act::Demands => &[
            (Evaluate, "What is the price of this, and who pays it?"),
            OPPOSITE,
            (Evaluate, "How far would you follow this, and where would you draw the line?"),
            AGREE,
        ],
        Act::Predicts => &[
            CONVINCE,
            (Evaluate, "How likely does this seem to you, and what would change your mind?"),
            (Evaluate, "Which signs for or against this do you see around you?"),
        ],
        Act::Worries => &[
            (Evaluate, "How serious is this, and what would convince you of the contrary?"),
            CONVINCE,
            (Evaluate, "Which part of this could be changed, and which has to be lived with?"),
        ],
        Act::Conditions => {
            &[(Evaluate, "How sound is the step from the condition to what follows from it?"), AGREE, AGAINST]
        }
        Act::Contrasts => &[AGREE, JUDGEMENT, CONVINCE],
        Act::Reasons => &[
            (Evaluate, "How convincing do you find this reason, and what would make it stronger?"),
            (Evaluate, "What does this explanation leave out, and how much does that matter?"),
            AGREE,
        ],
        Act::Believes => &[
            AGREE,
            JUDGEMENT,
            (Apply, "Which example from your own experience supports this, and which one speaks against it?"),
        ],
        Act::Generalises | Act::Tells => &[AGREE, CONVINCE, AGAINST],
    }
}

/// What is only asked where somebody wants nothing else than these levels: it fits fewer statements.
pub(super) const RESERVE: &[Wording] = &[
    (Apply, "Where have you met something like this, and what came of it?"),
    (Create, "What would you do about this, and how would you begin?"),
];

/// What can be asked about two statements that speak of the same thing.
pub(super) const CONTRAST: &[Wording] = &[
    (Analyse, "Where do these two pull in different directions, and how could both be right?"),
    (Analyse, "How do these two fit together, and what would have to be added to make them one thought?"),
    (Understand, "What does the second add to the first, and what does it take back?"),
];

/// A question that keeps a discussion going.
#[derive(Debug, Clone, Copy)]
pub(super) struct FollowUp {
    /// With the subject, `{term}`, which will stand in quotation marks.
    pub(super) about: Option<&'static str>,
    /// Without.
    pub(super) plain: &'static str,
}

const fn about(about: &'static str, plain: &'static str) -> FollowUp {
    FollowUp { about: Some(about), plain }
}

const fn plain(plain: &'static str) -> FollowUp {
    FollowUp { about: None, plain }
}

/// Follow-ups by Paul's six types: clarification, assumptions, evidence, viewpoints, consequences, the
/// question itself (R. Paul & L. Elder, "The Art of Socratic Questioning").
pub(super) const FOLLOW_UPS: [&[FollowUp]; 6] = [
    &[
        about("What exactly is meant by {term} here?", "How would you put this in a sentence of your own?"),
        about(
            "How would you explain {term} to somebody who hasn't heard the talk?",
            "Which example would make this clearer?",
        ),
        plain("Which word in this would you want to have explained?"),
    ],
    &[
        about(
            "What is taken for granted about {term} here without being said?",
            "What is taken for granted here without being said?",
        ),
        plain("What has to be true for this to hold?"),
    ],
    &[
        plain("What would make you more sure of this, and what less?"),
        about(
            "What else in the talk, or in what you know about {term}, speaks for this or against it?",
            "What else in the talk speaks for this, and what against it?",
        ),
    ],
    &[
        about(
            "Who would see {term} differently, and what would they say?",
            "Who would see this differently, and what would they say?",
        ),
        plain("How would somebody look at this who has nothing to gain or lose by it?"),
    ],
    &[
        plain("If this is right, what follows from it?"),
        plain("What would be different in practice if everybody took this seriously?"),
    ],
    &[
        plain("Why does it matter how one answers this?"),
        about(
            "What would we have to find out about {term} to answer this better?",
            "What would we have to find out to answer this better?",
        ),
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    const ACTS: [Act; 9] = [
        Act::Demands,
        Act::Predicts,
        Act::Worries,
        Act::Conditions,
        Act::Contrasts,
        Act::Generalises,
        Act::Reasons,
        Act::Believes,
        Act::Tells,
    ];

    #[test]
    fn asks_openly_and_never_twice_the_same() {
        for (tier, act) in ACTS.iter().flat_map(|&act| [(Tier::Interpretive, act), (Tier::Evaluative, act)]) {
            let mut seen = std::collections::BTreeSet::new();
            for (_, wording) in wordings(tier, act) {
                assert!(wording.ends_with('?') && wording.matches('?').count() == 1, "{wording}");
                assert!(seen.insert(*wording), "{wording}");
            }
            assert!(seen.len() > 2, "{act:?}");
        }
    }
}
