//! Keyphrases and titles of topics.

use std::ops::Range;

use super::phrases::Phrase;
use super::stems::stem;
use crate::restore::{Role, Script};

/// What a topic is called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Naming {
    /// Title in title form, unique in the talk.
    pub(crate) title: String,
    /// Phrases that name the subject, best first.
    pub(crate) keyphrases: Vec<String>,
}

/// Most keyphrases of a topic.
const KEYPHRASES: usize = 5;

/// How many sentences at the start of a topic say what it is about: the host's question.
const OPENING: usize = 6;

/// Names all topics: phrases that are frequent in one topic and rare in the others and in speech at
/// large, those of the opening question first (tf-idf with BM25's saturation, S. Robertson et al. 1994).
pub(crate) fn name(script: &Script, phrases: &[Phrase], topics: &[Range<usize>]) -> Vec<Naming> {
    let counts: Vec<Vec<f64>> = phrases.iter().map(|phrase| by_topic(phrase, topics)).collect();
    let mut titles: Vec<String> = Vec::new();
    let mut namings = Vec::with_capacity(topics.len());
    for (at, topic) in topics.iter().enumerate() {
        let mut scored: Vec<(f64, &Phrase)> = phrases
            .iter()
            .zip(&counts)
            .filter(|(_, counts)| counts[at] > 0.0)
            .map(|(phrase, counts)| (score(script, phrase, counts, at, topic), phrase))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.sentences[0].cmp(&b.1.sentences[0]))
                .then_with(|| a.1.text.cmp(&b.1.text))
        });
        let chosen = distinct(&scored);
        let title = title(&chosen, &titles, at);
        titles.push(title.clone());
        namings.push(Naming {
            title,
            keyphrases: chosen.iter().map(|(_, phrase)| phrase.text.clone()).collect(),
        });
    }
    namings
}

/// How often a phrase is said in each topic.
fn by_topic(phrase: &Phrase, topics: &[Range<usize>]) -> Vec<f64> {
    let mut counts = vec![0.0; topics.len()];
    let mut topic = 0;
    for &sentence in &phrase.sentences {
        while topic + 1 < topics.len() && sentence >= topics[topic].end {
            topic += 1;
        }
        counts[topic] += 1.0;
    }
    counts
}

fn score(script: &Script, phrase: &Phrase, counts: &[f64], topic: usize, sentences: &Range<usize>) -> f64 {
    /// BM25's k1: from about this many mentions on, more of them say little.
    const SATURATION: f64 = 1.5;
    let here = counts[topic];
    let elsewhere: f64 = counts.iter().sum::<f64>() - here;
    let with_it = counts.iter().filter(|count| **count > 0.0).count() as f64;
    let opening = phrase
        .sentences
        .iter()
        .find(|&&at| (sentences.start..sentences.end.min(sentences.start + OPENING)).contains(&at));
    let asked =
        opening.is_some_and(|&at| script.speaker_of(at).is_none_or(|speaker| speaker.role != Role::Guest));
    // One mention names a topic only when the opening has it.
    if here < 2.0 && opening.is_none() {
        return 0.0;
    }
    let frequency = here / (here + SATURATION);
    let focus = here / (here + 0.5 * elsewhere);
    let spread = libm::log1p(counts.len() as f64 / with_it) / libm::log1p(counts.len() as f64);
    let length = match phrase.words {
        1 => {
            if phrase.is_name {
                1.1
            } else {
                0.75
            }
        }
        2 | 3 => 1.25,
        _ => 1.1,
    };
    let place = if asked {
        1.35
    } else if opening.is_some() {
        1.15
    } else {
        1.0
    };
    frequency * (0.4 + 0.6 * focus) * (0.5 + 0.5 * spread) * phrase.rarity * length * place
}

/// The best phrases, without those that share a content word with a better one.
fn distinct<'a>(scored: &[(f64, &'a Phrase)]) -> Vec<(f64, &'a Phrase)> {
    let mut chosen: Vec<(f64, &Phrase)> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for &(score, phrase) in scored {
        let stems: Vec<String> = phrase.text.split(' ').map(stem).collect();
        if stems.iter().all(|stem| !taken.contains(stem)) {
            taken.extend(stems);
            chosen.push((score, phrase));
            if chosen.len() == KEYPHRASES {
                break;
            }
        }
    }
    chosen
}

/// The first phrase, with the second where they are about as good and short enough; a title that is
/// taken already goes on with the next phrase.
fn title(chosen: &[(f64, &Phrase)], taken: &[String], topic: usize) -> String {
    const CLOSE: f64 = 0.55;
    const MOST_WORDS: usize = 6;
    let mut candidates = Vec::new();
    if let [(best, first), rest @ ..] = chosen {
        for (score, second) in rest {
            if *score >= CLOSE * best && first.words + second.words < MOST_WORDS {
                candidates.push(title_form(&format!("{} and {}", first.text, second.text)));
            }
        }
        candidates.push(title_form(&first.text));
        candidates.extend(rest.iter().map(|(_, phrase)| title_form(&phrase.text)));
    }
    candidates
        .into_iter()
        .find(|title| !taken.contains(title))
        .unwrap_or_else(|| format!("Part {}", topic + 1))
}

/// A phrase with capitals as in a title: all words but articles, conjunctions and short prepositions.
pub(crate) fn title_form(phrase: &str) -> String {
    const SMALL: [&str; 15] =
        ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to"];
    let words: Vec<String> = phrase
        .split(' ')
        .enumerate()
        .map(|(at, word)| {
            if at > 0 && SMALL.contains(&word) || word.chars().any(char::is_uppercase) {
                return word.to_owned();
            }
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        })
        .collect();
    words.join(" ")
}
