//! 8-bit matrices, and products of whole numbers with them.
//!
//! Chosen by measuring (EPYC, one core, 128 x 256): `wide`'s pairwise multiply-add on tiles of four words does 39
//! thousand million products a second in a plain baseline build; loops that the compiler vectorises did 8, the same
//! with AVX2 through `pulp` 17, and dispatch added nothing to `wide`.

use wide::{i16x16, i32x8};

/// Words that a product handles at once.
pub(super) const TILE: usize = 4;
const LANES: usize = 8;

/// A matrix as it is in the file: what a value times its row's scale is.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: usize,
    pub(super) scale: Vec<f32>,
    pub(super) value: &'static [i8],
}

impl Table {
    /// A row's values and its scale.
    pub(super) fn row(&self, row: usize) -> (&'static [i8], f32) {
        (&self.value[row * self.columns..(row + 1) * self.columns], self.scale[row])
    }
}

/// A matrix laid out for products: eight outputs side by side, two inputs of each output together.
#[derive(Debug)]
pub(super) struct Packed {
    pairs: usize,
    panels: Vec<i16x16>,
    scale: Vec<f32>,
}

impl Packed {
    /// Lays out a table whose rows are outputs; their number is rounded up to eight with zeros.
    pub(super) fn new(table: &Table) -> Self {
        let (rows, pairs) = (table.scale.len(), table.columns / 2);
        let mut panels = Vec::with_capacity(rows.div_ceil(LANES) * pairs);
        for first in (0..rows).step_by(LANES) {
            for pair in 0..pairs {
                panels.push(i16x16::new(std::array::from_fn(|i| {
                    let (row, column) = (first + i / 2, 2 * pair + i % 2);
                    if row < rows { i16::from(table.value[row * table.columns + column]) } else { 0 }
                })));
            }
        }
        let mut scale = table.scale.clone();
        scale.resize(rows.next_multiple_of(LANES), 0.0);
        Self { pairs, panels, scale }
    }

    /// Outputs of four words: calls `take(word, first output, sums, scales)` for eight outputs at a time.
    ///
    /// `input` holds the words one after another, two 16-bit whole numbers in each entry (see [`pair`]).
    pub(super) fn product(
        &self,
        input: &[i32],
        mut take: impl FnMut(usize, usize, [i32; LANES], &[f32; LANES]),
    ) {
        let words: [&[i32]; TILE] =
            std::array::from_fn(|word| &input[word * self.pairs..(word + 1) * self.pairs]);
        let scales = self.scale.as_chunks().0;
        for (group, (panel, scale)) in self.panels.chunks_exact(self.pairs).zip(scales).enumerate() {
            let mut sums = [i32x8::ZERO; TILE];
            for (i, weights) in panel.iter().enumerate() {
                for (sum, word) in sums.iter_mut().zip(words) {
                    let both: i16x16 = bytemuck::must_cast(i32x8::splat(word[i]));
                    *sum += both.dot(*weights);
                }
            }
            for (word, sum) in sums.into_iter().enumerate() {
                take(word, group * LANES, sum.to_array(), scale);
            }
        }
    }
}

/// Two 16-bit whole numbers as one entry of a product's input.
pub(super) fn pair(first: i16, second: i16) -> i32 {
    bytemuck::must_cast([first, second])
}

/// The nearest whole number (ties to even) of a value clamped to 16 bits, by IEEE addition alone.
pub(super) fn rounded(value: f32) -> i16 {
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
        let mut sums = [[0; 16]; TILE];
        Packed::new(&table).product(&input, |word, first, eight, _| {
            sums[word][first..first + LANES].copy_from_slice(&eight);
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
