//! WebVTT of any origin, with voices and with the word times of YouTube.

use std::borrow::Cow;

use super::blocks::{self, Block};
use super::builder::Builder;
use super::millis::Millis;
use super::raw::{Piece, RawCue};
use super::rolling;
use super::text;
use super::time;

/// Reads WebVTT; `rolls` when it is known that each cue shows the line before it again.
pub(super) fn read<'a>(text: &'a str, rolls: bool, builder: &mut Builder<'a>) {
    let header = text.lines().next().unwrap_or_default().trim();
    builder.title = header.strip_prefix("WEBVTT").and_then(text::name);
    let mut blocks = blocks::blocks(text, true, builder);
    if rolls || rolling::is_rolling(&blocks) {
        rolling::undo(&mut blocks);
    }
    for block in blocks {
        push(block, rolls, builder);
    }
}

/// Adds the cue of a block.
pub(super) fn push<'a>(block: Block<'a>, first_word_is_timed: bool, builder: &mut Builder<'a>) {
    let mut pieces = pieces(&block.lines);
    if first_word_is_timed && let Some(first) = pieces.iter_mut().find(|piece| !piece.text.trim().is_empty())
    {
        first.start = first.start.or(block.start);
    }
    if !pieces.is_empty() {
        builder.push(RawCue::of(pieces, block.at).times(block.start, block.end));
    }
}

/// Cuts lines at the tags that time a word, `<00:00:01.520>`, and that name a voice, `<v Ada>`.
fn pieces<'a>(lines: &[&'a str]) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut rest: &'a str = line;
        let mut next = Piece::default();
        if index > 0 {
            pieces.push(Piece::new("\n"));
        }
        while let Some((before, tag, after)) = next_tag(rest) {
            next.text = Cow::Borrowed(before);
            push_piece(next, &mut pieces);
            next = match tag {
                Tag::Time(start) => Piece { start: Some(start), ..Piece::default() },
                Tag::Voice(name) => Piece { voice: text::name(name), ..Piece::default() },
            };
            rest = after;
        }
        next.text = Cow::Borrowed(rest);
        push_piece(next, &mut pieces);
    }
    pieces
}

fn push_piece<'a>(piece: Piece<'a>, pieces: &mut Vec<Piece<'a>>) {
    if !piece.text.is_empty() || piece.voice.is_some() {
        pieces.push(piece);
    }
}

enum Tag<'a> {
    Time(Millis),
    Voice(&'a str),
}

/// The first such tag, with what is before and after it.
fn next_tag(line: &str) -> Option<(&str, Tag<'_>, &str)> {
    let mut from = 0;
    while let Some(open) = line[from..].find('<').map(|open| from + open) {
        let end = line[open + 1..].find(['<', '>']).map(|end| open + 1 + end)?;
        let inner = &line[open + 1..end];
        let voice = inner
            .strip_prefix("v ")
            .or_else(|| inner.strip_prefix("v.")?.split_once(' ').map(|(_, name)| name));
        let tag = time::stamp(inner).map(Tag::Time).or(voice.map(Tag::Voice));
        if line.as_bytes()[end] == b'>'
            && let Some(tag) = tag
        {
            return Some((&line[..open], tag, &line[end + 1..]));
        }
        from = end;
    }
    None
}
