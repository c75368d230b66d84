//! What a talk says again and again without meaning it: "As an AI language model, ...", "The next question will be ...".

use std::collections::BTreeMap;

use super::tagger::{Pos, bare};
use crate::restore::{Script, key};

/// Words with which a talk begins sentences again and again.
pub(super) struct Formulas(BTreeMap<Vec<String>, usize>);

impl Formulas {
    /// Words of an opening, how many of them say something, and how often it makes a formula.
    const LENGTH: usize = 5;
    const CONTENT: usize = 2;
    const OFTEN: usize = 3;

    pub(super) fn new(script: &Script, tags: &[Vec<Pos>]) -> Self {
        let mut openings = BTreeMap::new();
        for opening in (0..script.sentences.len()).filter_map(|at| Self::opening(script, tags, at)) {
            *openings.entry(opening).or_default() += 1;
        }
        Self(openings)
    }

    fn opening(script: &Script, tags: &[Vec<Pos>], at: usize) -> Option<Vec<String>> {
        let (tokens, tags) =
            (script.sentences[at].tokens.get(..Self::LENGTH)?, tags[at].get(..Self::LENGTH)?);
        let content = tags.iter().filter(|pos| pos.is_content()).count();
        (content >= Self::CONTENT).then(|| tokens.iter().map(|token| key(bare(&token.text))).collect())
    }

    /// Whether a sentence begins with one.
    pub(super) fn opens(&self, script: &Script, tags: &[Vec<Pos>], at: usize) -> bool {
        Self::opening(script, tags, at).is_some_and(|opening| self.0.get(&opening) >= Some(&Self::OFTEN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::tagger::tag;
    use crate::restore::{Options, restore};

    #[test]
    fn knows_formulas() {
        let text = "Ann: As an engineer of lamps, I clean them. As an engineer of lamps, I trim them. As an engineer of lamps, I light them. \
                    The lamps were lit at night.\n";
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let tags: Vec<_> = script.sentences.iter().map(tag).collect();
        let formulas = Formulas::new(&script, &tags);
        assert!(formulas.opens(&script, &tags, 0) && !formulas.opens(&script, &tags, 3));
    }
}
