//! The "Show transcript" panel of a YouTube page, as it is copied.

use super::builder::Builder;
use super::lines::{Line, filled_lines};
use super::millis::Millis;
use super::raw::RawCue;
use super::time;

/// Whether the first lines have times at their start, alone or with text, in rising order.
pub(super) fn is_panel(first: &[&str]) -> bool {
    let stamps: Vec<Millis> = first.iter().filter_map(|line| split(line)).map(|(start, _)| start).collect();
    let rising = stamps.is_sorted();
    (stamps.len() > 1 || first.len() <= 3 && !stamps.is_empty()) && rising && stamps.len() * 4 >= first.len()
}

/// Reads the panel: a time on its own line or before the text; spoken lengths such as `4 seconds` and
/// the words of the page are left out; a line between a text and the next time, after the first time
/// has shown how many lines a text has, is a chapter.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    let all: Vec<Line<'a>> = filled_lines(text).collect();
    let inline = all.iter().filter(|line| split(line.text).is_some_and(|(_, rest)| !rest.is_empty())).count()
        * 2
        > all.iter().filter(|line| split(line.text).is_some()).count();
    let mut start = None;
    let mut waits_for_text = true;
    for (index, line) in all.iter().enumerate() {
        if let Some((time, rest)) = split(line.text) {
            start = Some(time);
            waits_for_text = rest.is_empty();
            if !rest.is_empty() {
                builder.push(RawCue::new(rest, line.span()).times(start, None));
            }
            continue;
        }
        let text = line.text.trim();
        if is_spoken_length(text) || is_language(text) || start.is_none() && is_page_text(text) {
            continue;
        }
        let next_is_time = all.get(index + 1).is_some_and(|next| split(next.text).is_some());
        let title = next_is_time && (start.is_none() || !waits_for_text) && !inline && is_title(text);
        if title {
            let at = all.get(index + 1).and_then(|next| split(next.text)).map(|(time, _)| time);
            builder.chapter(at, text);
        } else {
            builder.push(RawCue::new(line.text, line.span()).times(start, None));
            waits_for_text = false;
        }
    }
}

/// The time at the start of a line and the text after it.
fn split(line: &str) -> Option<(Millis, &str)> {
    let (time, rest) = time::leading(line.trim())?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    apart.then(|| (time, rest.trim_start_matches([' ', '\t', '-', '–', '\u{a0}'])))
}

/// `4 seconds`, `1 minute, 3 seconds`, as screen readers say a time.
fn is_spoken_length(line: &str) -> bool {
    let mut words = line.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    let mut any = false;
    while let Some(number) = words.next() {
        let unit = words.next().unwrap_or_default().trim_end_matches('s');
        if number.parse::<u32>().is_err() || !matches!(unit, "second" | "minute" | "hour") {
            return false;
        }
        any = true;
    }
    any
}

fn is_page_text(line: &str) -> bool {
    let page = [
        "transcript",
        "search in video",
        "search transcript",
        "show transcript",
        "chapters",
        "follow along using the transcript.",
    ];
    page.contains(&line.to_lowercase().as_str())
}

/// The menu below the panel: `English (auto-generated)`.
fn is_language(line: &str) -> bool {
    line.ends_with("(auto-generated)") && line.split(' ').count() <= 4
}

/// Titles begin with a capital and are short; the lines of automatic captions begin without one.
fn is_title(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && line.len() <= 100
        && !line.ends_with(['.', ','])
}
