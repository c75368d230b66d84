//! The talk as the kinds of cards see it: sentences that can be used, and what they are worth.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::draft::Draft;
use super::parts::{clause_end, sound_parts, usable_part};
use crate::analyze::{Analysis, Pos, TopicKind, is_broken, made_up, promise, rarity, stem};
use crate::compose::clause::{Clause, Word, capitalised, is_misheard, is_stop};
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;
use crate::restore::{Script, SentenceKind, Token};

/// A sentence that says something.
#[derive(Debug)]
pub(super) struct Line {
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// The sentences it is made from: itself, and for a pair the one before, which says what its pronouns mean.
    pub(super) sentences: Range<usize>,
    /// Index of its topic.
    pub(super) topic: usize,
    /// Its words.
    pub(super) clause: Clause,
    /// What stays when residue is cut from its ends.
    pub(super) core: Range<usize>,
    /// How much it matters among all sentences: 1 for the most salient, 0 for the least.
    pub(super) rank: f64,
    /// It is a plausible sentence and needs no other to be understood.
    pub(super) sound: bool,
    /// How far it holds outside the talk, 0 to 1: a general statement against a moment of a story.
    pub(super) general: f64,
}

/// What the kinds of cards draw on.
pub(super) struct Talk<'a> {
    /// The script.
    pub(super) script: &'a Script,
    /// Its analysis.
    pub(super) analysis: &'a Analysis,
    /// Statements of content topics, in order.
    pub(super) lines: Vec<Line>,
    /// Sentences that are understood together with the one before; their core is the later one.
    pub(super) pairs: Vec<Line>,
    /// Sentences about what the one before was about, with the noun in the place of the pronoun.
    pub(super) resolved: Vec<Line>,
    /// Further parts of the sentences that can be used alone.
    pub(super) parts: Vec<Line>,
    /// By sentence: its topic.
    pub(super) topics: Vec<usize>,
    /// How often a word stands inside a sentence with a capital and without, by lower-cased word.
    spellings: BTreeMap<String, (usize, usize)>,
}

/// A word that is never said inside a sentence keeps its capital when it is at least this rare in speech at large.
const NAME: f64 = 0.7;

/// What must speak for a sentence whose gaps are all tried, whatever it looks like: one in twelve sentences of an interview promises so much.
const PROMISE: f64 = -0.5;

impl<'a> Talk<'a> {
    /// Looks at all sentences.
    pub(super) fn new(script: &'a Script, analysis: &'a Analysis) -> Self {
        let mut topics = vec![0; script.sentences.len()];
        for (index, topic) in analysis.topics.iter().enumerate() {
            topics[topic.sentences.clone()].fill(index);
        }
        // What nobody does is no fact.
        let nobody = made_up(|stem| analysis.stems.contains_key(stem));
        let is_made_up = |at: usize| {
            let bare =
                |token: &Token| crate::restore::key(token.text.trim_matches(|c: char| !c.is_alphanumeric()));
            let tokens = &script.sentences[at].tokens;
            !nobody.is_empty() && tokens.iter().any(|token| nobody.contains(&bare(token).as_str()))
        };
        let usable: Vec<usize> = (0..script.sentences.len())
            .filter(|&at| {
                analysis.topics.get(topics[at]).is_some_and(|topic| topic.kind == TopicKind::Content)
            })
            .filter(|&at| script.sentences[at].kind == SentenceKind::Statement && !is_made_up(at))
            .collect();
        let mut by_salience = usable.clone();
        by_salience.sort_by(|&a, &b| analysis.salience[a].total_cmp(&analysis.salience[b]).then(b.cmp(&a)));
        let mut ranks = vec![0.0; script.sentences.len()];
        for (rank, &sentence) in by_salience.iter().enumerate() {
            ranks[sentence] = (rank + 1) as f64 / by_salience.len() as f64;
        }
        let mut talk = Self {
            script,
            analysis,
            lines: Vec::new(),
            pairs: Vec::new(),
            resolved: Vec::new(),
            parts: Vec::new(),
            topics,
            spellings: spellings(script),
        };
        let lines: Vec<Line> = usable
            .into_par_iter()
            .map(|sentence| {
                let mut clause = Clause::of(script, analysis, sentence);
                // "Mat Ryer": what is written as two names is one.
                let named = clause.words.get(1).is_some_and(|second| {
                    second.pos == Pos::Name && second.bare().starts_with(char::is_uppercase)
                }) && clause.words[0].pos.is_nominal()
                    && !clause.words[0].pauses();
                if let Some(first) = clause.words.first_mut().filter(|_| !named) {
                    talk.uncapitalise(first);
                }
                talk.uncapitalise_kinds(&mut clause);
                let (core, sound) = usable_part(&clause);
                let topic = talk.topics[sentence];
                let general = talk.general(script, sentence, &clause, &core);
                let sentences = sentence..sentence + 1;
                Line { sentence, sentences, topic, rank: ranks[sentence], core, sound, general, clause }
            })
            .collect();
        talk.lines = lines;
        talk.pairs = (0..talk.lines.len()).into_par_iter().filter_map(|at| talk.pair(at)).collect();
        talk.resolved = (0..talk.lines.len()).into_par_iter().filter_map(|at| talk.resolve(at)).collect();
        talk.parts = talk.lines.par_iter().flat_map_iter(|line| talk.further_parts(line)).collect();
        talk
    }

