//! Chinese and Japanese, which are written without spaces between words.

/// Whether a character belongs to a script that is written without spaces, its punctuation included.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{30ff}' // punctuation, hiragana, katakana
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' // full-width forms
        | '\u{20000}'..='\u{3ffff}')
}

/// What a word may be a run of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Hiragana,
    Katakana,
    Other,
    /// Goes with what follows.
    Opening,
    /// Goes with what is before.
    Closing,
}

fn kind(c: char) -> Kind {
    match c {
        '「' | '『' | '（' | '【' | '《' | '〈' | '［' => Kind::Opening,
        '々'
        | '〆'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Kind::Han,
        '\u{3041}'..='\u{309f}' => Kind::Hiragana,
        '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Kind::Katakana,
        c if c.is_alphanumeric() => Kind::Other,
        c if is_unspaced(c) => Kind::Closing,
        _ => Kind::Other,
    }
}

/// Longest run of Chinese characters that is taken for a word where there are no kana around it.
const LONGEST_NAME: usize = 4;

/// The byte ranges of the words in a stretch without spaces: runs of one script, punctuation with the run it belongs
/// to. Japanese writes its nouns in Chinese characters or katakana and its grammar in hiragana, so that such runs come
/// near to words; Chinese is cut into characters.
pub(crate) fn runs(text: &str) -> Vec<std::ops::Range<usize>> {
    if !text.contains(is_unspaced) {
        return std::iter::once(0..text.len()).filter(|range| !range.is_empty()).collect();
    }
    let kana = text.chars().any(|c| matches!(kind(c), Kind::Hiragana | Kind::Katakana));
    let han = text.chars().filter(|&c| kind(c) == Kind::Han).count();
    let by_character = !kana && han > LONGEST_NAME;
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut last: Option<Kind> = None;
    for (at, c) in text.char_indices() {
        let kind = kind(c);
        let goes_on = match (last, kind) {
            (Some(_), Kind::Closing) | (Some(Kind::Opening), _) => true,
            (None | Some(Kind::Closing), _) => false,
            (Some(Kind::Han), Kind::Han) => !by_character,
            (Some(last), kind) => last == kind,
        };
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(run) if goes_on => run.end = end,
            _ => runs.push(at..end),
        }
        last = Some(kind);
    }
    runs
}

/// Joins words as they are written: with a space, but where one of the two is in a script without.
pub(crate) fn joined<'a>(words: impl IntoIterator<Item = &'a str>, unspaced: bool) -> String {
    let mut text = String::new();
    for word in words {
        let glued = unspaced && (text.ends_with(is_unspaced) || word.starts_with(is_unspaced));
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        runs(text).into_iter().map(|run| &text[run]).collect()
    }

    #[test]
    fn cuts_japanese_where_its_scripts_change() {
        assert_eq!(
            cut("灯台は「フレネル」レンズです。夜、AIが"),
            ["灯台", "は", "「フレネル」", "レンズ", "です。", "夜、", "AI", "が"]
        );
        assert_eq!(cut("don't"), ["don't"]);
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn cuts_chinese_into_characters() {
        assert_eq!(cut("灯塔很高，"), ["灯塔很高，"]);
        assert_eq!(cut("灯塔建在岩石上。"), ["灯", "塔", "建", "在", "岩", "石", "上。"]);
    }

    #[test]
    fn joins_as_it_was_written() {
        for text in ["灯台は「フレネル」レンズです。夜、AIが", "灯塔建在岩石上。"] {
            assert_eq!(joined(cut(text), true), text);
        }
        assert_eq!(joined(["the", "word", "灯台"], false), "the word 灯台");
    }
}
