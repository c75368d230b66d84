//! Words to judgements.

use std::ops::Range;

use super::weights::{DILATIONS, HIDDEN, POOLED, Weights};
use super::{HEADS, Judgement, Vector};
use crate::analyze::tagger::bare;
use crate::analyze::vectors::DIMENSIONS;
use crate::network::{NORM_STEPS, TILE, WIDTH, Word, apply, pair, rounded, unit};
use crate::restore::key;

/// Words of a sentence that are read.
const LONGEST: usize = 64;
/// Steps of one in a number of a word's vector, the largest of which is 127.
const VECTOR_STEPS: f32 = 256.0;
/// What training divides vectors by.
const SHRINK: f32 = 32.0;
/// Entries of a product's input for one word.
const ENTRIES: usize = DIMENSIONS / 2;

/// Judges a sentence by its words as they are written, some of which a card hides.
pub(super) fn judge(weights: &Weights, tokens: &[&str], hidden: Range<usize>) -> Judgement {
    let tokens = &tokens[..tokens.len().min(LONGEST)];
    let mut words = entered(weights, tokens);
    for (at, (word, token)) in words.iter_mut().zip(tokens).enumerate() {
        let mark = if hidden.contains(&at) { HIDDEN } else { mark(token) };
        for (value, mark) in word.iter_mut().zip(&weights.mark[mark * WIDTH..]) {
            *value += mark;
        }
    }
    for (block, dilation) in weights.blocks.iter().zip(DILATIONS) {
        words = apply(block, dilation, &words);
    }
    let mut mean = [0.0; WIDTH];
    let mut most = [f32::NEG_INFINITY; WIDTH];
    for word in &words {
        for ((mean, most), value) in mean.iter_mut().zip(&mut most).zip(unit(word)) {
            let value = f32::from(value) / NORM_STEPS;
            *mean += value / words.len() as f32;
            *most = most.max(value);
        }
    }
    if words.is_empty() {
        most = mean;
    }
    let mut pooled = [0.0; POOLED];
    pooled.copy_from_slice(&weights.pool_bias);
    for (value, weights) in mean.iter().chain(&most).zip(weights.pool.chunks_exact(POOLED)) {
        for (pooled, weight) in pooled.iter_mut().zip(weights) {
            *pooled += value * weight;
        }
    }
    let mut judged = [0.0; HEADS];
    judged.copy_from_slice(&weights.head_bias);
    for (value, weights) in pooled.iter().zip(weights.head.chunks_exact(HEADS)) {
        for (judged, weight) in judged.iter_mut().zip(weights) {
            *judged += value.max(0.0) * weight;
        }
    }
    judged.map(f64::from)
}

/// What is known of every word before its neighbours are seen.
fn entered(weights: &Weights, tokens: &[&str]) -> Vec<Word> {
    let mut words = vec![[0.0; WIDTH]; tokens.len()];
    for (tokens, words) in tokens.chunks(TILE).zip(words.chunks_mut(TILE)) {
        let mut input = [0; TILE * ENTRIES];
        for (token, input) in tokens.iter().zip(input.chunks_exact_mut(ENTRIES)) {
            let vector = Vector::of_text(token);
            for (entry, two) in input.iter_mut().zip(vector.numbers().as_chunks::<2>().0) {
                *entry = pair(rounded(two[0] * VECTOR_STEPS), rounded(two[1] * VECTOR_STEPS));
            }
        }
        weights.input.product(&input, |word, first, sums, scale| {
            if let Some(word) = words.get_mut(word) {
                for ((value, sum), scale) in word[first..].iter_mut().zip(sums).zip(scale) {
                    *value = sum as f32 * (scale / (VECTOR_STEPS * SHRINK));
                }
            }
        });
        for (token, word) in tokens.iter().zip(words) {
            let (own, scale) = weights.own(&key(bare(token)));
            for (value, own) in word.iter_mut().zip(own) {
                *value += f32::from(*own) * scale;
            }
        }
    }
    words
}

/// What is written behind a word: nothing, a comma, a question mark, anything else that ends.
fn mark(token: &str) -> usize {
    match token.chars().next_back() {
        Some(',') => 1,
        Some('?') => 2,
        Some('.' | '!' | ';' | ':' | '…') => 3,
        _ => 0,
    }
}
