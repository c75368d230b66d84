//! 8-bit matrices, and products of whole numbers with them.
//!
//! Chosen by measuring: pairwise multiply-add on tiles of four words (EPYC, one core, 128 x 256: `wide`'s does 39 thousand million
//! products a second in a plain baseline build; loops that the compiler vectorises did 8). Where the CPU has AVX-512 or AVX2, `pulp` gives
//! its instruction for the same; whole numbers, so the sums are the same. On a Zen 4 whose other thread is busy, as the core of a shared
//! machine is, AVX-512 does 80 and AVX2 60; alone both do 84.

#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};
use wide::{i16x16, i32x8};

/// Words that a product handles at once.
pub(crate) const TILE: usize = 4;
/// Outputs that a product hands on at once.
pub(crate) const LANES: usize = 16;
/// Outputs that are computed together: with four words they fill the registers.
pub(crate) const GROUP: usize = 32;

/// Of two inputs, what they weigh in a group's outputs: both weights of an output, then both of the next.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Weights([i16x16; GROUP / 8]);

/// Sums of products: sixteen outputs of each word, then the group's other sixteen.
type Sums = [[[i32; LANES]; TILE]; GROUP / LANES];

/// The products of a group's weights with four words, as every CPU can do them.
fn portable(weights: &[Weights], words: [&[i32]; TILE]) -> Sums {
    std::array::from_fn(|half| {
        let mut sums = [[i32x8::ZERO; 2]; TILE];
        for (i, Weights(weights)) in weights.iter().enumerate() {
            for (sums, word) in sums.iter_mut().zip(words) {
                let both: i16x16 = bytemuck::must_cast(i32x8::splat(word[i]));
                for (sum, weights) in sums.iter_mut().zip(&weights[2 * half..]) {
                    *sum += both.dot(*weights);
                }
            }
        }
        bytemuck::must_cast(sums)
    })
}

/// The same with AVX2.
#[cfg(target_arch = "x86_64")]
#[allow(clippy::inline_always, reason = "only as a part of `vectorize` may the body use AVX2")]
#[inline(always)]
fn avx2(simd: V3, weights: &[Weights], [a, b, c, d]: [&[i32]; TILE]) -> Sums {
    let mut all = [[[0; LANES]; TILE]; GROUP / LANES];
    for (half, all) in all.iter_mut().enumerate() {
        let mut sums = [[simd.splat_i32x8(0); 2]; TILE];
        for (Weights(weights), (((a, b), c), d)) in weights.iter().zip(a.iter().zip(b).zip(c).zip(d)) {
            let weights: [pulp::i16x16; 2] = bytemuck::must_cast([weights[2 * half], weights[2 * half + 1]]);
            for (word, value) in [*a, *b, *c, *d].into_iter().enumerate() {
                let both: pulp::i16x16 = bytemuck::must_cast(simd.splat_i32x8(value));
                for eight in 0..2 {
                    let products = simd.multiply_wrapping_add_adjacent_i16x16(both, weights[eight]);
                    sums[word][eight] = simd.wrapping_add_i32x8(sums[word][eight], products);
                }
            }
        }
        *all = bytemuck::must_cast(sums);
    }
    all
}

/// The same with AVX-512.
#[cfg(target_arch = "x86_64")]
#[allow(clippy::inline_always, reason = "only as a part of `vectorize` may the body use AVX-512")]
#[inline(always)]
fn avx512(simd: V4, weights: &[Weights], [a, b, c, d]: [&[i32]; TILE]) -> Sums {
    let mut sums = [[simd.splat_i32x16(0); TILE]; GROUP / LANES];
    for (Weights(weights), (((a, b), c), d)) in weights.iter().zip(a.iter().zip(b).zip(c).zip(d)) {
        let weights: [pulp::i16x32; GROUP / LANES] = bytemuck::must_cast(*weights);
        for (word, value) in [*a, *b, *c, *d].into_iter().enumerate() {
            let both: pulp::i16x32 = bytemuck::must_cast(simd.splat_i32x16(value));
            for half in 0..GROUP / LANES {
                let products = simd.multiply_wrapping_add_adjacent_i16x32(both, weights[half]);
                sums[half][word] = simd.wrapping_add_i32x16(sums[half][word], products);
            }
        }
    }
    bytemuck::must_cast(sums)
}

/// Calls `work` compiled for AVX2 where the CPU has it. The operations are the same in the same order, so the results are, too.
#[allow(clippy::inline_always, reason = "only as a part of `vectorize` may the body use AVX2")]
#[inline(always)]
pub(crate) fn vectorized<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = V3::try_new() {
        return simd.vectorize(work);
    }
    work()
}

/// A matrix as it is in the file: what a value times its row's scale is.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) columns: usize,
    pub(crate) scale: Vec<f32>,
    pub(crate) value: &'static [i8],
}

impl Table {
    /// A row's values and its scale.
    pub(crate) fn row(&self, row: usize) -> (&'static [i8], f32) {
        (&self.value[row * self.columns..(row + 1) * self.columns], self.scale[row])
    }
}

/// A matrix laid out for products: a group's outputs side by side, two inputs of each together.
#[derive(Debug)]
pub(crate) struct Packed {
    pairs: usize,
    groups: Vec<Weights>,
    scale: Vec<f32>,
}

