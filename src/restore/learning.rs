//! What training needs of this stage. Not part of the library's interface.

use super::marks::{self, Mark};
use super::{clean, figures, pieces, repairs};
use crate::read::Transcript;

/// A word that a careful editor might take out: one that is left when fillers, stutters and asides are gone.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Its first word in the source.
    pub at: usize,
    /// Lower-cased.
    pub word: String,
    /// What is decided to follow it.
    pub mark: Mark,
    /// Another speaker starts here.
    pub turn: bool,
    /// It is taken out after reading.
    pub gone: bool,
}

/// The words of an English transcript from which an editor would take out some.
pub fn heard(transcript: &Transcript) -> Vec<Heard> {
    let mut pieces = figures::join(pieces::pieces(&transcript.cues).1);
    clean::clean(&mut pieces);
    let speakers_known = transcript.cues.iter().any(|cue| cue.speaker.is_some() || cue.turn_mark);
    let mut marks = marks::decide(&pieces, speakers_known);
    clean::clean_marked(&mut pieces, &mut marks.decisions);
    let read: Vec<usize> = (0..pieces.len()).filter(|&at| !pieces[at].dropped).collect();
    let decided = marks.decisions.clone();
    repairs::clean(&mut pieces, &mut marks.decisions);
    read.into_iter()
        .map(|at| Heard {
            at: pieces[at].words.start,
            word: pieces[at].key(),
            mark: decided[at].mark,
            turn: decided[at].turn || pieces[at].before.turn,
            gone: pieces[at].dropped,
        })
        .collect()
}
