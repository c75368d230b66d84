//! How likely it is that a person keeps a card.
//!
//! A logistic regression over what a card shows, what it hides and where it comes from, learned from cards that
//! readers marked `keep`, `fix` or `drop` (`training/analyze`, `marks.tsv`). Choosing among many generated
//! questions by a learned score is the way of Heilman and Smith (2010), "Good Question!".

use std::sync::LazyLock;

use super::draft::{Checked, stems, stems_of};
use super::talk::Talk;
use crate::analyze::{
    JUDGED, JUDGED_NAMES, Linear, Pos, Vector, flag, judge_card, mean_judgement, names, rarity, sigmoid,
    similarity, stem, values,
};
use crate::compose::clause::features;
use crate::compose::clause::{Clause, VERBLESS, Word, is_content, is_misheard, is_stop};
use crate::compose::study_set::{CardKind, Face};
use crate::restore::Role;

/// How many features a card has: its own, what is judged of it, what is judged of its sentences, those of what it shows, and the direction of what it says.
pub(crate) const FEATURES: usize = OWN + GAP.len() + JUDGED + features::FEATURES + features::MEANING;
const OWN: usize = OWN_NAMES.len();
/// What is judged of the card as such.
const GAP: [&str; 1] = ["judge_gap"];

/// Their names, in order.
pub(crate) static NAMES: LazyLock<[String; FEATURES]> =
    LazyLock::new(|| names(&[&OWN_NAMES, &GAP, &JUDGED_NAMES, &features::NAMES]));

const OWN_NAMES: [&str; 50] = [
    "question",
    "definition",
    "cause",
    "contrast",
    "point",
    "function",
    "number",
    "fit",
    "rank",
    "salience",
    "general",
    "named_speaker",
    "host",
    "two_sentences",
    "typed",
    "shown_keyphrase",
    "answer_words",
    "answer_rarity",
    "answer_name",
    "answer_keyphrase",
    "answer_in_title",
    "answer_said",
    "answer_said_once",
    "answer_near",
    "place",
    "at_end",
    "at_start",
    "after_preposition",
    "after_verb",
    "after_determiner",
    "after_adjective",
    "followed_by_noun",
    "misheard",
    "breaks_off",
    "capital_inside",
    "answer_plain",
    "odd_words",
    "answer_main",
    "defined",
    "acts",
    "number_left",
    "lead",
    "run_on",
    "verbless",
    "unstated",
    "denied",
    "intact",
    "points",
    "few_words",
    "subject",
];

static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("score.tsv"), &NAMES));

/// The probability that the card is kept, where one that needs an edit counts for less.
pub(super) fn score(talk: &Talk<'_>, card: &Checked) -> f64 {
    sigmoid(MODEL.log_odds(&features(talk, card)))
}

/// What the score looks at.
pub(super) fn features(talk: &Talk<'_>, card: &Checked) -> [f64; FEATURES] {
    let said = format!("{} {}", card.text(), card.draft.answer);
    let gap = [card.draft.judged.unwrap_or_else(|| judge_card(&card.answered()))];
    let judged = mean_judgement(&talk.analysis.judged[card.draft.sentences.clone()]);
    let visible = Clause::parse(&card.visible);
    values(&[&own(talk, card, &visible), &gap, &judged, &visible.features()], &Vector::of_text(&said))
}

