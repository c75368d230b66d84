//! Clean text of one cue to words, sounds, turns and names.

use super::labels::{self, Labels};
use super::sounds::{self, Note};
use super::transcript::Sound;
use crate::language::runs;

/// What is in the text of a cue, in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A word: its byte range in the text.
    Word(usize, usize),
    /// A sound.
    Sound(Sound),
    /// A mark for a new speaker without a name.
    Turn,
    /// The name of the speaker from here on.
    Speaker(String),
    /// A note sign: singing starts or ends.
    Singing,
    /// A label-like start of a line that is taken for words: its byte range in the text.
    Doubt(usize, usize),
}

/// What the whole file says about how to read its text.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Who is a speaker.
    pub(super) labels: Labels,
    /// A dash at the start of a line is a new speaker.
    pub(super) dashes: bool,
    /// The text is captions, in which square brackets hold notes of any kind.
    pub(super) captions: bool,
    /// The text is mostly Chinese or Japanese, which has no spaces between its words.
    pub(super) unspaced: bool,
}

/// How long the inside of brackets may be to be a note.
const LONGEST_NOTE: usize = 80;

/// Splits the clean text of a cue.
pub(super) fn tokens(text: &str, habits: &Habits) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut line_start = true;
    let mut after_mark = false;
    while let Some(skip) = text[at..].find(|c: char| !c.is_whitespace()) {
        line_start |= text[at..at + skip].contains('\n');
        at += skip;
        let rest = &text[at..];
        if let Some(length) = turn_mark(rest) {
            tokens.push(Token::Turn);
            at += length;
            (line_start, after_mark) = (true, true);
            continue;
        }
        if line_start {
            if habits.dashes
                && let Some(length) = dialogue_dash(rest)
            {
                tokens.push(Token::Turn);
                at += length;
                after_mark = true;
                continue;
            }
            if let Some((name, length)) = label(rest, habits, after_mark) {
                tokens.extend(name.map(Token::Speaker));
                at += length;
                (line_start, after_mark) = (false, false);
                continue;
            }
            if let Some(label) = habits.labels.refuses(first_line(rest)) {
                tokens.push(Token::Doubt(at, at + label.length));
            }
        }
        if let Some(label) = label_inside(text, at, habits) {
            tokens.push(Token::Speaker(label.name));
            at += label.length;
            (line_start, after_mark) = (false, false);
            continue;
        }
        if let Some((token, length)) = mark(rest, habits) {
            // A label may follow a note at the start of a line: `[Music] Ada: hello`.
            line_start |= token == Some(Token::Turn);
            tokens.extend(token);
            at += length;
            at += lone_punctuation(&text[at..]);
            continue;
        }
        (line_start, after_mark) = (false, false);
        let end = at + word_length(text, at, habits);
        if habits.unspaced {
            tokens.extend(
                runs(&text[at..end]).into_iter().map(|run| Token::Word(at + run.start, at + run.end)),
            );
        } else {
            tokens.push(Token::Word(at, end));
        }
        at = end;
    }
    tokens
}

fn first_line(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(2 * LONGEST_NOTE)];
    head.split('\n').next().unwrap_or(head)
}

fn turn_mark(rest: &str) -> Option<usize> {
    let arrows = rest.bytes().take_while(|&b| b == b'>').count();
    (arrows >= 2).then_some(arrows)
}

/// The length of a dash that opens a line of dialogue. A number after it makes it a minus sign, a
/// second dash makes it an interruption.
pub(super) fn dialogue_dash(rest: &str) -> Option<usize> {
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let after = rest[dash.len_utf8()..].trim_start_matches([' ', '\u{a0}']);
    let opens = after.chars().next().is_some_and(|c| !c.is_ascii_digit() && !c.is_whitespace() && c != '-');
    opens.then_some(dash.len_utf8())
}

fn label(rest: &str, habits: &Habits, after_mark: bool) -> Option<(Option<String>, usize)> {
    let line = first_line(rest);
    if let Some(found) = diarized(line) {
        return Some(found);
    }
    let label = if after_mark { labels::candidate(line) } else { None };
    let label =
        label.filter(|label| !line[..label.length].starts_with('[')).or_else(|| habits.labels.find(line))?;
    Some((Some(label.name), label.length))
}

/// `(speaker 0)` as whisper.cpp writes it; `(speaker ?)` names nobody.
fn diarized(line: &str) -> Option<(Option<String>, usize)> {
    let inner = line.strip_prefix("(speaker ")?;
    let close = inner.find(')').filter(|&close| close <= 3)?;
    let id = &inner[..close];
    let known = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    (known || id == "?").then(|| (known.then(|| format!("Speaker {id}")), "(speaker ".len() + close + 1))
}

