//! Questions with one answer in the talk: those that its flashcards ask.

use super::distractors::{Gap, Pool, Wanted};
use super::truth::is_said_once;
use super::turn::{Asked, turn};
use rand::rngs::ChaCha8Rng;

use super::{Material, Scored};
use crate::analyze::{Analysis, JUDGED_ALONE, JUDGED_SOUND, sigmoid};
use crate::compose::clause::Clause;
use crate::compose::identity;
use crate::compose::study_set::{Bloom, Card, CardKind, Choice, Face, Form, QuizItem, Tier};

/// What stands for the missing words in a stem.
const GAP: &str = "(…)";

/// What a gap with letters gains: readers would use 42 of 78, of the others 6 of 48.
const LETTERED: f64 = 0.1;
/// What is judged of the sentences at least, in log-odds: that they are sound, and that they can be understood alone. Of 112 questions that readers
/// marked it tells which are right with AUC 0.80 and 0.74 and which are of use with 0.66 and 0.73, the card's score with 0.60 and 0.47.
const SOUND: f64 = -0.3;
const ALONE: f64 = -0.9;
/// How much a question's worth is that, the rest the card's.
const READS: f64 = 0.7;
/// Words of a short answer at most.
const SHORT: usize = 10;
/// What a question gains by being one, and by having options.
pub(super) const SAYABLE: f64 = 0.1;
pub(super) const CHOICE: f64 = 0.2;

/// Every card as a question, in the order of the talk: multiple choice where the talk has good
/// distractors, else a short answer.
pub(super) fn items(material: &Material<'_>, _: &mut ChaCha8Rng) -> Vec<Scored> {
    // A list is asked item by item, which a group doesn't do.
    let single = material.cards.iter().filter(|card| card.kind != CardKind::List);
    single.filter_map(|card| item(material, card)).collect()
}

fn item(material: &Material<'_>, card: &Card) -> Option<Scored> {
    let &Material { script, ref pool, .. } = material;
    let worth = worth(material.analysis, card)?;
    let kind = sort(pool, card);
    // "COMM", which nobody else in the talk calls so.
    if kind == Missing::Name && is_said_once(material, card) {
        return None;
    }
    let (stem, form) = match &card.face {
        Face::Question { front } => meant(pool, card, front)
            .or_else(|| called(card, front))
            .unwrap_or_else(|| (front.clone(), Form::ShortAnswer { key: card.answer.clone() })),
        Face::Cloze { before, after, .. } => {
            let form = choices(pool, card, kind, &format!("{before} {after}"), before);
            let gap = lettered(card, kind, &form).unwrap_or_else(|| GAP.to_owned());
            let statement =
                || format!("{} “{}”", kind.lead(&form, &card.answer), format!("{before}{gap}{after}").trim());
            let choice = matches!(form, Form::MultipleChoice { .. });
            (turned(pool, card, kind, before, after, choice).unwrap_or_else(statement), form)
        }
    };
    let lettered = stem.contains(&format!("{LETTER})"));
    let gapped = lettered || stem.contains(GAP);
    // "Which words are missing?" is a guess; a missing number is at least one of a kind, and letters help.
    let guess = gapped && !lettered && matches!(form, Form::ShortAnswer { .. });
    let starts = stem.contains("“(");
    // "a (…) of tooling", "called "(…) a preset"": half of something.
    let half = stem.contains(&format!("{GAP} of "))
        || stem.contains(&format!("{LETTER}) of "))
        || stem.contains("\"(");
    if gapped && !matches!(kind, Missing::Year | Missing::Number) && (guess || starts || half) {
        return None;
    }
    if matches!(&form, Form::ShortAnswer { key } if key.split(' ').count() > SHORT) {
        return None;
    }
    let bloom = match (&form, card.kind) {
        (_, CardKind::Cause) | (Form::ShortAnswer { .. }, CardKind::Definition | CardKind::Question) => {
            Bloom::Understand
        }
        _ => Bloom::Remember,
    };
    // Questions that can be read aloud are better than statements with a gap, options better than none.
    let asks = if gapped { 0.0 } else { SAYABLE };
    let lettered = if lettered { LETTERED } else { 0.0 };
    let offers = if matches!(form, Form::MultipleChoice { .. }) { CHOICE } else { 0.0 };
    let item = QuizItem {
        id: identity::id("quiz", script, card.evidence.sentences.clone()),
        tier: Tier::Factual,
        bloom,
        stem,
        form,
        evidence: card.evidence.clone(),
        against: None,
        minutes: 1,
    };
    Some((worth + asks + offers + lettered, item))
}

