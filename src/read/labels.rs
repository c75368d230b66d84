//! `Name:` at the start of a line: finds out who is a speaker and what is only a word before a colon.

use std::collections::BTreeMap;

use super::sounds;
use super::text;

/// The part of the lines that must have a label. A talk of long paragraphs has more, captions may have
/// fewer and are believed when the names come back.
const MIN_SHARE: f64 = 0.05;
const MAX_WORDS: usize = 4;
/// Of an office in capitals that comes back: "Minister For Education And Training:".
const MAX_OFFICE: usize = 8;
const MAX_BYTES: usize = 80;
/// From this number of labels on, a name that occurs once is suspicious.
const MANY: usize = 8;
/// Words that stand before a colon without being anybody's name.
const NO_NAMES: [&str; 50] = [
    "subject",
    "subjects",
    "note",
    "notes",
    "warning",
    "example",
    "examples",
    "tip",
    "tips",
    "remember",
    "update",
    "correction",
    "disclaimer",
    "ps",
    "summary",
    "conclusion",
    "introduction",
    "title",
    "date",
    "time",
    "topic",
    "source",
    "sources",
    "url",
    "link",
    "links",
    "transcript",
    "chapter",
    "part",
    "step",
    "section",
    "figure",
    "table",
    "spoiler",
    "reminder",
    "edit",
    "fact",
    "rule",
    "so",
    "and",
    "but",
    "then",
    "because",
    "first",
    "second",
    "third",
    "finally",
    "kind",
    "language",
    "duration",
];

/// A label at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, without marks.
    pub(super) name: String,
    /// The bytes from the start of the line that belong to the label.
    pub(super) length: usize,
    /// Whether the name is in square brackets without a colon after it, `[Name] text`.
    bare_brackets: bool,
}

/// Reads what may be a label at the start of `line`: `Name:`, `**Name:**`, `[Name]:`, `[Name] text`.
pub(super) fn candidate(line: &str) -> Option<Label> {
    let head = &line[..line.floor_char_boundary(MAX_BYTES)];
    if let Some(inner) = head.strip_prefix('[') {
        let close = inner.find(']')?;
        let after = &inner[close + 1..];
        let colon = after.starts_with(':');
        let name = speaker_name(&inner[..close])?;
        let length = close + 2 + usize::from(colon);
        let starts_text = colon || after.starts_with(char::is_whitespace) && !after.trim().is_empty();
        return starts_text.then_some(Label { name, length, bare_brackets: !colon });
    }
    let colon = head.find([':', '：'])?;
    let after_colon = colon + head[colon..].chars().next().map_or(0, char::len_utf8);
    let marks = line[after_colon..].bytes().take_while(|b| matches!(b, b'*' | b'_')).count();
    let length = after_colon + marks;
    let ends =
        line[length..].chars().next().is_none_or(|c| c.is_whitespace() || head[colon..].starts_with('：'));
    let name = speaker_name(&head[..colon])?;
    ends.then_some(Label { name, length, bare_brackets: false })
}

/// "BYRON" as "Byron", and "O'NEIL-HILL" as "O'Neil-Hill".
fn titled(word: &str) -> String {
    let mut inside = false;
    let mut titled = String::with_capacity(word.len());
    for c in word.chars() {
        if inside {
            titled.extend(c.to_lowercase());
        } else {
            titled.push(c);
        }
        inside = c.is_alphabetic();
    }
    titled
}

