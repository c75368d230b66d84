//! Undoes what formats do to text: entities, tags, style codes, invisible characters.

use quick_xml::escape::resolve_html5_entity;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::time;

/// The tags of captions and of simple HTML. Others are kept: somebody may speak about `vector<int>`.
const TAGS: [&str; 24] = [
    "i", "b", "u", "s", "c", "v", "p", "a", "em", "br", "rt", "rp", "tt", "div", "span", "font", "lang",
    "ruby", "strong", "time", "cite", "small", "body", "html",
];

/// The text as a person sees it, lines kept.
///
/// Tags are removed once, then entities are decoded to any depth (`&amp;#39;` is an apostrophe).
pub(crate) fn clean(raw: &str) -> String {
    let mut plain = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(special) = rest.find(|c: char| matches!(c, '<' | '&' | '{') || !is_plain(c)) {
        plain.push_str(&rest[..special]);
        rest = &rest[special..];
        let c = rest.chars().next().expect("`find` points at a character");
        let skipped = match c {
            '<' => tag(rest).map(|(length, is_break)| {
                if is_break {
                    plain.push('\n');
                }
                length
            }),
            '&' => entity(rest, &mut plain),
            '{' => style_code(rest),
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                plain.push(' ');
                Some(c.len_utf8())
            }
            _ => Some(c.len_utf8()),
        };
        let length = skipped.unwrap_or_else(|| {
            plain.push(c);
            c.len_utf8()
        });
        rest = &rest[length..];
    }
    plain.push_str(rest);
    if is_nfc_quick(plain.chars()) == IsNormalized::Yes { plain } else { plain.nfc().collect() }
}

/// Whether a character is kept: no control character and no mark that can't be seen. The joiners
/// U+200C and U+200D stay, since words of some scripts are spelt with them.
fn is_plain(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{AD}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}' => false,
        c => !c.is_control(),
    }
}

/// The length of the known tag that `text` starts with, and whether it breaks the line.
fn tag(text: &str) -> Option<(usize, bool)> {
    let inner_end = text[1..].find(['<', '>'])? + 1;
    if text.as_bytes()[inner_end] != b'>' {
        return None;
    }
    let inner = &text[1..inner_end];
    let name_end = inner[usize::from(inner.starts_with('/'))..]
        .find(|c: char| !c.is_ascii_alphanumeric())
        .map_or(inner.len(), |end| end + usize::from(inner.starts_with('/')));
    let name = inner[..name_end].trim_start_matches('/').to_ascii_lowercase();
    let known = TAGS.contains(&name.as_str()) || time::stamp(inner).is_some();
    known.then_some((inner_end + 1, name == "br"))
}

/// Appends the character that the entity at the start of `text` stands for; returns its length.
fn entity(text: &str, plain: &mut String) -> Option<usize> {
    const LONGEST_NAME: usize = 32;
    let mut name_start = 1;
    while text[name_start..].starts_with("amp;") {
        name_start += "amp;".len();
    }
    let name = text[name_start..]
        .bytes()
        .take(LONGEST_NAME)
        .position(|b| !b.is_ascii_alphanumeric() && b != b'#')
        .filter(|&length| text.as_bytes()[name_start + length] == b';')
        .map(|length| &text[name_start..name_start + length]);
    if let Some((name, decoded)) = name.and_then(|name| Some((name, character(name)?))) {
        plain.extend(decoded.chars().filter(|&c| is_plain(c)));
        return Some(name_start + name.len() + 1);
    }
    (name_start > 1).then(|| {
        plain.push('&');
        name_start
    })
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code =
            hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16)).ok()?;
        return char::from_u32(code).map(String::from);
    }
    resolve_html5_entity(name).map(str::to_owned)
}

/// The length of the style code that `text` starts with, such as `{\an8}`.
fn style_code(text: &str) -> Option<usize> {
    let end = text[1..].find(['{', '}'])? + 1;
    (text[1..].starts_with('\\') && text.as_bytes()[end] == b'}').then_some(end + 1)
}

/// The longest name, in bytes: it is repeated on every cue, and what is longer names nobody.
const LONGEST_SPEAKER: usize = 200;

/// The words of a name on one line, without the marks that formats put round it.
pub(super) fn name(raw: &str) -> Option<String> {
    let plain = clean(raw);
    let marks: &[char] = &['*', '_', ':', ',', '>', ' ', '\t', '\u{a0}', '-', '–', '—'];
    let name = plain.trim_matches(marks).split_whitespace().collect::<Vec<_>>().join(" ");
    (1..=LONGEST_SPEAKER).contains(&name.len()).then_some(name)
}

/// A text on one line, `None` when nothing is left.
pub(super) fn one_line(raw: &str) -> Option<String> {
    let line = clean(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_entities_to_any_depth() {
        assert_eq!(
            clean("I&amp;#39;m &amp;amp; you&#x27;re &gt;&gt; &nbsp;R&D; &"),
            "I'm & you're >> \u{a0}R&D; &"
        );
        assert_eq!(clean("a &amp; b &unknown; &#0;&#xD800;"), "a & b &unknown; &#xD800;");
    }

    #[test]
    fn removes_known_tags_once() {
        assert_eq!(clean("<i>so</i> <c.colorE5E5E5>we</c> <font color=\"#fff\">go</font>"), "so we go");
        assert_eq!(clean("<00:00:01.520><c> do</c>"), " do");
        assert_eq!(clean("a vector<int> < b > &lt;i&gt;"), "a vector<int> < b > <i>");
        assert_eq!(clean("one<br/>two<BR>three"), "one\ntwo\nthree");
    }

    #[test]
    fn removes_style_codes_and_invisible_characters() {
        assert_eq!(clean("{\\an8}to\u{200B}p {x} \u{FEFF}co\u{AD}op\u{0}"), "top {x} coop");
    }

    #[test]
    fn is_linear_on_openings_that_never_close() {
        for opening in ["<", "&", "{\\", "&amp;", "<i", "&#"] {
            let long = opening.repeat(400_000);
            assert!(clean(&long).len() <= long.len());
        }
    }
}
