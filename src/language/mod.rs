//! Languages: which one a text is in, its common words and its stems.
//!
//! English is what the model and the patterns of the later stages know. Of the others this is known: how they are
//! written, words that carry no subject (Stopwords ISO, NLTK), and Snowball's stems where there are some.

mod unspaced;
mod words;

pub use words::{Mistake, Table, Words};

pub(crate) use unspaced::{is_unspaced, joined, runs};

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use whatlang::Lang;

/// A language that can be told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(Lang);

/// ISO 639-1 codes, and the stemmers that there are.
const KNOWN: [(Lang, &str, Option<Algorithm>); 70] = [
    (Lang::Afr, "af", None),
    (Lang::Aka, "ak", None),
    (Lang::Amh, "am", None),
    (Lang::Ara, "ar", Some(Algorithm::Arabic)),
    (Lang::Aze, "az", None),
    (Lang::Bel, "be", None),
    (Lang::Bul, "bg", None),
    (Lang::Ben, "bn", None),
    (Lang::Cat, "ca", None),
    (Lang::Ces, "cs", None),
    (Lang::Cym, "cy", None),
    (Lang::Dan, "da", Some(Algorithm::Danish)),
    (Lang::Deu, "de", Some(Algorithm::German)),
    (Lang::Ell, "el", Some(Algorithm::Greek)),
    (Lang::Eng, "en", Some(Algorithm::English)),
    (Lang::Epo, "eo", None),
    (Lang::Spa, "es", Some(Algorithm::Spanish)),
    (Lang::Est, "et", None),
    (Lang::Pes, "fa", None),
    (Lang::Fin, "fi", Some(Algorithm::Finnish)),
    (Lang::Fra, "fr", Some(Algorithm::French)),
    (Lang::Guj, "gu", None),
    (Lang::Heb, "he", None),
    (Lang::Hin, "hi", None),
    (Lang::Hrv, "hr", None),
    (Lang::Hun, "hu", Some(Algorithm::Hungarian)),
    (Lang::Hye, "hy", None),
    (Lang::Ind, "id", None),
    (Lang::Ita, "it", Some(Algorithm::Italian)),
    (Lang::Jpn, "ja", None),
    (Lang::Jav, "jv", None),
    (Lang::Kat, "ka", None),
    (Lang::Khm, "km", None),
    (Lang::Kan, "kn", None),
    (Lang::Kor, "ko", None),
    (Lang::Lat, "la", None),
    (Lang::Lit, "lt", None),
    (Lang::Lav, "lv", None),
    (Lang::Mkd, "mk", None),
    (Lang::Mal, "ml", None),
    (Lang::Mar, "mr", None),
    (Lang::Mya, "my", None),
    (Lang::Nep, "ne", None),
    (Lang::Nld, "nl", Some(Algorithm::Dutch)),
    (Lang::Nob, "no", Some(Algorithm::Norwegian)),
    (Lang::Ori, "or", None),
    (Lang::Pan, "pa", None),
    (Lang::Pol, "pl", None),
    (Lang::Por, "pt", Some(Algorithm::Portuguese)),
    (Lang::Ron, "ro", Some(Algorithm::Romanian)),
    (Lang::Rus, "ru", Some(Algorithm::Russian)),
    (Lang::Sin, "si", None),
    (Lang::Slk, "sk", None),
    (Lang::Slv, "sl", None),
    (Lang::Sna, "sn", None),
    (Lang::Srp, "sr", None),
    (Lang::Swe, "sv", Some(Algorithm::Swedish)),
    (Lang::Tam, "ta", Some(Algorithm::Tamil)),
    (Lang::Tel, "te", None),
    (Lang::Tha, "th", None),
    (Lang::Tuk, "tk", None),
    (Lang::Tgl, "tl", None),
    (Lang::Tur, "tr", Some(Algorithm::Turkish)),
    (Lang::Ukr, "uk", None),
    (Lang::Urd, "ur", None),
    (Lang::Uzb, "uz", None),
    (Lang::Vie, "vi", None),
    (Lang::Yid, "yi", None),
    (Lang::Cmn, "zh", None),
    (Lang::Zul, "zu", None),
];

/// What is known of the words of a language.
struct Lexicon {
    common: BTreeSet<&'static str>,
    stemmer: Option<Stemmer>,
}

static LEXICONS: [OnceLock<Lexicon>; KNOWN.len()] = [const { OnceLock::new() }; KNOWN.len()];

impl Language {
    /// The one that everything is made for.
    pub const ENGLISH: Self = Self(Lang::Eng);

    /// What somebody is called whom nobody names, "Speaker 1"; in languages that the templates don't know, in English.
    pub(crate) fn speaker(self, number: usize) -> String {
        match self.0 {
            Lang::Ara => format!("المتحدث {number}"),
            Lang::Deu => format!("Stimme {number}"),
            Lang::Spa | Lang::Por => format!("Voz {number}"),
            Lang::Fra => format!("Voix {number}"),
            Lang::Ita => format!("Voce {number}"),
            Lang::Jpn => format!("話者{number}"),
            _ => format!("Speaker {number}"),
        }
    }

