//! The filters of the templates; `templates/README.md` documents them.

use std::sync::Arc;

use csv::{QuoteStyle, WriterBuilder};
use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, escape_formatter};

use super::link::web_address;
use super::{markdown, slug};
use crate::compose::opening;
use crate::language::{Language, Table};
use crate::read::Millis;
use crate::render::context::gaps;

/// Adds all filters. What they say comes from the table, in the language of the talk.
pub(super) fn add(environment: &mut Environment<'static>, table: Table) {
    let table = Arc::new(table);
    let say = Arc::clone(&table);
    environment.add_filter("t", move |state: &State<'_, '_>, phrase: &str, filled: Rest<Value>| {
        translated(said(&say, state, phrase), &filled)
    });
    let words = Arc::clone(&table);
    environment.add_filter("place", move |state: &State<'_, '_>, item: &Value| place(state, &words, item));
    let words = Arc::clone(&table);
    environment.add_filter(
        "plural",
        move |state: &State<'_, '_>, count: u64, noun: &str, plural: Option<&str>| {
            counted(state, &words, count, noun, plural)
        },
    );
    environment.add_filter("number", move |state: &State<'_, '_>, count: u64| number(state, &table, count));
    environment.add_filter("aiken", aiken);
    environment.add_filter("anki", |text: &str| Value::from_safe_string(anki(text)));
    environment.add_filter("cloze", cloze);
    environment.add_filter("code", markdown::code);
    environment.add_filter("csv_row", csv_row);
    environment.add_filter("deck", deck);
    environment.add_filter("gift", |text: &str| Value::from_safe_string(gift(text)));
    environment.add_filter("html", |text: &str| Value::from_safe_string(html(text)));
    environment.add_filter("link", link);
    environment.add_filter("md", markdown::escape);
    environment.add_filter("cell", markdown::cell);
    environment.add_filter("percent", percent);
    environment.add_filter("shorten", shorten);
    environment.add_filter("slug", slug::slug);
    environment.add_filter("time", time);
    environment.add_filter("without_opening", without_opening);
}

/// Prints a value; refuses the ones that only a mistake would print.
pub(super) fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let what = match value.kind() {
        ValueKind::None => "nothing is known here (`none`), so there is nothing to print",
        ValueKind::Bool => "a yes or no (`true`, `false`) can't be printed as text",
        ValueKind::Map | ValueKind::Seq => "a list or record can't be printed as text: print its items",
        _ => return escape_formatter(out, state, value),
    };
    Err(wrong(format!("{what}; put it in an `{{% if … %}}`")))
}

fn wrong(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, what.into())
}

#[allow(clippy::needless_pass_by_value, reason = "the engine hands over owned arguments")]
/// One line of a CSV file, every field quoted: Anki takes a line that starts with `#` for a comment.
fn csv_row(fields: Vec<Value>) -> Result<Value, Error> {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer(Vec::new());
    let mut row = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        match field.kind() {
            // Anki's importer ends a file at NUL.
            ValueKind::String | ValueKind::Number => row.push(field.to_string().replace('\0', "")),
            kind => return Err(wrong(format!("field {} of a CSV row is {kind}, not text", at + 1))),
        }
    }
    writer.write_record(&row).map_err(|error| wrong(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| wrong(error.to_string()))?;
    String::from_utf8(bytes).map(Value::from_safe_string).map_err(|error| wrong(error.to_string()))
}

fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// What a spreadsheet takes for the start of a formula, also in their full width.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Text for a field of an Anki note: HTML in which nothing is taken for a cloze, a sound, LaTeX or `MathJax`, nor
/// for a formula by a spreadsheet that opens the CSV.
pub(super) fn anki(text: &str) -> String {
    // Quotes need no escape between tags, and Anki's search finds them as they are.
    let mut escaped = html(text).replace("&#39;", "'").replace("&quot;", "\"").replace("::", ":&#58;");
    for (mark, entity) in [("{", "&#123;"), ("}", "&#125;"), ("[", "&#91;"), ("]", "&#93;")] {
        escaped = escaped.replace(mark, entity);
    }
    // MathJax sees the page after entities are decoded: a word joiner keeps its commands apart.
    escaped = escaped.replace('\\', "\\&#8288;").replace(['\n', '\t'], " ");
    let start = escaped.len() - escaped.trim_start().len();
    if let Some(first) = escaped[start..].chars().next().filter(|first| FORMULA.contains(first)) {
        escaped.replace_range(start..start + first.len_utf8(), &format!("&#{};", u32::from(first)));
    }
    escaped
}