/// What a question about a card is worth, 0 to 1: mostly how well its sentences read; `None` where they are broken or mean little alone.
pub(super) fn worth(analysis: &Analysis, card: &Card) -> Option<f64> {
    let judged = |head: usize| {
        let sentences = card.evidence.sentences.clone();
        sentences.map(|at| analysis.judged[at][head]).fold(f64::INFINITY, f64::min)
    };
    let (sound, alone) = (judged(JUDGED_SOUND), judged(JUDGED_ALONE));
    let reads = sigmoid(f64::midpoint(sound, alone));
    (sound >= SOUND && alone >= ALONE).then_some((1.0 - READS) * card.score + READS * reads)
}

/// A letter that is missing.
const LETTER: &str = "·";

/// A gap that shows how each of its words begins and how long it is, "(f··· t···)", where there is nothing to choose from: of the words that
/// may fit few do then. What is done can be said in too many ways.
fn lettered(card: &Card, kind: Missing, form: &Form) -> Option<String> {
    /// Words of it at most.
    const LONGEST: usize = 3;
    /// Letters of its words at least, so that one of them doesn't say all.
    const SHORTEST: usize = 4;
    let words: Vec<&str> = card.answer.split(' ').collect();
    let fits = matches!(form, Form::ShortAnswer { .. })
        && matches!(kind, Missing::Name | Missing::Term)
        && words.len() <= LONGEST
        && words.iter().all(|word| word.starts_with(char::is_alphabetic))
        && names(card)
        && !card.answer.ends_with("'s")
        && words.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST);
    fits.then(|| spelled(&card.answer))
}

/// The first letter of each word and a dot for each other: "(f··· t···)".
fn spelled(words: &str) -> String {
    let hidden = |word: &str| -> String {
        word.char_indices()
            .map(|(at, c)| if at == 0 || !c.is_alphanumeric() { c.to_string() } else { LETTER.to_owned() })
            .collect()
    };
    format!("({})", words.split(' ').map(hidden).collect::<Vec<_>>().join(" "))
}

/// A definition the other way round where there is nothing to choose from: much else can be said to "What is Envoy?".
fn called(card: &Card, front: &str) -> Option<(String, Form)> {
    const ASKING: [(&str, &str); 6] = [
        ("What is ", "What is this?"),
        ("What are ", "What are these?"),
        ("What was ", "What was this?"),
        ("Who is ", "Who is this?"),
        ("Who was ", "Who was this?"),
        ("Who are ", "Who are these?"),
    ];
    let (term, lead) = ASKING.iter().find_map(|(start, lead)| Some((front.strip_prefix(start)?, lead)))?;
    let term = term.strip_suffix('?')?;
    let term = ["a ", "an ", "the "].iter().find_map(|article| term.strip_prefix(article)).unwrap_or(term);
    let named =
        term.split(' ').count() <= 3 && term.split(' ').all(|word| word.starts_with(char::is_alphabetic));
    let answer = Clause::parse(&card.answer);
    let stands = named && answer.len() > 2 && answer.dangling(0..answer.len()).is_none();
    (card.kind == CardKind::Definition && stands).then(|| {
        let stem = format!("{lead} “{}” {}", card.answer.trim_end_matches('.'), spelled(term));
        (stem, Form::ShortAnswer { key: term.to_owned() })
    })
}

/// Whether what a card hides names something.
fn names(card: &Card) -> bool {
    let Face::Cloze { before, after, .. } = &card.face else { return false };
    let statement = Clause::parse(&format!("{before}{}{after}", card.answer));
    let last = before.split_whitespace().count() + card.answer.split(' ').count();
    last.checked_sub(1).and_then(|at| statement.words.get(at)).is_some_and(|word| word.pos.is_nominal())
}

