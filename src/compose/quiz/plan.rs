//! How many questions of which part, which of the factual ones, how long each takes, and where their
//! keys stand.

use std::collections::BTreeMap;

use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

use super::Scored;
use super::discussion::Candidate;
use crate::analyze::Analysis;
use crate::compose::gate::quiz::whole::SETS;
use crate::compose::options::Options;
use crate::compose::study_set::{Form, QuizItem};
use crate::restore::Script;

/// Minutes that a question of a part takes when nothing else is said.
const FACTUAL: u32 = 1;
pub(super) const INTERPRETIVE: u32 = 6;
pub(super) const EVALUATIVE: u32 = 8;
/// Minutes in which a group can still say something, and after which it has said it.
const SHORTEST: u32 = 4;
const LONGEST: u32 = 15;

/// How many questions of each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) factual: usize,
    pub(super) interpretive: usize,
    pub(super) evaluative: usize,
}

/// How many questions of each part there are.
#[derive(Debug, Clone, Copy)]
struct Supply {
    factual: usize,
    interpretive: usize,
    evaluative: usize,
    /// Those that are either interpretive or evaluative.
    prompts: usize,
}

impl Wanted {
    /// The mix of so many questions as were asked for, or as fit into the meeting, or else as suit the
    /// talk: six for a quarter of an hour, sixteen for two hours. What one part lacks goes to the others.
    pub(super) fn new(script: &Script, options: &Options, factual: usize, prompts: &[Candidate]) -> Self {
        const FEWEST: usize = 5;
        const MOST: usize = 16;
        const WORDS_A_QUESTION: usize = 1500;
        const MOST_IN_A_MEETING: usize = 60;
        let can = |tier: fn((bool, bool)) -> bool| {
            prompts.iter().filter(|prompt| tier(prompt.tiers(options.levels))).count()
        };
        let supply = Supply {
            factual,
            interpretive: can(|(interpretive, _)| interpretive),
            evaluative: can(|(_, evaluative)| evaluative),
            prompts: prompts.len(),
        };
        let wanted = |all| Self::of(all, options, supply);
        let suits = (script.words.len() / WORDS_A_QUESTION + 5).clamp(FEWEST, MOST);
        match (options.questions, options.minutes) {
            (Some(all), _) => wanted(all),
            (None, None) => wanted(suits),
            (None, Some(minutes)) => (1..=MOST_IN_A_MEETING)
                .map(wanted)
                .take_while(|wanted| wanted.minutes() <= minutes)
                .last()
                .unwrap_or_else(|| wanted(1)),
        }
    }

    fn of(all: usize, options: &Options, supply: Supply) -> Self {
        let (factual, evaluative) = options.mix.of(all);
        let factual = factual.min(supply.factual);
        let evaluative = evaluative.min(supply.evaluative);
        let rest = |taken: usize| all.saturating_sub(taken);
        let interpretive = if options.mix.interpretive == 0 { 0 } else { rest(factual + evaluative) };
        let interpretive = interpretive.min(supply.interpretive).min(supply.prompts - evaluative);
        let more = if options.mix.factual == 0 { factual } else { rest(interpretive + evaluative) };
        let factual = more.min(supply.factual);
        let more = if options.mix.evaluative == 0 { evaluative } else { rest(factual + interpretive) };
        let evaluative = more.min(supply.evaluative).min(supply.prompts - interpretive);
        Self { factual, interpretive, evaluative }
    }

    fn minutes(self) -> u32 {
        let part =
            |count: usize, minutes: u32| u32::try_from(count).unwrap_or(u32::MAX).saturating_mul(minutes);
        part(self.factual, FACTUAL)
            .saturating_add(part(self.interpretive, INTERPRETIVE))
            .saturating_add(part(self.evaluative, EVALUATIVE))
    }
}

/// Makes the minutes of the questions sum to those of the meeting: discussions take what is left; what
/// doesn't fit is left out from the end of the longest part.
pub(super) fn fit(items: &mut Vec<QuizItem>, minutes: u32) {
    let sum = |items: &[QuizItem]| items.iter().map(|item| item.minutes).sum::<u32>();
    let is_talk = |item: &QuizItem| matches!(item.form, Form::Discussion { .. });
    while sum(items) > minutes {
        let longest = items
            .iter_mut()
            .filter(|item| is_talk(item) && item.minutes > SHORTEST)
            .max_by_key(|item| item.minutes);
        if let Some(item) = longest {
            item.minutes -= 1;
        } else if items.len() > 1 {
            let longest = items.iter().map(|item| item.minutes).max().unwrap_or(0);
            let last = items.iter().rposition(|item| item.minutes == longest);
            items.remove(last.unwrap_or(0));
        } else {
            return;
        }
    }
    while sum(items) < minutes {
        let shortest = items
            .iter_mut()
            .filter(|item| is_talk(item) && item.minutes < LONGEST)
            .min_by_key(|item| item.minutes);
        let Some(item) = shortest else { return };
        item.minutes += 1;
    }
}

