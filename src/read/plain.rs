//! Text without times: caption lines, prose, Markdown, with `Name:` labels or without.

use std::borrow::Cow;

use super::builder::{Builder, LabelPolicy};
use super::labels;
use super::lines::{Line, lines};
use super::markdown;
use super::millis::Millis;
use super::raw::RawCue;
use super::time;

/// Reads lines. An empty line starts a paragraph in prose only: caption text that was copied with an
/// empty line after each line has no paragraphs.
pub(super) fn read<'a>(text: &'a str, labels: LabelPolicy, builder: &mut Builder<'a>) {
    let all: Vec<Line<'a>> = markdown::without_front_matter(lines(text).collect());
    let prose = is_prose(&all);
    builder.labels = labels;
    builder.prose = prose;
    let headings = markdown::has_headings(&all);
    let stamped = labels != LabelPolicy::Ignore && are_stamped(&all);
    let mut after_blank = false;
    for line in all {
        if line.is_blank() {
            after_blank = true;
            continue;
        }
        if let Some((level, title)) = markdown::heading(line.text).filter(|_| headings) {
            if level == 1 && builder.title.is_none() && builder.is_empty() {
                builder.title = super::text::one_line(&markdown::inline(title));
            } else {
                builder.chapter(None, &markdown::inline(title));
            }
            after_blank = true;
            continue;
        }
        if markdown::is_rule(line.text) {
            after_blank = true;
            continue;
        }
        let paragraph = prose && after_blank && !builder.is_empty();
        // In Markdown a dash starts an item of a list, elsewhere it may be that of a dialogue.
        let words = if headings { markdown::without_dash(line.text) } else { line.text };
        let (start, words) = match stamp(line.text).filter(|_| stamped) {
            Some((start, label, rest)) => {
                (Some(start), Cow::Owned(format!("{label} {}", markdown::inline(rest))))
            }
            None => (None, markdown::inline(words)),
        };
        builder.push(RawCue::new(words, line.span()).times(start, None).paragraph(paragraph));
        after_blank = false;
    }
}

/// The time behind the name that a line starts with, the name with its colon, and what follows: "Ada: 00:19:55 Yes, so ...".
fn stamp(line: &str) -> Option<(Millis, &str, &str)> {
    let label = labels::candidate(line)?;
    let (name, rest) = line.split_at(label.length);
    let rest = rest.trim_start();
    let (start, rest) = time::leading(rest.trim_start_matches(['[', '(']))?;
    let rest = rest.trim_start_matches([']', ')']);
    rest.starts_with(char::is_whitespace).then_some((start, name, rest.trim_start()))
}

/// Whether times behind names are those of the lines: most names have one, and they go forwards.
fn are_stamped(lines: &[Line<'_>]) -> bool {
    const LEAST: usize = 2;
    let labelled = lines.iter().filter(|line| labels::candidate(line.text).is_some()).count();
    let times: Vec<Millis> = lines.iter().filter_map(|line| stamp(line.text)).map(|found| found.0).collect();
    times.len() >= LEAST && 2 * times.len() >= labelled && times.is_sorted()
}

/// Whether empty lines part paragraphs. In caption text lines are short, most have an empty line after
/// them, and most sentences run on across it.
fn is_prose(lines: &[Line<'_>]) -> bool {
    const CAPTION_LENGTH: usize = 60;
    let filled: Vec<&str> =
        lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).collect();
    let long = filled.iter().filter(|line| line.len() > CAPTION_LENGTH).count();
    let ended = filled
        .iter()
        .filter(|line| line.ends_with(['.', '?', '!', '"', '”', ':', '…', '*', '。', '？', '！', '」', '؟']))
        .count();
    long * 5 >= filled.len() || ended * 2 >= filled.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_time_behind_a_name() {
        let all = |text| lines(text).collect::<Vec<_>>();
        assert!(are_stamped(&all("Ada: 0:05 Hello there.\nBen: [00:00:09] Good morning.\nAda: Well.\n")));
        assert!(!are_stamped(&all("Ada: 10:30 is when we meet.\nBen: 9:15 is better.\n")));
        assert_eq!(stamp("Ada: (1:02:03) Yes, so."), Some((Millis(3_723_000), "Ada:", "Yes, so.")));
        assert_eq!(stamp("Ada: 10 people came."), None);
    }

    #[test]
    fn tells_prose_from_caption_text() {
        let of = |text| is_prose(&lines(text).collect::<Vec<_>>());
        assert!(of("So it was.\n\nAnd then it ended.\n"));
        assert!(!of("I think compute is going to be the\n\ncurrency of the future I think it will\n\nbe"));
    }
}
