//! The weights file: a header that says what it is, the vocabulary, and 8-bit matrices with a scale a row.
//!
//! Layout, little endian: `CRIBRST2`; `u32` bytes of header; header, UTF-8 lines `key: value`; `u32` bytes of
//! vocabulary; the words in byte order, one a line; the `u16` row of every word; matrices `word`, `suffix`, `prefix`,
//! `pair`, `pair_in`; twice (four times (`f32` convolution `[7][128]`, matrix `up`, its `f32` bias, matrix `down`), matrix
//! `in`, its `f32` bias, matrix `out`); matrix `head`, its `f32` bias. A matrix is `f32` scale `[rows]`, then `i8` value
//! `[rows][columns]`.
//!
//! A second file has the network of `edits`: `CRIBEDT1`; its header; matrix `in`; `f32` `near` `[18][128]`; twice (`f32` convolution, matrix `up`,
//! its `f32` bias, matrix `down`); `f32` head `[128]`, its bias, and three `f32` links.

use std::sync::OnceLock;

use super::vocabulary::Vocabulary;
use crate::network::{Block, Packed, Reader, Table, WIDTH};

/// Distance between the words that each block's convolution sees, in each round.
pub(super) const DILATIONS: [usize; 4] = [1, 2, 4, 8];
/// Times that the blocks are followed by a recurrence.
pub(super) const ROUNDS: usize = 2;
/// Outputs a word: mark 4, case 3, turn, role.
pub(super) const HEADS: usize = 9;
/// Columns of the pair table.
pub(super) const PAIR_WIDTH: usize = 32;
/// Rows of each affix table.
pub(super) const AFFIXES: usize = 4096;
/// Rows of the pair table.
pub(super) const PAIRS: usize = 65_536;
/// Words on either side in which repeated ones are looked for.
pub(super) const NEAR: usize = 8;
/// Places of the first network at which the second one reads what it knows of a word.
pub(super) const VIEWS: usize = 3;
/// Distance between the words that each convolution of the second network sees.
pub(super) const EDIT_DILATIONS: [usize; 2] = [1, 2];

const EDITS_MAGIC: &[u8] = b"CRIBEDT1";
static EDITS_FILE: &[u8] = include_bytes!("edits.weights");
const MAGIC: &[u8] = b"CRIBRST2";
static FILE: &[u8] = include_bytes!("restore.weights");

/// A gated linear recurrence in both directions.
#[derive(Debug)]
pub(super) struct Recurrence {
    /// Gates and values forwards, then backwards.
    pub(super) input: Packed,
    pub(super) bias: Vec<f32>,
    pub(super) output: Packed,
}

/// Four blocks, each seeing farther than the one before, and a recurrence.
#[derive(Debug)]
pub(super) struct Round {
    pub(super) blocks: [Block; DILATIONS.len()],
    pub(super) recurrence: Recurrence,
}

/// The network that says which words to take out.
#[derive(Debug)]
pub(super) struct Edits {
    /// What each view of a word adds to it.
    pub(super) input: Packed,
    /// What each feature of a word's neighbours adds to it.
    pub(super) near: Vec<f32>,
    pub(super) blocks: [Block; EDIT_DILATIONS.len()],
    pub(super) head: Vec<f32>,
    pub(super) bias: f32,
    /// What entering a run of words to take out adds, what leaving it and what staying in it.
    pub(super) links: [f32; 3],
}

impl Edits {
    fn read(file: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(file, EDITS_MAGIC)?;
        reader.text()?;
        let read = Self {
            input: Packed::new(&reader.table(WIDTH, VIEWS * WIDTH)?),
            near: reader.floats((2 * NEAR + 2) * WIDTH)?,
            blocks: [reader.block()?, reader.block()?],
            head: reader.floats(WIDTH)?,
            bias: reader.floats(1)?[0],
            links: reader.floats(3)?.try_into().ok()?,
        };
        reader.is_done().then_some(read)
    }
}

/// The network as read from its files.
#[derive(Debug)]
pub struct Weights {
    header: &'static str,
    pub(super) vocabulary: Vocabulary,
    pub(super) word: Table,
    pub(super) suffix: Table,
    pub(super) prefix: Table,
    pub(super) pair: Table,
    pub(super) pair_in: Packed,
    pub(super) rounds: [Round; ROUNDS],
    pub(super) head: Packed,
    pub(super) head_bias: Vec<f32>,
    pub(super) edits: Edits,
}

impl Weights {
    /// The weights in the binary, read at first use.
    ///
    /// # Panics
    ///
    /// Never in a released binary: a test reads the file.
    pub fn embedded() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(FILE).expect("a test reads the embedded file"))
    }

    /// A value of the header: `name`, `version`, `date`, `training-data`, `licences`, `network`, `made`.
    pub fn header(&self, key: &str) -> Option<&'static str> {
        self.header
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(k, _)| *k == key))
            .map(|(_, value)| value)
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(file, MAGIC)?;
        let header = reader.text()?;
        let words: Vec<&str> = reader.text()?.split('\n').collect();
        let rows = reader.take(2 * words.len())?.as_chunks().0.iter().map(|b| u16::from_le_bytes(*b));
        let count = words.len() + 2;
        let read = Self {
            header,
            vocabulary: Vocabulary::new(words.into_iter().zip(rows)),
            word: reader.table(count, WIDTH)?,
            suffix: reader.table(AFFIXES, WIDTH)?,
            prefix: reader.table(AFFIXES, WIDTH)?,
            pair: reader.table(PAIRS, PAIR_WIDTH)?,
            pair_in: Packed::new(&reader.table(WIDTH, PAIR_WIDTH)?),
            rounds: [round(&mut reader)?, round(&mut reader)?],
            head: Packed::new(&reader.table(HEADS, WIDTH)?),
            head_bias: reader.floats(HEADS)?,
            edits: Edits::read(EDITS_FILE)?,
        };
        reader.is_done().then_some(read)
    }
}

/// What the second file says it is.
#[cfg(test)]
pub(super) fn edits_header() -> Option<&'static str> {
    Reader::new(EDITS_FILE, EDITS_MAGIC)?.text()
}

fn round(reader: &mut Reader) -> Option<Round> {
    Some(Round {
        blocks: [reader.block()?, reader.block()?, reader.block()?, reader.block()?],
        recurrence: Recurrence {
            input: Packed::new(&reader.table(4 * WIDTH, WIDTH)?),
            bias: reader.floats(4 * WIDTH)?,
            output: Packed::new(&reader.table(WIDTH, 2 * WIDTH)?),
        },
    })
}
