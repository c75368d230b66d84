//! Cuts the cues of a source where a speaker changes or a sound is noted, and keeps times in step.

use super::millis::Millis;
use super::raw::{Piece, RawCue};
use super::sounds;
use super::tokens::{self, Habits, Token};
use super::transcript::{Cue, Sound, Word};
use super::warnings::Warnings;
use crate::diagnostics::Diagnostic;

/// Cues in the making.
#[derive(Debug, Default)]
pub(super) struct Parts {
    cues: Vec<Cue>,
    speaker: Option<String>,
    sound: Option<Sound>,
    turn: bool,
    paragraph: bool,
    /// For each part of the cue at hand, how many words of the cue come before it.
    words_before: Vec<usize>,
    last_place: (Option<Millis>, Option<Millis>),
}

/// What is known before the words of a part are.
struct Opening {
    cue: Cue,
    words_before: usize,
}

impl Parts {
    /// The index of the cue that comes next.
    pub(super) fn next_index(&self) -> usize {
        self.cues.len()
    }

    /// Adds the parts of one cue, whose pieces have the clean `texts`.
    pub(super) fn add(
        &mut self,
        raw: &RawCue<'_>,
        texts: &[String],
        habits: &Habits,
        warnings: &mut Warnings,
    ) {
        let first_cue = self.cues.len();
        self.words_before.clear();
        self.paragraph |= raw.paragraph;
        self.last_place = (raw.start, raw.end);
        let own_speaker = raw.speaker.is_some();
        let mut voice = raw.speaker.clone();
        let mut word_count = 0;
        let mut part: Option<Opening> = None;
        for (range, named) in voices(&raw.pieces) {
            if named.is_some() {
                self.close(&mut part);
                voice = named;
            }
            let text = texts[range.clone()].concat();
            let mut times = WordTimes::new(&raw.pieces[range.clone()], &texts[range], raw.start);
            let mut singing = false;
            let tokens = tokens::tokens(&text, habits);
            let count = tokens.len();
            for (index, token) in tokens.into_iter().enumerate() {
                match token {
                    Token::Word(start, end) => {
                        let opening = part.get_or_insert_with(|| self.open(voice.clone(), word_count));
                        opening.cue.words.push(times.word(&text, start, end));
                        word_count += 1;
                    }
                    Token::Sound(sound) => {
                        self.close(&mut part);
                        self.sound = Some(sounds::stronger(self.sound, sound));
                    }
                    Token::Singing if !singing && index + 1 == count && part.is_some() => {
                        let sung = part.as_mut().expect("there is a part");
                        sung.cue.sound = sung.cue.sound.or(Some(Sound::Music));
                        singing = true;
                    }
                    Token::Singing => {
                        self.close(&mut part);
                        if !singing {
                            self.sound = Some(sounds::stronger(self.sound, Sound::Music));
                        }
                        singing = !singing;
                    }
                    Token::Turn => {
                        self.close(&mut part);
                        self.turn = true;
                        if !own_speaker {
                            self.speaker = None;
                        }
                    }
                    Token::Speaker(name) => {
                        self.close(&mut part);
                        self.turn = false;
                        self.speaker = Some(name.clone());
                        voice = None;
                    }
                    Token::Doubt(start, end) => doubt(&text[start..end], raw, warnings),
                }
            }
        }
        self.close(&mut part);
        spread_times(&mut self.cues[first_cue..], &self.words_before, raw, word_count);
    }

    fn open(&mut self, voice: Option<String>, words_before: usize) -> Opening {
        let cue = Cue {
            speaker: voice.or_else(|| self.speaker.clone()),
            turn_mark: std::mem::take(&mut self.turn),
            sound: self.sound.take(),
            paragraph: std::mem::take(&mut self.paragraph),
            ..Cue::default()
        };
        Opening { cue, words_before }
    }

    fn close(&mut self, part: &mut Option<Opening>) {
        if let Some(Opening { cue, words_before }) = part.take() {
            self.words_before.push(words_before);
            self.cues.push(cue);
        }
    }

    /// The cues; a sound after the last word becomes a cue of its own.
    pub(super) fn finish(mut self) -> Vec<Cue> {
        if let Some(sound) = self.sound {
            let (start, end) = self.last_place;
            // Where the words before it have taken their share of the cue.
            let start = start.max(self.cues.last().and_then(|cue| cue.start));
            let end = end.filter(|&end| start.is_none_or(|start| end >= start));
            self.cues.push(Cue { start, end, sound: Some(sound), ..Cue::default() });
        }
        start_before_what_follows(&mut self.cues);
        drop_times_that_go_back(&mut self.cues);
        self.cues
    }
}