    /// A part of a line that is used as a line.
    pub(super) fn part(&self, line: &Line, core: Range<usize>) -> Line {
        Line {
            sentence: line.sentence,
            sentences: line.sentences.clone(),
            topic: line.topic,
            general: self.general(self.script, line.sentence, &line.clause, &core),
            clause: line.clause.clone(),
            core,
            rank: line.rank,
            sound: true,
        }
    }

    /// Takes from "a Lighthouse" the capital that "the Lighthouse Board" has a right to: one of a kind has no name, if the
    /// talk writes the word small, too.
    fn uncapitalise_kinds(&self, clause: &mut Clause) {
        const SMALL: usize = 2;
        for at in 1..clause.len() {
            let capital = |word: &Word| word.bare().starts_with(char::is_uppercase);
            let kind = clause.words[at - 1].is(&["a", "an"])
                && !clause.words.get(at + 1).is_some_and(capital)
                && self.spellings.get(&clause.words[at].key).is_some_and(|(_, small)| *small >= SMALL);
            let word = &mut clause.words[at];
            if kind && capital(word) && !word.bare().chars().skip(1).any(char::is_uppercase) {
                word.text = word.text.to_lowercase();
                word.pos = Pos::Noun;
            }
        }
    }

    /// Takes from the first word of a sentence the capital that it owes to its place, so that the word
    /// can stand elsewhere; names keep theirs.
    fn uncapitalise(&self, word: &mut Word) {
        let inner = word.bare().chars().skip(1).any(char::is_uppercase);
        let own = word.key == "i" || word.key.starts_with("i'");
        let name = match self.spellings.get(&word.key) {
            Some((capital, small)) => capital > small,
            None => {
                word.pos == Pos::Name
                    || word.pos == Pos::Noun && rarity(&stem(&word.key)) >= NAME && !is_stop(&word.key)
            }
        };
        if inner || own || (name && word.pos.is_nominal()) {
            if name && word.pos == Pos::Noun {
                word.pos = Pos::Name;
            }
            return;
        }
        let mut chars = word.text.chars();
        if let Some(first) = chars.next() {
            word.text = first.to_lowercase().chain(chars).collect();
            if word.pos == Pos::Name {
                word.pos = Pos::Noun;
            }
        }
    }

