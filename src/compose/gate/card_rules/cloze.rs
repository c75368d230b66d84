//! What may be hidden in a sentence.

use crate::analyze::{Pos, stem};
use crate::compose::cards::draft::{Checked, stems, stems_of};
use crate::compose::clause::{Clause, Word, is_function, is_stop};
use crate::compose::study_set::{CardKind, Face};

/// Hidden words at most, and their share of the sentence at most.
const HIDDEN: usize = 4;
const SHARE: f64 = 0.25;
/// Words with a meaning that stay visible at least.
const VISIBLE: usize = 6;
/// And of sentences that are good in all else.
const FEWEST: usize = 3;

/// C12: what is hidden means something.
pub(super) fn hides_the_wrong_words(card: &Checked) -> Option<String> {
    if !card.is_cloze() {
        return None;
    }
    let words = &card.answer.words;
    let means = |word: &Word| {
        matches!(word.pos, Pos::Number | Pos::Name)
            || word.key.starts_with(|c: char| c.is_ascii_digit())
            || !is_stop(&word.key) && word.key.chars().any(char::is_alphanumeric)
    };
    if cuts_a_phrase(card) {
        return Some("the hidden words end inside of a phrase".to_owned());
    }
    match (words.first(), words.last()) {
        (Some(first), Some(last)) if means(first) && means(last) => None,
        _ => Some("the hidden words begin or end with one that means nothing".to_owned()),
    }
}

/// "`[35 million in annual]` revenue", "a beneficiary of the `[trust legally]`"
fn cuts_a_phrase(card: &Checked) -> bool {
    let Face::Cloze { before, .. } = &card.draft.face else { return false };
    let start = before.split_whitespace().count();
    let end = start + card.answer.len();
    let words = &card.shown.words;
    let Some(last) = end.checked_sub(1).and_then(|at| words.get(at)).filter(|_| card.answer.len() > 1) else {
        return false;
    };
    let goes_on = words.get(end).is_some_and(|next| next.pos.is_nominal()) && !last.pauses();
    let nouns = words[start..end - 1].iter().all(|word| word.pos.is_nominal());
    last.pos == Pos::Adjective && goes_on || last.pos == Pos::Adverb && last.key.ends_with("ly") && nouns
}

/// C12: somebody who is only spoken to isn't what a sentence tells: "As you noted, `[Kris]`, ..."
pub(super) fn hides_the_addressed(card: &Checked) -> Option<String> {
    const SAYING: [&str; 9] =
        ["described", "know", "mentioned", "noted", "put", "said", "saw", "saying", "say"];
    const THANKING: [&str; 5] = ["hello", "hey", "hi", "thank", "thanks"];
    let Face::Cloze { before, .. } = &card.draft.face else { return None };
    let name = |word: &Word| word.bare().starts_with(char::is_uppercase);
    let names = !card.answer.words.is_empty() && card.answer.words.iter().all(name);
    let start = before.split_whitespace().count().min(card.shown.len());
    let near = &card.shown.words[start.saturating_sub(4)..start];
    let said = near.iter().any(|word| word.is(&["you"]))
        && near.last().is_some_and(|word| word.is(&SAYING) && word.pauses());
    let thanks = near.iter().any(|word| word.is(&THANKING));
    (names && (said || thanks)).then(|| "somebody who is spoken to is hidden".to_owned())
}