/// A definition the other way round: what is meant is told, the term is asked for.
fn meant(pool: &Pool, card: &Card, front: &str) -> Option<(String, Form)> {
    if card.kind != CardKind::Definition || !(4..=22).contains(&card.answer.split(' ').count()) {
        return None;
    }
    let term =
        ["What is ", "What are "].iter().find_map(|start| front.strip_prefix(start))?.strip_suffix('?')?;
    let term = ["a ", "an ", "the "].iter().find_map(|article| term.strip_prefix(article)).unwrap_or(term);
    let clause = Clause::parse(&card.answer);
    let article = clause.words[0].is(&["a", "an", "the", "one"]);
    // Without its term an explanation that says "it" or "they" points nowhere.
    if !article || term.split(' ').count() > 3 || clause.dangling(0..clause.len()).is_some() {
        return None;
    }
    // "the hardest part building data centers is also hard": two sentences that weren't parted.
    let runs_on = clause.words.windows(2).any(|pair| {
        pair[1].is(&["is", "are", "was", "were"])
            && !pair[0].is(&["that", "which", "who", "where", "what", "they"])
    });
    if runs_on {
        return None;
    }
    let wanted = if pool.is_name(term) { Wanted::Name } else { Wanted::Term };
    let gap = Gap { key: term, here: pool.answering(card), wanted, visible: &card.answer, before: "" };
    let form = with_choices(pool, &gap)?;
    let mut chars = card.answer.chars();
    let what: String = chars.next()?.to_lowercase().chain(chars).collect();
    Some((format!("Which of these is {what}?"), form))
}

/// The statement as a question, where it can be turned.
fn turned(
    pool: &Pool,
    card: &Card,
    kind: Missing,
    before: &str,
    after: &str,
    choice: bool,
) -> Option<String> {
    let statement = Clause::parse(&format!("{before}{}{after}", card.answer));
    let start = before.split_whitespace().count();
    let gap = start..start + card.answer.split_whitespace().count();
    let asked = match kind {
        Missing::Year => Asked::Year,
        Missing::Number => Asked::Count,
        Missing::Name | Missing::Term => Asked::Thing { choice },
    };
    let proper = pool.is_proper(&statement.words.first()?.key);
    turn(&statement, &gap, asked, proper)
}

/// What kind of words are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Year,
    Number,
    Name,
    Term,
}

impl Missing {
    /// The question that introduces the statement.
    fn lead(self, form: &Form, answer: &str) -> &'static str {
        let choice = matches!(form, Form::MultipleChoice { .. });
        match (self, choice) {
            (Self::Year, _) => "Which year belongs in this statement?",
            (Self::Number, _) => "Which number belongs in this statement?",
            (Self::Name, _) => "Which name belongs in this statement?",
            (Self::Term, true) => "Which of these belongs in this statement?",
            (Self::Term, false) if answer.contains(' ') => "Which words are missing in this statement?",
            (Self::Term, false) => "Which word is missing in this statement?",
        }
    }
}

pub(super) fn sort(pool: &Pool, card: &Card) -> Missing {
    let year = matches!(&card.face, Face::Cloze { hint: Some(hint), .. } if hint == "year");
    if year {
        Missing::Year
    } else if card.kind == CardKind::Number {
        Missing::Number
    } else if pool.is_name(&card.answer) {
        Missing::Name
    } else {
        Missing::Term
    }
}

pub(super) fn choices(pool: &Pool, card: &Card, kind: Missing, visible: &str, before: &str) -> Form {
    let wanted = match kind {
        Missing::Year | Missing::Number => Wanted::Number,
        Missing::Name => Wanted::Name,
        Missing::Term => Wanted::Term,
    };
    let gap = Gap { key: &card.answer, here: pool.answering(card), wanted, visible, before };
    with_choices(pool, &gap).unwrap_or_else(|| Form::ShortAnswer { key: card.answer.clone() })
}

/// The options, the right one first, where there are good wrong ones.
fn with_choices(pool: &Pool, gap: &Gap<'_>) -> Option<Form> {
    let mut options = pool.distractors(gap);
    if options.len() < 2 {
        return None;
    }
    options.insert(0, Choice { text: gap.key.to_owned(), sentence: gap.here });
    Some(Form::MultipleChoice { options, key: 0 })
}
