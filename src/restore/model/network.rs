//! Runs the network: window by window, four words at a time, whole-number products between IEEE operations.

use std::ops::Range;

use rayon::prelude::*;

use super::Scores;
use super::edits;
use super::recurrence;
use super::vocabulary::{EDGE, UNKNOWN, affixes, fnv, normal, pair_bucket};
use super::weights::{DILATIONS, HEADS, PAIR_WIDTH, Round, Weights};
use crate::network::{GROUP, LANES, TILE, Tile, WIDTH, Word, apply, factor};

/// Words that a window decides, at least and at most.
const WINDOW: [usize; 2] = [3072, 8192];
/// In how many places one is fit to be a window's beginning.
const CUTS: u32 = 512;
/// Words beyond a window that its outermost words see: what all convolutions reach together is 90, and the
/// recurrences remember little of what is farther away (of 19,222 sentences of 60 talks 84 came out otherwise with 160 beyond windows of half this size than with
/// 512, 117 with 96, and 5 with windows of this size and 512).
const HALO: usize = 128;

/// What the tables say about one word.
struct Rows {
    word: u16,
    affixes: Option<(usize, usize)>,
}

/// Scores all tokens.
pub(super) fn score(weights: &Weights, tokens: &[&str]) -> Vec<Scores> {
    let windows: Vec<Vec<Scores>> = windows(tokens)
        .into_par_iter()
        // A thread that is done takes the next window from another.
        .with_max_len(1)
        .map(|Range { start, end }| {
            let low = start.saturating_sub(HALO);
            let high = (end + HALO).min(tokens.len());
            let mut scores = window(weights, &tokens[low..high], tokens.get(high).copied());
            scores.truncate(end - low);
            scores.split_off(start - low)
        })
        .collect();
    windows.concat()
}

/// The windows begin where the words say so and not where they are counted to, so that an edit changes the windows around it and
/// leaves those farther on as they were (content-defined chunking: Muthitacharoen and others 2001, "A Low-bandwidth Network File
/// System").
fn windows(tokens: &[&str]) -> Vec<Range<usize>> {
    let [least, most] = WINDOW;
    let begins = |at: usize| {
        let words = tokens[at..].iter().take(3).flat_map(|word| word.bytes().chain([b' ']));
        fnv(words).is_multiple_of(CUTS)
    };
    let mut windows = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = (start + least..tokens.len().min(start + most)).find(|&at| begins(at));
        let end = end.unwrap_or((start + most).min(tokens.len()));
        windows.push(start..end);
        start = end;
    }
    windows
}

fn window(weights: &Weights, tokens: &[&str], next: Option<&str>) -> Vec<Scores> {
    let entry = embedded(weights, tokens, next);
    let mut spare = Vec::new();
    let first = read(&weights.rounds[0], entry.clone(), &mut spare);
    let words = read(&weights.rounds[1], first.clone(), &mut spare);
    let edits = edits::score(&weights.edits, [&entry, &first, &words], tokens);
    let mut scores = Vec::with_capacity(words.len());
    for (tile, edits) in words.chunks(TILE).zip(edits.chunks(TILE)) {
        let mut input = Tile::<{ WIDTH / 4 }>::new();
        for (at, word) in tile.iter().enumerate() {
            input.set(at, word, factor(word));
        }
        let mut logits = [[0.0f32; HEADS.next_multiple_of(GROUP)]; TILE];
        weights.head.product(&input, |word, first, sixteen| {
            logits[word][first..first + LANES].copy_from_slice(&sixteen);
        });
        scores.extend(logits.iter().zip(edits).map(|(logits, &edit)| {
            let at = |i: usize| logits[i] + weights.head_bias[i];
            Scores {
                mark: std::array::from_fn(at),
                case: std::array::from_fn(|i| at(4 + i)),
                turn: at(7),
                role_host: at(8),
                edit,
            }
        }));
    }
    scores
}

/// Four blocks and a recurrence.
fn read(round: &Round, mut words: Vec<Word>, spare: &mut Vec<Word>) -> Vec<Word> {
    for (block, dilation) in round.blocks.iter().zip(DILATIONS) {
        apply(block, dilation, &mut words, spare);
    }
    recurrence::apply(&round.recurrence, &mut words);
    words
}

/// Vectors of words and of word pairs, added.
fn embedded(weights: &Weights, tokens: &[&str], next: Option<&str>) -> Vec<Word> {
    let find = |token: &str| {
        let normal = normal(token);
        let word = weights.vocabulary.row(&normal);
        Rows { word, affixes: (word == UNKNOWN).then(|| affixes(&normal)) }
    };
    let rows: Vec<Rows> = tokens.iter().map(|token| find(token)).collect();
    let after = next.map_or(EDGE, |token| find(token).word);
    let following = rows.iter().skip(1).map(|rows| rows.word).chain([after]);
    let buckets: Vec<usize> =
        rows.iter().zip(following).map(|(rows, next)| pair_bucket(rows.word, next)).collect();
    let mut words = Vec::with_capacity(tokens.len());
    for (rows, buckets) in rows.chunks(TILE).zip(buckets.chunks(TILE)) {
        let mut tile = [[0.0; WIDTH]; TILE];
        let mut input = Tile::<{ PAIR_WIDTH / 4 }>::new();
        for (at, bucket) in buckets.iter().enumerate() {
            input.set_row(at, weights.pair.row(*bucket));
        }
        weights.pair_in.product(&input, |word, first, sixteen| {
            tile[word][first..first + LANES].copy_from_slice(&sixteen);
        });
        for (out, rows) in tile.iter_mut().zip(rows) {
            add(out, weights.word.row(rows.word.into()));
            if let Some((suffix, prefix)) = rows.affixes {
                add(out, weights.suffix.row(suffix));
                add(out, weights.prefix.row(prefix));
            }
        }
        words.extend_from_slice(&tile[..rows.len()]);
    }
    words
}

fn add(out: &mut Word, (values, scale): (&[i8], f32)) {
    for (out, value) in out.iter_mut().zip(values) {
        *out += f32::from(*value) * scale;
    }
}
