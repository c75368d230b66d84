//! 8-bit matrices, and products of bytes with them.
//!
//! What goes into a product is rounded to 127 steps of its word's largest value, as matrices are to those of a row ("dynamic quantization",
//! Dettmers and others 2022, "LLM.int8()"): of 148 talks, sentence ends came out as well as with 16 bits. Where the CPU has AVX-512 with VNNI, one
//! instruction multiplies and adds 64 bytes (Zen 4, one core, 128 x 32: 225 thousand million products a second; pairs of 16 bits did 84),
//! where it has AVX2, three do 32; tiles of four words fill the registers. Whole numbers, so the sums are the same on every CPU.

#[cfg(target_arch = "x86_64")]
use archmage::{SimdToken as _, X64V3Token, X64V4xToken, arcane};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m256i, __m512i, _mm256_abs_epi8, _mm256_add_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_sign_epi8,
    _mm256_xor_si256, _mm512_dpbusd_epi32, _mm512_set1_epi32,
};
use wide::{i16x16, i32x8};

/// Words that a product handles at once.
pub(crate) const TILE: usize = 4;
/// Outputs that a product hands on at once.
pub(crate) const LANES: usize = 16;
/// Outputs that are computed together: with four words they fill the registers.
pub(crate) const GROUP: usize = 32;
/// What a byte of zero is written as: unsigned bytes are what VNNI multiplies.
const ZERO: u8 = 128;

/// Four values of a word, as bytes around [`ZERO`].
type Quad = [u8; 4];

/// Of four inputs, what they weigh in a group's outputs: the four of an output, then those of the next.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Weights([[[i8; 4]; LANES]; GROUP / LANES]);

/// Sums of products: sixteen outputs of each word, then the group's other sixteen.
type Sums = [[[i32; LANES]; TILE]; GROUP / LANES];

/// The words of a tile as bytes: what goes into a product.
#[derive(Debug)]
pub(crate) struct Tile<const QUADS: usize> {
    quads: [[Quad; QUADS]; TILE],
    /// What a step of each word is worth.
    step: [f32; TILE],
}

impl<const QUADS: usize> Tile<QUADS> {
    /// Steps of the largest value.
    const STEPS: f32 = 127.0;

    /// Words of zeros.
    pub(crate) fn new() -> Self {
        Self { quads: [[[ZERO; 4]; QUADS]; TILE], step: [0.0; TILE] }
    }

    /// Puts a word's values there, each times `factor`.
    #[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
    #[inline(always)]
    pub(crate) fn set(&mut self, word: usize, values: &[f32], factor: f32) {
        /// 1.5 * 2^23, and the byte of zero: adding it leaves the nearest whole number (ties to even) in the lowest bits.
        const SHIFT: f32 = 12_582_912.0 + ZERO as f32;
        let mut most = [f32::MIN_POSITIVE; LANES];
        let (parts, _) = values.as_chunks::<LANES>();
        for part in parts {
            for (most, value) in most.iter_mut().zip(part) {
                *most = most.max(value.abs());
            }
        }
        let step = most.into_iter().fold(0.0, f32::max) / Self::STEPS;
        let steps = (1.0 / step).min(f32::MAX);
        let (quads, _) = self.quads[word].as_flattened_mut().as_chunks_mut::<LANES>();
        for (quads, part) in quads.iter_mut().zip(parts) {
            *quads = part.map(|value| (value * steps + SHIFT).to_bits() as u8);
        }
        self.step[word] = step * factor;
    }

    /// Puts a row of a table there.
    pub(crate) fn set_row(&mut self, word: usize, (values, scale): (&[i8], f32)) {
        for (byte, value) in self.quads[word].as_flattened_mut().iter_mut().zip(values) {
            *byte = value.cast_unsigned() ^ ZERO;
        }
        self.step[word] = scale;
    }
}

/// The products of a group's weights with four words, as every CPU can do them.
fn portable(weights: &[Weights], words: [&[Quad]; TILE]) -> Sums {
    /// Outputs whose products lie in a register, each in two parts.
    const PART: usize = 4;
    let mut all = [[[0; LANES]; TILE]; GROUP / LANES];
    for (half, all) in all.iter_mut().enumerate() {
        let mut sums = [[i32x8::ZERO; LANES / PART]; TILE];
        for (i, Weights(weights)) in weights.iter().enumerate() {
            let weights: [[i8; 4 * PART]; LANES / PART] = bytemuck::must_cast(weights[half]);
            let weights = weights.map(|part| i16x16::new(part.map(i16::from)));
            for (sums, word) in sums.iter_mut().zip(words) {
                let quad = word[i].map(|byte| i16::from((byte ^ ZERO).cast_signed()));
                let quads: i16x16 = bytemuck::must_cast([quad; PART]);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum += quads.dot(weights);
                }
            }
        }
        for (all, sums) in all.iter_mut().zip(sums) {
            let sums: [[i32; 2]; LANES] = bytemuck::must_cast(sums);
            *all = sums.map(|[one, other]| one + other);
        }
    }
    all
}

