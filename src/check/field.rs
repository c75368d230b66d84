//! Fields of Anki notes as a person reads them.

use crate::read::plain_text;

/// The parts of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// What is read first.
    pub(super) text: String,
    /// Block quotes.
    pub(super) quotes: Vec<String>,
    /// Small print.
    pub(super) small: String,
    /// Addresses of links.
    pub(super) links: Vec<String>,
}

/// Elements of which nothing is seen.
const UNSEEN: [&str; 2] = ["style", "script"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 10] = ["br", "div", "p", "li", "ul", "ol", "hr", "tr", "blockquote", "h1"];

/// Reads a field, as HTML or as plain text.
pub(super) fn read(raw: &str, is_html: bool) -> Field {
    if !is_html {
        return Field { text: one_line(raw), ..Field::default() };
    }
    let mut field = Field::default();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = raw;
    while let Some(start) = rest.find('<') {
        push(&mut field, &open, &rest[..start]);
        rest = &rest[start..];
        let Some((name, attributes, length)) = tag(rest) else {
            push(&mut field, &open, "&lt;");
            rest = &rest[1..];
            continue;
        };
        rest = &rest[length..];
        let (name, closes) = name.strip_prefix('/').map_or((name, false), |name| (name, true));
        if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
            push(&mut field, &open, " ");
        }
        if closes {
            if let Some(at) = open.iter().rposition(|other| other.eq_ignore_ascii_case(name)) {
                open.truncate(at);
            }
            continue;
        }
        if name.eq_ignore_ascii_case("blockquote") {
            field.quotes.push(String::new());
        }
        if let Some((_, address)) = attributes.split_once("href=\"") {
            field.links.extend(address.split('"').next().map(plain_text));
        }
        if !attributes.ends_with('/') && !matches!(name, "br" | "hr" | "img") {
            open.push(name);
        }
    }
    push(&mut field, &open, rest);
    field.text = one_line(&plain_text(&field.text));
    field.small = one_line(&plain_text(&field.small));
    for quote in &mut field.quotes {
        *quote = one_line(&plain_text(quote));
    }
    field
}

fn push(field: &mut Field, open: &[&str], text: &str) {
    let within = |name: &str| open.iter().any(|other| other.eq_ignore_ascii_case(name));
    if UNSEEN.into_iter().any(within) {
        return;
    }
    match field.quotes.last_mut().filter(|_| within("blockquote")) {
        Some(quote) => quote.push_str(text),
        None if within("small") => field.small.push_str(text),
        None => field.text.push_str(text),
    }
}

/// The name, attributes and length of the tag that `text` begins with.
fn tag(text: &str) -> Option<(&str, &str, usize)> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let name_end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
    let name = inner[..name_end].trim_end_matches('/');
    let letters = name.trim_start_matches('/');
    let known = letters.starts_with(|c: char| c.is_ascii_alphabetic()) || inner.starts_with("!--");
    known.then(|| (name, &inner[name_end..], end + 1))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_the_answer_from_quote_and_small_print() {
        let raw = "A <i>tower</i> &amp; a light<blockquote>“it is <b>a tower</b>”</blockquote><small>Ann, \
                   <a href=\"https://e.org/?a=1&amp;t=4\">0:04</a></small>";
        let field = read(raw, true);
        assert_eq!(field.text, "A tower & a light");
        assert_eq!(field.quotes, ["“it is a tower”"]);
        assert_eq!(field.small, "Ann, 0:04");
        assert_eq!(field.links, ["https://e.org/?a=1&t=4"]);
    }

    #[test]
    fn takes_marks_for_text_where_they_are_no_tags() {
        assert_eq!(read("a < b<br>c", true).text, "a < b c");
        assert_eq!(read("<style>x{}</style>a", true).text, "a");
        assert_eq!(read("<b>a</b>", false).text, "<b>a</b>");
    }
}
