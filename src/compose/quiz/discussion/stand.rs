//! How far a statement is a stand that a group can take or leave, rather than a moment of a story.

use crate::analyze::Pos;
use crate::compose::clause::Clause;
use crate::compose::words::Words;

/// Words of judgement, comparison and necessity.
const JUDGING: Words = Words::new(
    "afford always bad benefit better best cannot can't choice choose cost costs danger dangerous depends \
     difficult easier easy enough essential everybody everyone expensive fair fear free freedom fundamental \
     future good hard harder healthy honest human humans important impossible instead less matter matters more most \
     must necessary need needs never nobody only ought people power powerful prefer problem rather responsibility \
     right risk risks safe shouldn't should simple society struggle too trust trusted unless useful valuable value \
     wants worse worst worth wrong",
);
/// Forms of the past that don't end in "ed".
const PAST: Words = Words::new(
    "became began brought built came did didn't felt found gave got had hadn't happened knew left made met put ran said \
     sat saw sent spoke spent started thought told took tried used was wasn't went were weren't won wrote",
);
/// How much a word of judgement adds, and for how many at most.
const JUDGES: f64 = 0.06;
const MOST: usize = 4;
/// How much less is worth what names somebody, happened once, or only says that there is something.
const NAMES: f64 = 0.08;
const HAPPENED: f64 = 0.16;
const EXISTS: f64 = 0.06;

/// What a statement is worth for being a stand, about -0.4 to 0.25.
pub(super) fn worth(statement: &Clause) -> f64 {
    let words = &statement.words;
    let judging = judging(statement).min(MOST) as f64;
    let names = words.iter().skip(1).filter(|word| word.pos == Pos::Name).count().min(3) as f64;
    let happened = statement.finite(0..words.len()).is_some_and(|at| is_past(&words[at].key));
    let exists = words.first().is_some_and(|word| word.is(&["there", "there's"]));
    JUDGES * judging
        - NAMES * names
        - HAPPENED * f64::from(u8::from(happened))
        - EXISTS * f64::from(u8::from(exists))
}

/// How many words of judgement it has.
pub(super) fn judging(statement: &Clause) -> usize {
    statement.words.iter().filter(|word| JUDGING.has(&word.key)).count()
}

/// Whether a word is a form of the past.
pub(super) fn is_past(key: &str) -> bool {
    PAST.has(key) || key.len() > 4 && key.ends_with("ed") && !key.ends_with("eed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_stands_to_stories() {
        let of = |text: &str| worth(&Clause::parse(text));
        let stand = of("It is better to keep too many towers than too few.");
        assert!(stand > of("The crew of the Eddystone rowed back to Plymouth."));
        assert!(stand > of("There is a museum of lenses near the harbour."));
    }
}