/// A mark that is no word, at the start of `rest`, and its length.
fn mark(rest: &str, habits: &Habits) -> Option<(Option<Token>, usize)> {
    let first = rest.chars().next()?;
    let close = match first {
        '♪' | '♫' | '♬' | '♩' => {
            let length = rest.find(|c| !matches!(c, '♪' | '♫' | '♬' | '♩')).unwrap_or(rest.len());
            return Some((Some(Token::Singing), length));
        }
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let head = &rest[1..rest.floor_char_boundary(LONGEST_NOTE)];
    let end = head.find([first, close]).filter(|&end| head[end..].starts_with(close))?;
    let inside = &head[..end];
    let length = end + 2;
    if inside == "SPEAKER_TURN" {
        return Some((Some(Token::Turn), length));
    }
    let note = if first == '[' { sounds::square(inside, habits.captions) } else { sounds::round(inside) }?;
    Some(match note {
        Note::Sound(sound) => (Some(Token::Sound(sound)), length),
        Note::Nothing => (None, length),
    })
}

/// The length of punctuation that was left over after a mark, as in `[Music].`
fn lone_punctuation(rest: &str) -> usize {
    let length = rest.bytes().take_while(|b| matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?')).count();
    let alone = rest[length..].chars().next().is_none_or(char::is_whitespace);
    if alone { length } else { 0 }
}

/// The label of a speaker behind the end of a sentence, with or without a space between them.
fn label_inside(text: &str, at: usize, habits: &Habits) -> Option<labels::Label> {
    let ends = text[..at].trim_end().ends_with(['.', '?', '!', '…']);
    let rest = &text[at..];
    let found = ends && !habits.labels.is_empty() && rest.starts_with(char::is_uppercase);
    found.then(|| habits.labels.inside(first_line(rest)))?
}

fn word_length(text: &str, start: usize, habits: &Habits) -> usize {
    let rest = &text[start..];
    let mut starts = rest.char_indices().skip(1);
    let end = starts.find(|&(at, c)| {
        c.is_whitespace()
            || matches!(c, '♪' | '♫' | '♬' | '♩')
            || matches!(c, '[' | '(') && mark(&rest[at..], habits).is_some()
            || c.is_uppercase() && label_inside(text, start + at, habits).is_some()
            || matches!(c, '\'' | '’') && is_clipped(&rest[at + c.len_utf8()..])
    });
    end.map_or(rest.len(), |(at, _)| at)
}

/// Whether a word that lost its beginning stands here, behind its apostrophe: typists leave no space before it, "it is flat'cause we ...".
fn is_clipped(rest: &str) -> bool {
    const CLIPPED: [&str; 4] = ["bout", "cause", "em", "kay"];
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    !rest[length..].starts_with(['\'', '’'])
        && CLIPPED.iter().any(|word| rest[..length].eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipped_words_are_words_of_their_own() {
        let shown = show("flat'cause we put'em here.'Kay? It's Kay's, isn't it", &Habits::default());
        assert_eq!(shown, "flat 'cause we put 'em here. 'Kay? It's Kay's, isn't it");
    }

    fn show(text: &str, habits: &Habits) -> String {
        let shown = tokens(text, habits).into_iter().map(|token| match token {
            Token::Word(start, end) => text[start..end].to_owned(),
            Token::Sound(sound) => format!("<{sound:?}>"),
            Token::Turn => "<turn>".to_owned(),
            Token::Speaker(name) => format!("<{name}>"),
            Token::Singing => "<sing>".to_owned(),
            Token::Doubt(..) => "<doubt>".to_owned(),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn captions() -> Habits {
        Habits { captions: true, dashes: true, ..Habits::default() }
    }

    #[test]
    fn a_label_may_stand_behind_a_sentence() {
        let mut census = labels::Census::default();
        for line in ["Laws: One.", "Prime Minister: Two.", "Laws: Three.", "Prime Minister: Four."] {
            census.add(line);
        }
        let habits = Habits { labels: census.decide(false), ..Habits::default() };
        assert_eq!(
            show("It finished it.PRIME MINISTER: And it was. Laws: Yes, said Laws: no.", &habits),
            "It finished it. <Prime Minister> And it was. <Laws> Yes, said Laws: no."
        );
    }

    #[test]
    fn finds_marks_anywhere_in_a_cue() {
        let cases = [
            ("hello [Music] world", "hello <Music> world"),
            ("what the [ __ ] is it", "what the <Missing> is it"),
            (">> so yes\n>>no", "<turn> so yes <turn> no"),
            (">> REPORTER: hello", "<turn> <REPORTER> hello"),
            ("- hi\n- ho", "<turn> hi <turn> ho"),
            ("it's -5\n-5 degrees -- no", "it's -5 -5 degrees -- no"),
            ("♪ la la ♪", "<sing> la la <sing>"),
            ("♪la la♪ [Applause].", "<sing> la la <sing> <Applause>"),
            ("(upbeat music) so (as it were) yes", "<Music> so (as it were) yes"),
            ("yes. [SPEAKER_TURN] no", "yes. <turn> no"),
            (" (speaker 1) no", "<Speaker 1> no"),
            ("wow(laughs)", "wow <Laughter>"),
            ("a[1] and f(x)", "a[1] and f(x)"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text, &captions()), expected, "{text}");
        }
    }

    #[test]
    fn is_linear_on_brackets_that_never_close() {
        for opening in ["[", "(", "[ ", "♪", ">", "- \n"] {
            assert!(tokens(&opening.repeat(200_000), &captions()).len() <= 400_000);
        }
    }
}
