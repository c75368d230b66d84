//! TTML as Apple Podcasts gives it: paragraphs of sentences of words, with agents as speakers.

use std::collections::BTreeMap;

use super::builder::Builder;
use super::markup::{self, Node, Tag};
use super::millis::Millis;
use super::raw::{Piece, RawCue};
use super::{text, time};

/// Reads TTML.
pub(super) fn read<'a>(source: &'a str, builder: &mut Builder<'a>) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut agent: Option<String> = None;
    let mut cue: Option<RawCue<'a>> = None;
    let mut words: Vec<bool> = Vec::new();
    markup::walk(source, builder, |node, builder| match node {
        Node::Open(tag) if tag.name == "agent" => agent = tag.get("id").map(str::to_owned),
        Node::Close(name) if name == "agent" => agent = None,
        Node::Open(tag) if tag.name == "p" => {
            let who = tag.get("agent").map(|id| names.get(id).cloned().unwrap_or_else(|| id.to_owned()));
            let raw = RawCue::of(Vec::new(), tag.at.clone()).times(when(&tag, "begin"), when(&tag, "end"));
            let unclosed = cue.replace(raw.speaker(who.and_then(|who| text::name(&who))));
            if let Some(cue) = unclosed {
                builder.push(cue);
            }
            words.clear();
        }
        Node::Close(name) if name == "p" => {
            if let Some(cue) = cue.take() {
                builder.push(cue);
            }
        }
        Node::Open(tag) if tag.name == "span" => {
            let is_word = tag.get("unit") == Some("word");
            words.push(is_word);
            if let Some(cue) = cue.as_mut().filter(|_| is_word) {
                // Words stand in spans of their own, with or without white space between these.
                cue.pieces.push(Piece::new(" "));
                cue.pieces.push(Piece::timed("", when(&tag, "begin"), when(&tag, "end")));
            }
        }
        Node::Close(name) if name == "span" => {
            words.pop();
        }
        Node::Open(tag) if tag.name == "br" => {
            if let Some(cue) = &mut cue {
                cue.push_text("\n");
            }
        }
        Node::Text(raw) => {
            if let Some(id) = agent.as_ref().filter(|_| !raw.trim().is_empty()) {
                names.insert(id.clone(), raw.trim().to_owned());
            } else if let Some(cue) = &mut cue {
                match cue.pieces.last_mut() {
                    Some(word) if words.last() == Some(&true) => word.text.to_mut().push_str(raw),
                    _ => cue.push_text(raw),
                }
            }
        }
        Node::Open(_) | Node::Close(_) => {}
    });
    // The file may end before its tags do.
    if let Some(cue) = cue {
        builder.push(cue);
    }
}

/// A time: `12.5`, `12.5s`, `500ms` or a clock.
fn when(tag: &Tag, name: &str) -> Option<Millis> {
    let value = tag.get(name)?.trim();
    if let Some(millis) = value.strip_suffix("ms") {
        return Millis::from_seconds(millis.parse::<f64>().ok()? / 1000.0);
    }
    time::stamp(value).or_else(|| Millis::from_seconds(value.trim_end_matches('s').parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read};

    #[test]
    fn keeps_the_cue_in_which_the_file_breaks_off() {
        let text = "<tt><body><p begin=\"0s\" end=\"2s\">one two</p><p begin=\"2s\">three <span>four";
        let found = read(text, &ReadOptions::default()).unwrap().output;
        let words: Vec<_> = found.cues.iter().flat_map(|cue| &cue.words).map(|word| &word.text).collect();
        assert_eq!(words, ["one", "two", "three", "four"]);
    }
}
