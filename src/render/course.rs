//! The cards of many talks as one deck, in which nothing is asked twice.

use std::collections::BTreeMap;

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::context::{AnkiView, CardView, Context, Facts, ToolView};
use super::error::RenderError;
use super::lock::Lock;
use super::notes::{Note, NoteKind, notes, sides};
use super::templates::Templates;
use crate::restore::key;

/// The name of the package with the cards of all talks.
pub const COURSE_PACKAGE: &str = "course.apkg";

/// The name of the file with the cards of all talks.
pub const COURSE_CSV: &str = "course.csv";

/// How many notes one run of the template gets: what it may write is limited, and a course is not.
const AT_A_TIME: usize = 1000;

/// A card of one of the talks.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CourseCard {
    /// The card as a note for Anki.
    pub note: Note,
    /// Front and back, for note types without fields for the rest.
    sides: [String; 2],
    score: f64,
    /// The answer and the title of the talk, for messages.
    answer: String,
    title: String,
    sameness: Sameness,
}

/// By what two cards are seen to be one: normal forms of their words.
#[derive(Debug, Clone)]
struct Sameness {
    /// What is asked, a gap being a gap.
    front: String,
    /// The whole sentence of a card with a gap.
    sentence: Option<String>,
    answer: String,
}

/// What is left of the cards of all talks.
#[derive(Debug)]
#[non_exhaustive]
pub struct Course {
    /// In the order of the talks.
    pub cards: Vec<CourseCard>,
    /// How many others ask the same.
    pub repeated: usize,
    /// What was told differently, as messages.
    pub differing: Vec<String>,
}

/// The cards of a talk.
///
/// # Errors
///
/// When a template of a part has a mistake.
pub fn cards(templates: &Templates, context: &Context) -> Result<Vec<CourseCard>, RenderError> {
    let notes = notes(templates, context)?;
    let sides = sides(templates, context)?;
    let cards = context.cards.iter().zip(notes).zip(sides);
    let card = |((card, note), sides): ((&CardView, Note), [String; 2])| CourseCard {
        note,
        sides,
        score: card.score,
        answer: card.answer.clone(),
        title: context.source.title.clone(),
        sameness: Sameness::new(card),
    };
    Ok(cards.map(card).collect())
}

/// Keeps of the cards that ask the same the one that Anki has already, by the lock of the last run, else the
/// best, else the first: a card that was learned stays when a later talk says the same better.
pub fn merge(cards: Vec<CourseCard>, lock: &Lock) -> Course {
    let mut order: Vec<usize> = (0..cards.len()).collect();
    let rank = |at: usize| (!lock.has(&cards[at].note.guid), -cards[at].score);
    order.sort_by(|&a, &b| {
        let ((new, worse), (other_new, other_worse)) = (rank(a), rank(b));
        new.cmp(&other_new).then(worse.total_cmp(&other_worse)).then(a.cmp(&b))
    });
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = vec![false; cards.len()];
    let mut differing: Vec<(usize, String)> = Vec::new();
    for at in order {
        let keys = cards[at].keys();
        let Some(&same) = keys.iter().find_map(|key| taken.get(key)) else {
            taken.extend(keys.into_iter().map(|key| (key, at)));
            kept[at] = true;
            continue;
        };
        differing.extend(cards[same].differs(&cards[at]).map(|message| (at, message)));
    }
    differing.sort();
    let mut keep = kept.iter();
    let all = cards.len();
    let cards: Vec<CourseCard> =
        cards.into_iter().filter(|_| keep.next().copied().unwrap_or_default()).collect();
    Course {
        repeated: all - cards.len(),
        cards,
        differing: differing.into_iter().map(|(_, message)| message).collect(),
    }
}

