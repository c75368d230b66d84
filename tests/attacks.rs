//! A transcript is hostile input: nothing in it can become HTML, script, a link of its own, a template, a formula or
//! a path. Every attack is put into every text of an analysis, and what is rendered has to have the same form as
//! with harmless words in its place.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod crib;

use std::path::Path;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};
use crib::{Crib, SAMPLE, TALK, files};
use cribsheet::render::{Context, Note, Templates, notes, render_all};
use serde_json::Value;

/// What means something to HTML, Markdown, Anki, Moodle, spreadsheets, site generators, file systems or terminals.
const ATTACKS: [&str; 53] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</small></blockquote><iframe src=//evil.example>",
    "\" onmouseover=\"alert(1)",
    "<!--",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;svg/onload=alert(1)&#62;",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/p.png)",
    "<javascript:alert(1)>",
    "<http://evil.example>",
    "[x]: http://evil.example",
    "[^1] [[page]] ![[page]]",
    "http://evil.example",
    "HTTPS://evil.example/a_(b)",
    "www.evil.example",
    "WWW.evil.example",
    "ftp://evil.example/x",
    "a@evil.example",
    "data:text/html,<b>",
    "\n\n# x\n\n---\n",
    "\n\n```\nx",
    "> x",
    "| a | b |\n|---|---|",
    "- [ ] x",
    "1. x",
    "~~~\nx",
    "***x*** __x__ ~~x~~",
    "==x== %%y%% $z$ $$w$$ #tag x:: y",
    "x\n===",
    "\\",
    "<% tp.user.x() %>",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "{{c1::x}} }} ::",
    "x:::y",
    "[sound:x.mp3] [latex]x[/latex] [$]x[/$]",
    "\\(x\\) \\[x\\] \\begin{x}",
    "=HYPERLINK(\"http://evil.example\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1",
    "a\",\"=1\n#deck:x",
    "::x::[html]y{=z}",
    "%50%x -> ####y",
    "// x",
    "A. x\nANSWER: B",
    "\n\n$CATEGORY: x",
    "\u{1b}[2J\u{9b}2J\u{7}\0",
    "\u{2028}# x \u{202e}x",
];

/// Where the sample is to be seen: the only address that anything may link to.
const PAGE: &str = "https://www.youtube.com/watch?v=cribSample1";

/// What stands where an attack would, with the white space that the attack begins and ends with.
fn harmless(attack: &str) -> String {
    attack.replace(attack.trim(), "tea")
}

/// Templates that are rendered when asked for.
const FURTHER: [&str; 4] = ["quiz-obsidian.md.j2", "quiz.gift.j2", "quiz.aiken.j2", "quiz-score.md.j2"];

/// Fields whose text comes out of a transcript, its file or its page.
const FIELDS: [&str; 26] = [
    "file",
    "title",
    "channel",
    "name",
    "text",
    "said",
    "keyphrases",
    "speaker_name",
    "front",
    "back",
    "text_before",
    "text_after",
    "hint",
    "answer",
    "topic_title",
    "quote",
    "quote_before",
    "quote_answer",
    "quote_after",
    "stem",
    "key",
    "asked",
    "rationale",
    "follow_ups",
    "what",
    "why",
];

/// The analysis of the sample, with cards of all kinds and a question of each form.
fn sample() -> Value {
    let crib = Crib::new(&[]);
    let output = crib.run(&["analyze", SAMPLE, "--questions", "20", "--explain", "--max-cards", "20"]);
    let mut analysis: Value = serde_json::from_str(&output.stdout).unwrap();
    let items = analysis["quiz"]["items"].as_array_mut().unwrap();
    let choice = items.iter().find(|item| item["kind"] == "multiple_choice").unwrap().clone();
    for kind in ["short_answer", "true_false", "matching", "ordering", "discussion"] {
        let mut item = choice.clone();
        item["kind"] = kind.into();
        item["key_letter"] = "B, A".into();
        match kind {
            "true_false" => item["statement"] = false.into(),
            "matching" => {
                item["pairs"] = serde_json::json!([{"number": 1, "asked": "Which?", "letter": "A", "text": "This",
                    "said": choice["options"][0]["said"]}]);
            }
            "discussion" => item["follow_ups"] = serde_json::json!(["Why?"]),
            _ => {}
        }
        items.push(item);
    }
    analysis
}