impl Packed {
    /// Lays out a table whose rows are outputs; their number is rounded up to whole groups with zeros.
    pub(crate) fn new(table: &Table) -> Self {
        let (rows, pairs) = (table.scale.len(), table.columns / 2);
        let padded = rows.next_multiple_of(GROUP);
        let mut groups = Vec::with_capacity(padded / GROUP * pairs);
        for first in (0..padded).step_by(GROUP) {
            for pair in 0..pairs {
                let weight = |i: usize| {
                    let (row, column) = (first + i / 2, 2 * pair + i % 2);
                    if row < rows { i16::from(table.value[row * table.columns + column]) } else { 0 }
                };
                let eight = |part: usize| i16x16::new(std::array::from_fn(|i| weight(16 * part + i)));
                groups.push(Weights(std::array::from_fn(eight)));
            }
        }
        let mut scale = table.scale.clone();
        scale.resize(padded, 0.0);
        Self { pairs, groups, scale }
    }

    /// Outputs of four words: calls `take(word, first output, sums, scales)` for sixteen outputs at a time.
    ///
    /// `input` holds the words one after another, two 16-bit whole numbers in each entry (see [`pair`]).
    pub(crate) fn product(&self, input: &[i32], take: impl FnMut(usize, usize, [i32; LANES], &[f32; LANES])) {
        // All of it is compiled for the CPU, so that what is made of the sums is, too, and finds them in registers.
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V4::try_new() {
            return simd.vectorize(|| {
                self.product_by(|weights, words| avx512(simd, weights, words), input, take);
            });
        }
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V3::try_new() {
            return simd.vectorize(|| {
                self.product_by(|weights, words| avx2(simd, weights, words), input, take);
            });
        }
        self.product_by(portable, input, take);
    }

    #[allow(
        clippy::inline_always,
        reason = "only as a part of `vectorize` may the body use what the CPU has"
    )]
    #[inline(always)]
    fn product_by(
        &self,
        products: impl Fn(&[Weights], [&[i32]; TILE]) -> Sums,
        input: &[i32],
        mut take: impl FnMut(usize, usize, [i32; LANES], &[f32; LANES]),
    ) {
        let words: [&[i32]; TILE] =
            std::array::from_fn(|word| &input[word * self.pairs..(word + 1) * self.pairs]);
        let scales: &[[f32; LANES]] = self.scale.as_chunks().0;
        let groups = self.groups.chunks_exact(self.pairs).zip(scales.chunks_exact(GROUP / LANES));
        for (group, (weights, scales)) in groups.enumerate() {
            let sums = products(weights, words);
            for (half, (sums, scale)) in sums.iter().zip(scales).enumerate() {
                for (word, sum) in sums.iter().enumerate() {
                    take(word, group * GROUP + half * LANES, *sum, scale);
                }
            }
        }
    }
}

/// Two 16-bit whole numbers as one entry of a product's input.
pub(crate) fn pair(first: i16, second: i16) -> i32 {
    bytemuck::must_cast([first, second])
}

/// The nearest whole number (ties to even) of a value clamped to 16 bits, by IEEE addition alone.
pub(crate) fn rounded(value: f32) -> i16 {
    /// 1.5 * 2^23: adding it leaves the whole number in the lowest bits.
    const SHIFT: f32 = 12_582_912.0;
    let shifted = value.clamp(-32_767.0, 32_767.0) + SHIFT;
    (shifted.to_bits().wrapping_sub(SHIFT.to_bits())) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_the_nearest_and_clamps() {
        let cases =
            [(0.4, 0), (0.6, 1), (-0.6, -1), (2.5, 2), (1e9, 32_767), (-1e9, -32_767), (-32_000.4, -32_000)];
        for (value, expected) in cases {
            assert_eq!(rounded(value), expected, "{value}");
        }
    }

    #[test]
    fn every_cpu_computes_the_same() {
        let weight = |at: i32, i: usize| ((at * 31 + i32::from(i as u8) * 7) % 255 - 127) as i16;
        let eight = |at: i32, part: usize| i16x16::new(std::array::from_fn(|i| weight(at, 16 * part + i)));
        let weights: Vec<Weights> =
            (0..64).map(|at| Weights(std::array::from_fn(|part| eight(at, part)))).collect();
        let words: Vec<i32> = (0..256).map(|at| pair((at * 517) as i16, (at * -911) as i16)).collect();
        let words: [&[i32]; TILE] = std::array::from_fn(|word| &words[word * 64..(word + 1) * 64]);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V3::try_new() {
            assert_eq!(simd.vectorize(|| avx2(simd, &weights, words)), portable(&weights, words));
        }
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V4::try_new() {
            assert_eq!(simd.vectorize(|| avx512(simd, &weights, words)), portable(&weights, words));
        }
    }

    #[test]
    fn products_are_the_sums_they_stand_for() {
        static VALUES: [i8; 36] = {
            let mut values = [0; 36];
            let mut i = 0;
            while i < 36 {
                values[i] = (i as i8).wrapping_mul(7).wrapping_sub(100);
                i += 1;
            }
            values
        };
        let table = Table { columns: 4, scale: vec![1.0; 9], value: &VALUES };
        let words = [[1i16, -2, 3, -4], [500, 600, -700, 800], [0, 0, 0, 1], [-30_000, 30_000, 9, 9]];
        let input: Vec<i32> = words.iter().flat_map(|w| [pair(w[0], w[1]), pair(w[2], w[3])]).collect();
        let mut sums = [[0; GROUP]; TILE];
        Packed::new(&table).product(&input, |word, first, sixteen, _| {
            sums[word][first..first + LANES].copy_from_slice(&sixteen);
        });
        for (word, sums) in words.iter().zip(sums) {
            for (output, weights) in VALUES.chunks(4).enumerate() {
                let expected: i32 =
                    word.iter().zip(weights).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
                assert_eq!(sums[output], expected);
            }
        }
    }
}
