//! Text export of Rev: `Speaker 1 (00:02):` above or before the text.

use super::builder::Builder;
use super::headed::{self, Header};
use super::time;

/// Whether the line is a header of Rev.
pub(super) fn is_header(line: &str) -> bool {
    header(line).is_some()
}

/// Reads Rev's text.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    headed::read(text, 0, header, builder);
}

fn header(line: &str) -> Option<Header<'_>> {
    const LONGEST: usize = 120;
    let head = &line[..line.floor_char_boundary(LONGEST)];
    let open = head.find('(')?;
    let close = head[open..].find(')')? + open;
    let start = time::stamp(&head[open + 1..close])?;
    let rest = line[close + 1..].trim_start_matches('*').strip_prefix(':')?;
    let name = &head[..open];
    name.starts_with(|c: char| c.is_alphabetic() || c == '*').then_some(Header {
        name,
        start: Some(start),
        rest,
    })
}
