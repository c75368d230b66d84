//! Gives back what captions lost: sentences, questions, case, turns and speakers.

mod case;
mod clean;
mod company;
mod consent;
mod doubt;
mod figures;
mod glossary;
mod interruptions;
mod joints;
pub mod learning;
mod marks;
pub mod model;
mod pieces;
mod plain;
mod repairs;
mod reparandum;
mod script;
mod speakers;
mod stutters;
mod terms;

pub(crate) use consent::ASKING;
pub use doubt::Doubt;
pub use glossary::Glossary;
pub(crate) use pieces::key;
pub use script::{Role, Script, Sentence, SentenceKind, Speaker, Token, Turn};

use std::ops::Range;

use rayon::prelude::*;

use case::{CaseTable, capitalised};
use marks::{Decision, Mark, Marks};
use pieces::Piece;

use crate::language::{Language, is_unspaced};
use crate::read::{ChapterStart, Millis, Transcript, Word};

/// What the person knows better than the source.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The language; found by looking at the words when `None`.
    pub language: Option<Language>,
    /// Misheard forms and the right ones.
    pub glossary: Glossary,
    /// Names for speakers whom the source doesn't name: in the order in which its labels first stand;
    /// for an interview without labels, the host and the guest.
    pub speakers: Vec<String>,
}

/// Sentences of at most this many words that say nothing are back-channels: "yeah", "right okay".
const LONGEST_BACK_CHANNEL: usize = 3;

/// Restores a transcript.
pub fn restore(transcript: Transcript, options: &Options) -> Script {
    let (words, pieces) = pieces::pieces(&transcript.cues);
    let language =
        options.language.unwrap_or_else(|| Language::of(words.iter().map(|word| word.text.as_str())));
    let pieces = if language.is_english() { figures::join(pieces) } else { pieces };
    let mut pieces = options.glossary.apply(pieces);
    let speakers_known = transcript.cues.iter().any(|cue| cue.speaker.is_some() || cue.turn_mark);
    let labels = Labels::new(&transcript, words.len());
    let marks = if language.is_english() {
        interruptions::join(&mut pieces, &labels);
        clean::clean(&mut pieces);
        let mut marks = marks::decide(&pieces, speakers_known);
        clean::clean_marked(&mut pieces, &mut marks.decisions);
        repairs::clean(&mut pieces, &mut marks.decisions);
        // Who gives two names says that there are two.
        if options.speakers.is_empty()
            && let Some(voices) = marks.voices.as_mut().filter(|_| company::are_several(&pieces))
        {
            for voice in voices {
                voice.odds = 0.0;
            }
        }
        marks
    } else {
        plain::decide(&pieces)
    };
    let (sentences, turns) = assemble(&pieces, &marks, &words, &labels, language);
    let speakers = match &marks.voices {
        Some(_) => speakers::of_an_interview(&options.speakers),
        None => speakers::from_labels(&labels.names, &options.speakers, language),
    };
    let mut script = Script {
        speakers,
        chapters: chapters(&transcript, &sentences),
        source: transcript.source,
        language,
        words,
        sentences,
        turns,
    };
    if marks.voices.is_none() {
        speakers::assign_roles(&mut script.speakers, &script.turns, &script.sentences);
    }
    script
}

/// The spoken words of a transcript, as [`Script::words`] has them.
pub fn spoken_words(transcript: &Transcript) -> Vec<Word> {
    pieces::pieces(&transcript.cues).0
}

/// Which label stands over each word.
struct Labels {
    /// Distinct labels in the order in which they first stand.
    names: Vec<String>,
    /// By word, an index into `names`.
    by_word: Vec<Option<usize>>,
}

impl Labels {
    fn new(transcript: &Transcript, words: usize) -> Self {
        let mut names: indexmap::IndexSet<String> = indexmap::IndexSet::new();
        let mut by_word = Vec::with_capacity(words);
        for cue in &transcript.cues {
            let label = cue.speaker.as_ref().map(|name| names.insert_full(name.clone()).0);
            by_word.extend(std::iter::repeat_n(label, cue.words.len()));
        }
        Self { names: names.into_iter().collect(), by_word }
    }
}

