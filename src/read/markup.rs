//! XML and near-XML as a stream of tags and raw text, which ends with a warning where it breaks.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::builder::Builder;

/// What comes next in the markup. Names are without their namespace.
pub(super) enum Node<'a> {
    /// A tag opens; an empty element opens and closes.
    Open(Tag),
    /// A tag closes.
    Close(String),
    /// Text as written, entities included.
    Text(&'a str),
}

/// An opening tag.
pub(super) struct Tag {
    /// Its name.
    pub(super) name: String,
    /// Its place in the text.
    pub(super) at: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn new(start: &BytesStart<'_>, at: Range<usize>) -> Self {
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value = attribute.value.into_owned();
            (attribute.key.local_name().as_ref().to_owned(), value)
        });
        Self { name: start.local_name().as_ref().to_owned(), at, attributes: attributes.collect() }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Hands every node to `take`. A mistake in the markup is a warning, and what came before stays.
pub(super) fn walk<'a>(
    text: &'a str,
    builder: &mut Builder<'a>,
    mut take: impl FnMut(Node<'a>, &mut Builder<'a>),
) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let start = position(text, &reader);
        let event = reader.read_event();
        let at = start..position(text, &reader).max(start);
        match event {
            Ok(Event::Start(tag)) => take(Node::Open(Tag::new(&tag, at)), builder),
            Ok(Event::Empty(tag)) => {
                let tag = Tag::new(&tag, at);
                let name = tag.name.clone();
                take(Node::Open(tag), builder);
                take(Node::Close(name), builder);
            }
            Ok(Event::End(tag)) => take(Node::Close(tag.local_name().as_ref().to_owned()), builder),
            Ok(Event::Text(_) | Event::GeneralRef(_)) => {
                take(Node::Text(text.get(at).unwrap_or_default()), builder);
            }
            Ok(Event::CData(_)) => {
                let raw = text.get(at).unwrap_or_default();
                take(Node::Text(raw.trim_start_matches("<![CDATA[").trim_end_matches("]]>")), builder);
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Eof) => break,
            Err(error) => {
                let place =
                    text.floor_char_boundary(usize::try_from(reader.error_position()).unwrap_or(text.len()));
                builder.warn(
                    "markup",
                    format!("the markup breaks here, the rest is left out: {error}"),
                    place..place,
                );
                break;
            }
        }
    }
}

fn position(text: &str, reader: &Reader<&[u8]>) -> usize {
    text.floor_char_boundary(usize::try_from(reader.buffer_position()).unwrap_or(text.len()))
}
