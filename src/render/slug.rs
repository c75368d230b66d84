//! Names for folders, files and tags that are safe on every system.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in bytes: well under the 255 bytes of common file systems, and short enough to
/// leave room in the 260 characters of a Windows path.
const MAX_BYTES: usize = 80;

/// Names that Windows keeps for devices, whatever follows after a dot
/// (Microsoft, "Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Returns a name made of lower-case letters, digits and single hyphens; never empty.
///
/// Accents on Latin letters are dropped (`Café` gives `cafe`); letters of other scripts stay.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in fold(text) {
        if c.is_alphanumeric() || (is_combining_mark(c) && !slug.is_empty()) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '\u{2019}' {
            slug.push('-');
        }
    }
    shorten(&mut slug);
    if slug.is_empty() {
        slug.push_str("untitled");
    }
    if is_reserved(&slug) {
        slug.push_str("-file");
    }
    slug
}

/// Lower case, without the accents of Latin letters. Marks of other scripts are part of their
/// letters and stay with them in composed form.
fn fold(text: &str) -> Vec<char> {
    let mut folded = String::new();
    let mut latin = false;
    for c in text.nfd() {
        if is_combining_mark(c) {
            if !latin {
                folded.push(c);
            }
            continue;
        }
        latin = c.is_ascii_alphabetic();
        match c {
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded.nfc().collect()
}

/// Cuts at a hyphen, or at a character when there is none in reach.
fn shorten(slug: &mut String) {
    if slug.len() > MAX_BYTES {
        slug.truncate(slug.floor_char_boundary(MAX_BYTES));
        if let Some(hyphen) = slug.rfind('-').filter(|&hyphen| hyphen > MAX_BYTES / 2) {
            slug.truncate(hyphen);
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
}

fn is_reserved(slug: &str) -> bool {
    let device = slug.strip_suffix(|c: char| c.is_numeric());
    RESERVED[..4].contains(&slug) || device.is_some_and(|device| RESERVED[4..].contains(&device))
}

/// Hands out slugs that are unique within one run.
#[derive(Debug, Default)]
pub struct Slugs {
    taken: BTreeSet<String>,
}

impl Slugs {
    /// Returns the slug of `text`, with `-2`, `-3` … when it has been handed out already.
    pub fn unique(&mut self, text: &str) -> String {
        let base = slug(text);
        let mut candidate = base.clone();
        let mut number = 2;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{base}-{number}");
            number += 1;
        }
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_reads_well() {
        assert_eq!(slug("Café – Where Next?"), "cafe-where-next");
        assert_eq!(slug("What's new"), "whats-new");
        assert_eq!(slug("日本語 の話"), "日本語-の話");
        assert_eq!(slug("straße"), "strasse");
        assert_eq!(slug("हिन्दी में"), "हिन्दी-में");
    }

    #[test]
    fn is_a_safe_name_for_anything() {
        let odd = [
            "",
            "..",
            "../../etc/passwd",
            ".hidden",
            "a\0b",
            "-rf",
            "CON",
            "nul",
            "COM1",
            "a:b|c?",
            "   ",
            "\u{301}",
        ];
        for text in odd {
            let slug = slug(text);
            assert!(!slug.is_empty() && slug.len() <= MAX_BYTES, "{text:?} gives {slug:?}");
            assert!(
                slug.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c) || c == '-'),
                "{slug:?}"
            );
            assert!(!slug.starts_with('-') && !is_reserved(&slug), "{text:?} gives {slug:?}");
        }
        assert!(slug(&"word ".repeat(90)).len() <= MAX_BYTES);
        assert!(slug(&"語".repeat(90)).len() <= MAX_BYTES);
    }

    #[test]
    fn numbers_what_would_collide() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.unique("Talk"), "talk");
        assert_eq!(slugs.unique("talk!"), "talk-2");
        assert_eq!(slugs.unique("Talk 2"), "talk-2-2");
    }
}
