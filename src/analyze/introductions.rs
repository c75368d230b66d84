//! Names of people who only come to speak: they are introduced, greeted or called, and the talk isn't about them.

use std::ops::Range;

use super::tagger::bare;
use crate::restore::key;

/// Whether a name is told as that of somebody who comes to speak: "This is Ann Lee from Harbour Bank", "from the line of Ann Lee with ...".
pub(super) fn introduces(tokens: &[&str], span: &Range<usize>) -> bool {
    const LEADS: [&[&str]; 6] =
        [&["this", "is"], &["name", "is"], &["i", "am"], &["i'm"], &["line", "of"], &["it's"]];
    let word = |at: usize| key(bare(tokens[at]));
    let leads = LEADS.iter().any(|lead| {
        span.start >= lead.len()
            && lead.iter().zip(span.start - lead.len()..).all(|(lead, at)| word(at) == *lead)
    });
    leads
        && tokens
            .get(span.end)
            .is_some_and(|_| matches!(word(span.end).as_str(), "from" | "with" | "at" | "of"))
}

/// Whether somebody is called by a name: "Thank you, John.", "John, on the second point", "Yes, John, that is right".
pub(super) fn addresses(tokens: &[&str], span: &Range<usize>) -> bool {
    const GREETINGS: [&str; 11] = [
        "afternoon",
        "bye",
        "gracias",
        "hello",
        "hey",
        "hi",
        "morning",
        "sorry",
        "thank",
        "thanks",
        "welcome",
    ];
    const NEAR: usize = 2;
    let word = |at: usize| key(bare(tokens[at]));
    let before = span.start.saturating_sub(NEAR)..span.start;
    // "Welcome to Spain" calls nobody.
    if before.clone().any(|at| GREETINGS.contains(&word(at).as_str()))
        && !before.clone().any(|at| word(at) == "to")
    {
        return true;
    }
    let called = span.len() == 1 && tokens[span.start].ends_with(',');
    called && (span.start == 0 || span.start == 1 && tokens[0].ends_with(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_who_is_introduced() {
        let tokens: Vec<&str> = "Hello, this is Ann Lee from Harbour Bank".split(' ').collect();
        assert!(introduces(&tokens, &(3..5)));
        assert!(!introduces(&tokens, &(6..8)));
    }

    #[test]
    fn knows_who_is_called() {
        let called = |text: &str, span: Range<usize>| addresses(&text.split(' ').collect::<Vec<_>>(), &span);
        assert!(called("Thank you, John.", 2..3) && called("Yes, John, that is right.", 1..2));
        assert!(!called("Welcome to Spain.", 2..3) && !called("In Spain, the lamps went out.", 1..2));
    }
}
