//! Two files of weights. Both begin with a name of eight letters and what reads words: a header of lines `key: value`; the commonest words, one a line, each behind its
//! length as a text; matrices `in` and `own`; `f32` `mark` `[4][128]`; for every block `f32` convolution, matrix `up`, its `f32` bias, matrix `down`.
//! `CRIBJDG1` goes on with `f32` `pool` `[256][64]`, its bias, `head` `[64][heads]`, its bias; `CRIBGAP1` with `span` `[6][128][64]`, `whole` `[128][64]`,
//! `length` `[8][64]`, `out` `[64]` and its bias. Matrices as in [`crate::network`].

use std::sync::OnceLock;

use indexmap::IndexMap;

use super::HEADS;
use crate::analyze::vectors::DIMENSIONS;
use crate::network::{Block, Packed, Reader, Table, WIDTH};

/// Words that have a row of their own, and one for all others.
const OWN: usize = 2000;
/// What can be written behind a word: nothing, a comma, a question mark, another mark.
const MARKS: usize = 4;
/// What is made of a sentence, or of words of it, before they are judged.
pub(super) const POOLED: usize = 64;
/// What describes words that are hidden, and is weighted: the mean inside and the one outside, the word before and the one behind, the first and the last.
pub(super) const PARTS: usize = 6;
/// Words that are hidden together; more count as so many.
pub(super) const SPAN: usize = 8;

static SENTENCES: &[u8] = include_bytes!("judge.weights");
static GAPS: &[u8] = include_bytes!("cards.weights");

/// What reads words.
#[derive(Debug)]
pub(super) struct Encoder {
    #[cfg_attr(not(test), expect(dead_code, reason = "says what the file is; the test reads it"))]
    pub(super) header: &'static str,
    /// Rows of the commonest words in `own`.
    rows: IndexMap<&'static str, usize>,
    pub(super) input: Packed,
    own: Table,
    pub(super) mark: Vec<f32>,
    /// With the distance between the words that each block's convolution sees.
    pub(super) blocks: Vec<(Block, usize)>,
}

/// Those that judge sentences.
#[derive(Debug)]
pub(super) struct Sentences {
    pub(super) encoder: Encoder,
    pub(super) pool: Vec<f32>,
    pub(super) pool_bias: Vec<f32>,
    pub(super) head: Vec<f32>,
    pub(super) head_bias: Vec<f32>,
}

/// Those that judge what a card hides.
#[derive(Debug)]
pub(super) struct Gaps {
    pub(super) encoder: Encoder,
    pub(super) span: Vec<f32>,
    pub(super) whole: Vec<f32>,
    pub(super) length: Vec<f32>,
    pub(super) out: Vec<f32>,
    pub(super) bias: f32,
}

impl Encoder {
    /// The row of a word, which all uncommon ones share, and its scale.
    pub(super) fn own(&self, word: &str) -> (&'static [i8], f32) {
        self.own.row(self.rows.get(word).copied().unwrap_or(0))
    }

    fn read(reader: &mut Reader, dilations: &[usize]) -> Option<Self> {
        let header = reader.text()?;
        let rows = reader.text()?.lines().zip(1..).collect();
        Some(Self {
            header,
            rows,
            input: Packed::new(&reader.table(WIDTH, DIMENSIONS)?),
            own: reader.table(OWN, WIDTH)?,
            mark: reader.floats(MARKS * WIDTH)?,
            blocks: dilations
                .iter()
                .map(|&dilation| Some((reader.block()?, dilation)))
                .collect::<Option<_>>()?,
        })
    }
}

impl Sentences {
    pub(super) fn get() -> &'static Self {
        static WEIGHTS: OnceLock<Sentences> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(SENTENCES).expect("a test reads the embedded file"))
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(file, b"CRIBJDG1")?;
        let read = Self {
            encoder: Encoder::read(&mut reader, &[1, 2])?,
            pool: reader.floats(2 * WIDTH * POOLED)?,
            pool_bias: reader.floats(POOLED)?,
            head: reader.floats(POOLED * HEADS)?,
            head_bias: reader.floats(HEADS)?,
        };
        reader.is_done().then_some(read)
    }
}

impl Gaps {
    pub(super) fn get() -> &'static Self {
        static WEIGHTS: OnceLock<Gaps> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(GAPS).expect("a test reads the embedded file"))
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(file, b"CRIBGAP1")?;
        let read = Self {
            encoder: Encoder::read(&mut reader, &[1, 2, 4])?,
            span: reader.floats(PARTS * WIDTH * POOLED)?,
            whole: reader.floats(WIDTH * POOLED)?,
            length: reader.floats(SPAN * POOLED)?,
            out: reader.floats(POOLED)?,
            bias: reader.floats(1)?[0],
        };
        reader.is_done().then_some(read)
    }
}
