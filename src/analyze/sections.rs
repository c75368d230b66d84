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
    let mut namings = titles::name(said, &cuts.concat(), &titles, is_telling).into_iter();
    let named = cuts.into_iter().zip(topics).map(|(cuts, topic)| {
        let mut sections: Vec<Section> = Vec::new();
        for (sentences, naming) in cuts.into_iter().zip(&mut namings) {
            match (naming.title, sections.last_mut()) {
                (Some(title), _) => {
                    let strength = boundaries.strength(sentences.start);
                    sections.push(Section { title, sentences, strength });
                }
                // What has no name of its own goes on with the subject before.
                (None, Some(last)) => last.sentences.end = sentences.end,
                (None, None) => {}
            }
        }
        // What goes on from beginning to end is the topic itself.
        sections.retain(|section| section.sentences != topic.sentences);
        sections
    });
    named.collect()
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
    fn no_section_is_the_whole_topic() {
        let plain = (
            "And then?",
            "Then we went on with it as we had done before, and that was all of it, so to speak, for everybody who was there.",
        );
        for subjects in [[GRANITE, plain], [plain, MERCURY], [GRANITE, MERCURY]] {
            for topic in interview(&subjects).topics {
                assert!(
                    topic.sections.iter().all(|section| section.sentences != topic.sentences),
                    "{topic:?}"
                );
            }
        }
    }

    #[test]
    fn one_subject_has_none() {
        assert_eq!(interview(&[GRANITE]).topics[0].sections, Vec::new());
    }
}
