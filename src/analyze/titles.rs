//! Titles of topics: which of the titles that its phrases allow a reader would write into a list of chapters.

use std::collections::BTreeSet;
use std::ops::Range;

use super::keyphrases::{self, Candidate, Said};
use super::phrases::Phrase;
use super::stems::stem;
use super::title_features;
use super::vectors::Vector;
use crate::language::Language;

/// What a topic is called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Naming {
    /// Title in title form; `None` when nothing is said that would tell the part from others.
    pub(crate) title: Option<String>,
    /// Phrases that name the subject, best first.
    pub(crate) keyphrases: Vec<String>,
}

/// How many of the best phrases can be a title.
const SINGLES: usize = 9;
/// Of how many of them two can be one together.
pub(super) const PAIRED: usize = 5;
/// Most words of two together, without the "and" between them.
const PAIR_WORDS: usize = 5;
/// How much the log-odds of a title lose when earlier titles have said all its words.
const SAID_BEFORE: f64 = 1.0;
/// How much its log-odds gain when the quotes of the topic say all its words: who reads the title looks for it there. On the annotated documents the
/// titles have .493 instead of .484 of their words in common with the annotators' (typed) and .466 instead of .448 (captions).
const SHOWN: f64 = 1.0;
/// What a phrase is worth of which earlier titles have said a word, where not every part needs a title.
const REPEATS: f64 = 0.35;

/// Names all topics, of which the quotes have the stems `quoted`. A title begins with a phrase that is `fit`, of which it is told the
/// score, 0 to 1, and says what those in `taken` and those before it don't say.
pub(super) fn name(
    said: &Said<'_>,
    topics: &[Range<usize>],
    taken: &[String],
    quoted: &[BTreeSet<String>],
    fit: impl Fn(f64, &Phrase) -> bool,
) -> Vec<Naming> {
    let mut before = Before::default();
    for title in taken {
        before.add(title);
    }
    let mut namings = Vec::with_capacity(topics.len());
    for (at, ranked) in keyphrases::ranked(said, topics).into_iter().enumerate() {
        let spelled = |text: &str| said.spellings.corrected(text);
        let title =
            title(said, topics, at, &ranked, &before, quoted.get(at), &fit).map(|title| spelled(&title));
        if let Some(title) = &title {
            before.add(title);
        }
        let keyphrases = keyphrases::distinct(&ranked);
        namings.push(Naming {
            title,
            keyphrases: keyphrases.iter().map(|phrase| spelled(&phrase.text)).collect(),
        });
    }
    namings
}

