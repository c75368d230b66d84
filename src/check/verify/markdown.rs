//! Block quotes of Markdown that end in "— who, when", as the built-in templates write them.

use super::{File, Verified};
use crate::compose::spoken::letters;
use crate::read::Millis;
use crate::render::context::{Context, SentenceView};

/// Checks that every quote is said, at the time beside it.
pub(super) fn check(context: &Context, file: File<'_>, verified: &mut Verified) {
    let talk = Talk::new(&context.sentences);
    for block in blocks(file.text) {
        let Some((last, quote)) = block.paragraphs.split_last() else { continue };
        let Some(source) = last.strip_prefix('—') else { continue };
        verified.quotes += 1;
        let item = format!("line {}", block.line);
        let quote = quote.join(" ");
        // A question that shows all of what it is about has only its place below.
        if quote.is_empty() {
            if !(0..context.sentences.len()).any(|at| is_place_of(source, &context.sentences, at)) {
                verified.found(file.name, item, format!("nothing is said at {}", source.trim()));
            }
            continue;
        }
        let places = talk.places(&letters(&quote));
        if places.is_empty() {
            verified.found(file.name, item, format!("`{quote}` is not in the talk"));
        } else if !places.iter().any(|&at| is_place_of(source, &context.sentences, at)) {
            verified.found(file.name, item, format!("`{quote}` is said at another time"));
        }
    }
}

/// A block quote.
struct Block {
    line: usize,
    paragraphs: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    let mut begins = true;
    for (at, line) in text.lines().enumerate() {
        // In an item of a list, too.
        let Some(quoted) = line.trim_start().strip_prefix('>') else {
            inside = false;
            continue;
        };
        if !inside {
            blocks.push(Block { line: at + 1, paragraphs: Vec::new() });
            begins = true;
        }
        inside = true;
        let quoted = quoted.trim();
        if let Some(block) = blocks.last_mut().filter(|_| !quoted.is_empty()) {
            match block.paragraphs.last_mut().filter(|_| !begins) {
                Some(paragraph) => {
                    paragraph.push(' ');
                    paragraph.push_str(quoted);
                }
                None => block.paragraphs.push(quoted.to_owned()),
            }
        }
        begins = quoted.is_empty();
    }
    blocks
}

/// All that is said, as letters, with the place of each sentence in it.
struct Talk {
    text: String,
    starts: Vec<usize>,
}

impl Talk {
    fn new(sentences: &[SentenceView]) -> Self {
        let mut text = String::from(" ");
        let mut starts = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            starts.push(text.len());
            let said = letters(&sentence.text);
            if !said.is_empty() {
                text.push_str(&said);
                text.push(' ');
            }
        }
        Self { text, starts }
    }

    /// The sentences in which a quote begins.
    fn places(&self, quote: &str) -> Vec<usize> {
        let quote = format!(" {quote} ");
        let found = self.text.match_indices(&quote).map(|(at, _)| at + 1);
        found.filter_map(|at| self.starts.partition_point(|&start| start <= at).checked_sub(1)).collect()
    }
}

/// Whether "Ann, [1:02](…)" or "Ann, word 1,204", in whatever language, is the place of a sentence.
fn is_place_of(source: &str, sentences: &[SentenceView], at: usize) -> bool {
    let place = source.rsplit(", ").next().unwrap_or(source).trim();
    if let Some(time) = super::started(sentences, at).and_then(Millis::from_seconds) {
        return place.trim_start_matches('[').split(']').next() == Some(&time.to_string());
    }
    let digits: String = place.chars().filter(char::is_ascii_digit).collect();
    digits.parse() == Ok(sentences[at].words[0] + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathers_block_quotes() {
        let blocks = blocks("> a\n> b\n>\n> — c\n\ntext\n> d\n");
        assert_eq!(blocks[0].paragraphs, ["a b", "— c"]);
        assert_eq!((blocks[1].line, blocks.len()), (7, 2));
    }
}
