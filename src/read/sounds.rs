//! Notes in brackets: what is a sound, and which.

use super::time;
use super::transcript::Sound;

const MUSIC: [&str; 10] =
    ["music", "musical", "song", "singing", "sings", "jingle", "theme", "melody", "instrumental", "piano"];
const APPLAUSE: [&str; 9] =
    ["applause", "applauding", "applauds", "clapping", "claps", "cheering", "cheers", "cheer", "ovation"];
const LAUGHTER: [&str; 10] = [
    "laughter",
    "laughs",
    "laughing",
    "laugh",
    "chuckles",
    "chuckling",
    "chuckle",
    "giggles",
    "giggling",
    "snickers",
];
const MISSING: [&str; 12] = [
    "inaudible",
    "crosstalk",
    "unintelligible",
    "indistinct",
    "bleep",
    "bleeped",
    "censored",
    "expletive",
    "redacted",
    "garbled",
    "overlapping",
    "beep",
];
const OTHER: [&str; 36] = [
    "sigh",
    "sighs",
    "sighing",
    "cough",
    "coughs",
    "coughing",
    "gasps",
    "gasp",
    "groans",
    "groan",
    "silence",
    "pause",
    "pauses",
    "noise",
    "static",
    "sniffs",
    "sniffles",
    "throat",
    "whispers",
    "whispering",
    "foreign",
    "speaking",
    "audio",
    "blank_audio",
    "ringing",
    "ringtone",
    "knocking",
    "murmuring",
    "chatter",
    "screaming",
    "booing",
    "whistling",
    "exhales",
    "inhales",
    "snaps",
    "sound",
];
/// The same in other languages, as YouTube and subtitles write them.
const ABROAD: [(&str, Sound); 33] = [
    ("música", Sound::Music),
    ("musique", Sound::Music),
    ("musik", Sound::Music),
    ("musica", Sound::Music),
    ("muziek", Sound::Music),
    ("muzyka", Sound::Music),
    ("музыка", Sound::Music),
    ("موسيقى", Sound::Music),
    ("音楽", Sound::Music),
    ("音乐", Sound::Music),
    ("音樂", Sound::Music),
    ("음악", Sound::Music),
    ("aplausos", Sound::Applause),
    ("applaudissements", Sound::Applause),
    ("applaus", Sound::Applause),
    ("applausi", Sound::Applause),
    ("oklaski", Sound::Applause),
    ("аплодисменты", Sound::Applause),
    ("تصفيق", Sound::Applause),
    ("拍手", Sound::Applause),
    ("掌声", Sound::Applause),
    ("박수", Sound::Applause),
    ("risas", Sound::Laughter),
    ("rires", Sound::Laughter),
    ("gelächter", Sound::Laughter),
    ("lachen", Sound::Laughter),
    ("risate", Sound::Laughter),
    ("risos", Sound::Laughter),
    ("смех", Sound::Laughter),
    ("ضحك", Sound::Laughter),
    ("笑い", Sound::Laughter),
    ("笑声", Sound::Laughter),
    ("웃음", Sound::Laughter),
];
/// Words that a note hardly has and a remark in brackets often has.
const FUNCTION_WORDS: [&str; 24] = [
    "the", "a", "an", "of", "my", "our", "your", "his", "their", "is", "was", "are", "were", "and", "or",
    "but", "that", "this", "i", "we", "you", "it", "to", "for",
];

/// What a pair of brackets holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    /// A sound, or speech that is missing.
    Sound(Sound),
    /// Nothing that is heard: a time.
    Nothing,
}

/// Understands the inside of `[...]`; `None` when the words in it are part of the text.
///
/// Captions write notes of any kind in square brackets. Prose also has remarks of an editor there, so
/// in prose only known sounds count.
pub(super) fn square(inside: &str, captions: bool) -> Option<Note> {
    if time::stamp(inside).is_some() {
        return Some(Note::Nothing);
    }
    let words = words(inside);
    if words.iter().all(|word| word.chars().all(|c| matches!(c, '_' | '?' | '.' | '*' | '-'))) {
        return Some(Note::Sound(Sound::Missing));
    }
    let known = words.iter().find_map(|word| sound(word));
    if known.is_some() && words.len() <= 8 {
        return known.map(Note::Sound);
    }
    let note = captions
        && words.len() <= 6
        && !words.iter().any(|word| FUNCTION_WORDS.contains(&word.as_str()))
        && words.iter().any(|word| word.chars().any(char::is_alphabetic));
    note.then_some(Note::Sound(Sound::Other))
}

/// Understands the inside of `(...)`, where only known sounds count: `upbeat music`, `LAUGHTER`.
pub(super) fn round(inside: &str) -> Option<Note> {
    if time::stamp(inside).is_some() {
        return Some(Note::Nothing);
    }
    let words = words(inside);
    if words.is_empty() || words.len() > 4 || words.iter().any(|word| FUNCTION_WORDS.contains(&word.as_str()))
    {
        return None;
    }
    let ends = [words.last(), words.first()];
    ends.into_iter().flatten().find_map(|word| sound(word)).map(Note::Sound)
}

fn words(inside: &str) -> Vec<String> {
    inside.split_whitespace().map(|word| word.trim_matches([',', ';', ':', '♪']).to_lowercase()).collect()
}

fn sound(word: &str) -> Option<Sound> {
    let lists: [(&[&str], Sound); 5] = [
        (&MUSIC, Sound::Music),
        (&APPLAUSE, Sound::Applause),
        (&LAUGHTER, Sound::Laughter),
        (&MISSING, Sound::Missing),
        (&OTHER, Sound::Other),
    ];
    let abroad = || ABROAD.iter().find(|(known, _)| *known == word).map(|(_, sound)| *sound);
    lists.iter().find(|(list, _)| list.contains(&word)).map(|(_, sound)| *sound).or_else(abroad)
}

/// Of two sounds at one place the one that says more about the structure of the talk.
pub(super) fn stronger(one: Option<Sound>, other: Sound) -> Sound {
    let rank = |sound| match sound {
        Sound::Music => 0,
        Sound::Applause => 1,
        Sound::Laughter => 2,
        Sound::Missing => 3,
        Sound::Other => 4,
    };
    one.filter(|&one| rank(one) <= rank(other)).unwrap_or(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_notes_from_remarks() {
        let cases = [
            ("Music", Some(Sound::Music)),
            ("upbeat music playing", Some(Sound::Music)),
            (" __ ", Some(Sound::Missing)),
            ("inaudible 00:12:34", Some(Sound::Missing)),
            ("Applause", Some(Sound::Applause)),
            ("BLANK_AUDIO", Some(Sound::Other)),
            ("door opens", Some(Sound::Other)),
            ("the company", None),
        ];
        for (inside, expected) in cases {
            assert_eq!(square(inside, true), expected.map(Note::Sound), "{inside}");
        }
        assert_eq!(square("door opens", false), None);
        assert_eq!(square("00:12:34", false), Some(Note::Nothing));
    }

    #[test]
    fn takes_only_known_sounds_from_round_brackets() {
        assert_eq!(round("upbeat music"), Some(Note::Sound(Sound::Music)));
        assert_eq!(round("audience laughing"), Some(Note::Sound(Sound::Laughter)));
        for spoken in ["the music of Bach", "or so", "1998", "I laugh", ""] {
            assert_eq!(round(spoken), None, "{spoken}");
        }
    }
}
