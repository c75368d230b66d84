//! Decks as text: Anki's CSV with `#` headers, or plain `front,back`.

use csv::ReaderBuilder;

/// A deck.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deck {
    /// Whether fields are HTML.
    pub(super) is_html: bool,
    /// Whether a header of Anki's says what the columns are.
    pub(super) has_headers: bool,
    /// The notes.
    pub(super) rows: Vec<Row>,
}

/// A note.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub(super) line: usize,
    /// Whether Anki takes it for a comment.
    pub(super) is_comment: bool,
    /// Its deck, empty when the file doesn't say.
    pub(super) deck: String,
    /// Its GUID, if the file has them.
    pub(super) guid: Option<String>,
    /// The fields.
    pub(super) fields: Vec<String>,
}

/// A line that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
    /// Why.
    pub why: String,
}

/// What the `#` lines say.
#[derive(Default)]
struct Header {
    separator: Option<u8>,
    html: Option<bool>,
    deck: String,
    columns: Option<usize>,
    note_type_column: Option<usize>,
    deck_column: Option<usize>,
    tags_column: Option<usize>,
    guid_column: Option<usize>,
}

/// Reads a deck.
pub(super) fn parse(text: &str) -> Result<Deck, BadLine> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut header = Header::default();
    let mut head = 0;
    let mut head_lines = 0;
    for line in text.split_inclusive('\n') {
        let Some(setting) = line.strip_prefix('#') else { break };
        header.read(setting.trim());
        head += line.len();
        head_lines += 1;
    }
    let body = &text[head..];
    let separator = header.separator.unwrap_or_else(|| separator(body));
    let mut rows = Vec::new();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(body.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| BadLine {
            line: head_lines + error.position().map_or(1, |at| at.line() as usize),
            why: error.to_string(),
        })?;
        let at = record.position().map_or((0, 1), |at| (at.byte() as usize, at.line() as usize));
        let start = body.get(at.0..).unwrap_or_default();
        let blank = start.len() - start.trim_start_matches(['\r', '\n']).len();
        let newlines = start[..blank].matches('\n').count();
        rows.push(header.row(&record, head_lines + at.1 + newlines, start[blank..].starts_with('#')));
    }
    if head_lines == 0 && rows.first().is_some_and(names_columns) {
        rows.remove(0);
    }
    let is_html = header.html.unwrap_or_else(|| rows.iter().take(5).any(looks_like_html));
    Ok(Deck { is_html, has_headers: head_lines > 0, rows })
}

impl Header {
    fn read(&mut self, setting: &str) {
        let Some((key, value)) = setting.split_once(':') else { return };
        // A spreadsheet fills the line up with separators.
        let value = if value.len() > 1 { value.trim_end_matches([',', ';', '\t', '|']) } else { value };
        let column = || value.trim().parse::<usize>().ok()?.checked_sub(1);
        match key.trim().to_ascii_lowercase().as_str() {
            "separator" => self.separator = named_separator(value),
            "html" => self.html = Some(value.trim().eq_ignore_ascii_case("true")),
            "deck" => value.trim().clone_into(&mut self.deck),
            "columns" => self.columns = Some(value.len()),
            "notetype column" => self.note_type_column = column(),
            "deck column" => self.deck_column = column(),
            "tags column" => self.tags_column = column(),
            "guid column" => self.guid_column = column(),
            _ => {}
        }
    }

    fn row(&self, record: &csv::StringRecord, line: usize, is_comment: bool) -> Row {
        let special = [self.note_type_column, self.deck_column, self.tags_column, self.guid_column];
        let cell = |column: Option<usize>| column.and_then(|at| record.get(at)).map(str::to_owned);
        Row {
            line,
            is_comment,
            deck: cell(self.deck_column).unwrap_or_else(|| self.deck.clone()),
            guid: cell(self.guid_column).filter(|guid| !guid.is_empty()),
            fields: record
                .iter()
                .enumerate()
                .filter(|(at, _)| !special.contains(&Some(*at)))
                .map(|(_, field)| field.to_owned())
                .collect(),
        }
    }
}

/// A separator by its name or as itself.
fn named_separator(value: &str) -> Option<u8> {
    let named = match value.trim().to_ascii_lowercase().as_str() {
        "comma" => b',',
        "semicolon" => b';',
        "tab" | "\\t" => b'\t',
        "space" => b' ',
        "pipe" => b'|',
        "colon" => b':',
        _ => *value.as_bytes().first()?,
    };
    named.is_ascii().then_some(named)
}

/// The separator that gives the most lines the same number of fields, more than one.
fn separator(body: &str) -> u8 {
    let regular = |separator: u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(body.as_bytes());
        let widths: Vec<usize> = reader.records().flatten().map(|record| record.len()).collect();
        let first = widths.first().copied().unwrap_or_default();
        if first < 2 { 0 } else { widths.iter().filter(|&&width| width == first).count() }
    };
    // Of equals the last counts: a comma is more often part of a text than the others.
    [b',', b';', b'|', b'\t'].into_iter().max_by_key(|&separator| regular(separator)).unwrap_or(b',')
}

/// Whether a first row is a heading: "front,back".
fn names_columns(row: &Row) -> bool {
    const NAMES: [&str; 8] = ["front", "back", "question", "answer", "text", "term", "definition", "extra"];
    row.fields.len() > 1
        && row.fields[..2].iter().all(|field| NAMES.contains(&field.trim().to_ascii_lowercase().as_str()))
}

fn looks_like_html(row: &Row) -> bool {
    row.fields.iter().any(|field| {
        field.contains("</") || field.contains("<br") || field.contains("&nbsp;") || field.contains("&amp;")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        parse(text).unwrap().rows.into_iter().map(|row| row.fields).collect()
    }

    #[test]
    fn reads_the_headers_of_anki() {
        let text = "\u{feff}#separator:Semicolon\r\n#HTML:false\n#guid column:2\n#deck:Tea\n\"a;b\";g1;c\n\n#x;g2;d\n";
        let deck = parse(text).unwrap();
        assert!(!deck.is_html && deck.has_headers);
        assert_eq!(deck.rows[0].fields, ["a;b", "c"]);
        assert_eq!(deck.rows[0].guid.as_deref(), Some("g1"));
        assert_eq!((deck.rows[0].line, deck.rows[0].deck.as_str()), (5, "Tea"));
        assert_eq!((deck.rows[1].line, deck.rows[1].is_comment), (7, true));
    }

    #[test]
    fn reads_what_a_spreadsheet_wrote() {
        let deck = parse("#separator:Comma,,\n#html:true,,\n#guid column:1,,\ng,a;b,c;d\n").unwrap();
        assert!(deck.is_html);
        assert_eq!((deck.rows[0].guid.as_deref(), deck.rows[0].fields.len()), (Some("g"), 2));
        assert_eq!(parse("#separator:,\na;b,c;d\n").unwrap().rows[0].fields, ["a;b", "c;d"]);
    }

    #[test]
    fn finds_the_separator_of_a_plain_file() {
        assert_eq!(
            fields("front,back\nWhat; is it: a?,\"A, b\"\nX?,Y\n"),
            [["What; is it: a?", "A, b"], ["X?", "Y"]]
        );
        assert_eq!(fields("What, then?\tA\nAnd, so?\tB\n"), [["What, then?", "A"], ["And, so?", "B"]]);
    }

    #[test]
    fn counts_lines_over_fields_of_several_lines() {
        let deck = parse("a,\"b\nc\"\nd,e\n").unwrap();
        assert_eq!(deck.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3]);
    }
}
