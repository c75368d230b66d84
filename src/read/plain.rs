//! Text without times: caption lines, prose, Markdown, with `Name:` labels or without.

use super::builder::{Builder, LabelPolicy};
use super::lines::{Line, lines};
use super::markdown;
use super::raw::RawCue;

/// Reads lines. An empty line starts a paragraph in prose only: caption text that was copied with an
/// empty line after each line has no paragraphs.
pub(super) fn read<'a>(text: &'a str, labels: LabelPolicy, builder: &mut Builder<'a>) {
    let all: Vec<Line<'a>> = markdown::without_front_matter(lines(text).collect());
    let prose = is_prose(&all);
    builder.labels = labels;
    builder.prose = prose;
    let headings = markdown::has_headings(&all);
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
        builder.push(RawCue::new(markdown::inline(words), line.span()).paragraph(paragraph));
        after_blank = false;
    }
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
    fn tells_prose_from_caption_text() {
        let of = |text| is_prose(&lines(text).collect::<Vec<_>>());
        assert!(of("So it was.\n\nAnd then it ended.\n"));
        assert!(!of("I think compute is going to be the\n\ncurrency of the future I think it will\n\nbe"));
    }
}