/// Who is introduced where he speaks for the first time, as minutes do: "MS ADA BYRON, Keeper of the Old Tower: Welcome."
fn in_capitals(rest: &str) -> Option<Label> {
    /// Words of a name in capitals, and bytes of it with what he is.
    const WORDS: std::ops::RangeInclusive<usize> = 2..=6;
    const LONGEST: usize = 100;
    const LETTERS: usize = 8;
    let head = &rest[..rest.floor_char_boundary(LONGEST)];
    let colon = head.find(':').filter(|&colon| rest[colon + 1..].starts_with(char::is_whitespace))?;
    let name = head[..colon].split(',').next()?.trim();
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 1
            && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    let sentence = head[name.len()..colon].contains(['.', '?', '!']);
    // "US GDP: 3 percent"
    let long = name.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    let fits = long && WORDS.contains(&words.len()) && words.iter().all(capital) && !sentence;
    fits.then(|| Label {
        name: words.iter().map(|word| titled(word)).collect::<Vec<_>>().join(" "),
        length: colon + 1,
        bare_brackets: false,
    })
}

fn speaker_name(raw: &str) -> Option<String> {
    let name = text::name(raw)?;
    let first = name.chars().next()?;
    let words: Vec<&str> = name.split(' ').collect();
    let allowed = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '_' | '&' | '/' | '(' | ')' | '#' | ',')
    };
    // "The point: ..." is no name: in names only particles and "speaker" are written small.
    let small = |word: &str| word.starts_with(char::is_lowercase) && !PARTICLES.contains(&word);
    // "Ada Byron, PhD" is a name, "Well, Ada" is none.
    let comma = match name.split_once(", ") {
        Some((_, title)) => title.split(' ').count() == 1 && is_title(title),
        None => !name.contains(','),
    };
    // Programs write "speaker 3" small.
    let number = name.strip_prefix("speaker").map(|rest| rest.trim_start_matches([' ', '_', '-', '#']));
    let is_numbered =
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    // "0xB10C"
    let is_handle =
        words.len() == 1 && first.is_ascii_digit() && name.len() > 3 && name.contains(char::is_uppercase);
    let is_office =
        words.len() <= MAX_OFFICE && words.iter().all(|word| word.starts_with(char::is_uppercase));
    let is_name = (first.is_alphabetic() || is_handle)
        && (!first.is_lowercase() || is_numbered)
        && (words.len() <= MAX_WORDS || is_office)
        && name.chars().all(allowed)
        && !words[1..].iter().any(|word| small(word))
        && comma;
    is_name.then(|| if is_numbered { name.replacen('s', "S", 1) } else { name })
}

/// Words of names and of what stands for names that are written small: "Zoom user", "Second caller".
const PARTICLES: [&str; 25] = [
    "al",
    "and",
    "audience",
    "bin",
    "caller",
    "da",
    "de",
    "del",
    "der",
    "di",
    "do",
    "du",
    "guest",
    "host",
    "ibn",
    "la",
    "le",
    "member",
    "of",
    "participant",
    "speaker",
    "user",
    "van",
    "von",
    "zu",
];

/// Whether what follows a comma is a degree or the like: "PhD", "M.D.", "Jr.".
fn is_title(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "Esq")
        || word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// The names that are speakers in a file.
#[derive(Debug, Default)]
pub(super) struct Labels {
    names: BTreeMap<String, usize>,
    bracketed: BTreeMap<String, usize>,
    /// What labels stand for that one of them explains: "Ann Lee (AL): ..." and then "AL: ...".
    full: BTreeMap<String, String>,
}

/// Counts what stands before colons, line by line.
#[derive(Debug, Default)]
pub(super) struct Census {
    lines: usize,
    others: usize,
    names: BTreeMap<String, usize>,
    bracketed: BTreeMap<String, usize>,
}

impl Census {
    /// Counts a line.
    pub(super) fn add(&mut self, line: &str) {
        self.lines += 1;
        let is_note = |label: &Label| label.bare_brackets && sounds::square(&label.name, false).is_some();
        match candidate(line) {
            Some(label) if is_note(&label) => self.add_after_note(line[label.length..].trim_start()),
            Some(label) if NO_NAMES.contains(&label.name.to_lowercase().as_str()) => self.others += 1,
            Some(label) => {
                let names = if label.bare_brackets { &mut self.bracketed } else { &mut self.names };
                *names.entry(label.name).or_default() += 1;
            }
            None => self.others += usize::from(has_colon(line)),
        }
    }

