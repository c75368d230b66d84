//! Podcasting 2.0 HTML: `<cite>Kevin:</cite> <time>0:00</time> <p>We have ...</p>`.

use super::builder::Builder;
use super::markup::{self, Node};
use super::raw::RawCue;
use super::{text, time};

/// Reads Podcasting 2.0 HTML.
pub(super) fn read<'a>(source: &'a str, builder: &mut Builder<'a>) {
    let mut inside: Option<String> = None;
    let (mut speaker, mut start, mut buffer) = (None, None, String::new());
    let mut cue: Option<RawCue<'a>> = None;
    markup::walk(source, builder, |node, builder| match node {
        Node::Open(tag) if matches!(tag.name.as_str(), "cite" | "time" | "title") => {
            inside = Some(tag.name);
            buffer.clear();
        }
        Node::Open(tag) if tag.name == "p" => {
            // A paragraph that nobody closed ends where the next one starts.
            if let Some(cue) = cue.take() {
                builder.push(cue);
            }
            cue = Some(RawCue::of(Vec::new(), tag.at).times(start.take(), None).speaker(speaker.clone()));
        }
        Node::Open(tag) if tag.name == "br" => {
            if let Some(cue) = &mut cue {
                cue.push_text("\n");
            }
        }
        Node::Text(raw) => match (&inside, &mut cue) {
            (Some(_), _) => buffer.push_str(raw),
            (None, Some(cue)) => cue.push_text(raw),
            (None, None) => {}
        },
        Node::Close(name) if Some(&name) == inside.as_ref() => {
            inside = None;
            match name.as_str() {
                "cite" => speaker = text::name(buffer.trim().trim_end_matches(':')),
                "time" => start = time::stamp(&buffer),
                _ => builder.title = text::one_line(&buffer),
            }
        }
        Node::Close(name) if name == "p" => {
            if let Some(cue) = cue.take() {
                builder.push(cue);
            }
        }
        Node::Open(_) | Node::Close(_) => {}
    });
    if let Some(cue) = cue {
        builder.push(cue);
    }
}
