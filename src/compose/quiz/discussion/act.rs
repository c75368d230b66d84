//! What a statement does: that decides what can be asked about it.

use crate::compose::clause::Clause;

/// What a statement does, what a group can say most about first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// Says what ought to be done.
    Demands,
    /// Says what will come.
    Predicts,
    /// Names a problem, a price or a risk.
    Worries,
    /// Says that something holds if something else does.
    Conditions,
    /// Sets two things against each other.
    Contrasts,
    /// Speaks of all, none, always or the most.
    Generalises,
    /// Gives a reason.
    Reasons,
    /// Gives a view as a view.
    Believes,
    /// Says something worth keeping and nothing of the above.
    Tells,
}

/// Phrases by which an act is known; one that ends in `*` is the beginning of a word.
const CUES: [(Act, &[&str]); 8] = [
    (
        Act::Demands,
        &["should", "shouldn't", "ought to", "we need to", "we have to", "must", "we can't afford"],
    ),
    (
        Act::Predicts,
        &[
            "will be",
            "will become",
            "will have",
            "will never",
            "won't be",
            "going to be",
            "going to become",
            "going to have",
            "in the future",
            "my guess is",
            "i expect",
            "i predict",
            "years from now",
        ],
    ),
    (
        Act::Worries,
        &[
            "problem",
            "problems",
            "challenge",
            "challenges",
            "risk",
            "risks",
            "dangerous",
            "difficult",
            "downside",
            "hard to",
            "harder to",
            "at the cost of",
            "expensive",
            "threat",
            "afraid",
            "worry",
            "struggle",
            "fail*",
            "harm*",
            "burden",
        ],
    ),
    (
        Act::Conditions,
        &[
            "if you",
            "if we",
            "if they",
            "if it",
            "if there",
            "if the",
            "unless",
            "as long as",
            "if your",
            "if people",
        ],
    ),
    (
        Act::Contrasts,
        &[
            "rather than",
            "instead of",
            "whereas",
            "not just",
            "not only",
            "as opposed to",
            "versus",
            "difference between",
            "even though",
            "although",
        ],
    ),
    (
        Act::Generalises,
        &[
            "always",
            "never",
            "everyone",
            "everybody",
            "nobody",
            "no one",
            "all of us",
            "the only way",
            "the only thing",
            "the best way",
            "the best thing",
            "the biggest problem",
            "the hardest",
            "the worst thing",
            "most people",
            "most important",
        ],
    ),
    (Act::Reasons, &["because", "the reason", "that's why", "which is why", "in order to"]),
    (
        Act::Believes,
        &[
            "i think",
            "i believe",
            "we believe",
            "i'd say",
            "in my opinion",
            "important",
            "matters",
            "valuable",
        ],
    ),
];

/// What a statement does; `None` for what nobody can talk about: asides, what is granted, and what words mean.
pub(super) fn act(statement: &Clause) -> Option<Act> {
    /// Cues of what is only thought or only once so, without which "will be" is a step of an example.
    const OUTLOOK: [&str; 14] = [
        "i think",
        "i believe",
        "my guess",
        "i expect",
        "i predict",
        "in the future",
        "years",
        "decade",
        "eventually",
        "soon",
        "never",
        "probably",
        "won't",
        "become",
    ];
    /// Manners of speaking, not conditions.
    const MANNERS: [&str; 12] = [
        "if you can imagine",
        "if you think about",
        "if you look",
        "if you want",
        "if you will",
        "if you like",
        "if you remember",
        "if you go to",
        "if you see",
        "if you're wondering",
        "if we look",
        "if i'm",
    ];
    let keys: Vec<&str> = statement.words.iter().map(|word| word.key.as_str()).collect();
    let text = format!(" {} ", keys.join(" "));
    let has = |cue: &str| match cue.strip_suffix('*') {
        Some(start) => text.contains(&format!(" {start}")),
        None => text.contains(&format!(" {cue} ")),
    };
    // "how teams should build", "when they should": what ought to be done isn't the point.
    let subordinate = ["how", "when", "what", "whether"].iter().any(|word| has(word));
    // "the kinds of problems you can keep in your head" names none, and who doesn't have to worry has none.
    let kinds = [
        "of problems",
        "of challenges",
        "of risks",
        "problems you can",
        "problems we can",
        "have to worry",
        "had to worry",
        "don't worry",
        "harder problem",
        "easier problem",
    ];
    // "The hedges are made to reduce our risks": what is done about it.
    let eased = || {
        const EASING: [&str; 12] = [
            "avoid", "ease", "hedge", "limit", "lower", "minimise", "minimize", "mitigate", "prevent",
            "protect", "reduce", "reduces",
        ];
        const NEAR: usize = 5;
        keys.iter().enumerate().any(|(at, key)| {
            matches!(*key, "burden" | "harm" | "problem" | "problems" | "risk" | "risks" | "threat")
                && keys[at.saturating_sub(NEAR)..at].iter().any(|word| EASING.contains(word))
        })
    };
    // "you must be tired" guesses, "you should read it" recommends.
    let aside = [
        "you must be",
        "you should check",
        "you should see",
        "you should read",
        "you should try",
        "you should go",
        // Granted, and nothing to talk about.
        "it is a fact that",
        "i acknowledge",
        "i've acknowledged",
        "advantages and disadvantages",
        "pros and cons",
    ];
    if aside.iter().any(|phrase| has(phrase)) {
        return None;
    }
    // What a word means is no matter of opinion.
    if [" means ", " is called ", " are called ", " stands for "]
        .iter()
        .any(|definition| text.contains(definition))
    {
        return None;
    }
    let does = CUES
        .iter()
        .find(|(act, cues)| {
            cues.iter().any(|cue| has(cue))
                && (*act != Act::Demands || !subordinate && demands(&keys))
                && (*act != Act::Worries || !kinds.iter().any(|kind| has(kind)) && !eased())
                && (*act != Act::Conditions || !MANNERS.iter().any(|manner| has(manner)))
                && (*act != Act::Predicts || OUTLOOK.iter().any(|cue| has(cue)))
                // "One of the most important bridges" admits of no exception.
                // and what somebody never does himself is his own affair.
                && (*act != Act::Generalises || !has("one of the") && !has("i never"))
        })
        .map_or(Act::Tells, |(act, _)| *act);
    Some(does)
}

