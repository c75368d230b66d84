//! Joins numbers that a typist or a program wrote in parts: "€4. 7 billion", "EUR1 .5 billion", "605, 000", "14 000".

use super::pieces::Piece;

/// Words that follow a number with a decimal point.
const SCALES: [&str; 10] =
    ["billion", "cents", "degrees", "dollars", "euros", "million", "per", "percent", "times", "trillion"];

/// The pieces of an English text with every number in one of them.
pub(super) fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let pointless = loses_points(&pieces);
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let next = rest.peek().map(Piece::key).unwrap_or_default();
        let mark = |before: &Piece| {
            point(before, &piece, &next)
                .or_else(|| (pointless && is_torn(before, &piece, &next)).then_some('.'))
        };
        match joined.last_mut().and_then(|before| Some((mark(before)?, before))) {
            Some((mark, before)) => {
                before.core.push(mark);
                before.core.push_str(&piece.core);
                before.suffix = piece.suffix;
                before.words.end = piece.words.end;
            }
            None => joined.push(piece),
        }
    }
    joined
}

/// Whether the source writes decimals without their points: "3 1 million", "0 93 million". Where it writes any with one, "3 4 million" is three or four.
fn loses_points(pieces: &[Piece]) -> bool {
    const FEWEST: usize = 3;
    let has_point = |piece: &Piece| {
        let between =
            |bytes: &[u8]| bytes[0].is_ascii_digit() && bytes[1] == b'.' && bytes[2].is_ascii_digit();
        piece.core.as_bytes().windows(3).any(between)
    };
    let torn = pieces.windows(3).filter(|three| is_torn(&three[0], &three[1], &three[2].key())).count();
    torn >= FEWEST && !pieces.iter().any(has_point)
}

/// Whether two pieces may be the parts of one number.
fn is_torn(before: &Piece, piece: &Piece, next: &str) -> bool {
    const SCALES: [&str; 5] = ["billion", "million", "per", "percent", "trillion"];
    let digits = |piece: &Piece, most: usize| {
        (1..=most).contains(&piece.core.len()) && piece.core.bytes().all(|byte| byte.is_ascii_digit())
    };
    digits(before, 3)
        && digits(piece, 2)
        && before.suffix.is_empty()
        && piece.prefix.is_empty()
        && !piece.before.turn
        && before.core != piece.core
        && SCALES.contains(&next)
}

/// What stands between the parts of a number, if two pieces before the word `next` are such.
fn point(before: &Piece, piece: &Piece, next: &str) -> Option<char> {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if piece.before.turn || piece.before.paragraph {
        return None;
    }
    // "4. 5G": nothing begins with a digit and a capital but the rest of a number.
    let letters = piece.core.trim_start_matches(|c: char| c.is_ascii_digit());
    let version = piece.core.len() == letters.len() + 1
        && (1..=2).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if version {
        let parts = all_digits(&before.core)
            && before.core.len() == 1
            && before.suffix == "."
            && piece.prefix.is_empty();
        return parts.then_some('.');
    }
    if !all_digits(&piece.core) {
        return None;
    }
    let digits = before.core.bytes().rev().take_while(u8::is_ascii_digit).count();
    let unit = &before.core[..before.core.len() - digits];
    let few = (1..=3).contains(&digits) && unit.len() <= 3 && !unit.ends_with('.');
    let whole = (1..=4).contains(&digits) && !unit.contains(['.', ',', '-', ':']);
    let place = match (before.suffix.as_str(), piece.prefix.as_str()) {
        ("", ".") if whole && piece.core.len() <= 3 => '.',
        (".", "") if whole && piece.core.len() <= 2 && SCALES.contains(&next) => '.',
        ("" | ",", "") if few && piece.core == "000" && !before.core.ends_with("000") => ',',
        _ => return None,
    };
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use crate::read::{Cue, Word};

    fn joined(text: &str) -> String {
        let cue = Cue { words: text.split_whitespace().map(Word::new).collect(), ..Cue::default() };
        let pieces = join(pieces(&[cue]).1);
        let written: Vec<String> =
            pieces.iter().map(|piece| format!("{}{}{}", piece.prefix, piece.core, piece.suffix)).collect();
        written.join(" ")
    }

    #[test]
    fn joins_the_parts_of_a_number() {
        assert_eq!(
            joined("an accumulated €4. 7 billion, or EUR1 .5 billion."),
            "an accumulated €4.7 billion, or EUR1.5 billion."
        );
        assert_eq!(joined("between 4. 5G and 5G, we have 4. 5G."), "between 4.5G and 5G, we have 4.5G.");
        assert_eq!(joined("605, 000 barrels and 14 000 people"), "605,000 barrels and 14,000 people");
    }

    #[test]
    fn puts_points_where_the_source_has_none() {
        assert_eq!(
            joined("it was 3 1 million compared to 4 34 million and 7 04 per cent"),
            "it was 3.1 million compared to 4.34 million and 7.04 per cent"
        );
        let text = "it was 3 4 million or 4 5 million or 5 6 million and 2.5 percent";
        assert_eq!(joined(text), text, "whoever writes a point writes all");
    }

    #[test]
    fn leaves_several_numbers_apart() {
        for text in [
            "It was 4. 7 of them went.",
            "10, 100, 1,000 homes",
            "the 35, 50, 85 percent",
            "in 2000 000",
            "June 30, 2021",
        ] {
            assert_eq!(joined(text), text);
        }
    }
}
