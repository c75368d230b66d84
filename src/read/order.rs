//! Times that go backwards.

use super::millis::Millis;
use super::raw::RawCue;
use super::warnings::Warnings;
use crate::diagnostics::Diagnostic;

/// A cue may start this much out of order, as overlapping speech does; its start is then moved between
/// its neighbours'. What lies further off is a mistake, and the time is dropped.
const OVERLAP: Millis = Millis(5000);

/// Makes the starts of the cues never decrease, drops ends before starts and cuts ends at the next
/// start. The cues stay in the order of the file; the most that can are left as they are.
pub(super) fn check(cues: &mut [RawCue<'_>], warnings: &mut Warnings) {
    let kept = longest_rising(cues);
    let next = next_kept(cues, &kept);
    let mut latest = None;
    for ((cue, kept), next) in cues.iter_mut().zip(kept).zip(next) {
        if let Some(start) = cue.start.filter(|_| !kept) {
            let between = start.max(latest.unwrap_or(start)).min(next.unwrap_or(Millis::MAX));
            let near =
                (between.since(start) <= OVERLAP && start.since(between) <= OVERLAP).then_some(between);
            if near.is_none() {
                let message =
                    format!("the time {start} doesn't fit between its neighbours, so it is left out");
                warnings.push(Diagnostic::warning("cue-order", message).at(cue.at.clone()));
                cue.end = None;
                for piece in &mut cue.pieces {
                    (piece.start, piece.end) = (None, None);
                }
            }
            cue.start = near;
        }
        if let Some((start, end)) = cue.start.zip(cue.end)
            && end < start
        {
            if kept {
                let message = format!("this ends at {end}, before it starts at {start}");
                warnings.push(Diagnostic::warning("cue-end", message).at(cue.at.clone()));
            }
            cue.end = None;
        }
        latest = cue.start.or(latest);
    }
    cut_overlaps(cues);
}

/// By cue: the start of the next cue whose time is kept.
fn next_kept(cues: &[RawCue<'_>], kept: &[bool]) -> Vec<Option<Millis>> {
    let mut next = None;
    let mut all: Vec<Option<Millis>> = Vec::with_capacity(cues.len());
    for (cue, kept) in cues.iter().zip(kept).rev() {
        all.push(next);
        next = cue.start.filter(|_| *kept).or(next);
    }
    all.reverse();
    all
}

fn cut_overlaps(cues: &mut [RawCue<'_>]) {
    let mut next_start = None;
    for cue in cues.iter_mut().rev() {
        cue.end = cue.end.map(|end| next_start.map_or(end, |next: Millis| end.min(next)));
        next_start = cue.start.or(next_start);
    }
}

/// Marks a longest run of cues whose starts don't decrease.
fn longest_rising(cues: &[RawCue<'_>]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; cues.len()];
    for (index, cue) in cues.iter().enumerate() {
        let Some(start) = cue.start else { continue };
        let length = tails.partition_point(|&tail| cues[tail].start.is_some_and(|tail| tail <= start));
        before[index] = length.checked_sub(1).map(|shorter| tails[shorter]);
        if length == tails.len() {
            tails.push(index);
        } else {
            tails[length] = index;
        }
    }
    let mut kept = vec![false; cues.len()];
    let mut at = tails.last().copied();
    while let Some(index) = at {
        kept[index] = true;
        at = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    type Times = (Option<u64>, Option<u64>);

    fn checked(times: &[(u64, u64)]) -> (Vec<Times>, usize) {
        let mut cues: Vec<RawCue<'_>> = times
            .iter()
            .map(|&(start, end)| RawCue::new("a", 0..1).times(Some(Millis(start)), Some(Millis(end))))
            .collect();
        let mut warnings = Warnings::default();
        check(&mut cues, &mut warnings);
        let times = cues.iter().map(|cue| (cue.start.map(|t| t.0), cue.end.map(|t| t.0))).collect();
        (times, warnings.finish().len())
    }

    #[test]
    fn cuts_ends_at_the_next_start() {
        let (times, warnings) = checked(&[(0, 9000), (4000, 13_000)]);
        assert_eq!((times, warnings), (vec![(Some(0), Some(4000)), (Some(4000), Some(13_000))], 0));
    }

    #[test]
    fn drops_one_wild_time_and_keeps_the_rest() {
        let (times, warnings) = checked(&[(0, 1000), (360_000_000, 360_001_000), (2000, 3000), (4000, 5000)]);
        assert_eq!(times[1], (None, None));
        assert_eq!(times[3], (Some(4000), Some(5000)));
        assert_eq!(warnings, 1);
    }

    #[test]
    fn moves_a_start_that_is_a_little_off() {
        let (times, warnings) = checked(&[(0, 1000), (5000, 6000), (4000, 7000), (6000, 8000), (9000, 8000)]);
        assert_eq!(times[1], (Some(4000), Some(4000)));
        assert_eq!(times[2], (Some(4000), Some(6000)));
        assert_eq!(times[4], (Some(9000), None));
        assert_eq!(warnings, 1);
    }
}