/// Renders `course.csv`.
///
/// # Errors
///
/// When the template has a mistake.
pub fn csv(templates: &Templates, facts: &Facts, cards: &[CourseCard]) -> Result<String, RenderError> {
    let anki = AnkiView::new(facts);
    let common = |tag: &&String| cards.iter().all(|card| card.note.tags.contains(tag));
    let first = cards.first().map(|card| card.note.tags.as_slice()).unwrap_or_default();
    let tags: Vec<Value> = first.iter().filter(common).map(|tag| Value::from(tag.as_str())).collect();
    let mut text = String::new();
    // Without cards there are still the first lines.
    let chunks = cards.chunks(AT_A_TIME).map(Some).chain(cards.is_empty().then_some(None));
    for (at, chunk) in chunks.enumerate() {
        let notes: Vec<Value> = chunk.unwrap_or_default().iter().map(|card| card.value(&anki)).collect();
        let values = context! {
            tool => Value::from(Serde(ToolView::current())),
            course => facts.course.as_deref(),
            tags => tags.clone(),
            anki => Value::from(Serde(anki.clone())),
            is_first => at == 0,
            notes => notes,
        };
        text.push_str(&templates.render("course.csv.j2", &values)?);
    }
    Ok(text)
}

impl CourseCard {
    /// What no two cards of a course may have in common.
    fn keys(&self) -> Vec<String> {
        let Sameness { front, sentence, .. } = &self.sameness;
        let guid = Some(format!("guid {}", self.note.guid));
        let front = (!front.is_empty()).then(|| format!("front {front}"));
        let sentence =
            sentence.as_ref().filter(|words| !words.is_empty()).map(|words| format!("said {words}"));
        [guid, front, sentence].into_iter().flatten().collect()
    }

    /// The message when another card asks the same and has another answer.
    fn differs(&self, other: &Self) -> Option<String> {
        let differs =
            self.sameness.front == other.sameness.front && self.sameness.answer != other.sameness.answer;
        differs.then(|| {
            format!(
                "`{}` has two answers: `{}` in `{}`, which is kept, and `{}` in `{}`",
                self.note.label, self.answer, self.title, other.answer, other.title
            )
        })
    }

    fn value(&self, anki: &AnkiView) -> Value {
        let note_type = match self.note.kind {
            NoteKind::Basic => &anki.basic,
            NoteKind::Cloze => &anki.cloze,
        };
        let fields = if anki.own { &self.note.fields[..] } else { &self.sides[..] };
        let fields: Vec<Value> = fields.iter().map(|field| Value::from(field.as_str())).collect();
        context! { note_type, deck => self.note.deck.as_str(), guid => self.note.guid.as_str(), fields }
    }
}

impl Sameness {
    fn new(card: &CardView) -> Self {
        let around = card.text_before.as_deref().zip(card.text_after.as_deref());
        Self {
            front: match around {
                Some((before, after)) if !normal(&format!("{before} {after}")).is_empty() => {
                    format!("{} _ {}", normal(before), normal(after))
                }
                _ => normal(card.front.as_deref().unwrap_or_default()),
            },
            sentence: around.map(|(before, after)| normal(&format!("{before}{}{after}", card.answer))),
            answer: normal(&card.answer),
        }
    }
}

