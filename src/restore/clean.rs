//! Takes out what is said without being meant: fillers before the model reads the text; stutters and abandoned starts (`stutters`) and asides once
//! the marks are known, because what is said twice may end one sentence and begin the next.

use super::marks::{Decision, Mark};
use super::model;
use super::pieces::Piece;
use super::stutters::drop_stutters;

/// Sounds of hesitation. They are dropped wherever they stand.
const FILLERS: [&str; 16] = [
    "'kay", "ah", "eh", "er", "erm", "hm", "hmm", "m'kay", "mhm", "mm", "uh", "uh-huh", "uhh", "uhm", "um",
    "umm",
];

/// Marks the pieces without which the model reads the text.
pub(super) fn clean(pieces: &mut [Piece]) {
    drop_stamps(pieces);
    drop_fillers(pieces);
}

/// Marks those without which a person reads it, as far as that can be told without the model.
pub(super) fn clean_marked(pieces: &mut [Piece], decisions: &mut [Decision]) {
    let mut text = Text { pieces, decisions };
    drop_stutters(&mut text);
    drop_asides(&mut text);
    // "somebody you know somebody" stutters only now.
    drop_stutters(&mut text);
}

/// A text with its marks.
pub(super) struct Text<'a> {
    pub(super) pieces: &'a mut [Piece],
    pub(super) decisions: &'a mut [Decision],
}

impl Text<'_> {
    /// Whether a sentence ends behind a piece.
    pub(super) fn ends(&self, at: usize) -> bool {
        self.pieces[at].end_mark().is_some() || matches!(self.decisions[at].mark, Mark::Stop | Mark::Question)
    }

    /// Whether somebody else begins to speak with a piece.
    pub(super) fn turns(&self, at: usize) -> bool {
        self.pieces[at].before.turn || self.decisions[at].turn
    }

    /// Whether the source writes anything behind a piece, or a sentence ends there: the model's commas stand before what is begun again.
    pub(super) fn is_marked(&self, at: usize) -> bool {
        !self.pieces[at].suffix.is_empty() || self.ends(at)
    }

    /// Takes out one piece with its mark, which goes to the last piece `before` it that is kept where it ends their sentence. Of two commas around an
    /// aside none stays, unless a clause begins behind it.
    pub(super) fn remove(&mut self, at: usize, before: Option<usize>) {
        let mark = std::mem::replace(&mut self.decisions[at].mark, Mark::None);
        if let Some(before) = before.filter(|&before| !self.ends(before)) {
            let parts = self.parts(at, before);
            let last = &mut self.decisions[before].mark;
            match (mark, *last) {
                (Mark::Stop | Mark::Question, _) => *last = mark,
                (Mark::Comma, Mark::Comma) if !parts => *last = Mark::None,
                (Mark::Comma, Mark::None) if parts => *last = Mark::Comma,
                _ => {}
            }
        }
        if let Some(next) = self.decisions.get(at + 1).map(|next| next.turn) {
            self.decisions[at + 1].turn = next || self.decisions[at].turn;
        }
        remove(self.pieces, at, before);
    }

    /// Whether a comma belongs between the words around a piece.
    fn parts(&self, at: usize, before: usize) -> bool {
        // "the keepers, I mean, the people of the tower"
        let corrects = self.pieces[at].key() == "mean";
        let begins = self.pieces.get(at + 1).is_some_and(|next| begins_clause(&next.key()));
        corrects || begins && !leads_on(&self.pieces[before].key())
    }
}

/// Drops times that typists put before what they time, "00:19:55 Yes, so ...": nobody said them.
fn drop_stamps(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let starts = at == 0 || pieces[at].before.turn || pieces[at - 1].end_mark().is_some();
        if starts && at + 1 < pieces.len() && is_stamp(&pieces[at].core) {
            remove(pieces, at, None);
        }
    }
}

fn is_stamp(core: &str) -> bool {
    let parts: Vec<&str> = core.split(':').collect();
    parts.len() == 3
        && (1..=2).contains(&parts[0].len())
        && parts[1..].iter().all(|part| part.len() == 2)
        && core.bytes().all(|byte| byte == b':' || byte.is_ascii_digit())
}

fn drop_fillers(pieces: &mut [Piece]) {
    let mut last = None;
    for at in 0..pieces.len() {
        if pieces[at].dropped {
            continue;
        }
        let broken_off = breaks_off(pieces, at);
        if !broken_off && !FILLERS.contains(&pieces[at].key().as_str()) {
            last = Some(at);
            continue;
        }
        remove(pieces, at, last);
        if let Some(next) = pieces.get_mut(at + 1) {
            next.before.filler = true;
        }
    }
}

/// Whole words of two letters; others that are as short are begun ones.
const SHORT: [&str; 26] = [
    "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my", "no", "of",
    "oh", "ok", "on", "or", "so", "to", "up", "us", "we",
];

