//! Timed blocks of lines, which SubRip and WebVTT are made of.

use std::ops::Range;

use super::builder::Builder;
use super::lines::{Line, lines};
use super::millis::Millis;
use super::time;

/// A cue of SubRip or WebVTT.
#[derive(Debug, Clone, Default)]
pub(super) struct Block<'a> {
    /// When it starts.
    pub(super) start: Option<Millis>,
    /// When it ends.
    pub(super) end: Option<Millis>,
    /// The lines below the times. Blank ones are among them, except at the end: their place says
    /// which line of a rolling cue is new.
    pub(super) lines: Vec<&'a str>,
    /// Its place in the text.
    pub(super) at: Range<usize>,
}

impl Block<'_> {
    /// How long it is shown.
    pub(super) fn duration(&self) -> Option<Millis> {
        Some(self.end?.since(self.start?))
    }
}

/// Cuts the text at the lines that time a cue. Indices and ids are dropped, so are the header and the
/// `NOTE`, `STYLE` and `REGION` blocks of WebVTT.
pub(super) fn blocks<'a>(text: &'a str, vtt: bool, builder: &mut Builder<'a>) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let mut header = Block::default();
    let mut after_blank = true;
    let mut index = None;
    let mut comment = false;
    for line in lines(text) {
        let blank = line.is_blank();
        comment = comment && !blank || vtt && after_blank && is_comment(line.text);
        after_blank = blank;
        if comment {
            continue;
        }
        let Some((start, end)) = time::timing(line.text) else {
            let block = blocks.last_mut().unwrap_or(&mut header);
            block.lines.push(line.text);
            if !blank {
                block.at.end = line.span().end;
            }
            continue;
        };
        index = take_index(blocks.last_mut().unwrap_or(&mut header), vtt, index);
        check_times(line, start, end, builder);
        blocks.push(Block { start, end, lines: Vec::new(), at: line.span() });
    }
    for block in &mut blocks {
        while block.lines.last().is_some_and(|line| line.is_empty()) {
            block.lines.pop();
        }
    }
    if !vtt && header.lines.iter().any(|line| !line.trim().is_empty()) && !blocks.is_empty() {
        let start =
            header.lines.iter().take_while(|line| line.trim().is_empty()).map(|line| line.len() + 1).sum();
        header.at.start = usize::min(start, header.at.end);
        builder.warn("no-time", "this text before the first time is kept without a time", header.at.clone());
        blocks.insert(0, header);
    }
    blocks
}

fn is_comment(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    })
}

/// Removes the index or the id of the next cue from the end of this one.
fn take_index(block: &mut Block<'_>, vtt: bool, before: Option<u64>) -> Option<u64> {
    let last = *block.lines.last()?;
    let number: Option<u64> = last.trim().parse().ok();
    let after_blank = match block.lines.len().checked_sub(2) {
        Some(previous) => block.lines[previous].trim().is_empty(),
        None => true,
    };
    let first = block.at.end == 0 || block.lines.len() == 1;
    // In a file with indices, a bare number right above a time is one, whatever it counts from.
    let is_next = number.is_some()
        && (before.is_some() && !vtt || number == before.and_then(|before| before.checked_add(1)));
    let is_index = !last.trim().is_empty()
        && (is_next
            || after_blank
                && (number.is_some() || vtt)
                && (block.lines.len() > 1 || first && number.is_some()));
    if is_index {
        block.lines.pop();
        return number.or(before);
    }
    before
}

fn check_times(line: Line<'_>, start: Option<Millis>, end: Option<Millis>, builder: &mut Builder<'_>) {
    let unreadable = match (start, end) {
        (Some(_), Some(_)) => return,
        (None, _) => "start",
        (_, None) => "end",
    };
    let message = format!("the {unreadable} of this cue can't be read, its text is kept");
    builder.warn("cue-time", message, line.span());
}