/// The same with AVX2, which multiplies bytes without a sign by such with one: the sign goes over to the weight.
#[cfg(target_arch = "x86_64")]
#[arcane]
fn avx2(_: X64V3Token, weights: &[Weights], [a, b, c, d]: [&[Quad]; TILE]) -> Sums {
    let mut all = [[[0; LANES]; TILE]; GROUP / LANES];
    let zero = _mm256_set1_epi8(ZERO.cast_signed());
    let ones = _mm256_set1_epi16(1);
    for (half, all) in all.iter_mut().enumerate() {
        let mut sums = [[_mm256_setzero_si256(); 2]; TILE];
        for (Weights(weights), (((a, b), c), d)) in weights.iter().zip(a.iter().zip(b).zip(c).zip(d)) {
            let weights: [__m256i; 2] = bytemuck::must_cast(weights[half]);
            for (word, quad) in [*a, *b, *c, *d].into_iter().enumerate() {
                let quads = _mm256_xor_si256(_mm256_set1_epi32(i32::from_le_bytes(quad)), zero);
                let size = _mm256_abs_epi8(quads);
                for eight in 0..2 {
                    let pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(weights[eight], quads));
                    sums[word][eight] = _mm256_add_epi32(sums[word][eight], _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        *all = bytemuck::must_cast(sums);
    }
    all
}

/// The same with AVX-512 and VNNI, whose bytes have no sign: sums begin with less than zero.
#[cfg(target_arch = "x86_64")]
#[arcane]
fn vnni(_: X64V4xToken, begin: &[[i32; LANES]], weights: &[Weights], [a, b, c, d]: [&[Quad]; TILE]) -> Sums {
    let mut sums: [[__m512i; TILE]; GROUP / LANES] =
        std::array::from_fn(|half| [bytemuck::must_cast(begin[half]); TILE]);
    for (Weights(weights), (((a, b), c), d)) in weights.iter().zip(a.iter().zip(b).zip(c).zip(d)) {
        let weights: [__m512i; GROUP / LANES] = bytemuck::must_cast(*weights);
        for (word, quad) in [*a, *b, *c, *d].into_iter().enumerate() {
            let quads = _mm512_set1_epi32(i32::from_le_bytes(quad));
            for half in 0..GROUP / LANES {
                sums[half][word] = _mm512_dpbusd_epi32(sums[half][word], quads, weights[half]);
            }
        }
    }
    bytemuck::must_cast(sums)
}

/// Calls `work` compiled for AVX2 where the CPU has it. The operations are the same in the same order, so the results are, too.
#[allow(clippy::inline_always, reason = "only as a part of `vectorized` may the body use AVX2")]
#[inline(always)]
pub(crate) fn vectorized<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = X64V3Token::summon() {
        return with_avx2(token, work);
    }
    work()
}

#[cfg(target_arch = "x86_64")]
#[arcane]
fn with_avx2<R>(_: X64V3Token, work: impl FnOnce() -> R) -> R {
    work()
}

#[cfg(target_arch = "x86_64")]
#[arcane]
fn with_vnni<R>(_: X64V4xToken, work: impl FnOnce() -> R) -> R {
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

/// A matrix laid out for products: a group's outputs side by side, four inputs of each together.
#[derive(Debug)]
pub(crate) struct Packed {
    quads: usize,
    groups: Vec<Weights>,
    /// What sums of bytes without a sign begin with: less what [`ZERO`] adds to them.
    begin: Vec<[i32; LANES]>,
    scale: Vec<[f32; LANES]>,
}

impl Packed {
    /// Lays out a table whose rows are outputs; their number is rounded up to whole groups with zeros.
    pub(crate) fn new(table: &Table) -> Self {
        let (rows, quads) = (table.scale.len(), table.columns / 4);
        let groups = rows.div_ceil(GROUP);
        let weights = |output: usize| -> &[[i8; 4]] {
            if output < rows { table.row(output).0.as_chunks().0 } else { &[] }
        };
        let packed = (0..groups * quads).map(|at| {
            let (group, quad) = (at / quads, at % quads);
            let weight = |output: usize| weights(output).get(quad).copied().unwrap_or_default();
            Weights(std::array::from_fn(|half| {
                std::array::from_fn(|i| weight(group * GROUP + half * LANES + i))
            }))
        });
        let all = |output: usize| weights(output).as_flattened().iter().map(|&w| i32::from(w)).sum::<i32>();
        let parts = 0..groups * (GROUP / LANES);
        Self {
            quads,
            groups: packed.collect(),
            begin: parts
                .clone()
                .map(|part| std::array::from_fn(|i| -i32::from(ZERO) * all(part * LANES + i)))
                .collect(),
            scale: parts
                .map(|part| {
                    std::array::from_fn(|i| table.scale.get(part * LANES + i).copied().unwrap_or(0.0))
                })
                .collect(),
        }
    }

    /// Outputs of four words: calls `take(word, first output, outputs)` for sixteen outputs at a time.
    pub(crate) fn product<const QUADS: usize>(
        &self,
        input: &Tile<QUADS>,
        take: impl FnMut(usize, usize, [f32; LANES]),
    ) {
        // All of it is compiled for the CPU, so that what is made of the sums is, too, and finds them in registers.
        #[cfg(target_arch = "x86_64")]
        if let Some(token) = X64V4xToken::summon() {
            return with_vnni(token, || {
                self.product_by(|begin, weights, words| vnni(token, begin, weights, words), input, take);
            });
        }
        #[cfg(target_arch = "x86_64")]
        if let Some(token) = X64V3Token::summon() {
            return with_avx2(token, || {
                self.product_by(|_, weights, words| avx2(token, weights, words), input, take);
            });
        }
        self.product_by(|_, weights, words| portable(weights, words), input, take);
    }

    #[allow(
        clippy::inline_always,
        reason = "only as a part of `vectorized` may the body use what the CPU has"
    )]
    #[inline(always)]
    fn product_by<const QUADS: usize>(
        &self,
        products: impl Fn(&[[i32; LANES]], &[Weights], [&[Quad]; TILE]) -> Sums,
        input: &Tile<QUADS>,
        mut take: impl FnMut(usize, usize, [f32; LANES]),
    ) {
        let words: [&[Quad]; TILE] = std::array::from_fn(|word| &input.quads[word][..self.quads]);
        let parts = self.begin.chunks_exact(GROUP / LANES).zip(self.scale.chunks_exact(GROUP / LANES));
        for (group, (weights, (begin, scale))) in self.groups.chunks_exact(self.quads).zip(parts).enumerate()
        {
            let sums = products(begin, weights, words);
            for (half, (sums, scale)) in sums.iter().zip(scale).enumerate() {
                for (word, sums) in sums.iter().enumerate() {
                    let step = input.step[word];
                    let outputs = std::array::from_fn(|i| sums[i] as f32 * (scale[i] * step));
                    take(word, group * GROUP + half * LANES, outputs);
                }
            }
        }
    }
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
        let bytes = |at: usize| -> [[i8; 4]; GROUP] {
            std::array::from_fn(|i| {
                std::array::from_fn(|k| (((at * 31 + i * 28 + k * 7) % 255) as u8).cast_signed())
            })
        };
        let weights: Vec<Weights> = (0..64)
            .map(|at| Weights(bytemuck::must_cast(bytes(at).map(|quad| quad.map(|w| w.max(-127))))))
            .collect();
        let mut begin = [0; GROUP];
        for Weights(weights) in &weights {
            for (begin, quad) in begin.iter_mut().zip(weights.as_flattened()) {
                *begin -= i32::from(ZERO) * quad.iter().map(|w| i32::from(*w)).sum::<i32>();
            }
        }
        let quads: Vec<Quad> =
            (0..=255u8).map(|at| [at, 255 - at, at.wrapping_mul(7), 255].map(|byte| byte.max(1))).collect();
        let words: [&[Quad]; TILE] = std::array::from_fn(|word| &quads[word * 64..(word + 1) * 64]);
        let expected = portable(&weights, words);
        #[cfg(target_arch = "x86_64")]
        if let Some(token) = X64V3Token::summon() {
            assert_eq!(avx2(token, &weights, words), expected);
        }
        #[cfg(target_arch = "x86_64")]
        if let Some(token) = X64V4xToken::summon() {
            assert_eq!(vnni(token, begin.as_chunks().0, &weights, words), expected);
        }
    }

    #[test]
    fn products_are_the_sums_they_stand_for() {
        static VALUES: [i8; 9 * 16] = {
            let mut values = [0; 9 * 16];
            let mut i = 0;
            while i < values.len() {
                values[i] = (i as i8).wrapping_mul(7).wrapping_sub(100);
                i += 1;
            }
            values
        };
        let table = Table { columns: 16, scale: vec![0.5; 9], value: &VALUES };
        // The largest of each word is 127, so that nothing is lost.
        let words: [[f32; 16]; TILE] = std::array::from_fn(|at| {
            std::array::from_fn(|i| if i == 7 { 127.0 } else { ((i * 37 + at * 11) % 128) as f32 - 60.0 })
        });
        let mut input = Tile::<4>::new();
        for (at, values) in words.iter().enumerate() {
            input.set(at, values, 2.0);
        }
        let mut outputs = [[0.0; GROUP]; TILE];
        Packed::new(&table).product(&input, |word, first, sixteen| {
            outputs[word][first..first + LANES].copy_from_slice(&sixteen);
        });
        for (word, outputs) in words.iter().zip(outputs) {
            for (output, weights) in VALUES.chunks(16).enumerate() {
                let expected: f32 =
                    word.iter().zip(weights).map(|(value, weight)| value * f32::from(*weight)).sum();
                assert!((outputs[output] - expected).abs() < 0.01, "{} {expected}", outputs[output]);
            }
        }
    }

    #[test]
    fn words_of_zeros_stay_zeros() {
        let mut input = Tile::<4>::new();
        input.set(2, &[0.0; 16], 1.0);
        assert_eq!(input.quads[2], [[ZERO; 4]; 4]);
    }
}