    /// How far a sentence holds outside the talk.
    pub(super) fn general(
        &self,
        script: &Script,
        sentence: usize,
        clause: &Clause,
        core: &Range<usize>,
    ) -> f64 {
        const WE: Words = Words::new("our ours us we we'd we'll we're we've");
        const I: Words = Words::new("i i'd i'll i'm i've me mine my myself");
        const YOU: Words = Words::new("you you'd you'll you're you've your");
        const LOOSE: Words = Words::new(
            "actually basically definitely gonna guys just kinda kind literally maybe pretty probably really some somebody \
             someone something somewhere sort stuff thing things totally wanna whatever",
        );
        let claim = clause.claim(core);
        let words = &clause.words[claim..core.end];
        let Some(first) = words.first() else { return 0.0 };
        let topic = self.topics[sentence];
        // The card says who speaks, so that "we" and "I" are known when the speaker is.
        let known = script.attributed_to(sentence).is_some_and(|speaker| speaker.named);
        let has = |list: Words| words.iter().any(|word| list.has(&word.key));
        let mut general: f64 = if claim > core.start { 0.92 } else { 1.0 };
        // "The song describes ...": which one, only the talk tells.
        if first.is(&["the", "both", "all"])
            && let Some(phrase) = clause.noun_phrase(claim, core.end)
            && phrase.len() <= 2
            && !clause.words[..core.end]
                .get(phrase.end)
                .is_some_and(|next| next.is(&["of", "in", "for", "that", "with", "between"]))
            && !self.is_keyphrase(topic, &clause.words[(claim + 1).min(phrase.end)..phrase.end])
        {
            general -= 0.3;
        }
        if has(WE) {
            general -= if known { 0.2 } else { 0.3 };
        }
        if has(I) {
            general -= if known { 0.35 } else { 0.5 };
        }
        if has(YOU) {
            general -= 0.15;
        }
        if first.key.starts_with("there") {
            general -= 0.15;
        } else if first.pos == Pos::Pronoun {
            general -= 0.08;
        }
        // "They were trying ...", "he's going to ...": a moment of a story, a plan.
        if words.windows(2).any(|pair| {
            (pair[0].is(&["am", "are", "is", "was", "were", "been"])
                || pair[0].key.ends_with("'re")
                || pair[0].key.ends_with("'s"))
                && pair[1].pos == Pos::Verb
                && pair[1].key.ends_with("ing")
        }) {
            general -= 0.15;
        }
        if words
            .iter()
            .any(|word| word.text.contains(['"', '“']) || word.is(&["says", "said", "saying", "told"]))
        {
            general -= 0.15;
        }
        general -= 0.08 * words.iter().filter(|word| LOOSE.has(&word.key)).count() as f64;
        // "let the love energ you": a word that nobody knows and that the talk says once was misheard.
        general -= 0.3 * words.iter().filter(|word| is_misheard(word, || self.said(word))).count() as f64;
        general.clamp(0.0, 1.0)
    }

    /// What else of a sentence can be used alone than its line: other sound parts, and clauses that begin with "I think"
    /// and its like.
    fn further_parts(&self, line: &Line) -> Vec<Line> {
        let clause = &line.clause;
        let end = clause.len();
        let mut parts: Vec<Range<usize>> = sound_parts(clause).into_iter().skip(1).collect();
        // A sound sentence may have clauses that say something alone.
        let mut joint = clause_end(clause, line.core.start, line.core.end);
        while line.sound && joint < line.core.end {
            let next = clause_end(clause, joint, line.core.end);
            let part = clause.core(joint..next);
            let joined = clause.words[joint].is(&["and", "but", "so"]);
            if joined
                && !clause.supposes(line.core.start..joint)
                && part.len() > 4
                && clause.flaw(part.clone()).is_none()
                && clause.dangling(part.clone()).is_none()
            {
                parts.push(part);
            }
            joint = next;
        }
        parts.extend((line.core.start + 1..end).filter_map(|at| {
            let claim = clause.claim(&(at..end));
            let core = at..clause_end(clause, claim, end);
            let stands = claim > at
                && core.end > claim + 3
                && clause.dangling(claim..core.end).is_none()
                && !clause.ends_open(&core);
            stands.then_some(core)
        }));
        parts.into_iter().map(|core| self.part(line, core)).collect()
    }

    /// Whether gaps of a line are worth trying: it is sound and holds so far outside the talk, or is judged so good that any gap is.
    pub(super) fn is_worth_trying(&self, line: &Line, general: f64) -> bool {
        line.sound && line.general >= general || self.promises(line)
    }

    /// Whether a sentence is judged so good that any gap is worth trying, if no words in it are torn apart.
    pub(super) fn promises(&self, line: &Line) -> bool {
        line.sentences.clone().all(|sentence| {
            promise(&self.analysis.judged[sentence]) > PROMISE && !is_broken(self.script, sentence)
        })
    }

    /// Everything that a card can be made of one sentence.
    pub(super) fn all(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().chain(&self.parts).chain(&self.resolved)
    }