/// The title of one topic.
fn title(
    said: &Said<'_>,
    topics: &[Range<usize>],
    at: usize,
    ranked: &[Candidate<'_>],
    before: &Before,
    quoted: Option<&BTreeSet<String>>,
    fit: impl Fn(f64, &Phrase) -> bool,
) -> Option<String> {
    let language = said.script.language;
    let candidates = titles(language, ranked);
    let features = title_features::features(said.script, topics, at, ranked, &candidates);
    let mut scored: Vec<(f64, &Title)> = candidates
        .iter()
        .zip(&features)
        .map(|(title, features)| {
            // What was learned of English titles says nothing of others.
            let liked = if language.is_english() {
                title_features::MODEL.log_odds(features)
            } else {
                libm::log(belongs(&ranked[title.first]))
            };
            let shown = quoted.map_or(0.0, |quoted| share(&title.text, quoted));
            (liked + SHOWN * shown - SAID_BEFORE * before.share(&title.text), title)
        })
        .collect();
    // A list of chapters has names, but no single words: "Lens".
    let bare = |title: &Title| {
        let first = ranked[title.first].phrase;
        language.is_english() && title.second.is_none() && first.words == 1 && !first.is_name
    };
    scored.sort_by(|a, b| {
        bare(a.1).cmp(&bare(b.1)).then_with(|| b.0.total_cmp(&a.0)).then_with(|| a.1.text.cmp(&b.1.text))
    });
    let meaning = keyphrases::sum(said.vocabulary, topics[at].clone());
    let fits = |title: &Title| {
        let first = &ranked[title.first];
        let repeats = if before.share(&first.phrase.text) > 0.0 { REPEATS } else { 1.0 };
        let score = belongs(first) * repeats;
        std::iter::once(title.first).chain(title.second).all(|at| fit(score, ranked[at].phrase))
    };
    let forms = scored.iter().filter(|(_, title)| fits(title)).flat_map(|(_, title)| {
        let first = ranked[title.first].phrase;
        let act = if title.second.is_none() { act(first, &topics[at], &meaning) } else { None };
        act.into_iter().chain([title.text.clone()])
    });
    forms.map(|text| title_form_in(language, &text)).find(|title| before.leaves(title))
}

/// How well a phrase says what the topic is about, less where it is as much about others: 0 to 1.
fn belongs(candidate: &Candidate<'_>) -> f64 {
    /// How often any phrase might as well have been said elsewhere: what was said two or three times, and all of them here, is
    /// as often an aside as the subject.
    const ELSEWHERE: f64 = 8.0;
    let focus = candidate.here / (candidate.phrase.sentences.len() as f64 + ELSEWHERE);
    candidate.score * (0.25 + 0.75 * focus)
}

/// A title that a topic could have: a phrase, or two.
pub(super) struct Title {
    pub(super) text: String,
    /// Which of the topic's phrases it is, or begins with.
    pub(super) first: usize,
    /// Which it joins to that.
    pub(super) second: Option<usize>,
}

/// The titles that the best phrases allow.
fn titles(language: Language, ranked: &[Candidate<'_>]) -> Vec<Title> {
    let text = |at: usize| &ranked[at].phrase.text;
    let mut titles: Vec<Title> = (0..ranked.len().min(SINGLES))
        .map(|first| Title { text: text(first).clone(), first, second: None })
        .collect();
    if language.is_english() {
        let best = ranked.len().min(PAIRED);
        let pairs = (0..best).flat_map(|first| (first + 1..best).map(move |second| (first, second)));
        let fits = |&(first, second): &(usize, usize)| {
            ranked[first].phrase.words + ranked[second].phrase.words <= PAIR_WORDS
                && !share_a_part(text(first), text(second))
        };
        titles.extend(pairs.filter(fits).map(|(first, second)| Title {
            text: format!("{} and {}", text(first), text(second)),
            first,
            second: Some(second),
        }));
    }
    titles
}

/// Every title that each topic could have, with its features: what `training/analyze` learns from.
pub(super) fn rows(said: &Said<'_>, topics: &[Range<usize>]) -> Vec<Vec<(String, Vec<f64>)>> {
    let ranked = keyphrases::ranked(said, topics);
    let rows = ranked.iter().enumerate().map(|(at, ranked)| {
        let titles = titles(said.script.language, ranked);
        let features = title_features::features(said.script, topics, at, ranked, &titles);
        titles.into_iter().zip(features).map(|(title, features)| (title.text, features.to_vec())).collect()
    });
    rows.collect()
}

/// What earlier titles say.
#[derive(Default)]
struct Before {
    /// The stems of each.
    titles: Vec<Vec<String>>,
    /// Those of all.
    stems: BTreeSet<String>,
    /// The letters of each.
    spellings: BTreeSet<String>,
}

impl Before {
    fn add(&mut self, title: &str) {
        let stems: Vec<String> = title.split(' ').map(stem).collect();
        self.stems.extend(stems.iter().cloned());
        self.titles.push(stems);
        self.spellings.insert(letters(title));
    }

    /// The share of a title's words that they say.
    fn share(&self, title: &str) -> f64 {
        share(title, &self.stems)
    }

    /// Whether a title says more than each of them: "Gas" says nothing new after "Valve and Gas", and "Pumps and Valve
    /// and Gas" says it again.
    fn leaves(&self, title: &str) -> bool {
        if self.spellings.contains(&letters(title)) {
            return false;
        }
        let words: Vec<String> = title.split(' ').map(stem).collect();
        self.titles.iter().all(|other| {
            let repeats = other.len() > 1 && other.iter().all(|word| words.contains(word));
            !repeats && words.iter().any(|word| !other.contains(word))
        })
    }
}

/// The share of a title's words of which the stems are among some.
fn share(title: &str, stems: &BTreeSet<String>) -> f64 {
    let words: Vec<String> = title.split(' ').filter(|word| *word != "and").map(stem).collect();
    let said = words.iter().filter(|word| stems.contains(*word)).count();
    said as f64 / words.len().max(1) as f64
}

/// What a topic says is done with what a phrase names, where that says more of what the topic is about than the phrase alone:
/// "Reducing the Delay", and not "Sending the Funds".
fn act(phrase: &Phrase, topic: &Range<usize>, meaning: &Vector) -> Option<String> {
    let near = |text: &str| Vector::of_text(text).cosine(meaning);
    let acts = phrase.acts.iter().filter(|(at, _)| topic.contains(at)).map(|(_, act)| (near(act), act));
    let (nearness, act) = acts.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (nearness > near(&phrase.text)).then(|| act.clone())
}

/// Whether two phrases have a word in common, hyphenated ones taken apart: "Clubhouse-style" and "Clubhouse"; or are one
/// name in two spellings: "Micropayment" and "Micro Payment".
fn share_a_part(a: &str, b: &str) -> bool {
    let parts = |text: &str| -> Vec<String> { text.split([' ', '-']).map(str::to_lowercase).collect() };
    let other = parts(b);
    parts(a).iter().any(|part| other.iter().any(|other| are_kin(part, other))) || letters(a) == letters(b)
}

/// Whether two words are forms of one: "TVs" and "TV", "Australia" and "Australian", "comments" and "commentary".
fn are_kin(a: &str, b: &str) -> bool {
    const ROOT: usize = 5;
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    stem(a) == stem(b) || common >= ROOT || is_plural(a, b) || is_plural(b, a) || differ_by_a_letter(a, b)
}

fn is_plural(many: &str, one: &str) -> bool {
    ["s", "es"].iter().any(|end| many.strip_suffix(end) == Some(one))
}

/// Whether two words, one of them perhaps misheard, have one letter that is another: "GPT" and "gp4".
fn differ_by_a_letter(a: &str, b: &str) -> bool {
    let (first, other) = (a.chars(), b.chars());
    let differences = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
    first.count() == other.count() && differences < 2 && a.chars().next() == b.chars().next()
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A phrase as titles of a language are written: English ones with capitals, others with one at the start.
fn title_form_in(language: Language, phrase: &str) -> String {
    if language.is_english() { title_form(phrase) } else { capitalised(phrase) }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A phrase with capitals as in a title: all words but articles, conjunctions and short prepositions.
pub(crate) fn title_form(phrase: &str) -> String {
    const SMALL: [&str; 15] =
        ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to"];
    let words: Vec<String> = phrase
        .split(' ')
        .enumerate()
        .map(|(at, word)| {
            if at > 0 && SMALL.contains(&word) || word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
            {
                return word.to_owned();
            }
            capitalised(word)
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Phrase {
        Phrase {
            text: text.to_owned(),
            words: text.split(' ').count(),
            is_name: false,
            sentences: vec![0],
            rarity: 0.5,
            acts: Vec::new(),
        }
    }

    #[test]
    fn joins_phrases_that_have_nothing_in_common() {
        let phrases = ["oil lamps", "lamp", "harbour pilots of Brest", "keepers"].map(phrase);
        let ranked: Vec<Candidate<'_>> = phrases
            .iter()
            .map(|phrase| Candidate { phrase, here: 1.0, score: 0.5, features: [0.0; keyphrases::FEATURES] })
            .collect();
        let texts: Vec<String> =
            titles(Language::ENGLISH, &ranked).into_iter().map(|title| title.text).collect();
        assert_eq!(
            texts,
            [
                "oil lamps",
                "lamp",
                "harbour pilots of Brest",
                "keepers",
                "oil lamps and keepers",
                "lamp and harbour pilots of Brest",
                "lamp and keepers",
                "harbour pilots of Brest and keepers"
            ]
        );
        let german = "de".parse::<Language>().unwrap();
        assert_eq!(titles(german, &ranked).len(), 4);
    }

    #[test]
    fn a_title_says_what_earlier_ones_dont() {
        let mut before = Before::default();
        for title in ["Valve and Gas", "Towers"] {
            before.add(title);
        }
        assert!(
            !before.leaves("Gas") && !before.leaves("Tower") && !before.leaves("Pumps and Valve and Gas")
        );
        assert!(before.leaves("Gas and Oil") && before.leaves("Keepers"));
        assert!((before.share("Gas and Oil") - 0.5).abs() < 1e-9);
    }

    #[test]
    fn knows_forms_of_a_word() {
        for (a, b) in [("gpt", "gp4"), ("tvs", "tv"), ("comments", "commentary"), ("lens", "lenses")] {
            assert!(are_kin(a, b), "{a} {b}");
        }
        assert!(!are_kin("lamp", "lens") && !are_kin("wick", "sick"));
    }

    #[test]
    fn writes_titles_as_titles() {
        assert_eq!(title_form("price of an eBPF program"), "Price of an eBPF Program");
        assert_eq!(title_form_in("de".parse().unwrap(), "licht der Türme"), "Licht der Türme");
    }
}
