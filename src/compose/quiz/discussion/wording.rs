//! The wordings of discussion questions. Each is asked after the statement was read out, so that none
//! has to repeat it; none judges, and none can be answered by yes or no (D3, D5).

use super::act::Act;
use crate::compose::study_set::{
    Bloom::{self, Analyse, Apply, Create, Evaluate, Understand},
    Tier,
};

/// What can be asked about a statement that does this; `{who}` is the speaker.
pub(super) fn wordings(tier: Tier, act: Act) -> &'static [(Bloom, &'static str)] {
    if tier == Tier::Evaluative { evaluative(act) } else { interpretive(act) }
}

fn interpretive(act: Act) -> &'static [(Bloom, &'static str)] {
    match act {
        Act::Demands => &[
            (Understand, "What problem is this meant to solve, and whose problem is it?"),
            (Understand, "Why does {who} think that this ought to be so?"),
            (Analyse, "Who would object to this, and on what grounds?"),
        ],
        Act::Predicts => &[
            (Understand, "On what does {who} base this expectation, and what in the talk speaks against it?"),
            (Analyse, "What would have to happen first for this to come true?"),
            (Analyse, "Who would gain and who would lose if this came true?"),
        ],
        Act::Worries => &[
            (Analyse, "What lies behind this difficulty, and what stands in the way of a solution?"),
            (Understand, "Why does this weigh so much for {who}, and whom does it hit hardest?"),
            (Analyse, "Who has to live with this difficulty, and what could ease it?"),
        ],
        Act::Conditions => &[
            (Analyse, "What would have to happen for this to turn out otherwise?"),
            (Understand, "How does the one lead to the other, and where could the chain break?"),
            (Analyse, "To what extent does this hold under other conditions than the one named here?"),
        ],
        Act::Contrasts => &[
            (Analyse, "What is set against what here, and why does the difference matter?"),
            (Understand, "What is gained by seeing it this way, and what is lost?"),
            (Analyse, "What does {who} want to correct by putting it this way?"),
        ],
        Act::Generalises => &[
            (Analyse, "Which exceptions come to mind, and what do they do to the claim?"),
            (Understand, "How does the rest of the talk bear out a claim as wide as this one?"),
            (Analyse, "By what yardstick is this true, and what would another yardstick show?"),
        ],
        Act::Reasons => &[
            (Analyse, "How far does this reason carry, and what else could be behind it?"),
            (Understand, "How does the one follow from the other, and which step needs more support?"),
            (Analyse, "What would have to be different for this reason to lose its force?"),
        ],
        Act::Believes => &[
            (Analyse, "What does {who} have to take for granted to say this?"),
            (Understand, "Why might somebody who knows the subject well see this differently?"),
            (
                Analyse,
                "Where does the rest of the talk support this view, and where does it pull the other way?",
            ),
        ],
        Act::Tells => &[
            (Understand, "Why does {who} bring this up, and what does it show?"),
            (Analyse, "Which assumptions does this rest on, and how safe are they?"),
            (Analyse, "What stands behind this, and what would somebody who disagrees point to?"),
        ],
    }
}

fn evaluative(act: Act) -> &'static [(Bloom, &'static str)] {
    match act {
        Act::Demands => &[
            (Evaluate, "How far would you follow this, and where would you draw the line?"),
            (Apply, "What would have to change, and where, for this to happen?"),
            (Evaluate, "What is the best case for doing the opposite, and how strong is it?"),
        ],
        Act::Predicts => &[
            (Evaluate, "How likely does this seem to you, and what would change your mind?"),
            (Create, "What would you do differently from now on if you were sure of this?"),
            (Evaluate, "Which signs for or against this do you see around you?"),
        ],
        Act::Worries => &[
            (Evaluate, "Which part of this could be changed, and which has to be lived with?"),
            (Evaluate, "How serious is this, and what would convince you of the contrary?"),
            (Evaluate, "Who should do something about this, and what would be the first step?"),
        ],
        Act::Conditions => &[
            (Apply, "Which case that you know fits this, and which doesn't?"),
            (Evaluate, "How sound is the step from the condition to what follows from it?"),
        ],
        Act::Contrasts => &[
            (Evaluate, "How far do you share this judgement, and what could change it?"),
            (Evaluate, "What could be said for the side that comes off worse here?"),
        ],
        Act::Generalises => &[
            (Evaluate, "How far does this hold beyond the cases in the talk, and where does it stop?"),
            (Evaluate, "Which example speaks for this, which against it, and which of them weighs more?"),
        ],
        Act::Reasons => &[
            (Evaluate, "How convincing do you find this reason, and what would make it stronger?"),
            (Evaluate, "What does this explanation leave out, and how much does that matter?"),
        ],
        Act::Believes => &[
            (Evaluate, "How far do you agree, and what is the strongest objection?"),
            (Evaluate, "What would convince you of this, and what would make you doubt it?"),
        ],
        Act::Tells => &[
            (Apply, "Where have you met something like this, and what came of it?"),
            (Evaluate, "How much does this matter to you, and to whom does it matter more?"),
        ],
    }
}

/// What can be asked about two statements that speak of the same thing.
pub(super) const CONTRAST: &[(Bloom, &str)] = &[
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
        about(
            "Which example of {term} from your own experience comes to mind?",
            "Which word in this would you want to have explained?",
        ),
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
        about(
            "What would change about {term} if everybody took this seriously?",
            "What would be different in practice if everybody took this seriously?",
        ),
    ],
    &[
        plain("Why does this question matter?"),
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
        let mut seen = std::collections::BTreeSet::new();
        for (tier, act) in ACTS.iter().flat_map(|&act| [(Tier::Interpretive, act), (Tier::Evaluative, act)]) {
            for (_, wording) in wordings(tier, act) {
                assert!(wording.ends_with('?') && wording.matches('?').count() == 1, "{wording}");
                assert!(seen.insert(*wording), "{wording}");
            }
        }
    }
}
