//! The person's own list of misheard forms and what was said.

use std::collections::BTreeMap;

use super::pieces::{Piece, key};

/// Misheard forms with the right one, from `[glossary]` of `crib.toml`.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Glossary {
    /// By first word: the forms that begin with it, longest first.
    forms: BTreeMap<String, Vec<Form>>,
}

#[derive(Debug, Clone)]
struct Form {
    heard: Vec<String>,
    right: String,
}

impl Glossary {
    /// Builds a glossary from right forms and the misheard ones of each. The right form itself, in
    /// any case, counts as one of its misheard forms: this fixes its spelling. Forms without a
    /// letter or digit are ignored.
    pub fn new<'a>(entries: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Self {
        let mut forms: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (right, misheard) in entries {
            for form in misheard.iter().map(String::as_str).chain([right]) {
                let heard: Vec<String> =
                    form.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
                if let Some(first) = heard.first() {
                    forms.entry(first.clone()).or_default().push(Form { heard, right: right.to_owned() });
                }
            }
        }
        for list in forms.values_mut() {
            list.sort_by(|a, b| b.heard.len().cmp(&a.heard.len()).then_with(|| a.heard.cmp(&b.heard)));
        }
        Self { forms }
    }

    /// Every misheard form, with the right one.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.forms.values().flatten().map(|form| (form.heard.as_slice(), form.right.as_str()))
    }

    /// Replaces misheard forms, longest first, whole words only, whatever their case and wherever
    /// the source breaks its lines. A possessive 's at the end is kept.
    pub(super) fn apply(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        if self.forms.is_empty() {
            return pieces;
        }
        let mut result = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            if let Some((form, possessive)) = self.find(&pieces[at..]) {
                let matched = &pieces[at..at + form.heard.len()];
                let last = &matched[matched.len() - 1];
                result.push(Piece {
                    words: matched[0].words.start..last.words.end,
                    core: format!("{}{possessive}", form.right),
                    suffix: last.suffix.clone(),
                    fixed: true,
                    ..matched[0].clone()
                });
                at += matched.len();
            } else {
                result.push(pieces[at].clone());
                at += 1;
            }
        }
        result
    }

    fn find(&self, pieces: &[Piece]) -> Option<(&Form, &'static str)> {
        let first = pieces[0].key();
        let forms = [self.forms.get(&first), self.forms.get(without_possessive(&first))];
        let mut found: Option<(&Form, &'static str)> = None;
        for form in forms.into_iter().flatten().flatten() {
            let longer = found.is_none_or(|(best, _)| form.heard.len() > best.heard.len());
            if longer && let Some(possessive) = form.matches(pieces) {
                found = Some((form, possessive));
            }
        }
        found
    }
}

impl Form {
    /// Whether the pieces begin with this form, and the possessive that the last of them carries.
    fn matches(&self, pieces: &[Piece]) -> Option<&'static str> {
        if pieces.len() < self.heard.len() {
            return None;
        }
        let (last, firsts) = self.heard.split_last()?;
        // A sentence end or another speaker inside the form means that these words only meet by chance.
        let apart = |piece: &Piece| piece.before.turn || piece.before.sound.is_some();
        if pieces[1..self.heard.len()].iter().any(apart)
            || pieces[..firsts.len()].iter().any(|piece| piece.end_mark().is_some())
            || firsts.iter().zip(pieces).any(|(heard, piece)| *heard != piece.key())
        {
            return None;
        }
        let said = pieces[firsts.len()].key();
        if said == *last {
            Some("")
        } else if without_possessive(&said) == last {
            Some("'s")
        } else {
            None
        }
    }
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

fn bare(word: &str) -> String {
    key(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use crate::read::{Cue, Word};

    fn mend(lines: &[&str]) -> Vec<String> {
        let misheard: Vec<String> =
            ["open ai", "open ey", "opening eye", "openi", "open a ey"].map(str::to_owned).to_vec();
        let glossary = Glossary::new([("OpenAI", misheard.as_slice())]);
        let cues: Vec<Cue> = lines
            .iter()
            .map(|line| Cue { words: line.split_whitespace().map(Word::new).collect(), ..Cue::default() })
            .collect();
        glossary.apply(pieces(&cues).1).into_iter().map(|piece| piece.core + &piece.suffix).collect()
    }

    #[test]
    fn mends_across_lines_and_cases() {
        assert_eq!(mend(&["the Open", "AI board"]), ["the", "OpenAI", "board"]);
        assert_eq!(mend(&["running open a ey, in"]), ["running", "OpenAI,", "in"]);
        assert_eq!(mend(&["opening eye's plan"]), ["OpenAI's", "plan"]);
    }

    #[test]
    fn leaves_parts_of_words_alone() {
        assert_eq!(mend(&["an open aid and opening"]), ["an", "open", "aid", "and", "opening"]);
        assert_eq!(mend(&["it was open. AI is"]), ["it", "was", "open.", "AI", "is"]);
    }
}
