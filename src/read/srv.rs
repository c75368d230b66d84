//! YouTube's XML captions: srv1 (`<text start dur>`, seconds) and srv3 (`<p t d>` with `<s t ac>` words,
//! milliseconds). Both roots occur with both kinds of cues.

use super::builder::Builder;
use super::markup::{self, Node, Tag};
use super::millis::Millis;
use super::raw::{Piece, RawCue};

/// Reads srv1 and srv3.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    let mut cue: Option<RawCue<'a>> = None;
    let mut word: Option<Piece<'a>> = None;
    markup::walk(text, builder, |node, builder| match node {
        Node::Open(tag) if matches!(tag.name.as_str(), "text" | "p") => {
            close(&mut cue, &mut word, builder);
            cue = open(&tag);
        }
        Node::Open(tag) if tag.name == "s" => {
            if let Some(start) = cue.as_ref().and_then(|cue| cue.start) {
                let offset = tag.get("t").and_then(|t| t.parse().ok()).unwrap_or(0);
                let confidence = tag.get("ac").and_then(|ac| ac.parse::<f64>().ok()).filter(|ac| *ac > 0.0);
                let piece = Piece::timed("", Some(Millis(start.0 + offset)), None);
                word = Some(piece.confidence(confidence.map(|confidence| confidence / 255.0)));
            }
        }
        Node::Text(raw) => {
            if let Some(piece) = &mut word {
                piece.text.to_mut().push_str(raw);
            } else if let Some(cue) = &mut cue {
                cue.push_text(raw);
            }
        }
        Node::Close(name) if name == "s" => {
            if let (Some(cue), Some(piece)) = (&mut cue, word.take()) {
                cue.pieces.push(piece);
            }
        }
        Node::Close(name) if matches!(name.as_str(), "text" | "p") => close(&mut cue, &mut word, builder),
        Node::Open(_) | Node::Close(_) => {}
    });
    close(&mut cue, &mut word, builder);
}

/// Ends the cue, also where the file ends before its tags do.
fn close<'a>(cue: &mut Option<RawCue<'a>>, word: &mut Option<Piece<'a>>, builder: &mut Builder<'a>) {
    let word = word.take();
    if let Some(mut cue) = cue.take() {
        cue.pieces.extend(word);
        if cue.pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            builder.push(cue);
        }
    }
}

/// The cue that a tag opens; `None` for cues that only break a line.
fn open<'a>(tag: &Tag) -> Option<RawCue<'a>> {
    if tag.get("a") == Some("1") {
        return None;
    }
    let number = |name: &str, unit: f64| {
        tag.get(name)?.parse::<f64>().ok().and_then(|value| Millis::from_seconds(value * unit))
    };
    let (start, length) = if tag.name == "text" {
        (number("start", 1.0), number("dur", 1.0))
    } else {
        (number("t", 0.001), number("d", 0.001))
    };
    let end = start.zip(length).map(|(start, length)| Millis(start.0 + length.0));
    Some(RawCue::of(Vec::new(), tag.at.clone()).times(start, end))
}

#[cfg(test)]
mod tests {
    use super::super::{Format, ReadOptions, read};

    #[test]
    fn keeps_word_times_and_confidence() {
        let text = "<?xml version=\"1.0\"?><timedtext format=\"3\"><body><p t=\"1000\" d=\"2000\"><s ac=\"255\">for</s><s t=\"281\"> years</s></p><p t=\"1750\" d=\"10\" a=\"1\">\n</p></body></timedtext>";
        let found = read(text, &ReadOptions::default()).unwrap().output;
        assert_eq!(found.source.format, Format::Srv3);
        let words: Vec<_> = found.cues[0]
            .words
            .iter()
            .map(|word| (word.text.as_str(), word.start.unwrap().0, word.confidence))
            .collect();
        assert_eq!(words, [("for", 1000, Some(1.0)), ("years", 1281, None)]);
    }

    #[test]
    fn keeps_what_came_before_a_mistake() {
        let text =
            "<transcript><text start=\"0\" dur=\"1.5\">Hey, I&amp;#39;m Jason.</text><text start=\"2\" dur";
        let found = read(text, &ReadOptions::default()).unwrap();
        assert_eq!(found.output.cues.len(), 1);
        assert_eq!(found.output.cues[0].words[1].text, "I'm");
        assert_eq!(found.warnings.len(), 1);
    }

    #[test]
    fn keeps_the_cue_in_which_the_file_breaks_off() {
        let cases = [
            "<transcript><text start=\"0\">one two</text><text start=\"2\">three four",
            "<timedtext format=\"3\"><body><p t=\"0\">one two<p t=\"9\"><s>three</s><s t=\"2\"> four",
        ];
        for text in cases {
            let found = read(text, &ReadOptions::default()).unwrap().output;
            let words: Vec<_> = found.cues.iter().flat_map(|cue| &cue.words).map(|word| &word.text).collect();
            assert_eq!(words, ["one", "two", "three", "four"]);
        }
    }
}
