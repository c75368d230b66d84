//! How much sentences matter in a language that nothing was learned of: by the words that the topic and the talk come back
//! to (H. P. Luhn 1958, "The automatic creation of literature abstracts", with the talk's own counts), length and place.

use std::ops::Range;

use super::tagger::Pos;
use super::vocabulary::{Bag, Vocabulary};
use crate::restore::{Role, Script, SentenceKind};

/// A sentence of so many words says something and can still be read at once.
const READABLE: Range<usize> = 8..36;

/// How much each sentence is worth keeping, 0 to 1; 0 for fragments and questions.
pub(super) fn salience(
    script: &Script,
    tags: &[Vec<Pos>],
    vocabulary: &Vocabulary,
    topics: &[Range<usize>],
) -> Vec<f64> {
    let mut talk = Bag::new(vocabulary);
    (0..script.sentences.len()).for_each(|sentence| talk.add(sentence));
    let mut result = vec![0.0; script.sentences.len()];
    let (mut topic_bag, mut one) = (Bag::new(vocabulary), Bag::new(vocabulary));
    for topic in topics {
        topic_bag.clear();
        topic.clone().for_each(|sentence| topic_bag.add(sentence));
        for at in topic.clone() {
            let sentence = &script.sentences[at];
            if sentence.kind != SentenceKind::Statement {
                continue;
            }
            one.clear();
            one.add(at);
            let central = (one.cosine(&topic_bag) + 0.5 * one.cosine(&talk)).min(1.0);
            let count = sentence.tokens.len();
            let readable = if READABLE.contains(&count) { 1.0 } else { 0.5 };
            let precise = tags[at].iter().any(|pos| matches!(pos, Pos::Number | Pos::Name));
            let asks = script.speaker_of(at).is_some_and(|speaker| speaker.role == Role::Host);
            let worth = 0.1 + 0.7 * central + 0.1 * f64::from(u8::from(precise));
            result[at] = (worth * readable * if asks { 0.6 } else { 1.0 }).clamp(0.0, 1.0);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use crate::analyze::{Options, analyze};
    use crate::restore::restore;

    const SPANISH: &str = "Locutora: ¿Cómo se construyó el faro de la isla de Sálvora?\n\
        Ramón: El faro de Sálvora se construyó en 1852 sobre la roca más alta de la isla. La lente del faro la fabricó un \
        taller de París con prismas de vidrio. Bueno, sí. Un reloj de pesas hacía girar la lente durante toda la noche.\n\
        Locutora: Gracias. ¿Y qué hacen los pescadores con los percebes?\n\
        Ramón: Los pescadores recogen los percebes cuando baja la marea y los venden en la lonja de Ribeira. El precio de los \
        percebes sube mucho en diciembre porque el mar está bravo.\n";

    #[test]
    fn a_talk_in_spanish_has_topics_phrases_and_passages() {
        let script = restore(crate::read::testing::transcript(SPANISH), &crate::restore::Options::default());
        assert_eq!(script.language.code(), "es");
        let analysis = analyze(&script, &Options { topics: Some(2), ..Options::default() });
        let phrases: Vec<&str> =
            analysis.topics.iter().flat_map(|topic| topic.keyphrases.iter().map(String::as_str)).collect();
        assert!(phrases.contains(&"faro") && phrases.contains(&"percebes"), "{phrases:?}");
        assert!(
            !phrases.iter().any(|phrase| ["el", "los", "cuando", "porque"].contains(phrase)),
            "{phrases:?}"
        );
        assert!(analysis.topics.iter().all(|topic| !topic.passages.is_empty()));
        let asked =
            script.sentences.iter().position(|sentence| sentence.text().starts_with("¿Cómo")).unwrap();
        assert!(analysis.salience[asked] <= 0.0);
    }
}
