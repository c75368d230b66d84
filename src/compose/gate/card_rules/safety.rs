//! Texts that Anki would read as something else.

use crate::compose::cards::draft::Checked;
use crate::compose::study_set::Face;

/// C24: marks of Anki's cloze syntax, and characters that a field can't hold.
pub(super) fn breaks_anki(card: &Checked) -> Option<String> {
    let mut parts = vec![card.draft.answer.as_str()];
    match &card.draft.face {
        Face::Question { front } => parts.push(front),
        Face::Cloze { before, after, hint } => {
            parts.extend([before, after].map(String::as_str).into_iter().chain(hint.as_deref()));
        }
    }
    for part in &parts {
        if let Some(mark) = ["::", "{{", "}}"].into_iter().find(|mark| part.contains(mark)) {
            return Some(format!("Anki reads `{mark}` as a mark of its own"));
        }
        if part.chars().any(|c| c.is_control() && c != '\n') {
            return Some("a control character".to_owned());
        }
    }
    // "}" before the closing marks would end the gap too early.
    if card.is_cloze() && card.draft.answer.ends_with('}') {
        return Some("the hidden words end in `}`".to_owned());
    }
    card.draft.answer.trim().is_empty().then(|| "no answer".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cloze, question};
    use super::*;

    #[test]
    fn c24() {
        assert_eq!(breaks_anki(&question("What holds a vector?", "A std vec")), None);
        assert!(breaks_anki(&question("What holds a vector?", "std::vec")).is_some());
        assert!(breaks_anki(&cloze("The set is [{a,b}] here.")).is_some());
        assert!(breaks_anki(&cloze("The set is [{a}} b] here.")).is_some());
    }
}
