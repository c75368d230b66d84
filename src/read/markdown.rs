//! The little of Markdown that transcripts use.

use std::borrow::Cow;

use super::lines::Line;

/// The lines after the front matter, `---` to `---` at the very start.
pub(super) fn without_front_matter(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    const LONGEST: usize = 100;
    if lines.first().is_some_and(|line| line.text.trim_end() == "---") {
        let close =
            lines.iter().skip(1).take(LONGEST).position(|line| matches!(line.text.trim_end(), "---" | "..."));
        let fields = |close: usize| {
            lines[1..=close].iter().all(|line| {
                line.is_blank() || line.text.contains(':') || line.text.starts_with([' ', '-', '#'])
            })
        };
        if let Some(close) = close.filter(|&close| fields(close)) {
            lines.drain(..close + 2);
        }
    }
    lines
}

/// Whether the text has headings; one `#` line in captions is none.
pub(super) fn has_headings(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| heading(line.text).is_some())
}

/// The level and the text of a heading.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    let title = line[level..].strip_prefix(' ')?.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !title.is_empty()).then_some((level, title))
}

/// Whether the line is only a rule or the underline of a heading.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && line.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b' '))
        && line.bytes().next().is_some_and(|first| line.bytes().all(|b| b == first || b == b' '))
}

/// The line without the marks of lists, quotes, emphasis and links.
pub(super) fn inline(line: &str) -> Cow<'_, str> {
    let line = block_mark(line);
    if !line.contains(['*', '`', '[']) && !line.contains("__") {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['*', '`', '[', '!']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let image = usize::from(rest.starts_with("!["));
        if let Some((label, length)) = link(&rest[image..]) {
            plain.push_str(label);
            rest = &rest[image + length..];
        } else {
            let length = rest.bytes().take_while(|&b| b == rest.as_bytes()[0]).count();
            if !matches!(rest.as_bytes()[0], b'*' | b'`') || stands_alone(&plain, &rest[length..]) {
                plain.push_str(&rest[..length]);
            }
            rest = &rest[length..];
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain.replace("__", ""))
}

/// Whether a run of marks has space on both sides, as a multiplication sign does.
fn stands_alone(before: &str, after: &str) -> bool {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    space(before.chars().next_back()) && space(after.chars().next()) && !before.trim().is_empty()
}

fn block_mark(line: &str) -> &str {
    let trimmed = line.trim_start();
    let quote = trimmed.strip_prefix("> ").unwrap_or(trimmed);
    ["* ", "+ "].iter().find_map(|mark| quote.strip_prefix(mark)).unwrap_or(quote)
}

/// The line without the dash of an item of a list.
pub(super) fn without_dash(line: &str) -> &str {
    line.trim_start().strip_prefix("- ").unwrap_or(line)
}

/// The label and the length of the link at the start of `text`, `[label](address)`.
fn link(text: &str) -> Option<(&str, usize)> {
    const LONGEST: usize = 2000;
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let inner = head.strip_prefix('[')?;
    let close = inner.find(['[', ']']).filter(|&close| inner[close..].starts_with("]("))?;
    let address_end =
        inner[close..].find(['(', ')']).filter(|&open| inner[close + open..].starts_with('('))?;
    let end = inner[close + address_end + 1..].find([')', '(', ' '])? + close + address_end + 1;
    inner[end..].starts_with(')').then_some((&inner[..close], end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_marks_and_keeps_words() {
        let cases = [
            ("**Ada:** so *really* `x`", "Ada: so really x"),
            ("* see [the paper](https://x.org/a) now", "see the paper now"),
            ("> 3 * 4 is [sic] 12", "3 * 4 is [sic] 12"),
            ("snake_case and __bold__", "snake_case and bold"),
            ("wow! [Music]", "wow! [Music]"),
        ];
        for (line, plain) in cases {
            assert_eq!(inline(line), plain);
        }
        assert_eq!(heading("## On tides ##"), Some((2, "On tides")));
        assert_eq!(heading("#hashtag"), None);
        assert!(is_rule("* * *") && is_rule("---") && !is_rule("-- a"));
    }
}