    /// The language of a text, by its words; English when nothing else is plain.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let sample = sample(&words);
        let english = Self::ENGLISH.share_of_common(&sample);
        if english >= ENGLISH {
            return Self::ENGLISH;
        }
        let Some(found) = whatlang::detect(&sample.join(" ")) else { return Self::ENGLISH };
        let language = Self(found.lang());
        // Some languages have a script for themselves; among those in Latin letters a short text may look like any.
        let plain = if found.script() == whatlang::Script::Latin {
            let common = language.share_of_common(&sample);
            common >= COMMON && common > english
                || language.lexicon().common.is_empty() && found.is_reliable() && sample.len() >= LONG
        } else {
            true
        };
        if plain { language } else { Self::ENGLISH }
    }

    fn index(self) -> usize {
        KNOWN.iter().position(|(lang, ..)| *lang == self.0).unwrap_or(0)
    }

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        KNOWN[self.index()].1
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        self.0.eng_name()
    }

    /// Whether it is English.
    pub fn is_english(self) -> bool {
        self == Self::ENGLISH
    }

    /// Whether it is written without spaces between words.
    pub fn is_unspaced(self) -> bool {
        matches!(self.0, Lang::Jpn | Lang::Cmn)
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        matches!(self.0, Lang::Ara | Lang::Heb | Lang::Pes | Lang::Urd | Lang::Yid)
    }

    /// Whether its nouns, and not only names, are written with a capital.
    pub(crate) fn capitalises_nouns(self) -> bool {
        self.0 == Lang::Deu
    }

    fn lexicon(self) -> &'static Lexicon {
        let index = self.index();
        LEXICONS[index].get_or_init(|| Lexicon {
            common: stop_words::lookup(self.code()).unwrap_or_default().iter().copied().collect(),
            stemmer: KNOWN[index].2.map(Stemmer::create),
        })
    }

    /// Whether a lower-cased word is one of those that any text is full of.
    pub(crate) fn is_common(self, word: &str) -> bool {
        self.lexicon().common.contains(word)
    }

    /// The stem of a lower-cased word by which it is compared with others: the word itself where there is no stemmer.
    pub(crate) fn stem(self, word: &str) -> String {
        match &self.lexicon().stemmer {
            Some(stemmer) => stemmer.stem(word).into_owned(),
            None => word.to_owned(),
        }
    }

    fn share_of_common(self, words: &[&str]) -> f64 {
        let common = words.iter().filter(|word| {
            self.is_common(
                &word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"),
            )
        });
        common.count() as f64 / words.len().max(1) as f64
    }

    /// All codes, in order.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(_, code, _)| *code)
    }
}

/// The share of English stop words above which a text is English: people who speak it use a half of them, and texts
/// in its neighbours hardly a tenth.
const ENGLISH: f64 = 0.3;
/// The least share of its own stop words in a text of another language.
const COMMON: f64 = 0.2;
/// Words from which on the letters alone tell a language that has no list of stop words.
const LONG: usize = 50;

/// Stretches from all over the text: talks may begin with a greeting in another language.
fn sample<'a>(words: &[&'a str]) -> Vec<&'a str> {
    const STRETCHES: usize = 8;
    const LENGTH: usize = 150;
    if words.len() <= STRETCHES * LENGTH {
        return words.to_vec();
    }
    (0..STRETCHES)
        .flat_map(|at| words.iter().skip(at * words.len() / STRETCHES).take(LENGTH).copied())
        .collect()
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    /// A language by its ISO 639-1 code.
    fn from_str(code: &str) -> Result<Self, String> {
        let lower = code.trim().to_lowercase();
        let found = KNOWN.iter().find(|(_, known, _)| *known == lower);
        found.map(|(lang, ..)| Self(*lang)).ok_or_else(|| {
            let codes: Vec<&str> = Self::codes().collect();
            format!("`{code}` is no language that crib knows; they are {}", codes.join(", "))
        })
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> &'static str {
        Language::of(text.split_whitespace()).code()
    }

    #[test]
    fn tells_languages_apart() {
        for (text, code) in [
            ("so the thing about lighthouses is that the light was never the hard part of it", "en"),
            (
                "el faro se construyó sobre una roca que el mar cubría dos veces al día y nadie creía en él",
                "es",
            ),
            (
                "der Turm wurde auf einem Felsen gebaut, den das Meer zweimal am Tag bedeckte, und keiner glaubte daran",
                "de",
            ),
            (
                "la tour a été construite sur un rocher que la mer couvrait deux fois par jour et personne n'y croyait",
                "fr",
            ),
            ("بنيت المنارة على صخرة كان البحر يغطيها مرتين في اليوم ولم يصدق ذلك أحد", "ar"),
            ("灯台は一日に二度海に沈む岩の上に建てられました。誰も信じていませんでした。", "ja"),
            ("灯塔建在一块每天被海水淹没两次的岩石上，没有人相信它能建成。", "zh"),
            ("маяк построили на скале, которую море закрывало два раза в день, и никто в это не верил", "ru"),
        ] {
            assert_eq!(of(text), code, "{text}");
        }
    }

    #[test]
    fn takes_what_is_short_or_strange_for_english() {
        for text in ["", "Fresnel", "okay", "Null pointer", "um uh", "12 34", "Ada Lovelace Charles Babbage"]
        {
            assert_eq!(of(text), "en", "{text}");
        }
    }

    #[test]
    fn has_a_code_for_every_language_that_can_be_found() {
        for lang in Lang::all() {
            assert_eq!(KNOWN.iter().filter(|(known, ..)| known == lang).count(), 1, "{lang:?}");
        }
        assert!(KNOWN.is_sorted_by(|a, b| a.1 < b.1));
        assert!("xx".parse::<Language>().is_err_and(|message| message.contains("de, el, en")));
        assert_eq!("ES".parse::<Language>().map(Language::name), Ok("Spanish"));
    }

    #[test]
    fn stems_and_common_words_are_its_own() {
        let german: Language = "de".parse().unwrap();
        assert!(german.is_common("und") && !german.is_common("and"));
        assert_eq!(german.stem("häuser"), german.stem("haus"));
    }
}
