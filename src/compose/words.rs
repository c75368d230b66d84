//! Short lists of words, kept near their use.

/// A list of words, lower case, parted by white space; in order, so that additions find their place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    text: &'static str,
    /// Where the words with each first letter begin, and in the end where those with the last letter end.
    letters: [u16; LETTERS + 1],
}

const LETTERS: usize = 26;

impl Words {
    /// The words of a text, which begin with letters from a to z. Made when the program is compiled, which fails when the
    /// letters aren't in order.
    pub(crate) const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        assert!(bytes.len() < u16::MAX as usize, "a short list");
        let mut letters = [bytes.len() as u16; LETTERS + 1];
        let (mut at, mut next) = (0, 0);
        while at < bytes.len() {
            let begins = !bytes[at].is_ascii_whitespace() && (at == 0 || bytes[at - 1].is_ascii_whitespace());
            if begins {
                assert!(bytes[at].is_ascii_lowercase(), "a lower-case letter");
                let letter = (bytes[at] - b'a') as usize;
                assert!(letter + 1 >= next, "words are in the order of their first letters");
                while next <= letter {
                    letters[next] = at as u16;
                    next += 1;
                }
            }
            at += 1;
        }
        Self { text, letters }
    }

    /// Whether the list has a word. Most words are told apart by their first letter.
    pub(crate) fn has(&self, word: &str) -> bool {
        let Some(letter) = word.bytes().next().filter(u8::is_ascii_lowercase) else { return false };
        let letter = usize::from(letter - b'a');
        let (from, to) = (self.letters[letter], self.letters[letter + 1]);
        self.text[from.into()..to.into()].split_ascii_whitespace().any(|each| each == word)
    }

    /// The words in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.text.split_ascii_whitespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_its_words_and_no_others() {
        const LIST: Words = Words::new(" be bee but\n  i'm of off so-so zoo ");
        assert!(LIST.iter().all(|word| LIST.has(word)));
        for other in ["", "b", "bees", "be bee", "a", "zo", "zoos", "Be", "i", "éa", "7", "'s"] {
            assert!(!LIST.has(other), "{other}");
        }
        assert_eq!(LIST.iter().count(), 8);
        assert!(!Words::new("").has("a"));
    }
}
