//! How common words are in spoken English at large.

use std::sync::LazyLock;

use indexmap::IndexMap;

use crate::language::Language;

static SOURCE: &str = include_str!("background.tsv");

static LEVELS: LazyLock<IndexMap<&'static str, f64>> = LazyLock::new(|| {
    SOURCE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(stem, level)| (stem, level.parse().expect("the table holds numbers, see its test")))
        .collect()
});

/// Reads the table.
pub(super) fn load() {
    LazyLock::force(&LEVELS);
}

/// The value of stems that the table doesn't have: rarer than one in 20,000 stretches.
const UNKNOWN: f64 = 143.0;

/// How rare a stem is in speech at large, 0 (in every stretch of 1,000 words) to 1 (unheard of):
/// the binary logarithm of its inverse document frequency, scaled.
pub(crate) fn rarity(stem: &str) -> f64 {
    LEVELS.get(stem).copied().unwrap_or(UNKNOWN) / UNKNOWN
}

/// The rarity of a stem of any language: what isn't known is taken for middling.
pub(crate) fn rarity_in(language: Language, stem: &str) -> f64 {
    const UNKNOWN_LANGUAGE: f64 = 0.5;
    if language.is_english() { rarity(stem) } else { UNKNOWN_LANGUAGE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_where_it_is_from_and_is_sorted() {
        for field in ["# source: ", "# version: ", "# licence: ", "# how made: "] {
            assert!(SOURCE.lines().any(|line| line.starts_with(field)), "{field}");
        }
        let stems: Vec<&str> = SOURCE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').next().unwrap())
            .collect();
        assert!(stems.is_sorted());
        assert!(stems.len() > 5000);
        assert!(
            SOURCE.lines().filter(|line| !line.starts_with('#')).all(|line| line
                .split('\t')
                .nth(1)
                .unwrap()
                .parse::<u8>()
                .is_ok())
        );
    }

    #[test]
    fn common_words_are_common() {
        assert!(rarity("the") < 0.02);
        assert!(rarity("fresnel") > 0.8);
        assert!(rarity("peopl") < rarity("board"));
    }
}
