//! What the person may set about study items.

use std::str::FromStr;

use super::study_set::Bloom;
use crate::language::Words;

/// Settings of composing.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Chooses among items that are equally good, and orders the quiz.
    pub seed: u64,
    /// The most cards for the whole talk; by default its length decides.
    pub max_cards: Option<usize>,
    /// The most cards for one topic; by default its length decides.
    pub per_topic: Option<usize>,
    /// The least score of a card, 0 to 1.
    pub min_score: Option<f64>,
    /// How many questions the quiz has; by default the length of the talk or of the meeting decides.
    pub questions: Option<usize>,
    /// How long the meeting is, in minutes; by default as long as the questions take.
    pub minutes: Option<u32>,
    /// How many questions of each part.
    pub mix: Mix,
    /// What questions may demand.
    pub levels: Levels,
    /// How many further editions of the quiz to make, with other questions where the talk has enough.
    pub further_editions: usize,
    /// What questions say where the talk isn't in English.
    pub words: Words,
}

/// In which proportions a quiz has factual, interpretive and evaluative questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mix {
    /// Questions with one answer in the talk.
    pub factual: u32,
    /// Questions with several answers that the talk supports.
    pub interpretive: u32,
    /// Questions for what the group thinks itself.
    pub evaluative: u32,
}

impl Default for Mix {
    /// 30/50/20, as Shared Inquiry weighs them: the focus is on what was meant.
    fn default() -> Self {
        Self { factual: 30, interpretive: 50, evaluative: 20 }
    }
}

impl Mix {
    /// How many of `all` questions are factual, and how many evaluative; the rest is interpretive.
    pub(super) fn of(self, all: usize) -> (usize, usize) {
        let parts = [self.factual, self.interpretive, self.evaluative].map(|part| part as usize);
        let sum: usize = parts.iter().sum::<usize>().max(1);
        let share = |part: usize| (all * part * 2 + sum) / (2 * sum);
        let factual = share(parts[0]);
        (factual, share(parts[2]).min(all - factual))
    }
}

impl FromStr for Mix {
    type Err = String;

    /// Three whole numbers such as `30/50/20`; only their proportions count.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<u32> = text
            .split('/')
            .map(|part| part.trim().parse::<u16>().map(u32::from))
            .collect::<Result<_, _>>()
            .unwrap_or_default();
        match parts.as_slice() {
            &[factual, interpretive, evaluative] if factual + interpretive + evaluative > 0 => {
                Ok(Self { factual, interpretive, evaluative })
            }
            _ => Err(format!(
                "`{text}` is no mix: it is three numbers for factual, interpretive and evaluative \
                 questions, like 30/50/20"
            )),
        }
    }
}

/// A set of levels of Bloom's taxonomy, never empty; all of them by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels(u8);

impl Default for Levels {
    fn default() -> Self {
        Self(u8::MAX)
    }
}

impl Levels {
    /// These levels; `None` when there are none.
    pub fn new(levels: &[Bloom]) -> Option<Self> {
        (!levels.is_empty()).then(|| Self(levels.iter().fold(0, |set, &level| set | 1 << level as u8)))
    }

    /// Whether a level is among them.
    pub fn has(self, level: Bloom) -> bool {
        self.0 & 1 << level as u8 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_mixes() {
        let mix: Mix = "30/50/20".parse().unwrap();
        assert_eq!(mix, Mix::default());
        assert_eq!(mix.of(10), (3, 2));
        assert_eq!("1/0/0".parse::<Mix>().unwrap().of(7), (7, 0));
        assert_eq!("1/0/1".parse::<Mix>().unwrap().of(7), (4, 3));
        for wrong in ["30/50", "a/b/c", "0/0/0", "", "1/2/3/4", "-1/2/3"] {
            assert!(wrong.parse::<Mix>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn knows_its_levels() {
        let some = Levels::new(&[Bloom::Analyse, Bloom::Create]).unwrap();
        assert!(some.has(Bloom::Create) && !some.has(Bloom::Remember));
        assert!(Levels::default().has(Bloom::Remember));
        assert_eq!(Levels::new(&[]), None);
    }
}