/// Whether something is demanded in the main clause: not "the techniques that we have to use", "we should bear in mind", "prices should naturally fall".
fn demands(keys: &[&str]) -> bool {
    const MODALS: [&str; 6] = ["must", "need", "have", "ought", "should", "shouldn't"];
    /// What one has to say or remember asks nothing of anybody, and what should come is expected.
    const SAYING: [&str; 30] = [
        "able",
        "acknowledge",
        "add",
        "admit",
        "assume",
        "bear",
        "come",
        "confess",
        "emphasise",
        "emphasize",
        "expect",
        "face",
        "imagine",
        "mention",
        "naturally",
        "note",
        "normally",
        "point",
        "probably",
        "realise",
        "realize",
        "recall",
        "recognise",
        "recognize",
        "remember",
        "say",
        "see",
        "soon",
        "stress",
        "wonder",
    ];
    const RELATIVE: [&str; 4] = ["that", "where", "which", "who"];
    /// Behind these "that" begins what is thought.
    const THINKING: [&str; 13] = [
        "believe",
        "believes",
        "clear",
        "feel",
        "important",
        "is",
        "mean",
        "means",
        "say",
        "so",
        "think",
        "thinks",
        "view",
    ];
    const NEAR: usize = 3;
    (0..keys.len()).any(|at| {
        let modal = MODALS.contains(&keys[at])
            && (!matches!(keys[at], "need" | "have" | "ought") || keys.get(at + 1) == Some(&"to"));
        let next = &keys[(at + 1).min(keys.len())..keys.len().min(at + 1 + NEAR)];
        let relative = keys[at.saturating_sub(NEAR)..at].iter().any(|word| RELATIVE.contains(word))
            && !keys[..at].iter().any(|word| THINKING.contains(word));
        modal && !relative && !next.iter().any(|word| SAYING.contains(word))
    }) || keys.windows(2).any(|two| two == ["can't", "afford"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_a_statement_does() {
        let of = |text: &str| act(&Clause::parse(text));
        assert_eq!(of("Every coast should keep its towers."), Some(Act::Demands));
        assert_eq!(of("I think that we should keep the towers."), Some(Act::Demands));
        assert_ne!(of("We should bear in mind that the towers are old."), Some(Act::Demands));
        assert_ne!(of("Many of the lenses that we have to use are old."), Some(Act::Demands));
        assert_eq!(of("In 30 years most of the lenses will be in museums."), Some(Act::Predicts));
        assert_eq!(of("The lamp will be behind the mirror."), Some(Act::Tells));
        assert_eq!(of("The problem with mirrors is that they swallow light."), Some(Act::Worries));
        assert_ne!(of("The keepers trim the wick to reduce the risks of the lamp."), Some(Act::Worries));
        assert_ne!(of("We have to recognise that the towers are old."), Some(Act::Demands));
        assert_eq!(of("A tower is safe as long as the rock holds."), Some(Act::Conditions));
        assert_eq!(of("It is a tool rather than a monument."), Some(Act::Contrasts));
        assert_eq!(of("Glass is the most important part of a lens."), Some(Act::Generalises));
        assert_ne!(of("Glass is one of the most important parts of a lens."), Some(Act::Generalises));
        assert_ne!(of("I don't want the tower, I never have wanted it."), Some(Act::Generalises));
        assert_ne!(of("A lens should think harder about a harder problem."), Some(Act::Worries));
        assert_eq!(of("The tower was lit in 1759."), Some(Act::Tells));
        assert_eq!(of("Dioptric means that a lens bends the light."), None);
        assert_eq!(of("It is a fact that every lens bends light."), None);
    }
}
