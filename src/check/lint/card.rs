//! Anyone's notes as the gate sees cards.

use crate::check::deck::Row;
use crate::check::field;
use crate::compose::cards::draft::{Checked, Draft};
use crate::compose::{CardKind, Face, Lead};

/// A note.
pub(super) struct Note {
    /// Its line.
    pub(super) line: usize,
    /// Whether Anki takes its line for a comment.
    pub(super) is_comment: bool,
    /// Its GUID, if the file has them.
    pub(super) guid: Option<String>,
    /// What is shown first.
    pub(super) front: String,
    /// The gaps as written, in order; empty for a question.
    pub(super) gaps: Vec<Gap>,
    /// Whether anything says where it is from: a quote, a link, small print or a further field.
    pub(super) has_source: bool,
    /// Whether anything says what it is about: a deck, small print or a further field.
    pub(super) has_context: bool,
    /// A card for a question, one for each gap of a sentence; none without text or answer.
    pub(super) cards: Vec<Checked>,
}

/// A gap, `{{c1::text::hint}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    /// The number.
    pub(super) number: u32,
    /// What is hidden.
    pub(super) text: String,
    /// The hint.
    pub(super) hint: Option<String>,
    /// The text up to it, from the gap before or the beginning.
    before: String,
}

impl Note {
    pub(super) fn new(row: &Row, is_html: bool) -> Self {
        let fields: Vec<field::Field> = row.fields.iter().map(|raw| field::read(raw, is_html)).collect();
        let front = fields.first().map(|field| field.text.clone()).unwrap_or_default();
        let back = fields.get(1).map(|field| field.text.clone()).unwrap_or_default();
        let (gaps, rest) = gaps(&front);
        let further = fields.iter().skip(2).any(|field| !field.text.is_empty());
        let cards = if gaps.is_empty() {
            question(&front, &back).into_iter().collect()
        } else {
            clozes(&gaps, &rest)
        };
        // What was said before stands in quotation marks in the small print of the front.
        let lead =
            fields.first().and_then(|field| Some(field.small.split_once('“')?.1.trim_end_matches('”')));
        let cards: Vec<Checked> = cards
            .into_iter()
            .map(|card: Checked| {
                let lead = lead.map(|text| Lead { sentence: 0, text: text.to_owned() });
                Checked { lead, ..card }
            })
            .collect();
        Self {
            line: row.line,
            is_comment: row.is_comment,
            guid: row.guid.clone(),
            has_source: further
                || fields.iter().any(|field| {
                    !field.quotes.is_empty() || !field.links.is_empty() || !field.small.is_empty()
                }),
            has_context: further
                || !row.deck.is_empty()
                || fields.iter().any(|field| !field.small.is_empty()),
            front,
            gaps,
            cards,
        }
    }
}

fn question(front: &str, back: &str) -> Option<Checked> {
    if front.is_empty() || back.is_empty() {
        return None;
    }
    let face = Face::Question { front: front.to_owned() };
    Some(checked(kind(front), face, back))
}

/// The kind by the question: rules are milder on definitions.
fn kind(front: &str) -> CardKind {
    let words: Vec<String> = front.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        // "What does X mean?", but not "what does NAME think?".
        ["what" | "who", "is" | "are" | "was" | "were" | "does" | "do", ..] | ["what's", ..]
            if !words.iter().any(|word| matches!(*word, "think" | "say")) =>
        {
            CardKind::Definition
        }
        _ => CardKind::Function,
    }
}

/// A card for each gap: the others are filled.
fn clozes(gaps: &[Gap], rest: &str) -> Vec<Checked> {
    let filled = |gaps: &[Gap]| -> String {
        gaps.iter().flat_map(|gap| [gap.before.as_str(), gap.text.as_str()]).collect()
    };
    (0..gaps.len())
        .map(|at| {
            let gap = &gaps[at];
            let face = Face::Cloze {
                before: format!("{}{}", filled(&gaps[..at]), gap.before),
                after: format!("{}{rest}", filled(&gaps[at + 1..])),
                hint: gap.hint.clone(),
            };
            checked(CardKind::Term, face, &gap.text)
        })
        .collect()
}

fn checked(kind: CardKind, face: Face, answer: &str) -> Checked {
    let draft =
        Draft { kind, face, answer: answer.to_owned(), sentences: 0..0, asked: None, fit: 1.0, judged: None };
    Checked::new(draft, String::new(), None, String::new())
}

/// The gaps of a text, and what follows the last.
fn gaps(text: &str) -> (Vec<Gap>, String) {
    let mut gaps = Vec::new();
    let mut rest = text;
    let mut before = String::new();
    while let Some(start) = rest.find("{{c") {
        before.push_str(&rest[..start]);
        let inner = &rest[start + "{{c".len()..];
        let gap = inner.split_once("::").and_then(|(number, inner)| {
            let number: u32 = number.parse().ok()?;
            let (inner, after) = inner.split_once("}}")?;
            let (text, hint) = match inner.split_once("::") {
                Some((text, hint)) => (text, Some(hint.to_owned())),
                None => (inner, None),
            };
            Some((Gap { number, text: text.to_owned(), hint, before: before.clone() }, after))
        });
        if let Some((gap, after)) = gap {
            gaps.push(gap);
            before.clear();
            rest = after;
        } else {
            before.push_str("{{c");
            rest = inner;
        }
    }
    before.push_str(rest);
    (gaps, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_gaps() {
        let (gaps, rest) = gaps("A {{c1::b::hint}} {{cx}} and {{c2::d}}.");
        assert_eq!(
            gaps.iter().map(|gap| (gap.number, gap.text.as_str())).collect::<Vec<_>>(),
            [(1, "b"), (2, "d")]
        );
        assert_eq!(gaps[0].hint.as_deref(), Some("hint"));
        assert_eq!(gaps[1].before, " {{cx}} and ");
        assert_eq!(rest, ".");
    }

    #[test]
    fn fills_the_other_gaps() {
        let row = Row { fields: vec!["A {{c1::b}} and {{c2::d}}.".to_owned()], ..Row::default() };
        let note = Note::new(&row, false);
        let texts: Vec<String> = note.cards.iter().map(Checked::text).collect();
        assert_eq!(texts, ["A [...] and d.", "A b and [...]."]);
    }
}
