//! What is remembered of the words before and behind: running means, with a gate a channel (the minGRU of Feng and others
//! 2024, "Were RNNs All We Needed?", in both directions).

use super::weights::Recurrence;
use crate::network::{TILE, Tile, WIDTH, Word, factor, vectorized};

/// How steep the gate is.
const STEEP: f32 = 4.0;

/// Of one word and direction: the share of what is remembered that stays, then what comes instead of the rest.
type Gates = [f32; 2 * WIDTH];

/// Adds to every word what is remembered there.
pub(super) fn apply(layer: &Recurrence, words: &mut [Word]) {
    // What is behind a word is known on the way; what is before it has to wait for the end.
    let mut forwards = Memory::new();
    let mut behind: Vec<Word> = Vec::with_capacity(words.len());
    let mut waiting: Vec<Gates> = Vec::with_capacity(words.len());
    let mut input = Tile::<{ WIDTH / 4 }>::new();
    for tile in words.chunks(TILE) {
        vectorized(|| {
            for (at, word) in tile.iter().enumerate() {
                input.set(at, word, factor(word));
            }
        });
        let mut gates = [[[0.0; 2 * WIDTH]; 2]; TILE];
        layer.input.product(&input, |word, first, sixteen| {
            let out = gates[word].as_flattened_mut()[first..].iter_mut();
            for ((out, value), bias) in out.zip(sixteen).zip(&layer.bias[first..]) {
                *out = value + bias;
            }
        });
        vectorized(|| {
            for [gates, _] in &gates[..tile.len()] {
                forwards.step(gates);
                behind.push(forwards.0);
            }
        });
        waiting.extend(gates[..tile.len()].iter().map(|[_, gates]| gates));
    }
    let mut backwards = Memory::new();
    let mut remembered = Tile::<{ 2 * WIDTH / 4 }>::new();
    let known = behind.chunks(TILE).zip(waiting.chunks(TILE));
    for (tile, (behind, waiting)) in words.chunks_mut(TILE).zip(known).rev() {
        vectorized(|| {
            for (at, (behind, gates)) in behind.iter().zip(waiting).enumerate().rev() {
                backwards.step(gates);
                remembered.set(at, [*behind, backwards.0].as_flattened(), 1.0);
            }
        });
        layer.output.product(&remembered, |word, first, sixteen| {
            if let Some(word) = tile.get_mut(word) {
                for (out, value) in word[first..].iter_mut().zip(sixteen) {
                    *out += value;
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

    /// Takes in a word.
    #[allow(clippy::inline_always, reason = "only as a part of `vectorized` does it use AVX2")]
    #[inline(always)]
    fn step(&mut self, gates: &Gates) {
        let (stay, new) = gates.split_at(WIDTH);
        for ((memory, stay), new) in self.0.iter_mut().zip(stay).zip(new) {
            let stay = keep(*stay);
            *memory = stay * *memory + (1.0 - stay) * new;
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
        let gates = |gate: f32, value: f32| {
            let mut gates = [gate; 2 * WIDTH];
            gates[WIDTH..].fill(value);
            gates
        };
        memory.step(&gates(-1e9, 2.0));
        assert!((memory.0[0] - 2.0).abs() < 1e-6, "a shut gate takes the new value: {}", memory.0[0]);
        memory.step(&gates(1e9, -5.0));
        assert!((memory.0[7] - 2.0).abs() < 1e-6, "an open one keeps the old: {}", memory.0[7]);
        memory.step(&gates(0.0, 4.0));
        assert!((memory.0[7] - 3.0).abs() < 1e-6, "half open, the mean: {}", memory.0[7]);
    }
}