    /// Counts what stands behind a note: `[Music] Ada: hello`.
    fn add_after_note(&mut self, rest: &str) {
        match candidate(rest).filter(|label| !label.bare_brackets) {
            Some(label) if !NO_NAMES.contains(&label.name.to_lowercase().as_str()) => {
                *self.names.entry(label.name).or_default() += 1;
            }
            _ => {}
        }
    }

    /// Decides; `forced` when the person says that the file has labels.
    pub(super) fn decide(self, forced: bool) -> Labels {
        let total: usize = self.names.values().sum();
        let repeated: usize = self.names.values().filter(|&&count| count > 1).sum();
        let share = total as f64 / self.lines.max(1) as f64;
        let alone = total == 1 && self.lines > 2;
        let come_back = self.names.len() > 1 && total >= 4 && repeated * 5 >= total * 4;
        let labelled = total > self.others && !alone && (share >= MIN_SHARE || come_back);
        let is_speaker = |name: &str, count: usize| {
            count > 1
                || total < MANY && name.split(' ').count() <= MAX_WORDS
                || looks_like_a_full_name(name)
                || is_numbered(name)
        };
        let bracketed_total: usize = self.bracketed.values().sum();
        let bracketed = bracketed_total as f64 / self.lines.max(1) as f64 >= 4.0 * MIN_SHARE
            || self.bracketed.len() > 1 && self.bracketed.values().all(|&count| count > 1);
        let mut names = self.names;
        names.retain(|name, count| forced || labelled && is_speaker(name, *count));
        let explained = names.keys().filter_map(|name| {
            let (full, short) = name.strip_suffix(')')?.split_once(" (")?;
            names
                .contains_key(short)
                .then(|| [name.as_str(), short].map(|label| (label.to_owned(), full.to_owned())))
        });
        let full = explained.flatten().collect();
        Labels { names, bracketed: if bracketed { self.bracketed } else { BTreeMap::new() }, full }
    }
}

impl Labels {
    /// The label of a speaker at the start of `line`.
    pub(super) fn find(&self, line: &str) -> Option<Label> {
        let label = candidate(line)?;
        let names = if label.bare_brackets { &self.bracketed } else { &self.names };
        names.contains_key(&label.name).then(|| {
            let name = self.full.get(&label.name).cloned().unwrap_or(label.name);
            Label { name, ..label }
        })
    }

    /// The label of a speaker in the middle of a line, where it has to be known well: `It finished it.PRIME MINISTER: And it was ...`
    pub(super) fn inside(&self, rest: &str) -> Option<Label> {
        let known = || {
            let label = candidate(rest).filter(|label| !label.bare_brackets)?;
            let known =
                self.names.iter().find(|(name, count)| **count > 1 && name.eq_ignore_ascii_case(&label.name));
            known.map(|(name, _)| Label { name: self.full.get(name).unwrap_or(name).clone(), ..label })
        };
        known().or_else(|| in_capitals(rest))
    }

    /// Whether `line` starts like a label without being one, in a file that has labels.
    pub(super) fn refuses(&self, line: &str) -> Option<Label> {
        if self.names.is_empty() {
            return None;
        }
        candidate(line).filter(|label| !label.bare_brackets && !self.names.contains_key(&label.name))
    }

    /// Whether the file has no labels.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.bracketed.is_empty()
    }
}

