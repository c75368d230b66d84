//! Text export of Zoom: `[Name] 00:01:02` above the text, or name, time and text parted by tabs.

use super::builder::Builder;
use super::headed::{self, Header};
use super::time;

/// Whether the line is one of Zoom's.
pub(super) fn is_line(line: &str) -> bool {
    header(line).is_some()
}

/// Reads Zoom's text.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    headed::read(text, 0, header, builder);
}

fn header(line: &str) -> Option<Header<'_>> {
    if let Some((name, after)) = line.trim().strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        let (start, rest) = time::leading(after.trim_start())?;
        let named = name.starts_with(char::is_alphabetic) && name.len() < 100;
        return named.then_some(Header { name, start: Some(start), rest });
    }
    let mut fields = line.trim().splitn(3, '\t');
    let (one, two, rest) = (fields.next()?, fields.next()?, fields.next().unwrap_or_default());
    let (name, start) = match (time::stamp(one), time::stamp(two)) {
        (Some(start), None) => (two, start),
        (None, Some(start)) => (one, start),
        _ => return None,
    };
    let named = name.trim().ends_with(':') || !rest.is_empty();
    (named && name.len() < 100).then_some(Header { name, start: Some(start), rest })
}