    /// The line before, when it is the sentence before and of the same turn.
    pub(super) fn before(&self, line: usize) -> Option<&Line> {
        let (this, before) = (&self.lines[line], self.lines.get(line.checked_sub(1)?)?);
        (before.sentence + 1 == this.sentence
            && self.script.sentences[before.sentence].turn == self.script.sentences[this.sentence].turn)
            .then_some(before)
    }

    /// How many times a word is said in the talk.
    pub(super) fn said(&self, word: &Word) -> usize {
        self.analysis.stems.get(&stem(&word.key)).copied().unwrap_or(0)
    }

    /// Whether each word of a phrase that means something is said again and again, all through the talk.
    pub(super) fn is_subject(&self, phrase: &Clause) -> bool {
        /// Sentences of which one says what a talk is about, and how often it is said at least.
        const EVERY: usize = 15;
        const LEAST: usize = 8;
        let least = LEAST.max(self.script.sentences.len() / EVERY);
        let mut said =
            phrase.words.iter().filter(|word| !is_stop(&word.key)).map(|word| self.said(word)).peekable();
        said.peek().is_some() && said.all(|times| times >= least)
    }

    /// How special the words of a phrase are to this talk, 0 to 1: rare in speech at large.
    pub(super) fn specific(words: &[Word]) -> f64 {
        words
            .iter()
            .filter(|word| !is_stop(&word.key))
            .map(|word| rarity(&stem(&word.key)))
            .fold(0.0, f64::max)
    }

    /// Whether a phrase is one of the topic's keyphrases or within one.
    pub(super) fn is_keyphrase(&self, topic: usize, words: &[Word]) -> bool {
        let phrase: Vec<String> = words.iter().map(|word| stem(&word.key)).collect();
        self.analysis.topics[topic].keyphrases.iter().any(|key| {
            let key: Vec<String> = key.split_whitespace().map(stem).collect();
            key == phrase || (phrase.len() < key.len() && key.ends_with(&phrase))
        })
    }
}

impl Line {
    /// A card with a gap in the line's core.
    pub(super) fn gap(
        &self,
        kind: CardKind,
        hidden: Range<usize>,
        hint: Option<&str>,
        fit: f64,
    ) -> Option<Draft> {
        self.gap_in(self.shown(), kind, hidden, hint, fit)
    }

    /// The words that a card with a gap shows: what stays of one sentence, the whole of two.
    pub(super) fn shown(&self) -> Range<usize> {
        if self.sentences.len() > 1 { 0..self.clause.len() } else { self.core.clone() }
    }

    /// A card with a gap in a part of the line.
    pub(super) fn gap_in(
        &self,
        shown: Range<usize>,
        kind: CardKind,
        hidden: Range<usize>,
        hint: Option<&str>,
        fit: f64,
    ) -> Option<Draft> {
        let mut whole = self.clause.text(shown.clone());
        if !whole.ends_with(['.', '!', '?', '"', '”']) {
            whole.push('.');
        }
        let answer = self.clause.text(hidden.clone());
        // The place of the gap is found by counting, so that a word that is said twice is no trap.
        let mut place = 0;
        for word in &self.clause.words[shown.start..hidden.start] {
            place += whole[place..].find(word.bare())? + word.bare().len();
        }
        let start = place + whole[place..].to_lowercase().find(&answer.to_lowercase())?;
        let (before, rest) = whole.split_at_checked(start)?;
        let (answer, after) = rest.split_at_checked(answer.len())?;
        Some(Draft {
            kind,
            face: Face::Cloze {
                before: capitalised(before),
                after: after.to_owned(),
                hint: hint.map(str::to_owned),
            },
            answer: if before.is_empty() { capitalised(answer) } else { answer.to_owned() },
            sentences: self.sentences.clone(),
            asked: None,
            fit,
            judged: None,
        })
    }
}

/// How often each word stands with and without a capital where no sentence begins.
fn spellings(script: &Script) -> BTreeMap<String, (usize, usize)> {
    let mut spellings: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for token in script.sentences.iter().flat_map(|sentence| sentence.tokens.iter().skip(1)) {
        let bare = token.text.trim_matches(|c: char| !c.is_alphanumeric());
        let (capital, small) = spellings.entry(crate::restore::key(bare)).or_default();
        *(if bare.starts_with(char::is_uppercase) { capital } else { small }) += 1;
    }
    spellings
}