/// C12: a name is hidden whole: "Mat [...]" asks for half of one.
pub(super) fn hides_half_a_name(card: &Checked) -> Option<String> {
    let Face::Cloze { before, .. } = &card.draft.face else { return None };
    let start = before.split_whitespace().count();
    let end = start + card.answer.len();
    let words = &card.shown.words;
    // The tagger knows few names at the beginning of a sentence.
    let is_name = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.bare().starts_with(char::is_uppercase)
                && (word.pos.is_nominal() || at == 0 && !is_function(&word.key))
        })
    };
    // "GPT 5", "Apache 2", and not "in Boston 20 people".
    let is_version = |at: usize| {
        let short = |word: &Word| word.key.len() <= 2 && word.key.chars().all(|c| c.is_ascii_digit());
        words.get(at).is_some_and(short)
            && (words[at].pauses() || !words.get(at + 1).is_some_and(|next| next.pos.is_nominal()))
    };
    let joins = |at: usize| is_name(at) && (is_name(at + 1) || is_version(at + 1)) && !words[at].pauses();
    // "[Ruby] on Rails", "the Bank of [England]".
    let links = |at: usize| {
        words.get(at).is_some_and(|word| word.is(&["of", "on"]) && !word.pauses())
            && at > 0
            && is_name(at - 1)
            && is_name(at + 1)
            && !words[at - 1].pauses()
    };
    if end > start && (links(end) || start > 1 && links(start - 1)) {
        let at = if links(end) { end + 1 } else { start - 2 };
        return Some(format!("`{}` is a part of the hidden name", words[at].bare()));
    }
    let at = start.checked_sub(1).filter(|&at| joins(at)).or((end > 0 && joins(end - 1)).then_some(end))?;
    Some(format!("`{}` is a part of the hidden name", words[at].bare()))
}

/// C12: of several that stand side by side nobody can tell which is meant: "for Katrina and `[Tori]`", "cooperation including `[energy]`".
pub(super) fn hides_one_of_several(card: &Checked) -> Option<String> {
    let Face::Cloze { before, after, .. } = &card.draft.face else { return None };
    if card.draft.kind == CardKind::List {
        return None;
    }
    // With the answer in its place, since a name at the start of a text is hard to tell.
    let words = &card.shown.words;
    let start = before.split_whitespace().count().min(words.len());
    let end = (start + card.answer.len()).min(words.len());
    let (before, hidden, behind) = (&words[..start], &words[start..end], &words[end..]);
    let is_name = |word: &Word| word.pos == Pos::Name;
    let adds = |word: &Word| word.is(&["and", "or"]);
    let first = match before {
        [.., name, joint] if adds(joint) => is_name(name),
        [.., name, one, two, three] if one.is(&["as"]) && two.is(&["well"]) && three.is(&["as"]) => {
            is_name(name)
        }
        _ => false,
    };
    let second = matches!(behind, [joint, name, ..] if adds(joint) && is_name(name));
    let example = match before {
        [.., including] if including.is(&["including"]) => true,
        [.., such, like] => such.is(&["such"]) && like.is(&["as"]),
        _ => false,
    };
    let names = !hidden.is_empty() && hidden.iter().all(is_name);
    let last = !after.contains(char::is_alphanumeric);
    (names && (first || second) || example && last)
        .then(|| "one of several that stand side by side is hidden".to_owned())
}

/// C12: what something is not could be anything: "Civilization is not about the invasion of [...]"; and of what is only said
/// what it is not, that could be said of anything: "[...] is not about the invasion".
pub(super) fn hides_what_is_denied(card: &Checked) -> Option<String> {
    let Face::Cloze { before, .. } = &card.draft.face else { return None };
    let start = before.split_whitespace().count().min(card.shown.len());
    let clause = card.shown.words[..start].iter().rposition(Word::pauses).map_or(0, |at| at + 1);
    let words = &card.shown.words[clause..start];
    let goes_on = words.iter().any(|word| word.is(&["but", "until", "unless", "because"]));
    let hidden = start + card.answer.len();
    let follows = &card.shown.words[hidden.min(card.shown.len())..(hidden + 2).min(card.shown.len())];
    (denies(words) && !goes_on || denies(follows))
        .then(|| "what something is not could be anything".to_owned())
}

/// Whether words say what something is not.
fn denies(words: &[Word]) -> bool {
    let copula = ["am", "are", "be", "is", "was", "were"];
    words.windows(2).any(|pair| pair[0].is(&copula) && pair[1].is(&["not"]))
        || words.iter().any(|word| word.is(&["isn't", "aren't", "wasn't", "weren't"]))
}

/// C12: little is hidden.
pub(super) fn hides_too_much(card: &Checked) -> Option<String> {
    if !card.is_cloze() {
        return None;
    }
    // Of a list one item is hidden at a time.
    let hidden = card.hidden().iter().map(|part| part.split(' ').count()).max().unwrap_or_default();
    if hidden > HIDDEN {
        return Some(format!("{hidden} words are hidden, more than {HIDDEN}"));
    }
    (hidden as f64 > SHARE * card.shown.len() as f64).then(|| "too much of the sentence is hidden".to_owned())
}