/// Letters and digits of the words, in lower case.
fn normal(text: &str) -> String {
    let letters = |word: &str| key(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let words: Vec<String> = text.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::context::OnMatch;
    use super::*;

    /// A card that asks for what is in brackets, or else a question with its answer.
    fn card(guid: &str, score: f64, text: &str, answer: &str) -> CourseCard {
        let gap = text.split_once("[]");
        let view = CardView {
            id: guid.to_owned(),
            kind: "term".to_owned(),
            front: gap.is_none().then(|| text.to_owned()),
            back: None,
            text: gap.map(|_| text.to_owned()),
            text_before: gap.map(|(before, _)| before.to_owned()),
            text_after: gap.map(|(_, after)| after.to_owned()),
            hint: None,
            answer: answer.to_owned(),
            items: Vec::new(),
            topic: 0,
            topic_title: String::new(),
            topic_tells: false,
            topic_number: None,
            tags: Vec::new(),
            quote: String::new(),
            quote_before: String::new(),
            quote_answer: String::new(),
            quote_after: String::new(),
            lead: None,
            lead_sentence: None,
            lead_speaker_name: None,
            speaker: None,
            speaker_name: None,
            sentences: [0, 1],
            words: [0, 1],
            start_s: None,
            url: None,
            score,
        };
        CourseCard {
            note: Note {
                guid: guid.to_owned(),
                kind: if gap.is_none() { NoteKind::Basic } else { NoteKind::Cloze },
                deck: "Course::Talk".to_owned(),
                tags: vec![format!("src::{guid}"), "both".to_owned()],
                fields: [text, answer, "", "", "", guid].map(str::to_owned),
                label: text.to_owned(),
            },
            sides: [text, answer].map(str::to_owned),
            score,
            answer: answer.to_owned(),
            title: format!("Talk {guid}"),
            sameness: Sameness::new(&view),
        }
    }

    fn guids(course: &Course) -> Vec<&str> {
        course.cards.iter().map(|card| card.note.guid.as_str()).collect()
    }

    #[test]
    fn keeps_the_best_of_what_asks_the_same() {
        let cards = vec![
            card("a", 0.4, "What is tea?", "A drink"),
            card("b", 0.9, "Tea is a []", "drink."),
            card("c", 0.5, "what is TEA", "a drink"),
            card("d", 0.8, "Tea [] a drink.", "is"),
            card("e", 0.5, "What is tea?", "a drink"),
            card("a", 0.1, "Something else?", "Yes"),
        ];
        let course = merge(cards, &Lock::default());
        assert_eq!(
            guids(&course),
            ["b", "c", "a"],
            "the best, of equals the first, in the order of the talks"
        );
        assert_eq!((course.repeated, course.differing.len()), (3, 0));
    }

    #[test]
    fn tells_when_talks_answer_differently() {
        let cards = vec![
            card("a", 0.4, "How many are there?", "5"),
            card("b", 0.6, "How many are there?", "7"),
            card("c", 0.5, "There are [] of them.", "5"),
            card("d", 0.4, "There are [] of them.", "7"),
            card("e", 0.4, "There are [] of us.", "7"),
        ];
        let course = merge(cards, &Lock::default());
        assert_eq!(guids(&course), ["b", "c", "e"]);
        assert_eq!(
            course.differing,
            [
                "`How many are there?` has two answers: `7` in `Talk b`, which is kept, and `5` in `Talk a`",
                "`There are [] of them.` has two answers: `5` in `Talk c`, which is kept, and `7` in `Talk d`",
            ]
        );
    }

    #[test]
    fn a_card_that_anki_has_stays() {
        let cards =
            || vec![card("a", 0.4, "What is tea?", "A drink"), card("b", 0.9, "What is tea?", "A drink")];
        let mut lock = Lock::default();
        lock.settle(&[cards()[0].note.clone()], OnMatch::Update);
        assert_eq!(guids(&merge(cards(), &lock)), ["a"]);
        lock.settle(&[], OnMatch::Update);
        assert_eq!(guids(&merge(cards(), &lock)), ["b"], "one that the last run didn't make has no claim");
    }

    #[test]
    fn writes_the_first_lines_once_and_what_tags_all_notes_have() {
        let cards: Vec<CourseCard> = (0..=2 * AT_A_TIME)
            .map(|at| card(&format!("{at}"), 0.5, &format!("What is {at}?"), "A number"))
            .collect();
        let text = csv(&Templates::built_in(), &Facts::default(), &cards).unwrap();
        assert_eq!(text.matches("#tags:both\n").count(), 1);
        assert_eq!(text.lines().filter(|line| !line.starts_with('#')).count(), cards.len());
        assert!(text.ends_with(",\"Course::Talk\",\"2000\",\"What is 2000?\",\"A number\"\n"), "{text}");
        let none = csv(&Templates::built_in(), &Facts::default(), &[]).unwrap();
        assert!(none.starts_with("#separator:Comma\n") && none.contains("#tags:\n"), "{none}");
    }
}
