//! The notes of `cards.csv` and `cards.apkg` against the cards of the analysis, which were checked already, and
//! against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{File, Verified};
use crate::check::{deck, field, package};
use crate::compose::cards::list;
use crate::compose::spoken::{contains, letters};
use crate::render::context::{CardView, Context};
use crate::render::{FIELDS, PACKAGE};

/// What a note asks, by GUID, in letters.
type Asked = BTreeMap<String, String>;

/// Checks every row of a CSV: its card is in the analysis, and answer, quotes and links are the card's.
pub(super) fn check(context: &Context, file: File<'_>, verified: &mut Verified) -> Asked {
    let deck = match deck::parse(file.text) {
        Ok(deck) => deck,
        Err(bad) => {
            verified.found(file.name, format!("line {}", bad.line), bad.why);
            return Asked::new();
        }
    };
    let cards = by_id(context);
    let mut asked = Asked::new();
    for row in &deck.rows {
        let mut note = Note { file: file.name, item: format!("line {}", row.line), verified };
        let fields: Vec<field::Field> = row.fields.iter().map(|raw| field::read(raw, deck.is_html)).collect();
        note.check(row.guid.as_deref().and_then(|guid| cards.get(guid).copied()), &fields);
        if let (Some(guid), Some(front)) = (&row.guid, fields.first()) {
            asked.insert(guid.clone(), letters(&front.text));
        }
    }
    asked
}

/// Checks every note of a package in the same way, and that its notes are those of the CSV, if there is one.
pub(super) fn check_package(context: &Context, bytes: &[u8], csv: Option<&Asked>, verified: &mut Verified) {
    let notes = match package::notes(bytes) {
        Ok(notes) => notes,
        Err(bad) => return verified.found(PACKAGE, "archive", bad.to_string()),
    };
    let cards = by_id(context);
    for packed in &notes {
        let guid = &packed.guid;
        let mut note = Note { file: PACKAGE, item: format!("note {guid}"), verified };
        let mut fields: Vec<field::Field> = packed.fields.iter().map(|raw| field::read(raw, true)).collect();
        if fields.len() != FIELDS.len() {
            note.found(format!("it has {} fields, and {} are wanted", fields.len(), FIELDS.len()));
            continue;
        }
        // The quote has a field of its own, where it needs no element around it.
        let quote = std::mem::take(&mut fields[3].text);
        fields[3].quotes.extend((!quote.is_empty()).then_some(quote));
        if fields[5].text != *guid {
            note.found(format!("its field `{}` has the id {}", FIELDS[5], fields[5].text));
        }
        if packed.cards == 0 {
            note.found("it has no card".to_owned());
        }
        let asks = letters(&fields[0].text);
        match csv.map(|csv| csv.get(guid)) {
            Some(None) => note.found("it is not in cards.csv".to_owned()),
            Some(Some(other)) if *other != asks => note.found("cards.csv asks something else".to_owned()),
            _ => {}
        }
        note.check(cards.get(guid.as_str()).copied(), &fields);
    }
    let packed: BTreeSet<&str> = notes.iter().map(|note| note.guid.as_str()).collect();
    for guid in csv.into_iter().flat_map(Asked::keys).filter(|guid| !packed.contains(guid.as_str())) {
        verified.found(PACKAGE, format!("note {guid}"), "it is in cards.csv and not here");
    }
}

fn by_id(context: &Context) -> BTreeMap<&str, &CardView> {
    context.cards.iter().map(|card| (card.id.as_str(), card)).collect()
}

/// A note that is looked at.
struct Note<'a> {
    file: &'a str,
    item: String,
    verified: &'a mut Verified,
}

impl Note<'_> {
    fn found(&mut self, why: String) {
        self.verified.found(self.file, self.item.clone(), why);
    }

    /// Compares the fields with the card.
    fn check(&mut self, card: Option<&CardView>, fields: &[field::Field]) {
        self.verified.quotes += 1;
        let Some(card) = card else { return self.found("its card is not in the analysis".to_owned()) };
        let quote = letters(&card.quote);
        let mut text = String::new();
        for field in fields {
            for quoted in field.quotes.iter().filter(|quoted| !contains(&quote, &letters(quoted))) {
                self.found(format!("the quote {quoted} is not that of the card"));
            }
            for link in field.links.iter().filter(|link| card.url.as_ref() != Some(link)) {
                self.found(format!("the link {link} is not that of the card"));
            }
            text.push_str(&field.text);
            text.push(' ');
        }
        // The marks of a gap part the answer from nothing but other marks.
        let mut text = text.replace("}}", " ");
        for number in 1..=list::MOST {
            text = text.replace(&format!("{{{{c{number}::"), " ");
        }
        let text = text.replace("::", " ");
        if !contains(&letters(&text), &letters(&card.answer)) {
            self.found(format!("the answer `{}` is not in it", card.answer));
        }
    }
}