/// C13: something is left that says what is asked.
pub(super) fn shows_too_little(card: &Checked) -> Option<String> {
    too_few(card, FEWEST)
}

/// C13: enough is left to know what is asked.
pub(super) fn shows_little(card: &Checked) -> Option<String> {
    too_few(card, VISIBLE)
}

fn too_few(card: &Checked, least: usize) -> Option<String> {
    let visible = card.is_cloze().then(|| card.visible_words())?;
    (visible < least).then(|| format!("only {visible} words with a meaning stay visible"))
}

/// C8: the sentence isn't one that was cut or begun anew: "... that I think the answer is.", "... the smaller version have you.", "We, rather than
/// wait, until the tower stood.", "The theory is dead, but another judge Arago.", "The fact that you can build towers, they're new."
pub(super) fn breaks_off(card: &Checked) -> Option<String> {
    const BE: [&str; 4] = ["are", "is", "was", "were"];
    const ASKS: [&str; 8] = ["are", "can", "could", "has", "have", "should", "will", "would"];
    const PERSONS: [&str; 5] = ["he", "i", "she", "they", "we"];
    let words = &card.shown.words;
    if !card.is_cloze() || words.len() < 4 {
        return None;
    }
    let last = words.len() - 1;
    let ends = words[last].is(&BE) && (words[last - 1].pos == Pos::Noun || words[last - 1].is(&["which"]))
        // "what the answer is", "how old the tower is"
        && !words[..last].iter().any(|word| word.is(&["how", "than", "what", "where", "who", "whatever"]));
    let asks = words[last].is(&["you"]) && words[last - 1].is(&ASKS) && !words[last - 2].is(&["as", "than"]);
    let begins = words[0].is(&PERSONS) && (words[0].pauses() || words[1].is(&["rather"]) && words[2].is(&["than"]))
        || words[0].is(&["the"]) && words[1].is(&["fact"]) && words[2].is(&["that"])
        // "We worry, most people worry more", of which the first verb was taken out.
        || words[0].is(&PERSONS) && words[1].is(&["many", "most", "some"]) && words[2].is(&["people"]);
    let opposes = card.shown.opposes(&(0..words.len()));
    (ends || asks || begins || !opposes).then(|| "the sentence breaks off or begins anew".to_owned())
}

