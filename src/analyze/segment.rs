//! Cuts the talk into topics: the best set of boundaries over the whole text at once.

/// How topics are to be cut.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Size {
    /// About as long as people make chapters of a talk of this length.
    Usual {
        /// Words of the whole talk.
        talk: usize,
    },
    /// Topics of about this many words.
    Words(f64),
    /// This many topics, as far as the talk has sentences for them.
    Count(usize),
}

/// Topic length that published chapter lists have in talks of [`REFERENCE_TALK`] words, and the power
/// by which it grows with the talk: two hours have 12 to 20 chapters, a quarter of an hour 5 to 8.
const USUAL_LENGTH: f64 = 1200.0;
const REFERENCE_TALK: f64 = 20_000.0;
const GROWTH: f64 = 0.55;
const SHORTEST: f64 = 150.0;

/// Standard deviation of the logarithm of topic lengths, measured on annotated talks.
const SPREAD: f64 = 0.55;

/// Weight of the length prior against the evidence.
const PRIOR_WEIGHT: f64 = 1.0;

/// The first sentences of topics, always beginning with 0. `log_odds[i]` is the evidence for a
/// boundary before sentence `i`, `words[i]` the length of sentence `i`.
pub(crate) fn cut(log_odds: &[f64], words: &[usize], size: Size) -> Vec<usize> {
    let all: usize = words.iter().sum();
    if words.is_empty() {
        return Vec::new();
    }
    let count = match size {
        Size::Usual { talk } => {
            let length = USUAL_LENGTH * libm::pow(talk as f64 / REFERENCE_TALK, GROWTH);
            (all as f64 / length.max(SHORTEST)).round() as usize
        }
        Size::Words(length) => (all as f64 / length).round() as usize,
        Size::Count(count) => count,
    };
    count_of(log_odds, words, count.clamp(1, words.len()))
}

/// The best segmentation with `count` topics, or as near to that as the search comes. More reward for a
/// boundary never gives fewer of them, so that the reward can be searched by halving.
fn count_of(log_odds: &[f64], words: &[usize], count: usize) -> Vec<usize> {
    let length = words.iter().sum::<usize>() as f64 / count as f64;
    let (mut low, mut high) = (-12.0, 12.0);
    let mut found = best(log_odds, words, length, 0.0);
    for _ in 0..24 {
        let reward = f64::midpoint(low, high);
        let cuts = best(log_odds, words, length, reward);
        if cuts.len().abs_diff(count) < found.len().abs_diff(count) {
            found.clone_from(&cuts);
        }
        match cuts.len().cmp(&count) {
            std::cmp::Ordering::Equal => break,
            std::cmp::Ordering::Less => low = reward,
            std::cmp::Ordering::Greater => high = reward,
        }
    }
    found
}

/// Dynamic programming over all segmentations: the sum of the evidence at the boundaries and of the
/// log-normal log-density of the lengths, at most; linear in the talk for a given topic length.
fn best(log_odds: &[f64], words: &[usize], length: f64, reward: f64) -> Vec<usize> {
    let mut before = vec![0usize];
    for count in words {
        before.push(before[before.len() - 1] + count);
    }
    let longest = (length * 5.0) as usize;
    let priors: Vec<f64> = (0..=longest).map(|words| length_prior(words as f64, length, false)).collect();
    let mut score = vec![f64::NEG_INFINITY; words.len() + 1];
    let mut from = vec![0usize; words.len() + 1];
    score[0] = 0.0;
    for end in 1..=words.len() {
        for start in (0..end).rev() {
            let size = before[end] - before[start];
            // One sentence may be longer than any topic should be.
            if size > longest && start + 1 < end {
                break;
            }
            let evidence = if start == 0 { 0.0 } else { log_odds[start] + reward };
            let prior = match priors.get(size) {
                Some(&prior) if end < words.len() => prior,
                _ => length_prior(size as f64, length, end == words.len()),
            };
            let total = score[start] + evidence + PRIOR_WEIGHT * prior;
            if total > score[end] {
                score[end] = total;
                from[end] = start;
            }
        }
    }
    let mut cuts = Vec::new();
    let mut at = words.len();
    while at > 0 {
        at = from[at];
        cuts.push(at);
    }
    cuts.reverse();
    cuts
}

/// Log-density of a topic length, up to a constant. The last topic of a talk may be short.
fn length_prior(words: f64, length: f64, last: bool) -> f64 {
    let off = libm::log(words.max(1.0) / length) / SPREAD;
    let off = if last && off < 0.0 { off / 2.0 } else { off };
    -0.5 * off * off
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_where_the_evidence_is() {
        let mut log_odds = vec![-4.0; 300];
        log_odds[90] = 4.0;
        log_odds[210] = 4.0;
        assert_eq!(cut(&log_odds, &[10; 300], Size::Words(1000.0)), [0, 90, 210]);
    }

    #[test]
    fn gives_the_number_that_is_asked_for() {
        let log_odds: Vec<f64> =
            (0..400).map(|at| if at % 20 == 0 { -0.5 - f64::from(at) / 1000.0 } else { -5.0 }).collect();
        for count in [1, 2, 5, 9] {
            assert_eq!(cut(&log_odds, &[12; 400], Size::Count(count)).len(), count);
        }
    }

    #[test]
    fn takes_any_input() {
        assert!(cut(&[], &[], Size::Usual { talk: 0 }).is_empty());
        assert_eq!(cut(&[0.0], &[100_000], Size::Usual { talk: 100_000 }), [0]);
    }
}
