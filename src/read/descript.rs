//! Text and Markdown export of Descript: `**Name:** [00:00:12] text` or `[00:00:12] Name: text`.

use super::builder::Builder;
use super::headed::{self, Header};
use super::labels;
use super::markdown;
use super::time;

/// Whether the line is one of Descript's.
pub(super) fn is_line(line: &str) -> bool {
    header(line).is_some()
}

/// Reads Descript's text.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    if let Some((1, title)) = text.lines().next().and_then(markdown::heading) {
        builder.title = super::text::one_line(title);
    }
    let first = text.lines().next().filter(|first| markdown::heading(first).is_some());
    headed::read(text, first.map_or(0, str::len), header, builder);
}

fn header(line: &str) -> Option<Header<'_>> {
    let line = line.trim();
    if let Some((start, after)) = bracketed(line) {
        let after = after.trim_start();
        let name = labels::candidate(after).map_or(0, |label| label.length);
        return Some(Header { name: &after[..name], start: Some(start), rest: &after[name..] });
    }
    let label = labels::candidate(line)?;
    let (start, rest) = bracketed(line[label.length..].trim_start())?;
    Some(Header { name: &line[..label.length], start: Some(start), rest })
}

fn bracketed(text: &str) -> Option<(super::Millis, &str)> {
    let (inside, after) = text.strip_prefix(['[', '('])?.split_once([']', ')'])?;
    Some((time::stamp(inside)?, after))
}