/// Whether a word is only begun, "tech- technology". A whole one keeps its dash: "what I want to do- what he wants to do- is to win".
fn breaks_off(pieces: &[Piece], at: usize) -> bool {
    let key = pieces[at].key();
    let Some(begun) = key.strip_suffix('-').filter(|begun| !begun.is_empty()) else { return false };
    // "QD- OLED"
    let letters = pieces[at].core.trim_end_matches('-');
    if letters.len() > 1 && letters.chars().all(char::is_uppercase) {
        return false;
    }
    let again = pieces.get(at + 1).is_some_and(|next| next.key().starts_with(begun));
    again || begun.len() <= 2 && !SHORT.contains(&begun) || !model::knows(begun)
}

/// Takes out one piece; what its surroundings owe to it goes to its neighbours. `before` is the last piece
/// before it that is kept: callers know it, and looking for it would take quadratic time in long repetitions.
fn remove(pieces: &mut [Piece], at: usize, before: Option<usize>) {
    pieces[at].dropped = true;
    let suffix = pieces[at].suffix.clone();
    let ends = pieces[at].end_mark();
    let parts = pieces.get(at + 1).is_some_and(|next| begins_clause(&next.key()))
        && before.is_some_and(|before| !leads_on(&pieces[before].key()));
    if let Some(before) = before.map(|before| &mut pieces[before]) {
        // "I, uh, think" is "I think"; "it was good, um." is "it was good."
        // "you create jobs, uh, you use suppliers" keeps one of its commas.
        if suffix.starts_with(',') && before.suffix.ends_with(',') {
            if !parts {
                before.suffix.pop();
            }
        } else if let Some(mark) = ends
            && before.end_mark().is_none()
        {
            before.suffix = mark.to_string();
        }
    }
    let place = pieces[at].before.clone();
    if let Some(next) = pieces.get_mut(at + 1) {
        next.before.turn |= place.turn;
        next.before.paragraph |= place.paragraph;
        next.before.filler |= place.filler;
        next.before.sound = place.sound.or(next.before.sound);
        next.before.pause = place.pause.max(next.before.pause);
    }
}

/// Whether a word begins a clause that a comma may part from the one before.
fn begins_clause(key: &str) -> bool {
    const SUBJECTS: [&str; 13] =
        ["but", "he", "i", "it", "she", "so", "there", "they", "we", "which", "who", "whose", "you"];
    SUBJECTS.contains(&key.split('\'').next().unwrap_or_default())
}

/// Whether a clause goes on behind a word: "I think, uh, we should".
fn leads_on(key: &str) -> bool {
    const LEADING: [&str; 32] = [
        "and", "are", "as", "because", "believe", "but", "do", "does", "guess", "how", "i", "if", "is",
        "know", "mean", "or", "say", "says", "so", "than", "that", "then", "they", "think", "was", "we",
        "were", "what", "when", "where", "which", "you",
    ];
    LEADING.contains(&key.split('\'').next().unwrap_or_default())
}

/// Drops what is said while thinking: "you know" and "I mean" as asides, and "like" where it compares
/// and quotes nothing. In doubt they stay: each test asks for words that the meaning could not stand beside.
fn drop_asides(text: &mut Text<'_>) {
    let kept: Vec<usize> = (0..text.pieces.len()).filter(|&at| !text.pieces[at].dropped).collect();
    let keys: Vec<String> = kept.iter().map(|&at| text.pieces[at].key()).collect();
    let key = |at: Option<usize>| at.and_then(|at| keys.get(at)).map_or("", String::as_str);
    let mut last = None;
    for at in 0..kept.len() {
        let joined = |from: usize, to: usize| kept[from + 1..=to].iter().all(|&at| !text.turns(at));
        let ends = |at: usize| text.ends(kept[at]);
        // What another sentence says stands beside nothing.
        let before = at.checked_sub(1).filter(|&before| !ends(before));
        let after = key(Some(at + 2));
        let length = match (key(Some(at)), key(Some(at + 1))) {
            ("you", "know") if joined(at, at + 1) && !ends(at + 1) && is_aside(key(before), after) => 2,
            ("i", "mean")
                if joined(at, at + 1)
                    && !ends(at + 1)
                    && !MEANING.contains(&key(before))
                    && !MEANT.contains(&after) =>
            {
                2
            }
            // "Apple and Google and the like"
            ("like", _) if key(before) == "the" && key(at.checked_sub(2)) == "and" => 0,
            ("like", next) if !ends(at) && is_filler_like(key(before), next, after) => 1,
            _ => 0,
        };
        for &gone in &kept[at..at + length] {
            text.remove(gone, last);
        }
        if !text.pieces[kept[at]].dropped {
            last = Some(kept[at]);
        }
    }
}

/// Before "I mean" these make it a verb.
const MEANING: [&str; 7] = ["by", "do", "how", "if", "that", "what", "which"];
/// After "I mean" these are what is meant.
const MEANT: [&str; 7] = ["by", "is", "it", "that", "this", "to", "well"];