fn own(talk: &Talk<'_>, card: &Checked, shown: &Clause) -> [f64; OWN] {
    let draft = &card.draft;
    let first = talk.lines.partition_point(|line| line.sentence < draft.sentences.start);
    let lines = talk.lines[first..].iter().take_while(|line| line.sentence < draft.sentences.end);
    let (rank, general) = lines
        .fold((0.0_f64, 1.0_f64), |(rank, general), line| (rank.max(line.rank), general.min(line.general)));
    let salience = talk.analysis.salience[draft.sentences.clone()].iter().copied().fold(0.0, f64::max);
    let speaker = talk.script.speaker_of(draft.sentences.start);
    let topic = talk.topics[draft.sentences.start];

    let words = &shown.words;
    let answer = &card.answer.words;
    let said: usize = answer
        .iter()
        .filter(|word| !is_stop(&word.key))
        .map(|word| talk.said(word))
        .min()
        .unwrap_or_default();
    let title = stems_of(&card.context);
    let gap = Gap::of(card, shown);
    let flaw = card.is_cloze().then(|| card.shown.flaw(0..card.shown.len())).flatten();
    let is = |kind: CardKind| flag(draft.kind == kind);
    let before = |pos: Pos| flag(gap.before == Some(pos));
    [
        is(CardKind::Question),
        is(CardKind::Definition),
        is(CardKind::Cause),
        is(CardKind::Contrast),
        is(CardKind::Point),
        is(CardKind::Function),
        is(CardKind::Number),
        draft.fit,
        rank,
        salience,
        general,
        flag(speaker.is_some_and(|speaker| speaker.named)),
        flag(speaker.is_some_and(|speaker| speaker.role == Role::Host)),
        flag(draft.sentences.len() > 1),
        flag(talk.script.is_typed(draft.sentences.start)),
        flag(shown.noun_phrases(0..shown.len()).into_iter().any(|phrase| {
            let article = words[phrase.start].pos == Pos::Determiner && phrase.len() > 1;
            talk.is_keyphrase(topic, &words[phrase.start + usize::from(article)..phrase.end])
        })),
        answer.len() as f64 / 4.0,
        Talk::specific(answer),
        flag(answer.iter().any(|word| word.pos == Pos::Name)),
        flag(talk.is_keyphrase(topic, answer)),
        flag(stems(&card.answer).iter().any(|stem| title.contains(stem))),
        libm::log1p(said as f64),
        flag(said < 2),
        similarity(&draft.answer, &card.text()).map_or(0.0, f64::from),
        gap.place,
        flag(gap.last),
        flag(gap.place < 0.15 && card.is_cloze()),
        before(Pos::Preposition),
        before(Pos::Verb),
        before(Pos::Determiner),
        before(Pos::Adjective),
        flag(gap.after.is_some_and(Pos::is_nominal)),
        flag(words.iter().chain(answer).any(|word| is_misheard(word, || talk.said(word)))),
        flag(card.text().contains("--") || card.text().contains("...")),
        flag(words.iter().skip(1).any(|word| word.bare().chars().skip(1).any(char::is_uppercase))),
        flag(answer.iter().all(|word| rarity(&stem(&word.key)) < 0.35)),
        odd_words(talk, words),
        flag(said * MAIN > talk.script.sentences.len()),
        flag(gap.defined),
        flag(gap.place < 0.15 && card.is_cloze() && !gap.defined),
        flag(draft.kind == CardKind::Term && words.iter().any(|word| word.pos == Pos::Number)),
        flag(card.lead.is_some()),
        flag(flaw.is_some_and(|flaw| flaw != VERBLESS)),
        flag(flaw == Some(VERBLESS)),
        flag(card.is_cloze() && !card.shown.states(&(0..card.shown.len()))),
        flag(words.iter().any(|word| word.is(&["not", "never", "nothing"]) || word.key.ends_with("n't"))),
        // As intact as the least intact of its sentences.
        talk.analysis.intact[draft.sentences.clone()].iter().copied().fold(f64::INFINITY, f64::min),
        flag(card.is_cloze() && card.shown.dangling(0..card.shown.len()).is_some()),
        if card.is_cloze() { ENOUGH.saturating_sub(card.visible_words()) as f64 } else { 0.0 },
        flag(card.is_subject),
    ]
}

/// From so many visible words with a meaning on more are no better.
const ENOUGH: usize = 7;
/// What one sentence in so many says is what the whole talk is about.
const MAIN: usize = 60;

/// The share of content words that the talk says once and that speech at large seldom has.
fn odd_words(talk: &Talk<'_>, words: &[Word]) -> f64 {
    let content: Vec<&Word> = words.iter().filter(|word| is_content(word)).collect();
    let odd = content.iter().filter(|word| talk.said(word) < 2 && rarity(&stem(&word.key)) > 0.6).count();
    odd as f64 / content.len().max(1) as f64
}

/// Where the gap of a sentence is; the end for a question.
struct Gap {
    /// The share of the words before it.
    place: f64,
    /// Nothing follows.
    last: bool,
    /// It begins the sentence, and what it is follows: "... is a".
    defined: bool,
    /// What the words beside it are, unless a pause parts them.
    before: Option<Pos>,
    after: Option<Pos>,
}

impl Gap {
    fn of(card: &Checked, shown: &Clause) -> Self {
        let Face::Cloze { before, after, .. } = &card.draft.face else {
            return Self { place: 1.0, last: true, defined: false, before: None, after: None };
        };
        let at = before.split_whitespace().count();
        let words = &shown.words;
        let rest = after.chars().any(char::is_alphanumeric);
        Self {
            place: at as f64 / words.len().max(1) as f64,
            last: !rest,
            defined: at <= 1
                && words.get(at).is_some_and(|word| word.is(&["is", "are", "was", "were"]))
                && words
                    .get(at + 1)
                    .is_some_and(|word| word.is(&["a", "an", "the", "what", "where", "when"])),
            before: at
                .checked_sub(1)
                .and_then(|at| words.get(at))
                .filter(|word| !word.pauses())
                .map(|word| word.pos),
            after: words.get(at).filter(|_| rest && after.starts_with(' ')).map(|word| word.pos),
        }
    }
}
