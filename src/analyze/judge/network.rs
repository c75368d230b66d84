//! Words to judgements.

use std::ops::Range;

use super::weights::{Encoder, Gaps, PARTS, POOLED, SPAN, Sentences};
use super::{HEADS, Judgement, Vector};
use crate::analyze::tagger::bare;
use crate::analyze::vectors::DIMENSIONS;
use crate::network::{LANES, NORM_STEPS, TILE, Tile, WIDTH, Word, apply, unit, vectorized};
use crate::restore::key;

/// Words of a sentence that are read.
const LONGEST: usize = 64;
/// What training divides vectors by.
const SHRINK: f32 = 32.0;

/// Judges a sentence by its words as they are written.
pub(super) fn judge(weights: &Sentences, tokens: &[&str]) -> Judgement {
    let words = read(&weights.encoder, tokens);
    let mut mean = [0.0; WIDTH];
    let mut most = [f32::NEG_INFINITY; WIDTH];
    for word in &words {
        for ((mean, most), value) in mean.iter_mut().zip(&mut most).zip(word) {
            *mean += value / words.len() as f32;
            *most = most.max(*value);
        }
    }
    if words.is_empty() {
        most = mean;
    }
    let mut pooled = [0.0; POOLED];
    pooled.copy_from_slice(&weights.pool_bias);
    add_product(&mut pooled, mean.iter().chain(&most), &weights.pool);
    let mut judged = [0.0; HEADS];
    judged.copy_from_slice(&weights.head_bias);
    for (value, weights) in pooled.iter().zip(weights.head.chunks_exact(HEADS)) {
        for (judged, weight) in judged.iter_mut().zip(weights) {
            *judged += value.max(0.0) * weight;
        }
    }
    judged.map(f64::from)
}

/// What is known of each word when all around it have been seen.
fn read(encoder: &Encoder, tokens: &[&str]) -> Vec<Word> {
    let tokens = &tokens[..tokens.len().min(LONGEST)];
    let mut words = entered(encoder, tokens);
    for (word, token) in words.iter_mut().zip(tokens) {
        for (value, mark) in word.iter_mut().zip(&encoder.mark[mark(token) * WIDTH..]) {
            *value += mark;
        }
    }
    let mut spare = Vec::new();
    for (block, dilation) in &encoder.blocks {
        apply(block, *dilation, &mut words, &mut spare);
    }
    vectorized(|| words.iter().map(|word| unit(word).map(|value| f32::from(value) / NORM_STEPS)).collect())
}

/// A text of which any words could be hidden: what each of them adds in each part, so that a span is judged by sums.
pub(super) struct Spans {
    /// By part and word.
    known: [Vec<Pooled>; PARTS],
    /// The sums of the words inside and outside, up to each.
    inside: Vec<Pooled>,
    outside: Vec<Pooled>,
    /// What the whole text adds.
    whole: Pooled,
}

type Pooled = [f32; POOLED];

impl Spans {
    pub(super) fn new(weights: &Gaps, tokens: &[&str]) -> Self {
        let words = read(&weights.encoder, tokens);
        let known: [Vec<Pooled>; PARTS] = std::array::from_fn(|part| {
            let weights = &weights.span[part * WIDTH * POOLED..][..WIDTH * POOLED];
            vectorized(|| words.iter().map(|word| product(word, weights)).collect())
        });
        let greater = |one: Word, other: Word| std::array::from_fn(|at| one[at].max(other[at]));
        let most = words.iter().copied().reduce(greater).unwrap_or([0.0; WIDTH]);
        let [inside, outside] = [up_to(&known[0]), up_to(&known[1])];
        Self { inside, outside, whole: product(&most, &weights.whole), known }
    }

    /// The log-odds that a card is kept that hides those words.
    pub(super) fn hidden(&self, weights: &Gaps, hidden: Range<usize>) -> f64 {
        let all = self.inside.len() - 1;
        let (start, end) = (hidden.start.min(all), hidden.end.min(all));
        let length = &weights.length[(hidden.len().clamp(1, SPAN) - 1) * POOLED..][..POOLED];
        let (inner, outer) = ((end - start).max(1) as f32, (all + start - end).max(1) as f32);
        let mut pooled: Pooled = std::array::from_fn(|at| {
            let inside = self.inside[end][at] - self.inside[start][at];
            let outside = self.outside[all][at] - self.outside[end][at] + self.outside[start][at];
            self.whole[at] + length[at] + inside / inner + outside / outer
        });
        let beside = [(2, start.checked_sub(1)), (3, Some(end)), (4, Some(start)), (5, end.checked_sub(1))];
        for (part, word) in beside {
            let Some(known) = word.and_then(|word| self.known[part].get(word)) else { continue };
            for (pooled, known) in pooled.iter_mut().zip(known) {
                *pooled += known;
            }
        }
        let said =
            pooled.iter().zip(&weights.out).map(|(value, weight)| value.max(0.0) * weight).sum::<f32>();
        f64::from(said + weights.bias)
    }
}

/// Sums of the rows before each place.
fn up_to(rows: &[Pooled]) -> Vec<Pooled> {
    let mut sums = vec![[0.0; POOLED]];
    for row in rows {
        let last = sums[sums.len() - 1];
        sums.push(std::array::from_fn(|at| last[at] + row[at]));
    }
    sums
}

#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
fn product(word: &Word, weights: &[f32]) -> Pooled {
    let mut sums = [0.0; POOLED];
    add_product(&mut sums, word, weights);
    sums
}

/// Adds to each sum a value times its weight.
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
#[inline(always)]
fn add_product<'a>(sums: &mut Pooled, values: impl IntoIterator<Item = &'a f32>, weights: &[f32]) {
    for (value, weights) in values.into_iter().zip(weights.as_chunks::<POOLED>().0) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += value * weight;
        }
    }
}

/// What is known of every word before its neighbours are seen.
fn entered(encoder: &Encoder, tokens: &[&str]) -> Vec<Word> {
    let mut words = vec![[0.0; WIDTH]; tokens.len()];
    for (tokens, words) in tokens.chunks(TILE).zip(words.chunks_mut(TILE)) {
        let mut input = Tile::<{ DIMENSIONS / 4 }>::new();
        for (at, token) in tokens.iter().enumerate() {
            input.set(at, Vector::of_text(token).numbers(), 1.0 / SHRINK);
        }
        encoder.input.product(&input, |word, first, sixteen| {
            if let Some(word) = words.get_mut(word) {
                word[first..first + LANES].copy_from_slice(&sixteen);
            }
        });
        for (token, word) in tokens.iter().zip(words) {
            let (own, scale) = encoder.own(&key(bare(token)));
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
