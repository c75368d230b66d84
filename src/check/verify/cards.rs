//! The rows of `cards.csv` against the cards of the analysis, which were checked already.

use std::collections::BTreeMap;

use super::{File, Verified};
use crate::check::{deck, field};
use crate::compose::spoken::{contains, letters};
use crate::render::context::{CardView, Context};

/// Checks every row: its card is in the analysis, and answer, quotes and links are the card's.
pub(super) fn check(context: &Context, file: File<'_>, verified: &mut Verified) {
    let deck = match deck::parse(file.text) {
        Ok(deck) => deck,
        Err(bad) => return verified.found(file.name, format!("line {}", bad.line), bad.why),
    };
    let cards: BTreeMap<&str, &CardView> =
        context.cards.iter().map(|card| (card.id.as_str(), card)).collect();
    for row in &deck.rows {
        verified.quotes += 1;
        let item = format!("line {}", row.line);
        let Some(card) = row.guid.as_deref().and_then(|guid| cards.get(guid)) else {
            verified.found(file.name, item, "its card is not in the analysis");
            continue;
        };
        let quote = letters(&card.quote);
        let mut text = String::new();
        for raw in &row.fields {
            let field = field::read(raw, deck.is_html);
            for quoted in field.quotes.iter().filter(|quoted| !contains(&quote, &letters(quoted))) {
                verified.found(
                    file.name,
                    item.clone(),
                    format!("the quote {quoted} is not that of the card"),
                );
            }
            for link in field.links.iter().filter(|link| card.url.as_ref() != Some(link)) {
                verified.found(file.name, item.clone(), format!("the link {link} is not that of the card"));
            }
            text.push_str(&field.text);
            text.push(' ');
        }
        // The marks of a gap part the answer from nothing but other marks.
        let text = text.replace("{{", " ").replace("}}", " ").replace("::", " ");
        if !contains(&letters(&text), &letters(&card.answer)) {
            verified.found(file.name, item, format!("the answer `{}` is not in it", card.answer));
        }
    }
}
