//! Finding an answer inside its quote.

use crate::language::is_unspaced;

/// Cuts `quote` before and after the answer; `None` when the answer isn't in there.
///
/// Words are compared without case and without the punctuation around them, as the gate does; the
/// parts are slices of the quote, so together they are the quote.
///
/// Where the answer is said several times it is the place that is most like the end of `before`, the first of equal ones.
pub(super) fn around<'q>(quote: &'q str, before: &str, answer: &str) -> Option<[&'q str; 3]> {
    let keys = |text: &str| -> Vec<String> { words(text).into_iter().map(|(_, word)| word).collect() };
    let (before, wanted) = (keys(before), keys(answer));
    let words = words(quote);
    if wanted.is_empty() {
        return None;
    }
    let alike = |at: usize| {
        words[..at]
            .iter()
            .rev()
            .zip(before.iter().rev())
            .take_while(|((_, said), word)| said == *word)
            .count()
    };
    let runs = words.windows(wanted.len()).enumerate();
    let found = runs
        .filter(|(_, run)| run.iter().map(|(_, word)| word).eq(&wanted))
        .max_by_key(|(at, _)| (alike(*at), std::cmp::Reverse(*at)));
    let (start, end) = match found {
        Some((_, found)) => (found.first()?.0.start, found.last()?.0.end),
        // Words of Japanese and Chinese are not parted by spaces.
        None if quote.contains(is_unspaced) => {
            quote.find(answer).map(|start| (start, start + answer.len()))?
        }
        None => return None,
    };
    Some([&quote[..start], &quote[start..end], &quote[end..]])
}

/// White-space separated words with the place and the lower-case form of what lies between their
/// outer letters and digits.
fn words(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut words = Vec::new();
    for token in text.split_whitespace() {
        let core = token.trim_matches(|c: char| !c.is_alphanumeric() && !"$€£%+#".contains(c));
        if !core.is_empty() {
            let start = core.as_ptr() as usize - text.as_ptr() as usize;
            words.push((start..start + core.len(), core.to_lowercase()));
        }
    }
    words
}

/// The answer with a gap for it, or for each of its items, which stand in it in their order.
pub(in crate::render) fn gaps(answer: &str, items: &[String], gap: impl Fn(usize, &str) -> String) -> String {
    let mut written = String::new();
    let mut rest = answer;
    for (at, item) in items.iter().enumerate() {
        let Some((before, after)) = rest.split_once(item.as_str()) else { break };
        written = format!("{written}{before}{}", gap(at + 1, item));
        rest = after;
    }
    if items.is_empty() { gap(1, answer) } else { written + rest }
}

#[cfg(test)]
mod tests {
    use super::{around, gaps};

    #[test]
    fn finds_the_answer_whatever_its_case_and_punctuation() {
        assert_eq!(
            around("It costs 5%, more or less.", "", "5%"),
            Some(["It costs ", "5%", ", more or less."])
        );
        assert_eq!(
            around("A short takeoff, or a slow takeoff.", "or a slow ", "takeoff"),
            Some(["A short takeoff, or a slow ", "takeoff", "."])
        );
        assert_eq!(around("The board, really.", "", "the Board"), Some(["", "The board", ", really."]));
    }

    #[test]
    fn finds_whole_words_only() {
        assert_eq!(around("The boardroom.", "", "board"), None);
        assert_eq!(around("The board.", "", ""), None);
        assert_eq!(around("", "", "x"), None);
    }

    #[test]
    fn writes_a_gap_for_each_item() {
        let gap = |number: usize, text: &str| format!("[{number} {text}]");
        assert_eq!(gaps("coal", &[], gap), "[1 coal]");
        let items = ["coal", "oil", "gas"].map(str::to_owned);
        assert_eq!(gaps("coal, oil and gas", &items, gap), "[1 coal], [2 oil] and [3 gas]");
    }
}
