//! Parts of speech.
//!
//! The tagger is harper-brill's (E. Brill 1992, "A simple rule-based part of speech tagger", trained
//! on Universal Dependencies; Apache-2.0). Its version is pinned to the last one without a neural
//! chunker, which we don't use and which would add a hundred crates. Words that it doesn't know
//! (names, contractions, new words) are judged here by their form.

use harper_brill::{Tagger as _, UPOS, brill_tagger};

use crate::language::Language;
use crate::restore::{Sentence, key};

/// The part of speech of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pos {
    /// Common noun.
    Noun,
    /// Name.
    Name,
    /// Number in digits or words.
    Number,
    /// Adjective.
    Adjective,
    /// Main verb.
    Verb,
    /// Auxiliary or copula.
    Auxiliary,
    /// Adverb.
    Adverb,
    /// Pronoun, alone or with a contracted verb ("it's").
    Pronoun,
    /// Article, demonstrative, quantifier.
    Determiner,
    /// Preposition.
    Preposition,
    /// Conjunction, coordinating or subordinating.
    Conjunction,
    /// "to", "not", interjections, marks.
    Other,
}

impl Pos {
    /// Whether words of this kind carry the subject of a talk.
    pub fn is_content(self) -> bool {
        matches!(self, Self::Noun | Self::Name | Self::Number | Self::Adjective | Self::Verb)
    }

    /// Noun or name.
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Name)
    }
}

/// Tags the tokens of a sentence in any language: outside of English by what needs no grammar. Words that any text is full
/// of are `Other`, what is written with a capital for no other reason is a name, and the rest counts as nouns.
pub(crate) fn tag_in(language: Language, sentence: &Sentence) -> Vec<Pos> {
    if language.is_english() {
        return tag(sentence);
    }
    let mut starts = true;
    let tags = sentence.tokens.iter().map(|token| {
        let word = bare(&token.text);
        let capital = !starts && !language.capitalises_nouns() && word.starts_with(char::is_uppercase);
        // After a colon or an opening quote a new sentence begins.
        starts = token.text.ends_with([':', '.', '?', '!', '…', '\u{a0}'])
            || token.text.starts_with(['"', '“', '«', '¿', '¡', '„']);
        plain(language, word, capital)
    });
    tags.collect()
}

fn plain(language: Language, word: &str, capital: bool) -> Pos {
    let lower = key(word);
    // Of Japanese words only those in Chinese characters and katakana carry a subject.
    let grammar =
        lower.chars().all(|c| matches!(c, '\u{3041}'..='\u{309f}' | 'ー')) && language.is_unspaced();
    // "l'île": what French and Italian elide is in the list of common words without what follows.
    let whole =
        lower.split_once('\'').filter(|(head, rest)| head.chars().count() <= 2 && rest.chars().count() > 1);
    if lower.is_empty() || grammar {
        Pos::Other
    } else if word.starts_with(char::is_numeric) {
        Pos::Number
    } else if language.is_common(&lower) || whole.is_some_and(|(_, rest)| language.is_common(rest)) {
        Pos::Other
    } else if capital {
        Pos::Name
    } else {
        Pos::Noun
    }
}

/// Reads the tagger's tables.
pub(super) fn load() {
    drop(brill_tagger());
}

/// Tags the tokens of an English sentence.
pub(crate) fn tag(sentence: &Sentence) -> Vec<Pos> {
    let bare: Vec<String> = sentence.tokens.iter().map(|token| bare(&token.text).to_owned()).collect();
    let tags = brill_tagger().tag_sentence(&bare);
    let mut found: Vec<Pos> =
        bare.iter().zip(tags).enumerate().map(|(at, (word, tag))| judge(word, tag, at == 0)).collect();
    find_verbs(&bare, &mut found);
    found
}

/// Makes verbs of the nouns that stand where only a verb can: "the wallet can parse it", "we work on it".
fn find_verbs(words: &[String], tags: &mut [Pos]) {
    const MODALS: [&str; 9] = ["can", "could", "may", "might", "must", "shall", "should", "will", "would"];
    const AFTER_US: [&str; 7] = ["all", "both", "folks", "guys", "humans", "people", "two"];
    let mut opens = false;
    for at in 0..words.len() {
        let word = key(&words[at]);
        if opens && tags[at] == Pos::Noun && !AFTER_US.contains(&word.as_str()) {
            tags[at] = Pos::Verb;
        }
        let modal = MODALS.contains(&word.trim_end_matches("n't")) || matches!(&*word, "can't" | "won't");
        let subject = matches!(&*word, "i" | "we" | "they" | "he" | "she") || word.ends_with("'ll");
        // "will not really work": adverbs don't part the two.
        opens = modal && tags[at] == Pos::Auxiliary
            || subject && tags[at] == Pos::Pronoun
            || opens && (tags[at] == Pos::Adverb || word == "not");
    }
}

/// The words of a sentence for comparisons, without the marks around them.
pub(super) fn keys(sentence: &Sentence) -> Vec<String> {
    sentence.tokens.iter().map(|token| key(bare(&token.text))).collect()
}

/// A token's text without the punctuation around it.
pub(crate) fn bare(text: &str) -> &str {
    let bare =
        text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%' | '+' | '#'));
    // "the U.S. army" keeps its last full stop.
    let initials = bare.len() > 1 && bare.split('.').all(|part| part.chars().count() == 1);
    if !initials {
        return bare;
    }
    match text.split_once(bare) {
        Some((before, after)) if after.starts_with('.') => &text[before.len()..=before.len() + bare.len()],
        _ => bare,
    }
}

