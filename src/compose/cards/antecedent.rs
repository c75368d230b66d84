//! Sentences that say "it" or "they" of what the sentence before names.

use std::ops::Range;

use super::talk::{Line, Talk};
use crate::analyze::Pos;
use crate::compose::clause::{Clause, Word, capitalised};
use crate::compose::words::Words;

/// Words of two sentences that are shown together at most.
const PAIR: usize = 34;

/// The name that a sentence ends by introducing: "One that came out was `Lumen`.", "We use `Lumen`."
fn named_last(clause: &Clause, core: Range<usize>) -> Option<Range<usize>> {
    const INTRODUCING: [&str; 12] =
        ["called", "is", "named", "of", "on", "tried", "use", "used", "using", "was", "with", "like"];
    let start = core.clone().rev().take_while(|&at| clause.words[at].pos == Pos::Name).last()?;
    let before = start.checked_sub(1).filter(|before| core.contains(before))?;
    clause.words[before].is(&INTRODUCING).then_some(start..core.end)
}

impl Talk<'_> {
    /// A sentence with the one before it, when only pronouns keep it from standing alone and the
    /// one before says what they mean.
    pub(super) fn pair(&self, at: usize) -> Option<Line> {
        const RESOLVED: Words = Words::new(
            "he he's her him his it it'll it's its itself she she's their them they they'll they're they've",
        );
        let (line, before) = (&self.lines[at], self.before(at)?);
        let pronoun = crate::restore::key(line.clause.dangling(line.core.clone())?);
        let fits = !line.sound
            && before.sound
            && RESOLVED.has(&pronoun)
            && line.topic == before.topic
            && line.core.len() + before.core.len() <= PAIR
            && line.clause.flaw(line.core.clone()).is_none();
        if !fits {
            return None;
        }
        let mut words = before.clause.words[before.core.clone()].to_vec();
        words[0].text = capitalised(&words[0].text);
        if let Some(last) = words.last_mut()
            && !last.text.ends_with(['.', '!', '?', '"', '”'])
        {
            last.text = format!("{}.", last.bare());
        }
        let start = words.len();
        words.extend_from_slice(&line.clause.words[line.core.clone()]);
        words[start].text = capitalised(&words[start].text);
        let clause = Clause { words };
        let core = start..clause.len();
        clause.dangling(0..clause.len()).is_none().then_some(Line {
            sentence: line.sentence,
            sentences: before.sentence..line.sentence + 1,
            topic: line.topic,
            core,
            rank: line.rank.max(before.rank),
            sound: true,
            general: line.general.min(before.general),
            clause,
        })
    }

    /// A sentence that begins with "it" or "they", with the subject of the sentence before in its place: who goes on
    /// speaking of something makes it the subject again (Grosz, Joshi and Weinstein 1995, "Centering").
    pub(super) fn resolve(&self, at: usize) -> Option<Line> {
        let (line, before) = (&self.lines[at], self.before(at)?);
        let first = line.clause.words.get(line.core.start)?;
        let (plural, verb) = match first.key.as_str() {
            "it" => (false, None),
            "it's" => (false, Some("is")),
            "they" => (true, None),
            "they're" => (true, Some("are")),
            _ => return None,
        };
        let dangles = line.clause.dangling(line.core.clone()).map(crate::restore::key)? == first.key;
        if !dangles || !before.sound || line.topic != before.topic {
            return None;
        }
        let told = &before.clause;
        let start = told.claim(&before.core);
        let named = named_last(told, start..before.core.end).filter(|_| {
            verb.is_some()
                && line.clause.words.get(line.core.start + 1).is_some_and(|word| word.is(&["a", "an", "the"]))
        });
        let introduced = named.is_some();
        let subject = named.or_else(|| told.long_noun_phrase(start, before.core.end))?;
        let copula = introduced || told.words.get(subject.end)?.is(&["is", "are", "was", "were"]);
        // Something else that the pronoun could mean.
        let rival = told
            .noun_phrases(subject.end..before.core.end)
            .into_iter()
            .any(|phrase| told.words[phrase.end - 1].pos.is_nominal() && told.is_plural(&phrase) == plural);
        if told.is_plural(&subject) != plural || rival && !copula {
            return None;
        }
        let mut words = told.words[subject].to_vec();
        words.extend(verb.map(|verb| Word {
            text: verb.to_owned(),
            key: verb.to_owned(),
            pos: Pos::Auxiliary,
        }));
        words.extend_from_slice(&line.clause.words[line.core.start + 1..line.core.end]);
        let clause = Clause { words };
        let core = 0..clause.len();
        let stands = clause.dangling(core.clone()).is_none() && clause.flaw(core.clone()).is_none();
        stands.then(|| Line {
            sentence: line.sentence,
            sentences: before.sentence..line.sentence + 1,
            topic: line.topic,
            general: self.general(self.script, line.sentence, &clause, &core),
            rank: line.rank,
            sound: true,
            core,
            clause,
        })
    }
}