/// "Speaker 10": programs give every voice a number, and some speak once.
fn is_numbered(name: &str) -> bool {
    let number = name.strip_prefix("Speaker ").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

fn looks_like_a_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

fn has_colon(line: &str) -> bool {
    let head = &line[..line.floor_char_boundary(MAX_BYTES)];
    head.split_once(": ").is_some() || head.len() == line.len() && head.trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(lines: &[&str]) -> Labels {
        let mut census = Census::default();
        for line in lines {
            census.add(line);
        }
        census.decide(false)
    }

    #[test]
    fn reads_labels_in_every_dress() {
        let cases = [
            ("Sarah: hello", "Sarah", " hello"),
            ("**Dr. Ada O’Neil:** hello", "Dr. Ada O’Neil", " hello"),
            ("**Ada**: hello", "Ada", " hello"),
            ("[SPEAKER_00]: hello", "SPEAKER_00", " hello"),
            ("[Ada] hello", "Ada", " hello"),
            ("Speaker 2:", "Speaker 2", ""),
            ("speaker 3: hello", "Speaker 3", " hello"),
            ("speaker_04: hello", "Speaker_04", " hello"),
            ("0xB10C: hello", "0xB10C", " hello"),
        ];
        for (line, name, rest) in cases {
            let label = candidate(line).unwrap();
            assert_eq!((label.name.as_str(), &line[label.length..]), (name, rest));
        }
    }

    #[test]
    fn an_office_may_have_many_words() {
        let office = "Minister For Towers And Harbours: yes";
        let labels = decide(&["Ada: hi", office, "Ben: so", "Ada: ho", office]);
        assert!(labels.find(office).is_some());
        assert!(decide(&["Ada: hi", office, "Ben: so", "Ada: ho"]).find(office).is_none());
    }

    #[test]
    fn knows_who_is_introduced_in_capitals() {
        let name = |text: &str| in_capitals(text).map(|label| label.name);
        assert_eq!(
            name("MS ADA O'NEIL, Keeper of the Old Tower: Welcome.").as_deref(),
            Some("Ms Ada O'Neil")
        );
        assert_eq!(
            name("SENATOR THE HON. BEN LEE, MINISTER: Yes."),
            Some("Senator The Hon. Ben Lee".to_owned())
        );
        for text in [
            "BBC: it",
            "The TV: it",
            "US GDP: it",
            "US GDP grew. And then: it",
            "USA NATO and so: it",
            "AC DC:it",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_name() {
        for line in [
            "and so: hello",
            "speaker: hello",
            "speaker three: hello",
            "12:30 it began",
            "http://x.org",
            "One two three four five: x",
            "Ratio 3:1",
            "2nd: the lamp",
            "5G: it is fast",
            "",
        ] {
            assert_eq!(candidate(line), None, "{line}");
        }
    }

    #[test]
    fn believes_names_and_not_words_before_a_colon() {
        assert!(!decide(&["Ada: hi", "Ben: hello", "Ada: so"]).is_empty());
        assert!(decide(&["Here is it: a", "One more thing here now: b", "Well: c", "text"]).is_empty());
        assert!(decide(&["The point: a", "we thought of this: b", "text", "text"]).is_empty());
    }

    #[test]
    fn knows_whom_initials_stand_for() {
        let labels = decide(&["Ann van Lee (AvL): hi", "Bo Poe (BP): ho", "AvL: so", "BP: yes", "AvL: ah"]);
        for line in ["Ann van Lee (AvL): hi", "AvL: so"] {
            assert_eq!(labels.find(line).unwrap().name, "Ann van Lee", "{line}");
        }
        assert_eq!(
            decide(&["Ann Lee (CEO): hi", "Bo: ho"]).find("Ann Lee (CEO): x").unwrap().name,
            "Ann Lee (CEO)"
        );
    }

    #[test]
    fn doubts_a_name_that_occurs_once_among_many() {
        let mut lines = ["Ada: hi", "Ben: ho"].repeat(6);
        lines.extend(["Advice: take care", "Note: this", "Audience Member: why"]);
        let labels = decide(&lines);
        assert!(labels.find("Ada: x").is_some());
        assert!(labels.find("Audience Member: x").is_some());
        assert!(labels.find("Note: x").is_none());
        assert!(labels.refuses("Advice: x").is_some());
        lines.push("speaker 10: good morning");
        assert!(decide(&lines).find("speaker 10: good morning").is_some(), "numbers are voices");
    }
}
