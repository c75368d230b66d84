//! Quotes without the words that only took the turn: "And", "So", "Well, you know,".

/// Words that stay behind an opening at least.
const LEAST: usize = 6;

/// What is no opening behind "but": "but for the lamp".
const BUT: [&str; 3] = ["for", "not", "that"];

/// What is no opening behind "so": "so that the light ...", "so far".
const SO: [&str; 32] = [
    "am", "are", "as", "called", "can", "could", "did", "do", "does", "far", "few", "forth", "had", "has",
    "have", "help", "is", "little", "long", "many", "may", "might", "much", "must", "on", "should", "that",
    "too", "was", "were", "will", "would",
];

/// The same where a question begins: "so is it worth it?" opens with it.
const SO_ASKED: [&str; 9] = ["as", "called", "far", "few", "little", "long", "many", "much", "that"];

/// Openings of which a comma tells that they are.
const PAUSED: [&str; 23] = [
    "again", "ah", "alright", "also", "anyway", "hey", "hm", "i mean", "listen", "look", "now", "oh", "ok",
    "okay", "plus", "right", "sure", "uh", "um", "well", "yeah", "yep", "you know",
];

/// An English quote without its opening, beginning with a capital. Nothing else is changed, so it stays what was said.
pub(crate) fn without_opening(text: &str) -> String {
    let asked = text.ends_with('?');
    let mut rest = text;
    while let Some(next) = cut(rest, asked).filter(|next| next.split(' ').count() >= LEAST) {
        rest = next;
    }
    let first = rest.split(' ').next().unwrap_or_default();
    // "iPhone" is written so.
    if rest.len() == text.len() || first.chars().any(char::is_uppercase) {
        return rest.to_owned();
    }
    let mut chars = rest.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What is behind one opening.
fn cut(text: &str, asked: bool) -> Option<&str> {
    let (first, rest) = text.split_once(' ')?;
    let word = first.trim_end_matches(',').to_lowercase();
    let follows = |rest: &str| {
        let next = rest.split(' ').next().unwrap_or_default();
        next.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let bound = |rest: &str| {
        let next = follows(rest);
        if asked { SO_ASKED.contains(&next.as_str()) } else { SO.contains(&next.as_str()) }
    };
    match word.as_str() {
        "so" => return (!bound(rest)).then_some(rest),
        "but" => return (!BUT.contains(&follows(rest).as_str())).then_some(rest),
        "and" => {
            let so = rest.split_once(' ').filter(|_| follows(rest) == "so");
            let bound = so.map_or_else(
                || ["neither", "nor", "or", "yet"].contains(&follows(rest).as_str()),
                |(_, rest)| bound(rest),
            );
            return (!bound).then_some(rest);
        }
        _ => {}
    }
    if first.ends_with(',') {
        return PAUSED.contains(&word.as_str()).then_some(rest);
    }
    let (second, rest) = rest.split_once(' ')?;
    let two = format!("{word} {}", second.strip_suffix(',')?.to_lowercase());
    PAUSED.contains(&two.as_str()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_what_only_takes_the_turn() {
        let cases = [
            ("And the keepers lit the lamp every evening.", "The keepers lit the lamp every evening."),
            ("Well, you know, so the keepers lit the lamp at dusk.", "The keepers lit the lamp at dusk."),
            ("But to be honest, the keepers slept.", "To be honest, the keepers slept."),
            ("And so what Fresnel did was to grind rings.", "What Fresnel did was to grind rings."),
            ("So is a lens of rings worth its price?", "Is a lens of rings worth its price?"),
            ("I mean, iPhones have a better lens than that.", "iPhones have a better lens than that."),
            ("Yeah, no, the mirrors lost half of the light.", "No, the mirrors lost half of the light."),
        ];
        for (said, shown) in cases {
            assert_eq!(without_opening(said), shown);
        }
    }

    #[test]
    fn keeps_what_means_something() {
        for said in [
            "But for the keepers there was nobody to light the lamp.",
            "So that the light can be seen, it turns.",
            "So far nobody has built a taller tower than that.",
            "And so on, until the last of them was lit.",
            "And yet the keepers lit the lamp every evening.",
            "Now we have a lamp that nobody has to watch.",
            "Well water was what the keepers drank there.",
            "And they lit it at dusk.",
            "So is he, as all keepers of that time were.",
            "",
            "So",
        ] {
            assert_eq!(without_opening(said), said);
        }
    }
}
