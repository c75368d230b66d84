//! SubRip, and anything else with `start --> end` lines.

use super::blocks;
use super::builder::Builder;
use super::rolling;
use super::vtt;

/// Reads SubRip. YouTube's automatic captions that were converted to it still roll, which is undone.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    let mut blocks = blocks::blocks(text, false, builder);
    if rolling::is_rolling(&blocks) {
        rolling::undo(&mut blocks);
    }
    for block in blocks {
        vtt::push(block, false, builder);
    }
}
