//! Residual blocks: convolutions over words, then products word by word, with IEEE operations between whole-number products.

use rayon::prelude::*;

use super::matrix::{Packed, TILE, Tile, rounded, vectorized};

/// Channels of a word.
pub(crate) const WIDTH: usize = 128;
/// Channels inside a block.
pub(super) const HIDDEN: usize = 384;
/// Words that a convolution sees.
pub(super) const KERNEL: usize = 7;
/// Steps of one in a normalised activation; the largest possible, sqrt(128), stays within 16 bits.
pub(crate) const NORM_STEPS: f32 = 2048.0;
const EPSILON: f32 = 1e-5;
/// Words that a thread works on at a time.
const SHARE: usize = 64 * TILE;

/// What a network knows of a word.
pub(crate) type Word = [f32; WIDTH];

/// One residual block.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) conv: Vec<f32>,
    pub(crate) up: Packed,
    pub(crate) up_bias: Vec<f32>,
    pub(crate) down: Packed,
}

/// One residual block: neighbours mixed channel by channel, then channels mixed word by word. `spare` is memory, used again from block to
/// block; what is in it doesn't matter.
pub(crate) fn apply(block: &Block, dilation: usize, words: &mut Vec<Word>, spare: &mut Vec<Word>) {
    spare.clone_from(words);
    // Windows are few and of different lengths: who has none left helps with those of others.
    spare.par_chunks_mut(SHARE).enumerate().for_each(|(share, outputs)| {
        apply_to(block, dilation, words, share * SHARE, outputs);
    });
    std::mem::swap(words, spare);
}

/// The block's share of the words that begin at `start`.
fn apply_to(block: &Block, dilation: usize, words: &[Word], start: usize, outputs: &mut [Word]) {
    let mut input = Tile::<{ WIDTH / 4 }>::new();
    let mut within = Tile::<{ HIDDEN / 4 }>::new();
    let mut hidden = [[0.0; HIDDEN]; TILE];
    for (tile, outputs) in outputs.chunks_mut(TILE).enumerate() {
        vectorized(|| {
            for word in 0..outputs.len() {
                let mixed = convolved(block, dilation, words, start + tile * TILE + word);
                input.set(word, &mixed, factor(&mixed));
            }
        });
        block.up.product(&input, |word, first, sixteen| {
            let bias = block.up_bias[first..].iter();
            for ((hidden, value), bias) in hidden[word][first..].iter_mut().zip(sixteen).zip(bias) {
                *hidden = (value + bias).max(0.0);
            }
        });
        vectorized(|| {
            for (word, hidden) in hidden.iter().enumerate() {
                within.set(word, hidden, 1.0);
            }
        });
        block.down.product(&within, |word, first, sixteen| {
            if let Some(out) = outputs.get_mut(word) {
                for (out, value) in out[first..].iter_mut().zip(sixteen) {
                    *out += value;
                }
            }
        });
    }
}

#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
fn convolved(block: &Block, dilation: usize, words: &[Word], at: usize) -> Word {
    /// Channels whose sums stay in registers.
    const PART: usize = 32;
    let (taps, _) = block.conv.as_chunks::<WIDTH>();
    let mut mixed = [0.0; WIDTH];
    for (part, mixed) in mixed.as_chunks_mut::<PART>().0.iter_mut().enumerate() {
        let mut sums = [0.0; PART];
        for (tap, weights) in taps.iter().enumerate() {
            let place = (at + tap * dilation).checked_sub(KERNEL / 2 * dilation);
            let Some(word) = place.and_then(|place| words.get(place)) else { continue };
            let [word, weights] = [word, weights].map(|all| &all.as_chunks::<PART>().0[part]);
            for ((sum, value), weight) in sums.iter_mut().zip(word).zip(weights) {
                *sum += value * weight;
            }
        }
        *mixed = sums;
    }
    mixed
}

/// Divides by the root of the mean square and rounds to whole steps.
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
pub(crate) fn unit(word: &Word) -> [i16; WIDTH] {
    let factor = NORM_STEPS * factor(word);
    word.map(|value| rounded(value * factor))
}

/// What makes a word's root of the mean square one.
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
pub(crate) fn factor(word: &Word) -> f32 {
    let mut squares = [0.0f32; 8];
    for eight in word.as_chunks::<8>().0 {
        for (square, value) in squares.iter_mut().zip(eight) {
            *square += value * value;
        }
    }
    let mean = squares.iter().sum::<f32>() / WIDTH as f32;
    1.0 / (mean + EPSILON).sqrt()
}
