//! Residual blocks: convolutions over words, then products word by word, with IEEE operations between whole-number products.

use rayon::prelude::*;

use super::matrix::{LANES, Packed, TILE, pair, rounded, vectorized};

/// Channels of a word.
pub(crate) const WIDTH: usize = 128;
/// Channels inside a block.
pub(super) const HIDDEN: usize = 384;
/// Words that a convolution sees.
pub(super) const KERNEL: usize = 7;
/// Steps of one in a normalised activation; the largest possible, sqrt(128), stays within 16 bits.
pub(crate) const NORM_STEPS: f32 = 2048.0;
/// Steps of one in a hidden activation, which saturates at 64.
pub(crate) const HIDDEN_STEPS: f32 = 512.0;
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
    let mut input = [0; TILE * WIDTH / 2];
    let mut hidden = [0i32; TILE * HIDDEN / 2];
    for (tile, outputs) in outputs.chunks_mut(TILE).enumerate() {
        vectorized(|| {
            for (i, input) in input.chunks_exact_mut(WIDTH / 2).enumerate().take(outputs.len()) {
                normalised(&convolved(block, dilation, words, start + tile * TILE + i), input);
            }
        });
        block.up.product(&input, |word, first, sums, scale| {
            let bias = &block.up_bias[first..first + LANES];
            let sixteen: [i16; LANES] = std::array::from_fn(|i| {
                let sum = sums[i] as f32 * (scale[i] / NORM_STEPS) + bias[i];
                rounded(sum.max(0.0) * HIDDEN_STEPS)
            });
            let at = word * (HIDDEN / 2) + first / 2;
            let pairs: [i32; LANES / 2] = bytemuck::must_cast(sixteen);
            hidden[at..at + LANES / 2].copy_from_slice(&pairs);
        });
        block.down.product(&hidden, |word, first, sums, scale| {
            if let Some(out) = outputs.get_mut(word) {
                for ((out, sum), scale) in out[first..].iter_mut().zip(sums).zip(scale) {
                    *out += sum as f32 * (scale / HIDDEN_STEPS);
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

/// Divides by the root of the mean square and rounds to whole steps, two in each entry.
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
pub(crate) fn normalised(word: &Word, input: &mut [i32]) {
    let factor = factor(word);
    for (entry, two) in input.iter_mut().zip(word.as_chunks::<2>().0) {
        *entry = pair(rounded(two[0] * factor), rounded(two[1] * factor));
    }
}

/// Divides by the root of the mean square and rounds to whole steps.
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
pub(crate) fn unit(word: &Word) -> [i16; WIDTH] {
    let factor = factor(word);
    word.map(|value| rounded(value * factor))
}

/// What makes a word's root of the mean square [`NORM_STEPS`].
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
fn factor(word: &Word) -> f32 {
    let mut squares = [0.0f32; 8];
    for eight in word.as_chunks::<8>().0 {
        for (square, value) in squares.iter_mut().zip(eight) {
            *square += value * value;
        }
    }
    let mean = squares.iter().sum::<f32>() / WIDTH as f32;
    NORM_STEPS / (mean + EPSILON).sqrt()
}