/// The analysis with `spoil` before, after and in the place of every text.
fn spoilt(analysis: &Value, spoil: &str, form: fn(&str, &str) -> String) -> Context {
    fn walk(value: &mut Value, inside: bool, change: &dyn Fn(&str) -> String) {
        match value {
            Value::String(text) if inside => *text = change(text),
            Value::Array(list) => list.iter_mut().for_each(|item| walk(item, inside, change)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    walk(value, FIELDS.contains(&name.as_str()), change);
                }
            }
            _ => {}
        }
    }
    let mut analysis = analysis.clone();
    let tool = analysis["tool"].take();
    walk(&mut analysis, false, &|text| form(spoil, text));
    analysis["tool"] = tool;
    serde_json::from_value(analysis).unwrap()
}

/// Where an attack stands in a text.
const FORMS: [fn(&str, &str) -> String; 3] = [
    |spoil, text| format!("{spoil} {text}"),
    |spoil, text| format!("{text} {spoil}"),
    |spoil, _| spoil.to_owned(),
];

/// The kinds of nodes of a Markdown text in order, with the addresses of links; text itself is left out.
fn markdown_form(text: &str) -> Vec<String> {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    (extension.strikethrough, extension.table, extension.autolink, extension.tasklist) =
        (true, true, true, true);
    (extension.footnotes, extension.inline_footnotes, extension.description_lists) = (true, true, true);
    (extension.math_dollars, extension.math_code, extension.highlight) = (true, true, true);
    (extension.wikilinks_title_after_pipe, extension.ofm_callouts, extension.ofm_comments) =
        (true, true, true);
    let arena = Arena::new();
    let root: &AstNode<'_> = parse_document(&arena, text, &options);
    root.descendants()
        .filter_map(|node| match &node.data.borrow().value {
            NodeValue::Text(_) => None,
            // GitHub makes a link of an address of e-mail whatever is escaped in it.
            NodeValue::Link(link) if link.url == "mailto:a@evil.example" => None,
            NodeValue::Link(link) | NodeValue::Image(link) => {
                assert!(link.url.starts_with(PAGE), "{}\n{text}", link.url);
                Some("link".to_owned())
            }
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => panic!("HTML in {text}"),
            NodeValue::Code(_) => Some("code".to_owned()),
            value => Some(format!("{:?}", std::mem::discriminant(value))),
        })
        .collect()
}

/// Checks what only looks like text to Markdown.
fn check_markdown(text: &str) {
    for template in ["{{", "{%", "<%"] {
        assert!(!text.contains(template), "{template} in {text}");
    }
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text}");
}

/// Checks a field of a note: HTML with the elements of our templates only.
fn check_html(field: &str) {
    let mut rest = field;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let ours = ["b>", "/b>", "br>", "small>", "/small>", "blockquote>", "/blockquote>", "/a>"];
        let link = rest
            .strip_prefix("a href=\"")
            .and_then(|rest| rest.strip_prefix(PAGE))
            .and_then(|rest| rest.split_once("\">"));
        assert!(
            ours.iter().any(|tag| rest.starts_with(tag))
                || link.is_some_and(|(address, _)| !address.contains(['"', '<', '>', ' '])),
            "{field}"
        );
    }
    let gaps = field.matches("{{c1::").count();
    assert_eq!((field.matches("{{").count(), field.matches("}}").count()), (gaps, gaps), "{field}");
    assert!(!field.contains('['), "{field}");
    let seen = field.replace("&#40;", "(").replace("&#91;", "[").replace("&#123;", "{");
    assert!(!["\\(", "\\[", "\\begin"].iter().any(|mark| seen.contains(mark)), "{field}");
    assert!(!field.chars().any(char::is_control), "{field:?}");
}

