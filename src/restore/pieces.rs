//! Words on their way from the source to the page.

use std::ops::Range;

use crate::read::{Cue, Millis, Sound, Word};

/// A readable word in the making: one source word, or several that the glossary joined.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The source words, half-open.
    pub(super) words: Range<usize>,
    /// Opening quotes and brackets.
    pub(super) prefix: String,
    /// The word itself.
    pub(super) core: String,
    /// What the source writes behind the word: marks, closing quotes and brackets.
    pub(super) suffix: String,
    /// The spelling is the glossary's, so that case is not restored.
    pub(super) fixed: bool,
    /// Cleaning took it out of the readable text.
    pub(super) dropped: bool,
    /// What the source tells about the place before the word.
    pub(super) before: Place,
}

/// What the source tells about the place between two words.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// Silence before the word.
    pub(super) pause: Option<Millis>,
    /// Another labelled speaker starts here, or the source marks a change.
    pub(super) turn: bool,
    /// A paragraph starts here.
    pub(super) paragraph: bool,
    /// Non-speech is noted here.
    pub(super) sound: Option<Sound>,
    /// Fillers (um, uh) were said here and taken out.
    pub(super) filler: bool,
}

impl Piece {
    /// The word for comparisons: lower case, straight apostrophes.
    pub(super) fn key(&self) -> String {
        key(&self.core)
    }

    /// The sentence mark that the source writes after the word.
    pub(super) fn end_mark(&self) -> Option<char> {
        if self.suffix.contains(['?', '？', '؟']) {
            Some('?')
        } else if self.suffix.contains(['!', '…', '。', '！', '۔', '।'])
            || self.suffix.contains('.') && !is_abbreviation(&self.core)
        {
            Some('.')
        } else {
            None
        }
    }
}

/// Lower-cases a word and straightens its apostrophes, for comparisons.
pub(crate) fn key(word: &str) -> String {
    let lower = word.to_lowercase();
    // Nearly all words have none, and this is called for every word many times.
    if lower.contains(['’', '‘', '`']) { lower.replace(['’', '‘', '`'], "'") } else { lower }
}

/// Abbreviations after which a full stop does not end a sentence.
fn is_abbreviation(core: &str) -> bool {
    const ABBREVIATIONS: [&str; 24] = [
        "a.m", "approx", "cf", "co", "dr", "e.g", "etc", "fig", "gen", "i.e", "inc", "jr", "lt", "ltd", "mr",
        "mrs", "ms", "p.m", "prof", "rev", "sen", "sr", "st", "vs",
    ];
    let lower = core.to_lowercase();
    // "etc." may end a sentence, but far more often it doesn't in speech that goes on.
    ABBREVIATIONS.binary_search(&lower.as_str()).is_ok()
        || (core.chars().count() == 1 && core != "I" && core.chars().all(char::is_uppercase))
}

/// Splits the words of all cues into pieces. Words that are only punctuation go to the piece before
/// them, so that every piece has letters or digits, except where a source word has none at all.
pub(super) fn pieces(cues: &[Cue]) -> (Vec<Word>, Vec<Piece>) {
    let mut words: Vec<Word> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut place = Place::default();
    let mut speaker: Option<&str> = None;
    let mut opening: Option<(usize, String)> = None;
    for cue in cues {
        place.turn |= cue.turn_mark
            || (cue.speaker.is_some() && speaker.is_some_and(|s| Some(s) != cue.speaker.as_deref()));
        place.paragraph |= cue.paragraph;
        place.sound = cue.sound.or(place.sound);
        if cue.speaker.is_some() {
            speaker = cue.speaker.as_deref();
        }
        for (index, word) in cue.words.iter().enumerate() {
            let mut timed = word.clone();
            if index == 0 && timed.start.is_none() {
                timed.start = cue.start;
            }
            if index + 1 == cue.words.len() && timed.end.is_none() && word.start.is_none() {
                timed.end = cue.end;
            }
            place.pause = place.pause.or_else(|| pause(words.last(), &timed));
            let at = words.len();
            words.push(timed);
            let (prefix, core, suffix) = split_punctuation(&word.text);
            if core.is_empty() && opens(suffix) {
                // "« oui »": French parts its quotation marks from the words.
                let (_, marks) = opening.get_or_insert((at, String::new()));
                marks.push_str(suffix);
                marks.push('\u{a0}');
                continue;
            }
            if core.is_empty()
                && opening.is_none()
                && let Some(last) = pieces.last_mut()
            {
                // A line of somebody else that is only a full stop says nothing of what was said before.
                if !place.turn {
                    if parted(suffix) {
                        last.suffix.push('\u{a0}');
                    }
                    last.suffix.push_str(suffix);
                }
                last.words.end = at + 1;
                continue;
            }
            let (first, mut before) = opening.take().unwrap_or((at, String::new()));
            before.push_str(prefix);
            pieces.push(Piece {
                words: first..at + 1,
                prefix: before,
                core: mended(core),
                suffix: mended(suffix),
                fixed: false,
                dropped: false,
                before: std::mem::take(&mut place),
            });
        }
    }
    if let (Some((_, text)), Some(last)) = (opening, pieces.last_mut()) {
        last.suffix.push_str(text.trim_end());
        last.words.end = words.len();
    }
    keep_initials(&mut pieces);
    (words, pieces)
}

