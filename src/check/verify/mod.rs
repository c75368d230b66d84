//! Checks every quote, answer and time of a folder against the words of its transcript.
//!
//! Nothing is restored again: what counts are the words that the reader finds in the transcript.

mod analysis;
mod cards;
mod markdown;
mod said;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::read::Word;
use crate::render::Context;
use crate::render::context::SentenceView;
use crate::restore::Glossary;

/// Something that doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The file that says it.
    pub file: String,
    /// The item in the file.
    pub item: String,
    /// What is wrong with it.
    pub why: String,
}

/// `cards.csv: line 9: the answer …`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.item, self.why)
    }
}

/// What checking found out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// What doesn't hold, in the order of the files.
    pub findings: Vec<Finding>,
    /// How many sentences were compared with the transcript.
    pub sentences: usize,
    /// How many quotes were checked: of passages, cards, questions, options, notes and block quotes.
    pub quotes: usize,
}

/// A file of the folder that has quotes.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its name, one of [`FILES`].
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The names of files that can be checked beside the analysis.
pub const FILES: [&str; 4] = [CARDS, "summary.md", "quiz.md", "quiz-key.md"];

/// The one that is no Markdown.
const CARDS: &str = "cards.csv";

/// Checks an analysis and the files beside it, `package` being the bytes of `cards.apkg`, against the words of the transcript.
/// Words of the readable text may be forms of the glossary.
pub fn verify(
    context: &Context,
    files: &[File<'_>],
    package: Option<&[u8]>,
    words: &[Word],
    glossary: &Glossary,
) -> Verified {
    let mut verified = Verified::default();
    analysis::check(context, words, glossary, &mut verified);
    let mut csv = None;
    for file in files {
        if file.name == CARDS {
            csv = Some(cards::check(context, *file, &mut verified));
        } else {
            markdown::check(context, *file, &mut verified);
        }
    }
    if let Some(bytes) = package {
        cards::check_package(context, bytes, csv.as_ref(), &mut verified);
    }
    verified
}

/// When a sentence starts; where its paragraph has a time and it has none, when that does.
fn started(sentences: &[SentenceView], at: usize) -> Option<f64> {
    let turn = sentences.get(at)?.turn;
    let before = sentences[..=at].iter().rev().take_while(|sentence| sentence.turn == turn);
    before.into_iter().find_map(|sentence| sentence.start_s)
}

impl Verified {
    fn found(&mut self, file: &str, item: impl Into<String>, why: impl Into<String>) {
        self.findings.push(Finding { file: file.to_owned(), item: item.into(), why: why.into() });
    }
}
