//! Our two note types. Their ids and fields are fixed for ever: Anki knows a note type by its id, and
//! notes of one with other fields are never updated. Their look may change with [`REVISION`].

use serde_json::{Value, json};

use crate::render::lock::FIRST;
use crate::render::notes::{FIELDS, NoteKind};

/// Name of the note type for questions.
pub const BASIC: &str = "Cribsheet Basic";
/// Name of the note type for sentences with gaps.
pub const CLOZE: &str = "Cribsheet Cloze";

/// How many times the look was changed; goes up with every change, so that Anki takes it over.
const REVISION: i64 = 0;

const CSS: &str = include_str!("card.css");
const QUESTION: &str = include_str!("question.html");
const ANSWER: &str = include_str!("answer.html");

impl NoteKind {
    /// The id of its note type: milliseconds of a day in 2020, as Anki's own are.
    pub(super) fn id(self) -> i64 {
        match self {
            Self::Basic => 1_583_020_800_001,
            Self::Cloze => 1_583_020_800_002,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Basic => BASIC,
            Self::Cloze => CLOZE,
        }
    }

    /// The names of its fields.
    fn fields(self) -> impl Iterator<Item = &'static str> {
        let first = match self {
            Self::Basic => FIELDS[0],
            Self::Cloze => "Text",
        };
        std::iter::once(first).chain(FIELDS[1..].iter().copied())
    }

    /// What a template shows of the first field, and below the line. The text of a gap is the answer
    /// already.
    fn shown(self) -> [&'static str; 2] {
        match self {
            Self::Basic => ["{{Front}}", "<div class=\"answer\">{{Back}}</div>\n"],
            Self::Cloze => ["{{cloze:Text}}", ""],
        }
    }
}

/// Both note types as schema 11 keeps them.
pub(super) fn models() -> Value {
    let models = [NoteKind::Basic, NoteKind::Cloze].map(|kind| (kind.id().to_string(), model(kind)));
    Value::Object(models.into_iter().collect())
}

fn model(kind: NoteKind) -> Value {
    let fields: Vec<Value> = kind
        .fields()
        .enumerate()
        .map(|(ord, name)| {
            json!({"name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20,
                   "media": []})
        })
        .collect();
    let [text, answer] = kind.shown();
    let question = QUESTION.replace("TEXT", text);
    let answer = ANSWER.replace("QUESTION", question.trim_end()).replace("ANSWER\n", answer);
    json!({
        "id": kind.id(),
        "name": kind.name(),
        "type": i32::from(kind == NoteKind::Cloze),
        "mod": FIRST + REVISION,
        "usn": -1,
        "sortf": 0,
        "did": 1,
        "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": question, "afmt": answer, "bqfmt": "", "bafmt": "",
                   "did": null, "bfont": "", "bsize": 0}],
        "flds": fields,
        "css": CSS,
        "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
        "latexsvg": false,
        "req": [[0, "any", [0]]],
        "tags": [],
        "vers": [],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_fields_are_frozen() {
        // Changing this makes every package ever written one that Anki can't update.
        let models = models();
        for (id, name, first) in
            [("1583020800001", "Cribsheet Basic", "Front"), ("1583020800002", "Cribsheet Cloze", "Text")]
        {
            let model = &models[id];
            assert_eq!(model["name"], name);
            let fields: Vec<&str> = model["flds"]
                .as_array()
                .unwrap()
                .iter()
                .map(|field| field["name"].as_str().unwrap())
                .collect();
            assert_eq!(fields, [first, "Back", "Context", "Quote", "Source", "Id"]);
        }
    }

    #[test]
    fn templates_have_no_placeholder_left() {
        let text = models().to_string();
        for placeholder in ["TEXT", "ANSWER", "QUESTION"] {
            assert!(!text.contains(placeholder), "{placeholder}");
        }
    }
}