/// How much chance decides among questions that are nearly as good.
const CHANCE: f64 = 0.12;
/// How much a question loses for each that was chosen of its topic before (D10), and of its form unless
/// that is multiple choice.
const CROWDING: f64 = 0.25;
const SAMENESS: f64 = 0.08;

/// Chooses factual items: the best and a little chance, spread over topics (D10) and forms, as long as
/// they go together; `refused` is told of those that don't.
pub(super) fn choose_factual(
    analysis: &Analysis,
    items: Vec<Scored>,
    count: usize,
    rng: &mut ChaCha8Rng,
    mut refused: impl FnMut(&QuizItem, &'static str, String),
) -> Vec<QuizItem> {
    let mut open: Vec<Scored> =
        items.into_iter().map(|(score, item)| (score + rng.random_range(0.0..CHANCE), item)).collect();
    let mut per_topic = vec![0usize; analysis.topics.len()];
    let mut per_form: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut chosen: Vec<QuizItem> = Vec::new();
    while chosen.len() < count && !open.is_empty() {
        let worth = |(score, item): &Scored| {
            let same = match item.form {
                Form::MultipleChoice { .. } => 0,
                _ => per_form.get(item.form.name()).copied().unwrap_or(0),
            };
            score - CROWDING * per_topic[item.evidence.topic] as f64 - SAMENESS * same as f64
        };
        let best = (0..open.len())
            .max_by(|&a, &b| worth(&open[a]).total_cmp(&worth(&open[b])).then(b.cmp(&a)))
            .expect("the loop runs only while some are open");
        let (_, item) = open.remove(best);
        let (topic, form) = (item.evidence.topic, item.form.name());
        chosen.push(item.clone());
        if let Some((rule, why)) = SETS.iter().find_map(|rule| Some((rule.id, (rule.check)(&chosen)?))) {
            refused(&item, rule, why);
            chosen.pop();
        } else {
            per_topic[topic] += 1;
            *per_form.entry(form).or_default() += 1;
        }
    }
    chosen
}

/// Deals what was chosen, best first, to the editions in turn. An edition that gets fewer than `count`
/// takes from the others, but nothing that must stay `unshared`.
pub(super) fn deal<T: Clone>(
    chosen: &[T],
    editions: usize,
    count: usize,
    unshared: impl Fn(&T) -> bool,
) -> Vec<Vec<T>> {
    (0..editions)
        .map(|edition| {
            let (own, others): (Vec<_>, Vec<_>) =
                chosen.iter().enumerate().partition(|(at, _)| at % editions == edition);
            let shared = others.into_iter().filter(|(_, item)| !unshared(item));
            own.into_iter().chain(shared).map(|(_, item)| item.clone()).take(count).collect()
        })
        .collect()
}

/// Orders the options: numbers by size (M10), others so that keys stand at all places about equally
/// often and never at one place four times in a row (M19).
pub(super) fn balance_keys(items: &mut [QuizItem], rng: &mut ChaCha8Rng) {
    items.sort_by_key(|item| item.evidence.sentences.start);
    let mut used = [0usize; 4];
    for item in items {
        let Form::MultipleChoice { options, key } = &mut item.form else { continue };
        let right = options.remove(*key);
        let number = |text: &str| -> Option<f64> {
            let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
            digits.parse().ok()
        };
        if let Some(value) = number(&right.text)
            && options.iter().all(|option| number(&option.text).is_some())
        {
            options.sort_by(|a, b| number(&a.text).unwrap_or(0.0).total_cmp(&number(&b.text).unwrap_or(0.0)));
            *key = options.iter().filter(|option| number(&option.text).unwrap_or(0.0) < value).count();
        } else {
            options.shuffle(rng);
            let places = options.len() + 1;
            let least = used[..places].iter().min().copied().unwrap_or(0);
            let free: Vec<usize> = (0..places).filter(|&place| used[place] == least).collect();
            *key = free[rng.random_range(0..free.len())];
        }
        used[*key] += 1;
        options.insert(*key, right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixes_what_there_is() {
        let supply = Supply { factual: 9, interpretive: 9, evaluative: 9, prompts: 9 };
        let options = Options::default();
        let wanted = |factual, interpretive, evaluative| Wanted { factual, interpretive, evaluative };
        assert_eq!(Wanted::of(10, &options, supply), wanted(3, 5, 2));
        assert_eq!(Wanted::of(10, &options, Supply { factual: 0, ..supply }), wanted(0, 7, 2));
        assert_eq!(Wanted::of(10, &options, Supply { prompts: 3, ..supply }), wanted(7, 1, 2));
        let facts = Options { mix: "1/0/0".parse().unwrap(), ..options };
        assert_eq!(Wanted::of(10, &facts, supply), wanted(9, 0, 0));
    }

    #[test]
    fn deals_without_sharing_while_it_lasts() {
        let dealt = deal(&[1, 2, 3, 4, 5], 2, 2, |_| false);
        assert_eq!(dealt, [[1, 3], [2, 4]]);
        let dealt = deal(&[1, 2, 3], 2, 3, |&item| item == 1);
        assert_eq!(dealt, [vec![1, 3, 2], vec![2, 3]]);
    }
}