/// The text with whole apostrophes: where "&apos;" was decoded badly, "People';s" stands for "People's".
fn mended(text: &str) -> String {
    if text.contains("';") { text.replace("';", "'") } else { text.to_owned() }
}

/// Gives initials their full stop, "the U.S. army", unless what follows looks like the beginning of a sentence.
fn keep_initials(pieces: &mut [Piece]) {
    const STARTS: [&str; 46] = [
        "a", "also", "an", "and", "as", "at", "because", "but", "he", "how", "however", "i", "if", "in",
        "it", "its", "my", "no", "now", "of", "on", "or", "our", "she", "so", "some", "that", "the", "then",
        "there", "these", "they", "this", "those", "to", "we", "well", "what", "when", "where", "which",
        "who", "why", "yeah", "yes", "you",
    ];
    for at in 0..pieces.len().saturating_sub(1) {
        let next = &pieces[at + 1];
        let key = next.key();
        let word = key.split('\'').next().unwrap_or_default();
        let starts = next.before.turn
            || next.before.paragraph
            || next.core.starts_with(char::is_uppercase) && STARTS.binary_search(&word).is_ok();
        let piece = &mut pieces[at];
        if piece.suffix.starts_with('.') && !starts && is_initials(&piece.core) {
            piece.suffix.remove(0);
            piece.core.push('.');
        }
    }
}

/// "U.S", "D.C": single letters parted by full stops.
fn is_initials(core: &str) -> bool {
    core.contains('.')
        && core.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic))
}

/// Whether a word that is nothing but marks belongs to what follows.
fn opens(marks: &str) -> bool {
    !marks.is_empty() && marks.chars().all(|c| matches!(c, '«' | '¿' | '¡' | '„' | '「' | '『' | '（'))
}

/// Whether marks that stand alone are parted from the word by a space: a dash, and others in French.
fn parted(marks: &str) -> bool {
    !marks.is_empty() && marks.chars().all(|c| matches!(c, '»' | ':' | ';' | '?' | '!' | '-' | '–' | '—'))
}

/// The silence between two words, where their times tell. Without an end of the word before, its
/// length is taken as 60 ms a letter and 120 ms more, the median of read speech at 160 words a minute.
fn pause(before: Option<&Word>, word: &Word) -> Option<Millis> {
    let before = before?;
    let start = word.start?;
    let end = before
        .end
        .or_else(|| Some(Millis(before.start?.0 + 120 + 60 * before.text.chars().count() as u64)))?;
    Some(start.since(end))
}

/// Splits `("don't,"` into opening punctuation, the word and what follows it.
fn split_punctuation(word: &str) -> (&str, &str, &str) {
    let keeps = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '@' | '%' | '+' | '°');
    let Some(first) = word.find(|c: char| keeps(c) || c == '\'' || c == '’') else {
        return ("", "", word);
    };
    // A leading apostrophe belongs to the word in 'cause and '90s, else it is a quote.
    let first = if word[first..].starts_with(['\'', '’']) && !is_elision(&word[first..]) {
        word.find(keeps).unwrap_or(first)
    } else {
        first
    };
    let last = word
        .rfind(|c: char| keeps(c) || c == '-')
        .map_or(first, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
    if last <= first {
        return ("", "", word);
    }
    (&word[..first], &word[first..last], &word[last..])
}

fn is_elision(word: &str) -> bool {
    let rest = word.trim_start_matches(['\'', '’']).to_lowercase();
    rest.starts_with(|c: char| c.is_ascii_digit())
        || ["cause", "em", "kay", "til", "bout", "tis", "twas"]
            .iter()
            .any(|elided| rest.trim_end_matches(|c: char| !c.is_alphanumeric()) == *elided)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_end_a_sentence_only_before_another() {
        let ends = |text: &str| {
            let (_, pieces) = pieces(&[Cue::spoken(None, text)]);
            pieces.iter().filter(|piece| piece.end_mark().is_some()).count()
        };
        assert_eq!(ends("The U.S. army met the U.K. Navy in Washington D.C. on Monday."), 1);
        assert_eq!(ends("We went to the U.S. That was in May."), 2);
        assert_eq!(ends("We went to the U.S."), 1);
    }

    #[test]
    fn splits_marks_from_words() {
        assert_eq!(split_punctuation("(\"don't,\""), ("(\"", "don't", ",\""));
        assert_eq!(split_punctuation("'cause"), ("", "'cause", ""));
        assert_eq!(split_punctuation("'hello'"), ("'", "hello", "'"));
        assert_eq!(split_punctuation("--"), ("", "", "--"));
        assert_eq!(split_punctuation("$5.50?"), ("", "$5.50", "?"));
        assert_eq!(split_punctuation("U.S."), ("", "U.S", "."));
        assert!(
            is_initials("U.S") && is_initials("D.C") && !is_initials("1.17") && !is_initials("example.com")
        );
        assert_eq!(split_punctuation("th-"), ("", "th-", ""));
    }
}
