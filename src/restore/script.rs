//! What restoring returns: a text that reads as if a person had typed it, every word of which
//! points at its place in the source.

use std::ops::Range;

use super::Doubt;
use crate::language::{Language, joined};
use crate::read::{Millis, Sound, Source, Word};

/// A restored transcript.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Script {
    /// Facts about the recording, from the reader.
    pub source: Source,
    /// The language in which it is spoken, as far as can be told.
    pub language: Language,
    /// The spoken words, verbatim; all word ranges index this.
    pub words: Vec<Word>,
    /// Sentences in order. Their word ranges are adjacent and cover `words`: no word is lost.
    pub sentences: Vec<Sentence>,
    /// Turns in order; their sentence ranges are adjacent and cover `sentences`.
    pub turns: Vec<Turn>,
    /// Who speaks. Empty when nothing is known about that.
    pub speakers: Vec<Speaker>,
    /// The author's chapters as the sentence each starts with, by sentence; empty when there are none.
    pub chapters: Vec<(usize, String)>,
}

/// Log-odds from which on a speaker that was found by the words is named. Of 148 talks that were not learned from, 89 % of the sentences with
/// as much and 63 % of the others have the speaker that most of the person's words have (`training/RESULTS.md`).
const SURE: f32 = 5.0;

/// A sentence: cleaned tokens, and the range of source words it was made from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sentence {
    /// The readable words; may be empty when nothing but fillers was said.
    pub tokens: Vec<Token>,
    /// The source words, half-open, fillers included.
    pub words: Range<usize>,
    /// Index of the turn.
    pub turn: usize,
    /// What kind of sentence it is.
    pub kind: SentenceKind,
    /// When its first word is said.
    pub start: Option<Millis>,
    /// When its last word ends.
    pub end: Option<Millis>,
    /// Non-speech that the source notes before it.
    pub sound: Option<Sound>,
    /// What was left undecided when it was restored.
    pub doubt: Doubt,
    /// Log-odds that the speaker of its turn says it; infinite where the source tells who speaks.
    pub speaker_odds: f32,
}

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SentenceKind {
    /// Says something.
    Statement,
    /// Asks something.
    Question,
    /// Too short or broken off: a back-channel ("yeah"), an abandoned start.
    Fragment,
}

/// One readable word.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Token {
    /// The word as shown, with its case and the punctuation around it.
    pub text: String,
    /// The source words it stands for, half-open; more than one when the glossary joined some.
    pub words: Range<usize>,
    /// Whether it is written without a space before it, as in Chinese and Japanese.
    pub glued: bool,
}

/// A stretch of talk by one speaker.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Turn {
    /// Its sentences, half-open.
    pub sentences: Range<usize>,
    /// Index into [`Script::speakers`]; `None` when not known.
    pub speaker: Option<usize>,
}

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Speaker {
    /// The label of the source, the name from the configuration, or "Speaker 1".
    pub name: String,
    /// `true` when the name was given by the source or the person, `false` for "Speaker 1".
    pub named: bool,
    /// What part they have in the talk.
    pub role: Role,
}

impl Speaker {
    /// How a sentence names who speaks: "Ada Park", "the journalist". `None` where the label tells nobody,
    /// such as "Speaker 1" or "PhD E".
    pub fn called(&self) -> Option<String> {
        /// Labels that say what somebody does in the talk.
        const PARTS: [&str; 33] = [
            "analyst",
            "announcer",
            "audience",
            "caller",
            "chair",
            "chairman",
            "designer",
            "expert",
            "grad",
            "guest",
            "host",
            "industrial",
            "interface",
            "interviewee",
            "interviewer",
            "journalist",
            "manager",
            "marketing",
            "member",
            "minister",
            "moderator",
            "narrator",
            "operator",
            "phd",
            "presenter",
            "president",
            "prime",
            "professor",
            "project",
            "reporter",
            "speaker",
            "student",
            "user",
        ];
        let words: Vec<String> = self.name.split_whitespace().map(str::to_lowercase).collect();
        // "Question", "Q": not a person.
        let bare =
            |word: &str| word.len() == 1 || word == "question" || word.chars().all(|c| !c.is_alphabetic());
        if !self.named || words.is_empty() || words.iter().any(|word| bare(word)) {
            return None;
        }
        let part = words.iter().all(|word| PARTS.contains(&word.as_str()));
        Some(if part { format!("the {}", words.join(" ")) } else { self.name.clone() })
    }
}

/// The part a speaker has in a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// Asks and leads.
    Host,
    /// Answers.
    Guest,
    /// Neither, or not known.
    Other,
}

