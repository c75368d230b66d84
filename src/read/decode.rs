//! Bytes to text.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::error::ReadError;
use super::warnings::Warnings;
use crate::diagnostics::{Diagnostic, Warned};

/// The part of the bytes that may be broken before the file is taken for something else than text.
/// A transcript cut in the middle of a character has one bad byte; a picture has them everywhere.
const MAX_BROKEN: f64 = 0.02;

/// Decodes UTF-8, or UTF-16 that starts with a byte order mark, to text in NFC with `\n` as the only
/// line end. Bytes that aren't UTF-8 anywhere are taken for Windows-1252, as older subtitle editors write it.
///
/// One byte order mark at the start is removed. Broken characters become U+FFFD and are warned about;
/// control characters are removed.
///
/// # Errors
///
/// [`ReadError::Empty`] when there are no bytes or only white space, [`ReadError::NotText`] when the
/// bytes are something else than text.
pub fn decode(bytes: &[u8]) -> Result<Warned<String>, ReadError> {
    if let Some(found) = signature(bytes) {
        return Err(ReadError::NotText { found });
    }
    let western = is_western(bytes);
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        _ if western => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        _ => String::from_utf8_lossy(bytes),
    };

    let characters = text.chars().count();
    let broken = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER || is_binary(c)).count();
    if broken as f64 > (characters as f64 * MAX_BROKEN).max(3.0) {
        return Err(ReadError::NotText { found: "it looks like a binary file" });
    }
    let text = normalize(&text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut warnings = broken_characters(&text);
    if western {
        warnings.push(
            Diagnostic::warning("encoding", "the file isn't UTF-8, so it was read as Windows-1252")
                .help("if letters with accents look wrong, save the file as UTF-8"),
        );
    }
    Ok(Warned::new(text, warnings))
}

/// Names the kinds of file that people most often give in place of a transcript.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 8] = [
        (b"PK\x03\x04", "it is a ZIP archive or an office document"),
        (b"%PDF-", "it is a PDF"),
        (b"\x89PNG", "it is a picture"),
        (b"\xFF\xD8\xFF", "it is a picture"),
        (b"ID3", "it is a sound file"),
        (b"\x1A\x45\xDF\xA3", "it is a video"),
        (b"\x1F\x8B", "it is a compressed file"),
        (b"\xD0\xCF\x11\xE0", "it is an office document"),
    ];
    let by_start = known.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name);
    by_start.or_else(|| (bytes.get(4..8) == Some(b"ftyp")).then_some("it is a video or a sound file"))
}

/// Whether the bytes are text of one byte a character: several aren't ASCII, and no two of them make a UTF-8 character.
/// A single one is rather a character that was cut.
fn is_western(bytes: &[u8]) -> bool {
    /// Of all bytes at most; Western text is mostly ASCII, and binary data isn't.
    const HIGH: f64 = 0.2;
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        return false;
    }
    let chunks = || bytes.utf8_chunks();
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    high > 1 && chunks().all(|chunk| chunk.valid().is_ascii()) && high as f64 <= HIGH * bytes.len() as f64
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let half = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    let text: String = char::decode_utf16(units)
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .chain(half)
        .collect();
    Cow::Owned(text)
}

/// Whether no text has this character: control characters without a meaning in text.
fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{1A}' | '\u{1B}')
}

fn normalize(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                plain.push('\n');
            }
            '\n' | '\t' => plain.push(c),
            '\u{B}' | '\u{C}' | '\u{85}' => plain.push(' '),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    if is_nfc_quick(plain.chars()) == IsNormalized::Yes { plain } else { plain.nfc().collect() }
}

fn broken_characters(text: &str) -> Vec<Diagnostic> {
    let mut warnings = Warnings::default();
    for (start, broken) in text.match_indices(char::REPLACEMENT_CHARACTER) {
        warnings.push(
            Diagnostic::warning("encoding", "a character here can't be decoded")
                .at(start..start + broken.len())
                .help("save the file as UTF-8"),
        );
    }
    warnings.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().output
    }

    #[test]
    fn strips_one_mark_and_knows_both_orders_of_utf16() {
        assert_eq!(text(b"\xEF\xBB\xBFhi"), "hi");
        assert_eq!(text(b"\xFF\xFEh\0i\0"), "hi");
        assert_eq!(text(b"\xFE\xFF\0h\0i"), "hi");
        assert_eq!(text("\u{FEFF}\u{FEFF}hi".as_bytes()), "\u{FEFF}hi");
    }

    #[test]
    fn makes_every_line_end_a_newline() {
        assert_eq!(text(b"a\r\nb\rc\nd\r\r\n"), "a\nb\nc\nd\n\n");
    }

    #[test]
    fn composes_characters() {
        assert_eq!(text("cafe\u{301}".as_bytes()), "caf\u{e9}");
    }

    #[test]
    fn warns_about_a_few_bad_bytes_with_their_place() {
        let warned = decode(b"caf\xC3\xA9 text and a bad\xFF byte").unwrap();
        assert_eq!(warned.output, "caf\u{e9} text and a bad\u{FFFD} byte");
        assert_eq!(warned.warnings[0].span, Some(20..23));
    }

    #[test]
    fn reads_windows_1252_and_says_so() {
        let warned = decode(b"the caf\xE9 \x96 it\x92s open").unwrap();
        assert_eq!(warned.output, "the caf\u{e9} \u{2013} it\u{2019}s open");
        assert_eq!(warned.warnings.len(), 1);
        assert!(warned.warnings[0].span.is_none());
    }

    #[test]
    fn refuses_what_is_not_text() {
        assert_eq!(decode(b""), Err(ReadError::Empty));
        assert_eq!(decode(b" \r\n\t "), Err(ReadError::Empty));
        assert_eq!(decode(b"\xEF\xBB\xBF"), Err(ReadError::Empty));
        assert!(matches!(decode(b"PK\x03\x04rest"), Err(ReadError::NotText { .. })));
        assert!(matches!(decode(&[0, 159, 146, 150, 1, 2, 3, 0xFF]), Err(ReadError::NotText { .. })));
        assert!(matches!(decode(&[0; 4096]), Err(ReadError::NotText { .. })));
    }
}
