//! The finer subjects inside long topics.

use std::ops::Range;

use super::analysis::{Section, Topic};
use super::boundary::Boundaries;
use super::keyphrases::Said;
use super::phrases::Phrase;
use super::segment::Size;
use super::titles;

/// Words of a section: the median of the topics of annotators, who cut more finely than published lists of
/// chapters do.
const LENGTH: f64 = 600.0;

/// A cut that nine of ten annotators wouldn't make is no change of subject.
const LEAST_STRENGTH: f64 = 0.1;

/// Phrases that are worth less say little: "Glimpse", "Success Advice".
const LEAST_SCORE: f64 = 0.35;
/// Single words that are more common say little: "Meeting", "Book".
const LEAST_RARITY: f64 = 0.3;

/// The sections of every topic: the long ones have some.
pub(super) fn sections(said: &Said<'_>, boundaries: &Boundaries, topics: &[Topic]) -> Vec<Vec<Section>> {
    let cuts: Vec<Vec<Range<usize>>> = topics.iter().map(|topic| cuts(boundaries, topic)).collect();
    let titles: Vec<String> = topics.iter().map(|topic| topic.title.clone()).collect();
    let mut namings = titles::name(said, &cuts.concat(), &titles, &[], is_telling).into_iter();
    let sections = cuts.into_iter().map(|cuts| {
        let titles: Vec<Option<String>> =
            namings.by_ref().take(cuts.len()).map(|naming| naming.title).collect();
        joined(cuts, titles)
            .into_iter()
            .map(|(title, sentences)| {
                let strength = boundaries.strength(sentences.start);
                Section { title, sentences, strength }
            })
            .collect()
    });
    sections.collect()
}

/// The parts of a topic that have a title. What has none goes on with the subject before; what goes on from beginning to end is the topic itself.
fn joined(cuts: Vec<Range<usize>>, titles: Vec<Option<String>>) -> Vec<(String, Range<usize>)> {
    let whole = cuts.first().zip(cuts.last()).map(|(first, last)| first.start..last.end);
    let mut parts: Vec<(String, Range<usize>)> = Vec::new();
    for (sentences, title) in cuts.into_iter().zip(titles) {
        match (title, parts.last_mut()) {
            (Some(title), _) => parts.push((title, sentences)),
            (None, Some((_, last))) => last.end = sentences.end,
            (None, None) => {}
        }
    }
    parts.retain(|(_, sentences)| Some(sentences) != whole.as_ref());
    parts
}

/// Whether a phrase is good enough for a title that nobody misses when there is none.
fn is_telling(score: f64, phrase: &Phrase) -> bool {
    score >= LEAST_SCORE && (phrase.words > 1 || phrase.is_name || phrase.rarity >= LEAST_RARITY)
}

/// Where a topic is cut, when it is cut at all.
fn cuts(boundaries: &Boundaries, topic: &Topic) -> Vec<Range<usize>> {
    if topic.left_out.is_some() {
        return Vec::new();
    }
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for part in boundaries.cut(topic.sentences.clone(), Size::Words(LENGTH)) {
        match cuts.last_mut() {
            Some(last) if boundaries.strength(part.start) < Some(LEAST_STRENGTH) => last.end = part.end,
            _ => cuts.push(part),
        }
    }
    if cuts.len() > 1 { cuts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::joined;
    use crate::analyze::{Analysis, Options, analyze};
    use crate::restore::restore;

    /// An interview in which nothing tells the parts apart but what is asked and what is said.
    fn interview(subjects: &[(&str, &str)]) -> Analysis {
        let mut text = String::new();
        for (question, answer) in subjects {
            writeln!(text, "Host: {question}").unwrap();
            for at in 0..12 {
                let weeks = at + 2;
                writeln!(
                    text,
                    "Guest: {answer} That took about {weeks} weeks of careful work. I remember it well."
                )
                .unwrap();
            }
        }
        let options = Options { topics: Some(1), ..Options::default() };
        analyze(
            &restore(crate::read::testing::transcript(&text), &crate::restore::Options::default()),
            &options,
        )
    }

    const GRANITE: (&str, &str) = (
        "Let me ask you about the granite quarries. How was the stone cut?",
        "The granite quarries gave us blocks that the masons dressed with iron chisels before the barges came and took every one of them across the sound to the rock.",
    );
    const MERCURY: (&str, &str) = (
        "Let's talk about mercury baths. Why did the lamps float?",
        "In mercury baths the lamp turns without friction, so that a keeper could push tons of glass around with a finger while the clockwork ran the whole night through.",
    );

    #[test]
    fn a_long_topic_has_sections_with_titles_of_their_own() {
        let analysis = interview(&[GRANITE, MERCURY]);
        let [topic] = analysis.topics.as_slice() else { panic!("{:?}", analysis.topics) };
        let titles: Vec<&str> = topic.sections.iter().map(|section| section.title.as_str()).collect();
        let mercury = topic.sections.last().expect("there are sections");
        assert_eq!(mercury.sentences.end, topic.sentences.end);
        assert!(
            mercury.sentences.start > topic.sentences.start && mercury.strength > Some(0.5),
            "{titles:?}"
        );
        assert!(!titles.contains(&topic.title.as_str()), "{titles:?} in {}", topic.title);
    }

    #[test]
    fn parts_without_a_title_go_on_with_the_one_before() {
        let parts = |titles: [&str; 3]| {
            let titles = titles.map(|title| (!title.is_empty()).then(|| title.to_owned()));
            let parts = joined(vec![4..9, 9..12, 12..20], titles.to_vec());
            parts.into_iter().map(|(title, part)| format!("{title} {part:?}")).collect::<Vec<_>>()
        };
        assert_eq!(parts(["stone", "", "glass"]), ["stone 4..12", "glass 12..20"]);
        assert_eq!(parts(["", "stone", ""]), ["stone 9..20"]);
        assert_eq!(parts(["stone", "", ""]), [""; 0], "the whole topic is no section");
        assert_eq!(parts(["", "", ""]), [""; 0]);
    }

    #[test]
    fn one_subject_has_none() {
        assert_eq!(interview(&[GRANITE]).topics[0].sections, Vec::new());
    }
}
