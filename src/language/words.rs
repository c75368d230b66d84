//! What built-in templates and questions say, in each language: the table `templates/words.toml` with the person's own
//! over it. A phrase is looked up by its English form, which stands where a language lacks it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Language;

const BUILT_IN: &str = include_str!("../../templates/words.toml");

/// Phrases by language and English form.
#[derive(Debug, Clone)]
pub struct Table(BTreeMap<String, Words>);

/// The phrases of one language; of English when made by default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words(Arc<BTreeMap<String, String>>);

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What it is.
    pub message: String,
    /// Where it is, in bytes.
    pub at: Option<Range<usize>>,
}

impl Table {
    /// The table that every binary has.
    ///
    /// # Panics
    ///
    /// Never: a test reads it.
    pub fn built_in() -> Self {
        Self(BTreeMap::new()).with(BUILT_IN).expect("the built-in table is tested")
    }

    /// The text of the built-in table.
    pub fn source() -> &'static str {
        BUILT_IN
    }

    /// This table with the phrases of another one over it.
    ///
    /// # Errors
    ///
    /// When it isn't TOML with a table of strings for each language.
    pub fn with(mut self, text: &str) -> Result<Self, Mistake> {
        let read: Result<BTreeMap<String, BTreeMap<String, String>>, _> = toml::from_str(text);
        let added = read.map_err(|error| Mistake {
            message: error.message().lines().next().unwrap_or("this can't be read").to_owned(),
            at: error.span(),
        })?;
        for (code, phrases) in added {
            if let Err(message) = code.parse::<Language>() {
                let at = text.find(&format!("[{code}]")).map(|at| at..at + code.len() + 2);
                return Err(Mistake { message, at });
            }
            let words = self.0.entry(code).or_default();
            Arc::make_mut(&mut words.0).extend(phrases);
        }
        Ok(self)
    }

    /// The phrases of a language.
    pub fn of(&self, language: Language) -> Words {
        self.by_code(language.code()).cloned().unwrap_or_default()
    }

    pub(crate) fn by_code(&self, code: &str) -> Option<&Words> {
        self.0.get(code)
    }
}

impl Words {
    /// A phrase in this language; in English where it has none.
    pub fn say<'a>(&'a self, english: &'a str) -> &'a str {
        self.0.get(english).map_or(english, String::as_str)
    }

    /// Whether there is nothing but English.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_language_has_every_phrase() {
        let table = Table::built_in();
        let phrases: BTreeSet<&String> = table.0.values().flat_map(|words| words.0.keys()).collect();
        assert!(phrases.len() > 60);
        for (code, words) in &table.0 {
            let missing: Vec<_> = phrases.iter().filter(|phrase| !words.0.contains_key(**phrase)).collect();
            assert!(missing.is_empty(), "{code} lacks {missing:?}");
            for (phrase, said) in words.0.iter() {
                assert_eq!(
                    phrase.matches("{}").count(),
                    said.split('|').next().unwrap().matches("{}").count(),
                    "{code}: {phrase}"
                );
            }
        }
    }

    #[test]
    fn a_persons_own_phrases_go_before() {
        let table =
            Table::built_in().with("[de]\nTopic = \"Abschnitt\"\n[en]\nTopic = \"Chapter\"\n").unwrap();
        assert_eq!(table.of("de".parse().unwrap()).say("Topic"), "Abschnitt");
        assert_eq!(table.of(Language::ENGLISH).say("Topic"), "Chapter");
        assert_eq!(table.of(Language::ENGLISH).say("Term"), "Term");
    }

    #[test]
    fn says_where_a_mistake_is() {
        let mistake = Table::built_in().with("[de]\nTopic = 3\n").unwrap_err();
        assert!(mistake.at.is_some(), "{mistake:?}");
        let mistake = Table::built_in().with("[xx]\nTopic = \"x\"\n").unwrap_err();
        assert_eq!(mistake.at, Some(0..4));
    }
}