/// Ranges of pieces with one voice, and the name where it is new.
fn voices(pieces: &[Piece<'_>]) -> Vec<(std::ops::Range<usize>, Option<String>)> {
    let mut ranges: Vec<(std::ops::Range<usize>, Option<String>)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match ranges.last_mut() {
            Some((range, _)) if piece.voice.is_none() => range.end = index + 1,
            _ => ranges.push((index..index + 1, piece.voice.clone())),
        }
    }
    ranges
}

/// Gives each part of a cue its share of the time, by the times of its words or else by their number.
fn spread_times(parts: &mut [Cue], words_before: &[usize], raw: &RawCue<'_>, words: usize) {
    let mut starts: Vec<Option<Millis>> = Vec::with_capacity(parts.len() + 1);
    for (part, &before) in parts.iter().zip(words_before) {
        let share = raw.start.zip(raw.end).map(|(start, end)| {
            Millis(start.0 + (end.since(start).0 as f64 * before as f64 / words.max(1) as f64) as u64)
        });
        let whole = raw.start.filter(|_| before == 0);
        let own = part.words.first().and_then(|word| word.start);
        let start = whole.or(own).or(share).or(raw.start);
        let floor = starts.last().copied().flatten().or(raw.start);
        starts.push(start.max(floor));
    }
    starts.push(raw.end);
    for (index, part) in parts.iter_mut().enumerate() {
        part.start = starts[index];
        part.end =
            starts[index + 1].or(raw.end).filter(|&end| starts[index].is_none_or(|start| end >= start));
        // Without an end there is nothing to share out: the start is that of the whole cue.
        if raw.end.is_none() && part.end == part.start {
            part.end = None;
        }
    }
}

fn doubt(label: &str, raw: &RawCue<'_>, warnings: &mut Warnings) {
    let message = format!("`{label}` is taken for words, since it occurs once in a file of many labels");
    warnings.push(Diagnostic::warning("label-once", message).at(raw.at.clone()));
}

/// A part that was given its share of a cue's time starts no later than the next cue, where cues overlap. Whole cues are
/// in the order of their starts already.
fn start_before_what_follows(cues: &mut [Cue]) {
    let mut next: Option<Millis> = None;
    for cue in cues.iter_mut().rev() {
        cue.start = cue.start.map(|start| next.map_or(start, |next| start.min(next)));
        next = cue.start.or(next);
    }
}

/// A word may start this long after its cue ends: the ends of cues were cut, those of words were not.
const LATE: u64 = 5000;

fn drop_times_that_go_back(cues: &mut [Cue]) {
    let mut latest = Millis(0);
    for cue in cues {
        let limit = cue.end.map_or(Millis::MAX, |end| Millis(end.0 + LATE));
        for word in &mut cue.words {
            word.start = word.start.filter(|&start| start >= latest && start <= limit);
            latest = word.start.unwrap_or(latest);
            word.end = word.end.filter(|&end| word.start.is_some_and(|start| end >= start));
        }
    }
}

/// Finds for each word the times of the pieces that it is made of.
struct WordTimes<'p> {
    pieces: &'p [Piece<'p>],
    /// Where each piece starts in the text of the cue.
    bounds: Vec<usize>,
    piece: usize,
    /// The piece whose start was given to a word.
    used: Option<usize>,
    cue_start: Option<Millis>,
}

impl<'p> WordTimes<'p> {
    fn new(pieces: &'p [Piece<'p>], texts: &[String], cue_start: Option<Millis>) -> Self {
        let mut bounds = vec![0];
        bounds.extend(texts.iter().scan(0, |end, text| {
            *end += text.len();
            Some(*end)
        }));
        let timed = pieces.iter().any(|piece| piece.start.is_some());
        Self { pieces, bounds, piece: 0, used: None, cue_start: cue_start.filter(|_| timed) }
    }

    fn word(&mut self, text: &str, start: usize, end: usize) -> Word {
        while self.bounds[self.piece + 1] <= start {
            self.piece += 1;
        }
        let mut word = Word::new(&text[start..end]);
        if self.used != Some(self.piece) {
            word.start = self.pieces[self.piece].start.or(self.cue_start.filter(|_| self.used.is_none()));
        }
        self.used = Some(self.piece);
        word.confidence = self.pieces[self.piece].confidence;
        while self.bounds[self.piece + 1] < end {
            self.piece += 1;
            word.end = self.pieces[self.piece - 1].end.or(word.end);
        }
        let whole = text[end..self.bounds[self.piece + 1]].trim_start().is_empty();
        word.end = self.pieces[self.piece].end.filter(|_| whole).or(word.end);
        word
    }
}
