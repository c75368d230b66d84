//! Where in the talk a card is from.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analyze::stem;
use crate::compose::Face;
use crate::compose::cards::draft::{Checked, stems_of};
use crate::compose::clause::{Clause, is_stop};
use crate::compose::spoken::{contains, letters};
use crate::diagnostics::Severity;
use crate::restore::{Script, key};

/// Sentences that one card can be made from.
const LONGEST: usize = 3;
/// Words a minute where the source has no times.
const PACE: f64 = 150.0;
/// Of the words that a front shows, the share that another sentence must have to answer it too.
const SAME: f64 = 0.8;
/// A front with fewer words that mean something is no search.
const FEWEST: usize = 3;

/// A talk to look answers up in.
pub(super) struct Talk<'a> {
    script: &'a Script,
    sentences: Vec<Said>,
}

struct Said {
    text: String,
    letters: String,
    stems: BTreeSet<String>,
}

/// The rules that need the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// C1: the answer was said.
    Answer,
    /// C1: the sentence was said.
    Sentence,
    /// C18: no other sentence answers it too.
    Ambiguous,
    /// C20: a name was heard more than once.
    Spelling,
}

impl Rule {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Answer | Self::Sentence => "C1",
            Self::Ambiguous => "C18",
            Self::Spelling => "C20",
        }
    }

    pub(super) fn severity(self) -> Severity {
        if self == Self::Answer { Severity::Error } else { Severity::Warning }
    }
}

/// What looking a card up found out.
pub(super) struct LookedUp {
    pub(super) findings: Vec<(Rule, String)>,
    /// Whether its evidence is known.
    pub(super) is_said: bool,
}

impl<'a> Talk<'a> {
    pub(super) fn new(script: &'a Script) -> Self {
        let sentences = script.sentences.iter().map(|sentence| {
            let text = sentence.text();
            let letters = letters(&text);
            let words =
                text.split_whitespace().map(|word| key(word.trim_matches(|c: char| !c.is_alphanumeric())));
            let stems =
                words.filter(|word| !word.is_empty() && !is_stop(word)).map(|word| stem(&word)).collect();
            Said { text, letters, stems }
        });
        Self { sentences: sentences.collect(), script }
    }

    /// How long the talk is.
    pub(super) fn minutes(&self) -> f64 {
        match self.script.source.duration {
            Some(duration) => duration.seconds() / 60.0,
            None => self.script.words.len() as f64 / PACE,
        }
    }

    /// Looks a card up and gives it the evidence that is found.
    pub(super) fn look_up(&self, card: &mut Checked) -> LookedUp {
        let answer = letters(&card.draft.answer);
        let visible = stems_of(&card.visible);
        let nearest =
            |parts: &[String]| (1..=LONGEST).find_map(|length| self.nearest(parts, &visible, length));
        let whole = match &card.draft.face {
            Face::Cloze { before, after, .. } => {
                let whole = format!("{before}{}{after}", card.draft.answer);
                whole.split_inclusive(". ").map(letters).collect()
            }
            Face::Question { .. } => vec![answer.clone()],
        };
        let as_shown = nearest(&whole);
        let is_as_shown = as_shown.is_some();
        let Some(place) = as_shown.or_else(|| nearest(std::slice::from_ref(&answer))) else {
            let why = format!("`{}` isn't said in the transcript", card.draft.answer);
            return LookedUp { findings: vec![(Rule::Answer, why)], is_said: false };
        };
        let said = &self.sentences[place.clone()];
        card.evidence = said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(" ");
        let mut findings = Vec::new();
        if !is_as_shown {
            findings.push((Rule::Sentence, "the sentence isn't what was said".to_owned()));
        }
        let enough = SAME * visible.len() as f64;
        let other = self.sentences.iter().enumerate().find(|(index, said)| {
            visible.len() >= FEWEST
                && !place.contains(index)
                && visible.intersection(&said.stems).count() as f64 >= enough
                && !contains(&said.letters, &answer)
        });
        if let Some((_, other)) = other {
            let why = format!("this may be answered by {:?} too", other.text);
            findings.push((Rule::Ambiguous, why));
        }
        findings.extend(
            self.rare_name(&card.answer)
                .map(|name| (Rule::Spelling, format!("`{name}` is heard once, its spelling isn't sure"))),
        );
        LookedUp { findings, is_said: true }
    }

    /// The sentences that say all `parts` and the most of what the front shows.
    fn nearest(&self, parts: &[String], visible: &BTreeSet<String>, length: usize) -> Option<Range<usize>> {
        let windows =
            (0..(self.sentences.len() + 1).saturating_sub(length)).map(|start| start..start + length);
        windows
            .filter(|window| {
                let said: Vec<&str> =
                    self.sentences[window.clone()].iter().map(|said| said.letters.as_str()).collect();
                let said = said.join(" ");
                parts.iter().all(|part| !part.is_empty() && contains(&said, part))
            })
            .max_by_key(|window| {
                let said = self.sentences[window.clone()].iter();
                let common: usize = said.map(|said| visible.intersection(&said.stems).count()).sum();
                (common, std::cmp::Reverse(window.start))
            })
    }

    /// A capitalised word inside the answer that is said only once.
    fn rare_name(&self, answer: &Clause) -> Option<String> {
        answer.words.iter().skip(usize::from(answer.len() > 1)).find_map(|word| {
            let name = word.bare();
            let is_name = name.chars().next().is_some_and(char::is_uppercase) && name.chars().count() > 1;
            let stem = stem(&word.key);
            let count = || self.sentences.iter().filter(|said| said.stems.contains(&stem)).take(2).count();
            (is_name && count() == 1).then(|| name.to_owned())
        })
    }
}