/// Whether "you know" between these words is an aside: it has neither a verb before it nor an object after it.
fn is_aside(before: &str, after: &str) -> bool {
    const VERBS: [&str; 24] = [
        "as",
        "before",
        "could",
        "did",
        "didn't",
        "do",
        "does",
        "don't",
        "everything",
        "how",
        "if",
        "let",
        "might",
        "once",
        "people",
        "should",
        "so",
        "that",
        "things",
        "to",
        "what",
        "when",
        "who",
        "would",
    ];
    !VERBS.contains(&before) && !is_object(after)
}

/// Whether a word behind "you know" or "I mean" makes a verb of them.
pub(super) fn is_object(after: &str) -> bool {
    const OBJECTS: [&str; 26] = [
        "a", "about", "all", "an", "as", "enough", "her", "him", "how", "if", "it", "me", "my", "nothing",
        "of", "that", "the", "them", "this", "us", "what", "when", "where", "who", "why", "your",
    ];
    OBJECTS.contains(&after)
}

/// Whether "like" between these words means nothing. After an article or a preposition it can't compare;
/// after "to" it is the verb only with an object; before "kind of" and "very" it compares with nothing.
fn is_filler_like(before: &str, after: &str, then: &str) -> bool {
    const DEGREES: [&str; 12] = [
        "completely",
        "extremely",
        "less",
        "pretty",
        "quite",
        "really",
        "so",
        "super",
        "too",
        "totally",
        "very",
        "way",
    ];
    const OPEN: [&str; 16] = [
        "a", "an", "and", "at", "because", "by", "for", "from", "in", "of", "on", "or", "the", "these",
        "those", "with",
    ];
    const OBJECTS: [&str; 14] =
        ["a", "an", "each", "her", "him", "it", "me", "my", "people", "that", "the", "them", "this", "you"];
    let is = matches!(
        before,
        "am" | "are" | "be" | "been" | "i'm" | "is" | "they're" | "was" | "we're" | "were" | "you're"
    );
    let degree = DEGREES.contains(&after)
        || after == "much" && matches!(then, "better" | "bigger" | "less" | "more" | "worse");
    OPEN.contains(&before) && !after.is_empty()
        || before == "to" && !OBJECTS.contains(&after)
        || matches!(after, "kind" | "sort")
            && !matches!(before, "that" | "this" | "nothing" | "something" | "anything")
        || is && degree
        || before == "just" && matches!(after, "really" | "so" | "very" | "not" | "super" | "totally")
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use crate::read::{Cue, Word};

    pub(in crate::restore) fn cleaned(text: &str) -> String {
        let cue = Cue { words: text.split_whitespace().map(Word::new).collect(), ..Cue::default() };
        let (_, mut pieces) = pieces(&[cue]);
        clean(&mut pieces);
        let mark = |piece: &Piece| if piece.end_mark().is_some() { Mark::Stop } else { Mark::None };
        let decision = |piece| Decision { mark: mark(piece), turn: false, trusted: true, scores: None };
        let mut decisions: Vec<Decision> = pieces.iter().map(decision).collect();
        clean_marked(&mut pieces, &mut decisions);
        let kept: Vec<String> =
            pieces.iter().filter(|piece| !piece.dropped).map(|p| p.core.clone() + &p.suffix).collect();
        kept.join(" ")
    }

    #[test]
    fn drops_times_that_nobody_said() {
        assert_eq!(cleaned("00:19:55 Yes, it is. 0:20:03 And it was."), "Yes, it is. And it was.");
        assert_eq!(cleaned("She ran it in 2:05:30 that year."), "She ran it in 2:05:30 that year.");
    }

    #[test]
    fn drops_fillers_with_their_commas() {
        assert_eq!(cleaned("I, uh, think um so"), "I think so");
        assert_eq!(cleaned("it was good, um. Then"), "it was good. Then");
        assert_eq!(cleaned("you create jobs, uh, you use suppliers"), "you create jobs, you use suppliers");
        assert_eq!(cleaned("I think, uh, we should"), "I think we should");
    }

    #[test]
    fn drops_like_where_it_compares_nothing() {
        assert_eq!(
            cleaned("I just wanted to like crawl into the like kind of cave"),
            "I just wanted to crawl into the kind of cave"
        );
        assert_eq!(
            cleaned("I want to like it and it was like a war"),
            "I want to like it and it was like a war"
        );
        assert_eq!(cleaned("people are like much more careful"), "people are much more careful");
        assert_eq!(cleaned("ships and tugs and the like need it"), "ships and tugs and the like need it");
        assert_eq!(
            cleaned("people like us and something like that"),
            "people like us and something like that"
        );
    }

    #[test]
    fn drops_asides_and_keeps_verbs() {
        assert_eq!(cleaned("I mean we tried but what I mean is this"), "we tried but what I mean is this");
        assert_eq!(cleaned("it was you know hard"), "it was hard");
        assert_eq!(cleaned("because somebody you know somebody had to"), "because somebody had to");
        assert_eq!(
            cleaned("do you know him and you know what I did"),
            "do you know him and you know what I did"
        );
    }
}