/// Checks that a spreadsheet takes a cell for text.
fn check_cell(cell: &str) {
    let start = cell.trim_start().chars().next();
    assert!(!start.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{cell}");
}

/// The fields of every row of `cards.csv`.
fn rows(text: &str) -> Vec<csv::StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).comment(Some(b'#')).from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

/// What each line is to Aiken.
fn aiken_form(text: &str) -> Vec<&str> {
    let form = |line: &str| match line.as_bytes() {
        [b'A'..=b'Z', b'.' | b')', ..] => "option",
        _ if line.starts_with("ANSWER:") => "answer",
        [] => "",
        _ => "question",
    };
    text.lines().map(form).collect()
}

/// What GIFT would act on, in order: everything but text and what is escaped in it.
fn gift_form(text: &str) -> String {
    // A line of plain text, which Moodle strips of tags.
    let (category, questions) = text.split_once('\n').unwrap();
    assert!(category.starts_with("$CATEGORY: ") && !questions.contains("\n$"), "{text}");
    let mut form = String::new();
    let mut chars = questions.chars();
    let mut start = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '~' | '=' | '#' | '{' | '}' | ':' | '\n' => form.push(c),
            '<' => panic!("HTML in {text}"),
            // The weight of an answer.
            '%' if start => form.push(c),
            _ => {}
        }
        start = matches!(c, '=' | '~');
    }
    form
}

/// What Anki would see of a note beside text.
fn note_form(note: &Note) -> (usize, usize, String) {
    (note.deck.matches("::").count(), note.tags.len(), note.guid.clone())
}

#[test]
fn nothing_becomes_more_than_text() {
    let templates = Templates::built_in();
    let analysis = sample();
    for form in FORMS {
        for attack in ATTACKS {
            let harmless = spoilt(&analysis, &harmless(attack), form);
            let expected = render_all(&templates, &FURTHER, &harmless).unwrap();
            let expected_notes = notes(&templates, &harmless).unwrap();
            let context = spoilt(&analysis, attack, form);
            for ((name, text), (_, plain)) in
                render_all(&templates, &FURTHER, &context).unwrap().iter().zip(&expected)
            {
                match Path::new(name).extension().unwrap().to_str().unwrap() {
                    "md" => {
                        check_markdown(text);
                        // Our bold may be lost beside punctuation; nothing may come to what is there.
                        let wanted = markdown_form(plain);
                        let mut rest = wanted.iter();
                        let made = markdown_form(text);
                        let more = made.iter().find(|node| !rest.any(|other| other == *node));
                        assert_eq!(more, None, "{attack:?} in {name}:\n{text}");
                    }
                    "csv" => {
                        assert_eq!(rows(text).len(), rows(plain).len(), "{attack:?}\n{text}");
                        for row in rows(text) {
                            row.iter().for_each(check_cell);
                            row.iter().skip(3).for_each(check_html);
                            assert_eq!(row[1].matches("::").count(), 1, "{row:?}");
                        }
                    }
                    "gift" => assert_eq!(gift_form(text), gift_form(plain), "{attack:?}\n{text}"),
                    "aiken" => assert_eq!(aiken_form(text), aiken_form(plain), "{attack:?}\n{text}"),
                    _ => assert_eq!(name, "analysis.json"),
                }
            }
            for (note, plain) in notes(&templates, &context).unwrap().iter().zip(&expected_notes) {
                note.fields.iter().for_each(|field| check_html(field));
                assert_eq!(note_form(note), note_form(plain), "{attack:?}");
                assert!(!note.deck.chars().any(char::is_control), "{note:?}");
            }
        }
    }
}

