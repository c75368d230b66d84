//! The cards as notes for Anki: fields that are rendered by the parts of the card templates, so
//! that a change to one of those reaches `cards.csv` and `cards.apkg` alike.

use minijinja::context;
use minijinja::value::Value;

use super::context::Context;
use super::error::RenderError;
use super::filters::anki;
use super::templates::{Templates, value};

/// The fields of our note types, in their order. They never change: Anki takes a note type with
/// other fields for another one, and refuses to update notes of it.
pub const FIELDS: [&str; 6] = ["Front", "Back", "Context", "Quote", "Source", "Id"];

/// Which of our note types a note has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A question.
    Basic,
    /// A sentence with gaps; its first field is named `Text`.
    Cloze,
}

/// A note for Anki.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What Anki knows it by: the id of the card.
    pub guid: String,
    /// Its note type.
    pub kind: NoteKind,
    /// Full name of its deck, levels parted by `::`.
    pub deck: String,
    /// Tags, without white space in them.
    pub tags: Vec<String>,
    /// HTML of the fields, as [`FIELDS`] names them.
    pub fields: [String; FIELDS.len()],
    /// What is shown first, as plain text, for messages.
    pub label: String,
}

/// The notes of a talk, in the order of its cards.
///
/// # Errors
///
/// When a template of a part has a mistake.
pub fn notes(templates: &Templates, context: &Context) -> Result<Vec<Note>, RenderError> {
    let cards = context.cards.iter().zip(views(context));
    cards
        .map(|(card, values)| {
            let part = |name| templates.render(name, &values);
            Ok(Note {
                guid: card.id.clone(),
                kind: if card.text.is_none() { NoteKind::Basic } else { NoteKind::Cloze },
                deck: part("_card-deck.txt.j2")?,
                tags: context.tags.clone(),
                fields: [
                    part("_card-text.html.j2")?,
                    anki(&card.answer),
                    part("_card-context.html.j2")?,
                    part("_card-quote.html.j2")?,
                    part("_card-source.html.j2")?,
                    card.id.clone(),
                ],
                label: card.front.as_ref().or(card.text.as_ref()).cloned().unwrap_or_default(),
            })
        })
        .collect()
}

/// The front and the back of every card, for note types without fields for the rest.
pub(super) fn sides(templates: &Templates, context: &Context) -> Result<Vec<[String; 2]>, RenderError> {
    let side = |name: &str, values: &Value| templates.render(name, values).map(|text| text.trim().to_owned());
    views(context)
        .map(|values| Ok([side("card-front.html.j2", &values)?, side("card-back.html.j2", &values)?]))
        .collect()
}

/// What the templates of parts get for each card: the talk, with the card as `card`.
fn views(context: &Context) -> impl Iterator<Item = Value> {
    let talk = value(context);
    (0..context.cards.len()).map(move |at| {
        let card = talk.get_attr("cards").and_then(|cards| cards.get_item(&Value::from(at)));
        context! { card => card.unwrap_or_default(), ..talk.clone() }
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn have_every_field_but_a_quote_that_is_shown_already() {
        let notes = notes(&Templates::built_in(), &testing::context(true)).unwrap();
        insta::assert_debug_snapshot!(notes);
    }
}