/// Joins pieces to sentences, and sentences to turns.
fn assemble(
    pieces: &[Piece],
    marks: &Marks,
    words: &[Word],
    labels: &Labels,
    language: Language,
) -> (Vec<Sentence>, Vec<Turn>) {
    let decisions = &marks.decisions;
    let table = CaseTable::new(pieces, decisions);
    let ranges = sentence_ranges(pieces, decisions);
    let texts: Vec<(Vec<Token>, Doubt)> = ranges
        .par_iter()
        .map(|range| {
            let (pieces, decisions) = (&pieces[range.clone()], &decisions[range.clone()]);
            (tokens(pieces, decisions, &table, language), doubt(pieces, decisions))
        })
        .collect();
    let covered = ranges.last().map_or(0, |range| range.end);
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut turns: Vec<Turn> = Vec::new();
    for (Range { start: from, end: to }, (tokens, doubt)) in ranges.into_iter().zip(texts) {
        let first_word = pieces[from].words.start;
        // A listener's "hmm" may stand before what is said.
        let first = (from..to).find(|&at| !pieces[at].dropped).unwrap_or(from);
        let (speaker, speaker_odds) = match &marks.voices {
            // The order of `speakers::of_an_interview`.
            Some(voices) => {
                let voice = voices[to - 1];
                (Some(usize::from(voice.role == model::speakers::Role::Guest)), voice.odds)
            }
            None => (labels.by_word[pieces[first].words.start], f32::INFINITY),
        };
        let starts_turn = turns.last().is_none_or(|turn: &Turn| turn.speaker != speaker)
            || (from..to).any(|at| pieces[at].before.turn || decisions[at].turn);
        if starts_turn {
            turns.push(Turn { sentences: sentences.len()..sentences.len(), speaker });
        }
        let range = first_word..pieces[to - 1].words.end;
        sentences.push(Sentence {
            kind: kind(&tokens, decisions[to - 1].mark, language),
            turn: turns.len() - 1,
            start: words[range.clone()].iter().find_map(|word| word.start),
            end: words[range.clone()].iter().rev().find_map(|word| word.end.or(word.start)),
            sound: pieces[from..to].iter().find_map(|piece| piece.before.sound),
            doubt,
            speaker_odds,
            words: range,
            tokens,
        });
        if let Some(turn) = turns.last_mut() {
            turn.sentences.end = sentences.len();
        }
    }
    if let Some(last) = sentences.last_mut().filter(|_| covered < pieces.len()) {
        last.words.end = words.len();
    }
    if language.is_english() {
        consent::state_tagged(&mut sentences, &turns);
    }
    (sentences, turns)
}

/// The pieces of every sentence. A dropped piece after the end of a sentence belongs to the next one; at the end of the text it
/// is in none, and the words go to the last: there are no sentences without a readable word unless the whole text has none.
fn sentence_ranges(pieces: &[Piece], decisions: &[Decision]) -> Vec<Range<usize>> {
    let ends = |at: usize| matches!(decisions[at].mark, Mark::Stop | Mark::Question);
    let turns = |at: usize| decisions[at].turn || pieces[at].before.turn;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while from < pieces.len() {
        let kept = (from..pieces.len()).find(|&at| !pieces[at].dropped);
        let Some(kept) = kept.or(ranges.is_empty().then_some(from)) else { break };
        let to = (kept..pieces.len())
            .find(|&at| ends(at) || at + 1 < pieces.len() && turns(at + 1))
            .map_or(pieces.len(), |at| at + 1);
        ranges.push(from..to);
        from = to;
    }
    ranges
}

/// What was left undecided about one sentence.
fn doubt(pieces: &[Piece], decisions: &[Decision]) -> Doubt {
    let kept = pieces.iter().zip(decisions).filter(|(piece, _)| !piece.dropped);
    Doubt::of(
        kept.filter_map(|(piece, decision)| Some((decision.scores.as_ref()?, model::knows(&piece.key())))),
    )
}