fn judge(word: &str, tag: Option<UPOS>, first: bool) -> Pos {
    let lower = key(word);
    if let Some(pos) = contraction(&lower).or_else(|| number(&lower)) {
        return pos;
    }
    let capital = !first && word != "I" && word.chars().next().is_some_and(char::is_uppercase);
    match tag {
        // Captions and typists write names with a capital; the tagger reads many as something else.
        Some(UPOS::NOUN | UPOS::ADJ | UPOS::VERB | UPOS::ADV | UPOS::PROPN) | None if capital => Pos::Name,
        Some(UPOS::PROPN) if first => Pos::Name,
        Some(UPOS::NOUN | UPOS::PROPN) => Pos::Noun,
        Some(UPOS::NUM) => Pos::Number,
        Some(UPOS::ADJ) => Pos::Adjective,
        Some(UPOS::VERB) => Pos::Verb,
        Some(UPOS::AUX) => Pos::Auxiliary,
        Some(UPOS::ADV) => Pos::Adverb,
        Some(UPOS::PRON) => Pos::Pronoun,
        Some(UPOS::DET) => Pos::Determiner,
        Some(UPOS::ADP) => Pos::Preposition,
        Some(UPOS::CCONJ | UPOS::SCONJ) => Pos::Conjunction,
        Some(_) => Pos::Other,
        None => unknown(&lower),
    }
}

/// Contractions, which the tagger doesn't know.
fn contraction(lower: &str) -> Option<Pos> {
    let (head, tail) = lower.split_once('\'')?;
    match (head, tail) {
        (_, "t") if head.ends_with('n') => Some(Pos::Auxiliary),
        (
            "i" | "you" | "he" | "she" | "it" | "we" | "they" | "that" | "there" | "who" | "what" | "this",
            _,
        ) => Some(Pos::Pronoun),
        ("let", "s") => Some(Pos::Verb),
        ("where" | "how" | "when" | "why" | "here", _) => Some(Pos::Adverb),
        _ => None,
    }
}

fn number(lower: &str) -> Option<Pos> {
    const WORDS: [&str; 34] = [
        "billion",
        "billions",
        "dozen",
        "eight",
        "eighteen",
        "eighty",
        "eleven",
        "fifteen",
        "fifty",
        "five",
        "forty",
        "four",
        "fourteen",
        "half",
        "hundred",
        "hundreds",
        "million",
        "millions",
        "nine",
        "nineteen",
        "ninety",
        "seven",
        "seventeen",
        "seventy",
        "six",
        "sixteen",
        "sixty",
        "ten",
        "thirteen",
        "thirty",
        "thousand",
        "three",
        "trillion",
        "twenty",
    ];
    let digits = lower.trim_start_matches(['$', '€', '£', '#']).starts_with(|c: char| c.is_ascii_digit());
    (digits
        || WORDS.binary_search(&lower).is_ok()
        || matches!(lower, "two" | "twelve" | "thousands" | "trillions"))
    .then_some(Pos::Number)
}

/// Judges a word that the tagger doesn't know by its ending, as Brill's own rules for unknown words do.
fn unknown(lower: &str) -> Pos {
    const ADJECTIVES: [&str; 9] = ["able", "ible", "ical", "ious", "less", "ful", "ish", "ive", "ary"];
    if lower.is_empty() {
        Pos::Other
    } else if lower.ends_with("ly") {
        Pos::Adverb
    } else if matches!(lower, "gonna" | "wanna" | "gotta") {
        Pos::Auxiliary
    } else if lower.ends_with("ing")
        || lower.ends_with("ed")
        || lower.ends_with("ize")
        || lower.ends_with("ise")
    {
        Pos::Verb
    } else if ADJECTIVES.iter().any(|ending| lower.ends_with(ending)) {
        Pos::Adjective
    } else if matches!(lower, "yeah" | "ooh" | "wow" | "hey" | "okay" | "ok" | "yep" | "nope" | "mm-hmm") {
        Pos::Other
    } else {
        Pos::Noun
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    fn tags(text: &str) -> Vec<(String, Pos)> {
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let sentence = &script.sentences[0];
        sentence.tokens.iter().map(|token| bare(&token.text).to_owned()).zip(tag(sentence)).collect()
    }

    #[test]
    fn knows_what_speech_is_made_of() {
        let found = tags("But it's Fresnel who didn't sell 24 lenses to the introspection people.");
        let of = |word: &str| found.iter().find(|(text, _)| text == word).map(|(_, pos)| *pos);
        assert_eq!(of("it's"), Some(Pos::Pronoun));
        assert_eq!(of("Fresnel"), Some(Pos::Name));
        assert_eq!(of("didn't"), Some(Pos::Auxiliary));
        assert_eq!(of("24"), Some(Pos::Number));
        assert_eq!(of("lenses"), Some(Pos::Noun));
        assert_eq!(of("introspection"), Some(Pos::Noun));
        let found = tags("The reader can parse the address and then we work on what they will soon post.");
        let of = |word: &str| found.iter().find(|(text, _)| text == word).map(|(_, pos)| *pos);
        for verb in ["parse", "work", "post"] {
            assert_eq!(of(verb), Some(Pos::Verb), "{verb}");
        }
    }
}