/// C13: the hidden term doesn't stand elsewhere in the sentence.
pub(super) fn shows_what_it_hides(card: &Checked) -> Option<String> {
    /// Letters of an answer that can be told from parts of words.
    const LETTERS: usize = 5;
    if !card.is_cloze() {
        return None;
    }
    let visible = stems_of(&card.visible);
    // "not lethal, but non-lethal"
    let parts = |word: &str| {
        word.split('-').filter(|part| part.len() > 3 && *part != word).map(stem).collect::<Vec<_>>()
    };
    let told = card.answer.words.iter().flat_map(|word| parts(&word.key)).find(|part| visible.contains(part));
    if let Some(part) = told {
        return Some(format!("`{part}` is hidden and visible"));
    }
    // "at the end of 2016 and the beginning of 2017"
    let year = |text: &str| text.parse::<u32>().ok().filter(|year| (1000..3000).contains(year));
    if let Some(hidden) = year(card.answer.text(0..card.answer.len()).as_str())
        && Clause::keys(&card.visible).filter_map(|key| year(&key)).any(|other| other.abs_diff(hidden) == 1)
    {
        return Some("the year before or after it is visible".to_owned());
    }
    // "install styled-components with [StyledComponents]"
    let letters = |word: &str| {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let hidden = letters(&card.answer.text(0..card.answer.len()));
    let shown: Vec<String> = card.visible.split_whitespace().map(letters).collect();
    let same = (1..=3).any(|words| shown.windows(words).any(|some| some.concat() == hidden));
    if hidden.len() >= LETTERS && same {
        return Some(format!("`{hidden}` is hidden and visible"));
    }
    if let Some(letters) = spells(&card.draft.answer, &card.visible) {
        return Some(format!("`{letters}` stands for what is hidden, or is what is visible"));
    }
    stems(&card.answer)
        .iter()
        .find(|stem| visible.contains(*stem))
        .map(|stem| format!("`{stem}` is hidden and visible"))
}

/// The abbreviation that one text has and the other one spells: "partially signed Bitcoin transactions or `[PSBTs]`", "`[Hybrid Public key]` encryption, HPKE".
fn spells(hidden: &str, visible: &str) -> Option<String> {
    /// Letters of an abbreviation at least, and of those that a hidden part of what it stands for says.
    const LETTERS: usize = 3;
    const PART: usize = 2;
    let words = |text: &str| -> Vec<String> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        text.split(|c: char| c.is_whitespace() || c == '-')
            .map(bare)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let short = |word: &str| -> Option<String> {
        let letters = word.strip_suffix('s').unwrap_or(word);
        let capitals = letters.chars().all(|c| c.is_ascii_uppercase());
        (letters.len() >= LETTERS && capitals).then(|| letters.to_owned())
    };
    // Of a row of words that mean something: "an open source, it is" is no OSI.
    let initials = |words: &[String]| -> Option<String> {
        let initial = |word: &String| {
            let means = !is_function(&word.to_lowercase());
            means.then(|| word.chars().next()).flatten().map(|c| c.to_ascii_uppercase())
        };
        words.iter().map(initial).collect()
    };
    let (hidden, visible) = (words(hidden), words(visible));
    if let [word] = hidden.as_slice() {
        let letters = short(word)?;
        return visible
            .windows(letters.len())
            .any(|row| initials(row).as_ref() == Some(&letters))
            .then_some(letters);
    }
    let part = initials(&hidden).filter(|part| part.len() >= PART)?;
    let has = |letters: &String| letters.starts_with(&part) || letters.ends_with(&part);
    visible.iter().filter_map(|word| short(word)).find(has)
}

/// C14: one gap.
pub(super) fn has_several_gaps(card: &Checked) -> Option<String> {
    match &card.draft.face {
        Face::Cloze { before, after, .. } => [before, after]
            .iter()
            .any(|part| part.contains("[...]") || part.contains("___"))
            .then(|| "a second gap".to_owned()),
        Face::Question { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::cloze;
    use super::*;

    #[test]
    fn c8_of_what_breaks_off() {
        let breaks = |text: &str| breaks_off(&cloze(text)).is_some();
        assert!(breaks("They pay for the light without [oil] that I think the answer is."));
        assert!(breaks("The board is flirting with the idea of a [smaller lens] have you."));
        assert!(breaks("We, rather than go on, until we got to the [tower]."));
        assert!(breaks("We rather than go on, until we got to the [tower]."));
        assert!(breaks("The fact that you can build towers, they are of [granite]."));
        assert!(breaks("We most people worry more about the [storm] than the rock."));
        assert!(breaks("The theory of waves is dead, but another judge [Arago]."));
        assert!(!breaks("The theory of waves is dead, but another judge [tried] it."));
        assert!(!breaks(
            "A lens is cut into [rings] and bends light like a thick one, but without the weight."
        ));
        assert!(!breaks("A lens is cut into [rings] and bends light like a thick one, but it stays thin."));
        assert!(!breaks("Nobody knows how old the [tower] on the rock is."));
        assert!(!breaks("The [keepers] know the rock better than you."));
        assert!(!breaks("We thank most people who kept the [tower]."));
    }

    #[test]
    fn c12_of_phrases_and_people() {
        let cuts = |text: &str| cuts_a_phrase(&cloze(text));
        assert!(cuts("To date the tower has hit [35 million in annual] revenue from ships."));
        assert!(!cuts("To date the tower has hit [35 million] in annual revenue from ships."));
        let addressed = |text: &str| hides_the_addressed(&cloze(text)).is_some();
        assert!(addressed("The ships, as you noted, [Winstanley], were lost on the rock."));
        assert!(!addressed("The ships that were lost belonged to [Winstanley], who built a tower."));
    }

    #[test]
    fn c12_of_several() {
        let one = |text: &str| hides_one_of_several(&cloze(text)).is_some();
        assert!(one("They mourned for the keepers John Smeaton and [Henry Winstanley]."));
        assert!(one("They shared the cost of the tower between [Smeaton] and Winstanley in the end."));
        assert!(one("They worked together in many fields, including [harbour dues]."));
        assert!(!one("They asked for a first order lens, and [Fresnel] made it in a year."));
        assert!(!one("The tower was built by [John Smeaton] and it stood for a hundred years."));
    }

    #[test]
    fn c12_names() {
        assert!(hides_half_a_name(&cloze("The tower was built by John [Smeaton].")).is_some());
        assert!(hides_half_a_name(&cloze("Mat [Ryer] is a co-host of the show about towers.")).is_some());
        assert!(hides_half_a_name(&cloze("The first was [Henry] Winstanley, who had lost ships.")).is_some());
        assert!(hides_half_a_name(&cloze("Fresnel wrote the tables in [Ruby] on Rails.")).is_some());
        assert!(hides_half_a_name(&cloze("The keepers were paid by the Bank of [England] then.")).is_some());
        assert!(hides_half_a_name(&cloze("They went on until they got to [Fresnel] 5.")).is_some());
        assert_eq!(hides_half_a_name(&cloze("They built in [England] 20 towers of granite.")), None);
        assert_eq!(hides_half_a_name(&cloze("The keepers were paid by the [Bank of England] then.")), None);
        assert_eq!(hides_half_a_name(&cloze("In [England] the towers of the coast are old.")), None);
        assert_eq!(hides_half_a_name(&cloze("The tower was built by [John Smeaton].")), None);
        assert_eq!(hides_half_a_name(&cloze("In France, [Fresnel] made the first big lens.")), None);
    }

    #[test]
    fn c12_denied() {
        let denied = cloze("A tower is not about the comfort of the [keepers] who live there.");
        assert!(
            hides_what_is_denied(&cloze("The [lighthouse] is not about the storm of the year.")).is_some()
        );
        assert!(hides_what_is_denied(&denied).is_some());
        let told = cloze("A tower is not high, and it stands on a [reef] in the sea.");
        assert_eq!(hides_what_is_denied(&told), None);
        assert_eq!(hides_what_is_denied(&cloze(GOOD)), None);
    }

    const GOOD: &str = "The French floated the whole heavy lens in a bath of [mercury].";

    #[test]
    fn c12() {
        assert_eq!(hides_the_wrong_words(&cloze(GOOD)), None);
        assert!(
            hides_the_wrong_words(&cloze("The French floated the lens in [a bath] of mercury.")).is_some()
        );
        assert_eq!(hides_too_much(&cloze(GOOD)), None);
        assert!(hides_too_much(&cloze("The French [floated the whole heavy lens] in a bath.")).is_some());
        assert!(hides_too_much(&cloze("French lenses [floated there].")).is_some());
    }

    #[test]
    fn c13() {
        assert_eq!(shows_too_little(&cloze(GOOD)), None);
        assert!(shows_too_little(&cloze("They floated it in a [bath].")).is_some());
        let short = cloze("A lighthouse is a tower with a [light].");
        assert_eq!(shows_too_little(&short), None);
        assert!(shows_little(&short).is_some());
        assert_eq!(shows_what_it_hides(&cloze(GOOD)), None);
        assert!(shows_what_it_hides(&cloze("The lamp gives light like other [lamps].")).is_some());
        assert!(
            shows_what_it_hides(&cloze("It uses partially signed Bitcoin transactions or [PSBTs]."))
                .is_some()
        );
        assert!(shows_what_it_hides(&cloze("The [Hybrid Public key] encryption, HPKE, hides it.")).is_some());
        assert_eq!(shows_what_it_hides(&cloze("It is an open source, it is sanctioned by the [OSI].")), None);
    }

    #[test]
    fn c14() {
        assert_eq!(has_several_gaps(&cloze(GOOD)), None);
        assert!(has_several_gaps(&cloze("The ___ floated in a bath of [mercury].")).is_some());
    }
}
