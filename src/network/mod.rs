//! What the small networks of the stages are made of: 8-bit matrices, blocks that mix a word with its neighbours, files of weights.
//!
//! Scores are the same bytes on every CPU, run and number of threads: products are sums of integers, the rest single IEEE operations in
//! a fixed order.

mod block;
mod file;
mod matrix;

pub(crate) use block::{Block, NORM_STEPS, WIDTH, Word, apply, factor, unit};
pub(crate) use file::Reader;
pub(crate) use matrix::{GROUP, LANES, Packed, TILE, Table, Tile, vectorized};