/// A talk whose every word, label, title and chapter is an attack, as a transcript and its page would bring them.
#[test]
fn nothing_leaves_the_folder_or_steers_the_terminal() {
    let crib = Crib::new(&[("outside/keep", "kept")]);
    for (at, attack) in
        ATTACKS.iter().chain(&["../../../x", "..\\..\\x", "/etc/passwd", "C:\\x", "CON", "."]).enumerate()
    {
        let lines = TALK
            .lines()
            .flat_map(|line| [format!("{line} {attack}\n"), format!("{attack}: {attack} {line}\n")]);
        let words: String = lines.collect();
        let info = serde_json::json!({"title": attack, "channel": attack, "webpage_url": attack, "id": attack,
            "chapters": [{"start_time": 0, "title": attack}, {"start_time": 5, "title": attack}]});
        let name = format!("talk-{at}");
        crib.write(&format!("in/{name}.txt"), &words);
        crib.write(&format!("in/{name}.info.json"), info.to_string());
        let input = format!("in/{name}.txt");
        let built = crib.run(&["build", &input, "-o", "in/made", "--message-format", "human"]);
        // So many control characters are no text.
        assert_eq!(built.code, i32::from(attack.contains('\0')), "{attack:?}: {}", built.stderr);
        let by_title = crib.run_with(
            &["build", "-", "--title", &attack.replace('\0', ""), "-o", "in/made"],
            words.as_bytes(),
        );
        let checked = crib.run(&["verify", &format!("in/made/{name}"), "--transcript", &input]);
        let linted = crib.run(&["lint", &format!("in/made/{name}/cards.csv")]);
        for output in [built, by_title, checked, linted] {
            for text in [&output.stdout, &output.stderr] {
                let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
                assert!(!text.contains(steers), "{attack:?}: {text:?}");
            }
        }
    }
    let outside: Vec<String> = files(crib.folder.path())
        .into_keys()
        .filter(|path| !path.starts_with(&crib.path("in").display().to_string()))
        .collect();
    assert_eq!(outside, [crib.path("outside/keep").display().to_string()]);
    let folders = std::fs::read_dir(crib.path("in/made")).unwrap();
    let safe = |c: char| c.is_alphanumeric() || c == '-';
    for folder in folders {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(name.chars().all(safe) && !name.starts_with('-'), "{name}");
    }
}

#[test]
fn listings_of_hostile_files_do_not_steer_the_terminal() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    crib.write("deck.csv", "Is it \u{202e}hot?,yes\nIs it \u{202e}hot?,no\n");
    assert_eq!(crib.run(&["build", "talk.txt"]).code, 0);
    let lock = r#"{"schema": 1, "notes": {"\u001b[2J": {"time": 1577836800, "hash": "x", "front": "\u001b]0;x\u0007"}}}"#;
    crib.write("output/talk/cards.lock.json", lock);
    let analysis = crib.read("output/talk/analysis.json");
    crib.write("bad/analysis.json", analysis.replace("Hot water takes", "Hot \\u001b[2J takes"));
    for arguments in [
        &["lint", "deck.csv"][..],
        &["cards", "talk.txt", "--diff"],
        &["build", "talk.txt"],
        &["verify", "bad", "--transcript", "talk.txt"],
        &["summary", "no\u{1b}[2J.txt"],
    ] {
        let output = crib.run(arguments);
        let shown = format!("{}{}", output.stdout, output.stderr);
        assert!(!shown.is_empty());
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{shown:?}");
    }
}

#[test]
fn an_analysis_names_a_transcript_and_no_path() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    assert_eq!(crib.run(&["build", "talk.txt"]).code, 0);
    let secret = crib.path("secret.txt").display().to_string();
    crib.write("secret.txt", TALK);
    for path in [secret.as_str(), "../talk.txt", "output/../talk.txt"] {
        let analysis = crib
            .read("output/talk/analysis.json")
            .replace("\"file\": \"talk.txt\"", &format!("\"file\": \"{path}\""));
        crib.write("bad/analysis.json", analysis);
        let output = crib.run(&["verify", "bad"]);
        assert!(output.code == 2 && output.stderr.contains("--transcript FILE"), "{path}: {}", output.stderr);
    }
}