/// One level of the name of a deck, on one line: two colons would part it, and what begins like a formula would be
/// one to a spreadsheet.
pub(super) fn deck(text: &str) -> String {
    let mut level = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()) {
        if c != ':' || !level.ends_with(':') {
            level.push(c);
        }
    }
    let ends = |c: char| c == ':' || c == ' ';
    let name = level.trim_end_matches(ends).trim_start_matches(|c| ends(c) || FORMULA.contains(&c));
    if name.is_empty() { "Untitled".to_owned() } else { name.to_owned() }
}

/// Text for a question in Moodle's GIFT format that is marked as `[html]`: HTML in which no character
/// ends an answer or the question. `#` is escaped as the format says, after entities were made.
fn gift(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in html(&line).replace("&#39;", "'").replace("&quot;", "\"").chars() {
        if matches!(c, '~' | '=' | '#' | '{' | '}' | ':' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    // `%50%` before an answer is its weight, and `//` at the start of a line a comment.
    match escaped.strip_prefix('%') {
        Some(rest) => format!("&\\#37;{rest}"),
        None if escaped.starts_with("//") => format!("&\\#47;{}", &escaped[1..]),
        None => escaped,
    }
}

/// Text for a line of Moodle's Aiken format, which is plain and has no escapes: what would be taken for
/// an option or the answer doesn't stand at the start.
fn aiken(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    let mut chars = line.chars();
    let is_option = chars.next().is_some_and(char::is_alphabetic) && matches!(chars.next(), Some('.' | ')'));
    let is_answer = line.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("answer:"));
    if is_option || is_answer { format!("… {line}") } else { line }
}

/// A gap of a cloze note, with an optional hint; or a gap for each of the items of a list.
fn cloze(answer: &str, hint: Option<&str>, items: Option<Vec<String>>) -> Value {
    let hint = hint.map_or_else(String::new, |hint| format!("::{}", anki(hint)));
    // What joins the items is marks and "and": nothing that Anki would take for anything else.
    let gap = |number: usize, text: &str| format!("{{{{c{number}::{}{hint}}}}}", anki(text));
    Value::from_safe_string(gaps(answer, &items.unwrap_or_default(), gap))
}

/// `text` as a link to `url`, in HTML or Markdown as the template is; only the text without a `url`.
fn link(state: &State<'_, '_>, text: &str, url: Option<&str>) -> Value {
    let url = url.and_then(web_address);
    let is_html = matches!(state.auto_escape(), AutoEscape::Html);
    let linked = match (is_html, url) {
        (true, Some(url)) => format!("<a href=\"{}\">{}</a>", html(url), html(text)),
        (true, None) => html(text),
        (false, Some(url)) => format!("[{}]({})", markdown::escape(text), markdown_target(url)),
        (false, None) => markdown::escape(text),
    };
    if is_html { Value::from_safe_string(linked) } else { Value::from(linked) }
}

/// A web address can hold parentheses; unbalanced ones would end a Markdown link.
fn markdown_target(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29")
}

/// A phrase in the language of the talk; in English where the table lacks it, or the template isn't about a talk.
fn said<'a>(table: &'a Table, state: &State<'_, '_>, phrase: &'a str) -> &'a str {
    let source = state.lookup("source").and_then(|source| source.get_attr("language").ok());
    let words = source.as_ref().and_then(Value::as_str).and_then(|code| table.by_code(code));
    words.map_or(phrase, |words| words.say(phrase))
}

/// The language of the talk, if the template can see it.
fn language(state: &State<'_, '_>) -> Option<Language> {
    let source = state.lookup("source")?.get_attr("language").ok()?;
    source.as_str()?.parse().ok()
}

fn without_opening(state: &State<'_, '_>, quote: &str) -> String {
    if language(state).is_some_and(Language::is_english) {
        opening::without_opening(quote)
    } else {
        quote.to_owned()
    }
}

/// Puts values into the places of a phrase, one by one.
fn translated(phrase: &str, filled: &[Value]) -> Result<String, Error> {
    let mut parts = phrase.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut values = filled.iter();
    for part in parts {
        let value = values.next().ok_or_else(|| wrong(format!("`{phrase}` has more places than values")))?;
        text.push_str(&value.to_string());
        text.push_str(part);
    }
    match values.next() {
        Some(_) => Err(wrong(format!("`{phrase}` has fewer places than values"))),
        None => Ok(text),
    }
}

/// Where an item is in the talk: its time with a link, else its first word.
fn place(state: &State<'_, '_>, table: &Table, item: &Value) -> Result<Value, Error> {
    let start = item.get_attr("start_s")?;
    if let Ok(seconds) = f64::try_from(start) {
        let url = item.get_attr("url")?;
        return Ok(link(state, &clock(seconds), url.as_str()));
    }
    let first = item.get_attr("words")?.get_item_by_index(0)?;
    let first =
        u64::try_from(first).map_err(|_| wrong("`place` needs an item with `start_s` and `words`"))?;
    let word = said(table, state, "word {}").replacen("{}", &number(state, table, first + 1), 1);
    Ok(Value::from(word))
}

/// Seconds as players show them: `12:03`, `1:02:45`.
fn time(seconds: f64) -> String {
    clock(seconds)
}

fn clock(seconds: f64) -> String {
    Millis::from_seconds(seconds).unwrap_or_default().to_string()
}

/// A share from 0 to 1 in percent, without decimals.
fn percent(share: f64) -> String {
    let percent = (share * 100.0).round();
    if percent == 0.0 && share > 0.0 { "< 1 %".to_owned() } else { format!("{percent} %") }
}

/// As many whole words as have `letters`, with a mark when some are missing.
fn shorten(text: &str, letters: usize, around: Option<&str>) -> String {
    let start = around.map_or(0, |part| start_around(text, letters, part));
    let text = &text[start..];
    let opening = if start > 0 { "… " } else { "" };
    let mut end = 0;
    for word in text.split_whitespace() {
        let word_end = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
        if end > 0 && text[..word_end].chars().count() > letters {
            return format!("{opening}{} …", text[..end].trim_end_matches([',', ';', ':']));
        }
        end = word_end;
    }
    format!("{opening}{text}")
}

/// Where the words begin that have a part of a text in them, if it stands too far behind for the first ones.
fn start_around(text: &str, letters: usize, part: &str) -> usize {
    let Some(at) = text.to_ascii_lowercase().find(&part.to_ascii_lowercase()) else { return 0 };
    if text[..at + part.len()].chars().count() <= letters {
        return 0;
    }
    let space = letters.saturating_sub(part.chars().count()) / 2;
    let words =
        text[..at].char_indices().filter(|(_, c)| c.is_whitespace()).map(|(space, c)| space + c.len_utf8());
    words
        .clone()
        .find(|&start| text[start..at].chars().count() <= space)
        .or(words.clone().next_back())
        .unwrap_or(0)
}

/// A count with commas, or what the language of the talk has, between thousands.
fn number(state: &State<'_, '_>, table: &Table, count: u64) -> String {
    thousands(count, said(table, state, ","))
}

fn thousands(count: u64, separator: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A count with its noun: `1 card`, `2 cards`; give the plural when it isn't the noun with an `s`.
fn counted(state: &State<'_, '_>, table: &Table, count: u64, noun: &str, plural: Option<&str>) -> String {
    let key = format!("{{}} {noun}");
    let phrase = said(table, state, &key);
    let number = number(state, table, count);
    if phrase != key {
        let (one, more) = phrase.split_once('|').unwrap_or((phrase, phrase));
        return if count == 1 { one } else { more }.replacen("{}", &number, 1);
    }
    match (count, plural) {
        (1, _) => format!("1 {noun}"),
        (_, Some(plural)) => format!("{number} {plural}"),
        (_, None) => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    fn rendered(name: &str, source: &str) -> String {
        let mut environment = Environment::new();
        add(&mut environment, Table::built_in());
        let values = context! {
            url => "https://e.org/a_(b)", none => (), hostile => "[sound:x.mp3] {{c1::a}} <b>&\n\\",
            passage => context! { start_s => (), words => [1203, 1210], url => () },
            timed => context! { start_s => 3765.0, words => [0, 1], url => "https://e.org/" },
        };
        environment.render_named_str(name, source, values).unwrap()
    }

    #[test]
    fn write_what_the_documentation_says() {
        for (source, expected) in [
            ("{{ 723.9 | time }} {{ 3765 | time }}", "12:03 1:02:45"),
            ("{{ 0.075 | percent }} {{ 0.001 | percent }} {{ 0 | percent }}", "8 % < 1 % 0 %"),
            ("{{ 20307 | number }} {{ 999 | number }}", "20,307 999"),
            ("{{ 1 | plural('card') }} {{ 2000 | plural('quiz', 'quizzes') }}", "1 card 2,000 quizzes"),
            ("{{ passage | place }}", "word 1,204"),
            ("{{ timed | place }}", "[1:02:45](https://e.org/)"),
            ("{{ 'a*b' | link(url) }}", "[a\\*b](https://e.org/a_%28b%29)"),
            ("{{ 'a' | link(none) }} {{ 'b' | link('javascript:x') }}", "a b"),
            ("{{ 'Día 1' | slug }}", "dia-1"),
            ("{{ 'One, two' | shorten(4) }} {{ 'One' | shorten(3) }}", "One … One"),
            (
                "{{ 'The old tower had a lamp' | shorten(10, 'Lamp') }} {{ 'A lamp' | shorten(6, 'lamp') }}",
                "… a lamp A lamp",
            ),
        ] {
            assert_eq!(rendered("x.md", source), expected, "{source}");
        }
        assert_eq!(rendered("x.html", "{{ 'a<' | link(url) }}"), "<a href=\"https://e.org/a_(b)\">a&lt;</a>");
    }

    #[test]
    fn leave_nothing_in_a_note_that_anki_would_act_on() {
        let note = "&#91;sound:x.mp3&#93; &#123;&#123;c1:&#58;a&#125;&#125; &lt;b&gt;&amp; \\&#8288;";
        assert_eq!(rendered("x.html", "{{ hostile | anki }}"), note);
        assert_eq!(
            rendered("x.html", "{{ 'std::vec' | cloze('a}}') }}"),
            "{{c1::std:&#58;vec::a&#125;&#125;}}"
        );
        assert_eq!(rendered("x.html", "{{ '5' | cloze(none) }}"), "{{c1::5}}");
    }

    #[test]
    fn leave_nothing_that_a_spreadsheet_or_mathjax_would_act_on() {
        assert_eq!(anki("=1+1"), "&#61;1+1");
        assert_eq!(anki("\t@x - y"), " &#64;x - y");
        assert_eq!(anki("\\(x\\)"), "\\&#8288;(x\\&#8288;)");
        assert_eq!(deck("-1::2:::3:"), "1:2:3");
        assert_eq!(deck("::"), "Untitled");
    }

    #[test]
    fn leave_nothing_in_a_question_that_moodle_would_act_on() {
        assert_eq!(
            gift("a=b ~c #d {e} f:g \\ <b> &\n\nh"),
            "a\\=b \\~c \\#d \\{e\\} f\\:g \\\\ &lt;b&gt; &amp; h"
        );
        assert_eq!(gift("%50%x -> y"), "&\\#37;50%x -&gt; y");
        assert_eq!(gift("// x"), "&\\#47;/ x");
        assert_eq!(aiken("A. Smith\nANSWER: B"), "… A. Smith ANSWER: B");
        assert_eq!(aiken("Answer: B"), "… Answer: B");
        assert_eq!(aiken("Which of these?"), "Which of these?");
    }

    #[test]
    fn quote_every_field_and_double_quotes() {
        assert_eq!(
            rendered("x.csv", "{{ ['#a', 'b\"c', 'd\ne', ''] | csv_row }}"),
            "\"#a\",\"b\"\"c\",\"d\ne\",\"\"\n"
        );
    }
}