impl Sentence {
    /// The readable text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for token in &self.tokens {
            if !text.is_empty() && !token.glued {
                text.push(' ');
            }
            text.push_str(&token.text);
        }
        text
    }
}

/// What stands at the end of a typed sentence.
pub(super) const ENDS: [char; 14] =
    ['.', '?', '!', '…', '"', '”', ')', '»', '。', '？', '！', '」', '؟', '।'];

impl Script {
    /// The verbatim source words of a range, joined by single spaces, or by nothing where the language has none.
    pub fn said(&self, words: Range<usize>) -> String {
        joined(self.words[words].iter().map(|word| word.text.as_str()), self.language.is_unspaced())
    }

    /// The readable text of some sentences.
    pub fn text(&self, sentences: Range<usize>) -> String {
        let texts: Vec<String> = self.sentences[sentences].iter().map(Sentence::text).collect();
        let texts = texts.iter().map(String::as_str).filter(|text| !text.is_empty());
        joined(texts, self.language.is_unspaced())
    }

    /// The speaker of a sentence, if known.
    pub fn speaker_of(&self, sentence: usize) -> Option<&Speaker> {
        self.speakers.get(self.turns[self.sentences[sentence].turn].speaker?)
    }

    /// The speaker of some sentences, if it is surely one and the same.
    pub fn attributed(&self, sentences: Range<usize>) -> Option<usize> {
        let inside = &self.sentences[sentences];
        let speaker = self.turns[inside.first()?.turn].speaker?;
        inside.iter().all(|sentence| sentence.speaker_odds >= SURE).then_some(speaker)
    }

    /// The speaker of a sentence, if sure enough to be named.
    pub fn attributed_to(&self, sentence: usize) -> Option<&Speaker> {
        self.speakers.get(self.attributed(sentence..sentence + 1)?)
    }

    /// When a sentence starts; where its paragraph has a time and it has none, when that does.
    pub fn started(&self, sentence: usize) -> Option<Millis> {
        let turn = &self.turns[self.sentences[sentence].turn];
        self.sentences[turn.sentences.start..=sentence].iter().rev().find_map(|sentence| sentence.start)
    }

    /// Whether the source itself ends a sentence with a mark; otherwise its end is restored.
    pub fn is_typed(&self, sentence: usize) -> bool {
        let last = self.sentences[sentence].words.clone().next_back();
        last.is_some_and(|at| {
            let word = &self.words[at].text;
            word.ends_with(ENDS) && !word.ends_with(')')
        })
    }

    /// Whether nobody is known to have asked or answered: one voice, or no claim about voices.
    pub fn is_monologue(&self) -> bool {
        self.speakers.len() < 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};
    use crate::restore::{Options, restore};

    #[test]
    fn paragraphs_lend_their_times_and_chapters_find_them() {
        let text = "Ada: 0:05 The tower is old. It is high. It has a lamp.\nBen: 0:40 I like the lamp. It is bright.\n";
        let mut transcript = read(text, &ReadOptions::new("a.txt", text.as_bytes())).unwrap().output;
        let chapter = |at: u64, title: &str| {
            crate::read::Chapter::new(crate::read::ChapterStart::Time(Millis(at)), title.to_owned())
        };
        transcript.source.chapters = vec![chapter(5_000, "The tower"), chapter(41_000, "The lamp")];
        let script = restore(transcript, &Options::default());
        let started: Vec<Option<Millis>> = (0..script.sentences.len()).map(|at| script.started(at)).collect();
        assert_eq!(started, [5_000, 5_000, 5_000, 40_000, 40_000].map(|time| Some(Millis(time))));
        assert_eq!(script.chapters, [(0, "The tower".to_owned()), (3, "The lamp".to_owned())]);
    }

    #[test]
    fn calls_people_by_name_and_others_by_what_they_do() {
        let called = |name: &str, named| Speaker { name: name.to_owned(), named, role: Role::Other }.called();
        assert_eq!(called("Ada Park", true).as_deref(), Some("Ada Park"));
        assert_eq!(called("Prime Minister", true).as_deref(), Some("the prime minister"));
        assert_eq!(called("Prime Minister Abe", true).as_deref(), Some("Prime Minister Abe"));
        assert_eq!(called("Journalist", true).as_deref(), Some("the journalist"));
        assert_eq!(called("Speaker 2", true), None);
        assert_eq!(called("PhD E", true), None);
        assert_eq!(called("Question", true), None);
        assert_eq!(called("Guest", false), None);
    }
}
