//! Undoes rolling captions, in which each cue shows the line before it again.
//!
//! YouTube's automatic captions have two lines. A new line comes in below, while the old one moves up;
//! between two such cues one of some milliseconds holds the old line alone. Which line is old is told
//! by its place and by its tags, never by its words alone: people do say things twice.

use super::blocks::Block;
use super::millis::Millis;
use super::text;

/// A cue that is shown no longer than this holds a line, and says nothing. YouTube writes 10 ms.
const HOLD: Millis = Millis(50);
/// The part of the cues that must repeat the cue before them for a file to be rolling.
const MIN_SHARE: f64 = 0.3;

/// Whether the cues roll although nothing marks them.
pub(super) fn is_rolling(blocks: &[Block<'_>]) -> bool {
    let mut before: Option<String> = None;
    let mut repeated = 0;
    let mut filled = 0;
    for block in blocks {
        let lines: Vec<String> = block.lines.iter().filter_map(|line| text::one_line(line)).collect();
        let Some(last) = lines.last() else { continue };
        let tells = lines.len() > 1 || block.duration().is_some_and(|duration| duration <= HOLD);
        repeated += usize::from(tells && before.as_ref() == lines.first());
        filled += 1;
        before = Some(last.clone());
    }
    repeated > 2 && f64::from(u32::try_from(repeated).unwrap_or(u32::MAX)) >= f64::from(filled) * MIN_SHARE
}

/// Removes the lines that were shown before; a cue that has no other lines loses them all.
pub(super) fn undo(blocks: &mut [Block<'_>]) {
    let mut kept: Vec<String> = Vec::new();
    for block in blocks {
        let filled: Vec<(usize, String)> = (0..block.lines.len())
            .filter_map(|index| Some((index, text::one_line(block.lines[index])?)))
            .collect();
        let shown_again = shown_again(block, &filled, &kept);
        let new = filled.get(shown_again..).unwrap_or_default();
        kept.extend(new.iter().map(|(_, line)| line.clone()));
        kept.drain(..kept.len().saturating_sub(2));
        let lines = new.iter().map(|(index, _)| block.lines[*index]).collect();
        block.lines = lines;
    }
}

/// How many of the first lines of a cue were shown before.
fn shown_again(block: &Block<'_>, filled: &[(usize, String)], kept: &[String]) -> usize {
    let untagged = filled.iter().take_while(|(index, _)| !is_tagged(block.lines[*index])).count();
    let matches = |count: usize| {
        count <= untagged
            && count <= kept.len()
            && kept[kept.len() - count..].iter().zip(filled).all(|(kept, (_, line))| kept == line)
    };
    let Some(count) = (1..=2).find(|&count| matches(count)) else { return 0 };
    if count < filled.len() {
        return count;
    }
    let (last_index, last_line) = &filled[filled.len() - 1];
    let moved_up = last_index + 1 < block.lines.len();
    let held = block.duration().is_none_or(|duration| duration <= HOLD);
    let said_again = count == 1 && !moved_up && !held && !last_line.contains(' ');
    if said_again { 0 } else { count }
}

fn is_tagged(line: &str) -> bool {
    line.contains("<c>") || line.contains("<c.") || line.contains("<0") || line.contains("<1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(start: u64, end: u64, lines: &[&'static str]) -> Block<'static> {
        Block { start: Some(Millis(start)), end: Some(Millis(end)), lines: lines.to_vec(), at: 0..0 }
    }

    fn undone(mut blocks: Vec<Block<'static>>) -> Vec<&'static str> {
        undo(&mut blocks);
        blocks.into_iter().flat_map(|block| block.lines).collect()
    }

    #[test]
    fn keeps_what_is_said_twice() {
        let lines = undone(vec![
            block(0, 2000, &[" ", "well<00:00:00.500><c> no</c>"]),
            block(2000, 2010, &["well no", " "]),
            block(2010, 3000, &["well no", "no"]),
            block(3000, 3010, &["no", " "]),
            block(3010, 4000, &["no", "no"]),
            block(4000, 4010, &["no", " "]),
            block(4010, 5000, &["no", "well<00:00:04.500><c> no</c>"]),
        ]);
        assert_eq!(lines, ["well<00:00:00.500><c> no</c>", "no", "no", "well<00:00:04.500><c> no</c>"]);
    }

    #[test]
    fn undoes_rolling_without_tags() {
        let blocks = vec![
            block(0, 2000, &["one two"]),
            block(2000, 2010, &["one two", " "]),
            block(2010, 3000, &["one two", "three"]),
            block(3000, 3010, &["three"]),
            block(3010, 4000, &["three", "four five"]),
        ];
        assert!(is_rolling(&blocks));
        assert_eq!(undone(blocks), ["one two", "three", "four five"]);
    }

    #[test]
    fn is_not_fooled_by_a_refrain() {
        let refrain = (0..20).map(|n| block(n * 1000, n * 1000 + 900, &["yeah"])).collect::<Vec<_>>();
        assert!(!is_rolling(&refrain));
    }
}
