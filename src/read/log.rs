//! Lines that begin with a time span in brackets: what whisper.cpp and Whisper print.

use super::builder::Builder;
use super::lines::{Line, filled_lines};
use super::raw::RawCue;
use super::time::{self, Ends};

/// Reads `[00:00.000 --> 00:03.440]  text` and `[00:00:07 - 00:00:10] text`; a line without a time
/// goes on with the cue before it.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    let mut open: Option<(Ends, &'a str, Line<'a>)> = None;
    for line in filled_lines(text) {
        match span(line.text) {
            Some((ends, rest)) => {
                push(open.take(), builder);
                open = Some((ends, rest, line));
            }
            None => match open.as_mut() {
                Some((_, words, first)) => {
                    let end = line.span().end;
                    let start = first.start + first.text.len() - words.len();
                    *words = &text[start..end];
                    first.text = &text[first.start..end];
                }
                None => builder.warn("no-time", "this line before the first time is left out", line.span()),
            },
        }
    }
    push(open, builder);
}

fn push<'a>(cue: Option<(Ends, &'a str, Line<'a>)>, builder: &mut Builder<'a>) {
    if let Some(((start, end), words, line)) = cue {
        if start.is_none() {
            builder.warn("cue-time", "the start of this cue can't be read, its text is kept", line.span());
        }
        builder.push(RawCue::new(words, line.span()).times(start, end));
    }
}

/// The times at the start of a line, and what follows them.
pub(super) fn span(line: &str) -> Option<(Ends, &str)> {
    const LONGEST: usize = 50;
    let inner = line.trim_start().strip_prefix('[')?;
    let close = inner[..inner.floor_char_boundary(LONGEST)].find(']')?;
    let times = &inner[..close];
    let dashed = || {
        let (start, end) = times.split_once(" - ")?;
        Some((Some(time::stamp(start)?), Some(time::stamp(end)?)))
    };
    Some((time::timing(times).or_else(dashed)?, &inner[close + 1..]))
}