/// Writes out the pieces of one sentence.
fn tokens(pieces: &[Piece], decisions: &[Decision], table: &CaseTable, language: Language) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(pieces.len());
    for (piece, decision) in pieces.iter().zip(decisions) {
        if piece.dropped {
            continue;
        }
        let mut core = match &decision.scores {
            Some(scores) if !piece.fixed && !decision.trusted => table.spelling(&piece.core, scores),
            _ => piece.core.clone(),
        };
        // What no model has looked at is left as it was written.
        let restored = language.is_english() || decision.trusted;
        // "…that you have" goes on.
        if tokens.is_empty() && !piece.fixed && restored && piece.prefix != "…" {
            core = capitalised(&core);
        }
        let text = if decision.trusted {
            format!("{}{core}{}", piece.prefix, piece.suffix)
        } else {
            format!("{core}{}", if decision.mark == Mark::Comma { "," } else { "" })
        };
        if !decision.trusted
            && begins_speech(&core)
            && let Some(last) = tokens.last_mut()
            && last.text.ends_with(char::is_alphanumeric)
        {
            last.text.push(',');
        }
        let glued = language.is_unspaced()
            && tokens
                .last()
                .is_some_and(|last| last.text.ends_with(is_unspaced) || text.starts_with(is_unspaced));
        tokens.push(Token { text, words: piece.words.clone(), glued });
    }
    if !language.is_english() {
        return tokens;
    }
    let mark = match decisions.last().map(|decision| decision.mark) {
        Some(Mark::Question) => '?',
        _ => '.',
    };
    if let Some(last) = tokens.last_mut()
        && !last.text.ends_with(script::ENDS)
    {
        last.text.truncate(last.text.trim_end_matches([',', ';', ':', '-', '–', '—']).len());
        last.text.push(mark);
    }
    tokens
}

/// Whether a word that the model writes with a capital inside a sentence begins what somebody says: "we thought, Well, we know".
fn begins_speech(word: &str) -> bool {
    const OPENERS: [&str; 24] = [
        "Alright", "Are", "Can", "Do", "Don't", "He", "Hey", "Hi", "How", "If", "Is", "It's", "Let", "No",
        "Oh", "Okay", "Ok", "They", "We", "Well", "What", "Why", "Yeah", "Yes",
    ];
    OPENERS.contains(&word)
}

fn kind(tokens: &[Token], mark: Mark, language: Language) -> SentenceKind {
    // Japanese words are cut finer than others: "そうですね。" is one, "はい、分かりました。" are three.
    let longest = if language.is_unspaced() { 2 * LONGEST_BACK_CHANNEL } else { LONGEST_BACK_CHANNEL };
    if tokens.is_empty() || (tokens.len() <= longest && mark != Mark::Question) {
        SentenceKind::Fragment
    } else if mark == Mark::Question {
        SentenceKind::Question
    } else {
        SentenceKind::Statement
    }
}

/// Moves the author's chapters to the sentences that start nearest to them.
fn chapters(transcript: &Transcript, sentences: &[Sentence]) -> Vec<(usize, String)> {
    let mut words_before = vec![0];
    for cue in &transcript.cues {
        words_before.push(words_before[words_before.len() - 1] + cue.words.len());
    }
    // Where only paragraphs have times, most sentences have none.
    let timed: Vec<(usize, Millis)> =
        sentences.iter().enumerate().filter_map(|(at, sentence)| Some((at, sentence.start?))).collect();
    let mut chapters: Vec<(usize, String)> = Vec::new();
    for chapter in &transcript.source.chapters {
        let sentence = match chapter.start {
            ChapterStart::Cue(cue) => {
                let word = words_before.get(cue).copied().unwrap_or(usize::MAX);
                sentences.partition_point(|sentence| sentence.words.start < word)
            }
            ChapterStart::Time(time) => {
                let after = timed.partition_point(|&(_, start)| start < time);
                let next = timed.get(after);
                // An author's time may lie some words into the sentence that he means.
                let nearer = after
                    .checked_sub(1)
                    .map(|before| timed[before])
                    .filter(|(_, start)| next.is_none_or(|(_, next)| time.since(*start) < next.since(time)));
                nearer.or(next.copied()).map_or(sentences.len(), |(sentence, _)| sentence)
            }
        };
        if sentence < sentences.len() && chapters.last().is_none_or(|(last, _)| *last < sentence) {
            chapters.push((sentence, chapter.title.clone()));
        }
    }
    chapters
}
