//! A file of weights: `CRIBJDG1`; a header of lines `key: value`; the commonest words, one a line, each behind its length as a text; matrices
//! `in` and `own`; `f32` `mark` `[5][128]`; twice a block (`f32` convolution, matrix `up`, its `f32` bias, matrix `down`); `f32` `pool`
//! `[256][64]`, its bias, `head` `[64][heads]`, its bias. Matrices as in [`crate::network`].

use std::sync::OnceLock;

use indexmap::IndexMap;

use super::HEADS;
use crate::analyze::vectors::DIMENSIONS;
use crate::network::{Block, Packed, Reader, Table, WIDTH};

/// Words that have a row of their own, and one for all others.
const OWN: usize = 2000;
/// What can be written behind a word: nothing, a comma, a question mark, another mark; and that it is hidden.
const MARKS: usize = 5;
pub(super) const HIDDEN: usize = 4;
/// What is made of a sentence before it is judged.
pub(super) const POOLED: usize = 64;
/// Distance between the words that each block's convolution sees.
pub(super) const DILATIONS: [usize; 2] = [1, 2];

const MAGIC: &[u8] = b"CRIBJDG1";
static SENTENCES: &[u8] = include_bytes!("judge.weights");
static CARDS: &[u8] = include_bytes!("cards.weights");

#[derive(Debug)]
pub(super) struct Weights {
    #[cfg_attr(not(test), expect(dead_code, reason = "says what the file is; the test reads it"))]
    pub(super) header: &'static str,
    /// Rows of the commonest words in `own`.
    rows: IndexMap<&'static str, usize>,
    pub(super) input: Packed,
    own: Table,
    pub(super) mark: Vec<f32>,
    pub(super) blocks: [Block; DILATIONS.len()],
    pub(super) pool: Vec<f32>,
    pub(super) pool_bias: Vec<f32>,
    pub(super) head: Vec<f32>,
    pub(super) head_bias: Vec<f32>,
}

impl Weights {
    /// Those that learned to judge sentences.
    pub(super) fn of_sentences() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(SENTENCES).expect("a test reads the embedded file"))
    }

    /// Those that learned to judge cards, too: what they say of a sentence is a little less sure.
    pub(super) fn of_cards() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(CARDS).expect("a test reads the embedded file"))
    }

    /// The row of a word, which all uncommon ones share, and its scale.
    pub(super) fn own(&self, word: &str) -> (&'static [i8], f32) {
        self.own.row(self.rows.get(word).copied().unwrap_or(0))
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(file, MAGIC)?;
        let header = reader.text()?;
        let rows = reader.text()?.lines().zip(1..).collect();
        let read = Self {
            header,
            rows,
            input: Packed::new(&reader.table(WIDTH, DIMENSIONS)?),
            own: reader.table(OWN, WIDTH)?,
            mark: reader.floats(MARKS * WIDTH)?,
            blocks: [reader.block()?, reader.block()?],
            pool: reader.floats(2 * WIDTH * POOLED)?,
            pool_bias: reader.floats(POOLED)?,
            head: reader.floats(POOLED * HEADS)?,
            head_bias: reader.floats(HEADS)?,
        };
        reader.is_done().then_some(read)
    }
}
