//! A small network behind the other one: would a careful editor take the word out? It reads what the other knows of every word at its
//! entry, after its first round and at its end, and which of its neighbours the word repeats, as repairs do (Zayats, Ostendorf
//! and Hajishirzi 2016, "Disfluency Detection using a Bidirectional LSTM", have such features).

use super::weights::{EDIT_DILATIONS, Edits, NEAR, VIEWS};
use crate::network::{LANES, NORM_STEPS, TILE, Tile, WIDTH, Word, apply, factor, unit, vectorized};

/// Log-odds for every word, given what the other network knows of it.
pub(super) fn score(edits: &Edits, views: [&[Word]; VIEWS], tokens: &[&str]) -> Vec<f32> {
    let mut words = vec![[0.0; WIDTH]; tokens.len()];
    for (tile, words) in words.chunks_mut(TILE).enumerate() {
        let mut input = Tile::<{ VIEWS * WIDTH / 4 }>::new();
        vectorized(|| {
            for at in 0..words.len() {
                let seen = views.map(|view| {
                    let word = &view[tile * TILE + at];
                    let factor = factor(word);
                    word.map(|value| value * factor)
                });
                input.set(at, seen.as_flattened(), 1.0);
            }
        });
        edits.input.product(&input, |word, first, sixteen| {
            if let Some(word) = words.get_mut(word) {
                word[first..first + LANES].copy_from_slice(&sixteen);
            }
        });
        for (at, word) in words.iter_mut().enumerate() {
            for feature in near(tokens, tile * TILE + at) {
                for (value, weight) in word.iter_mut().zip(&edits.near[feature * WIDTH..]) {
                    *value += weight;
                }
            }
        }
    }
    let mut spare = Vec::new();
    for (block, dilation) in edits.blocks.iter().zip(EDIT_DILATIONS) {
        apply(block, dilation, &mut words, &mut spare);
    }
    let log_odds = |word: &Word| {
        let sum: f32 =
            unit(word).iter().zip(&edits.head).map(|(&value, weight)| f32::from(value) * weight).sum();
        sum / NORM_STEPS + edits.bias
    };
    words.iter().map(log_odds).collect()
}

/// Which words to take out, given their log-odds less what one wants to be surer by: the best sequence of a linear-chain conditional
/// random field (Lafferty and others 2001), in which words go in whole runs.
pub(super) fn runs(links: [f32; 3], log_odds: &[f32]) -> Vec<bool> {
    let [begin, end, inside] = links;
    let (mut stay, mut go) = (0.0f32, f32::NEG_INFINITY);
    // For a word that stays and for one that goes, whether the word before it went.
    let mut went = Vec::with_capacity(log_odds.len());
    for value in log_odds {
        went.push([go + end > stay, go + inside > stay + begin]);
        (stay, go) = (stay.max(go + end), value + (stay + begin).max(go + inside));
    }
    let mut now = go > stay;
    let mut runs = vec![false; log_odds.len()];
    for (gone, went) in runs.iter_mut().zip(&went).rev() {
        *gone = now;
        now = went[usize::from(now)];
    }
    runs
}

/// Which of the eight words behind and before it a word repeats, whether it begins the next one, and whether the one before begins it.
fn near(tokens: &[&str], at: usize) -> impl Iterator<Item = usize> {
    let same = move |other: Option<usize>| other.and_then(|other| tokens.get(other)) == Some(&tokens[at]);
    let begins = move |first: Option<usize>| {
        first
            .and_then(|first| tokens.get(first..first + 2))
            .is_some_and(|two| two[0] != two[1] && two[1].starts_with(two[0]))
    };
    (1..=NEAR)
        .filter(move |distance| same(at.checked_add(*distance)))
        .map(|distance| distance - 1)
        .chain(
            (1..=NEAR)
                .filter(move |distance| same(at.checked_sub(*distance)))
                .map(|distance| NEAR + distance - 1),
        )
        .chain(begins(Some(at)).then_some(2 * NEAR))
        .chain(begins(at.checked_sub(1)).then_some(2 * NEAR + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_a_word_repeats() {
        let tokens = ["it", "th", "the", "it"];
        let features = |at: usize| near(&tokens, at).collect::<Vec<_>>();
        assert_eq!(features(0), [2]);
        assert_eq!(features(1), [2 * NEAR]);
        assert_eq!(features(2), [2 * NEAR + 1]);
        assert_eq!(features(3), [NEAR + 2]);
    }

    #[test]
    fn takes_out_whole_runs() {
        let links = [-2.0, -1.0, 1.5];
        assert_eq!(runs(links, &[-4.0, 3.0, 0.0, 3.0, -4.0]), [false, true, true, true, false]);
        assert_eq!(runs(links, &[-4.0, 2.5, -4.0]), [false; 3]);
        assert_eq!(runs(links, &[]), [false; 0]);
    }
}
