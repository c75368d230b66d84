//! What is remembered of the words before and behind: running means, with a gate a channel (the minGRU of Feng and others
//! 2024, "Were RNNs All We Needed?", in both directions).

use super::weights::Recurrence;
use crate::network::{
    HIDDEN_STEPS, LANES, NORM_STEPS, TILE, WIDTH, Word, normalised, pair, rounded, vectorized,
};

/// How steep the gate is.
const STEEP: f32 = 4.0;

/// Of one word and direction: the share of what is remembered that stays, then what comes instead of the rest.
type Gates = [f32; 2 * WIDTH];

/// Adds to every word what is remembered there.
pub(super) fn apply(layer: &Recurrence, words: &mut [Word]) {
    let mut remembered: Vec<[i32; WIDTH]> = vec![[0; WIDTH]; words.len().next_multiple_of(TILE)];
    // What is behind a word is known on the way; what is before it has to wait for the end.
    let mut forwards = Memory::new();
    let mut waiting: Vec<Gates> = Vec::with_capacity(words.len());
    let mut input = [0; TILE * WIDTH / 2];
    for (tile, remembered) in words.chunks(TILE).zip(remembered.chunks_mut(TILE)) {
        vectorized(|| {
            for (word, input) in tile.iter().zip(input.chunks_exact_mut(WIDTH / 2)) {
                normalised(word, input);
            }
        });
        let mut gates = [[[0.0; 2 * WIDTH]; 2]; TILE];
        layer.input.product(&input, |word, first, sums, scale| {
            let out = &mut gates[word].as_flattened_mut()[first..first + LANES];
            let bias = &layer.bias[first..first + LANES];
            for i in 0..LANES {
                out[i] = sums[i] as f32 * (scale[i] / NORM_STEPS) + bias[i];
            }
        });
        vectorized(|| {
            for ([gates, _], remembered) in gates[..tile.len()].iter().zip(remembered) {
                forwards.step(gates, &mut remembered[..WIDTH / 2]);
            }
        });
        waiting.extend(gates[..tile.len()].iter().map(|[_, gates]| gates));
    }
    vectorized(|| {
        let mut backwards = Memory::new();
        for (gates, remembered) in waiting.iter().zip(&mut remembered).rev() {
            backwards.step(gates, &mut remembered[WIDTH / 2..]);
        }
    });
    for (tile, remembered) in words.chunks_mut(TILE).zip(remembered.chunks(TILE)) {
        layer.output.product(remembered.as_flattened(), |word, first, sums, scale| {
            if let Some(word) = tile.get_mut(word) {
                for ((out, sum), scale) in word[first..].iter_mut().zip(sums).zip(scale) {
                    *out += sum as f32 * (scale / HIDDEN_STEPS);
                }
            }
        });
    }
}

/// What is remembered in one direction.
struct Memory(Word);

impl Memory {
    fn new() -> Self {
        Self([0.0; WIDTH])
    }

    /// Takes in a word and writes what is remembered then.
    #[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
    #[inline(always)]
    fn step(&mut self, gates: &Gates, out: &mut [i32]) {
        let (stay, new) = gates.split_at(WIDTH);
        for ((memory, stay), new) in self.0.iter_mut().zip(stay).zip(new) {
            let stay = keep(*stay);
            *memory = stay * *memory + (1.0 - stay) * new;
        }
        for (out, two) in out.iter_mut().zip(self.0.as_chunks::<2>().0) {
            *out = pair(rounded(two[0] * HIDDEN_STEPS), rounded(two[1] * HIDDEN_STEPS));
        }
    }
}

/// The share that stays: a sigmoid of operations that give the same on every CPU.
fn keep(gate: f32) -> f32 {
    let z = STEEP * gate;
    0.5 + 0.5 * z / (1.0 + z.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_as_long_as_its_gates_stay_open() {
        let mut memory = Memory::new();
        let mut out = [0; WIDTH / 2];
        let gates = |gate: f32, value: f32| {
            let mut gates = [gate; 2 * WIDTH];
            gates[WIDTH..].fill(value);
            gates
        };
        memory.step(&gates(-1e9, 2.0), &mut out);
        assert!((memory.0[0] - 2.0).abs() < 1e-6, "a shut gate takes the new value: {}", memory.0[0]);
        assert_eq!(out[0], pair(1024, 1024));
        memory.step(&gates(1e9, -5.0), &mut out);
        assert!((memory.0[7] - 2.0).abs() < 1e-6, "an open one keeps the old: {}", memory.0[7]);
        memory.step(&gates(0.0, 4.0), &mut out);
        assert!((memory.0[7] - 3.0).abs() < 1e-6, "half open, the mean: {}", memory.0[7]);
    }
}
