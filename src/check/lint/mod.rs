//! The gate's rules on anyone's cards.

mod card;
mod evidence;
mod pairs;
mod rules;
#[cfg(test)]
mod tests;

use std::fmt;

use super::deck::{self, Deck};
use crate::compose::gate::card_rules::{DOUBTS, RULES, SOFT, WITH_LEAD};
use crate::diagnostics::Severity;
use crate::restore::Script;
use card::Note;
use evidence::Talk;

/// A rule that a card breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Finding {
    /// The line of the card, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// Id of the rule in the published criteria.
    pub rule: &'static str,
    /// What is wrong.
    pub why: String,
    /// What is shown first, for the reader.
    pub front: String,
}

/// `error C5: no question mark at the end: "Name the lens"`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity} {}: {}", self.rule, self.why)?;
        if self.front.is_empty() { Ok(()) } else { write!(f, ": {:?}", self.front) }
    }
}

/// What looking at a deck found out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Linted {
    /// How many notes there are.
    pub notes: usize,
    /// By line.
    pub findings: Vec<Finding>,
}

/// A file that is no deck: the line and the reason.
pub use super::deck::BadLine;

/// Looks at a deck: Anki's CSV with `#` headers, or plain `front,back`. With the talk it was made
/// from, answers are looked up there too.
///
/// # Errors
///
/// When the file is no CSV.
pub fn lint(text: &str, script: Option<&Script>) -> Result<Linted, BadLine> {
    let deck = deck::parse(text)?;
    let talk = script.map(Talk::new);
    let notes: Vec<Note> = deck.rows.iter().map(|row| Note::new(row, deck.is_html)).collect();
    let mut findings = Vec::new();
    for note in &notes {
        rules::of_a_note(note, &mut findings);
        of_its_cards(note, talk.as_ref(), &mut findings);
    }
    rules::of_a_deck(&deck, &notes, &mut findings);
    pairs::check(&notes, &mut findings);
    if let Some(talk) = &talk {
        rules::of_density(notes.len(), talk.minutes(), &mut findings);
    }
    findings.sort();
    findings.dedup();
    Ok(Linted { notes: notes.len(), findings })
}

/// The rules for one card, which need its evidence only when there is a talk.
fn of_its_cards(note: &Note, talk: Option<&Talk<'_>>, findings: &mut Vec<Finding>) {
    for card in &note.cards {
        let mut card = card.clone();
        let found = talk.map(|talk| talk.look_up(&mut card));
        for (rule, why) in found.iter().flat_map(|found| &found.findings) {
            findings.push(note.finding(rule.severity(), rule.id(), why.clone()));
        }
        let is_known = found.is_some_and(|found| found.is_said);
        for rule in &RULES {
            let applies = match rule.id {
                // What was said is looked up above; the context of a card is that of its deck.
                "C1" | "C16" => false,
                "C21" => is_known,
                _ => true,
            };
            // The gate knows how short its own fronts may be; a person's may well be shorter.
            let severity = if rule.id == "C3" { Severity::Warning } else { Severity::Error };
            if let Some(why) = applies.then(|| (rule.check)(&card)).flatten() {
                findings.push(note.finding(severity, rule.id, why));
            }
        }
        let hard = WITH_LEAD.iter().map(|rule| (rule, Severity::Error));
        let soft = DOUBTS.iter().chain(&SOFT).map(|rule| (rule, Severity::Warning));
        for (rule, severity) in hard.chain(soft) {
            let broken = |finding: &Finding| finding.line == note.line && finding.rule == rule.id;
            if let Some(why) = (rule.check)(&card)
                && !findings.iter().rev().take_while(|finding| finding.line == note.line).any(broken)
            {
                findings.push(note.finding(severity, rule.id, why));
            }
        }
    }
}

impl Note {
    fn finding(&self, severity: Severity, rule: &'static str, why: String) -> Finding {
        Finding { line: self.line, severity, rule, why, front: self.front.clone() }
    }
}

impl Linted {
    /// How many findings are so bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
