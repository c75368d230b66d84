//! Parts of the talk before they are named: what is left out, and the topics in between.

use std::ops::Range;

use super::Options;
use super::boundary::Boundaries;
use super::kinds::Aside;
use super::segment::Size;
use crate::restore::Script;

/// A stretch of the talk before it is named.
pub(super) struct Part<'a> {
    pub(super) sentences: Range<usize>,
    /// Why it is left out.
    pub(super) aside: Option<&'a Aside>,
    /// The author's title.
    pub(super) chapter: Option<String>,
    /// How surely the subject changes at its start, 0 to 1; see [`Topic::strength`](super::Topic::strength).
    pub(super) strength: Option<f64>,
}

/// Words a minute where the source has no times: the pace of conversation.
const PACE: f64 = 160.0;

/// Cuts what lies between the asides into topics, or at the author's chapters where there are some.
pub(super) fn parts<'a>(
    script: &Script,
    boundaries: &Boundaries,
    asides: &'a [Aside],
    options: &Options,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for aside in asides.iter().map(Some).chain([None]) {
        let end = aside.map_or(script.sentences.len(), |aside| aside.sentences.start);
        if start < end {
            parts.extend(topics(script, boundaries, start..end, options));
        }
        if let Some(aside) = aside {
            parts.push(Part {
                sentences: aside.sentences.clone(),
                aside: Some(aside),
                chapter: None,
                strength: boundaries.strength(aside.sentences.start),
            });
            start = aside.sentences.end;
        }
    }
    parts
}

/// The topics of a stretch without asides.
fn topics<'a>(
    script: &Script,
    boundaries: &Boundaries,
    stretch: Range<usize>,
    options: &Options,
) -> Vec<Part<'a>> {
    let wanted = options.topics.is_some() || options.topic_minutes.is_some();
    if script.chapters.len() < 2 || wanted {
        let size =
            size(script, options, boundaries.words(&stretch), boundaries.words(&(0..script.sentences.len())));
        let topics = boundaries.cut(stretch, size).into_iter();
        return topics
            .map(|sentences| Part {
                strength: boundaries.strength(sentences.start),
                sentences,
                aside: None,
                chapter: None,
            })
            .collect();
    }
    // The chapter that the stretch starts in the middle of goes on there.
    let before = script.chapters.iter().rev().find(|(at, _)| *at <= stretch.start);
    let inside = script.chapters.iter().filter(|(at, _)| *at > stretch.start && *at < stretch.end);
    let starts: Vec<(usize, Option<String>)> =
        std::iter::once((stretch.start, before.map(|(_, title)| title.clone())))
            .chain(inside.map(|(at, title)| (*at, Some(title.clone()))))
            .collect();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([stretch.end]);
    let own = |at: usize| script.chapters.iter().any(|(start, _)| *start == at);
    ends.zip(&starts)
        .map(|(end, (start, chapter))| Part {
            sentences: *start..end,
            aside: None,
            chapter: chapter.clone(),
            // The author knows.
            strength: boundaries.strength(*start).map(|strength| if own(*start) { 1.0 } else { strength }),
        })
        .collect()
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
