//! Whether a readable text is what was said: its words in their order, fillers and stutters left out,
//! misheard forms replaced by the glossary's.

use crate::compose::spoken::{letters, units};
use crate::restore::Glossary;

/// The first word of `readable` that wasn't said.
pub(super) fn unsaid<'r>(readable: &'r str, said: &str, glossary: &Glossary) -> Option<&'r str> {
    let said: Vec<String> = words(said).collect();
    let all: Vec<&str> = units(readable).filter(|word| !letters(word).is_empty()).collect();
    let (mut at, mut next) = (0, 0);
    while at < all.len() {
        let plain = letters(all[at]);
        let as_said = said[next..].iter().position(|word| *word == plain).map(|found| (1, next + found + 1));
        let by_glossary = glossary
            .forms()
            .filter_map(|(heard, right)| replaced(&all[at..], &said[next..], heard, right))
            .map(|(read, end)| (read, next + end))
            .min_by_key(|&(read, end)| (end, std::cmp::Reverse(read)));
        // "605, 000" is read as "605,000".
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let in_parts = said[next..]
            .windows(2)
            .position(|pair| is_number(&pair[1]) && plain == pair.concat())
            .map(|found| (1, next + found + 2));
        let as_said = match (as_said, in_parts) {
            (Some(one), Some(other)) => Some(if other.1 < one.1 { other } else { one }),
            (one, other) => one.or(other),
        };
        // The nearest place leaves the most words for what follows.
        let (read, end) = match (as_said, by_glossary) {
            (Some(one), Some(other)) => {
                if other.1 < one.1 {
                    other
                } else {
                    one
                }
            }
            (one, other) => one.or(other).ok_or(()).map_or((0, 0), |found| found),
        };
        if read == 0 {
            return Some(all[at]);
        }
        at += read;
        next = end;
    }
    None
}

/// How many words of `readable` are the right form, and where in `said` the misheard one ends.
fn replaced(readable: &[&str], said: &[String], heard: &[String], right: &str) -> Option<(usize, usize)> {
    let right: Vec<String> = words(right).collect();
    let heard: Vec<String> = heard.iter().flat_map(|word| words(word).collect::<Vec<_>>()).collect();
    let fits = |text: &str, form: &str| text == form || text.strip_suffix('s') == Some(form);
    let begins = readable.len() >= right.len()
        && !right.is_empty()
        && right.iter().zip(readable).all(|(form, word)| fits(&letters(word), form));
    if !begins || heard.is_empty() {
        return None;
    }
    said.windows(heard.len())
        .position(|window| window.iter().zip(&heard).all(|(word, form)| fits(word, form)))
        .map(|found| (right.len(), found + heard.len()))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    units(text).map(letters).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_word_that_was_not_said() {
        let heard = ["for nell".to_owned(), "frenel".to_owned()];
        let glossary = Glossary::new([("Fresnel", heard.as_slice())]);
        let unsaid = |readable, said| super::unsaid(readable, said, &glossary);
        assert_eq!(unsaid("A lens is cut.", "so um a a lens is cut"), None);
        assert_eq!(unsaid("A lens is round.", "so a lens is cut"), Some("round."));
        assert_eq!(unsaid("Cut is a lens.", "a lens is cut"), Some("is"), "the order counts");
        assert_eq!(unsaid("Fresnel's lens, a Fresnel.", "frenel's lens a for nell"), None);
        assert_eq!(unsaid("Newton's lens.", "frenel's lens"), Some("Newton's"));
        assert_eq!(unsaid("605,000 barrels", "about 605, 000 barrels"), None);
        assert_eq!(unsaid("605,000 barrels", "605 barrels 000"), Some("605,000"));
    }
}
