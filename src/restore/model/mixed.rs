//! Words with a case of their own.

use std::sync::LazyLock;

use indexmap::IndexMap;

/// The table: lines of `#` say where it is from, then one written form a line, sorted by its lower-cased form.
static FILE: &str = include_str!("mixed-case.txt");

static FORMS: LazyLock<IndexMap<String, &str>> = LazyLock::new(|| {
    FILE.lines().filter(|line| !line.starts_with('#')).map(|form| (form.to_lowercase(), form)).collect()
});

/// The written form of a lower-cased word whose case follows no rule (`iphone` -> `iPhone`), if the table has one.
pub fn mixed_case(word: &str) -> Option<&'static str> {
    FORMS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_with_a_case_of_their_own() {
        for (word, form) in
            [("iphone", "iPhone"), ("ebpf", "eBPF"), ("openai", "OpenAI"), ("javascript", "JavaScript")]
        {
            assert_eq!(mixed_case(word), Some(form));
        }
        assert_eq!(mixed_case("telephone"), None);
    }

    #[test]
    fn the_table_says_where_it_is_from_and_is_sorted() {
        for key in ["# source: ", "# date: ", "# licence: ", "# made: "] {
            assert!(FILE.lines().take(4).any(|line| line.starts_with(key)), "{key}");
        }
        let words: Vec<String> =
            FILE.lines().filter(|line| !line.starts_with('#')).map(str::to_lowercase).collect();
        assert!(words.is_sorted_by(|a, b| a < b), "sorted and unique");
    }
}
