//! Reads files of weights, little endian.

use super::block::{Block, HIDDEN, KERNEL, WIDTH};
use super::matrix::{Packed, Table};

/// A file of weights that is read from its beginning; each call gives `None` when the file is too short.
pub(crate) struct Reader {
    rest: &'static [u8],
}

impl Reader {
    /// Begins behind the magic bytes; `None` when these aren't the file's.
    pub(crate) fn new(file: &'static [u8], magic: &[u8]) -> Option<Self> {
        Some(Self { rest: file.strip_prefix(magic)? })
    }

    /// Whether all was read.
    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// So many bytes.
    pub(crate) fn take(&mut self, bytes: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(taken)
    }

    /// A text behind its length.
    pub(crate) fn text(&mut self) -> Option<&'static str> {
        let length = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
        str::from_utf8(self.take(length as usize)?).ok()
    }

    /// Numbers of 32 bits.
    pub(crate) fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        Some(self.take(4 * count)?.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// A matrix: scales of its rows, then its values.
    pub(crate) fn table(&mut self, rows: usize, columns: usize) -> Option<Table> {
        Some(Table {
            columns,
            scale: self.floats(rows)?,
            value: bytemuck::cast_slice(self.take(rows * columns)?),
        })
    }

    /// A block, as `training/restore/weights.py` writes it.
    pub(crate) fn block(&mut self) -> Option<Block> {
        Some(Block {
            conv: self.floats(KERNEL * WIDTH)?,
            up: Packed::new(&self.table(HIDDEN, WIDTH)?),
            up_bias: self.floats(HIDDEN)?,
            down: Packed::new(&self.table(WIDTH, HIDDEN)?),
        })
    }
}
