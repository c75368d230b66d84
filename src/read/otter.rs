//! Text export of Otter: a name, two spaces and a time, then what was said.

use super::builder::Builder;
use super::lines::{Line, filled_lines};
use super::millis::Millis;
use super::raw::RawCue;
use super::text;
use super::time;

const FOOTER: &str = "Transcribed by https://otter.ai";

/// Whether the text has Otter's footer or its headers.
pub(super) fn is_otter(text: &str, first: &[&str]) -> bool {
    text.trim_end().ends_with(FOOTER)
        || first.iter().any(|line| header(line).is_some_and(|(name, _)| name.is_some()))
}

/// Reads Otter's text.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    let mut now: (Option<String>, Option<Millis>) = (None, None);
    let mut headed = false;
    for line in filled_lines(text) {
        if line.text.trim() == FOOTER {
            continue;
        }
        if let Some((name, start)) = header(line.text) {
            now = (name, Some(start));
            headed = true;
            continue;
        }
        push(line, &now, std::mem::take(&mut headed), builder);
    }
}

fn push<'a>(line: Line<'a>, now: &(Option<String>, Option<Millis>), headed: bool, builder: &mut Builder<'a>) {
    let start = now.1.filter(|_| headed);
    builder.prose = true;
    builder.push(
        RawCue::new(line.text, line.span()).times(start, None).speaker(now.0.clone()).paragraph(headed),
    );
}

/// The name and the time of a header; a time alone, with the two spaces after it, is one as well.
fn header(line: &str) -> Option<(Option<String>, Millis)> {
    let trimmed = line.trim_end();
    let cut = trimmed.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = time::stamp(trimmed.get(cut..)?)?;
    let name = &trimmed[..cut];
    let apart = name.ends_with("  ") || name.ends_with('\t') || name.is_empty() && line.ends_with("  ");
    let unknown = |name: &String| name != "Unknown Speaker";
    (apart && name.len() < 100).then(|| (text::name(name).filter(unknown), start))
}
