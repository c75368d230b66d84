//! Decides what was talked about and what matters.

mod analysis;
mod background;
mod boundary;
mod find;
mod kinds;
#[doc(hidden)]
pub mod learning;
mod linear;
mod passages;
mod phrases;
mod salience;
mod segment;
mod stems;
pub(crate) mod tagger;
mod titles;
mod vectors;
mod vocabulary;

pub use analysis::{Analysis, Passage, Topic, TopicKind};
pub(crate) use background::rarity;
pub use find::{Found, find};
pub(crate) use linear::{Linear, names, sigmoid, values};
pub use stems::stem;
pub use tagger::Pos;
pub(crate) use vectors::{DIMENSIONS, Vector, similarity};

use std::ops::Range;

use kinds::Aside;
use segment::Size;

use vocabulary::Vocabulary;

use crate::restore::Script;

/// What the person wants of the analysis.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// About how many topics to make.
    pub topics: Option<usize>,
    /// About how long topics are to be, in minutes; talks without times count 160 words a minute.
    pub topic_minutes: Option<f64>,
    /// The most key passages of a topic; six when `None`. How many there are of them depends on how much is
    /// worth keeping.
    pub passages: Option<usize>,
    /// Phrases with which advertisements begin, besides the usual ones.
    pub skip: Vec<String>,
}

/// Words a minute where the source has no times: the pace of conversation.
const PACE: f64 = 160.0;

/// Analyzes a script.
///
/// # Panics
///
/// Never: there is a naming for every part.
pub fn analyze(script: &Script, options: &Options) -> Analysis {
    let tags: Vec<Vec<Pos>> = script.sentences.iter().map(tagger::tag).collect();
    let vocabulary = Vocabulary::new(script, &tags);
    let asides = kinds::asides(script, &options.skip);
    let parts = parts(script, &vocabulary, &asides, options);
    let ranges: Vec<Range<usize>> = parts.iter().map(|part| part.sentences.clone()).collect();
    let salience = salience::salience(script, &tags, &vocabulary, &ranges);
    let content: Vec<Range<usize>> =
        parts.iter().filter(|part| part.aside.is_none()).map(|part| part.sentences.clone()).collect();
    let mut namings =
        titles::name(script, &vocabulary, &phrases::phrases(script, &tags), &content).into_iter();
    let topics = parts.into_iter().map(|part| match part.aside {
        None => {
            let naming = namings.next().expect("there is a naming for every content part");
            Topic {
                title: part.chapter.unwrap_or(naming.title),
                kind: TopicKind::Content,
                keyphrases: naming.keyphrases,
                passages: passages::passages(
                    script,
                    &tags,
                    &vocabulary,
                    &salience,
                    part.sentences.clone(),
                    options.passages,
                ),
                sentences: part.sentences,
                left_out: None,
            }
        }
        Some(aside) => Topic {
            title: match aside.kind {
                TopicKind::Intro => "Introduction",
                TopicKind::Outro => "Goodbye",
                _ => "Advertisement",
            }
            .to_owned(),
            kind: aside.kind,
            keyphrases: Vec::new(),
            sentences: part.sentences,
            passages: Vec::new(),
            left_out: Some(aside.why.clone()),
        },
    });
    Analysis { topics: topics.collect(), salience, stems: vocabulary.counts(), tags }
}

/// A stretch of the talk before it is named.
struct Part<'a> {
    sentences: Range<usize>,
    aside: Option<&'a Aside>,
    chapter: Option<String>,
}

/// Cuts what lies between the asides into topics, or at the author's chapters where there are some.
fn parts<'a>(
    script: &Script,
    vocabulary: &Vocabulary,
    asides: &'a [Aside],
    options: &Options,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let log_odds = boundary::log_odds(script, vocabulary);
    let words: Vec<usize> = script.sentences.iter().map(|sentence| sentence.words.len()).collect();
    let all: usize = words.iter().sum();
    let mut start = 0;
    for aside in asides.iter().map(Some).chain([None]) {
        let end = aside.map_or(script.sentences.len(), |aside| aside.sentences.start);
        if start < end {
            let own: Vec<&(usize, String)> =
                script.chapters.iter().filter(|(at, _)| (start..end).contains(at)).collect();
            let wanted = options.topics.is_some() || options.topic_minutes.is_some();
            let cuts: Vec<(usize, Option<String>)> = if script.chapters.len() >= 2 && !wanted {
                // The chapter that the stretch starts in the middle of goes on there.
                let before =
                    script.chapters.iter().rev().find(|(at, _)| *at <= start).map(|(_, title)| title.clone());
                let mut cuts = vec![(start, before)];
                cuts.extend(
                    own.iter().filter(|(at, _)| *at > start).map(|(at, title)| (*at, Some(title.clone()))),
                );
                cuts
            } else {
                let stretch: usize = words[start..end].iter().sum();
                let size = size(script, options, stretch, all);
                segment::cut(&log_odds[start..end], &words[start..end], size)
                    .into_iter()
                    .map(|cut| (start + cut, None))
                    .collect()
            };
            for (index, (from, chapter)) in cuts.iter().enumerate() {
                let to = cuts.get(index + 1).map_or(end, |(next, _)| *next);
                parts.push(Part { sentences: *from..to, aside: None, chapter: chapter.clone() });
            }
        }
        if let Some(aside) = aside {
            parts.push(Part { sentences: aside.sentences.clone(), aside: Some(aside), chapter: None });
            start = aside.sentences.end;
        }
    }
    parts
}

/// The size of topics in a stretch of `stretch` words of a talk of `all` words.
fn size(script: &Script, options: &Options, stretch: usize, all: usize) -> Size {
    if let Some(topics) = options.topics {
        let share = stretch as f64 / all.max(1) as f64;
        return Size::Count(((topics as f64 * share).round() as usize).max(1));
    }
    if let Some(minutes) = options.topic_minutes {
        let pace = match (script.source.duration, script.words.len()) {
            (Some(duration), words) if duration.0 > 0 => words as f64 / (duration.seconds() / 60.0),
            _ => PACE,
        };
        return Size::Words((minutes * pace).max(1.0));
    }
    Size::Usual { talk: all }
}
